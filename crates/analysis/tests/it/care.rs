use proptest::prelude::*;
use waymark_analysis::{Care, CareConfig, CareItem, CareReason, Filter, Frame, care};
use waymark_model::{
    Change, Confidence, Date, Day, Entity, Fact, Map, Provenance, Source, SourceId, sketch,
};

use crate::maps::{any_map, frame, id};

fn config(reasons: &[CareReason]) -> CareConfig {
    let today = Day::new(2026, 11, 23).unwrap();
    CareConfig { reasons: reasons.to_vec(), stale_after: 24, today, limit: 100 }
}

fn asked(map: &Map, reasons: &[CareReason]) -> Care {
    care(map, &frame(map), &config(reasons))
}

fn told(answer: &Care) -> Vec<String> {
    let each = answer.items.iter();
    each.map(|it| format!("{} {}", it.field, it.value())).collect()
}

/// A provenance by a source that is put on the map: with an address, if its id ends in `-online`.
fn by(map: &mut Map, source: &str, confidence: Confidence, as_of: Option<&str>) -> Provenance {
    let source_id = SourceId::parse(source).unwrap();
    let mut source = Source::titled(source_id.clone(), source);
    source.url = source.title.ends_with("-online").then(|| "https://example.org".to_owned());
    map.apply(&[Change::PutSource(Box::new(source))]).unwrap();
    let as_of = as_of.map(|day| Date::parse(day).unwrap());
    Provenance { as_of, ..Provenance::new(source_id, confidence) }
}

/// States a description of the registry beside those there are.
fn describe(map: &mut Map, text: &str, provenance: Provenance) {
    let mut entity: Entity = map.entity(&id("registry")).unwrap().clone();
    entity.profile_mut().description.add(Fact::new(text.to_owned(), provenance));
    map.apply(&[Change::PutEntity(Box::new(entity))]).unwrap();
}

fn why(answer: &Care, field: &str) -> Vec<CareReason> {
    let item = answer.items.iter().find(|item| item.field == field);
    item.map(|item| item.why.clone()).unwrap_or_default()
}

#[test]
fn what_no_source_states_and_what_nobody_can_look_up_needs_a_person() {
    let map = sketch("registry -serves-> access inferred");
    let answer = asked(&map, &[]);
    assert_eq!(why(&answer, "stated"), [CareReason::Inferred, CareReason::Undated]);
    let names = [CareReason::Unsourced, CareReason::Undated];
    assert_eq!(why(&answer, "name"), names, "the source `sketch` has no address");
    let inferred = asked(&map, &[CareReason::Inferred]);
    assert_eq!((told(&inferred), inferred.matching), (vec!["stated serves".to_owned()], 1));
}

#[test]
fn a_fact_is_stale_after_the_months_that_are_said_and_undated_where_no_day_is_known() {
    let mut map = sketch("initiative registry");
    let old = by(&mut map, "report-online", Confidence::Reported, Some("2024-11"));
    describe(&mut map, "A list", old);
    assert_eq!(why(&asked(&map, &[]), "description"), [], "its last day may be 2024-11-30");
    let later = CareConfig { stale_after: 23, ..config(&[CareReason::Stale]) };
    let answer = care(&map, &frame(&map), &later);
    assert_eq!(why(&answer, "description"), [CareReason::Stale]);
    assert_eq!(answer.items[0].since.unwrap().day, Day::new(2024, 11, 30).unwrap());
    assert_eq!((answer.dated.known, answer.dated.of), (1, 2));
    let undated = asked(&map, &[CareReason::Undated]);
    assert_eq!(told(&undated), ["name registry"]);
}

