//! Organizations, initiatives, goals and publications.

use std::collections::{BTreeMap, BTreeSet};

use waymark_analysis::AnalysisError;
use waymark_model::{
    Confidence, Entity, EntityId, EntityKind, Goal, Initiative, Organization, Profile, StageNature,
    StageReading, StageWhen, Tie, TieKind,
};

use super::money::put_totals;
use super::{sources, terms};
use crate::Part;
use crate::table::{Cell, Record};

/// The columns of a table of things of a kind that are there whatever is known.
pub(crate) fn entity_columns(kind: EntityKind) -> &'static [&'static str] {
    match kind {
        EntityKind::Organization => &[
            "id",
            "name",
            "kind",
            "sort",
            "roles",
            "goals",
            "goals_inferred",
            "identifiers",
            "aliases",
            "description",
            "website",
            "terms",
            "other",
            "confidence",
            "sources",
        ],
        EntityKind::Initiative => &[
            "id",
            "name",
            "kind",
            "goals",
            "goals_inferred",
            "leads",
            "funders",
            "part_of",
            "stage_low",
            "stage_high",
            "stage_year",
            "stage_nature",
            "start_date",
            "end_date",
            "aliases",
            "description",
            "website",
            "terms",
            "other",
            "confidence",
            "sources",
        ],
        EntityKind::Goal => &[
            "id",
            "name",
            "kind",
            "order",
            "wider_goal",
            "editions",
            "excluded_terms",
            "aliases",
            "description",
            "website",
            "terms",
            "other",
            "confidence",
            "sources",
        ],
        EntityKind::Publication => &[
            "id",
            "name",
            "kind",
            "aliases",
            "description",
            "website",
            "terms",
            "other",
            "confidence",
            "sources",
        ],
    }
}

/// What is written of a thing.
///
/// # Errors
/// When its amounts cannot be added exactly.
pub(crate) fn entity(part: &Part<'_>, entity: &Entity) -> Result<Record, AnalysisError> {
    let mut record = Record::default();
    record.put("id", Cell::text(entity.id().as_str()));
    record.put("name", Cell::text(entity.name()));
    record.put("kind", Cell::text(entity.kind().word()));
    match entity {
        Entity::Organization(body) => organization(part, body, &mut record),
        Entity::Initiative(effort) => initiative(part, effort, &mut record),
        Entity::Goal(aim) => goal(aim, &mut record),
        Entity::Publication(_) => {}
    }
    profile(entity, &mut record);
    let id = entity.id();
    let given = part.ties_from(id).iter().copied().filter(|tie| tie.is_support());
    put_totals(&mut record, "given", given)?;
    let received = part.ties_to(id).iter().copied().filter(|tie| tie.is_support());
    put_totals(&mut record, "received", received)?;
    Ok(record)
}

fn profile(entity: &Entity, record: &mut Record) {
    let Profile { id: _, name, aliases, description, website, terms: carried, attributes } =
        entity.profile();
    record.put("aliases", Cell::list(aliases.iter().map(|alias| &alias.value)));
    record.put("description", Cell::shown(description.value()));
    record.put("website", Cell::shown(website.value()));
    record.put("terms", terms(carried));
    let others = attributes.iter().filter_map(|(heading, facts)| Some((heading, facts.value()?)));
    record.put("other", Cell::list(others.map(|(heading, text)| format!("{heading}: {text}"))));
    let confidence = name.preferred().map(|fact| fact.provenance.confidence.word());
    record.put("confidence", Cell::shown(confidence));
    record.put("sources", sources(entity.provenances()));
}

