//! What is missing: goals against stages, or any two axes.

mod axis;

use std::collections::BTreeSet;

use rayon::prelude::*;
use waymark_model::{EntityId, FacetId, MilestoneStatus, Stage, TermRef};

use self::axis::{Bins, Line as AxisLine};
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
}

impl Default for GapsConfig {
    fn default() -> Self {
        Self { rows: Axis::Goal, columns: Axis::Stage { year: None }, threshold: 2 }
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

/// A row or column and its totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub key: LineKey,
    /// What it is called.
    pub name: String,
    /// Initiatives known to be in it.
    pub initiatives: usize,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Whether some initiatives are here, but fewer than the threshold.
    pub thin: bool,
    /// Why there should be none here although there are.
    pub contradicts: Option<Impossible>,
}

/// A table of what is covered and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let milestones = milestones_met(frame);
    let table =
        Table { frame, config: &config, rows: &rows, columns: &columns, milestones: &milestones };
    let numbers: Vec<usize> = (0..rows.lines.len()).collect();
    let cells: Result<Vec<Vec<Cell>>, AnalysisError> =
        numbers.into_par_iter().map(|row| table.row(row)).collect();
    let cells = cells?;
    Ok(Gaps {
        about: frame.about.clone(),
        rows: lines(&rows, &columns),
        columns: lines(&columns, &rows),
        cells,
        initiatives: frame.efforts.len(),
        without_row: without(frame, &rows),
        without_column: without(frame, &columns),
        config,
    })
}

fn with_years(frame: &Frame, config: &GapsConfig) -> GapsConfig {
    let filled = |axis: &Axis| match axis {
        Axis::Stage { year: None } => Axis::Stage { year: axis::latest_reached_year(frame) },
        axis => axis.clone(),
    };
    GapsConfig {
        rows: filled(&config.rows),
        columns: filled(&config.columns),
        threshold: config.threshold,
    }
}

fn milestones_met(frame: &Frame) -> Vec<Share> {
    let mut met = vec![Share::default(); frame.len()];
    for event in &frame.events {
        let share = &mut met[event.node as usize];
        share.of += 1;
        share.count += usize::from(event.status == Some(MilestoneStatus::Met));
    }
    met
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
            possible: these.members.iter().filter(|member| member.may_be_in(place)).count(),
            placed: Known::count(inside(), |(_, other)| other.is_known()),
        }
    };
    these.lines.iter().enumerate().map(line).collect()
}

struct Table<'a> {
    frame: &'a Frame,
    config: &'a GapsConfig,
    rows: &'a Bins,
    columns: &'a Bins,
    /// For each thing how many of its milestones are met.
    milestones: &'a [Share],
}

impl Table<'_> {
    fn row(&self, row: usize) -> Result<Vec<Cell>, AnalysisError> {
        (0..self.columns.lines.len()).map(|column| self.cell(row, column)).collect()
    }

    fn cell(&self, row: usize, column: usize) -> Result<Cell, AnalysisError> {
        let mut here: Vec<u32> = Vec::new();
        let mut possible: Vec<u32> = Vec::new();
        let (mut undetermined, mut unplaced, mut inferred) = (0, 0, 0);
        let mut row_members = 0;
        let members = self.rows.members.iter().zip(&self.columns.members);
        for ((in_row, in_column), effort) in members.zip(&self.frame.efforts) {
            let sure_row = in_row.is_in(row);
            row_members += usize::from(sure_row || in_row.may_be_in(row));
            if sure_row && in_column.is_in(column) {
                here.push(effort.node);
                inferred +=
                    usize::from(in_row.is_inferred_in(row) || in_column.is_inferred_in(column));
            } else if in_row.touches(row) && in_column.touches(column) {
                possible.push(effort.node);
            } else if in_row.touches(row) && !in_column.is_known() {
                undetermined += 1;
            } else if !in_row.is_known() && (in_column.touches(column) || !in_column.is_known()) {
                unplaced += 1;
            }
        }
        let impossible = axis::impossible(
            self.frame,
            (&self.config.rows, &self.rows.lines[row].key),
            (&self.config.columns, &self.columns.lines[column].key),
        );
        let may_be_here = match row_members {
            0 => unplaced,
            _ => possible.len() + undetermined,
        };
        let kind = kind_of(here.len(), may_be_here, impossible);
        self.describe(kind, impossible, &here, &possible, (undetermined, unplaced, inferred))
    }

    fn describe(
        &self,
        kind: CellKind,
        impossible: Option<Impossible>,
        here: &[u32],
        possible: &[u32],
        (undetermined, unplaced, inferred): (usize, usize, usize),
    ) -> Result<Cell, AnalysisError> {
        let frame = self.frame;
        let funders: BTreeSet<u32> = here
            .iter()
            .flat_map(|node| frame.supported_by.row(*node))
            .map(|support| support.other)
            .collect();
        let milestones = |node: &u32| self.milestones[*node as usize];
        Ok(Cell {
            kind,
            initiatives: frame.ids_of(here),
            possible: frame.ids_of(possible),
            undetermined,
            unplaced,
            inferred: Share { count: inferred, of: here.len() },
            funded: Known::count(here, |node| !frame.supported_by.row(**node).is_empty()),
            funders: funders.into_iter().map(|funder| frame.id(funder)).collect(),
            money: FundingTotals::to(frame, here.iter().copied())?,
            milestones_met: here.iter().map(|node| milestones(node).count).sum(),
            with_milestones: Known::count(here, |node| milestones(node).of > 0),
            thin: !here.is_empty() && here.len() < self.config.threshold,
            contradicts: impossible.filter(|_| !here.is_empty()),
        })
    }
}

fn kind_of(here: usize, may_be_here: usize, impossible: Option<Impossible>) -> CellKind {
    match (here, impossible) {
        (1.., _) => CellKind::Covered,
        (0, Some(reason)) => CellKind::Impossible(reason),
        (0, None) if may_be_here == 0 => CellKind::KnownEmpty,
        (0, None) => CellKind::Unknown { undetermined: may_be_here },
    }
}
