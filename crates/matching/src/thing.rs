//! What is compared of a thing: its names and what else tells it from others.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{Direction, Entity, EntityId, EntityKind, Fact, Identifier, Map, fold_name};

use crate::normal::Normal;

/// So many names of a thing are compared at most.
const MOST_NAMES: usize = 8;

/// A thing as it is compared.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) id: EntityId,
    pub(crate) kind: EntityKind,
    /// Its preferred name first.
    pub(crate) names: Vec<Normal>,
    pub(crate) identifiers: Vec<Identifier>,
    /// The hosts of its websites.
    pub(crate) hosts: BTreeSet<String>,
    /// Where it is: what sort of place, and which.
    pub(crate) places: BTreeMap<String, BTreeSet<String>>,
    pub(crate) sorts: BTreeSet<String>,
    /// What it is tied to: how, and with whom.
    pub(crate) neighbours: BTreeSet<(bool, waymark_model::TieKind, EntityId)>,
    /// Ids that somebody said it is not.
    pub(crate) not: BTreeSet<EntityId>,
    pub(crate) ties: usize,
}

impl Thing {
    pub(crate) fn of(map: &Map, entity: &Entity) -> Self {
        let profile = entity.profile();
        let mut names: Vec<Normal> = Vec::new();
        for fact in profile.name.iter().chain(&profile.aliases) {
            if names.len() < MOST_NAMES && !names.iter().any(|known| known.written == fact.value) {
                names.push(Normal::of(&fact.value));
            }
        }
        let mut identifiers = Vec::new();
        let mut sorts = BTreeSet::new();
        if let Some(organization) = entity.as_organization() {
            let given = organization.identifiers.iter().map(|fact| &fact.value);
            identifiers.extend(given.filter(|it| !it.bare().is_empty()).cloned());
            sorts.extend(organization.sort.iter().map(|fact| fold_name(&fact.value)));
        }
        let neighbours = map.ties_of(entity.id()).map(|(direction, tie)| {
            (direction == Direction::Out, tie.kind, tie.other_end(entity.id()).clone())
        });
        Self {
            id: entity.id().clone(),
            kind: entity.kind(),
            names,
            identifiers,
            hosts: profile.website.iter().filter_map(|fact| host(&fact.value)).collect(),
            places: places(entity),
            sorts,
            neighbours: neighbours.collect(),
            not: map.said_not_to_be(entity.id()).collect(),
            ties: map.degree(entity.id()),
        }
    }
}

/// The host of an address, without `www.`; of hosts where many have a page, nothing.
pub(crate) fn host(address: &str) -> Option<String> {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    let shared = [
        "facebook.com",
        "linkedin.com",
        "twitter.com",
        "x.com",
        "github.com",
        "medium.com",
        "sites.google.com",
        "wikipedia.org",
        "en.wikipedia.org",
        "youtube.com",
        "instagram.com",
    ];
    (host.contains('.') && !shared.contains(&host)).then(|| host.to_owned())
}

fn places(entity: &Entity) -> BTreeMap<String, BTreeSet<String>> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let profile = entity.profile();
    for Fact { value, .. } in
        profile.terms.iter().filter(|fact| fact.value.facet.as_str() == "place")
    {
        places.entry("place".to_owned()).or_default().insert(value.term.to_string());
    }
    for (key, facts) in &profile.attributes {
        let folded = fold_name(key);
        let of_place = ["city", "state", "country", "postal code", "zip"]
            .into_iter()
            .find(|word| folded.split(' ').any(|part| part == *word) || folded == *word);
        if let Some(word) = of_place {
            let values = facts.iter().map(|fact| fold_name(&fact.value));
            places.entry(word.to_owned()).or_default().extend(values);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_a_host_unless_many_have_pages_there() {
        assert_eq!(host("https://www.Lumina.org/about?x").as_deref(), Some("lumina.org"));
        assert_eq!(host("lumina.org").as_deref(), Some("lumina.org"));
        assert_eq!(host("https://www.facebook.com/lumina"), None);
        assert_eq!(host("none"), None);
    }
}
