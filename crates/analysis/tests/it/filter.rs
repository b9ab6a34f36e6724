use proptest::prelude::*;
use waymark_analysis::{AnalysisError, Filter, Frame, summary};
use waymark_model::{
    Change, Confidence, Date, Day, Entity, EntityKind, FacetId, Map, TermId, TermRef, TieKind,
    sketch,
};

use crate::maps::{GOALS, INITIATIVES, any_map, id, names};

const FIELD: &str = "
    goal access Access for all
    lumina -funds-> registry @2018
    walmart -funds-> badges @2020 inferred
    engine -leads-> registry
    registry -serves-> access
    registry -serves-> quality
    badges -serves-> quality
    badges -uses-> registry
    lumina -affiliated-> college
    registry term place/indiana
";

fn selected(filter: &Filter) -> Vec<String> {
    let selection = filter.select(&sketch(FIELD)).unwrap();
    selection.entities.iter().map(ToString::to_string).collect()
}

fn term(text: &str) -> TermRef {
    let (facet, term) = text.split_once('/').unwrap();
    TermRef { facet: FacetId::parse(facet).unwrap(), term: TermId::parse(term).unwrap() }
}

#[test]
fn an_empty_filter_selects_all() {
    let map = sketch(FIELD);
    let selection = Filter::default().select(&map).unwrap();
    assert_eq!(selection.entities.len(), map.entity_count());
    assert_eq!(selection.ties.len(), map.tie_count());
    assert!(Filter::default().is_empty());
}

#[test]
fn a_goal_selects_who_serves_it_and_who_is_tied_to_them() {
    let filter = Filter { goals: vec![id("access")], ..Filter::default() };
    assert_eq!(selected(&filter), ["access", "engine", "lumina", "registry"]);
}

#[test]
fn a_funder_selects_what_it_supports_and_the_goals_of_that() {
    let filter = Filter { funders: vec![id("walmart")], ..Filter::default() };
    assert_eq!(selected(&filter), ["badges", "quality", "walmart"]);
}

#[test]
fn a_term_selects_who_carries_it() {
    let filter = Filter { terms: vec![term("place/indiana")], ..Filter::default() };
    assert_eq!(selected(&filter), ["access", "engine", "lumina", "quality", "registry"]);
}

#[test]
fn a_goal_selects_those_of_goals_nested_in_it() {
    let mut map = sketch("goal wide\ngoal other\na -serves-> narrow\nb -serves-> other");
    let mut narrow = map.entity(&id("narrow")).unwrap().clone();
    if let Entity::Goal(goal) = &mut narrow {
        goal.parent = Some(id("wide"));
    }
    map.apply(&[Change::PutEntity(Box::new(narrow))]).unwrap();
    let filter = Filter { goals: vec![id("wide")], ..Filter::default() };
    assert_eq!(names(&filter.select(&map).unwrap().entities), ["a", "narrow", "wide"]);
}

#[test]
fn a_term_selects_those_with_narrower_terms() {
    let mut map = sketch("initiative a\ninitiative b\na term place/us\nb term place/ohio");
    let mut place = map.facet(&FacetId::parse("place").unwrap()).unwrap().clone();
    let ohio = place.terms.get_mut(&TermId::parse("ohio").unwrap()).unwrap();
    ohio.broader = Some(TermId::parse("us").unwrap());
    map.apply(&[Change::PutFacet(Box::new(place))]).unwrap();
    let select = |text| {
        let filter = Filter { terms: vec![term(text)], ..Filter::default() };
        filter.select(&map).unwrap().entities
    };
    assert_eq!(names(&select("place/us")), ["a", "b"]);
    assert_eq!(names(&select("place/ohio")), ["b"]);
}

#[test]
fn a_confidence_leaves_out_readings_and_milestones_too() {
    let map = sketch("initiative a\na stage 2019 3\na milestone met done=2019");
    let kept = |confidence| {
        let filter = Filter { confidence: Some(confidence), ..Filter::default() };
        let frame = Frame::build(&map, &filter).unwrap();
        let answer = summary(&frame, Day::new(2020, 1, 1).unwrap()).unwrap().how_fast;
        (answer.stage_readings, answer.milestones.total())
    };
    assert_eq!(kept(Confidence::Reported), (1, 1));
    assert_eq!(kept(Confidence::Verified), (0, 0));
}

#[test]
fn a_term_stated_less_surely_does_not_count() {
    let confidence = Some(Confidence::Verified);
    let filter = Filter { terms: vec![term("place/indiana")], confidence, ..Filter::default() };
    assert!(selected(&filter).is_empty());
}

#[test]
fn a_time_leaves_out_milestones_of_another_time_and_keeps_the_undated() {
    let text = "initiative a
        a milestone met done=2018
        a milestone planned due=2019-03/2020
        a milestone planned";
    let filter = Filter { from: Some(Date::year(2019)), ..Filter::default() };
    let frame = Frame::build(&sketch(text), &filter).unwrap();
    let answer = summary(&frame, Day::new(2021, 1, 1).unwrap()).unwrap();
    assert_eq!(answer.how_fast.milestones.total(), 2);
}

