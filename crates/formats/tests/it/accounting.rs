//! Every reader gives every row exactly one outcome, and reading again changes nothing. No bytes,
//! however broken, bring one down.

use std::io::Read as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use waymark_formats::{Input, ReadConfig, read};
use waymark_model::Map;

use crate::containers::zip;
use crate::sheets::{ods, row};
use crate::{map_of, mapped, read_file, read_onto};

const JSON: &str = include_str!("../../../../fixtures/formats/grants.json");
const IATI_1: &str = include_str!("../../../../fixtures/formats/iati-1.xml");
const IATI_2: &str = include_str!("../../../../fixtures/formats/iati-2.xml");
const IRS_990: &str = include_str!("../../../../fixtures/formats/irs-990.xml");
const IRS_990_PF: &str = include_str!("../../../../fixtures/formats/irs-990-pf.xml");
const CSV: &str = include_str!("../../../../fixtures/formats/grants.csv");

/// A file of each form that is read, and how many rows it has.
fn files() -> Vec<(&'static str, Vec<u8>, usize)> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows =
        [["funder", "recipient", "amount"], ["A", "B", "5"], ["A", "", "6"], ["A", "C", "x"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let cells = [["funder", "recipient"], ["A", "B"], ["A", ""]];
    let table: String = cells.iter().map(|cells| row(cells)).collect();
    let table = format!("<table:table table:name=\"S\">{table}</table:table>");
    let lines = "{\"funder\": \"A\", \"recipient\": \"B\"}\n{\"funder\": \"A\"}\n{\"funder\"}\n";
    vec![
        ("grants.csv", CSV.as_bytes().to_vec(), 4),
        ("grants.json", JSON.as_bytes().to_vec(), 4),
        ("lines.json", lines.as_bytes().to_vec(), 3),
        ("grants.xlsx", workbook.save_to_buffer().unwrap(), 3),
        ("grants.ods", ods(&table), 2),
        ("iati-1.xml", IATI_1.as_bytes().to_vec(), 3),
        ("iati-2.xml", IATI_2.as_bytes().to_vec(), 14),
        ("990.xml", IRS_990.as_bytes().to_vec(), 1),
        ("990-pf.xml", IRS_990_PF.as_bytes().to_vec(), 3),
        ("grants.zip", zip(&[("a.csv", CSV.as_bytes()), ("b.txt", b"words")]), 4),
    ]
}

#[test]
fn rows_in_are_rows_applied_and_rows_reported() {
    for (name, bytes, rows) in files() {
        let parsed = read_file(name, &bytes).unwrap();
        let tally = parsed.tally();
        assert_eq!((parsed.rows.len(), tally.rows()), (rows, rows), "{name}");
        assert!(tally.created > 0 && tally.changed == 0, "{name}");
    }
}

#[test]
fn a_second_reading_of_any_file_changes_nothing() {
    for (name, bytes, _) in files() {
        let first = read_file(name, &bytes).unwrap();
        let inputs = vec![Input::new(name, bytes.as_slice())];
        let again = read(inputs, &map_of(&first), &ReadConfig::default()).unwrap();
        assert_eq!(again.changes, [], "{name}");
        assert_eq!(again.tally().refused, first.tally().refused, "{name}");
    }
}

/// Of a number that stands for none, of rows that are all alike, of one that all have in common and
/// of links of a chain there may be thousands; also when they are read again.
#[test]
fn thousands_of_rows_about_one_thing_are_read_in_seconds() {
    const MANY: u32 = 5_000;
    let rows = |row: &dyn Fn(u32) -> String| (0..MANY).map(row).collect::<String>();
    let table = |columns: &str, rows: &str| format!("{columns}\n{rows}");
    let said = "https://example.org,verified\n";
    let grants = rows(&|number| format!("A,Name {number},000000000,5\n"));
    let ties = rows(&|number| format!("A,funds,B,{number},{said}"));
    let events = rows(&|_| format!("A,2020,It met,{said}"));
    let links = rows(&|number| format!("T{number},part_of,T{},,{said}", number + 1));
    let chain = rows(&|number| format!("T{number},Thing {number}\n")) + "T5000,Thing 5000\n";
    let activities = rows(&|number| {
        format!(
            "<iati-activity><iati-identifier>A-{number}</iati-identifier><title><narrative>Work \
             {number}</narrative></title><participating-org role=\"4\"><narrative>One</narrative>\
             </participating-org></iati-activity>"
        )
    });
    let things = table("org_id,name", "A,Alliance\nB,Bund\n");
    let chain = table("org_id,name", &chain);
    let tie_head = "from_id,relation,to_id,amount_usd,source_url_or_repo_path,confidence";
    let backwards = links.lines().rev().map(|line| format!("{line}\n")).collect::<String>();
    let begin = Instant::now();
    for texts in [
        vec![table("funder,recipient,recipient ein,amount", &grants)],
        vec![things.clone(), table(tie_head, &ties)],
        vec![things, table("subject_id,date,event,source_url_or_repo_path,confidence", &events)],
        vec![chain.clone(), table(tie_head, &links)],
        vec![chain, table(tie_head, &backwards)],
        vec![format!("<iati-activities version=\"2.03\">{activities}</iati-activities>")],
    ] {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (map, parsed) = mapped(&texts);
        assert!(parsed.tally().created >= MANY as usize, "{:?}", parsed.tally());
        assert_eq!(read_onto(&map, &texts).unwrap().changes, []);
    }
    let took = begin.elapsed();
    assert!(took < Duration::from_secs(60), "it took {took:?}");
}

/// Where a file is damaged, with what, and how.
type Damage = Vec<(prop::sample::Index, u8, u8)>;

fn damage() -> impl Strategy<Value = Damage> {
    proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6)
}

fn damage_bytes(bytes: &mut Vec<u8>, damage: &Damage) {
    for (at, byte, how) in damage {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = *byte,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, *byte),
            _ => bytes.truncate(at),
        }
    }
}

