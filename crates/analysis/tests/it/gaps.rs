use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, Axis, Cell, CellKind, Gaps, GapsConfig, Impossible, LineKey, gaps,
};
use waymark_model::{
    Change, Confidence, Date, Edition, EditionId, Entity, FacetId, Fact, Facts, Map, Provenance,
    SourceId, StageNature, StageWhen, TermId, TermRef, TieKind, sketch,
};

use crate::maps::{any_map, drawn, frame, id, names};

fn by_place() -> GapsConfig {
    let columns = Axis::Facet(FacetId::parse("place").unwrap());
    GapsConfig { columns, ..GapsConfig::default() }
}

/// The cell of a goal and a column, by name.
fn cell<'a>(gaps: &'a Gaps, row: &str, column: &str) -> &'a Cell {
    let place = |lines: &[waymark_analysis::Line], name: &str| {
        lines.iter().position(|line| line.name == name).unwrap()
    };
    &gaps.cells[place(&gaps.rows, row)][place(&gaps.columns, column)]
}

const PLACES: &str = "
    goal access
    goal quality
    registry -serves-> access
    registry term place/indiana
    badges -serves-> access
    badges term place/ohio
    lab -serves-> quality
    initiative loose
    loose term place/ohio
    lumina -funds-> registry 10USD
    registry milestone met
";

#[test]
fn empty_and_unknown_are_two_things() {
    let answer = gaps(&drawn(PLACES), &by_place()).unwrap();
    assert_eq!(cell(&answer, "access", "indiana").kind, CellKind::Covered);
    assert_eq!(cell(&answer, "quality", "indiana").kind, CellKind::Unknown { undetermined: 1 });
    assert_eq!(names(&answer.without_column), ["lab"]);
    assert_eq!(names(&answer.without_row), ["loose"]);
    assert_eq!(cell(&answer, "access", "ohio").unplaced, 1);
}

#[test]
fn a_cell_is_known_to_be_empty_when_its_row_is_known_elsewhere() {
    let answer = gaps(
        &drawn(
            "registry -serves-> access
             registry term place/indiana
             badges -serves-> quality
             badges term place/ohio",
        ),
        &by_place(),
    )
    .unwrap();
    assert_eq!(cell(&answer, "access", "ohio").kind, CellKind::KnownEmpty);
    assert_eq!(answer.rows[0].placed.known, 1);
}

#[test]
fn a_goal_without_initiatives_is_known_to_be_empty_only_where_every_goal_is_known() {
    let with = |more: &str| {
        let text = format!("goal empty\na -serves-> access\na term place/ohio\n{more}");
        let answer = gaps(&drawn(&text), &by_place()).unwrap();
        cell(&answer, "empty", "ohio").kind
    };
    assert_eq!(with(""), CellKind::KnownEmpty);
    assert_eq!(with("initiative loose"), CellKind::Unknown { undetermined: 1 });
}

#[test]
fn a_cell_tells_what_is_known_of_its_initiatives() {
    let answer = gaps(&drawn(PLACES), &by_place()).unwrap();
    let cell = cell(&answer, "access", "indiana");
    assert_eq!(names(&cell.initiatives), ["registry"]);
    assert_eq!(names(&cell.funders), ["lumina"]);
    assert_eq!((cell.funded.known, cell.funded.of), (1, 1));
    assert_eq!(cell.money.support.known(), 1);
    assert_eq!((cell.milestones_met, cell.with_milestones.known), (1, 1));
    assert!(cell.thin);
}

#[test]
fn a_goal_that_excludes_a_term_leaves_no_gap() {
    let mut map = sketch(
        "goal access\na -serves-> quality\na term place/ohio\nb -serves-> access\nb term place/iowa",
    );
    exclude(&mut map, "access", "ohio");
    let answer = gaps(&frame(&map), &by_place()).unwrap();
    let excluded = Impossible::Excluded;
    assert_eq!(cell(&answer, "access", "ohio").kind, CellKind::Impossible(excluded));
    assert_eq!(cell(&answer, "access", "ohio").contradicts, None);
    exclude(&mut map, "access", "iowa");
    let answer = gaps(&frame(&map), &by_place()).unwrap();
    assert_eq!(cell(&answer, "access", "iowa").kind, CellKind::Covered);
    assert_eq!(cell(&answer, "access", "iowa").contradicts, Some(excluded));
}

