//! Goals and cells whose initiatives lose their known support.

use std::collections::BTreeMap;

use waymark_model::EntityId;

use super::{ExitConfig, Support};
use crate::{AnalysisError, Axis, Frame, GapsConfig, LineKey, gaps};

/// How many initiatives of a place have known support, before and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Supported {
    /// Initiatives known to be there.
    pub initiatives: usize,
    /// Of these, how many have known support.
    pub before: usize,
    /// Of these, how many keep some.
    pub after: usize,
}

impl Supported {
    fn of(support: &Support<'_>, initiatives: Vec<u32>) -> Self {
        let supported = initiatives.iter().filter(|node| support.is_supported(**node));
        let stays = initiatives.iter().filter(|node| support.stays_supported(**node));
        Self { initiatives: initiatives.len(), before: supported.count(), after: stays.count() }
    }

    /// Whether all known support is lost. Where none was known before, nothing is.
    pub fn is_lost(self) -> bool {
        self.before > 0 && self.after == 0
    }
}

/// A goal and what of its known support stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitGoal {
    /// The goal.
    pub goal: EntityId,
    /// Its initiatives.
    pub supported: Supported,
}

/// A cell that loses known support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitCell {
    /// Its row.
    pub row: LineKey,
    /// What the row is called.
    pub row_name: String,
    /// Its column.
    pub column: LineKey,
    /// What the column is called.
    pub column_name: String,
    /// Its initiatives.
    pub supported: Supported,
}

/// The table that was looked at, and what is lost there.
pub(super) struct Places {
    pub(super) rows: Axis,
    pub(super) columns: Axis,
    pub(super) goals: Vec<ExitGoal>,
    /// Those that lose all first, then by place in the table.
    pub(super) cells: Vec<ExitCell>,
}

pub(super) fn places(support: &Support<'_>, config: &ExitConfig) -> Result<Places, AnalysisError> {
    let table = GapsConfig {
        rows: config.rows.clone(),
        columns: config.columns.clone(),
        nearest: 0,
        ..GapsConfig::default()
    };
    let table = gaps(support.frame, &table)?;
    let mut cells = Vec::new();
    for (row, across) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(across) {
            let nodes = cell.initiatives.iter().map(|id| support.frame.node("initiative", id));
            let supported = Supported::of(support, nodes.collect::<Result<Vec<u32>, _>>()?);
            if supported.after < supported.before {
                cells.push(ExitCell {
                    row: row.key.clone(),
                    row_name: row.name.clone(),
                    column: column.key.clone(),
                    column_name: column.name.clone(),
                    supported,
                });
            }
        }
    }
    cells.sort_by_key(|cell| !cell.supported.is_lost());
    Ok(Places {
        rows: table.config.rows,
        columns: table.config.columns,
        goals: goals(support),
        cells,
    })
}

fn goals(support: &Support<'_>) -> Vec<ExitGoal> {
    let frame = support.frame;
    let goals = initiatives_of_goals(frame).into_iter();
    let goals = goals.map(|(goal, initiatives)| ExitGoal {
        goal: frame.id(goal),
        supported: Supported::of(support, initiatives),
    });
    goals.collect()
}

/// The goals in their order, with the initiatives that serve each.
pub(super) fn initiatives_of_goals(frame: &Frame) -> Vec<(u32, Vec<u32>)> {
    let mut serving: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for effort in &frame.efforts {
        for placement in frame.goals_of.row(effort.node) {
            serving.entry(placement.goal).or_default().push(effort.node);
        }
    }
    let mut aims: Vec<_> = frame.aims.iter().collect();
    aims.sort_by_key(|aim| (aim.order.is_none(), aim.order, aim.node));
    let goals = aims.into_iter().map(|aim| aim.node);
    goals.map(|goal| (goal, serving.remove(&goal).unwrap_or_default())).collect()
}
