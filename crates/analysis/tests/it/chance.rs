//! Whether what funders share is more, or less, than chance would have it: on maps.

use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, ChanceVerdict, Chances, NullConfig, NullModel, NullReason, Overlap,
    OverlapConfig, PairChance, PairsFound, overlap, overlap_pair,
};
use waymark_measures::{MAXIMUM_SEED, Unwatched};

use crate::maps::{any_map, drawn, frame};

fn asking(model: NullModel) -> OverlapConfig {
    let null = NullConfig { model, ..NullConfig::default() };
    OverlapConfig { null, ..OverlapConfig::default() }
}

fn davis(model: NullModel) -> Overlap {
    let config = OverlapConfig { limit: 200, ..asking(model) };
    overlap(&frame(&crate::davis::map()), &config, &Unwatched).unwrap()
}

fn chances(answer: &Overlap) -> &Chances {
    answer.chances.as_ref().unwrap()
}

fn of_pair(answer: &Overlap, a: &str, b: &str) -> PairChance {
    let pair = answer.pairs.iter().find(|pair| (pair.a.as_str(), pair.b.as_str()) == (a, b));
    pair.unwrap().chance.unwrap()
}

fn is_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() < tolerance, "{found} {expected}");
}

/// The null changes the answer: of 153 pairs of women 17, 5 or none are unusual, and corrected for
/// their number none is.
#[test]
fn the_null_stands_beside_every_p_because_it_changes_it() {
    let expected = [
        (NullModel::Hypergeometric, 17, 0.051_282_1, 0.010_989_0, 1e-6),
        (NullModel::Sdsm, 0, 0.268_200, 0.088_372_3, 1e-6),
        // Three standard errors of 10,000 draws. The fifth pair has p = 0.0475, so with some other
        // seeds it is 4.
        (NullModel::Fdsm, 5, 0.101, 0.035, 0.009),
    ];
    for (model, found, evelyn_and_laura, flora_and_olivia, tolerance) in expected {
        let answer = davis(model);
        let chances = chances(&answer);
        assert_eq!((chances.null, chances.reason), (model, NullReason::Asked));
        assert_eq!((chances.tests, chances.level), (153, 0.05));
        assert_eq!(chances.before_correction.more, found, "{model:?}");
        assert_eq!(chances.after_correction, PairsFound::default());
        is_near(of_pair(&answer, "evelyn", "laura").p_more, evelyn_and_laura, tolerance);
        is_near(of_pair(&answer, "flora", "olivia").p_more, flora_and_olivia, tolerance);
    }
}

#[test]
fn drawing_is_the_default_at_this_size_and_the_answer_says_how_to_repeat_it() {
    let answer = davis(NullModel::Auto);
    let chances = chances(&answer);
    assert_eq!((chances.null, chances.reason), (NullModel::Fdsm, NullReason::Practical));
    assert_eq!((chances.seed, chances.samples), (Some(1), Some(10_000)));
    is_near(of_pair(&answer, "evelyn", "theresa").p_more, 0.035, 0.006);
}

#[test]
fn what_is_not_significant_is_never_called_no_overlap() {
    let answer = davis(NullModel::Hypergeometric);
    let verdict = |a, b| of_pair(&answer, a, b).verdict;
    // Two who came to seven events could have shared so many that it stands out among 153 pairs;
    // two who came to two could not.
    assert_eq!(verdict("brenda", "laura"), ChanceVerdict::CannotBeTold);
    assert_eq!(verdict("flora", "olivia"), ChanceVerdict::NoTest);
    for verdict in ChanceVerdict::ALL {
        assert!(!verdict.sentence().contains("no overlap"), "{}", verdict.sentence());
    }
}

#[test]
fn without_a_null_nothing_is_said_of_chance() {
    let answer = davis(NullModel::None);
    assert_eq!(answer.chances, None);
    assert!(answer.pairs.iter().all(|pair| pair.chance.is_none()));
}

