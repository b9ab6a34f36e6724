//! Null models against exact numbers, slow second versions and, where a matrix is tiny, against
//! all matrices there are.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{
    BICM_TOLERANCE, BenjaminiHochberg, Bicm, CurveballConfig, Hypergeometric, Incidence,
    PoissonBinomial, Random, SampledOverlaps, Stopped, TRADES_PER_ROW, Tails, Unwatched, Watch,
    curveball,
};

use crate::davis::{matrix, woman};

fn is_close(found: f64, expected: f64, tolerance: f64) {
    let off = (found - expected).abs();
    assert!(off <= tolerance * expected.abs(), "{found:e} is not {expected:e}");
}

fn pairs(rows: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..rows).flat_map(move |a| (a + 1..rows).map(move |b| (a, b)))
}

fn fitted(matrix: &Incidence) -> Bicm {
    Bicm::fit(matrix, &Unwatched).unwrap()
}

fn drawn(matrix: &Incidence, seed: u64, samples: u32) -> SampledOverlaps {
    let config = CurveballConfig { seed, samples, trades_per_row: TRADES_PER_ROW };
    curveball(matrix, &config, &Unwatched).unwrap()
}

/// How many pairs of rows have an upper tail below 0.05.
fn below_level(matrix: &Incidence, tails: impl Fn(u32, u32, u32) -> Tails) -> usize {
    let shared = |a, b| matrix.shared(a, b).count() as u32;
    let below = |(a, b): &(u32, u32)| tails(*a, *b, shared(*a, *b)).at_least < 0.05;
    pairs(matrix.rows.rows()).filter(below).count()
}

/// Expected values: Python's fractions, so exact to the last digit. scipy 1.17 agrees to 1e-14 up
/// to 20,000 items and to 1e-10 for a million.
#[test]
fn hypergeometric_tails_are_exact_far_out_and_for_a_million_items() {
    let expected = [
        ((14, 8, 7, 6), (0.051_282_051_282_051_28, 0.997_668_997_668_997_6)),
        ((36, 3, 3, 3), (0.000_140_056_022_408_963_58, 1.0)),
        ((1_000, 100, 80, 30), (2.635_597_846_104_821e-12, 0.999_999_999_999_653_7)),
        ((1_000, 100, 80, 1), (0.999_849_405_828_078_2, 0.001_618_016_066_408_734_7)),
        ((20_000, 900, 1_100, 200), (2.249_272_170_403_775_6e-69, 1.0)),
        ((20_000, 900, 1_100, 10), (0.999_999_999_999_677_1, 1.781_384_696_006_827_1e-12)),
        ((1_000_000, 120, 3_000, 25), (2.438_299_149_198_956e-38, 1.0)),
        ((1_000_000, 2_000, 3_000, 60), (4.819_805_735_123_758e-39, 1.0)),
        ((100, 60, 70, 31), (0.999_999_995_973_607_1, 1.598_867_646_431_192e-7)),
        ((100, 60, 70, 58), (3.414_193_921_026_885e-13, 0.999_999_999_999_995_2)),
        ((5_000, 2_500, 2_500, 1_500), (7.967_699_391_745_438e-46, 1.0)),
    ];
    for ((population, first, second, shared), (at_least, at_most)) in expected {
        let tails = Hypergeometric::new(population, first, second).tails(shared);
        is_close(tails.at_least, at_least, 1e-12);
        is_close(tails.at_most, at_most, 1e-12);
    }
}

#[test]
fn the_null_model_changes_the_answer_for_davis() {
    let matrix = matrix();
    let degree = |row| matrix.rows.row(row).len() as u32;
    let hypergeometric = below_level(&matrix, |a, b, shared| {
        Hypergeometric::new(14, degree(a), degree(b)).tails(shared)
    });
    let bicm = fitted(&matrix);
    let sdsm = below_level(&matrix, |a, b, shared| bicm.overlap(a, b).tails(shared));
    let drawn = drawn(&matrix, 7, 20_000);
    let fdsm = below_level(&matrix, |a, b, _| drawn.tails(a, b));
    assert_eq!((hypergeometric, fdsm, sdsm), (17, 5, 0));
}

