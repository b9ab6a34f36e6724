//! Where each initiative stands on an axis.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{Confidence, FacetId, Stage, StageNature, StageWhen, TermRef, TieKind};

use super::{Axis, Impossible, LineKey};
use crate::known::unknown_facet;
use crate::rows::Effort;
use crate::{AnalysisError, Frame};

/// A row or column.
pub(super) struct Line {
    pub(super) key: LineKey,
    pub(super) name: String,
}

/// An axis: its lines, and for each initiative where it stands.
pub(super) struct Bins {
    pub(super) lines: Vec<Line>,
    pub(super) members: Vec<Member>,
}

/// Where an initiative stands on an axis. Nowhere means unknown.
#[derive(Default)]
pub(super) struct Member {
    /// Lines it is known to be in, and whether by inference only.
    certain: Vec<(usize, bool)>,
    /// Lines it may be in.
    possible: Vec<usize>,
    /// Whether anything is known, be it a value that is on no line of the frame.
    known: bool,
}

impl Member {
    pub(super) fn is_in(&self, line: usize) -> bool {
        self.certain.iter().any(|(place, _)| *place == line)
    }

    pub(super) fn is_inferred_in(&self, line: usize) -> bool {
        self.certain.iter().any(|(place, inferred)| *place == line && *inferred)
    }

    pub(super) fn may_be_in(&self, line: usize) -> bool {
        self.possible.contains(&line)
    }

    /// The lines it is known to be in.
    pub(super) fn lines(&self) -> impl Iterator<Item = usize> {
        self.certain.iter().map(|(line, _)| *line)
    }

    /// The lines it is or may be in, each once.
    pub(super) fn touched(&self) -> impl Iterator<Item = usize> {
        let possible = self.possible.iter().copied();
        self.lines().chain(possible.filter(|line| !self.is_in(*line)))
    }

    pub(super) fn touches(&self, line: usize) -> bool {
        self.is_in(line) || self.may_be_in(line)
    }

    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    fn certain(certain: Vec<(usize, bool)>) -> Self {
        Self { known: !certain.is_empty(), certain, possible: Vec::new() }
    }
}

pub(super) fn bins(frame: &Frame, axis: &Axis) -> Result<Bins, AnalysisError> {
    match axis {
        Axis::Goal => Ok(goals(frame)),
        Axis::Stage { year } => Ok(stages(frame, *year)),
        Axis::Facet(facet) => terms(frame, facet),
        Axis::LeadSort => Ok(sorts(frame, |row| row.kind == TieKind::Leads)),
        Axis::FunderSort => Ok(sorts(frame, |row| {
            row.funding.is_some_and(|funding| frame.fundings[funding as usize].support)
        })),
    }
}

fn goals(frame: &Frame) -> Bins {
    let mut aims: Vec<_> = frame.aims.iter().collect();
    aims.sort_by_key(|aim| (aim.order.is_none(), aim.order, aim.node));
    let line_of = |goal: u32| aims.iter().position(|aim| aim.node == goal);
    let member = |effort: &Effort| {
        let placements = frame.goals_of.row(effort.node).iter();
        Member::certain(
            placements.filter_map(|p| line_of(p.goal).map(|line| (line, p.inferred))).collect(),
        )
    };
    Bins {
        members: frame.efforts.iter().map(member).collect(),
        lines: aims
            .iter()
            .map(|aim| Line {
                key: LineKey::Goal(frame.id(aim.node)),
                name: frame.names[aim.node as usize].to_string(),
            })
            .collect(),
    }
}

/// The latest year for which a reached stage is known of any initiative.
pub(super) fn latest_reached_year(frame: &Frame) -> Option<i32> {
    let readings = frame.efforts.iter().flat_map(|effort| &effort.readings);
    let reached = readings.filter(|reading| reading.nature == StageNature::Reached);
    reached.filter_map(|r| if let StageWhen::Year(year) = r.when { Some(year) } else { None }).max()
}

fn stages(frame: &Frame, year: Option<i32>) -> Bins {
    let member = |effort: &Effort| year.map(|year| at_year(effort, year)).unwrap_or_default();
    Bins {
        members: frame.efforts.iter().map(member).collect(),
        lines: Stage::ALL
            .iter()
            .map(|stage| Line { key: LineKey::Stage(*stage), name: stage.name().to_owned() })
            .collect(),
    }
}

