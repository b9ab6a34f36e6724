//! Where somebody ends up who walks along edges and now and then starts anew: PageRank.
//!
//! x_i = (1 − α)/n + α Σ_j x_j w_ji / w_j, α = 0.85; who comes to a node without edges starts anew.
//! The scores add up to 1. Edges times steps, until the scores move by less than 10⁻¹⁰ in sum; each
//! step shrinks that by α, so there are at most about 150. Brin & Page (1998), *The anatomy of a
//! large-scale hypertextual web search engine*.

use rayon::prelude::*;

use crate::Graph;
use crate::constraint::strengths;

/// How often the walk goes on.
pub const DAMPING: f64 = 0.85;
const STEPS: usize = 1000;
const TOLERANCE: f64 = 1e-10;

/// The score of each node.
pub fn page_rank(graph: &Graph) -> Vec<f64> {
    let nodes = graph.nodes() as f64;
    let strength = strengths(graph);
    let mut scores = vec![1.0 / nodes; graph.nodes()];
    for _ in 0..STEPS {
        let lost: f64 = lost(&scores, &strength);
        let start = (1.0 - DAMPING) / nodes + DAMPING * lost / nodes;
        // Each node adds up its own neighbours in their order, whichever thread does it.
        let next: Vec<f64> = (0..graph.nodes() as u32)
            .into_par_iter()
            .with_min_len(1024)
            .map(|node| {
                let neighbors = graph.neighbors.row(node).iter();
                let flows = neighbors.map(|from| {
                    scores[from.to as usize] * from.weight / strength[from.to as usize]
                });
                start + DAMPING * flows.sum::<f64>()
            })
            .collect();
        let moved: f64 = scores.iter().zip(&next).map(|(before, now)| (before - now).abs()).sum();
        scores = next;
        if moved < TOLERANCE {
            break;
        }
    }
    scores
}

/// What is at nodes without edges.
fn lost(scores: &[f64], strength: &[f64]) -> f64 {
    let ends = scores.iter().zip(strength).filter(|(_, strength)| **strength == 0.0);
    ends.map(|(score, _)| score).sum()
}
