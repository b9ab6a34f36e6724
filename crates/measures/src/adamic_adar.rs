//! The Adamic–Adar index: common neighbours, the rarer the more.
//!
//! Σ 1/ln k over the common neighbours, where k is a neighbour's degree: to share a funder of three
//! says more than to share one of three hundred. Adamic & Adar (2003), *Friends and neighbors on
//! the Web*.
//!
//! A common neighbour of two nodes has a degree of at least 2, so nothing is divided by zero. That
//! two nodes have nothing in common *on the graph* gives 0; whether they have in truth, it cannot
//! tell. Cost: as [`crate::common_neighbors`].

use crate::Graph;
use crate::common_neighbors::{weighed, weighed_from};

/// The index of two nodes.
///
/// ```
/// use waymark_measures::{Graph, adamic_adar};
///
/// let graph = Graph::unweighted(3, &[(0, 2), (1, 2)]);
/// assert_eq!(adamic_adar(&graph, 0, 1), 1.0 / 2_f64.ln());
/// ```
pub fn adamic_adar(graph: &Graph, a: u32, b: u32) -> f64 {
    weighed(graph, a, b, weight)
}

/// The nodes that have neighbours in common with a node, ascending, with their index.
pub fn adamic_adar_from(graph: &Graph, node: u32) -> Vec<(u32, f64)> {
    weighed_from(graph, node, weight)
}

/// What a common neighbour of some degree is worth.
pub(crate) fn weight(degree: usize) -> f64 {
    if degree < 2 { 0.0 } else { 1.0 / (degree as f64).ln() }
}
