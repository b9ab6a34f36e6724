//! The first of very many, in little memory.

use std::cmp::Ordering;

/// What can be put in order. No two are equal, so that the order never depends on chance.
pub(crate) trait Ranked: Copy {
    /// What the order goes by.
    type By: Copy;

    /// What comes first is less.
    fn compare(&self, other: &Self, by: Self::By) -> Ordering;
}

/// Keeps the first `limit` of all that are pushed, in whatever order they come.
pub(crate) struct First<T: Ranked> {
    limit: usize,
    by: T::By,
    seen: usize,
    aside: usize,
    items: Vec<T>,
    /// The last of the first `limit` so far: whatever comes after it need not be kept.
    last: Option<T>,
}

impl<T: Ranked> First<T> {
    pub(crate) fn new(limit: usize, by: T::By) -> Self {
        Self { limit, by, seen: 0, aside: 0, items: Vec::new(), last: None }
    }

    pub(crate) fn push(&mut self, item: T) {
        self.seen += 1;
        if self.last.is_some_and(|last| last.compare(&item, self.by).is_lt()) {
            return;
        }
        self.items.push(item);
        if self.items.len() >= self.limit.saturating_mul(2).max(1024) {
            self.trim();
        }
    }

    /// Counts what was met, but is none of those that are ranked.
    pub(crate) fn set_aside(&mut self, count: usize) {
        self.aside += count;
    }

    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.seen += other.seen;
        self.aside += other.aside;
        self.items.extend(other.items);
        self.trim();
        self
    }

    /// How many were pushed.
    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    /// How much was set aside.
    pub(crate) fn aside(&self) -> usize {
        self.aside
    }

    pub(crate) fn into_sorted(mut self) -> Vec<T> {
        self.trim();
        self.items.sort_unstable_by(|a, b| a.compare(b, self.by));
        self.items
    }

    fn trim(&mut self) {
        if self.items.len() > self.limit {
            if self.limit > 0 {
                let last = self.limit - 1;
                self.items.select_nth_unstable_by(last, |a, b| a.compare(b, self.by));
                self.last = Some(self.items[last]);
            }
            self.items.truncate(self.limit);
        }
    }
}
