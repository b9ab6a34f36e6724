//! The store in a data folder: sled for the log, plain files for the journal and the snapshots.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use waymark_model::{Batch, Map};

use crate::codec::{self, Encoded};
use crate::folder::Folder;
use crate::journal::Journal;
use crate::log::{Log, place};
use crate::segment::read_after;
use crate::{
    BackedUp, Entry, Head, Heading, Recovered, Store, StoreError, Suggestion, Verified, archive,
    snapshot, suggestion, verify,
};

/// How a store is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SledConfig {
    /// A journal segment is followed by a new one when it has reached this many bytes.
    pub segment_bytes: u64,
    /// How many bytes of the disk must stay free. An append that would leave less is refused
    /// before anything is written.
    pub keep_free: u64,
}

impl Default for SledConfig {
    fn default() -> Self {
        Self { segment_bytes: crate::SEGMENT_BYTES, keep_free: 16 * 1024 * 1024 }
    }
}

/// How much room an append may take, as a multiple of the bytes of its entry: once in the journal,
/// and in sled with the pages it writes anew.
const ROOM_FACTOR: u64 = 5;

/// The store in a data folder.
///
/// ```
/// use waymark_store::{SledStore, Store};
///
/// # let folder = tempfile::tempdir().expect("a temporary folder");
/// # let folder = folder.path();
/// let store = SledStore::open(folder)?;
/// assert_eq!(store.head().position, 0);
/// # Ok::<(), waymark_store::StoreError>(())
/// ```
pub struct SledStore {
    log: Log,
    writer: Mutex<Writer>,
    head: RwLock<Head>,
    recovered: Recovered,
    config: SledConfig,
    // Last, so that the lock is let go when everything else is closed.
    folder: Folder,
}

struct Writer {
    journal: Journal,
    /// The failure that left sled or the journal in doubt.
    stopped: Option<String>,
}

impl SledStore {
    /// Opens a data folder, or makes one of a folder that is missing or empty.
    ///
    /// The journal is written before sled, so after a sudden end it may have one entry more: that
    /// entry is completed. A torn tail of the journal is cut off. [`SledStore::recovered`] tells.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has it open, [`StoreError::Corrupt`] when sled
    /// or the journal is damaged, which [`repair`](crate::repair) mends.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_with(folder, SledConfig::default())
    }

    /// Opens a data folder with other sizes than the usual ones.
    ///
    /// # Errors
    /// As [`SledStore::open`].
    pub fn open_with(folder: &Path, config: SledConfig) -> Result<Self, StoreError> {
        Self::open_locked(Folder::open(folder)?, config)
    }

    pub(crate) fn open_locked(folder: Folder, config: SledConfig) -> Result<Self, StoreError> {
        let log = Log::open(&folder.sled())?;
        let head = log.head()?;
        let (mut journal, cut) = Journal::open(&folder.journal(), config.segment_bytes, head)?;
        let log_completed = complete_log(&log, head, &folder.journal(), journal.head())?;
        let journal_completed = complete_journal(&mut journal, &log, head)?;
        let head = journal.head();
        check_agreement(&log, head)?;
        let recovered = Recovered { cut, log_completed, journal_completed };
        let writer = Mutex::new(Writer { journal, stopped: None });
        Ok(Self { log, writer, head: RwLock::new(head), recovered, config, folder })
    }

    /// What opening the folder had to bring into agreement.
    pub fn recovered(&self) -> &Recovered {
        &self.recovered
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        // A writer that panicked may have left anything; `append` sets `stopped` beforehand.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_room(&self, bytes: u64) -> Result<(), StoreError> {
        let path = self.folder.path();
        let free = fs4::available_space(path).map_err(|e| StoreError::from_io(path, e))?;
        let wanted = bytes.saturating_mul(ROOM_FACTOR).saturating_add(self.config.keep_free);
        if free < wanted {
            return Err(StoreError::NoSpace { path: path.to_owned() });
        }
        Ok(())
    }

    fn encoded(&self, position: u64) -> Result<Encoded, StoreError> {
        let entry = self.log.encoded(position)?;
        entry.ok_or_else(|| StoreError::corrupt(place(position), "the entry is missing"))
    }

    fn has(&self, position: u64) -> bool {
        (1..=self.head().position).contains(&position)
    }
}

