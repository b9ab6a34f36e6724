//! What a store does, whatever it is kept in.

use std::io;

use waymark_model::{Batch, Map};

use crate::{BackedUp, Entry, Head, Heading, Order, StoreError, Suggestion, Verified};

/// A log of batches, and snapshots of the maps they lead to.
///
/// All methods may be called from any thread. There is one writer at a time; readers see whole
/// entries up to the head and never wait for a writer.
pub trait Store: Send + Sync {
    /// The newest entry.
    fn head(&self) -> Head;

    /// Appends a batch and returns when it is durable.
    ///
    /// # Errors
    /// When it cannot be made durable. The head is then as it was; after an error in the middle of
    /// writing, everything further is refused with [`StoreError::Stopped`] until the folder is
    /// opened again, where the batch is found whole or not at all.
    fn append(&self, batch: &Batch) -> Result<Head, StoreError>;

    /// The entry at a position, counted from 1.
    ///
    /// # Errors
    /// When it cannot be read.
    fn entry(&self, position: u64) -> Result<Option<Entry>, StoreError>;

    /// The entries from a position on, oldest first, up to the head of the moment of the call.
    fn entries(&self, from: u64) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        let last = self.head().position;
        Box::new((from.max(1)..=last).filter_map(|position| self.entry(position).transpose()))
    }

    /// The heading of the entry at a position, without reading its changes.
    ///
    /// # Errors
    /// When it cannot be read.
    fn heading(&self, position: u64) -> Result<Option<Heading>, StoreError>;

    /// Up to `limit` headings in an order, beginning at a position or, without one, at the end of
    /// the log that comes first in that order.
    ///
    /// # Errors
    /// When one cannot be read.
    fn headings(
        &self,
        order: Order,
        from: Option<u64>,
        limit: usize,
    ) -> Result<Vec<Heading>, StoreError> {
        let last = self.head().position;
        let positions: Box<dyn Iterator<Item = u64>> = match order {
            Order::OldestFirst => Box::new(from.unwrap_or(1).max(1)..=last),
            Order::NewestFirst => Box::new((1..=from.unwrap_or(last).min(last)).rev()),
        };
        positions.take(limit).filter_map(|position| self.heading(position).transpose()).collect()
    }

    /// Keeps a map as it is after an entry, so that it need not be replayed from the beginning.
    ///
    /// # Errors
    /// When there is no such entry, or it cannot be written.
    fn save_snapshot(&self, at: Head, map: &Map) -> Result<(), StoreError>;

    /// The newest snapshot that is not after a position. One that is damaged is passed over: a
    /// snapshot can be thrown away.
    ///
    /// # Errors
    /// When the log cannot be read.
    fn snapshot_at_most(&self, position: u64) -> Result<Option<(Head, Map)>, StoreError>;

    /// Keeps a suggestion, in place of the one that has its number, and returns when it is durable.
    /// The log is as it was.
    ///
    /// # Errors
    /// When it cannot be written; what was kept under its number is then as it was.
    fn put_suggestion(&self, suggestion: &Suggestion) -> Result<(), StoreError>;

    /// The suggestion of a number.
    ///
    /// # Errors
    /// When it cannot be read.
    fn suggestion(&self, id: u64) -> Result<Option<Suggestion>, StoreError>;

    /// The numbers of all suggestions that are kept, in order.
    ///
    /// # Errors
    /// When they cannot be listed.
    fn suggestion_ids(&self) -> Result<Vec<u64>, StoreError>;

    /// Throws a suggestion away, if it is kept.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove_suggestion(&self, id: u64) -> Result<(), StoreError>;

    /// Reads everything and checks it: every checksum, every hash, every link of the chain, and
    /// that every copy says the same.
    ///
    /// # Errors
    /// When the check itself cannot be made. What is wrong with the data is in the answer.
    fn verify(&self) -> Result<Verified, StoreError>;

    /// Writes the log, up to the head of the moment of the call, and the suggestions as one checked
    /// file. Readers and the writer go on meanwhile.
    ///
    /// # Errors
    /// When an entry cannot be read or the file cannot be written.
    fn backup(&self, to: &mut dyn io::Write) -> Result<BackedUp, StoreError>;
}
