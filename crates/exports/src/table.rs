//! Tables: rows of cells under named columns, and how they are written as CSV.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use rust_decimal::Decimal;

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Cell {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An amount, exact.
    Number(Decimal),
    /// True or false.
    Truth(bool),
}

impl Cell {
    /// Text, if there is any.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Unknown } else { Self::Text(text) }
    }

    /// Something that is shown as text, if it is known.
    pub(crate) fn shown<T: ToString>(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, |value| Self::text(value.to_string()))
    }

    /// A number of things, if there are any: that none is known does not mean that there are none.
    pub(crate) fn count(count: usize) -> Self {
        if count == 0 { Self::Unknown } else { Self::Integer(count as i64) }
    }

    /// Several words in one cell.
    pub(crate) fn list<T: ToString>(words: impl IntoIterator<Item = T>) -> Self {
        let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
        Self::text(words.join("; "))
    }

    /// The cell as text; what is not known is empty.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Unknown => "".into(),
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Number(number) => number.normalize().to_string().into(),
            Self::Truth(truth) => truth.to_string().into(),
        }
    }

    /// The cell as no spreadsheet runs it: text that looks like a formula has an apostrophe before
    /// it.
    fn neutral(&self) -> Cow<'_, str> {
        let text = self.plain();
        let is_formula =
            text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
        match self {
            Self::Text(_) if is_formula => format!("'{text}").into(),
            _ => text,
        }
    }
}

/// What is said of one thing, under names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record(Vec<(Cow<'static, str>, Cell)>);

impl Record {
    /// Says something more; what is not known is not said.
    pub(crate) fn put(&mut self, name: impl Into<Cow<'static, str>>, cell: Cell) {
        if cell != Cell::Unknown {
            self.0.push((name.into(), cell));
        }
    }

    /// What is said, in the order in which it was put.
    pub(crate) fn into_cells(self) -> impl Iterator<Item = (Cow<'static, str>, Cell)> {
        self.0.into_iter()
    }
}

/// Rows under columns.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Cow<'static, str>>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with columns that are always there, and behind them those that only some records
    /// have, in the order of their names.
    pub(crate) fn of(usual: &[&'static str], records: Vec<Record>) -> Self {
        let named = records.iter().flat_map(|record| record.0.iter().map(|(name, _)| name));
        let others = named.filter(|name| !usual.contains(&name.as_ref()));
        let others: BTreeSet<Cow<'static, str>> = others.cloned().collect();
        let usual = usual.iter().map(|name| Cow::Borrowed(*name));
        let columns: Vec<Cow<'static, str>> = usual.chain(others).collect();
        let places: HashMap<Cow<'static, str>, usize> = columns.iter().cloned().zip(0..).collect();
        let row = |record: Record| {
            let mut row = vec![Cell::Unknown; columns.len()];
            for (name, cell) in record.0 {
                row[places[&name]] = cell;
            }
            row
        };
        let rows = records.into_iter().map(row).collect();
        Self { columns, rows }
    }

    /// Writes the table as CSV (RFC 4180, but with line feeds).
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(self.columns.iter().map(|name| name.as_ref()))?;
        for row in &self.rows {
            table.write_record(row.iter().map(|cell| cell.neutral().into_owned()))?;
        }
        table.flush()
    }

    /// How many cells have an apostrophe before their text.
    pub(crate) fn neutralised(&self) -> Vec<&Cell> {
        let cells = self.rows.iter().flatten();
        cells.filter(|cell| cell.neutral() != cell.plain()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Record, Table};

    fn written(table: &Table) -> String {
        let mut bytes = Vec::new();
        table.write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn columns_that_only_some_have_come_last_and_what_is_unknown_is_empty() {
        let mut one = Record::default();
        one.put("z", Cell::Integer(1));
        one.put("id", Cell::text("a"));
        one.put("name", Cell::text(""));
        let mut other = Record::default();
        other.put("b", Cell::Truth(true));
        let table = Table::of(&["id", "name"], vec![one, other]);
        assert_eq!(written(&table), "id,name,b,z\na,,,1\n,,true,\n");
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        let mut record = Record::default();
        record.put("a", Cell::text("=1+1"));
        record.put("b", Cell::Number((-5).into()));
        record.put("c", Cell::text("'@x"));
        let table = Table::of(&["a", "b", "c"], vec![record]);
        assert_eq!(written(&table), "a,b,c\n'=1+1,-5,''@x\n");
        assert_eq!(table.neutralised().len(), 2);
    }
}
