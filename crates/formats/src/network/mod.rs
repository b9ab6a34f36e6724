//! Networks: nodes become things, edges become ties.
//!
//! What a node is, is told by an attribute for its kind, by the mapping, or by its side in a network
//! of two modes; where nothing tells, it is taken for an organization, and that is said. An edge is
//! the tie that its own word means, and `relates` with that word where it means none. What a map has
//! no place for stays with the thing as an attribute, or with the tie as a note.

mod edges;
mod kinds;
mod nodes;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use waymark_model::{Confidence, EntityId, EntityKind, Map, Provenance, SourceId};
use waymark_networks::{Limits, Network, NetworkFormat, Reading, read_lists, read_text};

use crate::draft::{Draft, RowDraft};
use crate::grants::{self, stem_of};
use crate::merge::network_locator;
use crate::names::Names;
use crate::open::Text;
use crate::table::Table;
use crate::within::Within;
use crate::{
    Detected, Form, Format, GuideWords, Mapping, Notice, Parsed, Progress, ReadConfig, ReadError,
    ReadNetwork, Refusal, guide,
};

/// The attribute that keeps the id of a node.
const NODE_ID: &str = "node-id";

/// A network file.
pub(crate) struct Document {
    pub(crate) file: Arc<str>,
    pub(crate) text: Text,
    pub(crate) packed: Option<&'static str>,
    pub(crate) format: NetworkFormat,
    /// As what it was written down.
    pub(crate) form: Form,
}

impl Document {
    pub(crate) fn detected(&self) -> Detected {
        Detected {
            encoding: matches!(self.form, Form::Network(_)).then_some(self.text.encoding),
            encoding_guessed: self.text.guessed,
            packed: self.packed,
            ..Detected::of(self.file.clone(), self.form)
        }
    }
}

/// Whether a table that is neither one of a guide nor a list of grants lists nodes or edges.
pub(crate) fn list_in(
    table: &Table,
    text: &Text,
    config: &ReadConfig<'_>,
) -> Option<NetworkFormat> {
    let known = guide::table_kind(table).is_some() || grants::check(table, &config.mapping).is_ok();
    waymark_networks::detect(text.text.as_bytes()).filter(|_| !known)
}

/// Reads networks into a draft.
struct Reader<'m> {
    file: Arc<str>,
    source: SourceId,
    draft: Draft<'m>,
    names: Names<'m>,
    mapping: &'m Mapping,
    words: GuideWords,
    /// Things by the source and the id of their node in it, from earlier readings.
    known: FxHashMap<(SourceId, String), EntityId>,
    /// For each node of the network the thing that it is.
    things: Vec<Option<(EntityId, EntityKind)>>,
    /// The wholes of each part, as edges tell.
    within: Within<'m>,
    /// How many ties from one thing to another have a word, at most.
    ties: FxHashMap<(EntityId, String, EntityId), u64>,
    rows: Vec<RowDraft>,
    notices: Vec<Notice>,
}

pub(crate) fn read(
    documents: Vec<Document>,
    map: &Map,
    config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let mut parsed = Parsed::of(Format::Networks);
    let mut draft = Draft::new(map);
    let first = documents.first().map(|document| document.file.clone()).unwrap_or_default();
    let source = draft.sources.named(stem_of(&first), &first);
    let mapping = config.mapping.clone();
    let mut reader = Reader {
        file: first,
        source,
        draft,
        names: Names::new(map),
        words: GuideWords::built_in().overlaid(mapping.words.clone()),
        mapping: &mapping,
        known: known_nodes(map),
        things: Vec::new(),
        within: Within::of(map),
        ties: FxHashMap::default(),
        rows: Vec::new(),
        notices: Vec::new(),
    };
    for (document, reading) in readings(documents, config)? {
        reader.file = document.file.clone();
        reader.source = reader.draft.sources.named(stem_of(&document.file), &document.file);
        let rows = reader.rows.len();
        let network = reader.network(&reading);
        parsed.networks.push(network);
        reader.tell(config, document.text.text.len() as u64);
        parsed.detected.push(Detected { rows: reader.rows.len() - rows, ..document.detected() });
    }
    parsed.notices = reader.notices;
    (parsed.changes, parsed.rows) = reader.draft.finish(reader.rows);
    Ok(parsed)
}

