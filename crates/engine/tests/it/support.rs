//! What the tests stand on: engines, notes, small changes, and a store that can be made to fail.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use waymark_engine::{Applied, Engine, EngineError, Note};
use waymark_model::{Batch, Change, Confidence, Entity, EntityId, Facts, Map, Provenance};
use waymark_model::{SourceId, Timestamp, sketch};
use waymark_store::{
    BackedUp, Entry, Head, Heading, MemoryStore, Store, StoreError, Suggestion, Verified,
};

pub(crate) fn engine() -> Engine {
    Engine::open(Box::new(MemoryStore::new())).unwrap()
}

/// An engine whose first batch is a drawing.
pub(crate) fn drawn(text: &str) -> Engine {
    let engine = engine();
    apply(&engine, drawing(text)).unwrap();
    engine
}

pub(crate) fn note(message: &str) -> Note {
    Note { author: "ada".to_owned(), time: Timestamp(0), message: message.to_owned() }
}

pub(crate) fn note_at(time: i64) -> Note {
    Note { time: Timestamp(time), ..note("later") }
}

pub(crate) fn apply(engine: &Engine, changes: Vec<Change>) -> Result<Applied, EngineError> {
    engine.apply(&note("a change"), changes, None)
}

pub(crate) fn drawing(text: &str) -> Vec<Change> {
    sketch(text).as_changes().collect()
}

/// What has to be put to add to a map what a drawing shows.
pub(crate) fn addition(map: &Map, text: &str) -> Vec<Change> {
    let drawn = drawing(text);
    let new = drawn.into_iter().filter(|change| match change {
        Change::PutSource(source) => map.source(&source.id).is_none(),
        Change::PutEntity(entity) => map.entity(entity.id()).is_none(),
        Change::PutTie(tie) => map.tie(&tie.id).is_none(),
        _ => true,
    });
    new.collect()
}

/// An organization of the source `sketch`.
pub(crate) fn organization(id: &str, name: &str) -> Change {
    let stated = Provenance::new(SourceId::parse("sketch").unwrap(), Confidence::Reported);
    let name = Facts::one(name.to_owned(), stated);
    Change::PutEntity(Box::new(Entity::organization(thing(id), name)))
}

pub(crate) fn thing(id: &str) -> EntityId {
    EntityId::parse(id).unwrap()
}

/// What a map says, the ids it will not reuse among it.
pub(crate) fn assert_same(one: &Map, other: &Map) {
    assert_eq!(one, other);
    assert!(one.all_retired().eq(other.all_retired()));
}

/// A store that others may hold too, and that fails to append and to keep snapshots on demand.
#[derive(Clone, Default)]
pub(crate) struct Fallible {
    store: Arc<MemoryStore>,
    fails: Arc<AtomicBool>,
}

impl Fallible {
    pub(crate) fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }

    pub(crate) fn open(&self) -> Engine {
        Engine::open(Box::new(self.clone())).unwrap()
    }

    fn check(&self) -> Result<(), StoreError> {
        let full = || StoreError::NoSpace { path: "/data".into() };
        if self.fails.load(Ordering::SeqCst) { Err(full()) } else { Ok(()) }
    }
}

impl Store for Fallible {
    fn head(&self) -> Head {
        self.store.head()
    }

    fn append(&self, batch: &Batch) -> Result<Head, StoreError> {
        self.check()?;
        self.store.append(batch)
    }

    fn entry(&self, position: u64) -> Result<Option<Entry>, StoreError> {
        self.store.entry(position)
    }

    fn heading(&self, position: u64) -> Result<Option<Heading>, StoreError> {
        self.store.heading(position)
    }

    fn save_snapshot(&self, at: Head, map: &Map) -> Result<(), StoreError> {
        self.check()?;
        self.store.save_snapshot(at, map)
    }

    fn snapshot_at_most(&self, position: u64) -> Result<Option<(Head, Map)>, StoreError> {
        self.store.snapshot_at_most(position)
    }

    fn put_suggestion(&self, suggestion: &Suggestion) -> Result<(), StoreError> {
        self.store.put_suggestion(suggestion)
    }

    fn suggestion(&self, id: u64) -> Result<Option<Suggestion>, StoreError> {
        self.store.suggestion(id)
    }

    fn suggestion_ids(&self) -> Result<Vec<u64>, StoreError> {
        self.store.suggestion_ids()
    }

    fn remove_suggestion(&self, id: u64) -> Result<(), StoreError> {
        self.store.remove_suggestion(id)
    }

    fn verify(&self) -> Result<Verified, StoreError> {
        self.store.verify()
    }

    fn backup(&self, to: &mut dyn io::Write) -> Result<BackedUp, StoreError> {
        self.store.backup(to)
    }
}
