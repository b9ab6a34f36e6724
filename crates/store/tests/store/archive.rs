//! Backups that are not whole.

use std::fs;

use waymark_store::{MemoryStore, SledStore, Store, StoreError, restore};

use crate::{append_all, drawings, files};

fn archive() -> Vec<u8> {
    let store = MemoryStore::new();
    append_all(&store, &drawings(2));
    let mut archive = Vec::new();
    store.backup(&mut archive).unwrap();
    archive
}

#[test]
fn an_archive_cut_short_anywhere_is_refused_and_nothing_is_left() {
    let archive = archive();
    let folder = tempfile::tempdir().unwrap();
    for length in (0..archive.len()).step_by(11).chain([archive.len() - 1]) {
        let error = restore(&mut &archive[..length], folder.path()).unwrap_err();
        assert!(matches!(error, StoreError::NotAnArchive { .. }), "{length}: {error}");
        assert!(files(folder.path()).is_empty());
    }
}

#[test]
fn an_archive_with_a_flipped_bit_is_refused_and_nothing_is_left() {
    let archive = archive();
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("new");
    for index in (0..archive.len()).step_by(7) {
        let mut flipped = archive.clone();
        flipped[index] ^= 16;
        assert!(restore(&mut &flipped[..], &missing).is_err(), "{index}");
        assert!(!missing.exists());
    }
    let mut longer = archive;
    longer.push(0);
    assert!(restore(&mut &longer[..], &missing).is_err());
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "draft").unwrap();
    let error = restore(&mut &archive()[..], folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn an_empty_log_can_be_backed_up() {
    let mut archive = Vec::new();
    MemoryStore::new().backup(&mut archive).unwrap();
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(restore(&mut &archive[..], folder.path()).unwrap().head.position, 0);
    assert_eq!(SledStore::open(folder.path()).unwrap().head().position, 0);
}
