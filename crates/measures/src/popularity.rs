//! Popularity: who has many ties gets more, whoever asks.
//!
//! The degree of a column, or of a node. It knows nothing of who asks, and is what every measure of
//! suiting each other must beat: preferential attachment multiplies it by the degree of the one who
//! asks, which changes nothing in the order of one asker's list. Barabási & Albert (1999),
//! *Emergence of scaling in random networks*. Linear.

use crate::{Graph, Incidence};

/// How many rows each column has.
pub fn popularity_of_columns(matrix: &Incidence) -> Vec<f64> {
    (0..matrix.columns.rows()).map(|column| matrix.columns.row(column).len() as f64).collect()
}

/// How many neighbours each node has.
pub fn popularity_of_nodes(graph: &Graph) -> Vec<f64> {
    (0..graph.neighbors.rows()).map(|node| graph.degree(node) as f64).collect()
}
