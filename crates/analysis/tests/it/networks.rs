//! Who is in the middle, and which belong together.

use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, CentralityConfig, CentralitySort, CommunitiesConfig, Filter, NetworkKind,
    NodeMeasures, centrality, communities,
};
use waymark_measures::{MAXIMUM_SEED, Unwatched};
use waymark_model::Map;

use crate::maps::{any_map, drawn, frame, names};

fn of(network: NetworkKind) -> CentralityConfig {
    CentralityConfig { network, ..CentralityConfig::default() }
}

fn nodes(map: &str, network: NetworkKind) -> Vec<NodeMeasures> {
    centrality(&drawn(map), &of(network), &Unwatched).unwrap().nodes
}

#[test]
fn who_is_tied_to_nobody_has_no_constraint_rather_than_none_of_it() {
    let answer = nodes("initiative alone\na -uses-> b", NetworkKind::Initiatives);
    let alone = answer.iter().find(|node| node.id.as_str() == "alone").unwrap();
    assert_eq!((alone.constraint, alone.effective_size, alone.community), (None, None, None));
    assert_eq!((alone.degree, alone.core), (0, 0));
    let a = answer.iter().find(|node| node.id.as_str() == "a").unwrap();
    assert_eq!((a.constraint, a.effective_size, a.community), (Some(1.0), Some(1.0), Some(0)));
}

#[test]
fn two_ties_between_the_same_two_join_them_once() {
    let answer = nodes("a -uses-> b\nb -builds_on-> a", NetworkKind::Initiatives);
    assert_eq!((answer[0].degree, answer[0].weighted_degree), (1, 2.0));
}

#[test]
fn each_network_has_its_own_nodes_and_ties() {
    let map = "
        lumina -funds-> registry
        walmart -funds-> registry
        walmart -funds-> badges
        engine -leads-> registry
        organization alliance
        alliance -affiliated-> engine
        registry -uses-> badges
        registry -serves-> transparency
        badges -serves-> transparency
    ";
    let sizes = NetworkKind::ALL.map(|kind| {
        let answer = centrality(&drawn(map), &of(kind), &Unwatched).unwrap();
        (answer.network.nodes, answer.network.edges, answer.network.ties)
    });
    // Initiatives, organizations, funders, recipients, and all but goals.
    assert_eq!(sizes, [(2, 1, 1), (4, 1, 1), (2, 1, 3), (2, 1, 3), (6, 6, 6)]);
}

#[test]
fn what_few_support_joins_funders_more() {
    let answer = nodes(
        "a -funds-> rare
         b -funds-> rare
         a -funds-> common
         b -funds-> common
         c -funds-> common",
        NetworkKind::Funders,
    );
    let weights: Vec<f64> = answer.iter().map(|node| node.weighted_degree).collect();
    assert_eq!(weights, [2.0, 2.0, 1.0]);
}

#[test]
fn a_request_or_a_refusal_joins_nobody() {
    let answer = nodes(
        "a -funds-> x requested
         b -funds-> x declined
         c -funds-> x",
        NetworkKind::Funders,
    );
    assert_eq!(answer.len(), 1);
}

#[test]
fn what_is_not_known_comes_last_in_any_order() {
    let frame = drawn("initiative aaa\nhub -uses-> b\nhub -uses-> c");
    for sort in CentralitySort::ALL {
        let config = CentralityConfig { sort, ..CentralityConfig::default() };
        let answer = centrality(&frame, &config, &Unwatched).unwrap();
        assert_eq!(answer.nodes[0].id.as_str(), "hub", "{sort:?}");
        assert_eq!(answer.nodes[3].id.as_str(), "aaa", "{sort:?}");
        assert_eq!(CentralitySort::from_word(sort.word()), Some(sort));
    }
}

#[test]
fn a_limit_cuts_and_says_so() {
    let config = CentralityConfig { limit: 1, ..CentralityConfig::default() };
    let answer = centrality(&drawn("a -uses-> b"), &config, &Unwatched).unwrap();
    assert_eq!((answer.nodes.len(), answer.cut, answer.network.nodes), (1, true, 2));
}

const TWO_TRIANGLES: &str = "
    a -uses-> b
    b -uses-> c
    c -uses-> a
    x -uses-> y
    y -uses-> z
    z -uses-> x
    c -uses-> x
    initiative alone
";

#[test]
fn two_triangles_are_two_groups_whatever_the_seed() {
    for seed in 0..20 {
        let config = CommunitiesConfig { seed, ..CommunitiesConfig::default() };
        let answer = communities(&drawn(TWO_TRIANGLES), &config, &Unwatched).unwrap();
        let groups: Vec<Vec<&str>> = answer
            .groups
            .iter()
            .map(|group| group.members.iter().map(|member| member.id.as_str()).collect())
            .collect();
        assert_eq!(groups, [["a", "b", "c"], ["x", "y", "z"]]);
        assert_eq!(names(&answer.alone), ["alone"]);
        assert_eq!((answer.stability, answer.different, answer.runs), (Some(1.0), 1, 20));
        let first = &answer.groups[0];
        assert_eq!((first.within, first.across, first.stability), (3, 1, Some(1.0)));
    }
}

