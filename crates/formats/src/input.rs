//! What is read, and how: files as bytes with a name, limits, and what the user says about them.

use std::fmt;
use std::io::Read;

use crate::{Mapping, Progress};

/// A file: a name to speak of it by, and its bytes, plain or packed.
pub struct Input<'a> {
    /// The name, for messages, sources and where it tells who the funder is.
    pub name: String,
    /// The bytes.
    pub bytes: Box<dyn Read + 'a>,
}

impl<'a> Input<'a> {
    /// A file.
    pub fn new(name: impl Into<String>, bytes: impl Read + 'a) -> Self {
        Self { name: name.into(), bytes: Box::new(bytes) }
    }
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How large a file may be, so that no input can take all memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one row.
    pub max_row_bytes: u64,
    /// Columns.
    pub max_columns: u64,
    /// Rows in one table.
    pub max_rows: u64,
    /// Cells in one table: a short line of commas takes more memory than it has bytes.
    pub max_cells: u64,
    /// Bytes in one file, unpacked; of an archive, all files in it together.
    pub max_bytes_uncompressed: u64,
    /// How many times its packed size a file may have, once it is larger than a few megabytes.
    pub max_packing: u64,
    /// Files in one archive, and sheets in one workbook.
    pub max_files: usize,
    /// How deep JSON and XML may nest.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_row_bytes: 1 << 20,
            max_columns: 1_000,
            max_rows: 5_000_000,
            max_cells: 1 << 26,
            max_bytes_uncompressed: 1 << 30,
            max_packing: 250,
            max_files: 1_000,
            max_depth: 64,
        }
    }
}

/// How to read.
#[derive(Clone, Default)]
pub struct ReadConfig<'a> {
    /// What the user says about the columns and words of the files.
    pub mapping: Mapping,
    /// How large files may be.
    pub limits: Limits,
    /// Told now and then how far the reading has come.
    pub progress: Option<&'a dyn Fn(Progress<'_>)>,
}

impl fmt::Debug for ReadConfig<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = &mut f.debug_struct("ReadConfig");
        config.field("mapping", &self.mapping).field("limits", &self.limits);
        config.finish_non_exhaustive()
    }
}
