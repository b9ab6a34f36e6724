//! Changing the map.

use std::sync::{Arc, Mutex};

use waymark_engine::EngineError;
use waymark_model::Change;
use waymark_store::Head;

use crate::support::{Fallible, apply, drawing, drawn, engine, note, organization, thing};

#[test]
fn a_batch_is_applied_and_its_position_told() {
    let engine = engine();
    let applied = apply(&engine, drawing("lumina -funds-> registry")).unwrap();
    assert_eq!((applied.head.position, applied.changes), (1, 4));
    assert_eq!(engine.now().head, applied.head);
    assert_eq!(engine.now().map.tie_count(), 1);
}

#[test]
fn no_changes_make_no_batch() {
    let engine = drawn("organization lumina");
    let applied = apply(&engine, Vec::new()).unwrap();
    assert_eq!((applied.head.position, applied.changes), (1, 0));
}

#[test]
fn a_batch_with_one_wrong_change_changes_nothing() {
    let engine = drawn("organization lumina");
    let changes = vec![organization("joyce", "Joyce"), Change::RemoveEntity(thing("nobody"))];
    let error = apply(&engine, changes).unwrap_err();
    assert!(matches!(error, EngineError::Rejected(rejected) if rejected.index == 1));
    assert_eq!(engine.now().head.position, 1);
    assert!(engine.now().map.entity(&thing("joyce")).is_none());
}

#[test]
fn a_change_made_for_an_older_state_is_refused() {
    let engine = drawn("organization lumina");
    let change = || vec![organization("joyce", "Joyce")];
    let error = engine.apply(&note("late"), change(), Some(0)).unwrap_err();
    assert!(matches!(error, EngineError::Conflict { expected: 0, actual: 1 }), "{error}");
    assert_eq!(engine.apply(&note("in time"), change(), Some(1)).unwrap().head.position, 2);
}

#[test]
fn a_dry_run_tells_and_does_nothing() {
    let engine = drawn("organization lumina");
    let told = engine.dry_run(&[organization("joyce", "Joyce")], Some(1)).unwrap();
    assert_eq!((told.head.position, told.changes), (1, 1));
    assert!(engine.now().map.entity(&thing("joyce")).is_none());
    assert!(engine.dry_run(&[Change::RemoveEntity(thing("joyce"))], None).is_err());
    assert!(matches!(engine.dry_run(&[], Some(7)), Err(EngineError::Conflict { .. })));
}

#[test]
fn who_reads_goes_on_with_the_state_they_took() {
    let engine = drawn("organization lumina");
    let before = engine.now();
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    assert_eq!(before.map.entity(&thing("lumina")).unwrap().name(), "lumina");
    assert_eq!(engine.now().map.entity(&thing("lumina")).unwrap().name(), "Lumina Foundation");
}

#[test]
fn what_cannot_be_written_is_never_seen() {
    let store = Fallible::default();
    let engine = store.open();
    let events = Arc::new(Mutex::new(0));
    let counted = events.clone();
    engine.on_event(move |_| *counted.lock().unwrap() += 1);
    store.fail(true);
    let error = apply(&engine, drawing("organization lumina")).unwrap_err();
    assert!(matches!(error, EngineError::Store(_)), "{error}");
    assert_eq!(engine.now().head, Head::EMPTY);
    assert_eq!(engine.now().map.entity_count(), 0);
    assert_eq!(*events.lock().unwrap(), 0);
    store.fail(false);
    assert_eq!(apply(&engine, drawing("organization lumina")).unwrap().head.position, 1);
    assert_eq!(*events.lock().unwrap(), 1);
}

#[test]
fn a_snapshot_that_cannot_be_written_is_no_failure() {
    let store = Fallible::default();
    let engine = store.open();
    apply(&engine, drawing("organization lumina")).unwrap();
    store.fail(true);
    engine.checkpoint();
    assert_eq!(store.open().now().map.entity_count(), 1);
}

#[test]
fn events_come_in_the_order_of_the_log() {
    let engine = Arc::new(engine());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = heard.clone();
    engine.on_event(move |event| ears.lock().unwrap().push(event.position));
    apply(&engine, drawing("organization o")).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let engine = &engine;
            scope.spawn(move || {
                for round in 0..25 {
                    let name = format!("name {writer} {round}");
                    apply(engine, vec![organization("o", &name)]).unwrap();
                }
            });
        }
    });
    assert_eq!(*heard.lock().unwrap(), (1..=101).collect::<Vec<u64>>());
}

#[test]
fn readers_see_whole_batches_only() {
    let engine = engine();
    let pair = |round: u64| {
        let name = format!("round {round}");
        vec![organization("a", &name), organization("b", &name)]
    };
    apply(&engine, [drawing(""), pair(1)].concat()).unwrap();
    std::thread::scope(|scope| {
        let readers = [(); 2].map(|()| {
            scope.spawn(|| {
                let mut last = 0;
                while last < 200 {
                    let view = engine.now();
                    let name = |id| view.map.entity(&thing(id)).unwrap().name().to_owned();
                    assert_eq!(name("a"), format!("round {}", view.head.position));
                    assert_eq!(name("a"), name("b"));
                    assert!(view.head.position >= last);
                    last = view.head.position;
                }
            })
        });
        for round in 2..=200 {
            apply(&engine, pair(round)).unwrap();
        }
        for reader in readers {
            reader.join().unwrap();
        }
    });
}
