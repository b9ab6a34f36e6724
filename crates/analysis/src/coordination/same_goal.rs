//! How many pairs have a goal in common, without listing them.

use std::collections::BTreeMap;

use super::{GoalCoordination, Link, PairCounts, goals_in_order};
use crate::Frame;

/// Initiatives by what decides whether two of them make a pair.
pub(crate) struct SameGoal {
    /// For each set of goals, how many initiatives have just these, and how many of them by whole.
    sets: BTreeMap<Vec<u32>, Members>,
}

#[derive(Default)]
struct Members {
    count: usize,
    by_whole: BTreeMap<u32, usize>,
}

impl SameGoal {
    pub(crate) fn of(frame: &Frame) -> Self {
        let mut sets: BTreeMap<Vec<u32>, Members> = BTreeMap::new();
        for effort in &frame.efforts {
            let goals: Vec<u32> =
                frame.goals_of.row(effort.node).iter().map(|placement| placement.goal).collect();
            if goals.is_empty() {
                continue;
            }
            let members = sets.entry(goals).or_default();
            members.count += 1;
            *members.by_whole.entry(frame.umbrella[effort.node as usize]).or_default() += 1;
        }
        Self { sets }
    }

    /// Pairs with any goal in common: sets of goals that meet, times their members.
    pub(crate) fn any_goal(&self, frame: &Frame, links: &[Link]) -> PairCounts {
        let sets: Vec<(&Vec<u32>, &Members)> = self.sets.iter().collect();
        let mut counts = PairCounts::default();
        let mut all = 0;
        for (place, (goals, members)) in sets.iter().enumerate() {
            counts.initiatives += members.count;
            all += pairs_among(members.count);
            counts.kin += members.by_whole.values().map(|count| pairs_among(*count)).sum::<usize>();
            for (_, others) in sets[place + 1..].iter().filter(|(other, _)| meet(goals, other)) {
                all += members.count * others.count;
                counts.kin += kin_across(members, others);
            }
        }
        counts.pairs = all - counts.kin;
        count_tied(frame, links, &mut counts, |link| {
            let row = |node| frame.goals_of.row(node).iter().map(|placement| placement.goal);
            row(link.a).any(|goal| row(link.b).any(|other| other == goal))
        });
        counts
    }

    pub(super) fn by_goal(&self, frame: &Frame, links: &[Link]) -> Vec<GoalCoordination> {
        goals_in_order(frame).into_iter().map(|goal| self.goal(frame, links, goal)).collect()
    }

    pub(super) fn goal(&self, frame: &Frame, links: &[Link], goal: u32) -> GoalCoordination {
        let mut counts = PairCounts::default();
        let mut by_whole: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, members) in self.sets.iter().filter(|(goals, _)| goals.contains(&goal)) {
            counts.initiatives += members.count;
            for (whole, count) in &members.by_whole {
                *by_whole.entry(*whole).or_default() += count;
            }
        }
        counts.kin = by_whole.values().map(|count| pairs_among(*count)).sum();
        counts.pairs = pairs_among(counts.initiatives) - counts.kin;
        let serves = |node| frame.goals_of.row(node).iter().any(|p| p.goal == goal);
        count_tied(frame, links, &mut counts, |link| serves(link.a) && serves(link.b));
        let placements = frame.goals_of.items().iter();
        let inferred = placements.filter(|p| p.goal == goal && p.inferred).count();
        GoalCoordination { goal: frame.id(goal), counts, inferred }
    }
}

fn count_tied(
    frame: &Frame,
    links: &[Link],
    counts: &mut PairCounts,
    same: impl Fn(&Link) -> bool,
) {
    for link in links.iter().filter(|link| same(link)) {
        if frame.are_kin(link.a, link.b) {
            counts.kin_tied += 1;
        } else {
            counts.tied += 1;
        }
    }
}

fn pairs_among(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

fn kin_across(some: &Members, others: &Members) -> usize {
    let (few, many) =
        if some.by_whole.len() < others.by_whole.len() { (some, others) } else { (others, some) };
    few.by_whole
        .iter()
        .map(|(whole, count)| count * many.by_whole.get(whole).copied().unwrap_or(0))
        .sum()
}

/// Whether two ascending lists have an item in common.
fn meet(mut a: &[u32], mut b: &[u32]) -> bool {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        if x == y {
            return true;
        }
        if x < y {
            a = rest_a;
        } else {
            b = rest_b;
        }
    }
    false
}
