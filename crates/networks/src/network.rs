//! What a network is, whatever file it came from.

use std::collections::HashMap;
use std::sync::Arc;

use crate::{Look, Spell, Values};

/// How deep nodes may stand inside nodes.
const DEEPEST: usize = 100;

/// Nodes and the edges between them. Parallel edges and edges from a node to itself are kept.
///
/// Nodes and edges are named by their place in [`nodes`](Self::nodes) and
/// [`edges`](Self::edges), from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// The name of the whole.
    pub name: Option<String>,
    /// What else is said of the whole.
    pub values: Values,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    places: HashMap<Arc<str>, u32>,
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    id: Arc<str>,
    parent: Option<u32>,
    /// What it is shown as, where that is not its id.
    pub label: Option<String>,
    /// Its side, in a network of two modes.
    pub mode: Option<Mode>,
    /// When it is there; empty where nothing is said.
    pub spells: Vec<Spell>,
    /// How it is drawn, where something is said.
    pub look: Option<Box<Look>>,
    /// What else is said of it.
    pub values: Values,
}

impl Node {
    /// A node of which nothing is known but its id.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self {
            id: id.into(),
            parent: None,
            label: None,
            mode: None,
            spells: Vec::new(),
            look: None,
            values: Values::default(),
        }
    }

    /// The id, unique in its network.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The node that it stands inside of.
    pub fn parent(&self) -> Option<u32> {
        self.parent
    }

    /// Takes what is empty as nothing.
    pub(crate) fn tidy(&mut self) {
        let id = &self.id;
        self.label = self.label.take().filter(|label| !label.is_empty() && **label != **id);
        self.look = self.look.take().filter(|look| **look != Look::default());
    }

    /// What to show: the label, or the id where there is none.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.id)
    }
}

/// The side of a node in a network of two modes, where edges join nodes of different sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Rows, such as actors.
    First,
    /// Columns, such as events.
    Second,
}

/// Which way an edge goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From one end to the other.
    Directed,
    /// Neither way.
    Undirected,
    /// Both ways.
    Mutual,
}

/// An edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The node it comes from.
    pub from: u32,
    /// The node it goes to.
    pub to: u32,
    /// Which way it goes.
    pub direction: Direction,
    /// The id, where it has one. It need not be unique.
    pub id: Option<String>,
    /// What it is shown as.
    pub label: Option<String>,
    /// The relation that it belongs to, in a network of several.
    pub kind: Option<String>,
    /// How strong it is, where that is said.
    pub weight: Option<f64>,
    /// When it is there; empty where nothing is said.
    pub spells: Vec<Spell>,
    /// How it is drawn, where something is said.
    pub look: Option<Box<Look>>,
    /// What else is said of it.
    pub values: Values,
}

impl Edge {
    /// An edge of which nothing is known but its ends.
    pub fn new(from: u32, to: u32, direction: Direction) -> Self {
        Self {
            from,
            to,
            direction,
            id: None,
            label: None,
            kind: None,
            weight: None,
            spells: Vec::new(),
            look: None,
            values: Values::default(),
        }
    }
}

impl Edge {
    /// Takes what is empty as nothing.
    pub(crate) fn tidy(&mut self) {
        for text in [&mut self.id, &mut self.label, &mut self.kind] {
            *text = text.take().filter(|text| !text.is_empty());
        }
        self.look = self.look.take().filter(|look| **look != Look::default());
    }
}

/// Why something cannot be part of a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is a node with this id.
    #[error("there is a node `{id}` already")]
    NodeTwice {
        /// The id.
        id: String,
    },
    /// The id is empty.
    #[error("a node needs an id that is not empty")]
    NoId,
    /// There is no node at this place.
    #[error("there is no node at place `{place}`: the network has {nodes}")]
    NoSuchNode {
        /// The place.
        place: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// The node would stand inside itself, or too deep.
    #[error("the node `{id}` would stand inside itself, or more than {DEEPEST} deep")]
    TooDeep {
        /// The node.
        id: String,
    },
    /// More nodes than can be numbered.
    #[error("a network has at most {} nodes", u32::MAX)]
    TooMany,
}

impl Network {
    /// A network without nodes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node and gives its place. A label that is empty or the id is taken as none.
    ///
    /// # Errors
    /// When its id is empty, or there is a node with that id.
    pub fn add_node(&mut self, mut node: Node) -> Result<u32, BuildError> {
        if node.id.is_empty() {
            return Err(BuildError::NoId);
        }
        if self.places.contains_key(&node.id) {
            return Err(BuildError::NodeTwice { id: node.id.to_string() });
        }
        let place = u32::try_from(self.nodes.len()).map_err(|_| BuildError::TooMany)?;
        node.parent = None;
        node.tidy();
        self.places.insert(Arc::clone(&node.id), place);
        self.nodes.push(node);
        Ok(place)
    }

