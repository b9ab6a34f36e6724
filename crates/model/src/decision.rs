//! What people decided about who is who: that one thing is another, or that two are not.
//!
//! Decisions are facts like any other, kept among the attributes of a thing: they have a source,
//! stand in the log, can be undone, and go along when the thing is merged or exported. A tie would
//! not do: networks would count it.

use crate::{Entity, EntityId, Map};

/// The attribute with the ids of what was merged into a thing.
pub const FORMER_ID: &str = "former id";

/// The attribute with the ids of what a thing is not, although it looks like it.
pub const NOT_THE_SAME: &str = "not the same as";

impl Entity {
    /// The ids under one of the two headings above.
    fn ids_under(&self, heading: &str) -> impl Iterator<Item = EntityId> {
        let facts = self.profile().attributes.get(heading).into_iter().flatten();
        facts.filter_map(|fact| EntityId::parse(&fact.value).ok())
    }

    /// The ids of what was merged into it.
    pub fn former_ids(&self) -> impl Iterator<Item = EntityId> {
        self.ids_under(FORMER_ID)
    }
}

impl Map {
    /// The thing that another was merged into. Linear in the number of things.
    pub fn became(&self, gone: &EntityId) -> Option<&Entity> {
        if self.entity(gone).is_some() {
            return None;
        }
        self.entities().find(|entity| entity.former_ids().any(|id| id == *gone))
    }

    /// The ids that somebody said a thing is not, as they were said.
    pub fn said_not_to_be(&self, id: &EntityId) -> impl Iterator<Item = EntityId> {
        self.entity(id).into_iter().flat_map(|entity| entity.ids_under(NOT_THE_SAME))
    }

    /// Whether somebody said that two things are not the same, of them or of what was merged into
    /// them.
    pub fn said_to_differ(&self, a: &EntityId, b: &EntityId) -> bool {
        let (Some(one), Some(other)) = (self.entity(a), self.entity(b)) else { return false };
        let says = |from: &Entity, to: &Entity| {
            from.ids_under(NOT_THE_SAME)
                .any(|not| not == *to.id() || to.former_ids().any(|former| former == not))
        };
        says(one, other) || says(other, one)
    }
}
