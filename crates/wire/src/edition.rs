//! Named states of the map.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Provenance, Source, Version};

/// The editions, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Editions {
    /// The state of the map now.
    pub version: Version,
    /// All editions.
    pub editions: Vec<Edition>,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Edition {
    /// Its id, such as `2019-01`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it came out (EDTF).
    pub date: Option<String>,
    /// The log position it names; absent for a printed edition whose state is not on record, which
    /// cannot be opened.
    pub position: Option<u64>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// The source it is known from.
    pub source: Option<Source>,
}

/// A request to publish the present state as an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublishEdition {
    /// The id to give it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its date (EDTF).
    #[serde(default)]
    pub date: Option<String>,
    /// Who publishes it.
    #[serde(default)]
    pub author: Option<String>,
}

/// What differs between two states of the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Diff {
    /// The earlier state.
    pub from: Version,
    /// The later state.
    pub to: Version,
    /// Records that were added.
    pub added: Vec<RecordRef>,
    /// Records that were removed.
    pub removed: Vec<RecordRef>,
    /// Records that were changed.
    pub changed: Vec<RecordRef>,
    /// How many of all differences are in this answer.
    pub shown: crate::Known,
}

/// Names a record of any sort.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct RecordRef {
    /// What sort: `organization`, `initiative`, `goal`, `publication`, `tie`, `milestone`,
    /// `source`, `facet`, `edition`.
    pub record: String,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}
