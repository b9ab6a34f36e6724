//! Organizations, goals and initiatives.

use waymark_model::{
    Confidence, Edition, EditionId, Entity, EntityId, EntityKind, Initiative, Provenance,
    StageReading, TieKind,
};

use super::TableKind;
use super::context::{
    CODE, Context, RowOf, Said, attribute, date_facts, each, empty, facts, noted, with_confidence,
};
use super::stages::{self, Stages};
use super::ties::{self, Derived};
use crate::RecordId;
use crate::table::Table;

pub(crate) fn read_organizations(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    context.each_row(tables, TableKind::Organizations, organization, |row| {
        format!("organization {}", row.get("name"))
    });
}

pub(crate) fn read_goals(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    let summary = |row: &RowOf<'_>| format!("goal {}", row.get("name"));
    context.each_row(tables, TableKind::Goals, goal, summary);
}

pub(crate) fn read_initiatives(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    let summary = |row: &RowOf<'_>| format!("initiative {}", row.get("name"));
    context.each_row(tables, TableKind::Initiatives, initiative, summary);
}

fn organization(context: &mut Context<'_>, row: RowOf<'_>) -> Said {
    let stated = context.provenances(&row)?;
    let id = context.declare(&row, "org_id", EntityKind::Organization)?;
    let mut entity = thing(&row, "org_id", EntityKind::Organization, &id, &stated);
    attribute(entity.profile_mut(), "role_in_map", row.get("role_in_map"), &stated);
    if let Entity::Organization(organization) = &mut entity {
        organization.sort = facts(row.get("type"), &stated);
    }
    context.draft.put_entity(entity);
    Ok(vec![RecordId::Entity(id)])
}

/// What the tables of things have in common: a code, a name, and words about it.
fn thing(
    row: &RowOf<'_>,
    code: &str,
    kind: EntityKind,
    id: &EntityId,
    stated: &[Provenance],
) -> Entity {
    let mut entity = empty(kind, id.clone());
    let profile = entity.profile_mut();
    profile.name = facts(row.get("name"), stated);
    profile.description = facts(row.get("own_words"), stated);
    attribute(profile, CODE, row.get(code), stated);
    entity
}

fn goal(context: &mut Context<'_>, row: RowOf<'_>) -> Said {
    const ORDER: &str = "order_in_third_edition";
    let order: Option<u32> = match row.get(ORDER) {
        "" => None,
        cell => Some(cell.parse().map_err(|_| {
            row.refuse(ORDER, "is not a place in a list", "a whole number such as `1`, or nothing")
        })?),
    };
    let stated = context.provenances(&row)?;
    let id = context.declare(&row, "goal_id", EntityKind::Goal)?;
    let mut entity = thing(&row, "goal_id", EntityKind::Goal, &id, &stated);
    let edition = context.words.goal_edition.clone();
    if let (Entity::Goal(goal), Some(order)) = (&mut entity, order) {
        goal.order = each(order, &stated);
        let edition = edition.and_then(|edition| ensure_edition(context, &edition, &stated));
        if let Some(edition) = edition {
            goal.editions = each(edition, &stated).iter().cloned().collect();
        }
    }
    context.draft.put_entity(entity);
    Ok(vec![RecordId::Entity(id)])
}

/// An edition that a row refers to. Where no milestone tells of it, only its name is known.
fn ensure_edition(
    context: &mut Context<'_>,
    edition: &str,
    stated: &[Provenance],
) -> Option<EditionId> {
    let id = EditionId::parse(edition).ok()?;
    if context.draft.map.edition(&id).is_none() {
        let known = context.words.editions.iter().find(|words| words.id == edition);
        let name = known.map_or(edition, |words| words.name.as_str()).to_owned();
        let provenance = stated.first()?.clone();
        context.draft.edition(Edition {
            id: id.clone(),
            name,
            date: None,
            position: None,
            provenance,
        });
    }
    Some(id)
}

fn initiative(context: &mut Context<'_>, row: RowOf<'_>) -> Said {
    let start = row.date("start")?;
    let reached_until = context.words.stages_reached_until.unwrap_or(i32::MAX);
    let cell = row.get("stage_1to5_by_year");
    let stages = stages::read(cell, reached_until).ok_or_else(|| {
        row.refuse("stage_1to5_by_year", "is no list of stages", stages::EXPECTED)
    })?;
    let placement = placement(context, &row)?;
    let stated = context.provenances(&row)?;
    let id = context.declare(&row, "initiative_id", EntityKind::Initiative)?;
    let mut entity = thing(&row, "initiative_id", EntityKind::Initiative, &id, &stated);
    add_membership(context, &row, &mut entity, &stated);
    if let Entity::Initiative(initiative) = &mut entity {
        initiative.start = date_facts(start, row.get("start"), &stated);
        add_stages(context, &row, initiative, stages, &stated);
    }
    context.draft.put_entity(entity);
    let mut records = vec![RecordId::Entity(id.clone())];
    records.extend(lead(context, &row, &id, &stated));
    let placed = match placement {
        Some(confidence) => with_confidence(&stated, confidence),
        None => stated,
    };
    records.extend(serve(context, &row, &id, &placed));
    Ok(records)
}

