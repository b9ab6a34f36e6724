//! Milestones by year and quarter, as far as their dates tell.

use std::collections::BTreeMap;

use waymark_model::{Date, Day, MilestoneStatus};

use crate::milestones::{StandingCounts, standing};
use crate::rows::Event;

/// A year, or a quarter of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: i32,
    /// The quarter, 1 to 4; none for the whole year.
    pub quarter: Option<u8>,
    /// The milestones that fall into it.
    pub counts: StandingCounts,
}

/// Milestones by time: a met one when it was done, any other when it is due. None is given a time
/// that its source does not state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeriodCounts {
    /// By year; years without milestones are left out.
    pub years: Vec<Period>,
    /// By quarter; quarters without milestones are left out.
    pub quarters: Vec<Period>,
    /// With a date that does not tell the year.
    pub imprecise_year: StandingCounts,
    /// With a date that does not tell the quarter.
    pub imprecise_quarter: StandingCounts,
    /// Without a date that says when.
    pub undated: StandingCounts,
}

pub(super) fn periods(events: &[Event], today: Day) -> PeriodCounts {
    let mut counts = PeriodCounts::default();
    let mut years: BTreeMap<i32, StandingCounts> = BTreeMap::new();
    let mut quarters: BTreeMap<(i32, u8), StandingCounts> = BTreeMap::new();
    for event in events {
        let standing = standing(event, today);
        let Some(date) = date_of(event) else {
            counts.undated.add(standing);
            continue;
        };
        let year = date.within_year().map(|year| years.entry(year).or_default());
        year.unwrap_or(&mut counts.imprecise_year).add(standing);
        let quarter = quarter_of(&date).map(|quarter| quarters.entry(quarter).or_default());
        quarter.unwrap_or(&mut counts.imprecise_quarter).add(standing);
    }
    counts.years =
        years.into_iter().map(|(year, counts)| Period { year, quarter: None, counts }).collect();
    counts.quarters = quarters
        .into_iter()
        .map(|((year, quarter), counts)| Period { year, quarter: Some(quarter), counts })
        .collect();
    counts
}

fn date_of(event: &Event) -> Option<Date> {
    if event.status == Some(MilestoneStatus::Met) { event.done } else { event.due }
}

/// The one quarter that a date lies in, if it lies in one.
fn quarter_of(date: &Date) -> Option<(i32, u8)> {
    let quarter = |day: Day| (day.year, (day.month - 1) / 3 + 1);
    let (first, last) = (quarter(date.earliest()?), quarter(date.latest()?));
    (first == last).then_some(first)
}
