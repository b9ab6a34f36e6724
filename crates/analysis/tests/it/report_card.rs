use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, Frame, HoldOut, Method, MethodMarks, MethodVerdict, ReportCard,
    ReportCardConfig, Task, TaskCard, report_card,
};
use waymark_measures::{Stopped, Unwatched, Watch};

use crate::maps::{any_map, drawn, frame};

const LEAVE_ONE_OUT: Option<HoldOut> = Some(HoldOut::LeaveOneOut);

fn card(frame: &Frame, hold_out: Option<HoldOut>) -> ReportCard {
    let config = ReportCardConfig { hold_out, samples: 200, ..ReportCardConfig::default() };
    report_card(frame, &config, &Unwatched).unwrap()
}

fn of(task: &TaskCard, method: Method) -> &MethodMarks {
    task.methods.iter().find(|marks| marks.method == method).unwrap()
}

#[test]
fn each_visit_left_out_once_is_foretold_by_ways_of_three_better_than_by_popularity() {
    let card = card(&frame(&crate::davis::map()), LEAVE_ONE_OUT);
    let task = &card.tasks[0];
    assert_eq!((task.task, task.hold_out), (Task::Recipients, HoldOut::LeaveOneOut));
    assert_eq!((task.pairs.sought, task.cases.known, task.askers.known), (89, 89, 18));
    for (method, auc) in [
        (Method::Popularity, 0.667),
        (Method::PathThree, 0.809),
        (Method::PathThreeDiscounted, 0.861),
        (Method::Random, 0.5),
    ] {
        let found = of(task, method).marks.auc;
        assert!((found.value - auc).abs() < 5e-4, "{method:?} {}", found.value);
        let interval = found.interval.unwrap();
        assert!(interval.low <= found.value && found.value <= interval.high);
    }
    let discounted = of(task, Method::PathThreeDiscounted);
    // Of fourteen events ten are nearly all, so precision at 10 cannot tell much apart.
    assert_eq!(
        discounted.sentence,
        "Ways of three, discounted by degree: better than popularity by average precision and AUC, \
         not by the rest."
    );
    let sentence = "Better than popularity by some numbers only, over 18 funders: ways of three, ";
    assert!(task.sentence.starts_with(sentence), "{}", task.sentence);
    assert_eq!(of(task, Method::Popularity).verdict, MethodVerdict::Baseline);
    assert_eq!(of(task, Method::Popularity).above_popularity, None);
}

#[test]
fn only_what_is_new_counts_and_renewals_are_told_apart() {
    let frame = drawn(
        "lumina -funds-> registry @2017
         lumina -funds-> badges @2017
         walmart -funds-> registry @2017
         walmart -funds-> quality @2018
         gates -funds-> badges
         lumina -funds-> registry @2020
         lumina -funds-> quality @2020
         walmart -funds-> badges @2021
         walmart -funds-> newcomer @2021
         gates -funds-> badges @2021",
    );
    let card = card(&frame, Some(HoldOut::Year(2020)));
    let pairs = card.tasks[0].pairs;
    assert_eq!((pairs.all, pairs.train, pairs.undated), (8, 5, 1));
    assert_eq!((pairs.sought, pairs.newcomers, pairs.renewals), (2, 1, 2));
    let task = &card.tasks[0];
    assert_eq!((task.askers.known, task.askers.of), (0, 2));
    // Each has but one candidate left, so that there is nothing to rank.
    assert!(task.methods.is_empty());
    assert!(task.sentence.starts_with("Nothing can be judged"), "{}", task.sentence);
}

#[test]
fn where_everybody_goes_to_the_most_popular_nothing_is_better_than_popularity() {
    let popular = (0..5).map(|n| format!("g{n} -funds-> popular @2018"));
    let ring = (0..6).flat_map(|n| {
        let next = (n + 1) % 6;
        [
            format!("f{n} -funds-> r{n} @2018"),
            format!("f{n} -funds-> r{next} @2018"),
            format!("f{n} -funds-> popular @2020"),
        ]
    });
    let frame = drawn(&popular.chain(ring).collect::<Vec<_>>().join("\n"));
    let card = card(&frame, Some(HoldOut::Year(2020)));
    let task = &card.tasks[0];
    assert_eq!((task.pairs.sought, task.askers.known), (6, 6));
    assert_eq!(of(task, Method::Popularity).marks.auc.value, 1.0);
    let discounted = of(task, Method::PathThreeDiscounted);
    assert_eq!(discounted.verdict, MethodVerdict::Worse, "{}", discounted.sentence);
    assert!(task.sentence.starts_with("No better than popularity"), "{}", task.sentence);
    assert!(task.sentence.contains("Worse than popularity: ways of three"), "{}", task.sentence);
}

#[test]
fn ties_between_initiatives_are_foretold_by_the_goals_they_share() {
    let frame = drawn(
        "a1 -serves-> a\n a2 -serves-> a\n a3 -serves-> a
         b1 -serves-> b\n b2 -serves-> b\n b3 -serves-> b
         a1 -coordinates-> a2\n a2 -coordinates-> a3\n b1 -coordinates-> b2\n b2 -coordinates-> b3
         part -part_of-> a1\n part -uses-> a1",
    );
    let card = card(&frame, LEAVE_ONE_OUT);
    let task = &card.tasks[1];
    // Parts of one whole are no strangers: they are not among what is sought.
    assert_eq!((task.pairs.all, task.pairs.sought, task.cases.known), (4, 4, 8));
    assert!(of(task, Method::ResourceAllocation).marks.auc.value > 0.9);
    assert!(of(task, Method::Popularity).marks.auc.value < 0.6);
}

