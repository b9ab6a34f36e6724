//! Who is near a column that it does not hold yet: the product space.
//!
//! Two columns are near where whoever holds one mostly holds the other: φ_cc' = min(P(c|c'),
//! P(c'|c)) = |holders of both| / max(|holders of c|, |holders of c'|), and φ_cc = 1. A holder is
//! near a column by how much of what is near the column it holds: ω_ic = Σ_c' M_ic' φ_cc' /
//! Σ_c' φ_cc'. Hidalgo, Klinger, Barabási & Hausmann (2007), *The product space conditions the
//! development of nations*.
//!
//! A column without holders has no proximity, so that no density follows from the matrix alone.
//! O(entries in the rows of the column's holders) for proximities, O(rows + entries in the near
//! columns) for a density. Limits: with few holders proximities are coarse (a column with one holder is
//! near all that this one holds).

use std::collections::BTreeMap;

use crate::Incidence;

/// The columns near a column, itself among them, with their proximity, ascending by column. None
/// for a column without holders.
pub fn proximities(matrix: &Incidence, column: u32) -> Vec<(u32, f64)> {
    let mut both: BTreeMap<u32, u32> = BTreeMap::default();
    for holder in matrix.columns.row(column) {
        for other in matrix.rows.row(*holder) {
            *both.entry(*other).or_default() += 1;
        }
    }
    let holders = |column: u32| matrix.columns.row(column).len();
    let phi = |both: u32, other: u32| f64::from(both) / holders(column).max(holders(other)) as f64;
    both.into_iter().map(|(other, both)| (other, phi(both, other))).collect()
}

/// How near each row is to a column with these proximities: the rows with a density above 0,
/// ascending. Nothing is near where no proximity is known.
///
/// ```
/// use waymark_measures::{Incidence, density, proximities};
///
/// // Two hold 0 and 1; a third holds 0 only.
/// let matrix = Incidence::of(3, 2, &[(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)]);
/// let near = proximities(&matrix, 1);
/// assert_eq!(near, [(0, 2.0 / 3.0), (1, 1.0)]);
/// // The third holds two fifths of what is near column 1.
/// assert!((density(&matrix, &near)[2].1 - 0.4).abs() < 1e-12);
/// ```
pub fn density(matrix: &Incidence, proximities: &[(u32, f64)]) -> Vec<(u32, f64)> {
    let whole: f64 = proximities.iter().map(|(_, phi)| phi).sum();
    if whole <= 0.0 {
        return Vec::new();
    }
    let mut held = vec![0.0; matrix.rows.rows() as usize];
    for (column, phi) in proximities {
        for row in matrix.columns.row(*column) {
            held[*row as usize] += phi;
        }
    }
    let near = (0..).zip(held).filter(|(_, held)| *held > 0.0);
    near.map(|(row, held)| (row, held / whole)).collect()
}
