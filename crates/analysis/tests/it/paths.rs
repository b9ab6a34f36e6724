use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{AnalysisError, PathsConfig, paths};
use waymark_model::{EntityId, EntityKind, Map, TieKind};

use crate::maps::{any_map, drawn, frame, id, names};

const FIELD: &str = "
    lumina -funds-> registry
    walmart -funds-> registry
    walmart -funds-> badges
    joyce -funds-> badges
    registry -serves-> access
    lab -serves-> access
    engine -leads-> registry inferred
    engine -leads-> registry
";

fn ways(from: &str, to: &str, config: &PathsConfig) -> Vec<Vec<String>> {
    let answer = paths(&drawn(FIELD), &id(from), &id(to), config).unwrap();
    let name = |path: &waymark_analysis::Path| names(&path.entities).join(" ");
    answer.paths.iter().map(|path| name(path).split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn a_shared_initiative_introduces_two_funders() {
    let ways = ways("lumina", "joyce", &PathsConfig::default());
    assert_eq!(ways, [["lumina", "registry", "walmart", "badges", "joyce"]]);
}

#[test]
fn a_shared_goal_is_no_acquaintance() {
    assert!(ways("registry", "lab", &PathsConfig::default()).is_empty());
    let over = PathsConfig { through_goals: true, ..PathsConfig::default() };
    assert_eq!(ways("registry", "lab", &over), [["registry", "access", "lab"]]);
    assert_eq!(ways("lumina", "access", &PathsConfig::default()).len(), 1);
}

#[test]
fn a_way_no_longer_than_asked() {
    let config = PathsConfig { max_length: 3, ..PathsConfig::default() };
    assert!(ways("lumina", "joyce", &config).is_empty());
}

#[test]
fn the_surest_tie_stands_for_several() {
    let config = PathsConfig::default();
    let answer = paths(&drawn(FIELD), &id("registry"), &id("engine"), &config).unwrap();
    let step = &answer.paths[0].steps[0];
    assert_eq!(step.tie.as_str(), "engine--leads--registry-2");
    assert!(!step.forward && !step.inferred);
    assert_eq!(answer.paths.len(), 1);
}

#[test]
fn a_search_that_stops_says_so() {
    let config = PathsConfig { max_steps: 1, ..PathsConfig::default() };
    let answer = paths(&drawn(FIELD), &id("lumina"), &id("joyce"), &config).unwrap();
    assert!(answer.cut && answer.paths.is_empty());
    let endless = PathsConfig { max_length: 21, ..PathsConfig::default() };
    let refused = paths(&drawn(FIELD), &id("lumina"), &id("joyce"), &endless);
    assert!(matches!(refused, Err(AnalysisError::Parameter { .. })));
    let nobody = paths(&drawn(FIELD), &id("lumina"), &id("nobody"), &config);
    assert!(matches!(nobody, Err(AnalysisError::Unknown { .. })));
}

/// Every way without repetition, found by trying all.
fn all_ways(
    map: &Map,
    way: &mut Vec<EntityId>,
    to: &EntityId,
    max: usize,
    found: &mut Vec<Vec<EntityId>>,
) {
    let here = way.last().unwrap().clone();
    if here == *to {
        found.push(way.clone());
        return;
    }
    let is_goal = map.entity(&here).unwrap().kind() == EntityKind::Goal;
    if way.len() > max || (is_goal && way.len() > 1) {
        return;
    }
    let others: BTreeSet<EntityId> =
        map.ties_of(&here).map(|(_, tie)| tie.other_end(&here).clone()).collect();
    for other in others {
        if !way.contains(&other) {
            way.push(other);
            all_ways(map, way, to, max, found);
            way.pop();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_first_ways_of_all(map in any_map(), from in 0..6_usize, max_length in 1..6_usize) {
        let (from, to) = (id(&format!("o{from}")), id("i0"));
        let config = PathsConfig { max_length, ..PathsConfig::default() };
        let answer = paths(&frame(&map), &from, &to, &config).unwrap();
        let mut expected = Vec::new();
        all_ways(&map, &mut vec![from], &to, max_length, &mut expected);
        expected.sort_by_key(|way| (way.len(), way.clone()));
        prop_assert_eq!(answer.cut, expected.len() > 5);
        expected.truncate(5);
        let found: Vec<_> = answer.paths.iter().map(|path| path.entities.clone()).collect();
        prop_assert_eq!(found, expected);
        for path in &answer.paths {
            for (step, ends) in path.steps.iter().zip(path.entities.windows(2)) {
                let tie = map.tie(&step.tie).unwrap();
                let (from, to) = if step.forward { (0, 1) } else { (1, 0) };
                prop_assert_eq!((&tie.from, &tie.to), (&ends[from], &ends[to]));
            }
        }
    }

    #[test]
    fn only_ties_of_the_kinds_asked_for(map in any_map()) {
        let config = PathsConfig { kinds: vec![TieKind::Funds], ..PathsConfig::default() };
        let answer = paths(&frame(&map), &id("o0"), &id("i0"), &config).unwrap();
        for step in answer.paths.iter().flat_map(|path| &path.steps) {
            prop_assert_eq!(map.tie(&step.tie).unwrap().kind, TieKind::Funds);
        }
    }
}
