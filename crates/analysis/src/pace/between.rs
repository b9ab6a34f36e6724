//! What became of what was planned: one state of a map against a later one.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{Date, Day, EntityId, MilestoneId, MilestoneStatus};

use super::forecasts::{Forecast, Verdict, forecasts, verdicts};
use super::slips::MedianDays;
use super::{Slip, order_of};
use crate::rows::Event;
use crate::{About, Frame};

/// What became of a milestone that was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Done.
    Met,
    /// Not done in time.
    Missed,
    /// Given up.
    Dropped,
    /// Planned still, for a time that is certainly later than before.
    PutOff,
    /// Planned still, for a time that is certainly earlier than before.
    BroughtForward,
    /// Planned still, and not certainly for another time.
    Planned,
    /// It is there, and no source says any more how it stands.
    Unknown,
    /// It is not there any more.
    Gone,
}

impl Outcome {
    /// All eight.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Missed,
        Self::Dropped,
        Self::PutOff,
        Self::BroughtForward,
        Self::Planned,
        Self::Unknown,
        Self::Gone,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
            Self::PutOff => "put_off",
            Self::BroughtForward => "brought_forward",
            Self::Planned => "planned",
            Self::Unknown => "unknown",
            Self::Gone => "gone",
        }
    }
}

/// A milestone that was planned, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneOutcome {
    /// Its id.
    pub id: MilestoneId,
    /// Whose it is.
    pub subject: EntityId,
    /// What it is.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was to be done, as it was planned before.
    pub due_before: Option<Date>,
    /// When it is or was to be done, as it is known now.
    pub due_now: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// By how many days it was put off; negative is brought forward.
    pub moved: Option<Slip>,
    /// How many days later it was done than was planned before.
    pub slip: Option<Slip>,
}

/// What became of what was planned and forecast in another state of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct PaceBetween {
    /// The state in which it was planned.
    pub before: About,
    /// The state in which it is known what became of it.
    pub now: About,
    /// The day it was asked.
    pub today: Day,
    /// What was forecast before, with what is now known to be reached.
    pub forecasts: Vec<Forecast>,
    /// How many forecasts came to what; every verdict is there.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Every milestone that was planned before, by the date for which it was, the undated last.
    pub milestones: Vec<MilestoneOutcome>,
    /// How many of them came to what; every outcome is there.
    pub outcomes: BTreeMap<Outcome, usize>,
    /// By how many days plans were moved, where both dates are known.
    pub median_move: Option<MedianDays>,
    /// How many days later than planned before the milestones were done, where both are known.
    pub median_slip: Option<MedianDays>,
    /// Milestones that were not there before.
    pub new_milestones: usize,
}

/// Holds what one state of a map planned and forecast against what a later one knows. Both frames
/// are of the same map and the same filter. O(n log n) in milestones and stage readings.
///
/// ```
/// use waymark_analysis::{Filter, Frame, Outcome, pace_between};
/// use waymark_model::{Day, sketch};
///
/// let before = sketch("initiative registry\n registry milestone planned due=2019-03");
/// let now = sketch("initiative registry\n registry milestone met due=2019-03 done=2019-05-01");
/// let frame = |map| Frame::build(map, &Filter::default());
/// let today = Day::new(2019, 6, 1).unwrap();
/// let answer = pace_between(&frame(&before)?, &frame(&now)?, today);
/// assert_eq!(answer.milestones[0].outcome, Outcome::Met);
/// assert_eq!(answer.milestones[0].slip.unwrap().least, 31);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn pace_between(before: &Frame, now: &Frame, today: Day) -> PaceBetween {
    let known: BTreeMap<&MilestoneId, &Event> =
        now.events.iter().map(|event| (&event.id, event)).collect();
    let mut planned: Vec<&Event> =
        before.events.iter().filter(|e| e.status == Some(MilestoneStatus::Planned)).collect();
    planned.sort_by_key(|event| order_of(event.due));
    let milestones: Vec<MilestoneOutcome> =
        planned.into_iter().map(|event| follow(event, known.get(&event.id).copied())).collect();
    let mut outcomes: BTreeMap<Outcome, usize> = Outcome::ALL.map(|outcome| (outcome, 0)).into();
    for milestone in &milestones {
        *outcomes.entry(milestone.outcome).or_default() += 1;
    }
    let there: BTreeSet<&MilestoneId> = before.events.iter().map(|event| &event.id).collect();
    let forecasts = forecasts(before, now, today);
    PaceBetween {
        before: before.about.clone(),
        now: now.about.clone(),
        today,
        verdicts: verdicts(&forecasts),
        forecasts,
        median_move: MedianDays::of(milestones.iter().filter_map(|milestone| milestone.moved)),
        median_slip: MedianDays::of(milestones.iter().filter_map(|milestone| milestone.slip)),
        milestones,
        outcomes,
        new_milestones: known.keys().filter(|id| !there.contains(**id)).count(),
    }
}

fn follow(planned: &Event, now: Option<&Event>) -> MilestoneOutcome {
    let due_now = now.and_then(|now| now.due);
    let done = now.filter(|now| now.status == Some(MilestoneStatus::Met)).and_then(|now| now.done);
    // A plan that nobody touched has not moved, however imprecise its date is.
    let moved = match (planned.due, due_now) {
        (Some(before), Some(now)) if before == now => Some(Slip { least: 0, most: 0 }),
        (before, now) => Slip::between(before, now),
    };
    MilestoneOutcome {
        id: planned.id.clone(),
        subject: planned.subject.clone(),
        title: planned.title.to_string(),
        outcome: now.map_or(Outcome::Gone, |now| outcome(now.status, moved)),
        due_before: planned.due,
        due_now,
        done,
        moved,
        slip: Slip::between(planned.due, done),
    }
}

fn outcome(status: Option<MilestoneStatus>, moved: Option<Slip>) -> Outcome {
    match status {
        None => Outcome::Unknown,
        Some(MilestoneStatus::Met) => Outcome::Met,
        Some(MilestoneStatus::Missed) => Outcome::Missed,
        Some(MilestoneStatus::Dropped) => Outcome::Dropped,
        Some(MilestoneStatus::Planned) => match moved {
            Some(Slip { least: 1.., .. }) => Outcome::PutOff,
            Some(Slip { most: ..=-1, .. }) => Outcome::BroughtForward,
            _ => Outcome::Planned,
        },
    }
}
