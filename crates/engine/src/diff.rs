//! What differs between two states.

use std::collections::BTreeSet;

use waymark_model::Map;

use crate::RecordKey;

/// The records in which one state differs from another, in a stable order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Only in the later state.
    pub added: Vec<RecordKey>,
    /// Only in the earlier state.
    pub removed: Vec<RecordKey>,
    /// In both, saying something else.
    pub changed: Vec<RecordKey>,
}

impl Diff {
    /// Compares two states. O((n + m) log) for n and m records.
    pub fn between(earlier: &Map, later: &Map) -> Self {
        let (before, after) = (keys(earlier), keys(later));
        let changed = before.intersection(&after).filter(|key| !key.same_in(earlier, later));
        Self {
            added: after.difference(&before).cloned().collect(),
            removed: before.difference(&after).cloned().collect(),
            changed: changed.cloned().collect(),
        }
    }
}

fn keys(map: &Map) -> BTreeSet<RecordKey> {
    let sources = map.sources().map(|source| RecordKey::Source(source.id.clone()));
    let editions = map.editions().map(|edition| RecordKey::Edition(edition.id.clone()));
    let facets = map.facets().map(|facet| RecordKey::Facet(facet.id.clone()));
    let entities = map.entities().map(|entity| RecordKey::Entity(entity.id().clone()));
    let ties = map.ties().map(|tie| RecordKey::Tie(tie.id.clone()));
    let milestones = map.milestones();
    let milestones = milestones.map(|milestone| RecordKey::Milestone(milestone.id.clone()));
    sources.chain(editions).chain(facets).chain(entities).chain(ties).chain(milestones).collect()
}
