//! How fast the work goes: milestones and stages over time.

mod between;
mod forecasts;
mod periods;
mod slips;
mod stages;
mod survival;

use std::collections::BTreeMap;

use waymark_model::{Date, Day, EntityId, EntityKind, MilestoneId, MilestoneStatus};

pub use self::between::{MilestoneOutcome, Outcome, PaceBetween, pace_between};
pub use self::forecasts::{Forecast, Verdict};
pub use self::periods::{Period, PeriodCounts};
pub use self::slips::{MedianDays, OnTime, Slip, SlipSummary};
pub use self::stages::{StageComparison, StageSpan, StageTimeline, StageWord};
pub use self::survival::{LeftOut, TimeToMilestone};

pub(crate) use self::slips::on_time;

use crate::known::Known;
use crate::milestones::{Standing, StandingCounts, standing};
use crate::rows::Event;
use crate::{About, Frame};

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

/// How fast the work goes.
#[derive(Debug, Clone, PartialEq)]
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
    /// Of the met ones whose dates are known, how many days late the one in the middle was.
    pub median_slip: Option<MedianDays>,
    /// The share on time, of those whose time has come.
    pub on_time: OnTime,
    /// How long it takes from the start of an initiative to a milestone.
    pub time_to_milestone: TimeToMilestone,
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
    /// Every forecast, with what is known to have come of it.
    pub stage_forecasts: Vec<Forecast>,
    /// How many forecasts came to what; every verdict is there.
    pub verdicts: BTreeMap<Verdict, usize>,
}

/// Measures pace as of a day. O(n log n) in milestones and stage readings, apart from the bounds of
/// the time to a milestone, which take as much for each of the 500 times that are listed at most.
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
    let stage_forecasts = forecasts::forecasts(frame, frame, today);
    Pace {
        about: frame.about.clone(),
        today,
        standings,
        milestones: milestones(frame, today),
        periods: periods::periods(&frame.events, today),
        slip: slips::slips(&frame.events),
        median_slip: slips::median_slip(&frame.events),
        on_time: on_time(&frame.events, today),
        time_to_milestone: survival::time_to_milestone(frame, today),
        initiatives_with_milestone: Known::count(initiatives(), |n| has_milestone[*n as usize]),
        without_milestones: lacking.map(|node| frame.id(node)).collect(),
        initiatives_with_stage: Known::count(&frame.efforts, |e| !e.readings.is_empty()),
        stages: stages::timelines(frame),
        comparisons,
        forecasts,
        verdicts: forecasts::verdicts(&stage_forecasts),
        stage_forecasts,
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
    events.sort_by_key(|event| order_of(event.done.or(event.due)));
    let rows = events.into_iter().map(|event| MilestonePace {
        id: event.id.clone(),
        subject: event.subject.clone(),
        title: event.title.to_string(),
        status: event.status,
        standing: standing(event, today),
        due: event.due,
        done: event.done,
        slip: Slip::of(event),
    });
    rows.collect()
}

/// The order of time, undated things last.
fn order_of(date: Option<Date>) -> (bool, Option<Day>) {
    let day = date.and_then(|date| date.earliest().or(date.latest()));
    (day.is_none(), day)
}
