use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::cell::{Reading, restored};
use super::table::{Column, delimiter};
use super::{EDGES, NODES};
use crate::build::{Builder, Owner};
use crate::habits::{UniqueNames, direction_of};
use crate::place::Spot;
use crate::value::parse_number;
use crate::{Direction, Edge, Network, NetworkError, Value, Values};

/// Reads a table of nodes.
pub(crate) fn read_nodes(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    nodes(builder.text, builder)
}

/// Reads a table of edges.
pub(crate) fn read_edges(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    edges(builder.text, builder)
}

/// Reads a table of nodes, and the edges between them from the builder's own text.
pub(crate) fn read_both(text: &str, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    nodes(text, builder)?;
    edges(builder.text, builder)
}

/// A table whose first line has been read.
struct Table<'t> {
    name: &'static str,
    reader: Reader<&'t [u8]>,
    /// What parts cells.
    mark: u8,
    columns: Vec<(Arc<str>, Column)>,
    record: StringRecord,
    /// Attributes of which a cell was marked as text, so that it is no number.
    texts: HashSet<Arc<str>>,
}

impl<'t> Table<'t> {
    fn open(
        name: &'static str,
        text: &'t str,
        column: fn(&str) -> Column,
        builder: &mut Builder<'_>,
    ) -> Result<Self, NetworkError> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mark = delimiter(first);
        let mut reader = ReaderBuilder::new()
            .delimiter(mark)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let spot = Spot::Row { table: name, line: 1 };
        let read = reader.read_record(&mut record);
        read.map_err(|error| builder.malformed(spot, &error.to_string(), "a line of names"))?;
        let mut columns: Vec<(Arc<str>, Column)> = Vec::new();
        let mut names = UniqueNames::default();
        for header in &record {
            let header = restored(header).0;
            let mut kind = column(header);
            if kind != Column::Attribute && columns.iter().any(|(_, each)| *each == kind) {
                kind = Column::Attribute;
            }
            let used = names.give(header);
            if used != header {
                builder.notice("two columns have the same name", header, spot);
            }
            let used = match kind {
                Column::Attribute => builder.name(&used, spot)?,
                _ => used.into(),
            };
            columns.push((used, kind));
        }
        Ok(Self { name, reader, mark, columns, record, texts: HashSet::new() })
    }

    fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(_, each)| *each == column)
    }

    fn need(
        &self,
        column: Column,
        expected: &str,
        builder: &Builder<'_>,
    ) -> Result<usize, NetworkError> {
        let place = self.columns.iter().position(|(_, each)| *each == column);
        place.ok_or_else(|| {
            let names: Vec<&str> = self.columns.iter().map(|(name, _)| &**name).collect();
            builder.malformed(Spot::Row { table: self.name, line: 1 }, &names.join(", "), expected)
        })
    }

    /// Reads the next line; where it stands, or `None` at the end.
    fn next(&mut self, builder: &mut Builder<'_>) -> Result<Option<Spot>, NetworkError> {
        let line = self.reader.position().line();
        let read = self.reader.read_record(&mut self.record);
        let more = read.map_err(|error| {
            let spot = Spot::Row { table: self.name, line };
            builder.malformed(spot, &error.to_string(), "cells with their marks")
        })?;
        let line = self.record.position().map_or(line, csv::Position::line);
        let spot = Spot::Row { table: self.name, line };
        if more && self.record.len() > self.columns.len() {
            let rest = self.record.get(self.columns.len()).unwrap_or_default();
            builder.notice(
                "a line has more cells than there are columns: they were left out",
                rest,
                spot,
            );
        }
        Ok(more.then_some(spot))
    }

    /// What stands in a column; `None` where nothing does.
    fn cell(&self, place: usize) -> Option<&str> {
        let text = restored(self.record.get(place)?).0;
        (!text.is_empty()).then_some(text)
    }

    fn find(&self, column: Column) -> Option<&str> {
        self.cell(self.columns.iter().position(|(_, each)| *each == column)?)
    }

    fn text(&self, column: Column) -> Option<String> {
        self.find(column).map(str::to_owned)
    }

    /// The weight, with a decimal comma where commas do not part cells.
    fn weight(&self) -> Option<f64> {
        let text = self.find(Column::Weight)?;
        let with_point = || text.replacen(',', ".", 1);
        parse_number(text).or_else(|| parse_number(&with_point()).filter(|_| self.mark != b','))
    }

    /// Sets the attributes of this line, all as text for the time being.
    fn set(
        &mut self,
        owner: Owner,
        spot: Spot,
        builder: &mut Builder<'_>,
    ) -> Result<(), NetworkError> {
        for (place, (name, column)) in self.columns.iter().enumerate() {
            if *column != Column::Attribute {
                continue;
            }
            let Some(cell) = self.record.get(place).filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let (text, is_marked) = restored(cell);
            if is_marked {
                self.texts.insert(Arc::clone(name));
            }
            builder.set(owner, name, Value::Text(text.to_owned()), spot)?;
        }
        Ok(())
    }
}

