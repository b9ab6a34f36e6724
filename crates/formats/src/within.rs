//! What is within what: on the map, and by what was read.

use rustc_hash::FxHashMap;
use waymark_model::{EntityId, Map, leads_to};

/// Parts and wholes of the map and of what was read.
pub(crate) struct Within<'m> {
    map: &'m Map,
    wholes: FxHashMap<EntityId, Vec<EntityId>>,
    parts: FxHashMap<EntityId, Vec<EntityId>>,
}

impl<'m> Within<'m> {
    pub(crate) fn of(map: &'m Map) -> Self {
        Self { map, wholes: FxHashMap::default(), parts: FxHashMap::default() }
    }

    /// Remembers that one thing is to become a part of another.
    pub(crate) fn add(&mut self, part: &EntityId, whole: &EntityId) {
        self.wholes.entry(part.clone()).or_default().push(whole.clone());
        self.parts.entry(whole.clone()).or_default().push(part.clone());
    }

    /// Whether a thing would be within itself if it were a part of another. What is directly a part
    /// already makes no circle, or it would not be there.
    pub(crate) fn would_go_round(&self, part: &EntityId, whole: &EntityId) -> bool {
        let on = |id| self.map.wholes_of(id).chain(self.wholes.get(id).into_iter().flatten());
        let back = |id| self.map.parts_of(id).chain(self.parts.get(id).into_iter().flatten());
        !on(part).any(|id| id == whole) && leads_to(whole, part, on, back)
    }
}
