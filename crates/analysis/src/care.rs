//! What on a map needs a person: facts in conflict, inferred, without a source that can be found
//! again, or not confirmed for long.
//!
//! - *In conflict*: several values are stated, and the preferred one was not checked on a known day,
//!   or another was checked since.
//! - *Inferred*: the preferred value was concluded by whoever made the map; no source states it.
//! - *Unsourced*: no fact is without a source, but no source of the value has an address or a
//!   publisher, so that nobody else can look it up; and nobody has checked it.
//! - *Stale*: the newest day for which the value is stated lies too far back. The day is that of the
//!   statement, or that on which its source was published.
//! - *Undated*: neither day is known. Such a fact may be fresh or stale: it is counted apart, and
//!   listed only when it is asked for.

use std::cmp::Reverse;

use waymark_model::{
    Claim, Confidence, Day, EntityId, Map, MilestoneId, Provenance, Stated, TieId,
};

use crate::known::Known;
use crate::{About, Frame};

/// Why a fact needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareReason {
    /// Different values are stated, and which is right was not settled.
    Conflict,
    /// No source states it.
    Inferred,
    /// None of its sources can be found again.
    Unsourced,
    /// It was not confirmed for long.
    Stale,
    /// When it was stated is unknown.
    Undated,
}

impl CareReason {
    /// All, the most pressing first.
    pub const ALL: [Self; 5] =
        [Self::Conflict, Self::Inferred, Self::Unsourced, Self::Stale, Self::Undated];

    /// The word for it, as used in the API and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Inferred => "inferred",
            Self::Unsourced => "unsourced",
            Self::Stale => "stale",
            Self::Undated => "undated",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Which facts are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareConfig {
    /// The reasons for which; none given, all but [`CareReason::Undated`].
    pub reasons: Vec<CareReason>,
    /// After how many months without confirmation a fact is stale.
    pub stale_after: u32,
    /// The day on which that is asked.
    pub today: Day,
    /// At most so many are listed.
    pub limit: usize,
}

/// Names a record that facts belong to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareRecord {
    /// A thing.
    Thing(EntityId),
    /// A tie.
    Tie(TieId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// A value and who states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedValue {
    /// The value, in words.
    pub value: String,
    /// Who states it.
    pub provenance: Provenance,
}

/// The newest day for which something is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// The day.
    pub day: Day,
    /// Whether it is only the day on which a source was published.
    pub published: bool,
}

/// A fact that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareItem {
    /// The record it belongs to.
    pub record: CareRecord,
    /// What the record is about: the thing, both ends of the tie, the subject of the milestone.
    pub about: Vec<EntityId>,
    /// The property, as the API names it.
    pub field: String,
    /// All that is stated about it, the preferred value first.
    pub stated: Vec<StatedValue>,
    /// Why, the most pressing first.
    pub why: Vec<CareReason>,
    /// The newest day for which the preferred value is stated, if one is known.
    pub since: Option<Since>,
    /// How many ties depend on it: those of the thing or the subject; of a tie, those of the end
    /// that has fewer.
    pub depends: usize,
}

/// What needs a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Care {
    /// What it is about.
    pub about: About,
    /// What was asked for.
    pub config: CareConfig,
    /// The facts, those on which most depends first.
    pub items: Vec<CareItem>,
    /// How many there are for the reasons asked for, listed or not.
    pub matching: usize,
    /// How many facts were looked at.
    pub facts: usize,
    /// How many need a person, for any reason but that they are undated.
    pub needing: usize,
    /// How many there are for each reason; one may have several.
    pub counts: [(CareReason, usize); 5],
    /// Of how many facts it is known when they were stated.
    pub dated: Known,
}

/// The facts of a part of a map that need a person. O(f log f) for f facts.
///
/// The map must be the one that the frame was built from.
pub fn care(map: &Map, frame: &Frame, config: &CareConfig) -> Care {
    let mut seen = Seen::new(map, config);
    for entity in frame.entities().iter().filter_map(|id| map.entity(id)) {
        let about = [entity.id()];
        seen.record(|| CareRecord::Thing(entity.id().clone()), &about, &entity.claims());
    }
    for tie in frame.ties().filter_map(|id| map.tie(id)) {
        let about = [&tie.from, &tie.to];
        seen.record(|| CareRecord::Tie(tie.id.clone()), &about, &tie.claims());
    }
    for milestone in frame.milestones().filter_map(|id| map.milestone(id)) {
        let about = [&milestone.subject];
        seen.record(|| CareRecord::Milestone(milestone.id.clone()), &about, &milestone.claims());
    }
    seen.answer(frame.about().clone())
}

/// What was found so far.
struct Seen<'a> {
    map: &'a Map,
    config: &'a CareConfig,
    /// What is older is stale.
    limit_day: Day,
    items: Vec<CareItem>,
    facts: usize,
    dated: usize,
    needing: usize,
    counts: [(CareReason, usize); 5],
}

impl<'a> Seen<'a> {
    fn new(map: &'a Map, config: &'a CareConfig) -> Self {
        let limit_day = months_before(config.today, config.stale_after);
        let counts = CareReason::ALL.map(|reason| (reason, 0));
        Self { map, config, limit_day, items: Vec::new(), facts: 0, dated: 0, needing: 0, counts }
    }

