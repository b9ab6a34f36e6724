//! The directory of initiatives.

use std::collections::BTreeSet;

use waymark_model::{
    Direction, Entity, EntityId, EntityKind, Initiative, MilestoneStatus, MoneyTotals, StageNature,
    StageReading, StageWhen, Tie, TieKind, fold_name,
};
use waymark_wire as wire;

use super::super::Ask;
use super::organizations::{add_funding, goals_of};
use super::{ListConfig, cannot_sort, part, sort_by, sort_word};
use crate::ApiError;

/// The initiatives of the part that is asked about.
///
/// # Errors
/// When the filter names something that is not on the map, or the list cannot be sorted so.
pub fn initiatives(
    ask: &Ask,
    config: &ListConfig,
) -> Result<wire::Page<wire::InitiativeRow>, ApiError> {
    let rows = ask.once(&format!("initiatives {:?}", config.sort), || {
        let frame = ask.frame()?;
        let map = ask.map();
        let efforts = frame.entities().iter().filter_map(|id| map.entity(id)?.as_initiative());
        let rows: Result<Vec<_>, ApiError> = efforts.map(|effort| row(ask, effort)).collect();
        let mut rows = rows?;
        sort(&mut rows, config)?;
        Ok(rows)
    })?;
    Ok(part(ask, &rows, config))
}

fn sort(rows: &mut [wire::InitiativeRow], config: &ListConfig) -> Result<(), ApiError> {
    rows.sort_by_cached_key(|row| (fold_name(&row.name), row.id.clone()));
    let (word, descending) = sort_word(config);
    let first = |refs: &[wire::EntityRef]| refs.first().map(|first| first.name.clone());
    match word {
        "" | "name" if !descending => {}
        "name" => rows.reverse(),
        "goal" => sort_by(rows, descending, |row| {
            row.goals.first().map(|placement| placement.goal.name.clone())
        }),
        "lead" => sort_by(rows, descending, |row| first(&row.leads)),
        "funders" => sort_by(rows, descending, |row| row.funders.len()),
        "start" => sort_by(rows, descending, |row| row.start.clone()),
        "milestones" => sort_by(rows, descending, |row| row.milestones),
        "linked" => sort_by(rows, descending, |row| row.linked_initiatives),
        "stage" => {
            sort_by(rows, descending, |row| row.stage.as_ref().map(|stage| (stage.low, stage.high)))
        }
        _ => {
            let known = "`name`, `goal`, `lead`, `funders`, `start`, `milestones`, `linked`, \
                         `stage`";
            return Err(cannot_sort(word, known));
        }
    }
    Ok(())
}

fn row(ask: &Ask, initiative: &Initiative) -> Result<wire::InitiativeRow, ApiError> {
    let map = ask.map();
    let profile = &initiative.profile;
    let id = &profile.id;
    let ties: Vec<(Direction, &Tie)> = map.ties_of(id).collect();
    let mut received = MoneyTotals::default();
    for (_, tie) in ties.iter().filter(|(way, tie)| *way == Direction::In && tie.is_support()) {
        add_funding(&mut received, tie)?;
    }
    let met = |status: Option<&MilestoneStatus>| status == Some(&MilestoneStatus::Met);
    Ok(wire::InitiativeRow {
        id: id.to_string(),
        name: profile.name.value().cloned().unwrap_or_default(),
        goals: goals_of(ask, [id]),
        leads: ends(ask, &ties, Direction::In, |tie| tie.kind == TieKind::Leads),
        funders: ends(ask, &ties, Direction::In, Tie::is_support),
        part_of: ends(ask, &ties, Direction::Out, |tie| tie.kind == TieKind::PartOf),
        stage: latest_stage(initiative),
        start: initiative.start.value().map(ToString::to_string),
        end: initiative.end.value().map(ToString::to_string),
        milestones_met: map.milestones_of(id).filter(|m| met(m.status.value())).count(),
        milestones: map.milestones_of(id).count(),
        linked_initiatives: linked(ask, id, &ties),
        received: (&received).into(),
        terms: profile
            .terms
            .iter()
            .map(|fact| &fact.value)
            .map(|term| format!("{}/{}", term.facet, term.term))
            .collect(),
    })
}

/// The other ends of ties of a sort, each once, in the order of ids.
fn ends(
    ask: &Ask,
    ties: &[(Direction, &Tie)],
    way: Direction,
    is_meant: impl Fn(&Tie) -> bool,
) -> Vec<wire::EntityRef> {
    let meant = ties.iter().filter(|(own, tie)| *own == way && is_meant(tie));
    let ends = meant.map(|(_, tie)| if way == Direction::In { &tie.from } else { &tie.to });
    let ends: BTreeSet<&EntityId> = ends.collect();
    ask.names(ends)
}

/// How many other initiatives are tied to it, by any tie but being part.
fn linked(ask: &Ask, id: &EntityId, ties: &[(Direction, &Tie)]) -> usize {
    let others = ties.iter().filter(|(_, tie)| tie.kind != TieKind::PartOf);
    let others = others.map(|(_, tie)| tie.other_end(id));
    let is_initiative =
        |id: &&EntityId| ask.map().entity(id).map(Entity::kind) == Some(EntityKind::Initiative);
    others.filter(is_initiative).collect::<BTreeSet<_>>().len()
}

/// The latest stage that was reached, else the latest step of a sequence without years. A forecast
/// is no stage.
pub(in crate::answer) fn latest_stage(initiative: &Initiative) -> Option<wire::StageAt> {
    let not_forecast =
        initiative.stages.iter().filter(|reading| reading.nature != StageNature::Forecast);
    let latest = not_forecast.max_by_key(|reading| time_of(reading))?;
    let year = match latest.when {
        StageWhen::Year(year) => Some(year),
        StageWhen::Before(_) | StageWhen::Step(_) => None,
    };
    Some(wire::StageAt {
        year,
        low: latest.low.number(),
        high: latest.high.number(),
        nature: latest.nature.into(),
    })
}

/// Dated readings come after steps, since they tell more.
fn time_of(reading: &StageReading) -> (bool, i64) {
    match reading.when {
        StageWhen::Year(year) => (true, 2 * i64::from(year)),
        StageWhen::Before(year) => (true, 2 * i64::from(year) - 1),
        StageWhen::Step(step) => (false, i64::from(step)),
    }
}
