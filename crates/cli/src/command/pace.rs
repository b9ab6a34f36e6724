//! How fast the work goes.

use clap::Args as ClapArgs;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, print};

/// What the pace is measured of, and against what.
#[derive(Debug, ClapArgs)]
pub(crate) struct Pace {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// What became of what this earlier state planned: an edition, a log position or a day
    #[arg(long, value_name = "EDITION")]
    pub(crate) against: Option<String>,
}

/// How fast the work goes.
pub(crate) fn pace(args: &Args, pace: &Pace) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &pace.asking)?;
    let against = pace.against.iter().map(|value| ("against".to_owned(), value.clone()));
    let against = Words::new(against).state("against")?;
    let before = against.map(|word| ask.before(&engine, &word)).transpose()?;
    let answer = answer::pace(&ask, before.as_ref())?;
    print(args, &*answer, || match &answer.between {
        Some(between) => between_sheet(&answer, between),
        None => sheet(&answer),
    })?;
    Ok(Outcome::Fine)
}

fn sheet(answer: &wire::Pace) -> Sheet {
    let mut sheet = Sheet::new(&["year", "#met", "#due", "#missed", "#other"]);
    for year in &answer.by_year {
        let counts = [year.met, year.due, year.missed, year.other].map(|n| n.to_string());
        let [met, due, missed, other] = counts;
        sheet.row([year.year.to_string(), met, due, missed, other]);
    }
    sheet.below.push(format!(
        "{} milestones have no known year. As of {}: {} met, {} due, {} missed or overdue.",
        answer.year_unknown,
        answer.today,
        answer.milestones.met,
        answer.milestones.due,
        answer.milestones.missed
    ));
    sheet.below.push(format!(
        "A milestone is known for {} initiatives, a stage for {}; how late, for {} met.",
        known(&answer.milestones.initiatives_with_milestone),
        known(&answer.milestones.initiatives_with_stage),
        known(&answer.slip.met)
    ));
    sheet.below.push(on_time(&answer.on_time));
    if let Some(median) = &answer.median_slip {
        sheet.below.push(format!("The median milestone was {} late.", days(median)));
    }
    sheet.below.push(time_to_milestone(&answer.time_to_milestone));
    sheet.below.push(forecasts(&answer.verdicts));
    sheet.below.push(at_version(&answer.version));
    sheet
}

fn on_time(on_time: &wire::OnTime) -> String {
    let known = known(&on_time.known);
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    match (on_time.share, on_time.low.zip(on_time.high)) {
        (_, None) => "No milestone is known to have been due yet.".to_owned(),
        (None, Some(_)) => format!("Whether it was on time is known for {known} milestones."),
        (Some(share), Some((low, high))) => format!(
            "On time: {} of those for which it is known, {known}; {} to {} of all whose time has come.",
            percent(share),
            percent(low),
            percent(high)
        ),
    }
}

fn days(median: &wire::MedianDays) -> String {
    match median.least == median.most {
        true => format!("{} days", median.least),
        false => format!("{} to {} days", median.least, median.most),
    }
}

fn time_to_milestone(time: &wire::TimeToMilestone) -> String {
    let out = &time.left_out;
    let left_out = out.no_start + out.no_status + out.no_date + out.before_start;
    let median = match (time.median_least, time.median_most) {
        (Some(least), Some(most)) if least == most => format!("{least} days"),
        (Some(least), Some(most)) => format!("{least} to {most} days"),
        (Some(least), None) => format!("{least} days, or never"),
        (None, _) => UNKNOWN.to_owned(),
    };
    format!(
        "From the start of an initiative until half of its milestones are met: {median} ({} \
         milestones, {} of them open; {left_out} left out, for {} no start is known).",
        time.milestones, time.open, out.no_start
    )
}

fn forecasts(verdicts: &std::collections::BTreeMap<String, usize>) -> String {
    let count = |word: &str| verdicts.get(word).copied().unwrap_or_default();
    format!(
        "Forecast stages: {} passed, {} kept, {} not reached, {} cannot be told, {} yet to come, of \
         {} it is not known.",
        count("ahead"),
        count("kept"),
        count("behind"),
        count("cannot_tell"),
        count("not_yet"),
        count("unknown")
    )
}

/// What became of plans: a row for each milestone and each forecast.
fn between_sheet(answer: &wire::Pace, between: &wire::PaceBetween) -> Sheet {
    let mut sheet = Sheet::new(&["whose", "what", "planned", "now", "outcome", "#days later"]);
    let unknown = || UNKNOWN.to_owned();
    for one in &between.milestones {
        let later = one.slip_least.zip(one.slip_most).or(one.moved_least.zip(one.moved_most));
        sheet.row([
            one.subject.name.clone(),
            one.title.clone(),
            one.due_before.clone().unwrap_or_else(unknown),
            one.done.clone().or(one.due_now.clone()).unwrap_or_else(unknown),
            one.outcome.replace('_', " "),
            later.map_or_else(unknown, |(least, most)| match least == most {
                true => least.to_string(),
                false => format!("{least} to {most}"),
            }),
        ]);
    }
    let stage = |low: u8, high: u8| match low == high {
        true => format!("stage {low}"),
        false => format!("stage {low} to {high}"),
    };
    for one in &between.forecasts {
        sheet.row([
            one.initiative.name.clone(),
            format!("forecast for {}", one.year),
            stage(one.forecast_low, one.forecast_high),
            one.reached_low.zip(one.reached_high).map_or_else(unknown, |(l, h)| stage(l, h)),
            one.verdict.replace('_', " "),
            String::new(),
        ]);
    }
    sheet.above.push(format!("What became of the plans. {}", at_version(&between.against)));
    if between.milestones.is_empty() && between.forecasts.is_empty() {
        sheet.below.push("Nothing was planned or forecast then.".to_owned());
    }
    if let Some(median) = &between.median_slip {
        sheet.below.push(format!("The median planned milestone was {} late.", days(median)));
    }
    if let Some(median) = &between.median_move {
        sheet.below.push(format!("The median plan was put off by {}.", days(median)));
    }
    sheet.below.push(format!("{} milestones are new since then.", between.new_milestones));
    sheet.below.push(forecasts(&between.verdicts));
    sheet.below.push(at_version(&answer.version));
    sheet
}
