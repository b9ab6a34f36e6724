//! A simple undirected graph.

use crate::Csr;

/// A simple undirected graph with weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// For each node its neighbours, ascending; each edge is there from both of its ends.
    pub neighbors: Csr<Neighbor>,
}

/// A neighbour and how strongly it is tied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbor {
    /// The neighbour.
    pub to: u32,
    /// The weight of the edge.
    pub weight: f64,
}

impl Graph {
    /// A graph of edges with weights. Edges between the same two nodes are one, with the sum of
    /// their weights; an edge from a node to itself is left out. O(edges · log edges).
    pub fn of(nodes: usize, edges: &[(u32, u32, f64)]) -> Self {
        let proper = edges.iter().filter(|(a, b, _)| a != b);
        let mut ends: Vec<(u32, u32, f64)> =
            proper.flat_map(|(a, b, weight)| [(*a, *b, *weight), (*b, *a, *weight)]).collect();
        // A stable sort: weights are added in the order in which they came, from either end.
        ends.sort_by_key(|(a, b, _)| (*a, *b));
        let mut entries: Vec<(u32, Neighbor)> = Vec::with_capacity(ends.len());
        for (from, to, weight) in ends {
            match entries.last_mut() {
                Some((last, neighbor)) if (*last, neighbor.to) == (from, to) => {
                    neighbor.weight += weight;
                }
                _ => entries.push((from, Neighbor { to, weight })),
            }
        }
        Self { neighbors: Csr::build(nodes, &entries) }
    }

    /// A graph whose edges all weigh 1, however often they are named.
    pub fn unweighted(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut ordered: Vec<(u32, u32)> =
            edges.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
        ordered.sort_unstable();
        ordered.dedup();
        let edges: Vec<(u32, u32, f64)> = ordered.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
        Self::of(nodes, &edges)
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.neighbors.rows() as usize
    }

    /// The edges, each once with the smaller node first, in order.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        (0..self.neighbors.rows()).flat_map(move |a| {
            let later = self.neighbors.row(a).iter().filter(move |neighbor| neighbor.to > a);
            later.map(move |neighbor| (a, neighbor.to, neighbor.weight))
        })
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.neighbors.items().len() / 2
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: u32) -> usize {
        self.neighbors.row(node).len()
    }

    /// Whether two nodes are neighbours. O(log of the degree).
    pub fn joins(&self, a: u32, b: u32) -> bool {
        self.neighbors.row(a).binary_search_by_key(&b, |neighbor| neighbor.to).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn parallel_edges_are_one_and_loops_are_none() {
        let graph = Graph::of(3, &[(0, 1, 1.0), (1, 0, 2.0), (2, 2, 5.0)]);
        assert_eq!(graph.edges().collect::<Vec<_>>(), [(0, 1, 3.0)]);
        assert_eq!((graph.nodes(), graph.edge_count(), graph.degree(2)), (3, 1, 0));
        assert!(graph.joins(1, 0) && !graph.joins(1, 2));
    }
}
