//! Common neighbours: how many nodes two nodes are both tied to.
//!
//! |Γ(a) ∩ Γ(b)|. The plainest sign that two should know each other, and the one the others here
//! weigh: a neighbour that everybody has tells little. Newman (2001), *Clustering and preferential
//! attachment in growing networks*; Liben-Nowell & Kleinberg (2007), *The link-prediction problem
//! for social networks*.
//!
//! A pair takes O(degree of a + degree of b); all pairs of one node take as long as there are ways
//! of two edges from it, and memory for each node.

use crate::Graph;

/// How many neighbours two nodes have in common.
pub fn common_neighbors(graph: &Graph, a: u32, b: u32) -> f64 {
    weighed(graph, a, b, |_| 1.0)
}

/// The nodes that have neighbours in common with a node, ascending, and how many.
pub fn common_neighbors_from(graph: &Graph, node: u32) -> Vec<(u32, f64)> {
    weighed_from(graph, node, |_| 1.0)
}

/// The sum over common neighbours of a weight that depends on their degree.
pub(crate) fn weighed(graph: &Graph, a: u32, b: u32, weight: impl Fn(usize) -> f64) -> f64 {
    let mut sum = 0.0;
    if a != b {
        let common = graph.neighbors.row(a).iter().filter(|middle| graph.joins(middle.to, b));
        common.for_each(|middle| sum += weight(graph.degree(middle.to)));
    }
    sum
}

/// The same for all nodes that have a common neighbour with one node. The sums run over the same
/// neighbours in the same order, so that they are the same to the last bit.
pub(crate) fn weighed_from(
    graph: &Graph,
    node: u32,
    weight: impl Fn(usize) -> f64,
) -> Vec<(u32, f64)> {
    let mut sums = vec![0.0; graph.nodes()];
    let mut met = Vec::new();
    for middle in graph.neighbors.row(node) {
        let weight = weight(graph.degree(middle.to));
        for end in graph.neighbors.row(middle.to).iter().filter(|end| end.to != node) {
            if sums[end.to as usize] == 0.0 {
                met.push(end.to);
            }
            sums[end.to as usize] += weight;
        }
    }
    met.sort_unstable();
    met.into_iter().map(|end| (end, sums[end as usize])).collect()
}
