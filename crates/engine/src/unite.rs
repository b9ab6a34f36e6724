//! Ties that say the same thing become one, as one batch: two sources tell the same grant, and the
//! money would be counted twice.

use std::collections::{BTreeMap, BTreeSet};

use waymark_matching::{Repeated, RepeatedConfig, SURE_AT, repeated_grants};
use waymark_measures::Unwatched;
use waymark_model::{Change, Funding, Map, Tie, TieDetails, TieId};

use crate::{Applied, Engine, EngineError, Note};

/// What uniting ties does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// The changes, as one batch.
    pub changes: Vec<Change>,
    /// How many ties go into others.
    pub united: usize,
    /// Ties of which the sources say different things now.
    pub in_conflict: Vec<TieId>,
}

impl Engine {
    /// The grants that surely two sources tell, as pairs to unite: of a grant that more tell all go
    /// into one.
    pub fn surely_repeated(&self) -> Vec<(TieId, TieId)> {
        let config =
            RepeatedConfig { at_least: SURE_AT, limit: usize::MAX, ..RepeatedConfig::default() };
        let found = repeated_grants(&self.now().map, &config, &|_| true, &Unwatched);
        let found = found.expect("nobody stops what nobody watches");
        let (mut kept, mut gone) = (BTreeSet::new(), BTreeSet::new());
        let mut pairs = Vec::new();
        for Repeated { a, b, .. } in found.pairs {
            if !gone.contains(&a) && !gone.contains(&b) && !kept.contains(&b) {
                kept.insert(a.clone());
                gone.insert(b.clone());
                pairs.push((a, b));
            }
        }
        pairs
    }

    /// Unites pairs of ties, as one batch: of each the second goes into the first.
    ///
    /// # Errors
    /// When there is no such tie, two are not between the same, or the batch cannot be applied or
    /// written.
    pub fn unite(
        &self,
        note: &Note,
        pairs: &[(TieId, TieId)],
        expected: Option<u64>,
    ) -> Result<(Union, Applied), EngineError> {
        let mut writer = self.writer.lock();
        let union = self.union_of(pairs)?;
        let changes = union.changes.clone();
        let applied = self.apply_as(&mut writer, note, changes, None, expected)?;
        Ok((union, applied))
    }

    /// What [`Engine::unite`] would do. What is preferred stays preferred; what contradicts it
    /// stands beside it, with its source. Linear in what is said of the ties.
    ///
    /// # Errors
    /// When there is no such tie, or two are not between the same.
    pub fn union_of(&self, pairs: &[(TieId, TieId)]) -> Result<Union, EngineError> {
        let now = self.now();
        let mut kept: BTreeMap<&TieId, Tie> = BTreeMap::new();
        let mut gone: BTreeSet<&TieId> = BTreeSet::new();
        for (keep, goes) in pairs {
            let other = tie(&now.map, goes)?;
            if kept.contains_key(goes) || !gone.insert(goes) || gone.contains(keep) {
                return Err(cannot(format!(
                    "`{goes}` stands in two pairs: unite one after the other"
                )));
            }
            if !kept.contains_key(keep) {
                kept.insert(keep, tie(&now.map, keep)?.clone());
            }
            let Some(one) = kept.get_mut(keep) else { continue };
            if (one.kind, &one.from, &one.to) != (other.kind, &other.from, &other.to) {
                let reason =
                    format!("`{keep}` and `{goes}` are not ties of a kind between the same");
                return Err(cannot(reason));
            }
            pour(one, other);
        }
        let in_conflict = kept.values().filter(|tie| is_in_conflict(tie));
        let in_conflict = in_conflict.map(|tie| tie.id.clone()).collect();
        let united = gone.len();
        let removed = gone.into_iter().map(|id| Change::RemoveTie(id.clone()));
        let put = kept.into_values().map(|tie| Change::PutTie(Box::new(tie)));
        Ok(Union { changes: removed.chain(put).collect(), united, in_conflict })
    }
}

fn tie<'m>(map: &'m Map, id: &TieId) -> Result<&'m Tie, EngineError> {
    map.tie(id).ok_or_else(|| cannot(format!("there is no tie `{id}`")))
}

fn cannot(reason: String) -> EngineError {
    EngineError::CannotMerge { reason }
}

/// Adds what is said of one tie to another.
fn pour(keep: &mut Tie, gone: &Tie) {
    gone.date.iter().for_each(|fact| keep.date.add(fact.clone()));
    for term in &gone.terms {
        if !keep.terms.contains(term) {
            keep.terms.push(term.clone());
        }
    }
    keep.verb = keep.verb.take().or_else(|| gone.verb.clone());
    keep.declared = keep.declared.or(gone.declared);
    for stated in &gone.stated {
        if !keep.stated.contains(stated) {
            keep.stated.push(stated.clone());
        }
    }
    if let (TieDetails::Funding(keep), TieDetails::Funding(gone)) =
        (&mut keep.details, &gone.details)
    {
        pour_funding(keep, gone);
    }
}

fn pour_funding(keep: &mut Funding, gone: &Funding) {
    gone.amount.iter().for_each(|fact| keep.amount.add(fact.clone()));
    gone.status.iter().for_each(|fact| keep.status.add(fact.clone()));
    keep.programme = keep.programme.take().or_else(|| gone.programme.clone());
}

fn is_in_conflict(tie: &Tie) -> bool {
    let funding = tie.funding();
    let money = funding.is_some_and(|it| it.amount.in_conflict() || it.status.in_conflict());
    money || tie.date.in_conflict()
}
