//! What every store does.

use proptest::prelude::*;
use tempfile::TempDir;
use waymark_model::testing::history;
use waymark_model::{Map, sketch};
use waymark_store::{
    Hash, Head, MemoryStore, Order, Settled, SledStore, Store, StoreError, restore,
};

use crate::{append_all, batch, batches, drawing, drawings, replay, suggestion};

fn an_empty_log_has_position_zero(store: &dyn Store) {
    assert_eq!(store.head(), Head { position: 0, hash: Hash::ZERO });
    assert!(store.entry(0).unwrap().is_none());
    assert!(store.entry(1).unwrap().is_none());
    assert_eq!(store.entries(0).count(), 0);
    assert!(store.headings(Order::NewestFirst, None, 9).unwrap().is_empty());
    assert!(store.snapshot_at_most(9).unwrap().is_none());
    assert!(store.verify().unwrap().is_sound());
}

fn what_is_appended_is_read_back(store: &dyn Store) {
    let written = [drawing("lumina -funds-> registry 100USD @2019~"), batch("nothing", vec![])];
    let head = store.append(&written[0]).unwrap();
    assert_eq!((head, head.position), (store.head(), 1));
    store.append(&written[1]).unwrap();
    assert_eq!(batches(store), written);
    assert_eq!(store.entry(1).unwrap().unwrap().head(), head);
}

fn each_entry_names_the_one_before(store: &dyn Store) {
    append_all(store, &drawings(3));
    let mut before = Hash::ZERO;
    for (position, entry) in (1..).zip(store.entries(1)) {
        let entry = entry.unwrap();
        assert_eq!((entry.position, entry.previous), (position, before));
        before = entry.hash;
    }
    assert_eq!(store.head().hash, before);
}

fn the_hash_depends_on_everything_in_a_batch(store: &dyn Store) {
    let first = drawing("organization a");
    let mut hashes = std::collections::BTreeSet::from([store.append(&first).unwrap().hash]);
    for _ in 0..2 {
        hashes.insert(store.append(&first).unwrap().hash);
    }
    assert_eq!(hashes.len(), 3);
    let memory = |batch| MemoryStore::new().append(batch).unwrap().hash;
    assert_eq!(memory(&first), store.entry(1).unwrap().unwrap().hash);
    let mut other = first.clone();
    other.undoes = Some(0);
    assert_ne!(memory(&first), memory(&other));
}

fn headings_are_listed_from_either_end(store: &dyn Store) {
    append_all(store, &drawings(5));
    let list = |order, from, limit| -> Vec<u64> {
        let headings = store.headings(order, from, limit).unwrap();
        headings.iter().map(|heading| heading.position).collect()
    };
    assert_eq!(list(Order::OldestFirst, None, 2), [1, 2]);
    assert_eq!(list(Order::OldestFirst, Some(4), 9), [4, 5]);
    assert_eq!(list(Order::NewestFirst, None, 2), [5, 4]);
    assert_eq!(list(Order::NewestFirst, Some(2), 9), [2, 1]);
    let heading = store.heading(3).unwrap().unwrap();
    assert_eq!((heading.author.as_str(), heading.changes), ("ada", 2));
    assert_eq!(heading.message, "organization o3");
}

fn the_nearest_snapshot_before_a_position_is_found(store: &dyn Store) {
    let mut map = Map::new();
    for (position, batch) in (1..).zip(drawings(4)) {
        let head = store.append(&batch).unwrap();
        map.apply(&batch.changes).unwrap();
        if position % 2 == 0 {
            store.save_snapshot(head, &map).unwrap();
        }
    }
    assert!(store.snapshot_at_most(1).unwrap().is_none());
    let (head, at_two) = store.snapshot_at_most(3).unwrap().unwrap();
    assert_eq!((head.position, at_two.entity_count()), (2, 2));
    let (head, at_four) = store.snapshot_at_most(99).unwrap().unwrap();
    assert_eq!(head, store.head());
    assert_eq!(at_four, replay(store));
}

fn a_snapshot_remembers_removed_ids(store: &dyn Store) {
    let mut map = sketch("organization lumina");
    let lumina = map.entities().next().unwrap().id().clone();
    let head = store.append(&drawing("organization lumina")).unwrap();
    map.apply(&map.removal_of(&lumina).unwrap()).unwrap();
    store.save_snapshot(head, &map).unwrap();
    let (_, read) = store.snapshot_at_most(1).unwrap().unwrap();
    assert_eq!(read.retired(&lumina).unwrap().name, "lumina");
}

fn a_snapshot_of_another_history_is_refused(store: &dyn Store) {
    store.append(&drawing("organization a")).unwrap();
    let elsewhere = Head { position: 1, hash: Hash::ZERO };
    let error = store.save_snapshot(elsewhere, &Map::new()).unwrap_err();
    assert!(matches!(error, StoreError::NoSuchHead { position: 1, .. }), "{error}");
}

