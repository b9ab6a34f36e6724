//! Workbooks, sheet by sheet.

use rust_xlsxwriter::{Format, Workbook};
use waymark_formats::{Form, Limits, Parsed, ReadConfig, ReadError};
use waymark_model::Map;

use crate::containers::zip;
use crate::{fundings, map_of, notices, read_file};

fn xlsx(build: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

fn simple(workbook: &mut Workbook, name: &str, cells: &[&[&str]]) {
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    for (row, cells) in cells.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet
                .write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *text)
                .unwrap();
        }
    }
}

const HEAD: &[&str] = &["funder", "recipient", "amount", "date"];

/// One grant whose amount and date are a number shown in some way.
fn shown(amount: (f64, &str), date: (f64, &str)) -> Parsed {
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        for (column, name) in (0..).zip(HEAD) {
            sheet.write(0, column, *name).unwrap();
        }
        sheet.write(1, 0, "A").unwrap().write(1, 1, "B").unwrap();
        let format = |code: &str| Format::new().set_num_format(code);
        sheet.write_with_format(1, 2, amount.0, &format(amount.1)).unwrap();
        sheet.write_with_format(1, 3, date.0, &format(date.1)).unwrap();
    });
    read_file("a.xlsx", &bytes).unwrap()
}

fn one(amount: (f64, &str), date: (f64, &str)) -> String {
    let parsed = shown(amount, date);
    fundings(&map_of(&parsed)).pop().unwrap_or_else(|| crate::outcomes(&parsed)[0].clone())
}

#[test]
fn cells_say_what_they_show() {
    let day = (41292.0, "yyyy-mm-dd");
    assert_eq!(one((2266.0, "General"), day), "a > b: 2266 XXX, 2013-01-18");
    assert_eq!(one((1.234, "0.000"), day), "a > b: 1.234 XXX, 2013-01-18");
    assert_eq!(one((0.1 + 0.2, "0.00"), day), "a > b: 0.3 XXX, 2013-01-18");
    assert_eq!(one((5.0, "[$£-809]#,##0.00"), day), "a > b: 5 GBP, 2013-01-18");
    assert_eq!(one((5.0, "#,##0 [$EUR]"), day), "a > b: 5 EUR, 2013-01-18");
    assert!(one((0.25, "0%"), day).contains("`25%` is not a number"));
    let amount = (5.0, "General");
    assert_eq!(one(amount, (41292.0, "mmm yyyy")), "a > b: 5 XXX, 2013-01");
    assert_eq!(one(amount, (41292.0, "yyyy")), "a > b: 5 XXX, 2013");
    assert_eq!(one(amount, (41292.5, "dd/mm/yyyy hh:mm")), "a > b: 5 XXX, 2013-01-18");
    assert!(one(amount, (41292.0, "General")).contains("`41292` is not a date"));
}

#[test]
fn every_sheet_with_grants_is_read_and_the_others_are_told() {
    let bytes = xlsx(|workbook| {
        simple(workbook, "2019", &[HEAD, &["A", "B", "5", "2019"]]);
        simple(workbook, "2020", &[HEAD, &["A", "C", "6", "2020"], &["", "", "", ""]]);
        simple(workbook, "Notes", &[&["what", "who", "why"], &["x", "y", "z"]]);
        simple(workbook, "Empty", &[]);
        simple(workbook, "Old", &[HEAD, &["A", "D", "7", "2018"]]);
        workbook.worksheet_from_name("Old").unwrap().set_hidden(true);
    });
    let parsed = read_file("ours.xlsx", &bytes).unwrap();
    assert_eq!(fundings(&map_of(&parsed)), ["a > b: 5 XXX, 2019", "a > c: 6 XXX, 2020"]);
    assert_eq!(&*parsed.rows[1].file, "ours.xlsx: 2020");
    assert_eq!((parsed.rows[1].line, parsed.detected[1].form), (2, Form::Xlsx));
    let told = notices(&parsed).join("\n");
    assert!(told.contains("the sheet `Empty` is empty"));
    assert!(told.contains("the sheet `Old` (1 rows) is hidden"));
    assert!(told.contains("this table (1 rows) is not read: `ours.xlsx: Notes` is no table"));
    let map = map_of(&parsed);
    let sources: Vec<&str> = map.sources().map(|source| source.id.as_str()).collect();
    assert_eq!(sources, ["ours-2019", "ours-2020"]);
}

#[test]
fn a_sheet_of_metadata_says_what_the_source_is() {
    let bytes = xlsx(|workbook| {
        let meta: &[&[&str]] = &[&["Title", "Our grants"], &["Publisher:Name", "Meadow Fund"]];
        simple(workbook, "Meta", meta);
        simple(workbook, "grants", &[HEAD, &["A", "B", "5", "2019"]]);
    });
    let map = map_of(&read_file("meadow.xlsx", &bytes).unwrap());
    let source = map.sources().next().unwrap();
    assert_eq!((source.id.as_str(), source.title.as_str()), ("meadow", "Our grants"));
    assert_eq!(source.publisher.as_deref(), Some("Meadow Fund"));
}

