//! Suggestions and how they are judged: published numbers, and slow, obvious second versions.

use crate::davis::matrix;
use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{
    Clusters, Discount, Graph, Incidence, RandomWalkConfig, Ranking, Unwatched, adamic_adar,
    adamic_adar_from, common_neighbors, common_neighbors_from, path_three, path_three_of_column,
    popularity_of_columns, popularity_of_nodes, random_walk, resource_allocation,
    resource_allocation_from, ways_of_three,
};

/// Who met whom in a karate club: Zachary (1977).
const KARATE: &str = "0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 \
    1-3 1-7 1-13 1-17 1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 \
    5-6 5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 \
    20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 \
    28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33";

fn karate() -> Graph {
    let edge = |edge: &str| {
        let (a, b) = edge.split_once('-').unwrap();
        (a.parse().unwrap(), b.parse().unwrap())
    };
    Graph::unweighted(34, &KARATE.split_whitespace().map(edge).collect::<Vec<_>>())
}

fn close(a: f64, b: f64, within: f64) -> bool {
    (a - b).abs() <= within
}

#[test]
fn the_two_leaders_of_the_karate_club_have_much_in_common() {
    let graph = karate();
    assert_eq!(graph.edge_count(), 78);
    assert_eq!(common_neighbors(&graph, 0, 33), 4.0);
    assert!(close(adamic_adar(&graph, 0, 33), 2.711020, 5e-7));
    assert!(close(resource_allocation(&graph, 0, 33), 0.9, 1e-12));
}

#[test]
fn a_walk_from_the_first_of_the_karate_club_is_page_rank_made_personal() {
    // networkx 3.6: pagerank(alpha=0.85, personalization={0: 1}, tol=1e-14).
    let shares = random_walk(&karate(), 0, &RandomWalkConfig::default());
    assert!(close(shares.iter().sum(), 1.0, 1e-12));
    for (node, share) in [(0, 0.266_373_603_1), (1, 0.064_887_908_0), (33, 0.051_199_989_2)] {
        assert!(close(shares[node], share, 1e-9), "{node} {}", shares[node]);
    }
}

/// The mean over edges of the chance that the edge, taken out, scores above what its row does not
/// have.
fn leave_one_out(scores: impl Fn(&Incidence, u32) -> Vec<f64>) -> f64 {
    let davis = matrix();
    let events = |woman: u32| davis.rows.row(woman).iter().map(move |event| (woman, *event));
    let entries: Vec<(u32, u32)> = (0..18).flat_map(events).collect();
    let aucs = entries.iter().map(|(row, column)| {
        let rest: Vec<(u32, u32)> =
            entries.iter().copied().filter(|entry| *entry != (*row, *column)).collect();
        let scores = scores(&Incidence::of(18, 14, &rest), *row);
        let others = (0..14).filter(|other| !entries.contains(&(*row, *other)));
        let others = others.map(|other| scores[other as usize]);
        Ranking::of(&[scores[*column as usize]], others).unwrap().auc()
    });
    aucs.sum::<f64>() / entries.len() as f64
}

#[test]
fn ways_of_three_find_the_event_that_was_left_out_better_than_popularity() {
    let popularity = leave_one_out(|matrix, _| popularity_of_columns(matrix));
    let count = leave_one_out(|matrix, row| path_three(matrix, row, Discount::None));
    let discounted = leave_one_out(|matrix, row| path_three(matrix, row, Discount::Degree));
    assert!(close(popularity, 0.667, 5e-4), "{popularity}");
    assert!(close(count, 0.809, 5e-4), "{count}");
    assert!(close(discounted, 0.861, 5e-4), "{discounted}");
    assert_eq!(leave_one_out(|_, _| vec![0.0; 14]), 0.5);
}

