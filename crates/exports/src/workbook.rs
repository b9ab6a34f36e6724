//! All tables as the sheets of one workbook, and a sheet that says what they are about.

use std::io::{self, Write};

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::table::{Cell, Table};
use crate::told::Told;
use crate::{Part, TableKind};

/// The most characters that a cell holds.
const LONGEST: usize = 32_767;
/// The most rows that a sheet holds below its first.
const MOST_ROWS: usize = 1_048_575;

/// Says what a workbook cannot hold.
pub(crate) fn tell(tables: &[(TableKind, Table)], told: &mut Told) {
    for (kind, table) in tables {
        let beyond = table.rows.len().saturating_sub(MOST_ROWS);
        told.add_many("rows beyond what a sheet holds", beyond, || kind.word().to_owned());
        for cell in table.rows.iter().flatten() {
            match cell {
                Cell::Text(text) if text.chars().count() > LONGEST => {
                    let what = "texts longer than a cell holds (cut)";
                    told.add(what, || text.chars().take(80).collect());
                }
                _ => {}
            }
        }
    }
}

/// Writes the workbook. The same tables give the same bytes: it says no time but that of the last
/// change of the map.
pub(crate) fn write(
    part: &Part<'_>,
    tables: &[(TableKind, Table)],
    out: &mut impl Write,
) -> io::Result<()> {
    let bytes = workbook(part, tables).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(part: &Part<'_>, tables: &[(TableKind, Table)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = part.changed.as_deref().unwrap_or("2000-01-01");
    let created = ExcelDateTime::parse_from_str(day)?;
    let title = format!("Waymark map, {}", part.state());
    let about = DocProperties::new().set_title(title).set_creation_datetime(&created);
    workbook.set_properties(&about);
    let bold = Format::new().set_bold();
    for (kind, table) in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(kind.word())?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, column, name.as_ref(), &bold)?;
        }
        for (row, cells) in (1_u32..).zip(table.rows.iter().take(MOST_ROWS)) {
            for (column, cell) in (0_u16..).zip(cells) {
                put(sheet, row, column, cell)?;
            }
        }
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name("about")?;
    for (row, (name, value)) in (0_u32..).zip(about_rows(part, tables)) {
        sheet.write_string_with_format(row, 0, name, &bold)?;
        sheet.write_string(row, 1, value)?;
    }
    workbook.save_to_buffer()
}

/// A text is written as one, so that no spreadsheet runs it.
fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Unknown => {}
        Cell::Text(text) => {
            let short: String = text.chars().take(LONGEST).collect();
            sheet.write_string(row, column, short)?;
        }
        Cell::Integer(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Number(number) => match number.to_f64() {
            Some(float) => {
                sheet.write_number(row, column, float)?;
            }
            None => {
                sheet.write_string(row, column, number.to_string())?;
            }
        },
        Cell::Truth(truth) => {
            sheet.write_boolean(row, column, *truth)?;
        }
    }
    Ok(())
}

fn about_rows(part: &Part<'_>, tables: &[(TableKind, Table)]) -> Vec<(String, String)> {
    let version = &part.version;
    let mut rows = vec![
        ("state".to_owned(), part.state()),
        ("position".to_owned(), version.position.to_string()),
        ("hash".to_owned(), version.hash.clone()),
    ];
    rows.extend(part.changed.clone().map(|day| ("last change".to_owned(), day)));
    let filter = part.filter.iter().map(|(word, value)| (format!("filter: {word}"), value.clone()));
    rows.extend(filter);
    let counts = tables.iter();
    let counts = counts.map(|(kind, table)| (kind.word().to_owned(), table.rows.len().to_string()));
    rows.extend(counts);
    rows.push(("empty cells".to_owned(), "unknown, never zero or no".to_owned()));
    rows
}
