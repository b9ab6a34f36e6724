//! Who gives, where no column says so.

use super::usual::usual_names;
use crate::table::Table;
use crate::{GrantColumn, Mapping, ReadError};

/// Who gives all grants of a file.
pub(crate) struct OnlyFunder {
    pub(crate) name: String,
    /// Whether it was concluded from the name of the file.
    pub(crate) inferred: bool,
}

/// The funder that the user names, or else the one that the name of the file tells.
pub(crate) fn only_funder(table: &Table, mapping: &Mapping) -> Result<OnlyFunder, ReadError> {
    if let Some(name) = mapping.funder.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        return Ok(OnlyFunder { name: name.to_owned(), inferred: false });
    }
    match told_by(&table.file) {
        Some(name) => Ok(OnlyFunder { name, inferred: true }),
        None => Err(ReadError::MissingColumn {
            file: table.file.to_string(),
            what: "the funder",
            expected: format!(
                "{}, or the funder of all rows by `--funder \"Name\"`",
                usual_names(GrantColumn::Funder)
            ),
            found: table.column_names(),
        }),
    }
}

/// `data/open_phil.csv` tells `Open Phil`; `grants-2019.csv` tells nothing.
fn told_by(file: &str) -> Option<String> {
    const GENERAL: [&str; 24] = [
        "grant",
        "grants",
        "grantees",
        "award",
        "awards",
        "awarded",
        "data",
        "dataset",
        "list",
        "export",
        "download",
        "file",
        "table",
        "sheet",
        "sheet1",
        "report",
        "all",
        "final",
        "copy",
        "of",
        "the",
        "donations",
        "funding",
        "stdin",
    ];
    let words: Vec<String> = stem_of(file)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !GENERAL.contains(&word.to_lowercase().as_str()))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(capitalized)
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The endings that say how a file is written, and nothing about what is in it.
const ENDINGS: [&str; 12] =
    ["gz", "zip", "csv", "tsv", "txt", "xlsx", "ods", "json", "jsonld", "jsonl", "ndjson", "xml"];

/// The name of a file without folders and endings.
pub(crate) fn stem_of(file: &str) -> &str {
    let mut stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        let known = ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it));
        if !known || rest.is_empty() {
            break;
        }
        stem = rest;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_tell_who_gives() {
        assert_eq!(told_by("data/open_phil.csv").as_deref(), Some("Open Phil"));
        assert_eq!(
            told_by("Lumina-Foundation-grants-2019.csv.gz").as_deref(),
            Some("Lumina Foundation")
        );
        assert_eq!(told_by("grants-2019.csv"), None);
        assert_eq!(told_by("data.csv"), None);
        assert_eq!(told_by(""), None);
    }
}
