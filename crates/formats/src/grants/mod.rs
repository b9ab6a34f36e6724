//! Lists of grants, one to a row: each is a `funds` tie from who gives to who receives.

mod columns;
mod funder;
mod grant;
mod ids;
mod known;
mod list;
mod parties;
mod party;
mod suggest;
mod usual;

use waymark_model::Map;

use crate::draft::Draft;
use crate::names::Names;
use crate::table::Table;
use crate::{Format, Mapping, Parsed, ReadError, UsedColumn, UsedMapping};
use columns::Columns;
pub(crate) use funder::stem_of;
use list::List;

/// Whether a table is a list of grants.
///
/// # Errors
/// Why it is none.
pub(crate) fn check(table: &Table, mapping: &Mapping) -> Result<(), ReadError> {
    Columns::of(table, mapping).map(|_| ())
}

/// What can be told of the columns of a table, be it a list of grants or not.
pub(crate) fn look(table: &Table, mapping: &Mapping) -> Vec<UsedColumn> {
    Columns::find(table, mapping).used(table)
}

/// Says which column a mapping names that no table has.
fn check_mapped(tables: &[Table], mapping: &Mapping) -> Result<(), ReadError> {
    let Some(first) = tables.first() else { return Ok(()) };
    let missing = |name: &&String| !tables.iter().any(|table| table.column(name).is_some());
    match mapping.columns.values().find(missing) {
        None => Ok(()),
        Some(name) => Err(ReadError::NoSuchColumn {
            file: first.file.to_string(),
            column: name.clone(),
            found: first.column_names(),
        }),
    }
}

pub(crate) fn read(tables: Vec<Table>, map: &Map, mapping: &Mapping) -> Result<Parsed, ReadError> {
    check_mapped(&tables, mapping)?;
    let mut parsed = Parsed::of(Format::Grants);
    let mut all_rows = Vec::new();
    let (mut draft, mut names) = (Draft::new(map), Names::new(map));
    for mut table in tables {
        let columns = Columns::of(&table, mapping)?;
        parsed.columns.extend(columns.used(&table));
        let mapping_used = columns.mapping(&table, mapping);
        let mut list = List::new(&table, &columns, mapping, &mut draft, &mut names)?;
        all_rows.extend(list.read());
        parsed.notices.extend(list.notices);
        parsed.questions.extend(list.questions);
        let mark = list.style.mark;
        let mapping = Mapping { decimal_mark: mark, ..mapping_used };
        parsed.mappings.push(UsedMapping { file: table.file.clone(), mapping });
        table.detected.decimal_mark = mark;
        parsed.detected.push(table.detected);
    }
    (parsed.changes, parsed.rows) = draft.finish(all_rows);
    Ok(parsed)
}