impl Store for SledStore {
    fn head(&self) -> Head {
        *self.head.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, batch: &Batch) -> Result<Head, StoreError> {
        let mut writer = self.writer();
        if let Some(reason) = &writer.stopped {
            return Err(StoreError::Stopped { reason: reason.clone() });
        }
        let entry = codec::encode(self.head(), batch)?;
        self.check_room(entry.size())?;
        writer.append(&entry, &self.log)?;
        *self.head.write().unwrap_or_else(PoisonError::into_inner) = entry.head;
        Ok(entry.head)
    }

    fn entry(&self, position: u64) -> Result<Option<Entry>, StoreError> {
        if !self.has(position) {
            return Ok(None);
        }
        codec::decode(&self.encoded(position)?, &place(position)).map(Some)
    }

    fn heading(&self, position: u64) -> Result<Option<Heading>, StoreError> {
        if !self.has(position) {
            return Ok(None);
        }
        Ok(self.log.opening(position)?.map(|opening| opening.heading))
    }

    fn save_snapshot(&self, at: Head, map: &Map) -> Result<(), StoreError> {
        let known = self.heading(at.position)?.is_some_and(|heading| heading.hash == at.hash);
        if !known {
            return Err(StoreError::NoSuchHead { position: at.position, hash: at.hash });
        }
        snapshot::save(&self.folder.snapshots(), at, map)
    }

    fn snapshot_at_most(&self, position: u64) -> Result<Option<(Head, Map)>, StoreError> {
        let snapshots = snapshot::list(&self.folder.snapshots())?;
        for found in snapshots.iter().rev().filter(|snapshot| snapshot.position <= position) {
            let Ok((head, map)) = snapshot::load(&found.path) else { continue };
            // One that was left from another history is no use either.
            if self.heading(head.position)?.is_some_and(|heading| heading.hash == head.hash) {
                return Ok(Some((head, map)));
            }
        }
        Ok(None)
    }

    fn put_suggestion(&self, suggestion: &Suggestion) -> Result<(), StoreError> {
        let sealed = suggestion::encode(suggestion)?;
        self.check_room(sealed.len() as u64)?;
        suggestion::write(&self.folder.suggestions(), suggestion.id, &sealed)
    }

    fn suggestion(&self, id: u64) -> Result<Option<Suggestion>, StoreError> {
        let sealed = suggestion::read(&self.folder.suggestions(), id)?;
        sealed.map(|sealed| suggestion::decode_as(id, &sealed)).transpose()
    }

    fn suggestion_ids(&self) -> Result<Vec<u64>, StoreError> {
        suggestion::ids(&self.folder.suggestions())
    }

    fn remove_suggestion(&self, id: u64) -> Result<(), StoreError> {
        suggestion::remove(&self.folder.suggestions(), id)
    }

    fn verify(&self) -> Result<Verified, StoreError> {
        verify::verify(&self.log, &self.folder, self.head())
    }

    fn backup(&self, to: &mut dyn io::Write) -> Result<BackedUp, StoreError> {
        let head = self.head();
        let entries = (1..=head.position).map(|position| self.encoded(position));
        let folder = self.folder.suggestions();
        let suggestions = suggestion::ids(&folder)?.into_iter().filter_map(|id| {
            // One that was thrown away since the list was made is none.
            let sealed = suggestion::read(&folder, id).transpose()?;
            Some(sealed.map(|sealed| (id, sealed)))
        });
        archive::write(to, head, entries, suggestions)
    }
}

