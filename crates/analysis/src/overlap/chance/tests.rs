//! The nulls as they are asked for: on matrices, without a map.

use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{Bicm, Hypergeometric, MAXIMUM_SEED, Stopped, Unwatched};

use super::*;

fn all_pairs(matrix: &Incidence) -> Vec<(u32, u32)> {
    let rows = matrix.rows.rows();
    (0..rows).flat_map(|a| (a + 1..rows).map(move |b| (a, b))).collect()
}

fn config(model: NullModel) -> NullConfig {
    NullConfig { model, ..NullConfig::default() }
}

/// Few draws are quick, and enough for few pairs.
fn quick(model: NullModel) -> NullConfig {
    NullConfig { samples: Some(1_000), ..config(model) }
}

fn asked(matrix: &Incidence, config: &NullConfig) -> Chances {
    chance(matrix, &all_pairs(matrix), config, &Unwatched).unwrap().unwrap()
}

/// Rows of the same columns: `width` of them for each of `rows`, from a column on.
fn block(rows: std::ops::Range<u32>, columns: std::ops::Range<u32>) -> Vec<(u32, u32)> {
    rows.flat_map(|row| columns.clone().map(move |column| (row, column))).collect()
}

#[test]
fn without_a_null_there_is_no_p() {
    let matrix = Incidence::of(2, 1, &[(0, 0), (1, 0)]);
    let none = chance(&matrix, &[(0, 1)], &config(NullModel::None), &Unwatched);
    assert_eq!(none, Ok(None));
}

#[test]
fn small_matrices_are_held_against_drawn_ones() {
    let chances = asked(&Incidence::of(3, 3, &block(0..3, 0..1)), &NullConfig::default());
    assert_eq!((chances.null, chances.reason), (NullModel::Fdsm, NullReason::Practical));
    assert_eq!((chances.seed, chances.samples, chances.tests), (Some(1), Some(10_000), 3));
    assert!(chances.draws_suffice());
    // There is one such matrix only, so nothing about it can be unusual.
    assert!(chances.pairs.iter().all(|pair| pair.p_more == 1.0 && pair.expected == 1.0));
    assert_eq!(chances.after_correction, PairsFound::default());
}

#[test]
fn with_more_pairs_more_matrices_are_drawn() {
    let matrix = |rows| Incidence::of(rows as usize, 2, &block(0..rows, 0..1));
    let drawn = |rows| samples(&matrix(rows), &NullConfig::default());
    assert_eq!((drawn(30), drawn(40), drawn(2_000)), (10_000, 780 * 20, 100_000));
}

#[test]
fn larger_matrices_are_held_against_independent_places_and_the_answer_says_why() {
    let many = asked(&Incidence::of(150, 2, &block(0..150, 0..1)), &NullConfig::default());
    assert_eq!((many.null, many.reason), (NullModel::Sdsm, NullReason::TooManyPairs));
    assert_eq!((many.seed, many.samples, many.converged), (None, None, Some(true)));
    let large = asked(&Incidence::of(20, 500, &block(0..20, 0..70)), &NullConfig::default());
    assert_eq!((large.null, large.reason), (NullModel::Sdsm, NullReason::TooLarge));
    let few = NullConfig { samples: Some(10), ..config(NullModel::Fdsm) };
    let few = asked(&Incidence::of(150, 2, &block(0..150, 0..1)), &few);
    assert_eq!((few.reason, few.draws_suffice()), (NullReason::Asked, false));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let matrix = Incidence::of(2001, 1, &[(0, 0)]);
    let refused = |config: NullConfig| {
        matches!(chance(&matrix, &[], &config, &Unwatched), Err(AnalysisError::Parameter { .. }))
    };
    assert!(refused(config(NullModel::Fdsm)));
    assert!(refused(NullConfig { seed: MAXIMUM_SEED + 1, ..NullConfig::default() }));
    assert!(refused(NullConfig { samples: Some(0), ..NullConfig::default() }));
    assert!(refused(NullConfig { samples: Some(1_000_000), ..NullConfig::default() }));
    assert!(!refused(NullConfig { seed: MAXIMUM_SEED, ..NullConfig::default() }));
}

#[test]
fn nothing_and_a_single_row_have_no_pairs() {
    for matrix in [Incidence::of(0, 0, &[]), Incidence::of(1, 2, &[(0, 0)])] {
        for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm] {
            let chances = asked(&matrix, &config(model));
            assert_eq!((chances.tests, chances.after_correction), (0, PairsFound::default()));
        }
    }
}

