//! Coordination against chance, and how ties hang together.

use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, CoordinationChanceConfig, CoordinationConfig, CoordinationVerdict, Grouping,
    StructureConfig, coordination, coordination_chance, coordination_mixing,
    coordination_structure,
};
use waymark_measures::Unwatched;
use waymark_model::{FacetId, Map, TieKind};

use crate::maps::{any_map, drawn, frame, names};

fn seeded() -> CoordinationChanceConfig {
    CoordinationChanceConfig { seed: 7, samples: Some(999) }
}

/// Initiatives of two goals, each tied to those of its own only: a ring with chords.
fn apart(each: usize) -> String {
    let mut lines = Vec::new();
    for goal in ["x", "y"] {
        for n in 0..each {
            lines.push(format!("{goal}{n} -serves-> {goal}"));
            lines.push(format!("{goal}{n} -uses-> {goal}{}", (n + 1) % each));
            lines.push(format!("{goal}{n} -uses-> {goal}{}", (n + 2) % each));
        }
    }
    lines.join("\n")
}

#[test]
fn those_who_tie_to_their_own_goal_only_do_so_more_than_chance() {
    let answer = coordination_chance(&drawn(&apart(8)), &seeded(), &Unwatched).unwrap();
    assert_eq!((answer.ties, answer.samples, answer.tests), (32, 999, 2));
    for (_, chance) in &answer.goals {
        let chance = chance.unwrap();
        assert_eq!((chance.tied, chance.p_more), (16, 0.001));
        assert!(chance.expected > 6.0 && chance.expected < 9.0, "{}", chance.expected);
        assert_eq!(chance.verdict, CoordinationVerdict::More);
        assert!(chance.low <= 9 && chance.high < 16 && chance.z.unwrap() > 3.0);
    }
    assert_eq!(answer.any_goal.unwrap().verdict, CoordinationVerdict::More);
}

#[test]
fn few_ties_cannot_be_told_from_chance() {
    let map = "a -serves-> x\nb -serves-> x\na -uses-> b\nc -uses-> d";
    let answer = coordination_chance(&drawn(map), &seeded(), &Unwatched).unwrap();
    let chance = answer.goals[0].1.unwrap();
    assert_eq!(chance.verdict, CoordinationVerdict::CannotBeTold);
    assert!(chance.expected > 0.0 && chance.expected < 1.0);
}

#[test]
fn a_goal_without_pairs_and_a_map_without_ties_have_no_chance() {
    let answer =
        coordination_chance(&drawn("a -serves-> x\na -uses-> b"), &seeded(), &Unwatched).unwrap();
    assert_eq!(answer.goals[0].1, None);
    let map = "a -serves-> x\nb -serves-> x";
    let answer = coordination_chance(&drawn(map), &seeded(), &Unwatched).unwrap();
    assert_eq!((answer.goals[0].1, answer.any_goal, answer.tests), (None, None, 0));
}

