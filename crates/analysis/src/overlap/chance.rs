//! Whether two rows share more, or less, than chance would have them share.
//!
//! Every null model keeps what each row holds, exactly or on average, and asks what rows would
//! share if that were all there is to it. The answer depends on which null it is, so its name
//! stands beside every p. [`NullModel::Auto`] takes the strictest that is practical.
//!
//! **What is tested** is what two rows share in the matrix, whenever they held it: a null that
//! moves items between rows knows nothing of dates.
//!
//! **The family** of tests is all pairs of rows, n(n−1)/2 of them, listed or not, and also those
//! that share nothing. "More than chance" and "less than chance" are two families of that size: two
//! questions, each with about one wrong answer in twenty among those it affirms.

mod grouped;
mod sampled;
#[cfg(test)]
mod tests;
mod verdict;

use rayon::prelude::*;
use waymark_measures::{BenjaminiHochberg, Incidence, Tails, Watch};

use self::grouped::Grouped;
use self::sampled::Sampled;
pub use self::verdict::ChanceVerdict;
use crate::AnalysisError;
use crate::lots::{MAXIMUM_SAMPLES, check_samples, check_seed};

/// At which q a pair is said to share more or less than chance.
pub const SIGNIFICANCE_LEVEL: f64 = 0.05;

/// How many matrices are drawn where nobody says how many: at least so many, and more where there
/// are so many pairs that the smallest p would not stand the correction.
pub const DEFAULT_SAMPLES: u32 = 10_000;

/// Up to this number of draws × entries of the matrix, drawing matrices is practical: about three
/// seconds on two cores.
pub const FDSM_PRACTICAL: u64 = 10_000_000;

/// Above this number of rows × entries, or of rows × rows, matrices are not drawn even when asked
/// for: the counts for all pairs would not fit into memory, or take hours.
pub const FDSM_MAXIMUM: u64 = 4_000_000;

/// What portfolios are held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NullModel {
    /// Nothing: no p values.
    None,
    /// All items are equally likely. Finds the most, because it forgets that some items are held by
    /// many.
    Hypergeometric,
    /// Places are filled independently, with what rows hold and by how many items are held right
    /// on average: the stochastic degree sequence model.
    Sdsm,
    /// All matrices in which rows hold and items are held exactly as observed are equally likely:
    /// the fixed degree sequence model. Drawn by lot.
    Fdsm,
    /// [`NullModel::Fdsm`] where it is practical and can find something, [`NullModel::Sdsm`] above.
    #[default]
    Auto,
}

impl NullModel {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::None, Self::Hypergeometric, Self::Sdsm, Self::Fdsm, Self::Auto];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Hypergeometric => "hypergeometric",
            Self::Sdsm => "sdsm",
            Self::Fdsm => "fdsm",
            Self::Auto => "auto",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.word() == word)
    }

    /// What it is, in words.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::None => "nothing was held against chance",
            Self::Hypergeometric => "as if every item were equally likely to be held",
            Self::Sdsm => {
                "as if holdings were filled at random, with the number held by each and the number \
                 of holders of each item right on average"
            }
            Self::Fdsm => {
                "among holdings drawn at random with exactly the same number held by each and the \
                 same number of holders of each item"
            }
            Self::Auto => "the strictest null that is practical",
        }
    }
}

/// What to hold portfolios against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NullConfig {
    /// Which null.
    pub model: NullModel,
    /// What lots are drawn from, at most [`MAXIMUM_SEED`](waymark_measures::MAXIMUM_SEED).
    pub seed: u64,
    /// How many matrices are drawn, 1 to [`MAXIMUM_SAMPLES`]; without, as many as it takes.
    pub samples: Option<u32>,
}

impl Default for NullConfig {
    fn default() -> Self {
        Self { model: NullModel::Auto, seed: 1, samples: None }
    }
}

/// Why the null is the one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullReason {
    /// It was asked for.
    Asked,
    /// Drawing matrices is practical at this size.
    Practical,
    /// There are too many entries to draw matrices in seconds.
    TooLarge,
    /// There are so many pairs that no practical number of draws could show that any stands out
    /// among them.
    TooManyPairs,
}

impl NullReason {
    /// In words.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Asked => "it was asked for",
            Self::Practical => "it is the strictest, and practical at this size",
            Self::TooLarge => "drawing matrices would take too long at this size",
            Self::TooManyPairs => {
                "with so many pairs, no practical number of drawn matrices could show that one \
                 stands out"
            }
        }
    }
}

