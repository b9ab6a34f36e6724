use std::borrow::Cow;
use std::io::{self, Write};

use crate::habits::{Colors, Habits};
use crate::lost::Carries;
use crate::sheet::{Kind, Sheet};
use crate::xml::{XmlWriter, xml_losses};
use crate::{Direction, Edge, Lost, Network, Value};

/// What is written as attributes.
pub(crate) const HABITS: Habits = Habits { colors: Colors::Channels, ..Habits::ALL };
/// The attributes of the whole network are written under their own names.
const GRAPH: Habits = Habits { taken: &["name"], ..crate::habits::NONE };

/// Writes a network.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Carries::ALL.losses(network);
    let graph = Sheet::of_graph(&network.values, &GRAPH, &mut losses);
    let nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let edges = Sheet::of_edges(network, &HABITS, implied, &mut losses);
    for sheet in [&graph, &nodes, &edges] {
        sheet.type_losses(&mut losses);
        sheet.list_losses(&mut losses);
    }
    xml_losses(network, &mut losses);

    let mut xml = XmlWriter::new(out)?;
    xml.open("graphml")?;
    xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns")?;
    if network.name.is_some() {
        key(&mut xml, "name", "graph", "name", "string")?;
    }
    keys(&mut xml, &graph, "graph", 'g')?;
    keys(&mut xml, &nodes, "node", 'n')?;
    keys(&mut xml, &edges, "edge", 'e')?;
    let default = match network.direction() {
        Some(Direction::Directed) => Direction::Directed,
        _ => Direction::Undirected,
    };
    xml.open("graph")?;
    let id = network.values.get("id").and_then(Value::as_text);
    if let Some(id) = id {
        xml.attribute("id", id)?;
    }
    xml.attribute("edgedefault", crate::habits::direction_word(default))?;
    if let Some(name) = &network.name {
        data(&mut xml, "name", name)?;
    }
    let values = graph.cells(Vec::new(), &network.values);
    let is_id = |column: usize| id.is_some() && *graph.columns[column].name == *"id";
    cells(&mut xml, &graph, 'g', values.into_iter().filter(|(column, _)| !is_id(*column)))?;
    for node in network.nodes() {
        xml.open("node")?;
        xml.attribute("id", node.id())?;
        cells(&mut xml, &nodes, 'n', nodes.of_node(network, node, &HABITS).into_iter())?;
        xml.close()?;
    }
    for edge in network.edges() {
        xml.open("edge")?;
        if let Some(id) = &edge.id {
            xml.attribute("id", id)?;
        }
        xml.attribute("source", network.nodes()[edge.from as usize].id())?;
        xml.attribute("target", network.nodes()[edge.to as usize].id())?;
        if implied(edge) != default {
            let directed = implied(edge) == Direction::Directed;
            xml.attribute("directed", if directed { "true" } else { "false" })?;
        }
        cells(&mut xml, &edges, 'e', edges.of_edge(edge, &HABITS, implied(edge)).into_iter())?;
        xml.close()?;
    }
    xml.close()?;
    xml.close()?;
    Ok(losses.finish())
}

/// The direction that the format itself can say of an edge.
fn implied(edge: &Edge) -> Direction {
    match edge.direction {
        Direction::Directed => Direction::Directed,
        Direction::Undirected | Direction::Mutual => Direction::Undirected,
    }
}

fn keys(
    xml: &mut XmlWriter<'_, impl Write>,
    sheet: &Sheet,
    domain: &str,
    letter: char,
) -> io::Result<()> {
    for (place, column) in sheet.columns.iter().enumerate() {
        let kind = match column.kind {
            Kind::Truth => "boolean",
            Kind::Integer => "long",
            Kind::Number => "double",
            Kind::Text | Kind::List => "string",
        };
        key(xml, &format!("{letter}{place}"), domain, &column.name, kind)?;
    }
    Ok(())
}

fn key(
    xml: &mut XmlWriter<'_, impl Write>,
    id: &str,
    domain: &str,
    name: &str,
    kind: &str,
) -> io::Result<()> {
    xml.open("key")?;
    xml.attribute("id", id)?;
    xml.attribute("for", domain)?;
    xml.attribute("attr.name", name)?;
    xml.attribute("attr.type", kind)?;
    xml.close()
}

fn cells<'v>(
    xml: &mut XmlWriter<'_, impl Write>,
    sheet: &Sheet,
    letter: char,
    cells: impl Iterator<Item = (usize, Cow<'v, Value>)>,
) -> io::Result<()> {
    for (column, value) in cells {
        data(xml, &format!("{letter}{column}"), &sheet.columns[column].text(&value))?;
    }
    Ok(())
}

fn data(xml: &mut XmlWriter<'_, impl Write>, key: &str, text: &str) -> io::Result<()> {
    xml.open("data")?;
    xml.attribute("key", key)?;
    xml.text(text)?;
    xml.close()
}
