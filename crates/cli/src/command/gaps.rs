//! Where nothing is known to happen.

use clap::Args as ClapArgs;
use waymark_server::answer::{self, GapsBy};
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, known, print};

/// Which table is drawn.
#[derive(Debug, ClapArgs)]
pub(crate) struct Gaps {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// What goals are held against: stage, lead-sort, funder-sort, or the id of a facet
    #[arg(long, default_value = "stage")]
    pub(crate) by: String,
    /// For stages: the year [default: the latest with a reached stage]
    #[arg(long)]
    pub(crate) year: Option<i32>,
}

/// Where nothing is known to happen.
pub(crate) fn gaps(args: &Args, gaps: &Gaps) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &gaps.asking)?;
    let by = GapsBy::parse(&gaps.by, gaps.year);
    let expected = || {
        let by = &gaps.by;
        Usage(format!("--by `{by}`: expected stage, lead-sort, funder-sort or the id of a facet"))
    };
    let answer = answer::gaps(&ask, &by.ok_or_else(expected)?)?;
    print(args, &*answer, || gaps_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn gaps_sheet(gaps: &wire::Gaps) -> Sheet {
    let mut sheet = Sheet::new(&["goal", "column", "state", "#initiatives", "#undetermined"]);
    for row in &gaps.rows {
        for (column, cell) in gaps.columns.iter().zip(&row.cells) {
            let state = match cell.state {
                wire::CellState::Covered => "covered",
                wire::CellState::KnownEmpty => "known empty",
                wire::CellState::Unknown => UNKNOWN,
                wire::CellState::Impossible => "impossible",
            };
            sheet.row([
                row.goal.name.clone(),
                column.name.clone(),
                state.to_owned(),
                cell.count.map_or(UNKNOWN.to_owned(), |count| count.to_string()),
                cell.undetermined.to_string(),
            ]);
        }
    }
    let year = gaps.year.map_or(String::new(), |year| format!(" in {year}"));
    sheet.above.push(format!("Goals by {}{year}.", gaps.by));
    sheet.below.push(format!(
        "A goal is known for {} initiatives; the others are in no row.",
        known(&gaps.initiatives_with_goal)
    ));
    sheet
}
