//! Changes as they are posted, and their way into the model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use waymark_model as model;

use crate::{
    CoordinationLevel, Declared, Entity, Fact, Funding, Identifier, MilestoneStatus, Money,
    Profile, Provenance, Source, StageNature, StageReading, TermRef, TieKind,
};

/// Changes that belong together: all of them are applied, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangeRequest {
    /// Who makes them.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words.
    pub message: String,
    /// The changes, in order. Sources come before the facts that name them.
    pub changes: Vec<ChangeInput>,
}

/// One step: a record is put (made, or replaced whole) or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum ChangeInput {
    /// Puts a thing.
    PutEntity {
        /// The thing, whole.
        entity: Entity,
    },
    /// Removes a thing. With `cascade`, its ties and milestones too; otherwise it must have none.
    RemoveEntity {
        /// Its id.
        id: String,
        /// Whether to remove its ties and milestones as well.
        #[serde(default)]
        cascade: bool,
    },
    /// Puts a tie.
    PutTie {
        /// The tie, whole.
        tie: TieInput,
    },
    /// Removes a tie.
    RemoveTie {
        /// Its id.
        id: String,
    },
    /// Puts a milestone.
    PutMilestone {
        /// The milestone, whole.
        milestone: MilestoneInput,
    },
    /// Removes a milestone.
    RemoveMilestone {
        /// Its id.
        id: String,
    },
    /// Puts a source.
    PutSource {
        /// The source, whole.
        source: Source,
    },
    /// Removes a source that no fact comes from any more.
    RemoveSource {
        /// Its id.
        id: String,
    },
    /// Puts a facet with all its terms.
    PutFacet {
        /// The facet, whole.
        facet: FacetInput,
    },
    /// Removes a facet that nothing is described with any more.
    RemoveFacet {
        /// Its id.
        id: String,
    },
}

/// A tie as it is posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TieInput {
    /// Its id, such as `lumina--funds--registry`.
    pub id: String,
    /// What it says.
    pub kind: TieKind,
    /// The id of the thing it comes from.
    pub from: String,
    /// The id of the thing it goes to.
    pub to: String,
    /// The source's own word for it.
    #[serde(default)]
    pub verb: Option<String>,
    /// When it holds (EDTF).
    #[serde(default)]
    pub date: Vec<Fact<String>>,
    /// Terms it is described with.
    #[serde(default)]
    pub terms: Vec<Fact<TermRef>>,
    /// Who declared it.
    #[serde(default)]
    pub declared: Option<Declared>,
    /// Of a `funds` tie: what it says as a funding.
    #[serde(default)]
    pub funding: Option<Funding>,
    /// Of a `serves` tie: how much of the initiative is for the goal, as a decimal string.
    #[serde(default)]
    pub weight: Option<String>,
    /// Of a `serves` tie: whether the goal is its main one.
    #[serde(default)]
    pub primary: Option<bool>,
    /// Of a `coordinates` tie: how closely.
    #[serde(default)]
    pub level: Option<CoordinationLevel>,
    /// Who says that it exists; at least one.
    pub stated: Vec<Provenance>,
}

/// A milestone as it is posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneInput {
    /// Its id.
    pub id: String,
    /// The id of the thing whose event it is.
    pub subject: String,
    /// What happened or is to happen; at least one fact.
    pub title: Vec<Fact<String>>,
    /// When it was to be done (EDTF).
    #[serde(default)]
    pub due: Vec<Fact<String>>,
    /// When it was done (EDTF).
    #[serde(default)]
    pub done: Vec<Fact<String>>,
    /// How it stands.
    #[serde(default)]
    pub status: Vec<Fact<MilestoneStatus>>,
    /// An amount stated with the event.
    #[serde(default)]
    pub amount: Vec<Fact<Money>>,
}

/// A facet as it is posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetInput {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its terms by id.
    pub terms: BTreeMap<String, TermInput>,
}

/// A term as it is posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TermInput {
    /// Its name.
    pub name: String,
    /// The id of the wider term.
    #[serde(default)]
    pub broader: Option<String>,
}

/// A value that no record can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The field, such as `changes[2].tie.date`.
    pub field: String,
    /// The value.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

type Read<T> = Result<T, Malformed>;

impl ChangeRequest {
    /// The changes as the model knows them. `map` tells what hangs on a thing that is removed with
    /// `cascade`.
    ///
    /// # Errors
    /// The first value that no record can have, and where it stands.
    pub fn to_model(&self, map: &model::Map) -> Read<Vec<model::Change>> {
        let mut changes = Vec::with_capacity(self.changes.len());
        for (index, change) in self.changes.iter().enumerate() {
            let read = change.to_model(map).map_err(|malformed| Malformed {
                field: format!("changes[{index}].{}", malformed.field),
                ..malformed
            })?;
            changes.extend(read);
        }
        Ok(changes)
    }
}

