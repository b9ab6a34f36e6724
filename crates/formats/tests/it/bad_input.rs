//! Files that cannot be read, and rows that cannot.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use waymark_formats::{Input, Limits, ReadConfig, ReadError, read};
use waymark_model::Map;

use crate::{outcomes, read_onto};

fn read_bytes(bytes: &[u8]) -> Result<waymark_formats::Parsed, ReadError> {
    read(vec![Input::new("a.csv", bytes)], &Map::new(), &ReadConfig::default())
}

fn problem(bytes: &[u8]) -> String {
    read_bytes(bytes).unwrap_err().to_string()
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_missing_column_is_named_with_what_was_found() {
    let error = problem(b"funder,amount\nLumina,5\n");
    assert!(error.starts_with("`a.csv` has no column for the recipient: expected `recipient`"));
    assert!(error.ends_with("found `funder`, `amount`"));
    let error = problem(b"from_id,to_id\nA,B\n");
    assert!(error.contains("no column for the verb: expected `relation`"), "{error}");
}

#[test]
fn a_list_without_a_funder_names_the_option_that_gives_it() {
    let bytes: &[u8] = b"recipient,amount\nA,5\n";
    let error = read(vec![Input::new("grants.csv", bytes)], &Map::new(), &ReadConfig::default());
    assert!(error.unwrap_err().to_string().contains("`--funder \"Name\"`"));
}

#[test]
fn a_wrong_value_in_row_17_is_told_with_line_column_and_value() {
    let mut text = "funder,recipient,amount\n".to_owned();
    for row in 1..=20 {
        let amount = if row == 17 { "a lot" } else { "5" };
        text.push_str(&format!("Lumina,Receiver {row},{amount}\n"));
    }
    let parsed = read_bytes(text.as_bytes()).unwrap();
    let (row, refusal) = parsed.refused().next().unwrap();
    assert_eq!((row.line, refusal.column.as_deref()), (18, Some("amount")));
    assert_eq!(refusal.value, "a lot");
    assert!(refusal.expected.contains("`484000`"));
    assert_eq!((parsed.tally().created, parsed.tally().refused), (19, 1));
}

#[test]
fn what_is_no_table_is_told_by_its_content() {
    assert_eq!(
        problem(b"\x89PNG\r\n\x1a\n\0\0"),
        "`a.csv` is a PNG picture: expected a table (CSV, XLSX, ODS or JSON) or known XML"
    );
    assert!(problem(b"PK\x03\x04rest").contains("the ZIP archive is damaged"));
    assert!(problem(b"a,b\n1,\0\n").contains("is binary data"));
    assert!(problem(b"{\"grants\": []}").contains("is JSON without a list of records"));
    assert!(problem(b"<html></html>").contains("is a page in HTML"));
    assert!(problem(b"just some words\nand more\n").contains("is no table that is known"));
}

#[test]
fn a_damaged_utf_8_text_is_told_with_its_place() {
    let error = read_bytes(b"funder,recipient\nCaf\xc3\xa9,\xc3\xa9t\xc3 B\n").unwrap_err();
    let file = "a.csv".to_owned();
    assert_eq!(error, ReadError::NotUtf8 { file, line: 2, byte: 26 });
}

#[test]
fn an_empty_file_is_an_error_and_a_header_alone_is_not() {
    assert_eq!(read_bytes(b"").unwrap_err(), ReadError::Empty { file: "a.csv".into() });
    assert_eq!(read_bytes(b"\n\n").unwrap_err(), ReadError::Empty { file: "a.csv".into() });
    let parsed = read_bytes(b"funder,recipient,amount\n").unwrap();
    assert_eq!((parsed.changes.len(), parsed.tally().rows()), (0, 0));
}

#[test]
fn a_file_cut_in_the_middle_of_a_quote_tells_where_it_opens() {
    let error = problem(b"funder,recipient\nA,B\nC,\"an unfinished na");
    assert!(error.contains("the row at line 3 opens a quote that is never closed"), "{error}");
}

#[test]
fn quotes_within_a_cell_and_over_lines_are_no_cut() {
    let text = "funder,recipient\nA,\"B \"\"b\"\"\nsecond line\"\n\nC,5\" pipe\n";
    let parsed = read_bytes(text.as_bytes()).unwrap();
    let lines: Vec<u64> = parsed.rows.iter().map(|row| row.line).collect();
    assert_eq!((lines, parsed.tally().created), (vec![2, 5], 2));
}

#[test]
fn a_gzip_file_cut_in_the_middle_is_told() {
    let whole = gzipped(&"funder,recipient\nA,B\n".repeat(500));
    let error = read_bytes(&whole[..whole.len() / 2]).unwrap_err();
    assert!(matches!(error, ReadError::CutOff { .. }), "{error}");
    let mut damaged = whole;
    let end = damaged.len() - 6;
    damaged[end] ^= 0xff;
    assert!(matches!(read_bytes(&damaged).unwrap_err(), ReadError::Unreadable { .. }));
}

/// Two gigabytes of one letter, of which it is counted how much was asked for.
struct EndlessCell<'c> {
    head: &'static [u8],
    left: u64,
    read: &'c std::cell::Cell<u64>,
}

