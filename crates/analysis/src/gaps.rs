//! What is missing: goals against stages, or any two axes.

mod activity;
mod axis;
mod fragile;
mod nearest;
mod need;
mod table;

use rayon::prelude::*;
use waymark_measures::{Independence, independence};
use waymark_model::{Day, EntityId, FacetId, Stage, TermRef};

pub use self::activity::Activity;
pub use self::fragile::{CONCENTRATED, Fragile, Fragility};
pub use self::nearest::{MOST_CELLS_WITH_NEAREST, NearActor, NearBasis, NearCell, Nearest};
pub use self::need::{Need, NeedAdjusted, NeedBasis, NeedLine, NeedSide};

use self::axis::{Bins, Line as AxisLine};
use self::need::Sides;
use self::table::Table;
use crate::known::{Known, Share};
use crate::{About, AnalysisError, Frame, FundingTotals};

/// What rows or columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// The goals that initiatives serve; one that serves a nested goal stands under the wider ones
    /// too.
    Goal,
    /// The stage reached in a year. Forecasts and readings whose year was lost do not count: they
    /// leave the stage unknown.
    Stage {
        /// The year; the latest for which any reached stage is known, if none is asked for.
        year: Option<i32>,
    },
    /// The terms of a facet; an initiative with a narrower term stands under the wider ones too.
    Facet(FacetId),
    /// The sort of the organizations that lead.
    LeadSort,
    /// The sort of the organizations that fund.
    FunderSort,
}

impl Axis {
    /// The word for it, as used in the API and the command line; for a facet, its id.
    pub fn word(&self) -> &str {
        match self {
            Self::Goal => "goal",
            Self::Stage { .. } => "stage",
            Self::Facet(facet) => facet.as_str(),
            Self::LeadSort => "lead_sort",
            Self::FunderSort => "funder_sort",
        }
    }

    /// Reads the word; any id that is not one of the words is a facet's. An id has no underscore,
    /// but a facet called `goal` or `stage` has to be asked for as [`Axis::Facet`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "goal" => Some(Self::Goal),
            "stage" => Some(Self::Stage { year: None }),
            "lead_sort" => Some(Self::LeadSort),
            "funder_sort" => Some(Self::FunderSort),
            _ => FacetId::parse(word).ok().map(Self::Facet),
        }
    }
}

/// Which table to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapsConfig {
    /// The rows.
    pub rows: Axis,
    /// The columns.
    pub columns: Axis,
    /// Cells with initiatives, but fewer than this, are called thin.
    pub threshold: usize,
    /// The day that ends of initiatives and of support are held against; without it, it is unknown
    /// what goes on and what ends soon.
    pub today: Option<Day>,
    /// How many of the nearest organizations and initiatives are named for a cell that is empty or
    /// thin; none are looked for in a table of more than [`MOST_CELLS_WITH_NEAREST`] cells.
    pub nearest: usize,
    /// How much is needed where, if that is to be compared.
    pub need: Option<Need>,
}

impl Default for GapsConfig {
    fn default() -> Self {
        Self {
            rows: Axis::Goal,
            columns: Axis::Stage { year: None },
            threshold: 2,
            today: None,
            nearest: 3,
            need: None,
        }
    }
}

/// What a row or column stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKey {
    /// A goal.
    Goal(EntityId),
    /// A stage.
    Stage(Stage),
    /// A term.
    Term(TermRef),
    /// A sort of organization.
    Sort(String),
}

impl LineKey {
    /// Its id within its axis, as used in the API: that of the goal or the term, the number of the
    /// stage, the sort itself.
    pub fn id(&self) -> String {
        match self {
            Self::Goal(goal) => goal.to_string(),
            Self::Stage(stage) => stage.number().to_string(),
            Self::Term(term) => term.term.to_string(),
            Self::Sort(sort) => sort.clone(),
        }
    }

    /// Its id among all axes: a term as `facet/term`.
    pub fn whole_id(&self) -> String {
        match self {
            Self::Term(term) => format!("{}/{}", term.facet, term.term),
            _ => self.id(),
        }
    }
}

/// A row or column and its totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub key: LineKey,
    /// What it is called.
    pub name: String,
    /// Initiatives known to be in it.
    pub initiatives: usize,
    /// Of these, how many are in it by inference and by no source's statement.
    pub inferred: usize,
    /// Initiatives that are perhaps in it: their value on this axis is a range.
    pub possible: usize,
    /// Of the initiatives known to be in it, for how many the other axis is known at all.
    pub placed: Known,
}

