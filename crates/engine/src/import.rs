//! Bringing files in: read, show, apply.

use waymark_formats::{Input, Parsed, ReadConfig};

use crate::{Applied, Engine, EngineError, Note};

/// What an import did, or would do.
pub struct Imported {
    /// What was read, row by row.
    pub parsed: Parsed,
    /// What it came to on the map.
    pub applied: Applied,
}

impl Engine {
    /// Reads files as one import and applies what they say as one batch. Rows that cannot be read
    /// are reported and do not stop the others; importing the same files again changes nothing.
    ///
    /// `go_on` is asked once everything is read, before anything is written.
    ///
    /// # Errors
    /// When a file cannot be read at all, `go_on` says no, or the batch cannot be written; the map is
    /// then as it was.
    pub fn import(
        &self,
        note: &Note,
        inputs: Vec<Input<'_>>,
        config: &ReadConfig<'_>,
        expected: Option<u64>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Imported, EngineError> {
        // Held from reading to writing, so that what was matched is still so when it is written.
        let mut writer = self.writer.lock();
        let mut parsed = waymark_formats::read(inputs, &self.now().map, config)?;
        if !go_on() {
            return Err(EngineError::Cancelled);
        }
        let changes = std::mem::take(&mut parsed.changes);
        let applied = self.apply_as(&mut writer, note, changes, None, expected)?;
        Ok(Imported { parsed, applied })
    }

    /// Says what [`Engine::import`] would do, row by row, and changes nothing.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn dry_run_import(
        &self,
        inputs: Vec<Input<'_>>,
        config: &ReadConfig<'_>,
    ) -> Result<Imported, EngineError> {
        let mut parsed = waymark_formats::read(inputs, &self.now().map, config)?;
        let changes = std::mem::take(&mut parsed.changes);
        let applied = self.dry_run(&changes, None)?;
        Ok(Imported { parsed, applied })
    }
}
