//! The guide's tables as rows, and files that are wrong in one way.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::world::guide_folder;

/// A row of a table by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// The text of a table of the guide.
pub(crate) fn text(name: &str) -> String {
    std::fs::read_to_string(guide_folder().join(format!("{name}.csv"))).unwrap()
}

/// The rows of a table of the guide.
pub(crate) fn rows(name: &str) -> Vec<Row> {
    let text = text(name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A table with one cell, on a line from 1, exchanged for another.
pub(crate) fn with_cell(table: &str, line: usize, column: &str, value: &str) -> String {
    let text = text(table);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    let at = rows[0].iter().position(|name| name == column).unwrap();
    rows[line - 1][at] = value.to_owned();
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows {
        out.write_record(&row).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

/// The same bytes, gzipped.
pub(crate) fn gzipped(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}
