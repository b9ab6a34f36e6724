//! The directory of goals.

use std::collections::BTreeSet;

use waymark_model::{EntityId, Tie, TieKind};
use waymark_wire as wire;

use super::super::Ask;
use super::super::summary::by_goal;
use super::{ListConfig, cannot_sort, part, sort_by, sort_word};
use crate::ApiError;

/// The goals of the part that is asked about, in their own order.
///
/// # Errors
/// When the filter names something that is not on the map, or the list cannot be sorted so.
pub fn goals(ask: &Ask, config: &ListConfig) -> Result<wire::Page<wire::GoalRow>, ApiError> {
    let rows = ask.once(&format!("goals {:?}", config.sort), || {
        let frame = ask.frame()?;
        let counts = by_goal(ask, &frame);
        let mut rows: Vec<_> = counts.iter().filter_map(|count| row(ask, &frame, count)).collect();
        let (word, descending) = sort_word(config);
        match word {
            "" | "order" if !descending => {}
            "order" => rows.reverse(),
            "name" => sort_by(&mut rows, descending, |row| row.name.clone()),
            "initiatives" => sort_by(&mut rows, descending, |row| {
                row.initiatives_stated + row.initiatives_inferred
            }),
            "funders" => sort_by(&mut rows, descending, |row| row.funders),
            "milestones" => sort_by(&mut rows, descending, |row| row.milestones),
            _ => {
                let known = "`order`, `name`, `initiatives`, `funders`, `milestones`";
                return Err(cannot_sort(word, known));
            }
        }
        Ok(rows)
    })?;
    Ok(part(ask, &rows, config))
}

fn row(
    ask: &Ask,
    frame: &waymark_analysis::Frame,
    count: &wire::GoalCount,
) -> Option<wire::GoalRow> {
    let map = ask.map();
    let id = EntityId::parse(&count.goal.id).ok()?;
    let goal = map.entity(&id)?.as_goal()?;
    let serving = map.ties_to(&id).filter(|tie| tie.kind == TieKind::Serves);
    let serving: BTreeSet<&EntityId> =
        serving.map(|tie| &tie.from).filter(|initiative| frame.contains(initiative)).collect();
    let supporters = |initiative: &EntityId| -> Vec<&EntityId> {
        map.ties_to(initiative).filter(|tie| Tie::is_support(tie)).map(|tie| &tie.from).collect()
    };
    let funders: BTreeSet<&EntityId> = serving.iter().flat_map(|id| supporters(id)).collect();
    let funded = serving.iter().filter(|id| !supporters(id).is_empty()).count();
    Some(wire::GoalRow {
        id: id.to_string(),
        name: count.goal.name.clone(),
        description: goal.profile.description.value().cloned(),
        order: goal.order.value().copied(),
        parent: goal.parent.as_ref().map(ToString::to_string),
        editions: goal.editions.iter().map(|fact| fact.value.to_string()).collect(),
        initiatives_stated: count.stated,
        initiatives_inferred: count.inferred,
        funders: funders.len(),
        initiatives_with_funder: wire::Known { known: funded, of: serving.len() },
        milestones: serving.iter().map(|id| map.milestones_of(id).count()).sum(),
    })
}