impl std::io::Read for EndlessCell<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = if self.head.is_empty() {
            let size = buffer.len().min(self.left as usize);
            buffer[..size].fill(b'x');
            self.left -= size as u64;
            size
        } else {
            std::io::Read::read(&mut self.head, buffer)?
        };
        self.read.set(self.read.get() + size as u64);
        Ok(size)
    }
}

#[test]
fn a_cell_of_two_gigabytes_is_refused_at_the_limit_and_not_read_to_its_end() {
    let asked_for = std::cell::Cell::new(0);
    let cell = EndlessCell { head: b"funder,recipient\nA,", left: 2 << 30, read: &asked_for };
    let limits = Limits { max_bytes_uncompressed: 8 << 20, ..Limits::default() };
    let config = ReadConfig { limits, ..ReadConfig::default() };
    let error = read(vec![Input::new("a.csv", cell)], &Map::new(), &config).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { .. }), "{error}");
    assert!(asked_for.get() <= 16 << 20, "{} bytes were read", asked_for.get());
}

#[test]
fn a_million_columns_are_refused_with_their_limit() {
    let text = format!("funder,recipient{}\nA,B\n", ",c".repeat(1_000_000 / 2));
    let error = read_bytes(text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("the number of"), "{error}");
    let short = format!("{}\nA,B\n", ",".repeat(1_000_000));
    assert!(read_bytes(short.as_bytes()).is_err());
}

#[test]
fn limits_are_kept() {
    let limited = |limits: Limits, text: &str| {
        let config = ReadConfig { limits, ..ReadConfig::default() };
        read(vec![Input::new("a.csv", text.as_bytes())], &Map::new(), &config)
            .unwrap_err()
            .to_string()
    };
    let text = "funder,recipient\nA,B\nC,D\n";
    let standard = Limits::default();
    let bytes = Limits { max_bytes_uncompressed: 20, ..standard };
    assert!(limited(bytes, text).contains("passes the limit of 20"));
    let rows = Limits { max_rows: 1, ..standard };
    assert!(limited(rows, &format!("{text}E,F\n")).contains("the number of rows"));
    assert!(limited(Limits { max_columns: 1, ..standard }, text).contains("the number of columns"));
    assert!(
        limited(Limits { max_row_bytes: 4, ..standard }, text).contains("bytes in a row at line 1")
    );
}

#[test]
fn a_row_with_too_few_or_too_many_cells_is_refused() {
    let parsed = read_bytes(b"funder,recipient,amount\nA,B\nA,B,5,6\nA,B,5\n").unwrap();
    let outcomes = outcomes(&parsed);
    assert!(outcomes[0].ends_with("has 2 cells: expected 3 cells, one for each column"));
    assert!(outcomes[1].contains("has 4 cells"));
    assert_eq!(outcomes[2], "created");
}

