//! Printing answers: as a table, as JSON, or as CSV.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use serde::Serialize;

use crate::args::{Args, Format};

/// What is shown for what is not known.
pub(crate) const UNKNOWN: &str = "unknown";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// It failed, and said why.
    Failed,
    /// It finished, with problems in the input.
    InputProblems,
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::InputProblems => 3,
        })
    }
}

/// An answer as rows.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// The names of the columns; those that begin with `#` hold numbers.
    pub(crate) columns: Vec<&'static str>,
    /// The rows.
    pub(crate) rows: Vec<Vec<String>>,
    /// What is said above the table.
    pub(crate) above: Vec<String>,
    /// What is said below the table.
    pub(crate) below: Vec<String>,
}

impl Sheet {
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), ..Self::default() }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }
}

/// Prints an answer in the format that was asked for.
pub(crate) fn print<T: Serialize>(
    args: &Args,
    answer: &T,
    sheet: impl FnOnce() -> Sheet,
) -> anyhow::Result<()> {
    match format(args) {
        Format::Json => print_json(answer),
        Format::Table => print_table(&sheet()),
        Format::Csv => print_csv(&sheet()),
    }
}

/// The format that was asked for: a table on a terminal, JSON elsewhere.
pub(crate) fn format(args: &Args) -> Format {
    let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Json };
    args.format.as_deref().and_then(Format::from_word).unwrap_or(usual)
}

/// Prints a line for people; nothing where the output is for programs.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}

fn print_json<T: Serialize>(answer: &T) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, answer)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

fn print_table(sheet: &Sheet) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in &sheet.above {
        writeln!(out, "{line}")?;
    }
    if !sheet.rows.is_empty() {
        let mut table = Table::new();
        let line = LineStyle::none().fill('─').junction('─');
        table.load_style(TableStyle::new().header_separator(line));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(sheet.columns.iter().map(|name| name.trim_start_matches('#')));
        for row in &sheet.rows {
            table.add_row(row.iter().zip(&sheet.columns).map(|(cell, column)| {
                let right = column.starts_with('#');
                let side = if right { CellAlignment::Right } else { CellAlignment::Left };
                Cell::new(cell).set_alignment(side)
            }));
        }
        writeln!(out, "{table}")?;
    }
    for line in &sheet.below {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn print_csv(sheet: &Sheet) -> anyhow::Result<()> {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(sheet.columns.iter().map(|name| name.trim_start_matches('#')))?;
    for row in &sheet.rows {
        out.write_record(row.iter().map(|cell| neutral(cell)))?;
    }
    Ok(out.flush()?)
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn neutral(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.len() > 1 && cell.parse::<f64>().is_err());
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// Which state an answer is about.
pub(crate) fn at_version(version: &waymark_wire::Version) -> String {
    let hash: String = version.hash.chars().take(12).collect();
    match &version.edition {
        Some(edition) => format!("Edition {edition}, position {}, {hash}.", version.position),
        None => format!("Position {}, {hash}.", version.position),
    }
}

/// A share in words: `17 of 57 known`.
pub(crate) fn known(known: &waymark_wire::Known) -> String {
    format!("{} of {}", known.known, known.of)
}

/// Names in one cell.
pub(crate) fn names(refs: &[waymark_wire::EntityRef]) -> String {
    refs.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_are_neutralised_and_numbers_left_alone() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(neutral("-cmd"), "'-cmd");
        assert_eq!(neutral("-12.5"), "-12.5");
        assert_eq!(neutral("–"), "–");
    }
}
