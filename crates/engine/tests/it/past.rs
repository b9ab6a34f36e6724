//! States of the past.

use proptest::prelude::*;
use waymark_engine::{At, Engine, EngineError};
use waymark_model::testing::history;
use waymark_model::{Change, Map, Timestamp};
use waymark_store::SledStore;

use crate::support::{Fallible, apply, assert_same, drawn, note_at, organization};

fn states_of(batches: &[Vec<Change>]) -> Vec<Map> {
    let mut states = vec![Map::new()];
    for batch in batches {
        let mut next = states[states.len() - 1].clone();
        next.apply(batch).unwrap();
        states.push(next);
    }
    states
}

fn assert_every_state(engine: &Engine, states: &[Map]) {
    for (position, state) in (0..).zip(states) {
        assert_same(&engine.view(&At::Position(position)).unwrap().map, state);
    }
    assert_same(&engine.now().map, &states[states.len() - 1]);
}

fn batches() -> impl Strategy<Value = Vec<Vec<Change>>> {
    let batches = history(1..9, 1..12);
    batches.prop_map(|batches| batches.into_iter().filter(|batch| !batch.is_empty()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_position_is_what_replaying_the_log_gives(
        batches in batches(),
        snapshots in proptest::collection::vec(any::<bool>(), 10),
    ) {
        let states = states_of(&batches);
        let store = Fallible::default();
        let engine = store.open();
        for (batch, snapshot) in batches.into_iter().zip(snapshots) {
            apply(&engine, batch).unwrap();
            if snapshot {
                engine.checkpoint();
            }
        }
        assert_every_state(&engine, &states);
        assert_every_state(&store.open(), &states);
    }

    #[test]
    fn undoing_everything_from_the_end_goes_back_through_every_state(batches in batches()) {
        let states = states_of(&batches);
        let engine = Fallible::default().open();
        for batch in batches {
            apply(&engine, batch).unwrap();
        }
        for position in (1..states.len()).rev() {
            engine.undo(&note_at(0), position as u64, None).unwrap();
            prop_assert_eq!(&engine.now().map, &states[position - 1]);
        }
    }
}

proptest! {
    // Each case syncs a folder many times, so a few must do.
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_folder_that_is_opened_again_has_every_state(batches in batches(), snapshot in 0..9_usize) {
        let states = states_of(&batches);
        let folder = tempfile::tempdir().unwrap();
        let open = || Engine::open(Box::new(SledStore::open(folder.path()).unwrap())).unwrap();
        let engine = open();
        for (index, batch) in batches.into_iter().enumerate() {
            apply(&engine, batch).unwrap();
            if index == snapshot {
                engine.checkpoint();
            }
        }
        drop(engine);
        assert_every_state(&open(), &states);
    }
}

#[test]
fn a_moment_means_the_last_batch_made_by_then() {
    let engine = drawn("");
    for (time, name) in [(10, "ten"), (20, "twenty"), (20, "twenty again"), (30, "thirty")] {
        engine.apply(&note_at(time), vec![organization("o", name)], None).unwrap();
    }
    let at = |moment| engine.view(&At::Moment(Timestamp(moment))).unwrap().head.position;
    assert_eq!([-1, 0, 9, 10, 19, 20, 29, 30, i64::MAX].map(at), [0, 1, 1, 2, 2, 4, 4, 5, 5]);
    assert_eq!(engine.view(&At::Moment(Timestamp(25))).unwrap().time, Some(Timestamp(20)));
}

#[test]
fn a_position_that_is_not_there_yet_is_refused() {
    let engine = drawn("organization lumina");
    let error = engine.view(&At::Position(2)).err().unwrap();
    assert!(matches!(error, EngineError::NoSuchPosition { position: 2, end: 1 }), "{error}");
    assert_eq!(engine.view(&At::Position(0)).unwrap().time, None);
}

#[test]
fn a_state_that_was_asked_for_before_is_kept() {
    let engine = drawn("organization lumina");
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    let first = engine.view(&At::Position(1)).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &engine.view(&At::Position(1)).unwrap()));
}
