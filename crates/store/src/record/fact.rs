//! Facts, provenance and the plain values facts are made of.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use waymark_model::{
    Currency, Fact, Facts, Identifier, Locator, Money, Provenance, Stage, StageReading, StageWhen,
    TermRef,
};

use super::date::DateRecord;
use super::id::{EditionIdRecord, FacetIdRecord, SourceIdRecord, TermIdRecord};
use super::{BoxedText, Nonsense, Record, choices};

choices! {
    ConfidenceRecord for Confidence { Inferred, Reported, Verified }
    StageNatureRecord for StageNature { Reached, Forecast, Unknown }
}

#[derive(Serialize, Deserialize)]
enum LocatorRecord<'a> {
    Line(u64),
    Text(&'a str),
}

impl<'a> Record<'a> for LocatorRecord<'a> {
    type Model = Locator;

    fn of(model: &'a Locator) -> Self {
        match model {
            Locator::Line(line) => Self::Line(*line),
            Locator::Text(text) => Self::Text(text),
        }
    }

    fn read(self) -> Result<Locator, Nonsense> {
        Ok(match self {
            Self::Line(line) => Locator::Line(line),
            Self::Text(text) => Locator::Text(text.into()),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ProvenanceRecord<'a> {
    #[serde(borrow)]
    source: SourceIdRecord<'a>,
    confidence: ConfidenceRecord,
    as_of: Option<DateRecord>,
    #[serde(borrow)]
    locator: Option<LocatorRecord<'a>>,
    #[serde(borrow)]
    note: Option<BoxedText<'a>>,
}

impl<'a> Record<'a> for ProvenanceRecord<'a> {
    type Model = Provenance;

    fn of(model: &'a Provenance) -> Self {
        let Provenance { source, confidence, as_of, locator, note } = model;
        Self {
            source: Record::of(source),
            confidence: Record::of(confidence),
            as_of: Record::of(as_of),
            locator: Record::of(locator),
            note: Record::of(note),
        }
    }

    fn read(self) -> Result<Provenance, Nonsense> {
        let Self { source, confidence, as_of, locator, note } = self;
        Ok(Provenance {
            source: source.read()?,
            confidence: confidence.read()?,
            as_of: as_of.read()?,
            locator: locator.read()?,
            note: note.read()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FactRecord<'a, V> {
    value: V,
    #[serde(borrow)]
    provenance: ProvenanceRecord<'a>,
}

impl<'a, V: Record<'a>> Record<'a> for FactRecord<'a, V> {
    type Model = Fact<V::Model>;

    fn of(model: &'a Self::Model) -> Self {
        let Fact { value, provenance } = model;
        Self { value: V::of(value), provenance: Record::of(provenance) }
    }

    fn read(self) -> Result<Self::Model, Nonsense> {
        Ok(Fact { value: self.value.read()?, provenance: self.provenance.read()? })
    }
}

/// Everything stated about one property.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
pub(crate) struct FactsRecord<'a, V>(#[serde(borrow)] Vec<FactRecord<'a, V>>);

impl<'a, V: Record<'a>> Record<'a> for FactsRecord<'a, V> {
    type Model = Facts<V::Model>;

    fn of(model: &'a Self::Model) -> Self {
        Self(model.iter().map(Record::of).collect())
    }

    fn read(self) -> Result<Self::Model, Nonsense> {
        self.0.into_iter().map(Record::read).collect()
    }
}

/// A plain number.
impl<'a> Record<'a> for u32 {
    type Model = u32;

    fn of(model: &'a u32) -> Self {
        *model
    }

    fn read(self) -> Result<u32, Nonsense> {
        Ok(self)
    }
}

/// A decimal number with its scale: 1.50 stays 1.50.
#[derive(Serialize, Deserialize)]
pub(crate) struct DecimalRecord([u8; 16]);

impl<'a> Record<'a> for DecimalRecord {
    type Model = Decimal;

    fn of(model: &'a Decimal) -> Self {
        Self(model.serialize())
    }

    fn read(self) -> Result<Decimal, Nonsense> {
        let number = Decimal::deserialize(self.0);
        if number.scale() > Decimal::MAX_SCALE {
            return Err(Nonsense::value("scale of a decimal number", number.scale()));
        }
        Ok(number)
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct MoneyRecord<'a> {
    amount: DecimalRecord,
    currency: &'a str,
    pooled: bool,
}

impl<'a> Record<'a> for MoneyRecord<'a> {
    type Model = Money;

    fn of(model: &'a Money) -> Self {
        let Money { amount, currency, pooled } = model;
        Self { amount: Record::of(amount), currency: currency.code(), pooled: *pooled }
    }

    fn read(self) -> Result<Money, Nonsense> {
        let Self { amount, currency, pooled } = self;
        let currency =
            Currency::from_code(currency).ok_or_else(|| Nonsense::value("currency", currency))?;
        Ok(Money { amount: amount.read()?, currency, pooled })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct TermRefRecord<'a> {
    #[serde(borrow)]
    facet: FacetIdRecord<'a>,
    #[serde(borrow)]
    term: TermIdRecord<'a>,
}

impl<'a> Record<'a> for TermRefRecord<'a> {
    type Model = TermRef;

    fn of(model: &'a TermRef) -> Self {
        let TermRef { facet, term } = model;
        Self { facet: Record::of(facet), term: Record::of(term) }
    }

    fn read(self) -> Result<TermRef, Nonsense> {
        Ok(TermRef { facet: self.facet.read()?, term: self.term.read()? })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct IdentifierRecord<'a> {
    scheme: &'a str,
    value: &'a str,
}

impl<'a> Record<'a> for IdentifierRecord<'a> {
    type Model = Identifier;

    fn of(model: &'a Identifier) -> Self {
        let Identifier { scheme, value } = model;
        Self { scheme, value }
    }

    fn read(self) -> Result<Identifier, Nonsense> {
        Ok(Identifier { scheme: self.scheme.to_owned(), value: self.value.to_owned() })
    }
}

#[derive(Serialize, Deserialize)]
enum StageWhenRecord {
    Before(i32),
    Year(i32),
    Step(u32),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct StageReadingRecord<'a> {
    when: StageWhenRecord,
    low: u8,
    high: u8,
    nature: StageNatureRecord,
    #[serde(borrow)]
    edition: Option<EditionIdRecord<'a>>,
    #[serde(borrow)]
    provenance: ProvenanceRecord<'a>,
}

impl<'a> Record<'a> for StageReadingRecord<'a> {
    type Model = StageReading;

    fn of(model: &'a StageReading) -> Self {
        let StageReading { when, low, high, nature, edition, provenance } = model;
        let when = match *when {
            StageWhen::Before(year) => StageWhenRecord::Before(year),
            StageWhen::Year(year) => StageWhenRecord::Year(year),
            StageWhen::Step(step) => StageWhenRecord::Step(step),
        };
        Self {
            when,
            low: low.number(),
            high: high.number(),
            nature: Record::of(nature),
            edition: Record::of(edition),
            provenance: Record::of(provenance),
        }
    }

    fn read(self) -> Result<StageReading, Nonsense> {
        let Self { when, low, high, nature, edition, provenance } = self;
        let stage = |number| Stage::new(number).ok_or_else(|| Nonsense::value("stage", number));
        let when = match when {
            StageWhenRecord::Before(year) => StageWhen::Before(year),
            StageWhenRecord::Year(year) => StageWhen::Year(year),
            StageWhenRecord::Step(step) => StageWhen::Step(step),
        };
        Ok(StageReading {
            when,
            low: stage(low)?,
            high: stage(high)?,
            nature: nature.read()?,
            edition: edition.read()?,
            provenance: provenance.read()?,
        })
    }
}
