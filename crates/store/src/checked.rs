//! Framed files that are written once: a title in front, a checksum over everything at the end.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::frame::{Frame, FrameError, Mark, read_frame, read_magic, write_frame};
use crate::{FORMAT_VERSION, Hash, Head};

#[derive(Serialize, Deserialize)]
struct TitleRecord {
    version: u32,
    position: u64,
    hash: [u8; 32],
}

/// Why a checked file could not be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It is not such a file, or not a whole one.
    Damaged(String),
    /// It was written in another disk format.
    OtherVersion(u32),
    /// The system failed.
    Io(io::Error),
}

impl From<FrameError> for Unreadable {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::Damaged(reason) => Self::Damaged(reason.to_owned()),
            FrameError::Io(error) => Self::Io(error),
        }
    }
}

fn damaged(reason: &str) -> Unreadable {
    Unreadable::Damaged(reason.to_owned())
}

/// Passes bytes on and keeps a checksum of them.
pub(crate) struct Hashing<T> {
    inner: T,
    hasher: blake3::Hasher,
    pub(crate) count: u64,
}

impl<T> Hashing<T> {
    fn new(inner: T) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), count: 0 }
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.count += bytes.len() as u64;
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.pass(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.pass(&buffer[..read]);
        Ok(read)
    }
}

/// Begins a checked file about the history up to `head`.
pub(crate) fn begin<W: Write>(to: W, magic: &[u8; 8], head: Head) -> io::Result<Hashing<W>> {
    let mut to = Hashing::new(to);
    to.write_all(magic)?;
    let Head { position, hash } = head;
    let title = TitleRecord { version: FORMAT_VERSION, position, hash: hash.0 };
    let title = postcard::to_stdvec(&title).map_err(io::Error::other)?;
    write_frame(&mut to, Mark::Title, &title)?;
    Ok(to)
}

/// Ends a checked file and gives its size.
pub(crate) fn finish<W: Write>(mut to: Hashing<W>) -> io::Result<u64> {
    let checksum = *to.hasher.finalize().as_bytes();
    write_frame(&mut to, Mark::Close, &checksum)?;
    to.flush()?;
    Ok(to.count)
}

/// Begins to read a checked file.
pub(crate) fn open<R: Read>(from: R, magic: &[u8; 8]) -> Result<(Hashing<R>, Head), Unreadable> {
    let mut from = Hashing::new(from);
    read_magic(&mut from, magic)?;
    let frame = read_frame(&mut from)?.filter(|frame| frame.mark == Mark::Title);
    let frame = frame.ok_or_else(|| damaged("it has no title"))?;
    let title: TitleRecord =
        postcard::from_bytes(&frame.payload).map_err(|_| damaged("its title is unreadable"))?;
    if title.version != FORMAT_VERSION {
        return Err(Unreadable::OtherVersion(title.version));
    }
    Ok((from, Head { position: title.position, hash: Hash(title.hash) }))
}

/// What a reader has seen so far, to be compared with the closing checksum.
pub(crate) fn checksum_so_far<R>(from: &Hashing<R>) -> [u8; 32] {
    *from.hasher.finalize().as_bytes()
}

/// Checks the closing frame, given the checksum of everything before it, and that it is the last.
pub(crate) fn close<R: Read>(
    mut from: Hashing<R>,
    closing: &Frame,
    before: [u8; 32],
) -> Result<(), Unreadable> {
    if closing.mark != Mark::Close || closing.payload != before {
        return Err(damaged("the checksum over the file is wrong"));
    }
    match from.read(&mut [0]) {
        Ok(0) => Ok(()),
        Ok(_) => Err(damaged("something stands behind its end")),
        Err(error) => Err(Unreadable::Io(error)),
    }
}
