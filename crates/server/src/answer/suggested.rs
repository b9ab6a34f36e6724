//! What a suggestion changes, property by property.

use std::collections::BTreeMap;

use waymark_engine::RecordKey;
use waymark_model::{
    Change, Claim, Edition, Entity, Facet, Facts, Goal, Initiative, Map, Milestone, Provenance,
    Source, StageReading, StageWhen, Term, Tie, TieDetails,
};
use waymark_store::Suggestion;
use waymark_wire as wire;

/// A property and what is stated of it.
type Field = (String, Vec<wire::SuggestedValue>);

/// The records that differ between what is and what would be. While a suggestion waits, what is on
/// `map` is held against it; afterwards what the map said when it was sent.
pub(super) fn suggested(suggestion: &Suggestion, map: &Map) -> Vec<wire::SuggestedRecord> {
    let after: BTreeMap<RecordKey, &Change> = by_key(&suggestion.changes);
    let before = by_key(&suggestion.before);
    let mut records = Vec::new();
    for key in order(&suggestion.changes) {
        let now = key.on(map);
        let is = match suggestion.settled {
            None => now.as_ref(),
            Some(_) => before.get(&key).copied().filter(|change| puts(change)),
        };
        let would_be = after.get(&key).copied().filter(|change| puts(change));
        let change = match (is, would_be) {
            (is, would_be) if is == would_be => continue,
            (None, _) => wire::RecordChange::Made,
            (Some(_), Some(_)) => wire::RecordChange::Changed,
            (Some(_), None) => wire::RecordChange::Removed,
        };
        let record = would_be.or(is).map(|change| named(change, &after, map));
        let fields =
            differing(is.map_or_else(Vec::new, fields), would_be.map_or_else(Vec::new, fields));
        records.extend(record.map(|record| wire::SuggestedRecord { record, change, fields }));
    }
    records
}

fn by_key(changes: &[Change]) -> BTreeMap<RecordKey, &Change> {
    changes.iter().map(|change| (RecordKey::of(change), change)).collect()
}

/// Each record once, in the order in which it is touched.
fn order(changes: &[Change]) -> Vec<RecordKey> {
    let mut seen = std::collections::BTreeSet::new();
    let keys = changes.iter().map(RecordKey::of);
    keys.filter(|key| seen.insert(key.clone())).collect()
}

fn puts(change: &Change) -> bool {
    record_word(change).is_some()
}

/// The word for the record that a change puts; nothing for one that removes.
fn record_word(change: &Change) -> Option<&'static str> {
    match change {
        Change::PutEntity(entity) => Some(entity.kind().word()),
        Change::PutTie(_) => Some("tie"),
        Change::PutMilestone(_) => Some("milestone"),
        Change::PutSource(_) => Some("source"),
        Change::PutFacet(_) => Some("facet"),
        Change::PutEdition(_) => Some("edition"),
        Change::RemoveEntity(_)
        | Change::RemoveTie(_)
        | Change::RemoveMilestone(_)
        | Change::RemoveSource(_)
        | Change::RemoveFacet(_)
        | Change::RemoveEdition(_) => None,
    }
}

/// A record by the name that it has or would have.
fn named(change: &Change, after: &BTreeMap<RecordKey, &Change>, map: &Map) -> wire::RecordRef {
    let key = RecordKey::of(change);
    let thing = |id: &waymark_model::EntityId| match after.get(&RecordKey::Entity(id.clone())) {
        Some(Change::PutEntity(entity)) => entity.name().to_owned(),
        _ => RecordKey::Entity(id.clone()).name(map),
    };
    let name = match change {
        Change::PutEntity(entity) => Some(entity.name().to_owned()),
        Change::PutTie(tie) => {
            Some(format!("{} {} {}", thing(&tie.from), tie.kind.word(), thing(&tie.to)))
        }
        Change::PutMilestone(milestone) => milestone.title.value().cloned(),
        Change::PutSource(source) => Some(source.title.clone()),
        Change::PutFacet(facet) => Some(facet.name.clone()),
        Change::PutEdition(edition) => Some(edition.name.clone()),
        _ => None,
    };
    wire::RecordRef {
        record: record_word(change).unwrap_or("entity").to_owned(),
        id: key.id().to_owned(),
        name: name.unwrap_or_else(|| key.id().to_owned()),
    }
}

fn differing(before: Vec<Field>, after: Vec<Field>) -> Vec<wire::SuggestedField> {
    let mut gone: BTreeMap<String, Vec<wire::SuggestedValue>> = before.iter().cloned().collect();
    let mut pairs = Vec::new();
    for (field, after) in after {
        let before = gone.remove(&field).unwrap_or_default();
        pairs.push(wire::SuggestedField { field, before, after });
    }
    for (field, _) in before {
        let left = gone.remove(&field);
        pairs.extend(left.map(|before| wire::SuggestedField { field, before, after: Vec::new() }));
    }
    pairs.retain(|pair| pair.before != pair.after);
    pairs
}

