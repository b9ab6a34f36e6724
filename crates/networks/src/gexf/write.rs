use std::io::{self, Write};

use super::{HABITS, META, OF_GRAPH, list};
use crate::habits::{direction_word, implied};
use crate::lost::{Carries, Losses};
use crate::sheet::{Kind, Sheet};
use crate::value::number_text;
use crate::xml::{XmlWriter, xml_losses};
use crate::{Direction, Edge, Look, Lost, Network, Node, Spell, TimeKind, Value};

/// What the format can carry. Of the whole network's attributes it has a few, counted apart.
pub(crate) const CARRIES: Carries = Carries { name: false, ..Carries::ALL };

/// Writes a network.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = CARRIES.losses(network);
    let nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let edges = Sheet::of_edges(network, &HABITS, |edge| edge.direction, &mut losses);
    for sheet in [&nodes, &edges] {
        sheet.type_losses(&mut losses);
    }
    other_losses(network, &mut losses);
    xml_losses(network, &mut losses);

    let default = network.direction().unwrap_or(implied(network));
    let mut writing = Writing { xml: XmlWriter::new(out)?, network, nodes, edges, default };
    writing.document()?;
    Ok(losses.finish())
}

fn other_losses(network: &Network, losses: &mut Losses) {
    let is_said =
        |name: &str| META.contains(&name) || OF_GRAPH.contains(&name) || name == "lastmodifieddate";
    for (name, value) in network.values.iter() {
        let is_text = matches!(value, Value::Text(_));
        let lost = "attributes of the whole network";
        losses.add(lost, usize::from(!is_said(name) || !is_text));
    }
    let nodes = network.nodes().iter().flat_map(|node| &node.spells);
    let spells = nodes.chain(network.edges().iter().flat_map(|edge| &edge.spells));
    let unusual = spells.filter(|spell| !can_say(spell)).count();
    losses.add("spans of time whose ends are neither dates nor numbers", unusual);
    let all = network.nodes().iter().map(|node| &node.values);
    for values in all.chain(network.edges().iter().map(|edge| &edge.values)) {
        for (_, value) in values.iter() {
            let Value::List(items) = value else { continue };
            let others = items.iter().filter(|item| !matches!(item, Value::Text(_))).count();
            losses.add("the types of items in lists (written as text)", others);
        }
    }
}

fn can_say(spell: &Spell) -> bool {
    spell.ends().all(|end| TimeKind::of(end) != TimeKind::Other)
}

struct Writing<'n, 'w, W: Write> {
    xml: XmlWriter<'w, W>,
    network: &'n Network,
    nodes: Sheet,
    edges: Sheet,
    default: Direction,
}

impl<W: Write> Writing<'_, '_, W> {
    fn document(&mut self) -> io::Result<()> {
        self.xml.open("gexf")?;
        self.xml.attribute("xmlns", "http://gexf.net/1.3")?;
        self.xml.attribute("xmlns:viz", "http://gexf.net/1.3/viz")?;
        self.xml.attribute("version", "1.3")?;
        self.meta()?;
        self.graph()?;
        self.xml.close()
    }

    fn said(&self, name: &str) -> Option<&str> {
        self.network.values.get(name).and_then(Value::as_text)
    }

    fn meta(&mut self) -> io::Result<()> {
        let network = self.network;
        let text = |name: &str| network.values.get(name).and_then(Value::as_text);
        let date = text("lastmodifieddate");
        if date.is_none() && META.iter().all(|name| text(name).is_none()) {
            return Ok(());
        }
        self.xml.open("meta")?;
        if let Some(date) = date {
            self.xml.attribute("lastmodifieddate", date)?;
        }
        for name in META {
            if let Some(text) = text(name) {
                self.xml.element(name, text)?;
            }
        }
        self.xml.close()
    }

    fn graph(&mut self) -> io::Result<()> {
        let network = self.network;
        self.xml.open("graph")?;
        self.xml.attribute("defaultedgetype", direction_word(self.default))?;
        let time = self.time_format();
        self.xml.attribute("mode", if time.is_some() { "dynamic" } else { "static" })?;
        if let Some(format) = time {
            self.xml.attribute("timeformat", format)?;
        }
        for name in OF_GRAPH {
            if let Some(text) = self.said(name).map(str::to_owned) {
                self.xml.attribute(name, &text)?;
            }
        }
        columns(&mut self.xml, &self.nodes, "node")?;
        columns(&mut self.xml, &self.edges, "edge")?;
        self.xml.open("nodes")?;
        network.nodes().iter().try_for_each(|node| self.node(node))?;
        self.xml.close()?;
        self.xml.open("edges")?;
        network.edges().iter().try_for_each(|edge| self.edge(edge))?;
        self.xml.close()?;
        self.xml.close()
    }

