//! Two modes: those that ties come from on one side, what they go to on the other.
//!
//! Ties are support and leadership, unless other kinds are chosen: support is funding that is not
//! only asked for and not declined. Who gives or leads stands on the first side, what is given to
//! or led on the second. Somebody who does both, such as a re-granter, stands on the first, and the
//! ties to them are left out and counted: an edge never stays on its side.

use std::collections::HashSet;

use waymark_analysis::AnalysisError;
use waymark_model::{EntityId, EntityKind, Tie, TieKind};
use waymark_networks::{Direction, Mode as Side};

use super::Making;
use crate::choice::two_mode_kinds;

pub(super) fn make(making: &mut Making<'_, '_>) -> Result<(), AnalysisError> {
    let (part, kinds) = (making.part, &making.choice.kinds);
    let ties_of = two_mode_kinds(kinds);
    let of_goals = ties_of.contains(&TieKind::Serves);
    making.about = if of_goals {
        "two modes: initiatives, and the goals they serve"
    } else {
        "two modes: who gives or leads, and what they support or lead"
    };
    let has = |id: &EntityId| part.map.entity(id).is_some_and(|each| kinds.has(each.kind()));
    let counts = |tie: &Tie| {
        let is_meant = tie.kind != TieKind::Funds || tie.is_support();
        is_meant && ties_of.contains(&tie.kind) && has(&tie.from) && has(&tie.to)
    };
    let counted = || part.ties().iter().copied().filter(|tie| counts(tie));
    let first: HashSet<&EntityId> = counted().map(|tie| &tie.from).collect();
    let second: HashSet<&EntityId> =
        counted().map(|tie| &tie.to).filter(|id| !first.contains(id)).collect();

    // On which side somebody would stand who has no such tie.
    let [from, to] = if of_goals {
        [EntityKind::Initiative, EntityKind::Goal]
    } else {
        [EntityKind::Organization, EntityKind::Initiative]
    };
    let mut joined: HashSet<&EntityId> = HashSet::new();
    let mut kept = Vec::new();
    for tie in part.ties() {
        if !counts(tie) {
            making.left_out.left_out_tie(tie);
        } else if first.contains(&tie.to) {
            let what = "ties to those who give or lead themselves, on whose side they would stay";
            making.left_out.add(what, || tie.id.to_string());
        } else {
            joined.extend([&tie.from, &tie.to]);
            kept.push(*tie);
        }
    }
    for entity in part.entities() {
        let (id, kind) = (entity.id(), entity.kind());
        let side = match () {
            () if first.contains(id) => Some(Side::First),
            () if second.contains(id) => Some(Side::Second),
            () if kind == from => Some(Side::First),
            () if kind == to => Some(Side::Second),
            () => None,
        };
        let is_wanted = making.choice.isolates || joined.contains(id);
        match side.filter(|_| kinds.has(kind) && is_wanted) {
            Some(side) => making.node(entity, Some(side))?,
            None => making.left_out.left_out_thing(entity),
        }
    }
    for tie in kept {
        making.tie(tie, Direction::Undirected);
    }
    Ok(())
}
