//! Log entries and what names them.

use std::fmt;

use waymark_model::{Batch, Timestamp};

/// Names the whole history up to an entry: BLAKE3 over the previous hash and the encoded batch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash before the first entry.
    pub const ZERO: Self = Self([0; 32]);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The newest entry of a log, or any entry as the end of its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Head {
    /// Its position, counted from 1; 0 is the empty log.
    pub position: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// The head of an empty log.
    pub const EMPTY: Self = Self { position: 0, hash: Hash::ZERO };
}

/// A log entry without its changes, cheap to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its position.
    pub position: u64,
    /// Its hash.
    pub hash: Hash,
    /// Who made the changes.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why, in words.
    pub message: String,
    /// The log position it undoes, if it is an undo.
    pub undoes: Option<u64>,
    /// How many changes it has.
    pub changes: usize,
}

/// One batch in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its position, counted from 1.
    pub position: u64,
    /// The hash of the entry before it.
    pub previous: Hash,
    /// Its own hash.
    pub hash: Hash,
    /// What happened.
    pub batch: Batch,
}

impl Entry {
    /// The entry as the end of its history.
    pub fn head(&self) -> Head {
        Head { position: self.position, hash: self.hash }
    }
}

/// In which order a list of headings goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// From the first entry on.
    OldestFirst,
    /// From the last entry back.
    NewestFirst,
}
