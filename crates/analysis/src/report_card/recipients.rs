//! Whom a funder funds next.

use std::collections::BTreeMap;

use waymark_measures::{RandomWalkConfig, path_three, popularity_of_columns, random_walk};

use super::hold_out::{numbers, support_pairs};
use super::judge::{Case, Question, ScoredCase};
use super::{HoldOut, PairNumbers};
use crate::Frame;
use crate::partners::{Method, SupportNetwork, WAYS};

/// The methods that suggest recipients, then what they are held against. A walk over all that is
/// known is not judged: the rest of what is known has no dates, and would tell of the later time.
const METHODS: [Method; 7] = [
    Method::PathThreeDiscounted,
    Method::PathThree,
    Method::ResourceAllocation,
    Method::AdamicAdar,
    Method::RandomWalk,
    Method::Popularity,
    Method::Random,
];

/// New recipients of funders.
pub(super) struct NewRecipients<'a> {
    frame: &'a Frame,
    train: SupportNetwork,
    pairs: Vec<(u32, u32)>,
    cases: Vec<Case>,
    numbers: PairNumbers,
}

impl<'a> NewRecipients<'a> {
    pub(super) fn of(frame: &'a Frame, hold_out: HoldOut) -> Self {
        let all = support_pairs(frame);
        let numbers = numbers(&all, hold_out);
        let stay = all.iter().filter(|(_, times)| !times.is_later(hold_out));
        let pairs: Vec<(u32, u32)> = stay.map(|(pair, _)| *pair).collect();
        let train = SupportNetwork::of_pairs(&pairs);
        let mut new = Self { frame, train, pairs, cases: Vec::new(), numbers };
        match hold_out {
            HoldOut::Year(_) => {
                let later = all.iter().filter(|(_, times)| times.is_later(hold_out));
                new.seek_later(later.map(|(pair, _)| *pair));
            }
            HoldOut::LeaveOneOut => new.seek_each(),
        }
        new
    }

    /// All new recipients of a funder together.
    fn seek_later(&mut self, later: impl Iterator<Item = (u32, u32)>) {
        let mut by_funder: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let frame = self.frame;
        for (funder, recipient) in later.filter(|pair| are_strangers(frame, *pair)) {
            if self.train.row(funder).is_some() && self.train.column(recipient).is_some() {
                self.numbers.sought += 1;
                by_funder.entry(funder).or_default().push(recipient);
            } else {
                self.numbers.newcomers += 1;
            }
        }
        let cases = by_funder.into_iter();
        self.cases = cases.map(|(asker, sought)| Case { asker, sought, left_out: None }).collect();
    }

    /// Each recipient by itself. Who has no other funder, and who funds nothing else, is not there
    /// any more when the pair is left out.
    fn seek_each(&mut self) {
        let matrix = &self.train.matrix;
        let frame = self.frame;
        for (funder, recipient) in self.pairs.iter().filter(|pair| are_strangers(frame, **pair)) {
            let rest = self.train.row(*funder).zip(self.train.column(*recipient));
            let are_known = rest.is_some_and(|(row, column)| {
                matrix.rows.row(row).len() > 1 && matrix.columns.row(column).len() > 1
            });
            if are_known {
                self.numbers.sought += 1;
                let left_out = Some((*funder, *recipient));
                self.cases.push(Case { asker: *funder, sought: vec![*recipient], left_out });
            } else {
                self.numbers.newcomers += 1;
            }
        }
    }

    fn score_in(&self, network: &SupportNetwork, case: &Case) -> ScoredCase {
        let none = ScoredCase { candidates: Vec::new(), scores: Vec::new() };
        let Some(row) = network.row(case.asker) else { return none };
        let matrix = &network.matrix;
        let mut by_column: Vec<Vec<f64>> =
            WAYS.iter().map(|(_, discount)| path_three(matrix, row, *discount)).collect();
        let walk = random_walk(&network.graph(), row, &RandomWalkConfig::default());
        by_column.push(walk[network.funders.len()..].to_vec());
        by_column.push(popularity_of_columns(matrix));
        let held = matrix.rows.row(row);
        let columns: Vec<u32> = (0..matrix.columns.rows())
            .filter(|column| {
                let recipient = network.recipients[*column as usize];
                held.binary_search(column).is_err()
                    && are_strangers(self.frame, (case.asker, recipient))
            })
            .collect();
        ScoredCase {
            candidates: columns.iter().map(|column| network.recipients[*column as usize]).collect(),
            scores: by_column.into_iter().map(|scores| self.by_node(network, &scores)).collect(),
        }
    }

    fn by_node(&self, network: &SupportNetwork, scores: &[f64]) -> Vec<f64> {
        let mut by_node = vec![0.0; self.frame.len()];
        for (node, score) in network.recipients.iter().zip(scores) {
            by_node[*node as usize] = *score;
        }
        by_node
    }
}

impl Question for NewRecipients<'_> {
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
        let Some(left_out) = case.left_out else { return self.score_in(&self.train, case) };
        let rest = self.pairs.iter().copied().filter(|pair| *pair != left_out);
        self.score_in(&SupportNetwork::of_pairs(&rest.collect::<Vec<_>>()), case)
    }
}

/// Whether neither is the other, or a part of the same whole.
fn are_strangers(frame: &Frame, (funder, recipient): (u32, u32)) -> bool {
    !frame.are_kin(funder, recipient)
}
