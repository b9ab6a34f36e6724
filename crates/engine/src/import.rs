//! Bringing files in: read, show, apply.

use waymark_formats::{Input, Parsed, ReadConfig};
use waymark_matching::{Duplicates, DuplicatesConfig, Scope, duplicates};
use waymark_measures::Unwatched;
use waymark_model::{Change, EntityId, EntityKind, Map};

use crate::{Applied, Engine, EngineError, Note};

/// So many pairs that may be one thing are told with an import.
const MOST_DOUBTS: usize = 200;

/// What an import did, or would do.
pub struct Imported {
    /// What was read, row by row.
    pub parsed: Parsed,
    /// What it came to on the map.
    pub applied: Applied,
    /// How many records of each sort were, or would be, new to the map.
    pub made: Made,
    /// What it brought that may be on the map already, or twice in it, under another name: nothing
    /// is joined for that, it is for a person to decide.
    pub perhaps_same: Duplicates,
    /// The map that it led, or would lead, to.
    pub after: Map,
}

/// How many records are new to the map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Organizations.
    pub organizations: usize,
    /// Initiatives.
    pub initiatives: usize,
    /// Goals.
    pub goals: usize,
    /// Publications.
    pub publications: usize,
    /// Ties.
    pub ties: usize,
    /// Milestones.
    pub milestones: usize,
}

impl Made {
    fn of(changes: &[Change], before: &Map) -> Self {
        let mut made = Self::default();
        for change in changes {
            match change {
                Change::PutEntity(entity) if before.entity(entity.id()).is_none() => {
                    *made.of_kind(entity.kind()) += 1;
                }
                Change::PutTie(tie) if before.tie(&tie.id).is_none() => made.ties += 1,
                Change::PutMilestone(it) if before.milestone(&it.id).is_none() => {
                    made.milestones += 1;
                }
                _ => {}
            }
        }
        made
    }

    fn of_kind(&mut self, kind: EntityKind) -> &mut usize {
        match kind {
            EntityKind::Organization => &mut self.organizations,
            EntityKind::Initiative => &mut self.initiatives,
            EntityKind::Goal => &mut self.goals,
            EntityKind::Publication => &mut self.publications,
        }
    }
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
        let now = self.now();
        let mut parsed = waymark_formats::read(inputs, &now.map, config)?;
        if !go_on() {
            return Err(EngineError::Cancelled);
        }
        let changes = std::mem::take(&mut parsed.changes);
        let made = Made::of(&changes, &now.map);
        let new = new_things(&changes, &now.map);
        let applied = self.apply_as(&mut writer, note, changes, None, expected)?;
        let after = self.now().map.clone();
        // What is written stands: others may write while pairs are compared.
        drop(writer);
        let perhaps_same = perhaps_same(&after, new);
        Ok(Imported { parsed, applied, made, perhaps_same, after })
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
        let now = self.now();
        let mut parsed = waymark_formats::read(inputs, &now.map, config)?;
        let changes = std::mem::take(&mut parsed.changes);
        let made = Made::of(&changes, &now.map);
        let new = new_things(&changes, &now.map);
        let mut map = now.map.clone();
        map.apply(&changes)?;
        let applied = Applied { head: now.head, changes: changes.len() };
        let perhaps_same = perhaps_same(&map, new);
        Ok(Imported { parsed, applied, made, perhaps_same, after: map })
    }
}

/// The things that changes bring to a map.
fn new_things(changes: &[Change], before: &Map) -> Vec<EntityId> {
    let brought = changes.iter().filter_map(|change| match change {
        Change::PutEntity(entity) if before.entity(entity.id()).is_none() => Some(entity.id()),
        _ => None,
    });
    brought.cloned().collect()
}

/// Pairs with something new that may be one thing.
fn perhaps_same(map: &Map, new: Vec<EntityId>) -> Duplicates {
    if new.is_empty() {
        return Duplicates::default();
    }
    let config = DuplicatesConfig { limit: MOST_DOUBTS, ..DuplicatesConfig::default() };
    let scope = Scope::With(new.into_iter().collect());
    duplicates(map, &config, Some(&scope), &Unwatched).expect("nobody stops what nobody watches")
}
