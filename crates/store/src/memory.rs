//! The store in memory, for trying things out and for tests.

use std::collections::BTreeMap;
use std::io;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use waymark_model::{Batch, Map};

use crate::codec::{self, Encoded};
use crate::log::place;
use crate::{
    BackedUp, Entry, Head, Heading, Problem, Store, StoreError, Suggestion, Verified, archive,
    suggestion,
};

/// A store that is gone when it is dropped. It keeps the same bytes as the one on disk, so its
/// hashes and its backups are the same.
#[derive(Default)]
pub struct MemoryStore {
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    entries: Vec<Encoded>,
    snapshots: BTreeMap<u64, (Head, Map)>,
    /// Sealed, as they are kept on disk.
    suggestions: BTreeMap<u64, Vec<u8>>,
}

impl Kept {
    fn head(&self) -> Head {
        self.entries.last().map_or(Head::EMPTY, |entry| entry.head)
    }

    fn encoded(&self, position: u64) -> Option<&Encoded> {
        let index = usize::try_from(position.checked_sub(1)?).ok()?;
        self.entries.get(index)
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn kept(&self) -> RwLockReadGuard<'_, Kept> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn head(&self) -> Head {
        self.kept().head()
    }

    fn append(&self, batch: &Batch) -> Result<Head, StoreError> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let entry = codec::encode(kept.head(), batch)?;
        kept.entries.push(entry);
        Ok(kept.head())
    }

    fn entry(&self, position: u64) -> Result<Option<Entry>, StoreError> {
        let encoded = self.kept().encoded(position).cloned();
        encoded.map(|encoded| codec::decode(&encoded, &place(position))).transpose()
    }

    fn heading(&self, position: u64) -> Result<Option<Heading>, StoreError> {
        let kept = self.kept();
        let Some(encoded) = kept.encoded(position) else { return Ok(None) };
        codec::opening(&encoded.heading, &place(position)).map(|opening| Some(opening.heading))
    }

    fn save_snapshot(&self, at: Head, map: &Map) -> Result<(), StoreError> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.encoded(at.position).is_none_or(|entry| entry.head != at) {
            return Err(StoreError::NoSuchHead { position: at.position, hash: at.hash });
        }
        kept.snapshots.insert(at.position, (at, map.clone()));
        Ok(())
    }

    fn snapshot_at_most(&self, position: u64) -> Result<Option<(Head, Map)>, StoreError> {
        Ok(self.kept().snapshots.range(..=position).next_back().map(|(_, kept)| kept.clone()))
    }

    fn put_suggestion(&self, suggestion: &Suggestion) -> Result<(), StoreError> {
        let sealed = suggestion::encode(suggestion)?;
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.suggestions.insert(suggestion.id, sealed);
        Ok(())
    }

    fn suggestion(&self, id: u64) -> Result<Option<Suggestion>, StoreError> {
        let sealed = self.kept().suggestions.get(&id).cloned();
        sealed.map(|sealed| suggestion::decode_as(id, &sealed)).transpose()
    }

    fn suggestion_ids(&self) -> Result<Vec<u64>, StoreError> {
        Ok(self.kept().suggestions.keys().copied().collect())
    }

    fn remove_suggestion(&self, id: u64) -> Result<(), StoreError> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.suggestions.remove(&id);
        Ok(())
    }

    fn verify(&self) -> Result<Verified, StoreError> {
        let kept = self.kept();
        let mut verified = Verified { head: kept.head(), ..Verified::default() };
        verified.snapshots = kept.snapshots.len() as u64;
        let mut before = Head::EMPTY;
        for entry in &kept.entries {
            let at = place(entry.head.position);
            let read = codec::check_follows(before, entry, &at);
            match read.and_then(|()| codec::decode(entry, &at)) {
                Ok(read) => verified.changes += read.batch.changes.len() as u64,
                Err(error) => {
                    verified.problems.push(Problem { at, reason: error.to_string() });
                }
            }
            verified.entries += 1;
            before = entry.head;
        }
        for (id, sealed) in &kept.suggestions {
            verified.suggestion(*id, suggestion::decode_as(*id, sealed));
        }
        Ok(verified)
    }

    fn backup(&self, to: &mut dyn io::Write) -> Result<BackedUp, StoreError> {
        let (entries, suggestions) = {
            let kept = self.kept();
            (kept.entries.clone(), kept.suggestions.clone())
        };
        let head = entries.last().map_or(Head::EMPTY, |entry| entry.head);
        let suggestions = suggestions.into_iter().map(Ok);
        archive::write(to, head, entries.into_iter().map(Ok), suggestions)
    }
}
