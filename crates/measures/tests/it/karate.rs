//! The 34 members of a karate club and the 78 pairs who met outside it: Zachary (1977), *An
//! information flow model for conflict and fission in small groups*. Numbers without another source
//! are those of networkx 3.6 and python-igraph 1.0.

use waymark_measures::{
    CommunitiesConfig, Graph, Incidence, Unwatched, articulation_points,
    betweenness_centralization, bridges, closeness_centralization, communities, core_numbers,
    degree_centralization, eigenvector_centrality, external_internal, modularity, page_rank,
    shortest_paths, structural_holes,
};

const MET: &str = "
    0 1 2 3 4 5 6 7 8 10 11 12 13 17 19 21 31
    1 2 3 7 13 17 19 21 30
    2 3 7 8 9 13 27 28 32
    3 7 12 13
    4 6 10
    5 6 10 16
    6 16
    8 30 32 33
    9 33
    13 33
    14 32 33
    15 32 33
    18 32 33
    19 33
    20 32 33
    22 32 33
    23 25 27 29 32 33
    24 25 27 31
    25 31
    26 29 33
    27 33
    28 31 33
    29 32 33
    30 32 33
    31 32 33
    32 33
";

/// Who went with the instructor when the club split; the others went with the president.
const INSTRUCTOR: [u32; 17] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];

pub(crate) fn karate() -> Graph {
    let lines = MET.lines().filter(|line| !line.trim().is_empty());
    let edges: Vec<(u32, u32)> = lines
        .flat_map(|line| {
            let mut nodes = line.split_whitespace().map(|node| node.parse().unwrap());
            let first: u32 = nodes.next().unwrap();
            nodes.map(move |other| (first, other)).collect::<Vec<_>>()
        })
        .collect();
    Graph::unweighted(34, &edges)
}

fn sides() -> Vec<u32> {
    (0..34).map(|node| u32::from(!INSTRUCTOR.contains(&node))).collect()
}

#[track_caller]
fn near(found: f64, expected: f64, by: f64) {
    assert!((found - expected).abs() < by, "{found} is not {expected}");
}

#[test]
fn all_meetings_are_there() {
    let graph = karate();
    assert_eq!((graph.nodes(), graph.edge_count()), (34, 78));
}

#[test]
fn constraint_and_effective_size() {
    let holes = structural_holes(&karate(), &Unwatched).unwrap();
    let hole = |node: usize| holes[node].unwrap();
    near(hole(0).constraint, 0.155_423_297_646_605, 1e-12);
    near(hole(33).constraint, 0.156_418_685_121_107, 1e-12);
    near(hole(2).constraint, 0.185_176_639_660_494, 1e-12);
    near(hole(0).effective_size, 13.75, 1e-12);
    near(hole(33).effective_size, 15.235_294_117_647, 1e-12);
    near(hole(11).constraint, 1.0, 1e-12);
}

#[test]
fn the_split_of_the_club() {
    let entries: Vec<(u32, u32)> = (0..).zip(sides()).collect();
    let groups = Incidence::of(34, 2, &entries);
    let apart: Vec<u32> = (0..34).collect();
    let found = external_internal(&karate(), &groups, &apart, (1, 999), &Unwatched).unwrap();
    assert_eq!((found.external, found.internal), (11, 67));
    let index = found.index.unwrap();
    near(index.value, -0.717_949, 1e-6);
    // 17 by 17 pairs lead out, 2 × 136 stay within: all 78 ties fit on either side.
    assert_eq!((index.least, index.most), (-1.0, 1.0));
    assert_eq!((index.p_less, index.p_more), (0.001, 1.0));
    near(modularity(&karate(), &sides(), 1.0).unwrap(), 0.358_235, 1e-6);
}

#[test]
fn the_best_communities_are_four() {
    let found = communities(&karate(), &CommunitiesConfig::default(), &Unwatched).unwrap();
    assert_eq!(found.count, 4);
    near(found.modularity.unwrap(), 0.419_790, 1e-6);
    assert!(found.stability.unwrap() > 0.8);
}

#[test]
fn every_seed_comes_to_the_best_communities() {
    for seed in 1..=50 {
        let config = CommunitiesConfig { seed, ..CommunitiesConfig::default() };
        let found = communities(&karate(), &config, &Unwatched).unwrap();
        near(found.modularity.unwrap(), 0.419_790, 1e-6);
    }
}

#[test]
fn centralities() {
    let graph = karate();
    let paths = shortest_paths(&graph, 34, 1, &Unwatched).unwrap();
    let (eigenvector, rank) = (eigenvector_centrality(&graph).unwrap(), page_rank(&graph));
    for (node, betweenness, closeness, score, walk) in [
        (0, 0.437_635_281_385_281, 0.568_965_517_241_379, 0.355_491_444, 0.096_997_285_389),
        (33, 0.304_074_975_949_976, 0.55, 0.373_363_470, 0.100_919_182_332),
        (2, 0.143_656_806_156_806, 0.559_322_033_898_305, 0.317_192_504, 0.057_078_509_488),
        (11, 0.0, 0.366_666_666_666_667, 0.052_855_697, 0.009_564_745_492),
    ] {
        near(paths.betweenness[node], betweenness, 1e-12);
        near(paths.closeness[node].unwrap(), closeness, 1e-12);
        near(eigenvector[node], score, 1e-7);
        near(rank[node], walk, 1e-10);
    }
    let closeness: Vec<f64> = paths.closeness.iter().flatten().copied().collect();
    near(degree_centralization(&graph).unwrap(), 0.399_621_212_121, 1e-12);
    near(betweenness_centralization(&paths.betweenness).unwrap(), 0.405_557_195_330, 1e-12);
    near(closeness_centralization(&closeness).unwrap(), 0.298_194_891_208, 1e-12);
}

#[test]
fn what_holds_the_club_together() {
    let graph = karate();
    assert_eq!(bridges(&graph), [(0, 11)]);
    assert_eq!(articulation_points(&graph), [0]);
    let cores = core_numbers(&graph);
    assert_eq!((cores[0], cores[33], cores[11]), (4, 4, 1));
}
