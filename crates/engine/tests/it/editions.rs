//! Editions, and what differs between states.

use proptest::prelude::*;
use waymark_analysis::{Filter, OverlapConfig, overlap};
use waymark_engine::{At, Diff, Engine, EngineError, RecordKey};
use waymark_measures::Unwatched;
use waymark_model::testing::map;
use waymark_model::{Date, EditionId, Map};

use crate::support::{addition, apply, drawn, note, organization, thing};

fn edition(id: &str) -> EditionId {
    EditionId::parse(id).unwrap()
}

fn publish(engine: &Engine, id: &str) -> Result<u64, EngineError> {
    let date = Some(Date::parse("2019-01").unwrap());
    let applied = engine.publish(&note("published"), edition(id), "First".to_owned(), date, None);
    applied.map(|applied| applied.head.position)
}

fn of_edition(engine: &Engine, id: &str) -> std::sync::Arc<waymark_engine::View> {
    engine.view(&At::Edition(edition(id))).unwrap()
}

#[test]
fn an_edition_is_the_state_it_was_published_in() {
    let engine = drawn("lumina -funds-> registry");
    let before = engine.now();
    assert_eq!(publish(&engine, "2019-01").unwrap(), 2);
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    let view = of_edition(&engine, "2019-01");
    assert_eq!((view.map.clone(), view.head), (before.map.clone(), before.head));
    assert_eq!(view.edition, Some(edition("2019-01")));
    assert_eq!(engine.now().map.edition(&edition("2019-01")).unwrap().position, Some(1));
}

#[test]
fn the_answers_of_an_edition_stay_the_same() {
    let engine = drawn("lumina -funds-> registry\njoyce -funds-> registry");
    publish(&engine, "2019-01").unwrap();
    let ask = || {
        let frame = of_edition(&engine, "2019-01").frame(&Filter::default()).unwrap();
        overlap(&frame, &OverlapConfig::default(), &Unwatched).unwrap()
    };
    let before = ask();
    let more = addition(&engine.now().map, "lumina -funds-> lab\njoyce -funds-> lab");
    apply(&engine, more).unwrap();
    assert_eq!(ask(), before);
    let now = engine.now().frame(&Filter::default()).unwrap();
    assert_ne!(overlap(&now, &OverlapConfig::default(), &Unwatched).unwrap(), before);
}

#[test]
fn an_edition_is_published_once() {
    let engine = drawn("organization lumina");
    publish(&engine, "2019-01").unwrap();
    let error = publish(&engine, "2019-01").unwrap_err();
    assert!(matches!(error, EngineError::EditionExists { id } if id == "2019-01"));
    assert_eq!(publish(&engine, "2019-03").unwrap(), 3);
}

#[test]
fn an_edition_that_is_not_there_is_refused() {
    let engine = drawn("organization lumina");
    let error = engine.view(&At::Edition(edition("1999"))).err().unwrap();
    assert!(matches!(error, EngineError::NoSuchEdition { id } if id == "1999"));
}

#[test]
fn somebody_who_looks_for_a_removed_thing_is_told_which_editions_have_it() {
    let engine = drawn("organization lumina\norganization joyce");
    publish(&engine, "2019-01").unwrap();
    publish(&engine, "2019-03").unwrap();
    apply(&engine, engine.now().map.removal_of(&thing("joyce")).unwrap()).unwrap();
    publish(&engine, "2019-12").unwrap();
    let found = engine.editions_with(&thing("joyce")).unwrap();
    assert_eq!(found, [edition("2019-03"), edition("2019-01")]);
}

#[test]
fn a_difference_names_what_came_went_and_changed() {
    let engine = drawn("organization lumina\norganization joyce");
    let before = engine.now();
    let mut changes = before.map.removal_of(&thing("joyce")).unwrap();
    changes.extend([organization("lumina", "Lumina Foundation"), organization("gates", "Gates")]);
    apply(&engine, changes).unwrap();
    let record = |id| vec![RecordKey::Entity(thing(id))];
    let diff = Diff::between(&before.map, &engine.now().map);
    assert_eq!(
        diff,
        Diff { added: record("gates"), removed: record("joyce"), changed: record("lumina") }
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn differences_are_empty_to_itself_and_mirrored_the_other_way(one in map(), other in map()) {
        prop_assert_eq!(Diff::between(&one, &one), Diff::default());
        let (there, back) = (Diff::between(&one, &other), Diff::between(&other, &one));
        prop_assert_eq!(&there.added, &back.removed);
        prop_assert_eq!(&there.removed, &back.added);
        prop_assert_eq!(&there.changed, &back.changed);
        prop_assert_eq!(there == Diff::default(), one == other);
        let from_nothing = Diff::between(&Map::new(), &one);
        prop_assert_eq!(from_nothing.added.len(), one.as_changes().count());
    }
}