#[test]
fn a_text_is_looked_for_without_case_and_punctuation() {
    let filter = Filter { text: Some("FOR—all".to_owned()), ..Filter::default() };
    assert_eq!(selected(&filter), ["access"]);
}

#[test]
fn a_kind_leaves_only_things_of_that_kind() {
    let kinds = vec![EntityKind::Organization];
    let filter = Filter { goals: vec![id("access")], kinds, ..Filter::default() };
    assert_eq!(selected(&filter), ["engine", "lumina"]);
}

#[test]
fn conditions_hold_together() {
    let goals = vec![id("access")];
    let filter = Filter { goals, funders: vec![id("walmart")], ..Filter::default() };
    assert!(selected(&filter).is_empty());
}

#[test]
fn a_time_keeps_what_may_have_been_then() {
    let filter = Filter { from: Some(Date::year(2019)), ..Filter::default() };
    let selection = filter.select(&sketch(FIELD)).unwrap();
    let ties: Vec<&str> = selection.ties.iter().map(|tie| tie.as_str()).collect();
    assert!(!ties.contains(&"lumina--funds--registry"));
    assert!(ties.contains(&"walmart--funds--badges"));
    assert_eq!(selection.undated_ties, ties.len() - 1);
}

#[test]
fn a_confidence_leaves_out_what_is_stated_less_surely() {
    let filter = Filter { confidence: Some(Confidence::Reported), ..Filter::default() };
    let selection = filter.select(&sketch(FIELD)).unwrap();
    assert!(!selection.ties.iter().any(|tie| tie.as_str() == "walmart--funds--badges"));
    assert_eq!(selection.entities.len(), sketch(FIELD).entity_count());
}

#[test]
fn what_is_not_on_the_map_is_an_error() {
    let map = sketch(FIELD);
    let unknown = |filter: Filter| match filter.select(&map) {
        Err(AnalysisError::Unknown { what, .. }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(unknown(Filter { goals: vec![id("nothing")], ..Filter::default() }), "goal");
    assert_eq!(
        unknown(Filter { funders: vec![id("nobody")], ..Filter::default() }),
        "organization"
    );
    assert_eq!(unknown(Filter { terms: vec![term("place/mars")], ..Filter::default() }), "term");
    assert_eq!(unknown(Filter { terms: vec![term("sector/any")], ..Filter::default() }), "facet");
    let wrong = Filter { goals: vec![id("lumina")], ..Filter::default() }.select(&map);
    assert!(matches!(wrong, Err(AnalysisError::OtherKind { .. })));
    let (from, to) = (Some(Date::year(2020)), Some(Date::year(2019)));
    let backwards = Filter { from, to, ..Filter::default() }.select(&map);
    assert!(matches!(backwards, Err(AnalysisError::Parameter { .. })));
}

#[test]
fn a_frame_says_how_much_of_the_map_it_holds() {
    let filter = Filter { goals: vec![id("access")], ..Filter::default() };
    let frame = Frame::build(&sketch(FIELD), &filter).unwrap();
    let about = frame.about();
    assert_eq!(names(frame.entities()), ["access", "engine", "lumina", "registry"]);
    assert_eq!((about.entities, about.entities_of_map), (4, 8));
    assert_eq!((about.ties, about.ties_of_map), (3, 8));
    assert_eq!(frame.name(&id("access")), Some("Access for all"));
    assert_eq!(about.filter, filter);
}

/// Whether an initiative serves a goal and is supported by a funder, straight from the map.
fn is_subject(map: &Map, initiative: &str, goal: &str, funder: &str) -> bool {
    let initiative = id(initiative);
    let serves = map.ties_from(&initiative).any(|t| t.kind == TieKind::Serves && t.to == id(goal));
    serves && map.ties_to(&initiative).any(|tie| tie.is_support() && tie.from == id(funder))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn initiatives_are_selected_by_what_the_map_says(map in any_map(), goal in 0..GOALS) {
        let goal = format!("g{goal}");
        let filter =
            Filter { goals: vec![id(&goal)], funders: vec![id("o0")], ..Filter::default() };
        let selection = filter.select(&map).unwrap();
        for number in 0..INITIATIVES {
            let name = format!("i{number}");
            let is_in = selection.entities.contains(&id(&name));
            prop_assert_eq!(is_in, is_subject(&map, &name, &goal, "o0"), "{}", name);
        }
        for tie in map.ties() {
            let both = [&tie.from, &tie.to].iter().all(|end| selection.entities.contains(end));
            prop_assert_eq!(selection.ties.contains(&tie.id), both);
        }
        let frame = Frame::build(&map, &filter).unwrap();
        prop_assert_eq!(frame.entities(), &selection.entities[..]);
        prop_assert!(frame.ties().eq(&selection.ties));
    }
}
