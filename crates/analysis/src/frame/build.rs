//! From a map to columns.

use rustc_hash::FxHashMap;
use waymark_measures::Csr;
use waymark_model::{
    Confidence, Date, Entity, EntityId, Facet, Fact, Goal, Map, Milestone, StageReading, TermId,
    TermRef, Tie, TieKind,
};

use super::{About, Frame};
use crate::filter::Window;
use crate::rows::{
    Aim, Carried, Effort, Event, FundingRow, Placement, Reading, Step, Support, TermRow, TieRow,
};
use crate::select::{Chosen, Everything, is_sure, select};
use crate::{AnalysisError, Filter};

/// The number of what is not in the frame.
const OUTSIDE: u32 = u32::MAX;

pub(super) fn build(map: &Map, filter: &Filter) -> Result<Frame, AnalysisError> {
    let everything = Everything::of(map);
    let chosen = select(map, &everything, filter)?;
    let numbers = numbers(&chosen.entities);
    let entities: Vec<&Entity> = kept(&everything.entities, &chosen.entities).copied().collect();
    let vocabulary = Vocabulary::of(map);
    let aims = aims(map, &entities, &vocabulary);
    let (ties, fundings) = tie_rows(&everything, &chosen, &numbers);
    let (umbrella, umbrella_ids) = umbrellas(&everything, &chosen);
    let efforts = efforts(&entities, filter);
    let events = events(map, &everything, &numbers, filter)?;
    let nodes = entities.len();
    let of_entities = entities.iter().map(|entity| &entity.profile().terms[..]);
    let of_ties = kept(&everything.ties, &chosen.ties).map(|tie| &tie.terms[..]);
    Ok(Frame {
        about: about(map, filter, nodes, &ties),
        ids: entities.iter().map(|entity| entity.id().clone()).collect(),
        names: entities.iter().map(|entity| entity.name().into()).collect(),
        kinds: entities.iter().map(|entity| entity.kind()).collect(),
        sorts: entities.iter().map(|entity| sort_of(entity)).collect(),
        umbrella,
        umbrella_ids,
        steps: steps(nodes, &ties),
        supports: supports(nodes, &fundings, |row| (row.from, row.to)),
        supported_by: supports(nodes, &fundings, |row| (row.to, row.from)),
        goals_of: goals_of(nodes, &ties, &entities),
        terms_of: carried(nodes, of_entities, &vocabulary, filter),
        terms_of_tie: carried(ties.len(), of_ties, &vocabulary, filter),
        ties,
        fundings,
        efforts,
        aims,
        facets: map.facets().map(|facet| facet.id.clone()).collect(),
        terms: vocabulary.terms,
        events,
    })
}

fn about(map: &Map, filter: &Filter, entities: usize, ties: &[TieRow]) -> About {
    About {
        filter: filter.clone(),
        entities,
        entities_of_map: map.entity_count(),
        ties: ties.len(),
        ties_of_map: map.tie_count(),
        undated_ties: ties.iter().filter(|tie| tie.date.is_none()).count(),
        sources: map.sources().count(),
    }
}

fn kept<'a, T>(items: &'a [T], marks: &'a [bool]) -> impl Iterator<Item = &'a T> {
    items.iter().zip(marks).filter(|(_, mark)| **mark).map(|(item, _)| item)
}

/// For each thing of the map its number in the frame.
fn numbers(marks: &[bool]) -> Vec<u32> {
    let mut next = 0;
    let number = |mark: &bool| {
        if !mark {
            return OUTSIDE;
        }
        next += 1;
        next - 1
    };
    marks.iter().map(number).collect()
}

fn tie_rows(
    everything: &Everything<'_>,
    chosen: &Chosen,
    numbers: &[u32],
) -> (Vec<TieRow>, Vec<FundingRow>) {
    let mut rows = Vec::with_capacity(chosen.ties.iter().filter(|mark| **mark).count());
    let mut fundings = Vec::new();
    let ties = everything.ties.iter().zip(&everything.ends).zip(&chosen.ties);
    for ((tie, (from, to)), _) in ties.filter(|(_, mark)| **mark) {
        let (from, to) = (numbers[*from as usize], numbers[*to as usize]);
        let funding = funding_row(tie, rows.len() as u32, from, to).map(|row| {
            fundings.push(row);
            fundings.len() as u32 - 1
        });
        rows.push(TieRow {
            id: tie.id.clone(),
            kind: tie.kind,
            from,
            to,
            confidence: tie.confidence(),
            declared: tie.declared,
            date: tie.date.value().copied(),
            funding,
        });
    }
    (rows, fundings)
}

