//! A table's first line, and what its columns are.

use crate::NetworkFormat;

/// The mark between cells: of those that part the first line into the columns of a table of nodes
/// or edges the one that it has most of; names may hold the others.
pub(super) fn delimiter(line: &str) -> u8 {
    let count = |mark: &u8| line.bytes().filter(|byte| byte == mark).count();
    let fits = |mark: &u8| parted(line, *mark).is_some();
    // On a tie the first wins.
    let marks = [b',', b';', b'\t', b'|'];
    marks.into_iter().rev().max_by_key(|mark| (fits(mark), count(mark))).unwrap_or(b',')
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
    parted(line, delimiter(line))
}

/// What a first line is whose cells are parted by a mark.
fn parted(line: &str, mark: u8) -> Option<NetworkFormat> {
    let names = || line.split(char::from(mark)).map(|name| name.trim().trim_matches('"'));
    let has = |column: Column| names().any(|name| Column::of_edge(name) == column);
    if has(Column::Source) && has(Column::Target) {
        return Some(NetworkFormat::EdgeList);
    }
    let first = Column::of_node(names().next()?);
    let is_kumus = first == Column::Label && names().any(is_of_kumu);
    (first == Column::Id || is_kumus).then_some(NetworkFormat::NodeList)
}

/// Whether a column is one that Kumu has beside the label, by which its tables name things.
fn is_of_kumu(name: &str) -> bool {
    ["type", "description", "tags", "image"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
