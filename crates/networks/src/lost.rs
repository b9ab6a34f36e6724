//! What a network says and a format cannot.

use std::fmt;

use crate::{Direction, Edge, Network, Node, Values};

/// Something that a format could not carry, and how often there was such a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What it was, and what was done instead.
    pub what: String,
    /// How many times.
    pub count: u64,
    /// One of those it was met at: the title of a node, or those of the ends of an edge.
    pub example: Option<String>,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.count)?;
        match &self.example {
            Some(example) => write!(f, ", such as `{example}`"),
            None => Ok(()),
        }
    }
}

/// Collects what is lost.
#[derive(Debug, Default)]
pub(crate) struct Losses(Vec<Lost>);

impl Losses {
    pub(crate) fn add(&mut self, what: &str, count: usize) {
        self.add_with(what, count, || None);
    }

    /// The same, with one of those it was met at.
    pub(crate) fn add_with(
        &mut self,
        what: &str,
        count: usize,
        example: impl FnOnce() -> Option<String>,
    ) {
        if count == 0 {
            return;
        }
        match self.0.iter_mut().find(|lost| lost.what == what) {
            Some(lost) => lost.count += count as u64,
            None => {
                let example = example();
                self.0.push(Lost { what: what.to_owned(), count: count as u64, example });
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<Lost> {
        self.0
    }
}

/// What a format can carry. What is missing here is lost, and told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carries {
    /// The name of the whole network.
    pub name: bool,
    /// Attributes of the whole network.
    pub graph_values: bool,
    /// Labels of nodes beside their ids.
    pub node_labels: bool,
    /// Attributes of nodes.
    pub node_values: bool,
    /// Ids of edges.
    pub edge_ids: bool,
    /// Labels of edges.
    pub edge_labels: bool,
    /// Relations that edges belong to.
    pub kinds: bool,
    /// Attributes of edges.
    pub edge_values: bool,
    /// Edges that go both ways.
    pub mutual: bool,
    /// The two sides of a network of two modes.
    pub modes: bool,
    /// Nodes inside of nodes.
    pub parents: bool,
    /// When things hold.
    pub spells: bool,
    /// Colours.
    pub colors: bool,
    /// Where nodes stand.
    pub positions: bool,
    /// How large nodes and how thick edges are.
    pub sizes: bool,
    /// Shapes of nodes and strokes of edges.
    pub shapes: bool,
}

impl Carries {
    pub(crate) const ALL: Self = Self {
        name: true,
        graph_values: true,
        node_labels: true,
        node_values: true,
        edge_ids: true,
        edge_labels: true,
        kinds: true,
        edge_values: true,
        mutual: true,
        modes: true,
        parents: true,
        spells: true,
        colors: true,
        positions: true,
        sizes: true,
        shapes: true,
    };

    pub(crate) const NOTHING: Self = Self {
        name: false,
        graph_values: false,
        node_labels: false,
        node_values: false,
        edge_ids: false,
        edge_labels: false,
        kinds: false,
        edge_values: false,
        mutual: false,
        modes: false,
        parents: false,
        spells: false,
        colors: false,
        positions: false,
        sizes: false,
        shapes: false,
    };

    /// What of a network is lost in a format that carries only this.
    pub(crate) fn losses(&self, network: &Network) -> Losses {
        let mut losses = Losses::default();
        if !self.name {
            losses.add("the network's name", usize::from(network.name.is_some()));
        }
        if !self.graph_values {
            losses.add("attributes of the whole network", network.values.len());
        }
        self.node_losses(network.nodes(), &mut losses);
        self.edge_losses(network, &mut losses);
        losses
    }

    fn node_losses(&self, nodes: &[Node], losses: &mut Losses) {
        let look =
            |node: &Node, has: fn(&crate::Look) -> bool| node.look.as_deref().is_some_and(has);
        type Test<'a> = &'a dyn Fn(&Node) -> bool;
        let tests: [(bool, &str, Test<'_>); 8] = [
            (self.node_labels, "labels of nodes", &|node| node.label.is_some()),
            (self.modes, "the sides of nodes", &|node| node.mode.is_some()),
            (self.parents, "which node a node stands inside of", &|node| node.parent().is_some()),
            (self.spells, "when nodes are there", &|node| !node.spells.is_empty()),
            (self.colors, "colours of nodes", &|node| look(node, |look| look.color.is_some())),
            (self.positions, "where nodes stand", &|node| {
                look(node, |look| look.position.is_some())
            }),
            (self.sizes, "sizes of nodes", &|node| look(node, |look| look.size.is_some())),
            (self.shapes, "shapes of nodes", &|node| look(node, |look| look.shape.is_some())),
        ];
        for (carried, what, test) in tests {
            if !carried {
                let mut met = nodes.iter().filter(|node| test(node)).peekable();
                let first = met.peek().map(|node| node.title().to_owned());
                losses.add_with(what, met.count(), || first);
            }
        }
        if !self.node_values {
            losses.add_with(
                "values of nodes' attributes",
                nodes.iter().map(|node| node.values.len()).sum(),
                || nodes.iter().find_map(|node| example(node.title(), &node.values)),
            );
        }
    }

    fn edge_losses(&self, network: &Network, losses: &mut Losses) {
        let edges = network.edges();
        let look =
            |edge: &Edge, has: fn(&crate::Look) -> bool| edge.look.as_deref().is_some_and(has);
        type Test<'a> = &'a dyn Fn(&Edge) -> bool;
        let tests: [(bool, &str, Test<'_>); 8] = [
            (self.edge_ids, "ids of edges", &|edge| edge.id.is_some()),
            (self.edge_labels, "labels of edges", &|edge| edge.label.is_some()),
            (self.kinds, "the relations of edges", &|edge| edge.kind.is_some()),
            (self.mutual, "that edges go both ways (written as undirected)", &|edge| {
                edge.direction == Direction::Mutual
            }),
            (self.spells, "when edges are there", &|edge| !edge.spells.is_empty()),
            (self.colors, "colours of edges", &|edge| look(edge, |look| look.color.is_some())),
            (self.sizes, "how thick edges are", &|edge| look(edge, |look| look.size.is_some())),
            (self.shapes, "strokes of edges", &|edge| look(edge, |look| look.shape.is_some())),
        ];
        for (carried, what, test) in tests {
            if !carried {
                let mut met = edges.iter().filter(|edge| test(edge)).peekable();
                let first = met.peek().map(|edge| ends(network, edge));
                losses.add_with(what, met.count(), || first);
            }
        }
        // No format says where an edge stands.
        let placed = |edge: &&Edge| look(edge, |look| look.position.is_some());
        losses.add("where edges stand", edges.iter().filter(placed).count());
        if !self.edge_values {
            losses.add_with(
                "values of edges' attributes",
                edges.iter().map(|edge| edge.values.len()).sum(),
                || edges.iter().find_map(|edge| example(&ends(network, edge), &edge.values)),
            );
        }
    }
}

/// The titles of the ends of an edge.
fn ends(network: &Network, edge: &Edge) -> String {
    let title = |place: u32| network.nodes()[place as usize].title();
    format!("{} – {}", title(edge.from), title(edge.to))
}

/// The first attribute of something, with its value.
fn example(of: &str, values: &Values) -> Option<String> {
    values.iter().next().map(|(name, value)| format!("{of}: {name} {value}"))
}
