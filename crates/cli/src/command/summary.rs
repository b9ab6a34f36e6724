//! The four questions in numbers.

use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, at_version, known, print};

/// The four questions in numbers.
pub(crate) fn summary(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let summary = answer::summary(&open::ask(&engine, asking)?)?;
    print(args, &*summary, || summary_sheet(&summary))?;
    Ok(Outcome::Fine)
}

fn summary_sheet(summary: &wire::Summary) -> Sheet {
    let mut sheet = Sheet::new(&["question", "what", "#number"]);
    let mut row = |question: &str, what: &str, number: String| {
        sheet.row([question.to_owned(), what.to_owned(), number]);
    };
    let (who, what) = (&summary.who, &summary.what);
    row("who", "organizations", summary.organizations.to_string());
    row("", "known funders", who.funders.to_string());
    row("", "known leads", who.leads.to_string());
    row("", "initiatives with a known funder", known(&who.initiatives_with_funder));
    row("", "initiatives with a known lead", known(&who.initiatives_with_lead));
    row("", "funding with a known amount", known(&who.money.amounts));
    row("what", "initiatives", summary.initiatives.to_string());
    row("", "of them part of another", what.parts.to_string());
    row("", "goals", summary.goals.to_string());
    row("", "initiatives with a known goal", known(&what.initiatives_with_goal));
    row("", "placements stated by a source", what.placements_stated.to_string());
    row("", "placements inferred", what.placements_inferred.to_string());
    let fast = &summary.how_fast;
    row("how fast", "milestones", summary.milestones.to_string());
    row("", "met", fast.met.to_string());
    row("", "due", fast.due.to_string());
    row("", "missed or overdue", fast.missed.to_string());
    row("", "whose status is unknown", fast.status_unknown.to_string());
    row("", "initiatives with a known milestone", known(&fast.initiatives_with_milestone));
    row("", "initiatives with a known stage", known(&fast.initiatives_with_stage));
    row("", "initiatives with a dated stage", known(&fast.initiatives_with_dated_stage));
    let tied = &summary.coordinated;
    row("coordinated", "initiatives with a known tie to another", known(&tied.initiatives_linked));
    row("", "pairs with the same goal that are tied", known(&tied.same_goal_pairs_tied));
    row("", "groups of linked initiatives", tied.components.to_string());
    row("", "the largest of them", tied.largest_component.to_string());
    for (kind, count) in summary.ties.iter().filter(|(_, count)| **count > 0) {
        row("ties", kind, count.to_string());
    }
    if summary.organizations + summary.initiatives + summary.goals == 0 {
        sheet.below.push("Nothing is on the map here: `waymark import FILE` brings it in.".into());
    }
    sheet.below.push(at_version(&summary.version));
    sheet
}
