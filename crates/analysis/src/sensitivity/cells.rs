//! Cells of goals by stages, if placements are missing.

use super::{Headline, Measure, MissingSort, count};
use crate::gaps::{CellKind, GapsConfig, LineKey, gaps};
use crate::{AnalysisError, Frame};

/// Cells that no initiative is known to be in, though one could be.
///
/// A missing placement puts an initiative under a goal and the wider goals that it is nested in, and
/// fills their cells of its stage. Each column is a forest of goals, and each placement a way from
/// a goal up to its root; the most that some ways can fill is found by taking the way that fills
/// the most each time.
pub(super) fn open_cells(frame: &Frame, missing: usize) -> Result<Headline, AnalysisError> {
    let table = gaps(frame, &GapsConfig { nearest: 0, ..GapsConfig::default() })?;
    let ways: Vec<Vec<usize>> =
        table.rows.iter().map(|row| way_up(frame, &table.rows, &row.key)).collect();
    let is_open = |kind: CellKind| matches!(kind, CellKind::KnownEmpty | CellKind::Unknown { .. });
    let mut open: Vec<Vec<bool>> =
        table.cells.iter().map(|row| row.iter().map(|cell| is_open(cell.kind)).collect()).collect();
    let count_open = |open: &[Vec<bool>]| open.iter().flatten().filter(|cell| **cell).count();
    let value = count_open(&open);
    // Only where some initiative is known to be at a stage is there one to be placed.
    let columns: Vec<usize> =
        (0..table.columns.len()).filter(|column| table.columns[*column].initiatives > 0).collect();
    for _ in 0..missing {
        let filled = |(row, column): (usize, usize)| {
            ways[row].iter().filter(|above| open[**above][column]).count()
        };
        let all = (0..ways.len()).flat_map(|row| columns.iter().map(move |column| (row, *column)));
        let best = all.map(|place| (filled(place), place)).max();
        let Some((1.., (row, column))) = best else { break };
        for above in &ways[row] {
            open[*above][column] = false;
        }
    }
    Ok(count(Measure::OpenCells, MissingSort::Placements, value, count_open(&open), value))
}

/// The rows of a goal and of the wider goals that it is nested in.
fn way_up(frame: &Frame, rows: &[crate::gaps::Line], key: &LineKey) -> Vec<usize> {
    let LineKey::Goal(goal) = key else { return Vec::new() };
    let aim = |node: u32| frame.aims.iter().find(|aim| aim.node == node);
    let start = frame.ids.binary_search(goal).ok().map(|node| node as u32);
    let goals = std::iter::successors(start, |goal| aim(*goal)?.parent);
    let row = |goal: u32| {
        let id = &frame.ids[goal as usize];
        rows.iter().position(|row| row.key == LineKey::Goal(id.clone()))
    };
    goals.filter_map(row).collect()
}
