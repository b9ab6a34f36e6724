use proptest::prelude::*;
use waymark_analysis::{
    Known, Outcome, Pace, PaceBetween, Slip, Standing, Verdict, pace, pace_between,
};
use waymark_model::{Day, MilestoneStatus, StageWhen};

use crate::maps::{any_map, drawn, frame, names};

fn paced(text: &str) -> Pace {
    pace(&drawn(&format!("initiative a\n{text}")), today())
}

fn today() -> Day {
    Day::new(2020, 6, 30).unwrap()
}

fn between(before: &str, now: &str) -> PaceBetween {
    let frame = |text: &str| drawn(&format!("initiative a\ninitiative b\n{text}"));
    pace_between(&frame(before), &frame(now), today())
}

#[test]
fn a_slip_is_as_precise_as_its_dates() {
    let answer = paced("a milestone met due=2019-03-01 done=2019-03-11");
    assert_eq!(answer.milestones[0].slip, Some(Slip { least: 10, most: 10 }));
    let answer = paced("a milestone met due=2019 done=2019-06");
    assert_eq!(answer.milestones[0].slip, Some(Slip { least: -213, most: 180 }));
    assert_eq!((answer.slip.late, answer.slip.on_time, answer.slip.cannot_tell), (0, 0, 1));
}

#[test]
fn a_slip_needs_both_dates_with_both_ends() {
    for dates in ["due=2019", "done=2019", "", "due=2019/.. done=2020"] {
        let answer = paced(&format!("a milestone met {dates}"));
        assert_eq!(answer.milestones[0].slip, None, "{dates}");
        assert_eq!(answer.slip.met, Known { known: 0, of: 1 });
    }
}

#[test]
fn a_median_of_imprecise_slips_is_a_range() {
    let answer = paced(
        "a milestone met due=2019-03-01 done=2019-03-11
         a milestone met due=2019-03-01 done=2019-03
         a milestone met due=2019-03-01 done=2019-02-27
         a milestone met due=2019-03-01",
    );
    let median = answer.median_slip.unwrap();
    assert_eq!((median.least, median.most, median.of), (0.0, 10.0, 3));
    assert_eq!(paced("a milestone met due=2019-03-01").median_slip, None);
}

#[test]
fn what_is_not_known_widens_the_share_on_time_and_moves_nothing_else() {
    let known = "a milestone met due=2019-03-01 done=2019-02-27
                 a milestone missed due=2019-03-01";
    let answer = paced(known).on_time;
    assert_eq!((answer.of_known(), answer.range()), (Some(0.5), Some((0.5, 0.5))));
    let answer = paced(&format!(
        "{known}
         a milestone met
         a milestone planned due=2019-03-01
         a milestone planned due=2021
         a milestone dropped due=2019"
    ));
    assert_eq!(answer.on_time.known, Known { known: 2, of: 4 });
    assert_eq!(answer.on_time.of_known(), Some(0.5));
    assert_eq!(answer.on_time.range(), Some((0.25, 0.75)));
    assert_eq!(paced("a milestone planned due=2021").on_time.range(), None);
}

#[test]
fn the_clock_starts_where_a_start_is_known_and_stops_where_nothing_more_is() {
    let answer = paced(
        "a start 2019-01-01
         a milestone met done=2019-01-11
         a milestone planned due=2021
         a milestone dropped due=2019-01-21
         a milestone met done=2018-12-31
         a milestone met
         a milestone unknown
         initiative b
         b milestone met done=2019",
    );
    let time = &answer.time_to_milestone;
    assert_eq!((time.milestones, time.met, time.open, time.dropped), (3, 1, 1, 1));
    let out = time.left_out;
    assert_eq!((out.no_start, out.no_status, out.no_date, out.before_start), (1, 1, 1, 1));
    assert_eq!(time.milestones + out.total(), answer.milestones.len());
    let steps: Vec<_> = time.earliest.steps.iter().map(|s| (s.time, s.at_risk, s.ended)).collect();
    assert_eq!(steps, [(10, 3, 1), (20, 2, 0), (546, 1, 0)]);
    assert_eq!(time.earliest, time.latest);
    assert_eq!(time.bounds.points.len(), 1);
}