impl ChangeInput {
    fn to_model(&self, map: &model::Map) -> Read<Vec<model::Change>> {
        use model::Change;
        let change = match self {
            Self::PutEntity { entity } => Change::PutEntity(Box::new(read_entity(entity)?)),
            Self::RemoveEntity { id, cascade } => {
                let parsed: model::EntityId = parse("id", id)?;
                if *cascade {
                    return map
                        .removal_of(&parsed)
                        .map_err(|_| malformed("id", id, "the id of a thing on the map"));
                }
                Change::RemoveEntity(parsed)
            }
            Self::PutTie { tie } => Change::PutTie(Box::new(tie.to_model()?)),
            Self::RemoveTie { id } => Change::RemoveTie(parse("id", id)?),
            Self::PutMilestone { milestone } => {
                Change::PutMilestone(Box::new(milestone.to_model()?))
            }
            Self::RemoveMilestone { id } => Change::RemoveMilestone(parse("id", id)?),
            Self::PutSource { source } => Change::PutSource(Box::new(read_source(source)?)),
            Self::RemoveSource { id } => Change::RemoveSource(parse("id", id)?),
            Self::PutFacet { facet } => Change::PutFacet(Box::new(facet.to_model()?)),
            Self::RemoveFacet { id } => Change::RemoveFacet(parse("id", id)?),
        };
        Ok(vec![change])
    }
}

fn malformed(field: &str, value: &str, expected: impl ToString) -> Malformed {
    Malformed { field: field.to_owned(), value: value.to_owned(), expected: expected.to_string() }
}

/// Reads any text that knows how it is to be read.
fn parse<T: std::str::FromStr>(field: &str, value: &str) -> Read<T>
where
    T::Err: std::fmt::Display,
{
    value.parse().map_err(|error: T::Err| malformed(field, value, error))
}

fn parse_some<T: std::str::FromStr>(field: &str, value: Option<&String>) -> Read<Option<T>>
where
    T::Err: std::fmt::Display,
{
    value.map(|value| parse(field, value)).transpose()
}

fn provenance(field: &str, from: &Provenance) -> Read<model::Provenance> {
    let Provenance { source, confidence, as_of, line, place, note } = from;
    let locator = match (line, place) {
        (Some(line), _) => Some(model::Locator::Line(*line)),
        (None, Some(place)) => Some(model::Locator::Text(place.as_str().into())),
        (None, None) => None,
    };
    Ok(model::Provenance {
        source: parse(&format!("{field}.provenance.source"), source)?,
        confidence: (*confidence).into(),
        as_of: parse_some(&format!("{field}.provenance.as_of"), as_of.as_ref())?,
        locator,
        note: note.as_deref().map(Into::into),
    })
}

fn read_facts<T, U>(
    field: &str,
    from: &[Fact<T>],
    read: impl Fn(&T) -> Read<U>,
) -> Read<Vec<model::Fact<U>>> {
    let facts = from
        .iter()
        .map(|fact| Ok(model::Fact::new(read(&fact.value)?, provenance(field, &fact.provenance)?)));
    facts.collect()
}

fn texts(field: &str, from: &[Fact<String>]) -> Read<model::Facts<String>> {
    Ok(read_facts(field, from, |text| Ok(text.clone()))?.into_iter().collect())
}

fn parsed<T: std::str::FromStr>(field: &str, from: &[Fact<String>]) -> Read<Vec<model::Fact<T>>>
where
    T::Err: std::fmt::Display,
{
    read_facts(field, from, |text| parse(field, text))
}

fn dates(field: &str, from: &[Fact<String>]) -> Read<model::Facts<model::Date>> {
    Ok(parsed(field, from)?.into_iter().collect())
}

fn terms(field: &str, from: &[Fact<TermRef>]) -> Read<Vec<model::Fact<model::TermRef>>> {
    read_facts(field, from, |term| {
        let TermRef { facet, term } = term;
        Ok(model::TermRef { facet: parse(field, facet)?, term: parse(field, term)? })
    })
}