fn stated() -> Provenance {
    Provenance::new(SourceId::parse("sketch").unwrap(), Confidence::Reported)
}

fn change_goal(map: &mut Map, goal: &str, change: impl FnOnce(&mut waymark_model::Goal)) {
    let mut entity = map.entity(&id(goal)).unwrap().clone();
    let Entity::Goal(goal) = &mut entity else { panic!("no goal") };
    change(goal);
    map.apply(&[Change::PutEntity(Box::new(entity))]).unwrap();
}

fn exclude(map: &mut Map, goal: &str, term: &str) {
    let facet = FacetId::parse("place").unwrap();
    let term = TermRef { facet, term: TermId::parse(term).unwrap() };
    change_goal(map, goal, |goal| goal.excludes.push(Fact::new(term, stated())));
}

#[test]
fn a_goal_of_a_later_edition_had_no_initiatives_before_it() {
    let mut map = sketch("goal new\na -serves-> old\na stage 2018 3");
    let edition = EditionId::parse("second").unwrap();
    let put = Edition {
        id: edition.clone(),
        name: "Second".to_owned(),
        date: Some(Date::parse("2019-03").unwrap()),
        position: None,
        provenance: stated(),
    };
    map.apply(&[Change::PutEdition(Box::new(put))]).unwrap();
    change_goal(&mut map, "new", |goal| goal.editions.push(Fact::new(edition, stated())));
    let answer = gaps(&frame(&map), &GapsConfig::default()).unwrap();
    let then = CellKind::Impossible(Impossible::NoSuchGoalYet);
    assert!(answer.cells[0].iter().all(|cell| cell.kind == then));
    assert_eq!(answer.config.columns, Axis::Stage { year: Some(2018) });
}

fn stages(text: &str) -> Vec<CellKind> {
    let text = format!("a -serves-> access\n{text}");
    let columns = Axis::Stage { year: Some(2019) };
    let config = GapsConfig { columns, ..GapsConfig::default() };
    gaps(&drawn(&text), &config).unwrap().cells[0].iter().map(|cell| cell.kind).collect()
}

#[test]
fn a_range_of_stages_is_possible_in_each_and_certain_in_none() {
    use CellKind::{KnownEmpty, Unknown};
    let maybe = Unknown { undetermined: 1 };
    let kinds = stages("a stage 2019 2/3");
    assert_eq!(kinds, [KnownEmpty, maybe, maybe, KnownEmpty, KnownEmpty]);
}

#[test]
fn forecasts_lost_years_and_other_years_leave_the_stage_unknown() {
    for reading in ["a stage 2019 3 forecast", "a stage #2 3", "a stage 2018 3"] {
        assert_eq!(stages(reading), [CellKind::Unknown { undetermined: 1 }; 5], "{reading}");
    }
}

#[test]
fn initiatives_stand_under_wider_goals_too() {
    let mut map = sketch("goal wide\na -serves-> narrow\na stage 2019 3");
    change_goal(&mut map, "narrow", |goal| goal.parent = Some(id("wide")));
    let answer = gaps(&frame(&map), &GapsConfig::default()).unwrap();
    assert_eq!(cell(&answer, "wide", "proof of concept").kind, CellKind::Covered);
}

#[test]
fn an_inferred_place_is_counted_as_inferred() {
    let answer =
        gaps(&drawn("a -serves-> access inferred\na stage 2019 3"), &GapsConfig::default());
    let answer = answer.unwrap();
    assert_eq!(cell(&answer, "access", "proof of concept").inferred.count, 1);
}

#[test]
fn a_lead_of_unknown_sort_may_be_of_any() {
    let mut map = sketch(
        "foundation -leads-> a
         somebody -leads-> b
         a -serves-> access
         b -serves-> access",
    );
    let mut foundation = map.entity(&id("foundation")).unwrap().clone();
    if let Entity::Organization(organization) = &mut foundation {
        organization.sort = Facts::one("private foundation".to_owned(), stated());
    }
    map.apply(&[Change::PutEntity(Box::new(foundation))]).unwrap();
    let config = GapsConfig { columns: Axis::LeadSort, ..GapsConfig::default() };
    let answer = gaps(&frame(&map), &config).unwrap();
    let led = cell(&answer, "access", "private foundation");
    assert_eq!((names(&led.initiatives), led.undetermined), (vec!["a"], 1));
}

