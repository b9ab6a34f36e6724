//! The golden store of disk version 1: written once, readable for ever.
//!
//! It is the archive and the journal; sled's own files are left out, for they are half a megabyte
//! of preallocated nothing and are rebuilt from the journal.

use std::fs;
use std::path::{Path, PathBuf};

use waymark_model::{Batch, Change, EntityId, Map, Timestamp, sketch};
use waymark_store::{SledStore, Store, restore};

use crate::batches;

const HEAD: &str = "09ddd8e80eb52a163e4a94f09efe5007ae85adda81197b9e7d1b6a857088d8aa";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stores/v1")
}

/// What the golden store says.
fn story() -> Vec<Batch> {
    let map = sketch(
        "goal access Access for all
         lumina -funds-> registry 1500.50USD @2018/.. awarded inferred both
         lumina -funds-> registry 20EUR @2019~ regrant
         registry -serves-> access
         registry -coordinates-> lab both
         registry term place/indiana
         registry stage 2019 2/3 forecast
         registry stage #2 4 unknown
         registry milestone met due=2019-03-31 done=2018-23
         publication guide The guide",
    );
    let lab = EntityId::parse("lab").unwrap();
    let drawn: Vec<Change> = map.as_changes().collect();
    let removed = map.removal_of(&lab).unwrap();
    let put_back = map.clone().apply(&removed).unwrap();
    let batch = |time, message: &str, undoes, changes| Batch {
        author: "ada".to_owned(),
        time: Timestamp(time),
        message: message.to_owned(),
        undoes,
        changes,
    };
    vec![
        batch(1_552_608_000_000, "the guide, städte", None, drawn),
        batch(1_552_694_400_000, "the lab has closed", None, removed),
        batch(1_552_780_800_000, "it has not", Some(2), put_back),
    ]
}

fn check(store: &SledStore) {
    assert_eq!(batches(store), story());
    assert_eq!((store.head().position, store.head().hash.to_string().as_str()), (3, HEAD));
    assert!(store.verify().unwrap().is_sound());
    let mut map = Map::new();
    for batch in batches(store) {
        map.apply(&batch.changes).unwrap();
    }
    assert_eq!((map.entity_count(), map.tie_count()), (5, 4));
}

#[test]
fn the_archive_of_version_1_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = fs::File::open(fixtures().join("backup.waymark")).unwrap();
    restore(&mut archive, folder.path()).unwrap();
    check(&SledStore::open(folder.path()).unwrap());
}

#[test]
fn the_journal_of_version_1_rebuilds_the_store() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("journal")).unwrap();
    for file in ["format", "journal/000000000001.log"] {
        fs::copy(fixtures().join(file), folder.path().join(file)).unwrap();
    }
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(store.recovered().log_completed, 3);
    check(&store);
}

/// Deflated bytes may differ from one deflater to the next, the hash may not.
#[test]
fn the_hash_of_the_same_log_stays_the_same() {
    let (_, head) = crate::folder_of(&story());
    assert_eq!(head.hash.to_string(), HEAD);
}
