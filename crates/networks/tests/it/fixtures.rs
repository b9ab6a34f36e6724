//! The files of `fixtures/formats/networks`, each read as its list of expectations says.

use std::path::PathBuf;

use waymark_networks::{Limits, read};

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/networks")
}

/// The names of the files, and what is expected of each.
pub(crate) fn expected() -> Vec<[String; 5]> {
    let mut list = csv::Reader::from_path(folder().join("expected.csv")).unwrap();
    list.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_file_is_told_by_its_content_and_read_whole() {
    let mut wrong = Vec::new();
    for [file, format, nodes, edges, notices] in expected() {
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        let reading = read(bytes.as_slice(), &Limits::default()).unwrap();
        let told: Vec<String> = reading.notices.iter().map(ToString::to_string).collect();
        let found = [
            reading.format.word().to_owned(),
            reading.network.nodes().len().to_string(),
            reading.network.edges().len().to_string(),
            told.len().to_string(),
        ];
        if found != [format, nodes, edges, notices] {
            wrong.push(format!("{file}: {found:?} {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_has_an_expectation() {
    let listed = expected().len();
    let files = std::fs::read_dir(folder()).unwrap().count();
    assert_eq!(listed + 2, files, "the README and the list itself are the other two");
}
