//! Where nothing is known to happen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, FundingStatus, Known, MoneyTotals, Run, Version};

/// A table of what is covered and what is missing: goals, terms, stages or sorts of organizations
/// against others of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Gaps {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// What the rows are: `goal`, `stage`, `lead-sort`, `funder-sort` or a facet's id.
    pub rows_by: String,
    /// What the columns are, in the same words.
    pub by: String,
    /// For stages: the year they are read at.
    pub year: Option<i32>,
    /// The rows, in the order of their axis.
    pub rows: Vec<GapRow>,
    /// The columns: stages or terms.
    pub columns: Vec<GapColumn>,
    /// Initiatives with a known goal, of all. The others are under no goal.
    pub initiatives_with_goal: Known,
    /// Initiatives with a known row, of all. The others are in no row, and may belong in any.
    pub initiatives_with_row: Known,
    /// Initiatives with a known column, of all.
    pub initiatives_with_column: Known,
    /// Cells with fewer initiatives than this, and at least one, are thin.
    pub threshold: usize,
    /// How many placements the expected counts rest on: initiatives known to be in a cell, once
    /// for each cell they are in.
    pub placements: usize,
    /// Whether some cells are impossible: expected counts are then those of quasi-independence.
    pub has_impossible: bool,
    /// Whether nearest actors were left out because the table has too many cells.
    pub nearest_cut: bool,
    /// Where money goes against where it is needed, if the question brought a table of needs.
    pub need: Option<NeedAdjusted>,
}

/// A column of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapColumn {
    /// Its id: that of a goal or a term, a stage number, or a sort.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many initiatives are known to be in it.
    pub initiatives: usize,
    /// How many more may be: their value is a range that touches it.
    pub possible: usize,
    /// Of those known to be in it, how many have a known row.
    pub placed: Known,
}

/// A row of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapRow {
    /// Its id: that of a goal or a term, a stage number, or a sort.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The goal, where rows are goals.
    pub goal: Option<EntityRef>,
    /// How many initiatives are known to be in it.
    pub initiatives: usize,
    /// How many of them are placed here by inference.
    pub inferred: usize,
    /// How many more may be in it: their value is a range that touches it.
    pub possible: usize,
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

/// Why nothing can be in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImpossibleBecause {
    /// The goal excludes the term by its definition.
    Excluded,
    /// The goal's first edition came after the year.
    NoSuchGoalYet,
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
    /// How many initiatives without a known row may be here too.
    pub unplaced: usize,
    /// How many of those here were placed under the goal by inference.
    pub inferred: usize,
    /// The initiatives that are here.
    pub initiatives: Vec<GapMember>,
    /// The initiatives whose range reaches here.
    pub possible: Vec<EntityRef>,
    /// Which of those here are going on.
    pub activity: GapActivity,
    /// Organizations known to support them.
    pub funders: usize,
    /// Who these are.
    pub supported_by: Vec<EntityRef>,
    /// Of the initiatives here, for how many a funder is known.
    pub funded: Known,
    /// What is known to be given to them.
    pub money: MoneyTotals,
    /// How many of their milestones are met.
    pub milestones_met: usize,
    /// Of the initiatives here, for how many any milestone is known.
    pub with_milestones: Known,
    /// How many would be here if rows and columns had nothing to do with one another (log-linear
    /// independence; quasi-independence where cells are impossible); absent where impossible and
    /// in a table without placements.
    pub expected: Option<f64>,
    /// The standardised residual (n − E)/√E; absent where nothing is expected.
    pub residual: Option<f64>,
    /// Whether some initiatives are here, but fewer than the threshold.
    pub thin: bool,
    /// On how much their support rests; absent where no support is known.
    pub fragility: Option<Fragility>,
    /// Who is near and not known to be here, for a cell that is empty, unknown or thin.
    pub nearest: Option<Nearest>,
    /// Why nothing can be here, where that is so.
    pub impossible: Option<ImpossibleBecause>,
    /// Why there should be none here although there are.
    pub contradicts: Option<ImpossibleBecause>,
}

/// An initiative in a cell of the coverage matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapMember {
    /// The initiative.
    #[serde(flatten)]
    pub initiative: EntityRef,
    /// Whether it stands under the goal by inference, and by no source's own word; where rows are
    /// no goals, whether it stands in the cell so.
    pub inferred: bool,
}

