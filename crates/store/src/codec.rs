//! Batches to bytes and back: a heading and parts of a few kilobytes, each sealed with the version
//! of its shape and a checksum.
//!
//! An import of 120,000 changes is one batch. In parts it stays small for sled, whose pages hold up
//! to 16 values and leave its log for files of their own past 128 kB.

use serde::{Deserialize, Serialize};
use waymark_model::{Batch, Change, Timestamp};

use crate::record::{ChangeRecord, Nonsense, Record, VERSION};
use crate::{Entry, Hash, Head, Heading, StoreError};

/// A part is closed when it has reached this many bytes.
const PART_BYTES: usize = 4 * 1024;

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
    let parts = encode_changes(changes)?;
    let about = BatchRecord {
        author,
        time: time.0,
        message,
        undoes: *undoes,
        changes: changes.len() as u64,
        parts: parts.len() as u64,
    };
    let about = postcard::to_stdvec(&about).map_err(|error| unstorable(0, error))?;
    let hash = hash_of(head.hash, &about, &parts);
    let position = head.position + 1;
    let entry =
        EntryRecord { position, previous: head.hash.0, hash: hash.0, batch: about.as_slice() };
    let heading = postcard::to_stdvec(&entry).map_err(|error| unstorable(0, error))?;
    let heading = seal(heading);
    Ok(Encoded { head: Head { position, hash }, previous: head.hash, heading, parts })
}

/// Encodes changes into sealed parts.
pub(crate) fn encode_changes(changes: &[Change]) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut parts = Vec::new();
    let mut part = Vec::with_capacity(PART_BYTES * 2);
    let mut first = 0;
    for (index, change) in changes.iter().enumerate() {
        part = postcard::to_extend(&ChangeRecord::of(change), part)
            .map_err(|error| unstorable(index, error))?;
        if part.len() >= PART_BYTES || index + 1 == changes.len() {
            check_readable(&part, &changes[first..=index], first)?;
            first = index + 1;
            parts.push(seal(std::mem::replace(&mut part, Vec::with_capacity(PART_BYTES * 2))));
        }
    }
    Ok(parts)
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

/// The hash of an entry: over the hash before it and everything that is kept of the batch.
fn hash_of(previous: Hash, about: &[u8], parts: &[Vec<u8>]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&previous.0);
    for bytes in std::iter::once(about).chain(parts.iter().map(Vec::as_slice)) {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    Hash(*hasher.finalize().as_bytes())
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
    let mut rest = unseal(sealed, at)?;
    while !rest.is_empty() {
        let (change, after) = take_change(rest).map_err(|error| StoreError::corrupt(at, error))?;
        changes.push(change);
        rest = after;
    }
    Ok(())
}

/// Puts an entry together from its heading and its parts, checking that they belong together.
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
    if hash_of(opening.previous, &opening.batch, &parts) != opening.heading.hash {
        return Err(StoreError::corrupt(at, "the hash of the entry is wrong"));
    }
    Ok(Encoded { head: opening.head(), previous: opening.previous, heading, parts })
}

/// Reads a whole entry.
pub(crate) fn decode(encoded: &Encoded, at: &str) -> Result<Entry, StoreError> {
    let opening = opening(&encoded.heading, at)?;
    // The count was checked by a checksum, but an allocation is not made on its word alone.
    let mut changes = Vec::with_capacity(opening.heading.changes.min(1 << 20));
    for part in &encoded.parts {
        read_part(part, at, &mut changes)?;
    }
    if changes.len() != opening.heading.changes {
        let reason =
            format!("it has `{}` changes instead of `{}`", changes.len(), opening.heading.changes);
        return Err(StoreError::corrupt(at, reason));
    }
    let Heading { position, hash, author, time, message, undoes, changes: _ } = opening.heading;
    let batch = Batch { author, time, message, undoes, changes };
    Ok(Entry { position, previous: opening.previous, hash, batch })
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
