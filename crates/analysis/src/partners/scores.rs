//! All scores between one asker and everybody else.

use waymark_measures::{
    Discount, Graph, RandomWalkConfig, adamic_adar_from, common_neighbors_from, path_three,
    path_three_of_column, popularity_of_columns, popularity_of_nodes, random_walk,
    resource_allocation_from,
};
use waymark_model::EntityKind;

use super::complement::{Complementarity, Goals, complementarity};
use super::{Acquaintance, Method, SupportNetwork, Wanted};
use crate::Frame;

/// What scores are worked out from.
pub(super) struct Scores<'a> {
    pub(super) frame: &'a Frame,
    pub(super) asker: u32,
    /// All that joins things: things, then terms.
    pub(super) all: Graph,
    pub(super) support: SupportNetwork,
    goals: Goals,
}

/// Who could be suggested.
pub(super) struct Candidates {
    pub(super) nodes: Vec<u32>,
    pub(super) tied: usize,
    pub(super) kin: usize,
}

/// The scores of everything, by number in the frame.
pub(super) struct Scored(Vec<(Method, Vec<f64>)>);

impl<'a> Scores<'a> {
    pub(super) fn new(frame: &'a Frame, asker: u32) -> Self {
        Self {
            frame,
            asker,
            all: Acquaintance::of(frame).graph(),
            support: SupportNetwork::of(frame),
            goals: Goals::of(frame),
        }
    }

    /// Whether anything is known of a thing that could speak for it.
    pub(super) fn is_known(&self, node: u32) -> bool {
        self.all.degree(node) > 0
    }

    pub(super) fn complementarity(&self, node: u32) -> Result<Complementarity, &'static str> {
        complementarity(self.frame, &self.goals, self.asker, node)
    }

    /// Who could be suggested: neither the asker nor one of its kin, nor tied to it, in whatever
    /// way, a declined request among them.
    pub(super) fn candidates(&self, wanted: Wanted) -> Candidates {
        let (frame, asker) = (self.frame, self.asker);
        let mut candidates = Candidates { nodes: Vec::new(), tied: 0, kin: 0 };
        for node in self.of_sort(wanted).into_iter().filter(|node| *node != asker) {
            let steps = frame.steps.row(asker);
            if frame.are_kin(asker, node) {
                candidates.kin += 1;
            } else if steps.binary_search_by_key(&node, |step| step.to).is_ok() {
                candidates.tied += 1;
            } else {
                candidates.nodes.push(node);
            }
        }
        candidates
    }

    fn of_sort(&self, wanted: Wanted) -> Vec<u32> {
        match wanted {
            Wanted::Initiatives => self.frame.nodes_of(EntityKind::Initiative).collect(),
            Wanted::Organizations => self.frame.nodes_of(EntityKind::Organization).collect(),
            Wanted::Funders | Wanted::Cofunders => self.support.funders.clone(),
            Wanted::Recipients => {
                let initiatives = self.frame.nodes_of(EntityKind::Initiative);
                let mut nodes: Vec<u32> =
                    initiatives.chain(self.support.recipients.iter().copied()).collect();
                nodes.sort_unstable();
                nodes.dedup();
                nodes
            }
        }
    }

    /// The scores of a list, in its order of methods.
    pub(super) fn of(&self, wanted: Wanted) -> Scored {
        let mut scored = match wanted {
            Wanted::Initiatives | Wanted::Organizations => self.over_all(),
            Wanted::Cofunders => self.of_cofunders(),
            Wanted::Recipients => self.of_recipients(),
            Wanted::Funders => self.of_funders(),
        };
        let walk = random_walk(&self.all, self.asker, &RandomWalkConfig::default());
        scored.push((Method::RandomWalkAll, walk));
        let place = |method| wanted.methods().iter().position(|other| *other == method);
        scored.sort_by_key(|(method, _)| place(*method));
        Scored(scored)
    }

    fn over_all(&self) -> Vec<(Method, Vec<f64>)> {
        let mut scored = neighborly(&self.all, self.asker);
        scored.push((Method::Popularity, popularity_of_nodes(&self.all)));
        scored
    }

    fn of_cofunders(&self) -> Vec<(Method, Vec<f64>)> {
        let graph = self.support.graph();
        let mut scored = Vec::new();
        if let Some(row) = self.support.row(self.asker) {
            scored = neighborly(&graph, row);
            scored
                .push((Method::RandomWalk, random_walk(&graph, row, &RandomWalkConfig::default())));
        }
        scored.push((Method::Popularity, popularity_of_nodes(&graph)));
        self.placed(scored, &self.support.funders)
    }

    fn of_recipients(&self) -> Vec<(Method, Vec<f64>)> {
        let matrix = &self.support.matrix;
        let mut scored = Vec::new();
        if let Some(row) = self.support.row(self.asker) {
            scored = ways(|discount| path_three(matrix, row, discount));
            let walk = random_walk(&self.support.graph(), row, &RandomWalkConfig::default());
            let columns = walk[self.support.funders.len()..].to_vec();
            scored.push((Method::RandomWalk, columns));
        }
        scored.push((Method::Popularity, popularity_of_columns(matrix)));
        self.placed(scored, &self.support.recipients)
    }

    fn of_funders(&self) -> Vec<(Method, Vec<f64>)> {
        let matrix = &self.support.matrix;
        let mut scored = Vec::new();
        if let Some(column) = self.support.column(self.asker) {
            let start = self.support.funders.len() as u32 + column;
            scored = ways(|discount| path_three_of_column(matrix, column, discount));
            let walk = random_walk(&self.support.graph(), start, &RandomWalkConfig::default());
            scored.push((Method::RandomWalk, walk));
        }
        let graph = popularity_of_nodes(&self.support.graph());
        scored.push((Method::Popularity, graph));
        self.placed(scored, &self.support.funders)
    }

    /// Puts the scores of a network's first nodes where these are in the frame.
    fn placed(&self, scored: Vec<(Method, Vec<f64>)>, nodes: &[u32]) -> Vec<(Method, Vec<f64>)> {
        let place = |(method, scores): (Method, Vec<f64>)| {
            let mut placed = vec![0.0; self.frame.len()];
            for (node, score) in nodes.iter().zip(scores) {
                placed[*node as usize] = score;
            }
            (method, placed)
        };
        scored.into_iter().map(place).collect()
    }
}

