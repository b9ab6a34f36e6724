//! The four answers at a glance: who, what, how fast, coordinated or not.

use std::collections::BTreeMap;

use waymark_model::{Confidence, Day, EntityKind, StageNature, TieKind};

use crate::coordination::{
    CoordinationConfig, confirmation, initiatives_with_goal, isolates_and_components,
    links_between_initiatives,
};
use crate::known::{Known, Share};
use crate::milestones::standing;
use crate::{About, AnalysisError, Confirmation, Frame, FundingTotals, StandingCounts};

/// Who works here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Who {
    /// Organizations.
    pub organizations: usize,
    /// Organizations known to support something.
    pub funders: usize,
    /// Organizations known to lead an initiative.
    pub leads: usize,
    /// Of the initiatives, for how many a funder is known.
    pub initiatives_with_funder: Known,
    /// Of the initiatives, for how many a lead is known.
    pub initiatives_with_lead: Known,
}

/// What they work on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct What {
    /// Initiatives, parts among them.
    pub initiatives: usize,
    /// Initiatives that are a part of another thing.
    pub parts: usize,
    /// Things that initiatives are outermost parts of: initiatives, organizations, publications.
    pub umbrellas: usize,
    /// Initiatives with parts of one whole counted once.
    pub wholes: usize,
    /// Goals.
    pub goals: usize,
    /// Publications.
    pub publications: usize,
    /// Of the initiatives, for how many a goal is known.
    pub initiatives_with_goal: Known,
    /// How many of the ties from initiatives to goals are inferred and stated by no source.
    pub inferred_placements: Share,
    /// All money.
    pub money: FundingTotals,
}

/// How fast it goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HowFast {
    /// Milestones by how they stand today.
    pub milestones: StandingCounts,
    /// Of the milestones, for how many a date is known, due or done.
    pub milestones_dated: Known,
    /// Of the initiatives, for how many a milestone is known.
    pub initiatives_with_milestone: Known,
    /// Stage readings.
    pub stage_readings: usize,
    /// Of the initiatives, for how many a stage that was reached is known.
    pub initiatives_with_stage: Known,
    /// Of the initiatives, for how many the start is known.
    pub initiatives_with_start: Known,
}

/// Whether they coordinate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coordinated {
    /// How many initiatives a known tie joins to another initiative, as
    /// [`crate::coordination()`] counts ties by default.
    pub linked: Share,
    /// Ties between initiatives.
    pub ties: usize,
    /// Groups of two or more initiatives that ties hold together.
    pub components: usize,
    /// How many initiatives the largest group has.
    pub largest: usize,
    /// Who declares the ties.
    pub confirmed: Confirmation,
}

/// The four answers at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What it is about.
    pub about: About,
    /// The day it was asked.
    pub today: Day,
    /// Who works here.
    pub who: Who,
    /// What they work on.
    pub what: What,
    /// How fast it goes.
    pub how_fast: HowFast,
    /// Whether they coordinate.
    pub coordinated: Coordinated,
    /// Ties by kind; every kind is there.
    pub ties: BTreeMap<TieKind, usize>,
}

/// Sums up a frame. Linear.
///
/// # Errors
/// When amounts are too large to be added exactly.
///
/// ```
/// use waymark_analysis::{Filter, Frame, summary};
/// use waymark_model::{Day, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry 100USD
///     badges -serves-> transparency
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = summary(&frame, Day::new(2019, 3, 1).unwrap())?;
/// assert_eq!(answer.who.funders, 1);
/// assert_eq!(answer.who.initiatives_with_funder.known, 1);
/// assert_eq!(answer.who.initiatives_with_funder.of, 2);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn summary(frame: &Frame, today: Day) -> Result<Summary, AnalysisError> {
    Ok(Summary {
        about: frame.about.clone(),
        today,
        who: who(frame),
        what: what(frame)?,
        how_fast: how_fast(frame, today),
        coordinated: coordinated(frame),
        ties: ties_by_kind(frame),
    })
}

