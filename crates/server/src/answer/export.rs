//! Files to take away: which formats there are, what a file would be, and the file itself.

use std::io::Write;
use std::sync::Arc;

use waymark_analysis::{AnalysisError, Frame};
use waymark_engine::EngineError;
use waymark_exports::{Choice, Export, Format, Joined, Kinds, Mode, Part, Weighing};
use waymark_wire as wire;

use super::Ask;
use crate::words::{WordError, Words, wrong};
use crate::{ApiError, state};

/// The words that a file is chosen by.
pub const EXPORT_WORDS: &str = "`mode`, `kinds`, `between`, `by`, `projection`, `isolates`";

/// The format that a word names.
///
/// # Errors
/// When there is no such format.
pub fn export_format(word: &str) -> Result<Format, ApiError> {
    let missing =
        || ApiError::NotFound { what: "format", id: word.to_owned(), present_in: Vec::new() };
    Format::from_word(word).ok_or_else(missing)
}

/// Takes the words that say which network is meant. A format that is no network has none of them.
///
/// # Errors
/// When a value is none of those expected, or the format has not the mode.
pub fn export_choice(format: Format, words: &mut Words) -> Result<Choice, WordError> {
    let usual = Choice::usual(format);
    if format.network().is_none() {
        return Ok(usual);
    }
    let mode = mode(format, words)?;
    let joined = joined(words)?;
    let expected = "`shared`, `newman` or `jaccard`";
    let weighing = words.read("projection", expected, Weighing::from_word)?;
    let isolates = words.read("isolates", "`true` or `false`", |word| word.parse().ok())?;
    Ok(Choice {
        mode,
        kinds: kinds(mode, words)?,
        joined,
        weighing: weighing.unwrap_or_default(),
        isolates: isolates.unwrap_or(true),
        ..usual
    })
}

fn mode(format: Format, words: &mut Words) -> Result<Mode, WordError> {
    let modes: Vec<String> =
        format.modes().iter().map(|mode| format!("`{}`", mode.word())).collect();
    let expected = format!("{}, for this format", modes.join(" or "));
    let known = |word: &str| Mode::from_word(word).filter(|mode| format.modes().contains(mode));
    Ok(words.read("mode", &expected, known)?.unwrap_or_default())
}

fn kinds(mode: Mode, words: &mut Words) -> Result<Kinds, WordError> {
    let mut kinds = Kinds::default();
    for word in words.all("kinds") {
        if !kinds.add(&word) {
            let expected = "kinds of things such as `organization`, or of ties such as `funds`";
            return Err(wrong("kinds", &word, expected));
        }
    }
    if mode == Mode::Two && !kinds.have_two_sides() {
        let named: Vec<&str> = kinds.ties.iter().map(|kind| kind.word()).collect();
        let expected = "of ties `funds`, `leads`, `partners`, or `serves` alone, for two modes";
        return Err(wrong("kinds", &named.join(","), expected));
    }
    Ok(kinds)
}

fn joined(words: &mut Words) -> Result<Joined, WordError> {
    let expected = "`initiatives`, `recipients`, `funders` or `organizations`";
    let is_between = |word: &str| Joined::from_words(word, None).map(|_| word.to_owned());
    let between = words.read("between", expected, is_between)?;
    let between = between.unwrap_or_else(|| Joined::default().between().to_owned());
    let all = Joined::ALL.iter().filter(|joined| joined.between() == between);
    let all: Vec<String> = all.map(|joined| format!("`{}`", joined.by())).collect();
    let expected = format!("{} between {between}", all.join(", "));
    let by = words.read("by", &expected, |word| Joined::from_words(&between, Some(word)))?;
    Ok(by.or_else(|| Joined::from_words(&between, None)).unwrap_or_default())
}

/// The formats that a map can be taken out in.
pub fn export_formats(ask: &Ask) -> wire::ExportFormats {
    let formats = Format::ALL.map(Format::about).to_vec();
    wire::ExportFormats { version: ask.version(), formats }
}

/// What a file would be. It is worked out once for a state, since all of it must be made for its
/// size and its hash.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn export_preview(ask: &Ask, choice: &Choice) -> Result<Arc<wire::ExportPreview>, ApiError> {
    ask.once(&format!("export {choice:?}"), || {
        with_export(ask, choice, |export| export.preview().map_err(unwritable))
    })
}

/// Makes a file ready, and hands it to whoever writes it.
///
/// # Errors
/// When the filter names something that is not on the map, and whatever the writer fails with.
pub fn with_export<T>(
    ask: &Ask,
    choice: &Choice,
    then: impl FnOnce(&Export<'_, '_>) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let frame = ask.frame()?;
    let part = part(ask, &frame);
    then(&Export::of(&part, choice, ask.watch()).map_err(failed)?)
}

/// What files are written of.
pub(super) fn part<'a>(ask: &'a Ask, frame: &'a Frame) -> Part<'a> {
    let mut part = Part::new(ask.map(), frame);
    part.version = ask.version();
    part.filter = ask.filter_words();
    part.editions = super::editions(ask).editions;
    part.changed = ask.view.time.map(|time| state::day_of(time).to_string());
    part
}

pub(super) fn failed(error: AnalysisError) -> ApiError {
    EngineError::from(error).into()
}

/// Writes a file and says what it is.
///
/// # Errors
/// When the filter names something that is not on the map, or the bytes cannot be put.
pub fn export(
    ask: &Ask,
    choice: &Choice,
    out: &mut dyn Write,
) -> Result<wire::ExportPreview, ApiError> {
    with_export(ask, choice, |export| export.write_and_tell(out).map_err(unwritable))
}

/// That the bytes of a file cannot be put.
pub(crate) fn unwritable(error: std::io::Error) -> ApiError {
    ApiError::Internal(format!("the file cannot be written: {error}"))
}
