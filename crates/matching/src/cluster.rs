//! Pairs joined to groups: what may all be one thing.

use std::collections::BTreeMap;

use waymark_model::EntityId;

/// Things that pairs join, one through another.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The things, in the order of ids.
    pub things: Vec<EntityId>,
    /// How many of the pairs join them.
    pub pairs: usize,
    /// The probability of the weakest of these pairs.
    pub weakest: f64,
}

/// The groups of three or more that pairs with a probability make, the largest first. Nearly linear
/// in the number of pairs.
pub(crate) fn clusters(pairs: &[(&EntityId, &EntityId, f64)]) -> Vec<Cluster> {
    let mut leader: BTreeMap<&EntityId, &EntityId> = BTreeMap::new();
    for (a, b, _) in pairs {
        let (a, b) = (find(&mut leader, a), find(&mut leader, b));
        leader.insert(a.max(b), a.min(b));
    }
    let members: Vec<&EntityId> = leader.keys().copied().collect();
    let mut groups: BTreeMap<&EntityId, Cluster> = BTreeMap::new();
    for member in members {
        let group = groups.entry(find(&mut leader, member)).or_insert_with(|| Cluster {
            things: Vec::new(),
            pairs: 0,
            weakest: 1.0,
        });
        group.things.push(member.clone());
    }
    for (a, _, probability) in pairs {
        if let Some(group) = groups.get_mut(find(&mut leader, a)) {
            group.pairs += 1;
            group.weakest = group.weakest.min(*probability);
        }
    }
    let mut groups: Vec<Cluster> =
        groups.into_values().filter(|group| group.things.len() > 2).collect();
    groups
        .sort_by(|a, b| b.things.len().cmp(&a.things.len()).then_with(|| a.things.cmp(&b.things)));
    groups
}

fn find<'p>(leader: &mut BTreeMap<&'p EntityId, &'p EntityId>, id: &'p EntityId) -> &'p EntityId {
    let mut root = id;
    while let Some(above) = leader.get(root).copied().filter(|above| *above != root) {
        root = above;
    }
    // Whoever was on the way leads straight there from now on.
    let mut at = id;
    while let Some(above) = leader.insert(at, root).filter(|above| *above != root && *above != at) {
        at = above;
    }
    root
}
