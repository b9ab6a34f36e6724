use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{AnalysisError, Exit, ExitConfig, Fate, exit};
use waymark_model::{Change, Day, EntityId, EntityKind, Map, TieId};

use crate::maps::{ORGANIZATIONS, any_map, drawn, frame, id, names};

fn without(text: &str, funders: &[&str]) -> Exit {
    let without = funders.iter().map(|funder| id(funder)).collect();
    exit(&drawn(text), &ExitConfig { without, ..ExitConfig::default() }).unwrap()
}

fn lapse(text: &str, day: &str) -> Exit {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().unwrap());
    let mut part = || parts.next().unwrap();
    let day = Day::new(part(), part() as u8, part() as u8);
    exit(&drawn(text), &ExitConfig { lapse: day, ..ExitConfig::default() }).unwrap()
}

fn lost(exit: &Exit) -> Vec<&str> {
    let lost = exit.recipients.iter().filter(|recipient| recipient.fate == Fate::Lost);
    lost.map(|recipient| recipient.recipient.as_str()).collect()
}

const FIELD: &str = "
    lumina -funds-> a 10USD
    lumina -funds-> b 5USD
    lumina -funds-> b
    walmart -funds-> b
    walmart -funds-> c
    initiative d
    a -serves-> access
    a stage 2019 3
    b -serves-> access
    b stage 2019 4
    c -serves-> quality
    d -serves-> none
    a milestone planned due=2020
    a milestone met
    b milestone planned
";

#[test]
fn losing_all_keeping_some_and_never_known_are_three_things() {
    let answer = without(FIELD, &["lumina"]);
    assert_eq!(lost(&answer), ["a"]);
    assert_eq!(answer.recipients[1].fate, Fate::Still { funders: 1 });
    assert_eq!(names(&answer.recipients[1].keeps), ["walmart"]);
    let counts = answer.initiatives;
    assert_eq!((counts.lost, counts.weakened, counts.untouched, counts.unknown), (1, 1, 1, 1));
    assert_eq!((answer.supports, answer.left, answer.lapsed), (5, 3, 0));
}

#[test]
fn goals_cells_and_milestones_are_lost_with_their_initiatives() {
    let answer = without(FIELD, &["lumina", "walmart"]);
    let lost: Vec<&str> = answer
        .goals
        .iter()
        .filter(|goal| goal.supported.is_lost())
        .map(|goal| goal.goal.as_str())
        .collect();
    assert_eq!(lost, ["access", "quality"]);
    let answer = without(FIELD, &["lumina"]);
    let access = &answer.goals[0];
    assert_eq!((access.supported.before, access.supported.after), (2, 1));
    assert_eq!(answer.cells.len(), 1);
    assert_eq!(answer.cells[0].column_name, "proof of concept");
    assert!(answer.cells[0].supported.is_lost());
    let milestones: Vec<&str> = answer.milestones.iter().map(|it| it.subject.as_str()).collect();
    assert_eq!(milestones, ["a"]);
}

#[test]
fn lost_money_says_how_much_of_it_is_known() {
    let money = without(FIELD, &["lumina"]).money.support;
    assert_eq!((money.known(), money.unknown()), (2, 1));
    assert_eq!(money.sums().next().unwrap().1.amount, 15.into());
}

#[test]
fn only_support_with_a_known_end_lapses() {
    let text = "
        x -funds-> a @2018/2019
        x -funds-> b @2018
        x -funds-> c @2018/..
        x -funds-> d
        x -funds-> e closed
        x -funds-> f @2018/2020-06
    ";
    let answer = lapse(text, "2020-06-30");
    assert_eq!(lost(&answer), ["a", "e"]);
    assert_eq!((answer.lapsed, answer.ends.known, answer.ends.of), (2, 3, 6));
    assert_eq!(lost(&lapse(text, "2020-07-01")), ["a", "e", "f"]);
}

#[test]
fn without_anything_the_heaviest_exits_are_named() {
    let answer = without(FIELD, &[]);
    assert!(answer.recipients.is_empty());
    let [first, second] = &answer.funders[..] else { panic!("two funders") };
    assert_eq!((first.funder.as_str(), first.initiatives, first.recipients), ("lumina", 1, 2));
    assert_eq!((second.initiatives, names(&second.goals)), (1, vec!["quality"]));
    assert_eq!((first.milestones, first.goals.len()), (1, 0));
}

