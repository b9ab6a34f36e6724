//! The log in sled: one tree, a key of position and part, part 0 the heading.
//!
//! The only module that knows sled. sled may panic where it meets bytes it did not write, so every
//! call goes through [`guarded`]; nothing of ours is half changed when that happens, since all
//! there is to change is sled itself, which is not used again.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::codec::{self, Encoded, Opening};
use crate::error::AtPath;
use crate::{Head, StoreError};

/// How many bytes of pages sled may keep in memory; its default is a gigabyte.
const CACHE_BYTES: u64 = 32 * 1024 * 1024;

/// How often opening is tried again while sled's own lock is held. Ours is held already, so
/// whoever has it is a closed store whose last thread is still ending.
const LOCK_TRIES: u32 = 40;

/// The log, open.
pub(crate) struct Log {
    db: sled::Db,
    entries: sled::Tree,
    folder: PathBuf,
}

impl Log {
    /// Opens the log, or makes an empty one.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let mut tries = 0;
        let db = loop {
            match guarded(folder, || config(folder).open()) {
                Err(StoreError::Io { source, .. })
                    if tries < LOCK_TRIES && source.to_string().contains("lock") =>
                {
                    tries += 1;
                    std::thread::sleep(Duration::from_millis(50));
                }
                result => break result?,
            }
        };
        let entries = guarded(folder, || db.open_tree("log"))?;
        Ok(Self { db, entries, folder: folder.to_owned() })
    }

    /// The newest entry.
    pub(crate) fn head(&self) -> Result<Head, StoreError> {
        let Some((key, _)) = self.guarded(|| self.entries.last())? else {
            return Ok(Head::EMPTY);
        };
        let (position, part) = split_key(&key)?;
        let opening = self.opening(position)?.ok_or_else(|| missing(position, 0))?;
        if opening.parts != part {
            return Err(missing(position, part + 1));
        }
        Ok(opening.head())
    }

    /// Adds an entry, whole or not at all: a batch of one tree is one atomic step of sled.
    pub(crate) fn insert(&self, entry: &Encoded) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        batch.insert(&key(entry.head.position, 0), entry.heading.as_slice());
        for (part, bytes) in (1..).zip(&entry.parts) {
            batch.insert(&key(entry.head.position, part), bytes.as_slice());
        }
        self.guarded(|| self.entries.apply_batch(batch))
    }

    /// Makes what was added durable. sled's own flush does not reach the disk on Linux.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        self.guarded(|| self.db.flush())?;
        let file = self.folder.join("db");
        File::open(&file).and_then(|file| file.sync_data()).at(&file)
    }

    /// The heading of an entry.
    pub(crate) fn opening(&self, position: u64) -> Result<Option<Opening>, StoreError> {
        let Some(bytes) = self.guarded(|| self.entries.get(key(position, 0)))? else {
            return Ok(None);
        };
        let opening = codec::opening(&bytes, &place(position))?;
        if opening.heading.position != position {
            let reason = format!("it says it is entry `{}`", opening.heading.position);
            return Err(StoreError::corrupt(place(position), reason));
        }
        Ok(Some(opening))
    }

    /// An entry as it is kept. Its hash is checked when it is decoded.
    pub(crate) fn encoded(&self, position: u64) -> Result<Option<Encoded>, StoreError> {
        let mut heading = None;
        let mut parts = Vec::new();
        let mut found = self.entries.scan_prefix(position.to_be_bytes());
        while let Some((key, bytes)) = self.guarded(|| found.next().transpose())? {
            match split_key(&key)?.1 {
                0 => heading = Some(bytes.to_vec()),
                part if part == parts.len() as u64 + 1 => parts.push(bytes.to_vec()),
                _ => return Err(missing(position, parts.len() as u64 + 1)),
            }
        }
        let Some(heading) = heading else {
            return if parts.is_empty() { Ok(None) } else { Err(missing(position, 0)) };
        };
        let at = place(position);
        let opening = codec::opening(&heading, &at)?;
        codec::assemble(heading, &opening, parts, &at).map(Some)
    }

    fn guarded<T>(&self, call: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
        guarded(&self.folder, call)
    }
}

fn config(folder: &Path) -> sled::Config {
    // A flush is made for each batch, not by the clock.
    sled::Config::new().path(folder).cache_capacity(CACHE_BYTES).flush_every_ms(None)
}

/// Where an entry is, in words.
pub(crate) fn place(position: u64) -> String {
    format!("entry {position} of the log")
}

fn missing(position: u64, part: u64) -> StoreError {
    StoreError::corrupt(place(position), format!("part `{part}` is missing"))
}

fn key(position: u64, part: u64) -> [u8; 16] {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&position.to_be_bytes());
    key[8..].copy_from_slice(&part.to_be_bytes());
    key
}

fn split_key(key: &[u8]) -> Result<(u64, u64), StoreError> {
    let halves = key.split_first_chunk::<8>().and_then(|(position, part)| {
        Some((u64::from_be_bytes(*position), u64::from_be_bytes(part.try_into().ok()?)))
    });
    halves.ok_or_else(|| StoreError::corrupt("the log", "a key that is none"))
}

/// Calls sled and makes a panic of it an error.
fn guarded<T>(folder: &Path, call: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
    let at = || format!("`{}`", folder.display());
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(sled::Error::Io(error))) => Err(StoreError::from_io(folder, error)),
        Ok(Err(error)) => Err(StoreError::corrupt(at(), error)),
        Err(panic) => Err(StoreError::corrupt(at(), words_of(&*panic))),
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("sled gave up without saying why").to_owned()
}
