//! How fast the work goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, HowFast, Known, Run, StageNature, Version};

/// Milestones met, due and missed, and stages reached against stages forecast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Pace {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
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
    /// Of the met milestones for which it is known, how many days late the one in the middle was;
    /// absent where it is known of none.
    pub median_slip: Option<MedianDays>,
    /// The share of milestones that were on time, and between what it lies.
    pub on_time: OnTime,
    /// How long it takes from the start of an initiative to a milestone.
    pub time_to_milestone: TimeToMilestone,
    /// Every forecast, with what is known to have come of it; at most 1000.
    pub forecasts: Vec<StageForecast>,
    /// How many of the forecasts are in this answer.
    pub forecasts_shown: Known,
    /// How many forecasts came to what; every verdict is there.
    pub verdicts: BTreeMap<String, usize>,
    /// What became of what was planned and forecast in an earlier state; absent unless asked for
    /// with `against`.
    pub between: Option<PaceBetween>,
}

/// Between what the median of days lies: dates are as precise as their sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MedianDays {
    /// At least so many days; negative is early.
    pub least: f64,
    /// At most so many days.
    pub most: f64,
    /// The median of so many.
    pub of: usize,
}

/// The share on time of the milestones whose time has come: met, missed, or planned for a time that
/// has passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OnTime {
    /// Certainly on time.
    pub on_time: usize,
    /// Certainly late, or missed.
    pub late: usize,
    /// For how many it is known which of the two, of those whose time has come.
    pub known: Known,
    /// The share on time of those for which it is known; absent where it is known of none.
    pub share: Option<f64>,
    /// The share if every one for which it is not known was late; absent where there is none.
    pub low: Option<f64>,
    /// The share if every one for which it is not known was on time.
    pub high: Option<f64>,
}

/// How long it takes from the start of an initiative, where it is known, to a milestone (Kaplan &
/// Meier 1958). Milestones that are planned still are seen until today, those missed or dropped
/// until their date. Dates are ranges: there is a curve with all of them as early as they can be,
/// one with all as late, and bounds between which the curve lies whatever the days were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TimeToMilestone {
    /// Milestones in the curves.
    pub milestones: usize,
    /// Of these, met.
    pub met: usize,
    /// Of these, planned still.
    pub open: usize,
    /// Of these, missed.
    pub missed: usize,
    /// Of these, dropped.
    pub dropped: usize,
    /// Milestones in no curve, by the first reason that holds.
    pub left_out: MilestonesLeftOut,
    /// With every milestone as early as its dates allow.
    pub earliest: SurvivalCurve,
    /// With every milestone as late as its dates allow.
    pub latest: SurvivalCurve,
    /// Between what the share not yet met lies; each holds until the next.
    pub bounds: Vec<SurvivalBound>,
    /// The fewest days after which half may be met; absent where half are certainly never met.
    pub median_least: Option<i64>,
    /// The most days after which half are met; absent where it may be that half never are.
    pub median_most: Option<i64>,
    /// How sure the intervals of the curves are.
    pub confidence_level: f64,
    /// Whether only some of the times are listed: there are more than 500.
    pub cut: bool,
}

/// Milestones that are in no curve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MilestonesLeftOut {
    /// It is not known when the initiative began; organizations and publications have no start.
    pub no_start: usize,
    /// No source says how it stands.
    pub no_status: usize,
    /// It is not known when it was met, missed or dropped.
    pub no_date: usize,
    /// Its date lies before the start of its initiative.
    pub before_start: usize,
}

/// A curve of milestones not yet met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SurvivalCurve {
    /// The first day after which at most half are not met; absent if more than half never are.
    pub median: Option<i64>,
    /// The lower end of the interval of the median, if there is one.
    pub median_low: Option<i64>,
    /// The upper end of the interval of the median, if there is one.
    pub median_high: Option<i64>,
    /// The days on which something happens.
    pub steps: Vec<SurvivalStep>,
}

/// A day of a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SurvivalStep {
    /// Days since the start.
    pub days: i64,
    /// How many were seen so long and were not met before.
    pub at_risk: usize,
    /// How many were met.
    pub met: usize,
    /// How many are not seen any longer, and were not met.
    pub unmet: usize,
    /// The share not met after this day.
    pub survival: f64,
    /// Its standard error (Greenwood 1926); absent where all are met.
    pub standard_error: Option<f64>,
    /// The lower end of its interval; absent where none or all are met.
    pub low: Option<f64>,
    /// The upper end of its interval.
    pub high: Option<f64>,
}

/// Between what the share not yet met lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SurvivalBound {
    /// From this day on, since the start.
    pub days: i64,
    /// The least it can be.
    pub low: f64,
    /// The greatest it can be.
    pub high: f64,
}

/// A forecast for a year and what is known to have come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageForecast {
    /// The initiative.
    pub initiative: EntityRef,
    /// The year.
    pub year: i32,
    /// The lowest stage that was forecast.
    pub forecast_low: u8,
    /// The highest stage that was forecast.
    pub forecast_high: u8,
    /// The editions that made the forecast, where known.
    pub editions: Vec<String>,
    /// Whether the forecast is inferred and stated by no source.
    pub inferred: bool,
    /// The lowest stage that may have been reached; absent where it is not known.
    pub reached_low: Option<u8>,
    /// The highest stage that may have been reached.
    pub reached_high: Option<u8>,
    /// `ahead`, `kept`, `behind`, `cannot_tell` (the ranges meet), `not_yet` (the year is to come),
    /// `unknown`.
    pub verdict: String,
    /// Whether the initiative is no longer on the map.
    pub gone: bool,
}

/// What became of what was planned and forecast in an earlier state of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PaceBetween {
    /// The earlier state.
    pub against: Version,
    /// What was forecast then, with what is known now; at most 1000.
    pub forecasts: Vec<StageForecast>,
    /// How many of the forecasts are in this answer.
    pub forecasts_shown: Known,
    /// How many forecasts came to what; every verdict is there.
    pub verdicts: BTreeMap<String, usize>,
    /// What was planned then, with what is known now; at most 1000.
    pub milestones: Vec<PlannedMilestone>,
    /// How many of the milestones are in this answer.
    pub milestones_shown: Known,
    /// How many milestones came to what; every outcome is there.
    pub outcomes: BTreeMap<String, usize>,
    /// By how many days plans were moved, where both dates are known.
    pub median_move: Option<MedianDays>,
    /// How many days later than planned then the milestones were met, where both dates are known.
    pub median_slip: Option<MedianDays>,
    /// Milestones that were not there then.
    pub new_milestones: usize,
}

/// A milestone that was planned, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedMilestone {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub subject: EntityRef,
    /// What it is.
    pub title: String,
    /// `met`, `missed`, `dropped`, `put_off` (planned still, for a time certainly later),
    /// `brought_forward`, `planned`, `unknown` (nobody says any more), `gone`.
    pub outcome: String,
    /// When it was due, as planned then.
    pub due_before: Option<String>,
    /// When it is due, as known now.
    pub due_now: Option<String>,
    /// When it was met.
    pub done: Option<String>,
    /// By how many days the due date moved, at least; absent where a date is unknown.
    pub moved_least: Option<i64>,
    /// By how many days the due date moved, at most.
    pub moved_most: Option<i64>,
    /// How many days later than planned then it was met, at least; absent where a date is unknown.
    pub slip_least: Option<i64>,
    /// How many days later than planned then it was met, at most.
    pub slip_most: Option<i64>,
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
