//! A process that ends at any moment: the log and the journal agree again when opened.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use waymark_store::{SledConfig, SledStore, Store, StoreError, repair};

use crate::{append_all, batches, drawing, drawings, folder_of, open_error};

fn segment(folder: &Path) -> PathBuf {
    folder.join("journal/000000000001.log")
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

fn cut(path: &Path, length: u64) {
    OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
}

/// Copies a closed store, so that each case begins with the same one.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn a_record_torn_at_any_byte_is_completed_from_the_log() {
    let written = drawings(2);
    let (folder, _) = folder_of(&written[..1]);
    let before = length(&segment(folder.path()));
    let store = SledStore::open(folder.path()).unwrap();
    let head = store.append(&written[1]).unwrap();
    drop(store);
    let after = length(&segment(folder.path()));
    for torn in before..after {
        cut(&segment(folder.path()), torn);
        let store = SledStore::open(folder.path()).unwrap();
        assert_eq!(store.head(), head, "torn at {torn}");
        assert_eq!(store.recovered().journal_completed, 1);
        assert_eq!(store.recovered().cut.is_some(), torn > before);
        drop(store);
        assert_eq!(length(&segment(folder.path())), after);
    }
}

/// The log has one entry, and the journal that and the beginning of a second.
#[test]
fn a_record_torn_before_the_log_had_it_is_not_there() {
    let written = drawings(2);
    let (one, head) = folder_of(&written[..1]);
    let before = length(&segment(one.path()));
    let (two, _) = folder_of(&written);
    let whole = fs::read(segment(two.path())).unwrap();
    for torn in before as usize..whole.len() {
        fs::write(segment(one.path()), &whole[..torn]).unwrap();
        let store = SledStore::open(one.path()).unwrap();
        assert_eq!(store.head(), head, "torn at {torn}");
        drop(store);
        assert_eq!(length(&segment(one.path())), before);
    }
}

#[test]
fn an_entry_that_only_the_journal_has_is_completed() {
    let written = drawings(3);
    let (one, _) = folder_of(&written[..1]);
    let (three, head) = folder_of(&written);
    fs::copy(segment(three.path()), segment(one.path())).unwrap();
    let store = SledStore::open(one.path()).unwrap();
    assert_eq!((store.head(), store.recovered().log_completed), (head, 2));
    assert_eq!(batches(&store), written);
    drop(store);
    let store = SledStore::open(one.path()).unwrap();
    assert_eq!(store.recovered(), &Default::default());
}

#[test]
fn a_journal_that_is_gone_is_written_again() {
    let (folder, head) = folder_of(&drawings(3));
    fs::remove_file(segment(folder.path())).unwrap();
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!((store.head(), store.recovered().journal_completed), (head, 3));
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn a_segment_whose_title_is_torn_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let small = SledConfig { segment_bytes: 1, ..SledConfig::default() };
    let store = SledStore::open_with(folder.path(), small).unwrap();
    append_all(&store, &drawings(2));
    drop(store);
    fs::write(folder.path().join("journal/000000000003.log"), b"wmjour").unwrap();
    let store = SledStore::open_with(folder.path(), small).unwrap();
    assert_eq!(store.recovered().cut.as_ref().unwrap().bytes, 6);
    assert_eq!(store.append(&drawing("organization c")).unwrap().position, 3);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn damage_in_the_middle_of_the_journal_is_no_torn_tail() {
    let written = drawings(3);
    let (folder, head) = folder_of(&written);
    let path = segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes[120] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let error = open_error(folder.path());
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), bytes);

    let repaired = repair(folder.path()).unwrap();
    assert_eq!(repaired.head, head);
    assert_eq!((repaired.found.len(), repaired.kept_aside.len()), (1, 1));
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(batches(&store), written);
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn a_segment_that_is_missing_is_found_and_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let small = SledConfig { segment_bytes: 1, ..SledConfig::default() };
    let store = SledStore::open_with(folder.path(), small).unwrap();
    append_all(&store, &drawings(4));
    fs::remove_file(folder.path().join("journal/000000000002.log")).unwrap();
    let problems = store.verify().unwrap().problems;
    assert!(matches!(&problems[..], [problem] if problem.at.contains("000000000003.log")));
    drop(store);

    let repaired = repair(folder.path()).unwrap();
    assert_eq!((repaired.head.position, repaired.journal_completed), (4, 3));
    let store = SledStore::open(folder.path()).unwrap();
    assert_eq!(batches(&store), drawings(4));
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn histories_that_differ_are_never_mixed() {
    let (one, _) = folder_of(&drawings(2));
    let (other, _) = folder_of(&[drawing("organization x"), drawing("organization y")]);
    fs::copy(segment(other.path()), segment(one.path())).unwrap();
    assert!(matches!(open_error(one.path()), StoreError::Corrupt { .. }));
    let before = fs::read(segment(one.path())).unwrap();
    assert!(matches!(repair(one.path()), Err(StoreError::Corrupt { .. })));
    assert_eq!(fs::read(segment(one.path())).unwrap(), before);
}

#[test]
fn a_copy_of_a_closed_folder_opens() {
    let (folder, head) = folder_of(&drawings(2));
    let elsewhere = tempfile::tempdir().unwrap();
    copy(folder.path(), elsewhere.path());
    assert_eq!(SledStore::open(elsewhere.path()).unwrap().head(), head);
}

/// Names the folder to the process that is going to be killed.
const VICTIM: &str = "WAYMARK_STORE_VICTIM";

/// Does nothing, except in the process that is started to be killed.
#[test]
fn victim() {
    let Some(folder) = std::env::var_os(VICTIM) else { return };
    let store = SledStore::open(Path::new(&folder)).unwrap();
    loop {
        let next = store.head().position + 1;
        let head = store.append(&drawing(&format!("organization o{next}"))).unwrap();
        println!("acknowledged {}", head.position);
    }
}

#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    for acknowledgements in [1, 4, 9, 16, 25] {
        let last = kill_after(folder.path(), acknowledgements);
        let store = SledStore::open(folder.path()).unwrap();
        let head = store.head().position;
        assert!(head == last || head == last + 1, "{head} after {last}");
        assert_eq!(batches(&store), drawings(head as usize));
        let verified = store.verify().unwrap();
        assert!(verified.is_sound(), "{verified:?}");
    }
}

/// Starts the victim, kills it after some acknowledgements, and gives the last one it made.
fn kill_after(folder: &Path, acknowledgements: usize) -> u64 {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sudden_end::victim", "--nocapture"])
        .env(VICTIM, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let mut seen = 0;
    let mut last = 0;
    for line in lines {
        // The line may be cut short by the kill.
        let line = line.unwrap();
        let Some((_, position)) = line.split_once("acknowledged ") else { continue };
        last = position.parse().unwrap_or(last).max(last);
        seen += 1;
        if seen == acknowledgements {
            victim.kill().unwrap();
        }
    }
    victim.wait().unwrap();
    last
}
