//! Suggestions: what readers propose, kept beside the log until an editor decides.
//!
//! Each is a sealed file of its own and not in sled: it changes after it was written, which nothing
//! in the log does, a repair that builds sled anew leaves it alone, and damage to one keeps neither
//! the log nor the others from being read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use waymark_model::{Change, Timestamp};

use crate::codec::{self, encode_changes, seal, unseal};
use crate::error::AtPath;
use crate::folder::{sync_folder, write_whole};
use crate::{Hash, Head, StoreError};

/// Changes that somebody proposes and that are not on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its number, counted from 1.
    pub id: u64,
    /// Who proposes them.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why, in words.
    pub message: String,
    /// The state of the map that they were made for.
    pub made_at: Head,
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// What would have undone them in that state: what the map said then.
    pub before: Vec<Change>,
    /// What was decided; nothing while it waits.
    pub settled: Option<Settled>,
}

/// What was decided about a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// By whom.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why, in words; may be empty.
    pub message: String,
    /// The log position at which the changes were applied; none when they were declined.
    pub position: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct SuggestionRecord<'a> {
    id: u64,
    author: &'a str,
    time: i64,
    message: &'a str,
    position: u64,
    hash: [u8; 32],
    #[serde(borrow)]
    changes: Vec<&'a [u8]>,
    #[serde(borrow)]
    before: Vec<&'a [u8]>,
    #[serde(borrow)]
    settled: Option<SettledRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
struct SettledRecord<'a> {
    author: &'a str,
    time: i64,
    message: &'a str,
    position: Option<u64>,
}

/// Encodes a suggestion, sealed.
pub(crate) fn encode(suggestion: &Suggestion) -> Result<Vec<u8>, StoreError> {
    let Suggestion { id, author, time, message, made_at, changes, before, settled } = suggestion;
    let changes = encode_changes(changes, |_| ())?;
    let before = encode_changes(before, |_| ())?;
    let record = SuggestionRecord {
        id: *id,
        author,
        time: time.0,
        message,
        position: made_at.position,
        hash: made_at.hash.0,
        changes: changes.iter().map(Vec::as_slice).collect(),
        before: before.iter().map(Vec::as_slice).collect(),
        settled: settled.as_ref().map(|Settled { author, time, message, position }| {
            SettledRecord { author, time: time.0, message, position: *position }
        }),
    };
    let unstorable = |error: postcard::Error| {
        // Texts and numbers can always be written: only the list as a whole may be too long.
        StoreError::Unstorable { index: 0, reason: error.to_string() }
    };
    Ok(seal(postcard::to_stdvec(&record).map_err(unstorable)?))
}

/// Reads a sealed suggestion.
pub(crate) fn decode(sealed: &[u8], at: &str) -> Result<Suggestion, StoreError> {
    let record: SuggestionRecord<'_> = postcard::from_bytes(unseal(sealed, at)?)
        .map_err(|error| StoreError::corrupt(at, error))?;
    let SuggestionRecord { id, author, time, message, position, hash, changes, before, settled } =
        record;
    let read = |parts: Vec<&[u8]>| {
        let mut changes = Vec::new();
        parts.into_iter().try_for_each(|part| codec::read_part(part, at, &mut changes))?;
        Ok::<_, StoreError>(changes)
    };
    Ok(Suggestion {
        id,
        author: author.to_owned(),
        time: Timestamp(time),
        message: message.to_owned(),
        made_at: Head { position, hash: Hash(hash) },
        changes: read(changes)?,
        before: read(before)?,
        settled: settled.map(|SettledRecord { author, time, message, position }| Settled {
            author: author.to_owned(),
            time: Timestamp(time),
            message: message.to_owned(),
            position,
        }),
    })
}

/// Where a suggestion is, in words.
pub(crate) fn place(id: u64) -> String {
    format!("suggestion {id}")
}

/// Reads a sealed suggestion that must be the one of a number.
pub(crate) fn decode_as(id: u64, sealed: &[u8]) -> Result<Suggestion, StoreError> {
    let suggestion = decode(sealed, &place(id))?;
    if suggestion.id != id {
        let reason = format!("it says it is suggestion `{}`", suggestion.id);
        return Err(StoreError::corrupt(place(id), reason));
    }
    Ok(suggestion)
}

/// What stands behind the number in the name of a file.
const SUFFIX: &str = ".suggestion";

/// The file of a suggestion.
pub(crate) fn file(folder: &Path, id: u64) -> PathBuf {
    folder.join(format!("{id:012}{SUFFIX}"))
}

/// Writes a sealed suggestion, in place of the one that has its number.
pub(crate) fn write(folder: &Path, id: u64, sealed: &[u8]) -> Result<(), StoreError> {
    write_whole(&file(folder, id), |file| file.write_all(sealed))
}

/// The bytes of a suggestion, as they are sealed.
pub(crate) fn read(folder: &Path, id: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let path = file(folder, id);
    match fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some).at(&path),
    }
}

/// The numbers that there are, in order.
pub(crate) fn ids(folder: &Path) -> Result<Vec<u64>, StoreError> {
    let mut ids = Vec::new();
    for file in fs::read_dir(folder).at(folder)? {
        let name = file.at(folder)?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(SUFFIX));
        ids.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    ids.sort_unstable();
    Ok(ids)
}

/// Removes a suggestion, if it is there.
pub(crate) fn remove(folder: &Path, id: u64) -> Result<(), StoreError> {
    let path = file(folder, id);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.at(&path).and_then(|()| sync_folder(folder)),
    }
}
