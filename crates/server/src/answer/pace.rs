//! How fast the work goes.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    Forecast, LeftOut, MilestoneOutcome, Period, Slip, StageTimeline, TimeToMilestone, Verdict,
    pace as measure, pace_between, summary as sum_up,
};
use waymark_engine::EngineError;
use waymark_measures::Survival;
use waymark_model::StageWhen;
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;

/// How many forecasts, and how many milestones, an answer has at most.
const LISTED: usize = 1000;

/// Milestones met, due and missed, how long they take, and stages reached against stages forecast;
/// and what became of the plans of a state before, if one is asked for.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn pace(ask: &Ask, before: Option<&Ask>) -> Result<Arc<wire::Pace>, ApiError> {
    let against = before.map(|before| state_of(&before.version()));
    let question = format!("pace {against:?}");
    ask.once(&question, || {
        let frame = ask.frame()?;
        let measured = measure(&frame, ask.today);
        let summed = sum_up(&frame, ask.today).map_err(EngineError::from)?;
        let kept = measured.comparisons.iter().filter(|compared| compared.ahead_least >= 0);
        let kept = (!measured.comparisons.is_empty()).then(|| kept.count());
        let periods = &measured.periods;
        let slip = measured.slip;
        let parameters = [("today", ask.today.to_string())].into_iter();
        let run = wire::Run::with(parameters.chain(against.map(|state| ("against", state))))
            .over("initiatives", measured.initiatives_with_milestone.of)
            .over("milestones", measured.milestones.len());
        Ok(wire::Pace {
            version: ask.version(),
            filter: ask.filter_words(),
            run,
            today: ask.today.to_string(),
            milestones: super::summary::how_fast(&frame, &summed),
            by_year: periods.years.iter().map(year).collect(),
            year_unknown: periods.imprecise_year.total() + periods.undated.total(),
            slip: wire::Slip {
                met: known(slip.met),
                late: slip.late,
                on_time: slip.on_time,
                cannot_tell: slip.cannot_tell,
            },
            without_milestone: ask.names(&measured.without_milestones),
            stages: measured.stages.iter().map(|timeline| stages(ask, timeline)).collect(),
            forecasts_comparable: known(measured.forecasts),
            forecasts_kept: kept,
            median_slip: measured.median_slip.map(median),
            on_time: on_time(measured.on_time),
            time_to_milestone: time_to_milestone(&measured.time_to_milestone),
            forecasts: forecasts(ask, &measured.stage_forecasts),
            forecasts_shown: shown(measured.stage_forecasts.len()),
            verdicts: verdicts(&measured.verdicts),
            between: before.map(|before| between(ask, before)).transpose()?,
        })
    })
}

/// A state in the word of the API.
fn state_of(version: &wire::Version) -> String {
    version.edition.clone().unwrap_or_else(|| version.position.to_string())
}

fn year(period: &Period) -> wire::YearCount {
    let counts = &period.counts;
    wire::YearCount {
        year: period.year,
        met: counts.met,
        due: counts.ahead + counts.undated,
        missed: counts.missed + counts.overdue,
        other: counts.dropped + counts.unknown,
    }
}

fn stages(ask: &Ask, timeline: &StageTimeline) -> wire::InitiativeStages {
    let readings = timeline.readings.iter().map(|reading| {
        let (year, before, step) = match reading.when {
            StageWhen::Year(year) => (Some(year), None, None),
            StageWhen::Before(year) => (None, Some(year), None),
            StageWhen::Step(step) => (None, None, Some(step)),
        };
        wire::StagePoint {
            year,
            before,
            step,
            low: reading.span.low.number(),
            high: reading.span.high.number(),
            nature: reading.nature.into(),
        }
    });
    let dated = |reading: &waymark_analysis::StageWord| !matches!(reading.when, StageWhen::Step(_));
    wire::InitiativeStages {
        initiative: ask.name(&timeline.initiative),
        years_known: timeline.readings.iter().all(dated),
        readings: readings.collect(),
    }
}

fn median(days: waymark_analysis::MedianDays) -> wire::MedianDays {
    let waymark_analysis::MedianDays { least, most, of } = days;
    wire::MedianDays { least, most, of }
}

fn on_time(counts: waymark_analysis::OnTime) -> wire::OnTime {
    let range = counts.range();
    wire::OnTime {
        on_time: counts.on_time,
        late: counts.late,
        known: known(counts.known),
        share: counts.of_known(),
        low: range.map(|(low, _)| low),
        high: range.map(|(_, high)| high),
    }
}

