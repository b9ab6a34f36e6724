//! How deep in the thick of a graph a node is.
//!
//! A k-core is what remains when all nodes with fewer than k neighbours are taken away, again and
//! again; a node's core number is the largest k whose core has it. Weights play no part. Linear: the
//! node with the fewest neighbours left goes first. (rustworkx-core has it too, in hash maps, which
//! takes half a minute where there are 15 million edges.)
//!
//! Seidman (1983), *Network structure and minimum degree*; Batagelj & Zaveršnik (2003), *An O(m)
//! algorithm for cores decomposition of networks*.

use crate::Graph;

/// The core number of each node; 0 for isolates.
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    let mut peeling = Peeling::of(graph);
    for place in 0..peeling.order.len() {
        let node = peeling.order[place];
        for neighbor in graph.neighbors.row(node) {
            if peeling.left[neighbor.to as usize] > peeling.left[node as usize] {
                peeling.lose_one(neighbor.to);
            }
        }
    }
    peeling.left
}

/// Nodes in the order of how many neighbours they have left.
struct Peeling {
    /// How many neighbours each node has left; in the end its core number.
    left: Vec<u32>,
    order: Vec<u32>,
    /// For each node its place in the order.
    place: Vec<u32>,
    /// For each number of neighbours the first place of those with so many.
    first: Vec<u32>,
}

impl Peeling {
    fn of(graph: &Graph) -> Self {
        let nodes = graph.nodes() as u32;
        let left: Vec<u32> = (0..nodes).map(|node| graph.degree(node) as u32).collect();
        let mut order: Vec<u32> = (0..nodes).collect();
        order.sort_by_key(|node| left[*node as usize]);
        let mut place = vec![0; left.len()];
        for (at, node) in (0..).zip(&order) {
            place[*node as usize] = at;
        }
        let most = left.iter().max().map_or(0, |most| *most);
        let first = (0..=most)
            .map(|count| order.partition_point(|node| left[*node as usize] < count) as u32)
            .collect();
        Self { left, order, place, first }
    }

    /// Takes a neighbour from a node: it changes places with the first of those with as many.
    fn lose_one(&mut self, node: u32) {
        let count = self.left[node as usize] as usize;
        let (own, first) = (self.place[node as usize], self.first[count]);
        let other = self.order[first as usize];
        self.order.swap(own as usize, first as usize);
        (self.place[node as usize], self.place[other as usize]) = (first, own);
        self.first[count] += 1;
        self.left[node as usize] -= 1;
    }
}
