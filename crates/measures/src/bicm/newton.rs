//! Newton's method for the degrees of a block.
//!
//! With α = ln x and β = ln y the likelihood is concave, and in a block in which no place is
//! certain it has one maximum (up to a constant moved from α to β), where all degrees are met.

use super::block::{Block, Line};
use crate::{Stopped, Watch};

/// More rounds than any block was ever seen to need.
const MOST_ROUNDS: usize = 200;

/// Where rounding has the last word: no step below this makes a degree better.
const GOOD_ENOUGH: f64 = 1e-12;

/// The probability of a one for each class of rows and columns of a block.
pub(super) fn solve(block: &Block, watch: &dyn Watch) -> Result<Vec<(usize, usize, f64)>, Stopped> {
    // The system that is solved has the size of the second side.
    let flipped = block.columns.len() > block.rows.len();
    let (first, second) =
        if flipped { (&block.columns, &block.rows) } else { (&block.rows, &block.columns) };
    let mut fit = Fit::begin(first, second);
    for _ in 0..MOST_ROUNDS {
        if !watch.goes_on() {
            return Err(Stopped);
        }
        if fit.off <= GOOD_ENOUGH || !fit.improve() {
            break;
        }
    }
    let width = second.len();
    let places = (0..first.len()).flat_map(|i| (0..width).map(move |k| (i, k)));
    Ok(places
        .map(|(i, k)| {
            let (a, b) = (first[i].class, second[k].class);
            let (row, column) = if flipped { (b, a) } else { (a, b) };
            (row, column, fit.probabilities[i * width + k])
        })
        .collect())
}

struct Fit<'a> {
    first: &'a [Line],
    second: &'a [Line],
    alpha: Vec<f64>,
    beta: Vec<f64>,
    probabilities: Vec<f64>,
    /// What is missing to the degrees of each class, over all its lines.
    missing_first: Vec<f64>,
    missing_second: Vec<f64>,
    likelihood: f64,
    /// How far a degree is off at most.
    off: f64,
}

impl<'a> Fit<'a> {
    fn begin(first: &'a [Line], second: &'a [Line]) -> Self {
        let ones: f64 = first.iter().map(|line| (line.degree * line.size) as f64).sum();
        let guess = |line: &Line| (line.degree as f64 / ones.sqrt()).ln();
        let alpha = first.iter().map(guess).collect();
        let beta = second.iter().map(guess).collect();
        Self::at(first, second, alpha, beta)
    }

    fn at(first: &'a [Line], second: &'a [Line], alpha: Vec<f64>, beta: Vec<f64>) -> Self {
        let mut probabilities = Vec::with_capacity(first.len() * second.len());
        let mut missing_first: Vec<f64> = first.iter().map(|line| line.degree as f64).collect();
        let mut missing_second: Vec<f64> = second.iter().map(|line| line.degree as f64).collect();
        let mut likelihood = 0.0;
        for (i, row) in first.iter().enumerate() {
            likelihood += (row.degree * row.size) as f64 * alpha[i];
            for (k, column) in second.iter().enumerate() {
                let exponent: f64 = alpha[i] + beta[k];
                let probability = 1.0 / (1.0 + (-exponent).exp());
                let softplus = exponent.max(0.0) + (-exponent.abs()).exp().ln_1p();
                probabilities.push(probability);
                missing_first[i] -= column.size as f64 * probability;
                missing_second[k] -= row.size as f64 * probability;
                likelihood -= (row.size * column.size) as f64 * softplus;
            }
        }
        for (k, column) in second.iter().enumerate() {
            likelihood += (column.degree * column.size) as f64 * beta[k];
        }
        let both = missing_first.iter().chain(&missing_second);
        let off = both.fold(0.0, |off: f64, missing| off.max(missing.abs()));
        let scale = |missing: &mut Vec<f64>, lines: &[Line]| {
            missing.iter_mut().zip(lines).for_each(|(missing, line)| *missing *= line.size as f64);
        };
        scale(&mut missing_first, first);
        scale(&mut missing_second, second);
        Self {
            first,
            second,
            alpha,
            beta,
            probabilities,
            missing_first,
            missing_second,
            likelihood,
            off,
        }
    }