fn funding_row(tie: &Tie, number: u32, from: u32, to: u32) -> Option<FundingRow> {
    let funding = tie.funding()?;
    Some(FundingRow {
        tie: number,
        from,
        to,
        support: tie.is_support(),
        regrant: funding.regrant,
        status: funding.status.value().copied(),
        amount: funding.amount.value().copied(),
    })
}

fn steps(nodes: usize, ties: &[TieRow]) -> Csr<Step> {
    let both_ways = ties.iter().zip(0..).flat_map(|(row, tie)| {
        [(row.from, Step { to: row.to, tie }), (row.to, Step { to: row.from, tie })]
    });
    let mut steps = Csr::build(nodes, &both_ways.collect::<Vec<_>>());
    steps.sort_rows(|step| step.to);
    steps
}

fn supports(
    nodes: usize,
    fundings: &[FundingRow],
    ends: impl Fn(&FundingRow) -> (u32, u32),
) -> Csr<Support> {
    let rows = fundings.iter().zip(0..).filter(|(row, _)| row.support);
    let entries: Vec<(u32, Support)> = rows
        .map(|(row, funding)| {
            let (end, other) = ends(row);
            (end, Support { other, funding })
        })
        .collect();
    let mut supports = Csr::build(nodes, &entries);
    supports.sort_rows(|support| support.other);
    supports
}

/// For each kept thing a number of its outermost whole, and the ids of those, in order.
fn umbrellas(everything: &Everything<'_>, chosen: &Chosen) -> (Vec<u32>, Vec<EntityId>) {
    // As `Map::umbrella_of`: of several wholes, the one by the tie whose id comes first.
    let mut whole: Vec<u32> = (0..everything.entities.len() as u32).collect();
    for (tie, (part, of)) in everything.ties.iter().zip(&everything.ends) {
        if tie.kind == TieKind::PartOf && whole[*part as usize] == *part {
            whole[*part as usize] = *of;
        }
    }
    let outermost = |mut node: u32| {
        // No cycle can be applied to a map, so the walk ends.
        while whole[node as usize] != node {
            node = whole[node as usize];
        }
        node
    };
    let nodes = (0..whole.len() as u32).filter(|node| chosen.entities[*node as usize]);
    let found: Vec<u32> = nodes.map(outermost).collect();
    let mut outer = found.clone();
    outer.sort_unstable();
    outer.dedup();
    let label = |node: &u32| outer.partition_point(|other| other < node) as u32;
    let labels = found.iter().map(label).collect();
    let id = |node: &u32| everything.entities[*node as usize].id().clone();
    (labels, outer.iter().map(id).collect())
}

fn sort_of(entity: &Entity) -> Option<Box<str>> {
    let sort = entity.as_organization()?.sort.value()?;
    Some(sort.as_str().into())
}

/// The terms of all facets, numbered, each facet's together.
struct Vocabulary<'a> {
    terms: Vec<TermRow>,
    facets: FxHashMap<&'a str, (&'a Facet, u32)>,
}

impl<'a> Vocabulary<'a> {
    fn of(map: &'a Map) -> Self {
        let mut vocabulary = Self { terms: Vec::new(), facets: FxHashMap::default() };
        for facet in map.facets() {
            let first = vocabulary.terms.len() as u32;
            vocabulary.facets.insert(facet.id.as_str(), (facet, first));
            let ids: Vec<&TermId> = facet.terms.keys().collect();
            let place = |term: &TermId| ids.binary_search(&term).ok().map(|at| first + at as u32);
            let rows = facet.terms.iter().map(|(id, term)| TermRow {
                reference: TermRef { facet: facet.id.clone(), term: id.clone() },
                name: term.name.as_str().into(),
                broader: term.broader.as_ref().and_then(place),
            });
            vocabulary.terms.extend(rows);
        }
        vocabulary
    }

    fn number(&self, term: &TermRef) -> Option<u32> {
        let (_, first) = self.facets.get(term.facet.as_str())?;
        let of_facet = &self.terms[*first as usize..];
        let place = of_facet.partition_point(|row| row.reference < *term);
        (of_facet.get(place)?.reference == *term).then_some(first + place as u32)
    }

    /// A term and all wider ones.
    fn with_wider(&self, term: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(term), |term| self.terms[*term as usize].broader)
    }
}