/// The stage of an initiative in a year. Readings that differ span a range, and one of which the
/// source does not say whether it was reached is only possible.
fn at_year(effort: &Effort, year: i32) -> Member {
    let readings = || {
        effort.readings.iter().filter(|reading| {
            reading.when == StageWhen::Year(year) && reading.nature != StageNature::Forecast
        })
    };
    let low = readings().map(|reading| reading.low).min();
    let high = readings().map(|reading| reading.high).max();
    let (Some(low), Some(high)) = (low, high) else { return Member::default() };
    let line = |stage: Stage| usize::from(stage.number() - 1);
    let reached = || readings().filter(|reading| reading.nature == StageNature::Reached);
    if low == high && reached().next().is_some() {
        return Member::certain(vec![(line(low), reached().all(|reading| reading.inferred))]);
    }
    Member { certain: Vec::new(), possible: (line(low)..=line(high)).collect(), known: true }
}

fn terms(frame: &Frame, facet: &FacetId) -> Result<Bins, AnalysisError> {
    let start = frame.terms.partition_point(|row| row.reference.facet < *facet);
    let end = frame.terms.partition_point(|row| row.reference.facet <= *facet);
    if !frame.facets.contains(facet) {
        return Err(unknown_facet(facet));
    }
    let member = |effort: &Effort| {
        let carried = frame.terms_of.row(effort.node).iter();
        let within = carried.filter(|carried| (start..end).contains(&(carried.term as usize)));
        Member::certain(within.map(|c| (c.term as usize - start, c.inferred)).collect())
    };
    Ok(Bins {
        members: frame.efforts.iter().map(member).collect(),
        lines: frame.terms[start..end]
            .iter()
            .map(|row| Line {
                key: LineKey::Term(row.reference.clone()),
                name: row.name.to_string(),
            })
            .collect(),
    })
}

/// The sorts of the organizations at the far end of some ties. One whose sort is unknown may be of
/// any, so it leaves every other line possible.
fn sorts(frame: &Frame, counts: impl Fn(&crate::rows::TieRow) -> bool) -> Bins {
    let names: BTreeSet<&str> = frame.sorts.iter().flatten().map(|sort| &**sort).collect();
    let lines: Vec<&str> = names.into_iter().collect();
    let mut found: BTreeMap<u32, (BTreeMap<usize, bool>, bool)> = BTreeMap::new();
    for tie in frame.ties.iter().filter(|tie| counts(tie)) {
        let (sorts, some_unknown) = found.entry(tie.to).or_default();
        match &frame.sorts[tie.from as usize] {
            None => *some_unknown = true,
            Some(sort) => {
                let Ok(line) = lines.binary_search(&&**sort) else { continue };
                let inferred = tie.confidence == Confidence::Inferred;
                *sorts.entry(line).or_insert(true) &= inferred;
            }
        }
    }
    let member = |effort: &Effort| {
        let Some((sorts, some_unknown)) = found.get(&effort.node) else { return Member::default() };
        let mut member = Member::certain(sorts.iter().map(|(line, by)| (*line, *by)).collect());
        if *some_unknown && member.known {
            member.possible = (0..lines.len()).filter(|line| !sorts.contains_key(line)).collect();
        }
        member
    };
    Bins {
        members: frame.efforts.iter().map(member).collect(),
        lines: lines
            .iter()
            .map(|sort| Line { key: LineKey::Sort((*sort).to_owned()), name: (*sort).to_owned() })
            .collect(),
    }
}

/// Why no initiative can be where two lines meet, if none can.
pub(super) fn impossible(
    frame: &Frame,
    a: (&Axis, &LineKey),
    b: (&Axis, &LineKey),
) -> Option<Impossible> {
    let (goal, other) = match (a, b) {
        ((_, LineKey::Goal(goal)), other) | (other, (_, LineKey::Goal(goal))) => (goal, other),
        _ => return None,
    };
    let aim = frame.aims.iter().find(|aim| frame.ids[aim.node as usize] == *goal)?;
    match other {
        (_, LineKey::Term(term)) => {
            excludes(frame, &aim.excludes, term).then_some(Impossible::Excluded)
        }
        (Axis::Stage { year: Some(year) }, _) => {
            aim.first_year.is_some_and(|first| first > *year).then_some(Impossible::NoSuchGoalYet)
        }
        _ => None,
    }
}

/// Whether a term, or a wider one, is among those excluded.
fn excludes(frame: &Frame, excluded: &[u32], term: &TermRef) -> bool {
    let start = frame.terms.partition_point(|row| row.reference < *term) as u32;
    let mut wider = std::iter::successors(Some(start), |term| frame.terms[*term as usize].broader);
    wider.any(|term| excluded.contains(&term))
}