#[test]
fn sums_of_the_same_parts_in_another_order_are_equal() {
    let (one, other) = (0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
    assert_ne!(one, other);
    assert_eq!(Ranking::of(&[one], [other]).unwrap().auc(), 0.5);
}

#[test]
fn the_mean_of_one_cluster_has_no_interval() {
    let mut clusters = Clusters::new(3, 1);
    clusters.add(1, &[0.25]);
    clusters.add(1, &[0.75]);
    assert_eq!(clusters.mean(0), Some(0.5));
    assert_eq!(clusters.resample(10, 1, &Unwatched).unwrap(), None);
    assert_eq!(Clusters::new(3, 1).mean(0), None);
}

#[test]
fn an_interval_is_as_wide_as_theory_says_and_is_the_same_on_any_number_of_threads() {
    let mut clusters = Clusters::new(400, 2);
    for cluster in 0..400 {
        let value = f64::from(cluster % 2);
        clusters.add(cluster, &[value, value + 0.25]);
    }
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| clusters.resample(4000, 1, &Unwatched)).unwrap().unwrap()
    };
    let resampled = on_threads(1);
    assert_eq!(resampled, on_threads(2));
    let interval = resampled.interval(0);
    // The error of a mean of 400 coin tosses is 0.025; 1.96 of these to either side.
    assert!(close(interval.low, 0.451, 0.005) && close(interval.high, 0.549, 0.005));
    // A paired difference that never varies has no width.
    let difference = resampled.difference(1, 0);
    assert!(close(difference.low, 0.25, 1e-12) && close(difference.high, 0.25, 1e-12));
}

fn any_graph() -> impl Strategy<Value = Graph> {
    vec((0..12_u32, 0..12_u32), 0..40).prop_map(|edges| Graph::unweighted(12, &edges))
}

fn any_incidence() -> impl Strategy<Value = Incidence> {
    vec((0..6_u32, 0..8_u32), 0..30).prop_map(|entries| Incidence::of(6, 8, &entries))
}

/// The shares of a walk by solving the equation itself, by Gauss and Seidel.
fn slow_walk(graph: &Graph, start: u32) -> Vec<f64> {
    let nodes = graph.nodes();
    let mut shares = vec![0.0; nodes];
    for _ in 0..2000 {
        for node in 0..nodes as u32 {
            let come = graph.neighbors.row(node).iter().map(|from| from.to);
            let come = come.map(|from| shares[from as usize] / graph.degree(from) as f64);
            let begun = if node == start { 0.15 } else { 0.0 };
            shares[node as usize] = begun + 0.85 * come.sum::<f64>();
        }
    }
    shares
}

/// AUC by comparing all pairs; average precision and precision by walking down every threshold.
fn slow_ranking(sought: &[f64], others: &[f64], k: usize) -> (f64, f64, f64) {
    let won = |a: f64, b: f64| if a > b { 1.0 } else { f64::from(u8::from(a == b)) / 2.0 };
    let pairs = sought.iter().flat_map(|a| others.iter().map(move |b| won(*a, *b)));
    let auc = pairs.sum::<f64>() / (sought.len() * others.len()) as f64;
    let mut all: Vec<f64> = sought.iter().chain(others).copied().collect();
    let k = k.min(all.len());
    all.sort_by(|a, b| b.total_cmp(a));
    let at_least = |list: &[f64], score: f64| list.iter().filter(|s| **s >= score).count() as f64;
    let mut thresholds = all.clone();
    thresholds.dedup();
    let (mut precision, mut recall_before, mut at_k) = (0.0, 0.0, 0.0);
    let mut seen = 0.0;
    for score in thresholds {
        let (found, here) = (at_least(sought, score), at_least(&all, score));
        let recall = found / sought.len() as f64;
        precision += (recall - recall_before) * found / here;
        let (new_found, new_seen) = ((recall - recall_before) * sought.len() as f64, here - seen);
        at_k += new_found * ((k as f64 - seen).max(0.0) / new_seen).min(1.0);
        (recall_before, seen) = (recall, here);
    }
    (auc, precision, at_k / k as f64)
}

