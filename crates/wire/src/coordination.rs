//! Who is tied to whom.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Version};

/// Coordination among initiatives, over all and per goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Coordination {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// The kinds of tie that count.
    pub tie_kinds: Vec<crate::TieKind>,
    /// How many initiatives are looked at.
    pub initiatives: usize,
    /// Per goal.
    pub goals: Vec<GoalCoordination>,
    /// Initiatives without a known tie to another. They may have ties nobody reported.
    pub isolates: Vec<EntityRef>,
    /// Groups of two or more that are linked, the largest first.
    pub components: Vec<Vec<EntityRef>>,
    /// Ties declared by both sides, of those whose declarations are known.
    pub confirmed: Known,
    /// The pairs that are tied, with the ties that say so.
    pub pairs: Vec<TiedPair>,
}

/// Coordination among the initiatives of one goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalCoordination {
    /// The goal.
    pub goal: EntityRef,
    /// How many initiatives serve it.
    pub initiatives: usize,
    /// How many of them are placed here by inference.
    pub inferred: usize,
    /// Pairs of them that are known to be tied, of all pairs that are not parts of one umbrella.
    pub pairs_tied: Known,
    /// Tied pairs over pairs; absent where there is no pair.
    pub ratio: Option<f64>,
    /// Pairs with the same lead, whether tied or not.
    pub same_lead_pairs: usize,
}

/// Two initiatives and the ties between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TiedPair {
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// The ids of the ties between them.
    pub ties: Vec<String>,
    /// The goals that both serve.
    pub goals: Vec<EntityRef>,
    /// Whether they are parts of one umbrella, or one is part of the other: such pairs are tied,
    /// but not counted as coordination between strangers.
    pub one_umbrella: bool,
}
