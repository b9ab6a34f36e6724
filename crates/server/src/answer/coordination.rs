//! Who is tied to whom.

mod structure;

use std::sync::Arc;

use waymark_analysis::{
    COORDINATION_LEVEL, CoordinationChance, CoordinationChanceConfig, CoordinationConfig,
    CoordinationVerdict, GoalCoordination, Grouping, Mixing, PairCounts, SharedLead,
    StructureConfig, TiedByChance, coordination as measure, coordination_chance,
    coordination_mixing, coordination_structure,
};
use waymark_engine::EngineError;
use waymark_model::EntityId;
use waymark_wire as wire;

use self::structure::Telling;
use super::{Ask, known};
use crate::ApiError;
use crate::words::{WordError, Words};

/// How to ask for coordination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoordinationQuestion {
    /// How chance is held against.
    pub chance: CoordinationChanceConfig,
    /// What groups initiatives for the E–I index; by goal, lead and place, if nothing is named.
    pub group: Option<Grouping>,
}

/// Takes the words of coordination.
///
/// # Errors
/// When a value is none of those expected.
pub fn coordination_question(words: &mut Words) -> Result<CoordinationQuestion, WordError> {
    let expected = "`goal`, `lead`, `funder` or the id of a facet";
    let group = words.read("group", expected, Grouping::from_word)?;
    let seed = words.seed()?.unwrap_or(1);
    let chance = CoordinationChanceConfig { seed, samples: words.samples()? };
    Ok(CoordinationQuestion { chance, group })
}

/// Coordination among initiatives, over all and per goal, held against chance.
///
/// # Errors
/// When the filter names something that is not on the map, or a parameter makes no sense.
pub fn coordination(
    ask: &Ask,
    question: &CoordinationQuestion,
) -> Result<Arc<wire::Coordination>, ApiError> {
    ask.once(&format!("coordination {question:?}"), || {
        let frame = ask.frame()?;
        let groups: Vec<Grouping> = question.group.iter().cloned().collect();
        let mixing = coordination_mixing(&frame, &groups, &question.chance, ask.watch());
        let mixing = mixing.map_err(EngineError::from)?;
        let chance = coordination_chance(&frame, &question.chance, ask.watch());
        let chance = chance.map_err(EngineError::from)?;
        let config = StructureConfig { seed: question.chance.seed, ..StructureConfig::default() };
        let structure = coordination_structure(&frame, &config, ask.watch());
        let structure = structure.map_err(EngineError::from)?;
        let measured = measure(&frame, &CoordinationConfig::default());
        let goals = measured.goals.iter().zip(&chance.goals).map(|(goal, (_, chance))| {
            goal_row(ask, goal, &measured.shared_leads, chance.as_ref())
        });
        let pairs = measured.tied_pairs.iter().map(|pair| wire::TiedPair {
            a: ask.name(&pair.a),
            b: ask.name(&pair.b),
            ties: pair.ties.iter().map(ToString::to_string).collect(),
            goals: ask.names(&pair.goals),
            one_umbrella: pair.kin,
        });
        let telling = Telling { ask };
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
            run: run(question, &chance, &mixing.groupings, measured.initiatives.of),
            initiatives_tied: known(structure.network.known),
            density: structure.density,
            strangers_tied: wire::Known {
                known: structure.strangers.count,
                of: structure.strangers.of,
            },
            centralization: super::network::centralization(structure.centralization),
            paths: super::network::path_sources(structure.paths),
            any_goal: any_goal(&measured.any_goal, chance.any_goal.as_ref()),
            level: COORDINATION_LEVEL,
            goals_tested: chance.tests,
            external_internal: mixing
                .groupings
                .iter()
                .map(|mixing_by| external_internal(mixing_by, mixing.samples))
                .collect(),
            brokers: structure.brokers.iter().map(|broker| telling.broker(broker)).collect(),
            brokers_shown: shown(structure.brokers.len(), structure.total_brokers),
            bridges: structure.bridges.iter().map(|bridge| telling.bridge(bridge)).collect(),
            bridges_shown: shown(structure.bridges.len(), structure.total_bridges),
            articulation_points: structure
                .articulation_points
                .iter()
                .map(|point| telling.articulation_point(point))
                .collect(),
            articulation_points_shown: shown(
                structure.articulation_points.len(),
                structure.total_articulation_points,
            ),
        })
    })
}

