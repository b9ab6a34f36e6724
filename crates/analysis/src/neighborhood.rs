//! What is near a thing.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{EntityId, Map, TieId};

use crate::AnalysisError;
use crate::known::unknown_entity;

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeighborhoodConfig {
    /// How many ties away; 0 to 2.
    pub depth: usize,
    /// At most so many things, the one in the middle among them.
    pub limit: usize,
    /// At most so many ties.
    pub limit_ties: usize,
}

impl Default for NeighborhoodConfig {
    fn default() -> Self {
        Self { depth: 1, limit: 200, limit_ties: 2000 }
    }
}

/// A thing that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbor {
    /// The thing.
    pub id: EntityId,
    /// How many ties away it is.
    pub depth: usize,
    /// How many ties it has on the whole map, shown here or not.
    pub degree: usize,
}

/// What is near a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighborhood {
    /// The thing in the middle.
    pub center: EntityId,
    /// How far was looked.
    pub config: NeighborhoodConfig,
    /// The things: the one in the middle, then the nearer first, each distance in the order of ids.
    pub entities: Vec<Neighbor>,
    /// The ties between them, in the order of ids.
    pub ties: Vec<TieId>,
    /// Whether things or ties were left out because of a limit.
    pub cut: bool,
}

/// Looks around a thing. O(d log d) in the ties of the things shown.
///
/// # Errors
/// When there is no such thing, or the depth is more than 2.
pub fn neighborhood(
    map: &Map,
    center: &EntityId,
    config: &NeighborhoodConfig,
) -> Result<Neighborhood, AnalysisError> {
    if config.depth > 2 {
        return Err(AnalysisError::Parameter {
            what: "depth",
            value: config.depth.to_string(),
            expected: "0 to 2",
        });
    }
    if map.entity(center).is_none() {
        return Err(unknown_entity("entity", center));
    }
    let (depths, cut_entities) = within(map, center, config);
    let (ties, cut_ties) = ties_among(map, &depths, config.limit_ties);
    let mut entities: Vec<Neighbor> = depths
        .into_iter()
        .map(|(id, depth)| Neighbor { degree: map.degree(&id), id, depth })
        .collect();
    entities.sort_by_key(|neighbor| neighbor.depth);
    Ok(Neighborhood {
        center: center.clone(),
        config: *config,
        entities,
        ties,
        cut: cut_entities || cut_ties,
    })
}

/// Everything within the depth, as far as the limit lets, and whether something is left out.
fn within(
    map: &Map,
    center: &EntityId,
    config: &NeighborhoodConfig,
) -> (BTreeMap<EntityId, usize>, bool) {
    let mut depths = BTreeMap::from([(center.clone(), 0)]);
    let mut edge = BTreeSet::from([center.clone()]);
    for depth in 1..=config.depth {
        let mut next: BTreeSet<EntityId> = BTreeSet::new();
        for id in &edge {
            let others = map.ties_of(id).map(|(_, tie)| tie.other_end(id));
            next.extend(others.filter(|other| !depths.contains_key(*other)).cloned());
        }
        let room = config.limit.saturating_sub(depths.len());
        let cut = next.len() > room;
        edge = next.into_iter().take(room).collect();
        depths.extend(edge.iter().map(|id| (id.clone(), depth)));
        if cut {
            return (depths, true);
        }
    }
    (depths, false)
}

fn ties_among(map: &Map, shown: &BTreeMap<EntityId, usize>, limit: usize) -> (Vec<TieId>, bool) {
    let mut ties: BTreeSet<&TieId> = BTreeSet::new();
    for id in shown.keys() {
        let among = map.ties_from(id).filter(|tie| shown.contains_key(&tie.to));
        ties.extend(among.map(|tie| &tie.id));
    }
    let cut = ties.len() > limit;
    (ties.into_iter().take(limit).cloned().collect(), cut)
}