#[test]
fn pairs_of_davis_have_the_published_p_values() {
    let matrix = matrix();
    let (evelyn, laura) = (woman("evelyn"), woman("laura"));
    let (olivia, flora) = (woman("olivia"), woman("flora"));
    is_close(Hypergeometric::new(14, 8, 7).tails(6).at_least, 0.051_282_1, 1e-6);
    is_close(Hypergeometric::new(14, 2, 2).tails(2).at_least, 0.010_989, 1e-5);
    let bicm = fitted(&matrix);
    is_close(bicm.overlap(evelyn, laura).tails(6).at_least, 0.268_200, 2e-6);
    is_close(bicm.overlap(olivia, flora).tails(2).at_least, 0.088_372_3, 2e-6);
    // Three standard errors of 20,000 draws.
    let drawn = drawn(&matrix, 1, 20_000);
    let p = |a, b| drawn.tails(a, b).at_least;
    assert!((p(evelyn, laura) - 0.101).abs() < 0.0065, "{}", p(evelyn, laura));
    assert!((p(olivia, flora) - 0.035).abs() < 0.004, "{}", p(olivia, flora));
    assert!((p(evelyn, woman("theresa")) - 0.035).abs() < 0.004);
}

/// Expected values: Python's `bicm` 3.4, which is itself off by 5e-9 of a degree.
#[test]
fn the_model_of_davis_is_the_one_that_python_fits() {
    let bicm = fitted(&matrix());
    assert!(bicm.converged() && bicm.residual() < 1e-11, "{}", bicm.residual());
    let expected = [
        (("evelyn", 0), 0.342_328_905_6),
        (("evelyn", 7), 0.933_382_492_5),
        (("theresa", 8), 0.880_695_800_3),
        (("olivia", 8), 0.362_794_090_8),
        (("frances", 13), 0.104_846_863_1),
    ];
    for ((name, event), q) in expected {
        is_close(bicm.probability(woman(name), event), q, 1e-8);
    }
}

#[test]
fn degrees_that_leave_no_choice_are_met_exactly() {
    // An empty row, a full row, an empty column; nested rows, which have no other matrix.
    let entries = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)];
    let matrix = Incidence::of(4, 4, &entries);
    let bicm = fitted(&matrix);
    assert_eq!(bicm.residual(), 0.0);
    for row in 0..4 {
        for column in 0..4 {
            let there = entries.contains(&(row, column));
            assert_eq!(bicm.probability(row, column), f64::from(u8::from(there)));
        }
    }
    assert_eq!(bicm.overlap(0, 1).tails(2), Tails { at_least: 1.0, at_most: 1.0 });
    assert!(fitted(&Incidence::of(0, 0, &[])).converged());
}

/// As in lists of grants: a few rows hold very much, each for itself, and many rows hold one
/// column that all of these have. Full steps of Newton's method end among certainties there.
#[test]
fn very_uneven_degrees_are_met_too() {
    for (large, size, small) in [(3, 1_500, 60), (6, 1_500, 20), (20, 400, 130)] {
        let columns = size * 2;
        let own = (0..large).flat_map(|row| {
            (0..size / (row + 1)).map(move |column| (row, (row * 10_000 + column) % columns))
        });
        let alike = (large..large + small).map(|row| (row, columns));
        let entries: Vec<(u32, u32)> = own.chain(alike).collect();
        let matrix = Incidence::of((large + small) as usize, columns as usize + 1, &entries);
        let bicm = fitted(&matrix);
        assert!(bicm.converged(), "{large} {size} {small}: {}", bicm.residual());
        assert!(fitted(&matrix.transposed()).converged());
    }
}

#[test]
fn poisson_binomial_tails_keep_their_digits_far_out() {
    let probabilities: Vec<f64> = (1..=40).map(|k| 0.01 * f64::from(k)).collect();
    let distribution = PoissonBinomial::of(&probabilities);
    let expected = [
        (0, (1.0, 0.000_067_294_575_159_987_73)),
        (8, (0.600_462_128_329_745_3, 0.561_719_363_643_810_1)),
        (20, (0.000_011_323_759_596_944_167, 0.999_997_778_992_886)),
        (40, (8.159_152_832_478_983e-33, 1.0)),
    ];
    for (count, (at_least, at_most)) in expected {
        is_close(distribution.tails(count).at_least, at_least, 1e-12);
        is_close(distribution.tails(count).at_most, at_most, 1e-12);
    }
}