#[test]
fn parts_of_one_whole_are_neither_counted_nor_joined_by_chance() {
    let map = "
        a -part_of-> whole
        b -part_of-> whole
        a -serves-> x
        b -serves-> x
        c -serves-> x
        a -uses-> b
        a -uses-> c
        d -uses-> e
    ";
    let answer = coordination_chance(&drawn(map), &seeded(), &Unwatched).unwrap();
    let chance = answer.goals[0].1.unwrap();
    assert_eq!((answer.ties, chance.tied), (2, 1));
    assert!(chance.high <= 1);
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_another() {
    let frame = drawn(&apart(6));
    let ask = |seed| {
        let config = CoordinationChanceConfig { seed, samples: Some(50) };
        coordination_chance(&frame, &config, &Unwatched).unwrap()
    };
    assert_eq!(ask(1), ask(1));
    assert_ne!(ask(1).goals, ask(2).goals);
}

#[test]
fn nonsense_is_refused_with_what_was_expected() {
    let frame = drawn("a -uses-> b");
    for config in [
        CoordinationChanceConfig { seed: 1 << 53, samples: None },
        CoordinationChanceConfig { seed: 1, samples: Some(0) },
        CoordinationChanceConfig { seed: 1, samples: Some(1_000_000) },
    ] {
        let refused = coordination_chance(&frame, &config, &Unwatched);
        assert!(matches!(refused, Err(AnalysisError::Parameter { .. })));
        let refused = coordination_mixing(&frame, &[], &config, &Unwatched);
        assert!(matches!(refused, Err(AnalysisError::Parameter { .. })));
    }
    let nowhere = [Grouping::Facet(FacetId::parse("nowhere").unwrap())];
    let refused = coordination_mixing(&frame, &nowhere, &seeded(), &Unwatched);
    assert!(matches!(refused, Err(AnalysisError::Unknown { what: "facet", .. })));
}

#[test]
fn groups_that_keep_to_themselves_are_seen() {
    let answer = coordination_mixing(&drawn(&apart(8)), &[], &seeded(), &Unwatched).unwrap();
    let goal = &answer.groupings[0];
    assert_eq!((goal.grouping.word(), goal.internal, goal.external), ("goal", 32, 0));
    let index = goal.index.unwrap();
    assert_eq!((index.value, index.p_less, index.least), (-1.0, 0.001, -1.0));
    let lead = &answer.groupings[1];
    assert_eq!((lead.initiatives.known, lead.index), (0, None));
}

#[test]
fn who_has_no_known_group_takes_no_part() {
    let map = "a -serves-> x\nb -serves-> x\na -uses-> b";
    let answer = coordination_mixing(&drawn(map), &[Grouping::Goal], &seeded(), &Unwatched);
    let more = format!("{map}\na -uses-> stranger");
    let other = coordination_mixing(&drawn(&more), &[Grouping::Goal], &seeded(), &Unwatched);
    let (answer, other) = (answer.unwrap(), other.unwrap());
    assert_eq!(answer.groupings[0].index, other.groupings[0].index);
    let known = other.groupings[0].initiatives;
    assert_eq!((known.known, known.of), (2, 3));
}

#[test]
fn a_broker_is_told_with_whom_it_joins() {
    let map = "
        hub -uses-> a
        hub -uses-> b
        a -uses-> b
        hub -uses-> c
        initiative alone
    ";
    let found =
        coordination_structure(&drawn(map), &StructureConfig::default(), &Unwatched).unwrap();
    assert_eq!((found.brokers.len(), found.total_brokers), (1, 1));
    let hub = &found.brokers[0];
    let joins: Vec<Vec<&str>> = hub.joins.iter().map(|part| names(&part.named)).collect();
    assert_eq!((hub.initiative.as_str(), joins), ("hub", vec![vec!["a", "b"], vec!["c"]]));
    let bridge = &found.bridges[0];
    assert_eq!((bridge.a.as_str(), bridge.b.as_str()), ("c", "hub"));
    assert_eq!((bridge.side_a.size, bridge.side_b.size), (1, 3));
    assert_eq!(bridge.ties[0].as_str(), "hub--uses--c");
    let point = &found.articulation_points[0];
    assert_eq!(point.initiative.as_str(), "hub");
    assert_eq!(point.parts.iter().map(|part| part.size).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(found.density, Some(0.4));
    assert_eq!((found.network.known.known, found.network.known.of), (4, 5));
}

#[test]
fn an_empty_map_has_an_answer() {
    let frame = frame(&Map::new());
    let found = coordination_structure(&frame, &StructureConfig::default(), &Unwatched).unwrap();
    assert_eq!((found.density, found.centralization.degree), (None, None));
    let chance = coordination_chance(&frame, &seeded(), &Unwatched).unwrap();
    assert!(chance.goals.is_empty() && chance.any_goal.is_none());
    let mixing = coordination_mixing(&frame, &[], &seeded(), &Unwatched).unwrap();
    assert!(mixing.groupings.iter().all(|mixing| mixing.index.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn chance_is_held_against_what_coordination_counts(map in any_map()) {
        let frame = frame(&map);
        let counted = coordination(&frame, &CoordinationConfig::default());
        let config = CoordinationChanceConfig { seed: 1, samples: Some(30) };
        let answer = coordination_chance(&frame, &config, &Unwatched).unwrap();
        for (goal, (id, chance)) in counted.goals.iter().zip(&answer.goals) {
            prop_assert_eq!(&goal.goal, id);
            let expected = goal.counts.pairs > 0 && answer.ties > 0;
            prop_assert_eq!(chance.is_some(), expected);
            if let Some(chance) = chance {
                prop_assert_eq!(chance.tied, goal.counts.tied);
                prop_assert!(chance.high <= goal.counts.pairs && chance.low <= chance.high);
                prop_assert!(chance.z.is_none_or(f64::is_finite));
                prop_assert!(chance.p_more + chance.p_less > 1.0 && chance.q <= 1.0);
            }
        }
        let strangers = counted.tied_pairs.iter().filter(|pair| !pair.kin).count();
        prop_assert_eq!(answer.ties, strangers);
        let found = coordination_structure(&frame, &StructureConfig::default(), &Unwatched).unwrap();
        prop_assert_eq!(found.strangers.count, strangers);
        prop_assert_eq!(found.network.known.of - found.network.known.known, counted.isolates.len());
        for bridge in &found.bridges {
            prop_assert!(!bridge.ties.is_empty());
            let whole = counted.components.iter().find(|group| group.contains(&bridge.a)).unwrap();
            prop_assert_eq!(bridge.side_a.size + bridge.side_b.size, whole.len());
        }
        for point in &found.articulation_points {
            let whole = counted.components.iter().find(|group| group.contains(&point.initiative));
            let parts: usize = point.parts.iter().map(|part| part.size).sum();
            prop_assert_eq!(parts + 1, whole.unwrap().len());
            prop_assert!(point.parts.len() > 1);
        }
        let mixing = coordination_mixing(&frame, &[], &config, &Unwatched).unwrap();
        let all_strangers = map.ties().all(|tie| tie.kind != TieKind::PartOf);
        for by in &mixing.groupings {
            if let Some(index) = by.index {
                prop_assert!(index.least <= index.value && index.value <= index.most);
                prop_assert!(-1.0 <= index.expected && index.expected <= 1.0);
                let within = index.least <= index.expected && index.expected <= index.most;
                prop_assert!(within || !all_strangers);
            }
        }
    }
}
