//! Mending a data folder: the log from the journal, the journal from the log. A suggestion that
//! cannot be read is set aside.

use std::fs::{self, File, OpenOptions};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::error::AtPath;
use crate::folder::{Folder, sync_folder};
use crate::journal::Journal;
use crate::log::{Log, place};
use crate::segment::{Broken, read_after, segments};
use crate::sled_store::{complete_journal, complete_log};
use crate::{Head, Problem, Repaired, SledConfig, SledStore, Store, StoreError, codec, suggestion};

/// Mends a data folder and says what was wrong and what was done.
///
/// The journal and the log are each read as far as they are whole. The journal is completed from
/// the log if that reaches further; a damaged sled is moved aside and built anew from the journal.
/// Nothing is deleted: damaged files are kept beside, for whoever wants to look.
///
/// # Errors
/// When the folder is in use or cannot be written, or when log and journal tell different
/// histories, which no rule can decide.
pub fn repair(folder: &Path) -> Result<Repaired, StoreError> {
    let folder = Folder::open(folder)?;
    let mut repaired = Repaired::default();
    let (log, whole) = read_log(&folder, &mut repaired);
    let head = mend_journal(&folder, log.as_ref(), whole.head, &mut repaired)?;
    let log = log.filter(|_| whole.sound);
    rebuild_log(&folder, log, whole.head, head, &mut repaired)?;
    set_suggestions_aside(&folder, &mut repaired)?;
    let path = folder.path().to_owned();
    let store = SledStore::open_locked(folder, SledConfig::default())?;
    repaired.head = store.head();
    if repaired.head != head {
        let at = format!("`{}`", path.display());
        return Err(StoreError::corrupt(at, "the repaired log has another head"));
    }
    Ok(repaired)
}

struct Whole {
    head: Head,
    sound: bool,
}

/// Opens the log, if it can be opened, and reads it as far as it is whole.
fn read_log(folder: &Folder, repaired: &mut Repaired) -> (Option<Log>, Whole) {
    let mut head = Head::EMPTY;
    let log = match Log::open(&folder.sled()) {
        Ok(log) => log,
        Err(error) => {
            repaired.found.push(problem("the log", error));
            return (None, Whole { head, sound: false });
        }
    };
    let last = log.head();
    let result = read_entries(&log, &mut head).and(last).and_then(|last| {
        let differs = || StoreError::corrupt("the log", "entries are missing before its end");
        if last == head { Ok(()) } else { Err(differs()) }
    });
    let sound = result.is_ok();
    if let Err(error) = result {
        repaired.found.push(problem("the log", error));
    }
    (Some(log), Whole { head, sound })
}

fn read_entries(log: &Log, head: &mut Head) -> Result<(), StoreError> {
    while let Some(entry) = log.encoded(head.position + 1)? {
        let at = place(entry.head.position);
        codec::check_follows(*head, &entry, &at)?;
        codec::decode(&entry, &at)?;
        *head = entry.head;
    }
    Ok(())
}

fn problem(at: &str, error: StoreError) -> Problem {
    match error {
        StoreError::Corrupt { at, reason } => Problem { at, reason },
        other => Problem { at: at.to_owned(), reason: other.to_string() },
    }
}

