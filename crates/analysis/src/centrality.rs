//! Who is in the middle: every measure of a node's place in a network, side by side.

use std::cmp::Ordering;

use waymark_measures::{
    Hole, MOST_HOLE_STEPS, ShortestPaths, Watch, affordable_sources, articulation_points,
    betweenness_centralization, closeness_centralization, components, core_numbers,
    degree_centralization, edge_density, eigenvector_centrality, hole_steps, page_rank,
    shortest_paths, structural_holes,
};
use waymark_model::EntityId;

use crate::communities::communities_of;
use crate::network::Network;
use crate::{About, AnalysisError, CommunitiesConfig, Frame, NetworkAbout, NetworkKind};

/// Which nodes come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CentralitySort {
    /// Those tied to the most others.
    Degree,
    /// Those with the most ties, or that share the most.
    WeightedDegree,
    /// Those that lie between the most pairs of others.
    #[default]
    Betweenness,
    /// Those that are nearest to all others.
    Closeness,
    /// Those tied to others that are tied to many.
    Eigenvector,
    /// Those that one comes by most often, walking along ties.
    PageRank,
    /// Those whose neighbours are the least tied to one another: the least constrained.
    Constraint,
    /// Those with the most neighbours that do not lead to one another.
    EffectiveSize,
    /// Those that are deepest in the thick of it.
    Core,
}

impl CentralitySort {
    /// All nine.
    pub const ALL: [Self; 9] = [
        Self::Degree,
        Self::WeightedDegree,
        Self::Betweenness,
        Self::Closeness,
        Self::Eigenvector,
        Self::PageRank,
        Self::Constraint,
        Self::EffectiveSize,
        Self::Core,
    ];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::WeightedDegree => "weighted_degree",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Eigenvector => "eigenvector",
            Self::PageRank => "page_rank",
            Self::Constraint => "constraint",
            Self::EffectiveSize => "effective_size",
            Self::Core => "core",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }

    /// What comes first is less; what is not known comes last.
    fn compare(self, a: &NodeMeasures, b: &NodeMeasures) -> Ordering {
        let value = |node: &NodeMeasures| match self {
            Self::Degree => Some(node.degree as f64),
            Self::WeightedDegree => Some(node.weighted_degree),
            Self::Betweenness => Some(node.betweenness),
            Self::Closeness => node.closeness,
            Self::Eigenvector => node.eigenvector,
            Self::PageRank => Some(node.page_rank),
            Self::Constraint => node.constraint.map(|constraint| -constraint),
            Self::EffectiveSize => node.effective_size,
            Self::Core => Some(f64::from(node.core)),
        };
        let (x, y) = (value(a), value(b));
        let by_value = match (x, y) {
            (Some(x), Some(y)) => y.total_cmp(&x),
            _ => y.is_some().cmp(&x.is_some()),
        };
        by_value.then_with(|| b.degree.cmp(&a.degree)).then_with(|| a.id.cmp(&b.id))
    }
}

/// What to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CentralityConfig {
    /// Of which network.
    pub network: NetworkKind,
    /// Which nodes come first.
    pub sort: CentralitySort,
    /// At most so many nodes are listed.
    pub limit: usize,
    /// What lots are drawn from: the groups, and the sources of paths where not every node is one.
    pub seed: u64,
}

impl Default for CentralityConfig {
    fn default() -> Self {
        Self {
            network: NetworkKind::default(),
            sort: CentralitySort::default(),
            limit: 1000,
            seed: 1,
        }
    }
}

/// A node's place in a network. All of it is about known ties.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeMeasures {
    /// Who it is.
    pub id: EntityId,
    /// To how many others it is joined.
    pub degree: usize,
    /// How many ties it has, or how much it shares with all others.
    pub weighted_degree: f64,
    /// Of the pairs of others, the share whose shortest ways lead over it.
    pub betweenness: f64,
    /// The standard error of that; none where it is exact.
    pub betweenness_error: Option<f64>,
    /// How near the others are; none where it could not be estimated.
    pub closeness: Option<f64>,
    /// How much it is joined to those that are joined to many; none where there is no answer.
    pub eigenvector: Option<f64>,
    /// How often one comes by it, walking along ties.
    pub page_rank: f64,
    /// How much its neighbours are joined to one another; none for those without neighbours.
    pub constraint: Option<f64>,
    /// How many of its neighbours do not lead to one another; none for those without.
    pub effective_size: Option<f64>,
    /// How deep in the thick of it.
    pub core: u32,
    /// Whether its group would fall apart without it.
    pub articulation_point: bool,
    /// Its group, as [`crate::communities()`] numbers it; none for those in no group.
    pub community: Option<u32>,
}

/// How much a network turns about its most central node: 1 in a star, 0 where all are alike; none
/// below three nodes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Centralization {
    /// By the number of neighbours.
    pub degree: Option<f64>,
    /// By betweenness.
    pub betweenness: Option<f64>,
    /// By closeness; none where some closeness could not be estimated.
    pub closeness: Option<f64>,
}

