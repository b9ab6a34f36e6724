//! Measures of graphs against slow, obvious second versions.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{
    CommunitiesConfig, Graph, Incidence, Unwatched, adjusted_rand, articulation_points, bridges,
    closeness_centralization, communities, components, core_numbers, degree_centralization,
    eigenvector_centrality, external_internal, modularity, newman, page_rank, parts_without,
    projection, rewired, shortest_paths, structural_holes,
};

const NODES: u32 = 9;

fn any_graph() -> impl Strategy<Value = Graph> {
    vec((0..NODES, 0..NODES, 1..5_u32), 0..24).prop_map(|edges| {
        let edges: Vec<(u32, u32, f64)> =
            edges.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight))).collect();
        Graph::of(NODES as usize, &edges)
    })
}

fn any_simple_graph() -> impl Strategy<Value = Graph> {
    vec((0..NODES, 0..NODES), 0..24).prop_map(|edges| Graph::unweighted(NODES as usize, &edges))
}

fn weight(graph: &Graph, a: u32, b: u32) -> f64 {
    let row = graph.neighbors.row(a);
    row.iter().find(|neighbor| neighbor.to == b).map_or(0.0, |neighbor| neighbor.weight)
}

/// Hop distances between all, and how many shortest paths there are.
fn distances(graph: &Graph) -> Vec<Vec<Option<(u32, f64)>>> {
    let nodes = graph.nodes() as u32;
    let from = |start: u32| {
        let mut found: Vec<Option<(u32, f64)>> = vec![None; nodes as usize];
        found[start as usize] = Some((0, 1.0));
        for step in 1..nodes {
            for end in 0..nodes {
                if found[end as usize].is_some() {
                    continue;
                }
                let before = graph.neighbors.row(end).iter().filter_map(|n| found[n.to as usize]);
                let ways: f64 = before.filter(|(d, _)| *d == step - 1).map(|(_, ways)| ways).sum();
                if ways > 0.0 {
                    found[end as usize] = Some((step, ways));
                }
            }
        }
        found
    };
    (0..nodes).map(from).collect()
}

fn slow_betweenness(graph: &Graph, node: usize) -> f64 {
    let all = distances(graph);
    let mut sum = 0.0;
    let pairs = (0..all.len()).flat_map(|s| (0..s).map(move |t| (s, t)));
    for (s, t) in pairs.filter(|(s, t)| *s != node && *t != node) {
        if let (Some((whole, ways)), Some((one, before)), Some((two, after))) =
            (all[s][t], all[s][node], all[node][t])
            && one + two == whole
        {
            sum += before * after / ways;
        }
    }
    let others = all.len() as f64;
    sum / ((others - 1.0) * (others - 2.0) / 2.0)
}

fn slow_closeness(graph: &Graph, node: usize) -> f64 {
    let reached: Vec<u32> =
        distances(graph)[node].iter().flatten().map(|(d, _)| *d).filter(|d| *d > 0).collect();
    if reached.is_empty() {
        return 0.0;
    }
    let met = reached.len() as f64;
    met / f64::from(reached.iter().sum::<u32>()) * met / (graph.nodes() as f64 - 1.0)
}

fn slow_hole(graph: &Graph, i: u32) -> (f64, f64) {
    let nodes = 0..graph.nodes() as u32;
    let strength = |a: u32| nodes.clone().map(|b| weight(graph, a, b)).sum::<f64>();
    let largest = |a: u32| nodes.clone().map(|b| weight(graph, a, b)).fold(0.0, f64::max);
    let p = |a: u32, b: u32| weight(graph, a, b) / strength(a);
    let (mut constraint, mut size) = (0.0, 0.0);
    for j in nodes.clone().filter(|j| graph.joins(i, *j)) {
        let mut over = p(i, j);
        let mut rest = 1.0;
        for q in nodes.clone().filter(|q| graph.joins(i, *q)) {
            over += p(i, q) * p(q, j);
            rest -= p(i, q) * weight(graph, j, q) / largest(j);
        }
        constraint += over * over;
        size += rest;
    }
    (constraint, size)
}

fn without_edge(graph: &Graph, edge: (u32, u32)) -> Graph {
    let edges: Vec<(u32, u32)> =
        graph.edges().map(|(a, b, _)| (a, b)).filter(|other| *other != edge).collect();
    Graph::unweighted(graph.nodes(), &edges)
}

