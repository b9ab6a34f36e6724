//! Where portfolios overlap: which funders support the same initiatives and organizations.

#[allow(dead_code, reason = "the answers begin to call it with the next change")]
mod chance;
mod holdings;
mod pair;
mod top;

use std::cmp::Ordering;

use rayon::prelude::*;
use waymark_measures::Incidence;
use waymark_model::{Confidence, EntityId, EntityKind};

pub use self::chance::{
    ChanceVerdict, Chances, DEFAULT_SAMPLES, FDSM_MAXIMUM, FDSM_PRACTICAL, MAXIMUM_SAMPLES,
    NullConfig, NullModel, NullReason, PairChance, PairsFound, SIGNIFICANCE_LEVEL,
};
pub use self::pair::{PairDetail, SharedWith, overlap_pair};

pub(crate) use self::holdings::Holdings;
use self::top::Top;
use crate::known::Known;
use crate::{About, AnalysisError, Frame};

/// Which pairs come first. Ties are broken by the other measures, then by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OverlapSort {
    /// Those that share the most.
    #[default]
    Shared,
    /// Those with the highest Jaccard index.
    Jaccard,
    /// Those with the highest overlap coefficient.
    OverlapCoefficient,
}

impl OverlapSort {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Shared, Self::Jaccard, Self::OverlapCoefficient];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Jaccard => "jaccard",
            Self::OverlapCoefficient => "overlap_coefficient",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// How to compare portfolios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapConfig {
    /// Which pairs come first.
    pub sort: OverlapSort,
    /// Pairs that share less are left out; at least 1.
    pub minimum_shared: usize,
    /// At most so many pairs are listed.
    pub limit: usize,
    /// At most so many shared recipients are named for each pair.
    pub limit_shared: usize,
    /// Whether passing on money that another tie already counts is support too.
    pub regrants: bool,
    /// Whether parts of one whole count as that whole, once.
    pub wholes: bool,
}

impl Default for OverlapConfig {
    fn default() -> Self {
        Self {
            sort: OverlapSort::Shared,
            minimum_shared: 1,
            limit: 100,
            limit_shared: 50,
            regrants: true,
            wholes: false,
        }
    }
}

/// Two funders and what they both support.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one whose id comes first.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// How many recipients both support.
    pub shared: usize,
    /// How many `a` supports.
    pub a_total: usize,
    /// How many `b` supports.
    pub b_total: usize,
    /// Shared, of all that either supports.
    pub jaccard: f64,
    /// Shared, of all that the smaller one supports.
    pub overlap_coefficient: f64,
    /// The shared recipients in the order of ids; fewer than `shared` where the list was cut.
    pub shared_with: Vec<EntityId>,
}

/// A funder and how much it supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunderDegree {
    /// The funder.
    pub funder: EntityId,
    /// How many recipients it is known to support.
    pub recipients: usize,
}

/// What an overlap answer rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OverlapCoverage {
    /// Support ties between funders and recipients.
    pub support_ties: usize,
    /// Of these, whether their status is known; where it is not, the source says no more than
    /// that there is funding.
    pub status: Known,
    /// Of these, how many no source states.
    pub inferred: usize,
    /// Funding that is none: asked for or declined. It is left out.
    pub not_support: usize,
    /// Support that passes on money another tie counts; left out unless asked for.
    pub regrants: usize,
    /// Of all initiatives, for how many a funder is known. Funders of the others may overlap
    /// where none is shown.
    pub initiatives: Known,
}

/// Which funders support the same recipients.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// What it is about.
    pub about: About,
    /// How portfolios were compared.
    pub config: OverlapConfig,
    /// The pairs, the first first.
    pub pairs: Vec<Pair>,
    /// How many pairs there are, listed or not.
    pub total_pairs: usize,
    /// Whether pairs were left out because of the limit.
    pub cut: bool,
    /// All funders with what they support, the largest first.
    pub funders: Vec<FunderDegree>,
    /// How many different recipients the funders support.
    pub recipients: usize,
    /// What the answer rests on.
    pub coverage: OverlapCoverage,
}

/// Compares the portfolios of all funders: the upper triangle of B·Bᵀ, where B says which funder
/// supports which recipient. Breiger (1974), *The duality of persons and groups*.
///
/// Time is linear in the number of ways to get from one funder over a recipient to another; memory
/// in the funders, the support ties and the limit.
///
/// # Errors
/// When `minimum_shared` is 0: two funders that share nothing do not overlap.
///
/// ```
/// use waymark_analysis::{Filter, Frame, OverlapConfig, overlap};
/// use waymark_model::sketch;
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
///     walmart -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = overlap(&frame, &OverlapConfig::default())?;
/// assert_eq!(answer.pairs[0].shared, 1);
/// assert_eq!(answer.pairs[0].jaccard, 0.5);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn overlap(frame: &Frame, config: &OverlapConfig) -> Result<Overlap, AnalysisError> {
    if config.minimum_shared == 0 {
        return Err(AnalysisError::Parameter {
            what: "minimum of shared recipients",
            value: "0".to_owned(),
            expected: "at least 1",
        });
    }
    let holdings = Holdings::of_support(frame, config.regrants, config.wholes);
    let (rows, total_pairs) = top_pairs(&holdings.matrix, config);
    let pairs: Vec<Pair> = rows.iter().map(|row| describe(&holdings, row, config)).collect();
    Ok(Overlap {
        about: frame.about.clone(),
        config: config.clone(),
        cut: pairs.len() < total_pairs,
        pairs,
        total_pairs,
        funders: degrees(&holdings),
        recipients: holdings.items.len(),
        coverage: coverage(frame),
    })
}

