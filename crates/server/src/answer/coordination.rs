//! Who is tied to whom.

use std::sync::Arc;

use waymark_analysis::{CoordinationConfig, coordination as measure};
use waymark_model::EntityId;
use waymark_wire as wire;

use super::Ask;
use crate::ApiError;

/// Coordination among initiatives, over all and per goal.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn coordination(ask: &Ask) -> Result<Arc<wire::Coordination>, ApiError> {
    ask.once("coordination", || {
        let frame = ask.frame()?;
        let measured = measure(&frame, &CoordinationConfig::default());
        let goals = measured.goals.iter().map(|goal| goal_row(ask, goal, &measured.shared_leads));
        let pairs = measured.tied_pairs.iter().map(|pair| wire::TiedPair {
            a: ask.name(&pair.a),
            b: ask.name(&pair.b),
            ties: pair.ties.iter().map(ToString::to_string).collect(),
            goals: ask.names(&pair.goals),
            one_umbrella: pair.kin,
        });
        Ok(wire::Coordination {
            version: ask.version(),
            filter: ask.filter_words(),
            tie_kinds: measured.config.kinds.iter().map(|kind| (*kind).into()).collect(),
            initiatives: measured.initiatives.of,
            goals: goals.collect(),
            isolates: ask.names(&measured.isolates),
            components: measured.components.iter().map(|members| ask.names(members)).collect(),
            confirmed: wire::Known {
                known: measured.confirmed.both,
                of: measured.confirmed.declared.known,
            },
            pairs: pairs.collect(),
        })
    })
}

fn goal_row(
    ask: &Ask,
    goal: &waymark_analysis::GoalCoordination,
    leads: &[waymark_analysis::SharedLead],
) -> wire::GoalCoordination {
    let map = ask.map();
    let serves = |initiative: &EntityId| {
        map.ties_between(initiative, &goal.goal)
            .any(|tie| tie.kind == waymark_model::TieKind::Serves)
    };
    // Initiatives of one lead that serve this goal make so many pairs.
    let same_lead = leads.iter().map(|lead| {
        let here = lead.initiatives.iter().filter(|initiative| serves(initiative)).count();
        here * here.saturating_sub(1) / 2
    });
    wire::GoalCoordination {
        goal: ask.name(&goal.goal),
        initiatives: goal.counts.initiatives,
        inferred: goal.inferred,
        pairs_tied: wire::Known { known: goal.counts.tied, of: goal.counts.pairs },
        ratio: goal.counts.ratio(),
        same_lead_pairs: same_lead.sum(),
    }
}
