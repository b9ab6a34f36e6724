//! The tables of a guide: organizations, initiatives, goals, milestones and ties, told apart by
//! their columns. Any of them may be read alone, in any order and under any name: what one refers
//! to is looked up in the other tables and on the map, by the code that the guide gives it.

mod context;
mod milestones;
mod stages;
mod things;
mod ties;

use waymark_model::Map;

use crate::table::Table;
use crate::{Format, GuideWords, Mapping, Parsed, ReadError, UsedColumn};
use context::Context;
pub(crate) use context::empty;

/// Which of the five tables a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TableKind {
    Organizations,
    Goals,
    Initiatives,
    Ties,
    Milestones,
}

/// A column of a guide's table and what it is read as.
type Column = (&'static str, &'static str);

const SOURCE: [Column; 2] =
    [("source_url_or_repo_path", "where it is stated"), ("confidence", "how sure it is")];

impl TableKind {
    /// In the order in which they are read, so that what is referred to comes first.
    const ALL: [Self; 5] =
        [Self::Organizations, Self::Goals, Self::Initiatives, Self::Ties, Self::Milestones];

    /// The name of the table, as provenances carry it.
    fn word(self) -> &'static str {
        match self {
            Self::Organizations => "organizations",
            Self::Goals => "goals",
            Self::Initiatives => "initiatives",
            Self::Ties => "ties",
            Self::Milestones => "milestones",
        }
    }

    /// The columns that cannot be done without come first; their number is the second value.
    fn columns(self) -> (&'static [Column], usize) {
        match self {
            Self::Organizations => (
                &[
                    ("org_id", "the code"),
                    ("name", "the name"),
                    ("type", "the sort of body"),
                    ("role_in_map", "an attribute"),
                    ("own_words", "the description"),
                ],
                2,
            ),
            Self::Goals => (
                &[
                    ("goal_id", "the code"),
                    ("name", "the name"),
                    ("own_words", "the description"),
                    ("order_in_third_edition", "the order, and that the edition has it"),
                ],
                2,
            ),
            Self::Initiatives => (
                &[
                    ("initiative_id", "the code"),
                    ("name", "the name"),
                    ("lead_org_id", "a `leads` tie"),
                    ("goal_id", "a `serves` tie"),
                    ("goal_basis", "how sure the `serves` tie is"),
                    ("in_guide", "a term"),
                    ("stage_1to5_by_year", "stage readings, or the end"),
                    ("start", "the start"),
                    ("own_words", "the description"),
                ],
                2,
            ),
            Self::Ties => (
                &[
                    ("from_id", "where the tie comes from"),
                    ("relation", "the verb"),
                    ("to_id", "where the tie goes to"),
                    ("date", "the date"),
                    ("amount_usd", "the amount, in USD"),
                    ("detail", "a note"),
                ],
                3,
            ),
            Self::Milestones => (
                &[
                    ("subject_id", "whose milestone it is"),
                    ("event", "the title"),
                    ("date", "when it was done, or due"),
                    ("amount_usd", "the amount, in USD"),
                ],
                2,
            ),
        }
    }
}

/// Which table this is, by the columns that no list of grants has.
pub(crate) fn table_kind(table: &Table) -> Option<TableKind> {
    let has = |column| table.column(column).is_some();
    if has("initiative_id") {
        Some(TableKind::Initiatives)
    } else if has("from_id") || has("to_id") {
        Some(TableKind::Ties)
    } else if has("subject_id") {
        Some(TableKind::Milestones)
    } else if has("org_id") {
        Some(TableKind::Organizations)
    } else if has("goal_id") {
        Some(TableKind::Goals)
    } else {
        None
    }
}

pub(crate) fn read(tables: &[Table], map: &Map, mapping: &Mapping) -> Result<Parsed, ReadError> {
    let mut columns = Vec::new();
    for table in tables {
        columns.extend(check_columns(table)?);
    }
    let words = GuideWords::built_in().overlaid(mapping.words.clone());
    let mut context = Context::new(map, words);
    context.note_unread(&columns);
    milestones::read_editions(&mut context, &of_kind(tables, TableKind::Milestones));
    for kind in TableKind::ALL {
        let tables = of_kind(tables, kind);
        match kind {
            TableKind::Organizations => things::read_organizations(&mut context, &tables),
            TableKind::Goals => things::read_goals(&mut context, &tables),
            TableKind::Initiatives => things::read_initiatives(&mut context, &tables),
            TableKind::Ties => ties::read(&mut context, &tables),
            TableKind::Milestones => milestones::read(&mut context, &tables),
        }
    }
    let (changes, rows, notices) = context.finish();
    let detected = tables.iter().map(|table| table.detected.clone()).collect();
    Ok(Parsed { changes, rows, notices, columns, detected, ..Parsed::of(Format::Guide) })
}

/// The tables of a kind, with their place among all.
fn of_kind(tables: &[Table], kind: TableKind) -> Vec<(usize, &Table)> {
    let tables = tables.iter().enumerate();
    tables.filter(|(_, table)| table_kind(table) == Some(kind)).collect()
}

/// What each column of a guide's table is read as.
///
/// # Errors
/// When one that cannot be done without is missing.
pub(crate) fn check_columns(table: &Table) -> Result<Vec<UsedColumn>, ReadError> {
    let Some(kind) = table_kind(table) else { return Ok(Vec::new()) };
    let (known, required) = kind.columns();
    if let Some((missing, what)) =
        known[..required].iter().find(|(name, _)| table.column(name).is_none())
    {
        return Err(ReadError::MissingColumn {
            file: table.file.to_string(),
            what,
            expected: format!("`{missing}`, as this is the table of {}", kind.word()),
            found: table.column_names(),
        });
    }
    let used_as = |column: &str| {
        let mut all = known.iter().chain(&SOURCE);
        all.find(|(name, _)| name.eq_ignore_ascii_case(column)).map(|(_, used_as)| *used_as)
    };
    let used = table.columns.iter().enumerate().map(|(place, column)| UsedColumn {
        file: table.file.clone(),
        column: column.to_string(),
        used_as: used_as(column),
        basis: used_as(column).map(|_| crate::Basis::Name),
        target: None,
        samples: table.samples(place),
    });
    Ok(used.collect())
}