/// The scores by common neighbours.
fn neighborly(graph: &Graph, node: u32) -> Vec<(Method, Vec<f64>)> {
    let dense = |sparse: Vec<(u32, f64)>| {
        let mut scores = vec![0.0; graph.nodes()];
        sparse.into_iter().for_each(|(node, score)| scores[node as usize] = score);
        scores
    };
    vec![
        (Method::ResourceAllocation, dense(resource_allocation_from(graph, node))),
        (Method::AdamicAdar, dense(adamic_adar_from(graph, node))),
        (Method::CommonNeighbors, dense(common_neighbors_from(graph, node))),
    ]
}

/// How each method weighs ways of three.
pub(crate) const WAYS: [(Method, Discount); 4] = [
    (Method::PathThreeDiscounted, Discount::Degree),
    (Method::PathThree, Discount::None),
    (Method::ResourceAllocation, Discount::ResourceAllocation),
    (Method::AdamicAdar, Discount::AdamicAdar),
];

fn ways(scores: impl Fn(Discount) -> Vec<f64>) -> Vec<(Method, Vec<f64>)> {
    WAYS.map(|(method, discount)| (method, scores(discount))).to_vec()
}

impl Scored {
    pub(super) fn has(&self, method: Method) -> bool {
        self.0.iter().any(|(other, _)| *other == method)
    }

    /// The score of a thing; none if it cannot be worked out.
    pub(super) fn value(&self, method: Method, node: u32) -> Option<f64> {
        let (_, scores) = self.0.iter().find(|(other, _)| *other == method)?;
        Some(scores[node as usize])
    }

    /// All scores of a thing.
    pub(super) fn all(&self, node: u32) -> Vec<(Method, f64)> {
        self.0.iter().map(|(method, scores)| (*method, scores[node as usize])).collect()
    }

    /// Which of two comes first, score after score.
    pub(super) fn compare(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let by = |scores: &Vec<f64>| scores[b as usize].total_cmp(&scores[a as usize]);
        let orders = self.0.iter().map(|(_, scores)| by(scores));
        orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    }
}
