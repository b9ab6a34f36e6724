//! States of the past.

use std::collections::VecDeque;
use std::sync::Arc;

use waymark_model::{EditionId, Map, Timestamp};
use waymark_store::{Head, Order, Store};

use crate::{Engine, EngineError, View};

/// Which state of the map is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum At {
    /// The present one.
    #[default]
    Now,
    /// The one after the batch at this log position; 0 is the empty map.
    Position(u64),
    /// The one that an edition names.
    Edition(EditionId),
    /// The one after the last batch made at this moment or before.
    Moment(Timestamp),
}

/// How many past states are kept for the next question.
const KEPT: usize = 6;
/// How many things and ties they may have in all, for big maps; one state is always kept.
const RECORDS_KEPT: usize = 500_000;

/// Past states that were asked for lately, the latest last.
#[derive(Default)]
pub(crate) struct Past(VecDeque<Arc<View>>);

impl Past {
    fn find(&self, position: u64, edition: Option<&EditionId>) -> Option<Arc<View>> {
        let same =
            |view: &&Arc<View>| view.head.position == position && view.edition.as_ref() == edition;
        self.0.iter().find(same).cloned()
    }

    fn keep(&mut self, view: Arc<View>) {
        self.0.push_back(view);
        let records = |past: &Self| past.0.iter().map(|view| view.records()).sum::<usize>();
        while self.0.len() > KEPT || (self.0.len() > 1 && records(self) > RECORDS_KEPT) {
            self.0.pop_front();
        }
    }
}

impl Engine {
    /// The state that is meant by `at`.
    ///
    /// The present state costs nothing; a past one is replayed from the nearest snapshot before it
    /// and kept for the next question.
    ///
    /// # Errors
    /// When there is no such position or edition, or the log cannot be read.
    pub fn view(&self, at: &At) -> Result<Arc<View>, EngineError> {
        let now = self.now();
        match at {
            At::Now => Ok(now),
            At::Position(position) => self.view_at(&now, *position, None),
            At::Edition(id) => {
                let missing = || EngineError::NoSuchEdition { id: id.to_string() };
                let edition = now.map.edition(id).ok_or_else(missing)?;
                let unrecorded = || EngineError::NotOnRecord { id: id.to_string() };
                let position = edition.position.ok_or_else(unrecorded)?;
                self.view_at(&now, position, Some(id))
            }
            At::Moment(moment) => {
                let position = self.position_at(*moment)?;
                self.view_at(&now, position, None)
            }
        }
    }

    fn view_at(
        &self,
        now: &Arc<View>,
        position: u64,
        edition: Option<&EditionId>,
    ) -> Result<Arc<View>, EngineError> {
        if position > now.head.position {
            let end = now.head.position;
            return Err(EngineError::NoSuchPosition { position, end });
        }
        if position == now.head.position && edition.is_none() {
            return Ok(now.clone());
        }
        if let Some(view) = self.past.lock().find(position, edition) {
            return Ok(view);
        }
        let (view, _) = replay(&*self.store, position, edition.cloned())?;
        let view = Arc::new(view);
        self.past.lock().keep(view.clone());
        Ok(view)
    }

    /// The last position before the first batch that was made after `moment`.
    fn position_at(&self, moment: Timestamp) -> Result<u64, EngineError> {
        const AT_ONCE: usize = 1_000;
        let mut position = 0;
        loop {
            let headings = self.store.headings(Order::OldestFirst, Some(position + 1), AT_ONCE)?;
            let earlier = headings.iter().take_while(|heading| heading.time <= moment).count();
            position += earlier as u64;
            if headings.is_empty() || earlier < headings.len() {
                return Ok(position);
            }
        }
    }
}

/// Builds the state at a position and says how many changes came after the snapshot it began with.
pub(crate) fn replay(
    store: &dyn Store,
    position: u64,
    edition: Option<EditionId>,
) -> Result<(View, usize), EngineError> {
    let (mut head, mut map) =
        store.snapshot_at_most(position)?.unwrap_or((Head::EMPTY, Map::new()));
    let mut replayed = 0;
    if head.position < position {
        for entry in store.entries(head.position + 1) {
            let entry = entry?;
            map.apply(&entry.batch.changes)
                .map_err(|source| EngineError::Unreplayable { position: entry.position, source })?;
            replayed += entry.batch.changes.len();
            head = entry.head();
            if entry.position == position {
                break;
            }
        }
    }
    let time = store.heading(head.position)?.map(|heading| heading.time);
    Ok((View::new(map, head, time, edition), replayed))
}
