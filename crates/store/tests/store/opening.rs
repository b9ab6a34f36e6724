//! Opening folders, and being refused.

use std::fs;

use waymark_model::Map;
use waymark_store::{SledConfig, SledStore, Store, StoreError};

use crate::{append_all, drawing, drawings, folder_of, open_error, replay};

#[test]
fn a_folder_that_is_open_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let _open = SledStore::open(folder.path()).unwrap();
    let error = open_error(folder.path());
    assert!(matches!(&error, StoreError::InUse { folder: used } if used == folder.path()));
    assert!(error.to_string().ends_with("is in use by another process"));
}

#[test]
fn a_folder_can_be_opened_again_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=5 {
        let store = SledStore::open(folder.path()).unwrap();
        assert_eq!(store.append(&drawing("organization a")).unwrap().position, number);
    }
}

#[test]
fn a_folder_of_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "draft").unwrap();
    assert!(matches!(open_error(folder.path()), StoreError::NotAStore { .. }));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_of_another_version_is_told_apart() {
    let (folder, _) = folder_of(&drawings(1));
    fs::write(folder.path().join("format"), "waymark 2\n").unwrap();
    let error = open_error(folder.path());
    assert!(matches!(error, StoreError::OtherVersion { found: 2, expected: 1 }), "{error}");
}

#[test]
fn a_disk_that_would_be_full_refuses_before_anything_is_written() {
    let (folder, head) = folder_of(&drawings(1));
    let full = SledConfig { keep_free: u64::MAX, ..SledConfig::default() };
    let store = SledStore::open_with(folder.path(), full).unwrap();
    let error = store.append(&drawing("organization b")).unwrap_err();
    assert!(matches!(error, StoreError::NoSpace { .. }), "{error}");
    assert_eq!(store.head(), head);
    drop(store);
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!((store.head(), replay(&store).entity_count()), (head, 1));
    store.append(&drawing("organization b")).unwrap();
}

#[test]
fn many_segments_are_one_journal() {
    let folder = tempfile::tempdir().unwrap();
    let small = SledConfig { segment_bytes: 1, ..SledConfig::default() };
    let store = SledStore::open_with(folder.path(), small).unwrap();
    append_all(&store, &drawings(4));
    let verified = store.verify().unwrap();
    assert!(verified.is_sound(), "{verified:?}");
    assert_eq!(verified.journal_entries, 4);
    assert_eq!(fs::read_dir(folder.path().join("journal")).unwrap().count(), 4);
}

#[test]
fn only_the_newest_snapshots_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path()).unwrap();
    for batch in drawings(9) {
        let head = store.append(&batch).unwrap();
        store.save_snapshot(head, &Map::new()).unwrap();
    }
    assert!(store.snapshot_at_most(3).unwrap().is_none());
    assert_eq!(fs::read_dir(folder.path().join("snapshots")).unwrap().count(), 4);
}
