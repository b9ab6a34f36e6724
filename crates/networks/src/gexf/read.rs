use std::collections::HashMap;
use std::sync::Arc;

use super::element::{self, TIMES};
use super::{HABITS, META, OF_GRAPH, list};
use crate::build::{Builder, Owner};
use crate::habits::direction_of;
use crate::place::Spot;
use crate::value::{parse_integer, parse_number, parse_truth};
use crate::xml::{Event, Tag, XmlReader};
use crate::{Direction, Edge, NetworkError, Value};

/// A declared attribute.
struct Attribute {
    name: Arc<str>,
    kind: String,
    default: Option<Value>,
}

/// The declared attributes of nodes or of edges.
#[derive(Default)]
struct Class {
    attributes: HashMap<String, Attribute>,
    order: Vec<String>,
}

struct Reading<'x, 'a> {
    xml: XmlReader<'a>,
    builder: &'x mut Builder<'a>,
    nodes: Class,
    edges: Class,
    /// Nodes and what they say stands around them, which may be declared later.
    parents: Vec<(u32, String, Spot)>,
    direction: Direction,
}

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let xml = XmlReader::new(builder.text);
    let (nodes, edges) = (Class::default(), Class::default());
    let direction = Direction::Undirected;
    let mut reading = Reading { xml, builder, nodes, edges, parents: Vec::new(), direction };
    reading.document()?;
    reading.apply_defaults()?;
    reading.apply_parents()?;
    HABITS.absorb(reading.builder);
    Ok(())
}

impl Reading<'_, '_> {
    /// Reads what is in the element that was opened last, to its end.
    fn children(
        &mut self,
        mut child: impl FnMut(&mut Self, &Tag) -> Result<bool, NetworkError>,
    ) -> Result<(), NetworkError> {
        loop {
            match self.xml.next(self.builder)? {
                Event::Open(tag) => {
                    if !child(self, &tag)? {
                        self.builder.notice("an element was left out", &tag.name, tag.spot);
                        self.xml.skip(self.builder)?;
                    }
                }
                Event::Text(_) => {}
                Event::Close | Event::End => return Ok(()),
            }
        }
    }

    fn document(&mut self) -> Result<(), NetworkError> {
        let mut has_graph = false;
        self.children(|this, root| {
            if root.name != "gexf" {
                return Err(this.builder.malformed(root.spot, &root.name, "an element <gexf>"));
            }
            this.children(|this, tag| match tag.name.as_str() {
                "meta" => this.meta(tag),
                "graph" if !has_graph => {
                    has_graph = true;
                    this.graph(tag)
                }
                _ => Ok(false),
            })?;
            Ok(true)
        })?;
        if has_graph {
            return Ok(());
        }
        Err(self.builder.malformed(Spot::File, "no graph", "an element <graph>"))
    }

    fn meta(&mut self, tag: &Tag) -> Result<bool, NetworkError> {
        if let Some(date) = tag.get("lastmodifieddate") {
            self.set(Owner::Graph, "lastmodifieddate", Value::Text(date.to_owned()), tag.spot)?;
        }
        self.children(|this, tag| {
            let name = tag.name.to_lowercase();
            let text = this.xml.text(this.builder)?;
            if name == "title" {
                this.builder.network.name = Some(text);
            } else if META.contains(&name.as_str()) && !text.is_empty() {
                this.set(Owner::Graph, &name, Value::Text(text), tag.spot)?;
            } else if !text.is_empty() {
                this.builder.notice("what is said of the file was left out", &name, tag.spot);
            }
            Ok(true)
        })?;
        Ok(true)
    }

    fn set(
        &mut self,
        owner: Owner,
        name: &str,
        value: Value,
        spot: Spot,
    ) -> Result<(), NetworkError> {
        let name = self.builder.name(name, spot)?;
        self.builder.set(owner, &name, value, spot)
    }

    fn graph(&mut self, tag: &Tag) -> Result<bool, NetworkError> {
        self.direction = match tag.get("defaultedgetype").map(direction_of) {
            Some(Some(direction)) => direction,
            Some(None) => {
                let what = "`defaultedgetype` is not known: edges are taken as undirected";
                self.builder.notice(what, tag.get("defaultedgetype").unwrap_or(""), tag.spot);
                Direction::Undirected
            }
            None => Direction::Undirected,
        };
        for name in OF_GRAPH {
            if let Some(text) = tag.get(name) {
                self.set(Owner::Graph, name, Value::Text(text.to_owned()), tag.spot)?;
            }
        }
        self.children(|this, tag| this.part_of_graph(tag, None))?;
        Ok(true)
    }

