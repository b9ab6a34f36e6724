//! Which grants of a list are on the map already, from an earlier reading of it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use waymark_model::{
    Date, EntityId, FundingStatus, Locator, Map, Money, Provenance, SourceId, TermRef, Tie, TieId,
    TieKind,
};

/// From whom and to whom.
pub(crate) type Ends = (EntityId, EntityId);

/// What a grant says beside its ends; two grants with the same content cannot be told apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Content {
    pub(crate) money: Option<Money>,
    pub(crate) date: Option<Date>,
    /// Sorted.
    pub(crate) terms: Vec<TermRef>,
    pub(crate) status: Option<FundingStatus>,
    pub(crate) programme: Option<String>,
    pub(crate) note: Option<Box<str>>,
}

impl Content {
    /// What a tie says about itself from one source.
    fn of(tie: &Tie, stated: &Provenance) -> Self {
        let funding = tie.funding();
        let is_own = |provenance: &Provenance| provenance.source == stated.source;
        let amounts = funding.into_iter().flat_map(|funding| funding.amount.iter());
        let states = funding.into_iter().flat_map(|funding| funding.status.iter());
        let terms = tie.terms.iter().filter(|it| is_own(&it.provenance));
        let mut terms: Vec<TermRef> = terms.map(|it| it.value.clone()).collect();
        terms.sort();
        Self {
            money: amounts.filter(|it| is_own(&it.provenance)).map(|it| it.value).next(),
            date: tie.date.iter().find(|it| is_own(&it.provenance)).map(|it| it.value),
            terms,
            status: states.filter(|it| is_own(&it.provenance)).map(|it| it.value).next(),
            programme: funding.and_then(|funding| funding.programme.clone()),
            note: stated.note.clone(),
        }
    }

    /// Whether one may be the other with a cell corrected: the amount or the date is the same. The
    /// same two may well have a grant every year, and those are no corrections of each other.
    fn may_correct(&self, other: &Self) -> bool {
        let same_amount = self.money.is_some() && self.money == other.money;
        let same_date = self.date.is_some() && self.date == other.date;
        same_amount || same_date
    }
}

/// The grants of one source that are on the map, by their ends.
pub(crate) struct Known {
    by_ends: FxHashMap<Ends, Vec<(u64, TieId, Content)>>,
}

impl Known {
    pub(crate) fn from(map: &Map, source: &SourceId) -> Self {
        let mut by_ends: FxHashMap<Ends, Vec<(u64, TieId, Content)>> = FxHashMap::default();
        for tie in map.ties_of_kind(TieKind::Funds) {
            let Some(stated) = tie.stated.iter().find(|it| it.source == *source) else { continue };
            let line = match stated.locator {
                Some(Locator::Line(line)) => line,
                _ => continue,
            };
            let ends = (tie.from.clone(), tie.to.clone());
            let known = (line, tie.id.clone(), Content::of(tie, stated));
            by_ends.entry(ends).or_default().push(known);
        }
        by_ends.values_mut().for_each(|known| known.sort_by_key(|(line, ..)| *line));
        Self { by_ends }
    }

    /// For each of several grants with the same ends the tie it is on the map as: first those
    /// that say the same, then those that differ in a cell.
    pub(crate) fn matched(&mut self, ends: &Ends, grants: &[&Content]) -> Vec<Option<TieId>> {
        let mut matched = vec![None; grants.len()];
        let Some(known) = self.by_ends.remove(ends) else { return matched };
        let mut same: FxHashMap<&Content, VecDeque<usize>> = FxHashMap::default();
        for (index, (_, _, content)) in known.iter().enumerate() {
            same.entry(content).or_default().push_back(index);
        }
        let mut taken = vec![false; known.len()];
        for (slot, content) in matched.iter_mut().zip(grants) {
            if let Some(index) = same.get_mut(content).and_then(VecDeque::pop_front) {
                taken[index] = true;
                *slot = Some(known[index].1.clone());
            }
        }
        for (slot, content) in matched.iter_mut().zip(grants).filter(|(slot, _)| slot.is_none()) {
            let mut free = known.iter().enumerate().filter(|(index, _)| !taken[*index]);
            let corrected = free.find(|(_, (_, _, other))| content.may_correct(other));
            if let Some((index, (_, id, _))) = corrected {
                taken[index] = true;
                *slot = Some(id.clone());
            }
        }
        matched
    }
}
