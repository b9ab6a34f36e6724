//! What the store says about what it found and did.

use std::path::PathBuf;

use crate::Head;
use crate::journal::Cut;

/// What opening a folder had to bring into agreement. All is zero after an orderly end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The torn tail of the journal that was cut off.
    pub cut: Option<Cut>,
    /// How many entries the log lacked and got from the journal.
    pub log_completed: u64,
    /// How many entries the journal lacked and got from the log.
    pub journal_completed: u64,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: String,
    /// What is wrong.
    pub reason: String,
}

/// What [`Store::verify`](crate::Store::verify) checked and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// The head up to which everything was checked.
    pub head: Head,
    /// How many entries of the log were read, decoded and hashed.
    pub entries: u64,
    /// How many changes they have.
    pub changes: u64,
    /// How many entries of the journal were compared with them.
    pub journal_entries: u64,
    /// How many snapshots were read.
    pub snapshots: u64,
    /// How many suggestions were read.
    pub suggestions: u64,
    /// What is wrong; empty when all is well.
    pub problems: Vec<Problem>,
}

impl Verified {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// A backup that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// The head it goes up to.
    pub head: Head,
    /// How many bytes it has.
    pub bytes: u64,
}

/// A backup that was put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// The head of the new folder.
    pub head: Head,
    /// How many bytes were read.
    pub bytes: u64,
}

/// What a repair found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repaired {
    /// The head of the folder now.
    pub head: Head,
    /// What was wrong.
    pub found: Vec<Problem>,
    /// Where damaged files were moved to or copied to; nothing is deleted.
    pub kept_aside: Vec<PathBuf>,
    /// How many entries the log got from the journal.
    pub log_completed: u64,
    /// How many entries the journal got from the log.
    pub journal_completed: u64,
}
