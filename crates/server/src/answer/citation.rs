//! How a state of the map, or a view of it, is cited.

use waymark_engine::{Engine, THIS_MAP};
use waymark_model::{Date, Edition, EditionId, Entity, EntityId, Source};
use waymark_wire as wire;

use super::Ask;
use crate::citing::Work;
use crate::state;
use crate::words::{WordError, Words, wrong};

/// The words that a citation reads.
pub const CITATION_WORDS: &str = "`path`, `site`";

/// The longest path that is cited, in bytes.
const LONGEST: usize = 4_000;

/// What is cited: a view of the page, and where the page is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitationQuestion {
    /// The path of the view; without, the state as a whole.
    pub path: Option<String>,
    /// Where the page is, such as `https://map.example.org`; without, addresses have no host.
    pub site: Option<String>,
}

/// Takes the words of a citation.
///
/// # Errors
/// When the path is none of this page, or the site is no address.
pub fn citation_question(words: &mut Words) -> Result<CitationQuestion, WordError> {
    let is_plain = |text: &str| {
        text.len() <= LONGEST && !text.chars().any(|each| each.is_control() || each.is_whitespace())
    };
    let expected = "a path of the page such as `/e/2019-01/overlap`";
    let path = words.read("path", expected, |path| {
        let is_path = path.starts_with('/') && !path.starts_with("//") && is_plain(path);
        is_path.then(|| path.to_owned())
    })?;
    let expected = "where the page is, such as `https://map.example.org`";
    let site = words.one("site")?;
    let site = site.map(|site| {
        let rest = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://"));
        let is_site = rest.is_some_and(|rest| !rest.is_empty() && is_plain(rest));
        let is_bare = !site.contains(['?', '#']);
        let known = (is_site && is_bare).then(|| site.trim_end_matches('/').to_owned());
        known.ok_or_else(|| wrong("site", &site, expected))
    });
    Ok(CitationQuestion { path, site: site.transpose()? })
}

/// How a state, or a view of it, is cited: with what the map knows of itself, and nothing else.
///
/// The map knows of itself what its source `this-map` says (title, publisher, licence), the names
/// and dates of its editions, and its log. It knows no authors: who changes a map is a name in a
/// log, and no editor.
pub fn citation(engine: &Engine, ask: &Ask, question: &CitationQuestion) -> wire::Citation {
    let now = engine.now();
    let edition = ask.view.edition.as_ref().and_then(|id| now.map.edition(id));
    let itself = now.map.sources().find(|source| source.id.as_str() == THIS_MAP.0);
    let version = ask.version();
    let path = question.path.clone().unwrap_or_else(|| own_path(ask));
    let url = format!("{}{path}", question.site.as_deref().unwrap_or_default());
    let work = Work {
        key: key(ask),
        title: title(ask, edition, itself, question.path.as_deref()),
        version: match &version.edition {
            Some(edition) => format!("edition {edition}"),
            None => format!("position {}", version.position),
        },
        issued: edition.and_then(|edition| edition.date).or_else(|| last_change(ask)),
        publisher: itself.and_then(|source| source.publisher.clone()),
        licence: itself.and_then(|source| source.licence.clone()),
        url: url.clone(),
        accessed: ask.today,
        note: format!("Position {} of the log, hash {}.", version.position, version.hash),
    };
    wire::Citation {
        version,
        title: work.title.clone(),
        address: url,
        accessed: ask.today.to_string(),
        issued: work.issued.map(|date| date.to_string()),
        publisher: work.publisher.clone(),
        licence: work.licence.clone(),
        apa: work.apa(),
        bibtex: work.bibtex(),
        ris: work.ris(),
        csl: work.csl(),
    }
}

/// Where the state as a whole is shown.
fn own_path(ask: &Ask) -> String {
    match &ask.view.edition {
        Some(edition) => format!("/e/{edition}"),
        None => format!("/e/@{}~{}", ask.view.head.position, ask.today),
    }
}

fn key(ask: &Ask) -> String {
    let version = ask.version();
    let state = version.edition.unwrap_or_else(|| version.position.to_string());
    // BibTeX knows only plain letters in keys.
    let plain = |each: char| if each.is_ascii_alphanumeric() { each } else { '-' };
    format!("waymark-{}", state.chars().map(plain).collect::<String>())
}

pub(super) fn last_change(ask: &Ask) -> Option<Date> {
    ask.view.time.map(|time| Date::day(state::day_of(time)))
}

/// `Waymark map: First edition, overlap`.
pub(super) fn title(
    ask: &Ask,
    edition: Option<&Edition>,
    itself: Option<&Source>,
    path: Option<&str>,
) -> String {
    let own = itself.map(|source| source.title.as_str()).filter(|title| *title != THIS_MAP.1);
    let mut title = own.unwrap_or("Waymark map").to_owned();
    let state = match edition {
        Some(edition) => edition.name.clone(),
        None => format!("position {}", ask.view.head.position),
    };
    title += &format!(": {state}");
    match path.and_then(|path| view(ask, path)) {
        Some(view) => format!("{title}, {view}"),
        None => title,
    }
}

/// What a path shows: the name of a thing, or the word for a view.
fn view(ask: &Ask, path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut words = path.split('/').filter(|word| !word.is_empty());
    // `/e/EDITION/…`, which may stand after `embed`.
    let mut word = words.next()?;
    if word == "embed" {
        word = words.next()?;
    }
    let rest: Vec<&str> = if word == "e" { words.skip(1).collect() } else { vec![word] };
    let last = *rest.last()?;
    let thing = EntityId::parse(last).ok().filter(|_| rest.len() > 1);
    let name = thing.and_then(|id| ask.map().entity(&id).map(Entity::name).map(str::to_owned));
    let is_word = |text: &str| EditionId::parse(text).is_ok();
    name.or_else(|| is_word(last).then(|| last.replace('-', " ")))
}
