//! What a reading gives back: changes, and what became of every row.

use std::fmt;
use std::sync::Arc;

use waymark_model::{Change, EntityId, EntityKind, MilestoneId, TieId, TieKind};

use crate::{Detected, GrantColumn, Mapping};

/// What the files turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Tables of a guide.
    Guide,
    /// Lists of grants.
    Grants,
    /// Activities with their funding.
    Activities,
    /// Linked data: things in the terms of schema.org and CTDL.
    Linked,
    /// Networks: nodes and the ties between them.
    Networks,
}

impl Format {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guide => "a table of a guide",
            Self::Grants => "a list of grants",
            Self::Activities => "a list of activities",
            Self::Linked => "linked data",
            Self::Networks => "a network",
        }
    }
}

/// Everything that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What the files turned out to be.
    pub format: Format,
    /// The changes, in an order that [`Map::apply`](waymark_model::Map::apply) accepts.
    pub changes: Vec<Change>,
    /// What became of every row, in the order in which they stand.
    pub rows: Vec<Row>,
    /// What a reader should know although no row was refused for it.
    pub notices: Vec<Notice>,
    /// How each column was understood.
    pub columns: Vec<UsedColumn>,
    /// What each table turned out to be before it was understood.
    pub detected: Vec<Detected>,
    /// For each list of grants the mapping that it was read with, to be saved and used again.
    pub mappings: Vec<UsedMapping>,
    /// What only a person can tell, and what was taken for it meanwhile.
    pub questions: Vec<Question>,
    /// Networks as they were read.
    pub networks: Vec<ReadNetwork>,
}

/// A row and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The file.
    pub file: Arc<str>,
    /// The line where the row begins, from 1.
    pub line: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// What it says, in short.
    pub summary: String,
    /// The records it speaks of, the main one first; none when it was refused.
    pub records: Vec<RecordId>,
}

/// What became of a row: exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What it speaks of is new to the map.
    Created,
    /// What it says is already on the map.
    Matched,
    /// What it speaks of is on the map, and is changed by it.
    Changed,
    /// It could not be read.
    Refused(Box<Refusal>),
}

/// Why a row could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// The value that stands there.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = &self.column {
            write!(f, "column `{column}`: ")?;
        }
        write!(f, "`{}` {}: expected {}", self.value, self.reason, self.expected)
    }
}

/// Something a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file.
    pub file: Arc<str>,
    /// The line, where it is about one.
    pub line: Option<u64>,
    /// The column, where it is about one.
    pub column: Option<Arc<str>>,
    /// What there is to know.
    pub reason: String,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedColumn {
    /// The file.
    pub file: Arc<str>,
    /// The name of the column.
    pub column: String,
    /// What it was taken for; `None` when it is not read.
    pub used_as: Option<&'static str>,
    /// What tells that; `None` when it is not read because nothing tells what it is.
    pub basis: Option<Basis>,
    /// The word for it in a mapping; `None` where a mapping has no word for it.
    pub target: Option<GrantColumn>,
    /// The first different values that stand in it.
    pub samples: Vec<String>,
}

/// A network as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNetwork {
    /// The file.
    pub file: Arc<str>,
    /// Its nodes, in their order.
    pub nodes: Vec<ReadNode>,
    /// Its ties, in their order.
    pub ties: Vec<ReadTie>,
}

/// A node of a network as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNode {
    /// Its id in the file.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it was taken for.
    pub kind: EntityKind,
    /// The thing that it is on the map; `None` where the node was refused.
    pub record: Option<EntityId>,
}

/// A tie of a network as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTie {
    /// The id in the file of the node that it comes from.
    pub from: String,
    /// The id in the file of the node that it goes to.
    pub to: String,
    /// What it was taken for.
    pub kind: TieKind,
    /// The file's own word for it.
    pub verb: Option<String>,
    /// The tie that it is on the map; `None` where it was refused.
    pub record: Option<TieId>,
}

/// Something that a file does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The file.
    pub file: Arc<str>,
    /// What it does not tell.
    pub asks: Asks,
    /// What was taken for it; `None` when it stays unknown.
    pub taken: Option<String>,
}

/// What a list of grants may fail to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Who gives.
    Funder,
    /// The currency of the amounts.
    Currency,
}

impl Asks {
    /// The word for it, which is also the key of a mapping file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funder => "funder",
            Self::Currency => "currency",
        }
    }
}

/// What tells what a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The user says so.
    Mapping,
    /// It has a usual name.
    Name,
    /// A word in its name, or what stands in it: a suggestion.
    Likely,
}

impl Basis {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mapping => "mapping",
            Self::Name => "name",
            Self::Likely => "likely",
        }
    }
}

/// The mapping that a table was read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedMapping {
    /// The file.
    pub file: Arc<str>,
    /// What was said and found out; [`Mapping::to_json`] writes it.
    pub mapping: Mapping,
}

/// Names a record of the map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordId {
    /// A thing.
    Entity(EntityId),
    /// A tie.
    Tie(TieId),
    /// A milestone.
    Milestone(MilestoneId),
}

impl RecordId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Entity(id) => id.as_str(),
            Self::Tie(id) => id.as_str(),
            Self::Milestone(id) => id.as_str(),
        }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// New to the map.
    pub created: usize,
    /// Already on the map.
    pub matched: usize,
    /// Changed what is on the map.
    pub changed: usize,
    /// Not read.
    pub refused: usize,
}

impl Tally {
    /// How many rows there were.
    pub fn rows(self) -> usize {
        self.created + self.matched + self.changed + self.refused
    }
}

impl Parsed {
    pub(crate) fn of(format: Format) -> Self {
        Self {
            format,
            changes: Vec::new(),
            rows: Vec::new(),
            notices: Vec::new(),
            columns: Vec::new(),
            detected: Vec::new(),
            mappings: Vec::new(),
            questions: Vec::new(),
            networks: Vec::new(),
        }
    }

    /// The mapping that reads all tables as they were read; empty where no list of grants is among
    /// them. Of tables that differ the first counts, which the others do not mind as long as a name
    /// of a column means the same in all.
    pub fn mapping(&self) -> Mapping {
        let mut mappings = self.mappings.iter().map(|used| used.mapping.clone());
        let mut whole = mappings.next().unwrap_or_default();
        for other in mappings {
            for (column, name) in other.columns {
                whole.columns.entry(column).or_insert(name);
            }
            whole.decimal_mark = whole.decimal_mark.or(other.decimal_mark);
        }
        whole
    }

    /// How many rows came to what; the four add up to the number of rows.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            match row.outcome {
                Outcome::Created => tally.created += 1,
                Outcome::Matched => tally.matched += 1,
                Outcome::Changed => tally.changed += 1,
                Outcome::Refused(_) => tally.refused += 1,
            }
        }
        tally
    }

    /// The rows that could not be read, and why.
    pub fn refused(&self) -> impl Iterator<Item = (&Row, &Refusal)> {
        self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Refused(refusal) => Some((row, &**refusal)),
            _ => None,
        })
    }
}
