use std::io::{self, Write};

use super::HABITS;
use crate::habits::{Habits, direction_word};
use crate::json::{Fields, json_losses, list, string};
use crate::lost::Carries;
use crate::sheet::Sheet;
use crate::{Lost, Network};

/// What the format can carry.
pub(crate) const CARRIES: Carries = Carries { graph_values: false, ..Carries::ALL };
/// The type of a connection is the relation it belongs to.
const OF_CONNECTIONS: Habits = Habits {
    taken: &["id", "_id", "label", "from", "to", "direction", "attributes", "type"],
    ..HABITS
};

/// Writes a network.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = CARRIES.losses(network);
    let nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let each = |edge: &crate::Edge| edge.direction;
    let edges = Sheet::of_edges(network, &OF_CONNECTIONS, each, &mut losses);
    json_losses(network, &mut losses);

    out.write_all(b"{\n")?;
    if let Some(name) = &network.name {
        writeln!(out, "  \"name\": {},", string(name))?;
    }
    out.write_all(b"  \"elements\": ")?;
    let all_nodes = network.nodes().iter().map(|node| {
        let mut fields = Fields::default();
        fields.push_text("id", node.id());
        fields.push_text("label", node.title());
        nodes.name_cells(nodes.of_node(network, node, &HABITS), &mut fields);
        fields
    });
    list(out, "  ", all_nodes)?;
    out.write_all(b",\n  \"connections\": ")?;
    let all_edges = network.edges().iter().map(|edge| {
        let mut fields = Fields::default();
        if let Some(id) = &edge.id {
            fields.push_text("id", id);
        }
        fields.push_text("from", network.nodes()[edge.from as usize].id());
        fields.push_text("to", network.nodes()[edge.to as usize].id());
        fields.push_text("direction", direction_word(edge.direction));
        for (name, text) in [("label", &edge.label), ("type", &edge.kind)] {
            if let Some(text) = text {
                fields.push_text(name, text);
            }
        }
        edges.name_cells(edges.of_edge(edge, &OF_CONNECTIONS, edge.direction), &mut fields);
        fields
    });
    list(out, "  ", all_edges)?;
    out.write_all(b"\n}\n")?;
    Ok(losses.finish())
}
