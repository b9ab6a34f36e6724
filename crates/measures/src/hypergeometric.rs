//! How much two rows would share if each had drawn its items anew, all items being equally likely.
//!
//! A row of `first` items and a row of `second` items out of a `population` share
//! X ~ Hyp(population, first, second). This null keeps what each row holds and forgets that some
//! columns are held by many and some by few, so it finds more than the nulls that remember:
//! Tumminello et al. (2011), *Statistically validated networks in bipartite complex systems*;
//! Neal (2013), *Identifying statistically significant edges in one-mode projections*.
//!
//! A tail is its nearest point (by Loader's expansion, so that no digits are lost to large
//! logarithms) times a sum of ratios of neighbouring points, away from the mean: about 12 digits as
//! far out as floating numbers go, in as many steps as the tail has terms that count.

use crate::Tails;
use crate::binomial::binomial_point;

/// The distribution of what two rows share when each draws its items anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u32,
    first: u32,
    second: u32,
}

impl Hypergeometric {
    /// Two rows of so many items out of a population; a row cannot hold more than there is, so
    /// what is above the population counts as the population.
    ///
    /// ```
    /// use waymark_measures::Hypergeometric;
    ///
    /// let evelyn_and_laura = Hypergeometric::new(14, 8, 7);
    /// assert!((evelyn_and_laura.tails(6).at_least - 0.0512821).abs() < 1e-7);
    /// ```
    pub fn new(population: u32, first: u32, second: u32) -> Self {
        let (first, second) = (first.min(population), second.min(population));
        Self { population, first: first.min(second), second: first.max(second) }
    }

    /// What the rows share on average.
    pub fn mean(&self) -> f64 {
        if self.population == 0 {
            return 0.0;
        }
        f64::from(self.first) * f64::from(self.second) / f64::from(self.population)
    }

    /// The least and the most that the rows can share.
    pub fn range(&self) -> (u32, u32) {
        let both = u64::from(self.first) + u64::from(self.second);
        (both.saturating_sub(u64::from(self.population)) as u32, self.first)
    }

    /// The chance of sharing exactly so many.
    pub fn point(&self, shared: u32) -> f64 {
        let (least, most) = self.range();
        if shared < least || shared > most {
            return 0.0;
        }
        if self.second == self.population {
            return 1.0;
        }
        let probability = f64::from(self.second) / f64::from(self.population);
        binomial_point(shared, self.first, probability)
            * binomial_point(self.second - shared, self.population - self.first, probability)
            / binomial_point(self.second, self.population, probability)
    }

    /// The chances of sharing at least and at most so many.
    pub fn tails(&self, shared: u32) -> Tails {
        let (least, most) = self.range();
        if shared > most {
            return Tails::ABOVE_ALL;
        }
        if shared < least {
            return Tails::BELOW_ALL;
        }
        let point = self.point(shared);
        // The far side is a sum; the near side is what is left, which is too large to lose digits.
        if f64::from(shared) > self.mean() {
            let at_least = point * self.upward(shared);
            Tails::new(if shared == least { 1.0 } else { at_least }, 1.0 - (at_least - point))
        } else {
            let at_most = point * self.downward(shared);
            Tails::new(1.0 - (at_most - point), if shared == most { 1.0 } else { at_most })
        }
    }

    /// The chance of `from` or more, over the chance of `from`.
    fn upward(&self, from: u32) -> f64 {
        let ratios = (from..self.first).map(|k| self.ratio(k));
        sum_of_products(ratios)
    }

    /// The chance of `from` or less, over the chance of `from`.
    fn downward(&self, from: u32) -> f64 {
        let (least, _) = self.range();
        let ratios = (least..from).rev().map(|k| self.ratio(k).recip());
        sum_of_products(ratios)
    }

    /// The chance of k + 1 over the chance of k.
    fn ratio(&self, k: u32) -> f64 {
        let (first, second) = (f64::from(self.first), f64::from(self.second));
        let k = f64::from(k);
        let outside = f64::from(self.population) - first - second + k + 1.0;
        (first - k) * (second - k) / ((k + 1.0) * outside)
    }
}

/// 1 + r₁ + r₁r₂ + …, as long as it makes a difference. The ratios fall, and from where the sum
/// begins they are at most about 1.
fn sum_of_products(ratios: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for ratio in ratios {
        term *= ratio;
        sum += term;
        // What follows is less than a geometric series.
        if term < 1e-17 * sum * (1.0 - ratio) {
            break;
        }
    }
    sum
}
