//! Where portfolios overlap: which funders support the same recipients, which initiatives have the
//! same goals, funders or partners.
//!
//! What two hold counts as shared where they may have held it at the same time (see `spells`),
//! unless it is asked for whenever. How unusual it is to share so much is judged by a null model
//! (see `chance`), which knows no time: it is held against what is shared whenever.

mod chance;
mod compared;
mod count;
mod holdings;
mod intersections;
mod pair;
mod portfolios;
mod profile;
mod purse;
mod sets;
mod spells;

use waymark_measures::{Incidence, Watch, newman};
use waymark_model::{Confidence, Currency, EntityId, EntityKind};

pub use self::chance::{
    ChanceVerdict, Chances, DEFAULT_SAMPLES, FDSM_MAXIMUM, FDSM_PRACTICAL, NullConfig, NullModel,
    NullReason, PairChance, PairsFound, SIGNIFICANCE_LEVEL,
};
pub use self::compared::{Between, By};
pub use self::intersections::{
    Combination, Intersections, IntersectionsConfig, MAXIMUM_COMPARED, SetSize, intersections,
};
pub use self::pair::{
    LeadChance, LeadVerdict, PairDetail, PairLead, SharedWith, Side, overlap_pair,
};
pub use self::portfolios::Item;
pub use self::profile::{GoalCount, GoalProfile, Spread};
pub use self::purse::{MoneyCompared, MoneyOverlap};
pub use self::sets::{SetOverlap, SetPart, overlap_sets};

use self::chance::chance;
pub(crate) use self::count::top_pairs;
use self::count::{PairRow, TopPairs, top_pairs_in_time};
pub(crate) use self::holdings::Holdings;
use self::portfolios::Portfolios;
use self::purse::Purse;
use self::spells::{Times, has_end};
use crate::first::Ranked;
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
    /// Those with the highest Newman weight.
    Newman,
    /// Those with the highest money overlap; those where it is not known come last.
    Money,
    /// Those that chance makes share so much the least often.
    P,
}

impl OverlapSort {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Shared, Self::Jaccard, Self::OverlapCoefficient, Self::Newman, Self::Money, Self::P];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Jaccard => "jaccard",
            Self::OverlapCoefficient => "overlap_coefficient",
            Self::Newman => "newman",
            Self::Money => "money",
            Self::P => "p",
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
    /// Whose portfolios.
    pub between: Between,
    /// What they consist of.
    pub by: By,
    /// Which pairs come first.
    pub sort: OverlapSort,
    /// Pairs that share less are left out; at least 1.
    pub minimum_shared: usize,
    /// At most so many pairs are listed.
    pub limit: usize,
    /// At most so many shared items are named for each pair.
    pub limit_shared: usize,
    /// Whether passing on money that another tie already counts is support too.
    pub regrants: bool,
    /// Whether recipients that are parts of one whole count as that whole, once.
    pub wholes: bool,
    /// Whether what two hold counts as shared even if they cannot have held it at the same time.
    pub any_time: bool,
    /// In which currency money is compared; without, the one that most amounts are in.
    pub currency: Option<Currency>,
    /// What to hold it all against.
    pub null: NullConfig,
}

impl Default for OverlapConfig {
    /// Funders by recipients, without a null model.
    fn default() -> Self {
        Self {
            between: Between::Funders,
            by: By::Recipients,
            sort: OverlapSort::Shared,
            minimum_shared: 1,
            limit: 100,
            limit_shared: 50,
            regrants: true,
            wholes: false,
            any_time: false,
            currency: None,
            null: NullConfig { model: NullModel::None, ..NullConfig::default() },
        }
    }
}

/// Two holders and what they both hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one whose id comes first.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// How many items they share: at the same time, unless asked for whenever.
    pub shared: usize,
    /// How many they share, whenever.
    pub shared_any_time: usize,
    /// Of what they share, how many a side holds by inference only.
    pub shared_inferred: usize,
    /// How many `a` holds.
    pub a_total: usize,
    /// How many `b` holds.
    pub b_total: usize,
    /// Shared, of all that either holds.
    pub jaccard: f64,
    /// Shared, of all that the smaller one holds.
    pub overlap_coefficient: f64,
    /// Σ 1/(holders − 1) over what they share (Newman 2001): what few hold counts for more.
    pub newman: f64,
    /// How alike they spread their money; nothing where portfolios are not made of funding, or no
    /// amount is known.
    pub money: Option<MoneyOverlap>,
    /// Whether both are parts of one whole, and so no strangers.
    pub kin: bool,
    /// The shared items in order; fewer than `shared` where the list was cut.
    pub shared_with: Vec<Item>,
    /// How that compares with chance; nothing where no null was asked for.
    pub chance: Option<PairChance>,
}

