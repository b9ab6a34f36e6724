//! A workbook of the standard may have its parts on sheets of their own: several recipients of one
//! grant are rows of a sheet `Recipient Org`, joined to it by the identifier of the grant.

use std::sync::Arc;

use csv::StringRecord;
use rustc_hash::FxHashMap;

use super::{Field, field_of};
use crate::table::Table;
use crate::{Limits, Notice, ReadError};

/// The fields of a table, by their column.
type Fields = Vec<(usize, Field)>;

/// Joins the sheets of parts to the sheet of grants, where there is one, and says so.
pub(crate) fn join(
    mut tables: Vec<Table>,
    limits: &Limits,
) -> Result<(Vec<Table>, Vec<Notice>), ReadError> {
    let Some(at) = tables.iter().position(is_of_grants) else { return Ok((tables, Vec::new())) };
    let mut main = Main::of(tables.remove(at));
    let (parts, others): (Vec<Table>, Vec<Table>) = tables.into_iter().partition(is_of_parts);
    let mut notices = Vec::new();
    for part in parts {
        notices.extend(main.add(&part));
    }
    main.check(limits)?;
    let mut tables = vec![main.finish()];
    tables.extend(others);
    Ok((tables, notices))
}

fn fields_of(table: &Table) -> Fields {
    let fields = table.columns.iter().enumerate();
    fields.filter_map(|(place, name)| field_of(name).map(|field| (place, field))).collect()
}

fn identifier_in(fields: &Fields) -> Option<usize> {
    let id = fields.iter().find(|(_, field)| (field.part, field.name) == ("", "id"));
    id.map(|(place, _)| *place)
}

fn is_of_grants(table: &Table) -> bool {
    let fields = fields_of(table);
    let has = |name| fields.iter().any(|(_, field)| (field.part, field.name) == ("", name));
    has("id") && (has("amountAwarded") || has("awardDate"))
}

fn is_of_parts(table: &Table) -> bool {
    let fields = fields_of(table);
    let own = fields.iter().filter(|(_, field)| field.part.is_empty()).count();
    identifier_in(&fields).is_some() && own == 1 && fields.len() > 1
}

/// The sheet of grants, and what other sheets add to it.
struct Main {
    table: Table,
    places: FxHashMap<(&'static str, usize, &'static str), usize>,
    rows: FxHashMap<String, usize>,
    added: Vec<Vec<(usize, String)>>,
}

impl Main {
    fn of(table: Table) -> Self {
        let fields = fields_of(&table);
        let id = identifier_in(&fields);
        let rows = table.rows.iter().enumerate();
        let rows = rows.map(|(row, line)| (line.cell(id).to_owned(), row)).collect();
        let places = fields.iter();
        let places = places.map(|(place, it)| ((it.part, it.index, it.name), *place)).collect();
        Self { added: vec![Vec::new(); table.rows.len()], rows, places, table }
    }

    /// Adds the rows of a sheet of parts.
    fn add(&mut self, part: &Table) -> Vec<Notice> {
        let fields = fields_of(part);
        let id = identifier_in(&fields);
        let mut notices = Vec::new();
        let mut told = |line: Option<u64>, reason: String| {
            notices.push(Notice { file: part.file.clone(), line, column: None, reason });
        };
        let mut joined = 0;
        for line in &part.rows {
            let Some(row) = self.rows.get(line.cell(id)).copied() else {
                let reason = format!("no grant has the identifier `{}`", line.cell(id));
                told(Some(line.number), reason);
                continue;
            };
            joined += 1;
            let cells = fields.iter().filter(|(_, field)| !field.part.is_empty());
            let cells: Vec<(Field, String)> = cells
                .map(|(place, field)| (*field, line.cell(Some(*place)).to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            let Some((first, _)) = cells.first() else { continue };
            let index = self.index_for(row, first.part, &cells);
            for (field, text) in cells {
                let place = self.place(field.part, index, field.name);
                self.added[row].push((place, text));
            }
        }
        told(None, format!("the {joined} rows of this sheet add to the grants that they identify"));
        notices
    }

    /// Which of several parts a row speaks of: the one with its identifier, or the next free one.
    fn index_for(&self, row: usize, part: &'static str, cells: &[(Field, String)]) -> usize {
        let id = cells.iter().find(|(field, _)| field.name == "id").map(|(_, text)| text.as_str());
        let mut index = 0;
        loop {
            let has = |name| self.cell(row, (part, index, name));
            if id.is_some() && has("id") == id {
                return index;
            }
            let names = ["id", "name", "title", "code", "startDate", "geoCode"];
            if names.iter().all(|name| has(name).is_none()) {
                return index;
            }
            index += 1;
        }
    }

    fn cell(&self, row: usize, key: (&'static str, usize, &'static str)) -> Option<&str> {
        let place = *self.places.get(&key)?;
        let added = self.added[row].iter().find(|(at, _)| *at == place);
        let own = || self.table.rows[row].cell(Some(place));
        let text = added.map_or_else(own, |(_, text)| text.as_str());
        (!text.is_empty()).then_some(text)
    }

    fn place(&mut self, part: &'static str, index: usize, name: &'static str) -> usize {
        if let Some(place) = self.places.get(&(part, index, name)) {
            return *place;
        }
        let place = self.table.columns.len();
        self.table.columns.push(Arc::from(format!("{part}.{index}.{name}")));
        self.places.insert((part, index, name), place);
        place
    }

    fn check(&self, limits: &Limits) -> Result<(), ReadError> {
        let columns = self.table.columns.len() as u64;
        let cells = columns * self.table.rows.len() as u64;
        let found = [
            ("the number of columns", columns, limits.max_columns),
            ("the number of cells", cells, limits.max_cells),
        ];
        match found.into_iter().find(|(_, found, limit)| found > limit) {
            None => Ok(()),
            Some((what, _, limit)) => {
                let file = self.table.file.to_string();
                Err(ReadError::TooLarge { file, what, line: 1, limit })
            }
        }
    }

    fn finish(self) -> Table {
        let Self { mut table, added, .. } = self;
        let columns = table.columns.len();
        for (line, added) in table.rows.iter_mut().zip(added) {
            let own = line.cells.len();
            // A row that has not a cell for each column is still to be told.
            if own > columns {
                continue;
            }
            let mut cells: Vec<&str> = line.cells.iter().collect();
            cells.resize(columns, "");
            for (place, text) in &added {
                if cells[*place].is_empty() {
                    cells[*place] = text;
                }
            }
            line.cells = cells.into_iter().collect::<StringRecord>();
        }
        table
    }
}
