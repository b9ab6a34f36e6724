//! Values that somebody checked, as changes of the map.

use std::collections::BTreeMap;

use waymark_model::{
    Change, Confidence, Date, Entity, EntityId, Map, Milestone, MilestoneId, Provenance, Source,
    SourceId, Tie, TieId, slug_of,
};
use waymark_wire as wire;

use crate::ApiError;

/// The source of whoever checks a value: its id, without a name, and its title.
const CHECKED: (&str, &str) = ("checked", "Checked by hand");

/// The changes by which values count as checked.
///
/// Beside each value stands the same again, verified as of the date by the source of who checked it
/// and preferred from then on; what others state stays. The source is made where it is not there.
///
/// # Errors
/// When a record is not on the map, or does not have the value.
pub fn confirmed(
    map: &Map,
    author: Option<&str>,
    as_of: Date,
    facts: &[wire::ConfirmedFact],
) -> Result<Vec<Change>, ApiError> {
    let source = source_of(author);
    let by = Provenance {
        as_of: Some(as_of),
        ..Provenance::new(source.id.clone(), Confidence::Verified)
    };
    let mut records = Records::default();
    for (index, fact) in facts.iter().enumerate() {
        if !records.confirm(map, fact, &by)? {
            return Err(not_stated(index, fact));
        }
    }
    let mut changes = records.changes();
    if !changes.is_empty() && map.source(&source.id).is_none() {
        changes.insert(0, Change::PutSource(Box::new(source)));
    }
    Ok(changes)
}

/// What a confirmation of these values is called in the log.
pub fn confirmation_of(facts: &[wire::ConfirmedFact]) -> String {
    match facts {
        [only] => format!("`{}` of {} confirmed", only.field, only.id),
        several => format!("{} facts confirmed", several.len()),
    }
}

/// The preferred values of a record, as they are confirmed.
///
/// Of a field of equals (aliases, terms, identifiers) all values are named. `None` when the record
/// is not on the map.
pub fn stated_values(map: &Map, id: &str) -> Option<Vec<wire::ConfirmedFact>> {
    let entity = EntityId::parse(id).ok().and_then(|id| map.entity(&id));
    let tie = || TieId::parse(id).ok().and_then(|id| map.tie(&id));
    let milestone = || MilestoneId::parse(id).ok().and_then(|id| map.milestone(&id));
    let (record, claims) = match entity {
        Some(entity) => (entity.kind().word(), entity.claims()),
        None => match tie() {
            Some(tie) => ("tie", tie.claims()),
            None => ("milestone", milestone()?.claims()),
        },
    };
    let facts = claims.iter().map(|claim| wire::ConfirmedFact {
        record: record.to_owned(),
        id: id.to_owned(),
        field: claim.field.to_string(),
        value: claim.value().to_owned(),
    });
    Some(facts.collect())
}

fn source_of(author: Option<&str>) -> Source {
    let named = author.and_then(|author| {
        let slug = format!("{}-by-{}", CHECKED.0, slug_of(author)?);
        Some(Source::titled(SourceId::parse(&slug).ok()?, format!("Checked by {author}")))
    });
    let nobody = || SourceId::parse(CHECKED.0).expect("a constant id is well formed");
    named.unwrap_or_else(|| Source::titled(nobody(), CHECKED.1))
}

/// The records that are changed; several values of one are confirmed together.
#[derive(Default)]
struct Records {
    entities: BTreeMap<EntityId, Entity>,
    ties: BTreeMap<TieId, Tie>,
    milestones: BTreeMap<MilestoneId, Milestone>,
}

impl Records {
    fn confirm(
        &mut self,
        map: &Map,
        fact: &wire::ConfirmedFact,
        by: &Provenance,
    ) -> Result<bool, ApiError> {
        let wire::ConfirmedFact { record, id, field, value } = fact;
        match record.as_str() {
            "tie" => {
                let tie = TieId::parse(id).ok().and_then(|id| map.tie(&id));
                let tie = tie.ok_or_else(|| not_found("tie", id))?;
                let tie = self.ties.entry(tie.id.clone()).or_insert_with(|| tie.clone());
                Ok(tie.confirm(field, value, by))
            }
            "milestone" => {
                let milestone = MilestoneId::parse(id).ok().and_then(|id| map.milestone(&id));
                let milestone = milestone.ok_or_else(|| not_found("milestone", id))?;
                let entry = self.milestones.entry(milestone.id.clone());
                Ok(entry.or_insert_with(|| milestone.clone()).confirm(field, value, by))
            }
            _ => {
                let entity = EntityId::parse(id).ok().and_then(|id| map.entity(&id));
                let entity = entity.filter(|entity| entity.kind().word() == record);
                let entity = entity.ok_or_else(|| not_found("thing", id))?;
                let entry = self.entities.entry(entity.id().clone());
                Ok(entry.or_insert_with(|| entity.clone()).confirm(field, value, by))
            }
        }
    }

    fn changes(self) -> Vec<Change> {
        let entities = self.entities.into_values().map(|it| Change::PutEntity(Box::new(it)));
        let ties = self.ties.into_values().map(|it| Change::PutTie(Box::new(it)));
        let milestones = self.milestones.into_values();
        let milestones = milestones.map(|it| Change::PutMilestone(Box::new(it)));
        entities.chain(ties).chain(milestones).collect()
    }
}

fn not_found(what: &'static str, id: &str) -> ApiError {
    ApiError::NotFound { what, id: id.to_owned(), present_in: Vec::new() }
}

fn not_stated(index: usize, fact: &wire::ConfirmedFact) -> ApiError {
    let wire::ConfirmedFact { id, field, value, .. } = fact;
    let column = format!("facts[{index}].value");
    let expected = format!("a value that is stated as `{field}` of `{id}`");
    ApiError::Body {
        reason: format!("`{column}`: `{value}`: expected {expected}"),
        places: vec![wire::ProblemPlace {
            file: None,
            line: None,
            column: Some(column),
            value: Some(value.clone()),
            expected,
        }],
    }
}
