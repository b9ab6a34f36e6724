//! How the ties between initiatives hang together: who stands between others, and what would fall
//! apart without whom.

use waymark_measures::{
    Graph, ShortestPaths, Watch, affordable_sources, articulation_points, bridges, components,
    edge_density, parts_without, shortest_paths, structural_holes,
};
use waymark_model::{EntityId, TieId};

use super::{CoordinationConfig, Link, links_between_initiatives};
use crate::known::Share;
use crate::lots::check_seed;
use crate::network::{Network, places};
use crate::{About, AnalysisError, Centralization, Frame, NetworkAbout, NetworkKind, PathSources};

/// How much to tell of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructureConfig {
    /// At most so many brokers.
    pub brokers: usize,
    /// At most so many bridges, and so many articulation points.
    pub cuts: usize,
    /// Of each part, at most so many are named.
    pub named: usize,
    /// What lots are drawn from, where not every initiative can be the source of paths.
    pub seed: u64,
}

impl Default for StructureConfig {
    fn default() -> Self {
        Self { brokers: 10, cuts: 100, named: 5, seed: 1 }
    }
}

/// Some initiatives that hang together without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many they are.
    pub size: usize,
    /// The first of them.
    pub named: Vec<EntityId>,
}

/// An initiative that stands between others.
#[derive(Debug, Clone, PartialEq)]
pub struct Broker {
    /// Which.
    pub initiative: EntityId,
    /// Of the pairs of others, the share whose shortest ways lead over it.
    pub betweenness: f64,
    /// To how many others it is tied.
    pub degree: usize,
    /// How much those are tied to one another.
    pub constraint: Option<f64>,
    /// How many of them do not lead to one another.
    pub effective_size: Option<f64>,
    /// Its neighbours, together where ties among the neighbours themselves hold them together: it
    /// joins these groups, and no known tie joins them directly.
    pub joins: Vec<Part>,
}

/// Two initiatives whose tie alone holds their group together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// The one whose id comes first.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// The ties between them.
    pub ties: Vec<TieId>,
    /// What would be left on the side of `a`.
    pub side_a: Part,
    /// What would be left on the side of `b`.
    pub side_b: Part,
    /// Whether they are of one whole.
    pub kin: bool,
}

/// An initiative without which its group would fall apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticulationPoint {
    /// Which.
    pub initiative: EntityId,
    /// Into what the group would fall, the largest part first.
    pub parts: Vec<Part>,
}

/// How the ties between initiatives hang together.
#[derive(Debug, Clone, PartialEq)]
pub struct CoordinationStructure {
    /// What it is about.
    pub about: About,
    /// How much is told.
    pub config: StructureConfig,
    /// The network of initiatives.
    pub network: NetworkAbout,
    /// Pairs that are tied, of all pairs; none where there is no pair.
    pub density: Option<f64>,
    /// Pairs of strangers that are tied, of all pairs of strangers. Parts of one whole are none.
    pub strangers: Share,
    /// How much the network turns about its most central initiative.
    pub centralization: Centralization,
    /// From where paths were searched.
    pub paths: PathSources,
    /// Those that stand between the most pairs of others.
    pub brokers: Vec<Broker>,
    /// How many stand between any pair.
    pub total_brokers: usize,
    /// Ties that alone hold a group together.
    pub bridges: Vec<Bridge>,
    /// How many there are.
    pub total_bridges: usize,
    /// Initiatives without which a group would fall apart.
    pub articulation_points: Vec<ArticulationPoint>,
    /// How many there are.
    pub total_articulation_points: usize,
}

/// Looks at how the ties between initiatives hang together: the kinds of tie are those of
/// [`CoordinationConfig::KINDS`]. All of it is about known ties: one that nobody reported may join
/// what seems apart.
///
/// # Errors
/// When the seed is too large, or nobody wants the rest.
pub fn coordination_structure(
    frame: &Frame,
    config: &StructureConfig,
    watch: &dyn Watch,
) -> Result<CoordinationStructure, AnalysisError> {
    check_seed(config.seed)?;
    let network = Network::of(frame, NetworkKind::Initiatives, watch)?;
    let graph = &network.graph;
    let paths = shortest_paths(graph, affordable_sources(graph), config.seed, watch)?;
    let look = Look { frame, config, network: &network };
    let (brokers, total_brokers) = look.brokers(&paths, watch)?;
    let (bridges, points) = (bridges(graph), articulation_points(graph));
    Ok(CoordinationStructure {
        about: frame.about.clone(),
        config: *config,
        network: network.about,
        density: edge_density(graph),
        strangers: strangers(frame, &network),
        centralization: Centralization::of(&network, &paths),
        paths: PathSources::of(&network, &paths),
        brokers,
        total_brokers,
        bridges: look.bridges(&bridges[..bridges.len().min(config.cuts)]),
        total_bridges: bridges.len(),
        articulation_points: points
            .iter()
            .take(config.cuts)
            .map(|point| look.articulation_point(*point))
            .collect(),
        total_articulation_points: points.len(),
    })
}