impl Chances {
    /// Whether so many draws can show at all that a pair stands out among so many; always where
    /// nothing is drawn.
    pub fn draws_suffice(&self) -> bool {
        self.resolution.is_none_or(|smallest| smallest * self.tests as f64 <= self.level)
    }
}

/// How many pairs something is true of, in each direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairsFound {
    /// Pairs that share more than chance would have it.
    pub more: u64,
    /// Pairs that share less.
    pub less: u64,
}

/// What chance would have rows share, and how that compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    /// The null that was used; never [`NullModel::Auto`].
    pub null: NullModel,
    /// Why it was that one.
    pub reason: NullReason,
    /// What lots were drawn from, if any were drawn.
    pub seed: Option<u64>,
    /// How many matrices were drawn, if any were.
    pub samples: Option<u32>,
    /// How many pairs of rows there are: all are tests, listed or not.
    pub tests: u64,
    /// At which q a pair counts as found.
    pub level: f64,
    /// The smallest p that so many draws can give; nothing where p is not limited by draws.
    pub resolution: Option<f64>,
    /// Pairs with p below the level, before it is considered how many were tested.
    pub before_correction: PairsFound,
    /// Pairs with q at or below the level.
    pub after_correction: PairsFound,
    /// Whether the null meets all degrees on average; nothing where it does by construction.
    pub converged: Option<bool>,
    /// The pairs that were asked about, in that order.
    pub pairs: Vec<PairChance>,
}

/// What chance would have two rows share, and how that compares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairChance {
    /// How many items the rows share, whenever they held them: what is tested.
    pub shared: u32,
    /// How many they would share by chance, on average.
    pub expected: f64,
    /// The chance of sharing as many or more.
    pub p_more: f64,
    /// The chance of sharing as many or fewer.
    pub p_less: f64,
    /// `p_more`, corrected for the number of pairs.
    pub q_more: f64,
    /// `p_less`, corrected for the number of pairs.
    pub q_less: f64,
    /// What `p_more` would be if they shared as many as what they hold allows. What others hold may
    /// allow less, so no p of theirs can be smaller, but this one may be out of reach.
    pub smallest_p: f64,
    /// What `p_less` would be if they shared as few as what they hold allows.
    pub smallest_p_less: f64,
    /// What follows.
    pub verdict: ChanceVerdict,
}

/// Holds what pairs of rows share against a null; nothing with [`NullModel::None`].
///
/// Every row of the matrix takes part in the null and in the family of tests, so what is unknown
/// must not be a row of it, rather than an empty one. `pairs` are two different rows each.
///
/// # Errors
/// When the seed or the number of samples is out of range, when matrices are to be drawn of a size
/// at which that cannot be done, or when nobody wants the answer any more.
pub(crate) fn chance(
    matrix: &Incidence,
    pairs: &[(u32, u32)],
    config: &NullConfig,
    watch: &dyn Watch,
) -> Result<Option<Chances>, AnalysisError> {
    check(config)?;
    let (null, reason) = choose(matrix, config);
    match null {
        NullModel::None | NullModel::Auto => Ok(None),
        NullModel::Hypergeometric => {
            let tested = Grouped::hypergeometric(matrix, watch)?;
            Ok(Some(report(matrix, pairs, &tested, Outline::exact(null, reason))))
        }
        NullModel::Sdsm => {
            let tested = Grouped::sdsm(matrix, watch)?;
            Ok(Some(report(matrix, pairs, &tested, Outline::exact(null, reason))))
        }
        NullModel::Fdsm => {
            let samples = samples(matrix, config);
            let tested = Sampled::draw(matrix, config.seed, samples, watch)?;
            let lots = Some((config.seed, samples));
            Ok(Some(report(matrix, pairs, &tested, Outline { null, reason, lots })))
        }
    }
}

/// Checks what can be checked before there is a matrix.
fn check(config: &NullConfig) -> Result<(), AnalysisError> {
    check_seed(config.seed)?;
    config.samples.map_or(Ok(()), |samples| check_samples(samples as usize))
}

fn choose(matrix: &Incidence, config: &NullConfig) -> (NullModel, NullReason) {
    if config.model != NullModel::Auto {
        return (config.model, NullReason::Asked);
    }
    let samples = samples(matrix, config);
    if f64::from(samples) * SIGNIFICANCE_LEVEL < tests(matrix) as f64 {
        (NullModel::Sdsm, NullReason::TooManyPairs)
    } else if u64::from(samples) * matrix.rows.items().len() as u64 > FDSM_PRACTICAL {
        (NullModel::Sdsm, NullReason::TooLarge)
    } else {
        (NullModel::Fdsm, NullReason::Practical)
    }
}

