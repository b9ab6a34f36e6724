//! The store, from outside: the contract of every store, and what becomes of a folder on disk.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod archive;
mod contract;
mod damage;
mod golden;
mod opening;
mod sudden_end;

use std::path::Path;

use tempfile::TempDir;
use waymark_model::{Batch, Change, Map, Timestamp, sketch};
use waymark_store::{Head, SledStore, Store, StoreError, Suggestion};

/// A batch with these changes.
fn batch(message: &str, changes: Vec<Change>) -> Batch {
    let (author, time) = ("ada".to_owned(), Timestamp(1_552_608_000_000));
    Batch { author, time, message: message.to_owned(), undoes: None, changes }
}

/// A batch that draws a small map.
fn drawing(text: &str) -> Batch {
    batch(text, sketch(text).as_changes().collect())
}

/// A suggestion that waits, to add what a drawing shows.
fn suggestion(id: u64, text: &str) -> Suggestion {
    let changes: Vec<Change> = sketch(text).as_changes().collect();
    let before = Map::new().apply(&changes).unwrap();
    let (author, time, message) = ("ada".to_owned(), Timestamp(1), text.to_owned());
    let (made_at, settled) = (Head::EMPTY, None);
    Suggestion { id, author, time, message, made_at, changes, before, settled }
}

/// `count` batches, each with a thing of its own.
fn drawings(count: usize) -> Vec<Batch> {
    (1..=count).map(|number| drawing(&format!("organization o{number}"))).collect()
}

fn append_all(store: &dyn Store, batches: &[Batch]) {
    for batch in batches {
        store.append(batch).unwrap();
    }
}

/// The batches in the log.
fn batches(store: &dyn Store) -> Vec<Batch> {
    store.entries(1).map(|entry| entry.unwrap().batch).collect()
}

/// The map that the log leads to.
fn replay(store: &dyn Store) -> Map {
    let mut map = Map::new();
    for batch in batches(store) {
        map.apply(&batch.changes).unwrap();
    }
    map
}

/// A folder with a closed store of these batches.
fn folder_of(batches: &[Batch]) -> (TempDir, Head) {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap();
    append_all(&store, batches);
    (folder, store.head())
}

fn open_error(folder: &Path) -> StoreError {
    SledStore::open(folder).err().expect("opening fails")
}

/// Every file under a folder with its content, for telling whether anything changed.
fn files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let content = std::fs::read(&path).unwrap();
                found.push((path, content));
            }
        }
    }
    found.sort();
    found
}
