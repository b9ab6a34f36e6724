//! From bytes to text: unpacked, within limits, in UTF-8, and looking like a table.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use crate::{Mapping, Progress, ReadError, mapping};

/// A file: a name to speak of it by, and its bytes, plain or gzipped.
pub struct Input<'a> {
    /// The name, for messages, sources and where it tells who the funder is.
    pub name: String,
    /// The bytes.
    pub bytes: Box<dyn Read + 'a>,
}

impl<'a> Input<'a> {
    /// A file.
    pub fn new(name: impl Into<String>, bytes: impl Read + 'a) -> Self {
        Self { name: name.into(), bytes: Box::new(bytes) }
    }
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How large a file may be, so that no input can take all memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one row.
    pub max_row_bytes: u64,
    /// Columns.
    pub max_columns: u64,
    /// Rows in one file.
    pub max_rows: u64,
    /// Bytes in one file, unpacked.
    pub max_bytes_uncompressed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_row_bytes: 1 << 20,
            max_columns: 1_000,
            max_rows: 5_000_000,
            max_bytes_uncompressed: 1 << 30,
        }
    }
}

/// How to read.
#[derive(Clone, Default)]
pub struct ReadConfig<'a> {
    /// What the user says about the columns and words of the files.
    pub mapping: Mapping,
    /// How large files may be.
    pub limits: Limits,
    /// Told now and then how far the reading has come.
    pub progress: Option<&'a dyn Fn(Progress<'_>)>,
}

impl fmt::Debug for ReadConfig<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = &mut f.debug_struct("ReadConfig");
        config.field("mapping", &self.mapping).field("limits", &self.limits);
        config.finish_non_exhaustive()
    }
}

/// What a file holds, told by its content.
pub(crate) enum Content {
    Mapping { file: Arc<str>, text: String },
    Table { file: Arc<str>, text: String },
}

pub(crate) fn open(input: Input<'_>, limits: &Limits) -> Result<Content, ReadError> {
    let file: Arc<str> = input.name.as_str().into();
    let bytes = unpack(&file, input.bytes, limits)?;
    if let Some(what) = binary_kind(&bytes) {
        return Err(ReadError::NotText { file: file.to_string(), what });
    }
    let text = decode(&file, bytes)?;
    match text.trim_start().bytes().next() {
        None => Err(ReadError::Empty { file: file.to_string() }),
        Some(b'{') if mapping::is_mapping(&text) => Ok(Content::Mapping { file, text }),
        Some(b'{') => Err(not_csv(&file, "JSON")),
        Some(b'[') if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok() => {
            Err(not_csv(&file, "JSON"))
        }
        Some(b'<') => Err(not_csv(&file, "XML or HTML")),
        Some(_) => Ok(Content::Table { file, text }),
    }
}

fn not_csv(file: &str, what: &'static str) -> ReadError {
    let expected = "a line of column names and rows below it".to_owned();
    ReadError::NotCsv { file: file.to_owned(), what, expected }
}

/// Reads all bytes, one more than the limit at most.
fn unpack(
    file: &str,
    mut bytes: Box<dyn Read + '_>,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let limit = limits.max_bytes_uncompressed;
    let mut start = Vec::new();
    let unreadable = |error: &io::Error| ReadError::Unreadable {
        file: file.to_owned(),
        problem: error.to_string(),
    };
    bytes.by_ref().take(2).read_to_end(&mut start).map_err(|error| unreadable(&error))?;
    let mut text = Vec::new();
    if start == [0x1f, 0x8b] {
        let packed = MultiGzDecoder::new(start.as_slice().chain(bytes));
        let read = packed.take(limit.saturating_add(1)).read_to_end(&mut text);
        read.map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => ReadError::CutOff {
                file: file.to_owned(),
                line: Some(lines_in(&text)),
                problem: "the gzip data ends too early: expected the whole file".to_owned(),
            },
            _ => unreadable(&error),
        })?;
    } else {
        text = start;
        let read = bytes.take(limit.saturating_sub(1)).read_to_end(&mut text);
        read.map_err(|error| unreadable(&error))?;
    }
    if text.len() as u64 > limit {
        let (line, what) = (lines_in(&text), "the unpacked text");
        return Err(ReadError::TooLarge { file: file.to_owned(), what, line, limit });
    }
    Ok(text)
}

fn lines_in(text: &[u8]) -> u64 {
    1 + text.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// What the bytes are, if they are clearly no text.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 8] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "an Excel workbook or another ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"SQLite format 3", "an SQLite database"),
        (b"\x1f\x8b", "gzip data within gzip data"),
    ];
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, what)) = known {
        return Some(what);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if utf16 {
        return Some("text in UTF-16 (save it as UTF-8)");
    }
    bytes.contains(&0).then_some("binary data")
}

/// The bytes as text without a byte order mark.
fn decode(file: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = lines_in(&error.as_bytes()[..byte]);
        ReadError::NotUtf8 { file: file.to_owned(), line, byte: byte as u64 }
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}
