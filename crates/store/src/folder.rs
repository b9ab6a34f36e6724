//! The data folder: its layout, its version and its lock.
//!
//! ```text
//! format        `waymark 1`
//! lock          held by the process that has the folder open
//! sled/         the log
//! journal/      the same log in plain files
//! snapshots/    maps at some positions; may be thrown away
//! suggestions/  what readers suggest, a file for each
//! ```

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs4::{FileExt, TryLockError};

use crate::error::AtPath;
use crate::{FORMAT_VERSION, StoreError};

/// How often the lock is tried. A process that has just let the folder go may still share the lock
/// with a child it is starting, between its fork and its exec.
const LOCK_TRIES: u32 = 20;

/// How long to wait between two tries.
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// A data folder, locked for as long as this lives.
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Opens a data folder, or makes one of a folder that is missing or empty.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(path).at(path)?;
        let begun = path.join("format").exists();
        if !begun && !is_empty(path)? {
            return Err(StoreError::NotAStore { folder: path.to_owned() });
        }
        let folder = Self::lock(path)?;
        if begun {
            folder.check_version()?;
        } else {
            folder.write_version()?;
        }
        for part in [folder.journal(), folder.snapshots(), folder.suggestions()] {
            fs::create_dir_all(&part).at(&part)?;
        }
        sync_folder(path)?;
        Ok(folder)
    }

    fn lock(path: &Path) -> Result<Self, StoreError> {
        let lock = path.join("lock");
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(&lock).at(&lock)?;
        for _ in 0..LOCK_TRIES {
            match FileExt::try_lock(&file) {
                Ok(()) => return Ok(Self { path: path.to_owned(), _lock: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(StoreError::from_io(&lock, error)),
            }
        }
        Err(StoreError::InUse { folder: path.to_owned() })
    }

    fn check_version(&self) -> Result<(), StoreError> {
        let path = self.path.join("format");
        let text = fs::read_to_string(&path).at(&path)?;
        let version = text.trim().strip_prefix("waymark ").and_then(|number| number.parse().ok());
        match version {
            Some(FORMAT_VERSION) => Ok(()),
            Some(found) => Err(StoreError::OtherVersion { found, expected: FORMAT_VERSION }),
            None => Err(StoreError::corrupt(format!("`{}`", path.display()), "not a version")),
        }
    }

    fn write_version(&self) -> Result<(), StoreError> {
        write_whole(&self.path.join("format"), |file| writeln!(file, "waymark {FORMAT_VERSION}"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn sled(&self) -> PathBuf {
        self.path.join("sled")
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.path.join("journal")
    }

    pub(crate) fn snapshots(&self) -> PathBuf {
        self.path.join("snapshots")
    }

    pub(crate) fn suggestions(&self) -> PathBuf {
        self.path.join("suggestions")
    }
}

/// Whether a folder holds nothing but what an opening that was cut short leaves behind.
fn is_empty(path: &Path) -> Result<bool, StoreError> {
    for file in fs::read_dir(path).at(path)? {
        let name = file.at(path)?.file_name();
        if name != "lock" && name != "format.new" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes a file beside its place and moves it there when it is whole and durable.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<(), StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut file = File::create(&beside).at(&beside)?;
    let written = write(&mut file).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| fs::rename(&beside, path));
    if let Err(error) = placed {
        // The first failure is what matters; a leftover is overwritten the next time.
        let _ = fs::remove_file(&beside);
        return Err(StoreError::from_io(path, error));
    }
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes names in a folder durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    // Only Unix can, and must, sync a folder.
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).at(path)?;
    }
    Ok(())
}
