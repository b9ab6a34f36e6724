//! Who has what: a 0/1 matrix, by rows and by columns.

use crate::Csr;

/// A 0/1 matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incidence {
    /// The columns of each row, ascending.
    pub rows: Csr<u32>,
    /// The rows of each column, ascending.
    pub columns: Csr<u32>,
}

impl Incidence {
    /// A matrix with ones at some places; a place named twice is one place. Entries are row and
    /// column. O(entries · log entries).
    pub fn of(rows: usize, columns: usize, entries: &[(u32, u32)]) -> Self {
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        entries.dedup();
        let flipped: Vec<(u32, u32)> =
            entries.iter().map(|(row, column)| (*column, *row)).collect();
        Self { rows: Csr::build(rows, &entries), columns: Csr::build(columns, &flipped) }
    }

    /// The same with rows and columns exchanged.
    pub fn transposed(self) -> Self {
        Self { rows: self.columns, columns: self.rows }
    }

    /// The columns that two rows have in common, ascending. O(their lengths).
    pub fn shared(&self, a: u32, b: u32) -> impl Iterator<Item = u32> {
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
