//! Why a file as a whole cannot be read.

/// Why nothing could be read. Every variant names the file, the place, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There was no table among the files.
    #[error("there is no table to read: expected at least one file with a table")]
    Nothing,
    /// The file has no bytes, or only blank lines.
    #[error("`{file}` is empty: expected a line of column names and rows below it")]
    Empty {
        /// The file.
        file: String,
    },
    /// The file holds no table of any kind.
    #[error("`{file}` is {what}: expected a table (CSV, XLSX, ODS or JSON) or known XML")]
    NotText {
        /// The file.
        file: String,
        /// What it looks like.
        what: &'static str,
    },
    /// The file is text, but not in UTF-8.
    #[error("`{file}` is not in UTF-8 at line {line}, byte {byte}: save it as UTF-8")]
    NotUtf8 {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The byte within the file, from 0.
        byte: u64,
    },
    /// The file is text of another kind.
    #[error("`{file}` is {what}, and no table: expected {expected}")]
    NotCsv {
        /// The file.
        file: String,
        /// What it looks like.
        what: &'static str,
        /// What was expected.
        expected: String,
    },
    /// A column that cannot be done without is missing.
    #[error("`{file}` has no column for {what}: expected {expected}; found {}", list(found))]
    MissingColumn {
        /// The file.
        file: String,
        /// What the column would hold.
        what: &'static str,
        /// The names it may have, or the option that says which it is.
        expected: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A column is named in the mapping, and is not there.
    #[error("`{file}` has no column `{column}`, which the mapping names; found {}", list(found))]
    NoSuchColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// Two columns have the same name, so that one cannot tell them apart.
    #[error("`{file}` has the column `{column}` twice: expected every column once")]
    ColumnTwice {
        /// The file.
        file: String,
        /// The column.
        column: String,
    },
    /// The file ends before it should.
    #[error("`{file}` is cut off: {problem}")]
    CutOff {
        /// The file.
        file: String,
        /// The line at which what is incomplete begins, where it can be told.
        line: Option<u64>,
        /// What is incomplete.
        problem: String,
    },
    /// The packed file is damaged, or the bytes could not be got.
    #[error("`{file}` cannot be read: {problem}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the reader says.
        problem: String,
    },
    /// The file, a row or the number of columns is larger than allowed.
    #[error("`{file}` is too large: {what} at line {line} passes the limit of {limit}")]
    TooLarge {
        /// The file.
        file: String,
        /// What is too large.
        what: &'static str,
        /// Where, from 1.
        line: u64,
        /// The limit that was passed.
        limit: u64,
    },
    /// The file unpacks to far more than real data does.
    #[error("`{file}` unpacks to more than {limit} times its size: expected data, not a trap")]
    Bomb {
        /// The file.
        file: String,
        /// How many times its size it may have.
        limit: u64,
    },
    /// Nothing tells what the table is.
    #[error("`{file}` is no table that is known: expected {expected}; found {}", list(found))]
    UnknownFormat {
        /// The file.
        file: String,
        /// What would be known.
        expected: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// The files are of two formats.
    #[error("`{first}` is {first_is} and `{other}` is {other_is}: read them one after the other")]
    Mixed {
        /// A file.
        first: String,
        /// What it is.
        first_is: &'static str,
        /// A file of another format.
        other: String,
        /// What that is.
        other_is: &'static str,
    },
    /// A mapping file is not well formed.
    #[error("`{file}` is no mapping: {problem}")]
    BadMapping {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
}

fn list(columns: &[String]) -> String {
    const SHOWN: usize = 40;
    let shown: Vec<String> =
        columns.iter().take(SHOWN).map(|column| format!("`{column}`")).collect();
    let more = if columns.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
