//! Backups: the whole log and the suggestions as one checked file, and back.

use std::fs;
use std::io::{self, BufReader, BufWriter, Read};
use std::path::Path;

use crate::checked::{self, Unreadable};
use crate::codec::{self, Encoded};
use crate::entries::{Next, read_entry, write_entry};
use crate::error::AtPath;
use crate::folder::{Folder, sync_folder};
use crate::frame::{Mark, write_frame};
use crate::journal::Journal;
use crate::log::place;
use crate::{BackedUp, Head, Restored, SledStore, StoreError, suggestion};

const MAGIC: &[u8; 8] = b"wmarchiv";

/// Where an archive is unpacked within the new folder until it has proved whole.
const UNPACKING: &str = "restoring";

/// Writes the entries up to `head`, and the suggestions by number, as one file.
pub(crate) fn write(
    to: &mut dyn io::Write,
    head: Head,
    entries: impl Iterator<Item = Result<Encoded, StoreError>>,
    suggestions: impl Iterator<Item = Result<(u64, Vec<u8>), StoreError>>,
) -> Result<BackedUp, StoreError> {
    let path = Path::new("the archive");
    let buffer = BufWriter::with_capacity(1 << 18, to);
    let mut to = checked::begin(buffer, MAGIC, head).at(path)?;
    let mut last = Head::EMPTY;
    for entry in entries {
        let entry = entry?;
        // A backup that could not be restored would be worse than none.
        let at = place(entry.head.position);
        codec::check_follows(last, &entry, &at)?;
        codec::check_hash(&entry, &at)?;
        write_entry(&mut to, &entry).at(path)?;
        last = entry.head;
    }
    for suggestion in suggestions {
        let (id, sealed) = suggestion?;
        suggestion::decode_as(id, &sealed)?;
        write_frame(&mut to, Mark::Suggestion, &sealed).at(path)?;
    }
    let bytes = checked::finish(to).at(path)?;
    Ok(BackedUp { head, bytes })
}

/// Puts a backup into a folder that is missing or empty. Everything is checked before anything is
/// put in place; when something is wrong the folder is as it was.
///
/// # Errors
/// [`StoreError::NotAnArchive`] when the file is no whole archive, [`StoreError::NotEmpty`] when
/// the folder holds anything.
pub fn restore(archive: &mut dyn Read, folder: &Path) -> Result<Restored, StoreError> {
    let made = !folder.exists();
    fs::create_dir_all(folder).at(folder)?;
    if fs::read_dir(folder).at(folder)?.next().is_some() {
        return Err(StoreError::NotEmpty { folder: folder.to_owned() });
    }
    // Within the folder and not beside it: it may be the root of a volume.
    let inside = folder.join(UNPACKING);
    let restored = unpack(archive, &inside).and_then(|restored| {
        move_up(&inside, folder)?;
        Ok(restored)
    });
    if restored.is_err() {
        leave_as_it_was(folder, &inside, made);
    }
    restored
}

fn leave_as_it_was(folder: &Path, inside: &Path, made: bool) {
    // The error that led here is the one to tell; what cannot be removed stays visible.
    let _ = fs::remove_dir_all(inside);
    if made {
        let _ = fs::remove_dir(folder);
    }
}

fn unpack(archive: &mut dyn Read, inside: &Path) -> Result<Restored, StoreError> {
    let unpacked = Folder::open(inside)?;
    let (mut journal, _) = Journal::open(&unpacked.journal(), crate::SEGMENT_BYTES, Head::EMPTY)?;
    let suggestions = unpacked.suggestions();
    let restored = read(archive, &mut |part| match part {
        Part::Entry(entry) => journal.append(&entry).map(drop),
        Part::Suggestion(id, sealed) => suggestion::write(&suggestions, id, &sealed),
    })?;
    journal.sync()?;
    drop(unpacked);
    // Opening builds the log from the journal.
    let store = SledStore::open(inside)?;
    if crate::Store::head(&store) != restored.head {
        return Err(StoreError::corrupt("the restored log", "it has another head"));
    }
    Ok(restored)
}

/// What stands in an archive.
enum Part {
    Entry(Box<Encoded>),
    /// A suggestion, sealed, with its number.
    Suggestion(u64, Vec<u8>),
}

/// Reads an archive to its end and hands on each entry and each suggestion.
fn read(
    archive: &mut dyn Read,
    each: &mut dyn FnMut(Part) -> Result<(), StoreError>,
) -> Result<Restored, StoreError> {
    let (mut from, head) =
        checked::open(BufReader::with_capacity(1 << 18, archive), MAGIC).map_err(refused)?;
    let mut last = Head::EMPTY;
    loop {
        let before = checked::checksum_so_far(&from);
        match read_entry(&mut from, last).map_err(|error| refused(Unreadable::Io(error)))? {
            Next::Entry(entry) => {
                codec::decode(&entry, "the archive")
                    .map_err(|error| not_an_archive(error.to_string()))?;
                last = entry.head;
                each(Part::Entry(entry))?;
            }
            Next::Other(frame) if frame.mark == Mark::Suggestion => {
                let suggestion = suggestion::decode(&frame.payload, "the archive")
                    .map_err(|error| not_an_archive(error.to_string()))?;
                each(Part::Suggestion(suggestion.id, frame.payload))?;
            }
            Next::Other(frame) => {
                let bytes = from.count;
                checked::close(from, &frame, before).map_err(refused)?;
                if last != head {
                    return Err(not_an_archive("entries are missing at its end"));
                }
                return Ok(Restored { head, bytes });
            }
            Next::End => return Err(not_an_archive("it has no end")),
            Next::Broken(reason) => return Err(not_an_archive(reason)),
        }
    }
}

fn not_an_archive(reason: impl Into<String>) -> StoreError {
    StoreError::NotAnArchive { reason: reason.into() }
}

fn refused(error: Unreadable) -> StoreError {
    match error {
        Unreadable::Damaged(reason) => not_an_archive(reason),
        Unreadable::OtherVersion(found) => {
            StoreError::OtherVersion { found, expected: crate::FORMAT_VERSION }
        }
        Unreadable::Io(error) => StoreError::from_io(Path::new("the archive"), error),
    }
}

/// Moves the unpacked folder's parts to their place. The version goes last: a folder without it is
/// no store yet.
fn move_up(inside: &Path, folder: &Path) -> Result<(), StoreError> {
    for part in ["journal", "snapshots", "suggestions", "sled", "lock", "format"] {
        let to = folder.join(part);
        fs::rename(inside.join(part), &to).at(&to)?;
    }
    fs::remove_dir(inside).at(inside)?;
    sync_folder(folder)
}
