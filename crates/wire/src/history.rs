//! What happened to the map.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Known, RecordRef, Version};

/// Entries of the change log, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct History {
    /// The state of the map now.
    pub version: Version,
    /// The entries.
    pub entries: Vec<HistoryEntry>,
    /// What to give as `cursor` for older entries; absent at the end.
    pub next: Option<String>,
}

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HistoryEntry {
    /// Its position in the log.
    pub position: u64,
    /// The hash of the log up to it.
    pub hash: String,
    /// When (RFC 3339).
    pub time: String,
    /// Who.
    pub author: String,
    /// Why, in words.
    pub message: String,
    /// The position this entry undoes, if it is an undo.
    pub undoes: Option<u64>,
    /// How many changes it has.
    pub changes: usize,
}

/// The entries that changed one thing, its ties or its milestones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EntityHistory {
    /// The state of the map now.
    pub version: Version,
    /// The id of the thing.
    pub id: String,
    /// The entries, the newest first.
    pub entries: Vec<EntityHistoryEntry>,
}

/// An entry and what it changed of the thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EntityHistoryEntry {
    /// The entry.
    #[serde(flatten)]
    pub entry: HistoryEntry,
    /// The records of the thing that it put.
    pub put: Vec<RecordRef>,
    /// The records of the thing that it removed.
    pub removed: Vec<RecordRef>,
    /// How many of these records are in this answer.
    pub records_shown: Known,
}

/// What applying or undoing changes came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Applied {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// How many changes were, or would be, applied.
    pub changes: usize,
}
