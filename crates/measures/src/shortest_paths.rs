//! What shortest paths say of a node: betweenness and closeness.
//!
//! - *betweenness*: of all pairs of other nodes, the share of whose shortest paths lead over the
//!   node, Σ σ_st(v)/σ_st, divided by (n − 1)(n − 2)/2
//! - *closeness*: 1 / mean distance to those that can be reached, times the share of the others that
//!   can be (Wasserman & Faust 1994), so that it can be compared between components
//!
//! A path is as long as it has edges: a weight is a strength and no length, and plays no part.
//!
//! One search from each node gives both exactly, in nodes × edges (Brandes 2001, *A faster algorithm
//! for betweenness centrality*). Where that is more than [`EXACT_STEPS`], searches start from some
//! nodes drawn by lot (Brandes & Pich 2007, *Centrality estimation in large networks*; Eppstein &
//! Wang 2004 for closeness), and the answer says from how many, with the standard error of each
//! score and with a bound on the error of all scores at once.

use rayon::prelude::*;

use crate::structure::components;
use crate::{Graph, Progress, Random, Stopped, Watch};

/// Up to so many steps (nodes × (nodes + edge ends)) every node is searched from: about ten seconds
/// of one core.
pub const EXACT_STEPS: u64 = 2_000_000_000;

/// Where not every node is searched from, at least so many are.
pub const FEWEST_SOURCES: usize = 100;

/// The work is split into so many parts, on any number of threads, so that sums come out the same.
const PARTS: usize = 16;

/// What shortest paths say of each node.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortestPaths {
    /// Of the pairs of other nodes, the share whose shortest paths lead over it; 0 where there are
    /// no such pairs.
    pub betweenness: Vec<f64>,
    /// How near the others are; 0 for isolates, none where no source could be reached.
    pub closeness: Vec<Option<f64>>,
    /// From how many nodes the searches started.
    pub sources: usize,
    /// How far off by lot the scores may be; none where every node was searched from.
    pub error: Option<SamplingError>,
}

/// How far off betweenness may be that was worked out from some sources only.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplingError {
    /// The standard error of the betweenness of each node.
    pub standard: Vec<f64>,
    /// With a probability of 95 %, no score is off by more (Hoeffding's inequality, over all nodes).
    /// It holds whatever the graph, and is far above what is usual.
    pub bound: f64,
}

/// From how many nodes to search so that it stays affordable: from all, if that is.
pub fn affordable_sources(graph: &Graph) -> usize {
    let steps = (graph.nodes() + graph.neighbors.items().len()).max(1) as u64;
    let sources = usize::try_from(EXACT_STEPS / steps).unwrap_or(usize::MAX);
    sources.max(FEWEST_SOURCES).min(graph.nodes())
}

/// Searches from so many nodes (all, if there are no more), drawn from the seed.
///
/// # Errors
/// When nobody wants the rest.
pub fn shortest_paths(
    graph: &Graph,
    sources: usize,
    seed: u64,
    watch: &dyn Watch,
) -> Result<ShortestPaths, Stopped> {
    let drawn = draw(graph.nodes(), sources, seed);
    let lists = Lists::of(graph);
    let progress = Progress::new(watch, "shortest paths", drawn.len());
    let parts: Vec<Sums> = drawn
        .par_chunks(drawn.len().div_ceil(PARTS).max(1))
        .map(|part| {
            let mut search = Search::new(graph.nodes());
            let mut sums = Sums::new(graph.nodes());
            for source in part {
                search.from(&lists, *source, &mut sums);
                progress.one_done()?;
            }
            Ok(sums)
        })
        .collect::<Result<_, Stopped>>()?;
    let sums = parts.into_iter().fold(Sums::new(graph.nodes()), Sums::plus);
    Ok(scores(graph, &sums, drawn.len()))
}

fn draw(nodes: usize, sources: usize, seed: u64) -> Vec<u32> {
    let mut all: Vec<u32> = (0..nodes as u32).collect();
    if sources < nodes {
        Random::new(seed, 0).shuffle(&mut all);
        all.truncate(sources);
        all.sort_unstable();
    }
    all
}

fn scores(graph: &Graph, sums: &Sums, sources: usize) -> ShortestPaths {
    let nodes = graph.nodes();
    let others = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    // What one source would give if all gave the same.
    let of_one = if nodes > 2 { nodes as f64 / others } else { 0.0 };
    let drawn = sources as f64;
    let mean = |sum: &f64| of_one * sum / drawn.max(1.0);
    ShortestPaths {
        betweenness: sums.dependency.iter().map(mean).collect(),
        closeness: closeness(graph, sums),
        sources,
        error: (sources < nodes).then(|| SamplingError {
            standard: standard_errors(sums, of_one, drawn, nodes as f64),
            bound: (nodes as f64 / (nodes as f64 - 1.0).max(1.0))
                * ((2.0 * nodes as f64 / 0.05).ln() / (2.0 * drawn)).sqrt(),
        }),
    }
}