/// All that a record says.
fn fields(change: &Change) -> Vec<Field> {
    let mut fields = Fields::default();
    match change {
        Change::PutEntity(entity) => fields.entity(entity),
        Change::PutTie(tie) => fields.tie(tie),
        Change::PutMilestone(milestone) => fields.milestone(milestone),
        Change::PutSource(source) => fields.source(source),
        Change::PutFacet(facet) => fields.facet(facet),
        Change::PutEdition(edition) => fields.edition(edition),
        _ => {}
    }
    fields.0
}

/// Gathers properties, those of one name together.
#[derive(Default)]
struct Fields(Vec<Field>);

impl Fields {
    fn value(&mut self, field: &str, value: String, provenance: Option<&Provenance>) {
        let value = wire::SuggestedValue { value, provenance: provenance.map(Into::into) };
        match self.0.iter_mut().find(|(name, _)| name == field) {
            Some((_, values)) => values.push(value),
            None => self.0.push((field.to_owned(), vec![value])),
        }
    }

    fn plain(&mut self, field: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.value(field, value.to_string(), None);
        }
    }

    fn claims(&mut self, claims: &[Claim<'_>]) {
        for claim in claims {
            for stated in &claim.stated {
                let field = claim.field.to_string();
                self.value(&field, stated.value.clone().into_owned(), Some(stated.provenance));
            }
        }
    }

    fn entity(&mut self, entity: &Entity) {
        self.claims(&entity.claims());
        self.decisions(entity);
        match entity {
            Entity::Initiative(Initiative { stages, .. }) => {
                stages
                    .iter()
                    .for_each(|it| self.value("stages", reading(it), Some(&it.provenance)));
            }
            Entity::Goal(Goal { parent, .. }) => self.plain("parent", parent.as_ref()),
            Entity::Organization(_) | Entity::Publication(_) => {}
        }
    }

    /// What people decided about who is who, which is no claim of the field.
    fn decisions(&mut self, entity: &Entity) {
        let told: Vec<(String, &Facts<String>)> = entity
            .profile()
            .attributes
            .iter()
            .map(|(heading, facts)| (format!("attributes.{heading}"), facts))
            .filter(|(field, _)| self.0.iter().all(|(name, _)| name != field))
            .collect();
        for (field, facts) in told {
            facts.iter().for_each(|it| self.value(&field, it.value.clone(), Some(&it.provenance)));
        }
    }

    fn tie(&mut self, tie: &Tie) {
        self.plain("from", Some(&tie.from));
        self.plain("to", Some(&tie.to));
        self.claims(&tie.claims());
        self.plain("verb", tie.verb.as_ref());
        self.plain("declared", tie.declared.map(|it| it.word()));
        match &tie.details {
            TieDetails::Plain => {}
            TieDetails::Funding(funding) => {
                self.plain("programme", funding.programme.as_ref());
                self.plain("regrant", funding.regrant.then_some("true"));
            }
            TieDetails::Service(service) => {
                self.plain("weight", service.weight.map(|weight| weight.normalize()));
                self.plain("primary", service.primary);
            }
            TieDetails::Coordination(it) => self.plain("level", it.level.map(|it| it.word())),
        }
    }

    fn milestone(&mut self, milestone: &Milestone) {
        self.plain("subject", Some(&milestone.subject));
        self.claims(&milestone.claims());
    }

    fn source(&mut self, source: &Source) {
        let Source { id: _, title, url, publisher, date, licence } = source;
        self.plain("title", Some(title));
        self.plain("url", url.as_ref());
        self.plain("publisher", publisher.as_ref());
        self.plain("date", date.as_ref());
        self.plain("licence", licence.as_ref());
    }

    fn facet(&mut self, facet: &Facet) {
        let Facet { id: _, name, terms } = facet;
        self.plain("name", Some(name));
        for (id, Term { name, broader }) in terms {
            let within = broader.as_ref().map(|broader| format!(", within {broader}"));
            self.plain("terms", Some(format!("{id}: {name}{}", within.unwrap_or_default())));
        }
    }

    fn edition(&mut self, edition: &Edition) {
        let Edition { id: _, name, date, position, provenance } = edition;
        self.value("name", name.clone(), Some(provenance));
        self.plain("date", date.as_ref());
        self.plain("position", position.as_ref());
    }
}

/// A reading on the scale of progress, in words.
fn reading(reading: &StageReading) -> String {
    let StageReading { when, low, high, nature, edition: _, provenance: _ } = reading;
    let when = match when {
        StageWhen::Year(year) => year.to_string(),
        StageWhen::Before(year) => format!("before {year}"),
        StageWhen::Step(step) => format!("step {step}"),
    };
    let stage = match low == high {
        true => low.number().to_string(),
        false => format!("{} or {}", low.number(), high.number()),
    };
    format!("{when}: stage {stage}, {}", nature.word())
}
