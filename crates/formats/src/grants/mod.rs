//! Lists of grants, one to a row.
use waymark_model::Map;

use crate::table::Table;
use crate::{Mapping, Parsed, ReadConfig, ReadError};

pub(crate) fn read(
    tables: Vec<Table>,
    _map: &Map,
    _mapping: &Mapping,
    _config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let Some(table) = tables.first() else { return Err(ReadError::Nothing) };
    let expected = "the tables of a guide".to_owned();
    let found = table.column_names();
    Err(ReadError::UnknownFormat { file: table.file.to_string(), expected, found })
}
