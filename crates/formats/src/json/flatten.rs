//! One record as cells: nested objects and arrays by their path, plain lists in one cell.

use serde_json::value::RawValue;

use super::{Columns, records};
use crate::Limits;
use crate::value::plain_number;

/// The cells of a record, by the place of their column.
pub(crate) type Cells = Vec<(usize, String)>;

/// The sign between the values of a list in one cell.
const BETWEEN: &str = " | ";

/// Flattens an object.
///
/// # Errors
/// The reason, when it nests too deep or names more than there may be.
pub(crate) fn flatten(
    raw: &RawValue,
    columns: &mut Columns,
    limits: &Limits,
) -> Result<Cells, &'static str> {
    let mut flattening = Flattening { columns, limits, cells: Cells::new(), path: String::new() };
    flattening.value(raw, 0)?;
    Ok(flattening.cells)
}

struct Flattening<'c> {
    columns: &'c mut Columns,
    limits: &'c Limits,
    cells: Cells,
    path: String,
}

impl Flattening<'_> {
    fn value(&mut self, raw: &RawValue, depth: usize) -> Result<(), &'static str> {
        if depth > self.limits.max_depth {
            return Err("nests too deep");
        }
        if self.cells.len() as u64 > self.limits.max_columns {
            return Err("has more values than a table may have columns");
        }
        match raw.get().as_bytes().first() {
            Some(b'{') => {
                for (name, value) in records::members(raw.get()).ok_or("is no JSON object")? {
                    self.under(&name, value, depth)?;
                }
                Ok(())
            }
            Some(b'[') => self.array(raw, depth),
            _ => {
                self.cell(scalar(raw));
                Ok(())
            }
        }
    }

    fn array(&mut self, raw: &RawValue, depth: usize) -> Result<(), &'static str> {
        let elements: Vec<&RawValue> =
            serde_json::from_str(raw.get()).map_err(|_| "is no JSON array")?;
        let plain = |element: &&RawValue| !element.get().starts_with(['{', '[']);
        if elements.iter().all(plain) {
            let texts: Vec<String> = elements.into_iter().map(scalar).collect();
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            self.cell(texts.join(BETWEEN));
            return Ok(());
        }
        for (index, element) in elements.into_iter().enumerate() {
            self.under(&index.to_string(), element, depth)?;
        }
        Ok(())
    }

    fn under(&mut self, name: &str, value: &RawValue, depth: usize) -> Result<(), &'static str> {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let done = self.value(value, depth + 1);
        self.path.truncate(length);
        done
    }

    fn cell(&mut self, text: String) {
        let place = self.columns.place(&self.path);
        self.cells.push((place, text));
    }
}

/// A value that holds no others, as text; `null` is nothing.
fn scalar(raw: &RawValue) -> String {
    let raw = raw.get();
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).unwrap_or_default(),
        Some(b'n') => String::new(),
        Some(b't' | b'f') => raw.to_owned(),
        _ => plain_number(raw).unwrap_or_else(|| raw.to_owned()),
    }
}
