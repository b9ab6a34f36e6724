//! Framed files: a magic word, then frames, each with a mark, a length and a checksum.
//!
//! Journal segments, archives and snapshots are such files. A mark has four letters, so that the
//! beginning of an entry can be found again behind a damaged place.

use std::io::{self, Read, Write};

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// What the file is.
    Title,
    /// The heading of an entry.
    Entry,
    /// Changes.
    Part,
    /// Retired ids.
    Retired,
    /// A suggestion.
    Suggestion,
    /// The end, with a checksum over everything before.
    Close,
}

impl Mark {
    const ALL: [Self; 6] =
        [Self::Title, Self::Entry, Self::Part, Self::Retired, Self::Suggestion, Self::Close];

    fn letters(self) -> [u8; 4] {
        match self {
            Self::Title => *b"TITL",
            Self::Entry => *b"ENTR",
            Self::Part => *b"PART",
            Self::Retired => *b"RETI",
            Self::Suggestion => *b"SUGG",
            Self::Close => *b"CLOS",
        }
    }
}

/// Mark, length and checksum.
pub(crate) const FRAME_HEAD: usize = 12;

/// A frame.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) mark: Mark,
    pub(crate) payload: Vec<u8>,
}

/// Why a frame could not be read.
#[derive(Debug)]
pub(crate) enum FrameError {
    /// The file ends, or what stands there was not written as a frame.
    Damaged(&'static str),
    /// The system failed.
    Io(io::Error),
}

/// Writes a frame.
pub(crate) fn write_frame(to: &mut dyn Write, mark: Mark, payload: &[u8]) -> io::Result<u64> {
    let length = u32::try_from(payload.len())
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "a record past 4 GB"))?;
    let length = length.to_le_bytes();
    to.write_all(&mark.letters())?;
    to.write_all(&length)?;
    to.write_all(&checksum(mark.letters(), length, payload).to_le_bytes())?;
    to.write_all(payload)?;
    Ok((FRAME_HEAD + payload.len()) as u64)
}

fn checksum(mark: [u8; 4], length: [u8; 4], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&mark);
    hasher.update(&length);
    hasher.update(payload);
    hasher.finalize()
}

/// Reads a frame; nothing when the file ends exactly here.
pub(crate) fn read_frame(from: &mut dyn Read) -> Result<Option<Frame>, FrameError> {
    let mut head = [0; FRAME_HEAD];
    match read_up_to(from, &mut head)? {
        0 => return Ok(None),
        FRAME_HEAD => {}
        _ => return Err(FrameError::Damaged("the file ends within a record")),
    }
    let letters = [head[0], head[1], head[2], head[3]];
    let length = [head[4], head[5], head[6], head[7]];
    let expected = u32::from_le_bytes([head[8], head[9], head[10], head[11]]);
    let Some(mark) = Mark::ALL.into_iter().find(|mark| mark.letters() == letters) else {
        return Err(FrameError::Damaged("no record begins here"));
    };
    // The length is not trusted before the checksum is, so memory is taken as bytes arrive.
    let size = u32::from_le_bytes(length);
    let mut payload = Vec::with_capacity(size.min(1 << 16) as usize);
    from.take(size.into()).read_to_end(&mut payload).map_err(FrameError::Io)?;
    if payload.len() as u64 != u64::from(size) {
        return Err(FrameError::Damaged("the file ends within a record"));
    }
    if checksum(letters, length, &payload) != expected {
        return Err(FrameError::Damaged("the checksum of the record is wrong"));
    }
    Ok(Some(Frame { mark, payload }))
}

/// Reads the eight letters a file begins with.
pub(crate) fn read_magic(from: &mut dyn Read, magic: &[u8; 8]) -> Result<(), FrameError> {
    let mut found = [0; 8];
    let read = read_up_to(from, &mut found)?;
    if read == 8 && &found == magic {
        return Ok(());
    }
    Err(FrameError::Damaged("the file begins with other letters"))
}

fn read_up_to(from: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, FrameError> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(FrameError::Io(error)),
        }
    }
    Ok(filled)
}

/// Whether the heading of an entry begins somewhere in the bytes.
pub(crate) fn holds_entry(bytes: &[u8]) -> bool {
    let letters = Mark::Entry.letters();
    let mut starts = bytes.windows(4).enumerate().filter(|(_, window)| *window == letters);
    starts.any(|(start, _)| matches!(read_frame(&mut &bytes[start..]), Ok(Some(_))))
}
