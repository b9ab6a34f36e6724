//! What a record claims, property by property, and how somebody who checked a value says so.
//!
//! A property with one preferred value is one claim, however many values are stated; of a property
//! of equals (aliases, terms, identifiers) each value is a claim of its own. A reading on the scale
//! of progress is none: it says what an edition stated, and cannot be confirmed later. What people
//! decided about who is who is none either: nothing in the field can be held against it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::{
    Confidence, Date, EditionId, Entity, FORMER_ID, Fact, Facts, FundingStatus, Identifier,
    Milestone, MilestoneStatus, Money, NOT_THE_SAME, Profile, Provenance, TermRef, Tie, TieDetails,
};

/// Names a property of a record, as the API does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<'a> {
    /// One that all records of its sort may have: `name`, `amount`, `stated` …
    Own(&'static str),
    /// Something else that a source states, under the source's own heading.
    Attribute(&'a str),
}

/// What stands before the heading of an attribute.
const ATTRIBUTE: &str = "attributes.";

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(field) => f.write_str(field),
            Self::Attribute(heading) => write!(f, "{ATTRIBUTE}{heading}"),
        }
    }
}

/// One value of a claim and who states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<'a> {
    /// The value in words, the same for equal values only.
    pub value: Cow<'a, str>,
    /// Who states it.
    pub provenance: &'a Provenance,
}

/// A property and all that is stated about it, the preferred value first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The property.
    pub field: Field<'a>,
    /// What is stated; at least one.
    pub stated: Vec<Stated<'a>>,
}

impl<'a> Claim<'a> {
    /// The preferred value.
    pub fn value(&self) -> &str {
        &self.stated[0].value
    }

    /// Who states the preferred value.
    pub fn backing(&self) -> impl Iterator<Item = &'a Provenance> {
        self.stated.iter().filter(|it| it.value == self.value()).map(|it| it.provenance)
    }
}

/// A value that can be told in words.
trait Spelled {
    fn spelled(&self) -> Cow<'_, str>;
}

impl Spelled for String {
    fn spelled(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Spelled for Money {
    fn spelled(&self) -> Cow<'_, str> {
        let pooled = if self.pooled { ", shared by several" } else { "" };
        format!("{self}{pooled}").into()
    }
}

impl Spelled for Identifier {
    fn spelled(&self) -> Cow<'_, str> {
        format!("{}:{}", self.scheme, self.value).into()
    }
}

impl Spelled for TermRef {
    fn spelled(&self) -> Cow<'_, str> {
        format!("{}/{}", self.facet, self.term).into()
    }
}

impl Spelled for FundingStatus {
    fn spelled(&self) -> Cow<'_, str> {
        self.word().into()
    }
}

impl Spelled for MilestoneStatus {
    fn spelled(&self) -> Cow<'_, str> {
        self.word().into()
    }
}

macro_rules! spelled_as_written {
    ($($name:ty),*) => {$(
        impl Spelled for $name {
            fn spelled(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )*};
}

spelled_as_written!(Date, EditionId, u32);

/// Gathers the claims of a record.
#[derive(Default)]
struct Claims<'a>(Vec<Claim<'a>>);

impl<'a> Claims<'a> {
    fn one<T: Spelled>(&mut self, field: Field<'a>, facts: &'a Facts<T>) {
        let stated: Vec<Stated<'a>> = facts.iter().map(stated).collect();
        if !stated.is_empty() {
            self.0.push(Claim { field, stated });
        }
    }

    fn each<T: Spelled>(&mut self, field: Field<'a>, facts: &'a [Fact<T>]) {
        let mut values: BTreeMap<Cow<'a, str>, Vec<Stated<'a>>> = BTreeMap::new();
        for it in facts.iter().map(stated) {
            values.entry(it.value.clone()).or_default().push(it);
        }
        self.0.extend(values.into_values().map(|stated| Claim { field, stated }));
    }
}

fn stated<T: Spelled>(fact: &Fact<T>) -> Stated<'_> {
    Stated { value: fact.value.spelled(), provenance: &fact.provenance }
}

