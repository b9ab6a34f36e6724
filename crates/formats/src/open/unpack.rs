//! Bytes out of a gzip stream or as they are, never more than is allowed.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::{Limits, ReadError};

/// How a gzip stream begins.
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Below this size nobody minds how tightly a file is packed.
const SMALL: u64 = 8 << 20;

const CHUNK: usize = 1 << 16;

/// How many bytes may still be unpacked of one input, with all that it holds.
pub(crate) struct Budget<'l> {
    pub(crate) limits: &'l Limits,
    spent: u64,
}

/// Why bytes could not be unpacked.
pub(crate) enum Trouble {
    TooLarge,
    Bomb,
    Unreadable(io::Error),
}

impl<'l> Budget<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, spent: 0 }
    }

    /// Gives everything a reader has to `take`, piece by piece; `packed` tells how many packed
    /// bytes that came from so far.
    pub(crate) fn spend<R: Read>(
        &mut self,
        mut reader: R,
        packed: impl Fn(&R) -> Option<u64>,
        mut take: impl FnMut(&[u8]),
    ) -> Result<(), Trouble> {
        let mut chunk = vec![0; CHUNK];
        let mut unpacked: u64 = 0;
        loop {
            let read = match reader.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Trouble::Unreadable(error)),
            };
            unpacked += read as u64;
            self.spent += read as u64;
            take(&chunk[..read]);
            if self.spent > self.limits.max_bytes_uncompressed {
                return Err(Trouble::TooLarge);
            }
            let packed = packed(&reader).map(|packed| packed.max(1));
            let most = packed.map(|packed| packed.saturating_mul(self.limits.max_packing));
            if unpacked > SMALL && most.is_some_and(|most| unpacked > most) {
                return Err(Trouble::Bomb);
            }
        }
    }
}

/// Counts what is read through it.
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

/// All bytes of a file, and whether it was gzipped.
pub(crate) fn whole(
    file: &str,
    mut bytes: Box<dyn Read + '_>,
    budget: &mut Budget<'_>,
) -> Result<(Vec<u8>, bool), ReadError> {
    let mut start = Vec::new();
    let began = bytes.by_ref().take(2).read_to_end(&mut start);
    began.map_err(|error| unreadable(file, &error))?;
    let gzipped = start == GZIP;
    let all = start.as_slice().chain(bytes);
    let mut out = Vec::new();
    let done = if gzipped {
        let packed = MultiGzDecoder::new(Counted { inner: all, count: 0 });
        budget.spend(packed, |it| Some(it.get_ref().count), |piece| out.extend_from_slice(piece))
    } else {
        budget.spend(all, |_| None, |piece| out.extend_from_slice(piece))
    };
    match done {
        Ok(()) => Ok((out, gzipped)),
        Err(Trouble::Unreadable(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Err(ReadError::CutOff {
                file: file.to_owned(),
                line: Some(lines_in(&out)),
                problem: "the gzip data ends too early: expected the whole file".to_owned(),
            })
        }
        Err(trouble) => Err(told(file, trouble, lines_in(&out), budget.limits)),
    }
}

/// The trouble as an error about a file.
pub(crate) fn told(file: &str, trouble: Trouble, line: u64, limits: &Limits) -> ReadError {
    match trouble {
        Trouble::TooLarge => ReadError::TooLarge {
            file: file.to_owned(),
            what: "the unpacked text",
            line,
            limit: limits.max_bytes_uncompressed,
        },
        Trouble::Bomb => ReadError::Bomb { file: file.to_owned(), limit: limits.max_packing },
        Trouble::Unreadable(error) => unreadable(file, &error),
    }
}

fn unreadable(file: &str, error: &io::Error) -> ReadError {
    ReadError::Unreadable { file: file.to_owned(), problem: error.to_string() }
}

/// The line that comes after these bytes.
pub(crate) fn lines_in(text: &[u8]) -> u64 {
    1 + text.iter().filter(|byte| **byte == b'\n').count() as u64
}
