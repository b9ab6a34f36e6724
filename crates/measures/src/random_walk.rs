//! Random walk with restart: how often a walker who keeps coming back to one node is at another.
//!
//! p ← (1 − c)·W·p + c·e, where W leads from a node to each of its neighbours in proportion to the
//! weight of the edge, e is the node where the walk starts, and c is how likely it starts anew. It
//! sees ways of all lengths, the short ones more. Tong, Faloutsos & Pan (2006), *Fast random walk
//! with restart and its applications*; with c = 0.15 it is PageRank made personal.
//!
//! O(edges) for each step; the error shrinks by 1 − c with each, so that the steps are about
//! ln(precision)/ln(1 − c), and never more than the bound. A walker who cannot leave stays.

use crate::Graph;
use crate::constraint::strengths;

/// How to walk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomWalkConfig {
    /// How likely the walk starts anew at each step; between 0 and 1.
    pub restart: f64,
    /// The walk ends when a step changes all shares together by less.
    pub precision: f64,
    /// The walk ends after so many steps, however precise it is.
    pub most_steps: usize,
}

impl Default for RandomWalkConfig {
    fn default() -> Self {
        Self { restart: 0.15, precision: 1e-10, most_steps: 200 }
    }
}

/// For each node the share of the time a walker from one node is there; all together 1.
///
/// ```
/// use waymark_measures::{Graph, RandomWalkConfig, random_walk};
///
/// let graph = Graph::unweighted(2, &[(0, 1)]);
/// let shares = random_walk(&graph, 0, &RandomWalkConfig::default());
/// assert!((shares[0] - 1.0 / 1.85).abs() < 1e-9);
/// ```
pub fn random_walk(graph: &Graph, start: u32, config: &RandomWalkConfig) -> Vec<f64> {
    let strengths = strengths(graph);
    let mut shares = vec![0.0; graph.nodes()];
    shares[start as usize] = 1.0;
    if strengths[start as usize] == 0.0 {
        return shares;
    }
    let mut next = vec![0.0; graph.nodes()];
    for _ in 0..config.most_steps {
        step(graph, &strengths, &shares, config.restart, &mut next);
        next[start as usize] += config.restart;
        let change: f64 = shares.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        std::mem::swap(&mut shares, &mut next);
        if change < config.precision {
            break;
        }
    }
    shares
}

/// One step from every node that the walker may be at; none is reached that has no way back.
fn step(graph: &Graph, strengths: &[f64], shares: &[f64], restart: f64, next: &mut [f64]) {
    next.fill(0.0);
    for (node, share) in (0..).zip(shares).filter(|(_, share)| **share > 0.0) {
        let passed = (1.0 - restart) * share / strengths[node as usize];
        for neighbor in graph.neighbors.row(node) {
            next[neighbor.to as usize] += passed * neighbor.weight;
        }
    }
}