/// Why a cell must be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impossible {
    /// The goal excludes the term by its definition.
    Excluded,
    /// The goal's first edition came after the year.
    NoSuchGoalYet,
}

/// Whether a cell is empty, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellKind {
    /// Some initiative is known to be here.
    Covered,
    /// Every initiative of the row has a known value on the columns, and none is this one. A row
    /// without any initiative is known to be empty only where every initiative that may belong
    /// here has a known row.
    KnownEmpty,
    /// None is known to be here, but some may be.
    Unknown {
        /// How many initiatives may be here: of the row those whose column is unknown or a range
        /// that touches this one; for a row without initiatives, those whose row is unknown.
        undetermined: usize,
    },
    /// None can be here.
    Impossible(Impossible),
}

/// What is where a row and a column meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Whether it is empty.
    pub kind: CellKind,
    /// Initiatives known to be here, in the order of ids.
    pub initiatives: Vec<EntityId>,
    /// Initiatives that are perhaps here: the row or the column is a range that touches this one.
    pub possible: Vec<EntityId>,
    /// Initiatives of this row whose column is unknown.
    pub undetermined: usize,
    /// Initiatives of this column whose row is unknown; they may be here too.
    pub unplaced: usize,
    /// Of the initiatives here, how many are here by inference and by no source's statement.
    pub inferred: Share,
    /// Which these are.
    pub inferred_initiatives: Vec<EntityId>,
    /// Of the initiatives here, for how many a funder is known.
    pub funded: Known,
    /// The known funders of the initiatives here.
    pub funders: Vec<EntityId>,
    /// The money of the initiatives here. It is theirs whole, not the part for this cell, so cells
    /// cannot be added up.
    pub money: FundingTotals,
    /// Milestones met by the initiatives here.
    pub milestones_met: usize,
    /// Of the initiatives here, for how many any milestone is known.
    pub with_milestones: Known,
    /// Which of the initiatives here are going on.
    pub activity: Activity,
    /// How many initiatives would be here if rows and columns had nothing to do with one another,
    /// given the sums of the table: of the initiatives whose row and column are known. None where
    /// the cell is impossible or the table empty.
    pub expected: Option<f64>,
    /// How far the count is from that, (n − E)/√E; none where nothing is expected.
    pub residual: Option<f64>,
    /// On how much the support of the initiatives here rests; none where no support is known.
    pub fragility: Option<Fragility>,
    /// Who is nearest, for a cell that is empty, unknown or thin.
    pub nearest: Option<Nearest>,
    /// Whether some initiatives are here, but fewer than the threshold.
    pub thin: bool,
    /// Why there should be none here although there are.
    pub contradicts: Option<Impossible>,
}

/// A table of what is covered and what is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// What it is about.
    pub about: About,
    /// Which table it is; a year that was left open is filled in, if there is one.
    pub config: GapsConfig,
    /// The rows.
    pub rows: Vec<Line>,
    /// The columns.
    pub columns: Vec<Line>,
    /// The cells, row after row.
    pub cells: Vec<Vec<Cell>>,
    /// Initiatives in all.
    pub initiatives: usize,
    /// Initiatives without a known row: they may belong in any.
    pub without_row: Vec<EntityId>,
    /// Initiatives without a known column.
    pub without_column: Vec<EntityId>,
    /// How many placements expected counts rest on: initiatives known to be in a cell, once for
    /// each cell.
    pub placements: usize,
    /// Whether some cells are impossible, so that expected counts are those of
    /// quasi-independence.
    pub has_impossible: bool,
    /// Whether nearest actors were left out because the table is too large.
    pub nearest_cut: bool,
    /// Where money goes against where it is needed, if that was asked for.
    pub need: Option<NeedAdjusted>,
}

