//! How two things are connected.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Source, Tie, Version};

/// The shortest ways from one thing to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Paths {
    /// The state of the map.
    pub version: Version,
    /// From.
    pub from: EntityRef,
    /// To.
    pub to: EntityRef,
    /// The ways, the shortest first. Empty: no way is *known*.
    pub paths: Vec<Path>,
    /// Whether the search stopped at its limit before it had seen everything.
    pub cut: bool,
    /// The sources of the ties.
    pub sources: BTreeMap<String, Source>,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Path {
    /// The steps in order.
    pub steps: Vec<PathStep>,
}

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PathStep {
    /// From here,
    pub from: EntityRef,
    /// to here,
    pub to: EntityRef,
    /// by this tie,
    pub tie: Tie,
    /// which is walked in its own direction or against it.
    pub forward: bool,
}
