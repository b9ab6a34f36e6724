//! Workbooks: each sheet that can be seen is a table.
//!
//! Hidden and empty sheets are told and left out, a sheet of metadata says what the source is, and
//! sheets of parts of grants are joined to the grants.

mod cell;
mod format_code;
mod ods;
mod xlsx;

use std::sync::Arc;

use csv::StringRecord;

use crate::open::Book;
use crate::table::{About, Gathered, Line, Table};
use crate::{Detected, Form, Notice, ReadConfig, ReadError, grants, threesixty};

/// A sheet as it was found.
pub(crate) struct Sheet<'c> {
    name: String,
    hidden: bool,
    rows: Gathered<'c>,
}

/// The tables of a workbook, and what is to be known of its other sheets.
pub(crate) fn read(
    file: &Arc<str>,
    book: Book,
    bytes: &[u8],
    config: &ReadConfig<'_>,
) -> Result<(Vec<Table>, Vec<Notice>), ReadError> {
    let (form, sheets) = match book {
        Book::Xlsx => (Form::Xlsx, xlsx::sheets(file, bytes, config)?),
        Book::Ods => (Form::Ods, ods::sheets(file, bytes, config)?),
    };
    let (mut tables, mut notices) = (Vec::new(), Vec::new());
    let mut about = About::default();
    for sheet in sheets {
        let mut told = |reason: String| {
            notices.push(Notice { file: file.clone(), line: None, column: None, reason });
        };
        let (name, hidden) = (sheet.name, sheet.hidden);
        let sheet_file = sheet.rows.file.clone();
        let detected = Detected { sheet: Some(name.clone()), ..Detected::of(sheet_file, form) };
        match sheet.rows.into_table(detected, bytes.len())? {
            None => told(format!("the sheet `{name}` is empty")),
            Some(table) if hidden => {
                let rows = table.rows.len();
                told(format!(
                    "the sheet `{name}` ({rows} rows) is hidden, and is not read: unhide it to \
                     have it read"
                ));
            }
            Some(table) if is_meta(&name) => {
                about = about_of(&table);
                told(format!("the sheet `{name}` is read for what it says about the source"));
            }
            Some(table) => tables.push(table),
        }
    }
    let (mut tables, joined) = threesixty::join(tables, &config.limits)?;
    notices.extend(joined);
    let several = tables.len() > 1;
    for table in &mut tables {
        table.among = several;
        table.about = about.clone();
        match &table.detected.sheet {
            Some(sheet) if several => {
                table.source = format!("{} {sheet}", grants::stem_of(file)).into();
            }
            _ => table.rename(file.clone()),
        }
    }
    Ok((tables, notices))
}

fn is_meta(name: &str) -> bool {
    ["meta", "metadata"].iter().any(|it| name.trim().eq_ignore_ascii_case(it))
}

/// What a sheet of metadata says: a key and a value in each row.
fn about_of(table: &Table) -> About {
    let first = [0, 1].map(|at| table.columns.get(at).map(|it| it.to_string()).unwrap_or_default());
    let rows = table.rows.iter().map(|line| [0, 1].map(|at| line.cell(Some(at)).to_owned()));
    let rows: Vec<[String; 2]> = std::iter::once(first).chain(rows).collect();
    let value = |keys: &[&str]| {
        let row = rows.iter().find(|[key, value]| {
            keys.contains(&waymark_model::fold_name(key).as_str()) && !value.is_empty()
        });
        row.map(|[_, value]| value.clone())
    };
    About {
        title: value(&["title"]),
        publisher: value(&["publisher name", "publisher"]),
        licence: value(&["license", "licence", "licence url", "license name", "licence name"]),
        url: value(&["download url", "downloadurl"]),
    }
}

/// Builds the rows of one sheet from cells that come in order.
struct SheetRows<'c> {
    gathered: Gathered<'c>,
    row: u64,
    cells: StringRecord,
}

impl<'c> SheetRows<'c> {
    fn new(file: &str, sheet: &str, config: &'c ReadConfig<'c>) -> Self {
        let gathered = Gathered::new(format!("{file}: {sheet}").into(), config);
        Self { gathered, row: 0, cells: StringRecord::new() }
    }

    /// Puts a cell at a row and a column, both from 0.
    fn put(&mut self, row: u64, column: u64, text: &str) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        if row < self.row || (row == self.row && column < self.cells.len() as u64) {
            let problem = format!("the cells of row {} are not in order", row + 1);
            return Err(ReadError::Unreadable { file: self.gathered.file.to_string(), problem });
        }
        self.go_to(row)?;
        let limit = self.gathered.limits().max_columns;
        if column >= limit {
            let (file, what) = (self.gathered.file.to_string(), "the number of columns");
            return Err(ReadError::TooLarge { file, what, line: row + 1, limit });
        }
        while (self.cells.len() as u64) < column {
            self.cells.push_field("");
        }
        self.cells.push_field(text);
        let (found, limit) = (self.cells.as_slice().len(), self.gathered.limits().max_row_bytes);
        if found as u64 > limit {
            let (file, what) = (self.gathered.file.to_string(), "the number of bytes in a row");
            return Err(ReadError::TooLarge { file, what, line: row + 1, limit });
        }
        Ok(())
    }

    fn go_to(&mut self, row: u64) -> Result<(), ReadError> {
        if row == self.row {
            return Ok(());
        }
        let cells = std::mem::take(&mut self.cells);
        let bytes = cells.as_slice().len() as u64;
        if !cells.is_empty() {
            self.gathered.push(Line::new(self.row + 1, cells), bytes)?;
        }
        self.row = row;
        Ok(())
    }

    fn finish(mut self) -> Result<Gathered<'c>, ReadError> {
        self.go_to(self.row + 1)?;
        Ok(self.gathered)
    }
}
