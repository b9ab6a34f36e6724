//! The four questions in numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, MoneyTotals, Version};

/// Who, on what, how fast, and are they coordinating: each number with how much of it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Summary {
    /// The state of the map.
    pub version: Version,
    /// The filter the numbers are for, in its canonical order; empty for the whole map.
    pub filter: BTreeMap<String, String>,
    /// How many organizations are on the map.
    pub organizations: usize,
    /// How many initiatives are on the map.
    pub initiatives: usize,
    /// How many goals are on the map.
    pub goals: usize,
    /// How many publications are on the map.
    pub publications: usize,
    /// How many milestones are on the map.
    pub milestones: usize,
    /// How many ties are on the map, by kind.
    pub ties: BTreeMap<String, usize>,
    /// How many stage readings are on the map.
    pub stage_readings: usize,
    /// How many sources the map's facts come from.
    pub sources: usize,
    /// Who is working in this space?
    pub who: Who,
    /// What are they working on?
    pub what: What,
    /// How fast is the work going?
    pub how_fast: HowFast,
    /// Are they coordinating?
    pub coordinated: Coordinated,
}

/// Who is working in this space?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Who {
    /// Organizations known to give support.
    pub funders: usize,
    /// Organizations known to lead an initiative.
    pub leads: usize,
    /// Initiatives with a known funder, of all.
    pub initiatives_with_funder: Known,
    /// Initiatives with a known lead, of all.
    pub initiatives_with_lead: Known,
    /// The funders that are known to support most, at most ten.
    pub top_funders: Vec<Counted>,
    /// What is known to be given; a re-grant is not counted again.
    pub money: MoneyTotals,
}

/// A thing and a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counted {
    /// The thing.
    pub entity: EntityRef,
    /// How many.
    pub count: usize,
}

/// What are they working on?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct What {
    /// Initiatives with a known goal, of all.
    pub initiatives_with_goal: Known,
    /// Placements under a goal that a source states.
    pub placements_stated: usize,
    /// Placements under a goal that were inferred.
    pub placements_inferred: usize,
    /// Initiatives that are part of another.
    pub parts: usize,
    /// Initiatives and umbrellas that are part of no other.
    pub umbrellas: usize,
    /// The goals and how many initiatives serve each.
    pub by_goal: Vec<GoalCount>,
}

/// How many initiatives serve a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalCount {
    /// The goal.
    pub goal: EntityRef,
    /// By a source's own word.
    pub stated: usize,
    /// By inference.
    pub inferred: usize,
}

/// How fast is the work going?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HowFast {
    /// Milestones that were met.
    pub met: usize,
    /// Milestones that are due in the future or planned without a date.
    pub due: usize,
    /// Milestones that were missed, or whose due date has passed without word.
    pub missed: usize,
    /// Milestones that were given up.
    pub dropped: usize,
    /// Milestones of which no source says how they stand.
    pub status_unknown: usize,
    /// Milestones with a date, of all.
    pub dated: Known,
    /// Initiatives with a known milestone, of all.
    pub initiatives_with_milestone: Known,
    /// Initiatives with a stage reading whose year is known, of all.
    pub initiatives_with_dated_stage: Known,
    /// Initiatives with any stage reading, of all.
    pub initiatives_with_stage: Known,
}

/// Are they coordinating?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Coordinated {
    /// Initiatives with a known tie to another initiative, of all. The others have no *known* tie.
    pub initiatives_linked: Known,
    /// Groups of initiatives that are linked, directly or through others, of two or more.
    pub components: usize,
    /// The size of the largest of them.
    pub largest_component: usize,
    /// Pairs of initiatives that serve the same goal and are known to be tied, of all such pairs.
    pub same_goal_pairs_tied: Known,
    /// Ties declared by both sides, of those whose declarations are known.
    pub confirmed: Known,
}
