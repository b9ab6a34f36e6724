//! The whole map as one document.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Edition, Entity, FacetInput, Milestone, Source, Tie, Version};

/// Everything on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Export {
    /// The state of the map.
    pub version: Version,
    /// The organizations, initiatives, goals and publications.
    pub entities: Vec<Entity>,
    /// The ties.
    pub ties: Vec<Tie>,
    /// The milestones.
    pub milestones: Vec<Milestone>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The facets with their terms.
    pub facets: Vec<FacetInput>,
    /// The editions.
    pub editions: Vec<Edition>,
}
