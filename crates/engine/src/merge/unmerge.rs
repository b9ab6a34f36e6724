//! A merge taken back, also when the map has changed since.
//!
//! Record by record: what nobody touched since goes back to what it was; what was changed keeps the
//! change, and only what the merge itself did to it is taken back; what cannot be decided stays as
//! it is and is told.

use std::collections::BTreeSet;

use waymark_model::{Change, Entity, EntityId, Fact, Map, MilestoneId, TermRef, Tie, TieId};

use super::facts::{less, without};
use super::{decisions_id, that_can_be};
use crate::{Applied, At, Engine, EngineError, Note, RecordKey};

/// What taking a merge back does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerge {
    /// The changes, as one batch.
    pub changes: Vec<Change>,
    /// What had been kept.
    pub keep: EntityId,
    /// What comes back.
    pub gone: EntityId,
    /// How many ties are again as they were, or at the end where they were.
    pub ties_back: usize,
    /// How many milestones are back.
    pub milestones_back: usize,
    /// What is not exactly as it was, in sentences.
    pub to_know: Vec<String>,
}

impl Engine {
    /// Takes back the merge at `position`, by a new batch.
    ///
    /// # Errors
    /// When the batch there is no merge or is taken back already, or the new one cannot be applied or
    /// written.
    pub fn unmerge(
        &self,
        note: &Note,
        position: u64,
        expected: Option<u64>,
    ) -> Result<(Unmerge, Applied), EngineError> {
        let mut writer = self.writer.lock();
        let unmerge = self.unmerge_of(position)?;
        let changes = unmerge.changes.clone();
        let applied = self.apply_as(&mut writer, note, changes, Some(position), expected)?;
        Ok((unmerge, applied))
    }

    /// What [`Engine::unmerge`] would do. Linear in what the merge touched and in the number of
    /// things.
    ///
    /// # Errors
    /// When the batch there is no merge, or is taken back already.
    pub fn unmerge_of(&self, position: u64) -> Result<Unmerge, EngineError> {
        let end = self.now().head.position;
        let missing = || EngineError::NoSuchPosition { position, end };
        if position == 0 {
            return Err(missing());
        }
        let entry = self.store.entry(position)?.ok_or_else(missing)?;
        let before = self.view(&At::Position(position - 1))?;
        let after = self.view(&At::Position(position))?;
        let removed = entry.batch.changes.iter().filter_map(|change| match change {
            Change::RemoveEntity(id) => Some(id),
            _ => None,
        });
        let mut merged = removed.filter_map(|gone| Some((gone, after.map.became(gone)?.id())));
        let (gone, keep) = merged.next().ok_or(EngineError::NotAMerge { position })?;
        let now = self.now();
        if now.map.entity(gone).is_some() {
            let reason = format!("`{gone}` is back already");
            return Err(EngineError::CannotMerge { reason });
        }
        let touched = entry.batch.changes.iter().map(RecordKey::of).collect();
        let kept = match now.map.entity(keep) {
            Some(_) => Some(keep.clone()),
            None => now.map.became(keep).map(|entity| entity.id().clone()),
        };
        let apart = Apart {
            before: &before.map,
            after: &after.map,
            now: &now.map,
            keep,
            gone,
            kept,
            unmerge: Unmerge {
                changes: Vec::new(),
                keep: keep.clone(),
                gone: gone.clone(),
                ties_back: 0,
                milestones_back: 0,
                to_know: Vec::new(),
            },
        };
        apart.take(&touched)
    }
}

/// Three states of the map, and what is done.
struct Apart<'m> {
    before: &'m Map,
    after: &'m Map,
    now: &'m Map,
    keep: &'m EntityId,
    gone: &'m EntityId,
    /// What had been kept, or what that was merged into since; nothing if it is not there any more.
    kept: Option<EntityId>,
    unmerge: Unmerge,
}

