//! Whether two would add to each other: the same goal, other activities or places.

use rustc_hash::FxHashMap;
use waymark_model::{EntityId, EntityKind, FacetId, TermRef, TieKind};

use crate::Frame;

/// How two things that work toward the same goal differ in how, where or for whom they do.
#[derive(Debug, Clone, PartialEq)]
pub struct Complementarity {
    /// From 0, the same in everything known, to 1, nothing in common: the mean over the facets of
    /// one less the Jaccard index of their terms.
    pub value: f64,
    /// The goals in common.
    pub goals: Vec<EntityId>,
    /// Facet by facet; only those of which terms of both are known.
    pub facets: Vec<FacetDifference>,
    /// Whether a goal in common or a term of either rests on inference only.
    pub inferred: bool,
}

/// The terms of two things in one facet. Wider terms count with narrower ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetDifference {
    /// The facet.
    pub facet: FacetId,
    /// Terms of the asker only.
    pub only_asker: Vec<TermRef>,
    /// Terms of both.
    pub both: Vec<TermRef>,
    /// Terms of the other only.
    pub only_other: Vec<TermRef>,
}

/// The goals of things, each with whether it is inferred only. An organization has those of the
/// initiatives that it funds, leads or works with.
pub(super) struct Goals(FxHashMap<u32, Vec<(u32, bool)>>);

impl Goals {
    pub(super) fn of(frame: &Frame) -> Self {
        let mut goals: FxHashMap<u32, Vec<(u32, bool)>> = FxHashMap::default();
        let placed = |node| frame.goals_of.row(node).iter().map(|p| (p.goal, p.inferred));
        for effort in &frame.efforts {
            goals.entry(effort.node).or_default().extend(placed(effort.node));
        }
        let works = |kind| matches!(kind, TieKind::Funds | TieKind::Leads | TieKind::Partners);
        let ties = frame.ties.iter().zip(0..);
        for (tie, number) in ties.filter(|(tie, _)| works(tie.kind)) {
            if frame.is(tie.to, EntityKind::Initiative) && super::words::joins(frame, number) {
                goals.entry(tie.from).or_default().extend(placed(tie.to));
            }
        }
        for of_one in goals.values_mut() {
            of_one.sort_unstable();
            of_one.dedup_by_key(|(goal, _)| *goal);
        }
        Self(goals)
    }

    fn row(&self, node: u32) -> &[(u32, bool)] {
        self.0.get(&node).map_or(&[], Vec::as_slice)
    }
}

/// How well two things would add to each other, or why that is not known.
pub(super) fn complementarity(
    frame: &Frame,
    goals: &Goals,
    asker: u32,
    other: u32,
) -> Result<Complementarity, &'static str> {
    let (of_asker, of_other) = (goals.row(asker), goals.row(other));
    if of_asker.is_empty() || of_other.is_empty() {
        return Err("no goal is known of one of them");
    }
    let shared: Vec<(u32, bool)> = of_asker
        .iter()
        .filter_map(|(goal, inferred)| {
            let place = of_other.binary_search_by_key(goal, |(goal, _)| *goal).ok()?;
            Some((*goal, *inferred || of_other[place].1))
        })
        .collect();
    if shared.is_empty() {
        return Err("they have no known goal in common");
    }
    let (facets, inferred) = differences(frame, asker, other);
    if facets.is_empty() {
        return Err("there is no facet of which terms of both are known");
    }
    let value = facets.iter().map(FacetDifference::distance).sum::<f64>() / facets.len() as f64;
    let goals = shared.iter().map(|(goal, _)| frame.id(*goal)).collect();
    let inferred = inferred || shared.iter().all(|(_, inferred)| *inferred);
    Ok(Complementarity { value, goals, facets, inferred })
}

/// The facets of which terms of both are known, and whether one of those terms is inferred.
fn differences(frame: &Frame, asker: u32, other: u32) -> (Vec<FacetDifference>, bool) {
    let rows = [frame.terms_of.row(asker), frame.terms_of.row(other)];
    let mut facets = Vec::new();
    let mut inferred = false;
    for facet in &frame.facets {
        let of_facet = |row: usize| {
            let carried = rows[row].iter();
            carried.filter(|held| frame.terms[held.term as usize].reference.facet == *facet)
        };
        if of_facet(0).next().is_none() || of_facet(1).next().is_none() {
            continue;
        }
        inferred |= of_facet(0).chain(of_facet(1)).any(|held| held.inferred);
        let mut difference = FacetDifference {
            facet: facet.clone(),
            only_asker: Vec::new(),
            both: Vec::new(),
            only_other: Vec::new(),
        };
        let reference = |term: u32| frame.terms[term as usize].reference.clone();
        let has = |row: usize, term: u32| of_facet(row).any(|held| held.term == term);
        for held in of_facet(0) {
            let list =
                if has(1, held.term) { &mut difference.both } else { &mut difference.only_asker };
            list.push(reference(held.term));
        }
        let only_other = of_facet(1).filter(|held| !has(0, held.term));
        difference.only_other.extend(only_other.map(|held| reference(held.term)));
        facets.push(difference);
    }
    (facets, inferred)
}

impl FacetDifference {
    /// One less the Jaccard index.
    fn distance(&self) -> f64 {
        let both = self.both.len();
        let either = both + self.only_asker.len() + self.only_other.len();
        1.0 - both as f64 / either as f64
    }
}
