//! With whom an initiative works next.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use waymark_measures::{
    Graph, RandomWalkConfig, adamic_adar_from, common_neighbors_from, popularity_of_nodes,
    random_walk, resource_allocation_from,
};
use waymark_model::EntityKind;

use super::hold_out::{coordinating_pairs, numbers};
use super::judge::{Case, Question, ScoredCase};
use super::{HoldOut, PairNumbers};
use crate::Frame;
use crate::partners::{Acquaintance, Method};

/// The methods that suggest initiatives, then what they are held against.
const METHODS: [Method; 6] = [
    Method::ResourceAllocation,
    Method::AdamicAdar,
    Method::CommonNeighbors,
    Method::RandomWalkAll,
    Method::Popularity,
    Method::Random,
];

/// New ties between initiatives.
pub(super) struct NewTies<'a> {
    frame: &'a Frame,
    /// All that joins things, without what is later.
    rest: Acquaintance,
    train: Graph,
    /// The pairs that are taken away.
    later: FxHashSet<(u32, u32)>,
    cases: Vec<Case>,
    numbers: PairNumbers,
}

impl<'a> NewTies<'a> {
    pub(super) fn of(frame: &'a Frame, hold_out: HoldOut) -> Self {
        let all = coordinating_pairs(frame);
        let rest = match hold_out {
            HoldOut::Year(year) => Acquaintance::before(frame, year),
            HoldOut::LeaveOneOut => Acquaintance::of(frame),
        };
        let is_later = all.iter().filter(|(_, times)| times.is_later(hold_out));
        let later: FxHashSet<(u32, u32)> = is_later.map(|(pair, _)| *pair).collect();
        let train = rest.graph_without(&later);
        let numbers = numbers(&all, hold_out);
        let mut new = Self { frame, rest, train, later, cases: Vec::new(), numbers };
        match hold_out {
            HoldOut::Year(_) => new.seek_later(),
            HoldOut::LeaveOneOut => all.keys().for_each(|pair| new.seek(*pair)),
        }
        new
    }

    /// All new ties of an initiative together; each is sought from both of its ends.
    fn seek_later(&mut self) {
        let mut by_asker: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (a, b) in &self.later {
            if self.train.degree(*a) > 0 && self.train.degree(*b) > 0 {
                self.numbers.sought += 1;
                by_asker.entry(*a).or_default().push(*b);
                by_asker.entry(*b).or_default().push(*a);
            } else {
                self.numbers.newcomers += 1;
            }
        }
        let cases = by_asker.into_iter().map(|(asker, mut sought)| {
            sought.sort_unstable();
            Case { asker, sought, left_out: None }
        });
        self.cases = cases.collect();
    }

    fn seek(&mut self, (a, b): (u32, u32)) {
        if self.train.degree(a) < 2 || self.train.degree(b) < 2 {
            self.numbers.newcomers += 1;
            return;
        }
        self.numbers.sought += 1;
        for (asker, sought) in [(a, vec![b]), (b, vec![a])] {
            self.cases.push(Case { asker, sought, left_out: Some((a, b)) });
        }
    }

    fn score_in(&self, graph: &Graph, case: &Case) -> ScoredCase {
        let (frame, asker) = (self.frame, case.asker);
        let is_taken_away = |node: u32| {
            let pair = (asker.min(node), asker.max(node));
            case.left_out == Some(pair) || self.later.contains(&pair)
        };
        let is_tied = |node: u32| {
            let steps = frame.steps.row(asker);
            steps.binary_search_by_key(&node, |step| step.to).is_ok() && !is_taken_away(node)
        };
        let candidates = frame.nodes_of(EntityKind::Initiative).filter(|node| {
            *node != asker
                && graph.degree(*node) > 0
                && !frame.are_kin(asker, *node)
                && !is_tied(*node)
        });
        let dense = |sparse: Vec<(u32, f64)>| {
            let mut scores = vec![0.0; graph.nodes()];
            sparse.into_iter().for_each(|(node, score)| scores[node as usize] = score);
            scores
        };
        ScoredCase {
            candidates: candidates.collect(),
            scores: vec![
                dense(resource_allocation_from(graph, asker)),
                dense(adamic_adar_from(graph, asker)),
                dense(common_neighbors_from(graph, asker)),
                random_walk(graph, asker, &RandomWalkConfig::default()),
                popularity_of_nodes(graph),
            ],
        }
    }
}

impl Question for NewTies<'_> {
    fn methods(&self) -> &[Method] {
        &METHODS
    }

    fn cases(&self) -> &[Case] {
        &self.cases
    }

    fn pairs(&self) -> PairNumbers {
        self.numbers
    }

    fn score(&self, case: &Case) -> ScoredCase {
        match case.left_out {
            None => self.score_in(&self.train, case),
            Some(pair) => {
                self.score_in(&self.rest.graph_without(&FxHashSet::from_iter([pair])), case)
            }
        }
    }
}
