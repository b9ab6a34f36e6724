//! Named, immutable states of a map.

use crate::{Date, EditionId, Provenance};

/// An edition: a printed one that sources speak of, or a published state of this map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its id, such as `2019-01`.
    pub id: EditionId,
    /// What it is called.
    pub name: String,
    /// When it came out.
    pub date: Option<Date>,
    /// The log position whose state it names; `None` for an edition known only from sources, whose
    /// state cannot be replayed.
    pub position: Option<u64>,
    /// Where it is known from.
    pub provenance: Provenance,
}
