//! Directories: organizations, initiatives, goals, ties, milestones, sources and facets.
//!
//! Each is worked out once for a state and a filter, sorted, and handed out in parts.

mod goals;
mod initiatives;
mod organizations;
mod others;

use waymark_wire as wire;

use super::Ask;

pub use goals::goals;
pub use initiatives::initiatives;
pub(super) use initiatives::latest_stage;
pub use organizations::organizations;
pub use others::{MilestoneQuestion, facets, milestones, sources, ties};

/// Which part of a list, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListConfig {
    /// How many items at most.
    pub limit: usize,
    /// How many items to leave out first.
    pub offset: usize,
    /// What to sort by; each list tells what it can be sorted by, and has an order of its own.
    pub sort: Option<String>,
}

impl Default for ListConfig {
    fn default() -> Self {
        Self { limit: 100, offset: 0, sort: None }
    }
}

/// Hands out a part of a list. The cursor names the state, so that going on after the map changed
/// goes on in the old state and shows each item once.
fn part<T: Clone>(ask: &Ask, items: &[T], config: &ListConfig) -> wire::Page<T> {
    let from = config.offset.min(items.len());
    let to = from.saturating_add(config.limit).min(items.len());
    let next = (to < items.len()).then(|| format!("{}.{to}", ask.view.head.position));
    wire::Page { version: ask.version(), total: items.len(), items: items[from..to].to_vec(), next }
}

/// Sorts by a key, the other way round where the word begins with a minus. Items that compare
/// alike stay in their own order.
fn sort_by<T, K: Ord>(items: &mut [T], descending: bool, key: impl Fn(&T) -> K) {
    items.sort_by(|a, b| {
        let order = key(a).cmp(&key(b));
        if descending { order.reverse() } else { order }
    });
}

/// The word to sort by and whether it is the other way round.
fn sort_word(config: &ListConfig) -> (&str, bool) {
    let word = config.sort.as_deref().unwrap_or_default();
    match word.strip_prefix('-') {
        Some(word) => (word, true),
        None => (word, false),
    }
}

/// The refusal of a word that a list cannot be sorted by.
fn cannot_sort(word: &str, known: &str) -> crate::ApiError {
    crate::words::WordError {
        word: "sort".to_owned(),
        value: word.to_owned(),
        expected: format!("one of {known}, with `-` before it for the other way round"),
    }
    .into()
}
