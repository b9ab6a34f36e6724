//! Where nothing is known to happen.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    Axis, Cell, CellKind, Gaps as Table, GapsConfig, Impossible, Line, LineKey, Need, gaps as draw,
};
use waymark_engine::EngineError;
use waymark_model::{Decimal, EntityId, MoneyKey};
use waymark_wire as wire;

use super::axes::{self, Axes};
use super::{Ask, is_inferred, known};
use crate::ApiError;
use crate::words::{WordError, Words};

/// Which table is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapsQuestion {
    /// Its rows and columns.
    pub axes: Axes,
    /// Cells with fewer initiatives than this, and at least one, are thin.
    pub threshold: usize,
    /// How many of the nearest organizations and initiatives are named for an empty or thin cell.
    pub nearest: usize,
    /// How much is needed where, by whose word.
    pub need: Option<Need>,
}

impl GapsQuestion {
    /// The words that it reads.
    pub const WORDS: &str =
        "`rows`, `by`, `year`, `threshold`, `nearest`, `need`, `need_unit`, `need_source`";

    /// Takes its words.
    ///
    /// # Errors
    /// When a value is none of those expected, or a need comes without its source.
    pub fn read(words: &mut Words) -> Result<Self, WordError> {
        Ok(Self {
            axes: Axes::read(words)?,
            threshold: words.number("threshold", 1..=1_000_000)?.unwrap_or(2) as usize,
            nearest: words.number("nearest", 0..=20)?.unwrap_or(3) as usize,
            need: need(words)?,
        })
    }
}

fn need(words: &mut Words) -> Result<Option<Need>, WordError> {
    let wrong = |word: &str, value: &str, expected: &str| WordError {
        word: word.to_owned(),
        value: value.to_owned(),
        expected: expected.to_owned(),
    };
    let amounts = words.all("need").into_iter().map(|pair| {
        let parsed = pair.rsplit_once(':').and_then(|(key, amount)| {
            let amount: Decimal = amount.trim().parse().ok()?;
            Some((key.trim().to_owned(), amount))
        });
        parsed.ok_or_else(|| wrong("need", &pair, "`ID:NUMBER`, such as `access:1200`"))
    });
    let amounts: Vec<(String, Decimal)> = amounts.collect::<Result<_, _>>()?;
    let (unit, source) = (words.one("need_unit")?, words.one("need_source")?);
    match (amounts.is_empty(), source) {
        (false, Some(source)) => Ok(Some(Need { source, unit, amounts })),
        (false, None) => {
            Err(wrong("need_source", "", "who says that so much is needed, beside `need`"))
        }
        (true, Some(source)) => {
            Err(wrong("need_source", &source, "`need` beside it: `ID:NUMBER`, such as `access:12`"))
        }
        (true, None) => Ok(None),
    }
}

/// What is covered and what is missing.
///
/// # Errors
/// When the filter, a facet or a line of the needs is not on the map, or both axes are the same.
pub fn gaps(ask: &Ask, question: &GapsQuestion) -> Result<Arc<wire::Gaps>, ApiError> {
    ask.once(&format!("gaps {question:?}"), || {
        let frame = ask.frame()?;
        let config = GapsConfig {
            rows: question.axes.rows.clone(),
            columns: question.axes.columns.clone(),
            threshold: question.threshold,
            today: Some(ask.today),
            nearest: question.nearest,
            need: question.need.clone(),
        };
        let table = draw(&frame, &config).map_err(EngineError::from)?;
        let counts = super::summary::by_goal(ask, &frame);
        let rows = table.rows.iter().zip(&table.cells);
        let rows = rows.map(|(line, cells)| row(ask, &table, line, cells, &counts));
        Ok(wire::Gaps {
            version: ask.version(),
            filter: ask.filter_words(),
            run: run(ask, question, &table),
            rows_by: axes::word(&table.config.rows),
            by: axes::word(&table.config.columns),
            year: Axes::year(&table.config.rows, &table.config.columns),
            rows: rows.collect(),
            columns: table.columns.iter().map(column).collect(),
            initiatives_with_goal: with_goal(ask, &frame, &table)?,
            initiatives_with_row: with(&table, table.without_row.len()),
            initiatives_with_column: with(&table, table.without_column.len()),
            threshold: table.config.threshold,
            placements: table.placements,
            has_impossible: table.has_impossible,
            nearest_cut: table.nearest_cut,
            need: table.need.as_ref().map(need_adjusted),
        })
    })
}

