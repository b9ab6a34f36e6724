//! Groups of nodes that have more ties within than to others, and how firm they are.
//!
//! The Leiden algorithm (by single-clustering) looks for the groups of the highest modularity, and
//! its groups are connected. It draws lots, and near its best there are often several different
//! partitions that are about as good (Good, de Montjoye & Clauset 2010, *Performance of modularity
//! maximization in practical contexts*). So it runs with several seeds; the best partition is the
//! answer, and beside it stands how far the runs agree:
//!
//! - *stability*: the mean adjusted Rand index between the answer and the other runs
//! - per node: of its group, the share that it is together with, on average over the other runs
//!
//! A run takes about linear time. Traag, Waltman & van Eck (2019), *From Louvain to Leiden:
//! guaranteeing well-connected communities*.

use rayon::prelude::*;
use single_clustering::community_search::leiden::{LeidenConfig, ObjectiveKind, leiden};
use single_clustering::network::CSRNetwork;

use crate::{Graph, Progress, Random, Stopped, Watch, adjusted_rand, modularity};

/// How to look for communities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommunitiesConfig {
    /// 1 is modularity; more makes smaller groups, less larger ones. Finite and not negative.
    pub resolution: f64,
    /// What lots are drawn from.
    pub seed: u64,
    /// How many runs; at least 1. Stability needs two.
    pub runs: u32,
}

impl Default for CommunitiesConfig {
    fn default() -> Self {
        Self { resolution: 1.0, seed: 1, runs: 20 }
    }
}

/// Groups of nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The group of each node: 0 is the largest, those of a size come by their least node. A node
    /// without edges is alone.
    pub groups: Vec<u32>,
    /// How many groups have two nodes or more. They come first.
    pub count: usize,
    /// The modularity at the resolution that was asked for; none without edges.
    pub modularity: Option<f64>,
    /// The least modularity of the runs.
    pub least_modularity: Option<f64>,
    /// The mean adjusted Rand index with the other runs; none without edges or other runs.
    pub stability: Option<f64>,
    /// Of each node's group, the share that it is together with in the other runs; none for nodes
    /// that are alone.
    pub togetherness: Vec<Option<f64>>,
    /// How many different partitions the runs found.
    pub different: usize,
}

/// Finds communities.
///
/// # Errors
/// When nobody wants the rest.
pub fn communities(
    graph: &Graph,
    config: &CommunitiesConfig,
    watch: &dyn Watch,
) -> Result<Communities, Stopped> {
    let network = converted(graph);
    let runs = config.runs.max(1);
    let progress = Progress::new(watch, "communities", runs as usize);
    let partitions: Vec<Vec<u32>> = (0..runs)
        .into_par_iter()
        .map(|run| {
            let groups = run_once(&network, config, run);
            progress.one_done()?;
            Ok(groups)
        })
        .collect::<Result<_, Stopped>>()?;
    Ok(chosen(graph, config, partitions))
}

/// The same graph as single-clustering takes it; its weights have the precision of `f32`.
fn converted(graph: &Graph) -> CSRNetwork {
    let rows = 0..graph.nodes() as u32;
    let ends = rows.scan(0, |end, node| {
        *end += graph.degree(node);
        Some(*end)
    });
    let offsets = std::iter::once(0).chain(ends).collect();
    let neighbors = graph.neighbors.items();
    let ids = neighbors.iter().map(|neighbor| neighbor.to).collect();
    let weights = neighbors.iter().map(|neighbor| neighbor.weight as f32).collect();
    CSRNetwork::from_csr_parts(offsets, ids, weights, None)
        .expect("a graph is symmetric, its weights are finite and not negative")
}