fn nodes(text: &str, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut table = Table::open("node list", text, Column::of_node, builder)?;
    // Tables of Kumu name things by their label alone.
    let by = if table.has(Column::Id) { Column::Id } else { Column::Label };
    let id_place = table.need(by, "a column `Id`", builder)?;
    while let Some(spot) = table.next(builder)? {
        let Some(id) = table.cell(id_place) else {
            builder.notice("a line has no id, and was left out", "", spot);
            continue;
        };
        let node = builder.node(id, spot)?;
        let label = table.text(Column::Label).filter(|label| label != id);
        builder.network.node_mut(node).label = label;
        table.set(Owner::Node(node), spot, builder)?;
    }
    let texts = table.texts;
    let all = |network: &mut Network, part| {
        retype(&texts, part, network.nodes_mut().iter_mut().map(|node| &mut node.values));
    };
    all(&mut builder.network, Part::Others);
    NODES.absorb(builder);
    all(&mut builder.network, Part::Texts);
    Ok(())
}

fn edges(text: &str, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut table = Table::open("edge list", text, Column::of_edge, builder)?;
    let has_nodes = !builder.network.nodes().is_empty();
    let expected = "the columns `Source` and `Target`";
    let source = table.need(Column::Source, expected, builder)?;
    let target = table.need(Column::Target, expected, builder)?;
    while let Some(spot) = table.next(builder)? {
        let Some((from, to)) = table.cell(source).zip(table.cell(target)) else {
            builder.notice("a line lacks its source or target, and was left out", "", spot);
            continue;
        };
        let mut end = |id| if has_nodes { builder.end(id, spot) } else { builder.named(id, spot) };
        let (from, to) = (end(from)?, end(to)?);
        let word = table.find(Column::Direction);
        let direction = word.and_then(direction_of);
        if direction.is_none() {
            let what = "nothing says whether an edge is directed: it is taken as directed";
            builder.notice(what, word.unwrap_or_default(), spot);
        }
        // A type that is no direction is the relation, as in tables of Kumu.
        let kind = word.filter(|_| direction.is_none()).map(str::to_owned);
        let weight = table.weight();
        let edge = Edge {
            id: table.text(Column::Id),
            label: table.text(Column::Label),
            kind,
            weight,
            ..Edge::new(from, to, direction.unwrap_or(Direction::Directed))
        };
        let edge = builder.edge(edge, spot)?;
        if let (None, Some(text)) = (weight, table.text(Column::Weight)) {
            builder.odd_weight(edge, &text, spot)?;
        }
        table.set(Owner::Edge(edge), spot, builder)?;
    }
    let texts = table.texts;
    let all = |network: &mut Network, part| {
        retype(&texts, part, network.edges_mut().iter_mut().map(|edge| &mut edge.values));
    };
    all(&mut builder.network, Part::Others);
    EDGES.absorb(builder);
    all(&mut builder.network, Part::Texts);
    Ok(())
}

/// Columns that may come to be something else than attributes, and are then text whatever they
/// look like; and the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Texts,
    Others,
}

impl Part {
    fn of(name: &str) -> Self {
        match name {
            "kind" | "parent" | "shape" | "color" | "start" | "end" | "timeset" => Self::Texts,
            _ => Self::Others,
        }
    }
}

/// Makes numbers of the columns of which every cell is one, and truth values likewise.
fn retype<'v>(texts: &HashSet<Arc<str>>, part: Part, all: impl Iterator<Item = &'v mut Values>) {
    let mut all: Vec<&mut Values> = all.collect();
    let mut readings: HashMap<Arc<str>, Reading> = HashMap::new();
    for (name, value) in all.iter().flat_map(|values| values.iter()) {
        let Some(text) = value.as_text() else { continue };
        let is_text = texts.contains(name) || Part::of(name) != part;
        let reading = if is_text { Reading::Text } else { Reading::of(text) };
        let known = readings.entry(Arc::clone(name)).or_insert(reading);
        *known = known.and(reading);
    }
    for (name, value) in all.iter_mut().flat_map(|values| values.iter_mut()) {
        let reading = readings.get(name).copied().unwrap_or(Reading::Text);
        if let Some(typed) = value.as_text().and_then(|text| reading.value(text)) {
            *value = typed;
        }
    }
}
