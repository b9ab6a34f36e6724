//! What a map says of itself in a state, and the papers of a pack that are made of it.

use std::collections::BTreeMap;
use std::fmt::Write;

use waymark_engine::{Engine, THIS_MAP};
use waymark_exports::{Column, Part};
use waymark_model::{Date, Day};
use waymark_wire as wire;

use crate::answer::Ask;
use crate::answer::citation::{last_change, title};

/// What a state says of itself. Who changes a map is a name in a log and no author, so it has none.
pub(super) struct About {
    pub(super) title: String,
    pub(super) issued: Option<Date>,
    pub(super) publisher: Option<String>,
    pub(super) licence: Option<String>,
    /// The day an edition came out, where its date is a day.
    released: Option<Day>,
    state: String,
    hash: String,
}

impl About {
    /// By the state itself: what later states say of the map does not change the packs of this one.
    pub(super) fn of(engine: &Engine, ask: &Ask, part: &Part<'_>) -> Self {
        let now = engine.now();
        let edition = ask.view.edition.as_ref().and_then(|id| now.map.edition(id));
        let itself = ask.map().sources().find(|source| source.id.as_str() == THIS_MAP.0);
        let date = edition.and_then(|edition| edition.date);
        let day = date.and_then(|date| date.earliest().filter(|day| date.latest() == Some(*day)));
        Self {
            title: title(ask, edition, itself, None),
            issued: date.or_else(|| last_change(ask)),
            publisher: itself.and_then(|source| source.publisher.clone()),
            licence: itself.and_then(|source| source.licence.clone()),
            released: day,
            state: part.state(),
            hash: part.version.hash.clone(),
        }
    }

    /// A file in the Citation File Format 1.2.0.
    pub(super) fn cff(&self) -> String {
        // Text in the quotes of JSON is text in the quotes of YAML.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut text = String::from("cff-version: 1.2.0\n");
        let mut line = |line: String| text += &(line + "\n");
        line("message: If you use this data set, please cite it as below.".to_owned());
        line("type: dataset".to_owned());
        line(format!("title: {}", quoted(&self.title)));
        line("authors:".to_owned());
        match &self.publisher {
            Some(publisher) => line(format!("  - name: {}", quoted(publisher))),
            None => {
                line(
                    "  # The format asks for one; the map names neither authors nor publisher."
                        .to_owned(),
                );
                line("  - name: Unknown authors".to_owned());
            }
        }
        line(format!("version: {}", quoted(&self.state)));
        if let Some(day) = self.released {
            line(format!("date-released: {}", quoted(&day.to_string())));
        }
        match self.licence.as_deref().map(|licence| (licence, spdx(licence))) {
            Some((_, Some(id))) => line(format!("license: {id}")),
            Some((licence, None)) if is_address(licence) => {
                line(format!("license-url: {}", quoted(licence)));
            }
            Some((licence, None)) => {
                line(format!("abstract: {}", quoted(&format!("Licence: {licence}"))));
            }
            None => {}
        }
        line("identifiers:".to_owned());
        line("  - type: other".to_owned());
        line(format!("    value: {}", quoted(&self.hash)));
        line("    description: The hash of the log of the map up to this state.".to_owned());
        text
    }

    /// What is known of how the data may be used.
    pub(super) fn licence(&self, part: &Part<'_>) -> String {
        let mut text = String::from("# Licence of the data\n\n");
        text += &match &self.licence {
            Some(licence) => format!("The map states its licence: {licence}\n"),
            None => "The map states no licence of its own.\nThat is no permission: ask who keeps the map.\n".to_owned(),
        };
        let sources = part.sources();
        let mut licences: BTreeMap<&str, usize> = BTreeMap::new();
        for source in &sources {
            if let Some(licence) = &source.licence {
                *licences.entry(licence).or_default() += 1;
            }
        }
        let known: usize = licences.values().sum();
        let _ = write!(
            text,
            "\n## Sources\n\nFacts come from {} sources, of which {known} are known to state a licence.\n\
             `tables/sources.csv` has each with its publisher and its licence; an empty cell is unknown.\n",
            sources.len()
        );
        if known > 0 {
            text += "\n| licence | sources |\n|---|---|\n";
        }
        for (licence, count) in licences {
            let _ = writeln!(text, "| {} | {count} |", cell(licence));
        }
        text += "\n## Programs\n\n`read.py` and `read.R` are part of Waymark: Apache-2.0 or MIT.\n";
        text
    }