/// Pairs of initiatives of different wholes, and how many of them are tied.
fn strangers(frame: &Frame, network: &Network) -> Share {
    let whole = |place: &u32| frame.umbrella[network.nodes[*place as usize] as usize];
    let mut wholes: Vec<u32> = (0..network.nodes.len() as u32).map(|place| whole(&place)).collect();
    wholes.sort_unstable();
    let pairs = |count: usize| count * count.saturating_sub(1) / 2;
    let kin: usize = wholes.chunk_by(|a, b| a == b).map(|kin| pairs(kin.len())).sum();
    let tied = network.graph.edges().filter(|(a, b, _)| whole(a) != whole(b));
    Share { count: tied.count(), of: pairs(wholes.len()) - kin }
}

struct Look<'a> {
    frame: &'a Frame,
    config: &'a StructureConfig,
    network: &'a Network,
}

impl Look<'_> {
    fn id(&self, place: u32) -> EntityId {
        self.frame.id(self.network.nodes[place as usize])
    }

    fn part(&self, places: &[u32]) -> Part {
        let named = places.iter().take(self.config.named).map(|place| self.id(*place));
        Part { size: places.len(), named: named.collect() }
    }

    fn brokers(
        &self,
        paths: &ShortestPaths,
        watch: &dyn Watch,
    ) -> Result<(Vec<Broker>, usize), AnalysisError> {
        let graph = &self.network.graph;
        let holes = structural_holes(graph, watch)?;
        let between = |place: &u32| paths.betweenness[*place as usize];
        let mut places: Vec<u32> =
            (0..graph.nodes() as u32).filter(|place| between(place) > 0.0).collect();
        let total = places.len();
        places.sort_by(|a, b| between(b).total_cmp(&between(a)));
        places.truncate(self.config.brokers);
        let broker = |place: &u32| Broker {
            initiative: self.id(*place),
            betweenness: between(place),
            degree: graph.degree(*place),
            constraint: holes[*place as usize].map(|hole| hole.constraint),
            effective_size: holes[*place as usize].map(|hole| hole.effective_size),
            joins: neighbors_apart(graph, *place).iter().map(|group| self.part(group)).collect(),
        };
        Ok((places.iter().map(broker).collect(), total))
    }

    fn bridges(&self, bridges: &[(u32, u32)]) -> Vec<Bridge> {
        let links = links_between_initiatives(self.frame, &CoordinationConfig::KINDS);
        let nodes = &self.network.nodes;
        let bridge = |(a, b): &(u32, u32)| {
            let ends = (nodes[*a as usize], nodes[*b as usize]);
            let link = links.binary_search_by_key(&ends, |link: &Link| (link.a, link.b));
            let ties = link.map_or(&[][..], |place| &links[place].ties);
            Bridge {
                a: self.id(*a),
                b: self.id(*b),
                ties: ties.iter().map(|tie| self.frame.ties[*tie as usize].id.clone()).collect(),
                side_a: self.side(*a, *b),
                side_b: self.side(*b, *a),
                kin: self.frame.are_kin(ends.0, ends.1),
            }
        };
        bridges.iter().map(bridge).collect()
    }

    /// What is left on one side of a bridge: all but the part beyond, with its end first.
    fn side(&self, end: u32, beyond: u32) -> Part {
        let parts = parts_without(&self.network.graph, end);
        let own = parts.into_iter().filter(|part| !part.contains(&beyond));
        let side: Vec<u32> = std::iter::once(end).chain(own.flatten()).collect();
        self.part(&side)
    }

    fn articulation_point(&self, place: u32) -> ArticulationPoint {
        let parts = parts_without(&self.network.graph, place);
        ArticulationPoint {
            initiative: self.id(place),
            parts: parts.iter().map(|part| self.part(part)).collect(),
        }
    }
}

/// The neighbours of a node in groups that hang together by ties among themselves, the largest
/// first.
fn neighbors_apart(graph: &Graph, node: u32) -> Vec<Vec<u32>> {
    let around: Vec<u32> = graph.neighbors.row(node).iter().map(|neighbor| neighbor.to).collect();
    let place = places(graph.nodes(), &around);
    let ties = around.iter().flat_map(|a| {
        let others = graph.neighbors.row(*a).iter().map(|neighbor| place[neighbor.to as usize]);
        others.filter(|b| *b != u32::MAX).map(|b| (place[*a as usize], b))
    });
    let among = Graph::unweighted(around.len(), &ties.collect::<Vec<_>>());
    let name = |group: Vec<u32>| group.iter().map(|place| around[*place as usize]).collect();
    components(&among).into_iter().map(name).collect()
}
