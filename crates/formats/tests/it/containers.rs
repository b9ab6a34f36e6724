//! Gzip and ZIP, and the traps in them.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use waymark_formats::{Input, Limits, ReadConfig, ReadError, read};
use waymark_model::Map;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{map_of, read_file};

const GRANTS: &str = "funder,recipient,amount\nLumina,Bee Society,5\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn limited(bytes: &[u8], limits: Limits) -> ReadError {
    let config = ReadConfig { limits, ..ReadConfig::default() };
    read(vec![Input::new("a", bytes)], &Map::new(), &config).unwrap_err()
}

#[test]
fn every_file_of_an_archive_is_read_and_what_is_none_is_told() {
    let more = "funder,recipient,amount\nLumina,Apple Trust,6\n";
    let bytes = zip(&[
        ("2019/grants.csv", GRANTS.as_bytes()),
        ("2020/grants.csv.gz", &gzip(more.as_bytes())),
        ("read me.txt", b"These are our grants."),
        ("logo.png", b"\x89PNG\r\n"),
        ("__MACOSX/._grants.csv", b"\0\0"),
    ]);
    let parsed = read_file("ours.zip", &bytes).unwrap();
    assert_eq!(parsed.tally().created, 2);
    assert_eq!(&*parsed.rows[0].file, "ours.zip/2019/grants.csv");
    let told: Vec<&str> = parsed.notices.iter().map(|it| &*it.file).collect();
    assert!(told.contains(&"ours.zip/read me.txt") && told.contains(&"ours.zip/logo.png"));
    assert_eq!(parsed.detected[0].packed, Some("zip"));
    let map = map_of(&parsed);
    let sources: Vec<&str> = map.sources().map(|source| source.id.as_str()).collect();
    assert_eq!(sources, ["ours-2019-grants", "ours-2020-grants"]);
    let inputs = vec![Input::new("ours.zip", bytes.as_slice())];
    assert_eq!(read(inputs, &map, &ReadConfig::default()).unwrap().changes, []);
}

#[test]
fn an_archive_of_one_file_is_that_file() {
    let parsed = read_file("a.zip", &zip(&[("lumina.csv", GRANTS.as_bytes())])).unwrap();
    assert_eq!(map_of(&parsed).sources().next().unwrap().id.as_str(), "lumina");
    let error = read_file("a.zip", &zip(&[("a.txt", b"only words\nhere\n")])).unwrap_err();
    assert!(matches!(error, ReadError::UnknownFormat { .. }), "{error}");
}

#[test]
fn a_mapping_may_come_with_the_files() {
    let mapping = br#"{"columns": {"recipient": "whom"}}"#;
    let bytes = zip(&[("mapping.json", mapping), ("a.csv", b"funder,whom\nA,B\n")]);
    assert_eq!(read_file("a.zip", &bytes).unwrap().tally().created, 1);
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let zeros = vec![b'0'; 64 << 20];
    let error = read_file("a.csv.gz", &gzip(&zeros)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`a.csv.gz` unpacks to more than 250 times its size: expected data, not a trap"
    );
    let error = read_file("a.zip", &zip(&[("a.csv", &zeros)])).unwrap_err();
    assert!(matches!(error, ReadError::Bomb { .. }), "{error}");
    let book = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    let error = read_file("a.xlsx", &book).unwrap_err();
    assert!(matches!(error, ReadError::Bomb { .. }), "{error}");
}

#[test]
fn all_files_of_an_archive_share_one_limit() {
    let files: Vec<(String, &[u8])> =
        (0..20).map(|number| (format!("{number}.csv"), GRANTS.as_bytes())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, it)| (name.as_str(), *it)).collect();
    let standard = Limits::default();
    let bytes = zip(&files);
    let error = limited(&bytes, Limits { max_bytes_uncompressed: 400, ..standard });
    assert!(error.to_string().contains("passes the limit of 400"), "{error}");
    let error = limited(&bytes, Limits { max_files: 19, ..standard });
    assert!(error.to_string().contains("the number of files"), "{error}");
}

#[test]
fn damaged_archives_and_archives_of_archives_are_told() {
    let whole = zip(&[("a.csv", GRANTS.as_bytes())]);
    let error = read_file("a.zip", &whole[..whole.len() - 10]).unwrap_err();
    assert!(error.to_string().contains("the ZIP archive is damaged"), "{error}");
    let nested = zip(&[("inner.zip", whole.as_slice())]);
    let error = read_file("a.zip", &nested).unwrap_err();
    assert!(error.to_string().contains("an archive within an archive"), "{error}");
}