fn standard_errors(sums: &Sums, of_one: f64, drawn: f64, nodes: f64) -> Vec<f64> {
    let both = sums.dependency.iter().zip(&sums.squares);
    both.map(|(sum, squares)| {
        let variance = (squares - sum * sum / drawn).max(0.0) / (drawn - 1.0).max(1.0);
        of_one * (variance / drawn * (1.0 - drawn / nodes)).sqrt()
    })
    .collect()
}

fn closeness(graph: &Graph, sums: &Sums) -> Vec<Option<f64>> {
    let others = (graph.nodes() as f64 - 1.0).max(1.0);
    let mut closeness = vec![Some(0.0); graph.nodes()];
    for group in components(graph).iter().filter(|group| group.len() > 1) {
        let mates = group.len() as f64 - 1.0;
        for node in group {
            let (distance, met) = (sums.distance[*node as usize], sums.met[*node as usize]);
            closeness[*node as usize] =
                (met > 0).then(|| mates / others * f64::from(met) / distance as f64);
        }
    }
    closeness
}

/// The neighbours of each node without their weights, which take most of the room.
struct Lists {
    offsets: Vec<u32>,
    neighbors: Vec<u32>,
}

impl Lists {
    fn of(graph: &Graph) -> Self {
        let mut offsets = vec![0];
        for node in 0..graph.nodes() as u32 {
            offsets.push(offsets[node as usize] + graph.degree(node) as u32);
        }
        let neighbors = graph.neighbors.items().iter().map(|neighbor| neighbor.to).collect();
        Self { offsets, neighbors }
    }

    fn row(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.neighbors[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }
}

/// What was found from some sources, added up for each node.
struct Sums {
    dependency: Vec<f64>,
    squares: Vec<f64>,
    distance: Vec<u64>,
    met: Vec<u32>,
}

impl Sums {
    fn new(nodes: usize) -> Self {
        Self {
            dependency: vec![0.0; nodes],
            squares: vec![0.0; nodes],
            distance: vec![0; nodes],
            met: vec![0; nodes],
        }
    }

    fn plus(mut self, other: Self) -> Self {
        for node in 0..self.met.len() {
            self.dependency[node] += other.dependency[node];
            self.squares[node] += other.squares[node];
            self.distance[node] += other.distance[node];
            self.met[node] += other.met[node];
        }
        self
    }
}

const FAR: u32 = u32::MAX;

/// A search from one node, and what it needs.
struct Search {
    distance: Vec<u32>,
    /// How many shortest paths lead from the source to each node.
    paths: Vec<f64>,
    /// How much of the paths from the source on leads over each node.
    dependency: Vec<f64>,
    /// The nodes that were reached, the nearest first.
    order: Vec<u32>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            distance: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            dependency: vec![0.0; nodes],
            order: Vec::with_capacity(nodes),
        }
    }

    fn from(&mut self, lists: &Lists, source: u32, sums: &mut Sums) {
        self.outward(lists, source);
        self.back(lists);
        for node in self.order.drain(..) {
            let at = node as usize;
            if node != source {
                sums.dependency[at] += self.dependency[at];
                sums.squares[at] += self.dependency[at] * self.dependency[at];
                sums.distance[at] += u64::from(self.distance[at]);
                sums.met[at] += 1;
            }
            (self.distance[at], self.paths[at], self.dependency[at]) = (FAR, 0.0, 0.0);
        }
    }

    fn outward(&mut self, lists: &Lists, source: u32) {
        self.distance[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.order.push(source);
        let mut next = 0;
        while let Some(node) = self.order.get(next).copied() {
            next += 1;
            let farther = self.distance[node as usize] + 1;
            let paths = self.paths[node as usize];
            for neighbor in lists.row(node) {
                let at = *neighbor as usize;
                if self.distance[at] == FAR {
                    self.distance[at] = farther;
                    self.order.push(*neighbor);
                }
                if self.distance[at] == farther {
                    self.paths[at] += paths;
                }
            }
        }
    }

    fn back(&mut self, lists: &Lists) {
        for node in self.order.iter().rev() {
            let distance = self.distance[*node as usize];
            let per_path = (1.0 + self.dependency[*node as usize]) / self.paths[*node as usize];
            for neighbor in lists.row(*node) {
                let at = *neighbor as usize;
                if self.distance[at] + 1 == distance {
                    self.dependency[at] += self.paths[at] * per_path;
                }
            }
        }
    }
}