#[test]
fn parts_of_the_same_whole_that_stay_are_named() {
    let text = "walmart -funds-> a\nfoundation -funds-> b\nfoundation -part_of-> walmart";
    let answer = without(text, &["walmart"]);
    assert_eq!((names(&answer.kin), lost(&answer)), (vec!["foundation"], vec!["a"]));
}

#[test]
fn who_gives_nothing_takes_nothing_and_who_is_no_organization_is_refused() {
    let answer = without("lumina -funds-> a\norganization idle", &["idle"]);
    assert_eq!((names(&answer.not_funders), answer.left), (vec!["idle"], 0));
    let ask = |who: &str| {
        let config = ExitConfig { without: vec![id(who)], ..ExitConfig::default() };
        exit(&drawn("lumina -funds-> a"), &config).unwrap_err()
    };
    assert!(matches!(ask("a"), AnalysisError::OtherKind { .. }));
    assert!(matches!(ask("nobody"), AnalysisError::Unknown { .. }));
    let empty = exit(&drawn(""), &ExitConfig::default()).unwrap();
    assert_eq!((empty.supports, empty.funders.len()), (0, 0));
}

#[test]
fn requests_and_refusals_are_no_support_that_could_be_lost() {
    let answer = without("x -funds-> a requested\nx -funds-> b declined", &["x"]);
    assert!(answer.recipients.is_empty());
    assert_eq!(names(&answer.not_funders), ["x"]);
}

#[test]
fn a_list_that_is_cut_says_so() {
    let config = ExitConfig { without: vec![id("x")], limit: 1, ..ExitConfig::default() };
    let answer = exit(&drawn("x -funds-> a\nx -funds-> b"), &config).unwrap();
    assert_eq!((answer.recipients.len(), answer.recipients_in_all), (1, 2));
}

/// The things with known support, straight from a map.
fn supported(map: &Map) -> BTreeSet<EntityId> {
    map.ties().filter(|tie| tie.is_support()).map(|tie| tie.to.clone()).collect()
}

/// The same map without the ties from some organizations.
fn stripped(map: &Map, leaving: &[EntityId]) -> Map {
    let mut map = map.clone();
    let ties: Vec<TieId> = map
        .ties()
        .filter(|tie| leaving.contains(&tie.from) && tie.funding().is_some())
        .map(|tie| tie.id.clone())
        .collect();
    map.apply(&ties.into_iter().map(Change::RemoveTie).collect::<Vec<_>>()).unwrap();
    map
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_lost_is_what_a_map_without_the_ties_does_not_support(
        map in any_map(),
        a in 0..ORGANIZATIONS,
        b in 0..ORGANIZATIONS,
    ) {
        let leaving = vec![id(&format!("o{a}")), id(&format!("o{b}"))];
        let config = ExitConfig { without: leaving.clone(), ..ExitConfig::default() };
        let answer = exit(&frame(&map), &config).unwrap();
        let (before, after) = (supported(&map), supported(&stripped(&map, &leaving)));
        let expected: Vec<&str> = before.difference(&after).map(EntityId::as_str).collect();
        prop_assert_eq!(lost(&answer), expected);
        let unsupported = map.entities_of(EntityKind::Initiative);
        let unsupported = unsupported.filter(|it| !before.contains(it.id())).count();
        prop_assert_eq!(answer.initiatives.unknown, unsupported);
    }

    #[test]
    fn the_ranking_says_what_each_exit_alone_takes(map in any_map()) {
        let frame = frame(&map);
        let ranking = exit(&frame, &ExitConfig::default()).unwrap().funders;
        for funder in &ranking {
            let config = ExitConfig { without: vec![funder.funder.clone()], ..ExitConfig::default() };
            let alone = exit(&frame, &config).unwrap();
            prop_assert_eq!(funder.initiatives, alone.initiatives.lost);
            prop_assert_eq!(funder.organizations, alone.organizations.lost);
            prop_assert_eq!(funder.milestones, alone.milestones_in_all);
            let goals: Vec<&EntityId> = alone
                .goals
                .iter()
                .filter(|goal| goal.supported.is_lost())
                .map(|goal| &goal.goal)
                .collect();
            prop_assert_eq!(funder.goals.iter().collect::<Vec<_>>(), goals);
        }
        prop_assert!(ranking.is_sorted_by_key(|it| std::cmp::Reverse(it.initiatives)));
    }
}
