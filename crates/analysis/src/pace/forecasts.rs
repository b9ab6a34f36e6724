//! What was forecast for a year against what was reached in it.

use std::collections::BTreeMap;

use waymark_model::{Day, EditionId, EntityId, StageNature, StageWhen};

use super::StageSpan;
use super::stages::spans;
use crate::Frame;
use crate::rows::{Effort, Reading};

/// What came of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The stage reached is certainly further than the forecast.
    Ahead,
    /// It is certainly not behind the forecast, and not certainly ahead of it.
    Kept,
    /// It is certainly behind the forecast.
    Behind,
    /// Both are known, but as ranges that do not tell.
    CannotTell,
    /// The year is yet to come.
    NotYet,
    /// It is not known what was reached.
    Unknown,
}

impl Verdict {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Ahead, Self::Kept, Self::Behind, Self::CannotTell, Self::NotYet, Self::Unknown];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Kept => "kept",
            Self::Behind => "behind",
            Self::CannotTell => "cannot_tell",
            Self::NotYet => "not_yet",
            Self::Unknown => "unknown",
        }
    }
}

/// What was forecast for an initiative and a year, and what is known to have come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The initiative.
    pub initiative: EntityId,
    /// The year.
    pub year: i32,
    /// What was forecast, by all forecasts together.
    pub forecast: StageSpan,
    /// The editions that made the forecasts, where known.
    pub editions: Vec<EditionId>,
    /// Whether no source states any of the forecasts.
    pub inferred: bool,
    /// What was reached, by all readings together; nothing where it is not known.
    pub reached: Option<StageSpan>,
    /// What came of it.
    pub verdict: Verdict,
    /// Whether the initiative is no longer on the map.
    pub gone: bool,
}

/// The forecasts that one frame states against the stages that another knows to be reached.
pub(super) fn forecasts(stated: &Frame, known: &Frame, today: Day) -> Vec<Forecast> {
    let mut rows = Vec::new();
    for effort in &stated.efforts {
        let id = stated.id(effort.node);
        let later = effort_of(known, &id);
        let reached = later.map(|later| spans(later, StageNature::Reached)).unwrap_or_default();
        for (year, forecast) in spans(effort, StageNature::Forecast) {
            let reached = reached.get(&year).copied();
            let (editions, inferred) = stated_by(effort, year);
            rows.push(Forecast {
                initiative: id.clone(),
                year,
                forecast,
                editions,
                inferred,
                reached,
                verdict: verdict(forecast, reached, year > today.year),
                gone: later.is_none(),
            });
        }
    }
    rows
}

/// How many forecasts came to what; every verdict is there.
pub(super) fn verdicts(forecasts: &[Forecast]) -> BTreeMap<Verdict, usize> {
    let mut counts: BTreeMap<Verdict, usize> = Verdict::ALL.map(|verdict| (verdict, 0)).into();
    for forecast in forecasts {
        *counts.entry(forecast.verdict).or_default() += 1;
    }
    counts
}

fn effort_of<'a>(frame: &'a Frame, id: &EntityId) -> Option<&'a Effort> {
    let node = frame.ids.binary_search(id).ok()? as u32;
    let place = frame.efforts.binary_search_by_key(&node, |effort| effort.node).ok()?;
    frame.efforts.get(place)
}

fn stated_by(effort: &Effort, year: i32) -> (Vec<EditionId>, bool) {
    let is_meant = |reading: &&Reading| {
        reading.nature == StageNature::Forecast && reading.when == StageWhen::Year(year)
    };
    let meant = || effort.readings.iter().filter(is_meant);
    let mut editions: Vec<EditionId> = meant().filter_map(|r| r.edition.clone()).collect();
    editions.sort_unstable();
    editions.dedup();
    (editions, meant().all(|reading| reading.inferred))
}

fn verdict(forecast: StageSpan, reached: Option<StageSpan>, is_to_come: bool) -> Verdict {
    match reached {
        None if is_to_come => Verdict::NotYet,
        None => Verdict::Unknown,
        Some(reached) if reached.low > forecast.high => Verdict::Ahead,
        Some(reached) if reached.low == forecast.high => Verdict::Kept,
        Some(reached) if reached.high < forecast.low => Verdict::Behind,
        Some(_) => Verdict::CannotTell,
    }
}
