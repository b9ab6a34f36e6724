//! Lists: a page at a time, in a stable order.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Version;

/// A part of a list. The order is stable for one version, so that following `next` shows each item
/// once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The state of the map.
    pub version: Version,
    /// How many items the whole list has.
    pub total: usize,
    /// The items of this part.
    pub items: Vec<T>,
    /// What to give as `cursor` for the next part; absent at the end.
    pub next: Option<String>,
}
