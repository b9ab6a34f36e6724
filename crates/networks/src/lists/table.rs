//! A table's first line, and what its columns are.

use crate::NetworkFormat;

/// The mark between cells: the one that the first line has most of.
pub(super) fn delimiter(line: &str) -> u8 {
    let count = |mark: &u8| line.bytes().filter(|byte| byte == mark).count();
    // On a tie the first wins.
    let marks = [b',', b';', b'\t', b'|'];
    marks.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// A column by the meaning of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Label,
    Source,
    Target,
    Direction,
    Weight,
    Attribute,
}

impl Column {
    pub(super) fn of_node(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "id" => Self::Id,
            "label" => Self::Label,
            _ => Self::Attribute,
        }
    }

    pub(super) fn of_edge(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "source" | "from" => Self::Source,
            "target" | "to" => Self::Target,
            "type" | "direction" => Self::Direction,
            "weight" => Self::Weight,
            "id" => Self::Id,
            "label" => Self::Label,
            _ => Self::Attribute,
        }
    }
}

/// Whether a first line is one of a table of edges or of nodes.
pub(crate) fn detect(line: &str) -> Option<NetworkFormat> {
    let mark = char::from(delimiter(line));
    let names = || line.split(mark).map(|name| name.trim().trim_matches('"'));
    let has = |column: Column| names().any(|name| Column::of_edge(name) == column);
    if has(Column::Source) && has(Column::Target) {
        return Some(NetworkFormat::EdgeList);
    }
    let is_id = names().next().is_some_and(|name| Column::of_node(name) == Column::Id);
    is_id.then_some(NetworkFormat::NodeList)
}
