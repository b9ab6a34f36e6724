//! Events of an initiative, an organization or a publication.

use crate::{Date, EntityId, Facts, MilestoneId, Money};

/// How a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MilestoneStatus {
    /// Intended.
    Planned,
    /// Done.
    Met,
    /// Its time passed without it.
    Missed,
    /// Given up.
    Dropped,
}

impl MilestoneStatus {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Met, Self::Missed, Self::Dropped];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// An event: when it was due, when it was done, how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// Whose event it is.
    pub subject: EntityId,
    /// What happened or is to happen; at least one fact.
    pub title: Facts<String>,
    /// When it was to be done.
    pub due: Facts<Date>,
    /// When it was done.
    pub done: Facts<Date>,
    /// How it stands.
    pub status: Facts<MilestoneStatus>,
    /// An amount stated with the event. It describes the event and is never added to funding.
    pub amount: Facts<Money>,
}