fn a_backup_restores_to_the_same_log(store: &dyn Store) {
    append_all(store, &drawings(3));
    let mut archive = Vec::new();
    let backed_up = store.backup(&mut archive).unwrap();
    assert_eq!((backed_up.bytes, backed_up.head), (archive.len() as u64, store.head()));
    let folder = tempfile::tempdir().unwrap();
    let restored = restore(&mut &archive[..], folder.path()).unwrap();
    assert_eq!((restored.bytes, restored.head), (backed_up.bytes, backed_up.head));
    let again = SledStore::open(folder.path()).unwrap();
    assert_eq!(batches(&again), batches(store));
    assert_eq!(again.head(), store.head());
}

fn sound_data_verifies(store: &dyn Store) {
    append_all(store, &drawings(3));
    store.save_snapshot(store.head(), &replay(store)).unwrap();
    let verified = store.verify().unwrap();
    assert!(verified.is_sound(), "{verified:?}");
    assert_eq!((verified.entries, verified.changes, verified.snapshots), (3, 6, 1));
}

fn a_suggestion_is_kept_changed_and_thrown_away_and_the_log_is_as_it_was(store: &dyn Store) {
    append_all(store, &drawings(2));
    let head = store.head();
    let mut first = suggestion(1, "lumina -funds-> registry 100USD @2019~");
    for each in [&first, &suggestion(2, "organization b")] {
        store.put_suggestion(each).unwrap();
    }
    assert_eq!(store.suggestion(1).unwrap().unwrap(), first);
    first.settled = Some(Settled {
        author: "grace".to_owned(),
        time: waymark_model::Timestamp(2),
        message: "thanks".to_owned(),
        position: Some(3),
    });
    store.put_suggestion(&first).unwrap();
    assert_eq!(store.suggestion(1).unwrap().unwrap(), first);
    assert_eq!(store.suggestion_ids().unwrap(), [1, 2]);
    assert_eq!(store.verify().unwrap().suggestions, 2);
    store.remove_suggestion(1).unwrap();
    store.remove_suggestion(1).unwrap();
    assert_eq!((store.suggestion(1).unwrap(), store.suggestion_ids().unwrap()), (None, vec![2]));
    assert_eq!((store.head(), store.verify().unwrap().is_sound()), (head, true));
}

fn a_backup_restores_the_suggestions(store: &dyn Store) {
    append_all(store, &drawings(1));
    let suggestions = [suggestion(3, "organization a"), suggestion(11, "a -funds-> b")];
    suggestions.iter().for_each(|each| store.put_suggestion(each).unwrap());
    let mut archive = Vec::new();
    store.backup(&mut archive).unwrap();
    let folder = tempfile::tempdir().unwrap();
    restore(&mut &archive[..], folder.path()).unwrap();
    let again = SledStore::open(folder.path()).unwrap();
    assert_eq!(again.suggestion_ids().unwrap(), [3, 11]);
    for each in suggestions {
        assert_eq!(again.suggestion(each.id).unwrap().unwrap(), each);
    }
}

macro_rules! contract {
    ($($name:ident)*) => {
        mod memory {
            $(#[test] fn $name() { super::$name(&super::MemoryStore::new()) })*
        }
        mod sled {
            $(#[test] fn $name() {
                let folder = tempfile::tempdir().unwrap();
                super::$name(&super::SledStore::open(folder.path()).unwrap());
            })*
        }
    };
}

contract! {
    an_empty_log_has_position_zero
    what_is_appended_is_read_back
    each_entry_names_the_one_before
    the_hash_depends_on_everything_in_a_batch
    headings_are_listed_from_either_end
    the_nearest_snapshot_before_a_position_is_found
    a_snapshot_remembers_removed_ids
    a_snapshot_of_another_history_is_refused
    a_backup_restores_to_the_same_log
    sound_data_verifies
    a_suggestion_is_kept_changed_and_thrown_away_and_the_log_is_as_it_was
    a_backup_restores_the_suggestions
}

fn reopened(folder: &TempDir) -> SledStore {
    SledStore::open(folder.path()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_appended_is_there_after_opening_again(history in history(1..4, 0..24)) {
        let folder = tempfile::tempdir().unwrap();
        let mut map = Map::new();
        let store = reopened(&folder);
        for changes in &history {
            store.append(&batch("random", changes.clone())).unwrap();
            map.apply(changes).unwrap();
        }
        store.save_snapshot(store.head(), &map).unwrap();
        drop(store);
        let store = reopened(&folder);
        prop_assert_eq!(replay(&store), map.clone());
        let (head, snapshot) = store.snapshot_at_most(u64::MAX).unwrap().unwrap();
        prop_assert_eq!(head, store.head());
        prop_assert!(snapshot.all_retired().eq(map.all_retired()));
        prop_assert_eq!(snapshot, map);
    }

    #[test]
    fn memory_and_disk_give_the_same_hashes(history in history(1..4, 0..24)) {
        let folder = tempfile::tempdir().unwrap();
        let (disk, memory) = (reopened(&folder), MemoryStore::new());
        for changes in history {
            let batch = batch("random", changes);
            prop_assert_eq!(disk.append(&batch).unwrap(), memory.append(&batch).unwrap());
        }
        prop_assert!(disk.verify().unwrap().is_sound());
    }
}