fn time_to_milestone(time: &TimeToMilestone) -> wire::TimeToMilestone {
    let LeftOut { no_start, no_status, no_date, before_start } = time.left_out;
    let bounds = time.bounds.points.iter().map(|point| wire::SurvivalBound {
        days: point.time,
        low: point.low,
        high: point.high,
    });
    wire::TimeToMilestone {
        milestones: time.milestones,
        met: time.met,
        open: time.open,
        missed: time.missed,
        dropped: time.dropped,
        left_out: wire::MilestonesLeftOut { no_start, no_status, no_date, before_start },
        earliest: curve(&time.earliest),
        latest: curve(&time.latest),
        bounds: bounds.collect(),
        median_least: time.bounds.median.0,
        median_most: time.bounds.median.1,
        confidence_level: 0.95,
        cut: time.cut,
    }
}

fn curve(curve: &Survival) -> wire::SurvivalCurve {
    let steps = curve.steps.iter().map(|step| wire::SurvivalStep {
        days: step.time,
        at_risk: step.at_risk,
        met: step.ended,
        unmet: step.censored,
        survival: step.survival,
        standard_error: step.standard_error,
        low: step.interval.map(|(low, _)| low),
        high: step.interval.map(|(_, high)| high),
    });
    wire::SurvivalCurve {
        median: curve.median,
        median_low: curve.median_interval.0,
        median_high: curve.median_interval.1,
        steps: steps.collect(),
    }
}

fn forecasts(ask: &Ask, forecasts: &[Forecast]) -> Vec<wire::StageForecast> {
    let listed = forecasts.iter().take(LISTED);
    let rows = listed.map(|forecast| wire::StageForecast {
        initiative: ask.name(&forecast.initiative),
        year: forecast.year,
        forecast_low: forecast.forecast.low.number(),
        forecast_high: forecast.forecast.high.number(),
        editions: forecast.editions.iter().map(ToString::to_string).collect(),
        inferred: forecast.inferred,
        reached_low: forecast.reached.map(|span| span.low.number()),
        reached_high: forecast.reached.map(|span| span.high.number()),
        verdict: forecast.verdict.word().to_owned(),
        gone: forecast.gone,
    });
    rows.collect()
}

fn verdicts(counts: &BTreeMap<Verdict, usize>) -> BTreeMap<String, usize> {
    counts.iter().map(|(verdict, count)| (verdict.word().to_owned(), *count)).collect()
}

fn shown(of: usize) -> wire::Known {
    wire::Known { known: of.min(LISTED), of }
}

/// What became of the plans of a state before.
fn between(ask: &Ask, before: &Ask) -> Result<wire::PaceBetween, ApiError> {
    let found = pace_between(&*before.frame()?, &*ask.frame()?, ask.today);
    let outcomes = found.outcomes.iter();
    Ok(wire::PaceBetween {
        against: before.version(),
        forecasts: forecasts(before, &found.forecasts),
        forecasts_shown: shown(found.forecasts.len()),
        verdicts: verdicts(&found.verdicts),
        milestones: found.milestones.iter().take(LISTED).map(|one| planned(before, one)).collect(),
        milestones_shown: shown(found.milestones.len()),
        outcomes: outcomes.map(|(word, count)| (word.word().to_owned(), *count)).collect(),
        median_move: found.median_move.map(median),
        median_slip: found.median_slip.map(median),
        new_milestones: found.new_milestones,
    })
}

/// What is gone has its name in the state before only.
fn planned(before: &Ask, milestone: &MilestoneOutcome) -> wire::PlannedMilestone {
    let least = |days: Option<Slip>| days.map(|days| days.least);
    let most = |days: Option<Slip>| days.map(|days| days.most);
    let date = |date: Option<waymark_model::Date>| date.map(|date| date.to_string());
    wire::PlannedMilestone {
        id: milestone.id.to_string(),
        subject: before.name(&milestone.subject),
        title: milestone.title.clone(),
        outcome: milestone.outcome.word().to_owned(),
        due_before: date(milestone.due_before),
        due_now: date(milestone.due_now),
        done: date(milestone.done),
        moved_least: least(milestone.moved),
        moved_most: most(milestone.moved),
        slip_least: least(milestone.slip),
        slip_most: most(milestone.slip),
    }
}