#[test]
fn a_day_of_publication_stands_for_an_unknown_day_of_a_statement() {
    let mut map = sketch("initiative registry");
    let mut source = Source::titled(SourceId::parse("guide").unwrap(), "The guide");
    source.publisher = Some("A foundation".to_owned());
    source.date = Some(Date::parse("2019-01").unwrap());
    let provenance = Provenance::new(source.id.clone(), Confidence::Reported);
    map.apply(&[Change::PutSource(Box::new(source))]).unwrap();
    describe(&mut map, "A list", provenance);
    let answer = asked(&map, &[CareReason::Stale]);
    assert_eq!(told(&answer), ["description A list"]);
    assert!(answer.items[0].since.unwrap().published);
}

#[test]
fn a_conflict_is_settled_by_a_check_of_the_preferred_value() {
    let mut map = sketch("initiative registry");
    for (text, source) in [("A list", "one-online"), ("A register", "two-online")] {
        let provenance = by(&mut map, source, Confidence::Verified, None);
        describe(&mut map, text, provenance);
    }
    let reasons = [CareReason::Conflict, CareReason::Undated];
    let answer = asked(&map, &[]);
    assert_eq!(why(&answer, "description"), reasons);
    let item: &CareItem = &answer.items[0];
    assert_eq!(item.stated.len(), 2, "both values are shown");

    let check = by(&mut map, "checked-by-ada", Confidence::Verified, Some("2026-11-22"));
    let mut entity = map.entity(&id("registry")).unwrap().clone();
    assert!(entity.confirm("description", "A register", &check));
    map.apply(&[Change::PutEntity(Box::new(entity))]).unwrap();
    assert_eq!(why(&asked(&map, &CareReason::ALL), "description"), []);

    let newer = by(&mut map, "three-online", Confidence::Verified, Some("2026-11-23"));
    describe(&mut map, "An index", newer);
    assert_eq!(why(&asked(&map, &[]), "description"), [CareReason::Conflict]);
}

#[test]
fn facts_on_which_most_depends_come_first_and_a_filter_leaves_the_others_out() {
    let map = sketch(
        "lumina -funds-> registry
         lumina -funds-> badges
         badges -serves-> access
         walmart -funds-> badges",
    );
    let answer = asked(&map, &[CareReason::Unsourced]);
    assert_eq!(told(&answer)[0], "name badges");
    assert_eq!(answer.items[0].depends, 3);
    let only = Filter { text: Some("walmart".to_owned()), ..Filter::default() };
    let walmart = care(&map, &Frame::build(&map, &only).unwrap(), &config(&[]));
    assert_eq!((told(&walmart), walmart.facts), (vec!["name walmart".to_owned()], 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_confirmed_today_leaves_the_queue_and_takes_nothing_away(map in any_map()) {
        let before = asked(&map, &CareReason::ALL);
        let Some(item) = before.items.first().cloned() else { return Ok(()) };
        let mut map = map;
        let check = by(&mut map, "checked-by-ada", Confidence::Verified, Some("2026-11-23"));
        let change = match &item.record {
            waymark_analysis::CareRecord::Thing(id) => {
                let mut entity = map.entity(id).unwrap().clone();
                prop_assert!(entity.confirm(&item.field, item.value(), &check));
                Change::PutEntity(Box::new(entity))
            }
            waymark_analysis::CareRecord::Tie(id) => {
                let mut tie = map.tie(id).unwrap().clone();
                prop_assert!(tie.confirm(&item.field, item.value(), &check));
                Change::PutTie(Box::new(tie))
            }
            waymark_analysis::CareRecord::Milestone(id) => {
                let mut milestone = map.milestone(id).unwrap().clone();
                prop_assert!(milestone.confirm(&item.field, item.value(), &check));
                Change::PutMilestone(Box::new(milestone))
            }
        };
        map.apply(&[change]).unwrap();
        let after = asked(&map, &CareReason::ALL);
        prop_assert_eq!(after.facts, before.facts);
        prop_assert_eq!(after.matching, before.matching - 1);
        let is_same = |it: &&CareItem| {
            it.record == item.record && it.field == item.field && it.value() == item.value()
        };
        prop_assert!(after.items.iter().find(is_same).is_none());
    }
}