/// Makes the journal whole as far as anything is, and gives the head of that.
fn mend_journal(
    folder: &Folder,
    log: Option<&Log>,
    in_log: Head,
    repaired: &mut Repaired,
) -> Result<Head, StoreError> {
    let journal = folder.journal();
    let mut forks = None;
    let (last, broken) = read_after(&journal, Head::EMPTY, &mut |_, entry| {
        if entry.head.position == in_log.position && entry.head != in_log {
            forks = Some(entry.head);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if let Some(fork) = forks {
        let reason = format!(
            "entry `{}` is `{}` in the journal and `{}` in the log",
            fork.position, fork.hash, in_log.hash
        );
        return Err(StoreError::corrupt("the journal and the log", reason));
    }
    // A journal whose beginning is gone reads as empty; what is left of it must go aside too.
    let missing_beginning = last == Head::EMPTY && !segments(&journal)?.is_empty();
    if let Some(broken) = broken {
        repaired.found.push(Problem { at: broken.place(), reason: broken.reason.clone() });
        set_aside_from(folder, &broken, repaired)?;
    } else if missing_beginning {
        let first = segments(&journal)?.remove(0);
        let reason = "the journal does not begin with entry `1`".to_owned();
        let broken = Broken { segment: first, offset: 0, reason };
        repaired.found.push(Problem { at: broken.place(), reason: broken.reason.clone() });
        set_aside_from(folder, &broken, repaired)?;
    }
    let (mut open, _) = Journal::open(&journal, crate::SEGMENT_BYTES, last)?;
    if let Some(log) = log {
        repaired.journal_completed = complete_journal(&mut open, log, in_log)?;
    }
    Ok(open.head())
}

/// Keeps copies of the damaged segment and those behind it, then cuts the journal to what is whole.
fn set_aside_from(
    folder: &Folder,
    broken: &Broken,
    repaired: &mut Repaired,
) -> Result<(), StoreError> {
    let aside = free_name(folder.path(), "journal.damaged")?;
    fs::create_dir(&aside).at(&aside)?;
    let damaged = segments(&folder.journal())?;
    let damaged: Vec<_> =
        damaged.into_iter().filter(|segment| segment.first >= broken.segment.first).collect();
    for segment in &damaged {
        let name = segment.path.file_name().expect("a segment has a name");
        let copy = aside.join(name);
        fs::copy(&segment.path, &copy).at(&copy)?;
        File::open(&copy).and_then(|file| file.sync_all()).at(&copy)?;
    }
    sync_folder(&aside)?;
    sync_folder(folder.path())?;
    repaired.kept_aside.push(aside);
    // The copies are durable, so from the last to the first the originals may go.
    for segment in damaged.iter().rev() {
        let path = &segment.path;
        if segment.path == broken.segment.path && broken.offset > 0 {
            let file = OpenOptions::new().write(true).open(path).at(path)?;
            file.set_len(broken.offset).and_then(|()| file.sync_all()).at(path)?;
        } else {
            fs::remove_file(path).at(path)?;
        }
    }
    sync_folder(&folder.journal())
}

/// Brings the log to `to`: completes a sound one, builds a new one in place of a damaged one.
fn rebuild_log(
    folder: &Folder,
    log: Option<Log>,
    in_log: Head,
    to: Head,
    repaired: &mut Repaired,
) -> Result<(), StoreError> {
    let journal = folder.journal();
    if let Some(log) = log {
        repaired.log_completed = complete_log(&log, in_log, &journal, to)?;
        return Ok(());
    }
    if folder.sled().exists() {
        let aside = free_name(folder.path(), "sled.damaged")?;
        fs::rename(folder.sled(), &aside).at(&aside)?;
        sync_folder(folder.path())?;
        repaired.kept_aside.push(aside);
    }
    let log = Log::open(&folder.sled())?;
    repaired.log_completed = complete_log(&log, Head::EMPTY, &journal, to)?;
    Ok(())
}

/// Moves suggestions that cannot be read aside: nothing else says what they were.
fn set_suggestions_aside(folder: &Folder, repaired: &mut Repaired) -> Result<(), StoreError> {
    let suggestions = folder.suggestions();
    let mut aside = None;
    for id in suggestion::ids(&suggestions)? {
        let Some(sealed) = suggestion::read(&suggestions, id)? else { continue };
        let Err(error) = suggestion::decode_as(id, &sealed) else { continue };
        repaired.found.push(problem(&suggestion::place(id), error));
        let to = match &aside {
            Some(to) => to,
            None => {
                let to = free_name(folder.path(), "suggestions.damaged")?;
                fs::create_dir(&to).at(&to)?;
                repaired.kept_aside.push(to.clone());
                aside.insert(to)
            }
        };
        let from = suggestion::file(&suggestions, id);
        let name = from.file_name().expect("a suggestion has a name");
        fs::rename(&from, to.join(name)).at(&from)?;
    }
    if let Some(to) = aside {
        sync_folder(&to)?;
        sync_folder(&suggestions)?;
        sync_folder(folder.path())?;
    }
    Ok(())
}

fn free_name(folder: &Path, stem: &str) -> Result<PathBuf, StoreError> {
    let names = (1..=u32::MAX).map(|number| folder.join(format!("{stem}-{number}")));
    let mut free = names.filter(|name| !name.exists());
    free.next().ok_or_else(|| StoreError::NotEmpty { folder: folder.to_owned() })
}
