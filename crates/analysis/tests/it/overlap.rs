use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use waymark_analysis::{AnalysisError, OverlapConfig, OverlapSort, overlap, overlap_pair};
use waymark_model::{EntityId, Map};

use crate::maps::{any_map, drawn, frame, id, names};

const FEW: &str = "
    lumina -funds-> registry
    lumina -funds-> badges
    lumina -funds-> lab
    walmart -funds-> registry
    walmart -funds-> badges
    walmart -funds-> quality declined
    joyce -funds-> lab
";

#[test]
fn evelyn_and_laura_share_six_events() {
    let answer = overlap(&frame(&crate::davis::map()), &OverlapConfig::default()).unwrap();
    let pair = answer.pairs.iter().find(|p| (p.a.as_str(), p.b.as_str()) == ("evelyn", "laura"));
    let pair = pair.unwrap();
    assert_eq!(pair.shared, 6);
    assert!((pair.jaccard - 0.666667).abs() < 1e-6);
    assert!((pair.overlap_coefficient - 0.857143).abs() < 1e-6);
    assert_eq!((answer.funders.len(), answer.recipients), (18, 14));
}

#[test]
fn olivia_and_flora_went_to_the_same_events() {
    let config = OverlapConfig { sort: OverlapSort::Jaccard, ..OverlapConfig::default() };
    let answer = overlap(&frame(&crate::davis::map()), &config).unwrap();
    assert_eq!((answer.pairs[0].a.as_str(), answer.pairs[0].b.as_str()), ("flora", "olivia"));
    assert_eq!(answer.pairs[0].jaccard, 1.0);
}

#[test]
fn what_is_shared_is_named() {
    let answer = overlap(&drawn(FEW), &OverlapConfig::default()).unwrap();
    assert_eq!(answer.total_pairs, 2);
    assert_eq!(names(&answer.pairs[0].shared_with), ["badges", "registry"]);
    assert_eq!((answer.pairs[0].a_total, answer.pairs[0].b_total), (3, 2));
}

#[test]
fn a_declined_request_is_no_support() {
    let answer = overlap(&drawn(FEW), &OverlapConfig::default()).unwrap();
    assert_eq!((answer.coverage.support_ties, answer.coverage.not_support), (6, 1));
    assert_eq!((answer.coverage.initiatives.known, answer.coverage.initiatives.of), (3, 4));
}

#[test]
fn a_list_that_is_cut_says_so() {
    let config = OverlapConfig { limit: 1, limit_shared: 1, ..OverlapConfig::default() };
    let answer = overlap(&drawn(FEW), &config).unwrap();
    assert!(answer.cut);
    assert_eq!((answer.pairs.len(), answer.total_pairs), (1, 2));
    assert_eq!((answer.pairs[0].shared, answer.pairs[0].shared_with.len()), (2, 1));
    let config = OverlapConfig { limit: 0, ..config };
    assert!(overlap(&drawn(FEW), &config).unwrap().pairs.is_empty());
}

#[test]
fn parts_of_one_whole_count_once_where_asked() {
    let frame = drawn(
        "initiative whole
         one -part_of-> whole
         two -part_of-> whole
         lumina -funds-> one
         lumina -funds-> two
         walmart -funds-> one
         walmart -funds-> two",
    );
    let shared = |wholes| {
        let config = OverlapConfig { wholes, ..OverlapConfig::default() };
        overlap(&frame, &config).unwrap().pairs[0].shared
    };
    assert_eq!((shared(false), shared(true)), (2, 1));
}

#[test]
fn two_grants_to_one_recipient_are_one_recipient() {
    let frame = drawn(
        "lumina -funds-> registry 5USD
         lumina -funds-> registry 7USD
         walmart -funds-> registry",
    );
    let answer = overlap(&frame, &OverlapConfig::default()).unwrap();
    assert_eq!((answer.pairs[0].shared, answer.pairs[0].jaccard), (1, 1.0));
}