fn amounts(field: &str, from: &[Fact<Money>]) -> Read<model::Facts<model::Money>> {
    let read = |money: &Money| {
        let Money { amount, currency, pooled } = money;
        let known = model::Currency::from_code(currency);
        let expected = "a code of ISO 4217 such as `USD`";
        Ok(model::Money {
            amount: amount
                .parse()
                .map_err(|_| malformed(field, amount, "a decimal number such as `1250.50`"))?,
            currency: known.ok_or_else(|| malformed(field, currency, expected))?,
            pooled: *pooled,
        })
    };
    Ok(read_facts(field, from, read)?.into_iter().collect())
}

fn read_profile(from: &Profile) -> Read<model::Profile> {
    let Profile { id, name, aliases, description, website, terms: carried, attributes } = from;
    let attributes = attributes.iter().map(|(heading, values)| {
        Ok((heading.clone(), texts(&format!("entity.attributes.{heading}"), values)?))
    });
    Ok(model::Profile {
        id: parse("entity.id", id)?,
        name: texts("entity.name", name)?,
        aliases: read_facts("entity.aliases", aliases, |text| Ok(text.clone()))?,
        description: texts("entity.description", description)?,
        website: texts("entity.website", website)?,
        terms: terms("entity.terms", carried)?,
        attributes: attributes.collect::<Read<_>>()?,
    })
}

fn read_entity(from: &Entity) -> Read<model::Entity> {
    Ok(match from {
        Entity::Organization(crate::Organization { profile, sort, identifiers }) => {
            let identifiers = read_facts("entity.identifiers", identifiers, |identifier| {
                let Identifier { scheme, value } = identifier.clone();
                Ok(model::Identifier { scheme, value })
            });
            model::Entity::Organization(model::Organization {
                profile: read_profile(profile)?,
                sort: texts("entity.sort", sort)?,
                identifiers: identifiers?,
            })
        }
        Entity::Initiative(crate::Initiative { profile, start, end, stages }) => {
            model::Entity::Initiative(model::Initiative {
                profile: read_profile(profile)?,
                start: dates("entity.start", start)?,
                end: dates("entity.end", end)?,
                stages: stages.iter().map(read_stage).collect::<Read<_>>()?,
            })
        }
        Entity::Goal(crate::Goal { profile, order, parent, editions, excludes }) => {
            let order = read_facts("entity.order", order, |order| Ok(*order))?;
            model::Entity::Goal(model::Goal {
                profile: read_profile(profile)?,
                order: order.into_iter().collect(),
                parent: parse_some("entity.parent", parent.as_ref())?,
                editions: parsed("entity.editions", editions)?,
                excludes: terms("entity.excludes", excludes)?,
            })
        }
        Entity::Publication(crate::Publication { profile }) => {
            model::Entity::Publication(model::Publication { profile: read_profile(profile)? })
        }
    })
}

fn read_stage(from: &StageReading) -> Read<model::StageReading> {
    let StageReading { year, before, step, low, high, nature, edition, provenance: stated } = from;
    let field = "entity.stages";
    let stage = |number: u8| {
        let stage = model::Stage::new(number);
        stage.ok_or_else(|| malformed(field, &number.to_string(), "a stage from 1 to 5"))
    };
    let when = match (year, before, step) {
        (Some(year), None, None) => model::StageWhen::Year(*year),
        (None, Some(year), None) => model::StageWhen::Before(*year),
        (None, None, Some(step)) => model::StageWhen::Step(*step),
        _ => return Err(malformed(field, "", "one of `year`, `before` and `step`")),
    };
    let nature: StageNature = *nature;
    Ok(model::StageReading {
        when,
        low: stage(*low)?,
        high: stage(*high)?,
        nature: nature.into(),
        edition: parse_some(field, edition.as_ref())?,
        provenance: provenance(field, stated)?,
    })
}

impl TieInput {
    fn to_model(&self) -> Read<model::Tie> {
        let Self { id, kind, from, to, verb, date, terms: carried, declared, .. } = self;
        let stated = self.stated.iter().map(|each| provenance("tie.stated", each));
        Ok(model::Tie {
            id: parse("tie.id", id)?,
            kind: (*kind).into(),
            from: parse("tie.from", from)?,
            to: parse("tie.to", to)?,
            verb: verb.as_deref().map(Into::into),
            date: dates("tie.date", date)?,
            terms: terms("tie.terms", carried)?,
            declared: declared.map(Into::into),
            details: self.details()?,
            stated: stated.collect::<Read<_>>()?,
        })
    }