#[test]
fn imprecise_dates_leave_a_band_and_nothing_happens_after_today() {
    let answer = paced("a start 2020\na milestone met done=2020");
    let time = &answer.time_to_milestone;
    assert_eq!((time.earliest.median, time.latest.median), (Some(0), Some(181)));
    assert_eq!(time.bounds.median, (Some(0), Some(181)));
}

#[test]
fn a_milestone_of_which_nothing_is_known_changes_no_curve() {
    let known = "a start 2019\na milestone met done=2019-06-01";
    let (less, more) = (paced(known), paced(&format!("{known}\na milestone met")));
    let (less, more) = (less.time_to_milestone, more.time_to_milestone);
    assert_eq!((&less.earliest, &less.bounds), (&more.earliest, &more.bounds));
    assert_eq!((less.left_out.no_date, more.left_out.no_date), (0, 1));
}

#[test]
fn a_forecast_is_held_against_what_another_state_knows() {
    let answer = between(
        "a stage 2018 3 forecast
         a stage 2019 3/4 forecast
         a stage 2020 3 forecast
         a stage 2021 3 forecast
         b stage 2019 2 forecast
         initiative c
         c stage 2019 2 forecast",
        "a stage 2018 4
         a stage 2019 4
         b stage 2019 1",
    );
    let verdicts: Vec<_> = answer.forecasts.iter().map(|f| (f.year, f.verdict, f.gone)).collect();
    assert_eq!(
        verdicts,
        [
            (2018, Verdict::Ahead, false),
            (2019, Verdict::Kept, false),
            (2020, Verdict::Unknown, false),
            (2021, Verdict::NotYet, false),
            (2019, Verdict::Behind, false),
            (2019, Verdict::Unknown, true),
        ]
    );
    assert_eq!(answer.verdicts[&Verdict::Unknown], 2);
    assert_eq!(answer.verdicts[&Verdict::CannotTell], 0);
}

#[test]
fn ranges_that_meet_do_not_tell_whether_a_forecast_was_kept() {
    let answer = paced("a stage 2019 3/4 forecast\na stage 2019 3");
    assert_eq!(answer.stage_forecasts[0].verdict, Verdict::CannotTell);
}

#[test]
fn what_was_planned_is_followed_to_what_became_of_it() {
    let answer = between(
        "a milestone planned due=2019-03
         a milestone planned due=2019-04-01
         a milestone planned due=2020
         a milestone planned
         a milestone planned due=2020-12
         a milestone planned due=2020-12
         a milestone met done=2018
         b milestone planned due=2019",
        "a milestone met due=2019-03 done=2019-04-10
         a milestone planned due=2019-04-11
         a milestone dropped due=2020
         a milestone unknown
         a milestone planned due=2020-06
         a milestone planned due=2020
         a milestone planned
         a milestone met",
    );
    let found: Vec<_> =
        answer.milestones.iter().map(|one| (one.id.as_str(), one.outcome, one.moved)).collect();
    let days = |least, most| Some(Slip { least, most });
    assert_eq!(
        found,
        [
            ("b--milestone-1", Outcome::Gone, None),
            ("a--milestone-1", Outcome::Met, days(0, 0)),
            ("a--milestone-2", Outcome::PutOff, days(10, 10)),
            ("a--milestone-3", Outcome::Dropped, days(0, 0)),
            ("a--milestone-5", Outcome::BroughtForward, days(-213, -154)),
            ("a--milestone-6", Outcome::Planned, days(-365, 30)),
            ("a--milestone-4", Outcome::Unknown, None),
        ]
    );
    assert_eq!(answer.milestones[1].slip, days(10, 40));
    assert_eq!((answer.outcomes[&Outcome::Met], answer.outcomes[&Outcome::Missed]), (1, 0));
    assert_eq!(answer.new_milestones, 1);
}

#[test]
fn a_date_goes_no_further_than_it_tells() {
    let answer = paced(
        "a milestone met done=2019-02
         a milestone met done=2019
         a milestone met done=2018/2019
         a milestone met due=2019-02
         a milestone planned due=2021-34",
    );
    let periods = &answer.periods;
    let years: Vec<_> = periods.years.iter().map(|p| (p.year, p.counts.total())).collect();
    assert_eq!(years, [(2019, 2), (2021, 1)]);
    let quarters: Vec<_> = periods.quarters.iter().map(|p| (p.year, p.quarter)).collect();
    assert_eq!(quarters, [(2019, Some(1)), (2021, Some(2))]);
    assert_eq!((periods.imprecise_year.met, periods.imprecise_quarter.met), (1, 2));
    // When it was due does not say when it was met.
    assert_eq!(periods.undated.met, 1);
}