/// A holder and how much it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Degree {
    /// The holder.
    pub holder: EntityId,
    /// How many items it is known to hold.
    pub items: usize,
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
    /// Of all who are compared, of how many a portfolio is known. The others are in no pair: what
    /// they hold is unknown, not nothing.
    pub holders: Known,
    /// Where funders are compared by goals or terms: of how many supports any is known.
    pub through: Option<Known>,
    /// What says who holds what: how many statements, and how many of them have a date. The
    /// others may be of any time, and meet everything.
    pub dated: Known,
    /// Of those statements, how many have an end.
    pub ended: Known,
    /// How often two hold the same, but cannot have held it at the same time; not counted, unless
    /// asked for whenever.
    pub apart_in_time: usize,
}

/// Which portfolios overlap.
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
    /// All holders with how much they hold, the largest first.
    pub holders: Vec<Degree>,
    /// How many different items they hold.
    pub items: usize,
    /// Which money was compared, if any could be.
    pub money: Option<MoneyCompared>,
    /// How chance was judged, without the pairs: each pair has its own.
    pub chances: Option<Chances>,
    /// What the answer rests on.
    pub coverage: OverlapCoverage,
}

/// Compares portfolios two by two: the upper triangle of B·Bᵀ, where B says who holds what.
/// Breiger (1974), *The duality of persons and groups*.
///
/// Time is linear in the number of ways to get from one holder over an item to another; memory in
/// the holders, the statements and the limit. To sort by money or by chance takes memory for all
/// pairs that share something. What the null model takes, its own page says.
///
/// # Errors
/// When `minimum_shared` is 0 (two that share nothing do not overlap), when the comparison makes no
/// sense, when the null is asked for what it cannot do, or when nobody wants the answer any more.
///
/// ```
/// use waymark_analysis::{Filter, Frame, OverlapConfig, overlap};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
///     walmart -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = overlap(&frame, &OverlapConfig::default(), &Unwatched)?;
/// assert_eq!(answer.pairs[0].shared, 1);
/// assert_eq!(answer.pairs[0].jaccard, 0.5);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn overlap(
    frame: &Frame,
    config: &OverlapConfig,
    watch: &dyn Watch,
) -> Result<Overlap, AnalysisError> {
    check(config)?;
    let compared = Compared::of(frame, config)?;
    let matrix = &compared.portfolios.holdings.matrix;
    let (found, mut chances) = compared.ranked(matrix, watch)?;
    let mut pairs: Vec<Pair> = found.rows.iter().map(|row| compared.describe(row)).collect();
    let of_pairs = chances.iter_mut().flat_map(|chances| std::mem::take(&mut chances.pairs));
    for (pair, chance) in pairs.iter_mut().zip(of_pairs) {
        pair.chance = Some(chance);
    }
    let coverage = OverlapCoverage { apart_in_time: found.apart, ..compared.coverage() };
    Ok(Overlap {
        about: frame.about.clone(),
        config: config.clone(),
        cut: pairs.len() < found.total,
        pairs,
        total_pairs: found.total,
        holders: compared.degrees(),
        items: compared.portfolios.holdings.items.len(),
        money: compared.purse.as_ref().map(|purse| purse.compared),
        chances,
        coverage,
    })
}

fn check(config: &OverlapConfig) -> Result<(), AnalysisError> {
    let wrong = |what, value: &str, expected| {
        Err(AnalysisError::Parameter { what, value: value.to_owned(), expected })
    };
    if config.minimum_shared == 0 {
        return wrong("minimum of shared recipients", "0", "at least 1");
    }
    if config.sort == OverlapSort::P && config.null.model == NullModel::None {
        return wrong("way to sort", "p", "a null model to judge chance by");
    }
    Ok(())
}

/// Portfolios with their times and their money.
struct Compared<'a> {
    config: &'a OverlapConfig,
    portfolios: Portfolios<'a>,
    /// Nothing where all that is shared counts.
    times: Option<Times>,
    purse: Option<Purse>,
}

impl<'a> Compared<'a> {
    fn of(frame: &'a Frame, config: &'a OverlapConfig) -> Result<Self, AnalysisError> {
        let portfolios = Portfolios::of(frame, config)?;
        let times = if config.any_time { None } else { Times::of(&portfolios) };
        let purse = Purse::of(&portfolios, config)?;
        Ok(Self { config, portfolios, times, purse })
    }

    /// The pairs to be listed, with the chances of just these.
    fn ranked(
        &self,
        matrix: &Incidence,
        watch: &dyn Watch,
    ) -> Result<(TopPairs, Option<Chances>), AnalysisError> {
        let times = self.times.as_ref();
        if !matches!(self.config.sort, OverlapSort::Money | OverlapSort::P) {
            let found = top_pairs_in_time(matrix, times, self.config, watch)?;
            let chances = self.chances(matrix, &found.rows, watch)?;
            return Ok((found, chances));
        }
        // What these sort by is not known while pairs are counted, so all are kept till then.
        let all = OverlapConfig { limit: usize::MAX, ..self.config.clone() };
        let mut found = top_pairs_in_time(matrix, times, &all, watch)?;
        if self.config.sort == OverlapSort::P {
            let chances = self.chances(matrix, &found.rows, watch)?;
            let chances = chances.map(|chances| self.rank_by_chance(&mut found.rows, chances));
            return Ok((found, chances));
        }
        for row in &mut found.rows {
            row.rank = self.money(row).and_then(|money| money.overlap).unwrap_or(-1.0);
        }
        found.rows.sort_unstable_by(|a, b| a.compare(b, self.config.sort));
        found.rows.truncate(self.config.limit);
        let chances = self.chances(matrix, &found.rows, watch)?;
        Ok((found, chances))
    }

