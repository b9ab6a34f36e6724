//! Things by name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Version};

/// What a search found, the best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchAnswer {
    /// The state of the map.
    pub version: Version,
    /// What was searched for.
    pub query: String,
    /// What was found.
    pub hits: Vec<SearchHit>,
    /// How many there are in all; may be more than were asked for.
    pub total: usize,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchHit {
    /// The thing.
    pub entity: EntityRef,
    /// The name, alias or code that matched.
    pub matched: String,
    /// How well, 0 to 1.
    pub score: f64,
    /// How many ties it has.
    pub ties: usize,
}