fn ties_by_kind(frame: &Frame) -> BTreeMap<TieKind, usize> {
    let mut ties: BTreeMap<TieKind, usize> = TieKind::ALL.map(|kind| (kind, 0)).into();
    for tie in &frame.ties {
        *ties.entry(tie.kind).or_default() += 1;
    }
    ties
}

/// Marks the things at one end of the ties of a kind.
fn marked(frame: &Frame, kind: TieKind, end: impl Fn(&crate::rows::TieRow) -> u32) -> Vec<bool> {
    let mut marks = vec![false; frame.len()];
    for tie in frame.ties.iter().filter(|tie| tie.kind == kind) {
        marks[end(tie) as usize] = true;
    }
    marks
}

fn initiatives_known(frame: &Frame, known: impl Fn(u32) -> bool) -> Known {
    Known::count(frame.nodes_of(EntityKind::Initiative), |node| known(*node))
}

fn who(frame: &Frame) -> Who {
    let leads = marked(frame, TieKind::Leads, |tie| tie.from);
    let led = marked(frame, TieKind::Leads, |tie| tie.to);
    let organizations = || frame.nodes_of(EntityKind::Organization);
    Who {
        organizations: organizations().count(),
        funders: organizations().filter(|node| !frame.supports.row(*node).is_empty()).count(),
        leads: organizations().filter(|node| leads[*node as usize]).count(),
        initiatives_with_funder: initiatives_known(frame, |node| {
            !frame.supported_by.row(node).is_empty()
        }),
        initiatives_with_lead: initiatives_known(frame, |node| led[node as usize]),
    }
}

fn what(frame: &Frame) -> Result<What, AnalysisError> {
    let initiatives = || frame.nodes_of(EntityKind::Initiative);
    let whole = |node: u32| frame.umbrella[node as usize];
    let is_part =
        |node: &u32| frame.umbrella_ids[whole(*node) as usize] != frame.ids[*node as usize];
    let distinct = |mut wholes: Vec<u32>| {
        wholes.sort_unstable();
        wholes.dedup();
        wholes.len()
    };
    let serves = frame.ties.iter().filter(|tie| tie.kind == TieKind::Serves);
    Ok(What {
        initiatives: initiatives().count(),
        parts: initiatives().filter(is_part).count(),
        umbrellas: distinct(initiatives().filter(is_part).map(whole).collect()),
        wholes: distinct(initiatives().map(whole).collect()),
        goals: frame.nodes_of(EntityKind::Goal).count(),
        publications: frame.nodes_of(EntityKind::Publication).count(),
        initiatives_with_goal: initiatives_with_goal(frame),
        inferred_placements: Share::count(serves, |tie| tie.confidence == Confidence::Inferred),
        money: FundingTotals::of(&frame.fundings)?,
    })
}

fn how_fast(frame: &Frame, today: Day) -> HowFast {
    let mut milestones = StandingCounts::default();
    let mut has_milestone = vec![false; frame.len()];
    for event in &frame.events {
        milestones.add(standing(event, today));
        has_milestone[event.node as usize] = true;
    }
    let dated = Known::count(&frame.events, |event| event.due.is_some() || event.done.is_some());
    HowFast {
        milestones,
        milestones_dated: dated,
        initiatives_with_milestone: initiatives_known(frame, |node| has_milestone[node as usize]),
        stage_readings: frame.efforts.iter().map(|effort| effort.readings.len()).sum(),
        initiatives_with_stage: Known::count(&frame.efforts, |effort| {
            effort.readings.iter().any(|reading| reading.nature == StageNature::Reached)
        }),
        initiatives_with_start: Known::count(&frame.efforts, |effort| effort.start.is_some()),
    }
}

fn coordinated(frame: &Frame) -> Coordinated {
    let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
    let (isolates, components) = isolates_and_components(frame, &links);
    let linked: usize = components.iter().map(Vec::len).sum();
    Coordinated {
        linked: Share { count: linked, of: linked + isolates.len() },
        ties: links.iter().map(|link| link.ties.len()).sum(),
        components: components.len(),
        largest: components.first().map_or(0, Vec::len),
        confirmed: confirmation(frame, &links),
    }
}