fn run_once(network: &CSRNetwork, config: &CommunitiesConfig, run: u32) -> Vec<u32> {
    /// Passes go on while they find something; this many are never needed.
    const PASSES: usize = 100;
    let seed = (Random::new(config.seed, u64::from(run)).unit() * (1_u64 << 53) as f64) as u64;
    let settings = LeidenConfig {
        objective: ObjectiveKind::Rb { resolution: config.resolution },
        seed: Some(seed),
        n_iterations: PASSES,
        ..LeidenConfig::default()
    };
    let found = leiden(network, &settings).expect("the resolution is finite and not negative");
    in_order(&found.labels().iter().map(|label| *label as u32).collect::<Vec<_>>())
}

/// Numbers groups by size, the largest first, then by their least node.
fn in_order(labels: &[u32]) -> Vec<u32> {
    let count = labels.iter().max().map_or(0, |most| *most as usize + 1);
    let mut groups: Vec<(usize, usize, usize)> =
        (0..count).map(|label| (0, usize::MAX, label)).collect();
    for (node, label) in labels.iter().enumerate() {
        let group = &mut groups[*label as usize];
        group.0 += 1;
        group.1 = group.1.min(node);
    }
    groups.sort_unstable_by_key(|(size, least, _)| (std::cmp::Reverse(*size), *least));
    let mut number = vec![0; count];
    for (place, (.., label)) in groups.iter().enumerate() {
        number[*label] = place as u32;
    }
    labels.iter().map(|label| number[*label as usize]).collect()
}

/// The best of some partitions, held against the others.
fn chosen(graph: &Graph, config: &CommunitiesConfig, partitions: Vec<Vec<u32>>) -> Communities {
    let quality: Vec<Option<f64>> =
        partitions.par_iter().map(|groups| modularity(graph, groups, config.resolution)).collect();
    let value = |run: &usize| quality[*run].unwrap_or(0.0);
    let runs = || 0..partitions.len();
    // Of equal ones the first, so that more runs change the answer only for a better one.
    let better = |a: usize, b: usize| if value(&b) > value(&a) { b } else { a };
    let best = runs().reduce(better).unwrap_or(0);
    let groups = &partitions[best];
    let others: Vec<&Vec<u32>> =
        runs().filter(|run| *run != best).map(|run| &partitions[run]).collect();
    let agreements: Vec<f64> =
        others.par_iter().map(|other| adjusted_rand(groups, other)).collect();
    let sizes = sizes(groups);
    let mut different: Vec<&Vec<u32>> = partitions.iter().collect();
    different.sort_unstable();
    different.dedup();
    Communities {
        count: sizes.iter().filter(|size| **size > 1).count(),
        modularity: quality[best],
        least_modularity: quality.iter().flatten().copied().reduce(f64::min),
        stability: (graph.edge_count() > 0 && !agreements.is_empty())
            .then(|| agreements.iter().sum::<f64>() / agreements.len() as f64),
        togetherness: togetherness(groups, &sizes, &others),
        different: different.len(),
        groups: groups.clone(),
    }
}

fn sizes(groups: &[u32]) -> Vec<usize> {
    let mut sizes = vec![0; groups.iter().max().map_or(0, |most| *most as usize + 1)];
    for group in groups {
        sizes[*group as usize] += 1;
    }
    sizes
}

/// Of each node's group, the share that it is together with in other partitions, on average.
fn togetherness(groups: &[u32], sizes: &[usize], others: &[&Vec<u32>]) -> Vec<Option<f64>> {
    let mut together = vec![0_u64; groups.len()];
    for other in others {
        let mut nodes: Vec<usize> = (0..groups.len()).collect();
        let cell = |node: &usize| (groups[*node], other[*node]);
        nodes.sort_unstable_by_key(cell);
        for cell in nodes.chunk_by(|a, b| cell(a) == cell(b)) {
            cell.iter().for_each(|node| together[*node] += cell.len() as u64 - 1);
        }
    }
    let share = |node: usize| {
        let mates = sizes[groups[node] as usize] - 1;
        let of = mates * others.len();
        (of > 0).then(|| together[node] as f64 / of as f64)
    };
    (0..groups.len()).map(share).collect()
}
