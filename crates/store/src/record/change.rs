//! Changes, and the records that need no file of their own.

use serde::{Deserialize, Serialize};
use waymark_model::{Change, Edition, Facet, Milestone, Source, Term};

use super::date::DateRecord;
use super::entity::EntityRecord;
use super::fact::{FactsRecord, MoneyRecord, ProvenanceRecord};
use super::id::{
    EditionIdRecord, EntityIdRecord, FacetIdRecord, MilestoneIdRecord, SourceIdRecord,
    TermIdRecord, TieIdRecord,
};
use super::tie::TieRecord;
use super::{Nonsense, Record, Text, choices};

choices! {
    MilestoneStatusRecord for MilestoneStatus { Planned, Met, Missed, Dropped }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct MilestoneRecord<'a> {
    #[serde(borrow)]
    id: MilestoneIdRecord<'a>,
    #[serde(borrow)]
    subject: EntityIdRecord<'a>,
    #[serde(borrow)]
    title: FactsRecord<'a, Text<'a>>,
    #[serde(borrow)]
    due: FactsRecord<'a, DateRecord>,
    #[serde(borrow)]
    done: FactsRecord<'a, DateRecord>,
    #[serde(borrow)]
    status: FactsRecord<'a, MilestoneStatusRecord>,
    #[serde(borrow)]
    amount: FactsRecord<'a, MoneyRecord<'a>>,
}

