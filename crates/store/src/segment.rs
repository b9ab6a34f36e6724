//! Segments of the journal: what they are called, and reading them.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::codec::Encoded;
use crate::entries::{Next, read_entry};
use crate::error::AtPath;
use crate::frame::{FrameError, Mark, read_frame, read_magic, write_frame};
use crate::{FORMAT_VERSION, Hash, Head, StoreError};

const MAGIC: &[u8; 8] = b"wmjournl";

#[derive(Serialize, Deserialize)]
struct TitleRecord {
    version: u32,
    position: u64,
    hash: [u8; 32],
}

/// A file of the journal.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) first: u64,
    pub(crate) path: PathBuf,
}

/// How far a segment can be read.
pub(crate) struct Reading {
    /// The last whole entry; nothing when even the title is damaged.
    pub(crate) head: Option<Head>,
    /// Where it ends.
    pub(crate) good: u64,
    /// What stands behind it, if anything.
    pub(crate) broken: Option<String>,
}

/// What a segment begins with: the entry that came before it.
pub(crate) fn title_bytes(before: Head) -> Vec<u8> {
    let title =
        TitleRecord { version: FORMAT_VERSION, position: before.position, hash: before.hash.0 };
    let title = postcard::to_stdvec(&title).expect("numbers are always encoded");
    let mut bytes = MAGIC.to_vec();
    write_frame(&mut bytes, Mark::Title, &title).expect("memory can be written");
    bytes
}

pub(crate) fn segment_name(first: u64) -> String {
    format!("{first:012}.log")
}

/// The segments, oldest first.
pub(crate) fn segments(folder: &Path) -> Result<Vec<Segment>, StoreError> {
    let mut segments = Vec::new();
    for file in fs::read_dir(folder).at(folder)? {
        let path = file.at(folder)?.path();
        let number = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".log"));
        if let Some(first) = number.and_then(|number| number.parse().ok()) {
            segments.push(Segment { first, path });
        }
    }
    segments.sort_by_key(|segment| segment.first);
    Ok(segments)
}

/// What is done with each entry of a segment, and with the entry before it.
pub(crate) type Each<'a> = &'a mut dyn FnMut(Head, Encoded) -> Result<ControlFlow<()>, StoreError>;

/// Reads a segment from its beginning as far as it is whole.
pub(crate) fn read_segment(path: &Path, each: Each<'_>) -> Result<Reading, StoreError> {
    let mut from = Counted { from: BufReader::new(File::open(path).at(path)?), count: 0 };
    let mut head = match read_title(&mut from, path)? {
        Ok(before) => before,
        Err(reason) => return Ok(Reading { head: None, good: 0, broken: Some(reason) }),
    };
    let mut good = from.count;
    let broken = loop {
        match read_entry(&mut from, head).at(path)? {
            Next::Entry(entry) => {
                let before = std::mem::replace(&mut head, entry.head);
                good = from.count;
                if each(before, *entry)?.is_break() {
                    break None;
                }
            }
            Next::End => break None,
            Next::Other(_) => break Some("a record of another sort".to_owned()),
            Next::Broken(reason) => break Some(reason),
        }
    };
    Ok(Reading { head: Some(head), good, broken })
}

/// Reads what a segment says came before it.
fn read_title(from: &mut dyn Read, path: &Path) -> Result<Result<Head, String>, StoreError> {
    let frame = match read_magic(from, MAGIC).and_then(|()| read_frame(from)) {
        Ok(Some(frame)) if frame.mark == Mark::Title => frame,
        Ok(_) => return Ok(Err("the title of the segment is missing".to_owned())),
        Err(FrameError::Damaged(reason)) => return Ok(Err(reason.to_owned())),
        Err(FrameError::Io(error)) => return Err(StoreError::from_io(path, error)),
    };
    let Ok(title) = postcard::from_bytes::<TitleRecord>(&frame.payload) else {
        return Ok(Err("the title of the segment is unreadable".to_owned()));
    };
    if title.version != FORMAT_VERSION {
        return Err(StoreError::OtherVersion { found: title.version, expected: FORMAT_VERSION });
    }
    Ok(Ok(Head { position: title.position, hash: Hash(title.hash) }))
}

/// Reads the entries after `after`, through all segments, as far as they are whole and follow each
/// other. Gives the last one, and what is broken behind it.
pub(crate) fn read_after(
    folder: &Path,
    after: Head,
    each: Each<'_>,
) -> Result<(Head, Option<Broken>), StoreError> {
    let segments = segments(folder)?;
    let begin = segments.iter().rposition(|segment| segment.first <= after.position + 1);
    let mut last = after;
    for segment in &segments[begin.unwrap_or(segments.len())..] {
        let mut stop = false;
        let mut fork = false;
        let reading = read_segment(&segment.path, &mut |before, entry| {
            if entry.head.position <= after.position {
                return Ok(ControlFlow::Continue(()));
            }
            if before != last {
                fork = true;
                return Ok(ControlFlow::Break(()));
            }
            last = entry.head;
            let flow = each(before, entry)?;
            stop = flow.is_break();
            Ok(flow)
        })?;
        if stop {
            break;
        }
        let (offset, reason) = match reading.broken {
            Some(reason) => (reading.good, reason),
            None if fork => (0, format!("it does not follow entry `{}`", last.position)),
            None => continue,
        };
        return Ok((last, Some(Broken { segment: segment.clone(), offset, reason })));
    }
    Ok((last, None))
}

/// Where the journal cannot be read on.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) segment: Segment,
    pub(crate) offset: u64,
    pub(crate) reason: String,
}

impl Broken {
    pub(crate) fn place(&self) -> String {
        format!("`{}`, byte {}", self.segment.path.display(), self.offset)
    }
}

struct Counted<R> {
    from: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}