/// How sure the placement under a goal is, where the row says on what it is based.
fn placement(
    context: &Context<'_>,
    row: &RowOf<'_>,
) -> Result<Option<Confidence>, Box<crate::Refusal>> {
    let basis = row.get("goal_basis");
    if basis.is_empty() {
        return Ok(None);
    }
    let known = &context.words.placement;
    known.get(basis).copied().map(Some).ok_or_else(|| {
        let words: Vec<&str> = known.keys().map(String::as_str).collect();
        let expected = format!("one of `{}`", words.join("`, `"));
        row.refuse("goal_basis", "is not a word for what a placement is based on", &expected)
    })
}

fn add_membership(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    entity: &mut Entity,
    stated: &[Provenance],
) {
    let cell = row.get("in_guide");
    if cell.is_empty() {
        return;
    }
    let membership = &context.words.membership;
    let term = membership.terms.iter().find(|term| cell.starts_with(&term.starts));
    let names = term.map(|term| (membership.facet.clone(), term.term.clone()));
    let term = names.and_then(|(facet, term)| context.draft.term(&facet, &term));
    let Some(term) = term else {
        attribute(entity.profile_mut(), "in_guide", cell, stated);
        let reason = format!("`{cell}` is no known word for it, and is kept as an attribute");
        context.notice(row, "in_guide", reason);
        return;
    };
    let stated = noted(stated, cell);
    entity.profile_mut().terms = each(term, &stated).iter().cloned().collect();
}

fn add_stages(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    initiative: &mut Initiative,
    stages: Stages,
    stated: &[Provenance],
) {
    const COLUMN: &str = "stage_1to5_by_year";
    let cell = row.get(COLUMN);
    match stages {
        Stages::Ended(date) => initiative.end = each(date, &noted(stated, cell)),
        Stages::Words if cell.is_empty() => {}
        Stages::Words => {
            attribute(&mut initiative.profile, COLUMN, cell, stated);
            let reason =
                format!("`{cell}` is neither a stage nor a date, and is kept as an attribute");
            context.notice(row, COLUMN, reason);
        }
        Stages::Readings(readings) => {
            let edition = context.words.stage_edition.clone();
            let edition = edition.and_then(|edition| ensure_edition(context, &edition, stated));
            for reading in readings {
                initiative.stages.extend(stated.iter().map(|provenance| StageReading {
                    when: reading.when,
                    low: reading.low,
                    high: reading.high,
                    nature: reading.nature,
                    edition: edition.clone(),
                    provenance: provenance.clone(),
                }));
            }
        }
    }
}

fn lead(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    initiative: &EntityId,
    stated: &[Provenance],
) -> Option<RecordId> {
    let organization = referred(context, row, "lead_org_id", EntityKind::Organization)?;
    let derived = Derived {
        kind: TieKind::Leads,
        verb: "leads",
        from: organization,
        to: initiative.clone(),
        stated: stated.to_vec(),
    };
    Some(RecordId::Tie(ties::derive(context, derived)))
}

fn serve(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    initiative: &EntityId,
    stated: &[Provenance],
) -> Option<RecordId> {
    let goal = referred(context, row, "goal_id", EntityKind::Goal)?;
    let basis = row.get("goal_basis");
    let note = if basis.is_empty() { String::new() } else { format!("goal basis: {basis}") };
    let derived = Derived {
        kind: TieKind::Serves,
        verb: "serves_goal",
        from: initiative.clone(),
        to: goal,
        stated: noted(stated, &note),
    };
    Some(RecordId::Tie(ties::derive(context, derived)))
}

/// The thing that a column of an initiative names. A table may be read before the one it refers
/// to, so an unknown code is noticed and leaves the initiative as it is.
fn referred(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    column: &str,
    kind: EntityKind,
) -> Option<EntityId> {
    let code = row.get(column);
    if code.is_empty() {
        return None;
    }
    match context.resolve(code) {
        Some((id, found)) if found == kind => Some(id),
        _ => {
            let reason = format!("`{code}` is no known {}, so this tie is left out", kind.word());
            context.notice(row, column, reason);
            None
        }
    }
}
