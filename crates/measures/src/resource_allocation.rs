//! The resource allocation index: what one node would get if the other gave through their common
//! neighbours.
//!
//! Σ 1/k over the common neighbours, where k is a neighbour's degree: each passes on what it is
//! given in equal parts. Well-known neighbours count for less than with Adamic–Adar. Zhou, Lü &
//! Zhang (2009), *Predicting missing links via local information*.
//!
//! That two nodes have nothing in common *on the graph* gives 0; whether they have in truth, it
//! cannot tell. Cost: as [`crate::common_neighbors`].

use crate::Graph;
use crate::common_neighbors::{weighed, weighed_from};

/// The index of two nodes.
///
/// ```
/// use waymark_measures::{Graph, resource_allocation};
///
/// let graph = Graph::unweighted(4, &[(0, 2), (1, 2), (3, 2)]);
/// assert_eq!(resource_allocation(&graph, 0, 1), 1.0 / 3.0);
/// ```
pub fn resource_allocation(graph: &Graph, a: u32, b: u32) -> f64 {
    weighed(graph, a, b, weight)
}

/// The nodes that have neighbours in common with a node, ascending, with their index.
pub fn resource_allocation_from(graph: &Graph, node: u32) -> Vec<(u32, f64)> {
    weighed_from(graph, node, weight)
}

/// What a common neighbour of some degree is worth.
pub(crate) fn weight(degree: usize) -> f64 {
    if degree == 0 { 0.0 } else { 1.0 / degree as f64 }
}
