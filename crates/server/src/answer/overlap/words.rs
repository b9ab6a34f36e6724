//! The words of questions about overlap, the same in the API and on the command line.

use waymark_analysis::{
    Between, By, IntersectionsConfig, MAXIMUM_COMPARED, NullConfig, NullModel, OverlapConfig,
    OverlapSort,
};
use waymark_model::{Currency, EntityId};

use crate::words::{FilterWords, WordError, Words};

/// The words that the list of pairs reads.
pub const OVERLAP_WORDS: &str = "`between`, `by`, `minimum`, `limit`, `sort`, `any_time`, \
                                 `currency`, `null`, `seed`, `samples`";

/// The words that the report of a pair reads.
pub const PAIR_WORDS: &str = "`between`, `by`, `any_time`, `currency`, `null`, `seed`, `samples`";

/// The words that sets are compared by.
pub const SETS_WORDS: &str = "`between`, `by`, `any_time`, `limit`, and the words of a filter \
                              after `with_`";

/// The words that combinations are asked for by.
pub const INTERSECTIONS_WORDS: &str = "`of`, `between`, `by`, `limit`";

/// What is asked of two things side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairQuestion {
    /// Whose portfolios; without, as what the two are suggests.
    pub between: Option<Between>,
    /// What they consist of; without, what is usual between such.
    pub by: Option<By>,
    /// The rest.
    pub config: OverlapConfig,
}

/// Two filtered sets: what the first is, every question says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetsQuestion {
    /// The filter of the second set.
    pub with: FilterWords,
    /// How to compare.
    pub config: OverlapConfig,
}

/// Takes the words of the list of pairs.
///
/// # Errors
/// When a value is none of those expected.
pub fn overlap_config(words: &mut Words) -> Result<OverlapConfig, WordError> {
    let minimum = words.number("minimum", 1..=1_000_000)?.unwrap_or(1);
    let limit = words.number("limit", 1..=10_000)?.unwrap_or(1_000);
    let expected = "`shared`, `jaccard`, `overlap_coefficient`, `newman`, `money` or `p`";
    let sort = words.read("sort", expected, OverlapSort::from_word)?;
    let PairQuestion { between, by, config } = pair_question(words)?;
    let between = between.unwrap_or_default();
    Ok(OverlapConfig {
        between,
        by: by.unwrap_or_else(|| between.usual()),
        minimum_shared: minimum as usize,
        limit: limit as usize,
        sort: sort.unwrap_or_default(),
        ..config
    })
}

/// Takes the words of the report of a pair.
///
/// # Errors
/// When a value is none of those expected.
pub fn pair_question(words: &mut Words) -> Result<PairQuestion, WordError> {
    let (between, by) = compared(words)?;
    let any_time = any_time(words)?;
    let currency = words.read("currency", "a currency such as USD", Currency::from_code)?;
    let null = null(words)?;
    let config = OverlapConfig { any_time, currency, null, ..OverlapConfig::default() };
    Ok(PairQuestion { between, by, config })
}

/// Takes the words that sets are compared by.
///
/// # Errors
/// When a value is none of those expected.
pub fn sets_question(words: &mut Words) -> Result<SetsQuestion, WordError> {
    let (between, by) = compared(words)?;
    let between = between.unwrap_or_default();
    let limit = words.number("limit", 1..=10_000)?.unwrap_or(1_000);
    let config = OverlapConfig {
        between,
        by: by.unwrap_or_else(|| between.usual()),
        any_time: any_time(words)?,
        limit: limit as usize,
        ..OverlapConfig::default()
    };
    Ok(SetsQuestion { with: words.filter_after("with_")?, config })
}

/// Takes the words that combinations are asked for by.
///
/// # Errors
/// When a value is none of those expected.
pub fn intersections_config(words: &mut Words) -> Result<IntersectionsConfig, WordError> {
    let (between, by) = compared(words)?;
    let between = between.unwrap_or_default();
    let by = by.unwrap_or_else(|| between.usual());
    let limit = words.number("limit", 0..=10_000)?.unwrap_or(100);
    let expected = "2 to 8 ids such as `lumina-foundation`, with commas";
    let ids = |list: &str| {
        let ids = list.split(',').map(|id| EntityId::parse(id.trim()).ok());
        let ids = ids.collect::<Option<Vec<_>>>();
        ids.filter(|ids| (2..=MAXIMUM_COMPARED).contains(&ids.len()))
    };
    Ok(IntersectionsConfig {
        overlap: OverlapConfig { between, by, any_time: true, ..OverlapConfig::default() },
        of: words.read("of", expected, ids)?.unwrap_or_default(),
        limit_items: limit as usize,
    })
}

fn compared(words: &mut Words) -> Result<(Option<Between>, Option<By>), WordError> {
    let expected = "`funders`, `initiatives` or `organizations`";
    let between = words.read("between", expected, Between::from_word)?;
    let expected = "`recipients`, `goals`, `funders`, `partners` or the id of a facet";
    Ok((between, words.read("by", expected, By::from_word)?))
}

fn any_time(words: &mut Words) -> Result<bool, WordError> {
    let any_time = words.read("any_time", "`true` or `false`", |word| word.parse().ok())?;
    Ok(any_time.unwrap_or(false))
}

fn null(words: &mut Words) -> Result<NullConfig, WordError> {
    let expected = "`auto`, `none`, `hypergeometric`, `sdsm` or `fdsm`";
    let model = words.read("null", expected, NullModel::from_word)?.unwrap_or_default();
    Ok(NullConfig { model, seed: words.seed()?.unwrap_or(1), samples: words.samples()? })
}
