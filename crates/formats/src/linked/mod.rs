//! JSON-LD in the terms of schema.org and CTDL: organizations, projects, credentials, works, terms,
//! grants and events, and the links between them. A context is never fetched: the terms are known by
//! their own names, whatever prefix they have.
//!
//! Every node is a row, but for those that tell where the others are from. A link to a thing comes to
//! a tie; what is said already, by the same source, is not said again.

mod kinds;
mod node;
mod said;
mod things;
mod ties;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::value::RawValue;
use waymark_model::{EntityId, EntityKind, Map, SourceId, TieId};

use crate::draft::{Draft, RowDraft};
use crate::grants::stem_of;
use crate::json::{self, Place};
use crate::names::Names;
use crate::open::Text;
use crate::within::Within;
use crate::{
    Detected, Form, Format, Notice, Parsed, Progress, ReadConfig, ReadError, RecordId, Refusal,
};
use kinds::{Class, class_of};
use node::Node;

/// The attribute that keeps the id of a node that is no id of this map.
const NODE_ID: &str = "json-ld-id";

/// A document.
pub(crate) struct Document {
    pub(crate) file: Arc<str>,
    pub(crate) text: Text,
    pub(crate) packed: Option<&'static str>,
}

/// Whether a text of JSON is such a document.
pub(crate) fn is_linked(text: &str) -> bool {
    json::is_linked(text)
}

type Refused<T> = Result<T, Box<Refusal>>;

/// Reads documents into a draft.
struct Reader<'m> {
    file: Arc<str>,
    source: SourceId,
    /// Whether the document itself states something, where its nodes name no other source.
    states: bool,
    /// What the facts of this document stand under.
    table: String,
    draft: Draft<'m>,
    names: Names<'m>,
    /// Things of the map by the id of their node in an earlier reading.
    known: FxHashMap<(SourceId, String), EntityId>,
    /// Things by the id of their node in this document.
    things: FxHashMap<String, (EntityId, EntityKind)>,
    sources: FxHashMap<String, SourceId>,
    /// Ids that nodes give as where they are from.
    cited: FxHashSet<String>,
    within: Within<'m>,
    /// Ties of the map that were met.
    met: FxHashSet<TieId>,
    numbers: FxHashMap<String, u64>,
    unread: BTreeMap<String, u64>,
    /// How many credentials were met.
    credentials: u64,
    notices: Vec<Notice>,
    rows: Vec<RowDraft>,
}

pub(crate) fn read(
    documents: Vec<Document>,
    map: &Map,
    config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let mut parsed = Parsed::of(Format::Linked);
    let mut draft = Draft::new(map);
    let first = documents.first().map(|document| document.file.clone()).unwrap_or_default();
    let source = draft.sources.named(stem_of(&first), &first);
    let mut reader = Reader {
        file: first,
        source,
        states: false,
        table: String::new(),
        draft,
        names: Names::new(map),
        known: known_nodes(map),
        things: FxHashMap::default(),
        sources: FxHashMap::default(),
        cited: FxHashSet::default(),
        within: Within::of(map),
        met: FxHashSet::default(),
        numbers: FxHashMap::default(),
        unread: BTreeMap::new(),
        credentials: 0,
        notices: Vec::new(),
        rows: Vec::new(),
    };
    for document in documents {
        let rows = reader.rows.len();
        reader.document(&document, config)?;
        parsed.detected.push(Detected {
            encoding: Some(document.text.encoding),
            encoding_guessed: document.text.guessed,
            packed: document.packed,
            rows: reader.rows.len() - rows,
            ..Detected::of(document.file, Form::JsonLd)
        });
    }
    parsed.notices = reader.notices;
    (parsed.changes, parsed.rows) = reader.draft.finish(reader.rows);
    Ok(parsed)
}

fn known_nodes(map: &Map) -> FxHashMap<(SourceId, String), EntityId> {
    let mut known = FxHashMap::default();
    for entity in map.entities() {
        for fact in entity.profile().attributes.get(NODE_ID).into_iter().flatten() {
            let key = (fact.provenance.source.clone(), fact.value.clone());
            known.entry(key).or_insert_with(|| entity.id().clone());
        }
    }
    known
}

