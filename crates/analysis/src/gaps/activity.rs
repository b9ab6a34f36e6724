//! Which initiatives are going on.

use waymark_model::{Date, Day, StageNature, StageWhen};

use crate::Frame;
use crate::rows::Effort;

/// How many initiatives are going on at a day, as far as that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Activity {
    /// Known to be going on: begun and not ended, or a stage is stated as reached in that year.
    pub active: usize,
    /// Known to have ended.
    pub ended: usize,
    /// Known not to have begun.
    pub ahead: usize,
    /// Of which no source says enough. One that began and of which no end is known may have ended.
    pub unknown: usize,
}

/// Whether an initiative is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Ended,
    Ahead,
    Unknown,
}

impl Activity {
    pub(super) fn count(all: impl Iterator<Item = Going>) -> Self {
        let mut activity = Self::default();
        for going in all {
            *match going {
                Going::On => &mut activity.active,
                Going::Ended => &mut activity.ended,
                Going::Ahead => &mut activity.ahead,
                Going::Unknown => &mut activity.unknown,
            } += 1;
        }
        activity
    }
}

/// For each initiative whether it is going on; unknown without a day.
pub(super) fn going(frame: &Frame, today: Option<Day>) -> Vec<Going> {
    let of = |effort: &Effort| today.map_or(Going::Unknown, |today| at(effort, today));
    frame.efforts.iter().map(of).collect()
}

fn at(effort: &Effort, today: Day) -> Going {
    let (start, end) = (effort.start.as_ref(), effort.end.as_ref());
    if end.and_then(Date::latest).is_some_and(|end| end < today) {
        return Going::Ended;
    }
    if start.and_then(Date::earliest).is_some_and(|start| start > today) {
        return Going::Ahead;
    }
    let begun = start.and_then(Date::latest).is_some_and(|start| start <= today);
    let lasts = |end: &Date| end.is_ongoing() || end.earliest().is_some_and(|end| end > today);
    let reached = effort.readings.iter().any(|reading| {
        reading.nature == StageNature::Reached && reading.when == StageWhen::Year(today.year)
    });
    if reached || (begun && end.is_some_and(lasts)) { Going::On } else { Going::Unknown }
}