    fn part_of_graph(&mut self, tag: &Tag, parent: Option<u32>) -> Result<bool, NetworkError> {
        match tag.name.as_str() {
            "attributes" => self.attributes(tag)?,
            "nodes" => self.children(|this, tag| match tag.name.as_str() {
                "node" => this.node(tag, parent),
                _ => Ok(false),
            })?,
            "edges" => self.children(|this, tag| match tag.name.as_str() {
                "edge" => this.edge(tag),
                _ => Ok(false),
            })?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn class(&mut self, owner: Owner) -> &mut Class {
        match owner {
            Owner::Edge(_) => &mut self.edges,
            Owner::Graph | Owner::Node(_) => &mut self.nodes,
        }
    }

    fn attributes(&mut self, tag: &Tag) -> Result<(), NetworkError> {
        let class = match tag.get("class") {
            Some("edge") => Owner::Edge(0),
            _ => Owner::Node(0),
        };
        self.children(|this, tag| {
            if tag.name != "attribute" {
                return Ok(false);
            }
            this.attribute(tag, class)?;
            Ok(true)
        })
    }

    fn attribute(&mut self, tag: &Tag, class: Owner) -> Result<(), NetworkError> {
        let id = tag.need("id", self.builder)?.to_owned();
        let mut title = tag.get("title").unwrap_or(&id).to_owned();
        if self.class(class).attributes.values().any(|each| *each.name == title) {
            let what = "two attributes have the same name: the second has its id behind it";
            self.builder.notice(what, &title, tag.spot);
            title = format!("{title} ({id})");
        }
        let kind = tag.get("type").unwrap_or("string").to_lowercase();
        let name = self.builder.name(&title, tag.spot)?;
        let mut default = None;
        self.children(|this, tag| match tag.name.as_str() {
            "default" => {
                let text = this.xml.text(this.builder)?;
                default = this.value(&kind, &text, tag.spot);
                Ok(true)
            }
            _ => Ok(false),
        })?;
        let class = self.class(class);
        if class.attributes.insert(id.clone(), Attribute { name, kind, default }).is_none() {
            class.order.push(id);
        } else {
            self.builder.notice("an attribute is declared twice: the last counts", &id, tag.spot);
        }
        Ok(())
    }

    fn node(&mut self, tag: &Tag, parent: Option<u32>) -> Result<bool, NetworkError> {
        let id = tag.need("id", self.builder)?;
        let node = self.builder.node(id, tag.spot)?;
        if let Some(label) = tag.get("label").filter(|label| *label != id) {
            self.builder.network.node_mut(node).label = Some(label.to_owned());
        }
        let spells = element::spells(tag, self.builder);
        self.builder.network.node_mut(node).spells.extend(spells);
        if let Some(parent) = parent {
            self.builder.parent(node, parent, tag.spot);
        }
        self.parents.extend(tag.get("pid").map(|id| (node, id.to_owned(), tag.spot)));
        let known = [&["id", "label", "pid"][..], &TIMES].concat();
        self.more_attributes(tag, Owner::Node(node), &known)?;
        self.children(|this, tag| match tag.name.as_str() {
            "nodes" | "edges" => this.part_of_graph(tag, Some(node)),
            "parents" => this
                .children(|this, tag| {
                    let id = tag.get("for").map(|id| (node, id.to_owned(), tag.spot));
                    this.parents.extend(id);
                    this.xml.skip(this.builder)?;
                    Ok(true)
                })
                .map(|()| true),
            _ => this.part(tag, Owner::Node(node)),
        })?;
        Ok(true)
    }

    fn edge(&mut self, tag: &Tag) -> Result<bool, NetworkError> {
        let from = self.builder.end(tag.need("source", self.builder)?, tag.spot)?;
        let to = self.builder.end(tag.need("target", self.builder)?, tag.spot)?;
        let direction = tag.get("type").and_then(direction_of).unwrap_or(self.direction);
        let text = |name: &str| tag.get(name).map(str::to_owned);
        let weight = tag.get("weight").and_then(parse_number);
        let spells = element::spells(tag, self.builder);
        let edge = Edge {
            id: text("id"),
            label: text("label").filter(|label| !label.is_empty()),
            kind: text("kind"),
            weight,
            spells,
            ..Edge::new(from, to, direction)
        };
        let edge = self.builder.edge(edge, tag.spot)?;
        if let (None, Some(text)) = (weight, tag.get("weight")) {
            self.builder.odd_weight(edge, text, tag.spot)?;
        }
        let edge = Owner::Edge(edge);
        let known = ["id", "source", "target", "type", "weight", "label", "kind"];
        self.more_attributes(tag, edge, &[&known[..], &TIMES].concat())?;
        self.children(|this, tag| this.part(tag, edge))?;
        Ok(true)
    }

    /// Attributes of the tag that the format does not know are kept as attributes of the thing.
    fn more_attributes(
        &mut self,
        tag: &Tag,
        owner: Owner,
        known: &[&str],
    ) -> Result<(), NetworkError> {
        for (name, value) in tag.others(known) {
            self.set(owner, name, Value::Text(value.to_owned()), tag.spot)?;
        }
        Ok(())
    }

    /// What nodes and edges both may have within them.
    fn part(&mut self, tag: &Tag, owner: Owner) -> Result<bool, NetworkError> {
        match tag.name.as_str() {
            "attvalues" => self.children(|this, tag| {
                this.attvalue(tag, owner)?;
                Ok(true)
            })?,
            "spells" | "slices" => self.children(|this, tag| {
                let spells = element::spells(tag, this.builder);
                match owner {
                    Owner::Node(node) => this.builder.network.node_mut(node).spells.extend(spells),
                    Owner::Edge(edge) => this.builder.network.edge_mut(edge).spells.extend(spells),
                    Owner::Graph => {}
                }
                this.xml.skip(this.builder)?;
                Ok(true)
            })?,
            _ if element::look(tag, owner, self.builder) => self.xml.skip(self.builder)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn attvalue(&mut self, tag: &Tag, owner: Owner) -> Result<(), NetworkError> {
        let Some(id) = tag.get("for").or_else(|| tag.get("id")) else {
            return Err(self.builder.malformed(tag.spot, &tag.name, "the attribute `for`"));
        };
        let text = match tag.get("value") {
            Some(value) => {
                self.xml.skip(self.builder)?;
                value.to_owned()
            }
            None => self.xml.text(self.builder)?,
        };
        if TIMES.iter().any(|name| tag.get(name).is_some()) {
            let what = "a value holds only for some time: the first is kept, without its time";
            self.builder.notice(what, &text, tag.spot);
        }
        let declared = self.class(owner).attributes.get(id);
        let (name, kind) = match declared {
            Some(attribute) => (Arc::clone(&attribute.name), attribute.kind.clone()),
            None => {
                let what = "an attribute is not declared: its values are read as text";
                self.builder.notice(what, id, tag.spot);
                (self.builder.name(id, tag.spot)?, "string".to_owned())
            }
        };
        match self.value(&kind, &text, tag.spot) {
            Some(value) => self.builder.set(owner, &name, value, tag.spot),
            None => Ok(()),
        }
    }

    /// A value of a type; text that is not of its type stays text, and is told.
    fn value(&mut self, kind: &str, text: &str, spot: Spot) -> Option<Value> {
        if let Some(kind) = kind.strip_prefix("list") {
            let items = list::parse(text).into_iter();
            return Some(Value::List(
                items.filter_map(|item| self.value(kind, &item, spot)).collect(),
            ));
        }
        let value = match kind {
            "boolean" => parse_truth(text).map(Value::Truth),
            "integer" | "int" | "long" | "short" | "byte" | "biginteger" => {
                parse_integer(text).map(Value::Integer)
            }
            "double" | "float" | "bigdecimal" => parse_number(text).map(Value::Number),
            _ => return Some(Value::Text(text.to_owned())),
        };
        if value.is_none() && text.trim().is_empty() {
            let what = "a value that is no text is empty: it is taken as unknown";
            self.builder.notice(what, kind, spot);
            return None;
        }
        value.or_else(|| {
            let what = "a value is not of the type that is declared: it stays text";
            self.builder.notice(what, text, spot);
            Some(Value::Text(text.to_owned()))
        })
    }

    fn apply_defaults(&mut self) -> Result<(), NetworkError> {
        let nodes = self.builder.network.nodes().len() as u32;
        let edges = self.builder.network.edges().len();
        let (of_nodes, of_edges) =
            (std::mem::take(&mut self.nodes), std::mem::take(&mut self.edges));
        self.defaults_of(&of_nodes, (0..nodes).map(Owner::Node))?;
        self.defaults_of(&of_edges, (0..edges).map(Owner::Edge))
    }

    fn defaults_of(
        &mut self,
        class: &Class,
        owners: impl Iterator<Item = Owner> + Clone,
    ) -> Result<(), NetworkError> {
        for attribute in class.order.iter().filter_map(|id| class.attributes.get(id)) {
            let Some(default) = &attribute.default else { continue };
            for owner in owners.clone() {
                if !self.builder.has(owner, &attribute.name) {
                    self.builder.set(owner, &attribute.name, default.clone(), Spot::File)?;
                }
            }
        }
        Ok(())
    }

    fn apply_parents(&mut self) -> Result<(), NetworkError> {
        for (node, id, spot) in std::mem::take(&mut self.parents) {
            let parent = self.builder.end(&id, spot)?;
            match self.builder.network.nodes()[node as usize].parent() {
                Some(first) if first != parent => {
                    let what = "a node stands inside of several: only the first is kept";
                    self.builder.notice(what, &id, spot);
                }
                Some(_) => {}
                None => self.builder.parent(node, parent, spot),
            }
        }
        Ok(())
    }
}
