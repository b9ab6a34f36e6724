//! Suggestions of readers, which wait for an editor. They are sent as a
//! [`ChangeRequest`](crate::ChangeRequest).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Known, Provenance, RecordRef, Version};

/// Whether a suggestion was decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionState {
    /// Nobody decided yet.
    Waiting,
    /// An editor took it; it is a batch in the log.
    Accepted,
    /// An editor said no.
    Declined,
}

/// Suggestions, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestions {
    /// The state of the map now.
    pub version: Version,
    /// How many there are of those that were asked for.
    pub total: usize,
    /// How many wait for an editor.
    pub waiting: usize,
    /// The suggestions.
    pub items: Vec<Suggestion>,
    /// What to give as `cursor` for older ones; absent at the end.
    pub next: Option<String>,
}

/// Changes that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// Its number.
    pub id: u64,
    /// When it was sent (RFC 3339).
    pub time: String,
    /// Who sent it, by their own word.
    pub author: String,
    /// Why, in words.
    pub message: String,
    /// The log position of the map that it was made for.
    pub made_at: u64,
    /// Whether it was decided on.
    pub state: SuggestionState,
    /// The decision; absent while it waits.
    pub settled: Option<Settled>,
    /// Why it cannot be accepted as the map is now; absent when it can, and when it is settled.
    pub hindrance: Option<String>,
    /// What it changes, record by record: while it waits, against the map as it is now; once it is
    /// settled, against what the map said when it was sent.
    pub records: Vec<SuggestedRecord>,
    /// How many of these records are in this answer: a list names the first 200 of each suggestion,
    /// the answer about one has them all.
    pub records_shown: Known,
}

/// A decision about a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settled {
    /// When (RFC 3339).
    pub time: String,
    /// Who decided.
    pub author: String,
    /// Why, in words.
    pub message: Option<String>,
    /// The log position of its batch, if it was accepted.
    pub position: Option<u64>,
    /// Whether that batch was taken back since.
    pub undone: bool,
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordChange {
    /// It is new.
    Made,
    /// It says something else.
    Changed,
    /// It goes.
    Removed,
}

/// What a suggestion changes of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedRecord {
    /// The record.
    #[serde(flatten)]
    pub record: RecordRef,
    /// What becomes of it.
    pub change: RecordChange,
    /// The properties that differ.
    pub fields: Vec<SuggestedField>,
}

/// What a property says and what it would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedField {
    /// The property, as in the list of what needs a person.
    pub field: String,
    /// What is stated now, the preferred value first; nothing is unknown.
    pub before: Vec<SuggestedValue>,
    /// What would be stated.
    pub after: Vec<SuggestedValue>,
}

/// A value, in words, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedValue {
    /// The value.
    pub value: String,
    /// Who states it; absent for what needs no source, such as the address of a source.
    pub provenance: Option<Provenance>,
}

/// What sending a suggestion came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggested {
    /// The state of the map, which the suggestion leaves as it is.
    pub version: Version,
    /// Whether nothing was kept.
    pub dry_run: bool,
    /// Its number; absent for a dry run.
    pub id: Option<u64>,
    /// What it would change.
    pub records: Vec<SuggestedRecord>,
}

/// Accepts a suggestion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AcceptRequest {
    /// Who decides.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub message: Option<String>,
}

/// What accepting a suggestion came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Accepted {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// How many changes were, or would be, applied.
    pub changes: usize,
    /// The suggestion.
    pub suggestion: Suggestion,
}

/// Declines a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclineRequest {
    /// Who decides.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words, for whoever sent it.
    pub message: String,
}
