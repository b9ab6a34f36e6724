use proptest::prelude::*;
use waymark_analysis::{Known, Pace, Slip, Standing, pace};
use waymark_model::{Day, MilestoneStatus, StageWhen};

use crate::maps::{any_map, drawn, frame, names};

fn paced(text: &str) -> Pace {
    pace(&drawn(&format!("initiative a\n{text}")), Day::new(2020, 6, 30).unwrap())
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
        for milestone in &answer.milestones {
            prop_assert!(milestone.slip.is_none_or(|slip| slip.least <= slip.most));
        }
    }
}
