//! Batches to bytes and back: a heading and parts of a few kilobytes, each sealed with the version
//! of its shape and a checksum.
//!
//! An import of 120,000 changes is one batch. In parts it stays small for sled, whose pages hold up
//! to 16 values and leave its log for files of their own past 128 kB. Parts are deflated, since
//! the same ids stand in them again and again; the hash is over what was deflated, so that it does
//! not depend on who deflates.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use waymark_model::{Batch, Change, Timestamp};

use crate::record::{ChangeRecord, Nonsense, Record, VERSION};
use crate::{Entry, Hash, Head, Heading, StoreError};

/// A part is closed when it has reached this many bytes, before it is deflated.
const PART_BYTES: usize = 32 * 1024;

/// An entry as it is kept: the same bytes in sled, in the journal and in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Encoded {
    pub(crate) head: Head,
    pub(crate) previous: Hash,
    pub(crate) heading: Vec<u8>,
    pub(crate) parts: Vec<Vec<u8>>,
}

impl Encoded {
    pub(crate) fn size(&self) -> u64 {
        let parts: usize = self.parts.iter().map(Vec::len).sum();
        (self.heading.len() + parts) as u64
    }
}

#[derive(Serialize, Deserialize)]
struct EntryRecord<'a> {
    position: u64,
    previous: [u8; 32],
    hash: [u8; 32],
    /// A [`BatchRecord`], kept as bytes because the hash is over them.
    batch: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct BatchRecord<'a> {
    author: &'a str,
    time: i64,
    message: &'a str,
    undoes: Option<u64>,
    changes: u64,
    parts: u64,
}

/// What the heading of an entry says.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    pub(crate) previous: Hash,
    pub(crate) heading: Heading,
    pub(crate) parts: u64,
    batch: Vec<u8>,
}

impl Opening {
    pub(crate) fn head(&self) -> Head {
        Head { position: self.heading.position, hash: self.heading.hash }
    }
}

/// Encodes a batch as the entry after `head`, and reads it back: what is acknowledged can be read.
pub(crate) fn encode(head: Head, batch: &Batch) -> Result<Encoded, StoreError> {
    let Batch { author, time, message, undoes, changes } = batch;
    let mut hasher = EntryHasher::after(head.hash);
    let parts = encode_changes(changes, |part| hasher.add(part))?;
    let about = BatchRecord {
        author,
        time: time.0,
        message,
        undoes: *undoes,
        changes: changes.len() as u64,
        parts: parts.len() as u64,
    };
    let about = postcard::to_stdvec(&about).map_err(|error| unstorable(0, error))?;
    let hash = hasher.finish(&about);
    let position = head.position + 1;
    let entry =
        EntryRecord { position, previous: head.hash.0, hash: hash.0, batch: about.as_slice() };
    let heading = postcard::to_stdvec(&entry).map_err(|error| unstorable(0, error))?;
    let heading = seal(heading);
    Ok(Encoded { head: Head { position, hash }, previous: head.hash, heading, parts })
}

/// Encodes changes into deflated, sealed parts; `each` sees every part before it is deflated.
pub(crate) fn encode_changes(
    changes: &[Change],
    mut each: impl FnMut(&[u8]),
) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut parts = Vec::new();
    let mut part = Vec::with_capacity(PART_BYTES * 2);
    let mut first = 0;
    for (index, change) in changes.iter().enumerate() {
        part = postcard::to_extend(&ChangeRecord::of(change), part)
            .map_err(|error| unstorable(index, error))?;
        if part.len() >= PART_BYTES || index + 1 == changes.len() {
            check_readable(&part, &changes[first..=index], first)?;
            each(&part);
            parts.push(seal(deflate(&part).map_err(|error| unstorable(index, error))?));
            part.clear();
            first = index + 1;
        }
    }
    Ok(parts)
}

/// Deflates a part, its length in front.
fn deflate(part: &[u8]) -> std::io::Result<Vec<u8>> {
    let length = u32::try_from(part.len()).map_err(std::io::Error::other)?;
    let mut to = DeflateEncoder::new(length.to_le_bytes().to_vec(), Compression::fast());
    to.write_all(part)?;
    to.finish()
}

/// Unseals a part and inflates it, to no more than the length it says it has.
fn inflate(sealed: &[u8], at: &str) -> Result<Vec<u8>, StoreError> {
    let Some((length, deflated)) = unseal(sealed, at)?.split_first_chunk::<4>() else {
        return Err(StoreError::corrupt(at, "the part is too short"));
    };
    let length = u32::from_le_bytes(*length);
    let mut part = Vec::with_capacity(length.min(1 << 20) as usize);
    let mut from = DeflateDecoder::new(deflated).take(u64::from(length) + 1);
    from.read_to_end(&mut part).map_err(|error| StoreError::corrupt(at, error))?;
    if part.len() as u64 != u64::from(length) {
        return Err(StoreError::corrupt(at, "the part has another length than it says"));
    }
    Ok(part)
}

/// Whether the part says the same as the changes it was made from.
fn check_readable(part: &[u8], changes: &[Change], first: usize) -> Result<(), StoreError> {
    let mut rest = part;
    for (offset, change) in changes.iter().enumerate() {
        let (read, after) = take_change(rest).map_err(|error| unstorable(first + offset, error))?;
        if &read != change {
            return Err(unstorable(first + offset, "it reads back differently"));
        }
        rest = after;
    }
    Ok(())
}

fn unstorable(index: usize, reason: impl ToString) -> StoreError {
    StoreError::Unstorable { index, reason: reason.to_string() }
}

fn take_change(bytes: &[u8]) -> Result<(Change, &[u8]), Nonsense> {
    let (record, rest) = postcard::take_from_bytes::<ChangeRecord<'_>>(bytes)
        .map_err(|error| Nonsense(error.to_string()))?;
    Ok((record.read()?, rest))
}

