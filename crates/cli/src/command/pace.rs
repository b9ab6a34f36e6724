//! How fast the work goes.

use waymark_server::answer;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, known, print};

/// How fast the work goes.
pub(crate) fn pace(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let answer = answer::pace(&open::ask(&engine, asking)?)?;
    print(args, &*answer, || {
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
        sheet
    })?;
    Ok(Outcome::Fine)
}
