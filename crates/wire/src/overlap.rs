//! Where funders overlap.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Version};

/// Pairs of funders by what both support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Overlap {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// The funders compared, with how much each is known to support, largest first.
    pub funders: Vec<FunderDegree>,
    /// How many initiatives and organizations are known to be supported.
    pub supported: usize,
    /// Initiatives with a known funder, of all: what is not known cannot overlap here.
    pub initiatives_with_funder: Known,
    /// Pairs that share at least one, the most shared first.
    pub pairs: Vec<OverlapPair>,
    /// How many of the pairs that share at least one are in this answer.
    pub pairs_shown: Known,
}

/// A funder and how much it is known to support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FunderDegree {
    /// The funder.
    pub funder: EntityRef,
    /// How many initiatives and organizations it supports.
    pub supports: usize,
}

/// Two funders and what both support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverlapPair {
    /// The id of one.
    pub a: String,
    /// The id of the other.
    pub b: String,
    /// The name of one.
    pub a_name: String,
    /// The name of the other.
    pub b_name: String,
    /// How many both support.
    pub shared: usize,
    /// Shared of all that either supports (Jaccard 1901).
    pub jaccard: f64,
    /// Shared of all that the smaller supports (Szymkiewicz–Simpson).
    pub overlap_coefficient: f64,
    /// How many one supports.
    pub a_supports: usize,
    /// How many the other supports.
    pub b_supports: usize,
    /// What both support.
    pub shared_with: Vec<EntityRef>,
}

/// Two funders side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairReport {
    /// The state of the map.
    pub version: Version,
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// What only one supports.
    pub only_a: Vec<EntityRef>,
    /// What both support.
    pub both: Vec<EntityRef>,
    /// What only the other supports.
    pub only_b: Vec<EntityRef>,
    /// Shared of all that either supports; absent when neither supports anything known.
    pub jaccard: Option<f64>,
    /// Shared of all that the smaller supports; absent when one supports nothing known.
    pub overlap_coefficient: Option<f64>,
    /// The ties behind it all.
    pub ties: Vec<crate::Tie>,
    /// The sources of those ties.
    pub sources: std::collections::BTreeMap<String, crate::Source>,
}
