//! What two or more portfolios have in common.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use waymark_measures::{
    Incidence, LeadLagConfig, Moment, Portion, Random, Stopped, Unwatched, Watch, concentration,
    intersections, lead_lag, newman, schoener,
};

use crate::davis::{matrix, woman};

#[test]
fn the_newman_weight_of_evelyn_and_laura_is_as_networkx_has_it() {
    let matrix = matrix();
    let (a, b) = (woman("evelyn"), woman("laura"));
    assert!((newman(&matrix, matrix.shared(a, b)) - 1.562_637).abs() < 1e-6);
}

#[test]
fn what_nobody_else_holds_gives_no_weight() {
    let matrix = Incidence::of(2, 3, &[(0, 0), (0, 1), (1, 1), (1, 2)]);
    assert_eq!(newman(&matrix, matrix.shared(0, 1)), 1.0);
    assert_eq!(newman(&matrix, [0, 2]), 0.0);
}

#[test]
fn an_unknown_amount_is_not_zero() {
    let a = [(0, Some(60.0)), (1, Some(40.0)), (2, Some(900.0))];
    let b = [(0, Some(6.0)), (1, Some(4.0)), (2, None)];
    let found = schoener(&a, &b, |_| true);
    assert_eq!((found.overlap, found.shared, found.known), (Some(1.0), 3, 2));
    assert_eq!(schoener(&a[2..], &b[2..], |_| true).overlap, None);
    assert_eq!(schoener(&a, &[(7, None)], |_| true).overlap, None);
}

#[test]
fn equal_shares_have_their_number_as_effective_number() {
    let found = concentration([5.0; 4]).unwrap();
    assert_eq!((found.herfindahl, found.effective_number), (0.25, 4.0));
    assert_eq!(concentration([0.0, 0.0]), None);
}

fn day(day: i64) -> Moment {
    Moment { earliest: day, latest: day }
}

const FEW: LeadLagConfig = LeadLagConfig { seed: 7, samples: 4_000 };

#[test]
fn dates_that_may_be_the_same_do_not_decide() {
    let year = Moment { earliest: 0, latest: 364 };
    let found = lead_lag(&[(0, year)], &[(0, day(100))], &FEW, &Unwatched).unwrap().unwrap();
    assert_eq!((found.a_first, found.b_first, found.undecided), (0, 0, 1));
    assert_eq!((found.p_a_first, found.p_b_first), (1.0, 1.0));
    assert_eq!(lead_lag(&[(0, year)], &[(1, year)], &FEW, &Unwatched), Ok(None));
}

#[test]
fn who_is_older_everywhere_does_not_lead() {
    let a: Vec<(u32, Moment)> = (0..5).map(|item| (item, day(i64::from(item)))).collect();
    let b: Vec<(u32, Moment)> = (0..5).map(|item| (item, day(100 + i64::from(item)))).collect();
    let found = lead_lag(&a, &b, &FEW, &Unwatched).unwrap().unwrap();
    assert_eq!((found.a_first, found.expected, found.p_a_first), (5, 5.0, 1.0));
}

#[test]
fn lots_are_the_same_on_one_thread_and_on_two() {
    let a: Vec<(u32, Moment)> = (0..9).map(|item| (item, day(i64::from(item * 7 % 9)))).collect();
    let b: Vec<(u32, Moment)> = (0..9).map(|item| (item, day(i64::from(item * 5 % 9)))).collect();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| lead_lag(&a, &b, &FEW, &Unwatched))
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn work_that_nobody_wants_stops() {
    struct Gone;
    impl Watch for Gone {
        fn goes_on(&self) -> bool {
            false
        }
    }
    assert_eq!(lead_lag(&[(0, day(1))], &[(0, day(2))], &FEW, &Gone), Err(Stopped));
}

/// All orders of some moments.
fn orders(moments: &[Moment]) -> Vec<Vec<Moment>> {
    if moments.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..moments.len() {
        let mut rest = moments.to_vec();
        let first = rest.remove(first);
        all.extend(orders(&rest).into_iter().map(|rest| [vec![first], rest].concat()));
    }
    all
}

/// The exact share of shuffles that put the first holder ahead by as much or more.
fn exact(a: &[(u32, Moment)], b: &[(u32, Moment)]) -> f64 {
    let lead = |of_a: &[Moment], of_b: &[Moment]| -> i64 {
        let mut lead = 0;
        for ((item, _), x) in a.iter().zip(of_a) {
            for ((_, y), _) in
                b.iter().zip(of_b).map(|(b, y)| ((b, y), ())).filter(|((b, _), ())| b.0 == *item)
            {
                lead += i64::from(x.latest < y.earliest) - i64::from(y.latest < x.earliest);
            }
        }
        lead
    };
    let moments = |items: &[(u32, Moment)]| items.iter().map(|item| item.1).collect::<Vec<_>>();
    let observed = lead(&moments(a), &moments(b));
    let (of_a, of_b) = (orders(&moments(a)), orders(&moments(b)));
    let all = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
    let ahead = all.filter(|(x, y)| lead(x, y) >= observed).count();
    ahead as f64 / (of_a.len() * of_b.len()) as f64
}