impl Entity {
    /// What the thing claims.
    pub fn claims(&self) -> Vec<Claim<'_>> {
        let Profile { id: _, name, aliases, description, website, terms, attributes } =
            self.profile();
        let mut claims = Claims::default();
        claims.one(Field::Own("name"), name);
        claims.each(Field::Own("aliases"), aliases);
        claims.one(Field::Own("description"), description);
        claims.one(Field::Own("website"), website);
        claims.each(Field::Own("terms"), terms);
        for (heading, facts) in attributes.iter().filter(|(heading, _)| !is_decision(heading)) {
            claims.one(Field::Attribute(heading), facts);
        }
        match self {
            Self::Organization(organization) => {
                claims.one(Field::Own("sort"), &organization.sort);
                claims.each(Field::Own("identifiers"), &organization.identifiers);
            }
            Self::Initiative(initiative) => {
                claims.one(Field::Own("start"), &initiative.start);
                claims.one(Field::Own("end"), &initiative.end);
            }
            Self::Goal(goal) => {
                claims.one(Field::Own("order"), &goal.order);
                claims.each(Field::Own("editions"), &goal.editions);
                claims.each(Field::Own("excludes"), &goal.excludes);
            }
            Self::Publication(_) => {}
        }
        claims.0
    }

    /// Says that a value was checked; it becomes the preferred one, and all others stay.
    ///
    /// Returns whether the property has this value, as [`Claim`] spells it.
    pub fn confirm(&mut self, field: &str, value: &str, by: &Provenance) -> bool {
        let profile = self.profile_mut();
        match field {
            "name" => return confirm(&mut profile.name, value, by),
            "aliases" => return confirm_in(&mut profile.aliases, value, by),
            "description" => return confirm(&mut profile.description, value, by),
            "website" => return confirm(&mut profile.website, value, by),
            "terms" => return confirm_in(&mut profile.terms, value, by),
            _ => {}
        }
        if let Some(heading) = field.strip_prefix(ATTRIBUTE) {
            let facts = profile.attributes.get_mut(heading);
            return facts.is_some_and(|facts| confirm(facts, value, by));
        }
        match (self, field) {
            (Self::Organization(it), "sort") => confirm(&mut it.sort, value, by),
            (Self::Organization(it), "identifiers") => confirm_in(&mut it.identifiers, value, by),
            (Self::Initiative(it), "start") => confirm(&mut it.start, value, by),
            (Self::Initiative(it), "end") => confirm(&mut it.end, value, by),
            (Self::Goal(it), "order") => confirm(&mut it.order, value, by),
            (Self::Goal(it), "editions") => confirm_in(&mut it.editions, value, by),
            (Self::Goal(it), "excludes") => confirm_in(&mut it.excludes, value, by),
            _ => false,
        }
    }
}

impl Tie {
    /// What the tie claims; that there is it at all is the claim `stated`, whose value is its kind.
    pub fn claims(&self) -> Vec<Claim<'_>> {
        let kind = Cow::Borrowed(self.kind.word());
        let exists = self.stated.iter();
        let stated = exists.map(|provenance| Stated { value: kind.clone(), provenance }).collect();
        let mut claims = Claims(vec![Claim { field: Field::Own("stated"), stated }]);
        claims.one(Field::Own("date"), &self.date);
        claims.each(Field::Own("terms"), &self.terms);
        if let TieDetails::Funding(funding) = &self.details {
            claims.one(Field::Own("amount"), &funding.amount);
            claims.one(Field::Own("status"), &funding.status);
        }
        claims.0
    }

    /// Says that a value was checked; it becomes the preferred one, and all others stay.
    ///
    /// Returns whether the property has this value, as [`Claim`] spells it.
    pub fn confirm(&mut self, field: &str, value: &str, by: &Provenance) -> bool {
        match (field, &mut self.details) {
            ("stated", _) if value == self.kind.word() => {
                self.stated.retain(|provenance| !is_check_of(provenance, by));
                self.stated.push(by.clone());
                true
            }
            ("date", _) => confirm(&mut self.date, value, by),
            ("terms", _) => confirm_in(&mut self.terms, value, by),
            ("amount", TieDetails::Funding(funding)) => confirm(&mut funding.amount, value, by),
            ("status", TieDetails::Funding(funding)) => confirm(&mut funding.status, value, by),
            _ => false,
        }
    }
}

impl Milestone {
    /// What the milestone claims.
    pub fn claims(&self) -> Vec<Claim<'_>> {
        let mut claims = Claims::default();
        claims.one(Field::Own("title"), &self.title);
        claims.one(Field::Own("due"), &self.due);
        claims.one(Field::Own("done"), &self.done);
        claims.one(Field::Own("status"), &self.status);
        claims.one(Field::Own("amount"), &self.amount);
        claims.0
    }

    /// Says that a value was checked; it becomes the preferred one, and all others stay.
    ///
    /// Returns whether the property has this value, as [`Claim`] spells it.
    pub fn confirm(&mut self, field: &str, value: &str, by: &Provenance) -> bool {
        match field {
            "title" => confirm(&mut self.title, value, by),
            "due" => confirm(&mut self.due, value, by),
            "done" => confirm(&mut self.done, value, by),
            "status" => confirm(&mut self.status, value, by),
            "amount" => confirm(&mut self.amount, value, by),
            _ => false,
        }
    }
}

