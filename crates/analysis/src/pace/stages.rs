//! Stages over the years, and forecasts against what came of them.

use std::collections::BTreeMap;

use waymark_model::{EditionId, EntityId, Stage, StageNature, StageWhen};

use crate::Frame;
use crate::known::Known;
use crate::rows::{Effort, Reading};

/// A range of stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StageSpan {
    /// The lowest stage it may be.
    pub low: Stage,
    /// The highest stage it may be.
    pub high: Stage,
}

/// One reading of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageWord {
    /// The time it is for. A step of a sequence has no year, and is given none.
    pub when: StageWhen,
    /// The stages.
    pub span: StageSpan,
    /// Reached or forecast.
    pub nature: StageNature,
    /// The edition that stated it.
    pub edition: Option<EditionId>,
    /// Whether no source states it.
    pub inferred: bool,
}

/// The stages of an initiative, in the order of time; sequences without years come last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTimeline {
    /// The initiative.
    pub initiative: EntityId,
    /// Its readings.
    pub readings: Vec<StageWord>,
}

/// What was forecast for an initiative in a year, and what was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageComparison {
    /// The initiative.
    pub initiative: EntityId,
    /// The year.
    pub year: i32,
    /// What was forecast, by all forecasts together.
    pub forecast: StageSpan,
    /// What was reached, by all readings together.
    pub reached: StageSpan,
    /// It is at least so many stages ahead of the forecast; negative is behind.
    pub ahead_least: i8,
    /// It is at most so many stages ahead of the forecast.
    pub ahead_most: i8,
}

pub(super) fn timelines(frame: &Frame) -> Vec<StageTimeline> {
    let known = frame.efforts.iter().filter(|effort| !effort.readings.is_empty());
    known
        .map(|effort| {
            let mut readings: Vec<&Reading> = effort.readings.iter().collect();
            readings.sort_by_key(|reading| (order(reading.when), reading.nature));
            StageTimeline {
                initiative: frame.id(effort.node),
                readings: readings.into_iter().map(word).collect(),
            }
        })
        .collect()
}

/// Years in order, `before` a year ahead of it, steps after all years.
fn order(when: StageWhen) -> (bool, i64, bool) {
    match when {
        StageWhen::Before(year) => (false, i64::from(year), false),
        StageWhen::Year(year) => (false, i64::from(year), true),
        StageWhen::Step(step) => (true, i64::from(step), false),
    }
}

fn word(reading: &Reading) -> StageWord {
    StageWord {
        when: reading.when,
        span: StageSpan { low: reading.low, high: reading.high },
        nature: reading.nature,
        edition: reading.edition.clone(),
        inferred: reading.inferred,
    }
}

/// Every forecast for a year beside what was reached in it, and for how many that is known.
pub(super) fn comparisons(frame: &Frame) -> (Vec<StageComparison>, Known) {
    let mut comparisons = Vec::new();
    let mut forecasts = Known::default();
    for effort in &frame.efforts {
        let reached = spans(effort, StageNature::Reached);
        for (year, forecast) in spans(effort, StageNature::Forecast) {
            forecasts.of += 1;
            let Some(reached) = reached.get(&year) else { continue };
            forecasts.known += 1;
            comparisons.push(compare(frame.id(effort.node), year, forecast, *reached));
        }
    }
    (comparisons, forecasts)
}

/// For each year what all readings of a nature span together.
pub(super) fn spans(effort: &Effort, nature: StageNature) -> BTreeMap<i32, StageSpan> {
    let mut spans: BTreeMap<i32, StageSpan> = BTreeMap::new();
    for reading in effort.readings.iter().filter(|reading| reading.nature == nature) {
        let StageWhen::Year(year) = reading.when else { continue };
        let span = StageSpan { low: reading.low, high: reading.high };
        let known = spans.entry(year).or_insert(span);
        known.low = known.low.min(span.low);
        known.high = known.high.max(span.high);
    }
    spans
}

fn compare(
    initiative: EntityId,
    year: i32,
    forecast: StageSpan,
    reached: StageSpan,
) -> StageComparison {
    // A stage is 1 to 5, so the differences fit.
    let steps = |a: Stage, b: Stage| a.number() as i8 - b.number() as i8;
    StageComparison {
        initiative,
        year,
        forecast,
        reached,
        ahead_least: steps(reached.low, forecast.high),
        ahead_most: steps(reached.high, forecast.low),
    }
}
