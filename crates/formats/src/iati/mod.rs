//! IATI activities, version 1 and 2: each is an initiative, with those who fund it, lead it and
//! take part in it, what it is about and where.
//!
//! Every activity is a row, and so is every transaction and every budget: those come to the sums of
//! `funds` ties, and what cannot be added to any is refused with its reason.
//!
//! <https://iatistandard.org>

mod activity;
mod codes;
mod flows;
mod funding;
mod lay;
mod ties;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use waymark_model::{Entity, EntityId, Map, SourceId};

use crate::draft::{Draft, RowDraft};
use crate::grants::stem_of;
use crate::names::Names;
use crate::open::Text;
use crate::xml::{Piece, Xml, local};
use crate::{Detected, Form, Format, Notice, Parsed, Progress, ReadConfig, ReadError};
use activity::Activity;

/// The attribute that keeps the identifier of an activity.
const IDENTIFIER: &str = "iati-identifier";

/// Bytes that one activity may have, in rows.
const ROWS_IN_ACTIVITY: u64 = 16;

/// Activities between two reports of progress.
const REPORT_EVERY: usize = 512;

/// A document of activities.
pub(crate) struct Document {
    pub(crate) file: Arc<str>,
    pub(crate) text: Text,
    pub(crate) packed: Option<&'static str>,
}

/// Reads activities into a draft.
struct Reader<'m> {
    file: Arc<str>,
    source: SourceId,
    draft: Draft<'m>,
    names: Names<'m>,
    /// Whether names that are surely the same, but not written so, are kept apart.
    exact_names: bool,
    /// Initiatives by the identifier of their activity.
    activities: FxHashMap<String, EntityId>,
    /// Initiatives that have such an identifier.
    identified: FxHashSet<EntityId>,
    relations: FxHashSet<ties::Relation>,
    /// Where each identifier stands in these documents.
    given: FxHashMap<String, u64>,
    unread: BTreeMap<String, u64>,
    notices: Vec<Notice>,
    rows: Vec<RowDraft>,
}

pub(crate) fn read(
    documents: Vec<Document>,
    map: &Map,
    config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let mut parsed = Parsed::of(Format::Activities);
    let mut draft = Draft::new(map);
    let first = documents.first().map(|document| document.file.clone()).unwrap_or_default();
    let source = draft.sources.named(stem_of(&first), &first);
    let activities = known_activities(map);
    let mut reader = Reader {
        file: first,
        source,
        draft,
        names: Names::new(map),
        exact_names: config.mapping.exact_names,
        identified: activities.values().cloned().collect(),
        activities,
        relations: FxHashSet::default(),
        given: FxHashMap::default(),
        unread: BTreeMap::new(),
        notices: Vec::new(),
        rows: Vec::new(),
    };
    for document in documents {
        let rows = reader.rows.len();
        reader.file = document.file.clone();
        reader.source = reader.draft.sources.named(stem_of(&document.file), &document.file);
        reader.document(&document, config)?;
        reader.tell_unread();
        parsed.detected.push(Detected {
            encoding: Some(document.text.encoding),
            encoding_guessed: document.text.guessed,
            packed: document.packed,
            rows: reader.rows.len() - rows,
            ..Detected::of(document.file, Form::Iati)
        });
    }
    parsed.notices = reader.notices;
    (parsed.changes, parsed.rows) = reader.draft.finish(reader.rows);
    Ok(parsed)
}

/// The initiatives of the map that were activities in an earlier reading.
fn known_activities(map: &Map) -> FxHashMap<String, EntityId> {
    let mut known = FxHashMap::default();
    for entity in map.entities().filter(|entity| matches!(entity, Entity::Initiative(_))) {
        for fact in entity.profile().attributes.get(IDENTIFIER).into_iter().flatten() {
            known.entry(fact.value.clone()).or_insert_with(|| entity.id().clone());
        }
    }
    known
}

impl Reader<'_> {
    fn document(&mut self, document: &Document, config: &ReadConfig<'_>) -> Result<(), ReadError> {
        let limits = &config.limits;
        let text = &document.text.text;
        let mut xml = Xml::new(&document.file, text, limits.max_depth);
        let mut activities = 0;
        while let Some(piece) = xml.next()? {
            let Piece::Open(start) = piece else { continue };
            match local(start.name().as_ref()) {
                "iati-activities" => {}
                "iati-activity" => {
                    let most = limits.max_row_bytes.saturating_mul(ROWS_IN_ACTIVITY);
                    let element = xml.element(&start, most)?;
                    self.activity(Activity::of(&element));
                    activities += 1;
                    self.within(limits.max_rows, element.line)?;
                    if activities % REPORT_EVERY == 0 {
                        self.report(config, xml.position(), text.len());
                    }
                }
                other => *self.unread.entry(other.to_owned()).or_default() += 1,
            }
        }
        self.report(config, text.len() as u64, text.len());
        Ok(())
    }

    fn within(&self, limit: u64, line: u64) -> Result<(), ReadError> {
        if self.rows.len() as u64 <= limit {
            return Ok(());
        }
        let what = "the number of rows";
        Err(ReadError::TooLarge { file: self.file.to_string(), what, line, limit })
    }

    fn report(&self, config: &ReadConfig<'_>, at: u64, of: usize) {
        if let Some(progress) = config.progress {
            let rows = self.rows.len() as u64;
            progress(Progress { file: &self.file, rows, bytes: at, of_bytes: of as u64 });
        }
    }

    fn notice(&mut self, line: u64, element: &str, reason: String) {
        let (file, column) = (self.file.clone(), Some(element.into()));
        self.notices.push(Notice { file, line: Some(line), column, reason });
    }

    /// Says once of each sort of element that it is not read.
    fn tell_unread(&mut self) {
        for (name, times) in std::mem::take(&mut self.unread) {
            let (file, column) = (self.file.clone(), Some(name.as_str().into()));
            let reason = format!("`{name}` is not read (it stands there {times} times)");
            self.notices.push(Notice { file, line: None, column, reason });
        }
    }
}
