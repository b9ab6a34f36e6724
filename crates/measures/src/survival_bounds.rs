//! Between what a curve of survival lies when times are known as ranges only.
//!
//! For each time t the least and the greatest value that the Kaplan–Meier estimate of S(t) can take,
//! over every choice of a time within each range. The curve of all earliest times and that of all
//! latest are not these bounds: an end that comes earlier, before others leave, leaves more at risk
//! at it and can raise S(t). But the bounds are found as simply. S(t) is a product of (1 − 1/at
//! risk) over the ends up to t, so:
//!
//! - it is least when everything that can end by t does so, as late as it can but not after t, and
//!   all others leave as early as they can: at each end the fewest are at risk;
//! - it is greatest when only what must end by t does so, as early as it can, and all others leave
//!   as late as they can.
//!
//! Both are reached by one choice, so they cannot be narrowed. This is not an interval for chance:
//! it says what imprecise dates leave open, and nothing else. O(n log n) for each time.
//!
//! After E. L. Kaplan and P. Meier (1958), *Nonparametric estimation from incomplete observations*;
//! for partial identification in general C. F. Manski (2003), *Partial Identification of Probability
//! Distributions*. B. W. Turnbull (1976), *The empirical distribution function with arbitrarily
//! grouped, censored and truncated data*, estimates one curve from ranges by likelihood instead.

use crate::kaplan_meier::{is_half, survival_after};

/// How long something went on, as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spell {
    /// At least so long.
    pub least: i64,
    /// At most so long.
    pub most: i64,
    /// Whether it ended then; otherwise nothing is known of it after that time.
    pub ended: bool,
}

/// Between what survival lies after a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundsPoint {
    /// The time.
    pub time: i64,
    /// The least it can be.
    pub low: f64,
    /// The greatest it can be.
    pub high: f64,
}

/// Between what a curve lies. The bounds hold from one point on to just before the next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurvivalBounds {
    /// The times at which a bound changes, in order.
    pub points: Vec<BoundsPoint>,
    /// Whether only some of the times are listed, because there are more than was asked for.
    pub cut: bool,
    /// The least and the greatest time that the median can be; the greatest is none where more than
    /// half may never end, both where that is certain.
    pub median: (Option<i64>, Option<i64>),
}

/// Bounds a curve of survival. At most `limit` times are listed, evenly chosen; the medians are
/// those of all.
///
/// ```
/// use waymark_measures::{Spell, survival_bounds};
///
/// let spell = |least, most, ended| Spell { least, most, ended };
/// let bounds = survival_bounds(&[spell(1, 4, true), spell(3, 3, true)], 100);
/// let after_3 = bounds.points.iter().find(|point| point.time == 3).unwrap();
/// assert_eq!((after_3.low, after_3.high), (0.0, 0.5));
/// assert_eq!(bounds.median, (Some(1), Some(3)));
/// ```
pub fn survival_bounds(spells: &[Spell], limit: usize) -> SurvivalBounds {
    let times = times(spells);
    let (low, high) = (|time| low(spells, time), |time| high(spells, time));
    let chosen = evenly(&times, limit);
    let mut points: Vec<BoundsPoint> = Vec::with_capacity(chosen.len());
    for time in &chosen {
        let point = BoundsPoint { time: *time, low: low(*time), high: high(*time) };
        let is_new = |last: &BoundsPoint| (last.low, last.high) != (point.low, point.high);
        if points.last().map_or(point.low < 1.0, is_new) {
            points.push(point);
        }
    }
    let cut = chosen.len() < times.len();
    SurvivalBounds { points, cut, median: (half(&times, low), half(&times, high)) }
}

/// All times at which a bound may change.
fn times(spells: &[Spell]) -> Vec<i64> {
    let of = |spell: &Spell| match spell.ended {
        true => [spell.least, spell.most, spell.most.saturating_add(1)],
        // Who may have left is at risk on that day still.
        false => [spell.least.saturating_add(1); 3],
    };
    let mut times: Vec<i64> = spells.iter().flat_map(of).collect();
    times.sort_unstable();
    times.dedup();
    times
}

fn low(spells: &[Spell], time: i64) -> f64 {
    let place = |spell: &Spell| match spell.ended {
        true if spell.least <= time => (spell.most.min(time), true),
        true => (i64::MAX, false),
        false => (spell.least, false),
    };
    survival_after(&mut spells.iter().map(place).collect::<Vec<_>>(), time)
}

fn high(spells: &[Spell], time: i64) -> f64 {
    let place = |spell: &Spell| match spell.ended {
        true if spell.most <= time => (spell.least, true),
        true => (i64::MAX, false),
        false => (spell.most, false),
    };
    survival_after(&mut spells.iter().map(place).collect::<Vec<_>>(), time)
}

/// The first time at which a falling bound is one half or less.
fn half(times: &[i64], bound: impl Fn(i64) -> f64) -> Option<i64> {
    times.get(times.partition_point(|time| !is_half(bound(*time)))).copied()
}

/// So many items at most, the first and the last among them.
fn evenly(times: &[i64], limit: usize) -> Vec<i64> {
    match limit {
        limit if limit >= times.len() => times.to_vec(),
        0 => Vec::new(),
        1 => times[..1].to_vec(),
        limit => (0..limit).map(|at| times[at * (times.len() - 1) / (limit - 1)]).collect(),
    }
}
