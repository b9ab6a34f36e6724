//! Grants that two sources tell, and making one tie of two.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{DuplicateEvidence, DuplicateVerdict, EntityRef, Known, MoneyTotals, Run, Version};

/// Grants that two sources may both tell, with the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RepeatedGrants {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// Pairs with at least this probability are told.
    pub at_least: f64,
    /// From this probability on a pair is called sure.
    pub sure_at: f64,
    /// How many grants there are.
    pub grants: usize,
    /// How many pairs were looked at: those between the same two from different sources.
    pub pairs_compared: usize,
    /// How many of all pairs are sure.
    pub sure: usize,
    /// What the sure pairs count twice: the known amounts of the second of each.
    pub counted_twice: MoneyTotals,
    /// How many grants every two sources share, those that share most first.
    pub between: Vec<SourcesShared>,
    /// How many of all pairs are listed.
    pub pairs_shown: Known,
    /// The pairs, the most probable first.
    pub pairs: Vec<RepeatedGrant>,
}

/// How many grants two sources share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SourcesShared {
    /// The id of the one source.
    pub a: String,
    /// Its title.
    pub a_title: String,
    /// The id of the other.
    pub b: String,
    /// Its title.
    pub b_title: String,
    /// How many grants are surely told by both.
    pub sure: usize,
    /// How many more are perhaps.
    pub doubtful: usize,
}

/// Two ties that may be one grant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RepeatedGrant {
    /// Who gives.
    pub from: EntityRef,
    /// Who receives.
    pub to: EntityRef,
    /// The one tie.
    pub a: GrantTold,
    /// The other.
    pub b: GrantTold,
    /// How probable it is that they are one.
    pub probability: f64,
    /// The logarithm to base 2 of its odds: what the evidence adds up to.
    pub weight: f64,
    /// What is concluded. Even what is sure is only proposed.
    pub verdict: DuplicateVerdict,
    /// What speaks for it and against it. What is unknown of either weighs nothing and is not here.
    pub evidence: Vec<DuplicateEvidence>,
}

/// A grant as a source tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrantTold {
    /// The id of the tie.
    pub id: String,
    /// How much; absent where unknown.
    pub amount: Option<crate::Money>,
    /// When (EDTF); absent where unknown.
    pub date: Option<String>,
    /// The ids of the sources that tell it.
    pub sources: Vec<String>,
}

/// Ties to be made one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnionRequest {
    /// The pairs: what stays, and what goes into it.
    #[serde(default)]
    pub pairs: Vec<TiePair>,
    /// All pairs that `/analysis/repeated-grants` calls sure as well.
    #[serde(default)]
    pub sure: bool,
    /// Who decides it.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub message: Option<String>,
}

/// Two ties to be made one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TiePair {
    /// The id of the tie that stays.
    pub keep: String,
    /// The id of the tie that goes: what is said of it is said of what stays.
    pub gone: String,
}

/// What making ties one did, or would do. `/changes/{position}/undo` takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct United {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// How many changes were, or would be, applied.
    pub changes: usize,
    /// How many ties went into others.
    pub united: usize,
    /// The ids of ties of which the sources say different things now: both are kept, and that of
    /// what stays is preferred.
    pub in_conflict: Vec<String>,
}
