//! One mode: things joined by what they share.

use std::collections::{BTreeSet, HashSet};

use waymark_analysis::AnalysisError;
use waymark_measures::{Incidence, Watch, projection};
use waymark_model::{EntityId, EntityKind, Tie, TieKind};
use waymark_networks::{Direction, Edge, Value};

use super::Making;
use crate::{Joined, Part, Weighing};

/// At most so many pairs are gone over. Where there are more, what most share is left out.
const MOST_PAIRS: u64 = 2_000_000;

pub(super) fn make(making: &mut Making<'_, '_>, watch: &dyn Watch) -> Result<(), AnalysisError> {
    let (part, joined) = (making.part, making.choice.joined);
    making.about = joined.sentence();
    let kinds = &making.choice.kinds;
    let has = |id: &EntityId| part.map.entity(id).is_some_and(|each| kinds.has(each.kind()));
    let mut shares: Vec<(&EntityId, &EntityId)> = Vec::new();
    for tie in part.ties() {
        let is_kind = kinds.ties.is_empty() || kinds.ties.contains(&tie.kind);
        match holder_and_item(part, joined, tie).filter(|_| is_kind) {
            Some((holder, item)) if has(holder) => shares.push((holder, item)),
            _ => making.left_out.left_out_tie(tie),
        }
    }
    let holders: Vec<&EntityId> = unique(shares.iter().map(|(holder, _)| *holder));
    let items: Vec<&EntityId> = unique(shares.iter().map(|(_, item)| *item));
    let place = |ids: &[&EntityId], id: &EntityId| ids.partition_point(|other| *other < id) as u32;
    let entries: Vec<(u32, u32)> = shares
        .iter()
        .map(|(holder, item)| (place(&holders, holder), place(&items, item)))
        .collect();
    let matrix = Incidence::of(holders.len(), items.len(), &entries);
    let projected = projection(&matrix, MOST_PAIRS, watch)?;
    for column in &projected.left_out {
        let what = "what too many share to go over all pairs of them";
        making.left_out.add(what, || items[*column as usize].to_string());
    }

    let neighbors = &projected.graph.neighbors;
    let is_joined = |row: &u32| !neighbors.row(*row).is_empty();
    let joined_to: HashSet<&EntityId> =
        (0..holders.len() as u32).filter(is_joined).map(|row| holders[row as usize]).collect();
    for entity in part.entities() {
        let id = entity.id();
        let could_be = is_candidate(joined, entity.kind()) || holders.binary_search(&id).is_ok();
        let is_wanted = making.choice.isolates || joined_to.contains(id);
        if could_be && is_wanted && kinds.has(entity.kind()) {
            making.node(entity, None)?;
        } else {
            making.left_out.left_out_thing(entity);
        }
    }
    for a in 0..holders.len() as u32 {
        for neighbor in neighbors.row(a).iter().filter(|neighbor| neighbor.to > a) {
            let b = neighbor.to;
            let shared = matrix.shared(a, b).count();
            let all = matrix.rows.row(a).len() + matrix.rows.row(b).len() - shared;
            let ends = [a, b].map(|row| making.places.get(holders[row as usize]).copied());
            let [Some(from), Some(to)] = ends else { continue };
            let mut edge = Edge::new(from, to, Direction::Undirected);
            edge.weight = Some(match making.choice.weighing {
                Weighing::Shared => shared as f64,
                Weighing::Newman => neighbor.weight,
                Weighing::Jaccard => shared as f64 / all as f64,
            });
            edge.values.set("shared", Value::Integer(shared as i64));
            making.put(edge);
        }
    }
    Ok(())
}

fn unique<'a>(ids: impl Iterator<Item = &'a EntityId>) -> Vec<&'a EntityId> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Which node a tie gives what to share, if it gives any.
fn holder_and_item<'t>(
    part: &Part<'_>,
    joined: Joined,
    tie: &'t Tie,
) -> Option<(&'t EntityId, &'t EntityId)> {
    let goes_to = |kind: EntityKind| part.map.entity(&tie.to).is_some_and(|to| to.kind() == kind);
    let to_initiative = goes_to(EntityKind::Initiative);
    let out = (&tie.from, &tie.to);
    let back = (&tie.to, &tie.from);
    match joined {
        Joined::InitiativesByFunders => (tie.is_support() && to_initiative).then_some(back),
        Joined::InitiativesByGoals => (tie.kind == TieKind::Serves).then_some(out),
        Joined::InitiativesByLeads => (tie.kind == TieKind::Leads).then_some(back),
        Joined::InitiativesByPartners => {
            (tie.kind == TieKind::Partners && to_initiative).then_some(back)
        }
        Joined::RecipientsByFunders => tie.is_support().then_some(back),
        Joined::FundersByRecipients => tie.is_support().then_some(out),
        Joined::OrganizationsByInitiatives => {
            let takes_part = matches!(tie.kind, TieKind::Leads | TieKind::Partners);
            ((takes_part || tie.is_support()) && to_initiative).then_some(out)
        }
    }
}

/// Whether things of a kind are nodes even if nothing is known that they could share.
fn is_candidate(joined: Joined, kind: EntityKind) -> bool {
    match joined {
        Joined::InitiativesByFunders
        | Joined::InitiativesByGoals
        | Joined::InitiativesByLeads
        | Joined::InitiativesByPartners
        | Joined::RecipientsByFunders => kind == EntityKind::Initiative,
        // Whoever is not known to give is not known to be a funder.
        Joined::FundersByRecipients => false,
        Joined::OrganizationsByInitiatives => kind == EntityKind::Organization,
    }
}
