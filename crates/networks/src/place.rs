//! Where in a file something stands.

use std::fmt;

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A line and a column, both from 1; the column counts characters.
    Line {
        /// The line.
        line: u64,
        /// The column, where it is known.
        column: Option<u64>,
    },
    /// A line of one of two tables that are read together.
    Row {
        /// Which table.
        table: &'static str,
        /// The line, from 1.
        line: u64,
    },
    /// A path within JSON, such as `nodes[3].id`.
    Path(String),
    /// The file as a whole.
    File,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line, column: Some(column) } => write!(f, "line {line} column {column}"),
            Self::Line { line, column: None } => write!(f, "line {line}"),
            Self::Row { table, line } => write!(f, "line {line} of the {table}"),
            Self::Path(path) => write!(f, "`{path}`"),
            Self::File => f.write_str("the file"),
        }
    }
}

/// A place in few bytes, made for every node and edge and spelled out only for what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A byte of the text.
    Byte(usize),
    /// A line, from 1.
    Line(u64),
    /// A line of a table, from 1.
    Row { table: &'static str, line: u64 },
    /// An item of a list within JSON, and a field of it.
    Item { list: &'static str, index: usize, field: &'static str },
    /// A field at the top of a JSON document.
    Field(&'static str),
    /// The whole file.
    File,
}

impl Spot {
    /// Spells it out. O(text) for a byte.
    pub(crate) fn place(self, text: &str) -> Place {
        match self {
            Self::Byte(byte) => {
                let before = &text.as_bytes()[..byte.min(text.len())];
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
                let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                // Bytes that continue a character do not count.
                let column = before[start..].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
                Place::Line { line, column: Some(column as u64 + 1) }
            }
            Self::Line(line) => Place::Line { line, column: None },
            Self::Row { table, line } => Place::Row { table, line },
            Self::Item { list, index, field: "" } => Place::Path(format!("{list}[{index}]")),
            Self::Item { list, index, field } => Place::Path(format!("{list}[{index}].{field}")),
            Self::Field(field) => Place::Path(field.to_owned()),
            Self::File => Place::File,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;

    #[test]
    fn a_byte_is_told_as_line_and_column() {
        let text = "é1\nab";
        assert_eq!(Spot::Byte(2).place(text).to_string(), "line 1 column 2");
        assert_eq!(Spot::Byte(5).place(text).to_string(), "line 2 column 2");
        assert_eq!(Spot::Byte(99).place("").to_string(), "line 1 column 1");
    }
}
