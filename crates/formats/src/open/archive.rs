//! ZIP archives, and the workbooks that are ZIP archives inside.
//!
//! The sizes that an archive states are not believed: every file in it is unpacked once and
//! counted before anything that trusts it sees it.

use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::unpack::{Budget, told};
use crate::ReadError;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The workbooks that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Book {
    Xlsx,
    Ods,
}

/// A file of an archive: its name, and its bytes or why they cannot be had.
type Member = (String, Result<Vec<u8>, ReadError>);

pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Which workbook the archive is, or `None` where it is an archive of files.
pub(crate) fn book(
    file: &str,
    bytes: &[u8],
    budget: &mut Budget<'_>,
) -> Result<Option<Book>, ReadError> {
    let mut archive = open(file, bytes, budget)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let book = if has("xl/workbook.xml") {
        Book::Xlsx
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Book::Ods
    } else {
        let others = [
            ("xl/workbook.bin", "a binary Excel workbook (save it as XLSX or ODS)"),
            ("word/document.xml", "a Word document"),
            ("ppt/presentation.xml", "a presentation"),
        ];
        return match others.into_iter().find(|(name, _)| has(name)) {
            Some((_, what)) => Err(ReadError::NotText { file: file.to_owned(), what }),
            None => Ok(None),
        };
    };
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| damaged(file, &error))?;
        let packed = member.compressed_size();
        let done = budget.spend(member, |_| Some(packed), |_| {});
        done.map_err(|trouble| told(file, trouble, 1, budget.limits))?;
    }
    Ok(Some(book))
}

/// All files of an archive.
pub(crate) fn members(
    file: &str,
    bytes: &[u8],
    budget: &mut Budget<'_>,
) -> Result<Vec<Member>, ReadError> {
    let mut archive = open(file, bytes, budget)?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let name = match archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("file {}", index + 1),
        };
        // What a Mac puts beside every file is no file of anybody's.
        if name.ends_with('/') || name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") {
            continue;
        }
        let member = match archive.by_index(index) {
            Err(error) => Err(damaged(&format!("{file}/{name}"), &error)),
            Ok(member) => {
                let packed = member.compressed_size();
                let mut out = Vec::new();
                let take = |piece: &[u8]| out.extend_from_slice(piece);
                let done = budget.spend(member, |_| Some(packed), take);
                let named = format!("{file}/{name}");
                done.map(|()| out).map_err(|trouble| told(&named, trouble, 1, budget.limits))
            }
        };
        members.push((name, member));
    }
    Ok(members)
}

/// The bytes of one file of a workbook that was checked before.
pub(crate) fn part(file: &str, bytes: &[u8], name: &str) -> Result<Vec<u8>, ReadError> {
    let damaged = |error: &ZipError| damaged(file, error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut member = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut out = Vec::new();
    let read = std::io::Read::read_to_end(&mut member, &mut out);
    read.map_err(|error| damaged(&ZipError::Io(error)))?;
    Ok(out)
}

fn open<'b>(file: &str, bytes: &'b [u8], budget: &Budget<'_>) -> Result<Archive<'b>, ReadError> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, &error))?;
    let limit = budget.limits.max_files;
    if archive.len() > limit {
        return Err(ReadError::TooLarge {
            file: file.to_owned(),
            what: "the number of files in it",
            line: 1,
            limit: limit as u64,
        });
    }
    Ok(archive)
}

fn damaged(file: &str, error: &ZipError) -> ReadError {
    let problem = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is encrypted: expected files without a password".to_owned()
        }
        error => format!("the ZIP archive is damaged or of an unknown kind ({error})"),
    };
    ReadError::Unreadable { file: file.to_owned(), problem }
}
