//! Snapshots: maps at some positions, so that a start need not replay the whole log.
//!
//! Each is a file of its own beside sled, not in it: throwing one away gives its space back, and
//! damage to one cannot keep the log from opening.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use waymark_model::{Change, EntityId, Map, Retired};

use crate::checked::{self, Unreadable};
use crate::codec::{self, encode_changes, seal, unseal};
use crate::error::AtPath;
use crate::folder::write_whole;
use crate::frame::{Mark, read_frame, write_frame};
use crate::record::RetiredRecord;
use crate::{Head, StoreError};

const MAGIC: &[u8; 8] = b"wmsnapsh";

/// How many snapshots are kept; the oldest beyond are removed.
const KEPT: usize = 4;

/// How many retired ids go into one record.
const RETIRED_IN_PART: usize = 64;

/// How many changes are made of the map at a time.
const CHANGES_AT_ONCE: usize = 1_000;

/// A snapshot file.
pub(crate) struct Snapshot {
    pub(crate) position: u64,
    pub(crate) path: PathBuf,
}

/// Keeps a map as a snapshot.
pub(crate) fn save(folder: &Path, at: Head, map: &Map) -> Result<(), StoreError> {
    let path = folder.join(format!("{:012}.snapshot", at.position));
    write_whole(&path, |file| {
        let mut to = checked::begin(BufWriter::with_capacity(1 << 18, file), MAGIC, at)?;
        write_retired(&mut to, map)?;
        write_changes(&mut to, map)?;
        checked::finish(to).map(drop)
    })?;
    remove_old(folder)
}

/// Writes the map some changes at a time, so that it is not in memory twice.
fn write_changes(to: &mut dyn Write, map: &Map) -> std::io::Result<()> {
    let mut changes = map.as_changes();
    loop {
        let some: Vec<Change> = changes.by_ref().take(CHANGES_AT_ONCE).collect();
        if some.is_empty() {
            return Ok(());
        }
        for part in encode_changes(&some, |_| ()).map_err(std::io::Error::other)? {
            write_frame(to, Mark::Part, &part)?;
        }
    }
}

fn write_retired(to: &mut dyn Write, map: &Map) -> std::io::Result<()> {
    let retired: Vec<_> = map.all_retired().collect();
    for some in retired.chunks(RETIRED_IN_PART) {
        let records: Vec<_> =
            some.iter().map(|(id, retired)| RetiredRecord::of(id, retired)).collect();
        let bytes = postcard::to_stdvec(&records).map_err(std::io::Error::other)?;
        write_frame(to, Mark::Retired, &seal(bytes))?;
    }
    Ok(())
}

fn remove_old(folder: &Path) -> Result<(), StoreError> {
    for old in list(folder)?.iter().rev().skip(KEPT) {
        fs::remove_file(&old.path).at(&old.path)?;
    }
    Ok(())
}

/// The snapshots, oldest first.
pub(crate) fn list(folder: &Path) -> Result<Vec<Snapshot>, StoreError> {
    let mut snapshots = Vec::new();
    for file in fs::read_dir(folder).at(folder)? {
        let path = file.at(folder)?.path();
        let number = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".snapshot"));
        if let Some(position) = number.and_then(|number| number.parse().ok()) {
            snapshots.push(Snapshot { position, path });
        }
    }
    snapshots.sort_by_key(|snapshot| snapshot.position);
    Ok(snapshots)
}

/// Reads a snapshot, or says why it cannot be used.
pub(crate) fn load(path: &Path) -> Result<(Head, Map), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    read(BufReader::new(file)).map_err(|error| match error {
        Unreadable::Damaged(reason) => reason,
        Unreadable::OtherVersion(version) => format!("it has disk format `{version}`"),
        Unreadable::Io(error) => error.to_string(),
    })
}

fn read(from: impl Read) -> Result<(Head, Map), Unreadable> {
    let (mut from, head) = checked::open(from, MAGIC)?;
    let mut changes = Vec::new();
    let mut retired = Vec::new();
    loop {
        let before = checked::checksum_so_far(&from);
        let frame = read_frame(&mut from)?;
        let frame = frame.ok_or_else(|| Unreadable::Damaged("it has no end".to_owned()))?;
        match frame.mark {
            Mark::Part => codec::read_part(&frame.payload, "the snapshot", &mut changes)
                .map_err(|error| Unreadable::Damaged(error.to_string()))?,
            Mark::Retired => read_retired(&frame.payload, &mut retired)?,
            _ => {
                checked::close(from, &frame, before)?;
                return rebuild(&changes, retired).map(|map| (head, map));
            }
        }
    }
}

fn read_retired(sealed: &[u8], retired: &mut Vec<(EntityId, Retired)>) -> Result<(), Unreadable> {
    let damaged = |error: &dyn std::fmt::Display| Unreadable::Damaged(error.to_string());
    let bytes = unseal(sealed, "the snapshot").map_err(|error| damaged(&error))?;
    let records: Vec<RetiredRecord<'_>> =
        postcard::from_bytes(bytes).map_err(|error| damaged(&error))?;
    for record in records {
        retired.push(record.read().map_err(|error| damaged(&error))?);
    }
    Ok(())
}

fn rebuild(changes: &[Change], retired: Vec<(EntityId, Retired)>) -> Result<Map, Unreadable> {
    let mut map = Map::new();
    map.apply(changes).map_err(|rejected| Unreadable::Damaged(rejected.to_string()))?;
    map.remember_retired(retired);
    Ok(map)
}
