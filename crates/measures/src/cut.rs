//! What holds a graph together: edges and nodes without which it falls apart.
//!
//! - a *bridge* is an edge without which there is one component more
//! - an *articulation point* is a node without which there are more components
//!
//! On a map of known ties a bridge may only be the one tie that somebody reported. Linear; by
//! rustworkx-core. Hopcroft & Tarjan (1973), *Efficient algorithms for graph manipulation*.

use crate::structure::reach;
use crate::{Graph, rustworkx};

/// The edges without which there are more components, the smaller node first, in order.
pub fn bridges(graph: &Graph) -> Vec<(u32, u32)> {
    rustworkx::bridges(graph)
}

/// The nodes without which there are more components, ascending.
pub fn articulation_points(graph: &Graph) -> Vec<u32> {
    rustworkx::articulation_points(graph)
}

/// Into what the component of a node falls when the node is taken out: the largest part first.
/// Linear in the component.
pub fn parts_without(graph: &Graph, node: u32) -> Vec<Vec<u32>> {
    let mut seen = vec![false; graph.nodes()];
    seen[node as usize] = true;
    let mut parts: Vec<Vec<u32>> = Vec::new();
    for neighbor in graph.neighbors.row(node) {
        if !seen[neighbor.to as usize] {
            let mut part = reach(graph, neighbor.to, &mut seen);
            part.sort_unstable();
            parts.push(part);
        }
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail_breaks_at_its_tail() {
        let graph = Graph::unweighted(5, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4)]);
        assert_eq!(bridges(&graph), [(2, 3), (3, 4)]);
        assert_eq!(articulation_points(&graph), [2, 3]);
        assert_eq!(parts_without(&graph, 2), [vec![0, 1], vec![3, 4]]);
        assert_eq!(parts_without(&graph, 0), [vec![1, 2, 3, 4]]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<(u32, u32)> = (0..200_000).map(|node| (node, node + 1)).collect();
        let graph = Graph::unweighted(200_001, &edges);
        assert_eq!(bridges(&graph).len(), 200_000);
        assert_eq!(articulation_points(&graph).len(), 199_999);
    }
}
