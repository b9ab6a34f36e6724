//! What a cell says beyond its initiatives: expected counts, what goes on, what is fragile, who is
//! near, and needs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_analysis::{
    Activity, AnalysisError, Axis, Cell, CellKind, Fragile, Fragility, Gaps, GapsConfig, NearBasis,
    Need, NeedBasis, gaps,
};
use waymark_model::{Day, Decimal, EntityId, FacetId, Map, TieKind};

use crate::maps::{any_map, drawn, frame, id};

fn by_place() -> GapsConfig {
    let columns = Axis::Facet(FacetId::parse("place").unwrap());
    GapsConfig { columns, today: Day::new(2019, 6, 30), ..GapsConfig::default() }
}

fn table(text: &str) -> Gaps {
    gaps(&drawn(text), &by_place()).unwrap()
}

fn cell<'a>(gaps: &'a Gaps, row: &str, column: &str) -> &'a Cell {
    let place = |lines: &[waymark_analysis::Line], name: &str| {
        lines.iter().position(|line| line.name == name).unwrap()
    };
    &gaps.cells[place(&gaps.rows, row)][place(&gaps.columns, column)]
}

/// Initiatives at a goal and a place.
fn at(cells: &[(&str, &str, &str)]) -> String {
    let lines = cells
        .iter()
        .map(|(name, goal, place)| format!("{name} -serves-> {goal}\n{name} term place/{place}\n"));
    lines.collect()
}

const FOUR: [(&str, &str, &str); 4] = [
    ("a", "access", "iowa"),
    ("b", "access", "iowa"),
    ("c", "quality", "ohio"),
    ("d", "quality", "iowa"),
];

#[test]
fn expected_counts_are_those_of_independent_rows_and_columns() {
    let answer = table(&at(&FOUR));
    assert_eq!((answer.placements, answer.has_impossible), (4, false));
    let iowa = cell(&answer, "access", "iowa");
    assert_eq!(iowa.expected, Some(1.5));
    assert!((iowa.residual.unwrap() - 0.5 / 1.5_f64.sqrt()).abs() < 1e-12);
    assert_eq!(cell(&answer, "access", "ohio").expected, Some(0.5));
}

#[test]
fn an_initiative_whose_place_is_unknown_changes_no_expected_count() {
    let (without, with) = (table(&at(&FOUR)), table(&format!("{}e -serves-> access", at(&FOUR))));
    for (row, other) in without.cells.iter().zip(&with.cells) {
        for (one, other) in row.iter().zip(other) {
            assert_eq!((one.expected, one.residual), (other.expected, other.residual));
        }
    }
    assert_eq!(cell(&with, "access", "ohio").kind, CellKind::Unknown { undetermined: 1 });
}

#[test]
fn nothing_is_expected_of_a_table_without_initiatives() {
    let answer = table("goal access\norganization o\no term place/iowa");
    assert_eq!((answer.cells[0][0].expected, answer.cells[0][0].residual), (None, None));
    assert_eq!(answer.cells[0][0].activity, Activity::default());
}

#[test]
fn what_goes_on_is_known_only_where_a_source_says_enough() {
    let text = at(&[("a", "access", "iowa"), ("b", "access", "iowa"), ("c", "access", "iowa")]);
    let text = format!("{text}a stage 2019 3\nb stage 2018 3\nc stage 2019 4 forecast");
    let activity = cell(&table(&text), "access", "iowa").activity;
    assert_eq!(activity, Activity { active: 1, unknown: 2, ..Activity::default() });
    let undated = GapsConfig { today: None, ..by_place() };
    let answer = gaps(&drawn(&text), &undated).unwrap();
    assert_eq!(cell(&answer, "access", "iowa").activity.unknown, 3);
}

fn fragility(fundings: &str) -> Option<Fragility> {
    let text = format!("{}{fundings}", at(&[("a", "access", "iowa"), ("b", "access", "iowa")]));
    cell(&table(&text), "access", "iowa").fragility.clone()
}

fn reasons(fundings: &str) -> Vec<Fragile> {
    fragility(fundings).unwrap().reasons
}

#[test]
fn a_cell_without_known_support_is_neither_fragile_nor_sound() {
    assert_eq!(fragility(""), None);
    assert_eq!(fragility("lumina -funds-> a requested"), None);
}

#[test]
fn one_funder_and_parts_of_one_whole_are_one() {
    assert_eq!(reasons("lumina -funds-> a\nlumina -funds-> b"), [Fragile::OneFunder]);
    assert_eq!(reasons("lumina -funds-> a\nwalmart -funds-> b"), []);
    let parts = "walmart -funds-> a\nfoundation -funds-> b\nfoundation -part_of-> walmart";
    assert_eq!(reasons(parts), [Fragile::OneFunder]);
}

