//! Changing the map: durable first, then visible.

use std::sync::Arc;

use waymark_model::{Batch, Change, Map, Timestamp};
use waymark_store::Head;

use crate::{Engine, EngineError, Event, View};

/// After so many changes a snapshot is written, so that the next start is fast.
const SNAPSHOT_EVERY: usize = 20_000;

/// Who changes the map, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// Why, in words.
    pub message: String,
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The state after it; for a dry run, or where nothing was to be done, the state as it is.
    pub head: Head,
    /// How many changes were, or would be, applied.
    pub changes: usize,
}

/// What the one writer keeps between batches.
pub(crate) struct Writer {
    pub(crate) changes_since_snapshot: usize,
}

impl Engine {
    /// Applies changes as one batch: whole or not at all, durable before it is visible.
    ///
    /// With `expected`, only if the map is still at that log position. No changes make no batch.
    ///
    /// # Errors
    /// When a change cannot be applied, the position is another, or the batch cannot be written;
    /// the map is then as it was.
    pub fn apply(
        &self,
        note: &Note,
        changes: Vec<Change>,
        expected: Option<u64>,
    ) -> Result<Applied, EngineError> {
        let mut writer = self.writer.lock();
        self.apply_as(&mut writer, note, changes, None, expected)
    }

    /// Applies changes that are worked out from the map as it is when they are applied, so that
    /// nobody can change it in between.
    ///
    /// # Errors
    /// Those of `make` and of [`Engine::apply`].
    pub fn edit<E: From<EngineError>>(
        &self,
        note: &Note,
        expected: Option<u64>,
        make: impl FnOnce(&Map) -> Result<Vec<Change>, E>,
    ) -> Result<Applied, E> {
        let mut writer = self.writer.lock();
        let now = self.now();
        check_expected(now.head, expected)?;
        let changes = make(&now.map)?;
        Ok(self.apply_as(&mut writer, note, changes, None, expected)?)
    }

    /// Says what [`Engine::apply`] would do, and does nothing.
    ///
    /// # Errors
    /// Those of [`Engine::apply`], but for writing.
    pub fn dry_run(
        &self,
        changes: &[Change],
        expected: Option<u64>,
    ) -> Result<Applied, EngineError> {
        let now = self.now();
        check_expected(now.head, expected)?;
        now.map.clone().apply(changes)?;
        Ok(Applied { head: now.head, changes: changes.len() })
    }

    pub(crate) fn apply_as(
        &self,
        writer: &mut Writer,
        note: &Note,
        changes: Vec<Change>,
        undoes: Option<u64>,
        expected: Option<u64>,
    ) -> Result<Applied, EngineError> {
        let now = self.now();
        check_expected(now.head, expected)?;
        let count = changes.len();
        if count == 0 {
            return Ok(Applied { head: now.head, changes: 0 });
        }
        let mut map = now.map.clone();
        map.apply(&changes)?;
        let Note { author, time, message } = note.clone();
        let batch = Batch { author, time, message, undoes, changes };
        let head = self.store.append(&batch)?;
        *self.now.write() = Arc::new(View::new(map, head, Some(time), None));
        writer.changes_since_snapshot += count;
        if writer.changes_since_snapshot >= SNAPSHOT_EVERY {
            self.snapshot(writer);
        }
        self.tell(&Event { position: head.position, author: batch.author, message: batch.message });
        Ok(Applied { head, changes: count })
    }

    /// Writes a snapshot of the present state, so that the next start is fast.
    ///
    /// A snapshot can be thrown away, so failing to write one is no failure: it is logged.
    pub fn checkpoint(&self) {
        let mut writer = self.writer.lock();
        if writer.changes_since_snapshot > 0 {
            self.snapshot(&mut writer);
        }
    }

    fn snapshot(&self, writer: &mut Writer) {
        let now = self.now();
        match self.store.save_snapshot(now.head, &now.map) {
            Ok(()) => writer.changes_since_snapshot = 0,
            Err(error) => tracing::warn!(%error, "the snapshot could not be written"),
        }
    }

    fn tell(&self, event: &Event) {
        for listener in self.listeners.read().iter() {
            listener(event);
        }
    }
}

pub(crate) fn check_expected(head: Head, expected: Option<u64>) -> Result<(), EngineError> {
    match expected {
        Some(expected) if expected != head.position => {
            Err(EngineError::Conflict { expected, actual: head.position })
        }
        _ => Ok(()),
    }
}
