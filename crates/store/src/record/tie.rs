//! Ties.

use serde::{Deserialize, Serialize};
use waymark_model::{Coordination, Funding, Service, Tie, TieDetails};

use super::date::DateRecord;
use super::fact::{
    DecimalRecord, FactRecord, FactsRecord, MoneyRecord, ProvenanceRecord, TermRefRecord,
};
use super::id::{EntityIdRecord, TieIdRecord};
use super::{BoxedText, Nonsense, Record, Text, choices};

choices! {
    TieKindRecord for TieKind {
        Funds, Leads, Partners, Serves, PartOf, BuildsOn, Uses, Succeeds, SharesDataWith,
        Affiliated, Coordinates, Relates,
    }
    FundingStatusRecord for FundingStatus { Requested, Pledged, Awarded, Paid, Declined, Closed }
    CoordinationLevelRecord for CoordinationLevel {
        Networking, Cooperation, Coordination, Coalition, Collaboration,
    }
    #[expect(clippy::enum_variant_names, reason = "the names of the model")]
    DeclaredRecord for Declared { ByFrom, ByTo, ByBoth, ByOthers }
}

#[derive(Serialize, Deserialize)]
struct FundingRecord<'a> {
    #[serde(borrow)]
    amount: FactsRecord<'a, MoneyRecord<'a>>,
    #[serde(borrow)]
    status: FactsRecord<'a, FundingStatusRecord>,
    #[serde(borrow)]
    programme: Option<Text<'a>>,
    regrant: bool,
}

#[derive(Serialize, Deserialize)]
struct ServiceRecord {
    weight: Option<DecimalRecord>,
    primary: Option<bool>,
}

#[derive(Serialize, Deserialize)]
struct CoordinationRecord {
    level: Option<CoordinationLevelRecord>,
}

#[derive(Serialize, Deserialize)]
enum DetailsRecord<'a> {
    #[serde(borrow)]
    Funding(FundingRecord<'a>),
    Service(ServiceRecord),
    Coordination(CoordinationRecord),
    Plain,
}

impl<'a> Record<'a> for DetailsRecord<'a> {
    type Model = TieDetails;

    fn of(model: &'a TieDetails) -> Self {
        match model {
            TieDetails::Funding(funding) => {
                let Funding { amount, status, programme, regrant } = &**funding;
                Self::Funding(FundingRecord {
                    amount: Record::of(amount),
                    status: Record::of(status),
                    programme: Record::of(programme),
                    regrant: *regrant,
                })
            }
            TieDetails::Service(Service { weight, primary }) => {
                Self::Service(ServiceRecord { weight: Record::of(weight), primary: *primary })
            }
            TieDetails::Coordination(Coordination { level }) => {
                Self::Coordination(CoordinationRecord { level: Record::of(level) })
            }
            TieDetails::Plain => Self::Plain,
        }
    }

    fn read(self) -> Result<TieDetails, Nonsense> {
        Ok(match self {
            Self::Funding(FundingRecord { amount, status, programme, regrant }) => {
                TieDetails::Funding(Box::new(Funding {
                    amount: amount.read()?,
                    status: status.read()?,
                    programme: programme.read()?,
                    regrant,
                }))
            }
            Self::Service(ServiceRecord { weight, primary }) => {
                TieDetails::Service(Service { weight: weight.read()?, primary })
            }
            Self::Coordination(CoordinationRecord { level }) => {
                TieDetails::Coordination(Coordination { level: level.read()? })
            }
            Self::Plain => TieDetails::Plain,
        })
    }
}

/// A typed, dated, sourced edge.
#[derive(Serialize, Deserialize)]
pub(crate) struct TieRecord<'a> {
    #[serde(borrow)]
    id: TieIdRecord<'a>,
    kind: TieKindRecord,
    #[serde(borrow)]
    from: EntityIdRecord<'a>,
    #[serde(borrow)]
    to: EntityIdRecord<'a>,
    #[serde(borrow)]
    verb: Option<BoxedText<'a>>,
    #[serde(borrow)]
    date: FactsRecord<'a, DateRecord>,
    #[serde(borrow)]
    terms: Vec<FactRecord<'a, TermRefRecord<'a>>>,
    declared: Option<DeclaredRecord>,
    #[serde(borrow)]
    details: DetailsRecord<'a>,
    #[serde(borrow)]
    stated: Vec<ProvenanceRecord<'a>>,
}

impl<'a> Record<'a> for TieRecord<'a> {
    type Model = Tie;

    fn of(model: &'a Tie) -> Self {
        let Tie { id, kind, from, to, verb, date, terms, declared, details, stated } = model;
        Self {
            id: Record::of(id),
            kind: Record::of(kind),
            from: Record::of(from),
            to: Record::of(to),
            verb: Record::of(verb),
            date: Record::of(date),
            terms: Record::of(terms),
            declared: Record::of(declared),
            details: Record::of(details),
            stated: Record::of(stated),
        }
    }

    fn read(self) -> Result<Tie, Nonsense> {
        let Self { id, kind, from, to, verb, date, terms, declared, details, stated } = self;
        Ok(Tie {
            id: id.read()?,
            kind: kind.read()?,
            from: from.read()?,
            to: to.read()?,
            verb: verb.read()?,
            date: date.read()?,
            terms: terms.read()?,
            declared: declared.read()?,
            details: details.read()?,
            stated: stated.read()?,
        })
    }
}
