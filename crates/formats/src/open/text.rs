//! Bytes as text: the encoding by its mark, by what the file says, or by what it looks like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::unpack::lines_in;
use crate::ReadError;

/// How much of a text is looked at to guess its encoding.
const ENOUGH: usize = 4 << 20;

/// A text, and the encoding it was in.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// Whether the encoding was told by nothing but what the bytes look like.
    pub(crate) guessed: bool,
}

/// Bytes as text, without a byte order mark.
pub(crate) fn decode(file: &str, bytes: Vec<u8>) -> Result<Text, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decoded(file, &bytes[mark..], encoding, false);
    }
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return decoded(file, &bytes, encoding, true);
    }
    if bytes.contains(&0) {
        return Err(ReadError::NotText { file: file.to_owned(), what: "binary data" });
    }
    if let Some(encoding) = declared(&bytes).filter(|encoding| *encoding != UTF_8) {
        return decoded(file, &bytes, encoding, false);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { text, encoding: UTF_8.name(), guessed: false }),
        Err(error) => of_another_encoding(file, error.as_bytes()),
    }
}

fn decoded(
    file: &str,
    bytes: &[u8],
    encoding: &'static Encoding,
    guessed: bool,
) -> Result<Text, ReadError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match text {
        Some(text) => Ok(Text { text: text.into_owned(), encoding: encoding.name(), guessed }),
        None if encoding == UTF_8 => Err(not_utf_8(file, bytes)),
        None => {
            let problem = format!("it has bytes that are no text in {}", encoding.name());
            Err(ReadError::Unreadable { file: file.to_owned(), problem })
        }
    }
}

fn not_utf_8(file: &str, bytes: &[u8]) -> ReadError {
    let byte = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |it| it.len());
    let line = lines_in(&bytes[..byte]);
    ReadError::NotUtf8 { file: file.to_owned(), line, byte: byte as u64 }
}

/// A text with more good sequences of UTF-8 than bad bytes is UTF-8 and damaged; to read it as
/// something else would damage every name in it.
fn of_another_encoding(file: &str, bytes: &[u8]) -> Result<Text, ReadError> {
    let (mut good, mut bad) = (0_u64, 0_u64);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
        bad += u64::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return Err(not_utf_8(file, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let text = decoded(file, bytes, guess, true).map_err(|_| not_utf_8(file, bytes))?;
    match is_noise(&text.text) {
        true => Err(ReadError::NotText { file: file.to_owned(), what: "binary data" }),
        false => Ok(text),
    }
}

/// Whether more than one in thirty signs is one that nobody types.
fn is_noise(text: &str) -> bool {
    let strange = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    text.chars().filter(strange).count() * 30 > text.chars().count()
}

/// Text in UTF-16 that is mostly Latin has a zero in every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096) & !1];
    let zeros =
        |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count() * 2;
    let (first, second) = (zeros(0), zeros(1));
    let many = |count: usize| start.len() >= 8 && count * 2 > start.len();
    match (first, second) {
        (0, second) if many(second) => Some(UTF_16LE),
        (first, 0) if many(first) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the first line of an XML file declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(256)];
    let line = start.strip_prefix(b"<?xml")?;
    let line = &line[..line.iter().position(|byte| *byte == b'>')?];
    let line = std::str::from_utf8(line).ok()?;
    let (_, rest) = line.split_once("encoding")?;
    let label = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(label[1..].split(quote).next()?.as_bytes())
}
