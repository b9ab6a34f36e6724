//! What a filter selects: the work behind [`crate::Filter`].

use rustc_hash::{FxHashMap, FxHashSet};
use waymark_model::{
    Entity, EntityId, EntityKind, FacetId, Fact, Map, TermId, TermRef, Tie, TieKind,
};

use crate::filter::{Window, contains_text};
use crate::{AnalysisError, Filter};

/// All things and ties of a map, numbered in the order of ids.
pub(crate) struct Everything<'a> {
    pub(crate) entities: Vec<&'a Entity>,
    pub(crate) index: FxHashMap<&'a EntityId, u32>,
    pub(crate) ties: Vec<&'a Tie>,
    /// The numbers of the ends of each tie.
    pub(crate) ends: Vec<(u32, u32)>,
}

impl<'a> Everything<'a> {
    pub(crate) fn of(map: &'a Map) -> Self {
        let entities: Vec<&Entity> = map.entities().collect();
        let index: FxHashMap<&EntityId, u32> =
            entities.iter().zip(0..).map(|(entity, number)| (entity.id(), number)).collect();
        let ties: Vec<&Tie> = map.ties().collect();
        let ends = ties.iter().map(|tie| (index[&tie.from], index[&tie.to])).collect();
        Self { entities, index, ties, ends }
    }
}

/// Marks of what is selected, by number.
pub(crate) struct Chosen {
    pub(crate) entities: Vec<bool>,
    pub(crate) ties: Vec<bool>,
    pub(crate) undated_ties: usize,
}

/// What a filter selects. Linear in the map, and in the length of names when there is a text.
pub(crate) fn select(
    map: &Map,
    everything: &Everything<'_>,
    filter: &Filter,
) -> Result<Chosen, AnalysisError> {
    filter.check(map)?;
    let window = filter.window()?;
    let ties: Vec<bool> =
        everything.ties.iter().map(|tie| tie_may_count(tie, filter, window)).collect();
    let mut entities = if filter.has_subjects() {
        let mut subjects = Subjects::new(map, everything, filter, &ties).marks(window);
        add_companions(everything, filter, &ties, &mut subjects);
        subjects
    } else {
        everything.entities.iter().map(|entity| may_go_on(entity, window)).collect()
    };
    if !filter.kinds.is_empty() {
        for (mark, entity) in entities.iter_mut().zip(&everything.entities) {
            *mark &= filter.kinds.contains(&entity.kind());
        }
    }
    Ok(close(everything, entities, ties))
}

fn tie_may_count(tie: &Tie, filter: &Filter, window: Window) -> bool {
    filter.confidence.is_none_or(|least| tie.confidence() >= least)
        && window.may_hold_date(tie.date.value())
}

/// Whether an initiative may have gone on in the window; anything else has no known time.
fn may_go_on(entity: &Entity, window: Window) -> bool {
    let Some(initiative) = entity.as_initiative() else { return true };
    if window.is_open() {
        return true;
    }
    let earliest = initiative.start.value().and_then(|start| start.earliest());
    let latest = initiative.end.value().and_then(|end| end.latest());
    window.may_hold(earliest, latest)
}

/// Keeps the ties between selected things.
fn close(everything: &Everything<'_>, entities: Vec<bool>, mut ties: Vec<bool>) -> Chosen {
    let mut undated_ties = 0;
    for ((mark, (from, to)), tie) in ties.iter_mut().zip(&everything.ends).zip(&everything.ties) {
        *mark &= entities[*from as usize] && entities[*to as usize];
        undated_ties += usize::from(*mark && tie.date.is_empty());
    }
    Chosen { entities, ties, undated_ties }
}

/// What is needed to tell whether a thing is a subject.
struct Subjects<'a> {
    everything: &'a Everything<'a>,
    filter: &'a Filter,
    /// The goals named and those nested in them.
    goals: FxHashSet<u32>,
    /// Initiatives that serve one of them.
    serving: FxHashSet<u32>,
    /// The funders named and what they support.
    supported: FxHashSet<u32>,
    /// For each facet named, its terms that count.
    terms: Vec<(&'a FacetId, FxHashSet<&'a TermId>)>,
    text: Option<String>,
}

impl<'a> Subjects<'a> {
    fn new(
        map: &'a Map,
        everything: &'a Everything<'a>,
        filter: &'a Filter,
        ties: &[bool],
    ) -> Self {
        let goals = goals_within(everything, &filter.goals);
        let mut supported: FxHashSet<u32> =
            filter.funders.iter().map(|id| everything.index[id]).collect();
        let funders = supported.clone();
        let mut serving = FxHashSet::default();
        let counted = ties.iter().enumerate().filter(|(_, counts)| **counts);
        for (number, _) in counted {
            let (tie, (from, to)) = (everything.ties[number], everything.ends[number]);
            if tie.kind == TieKind::Serves && goals.contains(&to) {
                serving.insert(from);
            } else if funders.contains(&from) && tie.is_support() {
                supported.insert(to);
            }
        }
        let terms = terms_by_facet(map, &filter.terms);
        let text = filter.folded_text();
        Self { everything, filter, goals, serving, supported, terms, text }
    }

