//! Ways of length three in a two-mode network: whom a row would take up next.
//!
//! Two funders that support the same are alike, and what one supports may suit the other. So a row
//! i and a column k that it does not have are joined by the ways i – j – l – k: i has j, another
//! row l has j too, and l has k. With h the number of rows of a column and d the number of columns
//! of a row, a way weighs
//!
//! | [`Discount`] | weight of a way |
//! |---|---|
//! | `None` | 1: how many ways there are |
//! | `Degree` | 1/(h_j · d_l): who has everything tells little |
//! | `ResourceAllocation` | 1/h_j: the rows' resource allocation index, summed over who has k |
//! | `AdamicAdar` | 1/ln h_j: the rows' Adamic–Adar index, summed over who has k |
//!
//! In a two-mode network a row and a column have no neighbour in common, so that a measure of
//! common neighbours must go the long way. Shekhtman, Gates & Barabási (2024), *Mapping
//! philanthropic support of science*; Kovács et al. (2019), *Network-based prediction of protein
//! interactions*.
//!
//! The scores of one row take as long as there are ways of three edges from it. A row without columns, or whose columns
//! nobody else has, has no way to anything: that is not known, rather than that nothing suits it.

use crate::{Incidence, adamic_adar, resource_allocation};

/// How the ways are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// All the same.
    None,
    /// By the degrees of both nodes in the middle.
    Degree,
    /// By one over the degree of the column in the middle.
    ResourceAllocation,
    /// By one over the logarithm of the degree of the column in the middle.
    AdamicAdar,
}

/// One way: the column and the row in its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// The column that both rows have.
    pub column: u32,
    /// The row that has the column at the end.
    pub row: u32,
    /// What the way weighs.
    pub weight: f64,
}

impl Discount {
    fn weight(self, matrix: &Incidence, column: u32, row: u32) -> f64 {
        let (h, d) = (matrix.columns.row(column).len(), matrix.rows.row(row).len());
        match self {
            Self::None => 1.0,
            Self::Degree => 1.0 / (h as f64 * d as f64),
            Self::ResourceAllocation => resource_allocation::weight(h),
            Self::AdamicAdar => adamic_adar::weight(h),
        }
    }
}

/// The scores of all columns for a row; 0 for those that it has.
///
/// ```
/// use waymark_measures::{Discount, Incidence, path_three};
///
/// let matrix = Incidence::of(2, 2, &[(0, 0), (1, 0), (1, 1)]);
/// assert_eq!(path_three(&matrix, 0, Discount::None), [0.0, 1.0]);
/// assert_eq!(path_three(&matrix, 0, Discount::Degree), [0.0, 0.25]);
/// ```
pub fn path_three(matrix: &Incidence, row: u32, discount: Discount) -> Vec<f64> {
    let mut scores = vec![0.0; matrix.columns.rows() as usize];
    for column in matrix.rows.row(row) {
        for other in matrix.columns.row(*column).iter().filter(|other| **other != row) {
            let weight = discount.weight(matrix, *column, *other);
            matrix.rows.row(*other).iter().for_each(|end| scores[*end as usize] += weight);
        }
    }
    for column in matrix.rows.row(row) {
        scores[*column as usize] = 0.0;
    }
    scores
}

/// The scores of all rows for a column; 0 for those that have it. They are those of [`path_three`],
/// seen from the other side.
pub fn path_three_of_column(matrix: &Incidence, column: u32, discount: Discount) -> Vec<f64> {
    let mut scores = vec![0.0; matrix.rows.rows() as usize];
    for other in matrix.columns.row(column) {
        for middle in matrix.rows.row(*other).iter().filter(|middle| **middle != column) {
            let weight = discount.weight(matrix, *middle, *other);
            matrix.columns.row(*middle).iter().for_each(|row| scores[*row as usize] += weight);
        }
    }
    for row in matrix.columns.row(column) {
        scores[*row as usize] = 0.0;
    }
    scores
}

/// The ways from a row to a column that it does not have, the weightiest first. As many as there
/// are: O(what the rows of the column share with the row).
pub fn ways_of_three(matrix: &Incidence, row: u32, column: u32, discount: Discount) -> Vec<Way> {
    let others = matrix.columns.row(column).iter().filter(|other| **other != row);
    let mut ways: Vec<Way> = others
        .flat_map(|other| {
            let shared = matrix.shared(row, *other).filter(|middle| *middle != column);
            shared.map(|middle| Way {
                column: middle,
                row: *other,
                weight: discount.weight(matrix, middle, *other),
            })
        })
        .collect();
    ways.sort_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| (a.column, a.row).cmp(&(b.column, b.row)))
    });
    ways
}