#[test]
fn groups_of_trials_are_the_same_as_one_by_one() {
    let groups = [(0.001, 900), (0.03, 60), (0.2, 5), (0.9, 300), (1.0, 4)];
    let grouped = PoissonBinomial::of_groups(groups);
    // Told apart in the last digit, they are added one by one.
    let single = groups.iter().flat_map(|(p, trials)| {
        (0..*trials).map(move |k| if *p < 1.0 { p * (1.0 + 1e-15 * f64::from(k)) } else { *p })
    });
    let single = PoissonBinomial::of(&single.collect::<Vec<_>>());
    let all = grouped.exact_tails_to(400);
    for count in [0, 3, 4, 5, 150, 270, 274, 280, 300, 400] {
        let (one, other) = (grouped.exact_tails(count), single.exact_tails(count));
        is_close(one.at_least, other.at_least, 1e-9);
        is_close(one.at_most, other.at_most, 1e-9);
        is_close(all[count as usize].at_least, one.at_least, 1e-12);
        is_close(all[count as usize].at_most, one.at_most, 1e-12);
    }
}

#[test]
fn the_approximation_is_as_near_as_it_says() {
    let check = |distribution: &PoissonBinomial, tolerance: f64| {
        let (mean, spread) = (distribution.mean(), distribution.variance().sqrt());
        for away in [-4.0, -2.0, -0.5, -0.01, 0.0, 0.01, 0.5, 2.0, 4.0, 8.0] {
            let count = (mean + away * spread).round().max(1.0) as u32;
            let (near, exact) =
                (distribution.saddle_point_tails(count), distribution.exact_tails(count));
            is_close(near.at_least, exact.at_least, tolerance);
            is_close(near.at_most, exact.at_most, tolerance);
        }
    };
    let rising = |trials: u32, top: f64| {
        let probabilities = (1..=trials).map(|k| top * f64::from(k) / f64::from(trials));
        PoissonBinomial::of(&probabilities.collect::<Vec<_>>())
    };
    let (small, middle, large) = (rising(20, 0.15), rising(200, 0.3), rising(3_000, 0.9));
    let wide = rising(500, 0.3);
    assert!(small.variance() > 1.0 && middle.variance() > 20.0);
    assert!(wide.variance() > 60.0 && large.variance() > 500.0);
    check(&small, 0.01);
    check(&middle, 0.002);
    check(&wide, 0.000_5);
    check(&large, 0.000_001);
    assert!(middle.is_exact(60) && !large.is_exact(1_350));
    assert_eq!(large.tails(1_350), large.saddle_point_tails(1_350));
}

#[test]
fn a_test_that_cannot_pass_is_known_beforehand() {
    let family = BenjaminiHochberg::new(100, 0.05, [(0.0001, 2), (0.3, 98)]);
    assert_eq!((family.passing(), family.below_level()), (2, 2));
    assert_eq!(family.within_reach(0.3), 0.05 * 3.0 / 100.0);
    assert_eq!(BenjaminiHochberg::new(0, 0.05, []).passing(), 0);
}

#[test]
fn drawn_matrices_do_not_depend_on_threads() {
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| drawn(&matrix(), 3, 500))
    };
    assert_eq!(on_threads(1), on_threads(2));
    assert_ne!(drawn(&matrix(), 3, 500), drawn(&matrix(), 4, 500));
}

#[test]
fn matrices_with_nothing_to_trade_stay_as_they_are() {
    for matrix in [Incidence::of(0, 0, &[]), Incidence::of(1, 2, &[(0, 1)])] {
        assert_eq!(drawn(&matrix, 1, 10).samples(), 10);
    }
    let alike = drawn(&Incidence::of(3, 1, &[(0, 0), (1, 0)]), 1, 10);
    assert_eq!(alike.tails(0, 1), Tails { at_least: 1.0, at_most: 1.0 });
    assert_eq!((alike.mean(0, 1), alike.mean(2, 1)), (1.0, 0.0));
}

#[test]
fn drawing_can_be_stopped() {
    struct Tired;
    impl Watch for Tired {
        fn goes_on(&self) -> bool {
            false
        }
    }
    let config = CurveballConfig { seed: 1, samples: 10, trades_per_row: 5 };
    assert_eq!(curveball(&matrix(), &config, &Tired), Err(Stopped));
    assert_eq!(Bicm::fit(&matrix(), &Tired), Err(Stopped));
}