/// The question in the words of the API.
fn run(ask: &Ask, question: &GapsQuestion, table: &Table) -> wire::Run {
    let mut words: BTreeMap<&'static str, String> = [
        ("rows", axes::word(&table.config.rows)),
        ("by", axes::word(&table.config.columns)),
        ("threshold", question.threshold.to_string()),
        ("nearest", question.nearest.to_string()),
        ("today", ask.today.to_string()),
    ]
    .into();
    if let Some(year) = Axes::year(&table.config.rows, &table.config.columns) {
        words.insert("year", year.to_string());
    }
    if let Some(need) = &question.need {
        let amounts = need.amounts.iter().map(|(key, amount)| format!("{key}:{amount}"));
        words.insert("need", amounts.collect::<Vec<_>>().join(","));
        words.insert("need_source", need.source.clone());
        words.extend(need.unit.clone().map(|unit| ("need_unit", unit)));
    }
    wire::Run::with(words)
        .over("initiatives", table.initiatives)
        .over("rows", table.rows.len())
        .over("columns", table.columns.len())
        .over("placements", table.placements)
}

fn with(table: &Table, without: usize) -> wire::Known {
    wire::Known { known: table.initiatives - without, of: table.initiatives }
}

fn with_goal(
    ask: &Ask,
    frame: &waymark_analysis::Frame,
    table: &Table,
) -> Result<wire::Known, ApiError> {
    if table.config.rows == Axis::Goal {
        return Ok(with(table, table.without_row.len()));
    }
    let summed = waymark_analysis::summary(frame, ask.today).map_err(EngineError::from)?;
    Ok(known(summed.what.initiatives_with_goal))
}

fn column(line: &Line) -> wire::GapColumn {
    wire::GapColumn {
        id: axes::id(&line.key),
        name: line.name.clone(),
        initiatives: line.initiatives,
        possible: line.possible,
        placed: known(line.placed),
    }
}

fn row(
    ask: &Ask,
    table: &Table,
    line: &Line,
    cells: &[Cell],
    counts: &[wire::GoalCount],
) -> wire::GapRow {
    let goal = match &line.key {
        LineKey::Goal(goal) => Some(goal),
        _ => None,
    };
    let named = goal.map(|goal| ask.name(goal));
    let counted = counts.iter().find(|count| Some(&count.goal) == named.as_ref());
    wire::GapRow {
        id: axes::id(&line.key),
        name: line.name.clone(),
        goal: named,
        initiatives: line.initiatives,
        inferred: counted.map_or(line.inferred, |count| count.inferred),
        possible: line.possible,
        placed: known(line.placed),
        cells: cells.iter().map(|each| cell(ask, table, goal, each)).collect(),
    }
}

fn cell(ask: &Ask, table: &Table, goal: Option<&EntityId>, cell: &Cell) -> wire::GapCell {
    let here = cell.initiatives.len();
    let (state, count, impossible) = match cell.kind {
        CellKind::Covered => (wire::CellState::Covered, Some(here), None),
        CellKind::KnownEmpty => (wire::CellState::KnownEmpty, Some(0), None),
        CellKind::Unknown { .. } => (wire::CellState::Unknown, None, None),
        CellKind::Impossible(why) => (wire::CellState::Impossible, None, Some(why)),
    };
    let inferred = |initiative: &EntityId| match goal {
        Some(goal) => is_inferred(ask.map(), initiative, goal),
        None => cell.inferred_initiatives.contains(initiative),
    };
    let members = cell.initiatives.iter().map(|initiative| wire::GapMember {
        initiative: ask.name(initiative),
        inferred: inferred(initiative),
    });
    let waymark_analysis::Activity { active, ended, ahead, unknown } = cell.activity;
    wire::GapCell {
        state,
        count,
        undetermined: cell.possible.len() + cell.undetermined,
        unplaced: cell.unplaced,
        inferred: cell.inferred.count,
        initiatives: members.collect(),
        possible: ask.names(&cell.possible),
        activity: wire::GapActivity { active, ended, ahead, unknown },
        funders: cell.funders.len(),
        supported_by: ask.names(&cell.funders),
        funded: known(cell.funded),
        money: (&cell.money.support).into(),
        milestones_met: cell.milestones_met,
        with_milestones: known(cell.with_milestones),
        expected: cell.expected,
        residual: cell.residual,
        thin: cell.thin,
        fragility: cell.fragility.as_ref().map(fragility),
        nearest: cell.nearest.as_ref().map(|nearest| near(ask, table, nearest)),
        impossible: impossible.map(because),
        contradicts: cell.contradicts.map(because),
    }
}

