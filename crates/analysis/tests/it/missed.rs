//! Who shares much and is not known to be tied.

use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{CoordinationConfig, Missed, MissedConfig, SharedKind, SharedThing, missed};
use waymark_measures::Unwatched;
use waymark_model::{Confidence, EntityId, EntityKind, Map, TieKind};

use crate::maps::{any_map, drawn, frame, id};

fn look(map: &str) -> Missed {
    missed(&drawn(map), &MissedConfig::default(), &Unwatched).unwrap()
}

#[test]
fn what_few_have_counts_for_more() {
    let answer = look(
        "a -serves-> access
         b -serves-> access
         c -serves-> access
         lumina -funds-> a
         lumina -funds-> b",
    );
    let first = &answer.pairs[0];
    assert_eq!((first.a.as_str(), first.b.as_str(), first.score), ("a", "b", 1.5));
    assert_eq!(first.reasons[0].shared, SharedThing::Goal(id("access")));
    assert_eq!((first.reasons[0].holders, first.reasons[0].weight), (3, 0.5));
    assert_eq!(first.reasons[1].shared, SharedThing::Funder(id("lumina")));
    assert_eq!(first.reasons[1].ties_b[0].as_str(), "lumina--funds--b");
    assert_eq!((answer.total, answer.cut), (3, false));
}

#[test]
fn who_is_tied_or_of_one_whole_or_of_one_lead_misses_nothing() {
    let answer = look(
        "a -serves-> access
         b -serves-> access
         c -serves-> access
         d -serves-> access
         a -uses-> b
         c -part_of-> a
         engine -leads-> b
         engine -leads-> d",
    );
    let pairs: Vec<(&str, &str)> =
        answer.pairs.iter().map(|pair| (pair.a.as_str(), pair.b.as_str())).collect();
    assert_eq!(pairs, [("a", "d"), ("b", "c"), ("c", "d")]);
    assert_eq!(answer.one_lead, 1);
}

#[test]
fn an_organization_that_leads_one_and_partners_with_the_other_joins_them() {
    let answer = look("engine -leads-> a\nengine -partners-> b");
    let reason = &answer.pairs[0].reasons[0];
    assert_eq!(reason.shared, SharedThing::Organization(id("engine")));
    assert_eq!(reason.ties_a[0].as_str(), "engine--leads--a");
    assert_eq!(reason.ties_b[0].as_str(), "engine--partners--b");
}

#[test]
fn what_is_inferred_is_told_apart() {
    let answer = look(
        "a -serves-> access inferred
         b -serves-> access
         a term place/ohio
         b term place/ohio",
    );
    let pair = &answer.pairs[0];
    assert_eq!((pair.score, pair.stated), (2.0, 1.0));
    assert!(pair.reasons[0].inferred && !pair.reasons[1].inferred);
}

#[test]
fn a_request_is_no_shared_funder() {
    let answer = look("lumina -funds-> a requested\nlumina -funds-> b");
    assert!(answer.pairs.is_empty());
}

#[test]
fn unknown_is_not_unshared() {
    let known = "a -serves-> access\nb -serves-> access\nlumina -funds-> a\n";
    let answer = look(known);
    let pair = &answer.pairs[0];
    assert!(!pair.unknown_a.contains(&SharedKind::Funder));
    assert!(pair.unknown_b.contains(&SharedKind::Funder));
    // One more of whom nothing is known changes what is known, and no score.
    let more = look(&format!("{known}initiative c"));
    assert_eq!(more.pairs, answer.pairs);
    let goals = more.known[0].1;
    assert_eq!((goals.known, goals.of), (2, 3));
}

#[test]
fn a_limit_cuts_and_says_so() {
    let frame = drawn("a -serves-> x\nb -serves-> x\nc -serves-> x");
    for limit in 0..4 {
        let config = MissedConfig { limit, ..MissedConfig::default() };
        let answer = missed(&frame, &config, &Unwatched).unwrap();
        assert_eq!((answer.pairs.len(), answer.total, answer.cut), (limit.min(3), 3, limit < 3));
    }
}

#[test]
fn an_empty_map_misses_nothing() {
    let answer = missed(&frame(&Map::new()), &MissedConfig::default(), &Unwatched).unwrap();
    assert_eq!((answer.pairs.len(), answer.total, answer.known[0].1.of), (0, 0, 0));
}

/// What an initiative has, read from the map itself.
fn has(map: &Map, initiative: &EntityId) -> BTreeSet<(SharedKind, String)> {
    let mut found = BTreeSet::new();
    for tie in map.ties_from(initiative).filter(|tie| tie.kind == TieKind::Serves) {
        found.insert((SharedKind::Goal, tie.to.to_string()));
    }
    for tie in map.ties_to(initiative) {
        if tie.is_support() {
            found.insert((SharedKind::Funder, tie.from.to_string()));
        }
        if matches!(tie.kind, TieKind::Leads | TieKind::Partners) {
            found.insert((SharedKind::Organization, tie.from.to_string()));
        }
    }
    for fact in &map.entity(initiative).unwrap().profile().terms {
        found.insert((SharedKind::Term, fact.value.term.to_string()));
    }
    found
}

fn leads(map: &Map, initiative: &EntityId) -> BTreeSet<EntityId> {
    let leads = map.ties_to(initiative).filter(|tie| tie.kind == TieKind::Leads);
    leads.map(|tie| tie.from.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pairs_are_those_found_one_by_one(map in any_map()) {
        let config = MissedConfig { limit: 1000, ..MissedConfig::default() };
        let answer = missed(&frame(&map), &config, &Unwatched).unwrap();
        let all: Vec<&EntityId> = map.entities_of(EntityKind::Initiative).map(|e| e.id()).collect();
        let mut expected: Vec<(EntityId, EntityId, f64)> = Vec::new();
        let mut one_lead = 0;
        for (place, a) in all.iter().enumerate() {
            for b in &all[place + 1..] {
                let shared: Vec<_> = has(&map, a).intersection(&has(&map, b)).cloned().collect();
                let mut ties = map.ties_between(a, b).chain(map.ties_between(b, a));
                let tied = ties.any(|tie| CoordinationConfig::KINDS.contains(&tie.kind));
                if shared.is_empty() || tied || map.umbrella_of(a) == map.umbrella_of(b) {
                    continue;
                }
                if !leads(&map, a).is_disjoint(&leads(&map, b)) {
                    one_lead += 1;
                    continue;
                }
                let holders = |thing: &_| all.iter().filter(|i| has(&map, i).contains(thing)).count();
                let score = shared.iter().map(|thing| 1.0 / (holders(thing) as f64 - 1.0)).sum();
                expected.push(((*a).clone(), (*b).clone(), score));
            }
        }
        prop_assert_eq!((answer.total, answer.one_lead), (expected.len(), one_lead));
        for pair in &answer.pairs {
            let slow = expected.iter().find(|(a, b, _)| (a, b) == (&pair.a, &pair.b));
            prop_assert!((slow.unwrap().2 - pair.score).abs() < 1e-9);
            prop_assert!(pair.stated <= pair.score + 1e-9);
            for reason in &pair.reasons {
                let ties = reason.ties_a.iter().chain(&reason.ties_b);
                let inferred = ties.filter_map(|tie| map.tie(tie))
                    .any(|tie| tie.confidence() == Confidence::Inferred);
                prop_assert!(!reason.inferred || inferred);
            }
        }
        prop_assert!(answer.pairs.is_sorted_by(|x, y| x.score >= y.score));
    }
}
