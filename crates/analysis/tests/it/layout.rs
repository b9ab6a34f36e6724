use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use waymark_analysis::{AnalysisError, Frame, Layout, LayoutConfig, LayoutMode, layout};

use crate::maps::{any_map, drawn, frame};

fn on_threads(threads: usize, frame: &Frame, config: &LayoutConfig) -> Layout {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| layout(frame, config)).unwrap()
}

/// A ring of initiatives, large enough that threads share the work.
fn ring(size: usize) -> Frame {
    let ties = (0..size).map(|n| format!("i{n} -uses-> i{}", (n + 1) % size));
    drawn(&ties.collect::<Vec<_>>().join("\n"))
}

fn distance(layout: &Layout, a: usize, b: usize) -> f64 {
    let (a, b) = (&layout.nodes[a], &layout.nodes[b]);
    ((a.x - b.x).powi(2) + (a.y - b.y).powi(2)).sqrt()
}

#[test]
fn one_thread_and_two_draw_the_same() {
    let frame = ring(1500);
    let config = LayoutConfig { iterations: 30, ..LayoutConfig::default() };
    assert_eq!(on_threads(1, &frame, &config), on_threads(2, &frame, &config));
}

#[test]
fn another_seed_draws_another_picture() {
    let frame = ring(30);
    let first = layout(&frame, &LayoutConfig::default()).unwrap();
    let second = layout(&frame, &LayoutConfig { seed: 2, ..LayoutConfig::default() }).unwrap();
    assert_ne!(first.nodes, second.nodes);
}

#[test]
fn what_is_joined_is_drawn_nearer() {
    let answer = layout(&ring(40), &LayoutConfig::default()).unwrap();
    let joined: f64 = answer
        .links
        .iter()
        .map(|link| distance(&answer, link.source as usize, link.target as usize))
        .sum::<f64>()
        / answer.links.len() as f64;
    let all: f64 = (1..40).map(|node| distance(&answer, 0, node)).sum::<f64>() / 39.0;
    assert!(joined * 2.0 < all, "{joined} of {all}");
}

#[test]
fn two_funders_are_joined_by_what_both_support() {
    let frame = drawn(
        "lumina -funds-> registry
         lumina -funds-> badges
         walmart -funds-> registry
         walmart -funds-> badges
         joyce -funds-> lab",
    );
    let drawing = |mode| layout(&frame, &LayoutConfig { mode, ..LayoutConfig::default() }).unwrap();
    let funders = drawing(LayoutMode::Funders);
    assert_eq!((funders.nodes.len(), funders.links.len(), funders.components), (3, 1, 2));
    assert_eq!(funders.links[0].weight, 2);
    let recipients = drawing(LayoutMode::Recipients);
    assert_eq!((recipients.nodes.len(), recipients.links.len()), (3, 1));
    assert_eq!(drawing(LayoutMode::TwoMode).links[0].kinds.len(), 1);
}

#[test]
fn nothing_and_one_thing_can_be_drawn() {
    assert!(layout(&drawn(""), &LayoutConfig::default()).unwrap().nodes.is_empty());
    let one = layout(&drawn("goal access"), &LayoutConfig::default()).unwrap();
    assert_eq!((one.nodes[0].x, one.nodes[0].y), (0.0, 0.0));
}

#[test]
fn more_iterations_than_anyone_needs_are_refused() {
    let config = LayoutConfig { iterations: 10_001, ..LayoutConfig::default() };
    assert!(matches!(layout(&drawn(""), &config), Err(AnalysisError::Parameter { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn everything_has_a_place_of_its_own_within_the_drawing(map in any_map()) {
        let config = LayoutConfig { iterations: 60, ..LayoutConfig::default() };
        let answer = layout(&frame(&map), &config).unwrap();
        prop_assert_eq!(answer.nodes.len(), map.entity_count());
        for (place, node) in answer.nodes.iter().enumerate() {
            prop_assert!(node.x.abs() <= 500.0 && node.y.abs() <= 500.0);
            for other in place + 1..answer.nodes.len() {
                prop_assert!(distance(&answer, place, other) > 0.0);
            }
        }
        let weight: u32 = answer.links.iter().map(|link| link.weight).sum();
        prop_assert_eq!(weight as usize, map.tie_count());
    }
}
