//! Suggestions: changes that wait for an editor.
//!
//! A suggestion changes nothing until it is accepted, and is then one batch in the log like any
//! other. That it was accepted is written down before the batch is, and counts only if the log has
//! the batch: so a sudden end between the two leaves it waiting, and never lost or taken twice.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{Change, Map};
use waymark_store::{Order, Settled, Suggestion};

use crate::apply::check_expected;
use crate::{Applied, Engine, EngineError, Note, RecordKey};

/// How many suggestions may wait: whoever reads can send them.
pub const MOST_WAITING: usize = 1_000;

/// How many settled suggestions are kept, so that whoever sent one finds out; the oldest beyond are
/// thrown away. What was accepted stays in the log.
pub const MOST_SETTLED: usize = 1_000;

/// How many changes a suggestion may have: one that removes things takes all with it that hangs on
/// them, so it may be far longer than it was written, and what is there now is kept beside it.
pub const MOST_SUGGESTED: usize = 1_000;

/// How many records a refusal names.
const NAMED: usize = 10;

impl Engine {
    /// Keeps changes as a suggestion. The map stays as it is.
    ///
    /// # Errors
    /// When they cannot be applied to the map as it is, change nothing or are too many, when too many
    /// wait already, or the suggestion cannot be written.
    pub fn suggest(&self, note: &Note, changes: Vec<Change>) -> Result<Suggestion, EngineError> {
        let _one_at_a_time = self.suggesting.lock();
        let kept = self.store.suggestion_ids()?;
        // They need only be read when there are so many.
        if kept.len() >= MOST_WAITING && self.waiting_count()? >= MOST_WAITING {
            return Err(EngineError::TooManyWaiting { most: MOST_WAITING });
        }
        let mut suggestion = self.suggestion_of(note, changes)?;
        suggestion.id = kept.last().map_or(1, |newest| newest + 1);
        self.store.put_suggestion(&suggestion)?;
        Ok(suggestion)
    }

    /// What [`Engine::suggest`] would keep, without a number; nothing is written.
    ///
    /// # Errors
    /// Those of [`Engine::suggest`], but for writing.
    pub fn suggestion_of(
        &self,
        note: &Note,
        changes: Vec<Change>,
    ) -> Result<Suggestion, EngineError> {
        if changes.len() > MOST_SUGGESTED {
            return Err(EngineError::SuggestionTooLarge {
                changes: changes.len(),
                most: MOST_SUGGESTED,
            });
        }
        let now = self.now();
        let before = now.map.clone().apply(&changes)?;
        let Note { author, time, message } = note.clone();
        let suggestion = Suggestion {
            id: 0,
            author,
            time,
            message,
            made_at: now.head,
            changes,
            before,
            settled: None,
        };
        check_changes_something(&suggestion, &now.map)?;
        Ok(suggestion)
    }

