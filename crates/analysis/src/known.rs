//! Numbers that say what they are made of.

use waymark_model::{EntityId, FacetId, TermRef, TieId};

use crate::AnalysisError;

/// Of how many something is known. What is not known is not zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// For how many it is known.
    pub known: usize,
    /// Of how many it was asked.
    pub of: usize,
}

/// A part of a whole that is known in full.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub count: usize,
    /// The whole.
    pub of: usize,
}

impl Known {
    /// Counts the items for which something is known.
    pub(crate) fn count<T>(items: impl IntoIterator<Item = T>, known: impl Fn(&T) -> bool) -> Self {
        let share = Share::count(items, known);
        Self { known: share.count, of: share.of }
    }

    /// For how many it is not known.
    pub fn unknown(self) -> usize {
        self.of - self.known
    }
}

impl Share {
    /// Counts the items of which something is true.
    pub(crate) fn count<T>(items: impl IntoIterator<Item = T>, test: impl Fn(&T) -> bool) -> Self {
        let mut share = Self::default();
        for item in items {
            share.of += 1;
            share.count += usize::from(test(&item));
        }
        share
    }

    /// The part as a number between 0 and 1; none of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }
}

pub(crate) fn unknown_entity(what: &'static str, id: &EntityId) -> AnalysisError {
    AnalysisError::Unknown { what, id: id.to_string() }
}

pub(crate) fn unknown_term(term: &TermRef) -> AnalysisError {
    AnalysisError::Unknown { what: "term", id: format!("{}/{}", term.facet, term.term) }
}

pub(crate) fn unknown_facet(id: &FacetId) -> AnalysisError {
    AnalysisError::Unknown { what: "facet", id: id.to_string() }
}

/// Sorts ties by id, each once.
pub(crate) fn sorted(mut ties: Vec<TieId>) -> Vec<TieId> {
    ties.sort_unstable();
    ties.dedup();
    ties
}