    fn chances(
        &self,
        matrix: &Incidence,
        rows: &[PairRow],
        watch: &dyn Watch,
    ) -> Result<Option<Chances>, AnalysisError> {
        let pairs: Vec<(u32, u32)> = rows.iter().map(|row| (row.a, row.b)).collect();
        chance(matrix, &pairs, &self.config.null, watch)
    }

    /// Puts pairs and their chances into the order of p, and keeps the first.
    fn rank_by_chance(&self, rows: &mut Vec<PairRow>, mut chances: Chances) -> Chances {
        let pairs = rows.iter_mut().zip(std::mem::take(&mut chances.pairs));
        let mut ranked: Vec<(PairRow, PairChance)> =
            pairs.map(|(row, chance)| (PairRow { rank: -chance.p_more, ..*row }, chance)).collect();
        ranked.sort_unstable_by(|(a, _), (b, _)| a.compare(b, self.config.sort));
        ranked.truncate(self.config.limit);
        (*rows, chances.pairs) = ranked.into_iter().unzip();
        chances
    }

    /// Whether two rows may have had a column at the same time.
    fn meets(&self, a: u32, b: u32, column: u32) -> bool {
        let entry = |row| self.portfolios.entry(row, column);
        match (&self.times, entry(a), entry(b)) {
            (Some(times), Some(a), Some(b)) => times.meet(a, b),
            _ => true,
        }
    }

    fn shared(&self, a: u32, b: u32) -> impl Iterator<Item = u32> {
        let shared = self.portfolios.holdings.matrix.shared(a, b);
        shared.filter(move |column| self.meets(a, b, *column))
    }

    fn money(&self, row: &PairRow) -> Option<MoneyOverlap> {
        let counts = |column| self.meets(row.a, row.b, column);
        self.purse.as_ref().map(|purse| purse.overlap(row.a, row.b, counts))
    }

    fn describe(&self, row: &PairRow) -> Pair {
        let (a, b) = (row.a, row.b);
        let portfolios = &self.portfolios;
        let shared: Vec<u32> = self.shared(a, b).collect();
        let inferred = |column: &&u32| {
            portfolios.is_inferred(a, **column) || portfolios.is_inferred(b, **column)
        };
        let named = &shared[..shared.len().min(self.config.limit_shared)];
        let holders = &portfolios.holdings.holders;
        Pair {
            a: portfolios.holder(a),
            b: portfolios.holder(b),
            shared: row.shared as usize,
            shared_any_time: row.shared_any_time as usize,
            shared_inferred: shared.iter().filter(inferred).count(),
            a_total: row.a_total as usize,
            b_total: row.b_total as usize,
            jaccard: row.jaccard(),
            overlap_coefficient: row.overlap_coefficient(),
            newman: newman(&portfolios.holdings.matrix, shared.iter().copied()),
            money: self.money(row),
            kin: portfolios.frame.are_kin(holders[a as usize], holders[b as usize]),
            shared_with: portfolios.items(named),
            chance: None,
        }
    }

    fn degrees(&self) -> Vec<Degree> {
        let matrix = &self.portfolios.holdings.matrix;
        let mut degrees: Vec<Degree> = (0..matrix.rows.rows())
            .map(|row| Degree {
                holder: self.portfolios.holder(row),
                items: matrix.rows.row(row).len(),
            })
            .collect();
        degrees.sort_by_key(|degree| std::cmp::Reverse(degree.items));
        degrees
    }

    fn coverage(&self) -> OverlapCoverage {
        let frame = self.portfolios.frame;
        let support = || frame.fundings.iter().filter(|row| row.support);
        let inferred = |tie: u32| frame.ties[tie as usize].confidence == Confidence::Inferred;
        let funded = |node: &u32| !frame.supported_by.row(*node).is_empty();
        let ties = self.portfolios.all_ties();
        let date = |tie: &u32| frame.ties[*tie as usize].date.as_ref();
        OverlapCoverage {
            support_ties: support().count(),
            status: Known::count(support(), |row| row.status.is_some()),
            inferred: support().filter(|row| inferred(row.tie)).count(),
            not_support: frame.fundings.len() - support().count(),
            regrants: support().filter(|row| row.regrant).count(),
            initiatives: Known::count(frame.nodes_of(EntityKind::Initiative), funded),
            holders: self.portfolios.holders,
            through: self.portfolios.through,
            dated: Known::count(&ties, |tie| date(tie).is_some()),
            ended: Known::count(&ties, |tie| has_end(date(tie))),
            apart_in_time: 0,
        }
    }
}
