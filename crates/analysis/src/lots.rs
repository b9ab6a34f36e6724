//! The bounds of what is drawn by lot, the same for every question.

use waymark_measures::MAXIMUM_SEED;

use crate::AnalysisError;

/// How many samples may be drawn at most.
pub const MAXIMUM_SAMPLES: u32 = 100_000;

/// That a seed can be written in JSON.
pub(crate) fn check_seed(seed: u64) -> Result<(), AnalysisError> {
    if seed <= MAXIMUM_SEED {
        return Ok(());
    }
    let expected = "0 to 9007199254740991";
    Err(AnalysisError::Parameter { what: "seed", value: seed.to_string(), expected })
}

/// That there are samples, and not more than can be waited for.
pub(crate) fn check_samples(samples: usize) -> Result<(), AnalysisError> {
    if (1..=MAXIMUM_SAMPLES as usize).contains(&samples) {
        return Ok(());
    }
    let (value, expected) = (samples.to_string(), "1 to 100000");
    Err(AnalysisError::Parameter { what: "number of samples", value, expected })
}
