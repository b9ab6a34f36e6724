use proptest::prelude::*;
use waymark_analysis::{AnalysisError, NeighborhoodConfig, neighborhood};
use waymark_model::{EntityId, sketch};

use crate::maps::{any_map, id};

fn within(depth: usize) -> NeighborhoodConfig {
    NeighborhoodConfig { depth, ..NeighborhoodConfig::default() }
}

const FIELD: &str = "
    lumina -funds-> registry
    walmart -funds-> registry
    walmart -funds-> badges
    registry -serves-> access
";

#[test]
fn the_nearer_come_first() {
    let answer = neighborhood(&sketch(FIELD), &id("lumina"), &within(2)).unwrap();
    let found: Vec<_> = answer.entities.iter().map(|n| (n.id.as_str(), n.depth)).collect();
    assert_eq!(found, [("lumina", 0), ("registry", 1), ("access", 2), ("walmart", 2)]);
    assert_eq!(answer.ties.len(), 3);
    // One more tie of walmart leads out of the picture.
    assert_eq!(answer.entities[3].degree, 2);
    assert!(!answer.cut);
}

#[test]
fn a_picture_that_is_cut_says_so() {
    let config = NeighborhoodConfig { limit: 2, ..within(1) };
    let answer = neighborhood(&sketch(FIELD), &id("registry"), &config).unwrap();
    assert!(answer.cut);
    assert_eq!(answer.entities.len(), 2);
    let config = NeighborhoodConfig { limit_ties: 1, ..within(1) };
    assert!(neighborhood(&sketch(FIELD), &id("registry"), &config).unwrap().cut);
}

#[test]
fn nobody_has_no_neighborhood() {
    let nobody = neighborhood(&sketch(FIELD), &id("nobody"), &within(1));
    assert!(matches!(nobody, Err(AnalysisError::Unknown { .. })));
    let far = neighborhood(&sketch(FIELD), &id("lumina"), &within(3));
    assert!(matches!(far, Err(AnalysisError::Parameter { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_neighbor_is_tied_to_one_that_is_nearer(map in any_map()) {
        let answer = neighborhood(&map, &id("o0"), &within(2)).unwrap();
        for near in answer.entities.iter().filter(|near| near.depth > 0) {
            let nearest = answer.entities.iter().filter(|other| {
                map.ties_between(&near.id, &other.id).next().is_some()
                    || map.ties_between(&other.id, &near.id).next().is_some()
            });
            prop_assert_eq!(nearest.map(|other| other.depth).min(), Some(near.depth - 1));
        }
        let shown = |id: &EntityId| answer.entities.iter().any(|near| near.id == *id);
        let among = map.ties().filter(|tie| shown(&tie.from) && shown(&tie.to)).count();
        prop_assert_eq!(answer.ties.len(), among);
    }
}
