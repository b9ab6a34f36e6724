//! What can go wrong with a data folder.

use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another process has the folder open.
    #[error("`{}` is in use by another process", folder.display())]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// Writing is not permitted.
    #[error("`{}` cannot be written: permission denied or read-only", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The disk is full, or would be.
    #[error("no space left for `{}`", path.display())]
    NoSpace {
        /// The file or folder.
        path: PathBuf,
    },
    /// What is on disk is not what was written.
    #[error("damaged at {at}: {reason}")]
    Corrupt {
        /// Where.
        at: String,
        /// What is wrong.
        reason: String,
    },
    /// The folder or archive was written by a version with another disk format.
    #[error("disk format `{found}` is not the one this version reads, `{expected}`")]
    OtherVersion {
        /// The version that was found.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
    /// A folder that must be empty is not.
    #[error("`{}` is not empty", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder has files, but they are no Waymark store.
    #[error("`{}` has files but is not a waymark data folder", folder.display())]
    NotAStore {
        /// The folder.
        folder: PathBuf,
    },
    /// The file is no backup, or not a whole one.
    #[error("not a whole waymark archive: {reason}")]
    NotAnArchive {
        /// What is wrong.
        reason: String,
    },
    /// A change holds a value that could not be read back from disk.
    #[error("change {} cannot be stored: {reason}", index + 1)]
    Unstorable {
        /// Which change of the batch, counted from 0.
        index: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no such entry in the log.
    #[error("the log has no entry `{position}` with hash `{hash}`")]
    NoSuchHead {
        /// The position.
        position: u64,
        /// The hash it was said to have.
        hash: crate::Hash,
    },
    /// An append failed half-way, so nothing more is written until the folder is opened again.
    #[error("writing has stopped after a failure, open the folder again: {reason}")]
    Stopped {
        /// The first failure.
        reason: String,
    },
    /// The operating system failed.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl StoreError {
    /// Says what an error of the operating system means for the store.
    pub(crate) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::NoSpace { path },
            _ => Self::Io { path, source },
        }
    }

    pub(crate) fn corrupt(at: impl Into<String>, reason: impl ToString) -> Self {
        Self::Corrupt { at: at.into(), reason: reason.to_string() }
    }
}

/// Gives an error of the operating system the path it is about.
pub(crate) trait AtPath<T> {
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> AtPath<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::from_io(path, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_told_apart() {
        let error = |kind: io::ErrorKind| StoreError::from_io(Path::new("/data"), kind.into());
        assert!(matches!(error(io::ErrorKind::StorageFull), StoreError::NoSpace { .. }));
        assert!(matches!(error(io::ErrorKind::PermissionDenied), StoreError::ReadOnly { .. }));
        assert!(matches!(error(io::ErrorKind::NotFound), StoreError::Io { .. }));
        let shown = error(io::ErrorKind::StorageFull).to_string();
        assert_eq!(shown, "no space left for `/data`");
    }
}
