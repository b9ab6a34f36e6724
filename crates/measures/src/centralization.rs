//! How much a graph turns about its most central node.
//!
//! Centralization = Σ (max − cᵢ), divided by the same sum in a star of as many nodes, which is the
//! most it can be: 1 in a star, 0 where all are equally central. The sums of the star of n nodes:
//!
//! - degree: (n − 1)(n − 2)
//! - betweenness, in shares of the pairs of others: n − 1
//! - closeness, as [`crate::ShortestPaths::closeness`]: (n − 1)(n − 2) / (2n − 3)
//!
//! Undefined below three nodes. Linear. Freeman (1978), *Centrality in social networks: conceptual
//! clarification*.

use crate::Graph;

/// By degree: the number of neighbours.
pub fn degree_centralization(graph: &Graph) -> Option<f64> {
    let degrees: Vec<f64> =
        (0..graph.nodes() as u32).map(|node| graph.degree(node) as f64).collect();
    centralization(&degrees, |nodes| (nodes - 1.0) * (nodes - 2.0))
}

/// By betweenness, given as the share of the pairs of other nodes that a node lies between.
pub fn betweenness_centralization(shares: &[f64]) -> Option<f64> {
    centralization(shares, |nodes| nodes - 1.0)
}

/// By closeness.
pub fn closeness_centralization(closeness: &[f64]) -> Option<f64> {
    centralization(closeness, |nodes| (nodes - 1.0) * (nodes - 2.0) / (2.0 * nodes - 3.0))
}

fn centralization(scores: &[f64], star: impl Fn(f64) -> f64) -> Option<f64> {
    if scores.len() < 3 {
        return None;
    }
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let differences: f64 = scores.iter().map(|score| most - score).sum();
    Some(differences / star(scores.len() as f64))
}