    /// All suggestions that are kept, the newest first.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>, EngineError> {
        let mut suggestions = Vec::new();
        for id in self.store.suggestion_ids()?.into_iter().rev() {
            // One may be thrown away while the others are read.
            suggestions.extend(self.find_suggestion(id)?);
        }
        Ok(suggestions)
    }

    /// The suggestion of a number.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn suggestion(&self, id: u64) -> Result<Suggestion, EngineError> {
        self.find_suggestion(id)?.ok_or(EngineError::NoSuchSuggestion { id })
    }

    /// How many suggestions wait for an editor.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn waiting_count(&self) -> Result<usize, EngineError> {
        Ok(self.suggestions()?.iter().filter(|it| it.settled.is_none()).count())
    }

    fn find_suggestion(&self, id: u64) -> Result<Option<Suggestion>, EngineError> {
        let Some(mut suggestion) = self.store.suggestion(id)? else { return Ok(None) };
        let position = suggestion.settled.as_ref().and_then(|settled| settled.position);
        if let Some(position) = position
            && !self.has_batch_of(&suggestion, position)?
        {
            suggestion.settled = None;
        }
        Ok(Some(suggestion))
    }

    fn has_batch_of(&self, suggestion: &Suggestion, position: u64) -> Result<bool, EngineError> {
        let Some(settled) = &suggestion.settled else { return Ok(false) };
        let Some(heading) = self.store.heading(position)? else { return Ok(false) };
        let message = message_of(suggestion, &settled.author);
        Ok((heading.author, heading.time, heading.message)
            == (suggestion.author.clone(), settled.time, message))
    }

    /// Says whether a suggestion can be accepted as the map is.
    ///
    /// # Errors
    /// Those of [`Engine::accept`], but for writing.
    pub fn check_suggestion(&self, suggestion: &Suggestion) -> Result<(), EngineError> {
        check_fits(suggestion, &self.now().map)
    }

    /// Applies a suggestion, as one batch by whoever sent it; `note` says who decides, and when.
    ///
    /// # Errors
    /// When it is settled already; when its records were changed since it was sent, so that it would
    /// take that back unseen; and those of [`Engine::apply`].
    pub fn accept(
        &self,
        id: u64,
        note: &Note,
        expected: Option<u64>,
    ) -> Result<(Suggestion, Applied), EngineError> {
        let _one_at_a_time = self.suggesting.lock();
        let mut writer = self.writer.lock();
        let mut suggestion = self.waiting(id)?;
        let now = self.now();
        check_expected(now.head, expected)?;
        check_fits(&suggestion, &now.map)?;
        suggestion.settled = Some(settled(note, Some(now.head.position + 1)));
        self.store.put_suggestion(&suggestion)?;
        let batch = Note {
            author: suggestion.author.clone(),
            time: note.time,
            message: message_of(&suggestion, &note.author),
        };
        let changes = suggestion.changes.clone();
        let applied = self.apply_as(&mut writer, &batch, changes, None, expected)?;
        self.forget_oldest();
        Ok((suggestion, applied))
    }

    /// What [`Engine::accept`] would do; nothing is written.
    ///
    /// # Errors
    /// Those of [`Engine::accept`], but for writing.
    pub fn would_accept(
        &self,
        id: u64,
        expected: Option<u64>,
    ) -> Result<(Suggestion, Applied), EngineError> {
        let suggestion = self.waiting(id)?;
        let now = self.now();
        check_expected(now.head, expected)?;
        check_fits(&suggestion, &now.map)?;
        let applied = Applied { head: now.head, changes: suggestion.changes.len() };
        Ok((suggestion, applied))
    }

    /// Says no to a suggestion. It stays to be read, with the reason.
    ///
    /// # Errors
    /// When there is none, it is settled already, or the decision cannot be written.
    pub fn decline(&self, id: u64, note: &Note) -> Result<Suggestion, EngineError> {
        let _one_at_a_time = self.suggesting.lock();
        let mut suggestion = self.waiting(id)?;
        suggestion.settled = Some(settled(note, None));
        self.store.put_suggestion(&suggestion)?;
        self.forget_oldest();
        Ok(suggestion)
    }

    fn waiting(&self, id: u64) -> Result<Suggestion, EngineError> {
        let suggestion = self.suggestion(id)?;
        match &suggestion.settled {
            None => Ok(suggestion),
            Some(settled) => {
                let accepted = settled.position.is_some();
                Err(EngineError::AlreadySettled { id, accepted, by: settled.author.clone() })
            }
        }
    }

    /// Failing to throw something away is no failure of what was asked: it is tried again with the
    /// next decision.
    fn forget_oldest(&self) {
        if let Err(error) = self.throw_oldest_away() {
            tracing::warn!(%error, "the oldest suggestions could not be thrown away");
        }
    }

    fn throw_oldest_away(&self) -> Result<(), EngineError> {
        if self.store.suggestion_ids()?.len() <= MOST_SETTLED {
            return Ok(());
        }
        let suggestions = self.suggestions()?;
        let settled = suggestions.iter().filter(|it| it.settled.is_some());
        for old in settled.skip(MOST_SETTLED) {
            self.store.remove_suggestion(old.id)?;
        }
        Ok(())
    }

    /// The log positions from `from` on that were taken back, and whose taking back stands.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn undone_since(&self, from: u64) -> Result<BTreeSet<u64>, EngineError> {
        let end = self.now().head.position;
        let count = usize::try_from(end.saturating_sub(from)).unwrap_or(usize::MAX);
        let mut undone = BTreeSet::new();
        // From the newest back, so that it is known of each undo whether it was undone itself.
        for heading in self.store.headings(Order::NewestFirst, Some(end), count)? {
            if !undone.contains(&heading.position) {
                undone.extend(heading.undoes);
            }
        }
        Ok(undone)
    }
}

fn settled(note: &Note, position: Option<u64>) -> Settled {
    let Note { author, time, message } = note.clone();
    Settled { author, time, message, position }
}

/// What the batch of an accepted suggestion says in the log.
fn message_of(suggestion: &Suggestion, editor: &str) -> String {
    format!("{} (suggestion {}, taken by {editor})", suggestion.message, suggestion.id)
}

/// What changes leave of each record they touch; `None` where they remove it.
fn images(changes: &[Change]) -> BTreeMap<RecordKey, Option<&Change>> {
    changes.iter().map(|change| (RecordKey::of(change), put(change))).collect()
}

fn put(change: &Change) -> Option<&Change> {
    match change {
        Change::PutEntity(_)
        | Change::PutTie(_)
        | Change::PutMilestone(_)
        | Change::PutSource(_)
        | Change::PutFacet(_)
        | Change::PutEdition(_) => Some(change),
        Change::RemoveEntity(_)
        | Change::RemoveTie(_)
        | Change::RemoveMilestone(_)
        | Change::RemoveSource(_)
        | Change::RemoveFacet(_)
        | Change::RemoveEdition(_) => None,
    }
}

fn check_fits(suggestion: &Suggestion, map: &Map) -> Result<(), EngineError> {
    let (before, after) = (images(&suggestion.before), images(&suggestion.changes));
    let changed = after.iter().filter(|(key, after)| {
        let now = key.on(map);
        let now = now.as_ref();
        now != **after && before.get(key).is_none_or(|before| now != *before)
    });
    let records: Vec<RecordKey> = changed.map(|(key, _)| key.clone()).take(NAMED).collect();
    if !records.is_empty() {
        return Err(EngineError::ChangedSinceSuggested { id: suggestion.id, records });
    }
    check_changes_something(suggestion, map)?;
    map.clone().apply(&suggestion.changes)?;
    Ok(())
}

fn check_changes_something(suggestion: &Suggestion, map: &Map) -> Result<(), EngineError> {
    let same = |(key, after): (RecordKey, Option<&Change>)| key.on(map).as_ref() == after;
    if images(&suggestion.changes).into_iter().all(same) {
        return Err(EngineError::ChangesNothing);
    }
    Ok(())
}
