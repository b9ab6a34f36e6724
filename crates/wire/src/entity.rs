//! Things on the map, whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use waymark_model as model;

use crate::fact::{fact, facts};
use crate::{
    EntityRef, Fact, Known, Milestone, Provenance, Source, StageNature, TermRef, Tie, Version,
};

/// One thing with everything stated about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entity {
    /// A legal or named body.
    Organization(Organization),
    /// An effort with a purpose.
    Initiative(Initiative),
    /// What efforts work toward.
    Goal(Goal),
    /// A published work.
    Publication(Publication),
}

/// What every thing on the map has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// What it is called; at least one fact.
    pub name: Vec<Fact<String>>,
    /// Other names it is known by.
    #[serde(default)]
    #[schema(required = true)]
    pub aliases: Vec<Fact<String>>,
    /// What it is, in words.
    #[serde(default)]
    #[schema(required = true)]
    pub description: Vec<Fact<String>>,
    /// Where more can be read.
    #[serde(default)]
    #[schema(required = true)]
    pub website: Vec<Fact<String>>,
    /// Terms it is described with.
    #[serde(default)]
    #[schema(required = true)]
    pub terms: Vec<Fact<TermRef>>,
    /// Anything else a source states, under the source's own heading.
    #[serde(default)]
    #[schema(required = true)]
    pub attributes: BTreeMap<String, Vec<Fact<String>>>,
}

/// An identifier that somebody else gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Identifier {
    /// Who gives it: `ein`, `ror`, `org-id`, `ctid`, `wikidata`.
    pub scheme: String,
    /// The identifier.
    pub value: String,
}

/// A legal or named body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organization {
    /// What every thing has.
    #[serde(flatten)]
    pub profile: Profile,
    /// What sort of body it is, in the source's words.
    #[serde(default)]
    #[schema(required = true)]
    pub sort: Vec<Fact<String>>,
    /// Identifiers given by others.
    #[serde(default)]
    #[schema(required = true)]
    pub identifiers: Vec<Fact<Identifier>>,
}

/// An effort with a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Initiative {
    /// What every thing has.
    #[serde(flatten)]
    pub profile: Profile,
    /// When it began (EDTF).
    #[serde(default)]
    #[schema(required = true)]
    pub start: Vec<Fact<String>>,
    /// When it ended or will end (EDTF). Empty is unknown, not running.
    #[serde(default)]
    #[schema(required = true)]
    pub end: Vec<Fact<String>>,
    /// Its readings on the guide's scale.
    #[serde(default)]
    #[schema(required = true)]
    pub stages: Vec<StageReading>,
}

/// What initiatives work toward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Goal {
    /// What every thing has.
    #[serde(flatten)]
    pub profile: Profile,
    /// Its place in the list of goals.
    #[serde(default)]
    #[schema(required = true)]
    pub order: Vec<Fact<u32>>,
    /// The id of the wider goal it belongs to.
    #[serde(default)]
    pub parent: Option<String>,
    /// The ids of the editions that have this goal. Empty is unknown.
    #[serde(default)]
    #[schema(required = true)]
    pub editions: Vec<Fact<String>>,
    /// Terms that no initiative toward this goal can carry, by its definition.
    #[serde(default)]
    #[schema(required = true)]
    pub excludes: Vec<Fact<TermRef>>,
}

/// A published work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Publication {
    /// What every thing has.
    #[serde(flatten)]
    pub profile: Profile,
}

/// The stage of an initiative at one time, as a range on the guide's scale of 1 to 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageReading {
    /// The year it is for, where the source lets one tell.
    #[serde(default)]
    pub year: Option<i32>,
    /// It is for some time before this year.
    #[serde(default)]
    pub before: Option<i32>,
    /// Its place in a sequence whose years were lost, from 1.
    #[serde(default)]
    pub step: Option<u32>,
    /// The lowest stage it may be.
    pub low: u8,
    /// The highest stage it may be.
    pub high: u8,
    /// Reached or forecast.
    pub nature: StageNature,
    /// The id of the edition that stated it.
    #[serde(default)]
    pub edition: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl From<&model::StageReading> for StageReading {
    fn from(reading: &model::StageReading) -> Self {
        let model::StageReading { when, low, high, nature, edition, provenance } = reading;
        let (year, before, step) = match when {
            model::StageWhen::Year(year) => (Some(*year), None, None),
            model::StageWhen::Before(year) => (None, Some(*year), None),
            model::StageWhen::Step(step) => (None, None, Some(*step)),
        };
        Self {
            year,
            before,
            step,
            low: low.number(),
            high: high.number(),
            nature: (*nature).into(),
            edition: edition.as_ref().map(ToString::to_string),
            provenance: provenance.into(),
        }
    }
}

impl From<&model::Profile> for Profile {
    fn from(profile: &model::Profile) -> Self {
        let model::Profile { id, name, aliases, description, website, terms, attributes } = profile;
        let attributes = attributes.iter();
        Self {
            id: id.to_string(),
            name: facts(name, String::clone),
            aliases: facts(aliases, String::clone),
            description: facts(description, String::clone),
            website: facts(website, String::clone),
            terms: facts(terms, TermRef::from),
            attributes: attributes
                .map(|(heading, values)| (heading.clone(), facts(values, String::clone)))
                .collect(),
        }
    }
}

impl From<&model::Entity> for Entity {
    fn from(entity: &model::Entity) -> Self {
        match entity {
            model::Entity::Organization(model::Organization { profile, sort, identifiers }) => {
                Self::Organization(Organization {
                    profile: profile.into(),
                    sort: facts(sort, String::clone),
                    identifiers: identifiers
                        .iter()
                        .map(|each| {
                            fact(each, |identifier| Identifier {
                                scheme: identifier.scheme.clone(),
                                value: identifier.value.clone(),
                            })
                        })
                        .collect(),
                })
            }
            model::Entity::Initiative(model::Initiative { profile, start, end, stages }) => {
                Self::Initiative(Initiative {
                    profile: profile.into(),
                    start: facts(start, ToString::to_string),
                    end: facts(end, ToString::to_string),
                    stages: stages.iter().map(Into::into).collect(),
                })
            }
            model::Entity::Goal(model::Goal { profile, order, parent, editions, excludes }) => {
                Self::Goal(Goal {
                    profile: profile.into(),
                    order: facts(order, |order| *order),
                    parent: parent.as_ref().map(ToString::to_string),
                    editions: facts(editions, ToString::to_string),
                    excludes: facts(excludes, TermRef::from),
                })
            }
            model::Entity::Publication(model::Publication { profile }) => {
                Self::Publication(Publication { profile: profile.into() })
            }
        }
    }
}

/// A thing with its ties, milestones and the sources of it all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EntityAnswer {
    /// The state of the map.
    pub version: Version,
    /// The thing.
    pub entity: Entity,
    /// Its ties, those from it first. At most 500: `ties_known` tells how many there are.
    pub ties: Vec<Tie>,
    /// How many of its ties are in this answer.
    pub ties_shown: Known,
    /// Its milestones, the earliest first, undated ones last.
    pub milestones: Vec<Milestone>,
    /// The things that are part of it.
    pub parts: Vec<EntityRef>,
    /// The names of the terms its facts use, by `facet/term`.
    pub term_names: BTreeMap<String, String>,
    /// The sources its facts, ties and milestones name.
    pub sources: BTreeMap<String, Source>,
}
