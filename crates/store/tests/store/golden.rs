//! The golden store of disk version 1: written once, readable for ever.
//!
//! It is the archive and the journal; sled's own files are left out, for they are half a megabyte
//! of preallocated nothing and are rebuilt from the journal.

use std::fs;
use std::path::{Path, PathBuf};

use waymark_model::{Batch, Change, EntityId, Map, Timestamp, sketch};
use waymark_store::{Head, Settled, SledStore, Store, Suggestion, restore};

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

/// What the readers of the golden store suggest.
fn suggestions() -> [Suggestion; 3] {
    let map = |text: &str| sketch(text).as_changes().collect::<Vec<Change>>();
    let head = Head { position: 3, ..Head::EMPTY };
    let waiting = |id, text: &str| Suggestion {
        id,
        author: "rosa".to_owned(),
        time: Timestamp(1_552_867_200_000),
        message: format!("städte: {text}"),
        made_at: head,
        changes: map(text),
        before: Map::new().apply(&map(text)).unwrap(),
        settled: None,
    };
    let settled = |position| Settled {
        author: "ada".to_owned(),
        time: Timestamp(1_552_953_600_000),
        message: "thanks".to_owned(),
        position,
    };
    [
        waiting(1, "strada -funds-> registry 5USD @2019"),
        Suggestion { settled: Some(settled(Some(4))), ..waiting(2, "organization strada") },
        Suggestion { settled: Some(settled(None)), ..waiting(7, "organization gates") },
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

/// Suggestions came to version 1 later: stores from before have none, and need none.
#[test]
fn the_suggestions_of_version_1_are_read_from_their_files_and_from_an_archive() {
    let restored = tempfile::tempdir().unwrap();
    let mut archive = fs::File::open(fixtures().join("suggestions.waymark")).unwrap();
    restore(&mut archive, restored.path()).unwrap();
    let copied = tempfile::tempdir().unwrap();
    fs::create_dir(copied.path().join("suggestions")).unwrap();
    fs::copy(fixtures().join("format"), copied.path().join("format")).unwrap();
    for file in fs::read_dir(fixtures().join("suggestions")).unwrap() {
        let file = file.unwrap();
        let to = copied.path().join("suggestions").join(file.file_name());
        fs::copy(file.path(), to).unwrap();
    }
    for folder in [restored, copied] {
        let store = SledStore::open(folder.path()).unwrap();
        assert_eq!(store.suggestion_ids().unwrap(), [1, 2, 7]);
        for suggestion in suggestions() {
            assert_eq!(store.suggestion(suggestion.id).unwrap().unwrap(), suggestion);
        }
        assert!(store.verify().unwrap().is_sound());
    }
}
