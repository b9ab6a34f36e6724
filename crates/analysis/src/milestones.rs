//! How milestones stand on a given day.

use waymark_model::{Date, Day, Endpoint, MilestoneStatus};

use crate::rows::Event;

/// How a milestone stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Done, as a source states.
    Met,
    /// Not done in time, as a source states.
    Missed,
    /// Given up, as a source states.
    Dropped,
    /// Planned for a time that has passed, and nothing is known since.
    Overdue,
    /// Planned for a time that is to come, or goes on.
    Ahead,
    /// Planned, with no date that tells by when.
    Undated,
    /// No source says how it stands.
    Unknown,
}

impl Standing {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::Missed,
        Self::Dropped,
        Self::Overdue,
        Self::Ahead,
        Self::Undated,
        Self::Unknown,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
            Self::Overdue => "overdue",
            Self::Ahead => "ahead",
            Self::Undated => "undated",
            Self::Unknown => "unknown",
        }
    }
}

/// How many milestones stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StandingCounts {
    /// Done.
    pub met: usize,
    /// Not done in time.
    pub missed: usize,
    /// Given up.
    pub dropped: usize,
    /// Planned for a time that has passed.
    pub overdue: usize,
    /// Planned for a time to come.
    pub ahead: usize,
    /// Planned without a known date.
    pub undated: usize,
    /// Without a known status.
    pub unknown: usize,
}

impl StandingCounts {
    /// Counts one more.
    pub(crate) fn add(&mut self, standing: Standing) {
        *self.count_mut(standing) += 1;
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.met
            + self.missed
            + self.dropped
            + self.overdue
            + self.ahead
            + self.undated
            + self.unknown
    }

    fn count_mut(&mut self, standing: Standing) -> &mut usize {
        match standing {
            Standing::Met => &mut self.met,
            Standing::Missed => &mut self.missed,
            Standing::Dropped => &mut self.dropped,
            Standing::Overdue => &mut self.overdue,
            Standing::Ahead => &mut self.ahead,
            Standing::Undated => &mut self.undated,
            Standing::Unknown => &mut self.unknown,
        }
    }
}

/// How a milestone stands today.
pub(crate) fn standing(event: &Event, today: Day) -> Standing {
    match event.status {
        None => Standing::Unknown,
        Some(MilestoneStatus::Met) => Standing::Met,
        Some(MilestoneStatus::Missed) => Standing::Missed,
        Some(MilestoneStatus::Dropped) => Standing::Dropped,
        Some(MilestoneStatus::Planned) => planned(event.due.as_ref(), today),
    }
}

fn planned(due: Option<&Date>, today: Day) -> Standing {
    match due {
        None | Some(Date::Between(_, Endpoint::Unknown)) => Standing::Undated,
        Some(due) if due.latest().is_some_and(|latest| latest < today) => Standing::Overdue,
        Some(_) => Standing::Ahead,
    }
}
