//! Where nothing is known to happen.

use std::sync::Arc;

use waymark_analysis::{Axis, Cell, CellKind, GapsConfig, Line, LineKey, gaps as draw};
use waymark_engine::EngineError;
use waymark_model::{EntityId, FacetId};
use waymark_wire as wire;

use super::{Ask, is_inferred, known};
use crate::ApiError;

/// What goals are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapsBy {
    /// The stage reached in a year; the latest with a reached stage, if none is asked for.
    Stage(Option<i32>),
    /// The terms of a facet.
    Facet(FacetId),
    /// The sort of the organizations that lead.
    LeadSort,
    /// The sort of the organizations that fund.
    FunderSort,
}

impl GapsBy {
    /// Reads the word for it: `stage`, `lead-sort`, `funder-sort` or a facet's id.
    pub fn parse(word: &str, year: Option<i32>) -> Option<Self> {
        match word {
            "stage" => Some(Self::Stage(year)),
            "lead-sort" => Some(Self::LeadSort),
            "funder-sort" => Some(Self::FunderSort),
            facet => FacetId::parse(facet).ok().map(Self::Facet),
        }
    }

    fn word(&self) -> String {
        match self {
            Self::Stage(_) => "stage".to_owned(),
            Self::Facet(facet) => facet.to_string(),
            Self::LeadSort => "lead-sort".to_owned(),
            Self::FunderSort => "funder-sort".to_owned(),
        }
    }

    fn axis(&self) -> Axis {
        match self {
            Self::Stage(year) => Axis::Stage { year: *year },
            Self::Facet(facet) => Axis::Facet(facet.clone()),
            Self::LeadSort => Axis::LeadSort,
            Self::FunderSort => Axis::FunderSort,
        }
    }
}

/// Goals against stages, a facet, or the sort of who leads or funds.
///
/// # Errors
/// When the filter or the facet is not on the map.
pub fn gaps(ask: &Ask, by: &GapsBy) -> Result<Arc<wire::Gaps>, ApiError> {
    ask.once(&format!("gaps {by:?}"), || {
        let frame = ask.frame()?;
        let config = GapsConfig { columns: by.axis(), ..GapsConfig::default() };
        let table = draw(&frame, &config).map_err(EngineError::from)?;
        let year = match table.config.columns {
            Axis::Stage { year } => year,
            _ => None,
        };
        let counts = super::summary::by_goal(ask, &frame);
        let columns = table.columns.iter().map(|column| wire::GapColumn {
            id: column_id(&column.key),
            name: column.name.clone(),
        });
        let rows = table.rows.iter().zip(&table.cells);
        let rows = rows.filter_map(|(line, cells)| row(ask, line, cells, &counts));
        Ok(wire::Gaps {
            version: ask.version(),
            filter: ask.filter_words(),
            by: by.word(),
            year,
            rows: rows.collect(),
            columns: columns.collect(),
            initiatives_with_goal: wire::Known {
                known: table.initiatives - table.without_row.len(),
                of: table.initiatives,
            },
        })
    })
}

fn column_id(key: &LineKey) -> String {
    match key {
        LineKey::Goal(id) => id.to_string(),
        LineKey::Stage(stage) => stage.number().to_string(),
        LineKey::Term(term) => term.term.to_string(),
        LineKey::Sort(sort) => sort.clone(),
    }
}

fn row(ask: &Ask, line: &Line, cells: &[Cell], counts: &[wire::GoalCount]) -> Option<wire::GapRow> {
    let LineKey::Goal(goal) = &line.key else { return None };
    let id = goal;
    let goal = ask.name(id);
    let inferred = counts.iter().find(|count| count.goal == goal).map_or(0, |count| count.inferred);
    Some(wire::GapRow {
        goal,
        initiatives: line.initiatives,
        inferred,
        placed: known(line.placed),
        cells: cells.iter().map(|each| cell(ask, id, each)).collect(),
    })
}

fn cell(ask: &Ask, goal: &EntityId, cell: &Cell) -> wire::GapCell {
    let here = cell.initiatives.len();
    let (state, count) = match cell.kind {
        CellKind::Covered => (wire::CellState::Covered, Some(here)),
        CellKind::KnownEmpty => (wire::CellState::KnownEmpty, Some(0)),
        CellKind::Unknown { .. } => (wire::CellState::Unknown, None),
        CellKind::Impossible(_) => (wire::CellState::Impossible, None),
    };
    let members = cell.initiatives.iter().map(|initiative| wire::GapMember {
        initiative: ask.name(initiative),
        inferred: is_inferred(ask.map(), initiative, goal),
    });
    wire::GapCell {
        state,
        count,
        undetermined: cell.possible.len() + cell.undetermined,
        inferred: cell.inferred.count,
        initiatives: members.collect(),
        funders: cell.funders.len(),
        money: (&cell.money.support).into(),
    }
}