#[test]
fn no_milestone_is_unknown_and_not_slow() {
    let answer = paced("initiative b\nb milestone planned");
    assert_eq!(names(&answer.without_milestones), ["a"]);
    assert_eq!(answer.initiatives_with_milestone, Known { known: 1, of: 2 });
    assert_eq!(answer.milestones[0].standing, Standing::Undated);
}

#[test]
fn a_status_that_nobody_states_stays_unknown() {
    let answer = paced("a milestone unknown due=2018 done=2019");
    assert_eq!(answer.standings.unknown, 1);
    assert_eq!(answer.slip.met, Known { known: 0, of: 0 });
}

#[test]
fn forecasts_are_compared_where_the_stage_reached_is_known() {
    let answer = paced(
        "a stage 2019 3/4 forecast
         a stage 2019 2
         a stage 2020 5 forecast
         a stage #1 5",
    );
    assert_eq!(answer.forecasts, Known { known: 1, of: 2 });
    let compared = &answer.comparisons[0];
    assert_eq!((compared.ahead_least, compared.ahead_most), (-2, -1));
    let last = answer.stages[0].readings.last().unwrap();
    assert_eq!(last.when, StageWhen::Step(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_milestone_is_in_one_period_and_one_standing(map in any_map()) {
        let answer = pace(&frame(&map), Day::new(2020, 6, 30).unwrap());
        let total = map.milestones().count();
        let periods = &answer.periods;
        let years: usize = periods.years.iter().map(|p| p.counts.total()).sum();
        let quarters: usize = periods.quarters.iter().map(|p| p.counts.total()).sum();
        let undated = periods.undated.total();
        prop_assert_eq!(answer.standings.total(), total);
        prop_assert_eq!(years + periods.imprecise_year.total() + undated, total);
        prop_assert_eq!(quarters + periods.imprecise_quarter.total() + undated, total);
        let met = map.milestones().filter(|m| m.status.value() == Some(&MilestoneStatus::Met));
        prop_assert_eq!(answer.slip.met.of, met.count());
        let slip = &answer.slip;
        prop_assert_eq!(slip.late + slip.on_time + slip.cannot_tell, slip.met.known);
        let on_time = answer.on_time;
        prop_assert_eq!(on_time.on_time + on_time.late, on_time.known.known);
        if let (Some(share), Some((low, high))) = (on_time.of_known(), on_time.range()) {
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }
        let time = &answer.time_to_milestone;
        prop_assert_eq!(time.milestones + time.left_out.total(), total);
        prop_assert_eq!(time.met + time.open + time.missed + time.dropped, time.milestones);
        for point in &time.bounds.points {
            prop_assert!(0.0 <= point.low && point.low <= point.high && point.high <= 1.0);
        }
        for milestone in &answer.milestones {
            prop_assert!(milestone.slip.is_none_or(|slip| slip.least <= slip.most));
        }
    }

    #[test]
    fn between_a_state_and_itself_nothing_moves(map in any_map()) {
        let frame = frame(&map);
        let (alone, answer) = (pace(&frame, today()), pace_between(&frame, &frame, today()));
        prop_assert_eq!(&answer.forecasts, &alone.stage_forecasts);
        prop_assert_eq!(answer.new_milestones, 0);
        for milestone in &answer.milestones {
            prop_assert_eq!(milestone.outcome, Outcome::Planned);
            let still = Slip { least: 0, most: 0 };
            prop_assert!(milestone.moved.is_none_or(|moved| moved == still));
        }
        for forecast in alone.stage_forecasts {
            let compared = alone.comparisons.iter().find(|compared| {
                (&compared.initiative, compared.year) == (&forecast.initiative, forecast.year)
            });
            prop_assert_eq!(forecast.reached, compared.map(|compared| compared.reached));
            let expected = compared.map(|compared| match (compared.ahead_least, compared.ahead_most) {
                (1.., _) => Verdict::Ahead,
                (0, _) => Verdict::Kept,
                (_, ..=-1) => Verdict::Behind,
                _ => Verdict::CannotTell,
            });
            prop_assert!(expected.is_none_or(|expected| expected == forecast.verdict));
        }
    }
}