    /// Adds an edge and gives its place. An empty id, label or kind is taken as none.
    ///
    /// # Errors
    /// When one of its ends is no node.
    pub fn add_edge(&mut self, mut edge: Edge) -> Result<usize, BuildError> {
        self.known(edge.from)?;
        self.known(edge.to)?;
        edge.tidy();
        self.edges.push(edge);
        Ok(self.edges.len() - 1)
    }

    /// Puts a node inside of another.
    ///
    /// # Errors
    /// When one of them is no node, or the node would stand inside itself or too deep.
    pub fn set_parent(&mut self, child: u32, parent: u32) -> Result<(), BuildError> {
        self.known(child)?;
        self.known(parent)?;
        let mut above = Some(parent);
        for _ in 0..DEEPEST {
            match above {
                Some(node) if node == child => break,
                Some(node) => above = self.nodes[node as usize].parent,
                None => break,
            }
        }
        if above.is_some() {
            return Err(BuildError::TooDeep { id: self.nodes[child as usize].id.to_string() });
        }
        self.nodes[child as usize].parent = Some(parent);
        Ok(())
    }

    fn known(&self, place: u32) -> Result<(), BuildError> {
        let nodes = self.nodes.len();
        if (place as usize) < nodes { Ok(()) } else { Err(BuildError::NoSuchNode { place, nodes }) }
    }

    /// The nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The place of the node with an id.
    pub fn place(&self, id: &str) -> Option<u32> {
        self.places.get(id).copied()
    }

    /// The node with an id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        Some(&self.nodes[self.place(id)? as usize])
    }

    /// The way that all edges go; `None` where they differ or there are none.
    pub fn direction(&self) -> Option<Direction> {
        let first = self.edges.first()?.direction;
        self.edges.iter().all(|edge| edge.direction == first).then_some(first)
    }

    /// Whether every node has a side, both sides have nodes, and no edge stays on its side.
    pub fn is_two_mode(&self) -> bool {
        let sides = |mode| self.nodes.iter().any(|node| node.mode == Some(mode));
        let side = |place: u32| self.nodes[place as usize].mode;
        self.nodes.iter().all(|node| node.mode.is_some())
            && sides(Mode::First)
            && sides(Mode::Second)
            && self.edges.iter().all(|edge| side(edge.from) != side(edge.to))
    }

    /// Whether any edge has a direction.
    pub(crate) fn has_direction(&self) -> bool {
        self.edges.iter().any(|edge| edge.direction == Direction::Directed)
    }

    /// Whether two edges join the same nodes, for programs that have one direction for all.
    pub(crate) fn has_parallel_edges(&self) -> bool {
        let directed = self.has_direction();
        let mut seen = std::collections::HashSet::new();
        !self.edges.iter().all(|edge| {
            let (from, to) = (edge.from, edge.to);
            seen.insert(if directed { (from, to) } else { (from.min(to), from.max(to)) })
        })
    }

    pub(crate) fn node_mut(&mut self, place: u32) -> &mut Node {
        &mut self.nodes[place as usize]
    }

    pub(crate) fn edge_mut(&mut self, place: usize) -> &mut Edge {
        &mut self.edges[place]
    }

    pub(crate) fn keep_edges(&mut self, test: impl Fn(&Edge) -> bool) {
        self.edges.retain(test);
    }

    pub(crate) fn nodes_mut(&mut self) -> &mut [Node] {
        &mut self.nodes
    }

    pub(crate) fn edges_mut(&mut self) -> &mut [Edge] {
        &mut self.edges
    }
}

#[cfg(test)]
mod tests {
    use super::{BuildError, Network, Node};

    #[test]
    fn a_node_never_stands_inside_itself() {
        let mut network = Network::new();
        for id in ["a", "b", "c"] {
            network.add_node(Node::new(id)).unwrap();
        }
        network.set_parent(0, 1).unwrap();
        network.set_parent(1, 2).unwrap();
        let id = "c".to_owned();
        assert_eq!(network.set_parent(2, 0), Err(BuildError::TooDeep { id }));
        assert_eq!(network.nodes()[0].parent(), Some(1));
    }

    #[test]
    fn every_id_is_there_once() {
        let mut network = Network::new();
        network.add_node(Node::new("a")).unwrap();
        assert!(network.add_node(Node::new("a")).is_err());
        assert_eq!(network.place("a"), Some(0));
    }
}