#[test]
fn two_worlds_share_more_within_and_less_between() {
    // Two groups of four rows, each with ten columns of its own.
    let matrix = Incidence::of(8, 20, &[block(0..4, 0..10), block(4..8, 10..20)].concat());
    for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm] {
        let chances = asked(&matrix, &quick(model));
        let verdict = |a, b| {
            let place = all_pairs(&matrix).iter().position(|pair| *pair == (a, b)).unwrap();
            chances.pairs[place].verdict
        };
        assert_eq!(verdict(0, 1), ChanceVerdict::More, "{model:?}");
        assert_eq!(verdict(0, 7), ChanceVerdict::Less, "{model:?}");
        assert_eq!(chances.after_correction, PairsFound { more: 12, less: 16 }, "{model:?}");
    }
}

/// The guide's own size: two funders that share all three of their grants.
#[test]
fn at_guide_scale_even_all_of_three_cannot_be_told_from_chance() {
    let rest: Vec<(u32, u32)> = (2..30).map(|row| (row, row + 3)).collect();
    let matrix = Incidence::of(30, 36, &[block(0..2, 0..3), rest].concat());
    let chances = asked(&matrix, &config(NullModel::Hypergeometric));
    let (three, one) = (chances.pairs[0], chances.pairs[1]);
    assert!((three.p_more - 1.4e-4).abs() < 1e-6 && three.smallest_p == three.p_more);
    assert!((three.q_more - 0.0609).abs() < 1e-4);
    assert_eq!((three.verdict, one.verdict), (ChanceVerdict::NoTest, ChanceVerdict::NoTest));
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let entries: Vec<(u32, u32)> = (0..90).map(|n| (n * n % 17, n * 7 % 23)).collect();
    let matrix = Incidence::of(17, 23, &entries);
    for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm] {
        let on_threads = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| format!("{:?}", asked(&matrix, &quick(model))))
        };
        assert_eq!(on_threads(1), on_threads(2));
    }
}

#[test]
fn work_that_nobody_wants_stops() {
    struct Tired;
    impl Watch for Tired {
        fn goes_on(&self) -> bool {
            false
        }
    }
    let matrix = Incidence::of(3, 3, &block(0..2, 0..2));
    for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm] {
        let stopped = chance(&matrix, &[(0, 1)], &config(model), &Tired);
        assert_eq!(stopped, Err(AnalysisError::Stopped(Stopped)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Testing sorts of pairs and all pairs one by one come to the same.
    #[test]
    fn sorts_of_pairs_stand_for_all_pairs(
        entries in vec((0..7_u32, 0..9_u32), 0..40),
        model in prop_oneof![Just(NullModel::Hypergeometric), Just(NullModel::Sdsm)],
    ) {
        let matrix = Incidence::of(7, 9, &entries);
        let bicm = Bicm::fit(&matrix, &Unwatched).unwrap();
        let degree = |row| matrix.rows.row(row).len() as u32;
        let tails = |(a, b): (u32, u32)| {
            let shared = matrix.shared(a, b).count() as u32;
            match model {
                NullModel::Sdsm => bicm.overlap(a, b).tails(shared),
                _ => Hypergeometric::new(9, degree(a), degree(b)).tails(shared),
            }
        };
        let pairs = all_pairs(&matrix);
        let more: Vec<f64> = pairs.iter().map(|pair| tails(*pair).at_least).collect();
        let less: Vec<f64> = pairs.iter().map(|pair| tails(*pair).at_most).collect();
        let near = |found: f64, expected: f64| (found - expected).abs() < 1e-9;
        let chances = asked(&matrix, &quick(model));
        for (place, pair) in chances.pairs.iter().enumerate() {
            prop_assert!(near(pair.p_more, more[place]) && near(pair.p_less, less[place]));
            prop_assert!(near(pair.q_more, corrected(&more, more[place])));
            prop_assert!(near(pair.q_less, corrected(&less, less[place])));
            prop_assert!(pair.smallest_p <= pair.p_more && pair.smallest_p_less <= pair.p_less);
            let found = pair.q_more <= 0.05;
            prop_assert_eq!(found, pair.verdict == ChanceVerdict::More);
        }
        let below = more.iter().filter(|p| **p < SIGNIFICANCE_LEVEL).count() as u64;
        prop_assert_eq!(chances.before_correction.more, below);
    }
}

/// Benjamini and Hochberg's definition, word for word. Values that differ by rounding are equal.
fn corrected(all: &[f64], p: f64) -> f64 {
    let rank = |p: f64| all.iter().filter(|other| **other <= p + 1e-12).count() as f64;
    let above = all.iter().filter(|other| **other >= p - 1e-12);
    above.map(|other| other * all.len() as f64 / rank(*other)).fold(1.0, f64::min)
}
