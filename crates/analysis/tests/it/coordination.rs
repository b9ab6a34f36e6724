use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{CoordinationConfig, PairCounts, coordination};
use waymark_model::{EntityId, EntityKind, Map, TieKind};

use crate::maps::{any_map, drawn, frame, id, names};

#[test]
fn tied_pairs_of_one_goal_are_compared_with_all_its_pairs() {
    let answer = coordination(
        &drawn(
            "a -serves-> access
             b -serves-> access
             c -serves-> access
             d -serves-> quality
             a -uses-> b
             b -coordinates-> a both
             c -uses-> d",
        ),
        &CoordinationConfig::default(),
    );
    let access = &answer.goals[0].counts;
    assert_eq!((access.tied, access.pairs), (1, 3));
    let quality = &answer.goals[1].counts;
    assert_eq!((quality.pairs, quality.ratio()), (0, None));
    assert_eq!(answer.tied_pairs[0].ties.len(), 2);
    assert_eq!(answer.ties, 3);
    assert!(answer.tied_pairs[1].goals.is_empty());
    assert_eq!((answer.confirmed.both, answer.confirmed.declared.known), (1, 1));
    assert_eq!(answer.confirmed.declared.of, 3);
}

#[test]
fn parts_of_one_whole_are_no_strangers() {
    let answer = coordination(
        &drawn(
            "a -part_of-> whole
             b -part_of-> whole
             a -serves-> access
             b -serves-> access
             whole -serves-> access
             c -serves-> access
             a -uses-> b",
        ),
        &CoordinationConfig::default(),
    );
    let expected = PairCounts { initiatives: 4, pairs: 3, tied: 0, kin: 3, kin_tied: 1 };
    assert_eq!(answer.any_goal, expected);
    assert!(answer.tied_pairs[0].kin);
    assert_eq!(names(&answer.isolates), ["c", "whole"]);
}

#[test]
fn a_goal_stated_twice_is_one_goal_and_as_sure_as_the_surer_statement() {
    let answer = coordination(
        &drawn(
            "a -serves-> access inferred
             a -serves-> access
             b -serves-> access inferred
             a -uses-> b",
        ),
        &CoordinationConfig::default(),
    );
    assert_eq!(names(&answer.tied_pairs[0].goals), ["access"]);
    assert_eq!((answer.goals[0].counts.initiatives, answer.goals[0].inferred), (2, 1));
}

#[test]
fn nobody_declared_is_unknown_and_not_unconfirmed() {
    let answer = coordination(&drawn("a -uses-> b"), &CoordinationConfig::default());
    assert_eq!(answer.confirmed.ratio(), None);
    assert_eq!(answer.confirmed.declared.unknown(), 1);
}

#[test]
fn initiatives_of_one_lead_are_reported_apart() {
    let answer = coordination(
        &drawn(
            "engine -leads-> a
             engine -leads-> b
             engine -leads-> c
             a -uses-> b
             other -leads-> a",
        ),
        &CoordinationConfig::default(),
    );
    assert_eq!(answer.shared_leads.len(), 1);
    let shared = &answer.shared_leads[0];
    assert_eq!((shared.lead.as_str(), shared.pairs, shared.tied), ("engine", 3, 1));
    assert_eq!(names(&answer.isolates), ["c"]);
}

#[test]
fn groups_come_largest_first_and_a_cut_is_said() {
    let config = CoordinationConfig { limit: 1, ..CoordinationConfig::default() };
    let answer = coordination(&drawn("a -uses-> b\nx -uses-> y\ny -uses-> z"), &config);
    let groups: Vec<_> = answer.components.iter().map(|group| names(group)).collect();
    assert_eq!(groups, [vec!["x", "y", "z"], vec!["a", "b"]]);
    assert!(answer.cut);
    assert_eq!(answer.total_tied_pairs, 3);
}

fn goals_of(map: &Map, initiative: &EntityId) -> BTreeSet<EntityId> {
    let serves = map.ties_from(initiative).filter(|tie| tie.kind == TieKind::Serves);
    serves.map(|tie| tie.to.clone()).collect()
}

fn tied(map: &Map, a: &EntityId, b: &EntityId) -> bool {
    let mut ties = map.ties_between(a, b).chain(map.ties_between(b, a));
    ties.any(|tie| CoordinationConfig::KINDS.contains(&tie.kind))
}

/// Counts pairs one by one.
fn count(map: &Map, same: impl Fn(&EntityId, &EntityId) -> bool) -> PairCounts {
    let all: Vec<&EntityId> = map.entities_of(EntityKind::Initiative).map(|e| e.id()).collect();
    let mut counts = PairCounts::default();
    for (place, a) in all.iter().enumerate() {
        counts.initiatives += usize::from(same(a, a));
        for b in all[place + 1..].iter().filter(|b| same(a, b)) {
            let tied = usize::from(tied(map, a, b));
            if map.umbrella_of(a) == map.umbrella_of(b) {
                counts.kin += 1;
                counts.kin_tied += tied;
            } else {
                counts.pairs += 1;
                counts.tied += tied;
            }
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pairs_are_those_counted_one_by_one(map in any_map()) {
        let answer = coordination(&frame(&map), &CoordinationConfig::default());
        let share = |a: &EntityId, b: &EntityId| !goals_of(&map, a).is_disjoint(&goals_of(&map, b));
        prop_assert_eq!(answer.any_goal, count(&map, share));
        for goal in &answer.goals {
            let serve = |a: &EntityId, b: &EntityId| {
                goals_of(&map, a).contains(&goal.goal) && goals_of(&map, b).contains(&goal.goal)
            };
            prop_assert_eq!(goal.counts, count(&map, serve));
        }
    }

    #[test]
    fn everyone_is_an_isolate_or_in_one_group(map in any_map()) {
        let answer = coordination(&frame(&map), &CoordinationConfig::default());
        let mut all: Vec<EntityId> = answer.components.concat();
        for group in &answer.components {
            prop_assert!(group.len() > 1);
            for member in group {
                prop_assert!(group.iter().any(|other| tied(&map, member, other)));
            }
        }
        for alone in &answer.isolates {
            let others = map.entities_of(EntityKind::Initiative);
            prop_assert!(!others.map(|e| e.id()).any(|other| tied(&map, alone, other)));
        }
        all.extend(answer.isolates);
        all.sort();
        prop_assert_eq!(all.len(), crate::maps::INITIATIVES);
        prop_assert_eq!(&all[0], &id("i0"));
    }
}