/// Draws a table of what is covered and what is missing. Every emptiness says of which kind it is.
///
/// # Errors
/// When a facet is not on the map, both axes are the same, or amounts are too large.
///
/// ```
/// use waymark_analysis::{CellKind, Filter, Frame, GapsConfig, gaps};
/// use waymark_model::sketch;
///
/// let map = sketch("
///     registry -serves-> transparency
///     registry stage 2019 3
///     badges -serves-> quality
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = gaps(&frame, &GapsConfig::default())?;
/// // Rows are goals in order (quality, transparency), columns the five stages.
/// assert_eq!(answer.cells[1][2].kind, CellKind::Covered);
/// assert_eq!(answer.cells[1][3].kind, CellKind::KnownEmpty);
/// assert_eq!(answer.cells[0][2].kind, CellKind::Unknown { undetermined: 1 });
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn gaps(frame: &Frame, config: &GapsConfig) -> Result<Gaps, AnalysisError> {
    if config.rows == config.columns {
        return Err(AnalysisError::Parameter {
            what: "column",
            value: config.columns.word().to_owned(),
            expected: "another axis than that of the rows",
        });
    }
    let config = with_years(frame, config);
    let rows = axis::bins(frame, &config.rows)?;
    let columns = axis::bins(frame, &config.columns)?;
    let table = Table::of(frame, &config, &rows, &columns);
    let numbers: Vec<usize> = (0..rows.lines.len()).collect();
    let cells: Result<Vec<Vec<Cell>>, AnalysisError> =
        numbers.into_par_iter().map(|row| table.row(row)).collect();
    let mut cells = cells?;
    let expected = expect(&mut cells);
    let (row_lines, column_lines) = (lines(&rows, &columns), lines(&columns, &rows));
    let sides = Sides { rows: (&row_lines, &rows), columns: (&column_lines, &columns) };
    let need = config.need.as_ref().map(|need| need::adjusted(frame, need, &sides)).transpose()?;
    let size = rows.lines.len() * columns.lines.len();
    Ok(Gaps {
        about: frame.about.clone(),
        initiatives: frame.efforts.len(),
        without_row: without(frame, &rows),
        without_column: without(frame, &columns),
        placements: expected.placements,
        has_impossible: expected.has_impossible,
        nearest_cut: config.nearest > 0 && size > MOST_CELLS_WITH_NEAREST,
        need,
        rows: row_lines,
        columns: column_lines,
        cells,
        config,
    })
}

/// What expected counts rest on.
struct Expected {
    placements: usize,
    has_impossible: bool,
}

/// Says in each cell how many initiatives would be expected there.
fn expect(cells: &mut [Vec<Cell>]) -> Expected {
    let can_hold =
        |cell: &Cell| cell.contradicts.is_none() && !matches!(cell.kind, CellKind::Impossible(_));
    let possible: Vec<Vec<bool>> =
        cells.iter().map(|row| row.iter().map(can_hold).collect()).collect();
    let counts: Vec<Vec<usize>> =
        cells.iter().map(|row| row.iter().map(|cell| cell.initiatives.len()).collect()).collect();
    let table: Independence = independence(&counts, |row, column| possible[row][column]);
    for (row, cells) in cells.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            cell.expected = table.expected[row][column];
            cell.residual = table.residual(row, column, counts[row][column]);
        }
    }
    let counted = counts.iter().flatten().zip(possible.iter().flatten());
    Expected {
        placements: counted.filter(|(_, possible)| **possible).map(|(count, _)| count).sum(),
        has_impossible: possible.iter().flatten().any(|possible| !possible),
    }
}

fn with_years(frame: &Frame, config: &GapsConfig) -> GapsConfig {
    let filled = |axis: &Axis| match axis {
        Axis::Stage { year: None } => Axis::Stage { year: axis::latest_reached_year(frame) },
        axis => axis.clone(),
    };
    GapsConfig { rows: filled(&config.rows), columns: filled(&config.columns), ..config.clone() }
}

fn without(frame: &Frame, bins: &Bins) -> Vec<EntityId> {
    let efforts = frame.efforts.iter().zip(&bins.members);
    efforts.filter(|(_, member)| !member.is_known()).map(|(e, _)| frame.id(e.node)).collect()
}

fn lines(these: &Bins, others: &Bins) -> Vec<Line> {
    let line = |(place, line): (usize, &AxisLine)| {
        let inside = || {
            let members = these.members.iter().zip(&others.members);
            members.filter(move |(member, _)| member.is_in(place))
        };
        Line {
            key: line.key.clone(),
            name: line.name.clone(),
            initiatives: inside().count(),
            inferred: inside().filter(|(member, _)| member.is_inferred_in(place)).count(),
            possible: these.members.iter().filter(|member| member.may_be_in(place)).count(),
            placed: Known::count(inside(), |(_, other)| other.is_known()),
        }
    };
    these.lines.iter().enumerate().map(line).collect()
}