/// A second way to draw: pick two ones, and where they are the corners of a checkerboard, swap.
#[test]
fn checkerboard_swaps_draw_the_same_matrices() {
    const SAMPLES: u32 = 6_000;
    let matrix = matrix();
    let observed: BTreeMap<(u32, u32), usize> =
        pairs(18).map(|(a, b)| ((a, b), matrix.shared(a, b).count())).collect();
    let mut entries: Vec<(u32, u32)> = (0..18)
        .flat_map(|row| matrix.rows.row(row).iter().map(move |column| (row, *column)))
        .collect();
    let mut there: BTreeSet<(u32, u32)> = entries.iter().copied().collect();
    let mut random = Random::new(1, 0);
    let mut at_least: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for _ in 0..SAMPLES {
        for _ in 0..500 {
            let (one, other) = (random.below(89) as usize, random.below(89) as usize);
            let ((a, k), (b, l)) = (entries[one], entries[other]);
            if !there.contains(&(a, l)) && !there.contains(&(b, k)) {
                there.remove(&(a, k));
                there.remove(&(b, l));
                there.extend([(a, l), (b, k)]);
                (entries[one], entries[other]) = ((a, l), (b, k));
            }
        }
        let now = Incidence::of(18, 14, &entries);
        for (pair, observed) in &observed {
            let as_many = now.shared(pair.0, pair.1).count() >= *observed;
            *at_least.entry(*pair).or_default() += u32::from(as_many);
        }
    }
    let curveball = drawn(&matrix, 1, SAMPLES);
    for ((a, b), count) in at_least {
        let (p, other) = (f64::from(count) / f64::from(SAMPLES), curveball.tails(a, b).at_least);
        // 4.5 standard errors of the difference, for 153 pairs; swaps are a chain, so a little more.
        let error = (2.0 * other * (1.0 - other) / f64::from(SAMPLES)).sqrt();
        assert!((p - other).abs() < 5.0 * error + 0.001, "{a} {b}: {p} {other}");
    }
}

fn tiny_matrix() -> impl Strategy<Value = Incidence> {
    (2..5_u32, 2..5_u32).prop_flat_map(|(rows, columns)| {
        vec((0..rows, 0..columns), 0..12)
            .prop_map(move |entries| Incidence::of(rows as usize, columns as usize, &entries))
    })
}

