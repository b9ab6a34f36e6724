//! How long it takes from the start of an initiative to a milestone, with those that are still open.

use waymark_measures::{
    Observation, Spell, Survival, SurvivalBounds, kaplan_meier, survival_bounds,
};
use waymark_model::{Date, Day, MilestoneStatus};

use super::Slip;
use crate::Frame;
use crate::rows::Event;

/// At most so many times of a curve are listed.
const LISTED: usize = 500;

/// Milestones that are in no curve, by the first reason that holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// It is not known when its initiative began; organizations and publications have no start.
    pub no_start: usize,
    /// No source says how it stands.
    pub no_status: usize,
    /// It is met, missed or dropped, and it is not known when.
    pub no_date: usize,
    /// Its date lies before the start of its initiative.
    pub before_start: usize,
}

impl LeftOut {
    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.no_start + self.no_status + self.no_date + self.before_start
    }
}

/// How long it takes from the start of an initiative to a milestone.
///
/// The clock of a milestone starts when its initiative began, where that is known: no other start is
/// made up. It stops when the milestone was met. One that is still planned is seen until today, one
/// that was missed or dropped until its date (done, else due; today at the latest), and then
/// nothing more is known of it. That it left because it was given up is no accident, so the curve
/// says how long it takes those that are not given up, as all curves of this kind do.
/// A milestone that is the start itself, as a launch may be, takes no day at all. Milestones of one
/// initiative are not independent, so the intervals of the curves are narrower than they should be.
///
/// Dates are ranges, so there are two curves, with every milestone as early and as late as its dates
/// allow, and bounds between which the curve lies whatever the days were. The bounds take each
/// milestone by itself: where several share an imprecise start they may be wider than need be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimeToMilestone {
    /// Milestones in the curves.
    pub milestones: usize,
    /// Of these, met.
    pub met: usize,
    /// Of these, planned still.
    pub open: usize,
    /// Of these, missed.
    pub missed: usize,
    /// Of these, dropped.
    pub dropped: usize,
    /// Milestones that are in no curve.
    pub left_out: LeftOut,
    /// In days, each as early as it can be.
    pub earliest: Survival,
    /// In days, each as late as it can be.
    pub latest: Survival,
    /// Between what the curve and its median lie.
    pub bounds: SurvivalBounds,
    /// Whether a curve lists only some of its times.
    pub cut: bool,
}

pub(super) fn time_to_milestone(frame: &Frame, today: Day) -> TimeToMilestone {
    let mut answer = TimeToMilestone::default();
    let mut spells = Vec::new();
    let starts = starts(frame);
    for event in &frame.events {
        match spell(event, starts[event.node as usize], today) {
            Ok((spell, status)) => {
                spells.push(spell);
                *answer.count_mut(status) += 1;
            }
            Err(reason) => *reason.count_mut(&mut answer.left_out) += 1,
        }
    }
    answer.milestones = spells.len();
    let curve = |time: fn(&Spell) -> i64| {
        let seen = |spell: &Spell| Observation { time: time(spell), ended: spell.ended };
        kaplan_meier(&spells.iter().map(seen).collect::<Vec<_>>())
    };
    answer.earliest = curve(|spell| spell.least);
    answer.latest = curve(|spell| spell.most);
    answer.bounds = survival_bounds(&spells, LISTED);
    let cut = [shorten(&mut answer.earliest), shorten(&mut answer.latest)];
    answer.cut = cut.contains(&true) || answer.bounds.cut;
    answer
}

impl TimeToMilestone {
    fn count_mut(&mut self, status: MilestoneStatus) -> &mut usize {
        match status {
            MilestoneStatus::Met => &mut self.met,
            MilestoneStatus::Planned => &mut self.open,
            MilestoneStatus::Missed => &mut self.missed,
            MilestoneStatus::Dropped => &mut self.dropped,
        }
    }
}

/// Why a milestone is in no curve.
enum Reason {
    NoStart,
    NoStatus,
    NoDate,
    BeforeStart,
}

impl Reason {
    fn count_mut(self, counts: &mut LeftOut) -> &mut usize {
        match self {
            Self::NoStart => &mut counts.no_start,
            Self::NoStatus => &mut counts.no_status,
            Self::NoDate => &mut counts.no_date,
            Self::BeforeStart => &mut counts.before_start,
        }
    }
}

fn starts(frame: &Frame) -> Vec<Option<Date>> {
    let mut starts = vec![None; frame.len()];
    for effort in &frame.efforts {
        starts[effort.node as usize] = effort.start;
    }
    starts
}

fn spell(
    event: &Event,
    start: Option<Date>,
    today: Day,
) -> Result<(Spell, MilestoneStatus), Reason> {
    let has_ends = |date: &Date| date.earliest().is_some() && date.latest().is_some();
    let start = start.filter(has_ends).ok_or(Reason::NoStart)?;
    let status = event.status.ok_or(Reason::NoStatus)?;
    let date = match status {
        MilestoneStatus::Met => event.done,
        MilestoneStatus::Planned => Some(Date::day(today)),
        MilestoneStatus::Missed | MilestoneStatus::Dropped => event.done.or(event.due),
    };
    let days = Slip::between(Some(start), date).ok_or(Reason::NoDate)?;
    let to_today = Slip::between(Some(start), Some(Date::day(today))).ok_or(Reason::NoDate)?;
    // Whatever has happened has happened by today, though its year may not be over.
    let most = days.most.min(to_today.most);
    if most < 0 {
        return Err(Reason::BeforeStart);
    }
    let least = days.least.min(to_today.least).clamp(0, most);
    Ok((Spell { least, most, ended: status == MilestoneStatus::Met }, status))
}

/// Keeps so many steps as are listed, evenly chosen, and says whether any were left out.
fn shorten(curve: &mut Survival) -> bool {
    let steps = curve.steps.len();
    if steps <= LISTED {
        return false;
    }
    let chosen = (0..LISTED).map(|at| curve.steps[at * (steps - 1) / (LISTED - 1)]);
    curve.steps = chosen.collect();
    true
}