#[test]
fn two_portfolios_side_by_side() {
    let config = OverlapConfig::default();
    let detail = overlap_pair(&drawn(FEW), &id("lumina"), &id("walmart"), &config).unwrap();
    assert_eq!(names(&detail.only_a), ["lab"]);
    assert_eq!(detail.both.len(), 2);
    assert_eq!(detail.both[0].ties_b[0].as_str(), "walmart--funds--badges");
    assert!(detail.only_b.is_empty());
    assert_eq!(detail.overlap_coefficient, Some(1.0));
}

#[test]
fn an_unknown_portfolio_has_no_jaccard() {
    let frame = drawn("organization lumina\norganization walmart");
    let config = OverlapConfig::default();
    let detail = overlap_pair(&frame, &id("lumina"), &id("walmart"), &config).unwrap();
    assert_eq!(detail.jaccard, None);
    let missing = overlap_pair(&frame, &id("lumina"), &id("nobody"), &config);
    assert!(matches!(missing, Err(AnalysisError::Unknown { what: "organization", .. })));
}

/// What each funder supports, straight from the map.
fn portfolios(map: &Map) -> BTreeMap<&EntityId, BTreeSet<&EntityId>> {
    let mut portfolios: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for tie in map.ties().filter(|tie| tie.is_support()) {
        portfolios.entry(&tie.from).or_default().insert(&tie.to);
    }
    portfolios
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn overlap_is_the_intersection_of_portfolios(map in any_map(), minimum in 1..3_usize) {
        let config = OverlapConfig { minimum_shared: minimum, ..OverlapConfig::default() };
        let answer = overlap(&frame(&map), &config).unwrap();
        let portfolios = portfolios(&map);
        let mut expected = BTreeMap::new();
        for (a, of_a) in &portfolios {
            for (b, of_b) in portfolios.range::<&EntityId, _>(a..).skip(1) {
                let shared: Vec<EntityId> = of_a.intersection(of_b).map(|id| (*id).clone()).collect();
                if shared.len() >= minimum {
                    let jaccard = shared.len() as f64 / of_a.union(of_b).count() as f64;
                    expected.insert(((*a).clone(), (*b).clone()), (shared, jaccard));
                }
            }
        }
        let found: BTreeMap<_, _> = answer
            .pairs
            .iter()
            .map(|p| ((p.a.clone(), p.b.clone()), (p.shared_with.clone(), p.jaccard)))
            .collect();
        prop_assert_eq!(found, expected);
        let keys: Vec<_> = answer.pairs.iter().map(|p| (p.shared, p.jaccard, &p.a, &p.b)).collect();
        for pair in keys.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            let measures = (second.0, second.1).partial_cmp(&(first.0, first.1)).unwrap();
            prop_assert!(measures.then((first.2, first.3).cmp(&(second.2, second.3))).is_lt());
        }
        let funders: BTreeMap<_, _> =
            answer.funders.iter().map(|f| (&f.funder, f.recipients)).collect();
        prop_assert_eq!(funders, portfolios.iter().map(|(f, r)| (*f, r.len())).collect());
    }

    #[test]
    fn a_limit_keeps_the_first_pairs(map in any_map(), limit in 0..5_usize) {
        let whole = overlap(&frame(&map), &OverlapConfig::default()).unwrap();
        let config = OverlapConfig { limit, ..OverlapConfig::default() };
        let cut = overlap(&frame(&map), &config).unwrap();
        prop_assert_eq!(&cut.pairs[..], &whole.pairs[..limit.min(whole.pairs.len())]);
        prop_assert_eq!(cut.total_pairs, whole.total_pairs);
    }

    #[test]
    fn a_pair_in_detail_agrees_with_the_list(map in any_map()) {
        let frame = frame(&map);
        let config = OverlapConfig::default();
        for pair in overlap(&frame, &config).unwrap().pairs {
            let detail = overlap_pair(&frame, &pair.a, &pair.b, &config).unwrap();
            let both: Vec<EntityId> = detail.both.iter().map(|s| s.recipient.clone()).collect();
            prop_assert_eq!(&both, &pair.shared_with);
            prop_assert_eq!(detail.only_a.len() + both.len(), pair.a_total);
            prop_assert_eq!(detail.only_b.len() + both.len(), pair.b_total);
            prop_assert_eq!(detail.jaccard, Some(pair.jaccard));
        }
    }
}