#[test]
fn without_dates_each_tie_is_left_out_and_the_answer_says_why() {
    let frame = drawn("lumina -funds-> registry\nwalmart -funds-> registry");
    let card = card(&frame, None);
    assert_eq!(card.tasks[0].hold_out, HoldOut::LeaveOneOut);
    assert!(card.tasks[0].why.contains("too few ties have a date"));
    assert_eq!(card.tasks[0].pairs.newcomers, 2);
    assert_eq!(card.tasks[0].candidates, None);
}

#[test]
fn one_asker_is_too_few_to_tell() {
    let frame = drawn(
        "lumina -funds-> a\n lumina -funds-> b\n walmart -funds-> a\n gates -funds-> c
         gates -funds-> a",
    );
    let later = drawn(
        "lumina -funds-> a @2018\n walmart -funds-> a @2018\n walmart -funds-> b @2018
         walmart -funds-> c @2018\n lumina -funds-> b @2020",
    );
    let task = &card(&later, Some(HoldOut::Year(2020))).tasks[0];
    assert_eq!(task.askers.known, 1);
    assert_eq!(task.methods[0].marks.auc.interval, None);
    assert_eq!(task.methods[0].verdict, MethodVerdict::Untold);
    assert!(task.sentence.starts_with("Only one funder"), "{}", task.sentence);
    assert!(card(&frame, LEAVE_ONE_OUT).tasks[0].askers.known > 1);
}

#[test]
fn an_unknown_date_or_amount_is_not_a_zero() {
    let text = "lumina -funds-> a @2018\n walmart -funds-> a @2018\n walmart -funds-> b @2018
        walmart -funds-> c @2018\n lumina -funds-> b @2020";
    let one = &card(&drawn(text), Some(HoldOut::Year(2020))).tasks[0];
    // A second tie without a date may be older: the pair is not new any more, and not guessed.
    let with = format!("{text}\nlumina -funds-> b");
    let other = &card(&drawn(&with), Some(HoldOut::Year(2020))).tasks[0];
    assert_eq!((one.pairs.sought, other.pairs.sought), (1, 0));
    assert_eq!((one.pairs.undated, other.pairs.undated), (0, 1));
    // An amount says nothing about who is tied.
    let with = text.replace("b @2018", "b 100USD @2018");
    assert_eq!(one.methods, card(&drawn(&with), Some(HoldOut::Year(2020))).tasks[0].methods);
}

#[test]
fn the_same_seed_gives_the_same_card_on_one_thread_and_on_two() {
    let davis = frame(&crate::davis::map());
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| card(&davis, LEAVE_ONE_OUT))
    };
    assert_eq!(on_threads(1), on_threads(2));
}

#[test]
fn nonsense_is_refused_with_the_limit() {
    let frame = drawn("");
    let defaults = ReportCardConfig::default();
    for (config, said) in [
        (ReportCardConfig { k: 0, ..defaults.clone() }, "`0` is no number of suggestions"),
        (ReportCardConfig { samples: 1_000_000, ..defaults.clone() }, "expected 1 to 100000"),
        (ReportCardConfig { seed: 1 << 53, ..defaults.clone() }, "expected 0 to 9007199254740991"),
    ] {
        let error = report_card(&frame, &config, &Unwatched).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
    let empty = report_card(&frame, &defaults, &Unwatched).unwrap();
    assert!(empty.tasks.iter().all(|task| task.methods.is_empty() && task.pairs.all == 0));
}

struct Tired;

impl Watch for Tired {
    fn goes_on(&self) -> bool {
        false
    }
}

#[test]
fn a_card_that_nobody_wants_any_more_is_not_worked_out() {
    let config = ReportCardConfig { hold_out: LEAVE_ONE_OUT, ..ReportCardConfig::default() };
    let stopped = report_card(&frame(&crate::davis::map()), &config, &Tired);
    assert_eq!(stopped, Err(AnalysisError::Stopped(Stopped)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn cards_of_random_maps_are_whole(map in any_map(), year in 2017..2022) {
        let frame = frame(&map);
        for hold_out in [None, LEAVE_ONE_OUT, Some(HoldOut::Year(year))] {
            let config =
                ReportCardConfig { hold_out, samples: 20, k: 3, ..ReportCardConfig::default() };
            for task in report_card(&frame, &config, &Unwatched).unwrap().tasks {
                let pairs = task.pairs;
                prop_assert!(pairs.sought + pairs.newcomers <= pairs.all);
                prop_assert!(task.cases.known <= task.cases.of);
                prop_assert!(task.askers.known <= task.askers.of);
                prop_assert_eq!(task.methods.is_empty(), task.cases.known == 0);
                for one in &task.methods {
                    let marks = one.marks;
                    for mark in [marks.precision, marks.average_precision, marks.auc] {
                        prop_assert!((0.0..=1.0).contains(&mark.value), "{one:?}");
                    }
                    prop_assert!(marks.precision.value <= task.attainable_precision.unwrap() + 1e-12);
                }
            }
        }
    }
}