impl<'a> Record<'a> for MilestoneRecord<'a> {
    type Model = Milestone;

    fn of(model: &'a Milestone) -> Self {
        let Milestone { id, subject, title, due, done, status, amount } = model;
        Self {
            id: Record::of(id),
            subject: Record::of(subject),
            title: Record::of(title),
            due: Record::of(due),
            done: Record::of(done),
            status: Record::of(status),
            amount: Record::of(amount),
        }
    }

    fn read(self) -> Result<Milestone, Nonsense> {
        let Self { id, subject, title, due, done, status, amount } = self;
        Ok(Milestone {
            id: id.read()?,
            subject: subject.read()?,
            title: title.read()?,
            due: due.read()?,
            done: done.read()?,
            status: status.read()?,
            amount: amount.read()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct SourceRecord<'a> {
    #[serde(borrow)]
    id: SourceIdRecord<'a>,
    title: &'a str,
    #[serde(borrow)]
    url: Option<Text<'a>>,
    #[serde(borrow)]
    publisher: Option<Text<'a>>,
    date: Option<DateRecord>,
    #[serde(borrow)]
    licence: Option<Text<'a>>,
}

impl<'a> Record<'a> for SourceRecord<'a> {
    type Model = Source;

    fn of(model: &'a Source) -> Self {
        let Source { id, title, url, publisher, date, licence } = model;
        Self {
            id: Record::of(id),
            title,
            url: Record::of(url),
            publisher: Record::of(publisher),
            date: Record::of(date),
            licence: Record::of(licence),
        }
    }

    fn read(self) -> Result<Source, Nonsense> {
        let Self { id, title, url, publisher, date, licence } = self;
        Ok(Source {
            id: id.read()?,
            title: title.to_owned(),
            url: url.read()?,
            publisher: publisher.read()?,
            date: date.read()?,
            licence: licence.read()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct TermRecord<'a> {
    #[serde(borrow)]
    id: TermIdRecord<'a>,
    name: &'a str,
    #[serde(borrow)]
    broader: Option<TermIdRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FacetRecord<'a> {
    #[serde(borrow)]
    id: FacetIdRecord<'a>,
    name: &'a str,
    #[serde(borrow)]
    terms: Vec<TermRecord<'a>>,
}

impl<'a> Record<'a> for FacetRecord<'a> {
    type Model = Facet;

    fn of(model: &'a Facet) -> Self {
        let Facet { id, name, terms } = model;
        let terms = terms.iter().map(|(id, Term { name, broader })| TermRecord {
            id: Record::of(id),
            name,
            broader: Record::of(broader),
        });
        Self { id: Record::of(id), name, terms: terms.collect() }
    }

    fn read(self) -> Result<Facet, Nonsense> {
        let Self { id, name, terms } = self;
        let terms = terms.into_iter().map(|TermRecord { id, name, broader }| {
            Ok((id.read()?, Term { name: name.to_owned(), broader: broader.read()? }))
        });
        let terms = terms.collect::<Result<_, Nonsense>>()?;
        Ok(Facet { id: id.read()?, name: name.to_owned(), terms })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct EditionRecord<'a> {
    #[serde(borrow)]
    id: EditionIdRecord<'a>,
    name: &'a str,
    date: Option<DateRecord>,
    position: Option<u64>,
    #[serde(borrow)]
    provenance: ProvenanceRecord<'a>,
}

impl<'a> Record<'a> for EditionRecord<'a> {
    type Model = Edition;

    fn of(model: &'a Edition) -> Self {
        let Edition { id, name, date, position, provenance } = model;
        Self {
            id: Record::of(id),
            name,
            date: Record::of(date),
            position: *position,
            provenance: Record::of(provenance),
        }
    }

    fn read(self) -> Result<Edition, Nonsense> {
        let Self { id, name, date, position, provenance } = self;
        Ok(Edition {
            id: id.read()?,
            name: name.to_owned(),
            date: date.read()?,
            position,
            provenance: provenance.read()?,
        })
    }
}

/// One step. The order of the variants is the disk format.
#[derive(Serialize, Deserialize)]
pub(crate) enum ChangeRecord<'a> {
    #[serde(borrow)]
    PutEntity(EntityRecord<'a>),
    RemoveEntity(EntityIdRecord<'a>),
    PutTie(TieRecord<'a>),
    RemoveTie(TieIdRecord<'a>),
    PutMilestone(MilestoneRecord<'a>),
    RemoveMilestone(MilestoneIdRecord<'a>),
    PutSource(SourceRecord<'a>),
    RemoveSource(SourceIdRecord<'a>),
    PutFacet(FacetRecord<'a>),
    RemoveFacet(FacetIdRecord<'a>),
    PutEdition(EditionRecord<'a>),
    RemoveEdition(EditionIdRecord<'a>),
}

impl<'a> Record<'a> for ChangeRecord<'a> {
    type Model = Change;

    fn of(model: &'a Change) -> Self {
        match model {
            Change::PutEntity(entity) => Self::PutEntity(Record::of(&**entity)),
            Change::RemoveEntity(id) => Self::RemoveEntity(Record::of(id)),
            Change::PutTie(tie) => Self::PutTie(Record::of(&**tie)),
            Change::RemoveTie(id) => Self::RemoveTie(Record::of(id)),
            Change::PutMilestone(milestone) => Self::PutMilestone(Record::of(&**milestone)),
            Change::RemoveMilestone(id) => Self::RemoveMilestone(Record::of(id)),
            Change::PutSource(source) => Self::PutSource(Record::of(&**source)),
            Change::RemoveSource(id) => Self::RemoveSource(Record::of(id)),
            Change::PutFacet(facet) => Self::PutFacet(Record::of(&**facet)),
            Change::RemoveFacet(id) => Self::RemoveFacet(Record::of(id)),
            Change::PutEdition(edition) => Self::PutEdition(Record::of(&**edition)),
            Change::RemoveEdition(id) => Self::RemoveEdition(Record::of(id)),
        }
    }

    fn read(self) -> Result<Change, Nonsense> {
        Ok(match self {
            Self::PutEntity(entity) => Change::PutEntity(Box::new(entity.read()?)),
            Self::RemoveEntity(id) => Change::RemoveEntity(id.read()?),
            Self::PutTie(tie) => Change::PutTie(Box::new(tie.read()?)),
            Self::RemoveTie(id) => Change::RemoveTie(id.read()?),
            Self::PutMilestone(milestone) => Change::PutMilestone(Box::new(milestone.read()?)),
            Self::RemoveMilestone(id) => Change::RemoveMilestone(id.read()?),
            Self::PutSource(source) => Change::PutSource(Box::new(source.read()?)),
            Self::RemoveSource(id) => Change::RemoveSource(id.read()?),
            Self::PutFacet(facet) => Change::PutFacet(Box::new(facet.read()?)),
            Self::RemoveFacet(id) => Change::RemoveFacet(id.read()?),
            Self::PutEdition(edition) => Change::PutEdition(Box::new(edition.read()?)),
            Self::RemoveEdition(id) => Change::RemoveEdition(id.read()?),
        })
    }
}
