//! The cells of a table.

use std::collections::BTreeSet;

use waymark_model::MilestoneStatus;

use super::activity::{Activity, Going, going};
use super::axis::{self, Bins};
use super::fragile::fragility;
use super::nearest::Neighborhoods;
use super::{Cell, CellKind, GapsConfig, Impossible};
use crate::known::{Known, Share};
use crate::{AnalysisError, Frame, FundingTotals};

/// What is needed to describe cells.
pub(super) struct Table<'a> {
    frame: &'a Frame,
    config: &'a GapsConfig,
    rows: &'a Bins,
    columns: &'a Bins,
    /// For each row the initiatives that are or may be in it, by place among the efforts.
    touching: Vec<Vec<usize>>,
    /// For each column how many initiatives without a known row are or may be in it.
    unplaced: Vec<usize>,
    /// For each thing how many of its milestones are met.
    milestones: Vec<Share>,
    /// For each initiative whether it is going on.
    going: Vec<Going>,
    neighborhoods: Option<Neighborhoods<'a>>,
}

/// Who is in a cell, by place among the efforts, and who may be.
#[derive(Default)]
struct Found {
    here: Vec<usize>,
    possible: Vec<usize>,
    undetermined: usize,
    unplaced: usize,
    inferred: Vec<usize>,
}

impl<'a> Table<'a> {
    pub(super) fn of(
        frame: &'a Frame,
        config: &'a GapsConfig,
        rows: &'a Bins,
        columns: &'a Bins,
    ) -> Self {
        let mut touching = vec![Vec::new(); rows.lines.len()];
        let mut unplaced = vec![0; columns.lines.len()];
        for (effort, (in_row, in_column)) in rows.members.iter().zip(&columns.members).enumerate() {
            in_row.touched().for_each(|row| touching[row].push(effort));
            if in_row.is_known() {
                continue;
            }
            match in_column.is_known() {
                true => in_column.touched().for_each(|column| unplaced[column] += 1),
                false => unplaced.iter_mut().for_each(|count| *count += 1),
            }
        }
        Self {
            frame,
            config,
            rows,
            columns,
            touching,
            unplaced,
            milestones: milestones_met(frame),
            going: going(frame, config.today),
            neighborhoods: Neighborhoods::of(frame, rows, columns, config.nearest),
        }
    }

    pub(super) fn row(&self, row: usize) -> Result<Vec<Cell>, AnalysisError> {
        (0..self.columns.lines.len()).map(|column| self.cell(row, column)).collect()
    }

    fn cell(&self, row: usize, column: usize) -> Result<Cell, AnalysisError> {
        let found = self.find(row, column);
        let impossible = axis::impossible(
            self.frame,
            (&self.config.rows, &self.rows.lines[row].key),
            (&self.config.columns, &self.columns.lines[column].key),
        );
        let may_be_here = match self.touching[row].len() {
            0 => found.unplaced,
            _ => found.possible.len() + found.undetermined,
        };
        let kind = kind_of(found.here.len(), may_be_here, impossible);
        let mut cell = self.describe(kind, impossible, &found)?;
        if cell.thin || matches!(kind, CellKind::KnownEmpty | CellKind::Unknown { .. }) {
            cell.nearest = self.neighborhoods.as_ref().map(|all| all.nearest(row, column));
        }
        Ok(cell)
    }

    fn find(&self, row: usize, column: usize) -> Found {
        let mut found = Found { unplaced: self.unplaced[column], ..Found::default() };
        for effort in &self.touching[row] {
            let (in_row, in_column) = (&self.rows.members[*effort], &self.columns.members[*effort]);
            if in_row.is_in(row) && in_column.is_in(column) {
                found.here.push(*effort);
                if in_row.is_inferred_in(row) || in_column.is_inferred_in(column) {
                    found.inferred.push(*effort);
                }
            } else if in_column.touches(column) {
                found.possible.push(*effort);
            } else if !in_column.is_known() {
                found.undetermined += 1;
            }
        }
        found
    }

    fn describe(
        &self,
        kind: CellKind,
        impossible: Option<Impossible>,
        found: &Found,
    ) -> Result<Cell, AnalysisError> {
        let frame = self.frame;
        let nodes = |efforts: &[usize]| -> Vec<u32> {
            efforts.iter().map(|effort| frame.efforts[*effort].node).collect()
        };
        let here = nodes(&found.here);
        let funders: BTreeSet<u32> = here
            .iter()
            .flat_map(|node| frame.supported_by.row(*node))
            .map(|support| support.other)
            .collect();
        let milestones = |node: &u32| self.milestones[*node as usize];
        Ok(Cell {
            kind,
            initiatives: frame.ids_of(&here),
            possible: frame.ids_of(&nodes(&found.possible)),
            undetermined: found.undetermined,
            unplaced: found.unplaced,
            inferred: Share { count: found.inferred.len(), of: here.len() },
            inferred_initiatives: frame.ids_of(&nodes(&found.inferred)),
            funded: Known::count(&here, |node| !frame.supported_by.row(**node).is_empty()),
            funders: funders.into_iter().map(|funder| frame.id(funder)).collect(),
            money: FundingTotals::to(frame, here.iter().copied())?,
            milestones_met: here.iter().map(|node| milestones(node).count).sum(),
            with_milestones: Known::count(&here, |node| milestones(node).of > 0),
            activity: Activity::count(found.here.iter().map(|effort| self.going[*effort])),
            expected: None,
            residual: None,
            fragility: fragility(frame, &here, self.config.today),
            nearest: None,
            thin: !here.is_empty() && here.len() < self.config.threshold,
            contradicts: impossible.filter(|_| !here.is_empty()),
        })
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

fn kind_of(here: usize, may_be_here: usize, impossible: Option<Impossible>) -> CellKind {
    match (here, impossible) {
        (1.., _) => CellKind::Covered,
        (0, Some(reason)) => CellKind::Impossible(reason),
        (0, None) if may_be_here == 0 => CellKind::KnownEmpty,
        (0, None) => CellKind::Unknown { undetermined: may_be_here },
    }
}