impl Apart<'_> {
    fn take(mut self, touched: &BTreeSet<RecordKey>) -> Result<Unmerge, EngineError> {
        self.bring_back();
        self.clean_what_was_kept();
        for key in touched {
            match key {
                RecordKey::Tie(id) => self.tie(id),
                RecordKey::Milestone(id) => self.milestone(id),
                RecordKey::Entity(id) if id != self.keep && id != self.gone => self.goal(id),
                _ => {}
            }
        }
        self.tell_what_is_new();
        let decisions = decisions_id();
        if self.before.source(&decisions).is_none() && self.now.source(&decisions).is_some() {
            self.unmerge.changes.push(Change::RemoveSource(decisions));
        }
        let changes = std::mem::take(&mut self.unmerge.changes);
        let (changes, left_out) = that_can_be(self.now, changes)?;
        self.unmerge.ties_back -= left_out.len().min(self.unmerge.ties_back);
        self.unmerge.to_know.extend(left_out);
        Ok(Unmerge { changes, ..self.unmerge })
    }

    fn know(&mut self, sentence: String) {
        self.unmerge.to_know.push(sentence);
    }

    /// Where a thing is now: itself, or what it was merged into.
    fn present(&self, id: &EntityId) -> Option<EntityId> {
        if id == self.gone || self.now.entity(id).is_some() {
            return Some(id.clone());
        }
        self.now.became(id).map(|entity| entity.id().clone())
    }

    fn bring_back(&mut self) {
        let Some(mut gone) = self.before.entity(self.gone).cloned() else { return };
        let sources: BTreeSet<_> = gone.provenances().iter().map(|it| it.source.clone()).collect();
        let lost = sources.iter().filter(|source| self.now.source(source).is_none());
        for source in lost.filter_map(|source| self.before.source(source)) {
            self.unmerge.changes.push(Change::PutSource(Box::new(source.clone())));
        }
        if let Entity::Goal(goal) = &mut gone {
            let above = goal.parent.take();
            goal.parent = above.and_then(|above| self.present(&above));
        }
        self.leave_what_is_no_more(&mut gone);
        self.unmerge.changes.push(Change::PutEntity(Box::new(gone)));
    }

    /// A thing comes back without the terms and editions that were taken off the map since.
    fn leave_what_is_no_more(&mut self, gone: &mut Entity) {
        let now = self.now;
        let mut lost = BTreeSet::new();
        let mut has_term = |stated: &Fact<TermRef>| {
            let TermRef { facet, term } = &stated.value;
            let is = now.facet(facet).is_some_and(|facet| facet.terms.contains_key(term));
            if !is {
                lost.insert(format!("term `{facet}/{term}`"));
            }
            is
        };
        gone.profile_mut().terms.retain(&mut has_term);
        if let Entity::Goal(goal) = gone {
            goal.excludes.retain(&mut has_term);
            goal.editions.retain(|stated| {
                let is = now.edition(&stated.value).is_some();
                if !is {
                    lost.insert(format!("edition `{}`", stated.value));
                }
                is
            });
        }
        for what in lost {
            let gone = self.gone;
            self.know(format!("The {what} was removed since: `{gone}` comes back without it."));
        }
    }

    fn clean_what_was_kept(&mut self) {
        let kept = self.kept.as_ref().and_then(|id| self.now.entity(id));
        let was = self.before.entity(self.keep).zip(self.after.entity(self.keep));
        let (Some(kept), Some((before, after))) = (kept, was) else {
            let keep = self.keep;
            self.know(format!("`{keep}` is not on the map any more and stays away."));
            return;
        };
        let clean = if kept == after { before.clone() } else { without(kept, before, after) };
        self.unmerge.changes.push(Change::PutEntity(Box::new(clean)));
    }

    fn tie(&mut self, id: &TieId) {
        let (was, merged, now) = (self.before.tie(id), self.after.tie(id), self.now.tie(id));
        let Some(was) = was else { return };
        let back = match (merged, now) {
            (merged, now) if merged == now && merged.is_some() => Some(was.clone()),
            (None, None) => self.with_ends_of_now(was),
            (Some(merged), Some(now)) => self.parted(was, merged, now),
            (Some(_), None) => {
                self.know(format!("The tie `{id}` was removed since, and stays removed."));
                None
            }
            (None, Some(_)) => {
                self.know(format!("The tie `{id}` was made anew since, and stays as it is."));
                None
            }
        };
        if let Some(tie) = back {
            self.unmerge.ties_back += usize::from(&tie.from == self.gone || &tie.to == self.gone);
            self.unmerge.changes.push(Change::PutTie(Box::new(tie)));
        }
    }

    /// A tie that the merge left out, between what its ends are now.
    fn with_ends_of_now(&mut self, was: &Tie) -> Option<Tie> {
        let ends = self.present(&was.from).zip(self.present(&was.to));
        let Some((from, to)) = ends.filter(|(from, to)| from != to) else {
            let id = &was.id;
            self.know(format!("The tie `{id}` has lost its other end, and stays away."));
            return None;
        };
        Some(Tie { from, to, ..was.clone() })
    }

    /// A tie as it is now, but at the end where it was, and without the sources that came with the
    /// merge.
    fn parted(&mut self, was: &Tie, merged: &Tie, now: &Tie) -> Option<Tie> {
        let end = |was: &EntityId, merged: &EntityId, now: &EntityId| {
            let untouched = now == merged || Some(now) == self.kept.as_ref();
            if was != merged && untouched { was.clone() } else { now.clone() }
        };
        let from = end(&was.from, &merged.from, &now.from);
        let to = end(&was.to, &merged.to, &now.to);
        let stated = less(&now.stated, &was.stated, &merged.stated);
        let stated = if stated.is_empty() { now.stated.clone() } else { stated };
        let tie = Tie { from, to, stated, ..now.clone() };
        let id = &was.id;
        if tie.from == tie.to {
            self.know(format!("The tie `{id}` would join a thing to itself, and stays as it is."));
            return None;
        }
        let of_gone = |tie: &Tie| &tie.from == self.gone || &tie.to == self.gone;
        if of_gone(was) && !of_gone(&tie) {
            self.know(format!("The tie `{id}` was given other ends since, and keeps them."));
        } else {
            self.know(format!("The tie `{id}` was changed since, and keeps the change."));
        }
        (tie != *now).then_some(tie)
    }

    fn milestone(&mut self, id: &MilestoneId) {
        let Some(was) = self.before.milestone(id) else { return };
        let Some(now) = self.now.milestone(id) else {
            self.know(format!("The milestone `{id}` was removed since, and stays removed."));
            return;
        };
        if Some(&now.subject) != self.kept.as_ref() {
            self.know(format!("The milestone `{id}` was given to another since, and stays there."));
            return;
        }
        let mut back = now.clone();
        back.subject = was.subject.clone();
        self.unmerge.milestones_back += 1;
        self.unmerge.changes.push(Change::PutMilestone(Box::new(back)));
    }

    /// A goal that had the one that goes as its wider goal.
    fn goal(&mut self, id: &EntityId) {
        let was = self.before.entity(id).and_then(Entity::as_goal);
        let now = self.now.entity(id).and_then(Entity::as_goal);
        let (Some(was), Some(now)) = (was, now) else { return };
        if was.parent.as_ref() == Some(self.gone) && now.parent == self.kept {
            let mut back = now.clone();
            back.parent = was.parent.clone();
            self.unmerge.changes.push(Change::PutEntity(Box::new(Entity::Goal(back))));
        }
    }

    /// Ties that came since may belong to either: only a person can tell.
    fn tell_what_is_new(&mut self) {
        let Some(kept) = self.kept.clone() else { return };
        let is_new = |tie: &Tie| self.after.tie(&tie.id).is_none();
        let new = self.now.ties_of(&kept).filter(|(_, tie)| is_new(tie)).count();
        if new > 0 {
            let gone = self.gone;
            self.know(format!(
                "{new} ties came since the merge and stay with `{kept}`: some may be of `{gone}`."
            ));
        }
    }
}
