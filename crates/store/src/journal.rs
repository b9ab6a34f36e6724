//! The journal: the same batches as in sled, in plain append-only files that sled cannot harm.
//!
//! A segment is a framed file, `journal/000000000001.log`, named by the first position in it. Its
//! title says which entry came before, so each can be checked alone. A segment that has grown
//! past a size is followed by a new one.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::codec::Encoded;
use crate::entries::{Next, read_entry, write_entry};
use crate::error::AtPath;
use crate::folder::sync_folder;
use crate::frame::{FrameError, Mark, holds_entry, read_frame, read_magic, write_frame};
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

/// The end of the journal that was cut off because its last record was not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The segment.
    pub segment: PathBuf,
    /// Where it was cut.
    pub offset: u64,
    /// How many bytes were cut off.
    pub bytes: u64,
    /// What was wrong with them.
    pub reason: String,
}

/// The journal, open for appending.
pub(crate) struct Journal {
    folder: PathBuf,
    segment_bytes: u64,
    head: Head,
    open: Option<OpenSegment>,
    /// How many bytes the disk still has room for, in tests of a full one.
    #[cfg(test)]
    pub(crate) room: Option<usize>,
}

struct OpenSegment {
    path: PathBuf,
    file: File,
    length: u64,
}

/// Where the journal stood before an append, so that it can be taken back.
pub(crate) struct Savepoint {
    head: Head,
    length: u64,
}

impl Journal {
    /// Opens the journal for appending. A torn tail, which was never acknowledged unless the log
    /// has it too, is cut off. `log` is the head of the log, for telling that from damage.
    pub(crate) fn open(
        folder: &Path,
        segment_bytes: u64,
        log: Head,
    ) -> Result<(Self, Option<Cut>), StoreError> {
        let mut journal = Self {
            folder: folder.to_owned(),
            segment_bytes,
            head: Head::EMPTY,
            open: None,
            #[cfg(test)]
            room: None,
        };
        let mut cut = None;
        for segment in segments(folder)?.into_iter().rev() {
            let reading = read_segment(&segment.path, &mut |_, _| Ok(ControlFlow::Continue(())))?;
            if let Some(reason) = &reading.broken {
                check_torn(&segment, &reading, reason, log)?;
                cut = Some(cut_off(&segment.path, reading.good, reason)?);
            }
            if let Some(head) = reading.head {
                journal.head = head;
                journal.open = Some(OpenSegment::append_to(segment.path)?);
                break;
            }
        }
        Ok((journal, cut))
    }

    pub(crate) fn head(&self) -> Head {
        self.head
    }

    /// Appends an entry without syncing it.
    pub(crate) fn append(&mut self, entry: &Encoded) -> Result<Savepoint, StoreError> {
        if self.open.as_ref().is_none_or(|segment| segment.length >= self.segment_bytes) {
            self.open = Some(self.begin_segment()?);
        }
        let segment = self.open.as_mut().expect("a segment was just opened");
        let before = Savepoint { head: self.head, length: segment.length };
        #[cfg(not(test))]
        let to = &segment.file;
        #[cfg(test)]
        let to = tests::Disk { room: self.room, file: &segment.file };
        match write_out(to, entry).at(&segment.path) {
            Ok(written) => {
                segment.length += written;
                self.head = entry.head;
                Ok(before)
            }
            Err(error) => {
                self.take_back(&before).map_err(|worse| stopped(&error, &worse))?;
                Err(error)
            }
        }
    }

