//! The directory of organizations.

use std::collections::{BTreeMap, BTreeSet};

use waymark_engine::EngineError;
use waymark_model::{Confidence, Entity, EntityId, Map, MoneyTotals, Tie, TieKind, fold_name};
use waymark_wire as wire;

use super::super::Ask;
use super::{ListConfig, cannot_sort, part, sort_by, sort_word};
use crate::ApiError;

/// The organizations of the part that is asked about, all or those with a role: `funder`, `lead`
/// or `partner`.
///
/// # Errors
/// When the filter names something that is not on the map, or the list cannot be sorted so.
pub fn organizations(
    ask: &Ask,
    role: Option<&str>,
    config: &ListConfig,
) -> Result<wire::Page<wire::OrganizationRow>, ApiError> {
    let rows = ask.once(&format!("organizations {role:?} {:?}", config.sort), || {
        let frame = ask.frame()?;
        let map = ask.map();
        let bodies = frame.entities().iter().filter_map(|id| map.entity(id));
        let bodies = bodies.filter(|entity| entity.as_organization().is_some());
        let rows: Result<Vec<_>, ApiError> = bodies.map(|body| row(ask, body)).collect();
        let mut rows = rows?;
        if let Some(role) = role {
            rows.retain(|row| row.roles.iter().any(|own| own == role));
        }
        sort(&mut rows, config)?;
        Ok(rows)
    })?;
    Ok(part(ask, &rows, config))
}

fn sort(rows: &mut [wire::OrganizationRow], config: &ListConfig) -> Result<(), ApiError> {
    rows.sort_by_cached_key(|row| (fold_name(&row.name), row.id.clone()));
    let (word, descending) = sort_word(config);
    match word {
        "" | "name" if !descending => {}
        "name" => rows.reverse(),
        "supports" => sort_by(rows, descending, |row| row.supports),
        "leads" => sort_by(rows, descending, |row| row.leads),
        "partnerships" => sort_by(rows, descending, |row| row.partnerships),
        "ties" => sort_by(rows, descending, |row| row.ties),
        "sort" => sort_by(rows, descending, |row| row.sort.clone()),
        _ => {
            let known = "`name`, `sort`, `supports`, `leads`, `partnerships`, `ties`";
            return Err(cannot_sort(word, known));
        }
    }
    Ok(())
}

fn row(ask: &Ask, entity: &Entity) -> Result<wire::OrganizationRow, ApiError> {
    let map = ask.map();
    let id = entity.id();
    let mut supported = BTreeSet::new();
    let mut led = BTreeSet::new();
    let mut partnerships = 0;
    let mut given = MoneyTotals::default();
    let mut ties = 0;
    for (_, tie) in map.ties_of(id) {
        ties += 1;
        partnerships += usize::from(tie.kind == TieKind::Partners);
        if &tie.from != id {
            continue;
        }
        if tie.is_support() {
            supported.insert(&tie.to);
            add_funding(&mut given, tie)?;
        }
        if tie.kind == TieKind::Leads {
            led.insert(&tie.to);
        }
    }
    let roles = [
        ("funder", !supported.is_empty()),
        ("lead", !led.is_empty()),
        ("partner", partnerships > 0),
    ];
    Ok(wire::OrganizationRow {
        id: id.to_string(),
        name: entity.name().to_owned(),
        sort: entity.as_organization().and_then(|body| body.sort.value().cloned()),
        roles: roles.iter().filter(|(_, has)| *has).map(|(role, _)| (*role).to_owned()).collect(),
        supports: supported.len(),
        leads: led.len(),
        partnerships,
        given: (&given).into(),
        goals: goals_of(ask, supported.union(&led).copied()),
        ties,
    })
}

/// Adds a funding to totals; what is passed on is counted where it comes from.
pub(super) fn add_funding(totals: &mut MoneyTotals, tie: &Tie) -> Result<(), ApiError> {
    let Some(funding) = tie.funding().filter(|funding| !funding.regrant) else { return Ok(()) };
    let added = totals.add(funding.status.value().copied(), funding.amount.value());
    added.map_err(|error| EngineError::from(waymark_analysis::AnalysisError::from(error)).into())
}

/// The goals that initiatives serve, each with the strongest confidence of a placement.
pub(super) fn goals_of<'a>(
    ask: &Ask,
    initiatives: impl IntoIterator<Item = &'a EntityId>,
) -> Vec<wire::GoalPlacement> {
    let map: &Map = ask.map();
    let mut goals: BTreeMap<&EntityId, Confidence> = BTreeMap::new();
    for initiative in initiatives {
        for tie in map.ties_from(initiative).filter(|tie| tie.kind == TieKind::Serves) {
            let strongest = goals.entry(&tie.to).or_insert(Confidence::Inferred);
            *strongest = tie.confidence().max(*strongest);
        }
    }
    let order = |id: &EntityId| {
        let goal = map.entity(id).and_then(Entity::as_goal);
        goal.and_then(|goal| goal.order.value().copied()).unwrap_or(u32::MAX)
    };
    let mut placements: Vec<_> = goals.into_iter().collect();
    placements.sort_by_key(|(id, _)| order(id));
    placements
        .into_iter()
        .map(|(id, confidence)| wire::GoalPlacement {
            goal: ask.name(id),
            confidence: confidence.into(),
        })
        .collect()
}
