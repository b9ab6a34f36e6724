//! Bad input: the message says where and what was expected, and the map is as it was.

use serde_json::{Value, json};

use crate::files::{gzipped, rows, text, with_cell};
use crate::world::World;

/// Imports a file that is wrong as a whole onto the guide: nothing may change.
#[track_caller]
fn refused_whole(name: &str, content: impl AsRef<[u8]>, said: &[&str]) {
    let world = World::with_guide();
    let before = world.run(["export"]).fine().stdout;
    let file = world.file(name, content);
    let ran = world.run(["import", &file]).ended(1).says(&[&format!("`{name}`")]).says(said);
    assert_eq!(ran.stdout, "");
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

/// Imports a file onto the guide in which one row is wrong: that row is told, and nothing that
/// was there before changes.
#[track_caller]
fn refused_row(content: &str, line: u64, column: Option<&str>, said: &[&str]) -> (Value, World) {
    let world = World::with_guide();
    let before = world.content();
    let file = world.file("table.csv", content);
    let report = world.run(["import", &file, "--format", "json"]).ended(3).json();
    let refused = report["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!((&refused[0]["file"], &refused[0]["line"]), (&json!("table.csv"), &json!(line)));
    assert_eq!(refused[0]["column"].as_str(), column);
    let reason = refused[0]["reason"].as_str().unwrap();
    assert!(said.iter().all(|word| reason.contains(word)), "{reason}");
    everything_of(&before, &world.content());
    (report, world)
}

/// Every record of one state is in the other, unchanged.
#[track_caller]
fn everything_of(before: &Value, after: &Value) {
    for (list, records) in before.as_object().unwrap() {
        let now = after[list].as_array().unwrap();
        for record in records.as_array().unwrap() {
            assert!(now.contains(record), "{record} is not in `{list}` any more");
        }
    }
}

#[test]
fn a_missing_column_is_named_with_those_that_were_found() {
    let without = text("ties").replacen("relation,", "connection,", 1);
    refused_whole("ties.csv", without, &["`ties.csv`", "expected `relation`", "found `from_id`"]);
}

#[test]
fn a_wrong_type_in_row_17_is_told_with_line_column_and_what_was_expected() {
    let wrong = with_cell("ties", 18, "amount_usd", "a lot");
    let said = ["`amount_usd`", "`a lot` is not a number", "expected a number such as `484000`"];
    let (report, _) = refused_row(&wrong, 18, Some("amount_usd"), &said);
    assert_eq!((&report["rows"], &report["matched"]), (&json!(310), &json!(309)));
}

#[test]
fn the_message_for_people_has_file_line_and_reason_too() {
    let world = World::with_guide();
    let file = world.file("table.csv", with_cell("ties", 18, "amount_usd", "a lot"));
    let table = world.run(["import", &file, "--format", "table"]).ended(3).stdout;
    assert!(table.contains("table.csv:18: column `amount_usd`: `a lot`"), "{table}");
}

#[test]
fn the_good_rows_beside_a_bad_one_are_in() {
    let world = World::new();
    let header = "org_id,name,type,role_in_map,own_words,source_url_or_repo_path,confidence\n";
    let good = "A,Alpha,foundation,,,https://example.org/a,verified\n";
    let bad = "B,Beta,foundation,,,https://example.org/b,perhaps\n";
    let file = world.file("organizations.csv", format!("{header}{good}{bad}"));
    let report = world.run(["import", &file]).ended(3).json();
    assert_eq!((&report["created"], &report["refused"][0]["line"]), (&json!(1), &json!(3)));
    let ids = world.json(["export"])["entities"].as_array().unwrap().clone();
    assert_eq!(ids.iter().map(|it| &it["id"]).collect::<Vec<_>>(), ["alpha"]);
}

#[test]
fn a_picture_a_web_page_and_half_a_table_are_told_from_a_table() {
    let expected = "expected a table (CSV, XLSX, ODS or JSON)";
    refused_whole("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["a PNG picture", expected]);
    refused_whole("b.csv", "[{\"org_id\": \"A\"}]", &["no column for the name", "expected `name`"]);
    refused_whole("c.csv", "<!doctype html><p>Not found", &["HTML", "expected"]);
    refused_whole("d.csv", "no table at all\njust words\n", &["no table", "expected", "`org_id`"]);
}

#[test]
fn text_in_another_encoding_is_read_and_the_guess_is_told() {
    let mut latin = text("organizations").lines().next().unwrap().as_bytes().to_vec();
    latin.extend(b"\nCAF,Caf\xe9,foundation,,,https://example.org,verified\n");
    let world = World::new();
    let report = world.json(["import", &world.file("latin.csv", latin)]);
    let notice = report["notices"][0]["reason"].as_str().unwrap();
    assert!(notice.contains("windows-1252") && notice.contains("check the names"), "{notice}");
    assert_eq!(world.content()["entities"][0]["name"][0]["value"], "Caf\u{e9}");
}

#[test]
fn damaged_text_is_told_with_line_and_byte() {
    let mut damaged = text("organizations").lines().next().unwrap().as_bytes().to_vec();
    damaged.extend(
        "\nCAF,Caf\u{e9} Cr\u{e8}me,foundation,,,https://example.org,verified\n".as_bytes(),
    );
    damaged.extend(b"ODD,Odd \xff,foundation,,,https://example.org,verified\n");
    refused_whole("damaged.csv", damaged, &["not in UTF-8", "line 3", "byte"]);
}

#[test]
fn an_empty_file_is_refused() {
    refused_whole("empty.csv", "", &["is empty", "expected a line of column names"]);
    refused_whole("blank.csv", "\n\n", &["is empty"]);
}

#[test]
fn a_header_alone_changes_no_fact() {
    let world = World::with_guide();
    let before = world.content();
    let header = text("ties").lines().next().unwrap().to_owned();
    let report = world.json(["import", &world.file("ties.csv", header + "\n")]);
    assert_eq!((&report["rows"], &report["changes"]), (&json!(0), &json!(0)));
    assert_eq!(world.content(), before);
}

#[test]
fn a_table_cut_in_the_middle_of_a_row_has_that_row_refused() {
    let whole = text("ties");
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let cut = lines[..30].concat() + &lines[30][..lines[30].find(',').unwrap()];
    refused_row(&cut, 31, None, &["has 1 cells", "expected 8 cells"]);
}

#[test]
fn a_table_cut_within_a_quote_is_refused_whole() {
    let whole = text("organizations") + "NEW,\"A name that was nev";
    let said = ["is cut off", "the row at line 86", "never closed"];
    refused_whole("cut.csv", whole, &said);
}

#[test]
fn a_gzip_file_cut_in_the_middle_is_refused_whole() {
    let packed = gzipped(&text("ties"));
    let said = ["is cut off", "ends too early", "expected the whole file"];
    refused_whole("cut.csv.gz", &packed[..packed.len() / 2], &said);
}

#[test]
fn a_whole_gzip_file_is_read_as_the_table_within() {
    let world = World::with_guide();
    let report = world.json(["import", &world.file("ties.csv.gz", gzipped(&text("ties")))]);
    assert_eq!(report["matched"], 310);
}

#[test]
fn a_code_that_nothing_has_is_told_with_its_line() {
    let wrong = with_cell("ties", 20, "to_id", "NOPE");
    refused_row(&wrong, 20, Some("to_id"), &["`NOPE`", "expected a code"]);
}

#[test]
fn a_code_given_twice_is_told_with_both_lines() {
    let twice = text("organizations") + "LUM,Another,foundation,,,https://example.org,verified\n";
    let last = rows("organizations").len() as u64 + 2;
    refused_row(&twice, last, Some("org_id"), &["`LUM`", "line 2", "expected every code once"]);
}

#[test]
fn a_file_or_folder_that_is_not_there_or_has_nothing_is_named() {
    let world = World::with_guide();
    let before = world.content();
    world.run(["import", "nowhere.csv"]).ended(1).says(&["`nowhere.csv`", "No such file"]);
    let folder = world.path("folder");
    std::fs::create_dir(&folder).unwrap();
    let folder = folder.to_str().unwrap();
    world.run(["import", folder]).ended(1).says(&[folder, "no files to import"]);
    assert_eq!(world.content(), before);
}

#[test]
fn nothing_is_imported_with_strict_when_a_row_is_refused() {
    let world = World::with_guide();
    let before = world.run(["export"]).fine().stdout;
    let wrong = with_cell("ties", 20, "to_id", "NOPE")
        + "LUM,partners_with,DCC,,,,https://example.org/,verified\n";
    let file = world.file("ties.csv", wrong);
    let ran = world.run(["import", "--strict", &file]).ended(1).says(&["nothing was imported"]);
    assert_eq!(ran.json()["refused"][0]["line"], 20);
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

#[test]
fn everything_is_imported_with_strict_when_no_row_is_refused() {
    let world = World::new();
    let report = world.json(["import", "--strict", crate::world::guide_folder().to_str().unwrap()]);
    assert_eq!((&report["created"], &report["dry_run"]), (&json!(589), &json!(false)));
    assert_eq!(world.json(["summary"])["organizations"], 84);
}

#[test]
fn a_dry_run_tells_row_by_row_and_changes_nothing() {
    let world = World::with_guide();
    let before = world.run(["export"]).fine().stdout;
    let corrected = with_cell("ties", 20, "to_id", "NOPE").replace("369000,study", "370000,study");
    let longer = corrected + "LUM,partners_with,DCC,,,,https://example.org/,verified\n";
    let ran = world.run(["import", "--dry-run", &world.file("ties.csv", longer)]).ended(3);
    let report = ran.json();
    assert_eq!((&report["dry_run"], &report["rows"]), (&json!(true), &json!(311)));
    let count = |what: &str| report[what].as_u64().unwrap();
    assert_eq!([count("created"), count("matched"), count("changed")], [1, 308, 1]);
    let refused = &report["refused"][0];
    assert_eq!((&refused["file"], &refused["line"]), (&json!("ties.csv"), &json!(20)));
    assert!(refused["reason"].as_str().unwrap().contains("`NOPE`"));
    assert_eq!(report["outcomes"].as_array().unwrap().len(), 311);
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

#[test]
fn options_that_make_no_sense_are_told_with_what_would() {
    let world = World::with_guide();
    let file = world.file("ties.csv", text("ties"));
    world.run(["import", &file, "--currency", "ducats"]).ended(2).says(&["`ducats`", "USD"]);
    world.run(["import", &file, "--column", "giver=x"]).ended(2).says(&["`giver=x`", "funder"]);
}
