//! The four questions in numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    CoordinationConfig, OverlapConfig, coordination, overlap, pace, summary as sum_up,
};
use waymark_model::{Confidence, EntityId, EntityKind, TieKind};
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;

/// How many funders the summary names.
const TOP: usize = 10;

/// Who, on what, how fast, and are they coordinating.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn summary(ask: &Ask) -> Result<Arc<wire::Summary>, ApiError> {
    ask.once("summary", || {
        let frame = ask.frame()?;
        let summed = sum_up(&frame, ask.today).map_err(waymark_engine::EngineError::from)?;
        let who = who(ask, &frame, &summed)?;
        let tied = coordination(&frame, &CoordinationConfig::default());
        let ties = TieKind::ALL.iter().map(|kind| {
            (kind.word().to_owned(), summed.ties.get(kind).copied().unwrap_or_default())
        });
        let waymark_analysis::Coordinated { linked, components, largest, confirmed, .. } =
            summed.coordinated;
        Ok(wire::Summary {
            version: ask.version(),
            filter: ask.filter_words(),
            organizations: summed.who.organizations,
            initiatives: summed.what.initiatives,
            goals: summed.what.goals,
            publications: summed.what.publications,
            milestones: summed.how_fast.milestones.total(),
            ties: ties.collect(),
            stage_readings: summed.how_fast.stage_readings,
            sources: summed.about.sources,
            who,
            what: what(ask, &frame, &summed),
            how_fast: how_fast(&frame, &summed),
            coordinated: wire::Coordinated {
                initiatives_linked: wire::Known { known: linked.count, of: linked.of },
                components,
                largest_component: largest,
                same_goal_pairs_tied: wire::Known {
                    known: tied.any_goal.tied,
                    of: tied.any_goal.pairs,
                },
                confirmed: wire::Known { known: confirmed.both, of: confirmed.declared.known },
            },
        })
    })
}

fn who(
    ask: &Ask,
    frame: &waymark_analysis::Frame,
    summed: &waymark_analysis::Summary,
) -> Result<wire::Who, ApiError> {
    let config = OverlapConfig { limit: 0, any_time: true, ..OverlapConfig::default() };
    let compared =
        overlap(frame, &config, ask.watch()).map_err(waymark_engine::EngineError::from)?;
    let top = compared
        .holders
        .iter()
        .take(TOP)
        .map(|degree| wire::Counted { entity: ask.name(&degree.holder), count: degree.items });
    Ok(wire::Who {
        funders: summed.who.funders,
        leads: summed.who.leads,
        initiatives_with_funder: known(summed.who.initiatives_with_funder),
        initiatives_with_lead: known(summed.who.initiatives_with_lead),
        top_funders: top.collect(),
        money: (&summed.what.money.support).into(),
    })
}

fn what(
    ask: &Ask,
    frame: &waymark_analysis::Frame,
    summed: &waymark_analysis::Summary,
) -> wire::What {
    let share = summed.what.inferred_placements;
    wire::What {
        initiatives_with_goal: known(summed.what.initiatives_with_goal),
        placements_stated: share.of - share.count,
        placements_inferred: share.count,
        parts: summed.what.parts,
        umbrellas: summed.what.wholes,
        by_goal: by_goal(ask, frame),
    }
}

/// How many initiatives serve each goal of the frame, in the goals' own order.
pub(super) fn by_goal(ask: &Ask, frame: &waymark_analysis::Frame) -> Vec<wire::GoalCount> {
    let map = ask.map();
    let mut counts: BTreeMap<&EntityId, (usize, usize)> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for tie in frame.ties().filter_map(|id| map.tie(id)) {
        if tie.kind != TieKind::Serves || !seen.insert((&tie.from, &tie.to)) {
            continue;
        }
        let count = counts.entry(&tie.to).or_default();
        if tie.confidence() == Confidence::Inferred {
            count.1 += 1;
        } else {
            count.0 += 1;
        }
    }
    let goals = goals_in_order(ask).into_iter().filter(|id| frame.contains(id));
    let rows = goals.map(|id| {
        let (stated, inferred) = counts.get(id).copied().unwrap_or_default();
        wire::GoalCount { goal: ask.name(id), stated, inferred }
    });
    rows.collect()
}

/// The ids of all goals: in their own order, those without one last.
pub(super) fn goals_in_order(ask: &Ask) -> Vec<&EntityId> {
    let mut goals: Vec<_> = ask
        .map()
        .entities_of(EntityKind::Goal)
        .filter_map(|entity| entity.as_goal())
        .map(|goal| (goal.order.value().copied().unwrap_or(u32::MAX), &goal.profile.id))
        .collect();
    goals.sort_unstable();
    goals.into_iter().map(|(_, id)| id).collect()
}

/// How the milestones stand, and of how many initiatives anything is known.
pub(super) fn how_fast(
    frame: &waymark_analysis::Frame,
    summed: &waymark_analysis::Summary,
) -> wire::HowFast {
    let fast = &summed.how_fast;
    let counts = &fast.milestones;
    wire::HowFast {
        met: counts.met,
        due: counts.ahead + counts.undated,
        missed: counts.missed + counts.overdue,
        dropped: counts.dropped,
        status_unknown: counts.unknown,
        dated: known(fast.milestones_dated),
        initiatives_with_milestone: known(fast.initiatives_with_milestone),
        initiatives_with_dated_stage: known(fast.initiatives_with_stage),
        initiatives_with_stage: known(pace(frame, summed.today).initiatives_with_stage),
    }
}
