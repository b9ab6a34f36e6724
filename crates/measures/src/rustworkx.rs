//! The one place that knows rustworkx-core: what it computes is handed on in our own numbers.
//!
//! Only what finds parts is used. Its centralities are added up in the order in which threads end,
//! so that their last bits are not the same twice, and they cannot be stopped.

use rustworkx_core::connectivity;
use rustworkx_core::petgraph::graph::{NodeIndex, UnGraph};

use crate::Graph;

/// The same graph as rustworkx takes it.
fn converted(graph: &Graph) -> UnGraph<(), (), u32> {
    let mut converted = UnGraph::with_capacity(graph.nodes(), graph.edge_count());
    for _ in 0..graph.nodes() {
        converted.add_node(());
    }
    for (a, b, _) in graph.edges() {
        converted.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), ());
    }
    converted
}

/// Nodes without which there are more components, ascending.
pub(crate) fn articulation_points(graph: &Graph) -> Vec<u32> {
    let points = connectivity::articulation_points(&converted(graph), None);
    let mut points: Vec<u32> = points.into_iter().map(|node| node.index() as u32).collect();
    points.sort_unstable();
    points
}

/// Edges without which there are more components, the smaller node first, in order.
pub(crate) fn bridges(graph: &Graph) -> Vec<(u32, u32)> {
    let bridges = connectivity::bridges(&converted(graph));
    let ends = bridges.into_iter().map(|(a, b)| (a.index() as u32, b.index() as u32));
    let mut bridges: Vec<(u32, u32)> = ends.map(|(a, b)| (a.min(b), a.max(b))).collect();
    bridges.sort_unstable();
    bridges
}
