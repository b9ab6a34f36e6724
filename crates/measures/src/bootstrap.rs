//! The bootstrap: how far a mean would be from itself in other samples like this one.
//!
//! Cases of one asker are alike, so askers are drawn anew, with all their cases, as many as there
//! are, each as often as the lot says; the mean is taken each time; the middle 95 % of these means
//! are the interval. All series are drawn together, so that the difference of two has an interval
//! as well (paired). Efron (1979), *Bootstrap methods: another look at the jackknife*; Field &
//! Welsh (2007), *Bootstrapping clustered data*.
//!
//! O(samples · (clusters · series)). With few clusters the interval is too narrow, and with one
//! there is none. Sample number s draws from stream s of the seed.

use rayon::prelude::*;

use crate::{Progress, Random, Stopped, Watch};

/// Measured cases: each belongs to a cluster, and has one value in each series.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// How many cases each cluster has.
    cases: Vec<u32>,
    /// For each series the sum of its values in each cluster.
    sums: Vec<Vec<f64>>,
}

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The means of each series in each sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled(Vec<Vec<f64>>);

impl Clusters {
    /// No cases yet, of so many clusters and series.
    pub fn new(clusters: usize, series: usize) -> Self {
        Self { cases: vec![0; clusters], sums: vec![vec![0.0; clusters]; series] }
    }

    /// Adds a case of a cluster with a value for each series.
    pub fn add(&mut self, cluster: u32, values: &[f64]) {
        self.cases[cluster as usize] += 1;
        for (sums, value) in self.sums.iter_mut().zip(values) {
            sums[cluster as usize] += value;
        }
    }

    /// The mean of a series over all cases; none of none.
    pub fn mean(&self, series: usize) -> Option<f64> {
        let cases: u32 = self.cases.iter().sum();
        (cases > 0).then(|| self.sums[series].iter().sum::<f64>() / f64::from(cases))
    }

    /// How many clusters have a case.
    pub fn used(&self) -> usize {
        self.cases.iter().filter(|cases| **cases > 0).count()
    }

    /// Draws the clusters that have a case anew, again and again. None where fewer than two have.
    ///
    /// # Errors
    /// When nobody wants it any more.
    pub fn resample(
        &self,
        samples: usize,
        seed: u64,
        watch: &dyn Watch,
    ) -> Result<Option<Resampled>, Stopped> {
        let used: Vec<usize> = (0..self.cases.len()).filter(|c| self.cases[*c] > 0).collect();
        if used.len() < 2 {
            return Ok(None);
        }
        let progress = Progress::new(watch, "drawing samples anew", samples);
        let draw = |sample: usize| {
            let mut random = Random::new(seed, sample as u64);
            let drawn: Vec<usize> =
                used.iter().map(|_| used[random.below(used.len() as u32) as usize]).collect();
            progress.one_done().map(|()| self.means(&drawn))
        };
        let means: Result<Vec<Vec<f64>>, Stopped> =
            (0..samples).into_par_iter().map(draw).collect();
        let means = means?;
        let series = (0..self.sums.len()).map(|s| means.iter().map(|m| m[s]).collect());
        Ok(Some(Resampled(series.collect())))
    }

    fn means(&self, drawn: &[usize]) -> Vec<f64> {
        let cases: f64 = drawn.iter().map(|cluster| f64::from(self.cases[*cluster])).sum();
        let sum = |sums: &Vec<f64>| drawn.iter().map(|cluster| sums[*cluster]).sum::<f64>();
        self.sums.iter().map(|sums| sum(sums) / cases).collect()
    }
}

impl Resampled {
    /// The middle 95 % of the means of a series.
    pub fn interval(&self, series: usize) -> Interval {
        middle(self.0[series].clone())
    }

    /// The middle 95 % of the differences of two series, drawn together.
    pub fn difference(&self, series: usize, from: usize) -> Interval {
        let pairs = self.0[series].iter().zip(&self.0[from]);
        middle(pairs.map(|(value, from)| value - from).collect())
    }
}

fn middle(mut means: Vec<f64>) -> Interval {
    means.sort_by(f64::total_cmp);
    Interval { low: quantile(&means, 0.025), high: quantile(&means, 0.975) }
}

/// A quantile, between two means in proportion (type 7 of Hyndman & Fan 1996).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, part) = (place as usize, place.fract());
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + part * (sorted[above] - sorted[below])
}