impl Writer {
    /// Journal first, then sled, each durable. Whatever fails is taken back; what cannot be taken
    /// back stops the writer, and opening the folder again finds the entry whole or not at all.
    fn append(&mut self, entry: &Encoded, log: &Log) -> Result<(), StoreError> {
        self.stopped = Some("an append did not come to its end".to_owned());
        let before = match self.journal.append(entry) {
            Ok(before) => before,
            Err(StoreError::Stopped { reason }) => return Err(self.stop(reason)),
            Err(error) => {
                self.stopped = None;
                return Err(error);
            }
        };
        let durable =
            self.journal.sync().and_then(|()| log.insert(entry)).and_then(|()| log.sync());
        if let Err(error) = durable {
            // Whether sled has the entry cannot be known, so nothing may be built on it.
            let taken_back = self.journal.take_back(&before);
            self.stop(
                taken_back.err().map_or_else(|| error.to_string(), |e| format!("{error}, {e}")),
            );
            return Err(error);
        }
        self.stopped = None;
        Ok(())
    }

    fn stop(&mut self, reason: String) -> StoreError {
        self.stopped = Some(reason.clone());
        StoreError::Stopped { reason }
    }
}

/// Gives the log the entries that only the journal has.
pub(crate) fn complete_log(
    log: &Log,
    from: Head,
    journal: &Path,
    to: Head,
) -> Result<u64, StoreError> {
    if to.position <= from.position {
        return Ok(0);
    }
    let mut completed = 0;
    let (_, broken) = read_after(journal, from, &mut |_, entry| {
        log.insert(&entry)?;
        completed += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    if let Some(broken) = broken {
        return Err(StoreError::corrupt(broken.place(), broken.reason));
    }
    log.sync()?;
    Ok(completed)
}

/// Gives the journal the entries that only the log has.
pub(crate) fn complete_journal(
    journal: &mut Journal,
    log: &Log,
    to: Head,
) -> Result<u64, StoreError> {
    let mut completed = 0;
    while journal.head().position < to.position {
        let position = journal.head().position + 1;
        let entry = log.encoded(position)?;
        let entry = entry.ok_or_else(|| StoreError::corrupt(place(position), "it is missing"))?;
        codec::check_follows(journal.head(), &entry, &place(position))?;
        codec::check_hash(&entry, &place(position))?;
        journal.append(&entry)?;
        completed += 1;
    }
    if completed > 0 {
        journal.sync()?;
    }
    Ok(completed)
}

fn check_agreement(log: &Log, head: Head) -> Result<(), StoreError> {
    let in_log = log.head()?;
    if in_log == head {
        return Ok(());
    }
    let reason = format!(
        "the journal ends with entry `{}` {}, the log with entry `{}` {}",
        head.position, head.hash, in_log.position, in_log.hash
    );
    Err(StoreError::corrupt("the journal and the log", reason))
}

#[cfg(test)]
mod tests {
    use waymark_model::{Timestamp, sketch};

    use super::*;

    fn drawing(text: &str) -> Batch {
        let changes = sketch(text).as_changes().collect();
        let (author, message) = ("ada".to_owned(), text.to_owned());
        Batch { author, time: Timestamp(0), message, undoes: None, changes }
    }

    #[test]
    fn a_disk_that_is_full_at_any_byte_leaves_the_log_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = SledStore::open(folder.path()).expect("a new store");
        let head = store.append(&drawing("organization a")).expect("room");
        let entry = codec::encode(head, &drawing("organization b")).expect("an entry");
        for room in 0..entry.size() as usize {
            store.writer().journal.room = Some(room);
            let error = store.append(&drawing("organization b")).expect_err("no room");
            assert!(matches!(error, StoreError::NoSpace { .. }), "{error}");
            assert_eq!(store.head(), head);
        }
        store.writer().journal.room = None;
        assert_eq!(store.append(&drawing("organization b")).expect("room"), entry.head);
        assert!(store.verify().expect("a check").is_sound());
        drop(store);
        let store = SledStore::open(folder.path()).expect("the same store");
        assert_eq!((store.head(), store.recovered()), (entry.head, &Recovered::default()));
    }

    #[test]
    fn a_writer_that_was_interrupted_writes_no_more() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = SledStore::open(folder.path()).expect("a new store");
        store.writer().stopped = Some("sled gave up".to_owned());
        let error = store.append(&drawing("organization a")).expect_err("stopped");
        assert!(error.to_string().ends_with("sled gave up"), "{error}");
        assert_eq!(store.head(), Head::EMPTY);
    }
}
