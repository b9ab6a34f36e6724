//! Things on the map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use waymark_model::{
    Entity, EntityId, Goal, Initiative, Organization, Profile, Publication, Retired,
};

use super::date::DateRecord;
use super::fact::{FactRecord, FactsRecord, IdentifierRecord, StageReadingRecord, TermRefRecord};
use super::id::{EditionIdRecord, EntityIdRecord};
use super::{Nonsense, Record, Text, choices};

choices! {
    EntityKindRecord for EntityKind { Organization, Initiative, Goal, Publication }
}

#[derive(Serialize, Deserialize)]
struct ProfileRecord<'a> {
    #[serde(borrow)]
    id: EntityIdRecord<'a>,
    #[serde(borrow)]
    name: FactsRecord<'a, Text<'a>>,
    #[serde(borrow)]
    aliases: Vec<FactRecord<'a, Text<'a>>>,
    #[serde(borrow)]
    description: FactsRecord<'a, Text<'a>>,
    #[serde(borrow)]
    website: FactsRecord<'a, Text<'a>>,
    #[serde(borrow)]
    terms: Vec<FactRecord<'a, TermRefRecord<'a>>>,
    #[serde(borrow)]
    attributes: Vec<(&'a str, FactsRecord<'a, Text<'a>>)>,
}

impl<'a> Record<'a> for ProfileRecord<'a> {
    type Model = Profile;

    fn of(model: &'a Profile) -> Self {
        let Profile { id, name, aliases, description, website, terms, attributes } = model;
        Self {
            id: Record::of(id),
            name: Record::of(name),
            aliases: Record::of(aliases),
            description: Record::of(description),
            website: Record::of(website),
            terms: Record::of(terms),
            attributes: attributes.iter().map(|(key, v)| (key.as_str(), Record::of(v))).collect(),
        }
    }

    fn read(self) -> Result<Profile, Nonsense> {
        let Self { id, name, aliases, description, website, terms, attributes } = self;
        let attributes = attributes.into_iter().map(|(key, v)| Ok((key.to_owned(), v.read()?)));
        Ok(Profile {
            id: id.read()?,
            name: name.read()?,
            aliases: aliases.read()?,
            description: description.read()?,
            website: website.read()?,
            terms: terms.read()?,
            attributes: attributes.collect::<Result<BTreeMap<_, _>, Nonsense>>()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct OrganizationRecord<'a> {
    #[serde(borrow)]
    profile: ProfileRecord<'a>,
    #[serde(borrow)]
    sort: FactsRecord<'a, Text<'a>>,
    #[serde(borrow)]
    identifiers: Vec<FactRecord<'a, IdentifierRecord<'a>>>,
}

#[derive(Serialize, Deserialize)]
struct InitiativeRecord<'a> {
    #[serde(borrow)]
    profile: ProfileRecord<'a>,
    #[serde(borrow)]
    start: FactsRecord<'a, DateRecord>,
    #[serde(borrow)]
    end: FactsRecord<'a, DateRecord>,
    #[serde(borrow)]
    stages: Vec<StageReadingRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
struct GoalRecord<'a> {
    #[serde(borrow)]
    profile: ProfileRecord<'a>,
    #[serde(borrow)]
    order: FactsRecord<'a, u32>,
    #[serde(borrow)]
    parent: Option<EntityIdRecord<'a>>,
    #[serde(borrow)]
    editions: Vec<FactRecord<'a, EditionIdRecord<'a>>>,
    #[serde(borrow)]
    excludes: Vec<FactRecord<'a, TermRefRecord<'a>>>,
}

#[derive(Serialize, Deserialize)]
struct PublicationRecord<'a> {
    #[serde(borrow)]
    profile: ProfileRecord<'a>,
}

/// One thing on the map.
#[derive(Serialize, Deserialize)]
pub(crate) struct EntityRecord<'a>(#[serde(borrow)] Sort<'a>);

#[derive(Serialize, Deserialize)]
enum Sort<'a> {
    #[serde(borrow)]
    Organization(OrganizationRecord<'a>),
    Initiative(InitiativeRecord<'a>),
    Goal(GoalRecord<'a>),
    Publication(PublicationRecord<'a>),
}

impl<'a> Record<'a> for EntityRecord<'a> {
    type Model = Entity;

    fn of(model: &'a Entity) -> Self {
        Self(match model {
            Entity::Organization(organization) => {
                let Organization { profile, sort, identifiers } = organization;
                Sort::Organization(OrganizationRecord {
                    profile: Record::of(profile),
                    sort: Record::of(sort),
                    identifiers: Record::of(identifiers),
                })
            }
            Entity::Initiative(initiative) => {
                let Initiative { profile, start, end, stages } = initiative;
                Sort::Initiative(InitiativeRecord {
                    profile: Record::of(profile),
                    start: Record::of(start),
                    end: Record::of(end),
                    stages: Record::of(stages),
                })
            }
            Entity::Goal(goal) => {
                let Goal { profile, order, parent, editions, excludes } = goal;
                Sort::Goal(GoalRecord {
                    profile: Record::of(profile),
                    order: Record::of(order),
                    parent: Record::of(parent),
                    editions: Record::of(editions),
                    excludes: Record::of(excludes),
                })
            }
            Entity::Publication(publication) => {
                let Publication { profile } = publication;
                Sort::Publication(PublicationRecord { profile: Record::of(profile) })
            }
        })
    }

    fn read(self) -> Result<Entity, Nonsense> {
        Ok(match self.0 {
            Sort::Organization(OrganizationRecord { profile, sort, identifiers }) => {
                Entity::Organization(Organization {
                    profile: profile.read()?,
                    sort: sort.read()?,
                    identifiers: identifiers.read()?,
                })
            }
            Sort::Initiative(InitiativeRecord { profile, start, end, stages }) => {
                Entity::Initiative(Initiative {
                    profile: profile.read()?,
                    start: start.read()?,
                    end: end.read()?,
                    stages: stages.read()?,
                })
            }
            Sort::Goal(GoalRecord { profile, order, parent, editions, excludes }) => {
                Entity::Goal(Goal {
                    profile: profile.read()?,
                    order: order.read()?,
                    parent: parent.read()?,
                    editions: editions.read()?,
                    excludes: excludes.read()?,
                })
            }
            Sort::Publication(PublicationRecord { profile }) => {
                Entity::Publication(Publication { profile: profile.read()? })
            }
        })
    }
}

/// A removed id and what it stood for, as snapshots keep it.
#[derive(Serialize, Deserialize)]
pub(crate) struct RetiredRecord<'a> {
    #[serde(borrow)]
    id: EntityIdRecord<'a>,
    kind: EntityKindRecord,
    name: &'a str,
}

impl<'a> RetiredRecord<'a> {
    pub(crate) fn of(id: &'a EntityId, retired: &'a Retired) -> Self {
        let Retired { kind, name } = retired;
        Self { id: Record::of(id), kind: Record::of(kind), name }
    }

    pub(crate) fn read(self) -> Result<(EntityId, Retired), Nonsense> {
        let Self { id, kind, name } = self;
        Ok((id.read()?, Retired { kind: kind.read()?, name: name.to_owned() }))
    }
}