#[test]
fn the_word_for_an_axis_is_read_back() {
    for word in ["goal", "stage", "place", "lead_sort", "funder_sort"] {
        assert_eq!(Axis::from_word(word).unwrap().word(), word);
    }
    assert_eq!(Axis::from_word("No facet"), None);
}

#[test]
fn an_axis_that_is_not_there_is_an_error() {
    let frame = drawn("a -serves-> access");
    assert!(matches!(gaps(&frame, &by_place()), Err(AnalysisError::Unknown { what: "facet", .. })));
    let same = GapsConfig { columns: Axis::Goal, ..GapsConfig::default() };
    assert!(matches!(gaps(&frame, &same), Err(AnalysisError::Parameter { .. })));
}

/// The stages an initiative may have reached in 2019, straight from the map.
fn reached(map: &Map, initiative: &str) -> Option<(u8, u8, bool)> {
    let entity = map.entity(&id(initiative)).unwrap();
    let readings = entity.as_initiative().unwrap().stages.iter();
    let readings: Vec<_> = readings
        .filter(|r| r.when == StageWhen::Year(2019) && r.nature != StageNature::Forecast)
        .collect();
    let low = readings.iter().map(|r| r.low.number()).min()?;
    let high = readings.iter().map(|r| r.high.number()).max()?;
    let certain = low == high && readings.iter().any(|r| r.nature == StageNature::Reached);
    Some((low, high, certain))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_initiative_of_a_goal_is_here_possible_elsewhere_or_undetermined(map in any_map()) {
        let columns = Axis::Stage { year: Some(2019) };
        let answer =
            gaps(&frame(&map), &GapsConfig { columns, ..GapsConfig::default() }).unwrap();
        for (line, cells) in answer.rows.iter().zip(&answer.cells) {
            let LineKey::Goal(goal) = &line.key else { panic!("no goal") };
            let mut serving: Vec<String> = map
                .ties_to(goal)
                .filter(|tie| tie.kind == TieKind::Serves)
                .map(|tie| tie.from.to_string())
                .collect();
            serving.sort();
            serving.dedup();
            prop_assert_eq!(line.initiatives, serving.len());
            for (cell, stage) in cells.iter().zip(1..=5_u8) {
                let (mut here, mut possible, mut undetermined) = (vec![], vec![], 0);
                for name in &serving {
                    match reached(&map, name) {
                        Some((low, _, true)) if low == stage => here.push(name.as_str()),
                        Some((low, high, false)) if (low..=high).contains(&stage) => {
                            possible.push(name.as_str());
                        }
                        Some(_) => {}
                        None => undetermined += 1,
                    }
                }
                prop_assert_eq!(names(&cell.initiatives), here.clone());
                prop_assert_eq!(names(&cell.possible), possible.clone());
                prop_assert_eq!(cell.undetermined, undetermined);
                let open = possible.len() + undetermined;
                let expected = match (here.len(), open, serving.len()) {
                    (1.., ..) => Some(CellKind::Covered),
                    (0, 1.., 1..) => Some(CellKind::Unknown { undetermined: open }),
                    (0, 0, 1..) => Some(CellKind::KnownEmpty),
                    _ => None,
                };
                prop_assert!(expected.is_none_or(|kind| kind == cell.kind));
            }
        }
    }

    #[test]
    fn a_table_turned_round_has_the_same_initiatives(map in any_map()) {
        prop_assume!(map.facet(&FacetId::parse("place").unwrap()).is_some());
        let frame = frame(&map);
        let config = by_place();
        let turned = GapsConfig {
            rows: config.columns.clone(),
            columns: config.rows.clone(),
            ..config.clone()
        };
        let (one, other) = (gaps(&frame, &config).unwrap(), gaps(&frame, &turned).unwrap());
        for (row, cells) in one.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                prop_assert_eq!(&cell.initiatives, &other.cells[column][row].initiatives);
            }
        }
        prop_assert_eq!(one.without_row, other.without_column);
    }
}
