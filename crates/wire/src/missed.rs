//! Missed coordination.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Run, Version};

/// Pairs of initiatives that share much and are not known to be tied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Missed {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// The kinds of tie that count as coordination.
    pub tie_kinds: Vec<crate::TieKind>,
    /// For how many initiatives a goal is known.
    pub with_goal: Known,
    /// For how many a term of any facet is known.
    pub with_term: Known,
    /// For how many a funder is known.
    pub with_funder: Known,
    /// For how many an organization is known that leads them or partners with them.
    pub with_organization: Known,
    /// The pairs, those with the highest score first. What is not known is not "not shared": pairs
    /// may be missing here, or stand too low.
    pub pairs: Vec<MissedPair>,
    /// How many of all pairs are listed: strangers that share something and are not known to be
    /// tied.
    pub pairs_shown: Known,
    /// Pairs with the same lead, left out: one body need not coordinate with itself.
    pub same_lead_pairs: usize,
    /// What more than 2000 initiatives have: too common to be a reason here.
    pub too_common: Vec<SharedThing>,
}

/// Two initiatives that share something and are not known to be tied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissedPair {
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// The sum over what they share of 1/(how many have it - 1): what few have counts for more.
    pub score: f64,
    /// The same without what is inferred.
    pub score_stated: f64,
    /// What they share.
    pub reasons: Vec<MissedReason>,
    /// Of what nothing is known for one of them, in sentences: they may share more.
    pub unknown: Vec<String>,
}

/// Why two initiatives might coordinate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissedReason {
    /// What they share.
    pub shared: SharedThing,
    /// How many initiatives have it.
    pub holders: usize,
    /// What it adds to the score.
    pub weight: f64,
    /// Whether that one of them has it is inferred and stated by no source.
    pub inferred: bool,
    /// The ids of the ties by which `a` has it; none for terms and wider goals.
    pub ties_a: Vec<String>,
    /// The ids of the ties by which `b` has it.
    pub ties_b: Vec<String>,
    /// The reason in a sentence.
    pub sentence: String,
}

/// Something that initiatives may have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharedThing {
    /// What sort of thing it is.
    pub kind: SharedKind,
    /// Its id; of a term, `facet/term`.
    pub id: String,
    /// Its name; of a term, with that of its facet.
    pub name: String,
}

/// What sort of thing initiatives have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SharedKind {
    /// A goal that both serve.
    Goal,
    /// A term that both carry.
    Term,
    /// An organization that supports both.
    Funder,
    /// An organization that leads the one and partners with the other, or partners with both.
    Organization,
}
