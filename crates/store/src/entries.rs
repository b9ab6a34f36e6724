//! Entries in framed files: the same in journal segments and in archives.

use std::io::{self, Read, Write};

use crate::codec::{self, Encoded};
use crate::frame::{Frame, FrameError, Mark, read_frame, write_frame};
use crate::{Head, StoreError};

/// What stands next in a file of entries.
pub(crate) enum Next {
    /// A whole entry that follows the one before.
    Entry(Box<Encoded>),
    /// A frame that is no entry: the closing of an archive.
    Other(Frame),
    /// The end of the file, exactly behind an entry.
    End,
    /// Something that is no whole entry.
    Broken(String),
}

/// Writes an entry and says how many bytes it took.
pub(crate) fn write_entry(to: &mut dyn Write, entry: &Encoded) -> io::Result<u64> {
    let mut written = write_frame(to, Mark::Entry, &entry.heading)?;
    for part in &entry.parts {
        written += write_frame(to, Mark::Part, part)?;
    }
    Ok(written)
}

/// Reads the entry after `before`.
pub(crate) fn read_entry(from: &mut dyn Read, before: Head) -> io::Result<Next> {
    let heading = match read_frame(from) {
        Ok(None) => return Ok(Next::End),
        Ok(Some(frame)) if frame.mark == Mark::Entry => frame.payload,
        Ok(Some(frame)) => return Ok(Next::Other(frame)),
        Err(FrameError::Damaged(reason)) => return Ok(Next::Broken(reason.to_owned())),
        Err(FrameError::Io(error)) => return Err(error),
    };
    let opening = match codec::opening(&heading, "the entry") {
        Ok(opening) => opening,
        Err(error) => return Ok(Next::Broken(reason_of(error))),
    };
    let mut parts = Vec::new();
    for _ in 0..opening.parts {
        match read_frame(from) {
            Ok(Some(Frame { mark: Mark::Part, payload })) => parts.push(payload),
            Ok(_) => return Ok(Next::Broken("the file ends within an entry".to_owned())),
            Err(FrameError::Damaged(reason)) => return Ok(Next::Broken(reason.to_owned())),
            Err(FrameError::Io(error)) => return Err(error),
        }
    }
    let whole = codec::assemble(heading, &opening, parts, "the entry").and_then(|entry| {
        codec::check_follows(before, &entry, "the entry")?;
        codec::check_hash(&entry, "the entry")?;
        Ok(entry)
    });
    Ok(whole
        .map_or_else(|error| Next::Broken(reason_of(error)), |entry| Next::Entry(Box::new(entry))))
}

fn reason_of(error: StoreError) -> String {
    match error {
        StoreError::Corrupt { reason, .. } => reason,
        other => other.to_string(),
    }
}
