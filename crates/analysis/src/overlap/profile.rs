//! What one side of a pair does: toward which goals, and on how few its support rests.

use std::collections::BTreeMap;

use waymark_measures::{Concentration, concentration};
use waymark_model::{EntityId, EntityKind, TieKind};

use super::{Between, Portfolios, Purse};
use crate::Frame;
use crate::known::Known;

/// A goal and what serves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalCount {
    /// The goal.
    pub goal: EntityId,
    /// How many of the initiatives serve it.
    pub initiatives: usize,
    /// Of these, how many stand under it by inference only.
    pub inferred: usize,
}

/// The goals of the initiatives that a side is about: those a funder supports, those an
/// organization works with, or the one initiative itself.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalProfile {
    /// The goals served, in order; an initiative with several counts under each, and a wider goal
    /// counts beside the one nested in it.
    pub goals: Vec<GoalCount>,
    /// Of how many initiatives a goal is known.
    pub initiatives: Known,
    /// On how few goals that rests, by placements; nothing where none is known.
    pub concentration: Option<Concentration>,
}

/// On how few items a portfolio rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// By how many ties there are to each item, such as grants to each recipient.
    pub ties: Option<Concentration>,
    /// By money, over the items whose amount is known.
    pub money: Option<Concentration>,
    /// Of how many items the amount is known; nothing where money is not compared.
    pub amounts: Option<Known>,
}

impl GoalProfile {
    pub(super) fn of(frame: &Frame, node: u32, between: Between) -> Self {
        let initiatives = initiatives_of(frame, node, between);
        let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for placement in initiatives.iter().flat_map(|node| frame.goals_of.row(*node)) {
            let (all, inferred) = counts.entry(placement.goal).or_default();
            *all += 1;
            *inferred += usize::from(placement.inferred);
        }
        let placed = |node: &&u32| !frame.goals_of.row(**node).is_empty();
        Self {
            initiatives: Known::count(&initiatives, placed),
            concentration: concentration(counts.values().map(|(all, _)| *all as f64)),
            goals: counts
                .into_iter()
                .map(|(goal, (initiatives, inferred))| GoalCount {
                    goal: frame.id(goal),
                    initiatives,
                    inferred,
                })
                .collect(),
        }
    }
}

fn initiatives_of(frame: &Frame, node: u32, between: Between) -> Vec<u32> {
    let mut initiatives: Vec<u32> = match between {
        Between::Initiatives => vec![node],
        Between::Funders => frame.supports.row(node).iter().map(|support| support.other).collect(),
        Between::Organizations => {
            let steps = frame.steps.row(node).iter();
            let partners =
                steps.filter(|step| frame.ties[step.tie as usize].kind == TieKind::Partners);
            partners.map(|step| step.to).collect()
        }
    };
    initiatives.retain(|node| frame.is(*node, EntityKind::Initiative));
    initiatives.sort_unstable();
    initiatives.dedup();
    initiatives
}

impl Spread {
    /// How a row's portfolio is spread; nothing is known of a holder without a row.
    pub(super) fn of(portfolios: &Portfolios<'_>, purse: Option<&Purse>, row: Option<u32>) -> Self {
        let Some(row) = row else { return Self { ties: None, money: None, amounts: None } };
        let entries = portfolios.holdings.matrix.rows.range(row);
        let ties = entries.map(|entry| portfolios.behind_entry(entry as u32));
        let counts = ties.map(|behind| behind.iter().filter(|each| each.tie.is_some()).count());
        let portions = purse.map(|purse| purse.portions(row));
        let amounts = portions.into_iter().flatten().filter_map(|(_, amount)| *amount);
        Self {
            ties: concentration(counts.map(|count| count as f64)),
            money: concentration(amounts),
            amounts: portions.map(|all| Known::count(all, |(_, amount)| amount.is_some())),
        }
    }
}