/// A pair while it is being ranked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairRow {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) shared: u32,
    pub(crate) a_total: u32,
    pub(crate) b_total: u32,
}

impl PairRow {
    fn jaccard(&self) -> f64 {
        let either = u64::from(self.a_total) + u64::from(self.b_total) - u64::from(self.shared);
        f64::from(self.shared) / either as f64
    }

    fn overlap_coefficient(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.a_total.min(self.b_total))
    }

    /// What comes first is less. No two pairs are equal, so the order never depends on chance.
    pub(crate) fn compare(&self, other: &Self, sort: OverlapSort) -> Ordering {
        let shared = || other.shared.cmp(&self.shared);
        let jaccard = || other.jaccard().total_cmp(&self.jaccard());
        let coefficient = || other.overlap_coefficient().total_cmp(&self.overlap_coefficient());
        let measures = match sort {
            OverlapSort::Shared => shared().then_with(jaccard),
            OverlapSort::Jaccard => jaccard().then_with(shared),
            OverlapSort::OverlapCoefficient => coefficient().then_with(shared).then_with(jaccard),
        };
        measures.then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// The first pairs of rows, and how many there are in all.
pub(crate) fn top_pairs(incidence: &Incidence, config: &OverlapConfig) -> (Vec<PairRow>, usize) {
    let top = count_pairs(incidence, config);
    let total = top.seen();
    (top.into_sorted(), total)
}

/// Counts what each pair of rows shares and keeps the first pairs.
fn count_pairs(incidence: &Incidence, config: &OverlapConfig) -> Top {
    let rows = incidence.rows.rows();
    let empty = || (Top::new(config.limit, config.sort), vec![0_u32; rows as usize], Vec::new());
    let minimum = u32::try_from(config.minimum_shared).unwrap_or(u32::MAX);
    (0..rows)
        .into_par_iter()
        .fold(empty, |(mut top, mut counts, mut touched), a| {
            count_row(incidence, a, &mut counts, &mut touched);
            let a_total = incidence.rows.row(a).len() as u32;
            for b in touched.drain(..) {
                let shared = std::mem::take(&mut counts[b as usize]);
                if shared >= minimum {
                    let b_total = incidence.rows.row(b).len() as u32;
                    top.push(PairRow { a, b, shared, a_total, b_total });
                }
            }
            (top, counts, touched)
        })
        .map(|(top, ..)| top)
        .reduce(|| Top::new(config.limit, config.sort), Top::merge)
}

/// Counts what a row shares with each later row.
fn count_row(incidence: &Incidence, a: u32, counts: &mut [u32], touched: &mut Vec<u32>) {
    for column in incidence.rows.row(a) {
        // Holders ascend, so the later rows are at the end.
        let holders = incidence.columns.row(*column).iter().rev();
        for b in holders.take_while(|holder| **holder > a) {
            let count = &mut counts[*b as usize];
            if *count == 0 {
                touched.push(*b);
            }
            *count += 1;
        }
    }
}

fn describe(holdings: &Holdings, row: &PairRow, config: &OverlapConfig) -> Pair {
    let shared = holdings.matrix.shared(row.a, row.b).take(config.limit_shared);
    Pair {
        a: holdings.holders[row.a as usize].clone(),
        b: holdings.holders[row.b as usize].clone(),
        shared: row.shared as usize,
        a_total: row.a_total as usize,
        b_total: row.b_total as usize,
        jaccard: row.jaccard(),
        overlap_coefficient: row.overlap_coefficient(),
        shared_with: shared.map(|c| holdings.items[c as usize].clone()).collect(),
    }
}

fn degrees(holdings: &Holdings) -> Vec<FunderDegree> {
    let mut degrees: Vec<FunderDegree> = holdings
        .holders
        .iter()
        .zip(0..)
        .map(|(funder, row)| FunderDegree {
            funder: funder.clone(),
            recipients: holdings.matrix.rows.row(row).len(),
        })
        .collect();
    degrees.sort_by_key(|degree| std::cmp::Reverse(degree.recipients));
    degrees
}

fn coverage(frame: &Frame) -> OverlapCoverage {
    let support = || frame.fundings.iter().filter(|row| row.support);
    let inferred = |tie: u32| frame.ties[tie as usize].confidence == Confidence::Inferred;
    let funded = |node: &u32| !frame.supported_by.row(*node).is_empty();
    OverlapCoverage {
        support_ties: support().count(),
        status: Known::count(support(), |row| row.status.is_some()),
        inferred: support().filter(|row| inferred(row.tie)).count(),
        not_support: frame.fundings.len() - support().count(),
        regrants: support().filter(|row| row.regrant).count(),
        initiatives: Known::count(frame.nodes_of(EntityKind::Initiative), funded),
    }
}