/// Makes the hash of an entry: over the hash before it, its parts, and what is said about them.
struct EntryHasher(blake3::Hasher);

impl EntryHasher {
    fn after(previous: Hash) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&previous.0);
        Self(hasher)
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn finish(mut self, about: &[u8]) -> Hash {
        self.add(about);
        Hash(*self.0.finalize().as_bytes())
    }
}

/// Adds the version before and the checksum behind.
pub(crate) fn seal(payload: Vec<u8>) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(payload.len() + 5);
    sealed.push(VERSION);
    sealed.extend_from_slice(&payload);
    let checksum = crc32fast::hash(&sealed);
    sealed.extend_from_slice(&checksum.to_le_bytes());
    sealed
}

/// Checks the checksum and the version and gives what is between.
pub(crate) fn unseal<'a>(sealed: &'a [u8], at: &str) -> Result<&'a [u8], StoreError> {
    let Some((content, checksum)) = sealed.split_last_chunk::<4>() else {
        return Err(StoreError::corrupt(at, "the record is too short"));
    };
    if crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
        return Err(StoreError::corrupt(at, "the checksum of the record is wrong"));
    }
    match content.split_first() {
        Some((&VERSION, payload)) => Ok(payload),
        Some((&found, _)) => {
            Err(StoreError::OtherVersion { found: found.into(), expected: VERSION.into() })
        }
        None => Err(StoreError::corrupt(at, "the record is empty")),
    }
}

/// Reads the heading of an entry.
pub(crate) fn opening(sealed: &[u8], at: &str) -> Result<Opening, StoreError> {
    let corrupt = |error: postcard::Error| StoreError::corrupt(at, error);
    let entry: EntryRecord<'_> = postcard::from_bytes(unseal(sealed, at)?).map_err(corrupt)?;
    let about: BatchRecord<'_> = postcard::from_bytes(entry.batch).map_err(corrupt)?;
    let changes = usize::try_from(about.changes).map_err(|e| StoreError::corrupt(at, e))?;
    let heading = Heading {
        position: entry.position,
        hash: Hash(entry.hash),
        author: about.author.to_owned(),
        time: Timestamp(about.time),
        message: about.message.to_owned(),
        undoes: about.undoes,
        changes,
    };
    let batch = entry.batch.to_vec();
    Ok(Opening { previous: Hash(entry.previous), heading, parts: about.parts, batch })
}

/// Reads the changes of a sealed part.
pub(crate) fn read_part(
    sealed: &[u8],
    at: &str,
    changes: &mut Vec<Change>,
) -> Result<(), StoreError> {
    read_inflated(&inflate(sealed, at)?, at, changes)
}

fn read_inflated(mut part: &[u8], at: &str, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    while !part.is_empty() {
        let (change, rest) = take_change(part).map_err(|error| StoreError::corrupt(at, error))?;
        changes.push(change);
        part = rest;
    }
    Ok(())
}

/// Puts an entry together from its heading and its parts.
pub(crate) fn assemble(
    heading: Vec<u8>,
    opening: &Opening,
    parts: Vec<Vec<u8>>,
    at: &str,
) -> Result<Encoded, StoreError> {
    if parts.len() as u64 != opening.parts {
        let reason = format!("it has `{}` parts instead of `{}`", parts.len(), opening.parts);
        return Err(StoreError::corrupt(at, reason));
    }
    Ok(Encoded { head: opening.head(), previous: opening.previous, heading, parts })
}

/// Checks the hash of an entry without reading its changes.
pub(crate) fn check_hash(encoded: &Encoded, at: &str) -> Result<(), StoreError> {
    inflate_all(encoded, &opening(&encoded.heading, at)?, at, |_| Ok(()))
}

/// Reads a whole entry and checks its hash.
pub(crate) fn decode(encoded: &Encoded, at: &str) -> Result<Entry, StoreError> {
    let opening = opening(&encoded.heading, at)?;
    // The count was checked by a checksum, but an allocation is not made on its word alone.
    let mut changes = Vec::with_capacity(opening.heading.changes.min(1 << 20));
    inflate_all(encoded, &opening, at, |part| read_inflated(part, at, &mut changes))?;
    if changes.len() != opening.heading.changes {
        let reason =
            format!("it has `{}` changes instead of `{}`", changes.len(), opening.heading.changes);
        return Err(StoreError::corrupt(at, reason));
    }
    let Heading { position, hash, author, time, message, undoes, changes: _ } = opening.heading;
    let batch = Batch { author, time, message, undoes, changes };
    Ok(Entry { position, previous: opening.previous, hash, batch })
}

/// Hands on each part inflated, then checks the hash over all of them.
fn inflate_all(
    encoded: &Encoded,
    opening: &Opening,
    at: &str,
    mut each: impl FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut hasher = EntryHasher::after(opening.previous);
    for sealed in &encoded.parts {
        let part = inflate(sealed, at)?;
        hasher.add(&part);
        each(&part)?;
    }
    if hasher.finish(&opening.batch) != opening.heading.hash {
        return Err(StoreError::corrupt(at, "the hash of the entry is wrong"));
    }
    Ok(())
}

/// Checks that an entry follows another.
pub(crate) fn check_follows(before: Head, entry: &Encoded, at: &str) -> Result<(), StoreError> {
    if entry.head.position == before.position + 1 && entry.previous == before.hash {
        return Ok(());
    }
    let reason = format!(
        "entry `{}` after `{}` does not follow entry `{}` with hash `{}`",
        entry.head.position, entry.previous, before.position, before.hash
    );
    Err(StoreError::corrupt(at, reason))
}
