//! What a table of counts would hold if its rows and columns had nothing to do with one another.
//!
//! Log-linear independence: E_ij = n_i· n_·j / n. Where some cells can hold nothing (structural
//! zeros), *quasi*-independence: E_ij = a_i b_j over the other cells, with the same row and column
//! sums as the counts, found by iterative proportional fitting. The standardised residual
//! (n_ij − E_ij)/√E_ij says how far a cell is from what its row and column would lead to expect;
//! the sum of its squares is Pearson's X². Bishop, Fienberg & Holland (1975), *Discrete
//! Multivariate Analysis: Theory and Practice*, chapters 2 and 5.
//!
//! O(cells) without structural zeros, else O(cells · rounds). Limits: residuals of small counts
//! (E below about 5) are a hint and no test; and where a thing is counted in several cells, as an
//! initiative with two goals is, the table is one of placements and not of things.

/// The most rounds of fitting; after so many it is given up, and nothing is said.
pub const MOST_ROUNDS: usize = 10_000;

/// The most cells that are scaled in all, rounds taken together.
const MOST_WORK: usize = 200_000_000;

/// How closely fitted sums agree with those of the counts, as a part of the total.
const CLOSE: f64 = 1e-10;

/// What a table would hold if rows and columns were independent.
#[derive(Debug, Clone, PartialEq)]
pub struct Independence {
    /// The expected counts, row after row. None in an impossible cell, in a table without counts,
    /// and everywhere if the fitting did not come to an end.
    pub expected: Vec<Vec<Option<f64>>>,
    /// Rounds of fitting: 0 where the sums alone give the answer.
    pub rounds: usize,
}

impl Independence {
    /// (n − E)/√E of a cell with a count; none where nothing is expected.
    pub fn residual(&self, row: usize, column: usize, count: usize) -> Option<f64> {
        let expected = self.expected[row][column].filter(|expected| *expected > 0.0)?;
        Some((count as f64 - expected) / expected.sqrt())
    }
}

/// What a table would hold if rows and columns were independent, given which cells can hold
/// anything. Counts in impossible cells are left out of the sums.
///
/// ```
/// use waymark_measures::independence;
///
/// let table = independence(&[vec![3, 1], vec![1, 3]], |_, _| true);
/// assert_eq!(table.expected[0][0], Some(2.0));
/// assert_eq!(table.residual(0, 0, 3), Some(1.0 / 2f64.sqrt()));
/// ```
pub fn independence(
    counts: &[Vec<usize>],
    possible: impl Fn(usize, usize) -> bool,
) -> Independence {
    let columns = counts.first().map_or(0, Vec::len);
    let fits: Vec<Vec<bool>> = (0..counts.len())
        .map(|row| (0..columns).map(|column| possible(row, column)).collect())
        .collect();
    let margins = Margins::of(counts, &fits, columns);
    if margins.total == 0.0 {
        return Independence { expected: vec![vec![None; columns]; counts.len()], rounds: 0 };
    }
    if fits.iter().flatten().all(|fits| *fits) {
        return Independence { expected: margins.products(), rounds: 0 };
    }
    fit(&fits, &margins)
}

/// The sums of a table.
struct Margins {
    rows: Vec<f64>,
    columns: Vec<f64>,
    total: f64,
}

impl Margins {
    fn of(counts: &[Vec<usize>], fits: &[Vec<bool>], width: usize) -> Self {
        let mut margins =
            Self { rows: vec![0.0; counts.len()], columns: vec![0.0; width], total: 0.0 };
        for (row, (counts, fits)) in counts.iter().zip(fits).enumerate() {
            for (column, (count, _)) in counts.iter().zip(fits).enumerate().filter(|(_, c)| *c.1) {
                // Whole numbers below 2⁵³: the sums are exact in any order.
                margins.rows[row] += *count as f64;
                margins.columns[column] += *count as f64;
                margins.total += *count as f64;
            }
        }
        margins
    }

    fn products(&self) -> Vec<Vec<Option<f64>>> {
        let row = |row: &f64| self.columns.iter().map(|c| Some(row * c / self.total)).collect();
        self.rows.iter().map(row).collect()
    }
}

/// Iterative proportional fitting: rows and columns are scaled to their sums in turn.
fn fit(fits: &[Vec<bool>], margins: &Margins) -> Independence {
    let mut table: Vec<Vec<f64>> = fits
        .iter()
        .map(|row| row.iter().map(|fits| f64::from(u8::from(*fits))).collect())
        .collect();
    let cells = fits.len() * margins.columns.len();
    let most = MOST_ROUNDS.min(MOST_WORK / cells.max(1));
    for round in 1..=most {
        let mut apart = 0.0_f64;
        for (row, wanted) in table.iter_mut().zip(&margins.rows) {
            let sum: f64 = row.iter().sum();
            apart = apart.max((sum - wanted).abs());
            row.iter_mut().for_each(|cell| *cell = scaled(*cell, *wanted, sum));
        }
        let mut sums = vec![0.0; margins.columns.len()];
        for row in &table {
            sums.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell);
        }
        for row in &mut table {
            for (cell, (sum, wanted)) in row.iter_mut().zip(sums.iter().zip(&margins.columns)) {
                *cell = scaled(*cell, *wanted, *sum);
            }
        }
        let columns = sums.iter().zip(&margins.columns);
        apart = columns.fold(apart, |apart, (sum, wanted)| apart.max((sum - wanted).abs()));
        if apart <= CLOSE * margins.total {
            return Independence { expected: shown(&table, fits), rounds: round };
        }
    }
    let unknown = fits.iter().map(|row| vec![None; row.len()]).collect();
    Independence { expected: unknown, rounds: most }
}

fn scaled(cell: f64, wanted: f64, sum: f64) -> f64 {
    // A sum of 0 means that all of its cells are 0 and stay so; none of them is wanted either.
    if sum > 0.0 { cell * wanted / sum } else { cell }
}

fn shown(table: &[Vec<f64>], fits: &[Vec<bool>]) -> Vec<Vec<Option<f64>>> {
    let row = |(cells, fits): (&Vec<f64>, &Vec<bool>)| {
        cells.iter().zip(fits).map(|(cell, fits)| fits.then_some(*cell)).collect()
    };
    table.iter().zip(fits).map(row).collect()
}