impl Centralization {
    pub(crate) fn of(network: &Network, paths: &ShortestPaths) -> Self {
        let closeness: Option<Vec<f64>> = paths.closeness.iter().copied().collect();
        Self {
            degree: degree_centralization(&network.graph),
            betweenness: betweenness_centralization(&paths.betweenness),
            closeness: closeness.and_then(|closeness| closeness_centralization(&closeness)),
        }
    }
}

/// How paths were searched for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PathSources {
    /// From how many nodes.
    pub sources: usize,
    /// Of how many.
    pub of: usize,
    /// With a probability of 95 % no betweenness is off by more; none where all are exact.
    pub bound: Option<f64>,
}

impl PathSources {
    pub(crate) fn of(network: &Network, paths: &ShortestPaths) -> Self {
        Self {
            sources: paths.sources,
            of: network.nodes.len(),
            bound: paths.error.as_ref().map(|error| error.bound),
        }
    }
}

/// Everybody's place in a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Centrality {
    /// What it is about.
    pub about: About,
    /// What was measured.
    pub config: CentralityConfig,
    /// In which network.
    pub network: NetworkAbout,
    /// The nodes, the first first.
    pub nodes: Vec<NodeMeasures>,
    /// Whether nodes were left out because of the limit.
    pub cut: bool,
    /// Pairs that are joined, of all pairs; none where there is no pair.
    pub density: Option<f64>,
    /// How many groups hang together, those of one node not among them.
    pub components: usize,
    /// How many nodes are joined to nobody, as far as is known.
    pub isolates: usize,
    /// How much the network turns about its most central node.
    pub centralization: Centralization,
    /// From where paths were searched.
    pub paths: PathSources,
    /// Whether constraint and effective size were left out because the network is too large for
    /// them: more than 20 000 000 000 steps, Σ degree².
    pub holes_left_out: bool,
    /// How many runs the groups took.
    pub runs: u32,
}

/// Measures everybody's place in a network.
///
/// Ways count their steps; whatever else has weights uses them (PageRank, eigenvector, constraint,
/// effective size, groups), and they are 1 between things joined by ties.
///
/// # Errors
/// When the seed is too large, or nobody wants the rest.
///
/// ```
/// use waymark_analysis::{CentralityConfig, Filter, Frame, centrality};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     hub -uses-> a
///     hub -uses-> b
///     hub -uses-> c
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = centrality(&frame, &CentralityConfig::default(), &Unwatched)?;
/// assert_eq!((answer.nodes[0].id.as_str(), answer.nodes[0].betweenness), ("hub", 1.0));
/// assert_eq!(answer.centralization.degree, Some(1.0));
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn centrality(
    frame: &Frame,
    config: &CentralityConfig,
    watch: &dyn Watch,
) -> Result<Centrality, AnalysisError> {
    let network = Network::of(frame, config.network, watch)?;
    let of = CommunitiesConfig {
        network: config.network,
        seed: config.seed,
        ..CommunitiesConfig::default()
    };
    let (groups, runs) = communities_of(&network, &of, watch)?;
    let graph = &network.graph;
    let paths = shortest_paths(graph, affordable_sources(graph), config.seed, watch)?;
    let holes_left_out = hole_steps(graph) > MOST_HOLE_STEPS;
    let holes =
        if holes_left_out { vec![None; graph.nodes()] } else { structural_holes(graph, watch)? };
    let mut nodes = measured(frame, &network, &paths, &holes);
    for (node, group) in nodes.iter_mut().zip(&groups.groups) {
        node.community = Some(*group).filter(|group| (*group as usize) < groups.count);
    }
    nodes.sort_unstable_by(|a, b| config.sort.compare(a, b));
    let whole = components(graph);
    let isolates = whole.iter().filter(|group| group.len() == 1).count();
    nodes.truncate(config.limit);
    Ok(Centrality {
        about: frame.about.clone(),
        config: *config,
        network: network.about,
        cut: nodes.len() < network.nodes.len(),
        nodes,
        density: edge_density(graph),
        components: whole.len() - isolates,
        isolates,
        centralization: Centralization::of(&network, &paths),
        paths: PathSources::of(&network, &paths),
        holes_left_out,
        runs,
    })
}

/// All measures of all nodes but their groups.
fn measured(
    frame: &Frame,
    network: &Network,
    paths: &ShortestPaths,
    holes: &[Option<Hole>],
) -> Vec<NodeMeasures> {
    let graph = &network.graph;
    let (eigenvector, rank) = (eigenvector_centrality(graph), page_rank(graph));
    let (cores, points) = (core_numbers(graph), articulation_points(graph));
    let one = |(place, node): (usize, &u32)| NodeMeasures {
        id: frame.id(*node),
        degree: graph.degree(place as u32),
        weighted_degree: network.strength[place],
        betweenness: paths.betweenness[place],
        betweenness_error: paths.error.as_ref().map(|error| error.standard[place]),
        closeness: paths.closeness[place],
        eigenvector: eigenvector.as_ref().map(|scores| scores[place]),
        page_rank: rank[place],
        constraint: holes[place].map(|hole| hole.constraint),
        effective_size: holes[place].map(|hole| hole.effective_size),
        core: cores[place],
        articulation_point: points.binary_search(&(place as u32)).is_ok(),
        community: None,
    };
    network.nodes.iter().enumerate().map(one).collect()
}
