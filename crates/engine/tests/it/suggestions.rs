//! Suggestions: what they are held against, and what a failure leaves of them.

use waymark_engine::{Engine, EngineError, MOST_SETTLED, MOST_WAITING, RecordKey};
use waymark_model::Change;

use crate::support::{
    Fallible, addition, apply, assert_same, drawing, drawn, note, note_at, organization, thing,
};

fn suggest(engine: &Engine, changes: Vec<Change>) -> Result<u64, EngineError> {
    engine.suggest(&note("a suggestion"), changes).map(|it| it.id)
}

fn waits(engine: &Engine, id: u64) -> bool {
    engine.suggestion(id).unwrap().settled.is_none()
}

#[test]
fn a_suggestion_leaves_the_map_and_its_log_as_they_are() {
    let engine = drawn("organization lumina");
    let before = engine.now();
    assert_eq!(suggest(&engine, addition(&before.map, "lumina -funds-> registry")).unwrap(), 1);
    assert_eq!(engine.now().head, before.head);
    assert_same(&engine.now().map, &before.map);
}

#[test]
fn an_accepted_suggestion_is_one_batch_by_whoever_sent_it() {
    let engine = drawn("organization lumina");
    let before = engine.now();
    let id = suggest(&engine, addition(&before.map, "lumina -funds-> registry")).unwrap();
    let editor = waymark_engine::Note { author: "grace".to_owned(), ..note_at(5) };
    let (suggestion, applied) = engine.accept(id, &editor, None).unwrap();
    assert_eq!(suggestion.settled.unwrap().position, Some(applied.head.position));
    let heading = engine.history(applied.head.position, 1).unwrap().remove(0);
    assert_eq!((heading.author.as_str(), heading.time), ("ada", editor.time));
    assert_eq!(heading.message, "a suggestion (suggestion 1, taken by grace)");
    engine.undo(&note("undo"), applied.head.position, None).unwrap();
    assert_eq!(engine.now().map, before.map);
    assert_eq!(engine.undone_since(applied.head.position).unwrap(), [2].into());
    engine.undo(&note("undo of the undo"), 3, None).unwrap();
    assert!(!engine.undone_since(applied.head.position).unwrap().contains(&2));
}

#[test]
fn a_batch_that_cannot_be_written_leaves_the_suggestion_waiting_whatever_comes_then() {
    let store = Fallible::default();
    let engine = store.open();
    apply(&engine, drawing("organization lumina")).unwrap();
    let id = suggest(&engine, vec![organization("registry", "The registry")]).unwrap();
    store.fail(true);
    assert!(matches!(engine.accept(id, &note(""), None), Err(EngineError::Store(_))));
    assert!(waits(&engine, id));
    store.fail(false);
    apply(&engine, vec![organization("other", "Something else")]).unwrap();
    assert!(waits(&engine, id));
    drop(engine);
    let engine = store.open();
    assert!(waits(&engine, id));
    engine.accept(id, &note(""), None).unwrap();
    assert!(engine.now().map.entity(&thing("registry")).is_some());
    assert!(!waits(&engine, id));
}

#[test]
fn what_others_changed_since_is_not_taken_back_unseen() {
    let engine = drawn("organization lumina\norganization gates");
    let id = suggest(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    apply(&engine, vec![organization("gates", "The Gates Foundation")]).unwrap();
    engine.would_accept(id, None).unwrap();
    apply(&engine, vec![organization("lumina", "Lumina, Inc.")]).unwrap();
    let error = engine.accept(id, &note(""), None).unwrap_err();
    let EngineError::ChangedSinceSuggested { records, .. } = &error else { panic!("{error}") };
    assert_eq!(records, &[RecordKey::Entity(thing("lumina"))]);
    assert!(waits(&engine, id));
    apply(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    assert!(matches!(engine.accept(id, &note(""), None), Err(EngineError::ChangesNothing)));
}

#[test]
fn what_cannot_be_applied_or_changes_nothing_is_no_suggestion() {
    let engine = drawn("lumina -funds-> registry");
    let used = engine.now().map.ties().next().unwrap().from.clone();
    let removal = suggest(&engine, vec![Change::RemoveEntity(used)]);
    assert!(matches!(removal, Err(EngineError::Rejected(_))));
    let there = engine.now().map.as_changes().collect();
    assert!(matches!(suggest(&engine, there), Err(EngineError::ChangesNothing)));
    assert!(matches!(suggest(&engine, Vec::new()), Err(EngineError::ChangesNothing)));
    assert!(engine.suggestions().unwrap().is_empty());
}

#[test]
fn so_many_may_wait_and_no_more() {
    let engine = drawn("organization lumina");
    let suggest = || suggest(&engine, vec![organization("lumina", "Lumina Foundation")]);
    for _ in 0..MOST_WAITING {
        suggest().unwrap();
    }
    assert!(matches!(suggest(), Err(EngineError::TooManyWaiting { most: MOST_WAITING })));
    engine.decline(1, &note("no")).unwrap();
    assert_eq!(suggest().unwrap(), MOST_WAITING as u64 + 1);
    assert_eq!(engine.waiting_count().unwrap(), MOST_WAITING);
}

#[test]
fn of_those_that_are_settled_the_oldest_are_thrown_away_and_none_that_waits() {
    let engine = drawn("organization lumina");
    let suggest = || suggest(&engine, vec![organization("lumina", "Lumina Foundation")]).unwrap();
    let waiting = suggest();
    let declined = |_| {
        let id = suggest();
        engine.decline(id, &note("no")).unwrap();
        id
    };
    let settled: Vec<u64> = (0..=MOST_SETTLED).map(declined).collect();
    let gone = engine.suggestion(settled[0]);
    assert!(matches!(gone, Err(EngineError::NoSuchSuggestion { .. })));
    assert!(engine.suggestion(settled[1]).unwrap().settled.is_some());
    assert!(waits(&engine, waiting));
    assert_eq!(suggest(), settled[MOST_SETTLED] + 1);
}