fn shown(listed: usize, of: usize) -> wire::Known {
    wire::Known { known: listed, of }
}

fn run(
    question: &CoordinationQuestion,
    chance: &CoordinationChance,
    groupings: &[Mixing],
    initiatives: usize,
) -> wire::Run {
    let groups: Vec<&str> = groupings.iter().map(|mixing| mixing.grouping.word()).collect();
    let (seed, samples) = (question.chance.seed, chance.samples);
    let words =
        [("group", groups.join(",")), ("seed", seed.to_string()), ("samples", samples.to_string())];
    wire::Run::with(words)
        .over("initiatives", initiatives)
        .over("tied_pairs_of_strangers", chance.ties)
        .against("rewired", Some(seed), Some(u64::from(samples)))
}

fn goal_row(
    ask: &Ask,
    goal: &GoalCoordination,
    leads: &[SharedLead],
    chance: Option<&TiedByChance>,
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
        chance: chance.map(|chance| tied_by_chance(chance, &goal.counts)),
    }
}

fn any_goal(counts: &PairCounts, chance: Option<&TiedByChance>) -> wire::AnyGoal {
    wire::AnyGoal {
        pairs_tied: wire::Known { known: counts.tied, of: counts.pairs },
        ratio: counts.ratio(),
        chance: chance.map(|chance| tied_by_chance(chance, counts)),
    }
}

fn tied_by_chance(chance: &TiedByChance, counts: &PairCounts) -> wire::TiedByChance {
    wire::TiedByChance {
        expected: chance.expected,
        expected_ratio: (counts.pairs > 0).then(|| chance.expected / counts.pairs as f64),
        low: chance.low,
        high: chance.high,
        z: chance.z,
        p_more: chance.p_more,
        p_less: chance.p_less,
        q: chance.q,
        verdict: match chance.verdict {
            CoordinationVerdict::More => wire::CoordinationVerdict::More,
            CoordinationVerdict::Less => wire::CoordinationVerdict::Less,
            CoordinationVerdict::CannotBeTold => wire::CoordinationVerdict::CannotBeTold,
        },
        sentence: chance_sentence(chance),
    }
}

fn chance_sentence(chance: &TiedByChance) -> String {
    let TiedByChance { tied, expected, verdict, .. } = chance;
    let numbers = format!("{tied} tied pairs, where chance would make about {expected:.1}");
    match verdict {
        CoordinationVerdict::More => format!("{numbers}: more than chance would have it."),
        CoordinationVerdict::Less => format!("{numbers}: fewer than chance would have it."),
        CoordinationVerdict::CannotBeTold => {
            format!("{numbers}: this cannot be told from chance at this size.")
        }
    }
}

fn external_internal(mixing: &Mixing, samples: u32) -> wire::ExternalInternal {
    let index = mixing.index;
    wire::ExternalInternal {
        group: mixing.grouping.word().to_owned(),
        initiatives: known(mixing.initiatives),
        external: mixing.external,
        internal: mixing.internal,
        index: index.map(|index| index.value),
        least: index.map(|index| index.least),
        most: index.map(|index| index.most),
        expected: index.map(|index| index.expected),
        p_more: index.map(|index| index.p_more),
        p_less: index.map(|index| index.p_less),
        samples,
        sentence: mixing_sentence(mixing),
    }
}

fn mixing_sentence(mixing: &Mixing) -> String {
    let Mixing { internal, external, .. } = mixing;
    let Some(index) = mixing.index else {
        return "No tie is known between initiatives whose groups are known.".to_owned();
    };
    let numbers = format!("{external} ties lead out of their group and {internal} stay within");
    if index.least == index.most {
        return format!("{numbers}, as they could not but do with these groups.");
    }
    // Either way may be the surprising one, so half of the level is for each.
    if index.p_more <= COORDINATION_LEVEL / 2.0 {
        format!("{numbers}: more lead out than chance would have it.")
    } else if index.p_less <= COORDINATION_LEVEL / 2.0 {
        format!("{numbers}: more stay within than chance would have it.")
    } else {
        format!("{numbers}: this cannot be told from chance at this size.")
    }
}
