use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{HABITS, MADE_BY};
use crate::habits::{Habits, implied};
use crate::json::{Fields, json_losses, list, string};
use crate::lost::Carries;
use crate::sheet::Sheet;
use crate::{Direction, Lost, Network, Position, Value};

/// One element of the file.
struct Element<'v> {
    data: Fields<'v>,
    position: Option<Position>,
}

impl Serialize for Element<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("data", &self.data)?;
        if let Some(position) = self.position {
            let mut fields = Fields::default();
            fields.push("x", Value::Number(position.x));
            fields.push("y", Value::Number(position.y));
            map.serialize_entry("position", &fields)?;
        }
        map.end()
    }
}

/// Writes a network.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Carries::ALL.losses(network);
    let direction = implied(network);
    let graph_habits = Habits { taken: &["name"], ..crate::habits::NONE };
    let graph = Sheet::of_graph(&network.values, &graph_habits, &mut losses);
    let nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let edges = Sheet::of_edges(network, &HABITS, |_| direction, &mut losses);
    json_losses(network, &mut losses);

    let is_multi = network.has_parallel_edges();
    let mut of_graph = Fields::default();
    if let Some(name) = &network.name {
        of_graph.push_text("name", name);
    }
    graph.name_cells(graph.cells(Vec::new(), &network.values), &mut of_graph);
    writeln!(out, "{{\n  \"format_version\": \"1.0\",\n  \"generated_by\": {},", string(MADE_BY))?;
    writeln!(out, "  \"directed\": {},", direction == Direction::Directed)?;
    writeln!(out, "  \"multigraph\": {is_multi},\n  \"data\": {},", json(&of_graph)?)?;
    write!(out, "  \"elements\": {{\n    \"nodes\": ")?;
    let all_nodes = network.nodes().iter().map(|node| {
        let mut data = Fields::default();
        data.push_text("id", node.id());
        data.push_text("value", node.id());
        nodes.name_cells(nodes.of_node(network, node, &HABITS), &mut data);
        let position = node.look.as_deref().and_then(|look| look.position);
        if let Some(z) = position.and_then(|position| position.z) {
            data.push("z", Value::Number(z));
        }
        Element { data, position }
    });
    list(out, "    ", all_nodes)?;
    write!(out, ",\n    \"edges\": ")?;
    let mut keys =
        Keys { is_multi, directed: direction == Direction::Directed, seen: HashMap::new() };
    let all_edges = network.edges().iter().map(|edge| {
        let mut data = Fields::default();
        if let Some(id) = &edge.id {
            data.push_text("id", id);
        }
        data.push_text("source", network.nodes()[edge.from as usize].id());
        data.push_text("target", network.nodes()[edge.to as usize].id());
        if let Some(key) = keys.next(edge.from, edge.to) {
            data.push("key", Value::Integer(key));
        }
        edges.name_cells(edges.of_edge(edge, &HABITS, direction), &mut data);
        Element { data, position: None }
    });
    list(out, "    ", all_edges)?;
    out.write_all(b"\n  }\n}\n")?;
    Ok(losses.finish())
}

fn json(fields: &Fields<'_>) -> io::Result<String> {
    Ok(serde_json::to_string(fields)?)
}

/// Numbers parallel edges, or networkx would take them for one.
struct Keys {
    is_multi: bool,
    directed: bool,
    seen: HashMap<(u32, u32), i64>,
}

impl Keys {
    fn next(&mut self, from: u32, to: u32) -> Option<i64> {
        if !self.is_multi {
            return None;
        }
        let ends = if self.directed { (from, to) } else { (from.min(to), from.max(to)) };
        let next = self.seen.entry(ends).or_insert(0);
        *next += 1;
        Some(*next - 1)
    }
}