/// The terms of each thing, or of each tie, with the wider ones; a term counts as inferred where it
/// rests on inferred statements only.
fn carried<'a>(
    rows: usize,
    lists: impl Iterator<Item = &'a [Fact<TermRef>]>,
    vocabulary: &Vocabulary<'_>,
    filter: &Filter,
) -> Csr<Carried> {
    let mut entries: Vec<(u32, Carried)> = Vec::new();
    for (terms, row) in lists.zip(0..) {
        let start = entries.len();
        for fact in terms.iter().filter(|fact| is_sure(filter, fact)) {
            let Some(term) = vocabulary.number(&fact.value) else { continue };
            let inferred = fact.provenance.confidence == Confidence::Inferred;
            for term in vocabulary.with_wider(term) {
                entries.push((row, Carried { term, inferred }));
            }
        }
        entries[start..].sort_by_key(|(_, carried)| (carried.term, carried.inferred));
    }
    entries.dedup_by_key(|(row, carried)| (*row, carried.term));
    Csr::build(rows, &entries)
}

/// The goals of each initiative with the wider goals they are nested in.
fn goals_of(nodes: usize, ties: &[TieRow], entities: &[&Entity]) -> Csr<Placement> {
    let parent =
        |goal: u32| place_of(entities, entities[goal as usize].as_goal()?.parent.as_ref()?);
    let mut entries: Vec<(u32, Placement)> = Vec::new();
    for row in ties.iter().filter(|row| row.kind == TieKind::Serves) {
        let inferred = row.confidence == Confidence::Inferred;
        for goal in std::iter::successors(Some(row.to), |goal| parent(*goal)) {
            entries.push((row.from, Placement { goal, inferred }));
        }
    }
    entries.sort_by_key(|(node, placement)| (*node, placement.goal, placement.inferred));
    entries.dedup_by_key(|(node, placement)| (*node, placement.goal));
    Csr::build(nodes, &entries)
}

/// The number of a thing among those that are kept.
fn place_of(entities: &[&Entity], id: &EntityId) -> Option<u32> {
    entities.binary_search_by(|entity| entity.id().cmp(id)).ok().map(|place| place as u32)
}

fn efforts(entities: &[&Entity], filter: &Filter) -> Vec<Effort> {
    let sure = |reading: &&StageReading| {
        filter.confidence.is_none_or(|least| reading.provenance.confidence >= least)
    };
    let initiatives =
        entities.iter().zip(0..).filter_map(|(entity, node)| Some((entity.as_initiative()?, node)));
    initiatives
        .map(|(initiative, node)| Effort {
            node,
            start: initiative.start.value().copied(),
            end: initiative.end.value().copied(),
            readings: initiative.stages.iter().filter(sure).map(Reading::of).collect(),
        })
        .collect()
}

fn aims(map: &Map, entities: &[&Entity], vocabulary: &Vocabulary<'_>) -> Vec<Aim> {
    let goals =
        entities.iter().zip(0..).filter_map(|(entity, node)| Some((entity.as_goal()?, node)));
    goals
        .map(|(goal, node)| Aim {
            node,
            order: goal.order.value().copied(),
            parent: goal.parent.as_ref().and_then(|parent| place_of(entities, parent)),
            excludes: goal
                .excludes
                .iter()
                .filter_map(|fact| vocabulary.number(&fact.value))
                .collect(),
            first_year: first_year(map, goal),
        })
        .collect()
}

/// The first year in which an edition had a goal, if that is known of all its editions.
fn first_year(map: &Map, goal: &Goal) -> Option<i32> {
    let year = |edition| {
        let date: Option<&Date> = map.edition(edition).and_then(|edition| edition.date.as_ref());
        date.and_then(Date::earliest).map(|day| day.year)
    };
    let years: Option<Vec<i32>> = goal.editions.iter().map(|fact| year(&fact.value)).collect();
    years?.into_iter().min()
}

fn events(
    map: &Map,
    everything: &Everything<'_>,
    numbers: &[u32],
    filter: &Filter,
) -> Result<Vec<Event>, AnalysisError> {
    let window = filter.window()?;
    let milestones = map.milestones().filter(|milestone| counts(milestone, filter, window));
    let rows = milestones.filter_map(|milestone| {
        let number = everything.index.get(&milestone.subject)?;
        let node = numbers[*number as usize];
        (node != OUTSIDE).then(|| Event {
            id: milestone.id.clone(),
            subject: milestone.subject.clone(),
            node,
            title: milestone.title.value().map_or("", String::as_str).into(),
            status: milestone.status.value().copied(),
            due: milestone.due.value().copied(),
            done: milestone.done.value().copied(),
        })
    });
    Ok(rows.collect())
}

fn counts(milestone: &Milestone, filter: &Filter, window: Window) -> bool {
    let date = milestone.done.value().or(milestone.due.value());
    milestone.title.iter().any(|fact| is_sure(filter, fact)) && window.may_hold_date(date)
}