/// A funder of which nothing is known is not one that supports nothing: it is in no pair, and the
/// p values of the others do not move.
#[test]
fn an_unknown_portfolio_is_no_empty_one() {
    const KNOWN: &str = "
        lumina -funds-> registry
        lumina -funds-> badges
        walmart -funds-> registry
        walmart -funds-> lab
        joyce -funds-> quality";
    const UNKNOWN: &str = "
        organization strada
        strada -funds-> registry declined";
    for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm] {
        let answer = |text: &str| overlap(&drawn(text), &asking(model), &Unwatched).unwrap();
        let (before, after) = (answer(KNOWN), answer(&format!("{KNOWN}{UNKNOWN}")));
        assert_eq!(before.chances, after.chances);
        assert_eq!(before.pairs, after.pairs);
        assert_eq!(chances(&after).tests, 3);
    }
}

/// Unknown amounts and dates change nothing either: what is tested is who holds what.
#[test]
fn chance_asks_for_no_amount_and_no_date() {
    let plain = "lumina -funds-> registry\n walmart -funds-> registry\n walmart -funds-> lab";
    let dated = "lumina -funds-> registry 5USD @2012/2013\n walmart -funds-> registry @2015/2016
        walmart -funds-> lab 7EUR";
    let tested = |text: &str| {
        let config = OverlapConfig { any_time: true, ..asking(NullModel::Sdsm) };
        overlap(&drawn(text), &config, &Unwatched).unwrap().pairs[0].chance
    };
    assert_eq!(tested(plain), tested(dated));
}

#[test]
fn nothing_and_nobody_have_an_answer() {
    for text in ["", "organization lumina", "lumina -funds-> registry"] {
        for model in [NullModel::Hypergeometric, NullModel::Sdsm, NullModel::Fdsm, NullModel::Auto]
        {
            let answer = overlap(&drawn(text), &asking(model), &Unwatched).unwrap();
            assert!(answer.pairs.is_empty());
            assert_eq!(chances(&answer).tests, 0);
        }
    }
}

#[test]
fn lots_out_of_range_are_refused() {
    let frame = frame(&crate::davis::map());
    let null = NullConfig { model: NullModel::Fdsm, ..NullConfig::default() };
    for null in [
        NullConfig { samples: Some(0), ..null },
        NullConfig { samples: Some(1_000_000), ..null },
        NullConfig { seed: MAXIMUM_SEED + 1, ..null },
    ] {
        let config = OverlapConfig { null, ..OverlapConfig::default() };
        let refused = overlap(&frame, &config, &Unwatched);
        assert!(matches!(refused, Err(AnalysisError::Parameter { .. })), "{null:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn chances_of_any_map_are_chances(map in any_map(), model in any_model()) {
        let null = NullConfig { model, samples: Some(200), ..NullConfig::default() };
        let config = OverlapConfig { null, ..OverlapConfig::default() };
        let frame = frame(&map);
        let answer = overlap(&frame, &config, &Unwatched).unwrap();
        let funders = answer.holders.len() as u64;
        prop_assert_eq!(chances(&answer).tests, funders * funders.saturating_sub(1) / 2);
        for pair in &answer.pairs {
            let chance = pair.chance.unwrap();
            let all = [
                chance.p_more, chance.p_less, chance.q_more, chance.q_less, chance.smallest_p,
                chance.smallest_p_less,
            ];
            prop_assert!(all.iter().all(|p| (0.0..=1.0).contains(p)), "{:?}", chance);
            prop_assert!(chance.smallest_p <= chance.p_more && chance.p_more <= chance.q_more);
            prop_assert!(chance.smallest_p_less <= chance.p_less && chance.p_less <= chance.q_less);
            prop_assert!(chance.p_more + chance.p_less >= 1.0 - 1e-9);
            prop_assert_eq!(chance.shared as usize, pair.shared_any_time);
            let detail = overlap_pair(&frame, &pair.a, &pair.b, &config, &Unwatched).unwrap();
            let in_detail = detail.chances.unwrap();
            prop_assert_eq!(in_detail.pairs[0], chance);
        }
    }
}

fn any_model() -> impl Strategy<Value = NullModel> {
    prop_oneof![Just(NullModel::Hypergeometric), Just(NullModel::Sdsm), Just(NullModel::Fdsm)]
}