    /// Makes what was appended durable.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        let Some(segment) = &self.open else { return Ok(()) };
        segment.file.sync_data().at(&segment.path)
    }

    /// Takes back what was appended since.
    pub(crate) fn take_back(&mut self, mark: &Savepoint) -> Result<(), StoreError> {
        let Some(segment) = &mut self.open else { return Ok(()) };
        segment.file.set_len(mark.length).at(&segment.path)?;
        segment.file.sync_data().at(&segment.path)?;
        segment.length = mark.length;
        self.head = mark.head;
        Ok(())
    }

    fn begin_segment(&self) -> Result<OpenSegment, StoreError> {
        let path = self.folder.join(segment_name(self.head.position + 1));
        let begun = OpenSegment::begin(&path, self.head);
        begun.and_then(|segment| sync_folder(&self.folder).map(|()| segment)).inspect_err(|_| {
            // Nothing is in it yet; if it stays, it is cut off as torn when opened again.
            let _ = fs::remove_file(&path);
        })
    }
}

fn write_out(to: impl Write, entry: &Encoded) -> std::io::Result<u64> {
    let mut to = BufWriter::with_capacity(1 << 18, to);
    let written = write_entry(&mut to, entry).and_then(|written| {
        to.flush()?;
        Ok(written)
    });
    // What is left in the buffer after a failure must not be written when the buffer is dropped.
    let _ = to.into_parts();
    written
}

fn stopped(first: &StoreError, worse: &StoreError) -> StoreError {
    StoreError::Stopped { reason: format!("{first}, and taking it back failed: {worse}") }
}

impl OpenSegment {
    fn begin(path: &Path, before: Head) -> Result<Self, StoreError> {
        let mut file = OpenOptions::new().append(true).create_new(true).open(path).at(path)?;
        let bytes = title_bytes(before);
        file.write_all(&bytes).at(path)?;
        file.sync_all().at(path)?;
        Ok(Self { path: path.to_owned(), file, length: bytes.len() as u64 })
    }

    fn append_to(path: PathBuf) -> Result<Self, StoreError> {
        let file = OpenOptions::new().append(true).open(&path).at(&path)?;
        let length = file.metadata().at(&path)?.len();
        Ok(Self { path, file, length })
    }
}

fn title_bytes(before: Head) -> Vec<u8> {
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

/// Whether what is broken is only a torn tail: nothing whole stands behind it, and the log has at
/// most the one entry that was being written.
fn check_torn(
    segment: &Segment,
    reading: &Reading,
    reason: &str,
    log: Head,
) -> Result<(), StoreError> {
    let path = &segment.path;
    let last = reading.head.map_or(segment.first.saturating_sub(1), |head| head.position);
    let mut file = File::open(path).at(path)?;
    file.seek(SeekFrom::Start(reading.good + 1)).at(path)?;
    let mut behind = Vec::new();
    file.read_to_end(&mut behind).at(path)?;
    if log.position > last + 1 || holds_entry(&behind) {
        let at = format!("`{}`, byte {}", path.display(), reading.good);
        return Err(StoreError::corrupt(at, reason));
    }
    Ok(())
}

fn cut_off(path: &Path, good: u64, reason: &str) -> Result<Cut, StoreError> {
    let file = OpenOptions::new().write(true).open(path).at(path)?;
    let size = file.metadata().at(path)?.len();
    if good == 0 {
        fs::remove_file(path).at(path)?;
    } else {
        file.set_len(good).at(path)?;
        file.sync_all().at(path)?;
    }
    let (segment, reason) = (path.to_owned(), reason.to_owned());
    Ok(Cut { segment, offset: good, bytes: size - good, reason })
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
        let reason = match reading.broken {
            Some(reason) => reason,
            None if fork => format!("it does not follow entry `{}`", last.position),
            None => continue,
        };
        let broken = Broken { segment: segment.clone(), offset: reading.good, reason };
        return Ok((last, Some(broken)));
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

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{self, Write};

    /// A disk with room for some bytes more, or for any number.
    pub(super) struct Disk<'a> {
        pub(super) room: Option<usize>,
        pub(super) file: &'a File,
    }

    impl Write for Disk<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let fits = bytes.len().min(self.room.unwrap_or(usize::MAX));
            if fits == 0 && !bytes.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.room = self.room.map(|room| room - fits);
            self.file.write(&bytes[..fits])
        }

        fn flush(&mut self) -> io::Result<()> {
            self.file.flush()
        }
    }
}
