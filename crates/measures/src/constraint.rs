//! Structural holes: how much the neighbours of a node are tied to one another.
//!
//! With p_ij the share of i's weight that goes to j, and m_jq the weight between j and q as a share
//! of the largest that j has:
//!
//! - *constraint* c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², over the neighbours j of i: high where all that
//!   i is tied to are tied to one another, so that i can broker nothing.
//! - *effective size* Σ_j (1 − Σ_q p_iq m_jq): how many neighbours remain when those that lead to
//!   one another count once; without weights n − 2t/n, with t ties among the n neighbours.
//!
//! Both are undefined for a node without neighbours: not 0, which would be the least constrained of
//! all. O(Σ degree²), each node by itself. Burt (1992), *Structural Holes*; the sums as networkx and
//! igraph take them.

use rayon::prelude::*;

use crate::{Graph, Progress, Stopped, Watch};

/// Up to so many steps (Σ degree²) are about a minute of one core: see [`hole_steps`].
pub const MOST_HOLE_STEPS: u64 = 20_000_000_000;

/// How many steps [`structural_holes`] takes: Σ degree².
pub fn hole_steps(graph: &Graph) -> u64 {
    (0..graph.nodes() as u32).map(|node| (graph.degree(node) as u64).pow(2)).sum()
}

/// What a node has of its neighbours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hole {
    /// How much the neighbours are tied to one another.
    pub constraint: f64,
    /// How many neighbours remain when those that lead to one another count once.
    pub effective_size: f64,
}

/// Constraint and effective size of every node; none for isolates.
///
/// # Errors
/// When nobody wants the rest.
pub fn structural_holes(graph: &Graph, watch: &dyn Watch) -> Result<Vec<Option<Hole>>, Stopped> {
    let nodes = graph.nodes();
    let strength = strengths(graph);
    let largest: Vec<f64> =
        (0..nodes as u32).map(|node| weights(graph, node).fold(0.0, f64::max)).collect();
    let progress = Progress::new(watch, "structural holes", nodes);
    let scratch = || Scratch {
        indirect: vec![0.0; nodes],
        redundant: vec![0.0; nodes],
        of: vec![0.0; nodes],
    };
    (0..nodes as u32)
        .into_par_iter()
        .map_init(scratch, |scratch, node| {
            progress.one_done()?;
            Ok(scratch.hole(graph, &strength, &largest, node))
        })
        .collect()
}

/// The sum of the weights of each node.
/// What the edges of each node weigh together. The sum of none is 0 and not −0, as it would be by
/// `sum`.
pub(crate) fn strengths(graph: &Graph) -> Vec<f64> {
    let strength = |node| weights(graph, node).fold(0.0, |sum, weight| sum + weight);
    (0..graph.nodes() as u32).map(strength).collect()
}

fn weights(graph: &Graph, node: u32) -> impl Iterator<Item = f64> {
    graph.neighbors.row(node).iter().map(|neighbor| neighbor.weight)
}

struct Scratch {
    /// Of the node at hand: the share that goes to each neighbour; 0 elsewhere.
    of: Vec<f64>,
    indirect: Vec<f64>,
    redundant: Vec<f64>,
}

impl Scratch {
    fn hole(
        &mut self,
        graph: &Graph,
        strength: &[f64],
        largest: &[f64],
        node: u32,
    ) -> Option<Hole> {
        let neighbors = graph.neighbors.row(node);
        if neighbors.is_empty() {
            return None;
        }
        let share = |weight: f64| weight / strength[node as usize];
        for neighbor in neighbors {
            self.of[neighbor.to as usize] = share(neighbor.weight);
        }
        for by in neighbors {
            let p = share(by.weight);
            for end in graph.neighbors.row(by.to) {
                if self.of[end.to as usize] > 0.0 {
                    self.indirect[end.to as usize] += p * end.weight / strength[by.to as usize];
                    self.redundant[end.to as usize] += p * end.weight / largest[end.to as usize];
                }
            }
        }
        let mut hole = Hole { constraint: 0.0, effective_size: 0.0 };
        for neighbor in neighbors {
            let at = neighbor.to as usize;
            hole.constraint += (self.of[at] + self.indirect[at]).powi(2);
            hole.effective_size += 1.0 - self.redundant[at];
            (self.of[at], self.indirect[at], self.redundant[at]) = (0.0, 0.0, 0.0);
        }
        Some(hole)
    }
}
