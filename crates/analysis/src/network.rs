//! One network out of a map: which things are its nodes, and what joins them.

use waymark_measures::{Graph, Incidence, MOST_WEDGES, Watch, projection};
use waymark_model::{EntityKind, TieKind};

use crate::coordination::{CoordinationConfig, links_between_initiatives};
use crate::known::Known;
use crate::{AnalysisError, Frame};

/// Which network of a map is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NetworkKind {
    /// Initiatives, joined by the ties between them that count as coordination.
    #[default]
    Initiatives,
    /// Organizations, joined by the ties between them other than funding and being a part.
    Organizations,
    /// Funders, joined by what both support.
    Funders,
    /// Recipients, joined by who supports both.
    Recipients,
    /// Everything but goals, joined by all ties. To share a goal is no acquaintance.
    All,
}

impl NetworkKind {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Initiatives, Self::Organizations, Self::Funders, Self::Recipients, Self::All];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives",
            Self::Organizations => "organizations",
            Self::Funders => "funders",
            Self::Recipients => "recipients",
            Self::All => "all",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether things are joined by what they share rather than by ties.
    pub fn is_projection(self) -> bool {
        matches!(self, Self::Funders | Self::Recipients)
    }
}

/// What a network was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NetworkAbout {
    /// Which network it is.
    pub kind: NetworkKind,
    /// How many nodes it has.
    pub nodes: usize,
    /// How many pairs of nodes are joined.
    pub edges: usize,
    /// How many ties it was made of.
    pub ties: usize,
    /// Of the initiatives, or of the organizations, for how many anything is known that could join
    /// them to others. For the others nothing is known: that they are joined to nobody is not.
    pub known: Known,
    /// How many shared recipients or funders were left out because too many have them in common.
    /// 0 unless there are more than 20 000 000 pairs to go over.
    pub left_out: usize,
}

/// A network.
pub(crate) struct Network {
    pub(crate) about: NetworkAbout,
    /// The numbers of the nodes in the frame, ascending.
    pub(crate) nodes: Vec<u32>,
    /// What joins them. Between things joined by ties every edge weighs 1: how many records say
    /// that two are tied says little about how closely. Between things joined by what they share
    /// it weighs as [`projection`] has it.
    pub(crate) graph: Graph,
    /// For each node how many ties it has, or how much it shares with all others.
    pub(crate) strength: Vec<f64>,
}

impl Network {
    pub(crate) fn of(
        frame: &Frame,
        kind: NetworkKind,
        watch: &dyn Watch,
    ) -> Result<Self, AnalysisError> {
        use EntityKind::{Goal, Initiative, Organization};
        match kind {
            NetworkKind::Initiatives => {
                let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
                let ends = links
                    .iter()
                    .flat_map(|link| std::iter::repeat_n((link.a, link.b), link.ties.len()));
                let is_node = |node| frame.is(node, Initiative);
                Ok(Self::of_ties(frame, kind, is_node, ends.collect()))
            }
            NetworkKind::Organizations => {
                let counts = |kind| !matches!(kind, TieKind::Funds | TieKind::PartOf);
                let is_node = |node| frame.is(node, Organization);
                let ends = ties_between(frame, is_node, counts);
                Ok(Self::of_ties(frame, kind, is_node, ends))
            }
            NetworkKind::All => {
                let is_node = |node| !frame.is(node, Goal);
                let ends = ties_between(frame, is_node, |_| true);
                Ok(Self::of_ties(frame, kind, is_node, ends))
            }
            NetworkKind::Funders | NetworkKind::Recipients => Self::projected(frame, kind, watch),
        }
    }

    /// Nodes joined by ties, given by their ends.
    fn of_ties(
        frame: &Frame,
        kind: NetworkKind,
        is_node: impl Fn(u32) -> bool,
        ends: Vec<(u32, u32)>,
    ) -> Self {
        let nodes: Vec<u32> = (0..frame.len() as u32).filter(|node| is_node(*node)).collect();
        let place = places(frame.len(), &nodes);
        let edges: Vec<(u32, u32)> =
            ends.iter().map(|(a, b)| (place[*a as usize], place[*b as usize])).collect();
        let mut strength = vec![0.0; nodes.len()];
        for (a, b) in edges.iter().filter(|(a, b)| a != b) {
            strength[*a as usize] += 1.0;
            strength[*b as usize] += 1.0;
        }
        let graph = Graph::unweighted(nodes.len(), &edges);
        let about = NetworkAbout {
            kind,
            nodes: nodes.len(),
            edges: graph.edge_count(),
            ties: edges.iter().filter(|(a, b)| a != b).count(),
            known: Known::count(0..nodes.len() as u32, |node| graph.degree(*node) > 0),
            left_out: 0,
        };
        Self { about, nodes, graph, strength }
    }

    /// Funders by what they support, or recipients by who supports them.
    fn projected(
        frame: &Frame,
        kind: NetworkKind,
        watch: &dyn Watch,
    ) -> Result<Self, AnalysisError> {
        let support =
            if kind == NetworkKind::Funders { &frame.supports } else { &frame.supported_by };
        let has = |node: &u32| !support.row(*node).is_empty();
        let nodes: Vec<u32> = (0..frame.len() as u32).filter(has).collect();
        let entries: Vec<(u32, u32)> = (0..)
            .zip(&nodes)
            .flat_map(|(row, node)| support.row(*node).iter().map(move |s| (row, s.other)))
            .collect();
        let matrix = Incidence::of(nodes.len(), frame.len(), &entries);
        let projected = projection(&matrix, MOST_WEDGES, watch)?;
        let graph = projected.graph;
        let weights = |row: u32| graph.neighbors.row(row).iter().map(|neighbor| neighbor.weight);
        let could_be = match kind {
            NetworkKind::Funders => EntityKind::Organization,
            _ => EntityKind::Initiative,
        };
        let about = NetworkAbout {
            kind,
            nodes: nodes.len(),
            edges: graph.edge_count(),
            ties: entries.len(),
            known: Known::count(frame.nodes_of(could_be), has),
            left_out: projected.left_out.len(),
        };
        let strength = (0..nodes.len() as u32)
            .map(|row| weights(row).fold(0.0, |sum, weight| sum + weight))
            .collect();
        Ok(Self { about, nodes, graph, strength })
    }
}

/// The ends of the ties of some kinds between some things.
fn ties_between(
    frame: &Frame,
    is_node: impl Fn(u32) -> bool,
    counts: impl Fn(TieKind) -> bool,
) -> Vec<(u32, u32)> {
    let ties = frame.ties.iter().filter(|tie| counts(tie.kind));
    let between = ties.filter(|tie| is_node(tie.from) && is_node(tie.to));
    between.map(|tie| (tie.from, tie.to)).collect()
}

/// For each number of a frame its place among some.
pub(crate) fn places(len: usize, nodes: &[u32]) -> Vec<u32> {
    let mut places = vec![u32::MAX; len];
    for (place, node) in nodes.iter().enumerate() {
        places[*node as usize] = place as u32;
    }
    places
}
