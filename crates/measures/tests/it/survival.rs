//! Survival with and without exact times, against slow and obvious second versions.

use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{Observation, Spell, kaplan_meier, survival_bounds};

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let one = (0..12_i64, any::<bool>()).prop_map(|(time, ended)| Observation { time, ended });
    vec(one, 0..20)
}

fn spells() -> impl Strategy<Value = Vec<Spell>> {
    let one = (0..6_i64, 0..4_i64, any::<bool>());
    let one = one.prop_map(|(least, more, ended)| Spell { least, most: least + more, ended });
    vec(one, 1..6)
}

/// The share after a time, as the definition says it.
fn survival(observations: &[Observation], time: i64) -> f64 {
    let at_risk = |when: i64| observations.iter().filter(|one| one.time >= when).count() as f64;
    let ended = |when: i64| observations.iter().filter(|o| o.ended && o.time == when).count();
    (0..=time)
        .filter(|when| ended(*when) > 0)
        .fold(1.0, |share, when| share * (1.0 - ended(when) as f64 / at_risk(when)))
}

/// Every choice of a time within each range.
fn choices(spells: &[Spell]) -> Vec<Vec<Observation>> {
    spells.iter().fold(vec![Vec::new()], |choices, spell| {
        let longer = |choice: &Vec<Observation>| -> Vec<Vec<Observation>> {
            let one = |time| Observation { time, ended: spell.ended };
            (spell.least..=spell.most).map(|time| [&choice[..], &[one(time)]].concat()).collect()
        };
        choices.iter().flat_map(longer).collect()
    })
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn each_step_is_what_the_definition_says(observations in observations()) {
        let curve = kaplan_meier(&observations);
        let seen: usize = curve.steps.iter().map(|step| step.ended + step.censored).sum();
        prop_assert_eq!(seen, observations.len());
        for step in &curve.steps {
            prop_assert!(near(step.survival, survival(&observations, step.time)));
            if let Some((low, high)) = step.interval {
                prop_assert!(0.0 <= low && low <= step.survival && step.survival <= high);
                prop_assert!(high <= 1.0);
            }
        }
    }

    #[test]
    fn without_censoring_the_curve_is_the_share_of_those_that_take_longer(
        times in vec(0..30_i64, 1..20)
    ) {
        let all: Vec<Observation> =
            times.iter().map(|time| Observation { time: *time, ended: true }).collect();
        for step in kaplan_meier(&all).steps {
            let longer = times.iter().filter(|time| **time > step.time).count();
            prop_assert!(near(step.survival, longer as f64 / times.len() as f64));
            // Greenwood's variance is then that of a share.
            let share = step.survival;
            let variance = share * (1.0 - share) / times.len() as f64;
            prop_assert!(step.standard_error.is_none_or(|error| near(error * error, variance)));
        }
    }

    #[test]
    fn bounds_are_the_extremes_of_every_choice(spells in spells()) {
        let bounds = survival_bounds(&spells, usize::MAX);
        let choices = choices(&spells);
        for time in 0..12 {
            let all = choices.iter().map(|choice| survival(choice, time));
            let (low, high) = all.fold((1.0_f64, 0.0_f64), |(low, high), s| (low.min(s), high.max(s)));
            let point = bounds.points.iter().rev().find(|point| point.time <= time);
            let (found_low, found_high) = point.map_or((1.0, 1.0), |point| (point.low, point.high));
            prop_assert!(near(low, found_low), "after {time}: {low} is not {found_low}");
            prop_assert!(near(high, found_high), "after {time}: {high} is not {found_high}");
        }
        let medians = || choices.iter().map(|choice| kaplan_meier(choice).median);
        let later = |median: Option<i64>| median.unwrap_or(i64::MAX);
        prop_assert_eq!(later(bounds.median.0), medians().map(later).min().unwrap());
        prop_assert_eq!(later(bounds.median.1), medians().map(later).max().unwrap());
    }

    #[test]
    fn exact_times_leave_nothing_open(observations in observations()) {
        let exact = |o: &Observation| Spell { least: o.time, most: o.time, ended: o.ended };
        let spells: Vec<Spell> = observations.iter().map(exact).collect();
        let bounds = survival_bounds(&spells, usize::MAX);
        prop_assert!(bounds.points.iter().all(|point| near(point.low, point.high)));
        let median = kaplan_meier(&observations).median;
        prop_assert_eq!(bounds.median, (median, median));
    }

    #[test]
    fn a_cut_list_keeps_its_ends_and_says_so(spells in spells(), limit in 2..5_usize) {
        let (whole, cut) = (survival_bounds(&spells, usize::MAX), survival_bounds(&spells, limit));
        prop_assert!(cut.points.len() <= limit && !whole.cut);
        prop_assert_eq!(cut.median, whole.median);
        let end = |bounds: &waymark_measures::SurvivalBounds| {
            bounds.points.last().map(|point| (point.low, point.high))
        };
        prop_assert_eq!(end(&cut), end(&whole));
    }
}