/// How many matrices to draw: without a wish, as many as it takes for a pair that is never met by
/// chance to stand the correction.
fn samples(matrix: &Incidence, config: &NullConfig) -> u32 {
    let needed = (tests(matrix) as f64 / SIGNIFICANCE_LEVEL).ceil() as u32;
    config.samples.unwrap_or_else(|| needed.clamp(DEFAULT_SAMPLES, MAXIMUM_SAMPLES))
}

/// How many pairs of rows there are.
fn tests(matrix: &Incidence) -> u64 {
    let rows = u64::from(matrix.rows.rows());
    rows * rows.saturating_sub(1) / 2
}

/// What is known of all pairs under a null.
trait Tested {
    /// The p values of all pairs, each with how many pairs have it.
    fn groups(&self) -> Vec<(Tails, u64)>;

    /// The p values of what two rows share.
    fn tails(&self, a: u32, b: u32, shared: u32) -> Tails;

    /// What can be said of pairs whatever they share, in the order of pairs.
    fn outlooks(&self, pairs: &[(u32, u32)]) -> Vec<Outlook>;

    /// Whether the null meets all degrees on average, where that is a question.
    fn converged(&self) -> Option<bool>;
}

/// What can be said of two rows whatever they share.
#[derive(Clone, Copy)]
struct Outlook {
    /// What they would share on average.
    expected: f64,
    /// The p values if they shared as much, or as little, as their degrees allow.
    smallest: Tails,
}

/// How an answer came about.
#[derive(Clone, Copy)]
struct Outline {
    null: NullModel,
    reason: NullReason,
    lots: Option<(u64, u32)>,
}

impl Outline {
    fn exact(null: NullModel, reason: NullReason) -> Self {
        Self { null, reason, lots: None }
    }
}

fn report(
    matrix: &Incidence,
    pairs: &[(u32, u32)],
    tested: &(impl Tested + Sync),
    outline: Outline,
) -> Chances {
    let tests = tests(matrix);
    let groups = tested.groups();
    let family = |tail: fn(&Tails) -> f64| {
        let groups = groups.iter().map(|(tails, pairs)| (tail(tails), *pairs));
        BenjaminiHochberg::new(tests, SIGNIFICANCE_LEVEL, groups)
    };
    let (more, less) = (family(|tails| tails.at_least), family(|tails| tails.at_most));
    let outlooks = tested.outlooks(pairs);
    let both = pairs.par_iter().zip(outlooks);
    let described = both.map(|((a, b), outlook)| {
        let shared = matrix.shared(*a, *b).count() as u32;
        pair_chance(shared, tested.tails(*a, *b, shared), outlook, &more, &less)
    });
    Chances {
        null: outline.null,
        reason: outline.reason,
        seed: outline.lots.map(|(seed, _)| seed),
        samples: outline.lots.map(|(_, samples)| samples),
        tests,
        level: SIGNIFICANCE_LEVEL,
        resolution: outline.lots.map(|(_, samples)| 1.0 / (f64::from(samples) + 1.0)),
        before_correction: PairsFound { more: more.below_level(), less: less.below_level() },
        after_correction: PairsFound { more: more.passing(), less: less.passing() },
        converged: tested.converged(),
        pairs: described.collect(),
    }
}

fn pair_chance(
    shared: u32,
    tails: Tails,
    outlook: Outlook,
    more: &BenjaminiHochberg,
    less: &BenjaminiHochberg,
) -> PairChance {
    let (q_more, q_less) = (more.q(tails.at_least), less.q(tails.at_most));
    let possible = outlook.smallest.at_least <= more.within_reach(tails.at_least)
        || outlook.smallest.at_most <= less.within_reach(tails.at_most);
    PairChance {
        shared,
        expected: outlook.expected,
        p_more: tails.at_least,
        p_less: tails.at_most,
        q_more,
        q_less,
        // Worked out another way, the same number may differ in its last digit.
        smallest_p: outlook.smallest.at_least.min(tails.at_least),
        smallest_p_less: outlook.smallest.at_most.min(tails.at_most),
        verdict: ChanceVerdict::of(q_more, q_less, possible),
    }
}