#[test]
fn one_run_says_nothing_of_stability() {
    let config = CommunitiesConfig { runs: Some(1), ..CommunitiesConfig::default() };
    let answer = communities(&drawn(TWO_TRIANGLES), &config, &Unwatched).unwrap();
    assert_eq!((answer.stability, answer.groups[0].stability), (None, None));
    assert_eq!(answer.groups[0].members[0].togetherness, None);
}

#[test]
fn an_empty_map_has_no_groups_and_no_middle() {
    let frame = frame(&Map::new());
    for network in NetworkKind::ALL {
        let answer = centrality(&frame, &of(network), &Unwatched).unwrap();
        assert!(answer.nodes.is_empty() && answer.density.is_none() && !answer.cut);
        let config = CommunitiesConfig { network, ..CommunitiesConfig::default() };
        let answer = communities(&frame, &config, &Unwatched).unwrap();
        assert_eq!((answer.modularity, answer.stability), (None, None));
    }
}

#[test]
fn nonsense_is_refused_with_what_was_expected() {
    let frame = drawn("a -uses-> b");
    let usual = CommunitiesConfig::default();
    for config in [
        CommunitiesConfig { resolution: -1.0, ..usual },
        CommunitiesConfig { resolution: f64::NAN, ..usual },
        CommunitiesConfig { resolution: f64::INFINITY, ..usual },
        CommunitiesConfig { runs: Some(0), ..usual },
        CommunitiesConfig { runs: Some(1001), ..usual },
        CommunitiesConfig { seed: MAXIMUM_SEED + 1, ..usual },
    ] {
        let refused = communities(&frame, &config, &Unwatched);
        assert!(matches!(refused, Err(AnalysisError::Parameter { .. })), "{config:?}");
    }
    let config = CentralityConfig { seed: u64::MAX, ..CentralityConfig::default() };
    assert!(centrality(&frame, &config, &Unwatched).is_err());
}

#[test]
fn a_filter_leaves_a_network_of_what_it_selects() {
    let map = waymark_model::sketch("a -uses-> b\nb -uses-> c\na -serves-> x\nb -serves-> x");
    let goals = vec![crate::maps::id("x")];
    let filter = Filter { goals, ..Filter::default() };
    let frame = waymark_analysis::Frame::build(&map, &filter).unwrap();
    let answer = centrality(&frame, &of(NetworkKind::Initiatives), &Unwatched).unwrap();
    assert_eq!((answer.network.nodes, answer.network.edges), (2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_number_is_a_number(map in any_map()) {
        let frame = frame(&map);
        for network in NetworkKind::ALL {
            let answer = centrality(&frame, &of(network), &Unwatched).unwrap();
            for node in &answer.nodes {
                let shares = [Some(node.betweenness), node.closeness, node.eigenvector, Some(node.page_rank)];
                for share in shares.into_iter().flatten() {
                    prop_assert!((0.0..=1.0 + 1e-9).contains(&share), "{:?}", node);
                }
                prop_assert_eq!(node.constraint.is_none(), node.degree == 0);
                prop_assert!(node.constraint.is_none_or(f64::is_finite));
                prop_assert!(node.effective_size.is_none_or(|size| size >= 0.99));
            }
            let ranks: f64 = answer.nodes.iter().map(|node| node.page_rank).sum();
            prop_assert!(answer.nodes.is_empty() || (ranks - 1.0).abs() < 1e-9);
            prop_assert_eq!(answer.network.edges * 2, answer.nodes.iter().map(|n| n.degree).sum::<usize>());
            prop_assert!(answer.network.known.known <= answer.network.known.of);
        }
    }

    #[test]
    fn everybody_is_in_one_group_or_alone(map in any_map()) {
        let frame = frame(&map);
        for network in NetworkKind::ALL {
            let config = CommunitiesConfig { network, runs: Some(3), ..CommunitiesConfig::default() };
            let answer = communities(&frame, &config, &Unwatched).unwrap();
            let grouped: usize = answer.groups.iter().map(|group| group.members.len()).sum();
            prop_assert_eq!(grouped + answer.alone.len(), answer.network.nodes);
            let within: usize = answer.groups.iter().map(|group| group.within).sum();
            let across: usize = answer.groups.iter().map(|group| group.across).sum();
            prop_assert_eq!(within + across / 2, answer.network.edges);
            for group in &answer.groups {
                prop_assert!(group.members.len() > 1);
                prop_assert!(group.stability.is_some_and(|share| (0.0..=1.0).contains(&share)));
            }
        }
    }
}
