//! How a row names what is known already.

use waymark_model::{Entity, EntityId, Profile, Provenance, SourceId};

use crate::draft::Draft;

/// How a row names a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowNamed {
    /// By a name that it has.
    AsKnown,
    /// By the name that this source gave it before, which is said again, so that it stays.
    ByName,
    /// By another name than those that it has.
    ByAlias,
}

/// How a source names a thing of the draft or the map. A name that another has (`is_anothers`) is
/// not taken as an alias, or the next row with that name could mean either.
pub(crate) fn how_named(
    draft: &mut Draft<'_>,
    source: &SourceId,
    id: &EntityId,
    name: &str,
    is_anothers: bool,
) -> HowNamed {
    let is_own = |provenance: &Provenance| provenance.source == *source;
    let in_draft = draft.entity(id).map(Entity::profile);
    if in_draft.is_some_and(|profile| names(profile).any(|known| known == name)) {
        return HowNamed::AsKnown;
    }
    let on_map = draft.map.entity(id).map(Entity::profile);
    if let Some(profile) = on_map {
        let gave =
            |fact: &waymark_model::Fact<String>| fact.value == name && is_own(&fact.provenance);
        if profile.name.iter().any(gave) {
            return HowNamed::ByName;
        }
        if profile.aliases.iter().any(gave) {
            return HowNamed::ByAlias;
        }
    }
    match is_anothers || draft.is_named(id, name) {
        true => HowNamed::AsKnown,
        false => HowNamed::ByAlias,
    }
}

fn names(profile: &Profile) -> impl Iterator<Item = &str> {
    profile.name.iter().chain(&profile.aliases).map(|fact| fact.value.as_str())
}
