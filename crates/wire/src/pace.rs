//! How fast the work goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, HowFast, Known, StageNature, Version};

/// Milestones met, due and missed, and stages reached against stages forecast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Pace {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// The day that due dates are held against.
    pub today: String,
    /// The counts.
    pub milestones: HowFast,
    /// Milestones by the year they were met or are due.
    pub by_year: Vec<YearCount>,
    /// Milestones whose date does not tell the year, or that have none.
    pub year_unknown: usize,
    /// How late the milestones were that are met.
    pub slip: Slip,
    /// Initiatives without a known milestone: unknown, not slow.
    pub without_milestone: Vec<EntityRef>,
    /// Stage readings by initiative.
    pub stages: Vec<InitiativeStages>,
    /// Initiative-years with both a forecast and a reached stage, of those with a forecast.
    pub forecasts_comparable: Known,
    /// Comparable forecasts that were reached or passed.
    pub forecasts_kept: Option<usize>,
}

/// How late milestones were, where both the due date and the date of completion are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Slip {
    /// Of the milestones that are met, for how many both dates are known.
    pub met: Known,
    /// Certainly late.
    pub late: usize,
    /// Certainly on time or early.
    pub on_time: usize,
    /// Both dates are known, but not precisely enough to tell.
    pub cannot_tell: usize,
}

/// Milestones of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Met.
    pub met: usize,
    /// Due in the future or planned.
    pub due: usize,
    /// Missed or overdue.
    pub missed: usize,
    /// Dropped, or nothing is known of how they stand.
    pub other: usize,
}

/// The stage readings of an initiative, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InitiativeStages {
    /// The initiative.
    pub initiative: EntityRef,
    /// Whether the years are known; otherwise the readings are a sequence without years.
    pub years_known: bool,
    /// The readings.
    pub readings: Vec<StagePoint>,
}

/// One stage reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StagePoint {
    /// The year, if known.
    pub year: Option<i32>,
    /// It is for some time before this year.
    pub before: Option<i32>,
    /// The place in a sequence without years.
    pub step: Option<u32>,
    /// The lowest stage it may be.
    pub low: u8,
    /// The highest stage it may be.
    pub high: u8,
    /// Reached or forecast.
    pub nature: StageNature,
}
