//! One side of a two-mode network as a graph: rows are joined where they hold the same columns.
//!
//! An edge weighs Σ 1/(h − 1) over the columns that both hold, h being how many hold the column
//! (Newman 2001, see [`crate::newman`]): all that one holder of a column is tied to by it adds up to
//! 1, so that a column which everybody holds does not drown the others.
//!
//! Time and memory go with the wedges, Σ h(h − 1)/2. Where there are more than [`MOST_WEDGES`], the
//! columns with the most holders are left out, all of a size together, until there are not; they are
//! named, and they are those that say the least about any two of their holders.

use rayon::prelude::*;

use crate::{Csr, Graph, Incidence, Neighbor, Progress, Stopped, Watch, newman_share};

/// At most so many wedges: pairs of holders of one column.
pub const MOST_WEDGES: u64 = 20_000_000;

/// Rows joined by the columns they share.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The rows as nodes.
    pub graph: Graph,
    /// The columns that were left out, ascending.
    pub left_out: Vec<u32>,
}

/// Joins rows by the columns they share, going over at most so many wedges.
///
/// # Errors
/// When nobody wants the rest.
pub fn projection(
    matrix: &Incidence,
    most_wedges: u64,
    watch: &dyn Watch,
) -> Result<Projection, Stopped> {
    let most_holders = most_holders(matrix, most_wedges);
    let rows = matrix.rows.rows();
    let progress = Progress::new(watch, "joining by what is shared", rows as usize);
    let scratch = || (vec![0.0; rows as usize], Vec::new());
    let lists: Vec<Vec<Neighbor>> = (0..rows)
        .into_par_iter()
        .map_init(scratch, |(weights, touched), row| {
            progress.one_done()?;
            Ok(neighbors(matrix, row, most_holders, weights, touched))
        })
        .collect::<Result<_, Stopped>>()?;
    let left_out = (0..matrix.columns.rows())
        .filter(|column| matrix.columns.row(*column).len() > most_holders)
        .collect();
    Ok(Projection { graph: Graph { neighbors: Csr::of_lists(lists) }, left_out })
}

/// The most holders that a column may have so that there are not too many wedges.
fn most_holders(matrix: &Incidence, most_wedges: u64) -> usize {
    let mut sizes: Vec<usize> =
        (0..matrix.columns.rows()).map(|column| matrix.columns.row(column).len()).collect();
    sizes.sort_unstable();
    let (mut wedges, mut most) = (0, 0);
    for alike in sizes.chunk_by(|a, b| a == b) {
        let holders = alike[0] as u64;
        wedges += alike.len() as u64 * (holders * holders.saturating_sub(1) / 2);
        if wedges > most_wedges {
            break;
        }
        most = alike[0];
    }
    most
}

fn neighbors(
    matrix: &Incidence,
    row: u32,
    most_holders: usize,
    weights: &mut [f64],
    touched: &mut Vec<u32>,
) -> Vec<Neighbor> {
    for column in matrix.rows.row(row) {
        let holders = matrix.columns.row(*column);
        if holders.len() > most_holders {
            continue;
        }
        let share = newman_share(holders.len());
        for other in holders.iter().filter(|other| **other != row) {
            let weight = &mut weights[*other as usize];
            if *weight == 0.0 {
                touched.push(*other);
            }
            *weight += share;
        }
    }
    touched.sort_unstable();
    let take = |to| Neighbor { to, weight: std::mem::take(&mut weights[to as usize]) };
    touched.drain(..).map(take).collect()
}