    fn record(
        &mut self,
        record: impl Fn() -> CareRecord,
        about: &[&EntityId],
        claims: &[Claim<'_>],
    ) {
        let depends = about.iter().map(|id| self.map.degree(id)).min().unwrap_or_default();
        for claim in claims {
            let since = self.since(claim);
            let why = self.why(claim, since);
            self.facts += 1;
            self.dated += usize::from(since.is_some());
            self.needing += usize::from(why.iter().any(|it| *it != CareReason::Undated));
            for (reason, count) in &mut self.counts {
                *count += usize::from(why.contains(reason));
            }
            if why.iter().any(|reason| self.is_asked_for(*reason)) {
                self.items.push(CareItem {
                    record: record(),
                    about: about.iter().map(|id| (*id).clone()).collect(),
                    field: claim.field.to_string(),
                    stated: values(claim),
                    why,
                    since,
                    depends,
                });
            }
        }
    }

    fn is_asked_for(&self, reason: CareReason) -> bool {
        match self.config.reasons.as_slice() {
            [] => reason != CareReason::Undated,
            reasons => reasons.contains(&reason),
        }
    }

    /// The newest day for which the preferred value is stated.
    fn since(&self, claim: &Claim<'_>) -> Option<Since> {
        let days = claim.backing().filter_map(|provenance| self.day_of(provenance));
        days.max_by_key(|since| (since.day, !since.published))
    }

    fn day_of(&self, provenance: &Provenance) -> Option<Since> {
        let source = || self.map.source(&provenance.source).and_then(|source| source.date);
        let published = provenance.as_of.is_none();
        let date = provenance.as_of.or_else(source)?;
        Some(Since { day: date.latest().or(date.earliest())?, published })
    }

    /// Whether different values are stated and the preferred one was not checked on a known day, or
    /// another was checked since.
    fn is_open_conflict(&self, claim: &Claim<'_>) -> bool {
        let (preferred, others): (Vec<_>, Vec<_>) =
            claim.stated.iter().partition(|it| it.value == claim.value());
        let checked = |stated: &[&Stated<'_>]| {
            let checks = stated.iter().map(|it| it.provenance);
            let checks = checks.filter(|it| it.confidence == Confidence::Verified);
            checks.filter_map(|it| self.day_of(it)).map(|since| since.day).max()
        };
        let settled = checked(&preferred);
        !others.is_empty() && (settled.is_none() || checked(&others) > settled)
    }

    fn why(&self, claim: &Claim<'_>, since: Option<Since>) -> Vec<CareReason> {
        let applies = |reason: &CareReason| match reason {
            CareReason::Conflict => self.is_open_conflict(claim),
            CareReason::Inferred => strongest(claim) == Confidence::Inferred,
            CareReason::Unsourced => {
                strongest(claim) == Confidence::Reported
                    && !claim.backing().any(|provenance| self.can_be_found(provenance))
            }
            CareReason::Stale => since.is_some_and(|since| since.day < self.limit_day),
            CareReason::Undated => since.is_none(),
        };
        CareReason::ALL.into_iter().filter(applies).collect()
    }

    fn can_be_found(&self, provenance: &Provenance) -> bool {
        let source = self.map.source(&provenance.source);
        source.is_some_and(|source| source.url.is_some() || source.publisher.is_some())
    }

    fn answer(self, about: About) -> Care {
        let Self { config, mut items, facts, dated, needing, counts, .. } = self;
        items.sort_by(|a, b| {
            let key = |item: &CareItem| (Reverse(item.depends), item.why.first().copied());
            (key(a), &a.record, &a.field, a.value()).cmp(&(key(b), &b.record, &b.field, b.value()))
        });
        let matching = items.len();
        items.truncate(config.limit);
        let dated = Known { known: dated, of: facts };
        Care { about, config: config.clone(), items, matching, facts, needing, counts, dated }
    }
}

impl CareItem {
    /// The preferred value.
    pub fn value(&self) -> &str {
        &self.stated[0].value
    }
}

fn values(claim: &Claim<'_>) -> Vec<StatedValue> {
    let values = claim.stated.iter();
    values
        .map(|it| StatedValue {
            value: it.value.clone().into_owned(),
            provenance: it.provenance.clone(),
        })
        .collect()
}

/// How surely the preferred value is stated.
fn strongest(claim: &Claim<'_>) -> Confidence {
    let sureties = claim.backing().map(|provenance| provenance.confidence);
    sureties.max().unwrap_or(Confidence::Inferred)
}

/// The same day of the month, so many months before; the last day of a month that has no such day.
fn months_before(day: Day, months: u32) -> Day {
    let count = i64::from(day.year) * 12 + i64::from(day.month) - 1 - i64::from(months);
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let days = (1..=day.day).rev();
    let found = days.into_iter().find_map(|day| Day::new(year as i32, month as u8, day));
    found.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_back_over_years_and_short_months() {
        let day = |year, month, day| Day::new(year, month, day).unwrap();
        assert_eq!(months_before(day(2026, 11, 23), 24), day(2024, 11, 23));
        assert_eq!(months_before(day(2024, 3, 31), 1), day(2024, 2, 29));
        assert_eq!(months_before(day(2024, 1, 15), 1), day(2023, 12, 15));
        assert_eq!(months_before(day(2024, 1, 15), 0), day(2024, 1, 15));
    }
}
