//! The first pairs of very many, in little memory.

use std::cmp::Ordering;

use super::Candidate;

/// Keeps the first `limit` pairs of all that are pushed, whatever their order.
pub(super) struct First {
    limit: usize,
    seen: usize,
    pairs: Vec<Candidate>,
    /// Pairs with a lead in common, which are not among them.
    pub(super) one_lead: usize,
}

impl First {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, seen: 0, pairs: Vec::new(), one_lead: 0 }
    }

    pub(super) fn push(&mut self, pair: Candidate) {
        self.seen += 1;
        self.pairs.push(pair);
        if self.pairs.len() >= self.limit.saturating_mul(2).max(1024) {
            self.trim();
        }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.seen += other.seen;
        self.one_lead += other.one_lead;
        self.pairs.extend(other.pairs);
        self.trim();
        self
    }

    /// How many pairs were pushed.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    pub(super) fn into_sorted(mut self) -> Vec<Candidate> {
        self.trim();
        self.pairs.sort_unstable_by(compare);
        self.pairs
    }

    fn trim(&mut self) {
        if self.pairs.len() > self.limit {
            if self.limit > 0 {
                self.pairs.select_nth_unstable_by(self.limit - 1, compare);
            }
            self.pairs.truncate(self.limit);
        }
    }
}

/// What comes first is less. No two pairs are equal, so the order never depends on chance.
fn compare(one: &Candidate, other: &Candidate) -> Ordering {
    let by_score = other.score.total_cmp(&one.score);
    by_score.then_with(|| (one.a, one.b).cmp(&(other.a, other.b)))
}
