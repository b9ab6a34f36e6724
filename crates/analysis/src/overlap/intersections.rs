//! What several portfolios have in common, combination by combination, as an UpSet plot shows it.
//!
//! A portfolio is a set here, whenever its items were held: three may pairwise meet in time without
//! ever being there together, so that combinations in time would not add up. To look at a time, ask
//! for it by filter.

use waymark_measures::{Intersection, intersections as combine};
use waymark_model::EntityId;

use super::{Item, OverlapConfig, Portfolios, pair};
use crate::known::Known;
use crate::{About, AnalysisError, Frame};

/// At most so many portfolios are combined.
pub const MAXIMUM_COMPARED: usize = 8;

/// How many are combined where none are named.
const USUALLY_COMPARED: usize = 5;

/// Which portfolios to combine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntersectionsConfig {
    /// Whose portfolios, and what they consist of; the other parts do not apply.
    pub overlap: OverlapConfig,
    /// Which, 2 to [`MAXIMUM_COMPARED`]; the largest 5 where none are named.
    pub of: Vec<EntityId>,
    /// At most so many items are named for each combination.
    pub limit_items: usize,
}

/// A portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSize {
    /// Whose.
    pub holder: EntityId,
    /// How many items are known; nothing where none is: that is unknown, not zero.
    pub items: Option<usize>,
}

/// A combination of portfolios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Whose, in the order of the sets.
    pub of: Vec<EntityId>,
    /// How many items are in all of these and in no other of the sets.
    pub exclusive: usize,
    /// How many are in all of these, whatever else they are in.
    pub at_least: usize,
    /// The exclusive items, in order; fewer where the list was cut.
    pub items: Vec<Item>,
}

/// What several portfolios have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intersections {
    /// What it is about.
    pub about: About,
    /// How it was asked.
    pub config: IntersectionsConfig,
    /// The portfolios.
    pub sets: Vec<SetSize>,
    /// The combinations in which something is, the fullest first.
    pub combinations: Vec<Combination>,
    /// Of all who could be combined, of how many a portfolio is known.
    pub holders: Known,
}

/// Combines portfolios. Lex et al. (2014), *UpSet: visualization of intersecting sets*.
///
/// # Errors
/// When one that is named is not there or of another kind, is named twice, when they are fewer than
/// 2 or more than [`MAXIMUM_COMPARED`], or when the comparison makes no sense.
pub fn intersections(
    frame: &Frame,
    config: &IntersectionsConfig,
) -> Result<Intersections, AnalysisError> {
    check(config)?;
    let portfolios = Portfolios::of(frame, &config.overlap)?;
    let nodes = if config.of.is_empty() { largest(&portfolios) } else { named(frame, config)? };
    let matrix = &portfolios.holdings.matrix;
    let rows: Vec<Option<u32>> =
        nodes.iter().map(|node| portfolios.holdings.row_of(*node)).collect();
    let sets: Vec<&[u32]> =
        rows.iter().map(|row| row.map_or(&[][..], |row| matrix.rows.row(row))).collect();
    let sizes = nodes.iter().zip(&rows).zip(&sets).map(|((node, row), set)| SetSize {
        holder: frame.id(*node),
        items: row.map(|_| set.len()),
    });
    let describe = |found: &Intersection| Combination {
        of: found.sets.iter().map(|set| frame.id(nodes[*set as usize])).collect(),
        exclusive: found.exclusive.len(),
        at_least: found.at_least,
        items: portfolios.items(&found.exclusive[..found.exclusive.len().min(config.limit_items)]),
    };
    Ok(Intersections {
        about: frame.about.clone(),
        config: config.clone(),
        sets: sizes.collect(),
        combinations: combine(&sets).iter().map(describe).collect(),
        holders: portfolios.holders,
    })
}

fn check(config: &IntersectionsConfig) -> Result<(), AnalysisError> {
    let count = config.of.len();
    if count == 1 || count > MAXIMUM_COMPARED {
        return Err(AnalysisError::Parameter {
            what: "number of sets to combine",
            value: count.to_string(),
            expected: "2 to 8",
        });
    }
    let twice = config.of.iter().enumerate().find(|(place, id)| config.of[..*place].contains(id));
    match twice {
        Some((_, id)) => Err(AnalysisError::Parameter {
            what: "list of sets",
            value: id.to_string(),
            expected: "each only once",
        }),
        None => Ok(()),
    }
}

fn named(frame: &Frame, config: &IntersectionsConfig) -> Result<Vec<u32>, AnalysisError> {
    config.of.iter().map(|id| pair::holder(frame, id, config.overlap.between)).collect()
}

/// The holders of the most, the first in order of those with as many.
fn largest(portfolios: &Portfolios<'_>) -> Vec<u32> {
    let matrix = &portfolios.holdings.matrix;
    let mut rows: Vec<u32> = (0..matrix.rows.rows()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(matrix.rows.row(*row).len()));
    rows.truncate(USUALLY_COMPARED);
    rows.iter().map(|row| portfolios.holdings.holders[*row as usize]).collect()
}
