//! Newman weight: how much two rows have in common, where what few hold counts for more.
//!
//! Each shared column gives 1/(h − 1), h being how many hold it: one that only the two hold gives
//! 1, one that everybody holds gives next to nothing. The weights of a row with all others add up
//! to the number of its columns that somebody else holds too. A column with one holder is shared
//! with nobody and gives nothing. O(shared columns).
//!
//! Newman (2001), *Scientific collaboration networks. II. Shortest paths, weighted networks, and
//! centrality*.

use crate::Incidence;

/// The Newman weight of two rows over those of their shared columns that are named, in their order.
///
/// ```
/// use waymark_measures::{Incidence, newman};
///
/// // The first column is held by two, the second by three.
/// let matrix = Incidence::of(3, 2, &[(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)]);
/// assert_eq!(newman(&matrix, matrix.shared(0, 1)), 1.5);
/// ```
pub fn newman(matrix: &Incidence, shared: impl IntoIterator<Item = u32>) -> f64 {
    shared.into_iter().map(|column| newman_share(matrix.columns.row(column).len())).sum()
}

/// What one shared column gives, by how many hold it.
pub fn newman_share(holders: usize) -> f64 {
    if holders < 2 { 0.0 } else { 1.0 / (holders - 1) as f64 }
}
