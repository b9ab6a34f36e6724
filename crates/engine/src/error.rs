//! What can go wrong.

use waymark_analysis::AnalysisError;
use waymark_formats::ReadError;
use waymark_model::{EntityId, Rejected};
use waymark_store::StoreError;

use crate::RecordKey;

/// Why the engine could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The log could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A change cannot be applied to the map as it is.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// An input cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A question cannot be answered.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
    /// The log holds a batch that cannot be applied to the state before it.
    #[error("the log cannot be replayed at position {position}")]
    Unreplayable {
        /// The position of the batch.
        position: u64,
        /// Why.
        #[source]
        source: Rejected,
    },
    /// Somebody else changed the map in between.
    #[error("the map is at position {actual}, not at {expected}: somebody changed it in between")]
    Conflict {
        /// The position the change was made for.
        expected: u64,
        /// The position the map is at.
        actual: u64,
    },
    /// There is no such position in the log.
    #[error("there is no position {position}: the log ends at {end}")]
    NoSuchPosition {
        /// What was asked for.
        position: u64,
        /// Where the log ends.
        end: u64,
    },
    /// There is no such edition.
    #[error("there is no edition `{id}`")]
    NoSuchEdition {
        /// What was asked for.
        id: String,
    },
    /// The edition is known from sources only.
    #[error("edition `{id}` is known from its sources only: its state is not on record")]
    NotOnRecord {
        /// The edition.
        id: String,
    },
    /// An edition with this id was published already, and editions do not change.
    #[error("edition `{id}` exists already, and editions do not change")]
    EditionExists {
        /// The edition.
        id: String,
    },
    /// Records were changed again after the batch that is to be undone.
    #[error(
        "position {position} cannot be undone by itself: {} changed since, first at position {by}",
        .records.first().map(ToString::to_string).unwrap_or_default()
    )]
    ChangedSince {
        /// The batch that was to be undone.
        position: u64,
        /// The first later batch that changed one of its records.
        by: u64,
        /// The records, at most ten.
        records: Vec<RecordKey>,
    },
    /// There is no such suggestion.
    #[error("there is no suggestion `{id}`")]
    NoSuchSuggestion {
        /// What was asked for.
        id: u64,
    },
    /// The suggestion was decided on before.
    #[error("suggestion {id} was {} already, by {by}", if *accepted { "accepted" } else { "declined" })]
    AlreadySettled {
        /// The suggestion.
        id: u64,
        /// Whether it was accepted.
        accepted: bool,
        /// By whom it was decided.
        by: String,
    },
    /// Records were changed after the suggestion was sent.
    #[error(
        "suggestion {id} would take back what was changed since it was sent: {}",
        .records.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    )]
    ChangedSinceSuggested {
        /// The suggestion.
        id: u64,
        /// The records, at most ten.
        records: Vec<RecordKey>,
    },
    /// Nothing would be different.
    #[error("the map says all of this already: nothing would be changed")]
    ChangesNothing,
    /// A suggestion has too many changes.
    #[error("a suggestion has {most} changes at most, and this one comes to {changes}")]
    SuggestionTooLarge {
        /// How many it has.
        changes: usize,
        /// How many it may have.
        most: usize,
    },
    /// No more suggestions are taken.
    #[error("{most} suggestions wait for an editor already: send it again when some are decided")]
    TooManyWaiting {
        /// How many may wait.
        most: usize,
    },
    /// There is no such thing.
    #[error("there is no thing `{id}`")]
    NoSuchThing {
        /// Its id.
        id: EntityId,
    },
    /// Two things cannot become one, or one not two again.
    #[error("{reason}")]
    CannotMerge {
        /// Why.
        reason: String,
    },
    /// The batch merged nothing.
    #[error("position {position} is no merge: only a merge can be taken apart")]
    NotAMerge {
        /// Its position.
        position: u64,
    },
    /// The work was stopped because somebody asked for it; nothing was written.
    #[error("stopped before anything was written")]
    Cancelled,
}
