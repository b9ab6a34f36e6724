//! Values with their provenance, versions, and shares of what is known.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use waymark_model as model;

use crate::{Confidence, FundingStatus};

/// The state of the map an answer was computed from: a position of the change log and the hash of
/// the log up to it. The same version always gives the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Version {
    /// The position in the change log; 0 is the empty map.
    pub position: u64,
    /// The hash of the log up to that position, in hexadecimal.
    pub hash: String,
    /// The edition it was asked for by, if it was.
    pub edition: Option<String>,
}

/// How many are known of how many. What is not known is unknown, not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Known {
    /// How many are known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// Names a thing on the map.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct EntityRef {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: crate::EntityKind,
    /// Its preferred name.
    pub name: String,
}

impl EntityRef {
    /// Names a thing of a map; for an id the map does not have, the id stands for the name.
    pub fn of(map: &model::Map, id: &model::EntityId) -> Self {
        let entity = map.entity(id);
        Self {
            id: id.to_string(),
            kind: entity.map_or(crate::EntityKind::Organization, |entity| entity.kind().into()),
            name: entity.map_or_else(|| id.to_string(), |entity| entity.name().to_owned()),
        }
    }
}

/// A document, page, file or person that states facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published (EDTF).
    pub date: Option<String>,
    /// Under which licence its facts may be used.
    pub licence: Option<String>,
}

impl From<&model::Source> for Source {
    fn from(source: &model::Source) -> Self {
        let model::Source { id, title, url, publisher, date, licence } = source;
        Self {
            id: id.to_string(),
            title: title.clone(),
            url: url.clone(),
            publisher: publisher.clone(),
            date: date.map(|date| date.to_string()),
            licence: licence.clone(),
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Provenance {
    /// The id of the source that states it.
    pub source: String,
    /// How sure the map is of it.
    pub confidence: Confidence,
    /// The date for which the source states it (EDTF).
    #[serde(default)]
    pub as_of: Option<String>,
    /// The line of the source file, counted from 1 with the header as line 1.
    #[serde(default)]
    pub line: Option<u64>,
    /// Any other place within the source, in words.
    #[serde(default)]
    pub place: Option<String>,
    /// A remark of whoever recorded it.
    #[serde(default)]
    pub note: Option<String>,
}

impl From<&model::Provenance> for Provenance {
    fn from(provenance: &model::Provenance) -> Self {
        let model::Provenance { source, confidence, as_of, locator, note } = provenance;
        let (line, place) = match locator {
            None => (None, None),
            Some(model::Locator::Line(line)) => (Some(*line), None),
            Some(model::Locator::Text(place)) => (None, Some(place.to_string())),
        };
        Self {
            source: source.to_string(),
            confidence: (*confidence).into(),
            as_of: as_of.map(|date| date.to_string()),
            line,
            place,
            note: note.as_deref().map(str::to_owned),
        }
    }
}

/// A value and where it comes from. In a list of facts the first is the preferred one; an empty
/// list means unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fact<T> {
    /// What is stated.
    pub value: T,
    /// Who states it.
    pub provenance: Provenance,
}

/// Converts one fact, its value by `convert`.
pub(crate) fn fact<'a, T, U>(fact: &'a model::Fact<T>, convert: impl Fn(&'a T) -> U) -> Fact<U> {
    Fact { value: convert(&fact.value), provenance: (&fact.provenance).into() }
}

/// Converts facts, their values by `convert`.
pub(crate) fn facts<'a, T: 'a, U>(
    facts: impl IntoIterator<Item = &'a model::Fact<T>>,
    convert: impl Fn(&'a T) -> U,
) -> Vec<Fact<U>> {
    facts.into_iter().map(|each| fact(each, &convert)).collect()
}

/// An amount as a source states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Money {
    /// The number, exact, as a decimal string; negative for a refund.
    pub amount: String,
    /// The currency (ISO 4217); `XXX` where the source states none.
    pub currency: String,
    /// Whether several givers or takers share the sum, so that it may not be added to others.
    #[serde(default)]
    #[schema(required = true)]
    pub pooled: bool,
}

impl From<&model::Money> for Money {
    fn from(money: &model::Money) -> Self {
        let model::Money { amount, currency, pooled } = money;
        Self {
            amount: amount.normalize().to_string(),
            currency: currency.code().to_owned(),
            pooled: *pooled,
        }
    }
}

/// A sum of amounts that may be added: one currency, one status, all single or all pooled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MoneySum {
    /// The sum, exact, as a decimal string.
    pub amount: String,
    /// The currency (ISO 4217); `XXX` where the sources state none.
    pub currency: String,
    /// The status, where stated.
    pub status: Option<FundingStatus>,
    /// Whether these are pooled amounts.
    pub pooled: bool,
    /// How many amounts it is made of.
    pub count: usize,
}

/// Sums by what may be added, and how many of the amounts are known at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MoneyTotals {
    /// The sums. Empty means that no amount is known, not that there is no money.
    pub sums: Vec<MoneySum>,
    /// How many amounts are known of how many fundings.
    pub amounts: Known,
}

impl From<&model::MoneyTotals> for MoneyTotals {
    fn from(totals: &model::MoneyTotals) -> Self {
        let sums = totals.sums().map(|(key, sum)| MoneySum {
            amount: sum.amount.normalize().to_string(),
            currency: key.currency.code().to_owned(),
            status: key.status.map(Into::into),
            pooled: key.pooled,
            count: sum.count,
        });
        let known = totals.known();
        Self { sums: sums.collect(), amounts: Known { known, of: known + totals.unknown() } }
    }
}

/// Names a term of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct TermRef {
    /// The facet's id.
    pub facet: String,
    /// The term's id within the facet.
    pub term: String,
}

impl From<&model::TermRef> for TermRef {
    fn from(term: &model::TermRef) -> Self {
        Self { facet: term.facet.to_string(), term: term.term.to_string() }
    }
}