    /// What the tie says beyond its kind; a detail of another kind is refused, not dropped.
    fn details(&self) -> Read<model::TieDetails> {
        let Self { kind, funding, weight, primary, level, .. } = self;
        let misplaced = [
            (*kind != TieKind::Funds && funding.is_some(), "tie.funding"),
            (*kind != TieKind::Serves && weight.is_some(), "tie.weight"),
            (*kind != TieKind::Serves && primary.is_some(), "tie.primary"),
            (*kind != TieKind::Coordinates && level.is_some(), "tie.level"),
        ];
        if let Some((_, field)) = misplaced.iter().find(|(misplaced, _)| *misplaced) {
            return Err(malformed(field, "", "nothing: a tie of this kind has no such detail"));
        }
        Ok(match kind {
            TieKind::Funds => model::TieDetails::Funding(Box::new(read_funding(funding.as_ref())?)),
            TieKind::Serves => model::TieDetails::Service(model::Service {
                weight: parse_some("tie.weight", weight.as_ref())?,
                primary: *primary,
            }),
            TieKind::Coordinates => model::TieDetails::Coordination(model::Coordination {
                level: level.map(Into::into),
            }),
            _ => model::TieDetails::Plain,
        })
    }
}

fn read_funding(from: Option<&Funding>) -> Read<model::Funding> {
    let Some(Funding { amount, status, programme, regrant }) = from else {
        return Ok(model::Funding::default());
    };
    let status = read_facts("tie.funding.status", status, |status| Ok((*status).into()))?;
    Ok(model::Funding {
        amount: amounts("tie.funding.amount", amount)?,
        status: status.into_iter().collect(),
        programme: programme.clone(),
        regrant: *regrant,
    })
}

impl MilestoneInput {
    fn to_model(&self) -> Read<model::Milestone> {
        let Self { id, subject, title, due, done, status, amount } = self;
        let status = read_facts("milestone.status", status, |status| Ok((*status).into()))?;
        Ok(model::Milestone {
            id: parse("milestone.id", id)?,
            subject: parse("milestone.subject", subject)?,
            title: texts("milestone.title", title)?,
            due: dates("milestone.due", due)?,
            done: dates("milestone.done", done)?,
            status: status.into_iter().collect(),
            amount: amounts("milestone.amount", amount)?,
        })
    }
}

impl FacetInput {
    fn to_model(&self) -> Read<model::Facet> {
        let Self { id, name, terms } = self;
        let terms = terms.iter().map(|(id, term)| {
            let TermInput { name, broader } = term;
            let broader = parse_some("facet.terms.broader", broader.as_ref())?;
            Ok((parse("facet.terms", id)?, model::Term { name: name.clone(), broader }))
        });
        Ok(model::Facet {
            id: parse("facet.id", id)?,
            name: name.clone(),
            terms: terms.collect::<Read<_>>()?,
        })
    }
}

fn read_source(from: &Source) -> Read<model::Source> {
    let Source { id, title, url, publisher, date, licence } = from;
    Ok(model::Source {
        id: parse("source.id", id)?,
        title: title.clone(),
        url: url.clone(),
        publisher: publisher.clone(),
        date: parse_some("source.date", date.as_ref())?,
        licence: licence.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the API gives for a thing can be posted back and says the same.
    #[test]
    fn what_is_read_can_be_written_back() {
        let map = model::sketch(
            "lumina -funds-> registry 100USD @2019 pledged
             goal access Access for all
             registry -serves-> access inferred
             registry term place/indiana
             registry stage 2019 2/3 forecast
             registry stage #1 1 unknown",
        );
        for entity in map.entities() {
            let json = serde_json::to_string(&Entity::from(entity)).unwrap();
            let back: Entity = serde_json::from_str(&json).unwrap();
            assert_eq!(&read_entity(&back).unwrap(), entity);
        }
        for tie in map.ties() {
            let wire = crate::Tie::from_model(&map, tie);
            let mut json = serde_json::to_value(&wire).unwrap();
            json["from"] = json["from"]["id"].clone();
            json["to"] = json["to"]["id"].clone();
            let back: TieInput = serde_json::from_value(json).unwrap();
            assert_eq!(&back.to_model().unwrap(), tie);
        }
    }

    #[test]
    fn a_bad_value_is_named_with_its_place() {
        let request: ChangeRequest = serde_json::from_str(
            r#"{"message": "m", "changes": [{"op": "remove_tie", "id": "a"},
                {"op": "put_tie", "tie": {"id": "t", "kind": "funds", "from": "A b", "to": "c",
                 "stated": []}}]}"#,
        )
        .unwrap();
        let malformed = request.to_model(&model::Map::new()).unwrap_err();
        assert_eq!(
            (malformed.field.as_str(), malformed.value.as_str()),
            ("changes[1].tie.from", "A b")
        );
    }
}
