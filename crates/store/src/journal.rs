//! The journal: the same batches as in sled, in plain append-only files that sled cannot harm.
//!
//! A segment is a framed file, `journal/000000000001.log`, named by the first position in it. Its
//! title says which entry came before, so each can be checked alone. A segment that has grown
//! past a size is followed by a new one.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::codec::Encoded;
use crate::entries::write_entry;
use crate::error::AtPath;
use crate::folder::sync_folder;
use crate::frame::holds_entry;
use crate::segment::{Reading, Segment, read_segment, segment_name, segments, title_bytes};
use crate::{Head, StoreError};

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
