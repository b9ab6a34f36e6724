//! How late milestones were, as far as their dates tell.

use waymark_model::{Date, Day, MilestoneStatus};

use crate::known::Known;
use crate::milestones::{Standing, standing};
use crate::rows::Event;

/// How many days later than due a milestone was done, as a range: dates are as precise as their
/// source. Negative is early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    /// At least so many days.
    pub least: i64,
    /// At most so many days.
    pub most: i64,
}

impl Slip {
    /// The days from one date to another, where both have two ends.
    pub(super) fn between(from: Option<Date>, to: Option<Date>) -> Option<Self> {
        let (from, to) = (from?, to?);
        let days =
            |later: Option<Day>, earlier: Option<Day>| Some(later?.number() - earlier?.number());
        Some(Self {
            least: days(to.earliest(), from.latest())?,
            most: days(to.latest(), from.earliest())?,
        })
    }

    /// How late a milestone was.
    pub(super) fn of(event: &Event) -> Option<Self> {
        Self::between(event.due, event.done)
    }
}

/// Between what the median of days lies. Of an even number of days it is the middle of the two in
/// the middle, so it may be a half.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianDays {
    /// At least so many days.
    pub least: f64,
    /// At most so many days.
    pub most: f64,
    /// Of so many things.
    pub of: usize,
}

impl MedianDays {
    /// The median of ranges; none of nothing. A median rises with each of its numbers, so it is
    /// least where all are least and greatest where all are greatest, and reaches both.
    pub(super) fn of(ranges: impl IntoIterator<Item = Slip>) -> Option<Self> {
        let (mut least, mut most): (Vec<i64>, Vec<i64>) =
            ranges.into_iter().map(|range| (range.least, range.most)).unzip();
        Some(Self { least: median(&mut least)?, most: median(&mut most)?, of: least.len() })
    }
}

fn median(days: &mut [i64]) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    let upper = *days.get(middle)? as f64;
    let is_even = days.len().is_multiple_of(2);
    Some(if is_even { (days[middle - 1] as f64 + upper) / 2.0 } else { upper })
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

pub(super) fn slips(events: &[Event]) -> SlipSummary {
    let known = || met(events).filter_map(Slip::of);
    let late = known().filter(|slip| slip.least > 0).count();
    let on_time = known().filter(|slip| slip.most <= 0).count();
    SlipSummary {
        met: Known::count(met(events), |event| Slip::of(event).is_some()),
        late,
        on_time,
        cannot_tell: known().count() - late - on_time,
    }
}

pub(super) fn median_slip(events: &[Event]) -> Option<MedianDays> {
    MedianDays::of(met(events).filter_map(Slip::of))
}

fn met(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|event| event.status == Some(MilestoneStatus::Met))
}

/// The share of milestones that were on time, of those whose time has come: met, missed, or planned
/// for a time that has passed. What was dropped, and what nobody states the status of, is not among
/// them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OnTime {
    /// Certainly on time: met, and done by the day it was due.
    pub on_time: usize,
    /// Certainly not: missed, or met later than due.
    pub late: usize,
    /// Of those whose time has come, for how many it is known which of the two. The others are met
    /// with a date that is unknown or not precise enough, or were due and nothing is known since.
    pub known: Known,
}

impl OnTime {
    /// The share on time of those for which it is known; none where it is known of none.
    pub fn of_known(&self) -> Option<f64> {
        ratio(self.on_time, self.known.known)
    }

    /// Between what the share lies: with every one for which it is not known late, and with every
    /// one of them on time.
    pub fn range(&self) -> Option<(f64, f64)> {
        self.range_with(self.known.unknown()).filter(|_| self.known.of > 0)
    }

    /// Between what the share of those for which it is known would lie, if at most so many more of
    /// those whose time has come were known.
    pub(crate) fn range_with(&self, more: usize) -> Option<(f64, f64)> {
        let more = more.min(self.known.unknown());
        let all = self.known.known + more;
        Some((ratio(self.on_time, all)?, ratio(self.on_time + more, all)?))
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

pub(crate) fn on_time(events: &[Event], today: Day) -> OnTime {
    let mut counts = OnTime::default();
    for event in events {
        let verdict = match standing(event, today) {
            Standing::Missed => Some(false),
            Standing::Met => Slip::of(event).and_then(verdict),
            Standing::Overdue => None,
            Standing::Dropped | Standing::Ahead | Standing::Undated | Standing::Unknown => continue,
        };
        counts.known.of += 1;
        counts.known.known += usize::from(verdict.is_some());
        counts.on_time += usize::from(verdict == Some(true));
        counts.late += usize::from(verdict == Some(false));
    }
    counts
}

/// Whether a slip is none; nothing where it may or may not be.
fn verdict(slip: Slip) -> Option<bool> {
    match slip {
        Slip { most: ..=0, .. } => Some(true),
        Slip { least: 1.., .. } => Some(false),
        _ => None,
    }
}