#[test]
fn concentration_is_of_known_money_in_one_currency() {
    let found = fragility("x -funds-> a 90USD\ny -funds-> b 10USD").unwrap();
    assert_eq!(found.reasons, [Fragile::Concentrated]);
    assert!((found.herfindahl.unwrap() - 0.82).abs() < 1e-12);
    let with_euros =
        fragility("x -funds-> a 90USD\ny -funds-> b 10USD\nz -funds-> b 5000EUR").unwrap();
    assert!((with_euros.herfindahl.unwrap() - 0.82).abs() < 1e-12);
    assert_eq!((with_euros.amounts.known, with_euros.amounts.of), (2, 3));
    assert_eq!(fragility("x -funds-> a\ny -funds-> b").unwrap().herfindahl, None);
}

#[test]
fn an_unknown_amount_changes_how_much_is_known_and_not_the_concentration() {
    let known = fragility("x -funds-> a 50USD\ny -funds-> b 50USD").unwrap();
    let more = fragility("x -funds-> a 50USD\ny -funds-> b 50USD\nz -funds-> b").unwrap();
    assert_eq!(known.herfindahl, more.herfindahl);
    assert_eq!((known.amounts.of, more.amounts.of), (2, 3));
}

#[test]
fn support_ends_soon_only_where_every_end_is_known() {
    let soon = "x -funds-> a @2018/2019-12\ny -funds-> b @2018/2020-06-30";
    let found = fragility(soon).unwrap();
    assert_eq!((found.reasons, found.last_end), (vec![Fragile::Ending], Day::new(2020, 6, 30)));
    assert_eq!(reasons("x -funds-> a @2018/2019-12\ny -funds-> b @2018/2020-07-01"), []);
    for unknown in ["y -funds-> b", "y -funds-> b @2018", "y -funds-> b @2018/.."] {
        let found = fragility(&format!("x -funds-> a @2018/2019-12\n{unknown}")).unwrap();
        assert_eq!((found.reasons, found.last_end), (vec![], None), "{unknown}");
        assert_eq!((found.ends.known, found.ends.of), (1, 2));
    }
    assert_eq!(reasons("x -funds-> a closed\ny -funds-> b closed"), [Fragile::Ending]);
}

#[test]
fn who_stands_in_the_row_and_in_the_column_is_nearest_to_an_empty_cell() {
    let text = at(&[
        ("a", "access", "iowa"),
        ("b", "access", "ohio"),
        ("c", "quality", "ohio"),
        ("d", "quality", "utah"),
    ]);
    let text = format!(
        "{text}lumina -leads-> a\nlumina -leads-> b\nwalmart -funds-> c\nwalmart -funds-> a"
    );
    let answer = table(&text);
    let nearest = cell(&answer, "quality", "iowa").nearest.as_ref().unwrap();
    assert_eq!(nearest.organizations_by, Some(NearBasis::RowAndColumn));
    assert_eq!(nearest.organizations[0].actor, id("walmart"));
    // Both places have the same two holders (φ = 1), the goals share one of two (φ = ½).
    let because = nearest.organizations[0].because.iter().map(|near| {
        let (row, column) = (&answer.rows[near.row].name, &answer.columns[near.column].name);
        (row.as_str(), column.as_str(), near.proximity)
    });
    let because: Vec<_> = because.collect();
    assert_eq!(because, [("quality", "ohio", 1.0), ("access", "iowa", 0.5)]);
    assert!((nearest.organizations[0].density - 0.75).abs() < 1e-12);
    assert!(cell(&answer, "access", "iowa").nearest.is_some(), "the cell is thin");
}

#[test]
fn who_is_in_a_thin_cell_is_not_near_it_and_who_may_be_is_told_apart() {
    let text = at(&[("a", "access", "iowa"), ("b", "access", "ohio"), ("b", "access", "iowa")]);
    let text = format!("{text}c -serves-> access\nlumina -funds-> b\nlumina -funds-> c");
    let answer = table(&text);
    let ohio = cell(&answer, "access", "ohio").nearest.as_ref().unwrap();
    let near: Vec<&str> = ohio.initiatives.iter().map(|near| near.actor.as_str()).collect();
    assert_eq!(near, ["a"]);
    assert!(ohio.organizations.is_empty() && ohio.organizations_by.is_none());
    assert!(!ohio.initiatives[0].perhaps_here);
    let other = at(&[("d", "quality", "iowa")]);
    let answer = table(&format!("{text}\n{other}"));
    let empty = cell(&answer, "quality", "ohio").nearest.as_ref().unwrap();
    assert_eq!(empty.organizations[0].actor, id("lumina"));
    assert!(
        !empty.organizations[0].perhaps_here,
        "its initiatives are known to serve another goal"
    );
}

#[test]
fn nobody_is_looked_for_where_nobody_is_asked_for() {
    let config = GapsConfig { nearest: 0, ..by_place() };
    let answer = gaps(&drawn(&at(&FOUR)), &config).unwrap();
    assert!(answer.cells.iter().flatten().all(|cell| cell.nearest.is_none()));
}

fn need(amounts: &[(&str, i64)]) -> Need {
    Need {
        source: "Census 2018".to_owned(),
        unit: Some("people".to_owned()),
        amounts: amounts.iter().map(|(key, n)| ((*key).to_owned(), Decimal::from(*n))).collect(),
    }
}

fn with_need(text: &str, need: Need) -> Result<Gaps, AnalysisError> {
    gaps(&drawn(text), &GapsConfig { need: Some(need), ..by_place() })
}

