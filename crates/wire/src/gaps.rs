//! Where nothing is known to happen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, MoneyTotals, Version};

/// Goals against a facet or the stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Gaps {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// What the columns are: `stage` or a facet's id.
    pub by: String,
    /// For stages: the year they are read at.
    pub year: Option<i32>,
    /// The rows: goals in their order.
    pub rows: Vec<GapRow>,
    /// The columns: stages or terms.
    pub columns: Vec<GapColumn>,
    /// Initiatives with a known goal, of all. The others are in no row.
    pub initiatives_with_goal: Known,
}

/// A column of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapColumn {
    /// Its id: a stage number or a term's id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A goal's row of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapRow {
    /// The goal.
    pub goal: EntityRef,
    /// How many initiatives serve it.
    pub initiatives: usize,
    /// How many of them are placed here by inference.
    pub inferred: usize,
    /// Initiatives of the row with a known value in the columns, of all of the row.
    pub placed: Known,
    /// The cells, one for each column.
    pub cells: Vec<GapCell>,
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// At least one initiative is here.
    Covered,
    /// Every initiative of the row is known to be elsewhere.
    KnownEmpty,
    /// None is known to be here, and some of the row are not known to be anywhere.
    Unknown,
    /// By the goal's definition nothing can be here.
    Impossible,
}

/// A cell of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapCell {
    /// What is known of it.
    pub state: CellState,
    /// How many initiatives are here for certain; absent where unknown or impossible.
    pub count: Option<usize>,
    /// How many more may be here: those whose range reaches here and those with no known value.
    pub undetermined: usize,
    /// How many of those here were placed under the goal by inference.
    pub inferred: usize,
    /// The initiatives that are here.
    pub initiatives: Vec<GapMember>,
    /// Organizations known to support them.
    pub funders: usize,
    /// What is known to be given to them.
    pub money: MoneyTotals,
}

/// An initiative in a cell of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapMember {
    /// The initiative.
    #[serde(flatten)]
    pub initiative: EntityRef,
    /// Whether it stands under the goal by inference, and by no source's own word.
    pub inferred: bool,
}