#[test]
fn a_title_above_the_names_is_no_row() {
    let bytes = xlsx(|workbook| {
        simple(workbook, "S", &[&["Grants of 2019"], &[""], HEAD, &["A", "B", "5", ""]]);
    });
    let parsed = read_file("a.xlsx", &bytes).unwrap();
    assert_eq!((parsed.rows.len(), parsed.rows[0].line), (1, 4));
    assert!(notices(&parsed)[0].contains("`Grants of 2019` stands above the column names"));
}

#[test]
fn blank_cells_at_the_end_of_a_row_and_remarks_beside_the_table_are_no_trouble() {
    let bytes = xlsx(|workbook| {
        let rows: &[&[&str]] =
            &[&["As of 2019"], HEAD, &["A", "B"], &["A", "C", "5", "2019", "a remark"]];
        simple(workbook, "S", rows);
    });
    let parsed = read_file("a.xlsx", &bytes).unwrap();
    assert_eq!(fundings(&map_of(&parsed)).len(), 2);
    assert!(notices(&parsed).contains(&"1: a column without a name is not read".to_owned()));
}

#[test]
fn a_cell_in_the_last_corner_takes_no_memory() {
    let bytes = xlsx(|workbook| {
        simple(workbook, "S", &[HEAD, &["A", "B", "5", "2019"]]);
        workbook.worksheet_from_index(0).unwrap().write(1_048_575, 3, "2020").unwrap();
    });
    let parsed = read_file("a.xlsx", &bytes).unwrap();
    assert_eq!((parsed.tally().created, parsed.tally().refused), (1, 1));
    let wide = xlsx(|workbook| {
        workbook.add_worksheet().write(0, 16_383, "far").unwrap();
    });
    let error = read_file("a.xlsx", &wide).unwrap_err();
    assert!(error.to_string().contains("the number of columns"), "{error}");
}

#[test]
fn one_text_said_a_million_times_is_counted_each_time() {
    let long = "x".repeat(30_000);
    let bytes = xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        for row in 0..300 {
            sheet.write(row, 0, &long).unwrap();
        }
    });
    let limits = Limits { max_bytes_uncompressed: 2_000_000, ..Limits::default() };
    let config = ReadConfig { limits, ..ReadConfig::default() };
    let inputs = vec![waymark_formats::Input::new("a.xlsx", bytes.as_slice())];
    let error = waymark_formats::read(inputs, &Map::new(), &config).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { what: "the text of the table", .. }), "{error}");
}

/// An OpenDocument workbook with these tables.
pub(crate) fn ods(content: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
        <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
        <office:automatic-styles><style:style style:name="gone" style:family="table">
        <style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>
        </office:document-content>"#
    );
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[
        ("mimetype", mime),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<m/>"),
    ])
}

pub(crate) fn row(cells: &[&str]) -> String {
    let cell =
        |text: &&str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn open_document_sheets_are_read_with_currencies_and_days() {
    let grant = r#"<table:table-row><table:table-cell office:value-type="string">
        <text:p>A &amp; Sons</text:p><office:annotation><text:p>a remark</text:p></office:annotation>
        </table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell>
        <table:table-cell office:value-type="currency" office:currency="GBP" office:value="2266.5">
        <text:p>£2,266.50</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2013-01-18">
        <text:p>18 Jan</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16380"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell
        table:number-columns-repeated="16384"/></table:table-row>"#;
    let bytes = ods(&format!(
        r#"<table:table table:name="S">{}{grant}</table:table>
        <table:table table:name="H" table:style-name="gone">{}</table:table>"#,
        row(HEAD),
        row(HEAD)
    ));
    let parsed = read_file("a.ods", &bytes).unwrap();
    assert_eq!(fundings(&map_of(&parsed)), ["a-and-sons > b: 2266.5 GBP, 2013-01-18"]);
    assert_eq!((parsed.detected[0].form, parsed.rows[0].line), (Form::Ods, 2));
    assert!(notices(&parsed).join("\n").contains("the sheet `H` (0 rows) is hidden"));
}

#[test]
fn rows_that_a_workbook_repeats_without_end_are_refused() {
    let again = r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell
        table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let bytes = ods(&format!("<table:table table:name=\"S\">{again}</table:table>"));
    let limits = Limits { max_cells: 100_000, ..Limits::default() };
    let config = ReadConfig { limits, ..ReadConfig::default() };
    let inputs = vec![waymark_formats::Input::new("a.ods", bytes.as_slice())];
    let error = waymark_formats::read(inputs, &Map::new(), &config).unwrap_err();
    assert!(error.to_string().contains("the number of cells"), "{error}");
}

#[test]
fn entities_are_never_expanded() {
    let doctype = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
    let content = format!(
        "{doctype}<table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>"
    );
    let error = read_file("a.ods", &ods(&content)).unwrap_err();
    assert!(error.to_string().contains("uses the entity `&b;`"), "{error}");
}
