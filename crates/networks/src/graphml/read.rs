use std::collections::HashMap;
use std::sync::Arc;

use super::HABITS;
use crate::build::{Builder, Owner};
use crate::place::Spot;
use crate::value::{parse_integer, parse_number, parse_truth};
use crate::xml::{Event, Tag, XmlReader};
use crate::{Color, Direction, Edge, NetworkError, Position, Value};

/// A declared attribute.
struct Key {
    name: Arc<str>,
    kind: String,
    /// What it is for: `node`, `edge`, `graph` or `all`.
    domain: String,
    default: Option<Value>,
}

impl Key {
    fn is_for(&self, domain: &str) -> bool {
        self.domain == domain || self.domain == "all"
    }
}

struct Reading<'x, 'a> {
    xml: XmlReader<'a>,
    builder: &'x mut Builder<'a>,
    keys: HashMap<String, Key>,
    /// The ids of keys in the order of the file, for their defaults.
    order: Vec<String>,
}

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let xml = XmlReader::new(builder.text);
    let mut reading = Reading { xml, builder, keys: HashMap::new(), order: Vec::new() };
    reading.document()?;
    reading.apply_defaults()?;
    HABITS.absorb(reading.builder);
    Ok(())
}

impl Reading<'_, '_> {
    fn next(&mut self) -> Result<Event<'static>, NetworkError> {
        Ok(match self.xml.next(self.builder)? {
            Event::Open(tag) => Event::Open(tag),
            Event::Text(text) => Event::Text(text.into_owned().into()),
            Event::Close => Event::Close,
            Event::End => Event::End,
        })
    }

    fn skip(&mut self, what: &'static str, tag: &Tag) -> Result<(), NetworkError> {
        self.builder.notice(what, &tag.name, tag.spot);
        self.xml.skip(self.builder)
    }

    fn document(&mut self) -> Result<(), NetworkError> {
        let mut graphs = 0;
        loop {
            match self.next()? {
                Event::Open(tag) => match tag.name.as_str() {
                    "graphml" => {}
                    "key" => self.key(&tag)?,
                    "graph" if graphs == 0 => {
                        graphs += 1;
                        self.graph(&tag, None)?;
                    }
                    "graph" => self.skip("a further graph of the file was left out", &tag)?,
                    "data" => self.data(&tag, Owner::Graph, "graph")?,
                    "desc" => self.description(Owner::Graph, tag.spot)?,
                    _ => self.skip("an element that is not known was left out", &tag)?,
                },
                Event::End if graphs == 0 => {
                    let expected = "an element <graph>";
                    return Err(self.builder.malformed(Spot::File, "no graph", expected));
                }
                Event::End => return Ok(()),
                Event::Text(_) | Event::Close => {}
            }
        }
    }

    fn key(&mut self, tag: &Tag) -> Result<(), NetworkError> {
        let id = tag.need("id", self.builder)?.to_owned();
        let domain = tag.get("for").unwrap_or("all").to_owned();
        let mut name = tag.get("attr.name").unwrap_or(&id).to_owned();
        if self.keys.values().any(|key| *key.name == name && key.is_for(&domain)) {
            let what = "two attributes have the same name: the second has its id behind it";
            self.builder.notice(what, &name, tag.spot);
            name = format!("{name} ({id})");
        }
        let mut kind = tag.get("attr.type").unwrap_or("string").to_owned();
        if !matches!(kind.as_str(), "boolean" | "int" | "long" | "float" | "double" | "string") {
            let what = "a type of attributes is not known: the values are read as text";
            self.builder.notice(what, &kind, tag.spot);
            kind = "string".to_owned();
        }
        let name = self.builder.name(&name, tag.spot)?;
        let mut key = Key { name, kind, domain, default: None };
        loop {
            match self.next()? {
                Event::Open(inner) if inner.name == "default" => {
                    let text = self.xml.text(self.builder)?;
                    key.default = self.value(&key.kind, text, inner.spot);
                }
                Event::Open(inner) => {
                    self.skip("the description of an attribute was left out", &inner)?
                }
                Event::Close | Event::End => break,
                Event::Text(_) => {}
            }
        }
        if self.keys.insert(id.clone(), key).is_some() {
            self.builder.notice("an attribute is declared twice: the last counts", &id, tag.spot);
        } else {
            self.order.push(id);
        }
        Ok(())
    }

    fn graph(&mut self, tag: &Tag, parent: Option<u32>) -> Result<(), NetworkError> {
        let default = match tag.get("edgedefault") {
            Some("directed") => Direction::Directed,
            Some("undirected") => Direction::Undirected,
            other => {
                let what = "`edgedefault` is neither directed nor undirected: edges are taken as undirected";
                self.builder.notice(what, other.unwrap_or(""), tag.spot);
                Direction::Undirected
            }
        };
        if let (None, Some(id)) = (parent, tag.get("id")) {
            let name = self.builder.name("id", tag.spot)?;
            self.builder.set(Owner::Graph, &name, Value::Text(id.to_owned()), tag.spot)?;
        }
        loop {
            match self.next()? {
                Event::Open(inner) => match inner.name.as_str() {
                    "node" => self.node(&inner, parent)?,
                    "edge" => self.edge(&inner, default)?,
                    "data" if parent.is_none() => self.data(&inner, Owner::Graph, "graph")?,
                    "desc" if parent.is_none() => self.description(Owner::Graph, inner.spot)?,
                    "hyperedge" => {
                        self.skip("an edge of more than two nodes was left out", &inner)?;
                    }
                    _ => self.skip("an element of the graph was left out", &inner)?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn node(&mut self, tag: &Tag, parent: Option<u32>) -> Result<(), NetworkError> {
        let id = tag.need("id", self.builder)?;
        let node = self.builder.node(id, tag.spot)?;
        if let Some(parent) = parent {
            self.builder.parent(node, parent, tag.spot);
        }
        self.more_attributes(tag, Owner::Node(node), &["id"])?;
        loop {
            match self.next()? {
                Event::Open(inner) => match inner.name.as_str() {
                    "data" => self.data(&inner, Owner::Node(node), "node")?,
                    "desc" => self.description(Owner::Node(node), inner.spot)?,
                    "graph" => self.graph(&inner, Some(node))?,
                    _ => self.skip("an element of a node was left out", &inner)?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn edge(&mut self, tag: &Tag, default: Direction) -> Result<(), NetworkError> {
        let from = self.builder.end(tag.need("source", self.builder)?, tag.spot)?;
        let to = self.builder.end(tag.need("target", self.builder)?, tag.spot)?;
        let direction = match tag.get("directed").map(parse_truth) {
            Some(Some(true)) => Direction::Directed,
            Some(Some(false)) => Direction::Undirected,
            _ => default,
        };
        let id = tag.get("id").map(str::to_owned);
        let edge = self.builder.edge(Edge { id, ..Edge::new(from, to, direction) }, tag.spot)?;
        let known = ["id", "source", "target", "directed"];
        self.more_attributes(tag, Owner::Edge(edge), &known)?;
        loop {
            match self.next()? {
                Event::Open(inner) => match inner.name.as_str() {
                    "data" => self.data(&inner, Owner::Edge(edge), "edge")?,
                    "desc" => self.description(Owner::Edge(edge), inner.spot)?,
                    _ => self.skip("an element of an edge was left out", &inner)?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    /// Attributes of a tag that the format does not know are kept as attributes of the thing.
    fn more_attributes(
        &mut self,
        tag: &Tag,
        owner: Owner,
        known: &[&str],
    ) -> Result<(), NetworkError> {
        tag.others(known).try_for_each(|(name, value)| {
            let name = self.builder.name(name, tag.spot)?;
            self.builder.set(owner, &name, Value::Text(value.to_owned()), tag.spot)
        })
    }

    fn description(&mut self, owner: Owner, spot: Spot) -> Result<(), NetworkError> {
        let text = self.xml.text(self.builder)?;
        let name = self.builder.name("description", spot)?;
        self.builder.set(owner, &name, Value::Text(text), spot)
    }

    fn data(&mut self, tag: &Tag, owner: Owner, domain: &str) -> Result<(), NetworkError> {
        let id = tag.need("key", self.builder)?.to_owned();
        let Some(text) = self.data_text(owner)? else { return Ok(()) };
        let (name, kind) = match self.keys.get(&id) {
            Some(key) => (Arc::clone(&key.name), key.kind.clone()),
            None => {
                let what = "an attribute is not declared: its values are read as they look";
                self.builder.notice(what, &id, tag.spot);
                (self.builder.name(&id, tag.spot)?, String::new())
            }
        };
        if self.keys.get(&id).is_some_and(|key| !key.is_for(domain)) {
            let what = "an attribute is declared for something else than it is used for";
            self.builder.notice(what, &id, tag.spot);
        }
        if owner == Owner::Graph && &*name == "name" {
            self.builder.network.name.get_or_insert(text);
            return Ok(());
        }
        match self.value(&kind, text, tag.spot) {
            Some(value) => self.builder.set(owner, &name, value, tag.spot),
            None => Ok(()),
        }
    }

    /// The text of a `<data>`; `None` where it holds a drawing of yEd instead.
    fn data_text(&mut self, owner: Owner) -> Result<Option<String>, NetworkError> {
        let (mut text, mut is_drawing, mut inside) = (String::new(), false, 1);
        while inside > 0 {
            match self.next()? {
                Event::Text(piece) if inside == 1 => {
                    text.push_str(&piece);
                    self.builder.fits(&text, self.xml.spot())?;
                }
                Event::Open(tag) => {
                    is_drawing = true;
                    if self.drawing(&tag, owner)? {
                        inside += 1;
                    }
                }
                Event::Close => inside -= 1,
                Event::End => break,
                Event::Text(_) => {}
            }
        }
        Ok((!is_drawing || !text.trim().is_empty()).then_some(text))
    }

    /// What yEd says in a drawing; whether the element is still open.
    fn drawing(&mut self, tag: &Tag, owner: Owner) -> Result<bool, NetworkError> {
        let number = |name: &str| tag.get(name).and_then(parse_number);
        match (tag.name.as_str(), owner) {
            ("NodeLabel" | "EdgeLabel", _) => {
                let text = self.xml.text(self.builder)?.trim().to_owned();
                let label = match owner {
                    Owner::Node(node) => &mut self.builder.network.node_mut(node).label,
                    Owner::Edge(edge) => &mut self.builder.network.edge_mut(edge).label,
                    Owner::Graph => return Ok(false),
                };
                if label.is_none() && !text.is_empty() {
                    *label = Some(text);
                }
                return Ok(false);
            }
            ("Geometry", Owner::Node(node)) => {
                let look = self.builder.network.node_mut(node).look.get_or_insert_default();
                if let (Some(x), Some(y)) = (number("x"), number("y")) {
                    look.position = Some(Position { x, y, z: None });
                }
                look.size = number("width").or(look.size);
            }
            ("Fill", Owner::Node(node)) => {
                let color = tag.get("color").and_then(Color::parse);
                let look = self.builder.network.node_mut(node).look.get_or_insert_default();
                look.color = color.or(look.color);
            }
            _ => {
                self.builder.notice("details of a drawing were left out", &tag.name, tag.spot);
            }
        }
        Ok(true)
    }

    /// A value of a type; text that is not of its type stays text, and is told.
    fn value(&mut self, kind: &str, text: String, spot: Spot) -> Option<Value> {
        let value = match kind {
            "string" => return Some(Value::Text(text)),
            "" => return Some(guess(text)),
            _ if text.trim().is_empty() => {
                let what = "a value that is no text is empty: it is taken as unknown";
                self.builder.notice(what, kind, spot);
                return None;
            }
            "boolean" => parse_truth(&text).map(Value::Truth),
            "int" | "long" => parse_integer(&text).map(Value::Integer),
            _ => parse_number(&text).map(Value::Number),
        };
        value.or_else(|| {
            let what = "a value is not of the type that is declared: it stays text";
            self.builder.notice(what, &text, spot);
            Some(Value::Text(text))
        })
    }

    fn apply_defaults(&mut self) -> Result<(), NetworkError> {
        let order = std::mem::take(&mut self.order);
        for key in order.iter().filter_map(|id| self.keys.get(id)) {
            let Some(default) = &key.default else { continue };
            let network = &self.builder.network;
            let (nodes, edges) = (network.nodes().len() as u32, network.edges().len());
            let nodes = (0..nodes).map(Owner::Node).filter(|_| key.is_for("node"));
            let edges = (0..edges).map(Owner::Edge).filter(|_| key.is_for("edge"));
            let graph = std::iter::once(Owner::Graph).filter(|_| key.is_for("graph"));
            for owner in nodes.chain(edges).chain(graph) {
                if !self.builder.has(owner, &key.name) {
                    self.builder.set(owner, &key.name, default.clone(), Spot::File)?;
                }
            }
        }
        Ok(())
    }
}

/// A value whose type nobody declares. Numbers are numbers only if they are written as such.
fn guess(text: String) -> Value {
    if let Some(number) = parse_integer(&text).filter(|number| number.to_string() == text) {
        return Value::Integer(number);
    }
    match parse_number(&text) {
        Some(number) if number.is_finite() && text.contains('.') => Value::Number(number),
        _ => Value::Text(text),
    }
}
