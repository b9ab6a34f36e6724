//! Puts a network together from what a reader meets, in whatever order it comes.

use std::collections::HashSet;
use std::sync::Arc;

use crate::error::shown;
use crate::notice::Notices;
use crate::place::Spot;
use crate::{Edge, Limits, Network, NetworkError, NetworkFormat, Node, Notice, Value};

/// What a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Graph,
    Node(u32),
    Edge(usize),
}

/// A network that is being read.
pub(crate) struct Builder<'a> {
    pub(crate) format: NetworkFormat,
    pub(crate) text: &'a str,
    pub(crate) limits: &'a Limits,
    pub(crate) network: Network,
    notices: Notices,
    names: HashSet<Arc<str>>,
    values: u64,
    /// For each node whether the file declares it, or an edge only names it.
    declared: Vec<bool>,
    /// Nodes that were not declared when an edge first named them.
    mentioned: Vec<(u32, Spot)>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        format: NetworkFormat,
        text: &'a str,
        limits: &'a Limits,
        notices: Notices,
    ) -> Self {
        Self {
            format,
            text,
            limits,
            network: Network::new(),
            notices,
            names: HashSet::new(),
            values: 0,
            declared: Vec::new(),
            mentioned: Vec::new(),
        }
    }

    /// An error at a place.
    pub(crate) fn malformed(&self, spot: Spot, value: &str, expected: &str) -> NetworkError {
        NetworkError::Malformed {
            format: self.format,
            place: spot.place(self.text),
            value: shown(value),
            expected: expected.to_owned(),
        }
    }

    pub(crate) fn too_large(&self, what: &'static str, spot: Spot, limit: u64) -> NetworkError {
        NetworkError::TooLarge { what, place: spot.place(self.text), limit }
    }

    pub(crate) fn notice(&mut self, what: &'static str, value: &str, spot: Spot) {
        self.notices.add(what, value, spot);
    }

    /// The node that the file declares here. An id that is declared twice is one node.
    pub(crate) fn node(&mut self, id: &str, spot: Spot) -> Result<u32, NetworkError> {
        if let Some(place) = self.network.place(id) {
            if std::mem::replace(&mut self.declared[place as usize], true) {
                self.notice("a node is declared twice: the two are one", id, spot);
            }
            return Ok(place);
        }
        let place = self.make(id, spot)?;
        self.declared[place as usize] = true;
        Ok(place)
    }

    /// The node that an edge names here, declared or not.
    pub(crate) fn end(&mut self, id: &str, spot: Spot) -> Result<u32, NetworkError> {
        if let Some(place) = self.network.place(id) {
            return Ok(place);
        }
        let place = self.make(id, spot)?;
        self.mentioned.push((place, spot));
        Ok(place)
    }

    /// The node that an edge names here, in a file that declares no nodes at all.
    pub(crate) fn named(&mut self, id: &str, spot: Spot) -> Result<u32, NetworkError> {
        self.network.place(id).map_or_else(|| self.make(id, spot), Ok)
    }

    fn make(&mut self, id: &str, spot: Spot) -> Result<u32, NetworkError> {
        self.fits(id, spot)?;
        if self.network.nodes().len() as u64 >= self.limits.max_nodes {
            return Err(self.too_large("the number of nodes", spot, self.limits.max_nodes));
        }
        let added = self.network.add_node(Node::new(id));
        let place = added.map_err(|error| self.malformed(spot, id, &error.to_string()))?;
        self.declared.push(false);
        Ok(place)
    }

    pub(crate) fn edge(&mut self, edge: Edge, spot: Spot) -> Result<usize, NetworkError> {
        if self.network.edges().len() as u64 >= self.limits.max_edges {
            return Err(self.too_large("the number of edges", spot, self.limits.max_edges));
        }
        let added = self.network.add_edge(edge);
        added.map_err(|error| self.malformed(spot, "an edge", &error.to_string()))
    }

    /// The one shared piece of text for the name of an attribute.
    pub(crate) fn name(&mut self, name: &str, spot: Spot) -> Result<Arc<str>, NetworkError> {
        if let Some(known) = self.names.get(name) {
            return Ok(Arc::clone(known));
        }
        self.fits(name, spot)?;
        if self.names.len() as u64 >= self.limits.max_names {
            let what = "the number of different attributes";
            return Err(self.too_large(what, spot, self.limits.max_names));
        }
        let name: Arc<str> = name.into();
        self.names.insert(Arc::clone(&name));
        Ok(name)
    }

    /// Sets a value, unless it is set. The name comes from [`name`](Self::name).
    pub(crate) fn set(
        &mut self,
        owner: Owner,
        name: &Arc<str>,
        value: Value,
        spot: Spot,
    ) -> Result<(), NetworkError> {
        self.values += weight_of(&value);
        if self.values > self.limits.max_values {
            return Err(self.too_large("the number of values", spot, self.limits.max_values));
        }
        if let Value::Text(text) = &value {
            self.fits(text, spot)?;
        }
        let values = match owner {
            Owner::Graph => &mut self.network.values,
            Owner::Node(node) => &mut self.network.node_mut(node).values,
            Owner::Edge(edge) => &mut self.network.edge_mut(edge).values,
        };
        if let Err(value) = values.set_first(name, value) {
            let what = "an attribute is given twice: only the first value is kept";
            self.notice(what, &format!("{name} = {value}"), spot);
        }
        Ok(())
    }

    /// Keeps a weight that is no number as an attribute.
    pub(crate) fn odd_weight(
        &mut self,
        edge: usize,
        text: &str,
        spot: Spot,
    ) -> Result<(), NetworkError> {
        self.notice("a weight is no number: it is kept as an attribute", text, spot);
        let name = self.name("weight", spot)?;
        self.set(Owner::Edge(edge), &name, Value::Text(text.to_owned()), spot)
    }

    /// Whether something has a value for an attribute.
    pub(crate) fn has(&self, owner: Owner, name: &str) -> bool {
        let values = match owner {
            Owner::Graph => &self.network.values,
            Owner::Node(node) => &self.network.nodes()[node as usize].values,
            Owner::Edge(edge) => &self.network.edges()[edge].values,
        };
        values.get(name).is_some()
    }

    /// Checks that a piece of text is not too long.
    pub(crate) fn fits(&self, text: &str, spot: Spot) -> Result<(), NetworkError> {
        if text.len() as u64 > self.limits.max_text {
            return Err(self.too_large("the length of a value", spot, self.limits.max_text));
        }
        Ok(())
    }

    /// Puts a node inside of another, or says why not.
    pub(crate) fn parent(&mut self, child: u32, parent: u32, spot: Spot) {
        if self.network.set_parent(child, parent).is_err() {
            let id = self.network.nodes()[child as usize].id().to_owned();
            let what = "a node would stand inside itself or too deep: it is left outside";
            self.notice(what, &id, spot);
        }
    }

    pub(crate) fn finish(mut self) -> (Network, Vec<Notice>) {
        for (node, spot) in std::mem::take(&mut self.mentioned) {
            if !self.declared[node as usize] {
                let what = "an edge names a node that is not declared: the node was made";
                let id = self.network.nodes()[node as usize].id().to_owned();
                self.notice(what, &id, spot);
            }
        }
        self.network.name = self.network.name.take().filter(|name| !name.is_empty());
        self.network.nodes_mut().iter_mut().for_each(Node::tidy);
        self.network.edges_mut().iter_mut().for_each(Edge::tidy);
        (self.network, self.notices.finish(self.text))
    }
}

fn weight_of(value: &Value) -> u64 {
    match value {
        Value::List(items) => 1 + items.iter().map(weight_of).sum::<u64>(),
        _ => 1,
    }
}
