//! How much of a graph is there: density, connected components, isolates.
//!
//! - *density*: edges, of all pairs of nodes: 2m / n(n − 1). A pair without an edge is a pair
//!   without a *known* tie, so this is the density of what is known, and a lower bound.
//! - *components*: the groups of nodes that edges hold together.
//! - *isolates*: the nodes without an edge; components of one, kept apart since on a map an isolate
//!   may be somebody whom nobody asked.
//!
//! Linear in nodes and edges. Wasserman & Faust (1994), *Social Network Analysis*, chapter 4.

use crate::Graph;

/// Edges, of all pairs of nodes; none where there is no pair.
pub fn edge_density(graph: &Graph) -> Option<f64> {
    let nodes = graph.nodes() as f64;
    (graph.nodes() > 1).then(|| 2.0 * graph.edge_count() as f64 / (nodes * (nodes - 1.0)))
}

/// The groups of nodes that edges hold together, nodes ascending within each: the largest first,
/// those of a size by their least node. Isolates are groups of one.
pub fn components(graph: &Graph) -> Vec<Vec<u32>> {
    let mut seen = vec![false; graph.nodes()];
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for start in 0..graph.nodes() as u32 {
        if seen[start as usize] {
            continue;
        }
        let mut group = reach(graph, start, &mut seen);
        group.sort_unstable();
        groups.push(group);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// The nodes without an edge, ascending.
pub fn isolates(graph: &Graph) -> Vec<u32> {
    (0..graph.nodes() as u32).filter(|node| graph.degree(*node) == 0).collect()
}

/// All that can be reached from a node without coming by what was seen before; marks it as seen.
pub(crate) fn reach(graph: &Graph, start: u32, seen: &mut [bool]) -> Vec<u32> {
    seen[start as usize] = true;
    let mut group = vec![start];
    let mut next = 0;
    while let Some(node) = group.get(next).copied() {
        next += 1;
        for neighbor in graph.neighbors.row(node) {
            if !std::mem::replace(&mut seen[neighbor.to as usize], true) {
                group.push(neighbor.to);
            }
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_largest_first_and_isolates_last() {
        let graph = Graph::unweighted(6, &[(4, 5), (1, 2), (2, 3)]);
        assert_eq!(components(&graph), [vec![1, 2, 3], vec![4, 5], vec![0]]);
        assert_eq!(isolates(&graph), [0]);
        assert_eq!(edge_density(&graph), Some(0.2));
    }

    #[test]
    fn one_node_has_no_density() {
        assert_eq!(edge_density(&Graph::unweighted(1, &[])), None);
        assert!(components(&Graph::unweighted(0, &[])).is_empty());
    }
}