    /// Takes a step that makes the fit better, if there is one. Since the likelihood is concave, a
    /// shortened Newton step always does, until rounding has the last word.
    fn improve(&mut self) -> bool {
        let Some((step_first, step_second)) = self.newton_step() else { return false };
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let slope = dot(&self.missing_first, &step_first) + dot(&self.missing_second, &step_second);
        let mut length = 1.0;
        for _ in 0..60 {
            let moved = |from: &[f64], step: &[f64]| {
                from.iter().zip(step).map(|(from, step)| from + length * step).collect::<Vec<_>>()
            };
            let alpha = moved(&self.alpha, &step_first);
            let beta = moved(&self.beta, &step_second);
            let next = Self::at(self.first, self.second, alpha, beta);
            if next.is_better_than(self, 1e-4 * length * slope) {
                *self = next;
                return true;
            }
            length /= 2.0;
        }
        false
    }

    /// Whether the likelihood rose by so much; or, near the maximum, where it can no longer tell
    /// steps apart, whether the degrees can.
    fn is_better_than(&self, before: &Self, rise: f64) -> bool {
        let rounding = 1e-11 * before.likelihood.abs();
        if rise > rounding {
            self.likelihood >= before.likelihood + rise
        } else {
            self.likelihood >= before.likelihood - rounding && self.off < before.off
        }
    }

    /// Solves (D M; Mᵀ E)·step = missing by way of (E − Mᵀ D⁻¹ M). That one is singular, since a
    /// constant may be moved between the two sides: the last step of the second side is 0.
    fn newton_step(&self) -> Option<(Vec<f64>, Vec<f64>)> {
        let width = self.second.len();
        let size = width - 1;
        let mut system = vec![0.0; size * size];
        let mut target: Vec<f64> = self.missing_second[..size].to_vec();
        let mut diagonal = Vec::with_capacity(self.first.len());
        for i in 0..self.first.len() {
            let weights = self.weights(i);
            let sum: f64 = weights.iter().sum();
            diagonal.push(sum);
            for k in 0..size {
                let part = weights[k] / sum;
                target[k] -= part * self.missing_first[i];
                system[k * size + k] += weights[k];
                for l in 0..=k {
                    system[k * size + l] -= part * weights[l];
                }
            }
        }
        let mut step_second = solve_positive(&mut system, target)?;
        step_second.push(0.0);
        let step_first = (0..self.first.len())
            .map(|i| {
                let weights = self.weights(i);
                let others: f64 = weights.iter().zip(&step_second).map(|(w, s)| w * s).sum();
                (self.missing_first[i] - others) / diagonal[i]
            })
            .collect();
        Some((step_first, step_second))
    }

    /// How strongly the ones of a class of the first side answer to each of the second side.
    fn weights(&self, i: usize) -> Vec<f64> {
        let width = self.second.len();
        let probabilities = &self.probabilities[i * width..][..width];
        let lines = self.second.iter().map(|line| (line.size * self.first[i].size) as f64);
        probabilities.iter().zip(lines).map(|(p, lines)| lines * p * (1.0 - p)).collect()
    }
}

/// Solves a positive definite system, of which the lower half is given, by Cholesky's method.
fn solve_positive(system: &mut [f64], mut target: Vec<f64>) -> Option<Vec<f64>> {
    let size = target.len();
    for k in 0..size {
        for l in 0..=k {
            let (above, row) = system.split_at(k * size);
            let other = if l == k { &row[..l] } else { &above[l * size..][..l] };
            let dot: f64 = row[..l].iter().zip(other).map(|(a, b)| a * b).sum();
            let rest = row[l] - dot;
            let entry = if l == k { rest.sqrt() } else { rest / above[l * size + l] };
            if !entry.is_finite() || (l == k && entry <= 0.0) {
                return None;
            }
            system[k * size + l] = entry;
        }
    }
    for k in 0..size {
        let dot: f64 = (0..k).map(|l| system[k * size + l] * target[l]).sum();
        target[k] = (target[k] - dot) / system[k * size + k];
    }
    for k in (0..size).rev() {
        let dot: f64 = (k + 1..size).map(|l| system[l * size + k] * target[l]).sum();
        target[k] = (target[k] - dot) / system[k * size + k];
    }
    Some(target)
}
