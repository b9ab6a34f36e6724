//! A part of the matrix whose degrees are not met by what is already certain.

use super::Classes;

/// Classes of rows and of columns between which nothing is certain yet.
pub(super) struct Block {
    /// Falling by degree.
    pub(super) rows: Vec<Line>,
    /// Falling by degree.
    pub(super) columns: Vec<Line>,
}

/// A class of rows or columns within a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) class: usize,
    /// How many ones each of its lines has within the block.
    pub(super) degree: u64,
    /// How many lines it has.
    pub(super) size: u64,
}

/// What follows from degrees that leave no choice.
pub(super) struct Cut {
    /// The places that are certainly ones.
    pub(super) ones: Vec<(usize, usize)>,
    /// The blocks of which nothing is certain yet; places in neither are certainly zeros.
    pub(super) rest: [Block; 2],
}

impl Block {
    /// All of a matrix.
    pub(super) fn whole(rows: &Classes, columns: &Classes) -> Self {
        Self { rows: lines(rows), columns: lines(columns) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    /// Cuts the block where the degrees leave no choice: when the ones of the k highest rows are
    /// just enough to fill the l highest columns there and to hold all ones of the other columns.
    pub(super) fn cut(&self) -> Option<Cut> {
        let (k, l) = self.tight()?;
        let (high, low) = self.rows.split_at(k);
        let (left, right) = self.columns.split_at(l);
        let ones = high.iter().flat_map(|row| left.iter().map(|column| (row.class, column.class)));
        let (height, width) = (lines_in(high), lines_in(left));
        Some(Cut {
            ones: ones.collect(),
            rest: [
                Self { rows: lowered(high, width), columns: right.to_vec() },
                Self { rows: low.to_vec(), columns: lowered(left, height) },
            ],
        })
    }

    /// The first tight inequality of Gale and Ryser that is not one for every matrix. That classes
    /// are either cut off whole or not at all loses nothing: lines of one degree are alike.
    fn tight(&self) -> Option<(usize, usize)> {
        let all: u64 = self.columns.iter().map(|column| column.degree * column.size).sum();
        let (mut ones, mut height) = (0, 0);
        for k in 0..=self.rows.len() {
            let (mut right, mut width) = (all, 0);
            for l in 0..=self.columns.len() {
                let trivial = (k, l) == (0, self.columns.len()) || (k, l) == (self.rows.len(), 0);
                if !trivial && ones == height * width + right {
                    return Some((k, l));
                }
                if let Some(column) = self.columns.get(l) {
                    right -= column.degree * column.size;
                    width += column.size;
                }
            }
            if let Some(row) = self.rows.get(k) {
                ones += row.degree * row.size;
                height += row.size;
            }
        }
        None
    }
}

fn lines(classes: &Classes) -> Vec<Line> {
    let both = classes.degrees.iter().zip(&classes.sizes).enumerate();
    both.map(|(class, (degree, size))| Line {
        class,
        degree: u64::from(*degree),
        size: u64::from(*size),
    })
    .collect()
}

fn lines_in(lines: &[Line]) -> u64 {
    lines.iter().map(|line| line.size).sum()
}

fn lowered(lines: &[Line], by: u64) -> Vec<Line> {
    lines.iter().map(|line| Line { degree: line.degree - by, ..*line }).collect()
}
