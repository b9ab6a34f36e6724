use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, Between, By, Filter, Frame, IntersectionsConfig, Item, OverlapConfig,
    intersections, overlap_sets,
};
use waymark_measures::Unwatched;
use waymark_model::{Map, sketch};

use crate::maps::{any_map, drawn, frame, id};

fn of_goal(map: &Map, goal: &str) -> Frame {
    Frame::build(map, &Filter { goals: vec![id(goal)], ..Filter::default() }).unwrap()
}

const TWO_GOALS: &str = "
    goal access
    goal quality
    registry -serves-> access
    badges -serves-> quality
    lab -serves-> access
    lab -serves-> quality
    lumina -funds-> registry @2016/2017
    lumina -funds-> badges @2018/2019
    walmart -funds-> lab
    joyce -funds-> badges
";

#[test]
fn two_filtered_sets_say_who_is_in_both() {
    let map = sketch(TWO_GOALS);
    let (a, b) = (of_goal(&map, "access"), of_goal(&map, "quality"));
    let whenever = OverlapConfig { any_time: true, ..OverlapConfig::default() };
    let found = overlap_sets(&a, &b, &whenever).unwrap();
    assert_eq!(found.holders.both, [id("lumina"), id("walmart")]);
    assert_eq!(found.holders.only_b, [id("joyce")]);
    assert_eq!(
        (found.holders.jaccard, found.holders.overlap_coefficient),
        (Some(2.0 / 3.0), Some(1.0))
    );
    assert_eq!(found.items.both, [Item::Thing(id("lab"))]);
    let in_time = overlap_sets(&a, &b, &OverlapConfig::default()).unwrap();
    assert_eq!(
        (in_time.holders.both, in_time.holders.apart),
        (vec![id("walmart")], vec![id("lumina")])
    );
}

#[test]
fn two_empty_sets_have_no_jaccard() {
    let found = overlap_sets(&drawn(""), &drawn(""), &OverlapConfig::default()).unwrap();
    assert_eq!((found.holders.jaccard, found.items.overlap_coefficient), (None, None));
}

const THREE: &str = "
    a -funds-> one
    a -funds-> two
    a -funds-> three
    b -funds-> two
    b -funds-> three
    c -funds-> three
    organization d
";

fn asked(of: &[&str]) -> IntersectionsConfig {
    let of = of.iter().map(|name| id(name)).collect();
    IntersectionsConfig { overlap: OverlapConfig::default(), of, limit_items: 10 }
}

#[test]
fn combinations_are_counted_exclusively_and_at_least() {
    let found = intersections(&drawn(THREE), &asked(&[])).unwrap();
    let counts: Vec<(Vec<String>, usize, usize)> = found
        .combinations
        .iter()
        .map(|each| {
            let of = each.of.iter().map(ToString::to_string).collect();
            (of, each.exclusive, each.at_least)
        })
        .collect();
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert!(counts.contains(&(of(&["a"]), 1, 3)));
    assert!(counts.contains(&(of(&["a", "b"]), 1, 2)));
    assert!(counts.contains(&(of(&["a", "b", "c"]), 1, 1)));
    assert!(counts.contains(&(of(&["b", "c"]), 0, 1)));
}

#[test]
fn a_portfolio_of_which_nothing_is_known_is_not_empty_but_unknown() {
    let found = intersections(&drawn(THREE), &asked(&["a", "d"])).unwrap();
    assert_eq!((found.sets[0].items, found.sets[1].items), (Some(3), None));
}

#[test]
fn one_set_nine_sets_and_a_set_twice_are_refused() {
    let refused = |of: &[&str]| intersections(&drawn(THREE), &asked(of)).unwrap_err();
    assert!(matches!(refused(&["a"]), AnalysisError::Parameter { .. }));
    assert!(matches!(refused(&["a"; 9]), AnalysisError::Parameter { .. }));
    assert!(matches!(
        refused(&["a", "b", "a"]),
        AnalysisError::Parameter { what: "list of sets", .. }
    ));
    assert!(matches!(refused(&["a", "nobody"]), AnalysisError::Unknown { .. }));
    assert!(matches!(refused(&["a", "one"]), AnalysisError::OtherKind { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_set_against_itself_is_the_same(map in any_map()) {
        let frame = frame(&map);
        let found = overlap_sets(&frame, &frame, &OverlapConfig::default()).unwrap();
        prop_assert_eq!(found.holders.both.len(), found.holders.a_total);
        prop_assert!(found.items.only_a.is_empty() && found.items.only_b.is_empty());
        prop_assert!(found.holders.jaccard.is_none_or(|jaccard| jaccard == 1.0));
    }

    #[test]
    fn sets_are_as_counted_one_by_one(map in any_map()) {
        let by_goal = OverlapConfig {
            between: Between::Initiatives, by: By::Goals, any_time: true, ..OverlapConfig::default()
        };
        let filtered = |confidence| {
            Frame::build(&map, &Filter { confidence, ..Filter::default() }).unwrap()
        };
        let (a, b) = (filtered(None), filtered(Some(waymark_model::Confidence::Verified)));
        let found = overlap_sets(&a, &b, &by_goal).unwrap();
        let placed = |frame: &Frame| -> BTreeSet<_> {
            frame.ties().filter_map(|id| map.tie(id))
                .filter(|tie| tie.kind == waymark_model::TieKind::Serves)
                .map(|tie| tie.from.clone()).collect()
        };
        let (of_a, of_b) = (placed(&a), placed(&b));
        prop_assert_eq!(found.holders.both, of_a.intersection(&of_b).cloned().collect::<Vec<_>>());
        prop_assert_eq!(found.holders.only_a, of_a.difference(&of_b).cloned().collect::<Vec<_>>());
    }

    #[test]
    fn combinations_agree_with_pairs(map in any_map()) {
        let frame = frame(&map);
        let found = intersections(&frame, &asked(&[])).unwrap();
        let whenever = OverlapConfig { any_time: true, ..OverlapConfig::default() };
        let pairs = waymark_analysis::overlap(&frame, &whenever, &Unwatched).unwrap().pairs;
        for each in found.combinations.iter().filter(|each| each.of.len() == 2) {
            let pair = pairs.iter().find(|p| each.of.contains(&p.a) && each.of.contains(&p.b));
            prop_assert_eq!(pair.unwrap().shared, each.at_least);
        }
        let members: usize = found.combinations.iter().map(|each| each.exclusive).sum();
        let singles = found.combinations.iter().filter(|each| each.of.len() == 1);
        prop_assert!(singles.map(|each| each.at_least).sum::<usize>() >= members);
    }
}