#[test]
fn a_column_given_twice_is_an_error() {
    assert!(problem(b"funder,recipient,Funder\nA,B,C\n").contains("column `Funder` twice"));
}

#[test]
fn a_name_that_no_id_can_have_is_refused() {
    let outcomes = outcomes(&read_bytes("funder,recipient\nA,🅐\nA,★\n".as_bytes()).unwrap());
    assert!(outcomes.iter().all(|it| it.contains("has no letter or digit that an id can have")));
}

#[test]
fn long_ids_leave_room_for_the_ids_of_ties() {
    let long = "x".repeat(240);
    let mut map =
        waymark_model::sketch(&format!("organization {long} A\norganization y{} B", &long[1..]));
    let parsed = read_onto(&map, &["funder,recipient\nA,B\n"]).unwrap();
    map.apply(&parsed.changes).unwrap();
    assert_eq!(map.tie_count(), 1);
}

#[test]
fn files_of_two_formats_are_not_one_import() {
    let error = read_onto(&Map::new(), &["org_id,name\nA,B\n", "funder,recipient\nA,B\n"]);
    assert!(matches!(error.unwrap_err(), ReadError::Mixed { .. }));
    assert_eq!(read_onto(&Map::new(), &[]).unwrap_err(), ReadError::Nothing);
}

#[test]
fn a_mapping_file_with_a_mistake_names_it() {
    let error = read_onto(&Map::new(), &[r#"{"verbs": {"a": {"kind": "loves", "reason": ""}}}"#]);
    assert!(error.unwrap_err().to_string().contains("`loves` is no kind of tie"));
    let error = read_onto(&Map::new(), &[r#"{"columns": {"giver": "x"}}"#]).unwrap_err();
    assert!(error.to_string().contains("`giver` in `columns` is not one of `funder`"));
    let mapping = r#"{"columns": {"funder": "who"}}"#;
    let error = read_onto(&Map::new(), &[mapping, "funder,recipient\nA,B\n"]).unwrap_err();
    assert!(error.to_string().contains("no column `who`, which the mapping names"));
}

/// Bytes that look like the files that are read, so that more than the first check is tried.
fn likely() -> impl Strategy<Value = String> {
    let header = prop_oneof![
        Just("funder,recipient,amount,currency,date,goal_or_cause,status,identifier"),
        Just("org_id,name,type,role_in_map,own_words,source_url_or_repo_path,confidence,x"),
        Just("initiative_id,name,lead_org_id,goal_id,goal_basis,in_guide,stage_1to5_by_year,start"),
        Just("from_id,relation,to_id,date,amount_usd,detail,source_url_or_repo_path,confidence"),
        Just("subject_id,date,event,amount_usd,source_url_or_repo_path,confidence,a,b"),
    ];
    let cell = prop_oneof![
        Just(String::new()),
        Just("GUIDE".to_owned()),
        Just("funds".to_owned()),
        Just("verified".to_owned()),
        Just("2019-22".to_owned()),
        "[A-C]",
        "[0-9.,$€ -]{0,9}",
        "\\PC{0,12}",
        Just("🅐".to_owned()),
    ];
    let row = proptest::collection::vec(cell, 8).prop_map(|cells| cells.join(","));
    (header, proptest::collection::vec(row, 0..12))
        .prop_map(|(header, rows)| format!("{header}\n{}", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn what_is_read_can_be_applied_and_is_then_matched(text in likely()) {
        let Ok(parsed) = read_bytes(text.as_bytes()) else { return Ok(()) };
        let mut map = Map::new();
        map.apply(&parsed.changes).unwrap();
        let again = read(
            vec![Input::new("a.csv", text.as_bytes())],
            &map,
            &ReadConfig::default(),
        ).unwrap();
        prop_assert_eq!(&again.changes, &[]);
        prop_assert_eq!(again.tally().rows(), parsed.tally().rows());
        prop_assert_eq!(again.tally().refused, parsed.tally().refused);
    }
}
