//! Taking batches back.

use waymark_engine::{Engine, EngineError, RecordKey};
use waymark_model::{Change, Map};

use crate::support::{addition, apply, assert_same, drawing, drawn, note, organization, thing};

fn undo(engine: &Engine, position: u64) -> Result<u64, EngineError> {
    engine.undo(&note("undo"), position, None).map(|applied| applied.head.position)
}

fn map_of(engine: &Engine) -> Map {
    engine.now().map.clone()
}

#[test]
fn an_undo_takes_back_what_was_put() {
    let engine = drawn("organization lumina");
    let before = map_of(&engine);
    apply(&engine, addition(&before, "lumina -funds-> registry 5USD")).unwrap();
    assert_eq!(undo(&engine, 2).unwrap(), 3);
    assert_eq!(map_of(&engine), before);
    assert_eq!(engine.history(3, 1).unwrap()[0].undoes, Some(2));
}

#[test]
fn an_undo_brings_back_what_was_removed() {
    let engine = drawn("lumina -funds-> registry\nregistry milestone met done=2019");
    let before = map_of(&engine);
    apply(&engine, before.removal_of(&thing("registry")).unwrap()).unwrap();
    undo(&engine, 2).unwrap();
    assert_same(&map_of(&engine), &before);
}

#[test]
fn an_undo_can_be_undone_again_and_again() {
    let engine = drawn("lumina -funds-> registry");
    let there = map_of(&engine);
    for position in (1..9).step_by(2) {
        undo(&engine, position).unwrap();
        assert_eq!(map_of(&engine), Map::new());
        undo(&engine, position + 1).unwrap();
        assert_eq!(map_of(&engine), there);
    }
}

#[test]
fn a_batch_under_later_ones_is_taken_back_alone() {
    let engine = drawn("organization lumina");
    apply(&engine, vec![organization("joyce", "Joyce")]).unwrap();
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    undo(&engine, 2).unwrap();
    assert!(engine.now().map.entity(&thing("joyce")).is_none());
    assert_eq!(engine.now().map.entity(&thing("lumina")).unwrap().name(), "Lumina Foundation");
}

#[test]
fn a_batch_whose_records_changed_since_is_not_taken_back() {
    let engine = drawn("organization lumina\norganization joyce");
    apply(&engine, vec![organization("gates", "Gates")]).unwrap();
    apply(&engine, vec![organization("joyce", "Joyce Foundation")]).unwrap();
    apply(&engine, vec![organization("joyce", "The Joyce Foundation")]).unwrap();
    match undo(&engine, 1).unwrap_err() {
        EngineError::ChangedSince { position, by, records } => {
            assert_eq!((position, by), (1, 3));
            assert_eq!(records, [RecordKey::Entity(thing("joyce"))]);
        }
        other => panic!("{other}"),
    }
    assert_eq!(engine.now().head.position, 4);
}

#[test]
fn a_thing_that_others_refer_to_by_now_is_not_taken_back() {
    let engine = drawn("organization lumina");
    apply(&engine, addition(&map_of(&engine), "initiative registry")).unwrap();
    apply(&engine, addition(&map_of(&engine), "lumina -funds-> registry")).unwrap();
    let error = undo(&engine, 2).unwrap_err();
    assert!(error.to_string().contains("lumina--funds--registry"), "{error}");
    undo(&engine, 3).unwrap();
    undo(&engine, 2).unwrap();
}

#[test]
fn a_batch_that_a_later_undo_restored_can_be_taken_back() {
    let engine = drawn("organization lumina");
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    undo(&engine, 2).unwrap();
    undo(&engine, 1).unwrap();
    assert_eq!(map_of(&engine), Map::new());
}

#[test]
fn an_id_retired_by_an_undo_comes_back_for_the_same_thing_only() {
    let engine = drawn("organization lumina Lumina");
    undo(&engine, 1).unwrap();
    let error = apply(&engine, drawing("organization lumina Another")).unwrap_err();
    assert!(error.to_string().contains("never reused"), "{error}");
    apply(&engine, drawing("organization lumina LUMINA")).unwrap();
    undo(&engine, 3).unwrap();
    undo(&engine, 2).unwrap();
    assert_eq!(engine.now().map.entity(&thing("lumina")).unwrap().name(), "Lumina");
}

#[test]
fn removal_and_rename_in_one_batch_can_be_taken_back() {
    let engine = drawn("organization lumina Lumina");
    let before = map_of(&engine);
    let rename = organization("lumina", "Something else");
    apply(&engine, vec![rename, Change::RemoveEntity(thing("lumina"))]).unwrap();
    undo(&engine, 2).unwrap();
    assert_same(&map_of(&engine), &before);
}

#[test]
fn there_is_nothing_to_undo_where_there_is_no_batch() {
    let engine = drawn("organization lumina");
    for position in [0, 2, u64::MAX] {
        let error = undo(&engine, position).unwrap_err();
        assert!(matches!(error, EngineError::NoSuchPosition { end: 1, .. }), "{error}");
    }
    let late = engine.undo(&note("late"), 1, Some(9)).unwrap_err();
    assert!(matches!(late, EngineError::Conflict { .. }), "{late}");
}