impl Reader<'_> {
    /// Nodes are parsed again for each round, so that a large document is never held whole.
    fn document(&mut self, document: &Document, config: &ReadConfig<'_>) -> Result<(), ReadError> {
        self.file = document.file.clone();
        let stem = stem_of(&document.file);
        self.source = self.draft.sources.named(stem, &document.file);
        self.table = format!("{stem} (JSON-LD)");
        self.states = false;
        self.things.clear();
        self.sources.clear();
        self.cited.clear();
        let nodes = json::nodes(&document.file, &document.text.text, config)?;
        for (_, raw) in &nodes {
            let node = raw.ok().and_then(Node::read);
            let cited = node.iter().flat_map(|node| node.named("subjectOf"));
            self.cited.extend(cited.filter_map(|named| named.id));
        }
        for (line, raw) in &nodes {
            if let Some(node) = raw.ok().and_then(Node::read) {
                self.source_node(&node, *line);
            }
        }
        let things: Vec<Option<Refused<EntityId>>> =
            nodes.iter().zip(1..).map(|(place, number)| self.thing_at(place, number)).collect();
        for ((line, raw), thing) in nodes.iter().zip(things) {
            self.row(*line, raw, thing);
        }
        self.tell_unread();
        if !self.states {
            self.draft.sources.forget(&self.source);
        }
        if let Some(progress) = config.progress {
            let (rows, bytes) = (self.rows.len() as u64, document.text.text.len() as u64);
            progress(Progress { file: &self.file, rows, bytes, of_bytes: bytes });
        }
        Ok(())
    }

    /// The thing that a node is; `None` where it is none.
    fn thing_at(&mut self, (line, raw): &Place<'_>, number: usize) -> Option<Refused<EntityId>> {
        let node = raw.ok().and_then(Node::read)?;
        let Class::Thing(kind) = class_of(&node) else { return None };
        (!self.is_source(&node)).then(|| self.thing(&node, kind, *line, number))
    }

    /// Reads what a node links to, and tells what came of it.
    fn row(
        &mut self,
        line: u64,
        raw: &Result<&RawValue, (&str, &'static str)>,
        thing: Option<Refused<EntityId>>,
    ) {
        let node = match raw {
            Ok(raw) => Node::read(raw).ok_or((raw.get(), "is no JSON object")),
            Err(problem) => Err(*problem),
        };
        let (summary, said) = match (node, thing) {
            (Err((text, reason)), _) => {
                let shown: String = text.chars().take(80).collect();
                ("a node".to_owned(), Err(refuse("", &shown, reason, "an object")))
            }
            (Ok(node), Some(thing)) => {
                let said = thing.map(|id| {
                    let mut records = vec![RecordId::Entity(id.clone())];
                    records.extend(self.links(&node, &id, line).into_iter().map(RecordId::Tie));
                    records
                });
                (node.text("name").unwrap_or_default(), said)
            }
            (Ok(node), None) if self.is_source(&node) => return,
            (Ok(node), None) => {
                let name = node.text("name").or(node.id().map(str::to_owned)).unwrap_or_default();
                match class_of(&node) {
                    Class::Grant => (format!("grant {name}"), self.grant(&node, line)),
                    Class::Event => (format!("event {name}"), self.event(&node, line)),
                    Class::Document => return,
                    Class::Thing(_) | Class::Unknown => {
                        let types = node.types().join(", ");
                        let reason = "is a type that no map has a place for";
                        let expected = "an organization, a project, a credential, a work, a \
                                        defined term, a grant or an event";
                        (name, Err(refuse("@type", &types, reason, expected)))
                    }
                }
            }
        };
        self.rows.push(RowDraft { file: self.file.clone(), line, summary, said });
    }

    fn notice(&mut self, line: u64, name: &str, reason: String) {
        let (file, column) = (self.file.clone(), Some(name.into()));
        self.notices.push(Notice { file, line: Some(line), column, reason });
    }

    /// Counts the members of a node that are not read.
    fn note_unread(&mut self, node: &Node, read: &[&str]) {
        for name in node.names().filter(|name| !read.contains(name)) {
            *self.unread.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn tell_unread(&mut self) {
        let credentials = std::mem::take(&mut self.credentials);
        if credentials > 0 {
            let reason = format!(
                "{credentials} credentials are taken for initiatives, led by who owns them, with \
                 who offers them as a partner"
            );
            let file = self.file.clone();
            self.notices.push(Notice { file, line: None, column: Some("@type".into()), reason });
        }
        for (name, times) in std::mem::take(&mut self.unread) {
            let (file, column) = (self.file.clone(), Some(name.as_str().into()));
            let reason = format!("`{name}` is not read (it stands there {times} times)");
            self.notices.push(Notice { file, line: None, column, reason });
        }
    }
}

fn refuse(name: &str, value: &str, reason: &str, expected: &str) -> Box<Refusal> {
    Box::new(Refusal {
        column: (!name.is_empty()).then(|| name.to_owned()),
        value: value.to_owned(),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    })
}
