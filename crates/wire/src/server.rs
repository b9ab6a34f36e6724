//! What a server lets its readers do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one may do here, so that a page need not offer what would be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Server {
    /// Whether the map may be changed.
    pub may_edit: bool,
    /// Whether changes may be suggested, to wait for an editor.
    pub may_suggest: bool,
    /// How many suggestions wait for an editor.
    pub waiting: usize,
}
