//! A thing with everything said about it.

use std::collections::BTreeMap;

use waymark_engine::Engine;
use waymark_model::{Direction, Entity, EntityId, Milestone, TermRef, TieKind};
use waymark_wire as wire;

use super::{Ask, SourceBook};
use crate::ApiError;

/// How many ties an answer has at most.
const TIES: usize = 500;

/// A thing with its ties, milestones and the sources of it all.
///
/// # Errors
/// When there is no such thing in this state; the error tells the editions that have it.
pub fn entity(engine: &Engine, ask: &Ask, id: &EntityId) -> Result<wire::EntityAnswer, ApiError> {
    let map = ask.map();
    let Some(thing) = map.entity(id) else {
        let present_in = engine.editions_with(id)?.iter().map(ToString::to_string).collect();
        return Err(ask.not_there(id, present_in));
    };
    let mut book = SourceBook::new(map);
    book.cite_all(thing.provenances());
    let of = map.degree(id);
    let mut ties = Vec::new();
    for (_, tie) in map.ties_of(id).take(TIES) {
        book.cite_tie(tie);
        ties.push(wire::Tie::from_model(map, tie));
    }
    let mut milestones: Vec<&Milestone> = map.milestones_of(id).collect();
    milestones.sort_by_key(|milestone| {
        let date = milestone.done.value().or(milestone.due.value());
        let day = date.and_then(|date| date.earliest().or_else(|| date.latest()));
        (day.is_none(), day, milestone.id.clone())
    });
    milestones.iter().for_each(|milestone| book.cite_all(milestone.provenances()));
    let parts = map
        .ties_of(id)
        .filter(|(direction, tie)| *direction == Direction::In && tie.kind == TieKind::PartOf);
    Ok(wire::EntityAnswer {
        version: ask.version(),
        ties_shown: wire::Known { known: ties.len(), of },
        term_names: term_names(ask, thing, &ties),
        ties,
        milestones: milestones.iter().map(|each| wire::Milestone::from_model(map, each)).collect(),
        parts: parts.map(|(_, tie)| ask.name(&tie.from)).collect(),
        entity: thing.into(),
        sources: book.sources,
    })
}

fn term_names(ask: &Ask, thing: &Entity, ties: &[wire::Tie]) -> BTreeMap<String, String> {
    let own = thing.profile().terms.iter().map(|fact| wire::TermRef::from(&fact.value));
    let excluded = thing.as_goal().into_iter().flat_map(|goal| goal.excludes.iter());
    let excluded = excluded.map(|fact| wire::TermRef::from(&fact.value));
    let on_ties = ties.iter().flat_map(|tie| tie.terms.iter().map(|fact| fact.value.clone()));
    let named = own
        .chain(excluded)
        .chain(on_ties)
        .filter_map(|term| Some((format!("{}/{}", term.facet, term.term), term_name(ask, &term)?)));
    named.collect()
}

fn term_name(ask: &Ask, term: &wire::TermRef) -> Option<String> {
    let reference = TermRef {
        facet: waymark_model::FacetId::parse(&term.facet).ok()?,
        term: waymark_model::TermId::parse(&term.term).ok()?,
    };
    let facet = ask.map().facet(&reference.facet)?;
    facet.terms.get(&reference.term).map(|term| term.name.clone())
}