/// Components among the nodes other than one.
fn components_without(graph: &Graph, node: u32) -> usize {
    let edges: Vec<(u32, u32)> =
        graph.edges().map(|(a, b, _)| (a, b)).filter(|(a, b)| *a != node && *b != node).collect();
    components(&Graph::unweighted(graph.nodes(), &edges)).len() - 1
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn betweenness_and_closeness_are_those_of_all_pairs(graph in any_graph()) {
        let found = shortest_paths(&graph, usize::MAX, 1, &Unwatched).unwrap();
        prop_assert!(found.error.is_none());
        for node in 0..graph.nodes() {
            prop_assert!(near(found.betweenness[node], slow_betweenness(&graph, node)));
            prop_assert!(near(found.closeness[node].unwrap(), slow_closeness(&graph, node)));
        }
        let closeness: Vec<f64> = found.closeness.iter().flatten().copied().collect();
        for value in [closeness_centralization(&closeness), degree_centralization(&graph)] {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&value.unwrap()));
        }
    }

    #[test]
    fn some_sources_say_the_same_on_average_and_within_the_bound(graph in any_graph()) {
        let exact = shortest_paths(&graph, usize::MAX, 1, &Unwatched).unwrap();
        let mut means = vec![0.0; graph.nodes()];
        for seed in 0..400 {
            let found = shortest_paths(&graph, 4, seed, &Unwatched).unwrap();
            prop_assert_eq!(found.sources, 4);
            let error = found.error.unwrap();
            for (node, mean) in means.iter_mut().enumerate() {
                *mean += found.betweenness[node] / 400.0;
                let off = (found.betweenness[node] - exact.betweenness[node]).abs();
                prop_assert!(off <= error.bound && error.standard[node].is_finite());
                // Closeness is known only where a source could be reached.
                prop_assert!(found.closeness[node].is_some() || graph.degree(node as u32) > 0);
            }
        }
        for (mean, exact) in means.iter().zip(exact.betweenness) {
            prop_assert!((mean - exact).abs() < 0.08);
        }
    }

    #[test]
    fn holes_are_those_of_the_formulas(graph in any_graph()) {
        let holes = structural_holes(&graph, &Unwatched).unwrap();
        for node in 0..graph.nodes() as u32 {
            let found = holes[node as usize];
            prop_assert_eq!(found.is_none(), graph.degree(node) == 0);
            if let Some(found) = found {
                let (constraint, size) = slow_hole(&graph, node);
                prop_assert!(near(found.constraint, constraint));
                prop_assert!(near(found.effective_size, size));
            }
        }
    }

    #[test]
    fn what_is_cut_falls_apart(graph in any_simple_graph()) {
        let whole = components(&graph).len();
        let cut: Vec<(u32, u32)> = graph.edges().map(|(a, b, _)| (a, b))
            .filter(|edge| components(&without_edge(&graph, *edge)).len() > whole).collect();
        prop_assert_eq!(bridges(&graph), cut);
        let points: Vec<u32> = (0..NODES)
            .filter(|node| components_without(&graph, *node) + usize::from(graph.degree(*node) == 0) > whole)
            .collect();
        prop_assert_eq!(articulation_points(&graph), points);
        for node in 0..NODES {
            let parts = parts_without(&graph, node).len();
            prop_assert_eq!(whole - 1 + parts, components_without(&graph, node));
        }
    }

    #[test]
    fn cores_are_what_peeling_leaves(graph in any_simple_graph()) {
        let numbers = core_numbers(&graph);
        for k in 0..NODES as usize {
            let mut left: BTreeSet<u32> = (0..NODES).collect();
            loop {
                let thin = |node: &u32| {
                    graph.neighbors.row(*node).iter().filter(|n| left.contains(&n.to)).count() < k
                };
                let Some(node) = left.iter().copied().find(thin) else { break };
                left.remove(&node);
            }
            for node in 0..NODES {
                prop_assert_eq!(left.contains(&node), numbers[node as usize] as usize >= k);
            }
        }
    }

    #[test]
    fn rank_and_eigenvector_solve_their_equations(graph in any_graph()) {
        let rank = page_rank(&graph);
        prop_assert!(near(rank.iter().sum(), 1.0));
        let strength = |node: u32| graph.neighbors.row(node).iter().map(|n| n.weight).sum::<f64>();
        let lost: f64 = (0..NODES).filter(|n| strength(*n) == 0.0).map(|n| rank[n as usize]).sum();
        for node in 0..NODES {
            let flows = graph.neighbors.row(node).iter();
            let come: f64 = flows.map(|n| rank[n.to as usize] * n.weight / strength(n.to)).sum();
            let expected = (0.15 + 0.85 * lost) / f64::from(NODES) + 0.85 * come;
            prop_assert!(near(rank[node as usize], expected));
        }
        if let Some(scores) = eigenvector_centrality(&graph) {
            let apply = |node: u32| {
                graph.neighbors.row(node).iter().map(|n| n.weight * scores[n.to as usize]).sum::<f64>()
            };
            let value: f64 = (0..NODES).map(|node| scores[node as usize] * apply(node)).sum();
            for node in 0..NODES {
                prop_assert!((apply(node) - value * scores[node as usize]).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn modularity_is_that_of_all_pairs(graph in any_graph(), groups in vec(0..3_u32, NODES as usize)) {
        let strength = |node: u32| graph.neighbors.row(node).iter().map(|n| n.weight).sum::<f64>();
        let all: f64 = (0..NODES).map(strength).sum();
        let pairs = (0..NODES).flat_map(|a| (0..NODES).map(move |b| (a, b)));
        let same = pairs.filter(|(a, b)| groups[*a as usize] == groups[*b as usize]);
        let sum: f64 = same
            .map(|(a, b)| (weight(&graph, a, b) - 0.7 * strength(a) * strength(b) / all) / all)
            .sum();
        match modularity(&graph, &groups, 0.7) {
            None => prop_assert_eq!(graph.edge_count(), 0),
            Some(found) => prop_assert!(near(found, sum)),
        }
    }

    #[test]
    fn agreement_is_that_of_pairs(a in vec(0..3_u32, 7), b in vec(0..3_u32, 7)) {
        let pairs: Vec<(bool, bool)> = (0..7_usize).flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| (a[i] == a[j], b[i] == b[j])).collect();
        let count = |test: fn(&(bool, bool)) -> bool| pairs.iter().filter(|p| test(p)).count() as f64;
        let (both, in_a, in_b) = (count(|p| p.0 && p.1), count(|p| p.0), count(|p| p.1));
        let expected = in_a * in_b / 21.0;
        let most = (in_a + in_b) / 2.0;
        let slow = if most == expected { 1.0 } else { (both - expected) / (most - expected) };
        prop_assert!(near(adjusted_rand(&a, &b), slow));
    }

    #[test]
    fn communities_are_connected_and_as_good_as_the_runs_say(graph in any_graph(), seed in 0..100_u64) {
        let config = CommunitiesConfig { seed, runs: 5, ..CommunitiesConfig::default() };
        let found = communities(&graph, &config, &Unwatched).unwrap();
        prop_assert_eq!(modularity(&graph, &found.groups, 1.0), found.modularity);
        prop_assert!(found.least_modularity <= found.modularity);
        for (group, members) in members(&found.groups) {
            let inner: Vec<(u32, u32)> = graph.edges().map(|(a, b, _)| (a, b))
                .filter(|(a, b)| members.contains(a) && members.contains(b)).collect();
            let inner = Graph::unweighted(graph.nodes(), &inner);
            prop_assert_eq!(components(&inner).len(), graph.nodes() - members.len() + 1);
            prop_assert_eq!((group as usize) < found.count, members.len() > 1);
        }
        for node in 0..graph.nodes() {
            let alone = found.groups[node] as usize >= found.count;
            prop_assert_eq!(found.togetherness[node].is_none(), alone);
        }
    }

    #[test]
    fn the_index_and_its_range_are_those_of_all_pairs(
        graph in any_simple_graph(),
        rows in vec(vec(0..3_u32, 0..3), NODES as usize),
        wholes in vec(0..6_u32, NODES as usize),
    ) {
        let entries: Vec<(u32, u32)> = (0..).zip(&rows)
            .flat_map(|(node, row)| row.iter().map(move |group| (node, *group))).collect();
        let groups = Incidence::of(NODES as usize, 3, &entries);
        let found = external_internal(&graph, &groups, &wholes, (7, 99), &Unwatched).unwrap();
        let known = |node: u32| !rows[node as usize].is_empty();
        let pairs: Vec<(u32, u32)> = (0..NODES).flat_map(|a| (0..a).map(move |b| (b, a)))
            .filter(|(a, b)| known(*a) && known(*b) && wholes[*a as usize] != wholes[*b as usize])
            .collect();
        let inside = |(a, b): &(u32, u32)| rows[*a as usize].iter().any(|g| rows[*b as usize].contains(g));
        let ties: Vec<(u32, u32)> =
            pairs.iter().copied().filter(|(a, b)| graph.joins(*a, *b)).collect();
        let internal = ties.iter().filter(|pair| inside(pair)).count();
        prop_assert_eq!((found.internal, found.external), (internal, ties.len() - internal));
        prop_assert_eq!(found.nodes, (0..NODES).filter(|n| known(*n)).count());
        let room = pairs.iter().filter(|pair| inside(pair)).count();
        let value = |external: usize| (2.0 * external as f64 - ties.len() as f64) / ties.len() as f64;
        match found.index {
            None => prop_assert!(ties.is_empty()),
            Some(index) => {
                prop_assert!(near(index.least, value(ties.len().saturating_sub(room))));
                prop_assert!(near(index.most, value(ties.len().min(pairs.len() - room))));
                prop_assert!(index.least <= index.value && index.value <= index.most);
                prop_assert!(index.p_more + index.p_less > 1.0);
                prop_assert!(0.01 <= index.p_more && index.p_more <= 1.0);
            }
        }
    }

    #[test]
    fn rewiring_keeps_degrees_and_what_may_not_be(graph in any_simple_graph(), seed in 0..100_u64) {
        let may_join = |a: u32, b: u32| a % 3 != b % 3;
        let edges: Vec<(u32, u32)> =
            graph.edges().map(|(a, b, _)| (a, b)).filter(|(a, b)| may_join(*a, *b)).collect();
        let graph = Graph::unweighted(graph.nodes(), &edges);
        let samples = rewired(&graph, may_join, (seed, 20), <[_]>::to_vec, &Unwatched).unwrap();
        for sample in samples {
            let other = Graph::unweighted(graph.nodes(), &sample);
            prop_assert_eq!(other.edge_count(), graph.edge_count());
            prop_assert!(sample.iter().all(|(a, b)| a < b && may_join(*a, *b)));
            for node in 0..NODES {
                prop_assert_eq!(other.degree(node), graph.degree(node));
            }
        }
    }
}

fn members(groups: &[u32]) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut members: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (node, group) in (0..).zip(groups) {
        members.entry(*group).or_default().insert(node);
    }
    members
}

/// Every graph with the degrees of a path of four ties and a pair comes equally often.
#[test]
fn every_graph_of_the_same_degrees_is_as_likely() {
    let graph = Graph::unweighted(7, &[(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)]);
    let pairs: Vec<(u32, u32)> = (0..7).flat_map(|a| (a + 1..7).map(move |b| (a, b))).collect();
    let degrees = |edges: &[(u32, u32)]| {
        let graph = Graph::unweighted(7, edges);
        (0..7).map(|node| graph.degree(node)).collect::<Vec<_>>()
    };
    let own: Vec<(u32, u32)> = graph.edges().map(|(a, b, _)| (a, b)).collect();
    let mut all = 0;
    for bits in (0_u32..1 << pairs.len()).filter(|bits| bits.count_ones() == 5) {
        let chosen: Vec<(u32, u32)> =
            (0..pairs.len()).filter(|at| bits >> at & 1 == 1).map(|at| pairs[at]).collect();
        all += u32::from(degrees(&chosen) == degrees(&own));
    }
    let mut seen: BTreeMap<Vec<(u32, u32)>, u32> = BTreeMap::new();
    let sorted = |edges: &[(u32, u32)]| {
        let mut edges = edges.to_vec();
        edges.sort_unstable();
        edges
    };
    let samples = 200 * all;
    for sample in rewired(&graph, |_, _| true, (3, samples), sorted, &Unwatched).unwrap() {
        *seen.entry(sample).or_default() += 1;
    }
    assert_eq!(seen.len(), all as usize);
    let squares: f64 = seen.values().map(|count| (f64::from(*count) - 200.0).powi(2) / 200.0).sum();
    // χ² with all − 1 degrees of freedom, four standard deviations above its mean.
    let freedom = f64::from(all) - 1.0;
    assert!(squares < freedom + 4.0 * (2.0 * freedom).sqrt(), "{squares} of {freedom}");
}

#[test]
fn a_single_tie_cannot_be_dealt_anew() {
    let graph = Graph::unweighted(4, &[(0, 1)]);
    let samples = rewired(&graph, |_, _| true, (1, 5), <[_]>::to_vec, &Unwatched).unwrap();
    assert_eq!(samples, vec![vec![(0, 1)]; 5]);
}

#[test]
fn an_empty_graph_has_an_answer_to_everything() {
    let graph = Graph::unweighted(0, &[]);
    let paths = shortest_paths(&graph, usize::MAX, 1, &Unwatched).unwrap();
    assert!(paths.betweenness.is_empty() && paths.error.is_none());
    assert!(page_rank(&graph).is_empty() && core_numbers(&graph).is_empty());
    assert_eq!((eigenvector_centrality(&graph), degree_centralization(&graph)), (None, None));
    let found = communities(&graph, &CommunitiesConfig::default(), &Unwatched).unwrap();
    assert_eq!((found.count, found.modularity, found.stability), (0, None, None));
    let groups = Incidence::of(0, 0, &[]);
    let found = external_internal(&graph, &groups, &[], (1, 9), &Unwatched).unwrap();
    assert_eq!((found.nodes, found.index), (0, None));
}

#[test]
fn where_parts_of_one_whole_share_a_group_chance_may_lie_outside_the_range() {
    // 0 and 2 are one whole and share group 0; 1 is in group 1. However the tie is laid between
    // strangers it leads out, but groups dealt anew can put 0 and 1 into one.
    let graph = Graph::unweighted(3, &[(0, 1)]);
    let groups = Incidence::of(3, 2, &[(0, 0), (1, 1), (2, 0)]);
    let found = external_internal(&graph, &groups, &[0, 1, 0], (1, 99), &Unwatched).unwrap();
    let index = found.index.unwrap();
    assert_eq!((index.value, index.least, index.most), (1.0, 1.0, 1.0));
    assert!(-1.0 < index.expected && index.expected < 1.0);
}

#[test]
fn one_thread_and_two_come_to_the_same_bytes() {
    let graph = crate::karate::karate();
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            (
                shortest_paths(&graph, 20, 7, &Unwatched).unwrap(),
                structural_holes(&graph, &Unwatched).unwrap(),
                communities(&graph, &CommunitiesConfig::default(), &Unwatched).unwrap(),
                page_rank(&graph),
                rewired(&graph, |_, _| true, (7, 9), <[_]>::to_vec, &Unwatched).unwrap(),
            )
        })
    };
    assert_eq!(on_threads(1), on_threads(2));
}

proptest! {
    #[test]
    fn rows_are_joined_by_what_they_share(entries in vec((0..7_u32, 0..6_u32), 0..25), most in 0..40_u64) {
        let matrix = Incidence::of(7, 6, &entries);
        let whole = projection(&matrix, u64::MAX, &Unwatched).unwrap();
        prop_assert!(whole.left_out.is_empty());
        for a in 0..7 {
            for b in (0..7).filter(|b| *b != a) {
                let weight = weight(&whole.graph, a, b);
                prop_assert_eq!(weight, newman(&matrix, matrix.shared(a, b)));
            }
        }
        let part = projection(&matrix, most, &Unwatched).unwrap();
        let held = |column: u32| matrix.columns.row(column).len() as u64;
        let kept = (0..6).filter(|column| !part.left_out.contains(column));
        prop_assert!(kept.clone().map(|c| held(c) * held(c).saturating_sub(1) / 2).sum::<u64>() <= most);
        let widest = kept.map(held).max().unwrap_or(0);
        prop_assert!(part.left_out.iter().all(|column| held(*column) > widest));
    }
}