#[test]
fn shares_of_money_are_held_against_shares_of_need() {
    let text = format!("{}x -funds-> a 30USD\nx -funds-> c 10USD", at(&FOUR));
    let answer = with_need(&text, need(&[("access", 50), ("quality", 50)])).unwrap();
    let adjusted = answer.need.unwrap();
    let quotients: Vec<f64> = adjusted.lines.iter().map(|line| line.quotient.unwrap()).collect();
    assert_eq!((adjusted.basis, quotients), (NeedBasis::Money, vec![1.5, 0.5]));
    assert_eq!((adjusted.lines[0].amounts.known, adjusted.lines[0].amounts.of), (1, 1));
}

#[test]
fn initiatives_are_counted_where_money_is_not_known_everywhere() {
    let text = format!("{}x -funds-> a 30USD\nx -funds-> c", at(&FOUR));
    let answer = with_need(&text, need(&[("place/iowa", 30), ("ohio", 10)])).unwrap();
    let adjusted = answer.need.unwrap();
    assert_eq!(adjusted.basis, NeedBasis::Initiatives);
    assert_eq!(adjusted.lines[0].quotient, Some(1.0));
    assert_eq!(adjusted.lines[1].money_share, None);
}

#[test]
fn a_line_without_a_need_or_with_unknown_initiatives_has_no_quotient() {
    let text = format!("goal empty\ninitiative loose\n{}", at(&FOUR));
    let answer = with_need(&text, need(&[("access", 1), ("empty", 1)])).unwrap();
    let lines = answer.need.unwrap().lines;
    let quotients: Vec<(&str, Option<f64>)> =
        lines.iter().map(|line| (line.name.as_str(), line.quotient)).collect();
    assert_eq!(quotients, [("access", Some(2.0)), ("empty", None), ("quality", None)]);
}

#[test]
fn a_table_of_needs_that_makes_no_sense_is_refused() {
    let asked = |need: Need| with_need(&at(&FOUR), need).unwrap_err();
    let unknown = asked(need(&[("access", 1), ("nowhere", 1)]));
    assert!(matches!(unknown, AnalysisError::Unknown { id, .. } if id == "nowhere"));
    let nameless = Need { source: " ".to_owned(), ..need(&[("access", 1)]) };
    for wrong in
        [need(&[]), need(&[("access", -1)]), need(&[("access", 1), ("access", 2)]), nameless]
    {
        assert!(matches!(asked(wrong), AnalysisError::Parameter { .. }));
    }
}

/// Organizations that lead or support one of some initiatives, straight from the map.
fn taking_part(map: &Map, initiatives: &[EntityId]) -> BTreeSet<EntityId> {
    let ties = initiatives.iter().flat_map(|initiative| map.ties_to(initiative));
    let ties = ties.filter(|tie| tie.kind == TieKind::Leads || tie.is_support());
    ties.map(|tie| tie.from.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn densities_are_those_of_the_formula(map in any_map()) {
        prop_assume!(map.facet(&FacetId::parse("place").unwrap()).is_some());
        let config = GapsConfig { threshold: 9, nearest: 99, ..by_place() };
        let answer = gaps(&frame(&map), &config).unwrap();
        let cells: Vec<(&Cell, BTreeSet<EntityId>)> = answer
            .cells
            .iter()
            .flatten()
            .map(|cell| (cell, taking_part(&map, &cell.initiatives)))
            .collect();
        for (cell, here) in cells.iter().filter(|(_, here)| !here.is_empty()) {
            let phi = |other: &BTreeSet<EntityId>| {
                let both = here.intersection(other).count() as f64;
                both / here.len().max(other.len()) as f64
            };
            let whole: f64 = cells.iter().map(|(_, other)| phi(other)).sum();
            let nearest = cell.nearest.as_ref().unwrap();
            for near in &nearest.organizations {
                let held = cells.iter().filter(|(_, other)| other.contains(&near.actor));
                let expected: f64 = held.map(|(_, other)| phi(other)).sum::<f64>() / whole;
                prop_assert!((near.density - expected).abs() < 1e-9);
                prop_assert!(!here.contains(&near.actor));
            }
        }
    }

    #[test]
    fn every_number_of_a_cell_is_a_number(map in any_map()) {
        let answer = gaps(&frame(&map), &GapsConfig { today: Day::new(2019, 6, 1), ..GapsConfig::default() });
        let answer = answer.unwrap();
        for cell in answer.cells.iter().flatten() {
            let fragility = cell.fragility.as_ref();
            let numbers = [cell.expected, cell.residual, fragility.and_then(|it| it.herfindahl)];
            prop_assert!(numbers.into_iter().flatten().all(f64::is_finite));
            prop_assert_eq!(fragility.is_some(), cell.funded.known > 0);
            let activity = cell.activity;
            let all = activity.active + activity.ended + activity.ahead + activity.unknown;
            prop_assert_eq!(all, cell.initiatives.len());
        }
        let placed: usize = answer.cells.iter().flatten().map(|cell| cell.initiatives.len()).sum();
        prop_assert_eq!(answer.placements, placed);
    }
}