/// What stands in each file; one list of nodes and one of edges are one network.
fn readings(
    mut documents: Vec<Document>,
    config: &ReadConfig<'_>,
) -> Result<Vec<(Document, Reading)>, ReadError> {
    let limits = limits(config);
    let unreadable = |file: &str, error: waymark_networks::NetworkError| ReadError::Unreadable {
        file: file.to_owned(),
        problem: error.to_string(),
    };
    let mut readings = Vec::new();
    let only = |format: NetworkFormat, documents: &[Document]| {
        let mut places = documents.iter().enumerate().filter(|(_, it)| it.format == format);
        places.next().map(|(place, _)| place).filter(|_| places.next().is_none())
    };
    let nodes = only(NetworkFormat::NodeList, &documents);
    if let (Some(nodes), Some(_)) = (nodes, only(NetworkFormat::EdgeList, &documents)) {
        let nodes = documents.remove(nodes);
        if let Some(edges) = only(NetworkFormat::EdgeList, &documents) {
            let edges = documents.remove(edges);
            let texts = (nodes.text.text.as_bytes(), edges.text.text.as_bytes());
            let reading = read_lists(texts.0, texts.1, &limits);
            let reading = reading.map_err(|error| unreadable(&edges.file, error))?;
            readings.push((edges, reading));
        }
    }
    for document in documents {
        let reading = read_text(&document.text.text, &limits);
        let reading = reading.map_err(|error| unreadable(&document.file, error))?;
        readings.push((document, reading));
    }
    Ok(readings)
}

fn limits(config: &ReadConfig<'_>) -> Limits {
    let usual = Limits::default();
    Limits {
        max_bytes: usual.max_bytes.min(config.limits.max_bytes_uncompressed),
        max_nodes: usual.max_nodes.min(config.limits.max_rows),
        max_edges: usual.max_edges.min(config.limits.max_rows),
        max_depth: usual.max_depth.min(config.limits.max_depth as u64),
        ..usual
    }
}

/// The things of the map that were nodes in an earlier reading.
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
    fn network(&mut self, reading: &Reading) -> ReadNetwork {
        for notice in &reading.notices {
            self.notice(notice.to_string());
        }
        self.tell_left_out(&reading.network);
        let nodes = self.nodes(&reading.network);
        let ties = self.edges(&reading.network);
        ReadNetwork { file: self.file.clone(), nodes, ties }
    }

    /// Says what of a network no map has a place for.
    fn tell_left_out(&mut self, network: &Network) {
        let drawn = network.nodes().iter().filter(|node| node.look.is_some()).count()
            + network.edges().iter().filter(|edge| edge.look.is_some()).count();
        let whole = network.values.iter().count();
        for (count, what) in [
            (drawn, "places, colours and sizes of nodes and edges are not kept"),
            (whole, "what the file says of the network as a whole is not kept"),
        ] {
            if count > 0 {
                self.notice(format!("{what} ({count} times)"));
            }
        }
    }

    fn notice(&mut self, reason: String) {
        self.notices.push(Notice { file: self.file.clone(), line: None, column: None, reason });
    }

    fn tell(&self, config: &ReadConfig<'_>, bytes: u64) {
        if let Some(progress) = config.progress {
            let rows = self.rows.len() as u64;
            progress(Progress { file: &self.file, rows, bytes, of_bytes: bytes });
        }
    }

    fn provenance(&self, what: &str, number: u64) -> Provenance {
        let locator = Some(network_locator(what, number));
        Provenance { locator, ..Provenance::new(self.source.clone(), Confidence::Reported) }
    }

    /// Nodes and edges are counted from 1, each for themselves.
    fn row(
        &mut self,
        what: &str,
        number: u64,
        summary: String,
        said: Result<Vec<crate::RecordId>, Box<Refusal>>,
    ) {
        let file = format!("{}: {what}", self.file).into();
        self.rows.push(RowDraft { file, line: number, summary, said });
    }
}

fn refuse(column: &str, value: &str, reason: &str, expected: &str) -> Box<Refusal> {
    Box::new(Refusal {
        column: Some(column.to_owned()),
        value: value.to_owned(),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    })
}
