//! A text as a table: a line of column names, and rows that know their line.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use crate::{Progress, ReadConfig, ReadError};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 8_192;

/// A table.
pub(crate) struct Table {
    pub(crate) file: Arc<str>,
    pub(crate) columns: Vec<Arc<str>>,
    pub(crate) rows: Vec<Line>,
}

/// A row and the line where it begins.
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) cells: StringRecord,
}

impl Table {
    /// The place of a column, by its name without regard to case and outer spaces.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    pub(crate) fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(ToString::to_string).collect()
    }
}

impl Line {
    /// A cell without outer spaces; empty where there is none.
    pub(crate) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).unwrap_or_default().trim()
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

pub(crate) fn parse(
    file: Arc<str>,
    text: &str,
    config: &ReadConfig<'_>,
) -> Result<Table, ReadError> {
    let delimiter = delimiter_of(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = LineCounter { text: text.as_bytes(), at: 0, line: 1 };
    let mut table = Table { file, columns: Vec::new(), rows: Vec::new() };
    let mut cells = StringRecord::new();
    let mut begin = 0;
    loop {
        let more = reader.read_record(&mut cells).map_err(|error| ReadError::Unreadable {
            file: table.file.to_string(),
            problem: error.to_string(),
        })?;
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        if !more {
            break;
        }
        let number = lines.line_at(begin);
        check_size(&table, (end - begin) as u64, cells.len() as u64, number, config)?;
        if end >= text.len() && ends_within_quotes(&text.as_bytes()[lines.at..], delimiter) {
            return Err(ReadError::CutOff {
                file: table.file.to_string(),
                line: Some(number),
                problem: format!("the row at line {number} opens a quote that is never closed"),
            });
        }
        begin = end;
        let line = Line { number, cells: cells.clone() };
        if table.columns.is_empty() {
            if !line.is_blank() {
                table.columns = columns_of(&table.file, &line)?;
            }
        } else if !line.is_blank() {
            table.rows.push(line);
        }
        let rows = table.rows.len() as u64;
        if rows.is_multiple_of(REPORT_EVERY) && rows > 0 {
            report(&table, end, text.len(), config);
        }
    }
    if table.columns.is_empty() {
        return Err(ReadError::Empty { file: table.file.to_string() });
    }
    report(&table, text.len(), text.len(), config);
    Ok(table)
}

fn report(table: &Table, at: usize, of: usize, config: &ReadConfig<'_>) {
    if let Some(progress) = config.progress {
        let rows = table.rows.len() as u64;
        progress(Progress { file: &table.file, rows, bytes: at as u64, of_bytes: of as u64 });
    }
}

fn check_size(
    table: &Table,
    bytes: u64,
    columns: u64,
    line: u64,
    config: &ReadConfig<'_>,
) -> Result<(), ReadError> {
    let limits = &config.limits;
    let rows = table.rows.len() as u64;
    let passed = [
        ("the number of bytes in a row", bytes, limits.max_row_bytes),
        ("the number of columns", columns, limits.max_columns),
        ("the number of rows", rows, limits.max_rows),
    ];
    match passed.into_iter().find(|(_, found, limit)| found > limit) {
        Some((what, _, limit)) => {
            Err(ReadError::TooLarge { file: table.file.to_string(), what, line, limit })
        }
        None => Ok(()),
    }
}

fn columns_of(file: &str, line: &Line) -> Result<Vec<Arc<str>>, ReadError> {
    let columns: Vec<Arc<str>> = line.cells.iter().map(|cell| cell.trim().into()).collect();
    let mut seen = rustc_hash::FxHashSet::default();
    for column in columns.iter().filter(|column| !column.is_empty()) {
        if !seen.insert(column.to_lowercase()) {
            return Err(ReadError::ColumnTwice {
                file: file.to_owned(),
                column: column.to_string(),
            });
        }
    }
    Ok(columns)
}

/// The delimiter that stands most often in the first line, outside quotes.
fn delimiter_of(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(it, _)| *it == byte).for_each(|(_, n)| *n += 1),
        }
    }
    let mut best = counts[0];
    for count in counts {
        if count.1 > best.1 {
            best = count;
        }
    }
    best.0
}

/// Whether a quote is open at the end of what is one row.
fn ends_within_quotes(row: &[u8], delimiter: u8) -> bool {
    let mut quoted = false;
    let mut at_start = true;
    for byte in row {
        match byte {
            // Only a quote at the start of a cell opens; within an open one, a doubled quote
            // closes and opens again.
            b'"' if quoted || at_start => {
                quoted = !quoted;
                at_start = !quoted;
            }
            _ => at_start = !quoted && (*byte == delimiter || *byte == b'\n' || *byte == b'\r'),
        }
    }
    quoted
}

/// Counts lines from one row to the next; the reader's own count is off after blank lines.
struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    /// The line of the first byte at or after `begin` that is no line end.
    fn line_at(&mut self, begin: usize) -> u64 {
        while let Some(byte) = self.text.get(self.at) {
            let ends =
                *byte == b'\n' || (*byte == b'\r' && self.text.get(self.at + 1) != Some(&b'\n'));
            let blank = ends || *byte == b'\r';
            if self.at >= begin && !blank {
                break;
            }
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }
}
