//! What happened to the map.

use std::sync::Arc;

use waymark_engine::{Engine, RecordKey, Touched};
use waymark_model::{EntityId, Map};
use waymark_store::Heading;
use waymark_wire as wire;

use super::Ask;
use crate::{ApiError, state};

/// How many records an entry names at most: one import may touch thousands of ties of a thing.
const RECORDS: usize = 200;

/// Entries of the change log, the newest first, from `newest` back, up to
/// the state asked about.
///
/// # Errors
/// When the log cannot be read.
pub fn history(
    engine: &Engine,
    ask: &Ask,
    newest: u64,
    limit: usize,
) -> Result<wire::History, ApiError> {
    let entries = engine.history(newest.min(ask.view.head.position), limit)?;
    let next = entries.last().filter(|last| last.position > 1);
    Ok(wire::History {
        version: ask.version(),
        next: next.map(|last| (last.position - 1).to_string()),
        entries: entries.iter().map(entry).collect(),
    })
}

/// The entries that changed a thing, its ties or its milestones, up to the state asked about.
///
/// # Errors
/// When the thing never was on the map, or the log cannot be read.
pub fn entity_history(
    engine: &Engine,
    ask: &Ask,
    id: &EntityId,
) -> Result<Arc<wire::EntityHistory>, ApiError> {
    // The whole log is read for it, so it is worth remembering.
    ask.once(&format!("history {id}"), || {
        let history = engine.history_of(id, ask.view.head.position)?;
        if history.is_empty() {
            ask.thing(id)?;
        }
        let entries = history.iter().map(|touched| touched_entry(ask, touched));
        Ok(wire::EntityHistory {
            version: ask.version(),
            id: id.to_string(),
            entries: entries.collect(),
        })
    })
}

/// An entry and the first of the records it changed of the thing.
fn touched_entry(ask: &Ask, touched: &Touched) -> wire::EntityHistoryEntry {
    let name = |keys: &[RecordKey], limit: usize| -> Vec<wire::RecordRef> {
        keys.iter().take(limit).map(|key| record(key, ask.map())).collect()
    };
    let put = name(&touched.put, RECORDS);
    let removed = name(&touched.removed, RECORDS - put.len());
    wire::EntityHistoryEntry {
        entry: entry(&touched.heading),
        records_shown: wire::Known {
            known: put.len() + removed.len(),
            of: touched.put.len() + touched.removed.len(),
        },
        put,
        removed,
    }
}

fn entry(heading: &Heading) -> wire::HistoryEntry {
    let Heading { position, hash, author, time, message, undoes, changes } = heading;
    wire::HistoryEntry {
        position: *position,
        hash: hash.to_string(),
        time: state::rfc3339(*time),
        author: author.clone(),
        message: message.clone(),
        undoes: *undoes,
        changes: *changes,
    }
}

/// A record as answers name it.
pub(super) fn record(key: &RecordKey, map: &Map) -> wire::RecordRef {
    wire::RecordRef {
        record: key.kind(map).word().to_owned(),
        id: key.id().to_owned(),
        name: key.name(map),
    }
}
