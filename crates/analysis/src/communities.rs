//! Which things belong together: groups of a network, and how firm they are.

use waymark_measures::{
    Communities as Found, CommunitiesConfig as RunConfig, Graph, Watch, communities as find,
};
use waymark_model::EntityId;

use crate::lots::check_seed;
use crate::network::Network;
use crate::{About, AnalysisError, Frame, Layout, NetworkAbout, NetworkKind};

/// The most runs that may be asked for.
pub const MAXIMUM_RUNS: u32 = 1000;

/// How many runs there are unless a number is asked for.
const USUAL_RUNS: u32 = 20;

/// Over so many edges, all runs together, there are fewer runs than usual; but never less than two.
const USUAL_EDGES: usize = 40_000_000;

/// The same for a drawing, which shows no stability: what it waits for is one good way to group.
const DRAWN_EDGES: usize = 600_000;

/// How to look for groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommunitiesConfig {
    /// Of which network.
    pub network: NetworkKind,
    /// 1 is modularity; more makes smaller groups, less larger ones.
    pub resolution: f64,
    /// What lots are drawn from.
    pub seed: u64,
    /// How many runs, 1 to 1000; without it 20, or fewer where the network is very large.
    pub runs: Option<u32>,
}

impl Default for CommunitiesConfig {
    fn default() -> Self {
        Self { network: NetworkKind::default(), resolution: 1.0, seed: 1, runs: None }
    }
}

/// A group of things that have more to do with one another than with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Community {
    /// Its number; 0 is the largest.
    pub number: u32,
    /// Who is in it.
    pub members: Vec<CommunityMember>,
    /// Pairs of members that are joined.
    pub within: usize,
    /// Pairs of a member and another that are joined.
    pub across: usize,
    /// Of its members, the share that each is together with in the other runs, on average; none
    /// where there was one run only.
    pub stability: Option<f64>,
}

/// Somebody in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct CommunityMember {
    /// Who it is.
    pub id: EntityId,
    /// Of the group, the share that it is together with in the other runs, on average.
    pub togetherness: Option<f64>,
}

/// The groups of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// What it is about.
    pub about: About,
    /// How they were looked for.
    pub config: CommunitiesConfig,
    /// In which network.
    pub network: NetworkAbout,
    /// The groups of two or more, the largest first.
    pub groups: Vec<Community>,
    /// Who is in no group: joined to nobody, as far as is known.
    pub alone: Vec<EntityId>,
    /// How much more is joined within groups than lots would have it; none where nothing is joined.
    pub modularity: Option<f64>,
    /// The least modularity of all runs.
    pub least_modularity: Option<f64>,
    /// How far the other runs agree: 1 if wholly, about 0 if not at all (adjusted Rand index).
    pub stability: Option<f64>,
    /// How many different ways to group there were among the runs.
    pub different: usize,
    /// How many runs there were.
    pub runs: u32,
}

/// Finds the groups of a network (Leiden), with as many seeds as there are runs; the best is the
/// answer.
///
/// # Errors
/// When a parameter makes no sense, or nobody wants the rest.
///
/// ```
/// use waymark_analysis::{CommunitiesConfig, Filter, Frame, communities};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     a -uses-> b
///     b -uses-> c
///     a -uses-> c
///     x -uses-> y
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = communities(&frame, &CommunitiesConfig::default(), &Unwatched)?;
/// assert_eq!(answer.groups[0].members.len(), 3);
/// assert_eq!(answer.stability, Some(1.0));
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn communities(
    frame: &Frame,
    config: &CommunitiesConfig,
    watch: &dyn Watch,
) -> Result<Communities, AnalysisError> {
    let network = Network::of(frame, config.network, watch)?;
    let (found, runs) = communities_of(&network, config, watch)?;
    let mut groups: Vec<Community> = (0..found.count as u32).map(empty).collect();
    let mut alone = Vec::new();
    for (place, node) in network.nodes.iter().enumerate() {
        let id = frame.id(*node);
        match groups.get_mut(found.groups[place] as usize) {
            None => alone.push(id),
            Some(group) => {
                let togetherness = found.togetherness[place];
                group.members.push(CommunityMember { id, togetherness });
            }
        }
    }
    for (a, b, _) in network.graph.edges() {
        let (a, b) = (found.groups[a as usize] as usize, found.groups[b as usize] as usize);
        if a == b {
            groups[a].within += 1;
        } else {
            groups[a].across += 1;
            groups[b].across += 1;
        }
    }
    for group in &mut groups {
        let shares = group.members.iter().map(|member| member.togetherness);
        let sum: Option<f64> = shares.sum();
        group.stability = sum.map(|sum| sum / group.members.len() as f64);
    }
    Ok(Communities {
        about: frame.about.clone(),
        config: *config,
        network: network.about,
        groups,
        alone,
        modularity: found.modularity,
        least_modularity: found.least_modularity,
        stability: found.stability,
        different: found.different,
        runs,
    })
}

fn empty(number: u32) -> Community {
    Community { number, members: Vec::new(), within: 0, across: 0, stability: None }
}

/// The groups of a network that is at hand, and how many runs it took.
pub(crate) fn communities_of(
    network: &Network,
    config: &CommunitiesConfig,
    watch: &dyn Watch,
) -> Result<(Found, u32), AnalysisError> {
    check(config)?;
    let runs = config.runs.unwrap_or_else(|| affordable_runs(&network.graph, USUAL_EDGES));
    let run = RunConfig { resolution: config.resolution, seed: config.seed, runs };
    Ok((find(&network.graph, &run, watch)?, runs))
}

/// The group of each thing in a drawing, by what joins them there; none for those in no group.
///
/// # Errors
/// When nobody wants the rest.
pub fn drawn_communities(
    drawing: &Layout,
    seed: u64,
    watch: &dyn Watch,
) -> Result<Vec<Option<u32>>, AnalysisError> {
    let edges = drawing.links.iter().map(|link| (link.source, link.target));
    let found = communities_among(drawing.nodes.len(), &edges.collect::<Vec<_>>(), seed, watch)?;
    let grouped = |group: &u32| (*group as usize) < found.count;
    Ok(found.groups.iter().map(|group| Some(*group).filter(grouped)).collect())
}

/// The groups among so many things that are joined in pairs.
pub(crate) fn communities_among(
    things: usize,
    joined: &[(u32, u32)],
    seed: u64,
    watch: &dyn Watch,
) -> Result<Found, AnalysisError> {
    let graph = Graph::unweighted(things, joined);
    let config = RunConfig { resolution: 1.0, seed, runs: affordable_runs(&graph, DRAWN_EDGES) };
    Ok(find(&graph, &config, watch)?)
}

/// As many runs as there usually are, or fewer where they would go over more edges than that.
fn affordable_runs(graph: &Graph, edges: usize) -> u32 {
    let affordable = edges / graph.edge_count().max(1);
    u32::try_from(affordable).unwrap_or(USUAL_RUNS).clamp(2, USUAL_RUNS)
}

fn check(config: &CommunitiesConfig) -> Result<(), AnalysisError> {
    let wrong =
        |what, value: String, expected| Err(AnalysisError::Parameter { what, value, expected });
    if !(0.0..=1000.0).contains(&config.resolution) {
        return wrong("resolution", config.resolution.to_string(), "a number from 0 to 1000");
    }
    if let Some(runs) = config.runs.filter(|runs| !(1..=MAXIMUM_RUNS).contains(runs)) {
        return wrong("number of runs", runs.to_string(), "1 to 1000");
    }
    check_seed(config.seed)
}
