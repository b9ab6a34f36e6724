//! Whose exit would take the most of what stays.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use waymark_model::{EntityId, EntityKind, MilestoneStatus};

use super::Support;
use super::places::initiatives_of_goals;

/// A funder and what rests on it alone, of the support that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitFunder {
    /// The funder.
    pub funder: EntityId,
    /// How many initiatives and organizations it supports.
    pub recipients: usize,
    /// Initiatives of which it is the only known funder.
    pub initiatives: usize,
    /// Organizations of which it is the only known funder.
    pub organizations: usize,
    /// Goals none of whose initiatives would keep known support.
    pub goals: Vec<EntityId>,
    /// Planned milestones of those that would lose all.
    pub milestones: usize,
}

/// The funders of the support that stays: first those on whom the most initiatives rest alone,
/// then organizations, then those who support more, then in the order of ids.
pub(super) fn ranking(support: &Support<'_>) -> Vec<ExitFunder> {
    let frame = support.frame;
    let mut funders: BTreeMap<u32, ExitFunder> = BTreeMap::new();
    let new = |funder: u32| ExitFunder {
        funder: frame.id(funder),
        recipients: 0,
        initiatives: 0,
        organizations: 0,
        goals: Vec::new(),
        milestones: 0,
    };
    // For each thing its only funder, if it has exactly one.
    let mut only: Vec<Option<u32>> = vec![None; frame.len()];
    for node in support.recipients() {
        let stays = support.funders(node, true);
        for funder in &stays {
            funders.entry(*funder).or_insert_with(|| new(*funder)).recipients += 1;
        }
        let Some(funder) = stays.first().copied().filter(|_| stays.len() == 1) else { continue };
        only[node as usize] = Some(funder);
        let found = funders.entry(funder).or_insert_with(|| new(funder));
        match frame.is(node, EntityKind::Initiative) {
            true => found.initiatives += 1,
            false => found.organizations += 1,
        }
    }
    for event in &frame.events {
        let funder = only[event.node as usize].and_then(|funder| funders.get_mut(&funder));
        if let Some(funder) = funder.filter(|_| event.status == Some(MilestoneStatus::Planned)) {
            funder.milestones += 1;
        }
    }
    for (goal, initiatives) in initiatives_of_goals(frame) {
        let mut supported = initiatives.iter().filter(|node| support.stays_supported(**node));
        let Some(first) = supported.next().and_then(|node| only[*node as usize]) else { continue };
        if supported.all(|node| only[*node as usize] == Some(first))
            && let Some(funder) = funders.get_mut(&first)
        {
            funder.goals.push(frame.id(goal));
        }
    }
    let mut ranked: Vec<ExitFunder> = funders.into_values().collect();
    ranked.sort_by_key(|it| Reverse((it.initiatives, it.organizations, it.recipients)));
    ranked
}