    /// What the pack is and how it is used.
    pub(super) fn readme(&self, manifest: &wire::PackManifest) -> String {
        let wire::PackManifest { version, filter, today, command, address, .. } = manifest;
        let mut text = format!("# {}\n\n", cell(&self.title));
        let _ = write!(
            text,
            "A research pack: {} of the map (position {} of its log, hash `{}`)",
            self.state, version.position, version.hash,
        );
        if filter.is_empty() {
            text += ", whole.\n";
        } else {
            let words = filter.iter().map(|(word, value)| format!("{word}={value}"));
            let words: Vec<String> = words.collect();
            let _ = writeln!(text, ", only `{}`.", words.join("&").replace('`', "'"));
        }
        let _ = write!(
            text,
            "Due dates are held against {today}.\n\n\
             **An empty cell is unknown, never zero and never no.**\n\
             What was concluded and is stated by no source is `inferred`, in a column of its own or by its `confidence`.\n\n"
        );
        text += include_str!("readme.md");
        let _ = write!(
            text,
            "\n## The same again\n\n```\n{command}\n```\n\nor `{address}` of a server of the map.\n\
             Both give these bytes for as long as the map is kept, with {}.\n",
            manifest.program
        );
        text
    }
}

/// What every column of every table means, as a table and for reading.
#[derive(Default)]
pub(super) struct Codebook(Vec<(String, Column)>);

impl Codebook {
    pub(super) fn add(&mut self, path: &str, columns: Vec<Column>) {
        self.0.extend(columns.into_iter().map(|column| (path.to_owned(), column)));
    }

    /// How what is not known is written. A column that is always filled has no such way.
    fn unknown(column: &Column) -> &'static str {
        if column.known == column.of && column.of > 0 { "never unknown" } else { "empty" }
    }

    pub(super) fn csv(&self) -> String {
        let mut text = String::from("file,column,meaning,type,unit,unknown,known,of\n");
        for (path, column) in &self.0 {
            let Column { name, meaning, kind, unit, known, of } = column;
            let unknown = Self::unknown(column);
            let cells = [path.as_str(), name, meaning, kind, unit, unknown];
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            let _ = writeln!(text, "{},{known},{of}", cells.join(","));
        }
        text
    }

    pub(super) fn markdown(&self) -> String {
        let mut text = String::from(
            "# Codebook\n\nEvery column of every table; `codebook.csv` has the same.\n\
             An empty cell is unknown; `known` says in how many rows something stands.\n",
        );
        let mut before = "";
        for (path, column) in &self.0 {
            if path != before {
                let _ = write!(
                    text,
                    "\n## {path}\n\n| column | meaning | type | unit | known |\n|---|---|---|---|---|\n"
                );
                before = path;
            }
            let Column { name, meaning, kind, unit, known, of } = column;
            let (name, meaning, unit) = (cell(name), cell(meaning), cell(unit));
            let _ = writeln!(text, "| {name} | {meaning} | {kind} | {unit} | {known} of {of} |");
        }
        text
    }
}

/// The identifier of SPDX for a licence, if it is one that data often has.
fn spdx(licence: &str) -> Option<&'static str> {
    const KNOWN: [&str; 14] = [
        "CC0-1.0",
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-ND-4.0",
        "CC-BY-3.0",
        "CC-BY-SA-3.0",
        "ODbL-1.0",
        "ODC-By-1.0",
        "PDDL-1.0",
        "OGL-UK-3.0",
        "Apache-2.0",
    ];
    let plain = licence.trim().replace(' ', "-");
    KNOWN.into_iter().find(|id| id.eq_ignore_ascii_case(&plain))
}

fn is_address(text: &str) -> bool {
    let has_scheme = text.starts_with("https://") || text.starts_with("http://");
    has_scheme && !text.contains(char::is_whitespace)
}

/// Text in a cell of Markdown.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// Text in a cell of CSV. A heading is as its file has it, so nothing is put before it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_address, quoted, spdx};

    #[test]
    fn a_licence_is_named_as_it_is_known_and_never_guessed() {
        assert_eq!(spdx("CC BY 4.0"), Some("CC-BY-4.0"));
        assert_eq!(spdx("cc0-1.0"), Some("CC0-1.0"));
        assert_eq!(spdx("Creative Commons"), None);
        assert!(is_address("https://example.org/licence") && !is_address("see https://a.b"));
    }

    #[test]
    fn cells_keep_what_they_hold() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
