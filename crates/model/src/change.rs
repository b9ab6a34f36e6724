//! What may happen to a map.

use crate::{
    Edition, EditionId, Entity, EntityId, EntityKind, Facet, FacetId, IdError, Milestone,
    MilestoneId, Source, SourceId, Tie, TieId, TieKind,
};

/// One step: a record is put (created or replaced whole) or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts a thing.
    PutEntity(Box<Entity>),
    /// Removes a thing that nothing refers to any more.
    RemoveEntity(EntityId),
    /// Puts a tie.
    PutTie(Box<Tie>),
    /// Removes a tie.
    RemoveTie(TieId),
    /// Puts a milestone.
    PutMilestone(Box<Milestone>),
    /// Removes a milestone.
    RemoveMilestone(MilestoneId),
    /// Puts a source.
    PutSource(Box<Source>),
    /// Removes a source that no fact comes from any more.
    RemoveSource(SourceId),
    /// Puts a facet with all its terms.
    PutFacet(Box<Facet>),
    /// Removes a facet that nothing is described with any more.
    RemoveFacet(FacetId),
    /// Puts an edition.
    PutEdition(Box<Edition>),
    /// Removes an edition that nothing refers to any more.
    RemoveEdition(EditionId),
}

/// A moment, in milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// Changes that belong together: one import, one edit, one undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Who made them.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why, in words.
    pub message: String,
    /// The log position this batch undoes, if it is an undo.
    pub undoes: Option<u64>,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

/// Why a change cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// It refers to something that is not on the map.
    #[error("there is no {what} `{id}`")]
    Unknown {
        /// Sort of record.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It would take away something that is still referred to.
    #[error("{what} `{id}` cannot be removed: {by} still refers to it")]
    StillUsed {
        /// Sort of record.
        what: &'static str,
        /// Its id.
        id: String,
        /// What refers to it.
        by: String,
    },
    /// The id belonged to something else that was removed; ids are never reused.
    #[error("id `{id}` was the {kind} `{name}`, which was removed, and ids are never reused")]
    Retired {
        /// The id.
        id: EntityId,
        /// What it was.
        kind: &'static str,
        /// What it was called.
        name: String,
    },
    /// The id is that of another kind of thing.
    #[error("`{id}` is {is}, not {put}")]
    OtherKind {
        /// The id.
        id: EntityId,
        /// What it is.
        is: &'static str,
        /// What was to be put.
        put: &'static str,
    },
    /// A tie of this kind cannot join these things.
    #[error("`{}` cannot go from {} `{from}` to {} `{to}`", kind.word(), from_kind.word(), to_kind.word())]
    WrongEnds {
        /// The kind of tie.
        kind: TieKind,
        /// From.
        from: EntityId,
        /// What that is.
        from_kind: EntityKind,
        /// To.
        to: EntityId,
        /// What that is.
        to_kind: EntityKind,
    },
    /// A thing would be a part of itself.
    #[error("`{id}` would become a part of itself")]
    Cycle {
        /// The thing.
        id: EntityId,
    },
    /// A record lacks what every record of its sort has, or has a value that cannot be.
    #[error("{what} `{id}` {problem}")]
    Invalid {
        /// Sort of record.
        what: &'static str,
        /// Its id.
        id: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// An id is not well formed.
    #[error(transparent)]
    Id(#[from] IdError),
}

/// A list of changes was refused; the map is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("change {} of {of}: {error}", index + 1)]
pub struct Rejected {
    /// Which change was refused, counted from 0.
    pub index: usize,
    /// How many changes there were.
    pub of: usize,
    /// Why.
    #[source]
    pub error: ChangeError,
}
