//! What a row shares with all others, in the time it takes to walk there and back.

use crate::Incidence;

/// Room for counting what one row after another shares with the others.
#[derive(Debug, Clone)]
pub struct SharedCounts {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl SharedCounts {
    /// Room for a matrix of so many rows.
    pub fn new(rows: u32) -> Self {
        Self { counts: vec![0; rows as usize], touched: Vec::new() }
    }

    /// How many columns a row shares with each later row with which it shares any, in no order.
    /// Time is the sum of the sizes of its columns.
    ///
    /// ```
    /// use waymark_measures::{Incidence, SharedCounts};
    ///
    /// let matrix = Incidence::of(3, 2, &[(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]);
    /// let mut counts = SharedCounts::new(3);
    /// let mut shared: Vec<(u32, u32)> = counts.with_later_rows(&matrix, 0).collect();
    /// shared.sort();
    /// assert_eq!(shared, [(1, 1), (2, 2)]);
    /// ```
    pub fn with_later_rows(
        &mut self,
        matrix: &Incidence,
        row: u32,
    ) -> impl Iterator<Item = (u32, u32)> {
        for column in matrix.rows.row(row) {
            // Rows ascend, so the later ones are at the end.
            let others = matrix.columns.row(*column).iter().rev();
            for other in others.take_while(|other| **other > row) {
                let count = &mut self.counts[*other as usize];
                if *count == 0 {
                    self.touched.push(*other);
                }
                *count += 1;
            }
        }
        self.touched
            .drain(..)
            .map(|other| (other, std::mem::take(&mut self.counts[other as usize])))
    }
}