fn dated() -> impl Strategy<Value = Vec<(u32, Moment)>> {
    btree_map(0..5_u32, (0..6_i64, 0..2_i64), 0..5).prop_map(|items| {
        let moment = |(at, more)| Moment { earliest: at, latest: at + more };
        items.into_iter().map(|(item, span)| (item, moment(span))).collect()
    })
}

fn portions() -> impl Strategy<Value = Vec<Portion>> {
    let amount = proptest::option::of(0..50_u32);
    btree_map(0..8_u32, amount, 0..8)
        .prop_map(|items| items.into_iter().map(|(k, v)| (k, v.map(f64::from))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn newman_weights_of_a_row_count_what_somebody_else_holds_too(
        entries in vec((0..6_u32, 0..8_u32), 0..30)
    ) {
        let matrix = Incidence::of(6, 8, &entries);
        for a in 0..6 {
            let others = (0..6).filter(|b| *b != a);
            let sum: f64 = others.map(|b| newman(&matrix, matrix.shared(a, b))).sum();
            let held_by_more =
                matrix.rows.row(a).iter().filter(|column| matrix.columns.row(**column).len() > 1);
            prop_assert!((sum - held_by_more.count() as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn schoener_is_one_less_bray_and_curtis_of_what_is_known(a in portions(), b in portions()) {
        let found = schoener(&a, &b, |_| true);
        let (a, b): (BTreeMap<_, _>, BTreeMap<_, _>) = (a.into_iter().collect(), b.into_iter().collect());
        let items: BTreeSet<u32> = a.keys().chain(b.keys()).copied().collect();
        let known = |item: &&u32| a.get(item) != Some(&None) && b.get(item) != Some(&None);
        let known: Vec<u32> = items.iter().filter(known).copied().collect();
        let of = |side: &BTreeMap<u32, Option<f64>>, item| side.get(&item).copied().flatten().unwrap_or(0.0);
        let total = |side| known.iter().map(|item| of(side, *item)).sum::<f64>();
        let (of_a, of_b) = (total(&a), total(&b));
        if let Some(overlap) = found.overlap {
            let apart: f64 =
                known.iter().map(|item| (of(&a, *item) / of_a - of(&b, *item) / of_b).abs()).sum();
            prop_assert!((overlap - (1.0 - apart / 2.0)).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&overlap));
        } else {
            let shared = a.keys().filter(|item| b.contains_key(item)).count();
            prop_assert!(of_a == 0.0 || of_b == 0.0 || (shared > 0 && found.known == 0));
        }
    }

    #[test]
    fn intersections_are_as_counted_item_by_item(
        sets in vec(btree_set(0..20_u32, 0..12), 0..5)
    ) {
        let lists: Vec<Vec<u32>> = sets.iter().map(|set| set.iter().copied().collect()).collect();
        let slices: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
        let found = intersections(&slices);
        let mut expected: BTreeMap<Vec<u32>, (Vec<u32>, usize)> = BTreeMap::new();
        for mask in 1..1_u32 << sets.len() {
            let chosen: Vec<u32> = (0..sets.len() as u32).filter(|set| mask >> set & 1 == 1).collect();
            let within = |item: &u32, set: u32| sets[set as usize].contains(item);
            let all = (0..20_u32).filter(|item| chosen.iter().all(|set| within(item, *set)));
            let all: Vec<u32> = all.collect();
            let only = all.iter().copied().filter(|item| {
                (0..sets.len() as u32).all(|set| chosen.contains(&set) == within(item, set))
            });
            if !all.is_empty() {
                expected.insert(chosen.clone(), (only.collect(), all.len()));
            }
        }
        let listed: BTreeMap<_, _> =
            found.into_iter().map(|each| (each.sets, (each.exclusive, each.at_least))).collect();
        prop_assert_eq!(listed, expected);
    }

    #[test]
    fn concentration_lies_between_one_and_one_by_number(
        amounts in vec(0.001..1000.0_f64, 1..20)
    ) {
        let found = concentration(amounts.clone()).unwrap();
        prop_assert!(found.herfindahl <= 1.0 && found.herfindahl >= 1.0 / amounts.len() as f64 - 1e-9);
        prop_assert!((found.herfindahl * found.effective_number - 1.0).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn shuffles_come_near_to_all_orders(a in dated(), b in dated()) {
        if let Some(found) = lead_lag(&a, &b, &FEW, &Unwatched).unwrap() {
            // Four standard errors of 4,000 samples.
            prop_assert!((found.p_a_first - exact(&a, &b)).abs() < 0.035);
            let turned = lead_lag(&b, &a, &FEW, &Unwatched).unwrap().unwrap();
            prop_assert_eq!((found.a_first, found.b_first), (turned.b_first, turned.a_first));
            prop_assert!((turned.p_b_first - exact(&a, &b)).abs() < 0.035);
        }
    }
}

#[test]
fn a_seed_repeats_a_lead() {
    let mut random = Random::new(3, 0);
    let mut items: Vec<(u32, Moment)> =
        (0..8).map(|item| (item, day(i64::from(random.below(20))))).collect();
    items.sort_by_key(|item| item.0);
    let draw = |seed| lead_lag(&items, &items, &LeadLagConfig { seed, samples: 50 }, &Unwatched);
    assert_eq!(draw(1), draw(1));
}