/// A file of some form with bytes changed, cut out or put in.
fn damaged() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let files: Vec<Vec<u8>> = files().into_iter().map(|(_, bytes, _)| bytes).collect();
    (0..files.len(), damage()).prop_map(move |(file, damage)| {
        let mut bytes = files[file].clone();
        damage_bytes(&mut bytes, &damage);
        (file, bytes)
    })
}

/// A workbook that unpacks well, with one of its parts damaged.
fn damaged_within() -> impl Strategy<Value = Vec<u8>> {
    let is_book = |name: &str| name.ends_with("xlsx") || name.ends_with("ods");
    let books = files().into_iter().filter(|(name, ..)| is_book(name));
    let books: Vec<_> = books.map(|(_, bytes, _)| unzip(&bytes)).collect();
    let any_part = any::<prop::sample::Index>();
    (0..books.len(), any_part, damage()).prop_map(move |(book, part, damage)| {
        let mut parts = books[book].clone();
        let part = part.index(parts.len());
        damage_bytes(&mut parts[part].1, &damage);
        let parts = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        zip(&parts.collect::<Vec<_>>())
    })
}

pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap().unwrap().into_owned();
        let mut bytes = Vec::new();
        archive.by_index(index).unwrap().read_to_end(&mut bytes).unwrap();
        parts.push((name, bytes));
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_damage_brings_a_reader_down((file, bytes) in damaged()) {
        let name = files()[file].0;
        let Ok(parsed) = read_file(name, &bytes) else { return Ok(()) };
        prop_assert_eq!(parsed.tally().rows(), parsed.rows.len());
        let mut map = Map::new();
        prop_assert!(map.apply(&parsed.changes).is_ok());
    }

    #[test]
    fn no_damage_within_a_workbook_brings_its_reader_down(bytes in damaged_within()) {
        let Ok(parsed) = read_file("a book", &bytes) else { return Ok(()) };
        prop_assert_eq!(parsed.tally().rows(), parsed.rows.len());
    }
}
