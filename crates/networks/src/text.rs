//! From bytes to text: within limits, in UTF-8, and text at all.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::notice::Notices;
use crate::place::Spot;
use crate::{Limits, NetworkError, Place};

/// Reads all bytes, one more than the limit at most.
pub(crate) fn read_all(input: impl Read, limits: &Limits) -> Result<Vec<u8>, NetworkError> {
    let mut bytes = Vec::new();
    let read = input.take(limits.max_bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| NetworkError::Unreadable { problem: error.to_string() })?;
    Ok(bytes)
}

/// The bytes as text, in the encoding that their first bytes or their XML declaration name; where
/// they name none and are not UTF-8, they are taken for Windows-1252, as older programs write it.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    notices: &mut Notices,
) -> Result<Cow<'a, str>, NetworkError> {
    if bytes.len() as u64 > limits.max_bytes {
        let limit = limits.max_bytes;
        return Err(NetworkError::TooLarge { what: "the file", place: Place::File, limit });
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match (declared(bytes), std::str::from_utf8(bytes)) {
            (Some(declared), _) if declared != UTF_8 => {
                notices.add(
                    "the file is not in UTF-8, and was converted",
                    declared.name(),
                    Spot::File,
                );
                declared
            }
            (_, Ok(text)) if !text.contains('\0') => return Ok(Cow::Borrowed(text)),
            _ => match binary_kind(bytes) {
                Some(what) => return Err(NetworkError::NotText { what }),
                None => {
                    let what = "the file is not in UTF-8, and was read as Windows-1252";
                    notices.add(what, WINDOWS_1252.name(), not_utf8(bytes));
                    WINDOWS_1252
                }
            },
        },
    };
    let (text, _, replaced) = encoding.decode(bytes);
    if replaced {
        let what = "bytes that are no text in the file's encoding were replaced";
        notices.add(what, encoding.name(), Spot::File);
    }
    Ok(text)
}

fn not_utf8(bytes: &[u8]) -> Spot {
    let good = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    Spot::Line(1 + bytes[..good].iter().filter(|byte| **byte == b'\n').count() as u64)
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(200))?.strip_prefix(b"<?xml")?;
    let start = &start[..start.iter().position(|byte| *byte == b'>')?];
    let text = std::str::from_utf8(start).ok()?;
    let (_, rest) = text.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = rest[1..].split(quote).next()?;
    // UTF-16 has a byte order mark, or this declaration could not have been read.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

/// What the bytes are, if they are clearly no text.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 6] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "an Excel workbook or another ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"\x1f\x8b", "gzip data"),
    ];
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    known.map(|(_, what)| *what).or_else(|| bytes.contains(&0).then_some("binary data"))
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::Limits;
    use crate::notice::Notices;

    fn text(bytes: &[u8]) -> (String, usize) {
        let mut notices = Notices::default();
        let text = decode(bytes, &Limits::default(), &mut notices).unwrap().into_owned();
        (text, notices.finish("").len())
    }

    #[test]
    fn the_encoding_is_the_one_that_is_declared() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
        assert!(text(latin).0.ends_with("<a>é</a>"));
        assert_eq!(text(b"\xff\xfea\0b\0"), ("ab".to_owned(), 0));
        assert_eq!(text("\u{feff}é".as_bytes()), ("é".to_owned(), 0));
    }

    #[test]
    fn what_is_not_utf8_is_taken_for_windows_and_said() {
        assert_eq!(text(b"*Vertices 1\n1 \"caf\xe9\""), ("*Vertices 1\n1 \"café\"".to_owned(), 1));
        let binary = decode(b"a\0b", &Limits::default(), &mut Notices::default());
        assert_eq!(
            binary.unwrap_err().to_string(),
            "this is binary data, not text: expected a network file"
        );
    }
}
