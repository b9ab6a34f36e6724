use proptest::prelude::*;
use waymark_analysis::{Known, Share, summary};
use waymark_model::{Day, EntityKind, Map, TieKind};

use crate::maps::{any_map, drawn, frame};

fn today() -> Day {
    Day::new(2020, 6, 30).unwrap()
}

#[test]
fn an_empty_map_knows_nothing_of_nothing() {
    let answer = summary(&drawn(""), today()).unwrap();
    assert_eq!(answer.who.initiatives_with_funder, Known { known: 0, of: 0 });
    assert_eq!(answer.coordinated.linked.ratio(), None);
    assert_eq!(answer.coordinated.confirmed.ratio(), None);
    assert_eq!(answer.ties.len(), TieKind::ALL.len());
}

#[test]
fn what_is_not_known_is_counted_as_not_known() {
    let answer = summary(
        &drawn(
            "lumina -funds-> registry
             engine -leads-> registry
             registry -serves-> access inferred
             initiative badges
             badges stage 2019 3 forecast
             badges milestone planned",
        ),
        today(),
    )
    .unwrap();
    let one_of_two = Known { known: 1, of: 2 };
    assert_eq!(answer.who.initiatives_with_funder, one_of_two);
    assert_eq!(answer.who.initiatives_with_lead, one_of_two);
    assert_eq!(answer.what.initiatives_with_goal, one_of_two);
    assert_eq!(answer.what.inferred_placements, Share { count: 1, of: 1 });
    assert_eq!(answer.how_fast.initiatives_with_milestone, one_of_two);
    assert_eq!(answer.how_fast.milestones_dated, Known { known: 0, of: 1 });
    assert_eq!(answer.how_fast.milestones.undated, 1);
    // A forecast does not say what was reached.
    assert_eq!(answer.how_fast.initiatives_with_stage, Known { known: 0, of: 2 });
    assert_eq!((answer.what.money.support.known(), answer.what.money.support.unknown()), (0, 1));
}

#[test]
fn money_is_added_only_where_it_adds_up() {
    let answer = summary(
        &drawn(
            "lumina -funds-> registry 100USD awarded
             lumina -funds-> badges 20USD awarded
             walmart -funds-> registry 30EUR awarded
             walmart -funds-> badges 5USD pledged
             walmart -funds-> lab 9USD requested
             engine -funds-> lab 70USD awarded regrant
             joyce -funds-> lab",
        ),
        today(),
    )
    .unwrap();
    let money = answer.what.money;
    let sums: Vec<_> = money
        .support
        .sums()
        .map(|(key, sum)| format!("{} {} of {}", key.currency.code(), sum.amount, sum.count))
        .collect();
    assert_eq!(sums, ["EUR 30 of 1", "USD 5 of 1", "USD 120 of 2"]);
    assert_eq!((money.support.known(), money.support.unknown()), (4, 1));
    assert_eq!((money.regrants.known(), money.not_support.known()), (1, 1));
}

#[test]
fn parts_of_a_whole_are_counted_and_the_whole_too() {
    let answer = summary(
        &drawn(
            "one -part_of-> whole\ntwo -part_of-> whole\ninner -part_of-> one\ninitiative alone",
        ),
        today(),
    )
    .unwrap();
    let what = answer.what;
    assert_eq!((what.initiatives, what.parts, what.umbrellas, what.wholes), (5, 3, 1, 2));
}

#[test]
fn a_plan_whose_time_has_passed_is_overdue() {
    let milestones = |due: &str| {
        let text = format!("initiative a\na milestone planned {due}");
        summary(&drawn(&text), today()).unwrap().how_fast.milestones
    };
    assert_eq!(milestones("due=2020-06-29").overdue, 1);
    assert_eq!(milestones("due=2020-06-30").ahead, 1);
    // The year is not over, so the plan is not late.
    assert_eq!(milestones("due=2020").ahead, 1);
    assert_eq!(milestones("due=2018/").undated, 1);
}

fn initiatives_where(map: &Map, test: impl Fn(&waymark_model::EntityId) -> bool) -> usize {
    map.entities_of(EntityKind::Initiative).filter(|entity| test(entity.id())).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counts_are_those_of_the_map(map in any_map()) {
        let answer = summary(&frame(&map), today()).unwrap();
        let counts = map.counts();
        for (kind, count) in &answer.ties {
            prop_assert_eq!(*count, counts.ties.get(kind).copied().unwrap_or(0));
        }
        prop_assert_eq!(answer.how_fast.milestones.total(), counts.milestones);
        prop_assert_eq!(answer.how_fast.stage_readings, counts.stage_readings);
        let funded = initiatives_where(&map, |id| map.ties_to(id).any(|tie| tie.is_support()));
        prop_assert_eq!(answer.who.initiatives_with_funder.known, funded);
        let placed =
            initiatives_where(&map, |id| map.ties_from(id).any(|tie| tie.kind == TieKind::Serves));
        prop_assert_eq!(answer.what.initiatives_with_goal.known, placed);
        let parts = initiatives_where(&map, |id| map.umbrella_of(id) != *id);
        prop_assert_eq!(answer.what.parts, parts);
        let money = answer.what.money;
        let fundings = [&money.support, &money.regrants, &money.not_support];
        let all: usize = fundings.iter().map(|totals| totals.known() + totals.unknown()).sum();
        prop_assert_eq!(all, counts.ties.get(&TieKind::Funds).copied().unwrap_or(0));
    }
}
