//! How deep in the thick of a graph a node is.
//!
//! A k-core is what remains when all nodes with fewer than k neighbours are taken away, again and
//! again; a node's core number is the largest k whose core has it. Weights play no part. Linear; by
//! rustworkx-core. Seidman (1983), *Network structure and minimum degree*; Batagelj & Zaveršnik
//! (2003), *An O(m) algorithm for cores decomposition of networks*.

use crate::{Graph, rustworkx};

/// The core number of each node; 0 for isolates.
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    rustworkx::core_numbers(graph)
}
