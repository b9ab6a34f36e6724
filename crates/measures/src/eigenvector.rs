//! Who is tied to those who are tied to many: eigenvector centrality.
//!
//! The scores x solve λx = Wx for the largest λ, found by power iteration on W + I, with Σ x² = 1.
//! In a graph of several components only the one with the largest λ gets more than nearly 0, so the
//! scores say something within the largest component only. Edges times steps; by rustworkx-core.
//! Bonacich (1972), *Factoring and weighting approaches to status scores and clique
//! identification*.

use crate::{Graph, rustworkx};

/// The most steps of the iteration.
const STEPS: usize = 5000;
/// How little the scores may still move, summed and divided by the nodes.
const TOLERANCE: f64 = 1e-13;

/// The score of each node; none where there is no edge, or the iteration does not settle, as where
/// two components are as dense as each other.
pub fn eigenvector_centrality(graph: &Graph) -> Option<Vec<f64>> {
    if graph.edge_count() == 0 {
        return None;
    }
    rustworkx::eigenvector(graph, STEPS, TOLERANCE)
}