fn because(why: Impossible) -> wire::ImpossibleBecause {
    match why {
        Impossible::Excluded => wire::ImpossibleBecause::Excluded,
        Impossible::NoSuchGoalYet => wire::ImpossibleBecause::NoSuchGoalYet,
    }
}

fn fragility(found: &waymark_analysis::Fragility) -> wire::Fragility {
    use waymark_analysis::Fragile;
    let reason = |reason: &Fragile| match reason {
        Fragile::OneFunder => wire::FragileBecause::OneFunder,
        Fragile::Concentrated => wire::FragileBecause::Concentrated,
        Fragile::Ending => wire::FragileBecause::Ending,
    };
    let (currency, status) = money(found.money);
    wire::Fragility {
        reasons: found.reasons.iter().map(reason).collect(),
        supports: found.supports,
        givers: found.givers,
        herfindahl: found.herfindahl,
        currency,
        status,
        amounts: known(found.amounts),
        ends: known(found.ends),
        last_end: found.last_end.map(|day| day.to_string()),
    }
}

fn money(key: Option<MoneyKey>) -> (Option<String>, Option<wire::FundingStatus>) {
    let currency = key.map(|key| key.currency.code().to_owned());
    (currency, key.and_then(|key| key.status).map(Into::into))
}

fn near(ask: &Ask, table: &Table, nearest: &waymark_analysis::Nearest) -> wire::Nearest {
    use waymark_analysis::NearBasis;
    let by = |basis: NearBasis| match basis {
        NearBasis::Cell => wire::NearBy::Cell,
        NearBasis::RowAndColumn => wire::NearBy::RowAndColumn,
        NearBasis::Row => wire::NearBy::Row,
        NearBasis::Column => wire::NearBy::Column,
    };
    let actor = |near: &waymark_analysis::NearActor| wire::NearActor {
        actor: ask.name(&near.actor),
        density: near.density,
        because: near.because.iter().map(|cell| near_cell(table, cell)).collect(),
        perhaps_here: near.perhaps_here,
    };
    wire::Nearest {
        organizations_by: nearest.organizations_by.map(by),
        organizations: nearest.organizations.iter().map(actor).collect(),
        initiatives_by: nearest.initiatives_by.map(by),
        initiatives: nearest.initiatives.iter().map(actor).collect(),
    }
}

fn near_cell(table: &Table, cell: &waymark_analysis::NearCell) -> wire::NearCell {
    wire::NearCell {
        row: axes::id(&table.rows[cell.row].key),
        column: axes::id(&table.columns[cell.column].key),
        proximity: cell.proximity,
    }
}

fn need_adjusted(adjusted: &waymark_analysis::NeedAdjusted) -> wire::NeedAdjusted {
    use waymark_analysis::{NeedBasis, NeedSide};
    let (currency, status) = money(adjusted.money);
    wire::NeedAdjusted {
        source: adjusted.need.source.clone(),
        unit: adjusted.need.unit.clone(),
        of: match adjusted.side {
            NeedSide::Rows => wire::NeedOf::Rows,
            NeedSide::Columns => wire::NeedOf::Columns,
        },
        basis: match adjusted.basis {
            NeedBasis::Money => wire::NeedBasis::Money,
            NeedBasis::Initiatives => wire::NeedBasis::Initiatives,
        },
        currency,
        status,
        lines: adjusted.lines.iter().map(need_line).collect(),
    }
}

fn need_line(line: &waymark_analysis::NeedLine) -> wire::NeedLine {
    wire::NeedLine {
        id: axes::id(&line.key),
        name: line.name.clone(),
        need: line.need.map(|need| need.normalize().to_string()),
        need_share: line.need_share,
        initiatives: line.initiatives,
        initiatives_share: line.initiatives_share,
        money_share: line.money_share,
        amounts: known(line.amounts),
        quotient: line.quotient,
    }
}
