//! Lead and lag: of two holders, who came first to what both hold.
//!
//! Of each shared item whose two dates are known it is asked whether one holder came surely before
//! the other: dates have a first and a last day they may mean, and where these spans overlap it
//! cannot be told. The statistic is (items a came first to) − (items b came first to).
//!
//! It is held against shuffled times: each holder keeps its items and its dates, but the dates are
//! dealt anew among its own dated items, shared or not. So a holder that is older, or was busy
//! earlier, does not count as a leader for that alone: the question is whether it comes earlier to
//! what both hold than its own calendar explains. (Swapping the two dates of an item, as a sign
//! test does, would ask whether one holder is simply the older one.) Dealing times anew over ties
//! that stay is the "randomly permuted times" of Holme & Saramäki (2012), *Temporal networks*, here
//! within each holder; Gauvin et al. (2022), *Randomized reference models for temporal networks*,
//! say what each such lot keeps.
//!
//! p = (c + 1)/(T + 1), c of T samples being at least as extreme (Davison & Hinkley 1997,
//! *Bootstrap methods and their application*). O(T · dated items); one stream of lots per sample.

use rayon::prelude::*;

use crate::{Progress, Random, Stopped, Watch};

/// The first and the last day that a date may mean, as day numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The first day.
    pub earliest: i64,
    /// The last day.
    pub latest: i64,
}

/// How to deal times anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadLagConfig {
    /// The seed.
    pub seed: u64,
    /// How many samples.
    pub samples: u32,
}

/// Who came first to shared items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadLag {
    /// To how many shared items the first holder came first.
    pub a_first: usize,
    /// To how many the second did.
    pub b_first: usize,
    /// Of how many it cannot be told, since the two dates may be the same.
    pub undecided: usize,
    /// What `a_first` − `b_first` is on average when each holder's dates are dealt anew.
    pub expected: f64,
    /// How often shuffled times put the first holder ahead by as much or more.
    pub p_a_first: f64,
    /// How often shuffled times put the second holder ahead by as much or more.
    pub p_b_first: f64,
}

/// Tells who came first. Both lists name dated items, ascending, each once. Nothing where no item
/// is in both.
///
/// # Errors
/// When nobody wants the answer any more.
///
/// ```
/// use waymark_measures::{LeadLagConfig, Moment, Unwatched, lead_lag};
///
/// let day = |day| Moment { earliest: day, latest: day };
/// let a = [(0, day(1)), (1, day(9)), (2, day(9))];
/// let b = [(0, day(5)), (3, day(5))];
/// let config = LeadLagConfig { seed: 1, samples: 999 };
/// let found = lead_lag(&a, &b, &config, &Unwatched).unwrap().unwrap();
/// assert_eq!((found.a_first, found.b_first), (1, 0));
/// // Of the three places that day 1 may be dealt to, one is the shared item.
/// assert!((found.p_a_first - 1.0 / 3.0).abs() < 0.05);
/// ```
pub fn lead_lag(
    a: &[(u32, Moment)],
    b: &[(u32, Moment)],
    config: &LeadLagConfig,
    watch: &dyn Watch,
) -> Result<Option<LeadLag>, Stopped> {
    let places = shared_places(a, b);
    if places.is_empty() {
        return Ok(None);
    }
    let moments = |items: &[(u32, Moment)]| items.iter().map(|(_, moment)| *moment).collect();
    let (of_a, of_b): (Vec<Moment>, Vec<Moment>) = (moments(a), moments(b));
    let (a_first, b_first) = firsts(&of_a, &of_b, &places);
    let progress = Progress::new(watch, "dealing dates anew", config.samples as usize);
    let sample = |stream: u32| {
        let mut random = Random::new(config.seed, u64::from(stream));
        let (mut of_a, mut of_b) = (of_a.clone(), of_b.clone());
        random.shuffle(&mut of_a);
        random.shuffle(&mut of_b);
        progress.one_done()?;
        let (a_first, b_first) = firsts(&of_a, &of_b, &places);
        Ok(a_first as i64 - b_first as i64)
    };
    let shuffled: Result<Vec<i64>, Stopped> =
        (0..config.samples).into_par_iter().map(sample).collect();
    let shuffled = shuffled?;
    let observed = a_first as i64 - b_first as i64;
    let p = |extreme: usize| (extreme + 1) as f64 / (shuffled.len() + 1) as f64;
    Ok(Some(LeadLag {
        a_first,
        b_first,
        undecided: places.len() - a_first - b_first,
        expected: shuffled.iter().sum::<i64>() as f64 / shuffled.len().max(1) as f64,
        p_a_first: p(shuffled.iter().filter(|lead| **lead >= observed).count()),
        p_b_first: p(shuffled.iter().filter(|lead| **lead <= observed).count()),
    }))
}

/// Whether one moment is surely before another.
pub fn surely_before(one: Moment, other: Moment) -> bool {
    one.latest < other.earliest
}

/// The places in both lists of the items that are in both.
fn shared_places(a: &[(u32, Moment)], b: &[(u32, Moment)]) -> Vec<(usize, usize)> {
    let in_b = |item: u32| b.binary_search_by_key(&item, |(other, _)| *other).ok();
    a.iter().enumerate().filter_map(|(at, (item, _))| Some((at, in_b(*item)?))).collect()
}

fn firsts(a: &[Moment], b: &[Moment], places: &[(usize, usize)]) -> (usize, usize) {
    let count = |test: fn(Moment, Moment) -> bool| {
        places.iter().filter(|(at, bt)| test(a[*at], b[*bt])).count()
    };
    (count(surely_before), count(|a, b| surely_before(b, a)))
}
