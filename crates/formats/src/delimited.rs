//! Text with a sign between cells, as a table.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use crate::open::Text;
use crate::table::{Gathered, Line, Table};
use crate::{Detected, Form, ReadConfig, ReadError, delimiter};

pub(crate) fn read(
    file: &Arc<str>,
    text: &Text,
    config: &ReadConfig<'_>,
) -> Result<Table, ReadError> {
    let whole = text.text.as_str();
    let (named, begin) = delimiter::named(whole).map_or((None, 0), |(it, at)| (Some(it), at));
    let wanted = config.mapping.delimiter.and_then(|sign| u8::try_from(sign).ok());
    let sign = wanted.or(named).unwrap_or_else(|| delimiter::of(whole));
    let lines = rows(file, whole, begin, sign, config)?;
    let detected = Detected {
        encoding: Some(text.encoding),
        delimiter: Some(char::from(sign)),
        ..Detected::of(file.clone(), Form::Delimited)
    };
    let table = lines.into_table(detected, whole.len())?;
    table.ok_or_else(|| ReadError::Empty { file: file.to_string() })
}

fn rows<'c>(
    file: &Arc<str>,
    text: &str,
    mut begin: usize,
    sign: u8,
    config: &'c ReadConfig<'c>,
) -> Result<Gathered<'c>, ReadError> {
    let offset = begin;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(&text.as_bytes()[offset..]);
    let mut lines = LineCounter { text: text.as_bytes(), at: 0, line: 1 };
    let mut gathered = Gathered::new(file.clone(), config);
    let mut cells = StringRecord::new();
    loop {
        let more = reader.read_record(&mut cells).map_err(|error| ReadError::Unreadable {
            file: file.to_string(),
            problem: error.to_string(),
        })?;
        let read = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let end = (offset + read).min(text.len());
        if !more {
            return Ok(gathered);
        }
        let number = lines.line_at(begin);
        if end >= text.len() && ends_within_quotes(&text.as_bytes()[lines.at..], sign) {
            return Err(ReadError::CutOff {
                file: file.to_string(),
                line: Some(number),
                problem: format!("the row at line {number} opens a quote that is never closed"),
            });
        }
        let bytes = (end - begin) as u64;
        begin = end;
        gathered.push(Line::new(number, cells.clone()), bytes)?;
        gathered.report(end, text.len());
    }
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
