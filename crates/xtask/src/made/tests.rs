use std::collections::BTreeSet;

use super::{made, names};

fn tables(initiatives: usize) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    made(initiatives, folder.path()).unwrap();
    let mut tables: Vec<(String, String)> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    tables.sort();
    tables
}

#[test]
fn the_same_number_gives_the_same_tables() {
    assert_eq!(tables(300), tables(300));
    assert_eq!(tables(300).len(), 5);
}

#[test]
fn every_initiative_is_there_and_much_of_some_is_unknown() {
    let tables = tables(300);
    let (_, rows) = tables.iter().find(|(name, _)| name == "initiatives.csv").unwrap();
    assert_eq!(rows.lines().count(), 301);
    assert!(rows.lines().any(|row| row.contains(",,,,,,")));
}

#[test]
fn the_smallest_map_can_be_made() {
    assert_eq!(tables(1).len(), 5);
}

#[test]
fn no_two_names_are_alike() {
    let initiatives: BTreeSet<String> = (0..100_000).map(names::initiative).collect();
    assert_eq!(initiatives.len(), 100_000);
    let organizations: BTreeSet<String> =
        (0..40_000).map(names::lead).chain((0..7_000).map(names::funder)).collect();
    assert_eq!(organizations.len(), 47_000);
}