fn organization(part: &Part<'_>, body: &Organization, record: &mut Record) {
    let Organization { profile, sort, identifiers } = body;
    let (from, to) = (part.ties_from(&profile.id), part.ties_to(&profile.id));
    let is_partner = |tie: &&Tie| tie.kind == TieKind::Partners;
    let roles = [
        ("funder", from.iter().any(|tie| tie.is_support())),
        ("lead", from.iter().any(|tie| tie.kind == TieKind::Leads)),
        ("partner", from.iter().any(is_partner) || to.iter().any(is_partner)),
    ];
    record.put("sort", Cell::shown(sort.value()));
    record.put("roles", Cell::list(roles.iter().filter(|(_, has)| *has).map(|(role, _)| role)));
    let own = from.iter().filter(|tie| tie.is_support() || tie.kind == TieKind::Leads);
    put_goals(part, own.map(|tie| &tie.to), record);
    let schemes = identifiers.iter().map(|fact| &fact.value);
    record.put("identifiers", Cell::list(schemes.map(|id| format!("{}:{}", id.scheme, id.value))));
}

fn initiative(part: &Part<'_>, effort: &Initiative, record: &mut Record) {
    let Initiative { profile, start, end, stages } = effort;
    let (from, to) = (part.ties_from(&profile.id), part.ties_to(&profile.id));
    put_goals(part, std::iter::once(&profile.id), record);
    let leads = to.iter().filter(|tie| tie.kind == TieKind::Leads).map(|tie| &tie.from);
    record.put("leads", Cell::list(leads.collect::<BTreeSet<_>>()));
    let funders = to.iter().filter(|tie| tie.is_support()).map(|tie| &tie.from);
    record.put("funders", Cell::list(funders.collect::<BTreeSet<_>>()));
    let wholes = from.iter().filter(|tie| tie.kind == TieKind::PartOf).map(|tie| &tie.to);
    record.put("part_of", Cell::list(wholes.collect::<BTreeSet<_>>()));
    if let Some(reading) = latest_stage(stages) {
        record.put("stage_low", Cell::Integer(reading.low.number().into()));
        record.put("stage_high", Cell::Integer(reading.high.number().into()));
        if let StageWhen::Year(year) = reading.when {
            record.put("stage_year", Cell::Integer(year.into()));
        }
        record.put("stage_nature", Cell::text(reading.nature.word()));
    }
    record.put("start_date", Cell::shown(start.value()));
    record.put("end_date", Cell::shown(end.value()));
}

fn goal(aim: &Goal, record: &mut Record) {
    let Goal { profile: _, order, parent, editions, excludes } = aim;
    record.put("order", order.value().map_or(Cell::Unknown, |at| Cell::Integer((*at).into())));
    record.put("wider_goal", Cell::shown(parent.as_ref()));
    record.put("editions", Cell::list(editions.iter().map(|fact| &fact.value)));
    record.put("excluded_terms", terms(excludes));
}

/// The goals that initiatives serve: those that a source states, and those that are inferred.
fn put_goals<'a>(
    part: &Part<'_>,
    initiatives: impl Iterator<Item = &'a EntityId>,
    record: &mut Record,
) {
    let mut placed: BTreeMap<&EntityId, Confidence> = BTreeMap::new();
    for initiative in initiatives {
        for tie in part.ties_from(initiative).iter().filter(|tie| tie.kind == TieKind::Serves) {
            let strongest = placed.entry(&tie.to).or_insert(Confidence::Inferred);
            *strongest = tie.confidence().max(*strongest);
        }
    }
    let by = |inferred: bool| {
        let meant = placed.iter();
        let meant = meant.filter(move |(_, is)| (**is == Confidence::Inferred) == inferred);
        Cell::list(meant.map(|(goal, _)| *goal))
    };
    record.put("goals", by(false));
    record.put("goals_inferred", by(true));
}

/// The latest stage that was reached, else the latest step of a sequence whose years were lost. A
/// forecast is no stage.
pub(crate) fn latest_stage(stages: &[StageReading]) -> Option<&StageReading> {
    let time = |reading: &StageReading| match reading.when {
        StageWhen::Year(year) => (true, 2 * i64::from(year)),
        StageWhen::Before(year) => (true, 2 * i64::from(year) - 1),
        StageWhen::Step(step) => (false, i64::from(step)),
    };
    let not_forecast = stages.iter().filter(|reading| reading.nature != StageNature::Forecast);
    not_forecast.max_by_key(|reading| time(reading))
}