/// Whether an attribute holds decisions about who is who.
fn is_decision(heading: &str) -> bool {
    [FORMER_ID, NOT_THE_SAME].contains(&heading)
}

/// Whether a provenance is an earlier check by the same, which a new one replaces: that it was
/// there is in the log.
fn is_check_of(provenance: &Provenance, by: &Provenance) -> bool {
    provenance.source == by.source && provenance.confidence == Confidence::Verified
}

fn confirm<T: Spelled + Clone>(facts: &mut Facts<T>, value: &str, by: &Provenance) -> bool {
    let Some(there) = facts.iter().find(|fact| fact.value.spelled() == value) else { return false };
    let confirmed = Fact::new(there.value.clone(), by.clone());
    let is_other =
        |fact: &&Fact<T>| fact.value.spelled() != value || !is_check_of(&fact.provenance, by);
    let others: Vec<Fact<T>> = facts.iter().filter(is_other).cloned().collect();
    *facts = std::iter::once(confirmed).chain(others).collect();
    true
}

fn confirm_in<T: Spelled + Clone>(facts: &mut Vec<Fact<T>>, value: &str, by: &Provenance) -> bool {
    let Some(there) = facts.iter().find(|fact| fact.value.spelled() == value) else { return false };
    let confirmed = Fact::new(there.value.clone(), by.clone());
    facts.retain(|fact| fact.value.spelled() != value || !is_check_of(&fact.provenance, by));
    facts.push(confirmed);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceId, TieId, sketch};

    fn check(day: &str) -> Provenance {
        let source = SourceId::parse("checked-by-ada").unwrap();
        let as_of = Some(Date::parse(day).unwrap());
        Provenance { as_of, ..Provenance::new(source, Confidence::Verified) }
    }

    fn said<'a>(claims: &'a [Claim<'_>]) -> Vec<(String, &'a str, usize)> {
        let each = claims.iter();
        each.map(|it| (it.field.to_string(), it.value(), it.stated.len())).collect()
    }

    #[test]
    fn every_fact_of_a_record_is_in_one_of_its_claims() {
        let map = sketch(
            "lumina -funds-> registry 100USD @2019 pledged
             registry term place/indiana
             registry start 2016-12
             registry milestone met due=2019 done=2019-03",
        );
        for entity in map.entities() {
            let claimed: usize = entity.claims().iter().map(|claim| claim.stated.len()).sum();
            assert_eq!(claimed, entity.provenances().len(), "{}", entity.id());
        }
        for tie in map.ties() {
            let claimed: usize = tie.claims().iter().map(|claim| claim.stated.len()).sum();
            assert_eq!(claimed, tie.provenances().len(), "{}", tie.id);
        }
        for milestone in map.milestones() {
            let claimed: usize = milestone.claims().iter().map(|claim| claim.stated.len()).sum();
            assert_eq!(claimed, milestone.provenances().len(), "{}", milestone.id);
        }
    }

    #[test]
    fn a_check_stands_before_what_it_confirms_and_replaces_the_check_before_it() {
        let map = sketch("lumina -funds-> registry 100USD inferred");
        let mut tie = map.tie(&TieId::parse("lumina--funds--registry").unwrap()).unwrap().clone();
        assert!(tie.confirm("stated", "funds", &check("2026-01-02")));
        assert!(tie.confirm("amount", "100 USD", &check("2025-01-02")));
        assert!(tie.confirm("amount", "100 USD", &check("2026-01-02")));
        let told = [("stated".to_owned(), "funds", 2), ("amount".to_owned(), "100 USD", 2)];
        assert_eq!(said(&tie.claims()), told);
        assert_eq!(tie.claims()[1].stated[0].provenance, &check("2026-01-02"));
        assert_eq!(tie.confidence(), Confidence::Verified);
    }

    #[test]
    fn a_decision_about_who_is_who_is_no_claim() {
        let map = sketch("organization lumina");
        let mut entity = map.entities().next().unwrap().clone();
        let facts = ["gates", "strada"].map(|id| Fact::new(id.to_owned(), check("2026-01-02")));
        let decided = facts.into_iter().collect();
        entity.profile_mut().attributes.insert(NOT_THE_SAME.to_owned(), decided);
        assert_eq!(said(&entity.claims()), [("name".to_owned(), "lumina", 1)]);
    }

    #[test]
    fn what_is_not_stated_cannot_be_confirmed() {
        let map = sketch("lumina -leads-> registry");
        let mut tie = map.ties().next().unwrap().clone();
        let by = check("2026-01-02");
        for (field, value) in [("stated", "funds"), ("amount", "1 USD"), ("sort", "leads")] {
            assert!(!tie.confirm(field, value, &by), "{field} {value}");
        }
        assert_eq!(&tie, map.ties().next().unwrap());
    }
}