    fn marks(&self, window: Window) -> Vec<bool> {
        let entities = self.everything.entities.iter().zip(0..);
        entities
            .map(|(entity, number)| may_go_on(entity, window) && self.is_one(entity, number))
            .collect()
    }

    fn is_one(&self, entity: &Entity, number: u32) -> bool {
        self.meets_goals(entity, number)
            && self.meets_funders(entity, number)
            && self.terms.iter().all(|(facet, terms)| self.carries(entity, facet, terms))
            && self.text.as_deref().is_none_or(|text| contains_text(entity, text))
    }

    fn meets_goals(&self, entity: &Entity, number: u32) -> bool {
        self.filter.goals.is_empty()
            || match entity.kind() {
                EntityKind::Initiative => self.serving.contains(&number),
                EntityKind::Goal => self.goals.contains(&number),
                EntityKind::Organization | EntityKind::Publication => false,
            }
    }

    fn meets_funders(&self, entity: &Entity, number: u32) -> bool {
        self.filter.funders.is_empty()
            || match entity.kind() {
                EntityKind::Initiative | EntityKind::Organization => {
                    self.supported.contains(&number)
                }
                EntityKind::Goal | EntityKind::Publication => false,
            }
    }

    fn carries(&self, entity: &Entity, facet: &FacetId, terms: &FxHashSet<&TermId>) -> bool {
        entity.profile().terms.iter().any(|fact| {
            fact.value.facet == *facet
                && terms.contains(&fact.value.term)
                && is_sure(self.filter, fact)
        })
    }
}

/// Whether a fact is stated as surely as the filter asks.
pub(crate) fn is_sure<T>(filter: &Filter, fact: &Fact<T>) -> bool {
    filter.confidence.is_none_or(|least| fact.provenance.confidence >= least)
}

/// Some goals and all goals nested in them.
fn goals_within(everything: &Everything<'_>, named: &[EntityId]) -> FxHashSet<u32> {
    let mut within: FxHashSet<u32> = named.iter().map(|id| everything.index[id]).collect();
    if within.is_empty() {
        return within;
    }
    let parents: Vec<(u32, u32)> = everything
        .entities
        .iter()
        .zip(0..)
        .filter_map(|(entity, number)| {
            let parent = entity.as_goal()?.parent.as_ref()?;
            Some((number, everything.index[parent]))
        })
        .collect();
    // Each pass goes one level deeper, and no goal is nested in itself, so this ends.
    loop {
        let deeper = parents
            .iter()
            .filter(|(goal, parent)| within.contains(parent) && !within.contains(goal));
        let deeper: Vec<u32> = deeper.map(|(goal, _)| *goal).collect();
        if deeper.is_empty() {
            return within;
        }
        within.extend(deeper);
    }
}

/// The terms asked for and all narrower ones, by facet.
fn terms_by_facet<'a>(
    map: &'a Map,
    terms: &'a [TermRef],
) -> Vec<(&'a FacetId, FxHashSet<&'a TermId>)> {
    let mut by_facet: Vec<(&FacetId, FxHashSet<&TermId>)> = Vec::new();
    for term in terms {
        let place = by_facet.iter().position(|(facet, _)| *facet == &term.facet);
        let place = place.unwrap_or_else(|| {
            by_facet.push((&term.facet, FxHashSet::default()));
            by_facet.len() - 1
        });
        by_facet[place].1.insert(&term.term);
    }
    for (facet, wanted) in &mut by_facet {
        let Some(facet) = map.facet(facet) else { continue };
        let narrower: Vec<&TermId> = facet
            .terms
            .keys()
            .filter(|term| {
                let wider =
                    |term: &&'a TermId| facet.terms.get(*term).and_then(|t| t.broader.as_ref());
                std::iter::successors(Some(*term), wider).any(|term| wanted.contains(term))
            })
            .collect();
        wanted.extend(narrower);
    }
    by_facet
}

/// Adds who comes along with the subjects: one step, over ties that count.
fn add_companions(everything: &Everything<'_>, filter: &Filter, ties: &[bool], marks: &mut [bool]) {
    let subjects = marks.to_vec();
    let comes_along = |from: u32, to: u32, kind: TieKind| {
        let brings = matches!(
            everything.entities[from as usize].kind(),
            EntityKind::Initiative | EntityKind::Organization
        );
        subjects[from as usize]
            && brings
            && match everything.entities[to as usize].kind() {
                EntityKind::Organization | EntityKind::Publication => true,
                EntityKind::Goal => kind == TieKind::Serves && filter.goals.is_empty(),
                EntityKind::Initiative => false,
            }
    };
    for (number, (from, to)) in everything.ends.iter().copied().enumerate() {
        if !ties[number] {
            continue;
        }
        let kind = everything.ties[number].kind;
        if comes_along(from, to, kind) {
            marks[to as usize] = true;
        }
        if comes_along(to, from, kind) {
            marks[from as usize] = true;
        }
    }
}
