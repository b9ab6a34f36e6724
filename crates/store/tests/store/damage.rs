//! Damaged files, and mending them.

use std::fs;
use std::path::Path;

use waymark_model::Map;
use waymark_store::{SledStore, Store, StoreError, repair};

use crate::{batch, batches, drawings, files, folder_of, open_error, replay, suggestion};

/// Enough batches for a sled file of some megabytes.
fn many() -> Vec<waymark_model::Batch> {
    let filler = "x".repeat(3_000);
    let mut batches = drawings(400);
    for batch in &mut batches {
        batch.message.push_str(&filler);
    }
    batches
}

fn zero_in_the_middle(path: &Path) {
    zero(path, fs::metadata(path).unwrap().len() as usize / 2);
}

/// Zeroes 64 bytes of a file.
fn zero(path: &Path, start: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[start..start + 64].fill(0);
    fs::write(path, bytes).unwrap();
}

fn put_back(files: &[(std::path::PathBuf, Vec<u8>)]) {
    for (path, content) in files {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

#[test]
fn a_damaged_sled_is_told_and_rebuilt_with_nothing_lost() {
    let written = many();
    let (folder, head) = folder_of(&written);
    zero_in_the_middle(&folder.path().join("sled/db"));
    let error = open_error(folder.path());
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");

    let repaired = repair(folder.path()).unwrap();
    assert_eq!((repaired.head, repaired.log_completed), (head, 400));
    assert_eq!(repaired.kept_aside, [folder.path().join("sled.damaged-1")]);
    assert!(repaired.kept_aside[0].join("db").exists());
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(batches(&store), written);
    assert!(store.verify().unwrap().is_sound());
}

/// Whatever sled makes of damage, nothing wrong is ever read and repair brings everything back.
#[test]
fn damage_anywhere_in_sled_is_told_or_mended_and_never_read_as_truth() {
    let written = many();
    let (folder, head) = folder_of(&written);
    let sled = folder.path().join("sled");
    let sound = files(&sled);
    let length = fs::metadata(sled.join("db")).unwrap().len() as usize;
    for number in 0..12 {
        let start = length / 12 * number + 4_000;
        fs::remove_dir_all(&sled).unwrap();
        put_back(&sound);
        zero(&sled.join("db"), start);
        if let Ok(store) = SledStore::open(folder.path()) {
            assert_eq!(store.head(), head);
            let read = store.entries(1).map_while(Result::ok).map(|entry| entry.batch);
            assert!(read.zip(&written).all(|(read, written)| &read == written));
        }
        assert_eq!(repair(folder.path()).unwrap().head, head);
        let store = SledStore::open(folder.path()).unwrap();
        assert_eq!(batches(&store), written, "damaged at {start}");
    }
}

#[test]
fn a_sled_that_is_gone_is_built_from_the_journal() {
    let written = drawings(3);
    let (folder, head) = folder_of(&written);
    fs::remove_dir_all(folder.path().join("sled")).unwrap();
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!((store.head(), store.recovered().log_completed), (head, 3));
    assert_eq!(batches(&store), written);
}

#[test]
fn repairing_a_sound_folder_changes_nothing() {
    let (folder, head) = folder_of(&drawings(3));
    let repaired = repair(folder.path()).unwrap();
    assert_eq!(repaired, waymark_store::Repaired { head, ..Default::default() });
}

#[test]
fn damage_to_sled_and_the_last_of_the_journal_keeps_what_is_whole() {
    let written = many();
    let (folder, _) = folder_of(&written);
    zero_in_the_middle(&folder.path().join("sled/db"));
    let journal = folder.path().join("journal/000000000001.log");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 1]).unwrap();
    let repaired = repair(folder.path()).unwrap();
    assert_eq!((repaired.head.position, repaired.found.len()), (399, 2));
    assert_eq!(repaired.kept_aside.len(), 2);
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(batches(&store), written[..399]);
}

#[test]
fn a_damaged_snapshot_is_passed_over() {
    let (folder, _) = folder_of(&drawings(2));
    let store = SledStore::open(folder.path()).unwrap();
    let heads: Vec<_> = store.entries(1).map(|entry| entry.unwrap().head()).collect();
    let mut map = Map::new();
    map.apply(&store.entry(1).unwrap().unwrap().batch.changes).unwrap();
    store.save_snapshot(heads[0], &map).unwrap();
    store.save_snapshot(heads[1], &replay(&store)).unwrap();

    let path = folder.path().join("snapshots/000000000002.snapshot");
    let bytes = fs::read(&path).unwrap();
    for index in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[index] ^= 4;
        fs::write(&path, damaged).unwrap();
        let (head, read) = store.snapshot_at_most(9).unwrap().unwrap();
        assert_eq!((head, &read), (heads[0], &map));
    }
    let problems = store.verify().unwrap().problems;
    assert!(matches!(&problems[..], [problem] if problem.at.contains("snapshot")));
}

#[test]
fn a_long_message_and_a_large_change_are_kept() {
    let mut written =
        batch("a batch of one", waymark_model::sketch("goal g").as_changes().collect());
    written.message = "m".repeat(300_000);
    let (folder, head) = folder_of(&[written.clone()]);
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!((store.head(), batches(&store)), (head, vec![written]));
}

#[test]
fn a_damaged_suggestion_is_told_and_set_aside_and_keeps_nothing_else_from_being_read() {
    let (folder, head) = folder_of(&drawings(2));
    let store = SledStore::open(folder.path()).unwrap();
    let whole = suggestion(2, "organization whole");
    for each in [&suggestion(1, "organization torn"), &whole] {
        store.put_suggestion(each).unwrap();
    }
    drop(store);
    let path = folder.path().join("suggestions/000000000001.suggestion");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 16;
    fs::write(&path, bytes).unwrap();

    let store = SledStore::open(folder.path()).unwrap();
    let verified = store.verify().unwrap();
    assert_eq!((verified.problems.len(), verified.suggestions), (1, 2));
    assert_eq!(verified.problems[0].at, "suggestion 1");
    assert!(matches!(store.suggestion(1).unwrap_err(), StoreError::Corrupt { .. }));
    assert_eq!(store.suggestion(2).unwrap().unwrap(), whole);
    drop(store);

    let repaired = repair(folder.path()).unwrap();
    assert_eq!((repaired.head, repaired.found.len()), (head, 1));
    assert_eq!(repaired.kept_aside, [folder.path().join("suggestions.damaged-1")]);
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(store.suggestion_ids().unwrap(), [2]);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn building_sled_anew_leaves_the_suggestions() {
    let (folder, _) = folder_of(&many());
    let store = SledStore::open(folder.path()).unwrap();
    let kept = suggestion(1, "lumina -funds-> registry");
    store.put_suggestion(&kept).unwrap();
    drop(store);
    zero_in_the_middle(&folder.path().join("sled/db"));
    repair(folder.path()).unwrap();
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(store.suggestion(1).unwrap().unwrap(), kept);
}
