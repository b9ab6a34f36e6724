//! Who is tied to those who are tied to many: eigenvector centrality.
//!
//! The scores x solve λx = Wx for the largest λ, found by power iteration on W + I (which has the
//! same vectors, and settles on two-sided graphs too), with Σ x² = 1. In a graph of several
//! components only the one with the largest λ gets more than nearly 0, so the scores say something
//! within that component only. Edges times steps; in very large graphs there are fewer steps, but
//! never less than a hundred. Bonacich (1972), *Factoring and weighting approaches to status scores
//! and clique identification*.

use rayon::prelude::*;

use crate::Graph;

/// The most steps of the iteration.
const STEPS: usize = 5000;
/// The fewest, however large the graph.
const FEWEST_STEPS: usize = 100;
/// How many ends of edges may be gone over, all steps together, if there are more than the fewest.
const WORK: usize = 3_000_000_000;
/// The iteration ends when the scores move by less, summed and divided by the nodes.
const PRECISION: f64 = 1e-14;
/// When there are no more steps, the scores count as settled if they move by less.
const TOLERANCE: f64 = 1e-9;

/// The score of each node; none where there is no edge, or the iteration does not settle.
pub fn eigenvector_centrality(graph: &Graph) -> Option<Vec<f64>> {
    let ends = graph.neighbors.items().len();
    if ends == 0 {
        return None;
    }
    let nodes = graph.nodes() as f64;
    let (mut scores, mut moved) = (vec![1.0; graph.nodes()], f64::INFINITY);
    for _ in 0..(WORK / ends).clamp(FEWEST_STEPS, STEPS) {
        let next = step(graph, &scores);
        moved = scores.iter().zip(&next).map(|(before, now)| (before - now).abs()).sum();
        scores = next;
        if moved < PRECISION * nodes {
            break;
        }
    }
    (moved < TOLERANCE * nodes).then_some(scores)
}

/// (W + I) x, of length 1.
fn step(graph: &Graph, scores: &[f64]) -> Vec<f64> {
    // Each node adds up its own neighbours in their order, whichever thread does it.
    let mut next: Vec<f64> = (0..graph.nodes() as u32)
        .into_par_iter()
        .with_min_len(1024)
        .map(|node| {
            let neighbors = graph.neighbors.row(node).iter();
            let sum: f64 = neighbors.map(|from| scores[from.to as usize] * from.weight).sum();
            scores[node as usize] + sum
        })
        .collect();
    let length = next.iter().map(|score| score * score).sum::<f64>().sqrt();
    next.iter_mut().for_each(|score| *score /= length);
    next
}
