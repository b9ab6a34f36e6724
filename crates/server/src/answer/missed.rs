//! Missed coordination, with the reasons in words.

use std::sync::Arc;

use waymark_analysis::{
    MissedConfig, MissedPair, MissedReason, SharedKind, SharedThing, missed as look,
};
use waymark_engine::EngineError;
use waymark_model::{EntityId, TieId, TieKind};
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;
use crate::words::{WordError, Words};

/// Takes the words of missed coordination.
///
/// # Errors
/// When a value is none of those expected.
pub fn missed_config(words: &mut Words) -> Result<MissedConfig, WordError> {
    let limit = words.number("limit", 1..=10_000)?.unwrap_or(100) as usize;
    Ok(MissedConfig { limit, ..MissedConfig::default() })
}

/// Pairs of initiatives that share much and are not known to be tied.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn missed(ask: &Ask, config: &MissedConfig) -> Result<Arc<wire::Missed>, ApiError> {
    ask.once(&format!("missed {config:?}"), || {
        let frame = ask.frame()?;
        let found = look(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let with = |kind: SharedKind| {
            let of_kind = found.known.iter().find(|(other, _)| *other == kind);
            known(of_kind.map(|(_, known)| *known).unwrap_or_default())
        };
        let initiatives = with(SharedKind::Goal).of;
        Ok(wire::Missed {
            version: ask.version(),
            filter: ask.filter_words(),
            run: wire::Run::with([("limit", config.limit)]).over("initiatives", initiatives),
            tie_kinds: config.kinds.iter().map(|kind| (*kind).into()).collect(),
            with_goal: with(SharedKind::Goal),
            with_term: with(SharedKind::Term),
            with_funder: with(SharedKind::Funder),
            with_organization: with(SharedKind::Organization),
            pairs_shown: wire::Known { known: found.pairs.len(), of: found.total },
            pairs: found.pairs.iter().map(|pair| missed_pair(ask, pair)).collect(),
            same_lead_pairs: found.one_lead,
            too_common: found.too_common.iter().map(|thing| shared_thing(ask, thing)).collect(),
        })
    })
}

fn missed_pair(ask: &Ask, pair: &MissedPair) -> wire::MissedPair {
    let (a, b) = (ask.name(&pair.a), ask.name(&pair.b));
    let unknown = [(&a.name, &pair.unknown_a), (&b.name, &pair.unknown_b)];
    let unknown = unknown.into_iter().flat_map(|(name, kinds)| {
        kinds.iter().map(move |kind| format!("No {} of {name} is known.", unknown_word(*kind)))
    });
    wire::MissedPair {
        score: pair.score,
        score_stated: pair.stated,
        reasons: pair.reasons.iter().map(|reason| missed_reason(ask, pair, reason)).collect(),
        unknown: unknown.collect(),
        a,
        b,
    }
}

fn unknown_word(kind: SharedKind) -> &'static str {
    match kind {
        SharedKind::Goal => "goal",
        SharedKind::Term => "term",
        SharedKind::Funder => "funder",
        SharedKind::Organization => "lead or partner",
    }
}

fn missed_reason(ask: &Ask, pair: &MissedPair, reason: &MissedReason) -> wire::MissedReason {
    let ids = |ties: &[TieId]| ties.iter().map(ToString::to_string).collect();
    wire::MissedReason {
        shared: shared_thing(ask, &reason.shared),
        holders: reason.holders,
        weight: reason.weight,
        inferred: reason.inferred,
        ties_a: ids(&reason.ties_a),
        ties_b: ids(&reason.ties_b),
        sentence: sentence(ask, pair, reason),
    }
}

fn sentence(ask: &Ask, pair: &MissedPair, reason: &MissedReason) -> String {
    let inferred = if reason.inferred { " (inferred)" } else { "" };
    let thing = shared_thing(ask, &reason.shared);
    let name = thing.name;
    match &reason.shared {
        SharedThing::Goal(_) => format!("Both serve {name}{inferred}."),
        SharedThing::Term(_) => format!("Both carry {name}{inferred}."),
        SharedThing::Funder(_) => format!("Both are funded by {name}{inferred}."),
        SharedThing::Organization(_) => {
            let role = |ties: &[TieId], id: &EntityId| {
                let word = if leads(ask, ties) { "leads" } else { "partners with" };
                format!("{word} {}", ask.name(id).name)
            };
            let (one, other) = (role(&reason.ties_a, &pair.a), role(&reason.ties_b, &pair.b));
            format!("{name} {one} and {other}{inferred}.")
        }
    }
}

fn leads(ask: &Ask, ties: &[TieId]) -> bool {
    ties.iter().filter_map(|tie| ask.map().tie(tie)).any(|tie| tie.kind == TieKind::Leads)
}

fn shared_thing(ask: &Ask, thing: &SharedThing) -> wire::SharedThing {
    let kind = match thing.kind() {
        SharedKind::Goal => wire::SharedKind::Goal,
        SharedKind::Term => wire::SharedKind::Term,
        SharedKind::Funder => wire::SharedKind::Funder,
        SharedKind::Organization => wire::SharedKind::Organization,
    };
    match thing {
        SharedThing::Goal(id) | SharedThing::Funder(id) | SharedThing::Organization(id) => {
            wire::SharedThing { kind, id: id.to_string(), name: ask.name(id).name }
        }
        SharedThing::Term(term) => {
            let facet = ask.map().facet(&term.facet);
            let facet_name = facet.map_or(term.facet.as_str(), |facet| facet.name.as_str());
            let named = facet.and_then(|facet| facet.terms.get(&term.term));
            let name = named.map_or(term.term.as_str(), |term| term.name.as_str());
            let id = format!("{}/{}", term.facet, term.term);
            wire::SharedThing { kind, id, name: format!("{facet_name}: {name}") }
        }
    }
}
