use std::io::{self, Write};

use super::HABITS;
use crate::habits::{Habits, implied};
use crate::json::{Fields, json_losses, list};
use crate::lost::Carries;
use crate::sheet::Sheet;
use crate::{Direction, Lost, Network};

/// Writes a network.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Carries::ALL.losses(network);
    let direction = implied(network);
    let graph_habits = Habits { taken: &["name"], ..crate::habits::NONE };
    let graph = Sheet::of_graph(&network.values, &graph_habits, &mut losses);
    let nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let edges = Sheet::of_edges(network, &HABITS, |_| direction, &mut losses);
    json_losses(network, &mut losses);

    let mut of_graph = Fields::default();
    if let Some(name) = &network.name {
        of_graph.push_text("name", name);
    }
    graph.name_cells(graph.cells(Vec::new(), &network.values), &mut of_graph);
    writeln!(out, "{{\n  \"directed\": {},", direction == Direction::Directed)?;
    writeln!(out, "  \"multigraph\": {},", network.has_parallel_edges())?;
    writeln!(out, "  \"graph\": {},", serde_json::to_string(&of_graph)?)?;
    out.write_all(b"  \"nodes\": ")?;
    let all_nodes = network.nodes().iter().map(|node| {
        let mut fields = Fields::default();
        fields.push_text("id", node.id());
        nodes.name_cells(nodes.of_node(network, node, &HABITS), &mut fields);
        fields
    });
    list(out, "  ", all_nodes)?;
    out.write_all(b",\n  \"edges\": ")?;
    let all_edges = network.edges().iter().map(|edge| {
        let mut fields = Fields::default();
        fields.push_text("source", network.nodes()[edge.from as usize].id());
        fields.push_text("target", network.nodes()[edge.to as usize].id());
        if let Some(id) = &edge.id {
            fields.push_text("id", id);
        }
        edges.name_cells(edges.of_edge(edge, &HABITS, direction), &mut fields);
        fields
    });
    list(out, "  ", all_edges)?;
    out.write_all(b"\n}\n")?;
    Ok(losses.finish())
}
