//! What every target does with its bytes.

mod promises;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub use promises::hold;

/// What stands between the parts of an input that is several files.
const BETWEEN: &[u8] = b"\n~~~\n";

/// The parts of an input.
pub fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

/// An Excel workbook of which the input is the parts that are read: a sheet, the texts that cells
/// share, the styles, the list of sheets; or an OpenDocument workbook, where it has but one part.
///
/// Dirt seldom unpacks; a workbook around it does.
pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    const SHEETS: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const LINKS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let parts = parts(bytes);
    let part = |place: usize| parts.get(place).copied();
    match parts.as_slice() {
        [content] => packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest/>"),
            ("content.xml", content),
        ]),
        _ => packed(&[
            ("xl/workbook.xml", part(3).unwrap_or(SHEETS)),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", part(0).unwrap_or_default()),
            ("xl/sharedStrings.xml", part(1).unwrap_or_default()),
            ("xl/styles.xml", part(2).unwrap_or_default()),
        ]),
    }
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        archive.start_file(*name, plain).expect("memory takes files");
        archive.write_all(bytes).expect("memory takes bytes");
    }
    archive.finish().expect("memory takes an end").into_inner()
}
