//! What happened to the map, and to one thing on it.

use waymark_model::{Change, EntityId};
use waymark_store::{Entry, Heading, Order};

use crate::{Engine, EngineError, RecordKey};

/// A batch that touched a thing, its ties or its milestones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The batch.
    pub heading: Heading,
    /// The records of the thing that it put.
    pub put: Vec<RecordKey>,
    /// The records of the thing that it removed.
    pub removed: Vec<RecordKey>,
}

/// Everything that happened to a thing, the newest first.
pub type RecordHistory = Vec<Touched>;

impl Engine {
    /// Batches from `newest` back, at most `limit`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn history(&self, newest: u64, limit: usize) -> Result<Vec<Heading>, EngineError> {
        Ok(self.store.headings(Order::NewestFirst, Some(newest), limit)?)
    }

    /// Every batch that touched a thing, its ties or its milestones, the newest first. Linear in the
    /// log up to `newest`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn history_of(&self, id: &EntityId, newest: u64) -> Result<RecordHistory, EngineError> {
        let mut ties = std::collections::BTreeSet::new();
        let mut milestones = std::collections::BTreeSet::new();
        let mut history = RecordHistory::new();
        for entry in self.store.entries(1) {
            let entry = entry?;
            if entry.position > newest {
                break;
            }
            let (mut put, mut removed) = (Vec::new(), Vec::new());
            for change in &entry.batch.changes {
                let key = RecordKey::of(change);
                match change {
                    Change::PutEntity(entity) if entity.id() == id => put.push(key),
                    Change::RemoveEntity(gone) if gone == id => removed.push(key),
                    Change::PutTie(tie) if &tie.from == id || &tie.to == id => {
                        ties.insert(tie.id.clone());
                        put.push(key);
                    }
                    // A tie that now joins others was taken from the thing.
                    Change::PutTie(tie) if ties.remove(&tie.id) => removed.push(key),
                    Change::RemoveTie(tie) if ties.remove(tie) => removed.push(key),
                    Change::PutMilestone(milestone) if &milestone.subject == id => {
                        milestones.insert(milestone.id.clone());
                        put.push(key);
                    }
                    Change::PutMilestone(milestone) if milestones.remove(&milestone.id) => {
                        removed.push(key);
                    }
                    Change::RemoveMilestone(gone) if milestones.remove(gone) => removed.push(key),
                    _ => {}
                }
            }
            if !put.is_empty() || !removed.is_empty() {
                history.push(Touched { heading: heading_of(&entry), put, removed });
            }
        }
        history.reverse();
        Ok(history)
    }
}

fn heading_of(entry: &Entry) -> Heading {
    Heading {
        position: entry.position,
        hash: entry.hash,
        author: entry.batch.author.clone(),
        time: entry.batch.time,
        message: entry.batch.message.clone(),
        undoes: entry.batch.undoes,
        changes: entry.batch.changes.len(),
    }
}
