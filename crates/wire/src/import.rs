//! What an import did, or would do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Version;

/// The outcome of an import: every row is counted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What the files were read as.
    pub format: String,
    /// For each file, which column was read as what.
    pub mapping: BTreeMap<String, BTreeMap<String, String>>,
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
    /// Row by row, what was or would be done; only where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<Vec<RowOutcome>>,
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