/// How many initiatives are going on today, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapActivity {
    /// Begun and not ended, or with a stage reached in this year.
    pub active: usize,
    /// Known to have ended.
    pub ended: usize,
    /// Known not to have begun.
    pub ahead: usize,
    /// No source says enough.
    pub unknown: usize,
}

/// Why a cell is fragile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FragileBecause {
    /// All known support comes from one funder, or from parts of one whole.
    OneFunder,
    /// The Herfindahl–Hirschman index of the known money is above 0.5.
    Concentrated,
    /// All known support has ended or ends within twelve months.
    Ending,
}

/// On how much the support of a cell rests, as far as is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fragility {
    /// Why it is fragile; empty where none of the three is known to hold.
    pub reasons: Vec<FragileBecause>,
    /// How many support ties are known.
    pub supports: usize,
    /// How many funders, parts of one whole taken as one.
    pub givers: usize,
    /// The Herfindahl–Hirschman index of the givers' shares of the known money; absent where no
    /// amount is known that can be added.
    pub herfindahl: Option<f64>,
    /// In which currency: that with the most amounts.
    pub currency: Option<String>,
    /// Of which status, where stated: amounts of different status are not added.
    pub status: Option<FundingStatus>,
    /// Of how much of the support the amount is known in that money.
    pub amounts: Known,
    /// Of how much of the support it is known when it ends.
    pub ends: Known,
    /// The day on which the last of it ends, where that is known of all.
    pub last_end: Option<String>,
}

/// From what nearness to a cell is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NearBy {
    /// From those who are in it.
    Cell,
    /// Nobody is in it: from those in its row and those in its column.
    RowAndColumn,
    /// From those in its row.
    Row,
    /// From those in its column.
    Column,
}

/// Who is near a cell and not known to be in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Nearest {
    /// From what the nearness of organizations is taken; absent where none is near.
    pub organizations_by: Option<NearBy>,
    /// Organizations that lead or support initiatives near by, the nearest first.
    pub organizations: Vec<NearActor>,
    /// From what the nearness of initiatives is taken; absent where none is near.
    pub initiatives_by: Option<NearBy>,
    /// Initiatives that stand near by, the nearest first.
    pub initiatives: Vec<NearActor>,
}

/// Somebody near a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NearActor {
    /// Who.
    #[serde(flatten)]
    pub actor: EntityRef,
    /// How much it holds of what is near the cell, from 0 to 1 (Hidalgo et al. 2007).
    pub density: f64,
    /// The nearest cells that it is in.
    pub because: Vec<NearCell>,
    /// Whether it may be in the cell already.
    pub perhaps_here: bool,
}

/// A cell that makes somebody near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NearCell {
    /// The id of its row.
    pub row: String,
    /// The id of its column.
    pub column: String,
    /// How near it is to the cell asked about, from 0 to 1.
    pub proximity: f64,
}

/// Where money goes against where it is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NeedAdjusted {
    /// Who says how much is needed.
    pub source: String,
    /// What need is counted in.
    pub unit: Option<String>,
    /// Which lines the needs are of: `rows` or `columns`.
    pub of: NeedOf,
    /// What is compared with them.
    pub basis: NeedBasis,
    /// In which currency money is compared; absent where no amount is known that can be added.
    pub currency: Option<String>,
    /// Of which status, where stated: amounts of different status are not added.
    pub status: Option<FundingStatus>,
    /// All rows, or all columns.
    pub lines: Vec<NeedLine>,
}

/// Which lines of a table needs are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedOf {
    /// The rows.
    Rows,
    /// The columns.
    Columns,
}

/// What is compared with needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedBasis {
    /// Known money.
    Money,
    /// The number of initiatives, since for some line no amount is known.
    Initiatives,
}

/// A row or column, its need and what it gets. Shares are of the lines whose need is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NeedLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its need, as a decimal; absent where the table of needs has none.
    pub need: Option<String>,
    /// Its share of the needs.
    pub need_share: Option<f64>,
    /// Initiatives known to be in it.
    pub initiatives: usize,
    /// Its share of the initiatives; absent where none is known and there may be some.
    pub initiatives_share: Option<f64>,
    /// Its share of the known money; absent where no amount of it is known.
    pub money_share: Option<f64>,
    /// Of how much of its support the amount is known in that money.
    pub amounts: Known,
    /// The location quotient: share of the money (or initiatives) by share of the need. Below 1 it
    /// gets less than its part.
    pub quotient: Option<f64>,
}
