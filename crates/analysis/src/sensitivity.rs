//! How far the headline numbers would move if some ties were missing from the map.
//!
//! A map has no tie that its sources do not report, and nobody knows how many there are. So the
//! question is turned round: if at most `k` ties of a stated kind were unreported, between which
//! values would each number lie, and how many would it take to overturn each first place? Ties are
//! only ever added, between things that are on the map, wherever ties of the kind may be; a tie that
//! nobody reports has no date, so it may have held at any time. Every range is reached at both ends
//! and every count is the least that does it: they are found by counting, not by chance, and say
//! nothing of how likely it is that ties are missing. For money there is no such range: an amount
//! that nobody knows may be of any size.
//!
//! After P. R. Rosenbaum (2002), *Observational Studies*, on how large a hidden bias must be to
//! alter a conclusion; and C. F. Manski (2003), *Partial Identification of Probability
//! Distributions*.

mod cells;
mod funding;
mod goals;
mod links;
mod overlaps;
mod reach;

use waymark_measures::Watch;
use waymark_model::{Day, EntityId};

pub use self::reach::{Headline, Measure, MissingSort, MissingTie, Place, Ranking, RankingBy};

use crate::pace::on_time;
use crate::{About, AnalysisError, Frame};

/// How much is taken to be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensitivityConfig {
    /// At most so many ties, or dates, are missing; at most [`SensitivityConfig::MOST_MISSING`].
    pub missing: usize,
    /// For so many pairs of funders, those that share the most, the overlap is among the numbers.
    pub pairs: usize,
    /// At most so many ties are named that would overturn a first place.
    pub ties: usize,
}

impl SensitivityConfig {
    /// More than so many cannot be asked for.
    pub const MOST_MISSING: usize = 1000;
}

impl Default for SensitivityConfig {
    fn default() -> Self {
        Self { missing: 5, pairs: 5, ties: 10 }
    }
}

/// How far numbers and first places would move if some ties were missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// What it is about.
    pub about: About,
    /// How much is taken to be missing.
    pub config: SensitivityConfig,
    /// The day that due dates are held against.
    pub today: Day,
    /// The numbers, each with its range.
    pub numbers: Vec<Headline>,
    /// The first places, each with what it takes to overturn it.
    pub rankings: Vec<Ranking>,
    /// What cannot be ranked, because nothing is known of it.
    pub not_ranked: Vec<RankingBy>,
}

/// Says how far the headline numbers would move if at most so many ties were missing, and how many
/// would overturn each first place. O(overlap + gaps + goals × initiatives + listed pairs × their
/// portfolios).
///
/// # Errors
/// When more is taken to be missing than can be, amounts are too large, or nobody waits any more.
///
/// ```
/// use waymark_analysis::{Filter, Frame, Measure, SensitivityConfig, sensitivity};
/// use waymark_measures::Unwatched;
/// use waymark_model::{Day, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
///     walmart -funds-> badges
///     initiative quality
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let config = SensitivityConfig { missing: 1, ..SensitivityConfig::default() };
/// let today = Day::new(2019, 3, 1).unwrap();
/// let answer = sensitivity(&frame, &config, today, &Unwatched)?;
/// let shared = answer.numbers.iter().find(|number| number.measure == Measure::Shared).unwrap();
/// assert_eq!((shared.value, shared.range), (Some(1.0), Some((1.0, 2.0))));
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn sensitivity(
    frame: &Frame,
    config: &SensitivityConfig,
    today: Day,
    watch: &dyn Watch,
) -> Result<Sensitivity, AnalysisError> {
    if config.missing > SensitivityConfig::MOST_MISSING {
        return Err(AnalysisError::Parameter {
            what: "number of missing ties",
            value: config.missing.to_string(),
            expected: "at most 1000",
        });
    }
    let missing = config.missing;
    let overlaps = overlaps::Overlaps::of(frame, watch)?;
    let links = links::Links::of(frame);
    let goals = goals::Goals::of(frame, &links);
    let mut numbers = funding::numbers(frame, missing);
    numbers.extend(overlaps.numbers(config));
    numbers.extend(links.numbers(missing));
    numbers.extend(goals.numbers(missing));
    numbers.push(cells::open_cells(frame, missing)?);
    numbers.push(on_time_number(frame, missing, today));
    let found = [
        (RankingBy::SharedRecipients, overlaps.ranking(config)),
        (RankingBy::Recipients, funding::ranking(frame, config)),
        (RankingBy::Initiatives, goals.ranking_by_initiatives(config)),
        (RankingBy::CoordinationRatio, goals.ranking_by_ratio(config)),
    ];
    let not_ranked = found.iter().filter(|(_, ranking)| ranking.is_none()).map(|(by, _)| *by);
    Ok(Sensitivity {
        about: frame.about.clone(),
        config: config.clone(),
        today,
        numbers,
        not_ranked: not_ranked.collect(),
        rankings: found.into_iter().filter_map(|(_, ranking)| ranking).collect(),
    })
}

fn on_time_number(frame: &Frame, missing: usize, today: Day) -> Headline {
    let counts = on_time(&frame.events, today);
    Headline {
        measure: Measure::OnTime,
        of: Vec::new(),
        missing: MissingSort::Dates,
        value: counts.of_known(),
        range: counts.range_with(missing),
    }
}

/// A number of the whole map that can only fall, or only rise.
fn count(
    measure: Measure,
    missing: MissingSort,
    value: usize,
    low: usize,
    high: usize,
) -> Headline {
    Headline {
        measure,
        of: Vec::new(),
        missing,
        value: Some(value as f64),
        range: Some((low as f64, high as f64)),
    }
}

/// Some pairs of things, as ties of a sort.
fn named(frame: &Frame, pairs: impl IntoIterator<Item = (u32, u32)>) -> Vec<MissingTie> {
    let tie = |(from, to)| MissingTie { from: frame.id(from), to: frame.id(to) };
    pairs.into_iter().map(tie).collect()
}

fn place(things: Vec<EntityId>, value: f64) -> Place {
    Place { things, value }
}
