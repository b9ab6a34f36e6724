//! The first pairs of very many, in little memory.

use super::OverlapSort;
use super::count::PairRow;

/// Keeps the first `limit` pairs of all that are pushed, whatever their order.
pub(super) struct Top {
    limit: usize,
    sort: OverlapSort,
    seen: usize,
    apart: usize,
    rows: Vec<PairRow>,
    /// The last of the first `limit` so far: whatever comes after it need not be kept.
    last: Option<PairRow>,
}

impl Top {
    pub(super) fn new(limit: usize, sort: OverlapSort) -> Self {
        Self { limit, sort, seen: 0, apart: 0, rows: Vec::new(), last: None }
    }

    pub(super) fn push(&mut self, row: PairRow) {
        self.seen += 1;
        if self.last.is_some_and(|last| last.compare(&row, self.sort).is_lt()) {
            return;
        }
        self.rows.push(row);
        if self.rows.len() >= self.limit.saturating_mul(2).max(1024) {
            self.trim();
        }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.seen += other.seen;
        self.apart += other.apart;
        self.rows.extend(other.rows);
        self.trim();
        self
    }

    /// How many pairs were pushed.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// Adds to what is shared, but never at the same time.
    pub(super) fn add_apart(&mut self, apart: usize) {
        self.apart += apart;
    }

    /// How much is shared, but never at the same time.
    pub(super) fn apart(&self) -> usize {
        self.apart
    }

    pub(super) fn into_sorted(mut self) -> Vec<PairRow> {
        self.trim();
        self.rows.sort_unstable_by(|a, b| a.compare(b, self.sort));
        self.rows
    }

    fn trim(&mut self) {
        if self.rows.len() > self.limit {
            if self.limit > 0 {
                let last = self.limit - 1;
                self.rows.select_nth_unstable_by(last, |a, b| a.compare(b, self.sort));
                self.last = Some(self.rows[last]);
            }
            self.rows.truncate(self.limit);
        }
    }
}
