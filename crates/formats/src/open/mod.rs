//! From bytes to what is in them: unpacked within limits, told apart by content, text in Unicode.
//!
//! A name is never asked what a file is: exports are called anything. The one thing a name tells
//! is how to speak of the file.

mod archive;
mod signature;
mod text;
mod unpack;

use std::sync::Arc;

pub(crate) use archive::{Book, part};
pub(crate) use text::Text;
pub(crate) use unpack::Budget;

use crate::{Input, Limits, ReadError, mapping};

/// A file as it was found, alone or in an archive.
pub(crate) struct Found {
    pub(crate) file: Arc<str>,
    /// Whether it came in an archive, so that it is left out with a remark where a file of its own
    /// would be an error.
    pub(crate) among: bool,
    /// What it was packed with.
    pub(crate) packed: Option<&'static str>,
    pub(crate) content: Result<Content, ReadError>,
}

/// What a file holds, told by its content.
pub(crate) enum Content {
    Mapping(String),
    Delimited(Text),
    Json(Text),
    Xml(Text),
    Workbook(Book, Vec<u8>),
}

/// Unpacks a file and tells what it is; an archive gives all files that it holds.
pub(crate) fn open(input: Input<'_>, limits: &Limits) -> Result<Vec<Found>, ReadError> {
    let file: Arc<str> = input.name.as_str().into();
    let mut budget = Budget::new(limits);
    let (bytes, gzipped) = unpack::whole(&file, input.bytes, &mut budget)?;
    let packed = gzipped.then_some("gzip");
    if !archive::is_zip(&bytes) {
        let content = content_of(&file, bytes)?;
        return Ok(vec![Found { file, among: false, packed, content: Ok(content) }]);
    }
    match archive::book(&file, &bytes, &mut budget)? {
        Some(book) => {
            let content = Ok(Content::Workbook(book, bytes));
            Ok(vec![Found { file, among: false, packed, content }])
        }
        None => members(&file, &bytes, &mut budget),
    }
}

fn members(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Found>, ReadError> {
    let mut found = Vec::new();
    for (name, member) in archive::members(file, bytes, budget)? {
        let file: Arc<str> = format!("{file}/{name}").into();
        let content = match member {
            Ok(bytes) => member_content(&file, bytes, budget),
            Err(error) => Err(error),
        };
        if let Err(error @ (ReadError::TooLarge { .. } | ReadError::Bomb { .. })) = content {
            return Err(error);
        }
        found.push(Found { file, among: true, packed: Some("zip"), content });
    }
    if found.is_empty() {
        return Err(ReadError::Empty { file: file.to_owned() });
    }
    if let [only] = found.as_mut_slice() {
        only.among = false;
    }
    Ok(found)
}

/// A file of an archive may itself be gzipped or a workbook, but no archive of more files.
fn member_content(
    file: &str,
    bytes: Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Content, ReadError> {
    let (bytes, _) = if bytes.starts_with(&unpack::GZIP) {
        unpack::whole(file, Box::new(bytes.as_slice()), budget)?
    } else {
        (bytes, false)
    };
    if !archive::is_zip(&bytes) {
        return content_of(file, bytes);
    }
    match archive::book(file, &bytes, budget)? {
        Some(book) => Ok(Content::Workbook(book, bytes)),
        None => Err(not_a_table(file, "an archive within an archive")),
    }
}

fn not_a_table(file: &str, what: &'static str) -> ReadError {
    ReadError::NotText { file: file.to_owned(), what }
}

fn content_of(file: &str, bytes: Vec<u8>) -> Result<Content, ReadError> {
    if let Some(what) = signature::of(&bytes) {
        return Err(not_a_table(file, what));
    }
    let text = text::decode(file, bytes)?;
    let start = text.text.trim_start();
    let mut letters = start.chars();
    match (letters.next(), letters.find(|c| !c.is_whitespace())) {
        (None, _) => Err(ReadError::Empty { file: file.to_owned() }),
        (Some('{'), _) if mapping::is_mapping(&text.text) => Ok(Content::Mapping(text.text)),
        (Some('{'), _) | (Some('['), Some('{')) => Ok(Content::Json(text)),
        (Some('['), _) if serde_json::from_str::<serde::de::IgnoredAny>(start).is_ok() => {
            Ok(Content::Json(text))
        }
        (Some('<'), _) => Ok(Content::Xml(text)),
        _ => Ok(Content::Delimited(text)),
    }
}