/// What each pair of rows shares in each matrix with the same margins.
fn all_with_same_margins(matrix: &Incidence) -> Vec<BTreeMap<(u32, u32), u32>> {
    let (rows, columns) = (matrix.rows.rows(), matrix.columns.rows());
    let degrees = |matrix: &Incidence| {
        let rows: Vec<usize> = (0..rows).map(|row| matrix.rows.row(row).len()).collect();
        let columns: Vec<usize> = (0..columns).map(|k| matrix.columns.row(k).len()).collect();
        (rows, columns)
    };
    let margins = degrees(matrix);
    let places: Vec<(u32, u32)> =
        (0..rows).flat_map(|i| (0..columns).map(move |k| (i, k))).collect();
    (0_u32..1 << places.len())
        .filter(|bits| bits.count_ones() as usize == matrix.rows.items().len())
        .map(|bits| {
            let kept = places.iter().zip(0..).filter(|(_, place)| bits >> place & 1 == 1);
            let kept: Vec<(u32, u32)> = kept.map(|(place, _)| *place).collect();
            Incidence::of(rows as usize, columns as usize, &kept)
        })
        .filter(|other| degrees(other) == margins)
        .map(|other| {
            let shared = |(a, b)| ((a, b), other.shared(a, b).count() as u32);
            pairs(rows).map(shared).collect()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn draws_agree_with_all_matrices_there_are(matrix in tiny_matrix()) {
        const SAMPLES: u32 = 4_000;
        let all = all_with_same_margins(&matrix);
        let drawn = drawn(&matrix, 5, SAMPLES);
        for (a, b) in pairs(matrix.rows.rows()) {
            let observed = matrix.shared(a, b).count() as u32;
            let share = |test: &dyn Fn(u32) -> bool| {
                let count = all.iter().filter(|shared| test(shared[&(a, b)])).count();
                count as f64 / all.len() as f64
            };
            let tails = drawn.tails(a, b);
            for (exact, found) in [
                (share(&|shared| shared >= observed), tails.at_least),
                (share(&|shared| shared <= observed), tails.at_most),
            ] {
                let error = (exact * (1.0 - exact) / f64::from(SAMPLES)).sqrt();
                prop_assert!((exact - found).abs() < 5.0 * error + 0.001, "{} {}", exact, found);
            }
        }
    }
}

proptest! {
    #[test]
    fn hypergeometric_tails_are_sums_of_counts(
        population in 1..40_u32, first in 0..40_u32, second in 0..40_u32, shared in 0..42_u32,
    ) {
        let (first, second) = (first.min(population), second.min(population));
        let ways = |shared: u32| {
            let others = second.checked_sub(shared);
            let others = others.map_or(0, |others| choose(population - first, others));
            choose(first, shared) * others
        };
        let all = choose(population, second);
        let share = |ways: u128| ways as f64 / all as f64;
        let tails = Hypergeometric::new(population, first, second).tails(shared);
        is_close(tails.at_least, share((shared..=population).map(ways).sum()), 1e-12);
        is_close(tails.at_most, share((0..=shared).map(ways).sum()), 1e-12);
    }

    #[test]
    fn poisson_binomial_tails_are_sums_over_all_outcomes(
        probabilities in vec(prop_oneof![Just(0.0), Just(1.0), Just(0.25), 0.0..1.0], 0..9),
        count in 0..11_u32,
    ) {
        let (mut at_least, mut at_most) = (0.0, 0.0);
        for outcome in 0_u32..1 << probabilities.len() {
            let chance: f64 = probabilities
                .iter()
                .zip(0..)
                .map(|(p, trial)| if outcome >> trial & 1 == 1 { *p } else { 1.0 - p })
                .product();
            at_least += if outcome.count_ones() >= count { chance } else { 0.0 };
            at_most += if outcome.count_ones() <= count { chance } else { 0.0 };
        }
        let distribution = PoissonBinomial::of(&probabilities);
        let all = distribution.exact_tails_to(count);
        for tails in [distribution.exact_tails(count), all[count as usize]] {
            is_close(tails.at_least, at_least, 1e-11);
            is_close(tails.at_most, at_most, 1e-11);
        }
    }

    #[test]
    fn every_degree_of_the_model_is_met_on_average(matrix in tiny_matrix()) {
        let bicm = fitted(&matrix);
        prop_assert!(bicm.converged(), "{}", bicm.residual());
        for row in 0..matrix.rows.rows() {
            let sum: f64 = (0..matrix.columns.rows()).map(|k| bicm.probability(row, k)).sum();
            prop_assert!((sum - matrix.rows.row(row).len() as f64).abs() <= BICM_TOLERANCE);
        }
        for column in 0..matrix.columns.rows() {
            let sum: f64 = (0..matrix.rows.rows()).map(|i| bicm.probability(i, column)).sum();
            prop_assert!((sum - matrix.columns.row(column).len() as f64).abs() <= BICM_TOLERANCE);
        }
    }

    #[test]
    fn corrected_values_are_as_defined(
        values in vec((1..60_u32).prop_map(|p| f64::from(p) / 200.0 + 0.000_1), 1..20), extra in 0..10_u64,
    ) {
        let tests = values.len() as u64 + extra;
        let family = |values: &[f64]| {
            BenjaminiHochberg::new(tests, 0.05, values.iter().map(|p| (*p, 1)))
        };
        let corrected = family(&values);
        let q = |values: &[f64], p: f64| {
            let rank = |p: f64| values.iter().filter(|other| **other <= p).count() as f64;
            let above = values.iter().filter(|other| **other >= p);
            above.map(|other| other * (tests as f64 / rank(*other))).fold(1.0, f64::min)
        };
        for p in &values {
            prop_assert_eq!(corrected.q(*p), q(&values, *p));
        }
        let passing = values.iter().filter(|p| q(&values, **p) <= 0.05).count();
        prop_assert_eq!(corrected.passing(), passing as u64);
        // With this p instead of its own a test would pass; with a larger one it would not.
        for place in (0..values.len()).filter(|place| q(&values, values[*place]) > 0.05) {
            let reach = corrected.within_reach(values[place]);
            let with = |p: f64| {
                let mut values = values.clone();
                values[place] = p;
                q(&values, p) <= 0.05
            };
            prop_assert!(with(reach * 0.999_999) && !with(reach * 1.000_001));
        }
    }
}

fn choose(n: u32, k: u32) -> u128 {
    if k > n {
        return 0;
    }
    (0..u128::from(k)).fold(1, |ways, step| ways * (u128::from(n) - step) / (step + 1))
}