    /// The widest sort of moments that there are; `None` if there are none.
    fn time_format(&self) -> Option<&'static str> {
        let nodes = self.network.nodes().iter().flat_map(|node| &node.spells);
        let edges = self.network.edges().iter().flat_map(|edge| &edge.spells);
        let spells = nodes.chain(edges).filter(|spell| can_say(spell));
        let widest = spells.flat_map(Spell::ends).map(TimeKind::of).max()?;
        Some(match widest {
            TimeKind::Integer => "integer",
            TimeKind::Number => "double",
            TimeKind::Date | TimeKind::Other => "date",
            TimeKind::DateTime => "dateTime",
        })
    }

    fn node(&mut self, node: &Node) -> io::Result<()> {
        self.xml.open("node")?;
        self.xml.attribute("id", node.id())?;
        self.xml.attribute("label", node.title())?;
        if let Some(parent) = node.parent() {
            self.xml.attribute("pid", self.network.nodes()[parent as usize].id())?;
        }
        let spells = self.spell_attributes(&node.spells)?;
        let cells = self.nodes.of_node(self.network, node, &HABITS);
        values(&mut self.xml, &self.nodes, &cells)?;
        self.spells(spells)?;
        self.look(node.look.as_deref(), "viz:size")?;
        self.xml.close()
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        self.xml.open("edge")?;
        if let Some(id) = &edge.id {
            self.xml.attribute("id", id)?;
        }
        self.xml.attribute("source", self.network.nodes()[edge.from as usize].id())?;
        self.xml.attribute("target", self.network.nodes()[edge.to as usize].id())?;
        if edge.direction != self.default {
            self.xml.attribute("type", direction_word(edge.direction))?;
        }
        for (name, text) in [("label", &edge.label), ("kind", &edge.kind)] {
            if let Some(text) = text {
                self.xml.attribute(name, text)?;
            }
        }
        if let Some(weight) = edge.weight {
            self.xml.attribute("weight", &number_text(weight))?;
        }
        let spells = self.spell_attributes(&edge.spells)?;
        let cells = self.edges.of_edge(edge, &HABITS, edge.direction);
        values(&mut self.xml, &self.edges, &cells)?;
        self.spells(spells)?;
        self.look(edge.look.as_deref(), "viz:thickness")?;
        self.xml.close()
    }

    /// One span is written in the tag itself; those that are left come after.
    fn spell_attributes<'s>(&mut self, spells: &'s [Spell]) -> io::Result<Vec<&'s Spell>> {
        let known: Vec<&Spell> = spells.iter().filter(|spell| can_say(spell)).collect();
        let [spell] = known.as_slice() else { return Ok(known) };
        self.ends(spell)?;
        Ok(Vec::new())
    }

    fn spells(&mut self, spells: Vec<&Spell>) -> io::Result<()> {
        if spells.is_empty() {
            return Ok(());
        }
        self.xml.open("spells")?;
        for spell in spells {
            self.xml.open("spell")?;
            self.ends(spell)?;
            self.xml.close()?;
        }
        self.xml.close()
    }

    fn ends(&mut self, spell: &Spell) -> io::Result<()> {
        for (name, end) in [("start", &spell.start), ("end", &spell.end)] {
            if let Some(end) = end {
                self.xml.attribute(name, end)?;
            }
        }
        Ok(())
    }

    fn look(&mut self, look: Option<&Look>, size: &'static str) -> io::Result<()> {
        let Some(look) = look else { return Ok(()) };
        if let Some(color) = look.color {
            self.xml.open("viz:color")?;
            for (name, channel) in [("r", color.red), ("g", color.green), ("b", color.blue)] {
                self.xml.attribute(name, &channel.to_string())?;
            }
            if let Some(alpha) = color.alpha {
                self.xml.attribute("a", &number_text(alpha))?;
            }
            self.xml.close()?;
        }
        if let (Some(position), "viz:size") = (look.position, size) {
            self.xml.open("viz:position")?;
            self.xml.attribute("x", &number_text(position.x))?;
            self.xml.attribute("y", &number_text(position.y))?;
            if let Some(z) = position.z {
                self.xml.attribute("z", &number_text(z))?;
            }
            self.xml.close()?;
        }
        if let Some(number) = look.size {
            self.xml.open(size)?;
            self.xml.attribute("value", &number_text(number))?;
            self.xml.close()?;
        }
        if let Some(shape) = &look.shape {
            self.xml.open("viz:shape")?;
            self.xml.attribute("value", shape)?;
            self.xml.close()?;
        }
        Ok(())
    }
}

fn columns(xml: &mut XmlWriter<'_, impl Write>, sheet: &Sheet, class: &str) -> io::Result<()> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    xml.open("attributes")?;
    xml.attribute("class", class)?;
    for (place, column) in sheet.columns.iter().enumerate() {
        xml.open("attribute")?;
        xml.attribute("id", &place.to_string())?;
        xml.attribute("title", &column.name)?;
        let kind = match column.kind {
            Kind::Truth => "boolean",
            Kind::Integer => "long",
            Kind::Number => "double",
            Kind::Text => "string",
            // The other types of lists make networkx refuse the file.
            Kind::List => "liststring",
        };
        xml.attribute("type", kind)?;
        xml.close()?;
    }
    xml.close()
}

fn values(
    xml: &mut XmlWriter<'_, impl Write>,
    sheet: &Sheet,
    cells: &[(usize, std::borrow::Cow<'_, Value>)],
) -> io::Result<()> {
    if cells.is_empty() {
        return Ok(());
    }
    xml.open("attvalues")?;
    for (column, value) in cells {
        xml.open("attvalue")?;
        xml.attribute("for", &column.to_string())?;
        let text = match (sheet.columns[*column].kind, &**value) {
            (Kind::List, Value::List(items)) => {
                let texts: Vec<String> = items.iter().map(Value::to_string).collect();
                list::show(texts.iter().map(String::as_str))
            }
            (_, value) => sheet.columns[*column].text(value),
        };
        xml.attribute("value", &text)?;
        xml.close()?;
    }
    xml.close()
}
