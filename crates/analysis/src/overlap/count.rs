//! Counting what pairs of rows share, and finding the first pairs.

use std::cmp::Ordering;

use rayon::prelude::*;
use waymark_measures::{Incidence, Progress, SharedCounts, Stopped, Watch, newman_share};

use super::spells::Times;
use super::{OverlapConfig, OverlapSort};
use crate::first::{First, Ranked};

/// A pair while it is being ranked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairRow {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// What they share at the same time.
    pub(crate) shared: u32,
    /// What they share, whenever.
    pub(crate) shared_any_time: u32,
    pub(crate) a_total: u32,
    pub(crate) b_total: u32,
    /// What is sorted by where that is none of the other fields: the most comes first.
    pub(crate) rank: f64,
}

impl PairRow {
    pub(super) fn jaccard(&self) -> f64 {
        let both = u64::from(self.a_total) + u64::from(self.b_total);
        f64::from(self.shared) / (both - u64::from(self.shared_any_time)) as f64
    }

    pub(super) fn overlap_coefficient(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.a_total.min(self.b_total))
    }
}

impl Ranked for PairRow {
    type By = OverlapSort;

    fn compare(&self, other: &Self, sort: OverlapSort) -> Ordering {
        let shared = || other.shared.cmp(&self.shared);
        let jaccard = || other.jaccard().total_cmp(&self.jaccard());
        let coefficient = || other.overlap_coefficient().total_cmp(&self.overlap_coefficient());
        let rank = || other.rank.total_cmp(&self.rank);
        let measures = match sort {
            OverlapSort::Shared => shared().then_with(jaccard),
            OverlapSort::Jaccard => jaccard().then_with(shared),
            OverlapSort::OverlapCoefficient => coefficient().then_with(shared).then_with(jaccard),
            OverlapSort::Newman | OverlapSort::Money | OverlapSort::P => {
                rank().then_with(shared).then_with(jaccard)
            }
        };
        measures.then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// The first pairs of rows, and what was counted on the way.
pub(crate) struct TopPairs {
    /// The first pairs, the first first.
    pub(crate) rows: Vec<PairRow>,
    /// How many pairs there are in all.
    pub(crate) total: usize,
    /// How often two rows have the same column, but never at the same time.
    pub(crate) apart: usize,
}

/// The first pairs of rows, whenever they hold what they share. A sort by money or by chance needs
/// more than the matrix: here such pairs come by what they share.
pub(crate) fn top_pairs(
    matrix: &Incidence,
    config: &OverlapConfig,
    watch: &dyn Watch,
) -> Result<TopPairs, Stopped> {
    top_pairs_in_time(matrix, None, config, watch)
}

/// The first pairs of rows that share something at the same time.
pub(super) fn top_pairs_in_time(
    matrix: &Incidence,
    times: Option<&Times>,
    config: &OverlapConfig,
    watch: &dyn Watch,
) -> Result<TopPairs, Stopped> {
    let rows = matrix.rows.rows();
    let empty = || Ok((First::new(config.limit, config.sort), Tallies::new(rows, config, times)));
    let counting = Counting { matrix, times, config };
    let progress = Progress::new(watch, "comparing portfolios", rows as usize);
    let top = (0..rows)
        .into_par_iter()
        .fold(empty, |begun: Result<(First<PairRow>, Tallies), Stopped>, a| {
            let (mut top, mut tallies) = begun?;
            counting.pairs_of(a, &mut tallies, &mut top);
            progress.one_done()?;
            Ok((top, tallies))
        })
        .map(|done| done.map(|(top, _)| top))
        .try_reduce(|| First::new(config.limit, config.sort), |a, b| Ok(a.merge(b)))?;
    let (total, apart) = (top.seen(), top.aside());
    Ok(TopPairs { rows: top.into_sorted(), total, apart })
}

struct Counting<'a> {
    matrix: &'a Incidence,
    times: Option<&'a Times>,
    config: &'a OverlapConfig,
}

/// Room for counting.
struct Tallies {
    shared: SharedCounts,
    /// What is shared at the same time, and the Newman weight of that, with each other row; used
    /// only where one of the two is asked for.
    weighed: Vec<(u32, f64)>,
}

impl Tallies {
    fn new(rows: u32, config: &OverlapConfig, times: Option<&Times>) -> Self {
        let weighs = times.is_some() || config.sort == OverlapSort::Newman;
        let room = if weighs { rows as usize } else { 0 };
        Self { shared: SharedCounts::new(rows), weighed: vec![(0, 0.0); room] }
    }
}

impl Counting<'_> {
    fn pairs_of(&self, a: u32, tallies: &mut Tallies, top: &mut First<PairRow>) {
        let Tallies { shared, weighed } = tallies;
        match self.times {
            Some(times) => self.weigh_in_time(a, times, weighed),
            None if !weighed.is_empty() => self.weigh(a, weighed),
            None => {}
        }
        let minimum = u32::try_from(self.config.minimum_shared).unwrap_or(u32::MAX);
        let a_total = self.matrix.rows.row(a).len() as u32;
        for (b, shared_any_time) in shared.with_later_rows(self.matrix, a) {
            let weighed = weighed.get_mut(b as usize).map(std::mem::take);
            let (shared, rank) = weighed.unwrap_or((shared_any_time, 0.0));
            top.set_aside((shared_any_time - shared) as usize);
            if shared >= minimum {
                let b_total = self.matrix.rows.row(b).len() as u32;
                top.push(PairRow { a, b, shared, shared_any_time, a_total, b_total, rank });
            }
        }
    }

    /// Counts and weighs what a row shares with each later row.
    fn weigh(&self, a: u32, weighed: &mut [(u32, f64)]) {
        for column in self.matrix.rows.row(a) {
            let holders = self.matrix.columns.row(*column);
            let share = newman_share(holders.len());
            // Holders ascend, so the later rows are at the end.
            for b in holders.iter().rev().take_while(|holder| **holder > a) {
                let (shared, weight) = &mut weighed[*b as usize];
                (*shared, *weight) = (*shared + 1, *weight + share);
            }
        }
    }

    /// The same, of what they hold at the same time.
    fn weigh_in_time(&self, a: u32, times: &Times, weighed: &mut [(u32, f64)]) {
        let entries = self.matrix.rows.range(a);
        for (column, of_a) in self.matrix.rows.row(a).iter().zip(entries) {
            let holders = times.holders(*column);
            let share = newman_share(holders.len());
            for (b, of_b) in holders.iter().rev().take_while(|(holder, _)| *holder > a) {
                if times.meet(of_a as u32, *of_b) {
                    let (shared, weight) = &mut weighed[*b as usize];
                    (*shared, *weight) = (*shared + 1, *weight + share);
                }
            }
        }
    }
}
