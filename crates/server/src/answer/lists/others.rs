//! Lists of ties, milestones, sources and facets.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{
    EntityId, FacetId, Fact, Milestone, MilestoneStatus, Provenance, SourceId, TermId, TermRef,
    TieKind,
};
use waymark_wire as wire;

use super::super::Ask;
use super::{ListConfig, cannot_sort, part};
use crate::ApiError;

/// The ties of the part that is asked about, all or those of one kind, in the order of ids.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn ties(
    ask: &Ask,
    kind: Option<TieKind>,
    config: &ListConfig,
) -> Result<wire::Page<wire::Tie>, ApiError> {
    unsorted(config)?;
    let map = ask.map();
    let ids = ask.once(&format!("ties {kind:?}"), || {
        let frame = ask.frame()?;
        let of_kind =
            |id: &&waymark_model::TieId| kind.is_none() || map.tie(id).map(|tie| tie.kind) == kind;
        Ok(frame.ties().filter(of_kind).cloned().collect::<Vec<_>>())
    })?;
    let page = part(ask, &ids, config);
    let items = page.items.iter().filter_map(|id| map.tie(id));
    let items = items.map(|tie| wire::Tie::from_model(map, tie)).collect();
    Ok(wire::Page { version: page.version, total: page.total, items, next: page.next })
}

/// Which milestones are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MilestoneQuestion {
    /// Those of this thing.
    pub subject: Option<EntityId>,
    /// Those that stand so, as a source states.
    pub status: Option<MilestoneStatus>,
    /// Those that were done or are due in this year.
    pub year: Option<i32>,
}

/// The milestones of the part that is asked about, the earliest first, undated ones last.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn milestones(
    ask: &Ask,
    question: &MilestoneQuestion,
    config: &ListConfig,
) -> Result<wire::Page<wire::Milestone>, ApiError> {
    unsorted(config)?;
    let map = ask.map();
    let ids = ask.once(&format!("milestones {question:?}"), || {
        let frame = ask.frame()?;
        let measured = waymark_analysis::pace(&frame, ask.today);
        let meant = measured.milestones.iter().filter_map(|row| map.milestone(&row.id));
        let meant = meant.filter(|milestone| is_meant(milestone, question));
        Ok(meant.map(|milestone| milestone.id.clone()).collect::<Vec<_>>())
    })?;
    let page = part(ask, &ids, config);
    let items = page.items.iter().filter_map(|id| map.milestone(id));
    let items = items.map(|milestone| wire::Milestone::from_model(map, milestone)).collect();
    Ok(wire::Page { version: page.version, total: page.total, items, next: page.next })
}

fn is_meant(milestone: &Milestone, question: &MilestoneQuestion) -> bool {
    let date = milestone.done.value().or(milestone.due.value());
    let year = date.and_then(|date| date.within_year());
    question.subject.as_ref().is_none_or(|subject| subject == &milestone.subject)
        && question.status.is_none_or(|status| milestone.status.value() == Some(&status))
        && question.year.is_none_or(|wanted| year == Some(wanted))
}

/// The sources, those that most records cite first.
///
/// # Errors
/// When the list cannot be sorted so.
pub fn sources(ask: &Ask, config: &ListConfig) -> Result<wire::Page<wire::SourceRow>, ApiError> {
    unsorted(config)?;
    let map = ask.map();
    let rows = ask.once("sources", || {
        let mut records: BTreeMap<&SourceId, usize> = BTreeMap::new();
        let mut cite = |provenances: Vec<&'_ Provenance>| {
            let mut cited: Vec<&SourceId> = provenances.iter().map(|p| &p.source).collect();
            cited.sort_unstable();
            cited.dedup();
            for source in cited.into_iter().filter_map(|id| map.source(id)) {
                *records.entry(&source.id).or_default() += 1;
            }
        };
        map.entities().for_each(|entity| cite(entity.provenances()));
        map.ties().for_each(|tie| cite(tie.provenances()));
        map.milestones().for_each(|milestone| cite(milestone.provenances()));
        let mut rows: Vec<wire::SourceRow> = map
            .sources()
            .map(|source| wire::SourceRow {
                source: source.into(),
                records: records.get(&source.id).copied().unwrap_or_default(),
            })
            .collect();
        rows.sort_by(|a, b| b.records.cmp(&a.records).then(a.source.id.cmp(&b.source.id)));
        Ok(rows)
    })?;
    Ok(part(ask, &rows, config))
}

/// The facets with their terms and how many things and ties carry each.
///
/// # Errors
/// When the list cannot be sorted so.
pub fn facets(ask: &Ask, config: &ListConfig) -> Result<wire::Page<wire::FacetRow>, ApiError> {
    unsorted(config)?;
    let map = ask.map();
    let rows = ask.once("facets", || {
        let mut counts: BTreeMap<(&FacetId, &TermId), (usize, usize)> = BTreeMap::new();
        for entity in map.entities() {
            for (facet, term) in keys(&entity.profile().terms) {
                counts.entry((facet, term)).or_default().0 += 1;
            }
        }
        for tie in map.ties() {
            for (facet, term) in keys(&tie.terms) {
                counts.entry((facet, term)).or_default().1 += 1;
            }
        }
        let rows = map.facets().map(|facet| wire::FacetRow {
            id: facet.id.to_string(),
            name: facet.name.clone(),
            terms: facet
                .terms
                .iter()
                .map(|(id, term)| {
                    let count = counts.get(&(&facet.id, id)).copied();
                    let (entities, ties) = count.unwrap_or_default();
                    wire::TermRow { id: id.to_string(), name: term.name.clone(), entities, ties }
                })
                .collect(),
        });
        Ok(rows.collect::<Vec<_>>())
    })?;
    Ok(part(ask, &rows, config))
}

/// The terms that facts name, each once, however many sources state it.
fn keys(terms: &[Fact<TermRef>]) -> BTreeSet<(&FacetId, &TermId)> {
    terms.iter().map(|fact| (&fact.value.facet, &fact.value.term)).collect()
}

fn unsorted(config: &ListConfig) -> Result<(), ApiError> {
    match &config.sort {
        None => Ok(()),
        Some(word) => Err(cannot_sort(word, "none: this list has one order")),
    }
}
