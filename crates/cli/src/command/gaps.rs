//! Where nothing is known to happen.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use waymark_server::answer::{self, GapsQuestion};
use waymark_server::words::Words;
use waymark_wire as wire;

use super::need;
use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, known, print};

/// Which table is drawn.
#[derive(Debug, ClapArgs)]
pub(crate) struct Gaps {
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    pub(crate) axes: Axes,
    /// Cells with fewer initiatives than this, and at least one, are thin [default: 2]
    #[arg(long, value_name = "N")]
    threshold: Option<u32>,
    /// How many of the nearest organizations and initiatives for an empty or thin cell [default: 3]
    #[arg(long, value_name = "N")]
    nearest: Option<u32>,
    /// A table of needs (CSV): columns key, need, source, and unit if there is one
    #[arg(long, value_name = "FILE")]
    need: Option<PathBuf>,
}

/// What the rows and columns of a table are.
#[derive(Debug, ClapArgs)]
pub(crate) struct Axes {
    /// The rows: goal, stage, lead-sort, funder-sort, or the id of a facet [default: goal]
    #[arg(long)]
    rows: Option<String>,
    /// The columns, in the same words [default: stage]
    #[arg(long)]
    by: Option<String>,
    /// For stages: the year [default: the latest with a reached stage]
    #[arg(long)]
    year: Option<i32>,
}

impl Axes {
    /// The words as the API reads them.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let year = self.year.map(|year| year.to_string());
        let words = [("rows", self.rows.clone()), ("by", self.by.clone()), ("year", year)];
        words.into_iter().filter_map(|(word, value)| Some((word.to_owned(), value?)))
    }
}

/// Where nothing is known to happen.
pub(crate) fn gaps(args: &Args, gaps: &Gaps) -> anyhow::Result<Outcome> {
    let numbers = [("threshold", gaps.threshold), ("nearest", gaps.nearest)];
    let numbers = numbers.into_iter();
    let numbers = numbers.filter_map(|(word, n)| Some((word.to_owned(), n?.to_string())));
    let mut question = GapsQuestion::read(&mut Words::new(gaps.axes.pairs().chain(numbers)))?;
    question.need = gaps.need.as_deref().map(need::read).transpose()?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &gaps.asking)?;
    let answer = answer::gaps(&ask, &question)?;
    print(args, &*answer, || gaps_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn gaps_sheet(gaps: &wire::Gaps) -> Sheet {
    let first = if gaps.rows_by == "goal" { "goal" } else { "row" };
    let mut sheet = Sheet::new(&[
        first,
        "column",
        "state",
        "#initiatives",
        "#undetermined",
        "#active",
        "#funders",
        "#expected",
        "#residual",
        "fragile",
        "nearest",
    ]);
    for row in &gaps.rows {
        for (column, cell) in gaps.columns.iter().zip(&row.cells) {
            sheet.row(cell_row(row, column, cell));
        }
    }
    let year = gaps.year.map_or(String::new(), |year| format!(" in {year}"));
    let rows = if gaps.rows_by == "goal" { "Goals" } else { &gaps.rows_by };
    sheet.above.push(format!("{rows} by {}{year}.", gaps.by));
    sheet.below.push(match gaps.rows_by.as_str() {
        "goal" => format!(
            "A goal is known for {} initiatives; the others are in no row.",
            known(&gaps.initiatives_with_goal)
        ),
        rows => format!(
            "A row ({rows}) is known for {} initiatives; the others are in no row.",
            known(&gaps.initiatives_with_row)
        ),
    });
    sheet.below.push(format!(
        "Expected is what {} placements would give if rows and columns were independent.",
        gaps.placements
    ));
    sheet.below.extend(gaps.need.iter().flat_map(need_lines));
    sheet
}

fn cell_row(row: &wire::GapRow, column: &wire::GapColumn, cell: &wire::GapCell) -> [String; 11] {
    let state = match cell.state {
        wire::CellState::Covered if cell.thin => "thin",
        wire::CellState::Covered => "covered",
        wire::CellState::KnownEmpty => "known empty",
        wire::CellState::Unknown => UNKNOWN,
        wire::CellState::Impossible => "impossible",
    };
    let number = |number: Option<f64>| number.map_or(String::new(), |n| format!("{n:.2}"));
    let active = match (cell.activity.active, cell.activity.unknown) {
        (active, 0) => active.to_string(),
        (active, unknown) => format!("{active} + {unknown} unknown"),
    };
    let nearest = cell.nearest.iter().flat_map(|nearest| &nearest.organizations);
    let nearest: Vec<&str> = nearest.map(|near| near.actor.name.as_str()).collect();
    [
        row.name.clone(),
        column.name.clone(),
        state.to_owned(),
        cell.count.map_or(UNKNOWN.to_owned(), |count| count.to_string()),
        cell.undetermined.to_string(),
        active,
        cell.funders.to_string(),
        number(cell.expected),
        number(cell.residual),
        cell.fragility.as_ref().map_or(String::new(), fragile),
        nearest.join("; "),
    ]
}

fn fragile(fragility: &wire::Fragility) -> String {
    let reason = |reason: &wire::FragileBecause| match reason {
        wire::FragileBecause::OneFunder => "one funder",
        wire::FragileBecause::Concentrated => "concentrated",
        wire::FragileBecause::Ending => "ending",
    };
    fragility.reasons.iter().map(reason).collect::<Vec<_>>().join(", ")
}

fn need_lines(need: &wire::NeedAdjusted) -> Vec<String> {
    let basis = match need.basis {
        wire::NeedBasis::Money => "money",
        wire::NeedBasis::Initiatives => "initiatives (no amount is known for some)",
    };
    let unit = need.unit.as_ref().map_or(String::new(), |unit| format!(" in {unit}"));
    let mut lines = vec![format!(
        "Share of {basis} by share of need{unit}, after {}; below 1 is less than its part:",
        need.source
    )];
    lines.extend(need.lines.iter().map(|line| {
        let quotient = line.quotient.map_or(UNKNOWN.to_owned(), |q| format!("{q:.2}"));
        format!("  {}: {quotient}", line.name)
    }));
    lines
}
