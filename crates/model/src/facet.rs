//! Vocabularies that initiatives, organizations and grants are described with.

use std::collections::BTreeMap;

use crate::{FacetId, TermId};

/// A vocabulary: population, place, activity, credential type, sector, cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its id, such as `cause`.
    pub id: FacetId,
    /// What it is called.
    pub name: String,
    /// Its terms by id.
    pub terms: BTreeMap<TermId, Term>,
}

/// A word of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is called.
    pub name: String,
    /// The wider term it belongs to, if any.
    pub broader: Option<TermId>,
}

/// Names a term of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermRef {
    /// The facet.
    pub facet: FacetId,
    /// The term within it.
    pub term: TermId,
}
