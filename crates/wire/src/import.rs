//! What an import did, or would do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Version;

/// The outcome of an import: every row is counted once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What the files were read as.
    pub format: String,
    /// What was found out about each file, and what each of its columns was read as.
    pub files: Vec<ImportFile>,
    /// The mapping that reads the files as they were read, in the form of a mapping file, to be
    /// kept, changed and given again. Empty where a mapping has nothing to say.
    #[schema(value_type = Object)]
    pub mapping: serde_json::Value,
    /// What only a person can tell.
    pub questions: Vec<ImportQuestion>,
    /// How many rows were read: created, matched, changed and refused together.
    pub rows: usize,
    /// How many rows made something new.
    pub created: usize,
    /// How many rows said what was already known.
    pub matched: usize,
    /// How many rows changed something that was there.
    pub changed: usize,
    /// The rows that were refused, each with its place and the reason.
    pub refused: Vec<RefusedRow>,
    /// Remarks on rows that were read, such as a placeholder taken as unknown.
    pub notices: Vec<ImportNotice>,
    /// How many changes were, or would be, applied.
    pub changes: usize,
    /// How many records were, or would be, new to the map.
    pub made: ImportMade,
    /// What it brought that may be on the map already, or twice in it, under another name. Nothing
    /// is joined for that: it is for a person to decide.
    #[serde(default)]
    pub perhaps_same: Vec<crate::DuplicatePair>,
    /// How many of all such pairs are listed.
    pub perhaps_same_shown: crate::Known,
    /// Networks as they were read; only where rows are asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub networks: Option<Vec<ImportNetwork>>,
    /// Row by row, what was or would be done; only where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<Vec<RowOutcome>>,
}

/// A file, or a table in it, as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportFile {
    /// The file.
    pub file: String,
    /// How it is written down, in words: `delimited text`, `an XLSX workbook`, `JSON` …
    pub form: String,
    /// What it is: `a list of grants` …; `null` where that cannot be told yet.
    pub format: Option<String>,
    /// What it was packed with: `gzip` or `zip`.
    pub packed: Option<String>,
    /// The encoding of its text.
    pub encoding: Option<String>,
    /// Whether the encoding is a guess by what the text looks like.
    pub encoding_guessed: bool,
    /// The sign between cells.
    pub delimiter: Option<String>,
    /// The sheet of the workbook.
    pub sheet: Option<String>,
    /// The sign before the decimals of its amounts, where they tell.
    pub decimal_mark: Option<String>,
    /// How many rows it has below the column names.
    pub rows: usize,
    /// Whether a mapping can say what its columns are.
    pub mappable: bool,
    /// Its columns, in their order.
    pub columns: Vec<ImportColumn>,
}

/// A column and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportColumn {
    /// Its name.
    pub column: String,
    /// What it was read as, in words; `null` when it is not read.
    pub used_as: Option<String>,
    /// The word for it in a mapping; `null` where a mapping has no word for it.
    pub target: Option<String>,
    /// What tells that: `mapping` (it was said), `name` (its name is a usual one) or `likely` (a
    /// guess by a word in its name, or by what stands in it).
    pub basis: Option<String>,
    /// The first different values that stand in it.
    pub samples: Vec<String>,
}

/// Something that a file does not tell, and that a person may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportQuestion {
    /// The file.
    pub file: String,
    /// What it does not tell: `funder` or `currency`.
    pub asks: String,
    /// What was taken for it; `null` when it stays unknown.
    pub taken: Option<String>,
}

/// How many records are new to the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportMade {
    /// Organizations.
    pub organizations: usize,
    /// Initiatives.
    pub initiatives: usize,
    /// Goals.
    pub goals: usize,
    /// Publications.
    pub publications: usize,
    /// Ties.
    pub ties: usize,
    /// Milestones.
    pub milestones: usize,
}

/// A network as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportNetwork {
    /// The file.
    pub file: String,
    /// Its nodes, in their order.
    pub nodes: Vec<ImportNode>,
    /// Its ties, in their order.
    pub ties: Vec<ImportTie>,
}

/// A node of a network as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportNode {
    /// Its id in the file.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it was taken for.
    pub kind: String,
    /// The id of the thing that it is on the map; `null` where the node was refused.
    pub record: Option<String>,
}

/// A tie of a network as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportTie {
    /// The id in the file of the node that it comes from.
    pub from: String,
    /// The id in the file of the node that it goes to.
    pub to: String,
    /// What it was taken for.
    pub kind: String,
    /// The file's own word for it.
    pub verb: Option<String>,
    /// The id of the tie that it is on the map; `null` where it was refused.
    pub record: Option<String>,
}

/// What a column of a list of grants can be read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportTarget {
    /// The word for it in a mapping.
    pub target: String,
    /// What stands in such a column, in a sentence.
    pub meaning: String,
}

/// What columns can be read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportTargets {
    /// Whether this server takes imports at all; one that is read-only does not.
    pub writable: bool,
    /// All of them, in the order in which they are offered.
    pub targets: Vec<ImportTarget>,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RefusedRow {
    /// The file.
    pub file: String,
    /// The line of the file, from 1 with the header as line 1.
    pub line: u64,
    /// The column, where it was one.
    pub column: Option<String>,
    /// The value that was found.
    pub value: Option<String>,
    /// Why it was refused and what was expected.
    pub reason: String,
}

/// A remark on a row that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportNotice {
    /// The file.
    pub file: String,
    /// The line, where it is about one.
    pub line: Option<u64>,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// The remark.
    pub reason: String,
}

/// What was or would be done with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowOutcome {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u64,
    /// `created`, `matched`, `changed` or `refused`.
    pub outcome: String,
    /// What the row says, in short.
    pub summary: String,
    /// The ids of the records it made or met.
    pub records: Vec<String>,
}
