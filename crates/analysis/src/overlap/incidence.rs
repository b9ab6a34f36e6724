//! Who has what: rows of a 0/1 matrix, and its columns.

use waymark_model::EntityId;

use crate::Frame;
use crate::csr::Csr;

/// A 0/1 matrix with named rows and columns; both are in the order of ids.
pub(crate) struct Incidence {
    pub(crate) row_ids: Vec<EntityId>,
    pub(crate) column_ids: Vec<EntityId>,
    /// The columns of each row, ascending.
    pub(crate) rows: Csr<u32>,
    /// The rows of each column, ascending.
    pub(crate) columns: Csr<u32>,
}

impl Incidence {
    /// Funders by what they support.
    pub(crate) fn of_support(frame: &Frame, regrants: bool, wholes: bool) -> Self {
        let counts = |funding: u32| regrants || !frame.fundings[funding as usize].regrant;
        let mut entries: Vec<(u32, u32)> = Vec::with_capacity(frame.fundings.len());
        for funder in 0..frame.len() as u32 {
            let supports = frame.supports.row(funder);
            let recipients = supports.iter().filter(|support| counts(support.funding));
            let recipients = recipients.map(|support| (funder, support.other));
            let start = entries.len();
            if wholes {
                entries.extend(recipients.map(|(f, node)| (f, frame.umbrella[node as usize])));
                entries[start..].sort_unstable();
            } else {
                entries.extend(recipients);
            }
        }
        entries.dedup();
        let names = if wholes { &frame.umbrella_ids } else { &frame.ids };
        Self::of_entries(&frame.ids, names, entries)
    }

    /// The same with rows and columns exchanged.
    pub(crate) fn transposed(self) -> Self {
        Self {
            row_ids: self.column_ids,
            column_ids: self.row_ids,
            rows: self.columns,
            columns: self.rows,
        }
    }

    /// A matrix of pairs of row and column, each pair once and sorted by row.
    fn of_entries(rows: &[EntityId], columns: &[EntityId], mut entries: Vec<(u32, u32)>) -> Self {
        let (row_ids, row_numbers) = compact(rows, entries.iter().map(|(row, _)| *row));
        let (column_ids, column_numbers) =
            compact(columns, entries.iter().map(|(_, column)| *column));
        for (row, column) in &mut entries {
            *row = row_numbers[*row as usize];
            *column = column_numbers[*column as usize];
        }
        let flipped: Vec<(u32, u32)> =
            entries.iter().map(|(row, column)| (*column, *row)).collect();
        let columns = Csr::build(column_ids.len(), &flipped);
        let mut rows = Csr::build(row_ids.len(), &entries);
        rows.sort_rows(|column| *column);
        Self { row_ids, column_ids, rows, columns }
    }

    /// The columns that two rows have in common, ascending.
    pub(crate) fn shared(&self, a: u32, b: u32) -> impl Iterator<Item = u32> {
        let (mut a, mut b) = (self.rows.row(a), self.rows.row(b));
        std::iter::from_fn(move || {
            while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
                if x <= y {
                    a = rest_a;
                }
                if y <= x {
                    b = rest_b;
                }
                if x == y {
                    return Some(*x);
                }
            }
            None
        })
    }
}

/// Numbers the names that are used. They come in the order of ids, and stay so.
fn compact(names: &[EntityId], used: impl Iterator<Item = u32>) -> (Vec<EntityId>, Vec<u32>) {
    let mut is_used = vec![false; names.len()];
    for name in used {
        is_used[name as usize] = true;
    }
    let kept: Vec<u32> = (0..names.len() as u32).filter(|name| is_used[*name as usize]).collect();
    let mut numbers = vec![u32::MAX; names.len()];
    for (number, name) in kept.iter().enumerate() {
        numbers[*name as usize] = number as u32;
    }
    (kept.iter().map(|name| names[*name as usize].clone()).collect(), numbers)
}
