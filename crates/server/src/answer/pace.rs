//! How fast the work goes.

use std::sync::Arc;

use waymark_analysis::{Period, StageTimeline, pace as measure, summary as sum_up};
use waymark_engine::EngineError;
use waymark_model::StageWhen;
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;

/// Milestones met, due and missed, and stages reached against stages forecast.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn pace(ask: &Ask) -> Result<Arc<wire::Pace>, ApiError> {
    ask.once("pace", || {
        let frame = ask.frame()?;
        let measured = measure(&frame, ask.today);
        let summed = sum_up(&frame, ask.today).map_err(EngineError::from)?;
        let kept = measured.comparisons.iter().filter(|compared| compared.ahead_least >= 0);
        let kept = (!measured.comparisons.is_empty()).then(|| kept.count());
        let periods = &measured.periods;
        let slip = measured.slip;
        Ok(wire::Pace {
            version: ask.version(),
            filter: ask.filter_words(),
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
        })
    })
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
