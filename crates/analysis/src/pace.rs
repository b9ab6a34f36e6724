//! How fast the work goes: milestones and stages over time.

mod periods;
mod stages;

use waymark_model::{Date, Day, EntityId, EntityKind, MilestoneId, MilestoneStatus};

pub use self::periods::{Period, PeriodCounts};
pub use self::stages::{StageComparison, StageSpan, StageTimeline, StageWord};

use crate::known::Known;
use crate::milestones::{Standing, StandingCounts, standing};
use crate::rows::Event;
use crate::{About, Frame};

/// How many days later than due a milestone was done, as a range: dates are as precise as their
/// source. Negative is early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    /// At least so many days.
    pub least: i64,
    /// At most so many days.
    pub most: i64,
}

/// A milestone and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestonePace {
    /// Its id.
    pub id: MilestoneId,
    /// Whose it is.
    pub subject: EntityId,
    /// What it is.
    pub title: String,
    /// The status that a source states.
    pub status: Option<MilestoneStatus>,
    /// How it stands today.
    pub standing: Standing,
    /// When it was to be done.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// How late it was; nothing where either date is unknown.
    pub slip: Option<Slip>,
}

/// How late milestones were, where it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlipSummary {
    /// Of the milestones that are met, for how many it is known how late they were.
    pub met: Known,
    /// Certainly late.
    pub late: usize,
    /// Certainly on time or early.
    pub on_time: usize,
    /// Known, but the dates are not precise enough to tell.
    pub cannot_tell: usize,
}

/// How fast the work goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// What it is about.
    pub about: About,
    /// The day it was asked.
    pub today: Day,
    /// Milestones by how they stand today.
    pub standings: StandingCounts,
    /// Every milestone, by date where one is known, the undated last.
    pub milestones: Vec<MilestonePace>,
    /// Milestones by time.
    pub periods: PeriodCounts,
    /// How late they were.
    pub slip: SlipSummary,
    /// Of the initiatives, for how many any milestone is known.
    pub initiatives_with_milestone: Known,
    /// Initiatives of which no milestone is known. That is unknown, and not slow.
    pub without_milestones: Vec<EntityId>,
    /// Of the initiatives, for how many any stage is known.
    pub initiatives_with_stage: Known,
    /// The stages of every initiative of which any is known.
    pub stages: Vec<StageTimeline>,
    /// What was forecast against what was reached, where both are known.
    pub comparisons: Vec<StageComparison>,
    /// Of all forecasts for one initiative and year, how many can be compared.
    pub forecasts: Known,
}

/// Measures pace as of a day. O(n log n) in milestones and stage readings.
///
/// ```
/// use waymark_analysis::{Filter, Frame, Slip, pace};
/// use waymark_model::{Day, sketch};
///
/// let map = sketch("
///     registry -serves-> transparency
///     registry milestone met due=2019-03 done=2019-04-10
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = pace(&frame, Day::new(2019, 6, 1).unwrap());
/// assert_eq!(answer.milestones[0].slip, Some(Slip { least: 10, most: 40 }));
/// assert_eq!(answer.slip.late, 1);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn pace(frame: &Frame, today: Day) -> Pace {
    let mut standings = StandingCounts::default();
    for event in &frame.events {
        standings.add(standing(event, today));
    }
    let has_milestone = with_milestone(frame);
    let initiatives = || frame.nodes_of(EntityKind::Initiative);
    let lacking = initiatives().filter(|node| !has_milestone[*node as usize]);
    let (comparisons, forecasts) = stages::comparisons(frame);
    Pace {
        about: frame.about.clone(),
        today,
        standings,
        milestones: milestones(frame, today),
        periods: periods::periods(&frame.events, today),
        slip: slips(&frame.events),
        initiatives_with_milestone: Known::count(initiatives(), |n| has_milestone[*n as usize]),
        without_milestones: lacking.map(|node| frame.id(node)).collect(),
        initiatives_with_stage: Known::count(&frame.efforts, |e| !e.readings.is_empty()),
        stages: stages::timelines(frame),
        comparisons,
        forecasts,
    }
}

fn with_milestone(frame: &Frame) -> Vec<bool> {
    let mut marks = vec![false; frame.len()];
    for event in &frame.events {
        marks[event.node as usize] = true;
    }
    marks
}

fn milestones(frame: &Frame, today: Day) -> Vec<MilestonePace> {
    let mut events: Vec<&Event> = frame.events.iter().collect();
    let date = |event: &Event| event.done.or(event.due).and_then(|d| d.earliest().or(d.latest()));
    events.sort_by_key(|event| (date(event).is_none(), date(event)));
    let rows = events.into_iter().map(|event| MilestonePace {
        id: event.id.clone(),
        subject: event.subject.clone(),
        title: event.title.to_string(),
        status: event.status,
        standing: standing(event, today),
        due: event.due,
        done: event.done,
        slip: slip(event),
    });
    rows.collect()
}

/// How late a milestone was, where both dates have two ends.
fn slip(event: &Event) -> Option<Slip> {
    let (due, done) = (event.due?, event.done?);
    let days = |later: Option<Day>, earlier: Option<Day>| Some(later?.number() - earlier?.number());
    Some(Slip {
        least: days(done.earliest(), due.latest())?,
        most: days(done.latest(), due.earliest())?,
    })
}

fn slips(events: &[Event]) -> SlipSummary {
    let met = || events.iter().filter(|event| event.status == Some(MilestoneStatus::Met));
    let known = || met().filter_map(slip);
    let late = known().filter(|slip| slip.least > 0).count();
    let on_time = known().filter(|slip| slip.most <= 0).count();
    SlipSummary {
        met: Known::count(met(), |event| slip(event).is_some()),
        late,
        on_time,
        cannot_tell: known().count() - late - on_time,
    }
}
