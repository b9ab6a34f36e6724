//! Taking a batch back.

use std::collections::BTreeSet;

use waymark_model::{Change, ChangeError, Map};

use crate::{Applied, At, Engine, EngineError, Note, RecordKey};

/// How many records a refusal names.
const NAMED: usize = 10;

impl Engine {
    /// Takes the batch at `position` back, by a new batch that applies its inverse. An undo can be
    /// undone in the same way.
    ///
    /// # Errors
    /// When a later batch changed one of its records, so that taking it back would take that away
    /// too; when there is no such position; or when the batch cannot be written.
    pub fn undo(
        &self,
        note: &Note,
        position: u64,
        expected: Option<u64>,
    ) -> Result<Applied, EngineError> {
        let mut writer = self.writer.lock();
        let inverse = self.inverse_of(position)?;
        self.apply_as(&mut writer, note, inverse, Some(position), expected)
    }

    /// The changes that take back the batch at `position`.
    ///
    /// # Errors
    /// Those of [`Engine::undo`], but for writing.
    pub fn inverse_of(&self, position: u64) -> Result<Vec<Change>, EngineError> {
        let end = self.now().head.position;
        let missing = || EngineError::NoSuchPosition { position, end };
        if position == 0 {
            return Err(missing());
        }
        let entry = self.store.entry(position)?.ok_or_else(missing)?;
        let mut map = self.view(&At::Position(position - 1))?.map.clone();
        let changes = &entry.batch.changes;
        let inverse = map.apply(changes);
        let inverse = inverse.map_err(|source| EngineError::Unreplayable { position, source })?;
        let now = self.now();
        let touched: BTreeSet<RecordKey> = changes.iter().map(RecordKey::of).collect();
        let changed = touched.into_iter().filter(|key| !key.same_in(&map, &now.map));
        let records: Vec<RecordKey> = changed.take(NAMED).collect();
        if records.is_empty() {
            return Ok(without_used_sources(&now.map, inverse));
        }
        let by = self.first_to_touch(&records, position + 1)?.unwrap_or(end);
        Err(EngineError::ChangedSince { position, by, records })
    }

    fn first_to_touch(&self, records: &[RecordKey], from: u64) -> Result<Option<u64>, EngineError> {
        for entry in self.store.entries(from) {
            let entry = entry?;
            let mut touched = entry.batch.changes.iter().map(RecordKey::of);
            if touched.any(|key| records.contains(&key)) {
                return Ok(Some(entry.position));
            }
        }
        Ok(None)
    }
}

/// A source that the batch brought, and that others cite by now, stays.
fn without_used_sources(map: &Map, mut inverse: Vec<Change>) -> Vec<Change> {
    while let Err(rejected) = map.clone().apply(&inverse) {
        let still_used = matches!(rejected.error, ChangeError::StillUsed { what: "source", .. });
        if !still_used || !matches!(inverse[rejected.index], Change::RemoveSource(_)) {
            break;
        }
        inverse.remove(rejected.index);
    }
    inverse
}
