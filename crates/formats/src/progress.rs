//! How far a long reading has come.

/// How far a reading has come; given now and then to whoever asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The file that is read.
    pub file: &'a str,
    /// How many of its rows are read.
    pub rows: u64,
    /// How many of its bytes, unpacked, are read.
    pub bytes: u64,
    /// How many bytes there are, unpacked.
    pub of_bytes: u64,
}
