//! Lists of grants, one to a row: each is a `funds` tie from who gives to who receives.

mod columns;
mod funder;
mod grant;
mod known;
mod list;
mod party;

use waymark_model::Map;

use crate::draft::Draft;
use crate::names::Names;
use crate::table::Table;
use crate::{Format, Mapping, Parsed, ReadConfig, ReadError};
use columns::Columns;
use list::List;

pub(crate) fn read(
    tables: Vec<Table>,
    map: &Map,
    mapping: &Mapping,
    _config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let (mut used, mut rows, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    let (mut draft, mut names) = (Draft::new(map), Names::new(map));
    for table in tables {
        let columns = Columns::of(&table, mapping)?;
        used.extend(columns.used(&table));
        let mut list = List::new(&table, &columns, mapping, &mut draft, &mut names)?;
        rows.extend(list.read());
        notices.extend(list.notices);
    }
    let (changes, rows) = draft.finish(rows);
    Ok(Parsed { format: Format::Grants, changes, rows, notices, columns: used })
}
