//! The same graph with its ties dealt anew: every node keeps its number of neighbours.
//!
//! What a graph owes to the degrees of its nodes alone is found by swapping the ends of two edges
//! drawn by lot, a–b and c–d to a–d and c–b, again and again, where that makes no loop, no double
//! edge and no edge that may not be. A swap that may not be made leaves all as it is, and counts as
//! a step; so in the long run every graph with these degrees that swaps lead to is as likely (Fosdick
//! et al. 2018, *Configuring random graph models with fixed degree sequences*).
//!
//! Each sample starts from the observed graph, and takes [`STEPS_PER_EDGE`] steps for each edge, with
//! a stream of lots of its own. O(samples × edges). A graph whose edges cannot be swapped is its own
//! only sample: it cannot be told from chance. Maslov & Sneppen (2002), *Specificity and stability in
//! topology of protein networks*.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{Graph, Progress, Random, Stopped, Watch};

/// How many swaps are tried for each edge of a sample.
pub const STEPS_PER_EDGE: usize = 20;

/// Draws samples and measures each. `may_join` says which nodes may be joined by an edge; it must
/// hold for all edges of the graph, and read the same from either end.
///
/// # Errors
/// When nobody wants the rest.
pub fn rewired<T: Send>(
    graph: &Graph,
    may_join: impl Fn(u32, u32) -> bool + Sync,
    (seed, samples): (u64, u32),
    measure: impl Fn(&[(u32, u32)]) -> T + Sync,
    watch: &dyn Watch,
) -> Result<Vec<T>, Stopped> {
    let observed: Vec<(u32, u32)> = graph.edges().map(|(a, b, _)| (a, b)).collect();
    let present: FxHashSet<(u32, u32)> = observed.iter().copied().collect();
    let progress = Progress::new(watch, "dealing ties anew", samples as usize);
    (0..samples)
        .into_par_iter()
        .map(|sample| {
            let mut ties = Ties { edges: observed.clone(), present: present.clone() };
            let mut random = Random::new(seed, u64::from(sample));
            for _ in 0..STEPS_PER_EDGE * observed.len() {
                ties.step(&mut random, &may_join);
            }
            progress.one_done()?;
            Ok(measure(&ties.edges))
        })
        .collect()
}

struct Ties {
    /// The edges, the smaller node first.
    edges: Vec<(u32, u32)>,
    present: FxHashSet<(u32, u32)>,
}

impl Ties {
    /// Tries one swap.
    fn step(&mut self, random: &mut Random, may_join: &impl Fn(u32, u32) -> bool) {
        let count = self.edges.len() as u32;
        let (first, second) = (random.below(count) as usize, random.below(count) as usize);
        let (a, b) = self.edges[first];
        let (mut c, mut d) = self.edges[second];
        if random.below(2) == 1 {
            (c, d) = (d, c);
        }
        let (one, other) = (ordered(a, d), ordered(c, b));
        let free = |(a, b): (u32, u32)| a != b && !self.present.contains(&(a, b)) && may_join(a, b);
        if one == other || !free(one) || !free(other) {
            return;
        }
        self.present.remove(&ordered(a, b));
        self.present.remove(&ordered(c, d));
        self.present.extend([one, other]);
        (self.edges[first], self.edges[second]) = (one, other);
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