proptest! {
    #[test]
    fn all_of_one_node_are_as_each_pair(graph in any_graph(), node in 0..12_u32) {
        type Pair = fn(&Graph, u32, u32) -> f64;
        type From = fn(&Graph, u32) -> Vec<(u32, f64)>;
        let measures: [(Pair, From); 3] = [
            (common_neighbors, common_neighbors_from),
            (adamic_adar, adamic_adar_from),
            (resource_allocation, resource_allocation_from),
        ];
        for (pair, from) in measures {
            let others = (0..12).filter(|other| *other != node);
            let each: Vec<(u32, f64)> = others
                .map(|other| (other, pair(&graph, node, other)))
                .filter(|(_, score)| *score > 0.0)
                .collect();
            prop_assert_eq!(from(&graph, node), each);
        }
        let popularity = popularity_of_nodes(&graph)[node as usize];
        prop_assert_eq!(popularity, graph.degree(node) as f64);
    }

    #[test]
    fn ways_of_three_are_those_that_can_be_walked(matrix in any_incidence(), row in 0..6_u32) {
        let has = |row: u32, column: u32| matrix.rows.row(row).contains(&column);
        let height = |column: u32| matrix.columns.row(column).len() as f64;
        let width = |row: u32| matrix.rows.row(row).len() as f64;
        for (discount, worth) in [
            (Discount::None, (|_, _| 1.0) as fn(f64, f64) -> f64),
            (Discount::Degree, |h, d| 1.0 / (h * d)),
            (Discount::ResourceAllocation, |h, _| 1.0 / h),
            (Discount::AdamicAdar, |h, _| 1.0 / h.ln()),
        ] {
            let scores = path_three(&matrix, row, discount);
            for column in (0..8).filter(|column| !has(row, *column)) {
                let mut sum = 0.0;
                for middle in (0..8).filter(|middle| has(row, *middle)) {
                    let others = (0..6).filter(|other| *other != row);
                    let both = others.filter(|other| has(*other, middle) && has(*other, column));
                    both.for_each(|other| sum += worth(height(middle), width(other)));
                }
                let ways = ways_of_three(&matrix, row, column, discount);
                let walked: f64 = ways.iter().map(|way| way.weight).sum();
                prop_assert!(close(scores[column as usize], sum, 1e-12));
                prop_assert!(close(walked, sum, 1e-12));
                prop_assert!(ways.windows(2).all(|two| two[0].weight >= two[1].weight));
                let from_there = path_three_of_column(&matrix, column, discount);
                prop_assert!(close(from_there[row as usize], sum, 1e-12));
            }
            for column in matrix.rows.row(row) {
                prop_assert_eq!(scores[*column as usize], 0.0);
            }
        }
    }

    #[test]
    fn a_walk_solves_its_equation(graph in any_graph(), start in 0..12_u32) {
        let shares = random_walk(&graph, start, &RandomWalkConfig::default());
        prop_assert!(close(shares.iter().sum(), 1.0, 1e-9));
        if graph.degree(start) > 0 {
            for (share, slow) in shares.iter().zip(slow_walk(&graph, start)) {
                prop_assert!(close(*share, slow, 1e-8));
            }
        } else {
            prop_assert_eq!(shares[start as usize], 1.0);
        }
    }

    #[test]
    fn rankings_are_as_when_counted_by_hand(
        sought in vec(0..6_u8, 0..8),
        others in vec(0..6_u8, 0..12),
        k in 1..15_usize,
    ) {
        let sought: Vec<f64> = sought.into_iter().map(|score| f64::from(score) / 3.0).collect();
        let others: Vec<f64> = others.into_iter().map(|score| f64::from(score) / 3.0).collect();
        let ranking = Ranking::of(&sought, others.iter().copied());
        prop_assert_eq!(ranking.is_some(), !sought.is_empty() && !others.is_empty());
        if let Some(ranking) = ranking {
            let (auc, precision, at_k) = slow_ranking(&sought, &others, k);
            prop_assert!(close(ranking.auc(), auc, 1e-12));
            prop_assert!(close(ranking.average_precision(), precision, 1e-12));
            prop_assert!(close(ranking.precision_at(k), at_k, 1e-12));
            prop_assert!(ranking.precision_at(k) <= ranking.attainable_precision_at(k) + 1e-12);
            prop_assert_eq!(ranking.candidates(), sought.len() + others.len());
            prop_assert_eq!(ranking.sought(), sought.len());
        }
    }
}
