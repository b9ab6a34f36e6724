//! What is later, and what stays.

use std::collections::BTreeMap;

use super::{HoldOut, PairNumbers, Task};
use crate::Frame;
use crate::coordination::{CoordinationConfig, links_between_initiatives};

/// Two that are tied, the years in which their ties begin, and of how many that is not known.
#[derive(Debug, Clone, Default)]
pub(super) struct PairTimes {
    years: Vec<i32>,
    undated: usize,
}

/// Pairs with when they were tied.
pub(super) type Pairs = BTreeMap<(u32, u32), PairTimes>;

impl PairTimes {
    fn add(&mut self, frame: &Frame, tie: u32) {
        // An interval begins with its first day; what may have begun earlier is not new.
        let date = frame.ties[tie as usize].date;
        match date.and_then(|date| date.earliest()) {
            Some(day) => self.years.push(day.year),
            None => self.undated += 1,
        }
    }

    /// The year in which it surely was new, if all its ties are dated.
    fn first(&self) -> Option<i32> {
        if self.undated > 0 { None } else { self.years.iter().min().copied() }
    }

    /// Whether it is taken away.
    pub(super) fn is_later(&self, hold_out: HoldOut) -> bool {
        match hold_out {
            HoldOut::Year(year) => self.first().is_some_and(|first| first >= year),
            HoldOut::LeaveOneOut => false,
        }
    }

    fn renewals(&self, hold_out: HoldOut) -> usize {
        match hold_out {
            HoldOut::Year(year) if !self.is_later(hold_out) => {
                self.years.iter().filter(|tie| **tie >= year).count()
            }
            _ => 0,
        }
    }
}

/// Funders and what they support.
pub(super) fn support_pairs(frame: &Frame) -> Pairs {
    let mut pairs = Pairs::new();
    for row in frame.fundings.iter().filter(|row| row.support) {
        pairs.entry((row.from, row.to)).or_default().add(frame, row.tie);
    }
    pairs
}

/// Initiatives that coordinate, the smaller number first; parts of one whole are no strangers.
pub(super) fn coordinating_pairs(frame: &Frame) -> Pairs {
    let mut pairs = Pairs::new();
    let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
    for link in links.iter().filter(|link| link.a != link.b && !frame.are_kin(link.a, link.b)) {
        let times = pairs.entry((link.a, link.b)).or_default();
        link.ties.iter().for_each(|tie| times.add(frame, *tie));
    }
    pairs
}

/// How many pairs stay, and how many are left to be guessed.
pub(super) fn numbers(pairs: &Pairs, hold_out: HoldOut) -> PairNumbers {
    let stay = || pairs.values().filter(|times| !times.is_later(hold_out));
    PairNumbers {
        all: pairs.len(),
        train: stay().count(),
        undated: stay().filter(|times| times.undated > 0).count(),
        renewals: pairs.values().map(|times| times.renewals(hold_out)).sum(),
        sought: 0,
        newcomers: 0,
    }
}

/// The latest year in which, or after which, a fifth of the dated pairs began; none if that would
/// leave nothing before it.
pub(super) fn choose_year(frame: &Frame, task: Task) -> Option<i32> {
    let pairs = match task {
        Task::Recipients => support_pairs(frame),
        Task::Initiatives => coordinating_pairs(frame),
    };
    let mut years: Vec<i32> = pairs.values().filter_map(PairTimes::first).collect();
    years.sort_unstable();
    let year = *years.get((years.len() * 4) / 5)?;
    (years[0] < year).then_some(year)
}
