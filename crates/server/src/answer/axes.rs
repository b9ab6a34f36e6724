//! The words that say what the rows and columns of a table are.

use waymark_analysis::{Axis, LineKey};
use waymark_model::FacetId;

use crate::words::{WordError, Words};

const EXPECTED: &str = "`goal`, `stage`, `lead-sort`, `funder-sort` or the id of a facet";

/// What the rows and columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axes {
    /// The rows: goals, if nothing else is asked for.
    pub rows: Axis,
    /// The columns: stages, or goals where the rows are stages.
    pub columns: Axis,
}

impl Default for Axes {
    fn default() -> Self {
        Self { rows: Axis::Goal, columns: Axis::Stage { year: None } }
    }
}

impl Axes {
    /// Takes the words `rows`, `by` and `year`.
    ///
    /// # Errors
    /// When one of them is no axis or no year.
    pub fn read(words: &mut Words) -> Result<Self, WordError> {
        let year = words.read("year", "a year such as 2019", |year| year.parse().ok())?;
        let stages = Axis::Stage { year };
        let rows = words.read("rows", EXPECTED, |word| parse(word, year))?;
        let by = words.read("by", EXPECTED, |word| parse(word, year))?;
        let rows = rows.unwrap_or(Axis::Goal);
        let usual = if rows == stages { Axis::Goal } else { stages };
        Ok(Self { columns: by.unwrap_or(usual), rows })
    }

    /// The year that stages are read at, if one axis is stages.
    pub(super) fn year(rows: &Axis, columns: &Axis) -> Option<i32> {
        [rows, columns].into_iter().find_map(|axis| match axis {
            Axis::Stage { year } => *year,
            _ => None,
        })
    }
}

fn parse(word: &str, year: Option<i32>) -> Option<Axis> {
    match word {
        "goal" => Some(Axis::Goal),
        "stage" => Some(Axis::Stage { year }),
        "lead-sort" => Some(Axis::LeadSort),
        "funder-sort" => Some(Axis::FunderSort),
        facet => FacetId::parse(facet).ok().map(Axis::Facet),
    }
}

/// The word for an axis.
pub(super) fn word(axis: &Axis) -> String {
    axis.word().replace('_', "-")
}

/// The id of a row or column.
pub(super) fn id(key: &LineKey) -> String {
    key.id()
}
