//! Pairs of rows against matrices that are drawn by lot.

use waymark_measures::{
    CurveballConfig, Incidence, SampledOverlaps, TRADES_PER_ROW, Tails, Watch, curveball,
};

use super::{FDSM_MAXIMUM, Outlook, Tested};
use crate::AnalysisError;

/// All pairs of rows against drawn matrices.
pub(super) struct Sampled {
    rows: u32,
    overlaps: SampledOverlaps,
}

/// What a drawn matrix costs: rows × entries, or rows × rows for those with less than one entry.
fn work(matrix: &Incidence) -> u64 {
    let rows = u64::from(matrix.rows.rows());
    rows * rows.max(matrix.rows.items().len() as u64)
}

impl Sampled {
    pub(super) fn draw(
        matrix: &Incidence,
        seed: u64,
        samples: u32,
        watch: &dyn Watch,
    ) -> Result<Self, AnalysisError> {
        if work(matrix) > FDSM_MAXIMUM {
            return Err(AnalysisError::Parameter {
                what: "null model at this size",
                value: "fdsm".to_owned(),
                expected: "sdsm or hypergeometric where rows times ties are above 4000000",
            });
        }
        let config = CurveballConfig { seed, samples, trades_per_row: TRADES_PER_ROW };
        Ok(Self { rows: matrix.rows.rows(), overlaps: curveball(matrix, &config, watch)? })
    }
}

impl Tested for Sampled {
    fn groups(&self) -> Vec<(Tails, u64)> {
        let pairs = (0..self.rows).flat_map(|a| (a + 1..self.rows).map(move |b| (a, b)));
        pairs.map(|(a, b)| (self.overlaps.tails(a, b), 1)).collect()
    }

    fn tails(&self, a: u32, b: u32, _: u32) -> Tails {
        self.overlaps.tails(a, b)
    }

    fn outlooks(&self, pairs: &[(u32, u32)]) -> Vec<Outlook> {
        let outlook = |(a, b): &(u32, u32)| Outlook {
            expected: self.overlaps.mean(*a, *b),
            smallest: self.overlaps.smallest(*a, *b),
        };
        pairs.iter().map(outlook).collect()
    }

    fn converged(&self) -> Option<bool> {
        None
    }
}
