//! The matrix that is as random as can be, given how many ones each row and column has on average.
//!
//! The Bipartite Configuration Model: place (i, k) holds a one with probability
//! q_ik = x_i·y_k / (1 + x_i·y_k), independently, and the x and y are such that every row and every
//! column has on average as many ones as it was found to have. Saracco, Di Clemente, Gabrielli &
//! Squartini (2015), *Randomizing bipartite networks: the case of the World Trade Web*; as a null
//! model of overlap also the stochastic degree sequence model, Neal (2014), *The backbone of
//! bipartite projections*.
//!
//! Rows of equal degree have equal x, so the unknowns are as many as there are different degrees:
//! Vallarano et al. (2021), *Fast and scalable likelihood maximization for exponential random graph
//! models*. Where the degrees leave no choice (an empty or a full row, and whatever follows from
//! them: Gale 1957, Ryser 1957), q is exactly 0 or 1; what remains falls into blocks that are fitted
//! by Newton's method with the smaller side eliminated: O(R·C·min(R, C)) for R and C different
//! degrees, in each of about ten rounds.

mod block;
mod newton;

use crate::bicm::block::{Block, Cut};
use crate::{Incidence, PoissonBinomial, Stopped, Watch};

/// How far the average of a degree may be from the degree.
pub const BICM_TOLERANCE: f64 = 1e-10;

/// A matrix filled at random, with the degrees of a given one on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Bicm {
    rows: Classes,
    columns: Classes,
    /// The probability of a one, for each class of rows and within it each class of columns.
    probabilities: Vec<f64>,
    residual: f64,
}

/// Lines of a matrix, by degree.
#[derive(Debug, Clone, PartialEq)]
struct Classes {
    /// The class of each line.
    of: Vec<u32>,
    /// The degree of each class, falling.
    degrees: Vec<u32>,
    /// How many lines are in each class.
    sizes: Vec<u32>,
}

impl Bicm {
    /// Fits the model to a matrix.
    ///
    /// # Errors
    /// When nobody wants it any more.
    ///
    /// ```
    /// use waymark_measures::{Bicm, Incidence, Unwatched};
    ///
    /// let matrix = Incidence::of(2, 3, &[(0, 0), (0, 1), (1, 1)]);
    /// let model = Bicm::fit(&matrix, &Unwatched)?;
    /// let degree: f64 = (0..3).map(|column| model.probability(0, column)).sum();
    /// assert!((degree - 2.0).abs() < 1e-10);
    /// assert_eq!(model.probability(0, 2), 0.0);
    /// # Ok::<(), waymark_measures::Stopped>(())
    /// ```
    pub fn fit(matrix: &Incidence, watch: &dyn Watch) -> Result<Self, Stopped> {
        let rows = Classes::of((0..matrix.rows.rows()).map(|row| matrix.rows.row(row).len()));
        let columns =
            Classes::of((0..matrix.columns.rows()).map(|column| matrix.columns.row(column).len()));
        let mut probabilities = vec![0.0; rows.degrees.len() * columns.degrees.len()];
        let width = columns.degrees.len();
        let mut open = vec![Block::whole(&rows, &columns)];
        while let Some(block) = open.pop() {
            if block.is_empty() {
                continue;
            }
            match block.cut() {
                Some(Cut { ones, rest }) => {
                    for (row, column) in ones {
                        probabilities[row * width + column] = 1.0;
                    }
                    open.extend(rest);
                }
                None => {
                    for (row, column, probability) in newton::solve(&block, watch)? {
                        probabilities[row * width + column] = probability;
                    }
                }
            }
        }
        let mut model = Self { rows, columns, probabilities, residual: 0.0 };
        model.residual = model.largest_residual();
        Ok(model)
    }

    /// The probability of a one at a place.
    pub fn probability(&self, row: u32, column: u32) -> f64 {
        let column = self.columns.of[column as usize] as usize;
        self.probabilities_of(self.rows.of[row as usize])[column]
    }

    /// What two rows share when the matrix is filled at random.
    pub fn overlap(&self, a: u32, b: u32) -> PoissonBinomial {
        self.overlap_of_classes(self.rows.of[a as usize], self.rows.of[b as usize])
    }

    /// The same for any two rows of two classes. There is a class for each degree that rows have,
    /// numbered from 0, the highest degree first.
    pub fn overlap_of_classes(&self, a: u32, b: u32) -> PoissonBinomial {
        let both = self.probabilities_of(a).iter().zip(self.probabilities_of(b));
        let groups = both.zip(&self.columns.sizes).map(|((p, q), size)| (p * q, *size));
        PoissonBinomial::of_groups(groups)
    }

    /// By how much the average of a degree is off at most.
    pub fn residual(&self) -> f64 {
        self.residual
    }

    /// Whether every degree is met on average, to within [`BICM_TOLERANCE`].
    pub fn converged(&self) -> bool {
        self.residual <= BICM_TOLERANCE
    }

    fn probabilities_of(&self, row_class: u32) -> &[f64] {
        let width = self.columns.degrees.len();
        &self.probabilities[row_class as usize * width..][..width]
    }

    fn largest_residual(&self) -> f64 {
        let width = self.columns.degrees.len();
        let mut off = 0.0_f64;
        let mut of_columns = vec![0.0; width];
        for (class, degree) in self.rows.degrees.iter().enumerate() {
            let mut sum = 0.0;
            for (column, q) in self.probabilities_of(class as u32).iter().enumerate() {
                sum += q * f64::from(self.columns.sizes[column]);
                of_columns[column] += q * f64::from(self.rows.sizes[class]);
            }
            off = off.max((sum - f64::from(*degree)).abs());
        }
        let columns = of_columns.iter().zip(&self.columns.degrees);
        columns.map(|(sum, degree)| (sum - f64::from(*degree)).abs()).fold(off, f64::max)
    }
}

impl Classes {
    fn of(degrees: impl Iterator<Item = usize>) -> Self {
        let degree_of: Vec<u32> = degrees.map(|degree| degree as u32).collect();
        let mut degrees = degree_of.clone();
        degrees.sort_unstable_by(|a, b| b.cmp(a));
        degrees.dedup();
        let mut sizes = vec![0; degrees.len()];
        let of: Vec<u32> = degree_of
            .iter()
            .map(|degree| {
                let class = degrees.partition_point(|other| other > degree);
                sizes[class] += 1;
                class as u32
            })
            .collect();
        Self { of, degrees, sizes }
    }
}
