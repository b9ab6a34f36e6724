//! How far numbers and first places would move if ties were missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Run, Version};

/// Between what the headline numbers lie, and how firmly first places stand, if at most so many ties
/// that exist were not reported. The ranges are counted and not estimated: each is reached, and none
/// says how likely it is that ties are missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sensitivity {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// At most so many ties, or dates, are taken to be missing.
    pub missing: usize,
    /// The day that due dates are held against.
    pub today: String,
    /// The headline numbers.
    pub numbers: Vec<SensitiveNumber>,
    /// The first places.
    pub rankings: Vec<SensitiveRanking>,
    /// What has no first place, because nothing is known of it: words as in `by`.
    pub not_ranked: Vec<String>,
}

/// A headline number and the range it takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SensitiveNumber {
    /// What it counts: `funders`, `without_funder`, `without_lead`, `shared`, `jaccard`, `isolates`,
    /// `groups`, `largest_group`, `without_goal`, `coordination_ratio`, `open_cells`, `on_time`.
    pub measure: String,
    /// The same in words.
    pub name: String,
    /// Of what: two organizations, or a goal; nothing for the whole map.
    pub of: Vec<EntityRef>,
    /// What is taken to be missing: ties of `funding`, `leads`, `links` between initiatives,
    /// `placements` under goals, or `dates`.
    pub missing: String,
    /// The number as it is known; absent where it is known of none.
    pub value: Option<f64>,
    /// The least it can be; absent where nothing can be said.
    pub low: Option<f64>,
    /// The greatest it can be.
    pub high: Option<f64>,
    /// How the range is found.
    pub how: String,
}

/// A first place and what it takes to overturn it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SensitiveRanking {
    /// What is ranked: pairs of organizations by `shared_recipients`, organizations by `recipients`,
    /// goals by `initiatives` and by `coordination_ratio`.
    pub by: String,
    /// What is taken to be missing.
    pub missing: String,
    /// Which is first; of several with the same number, the one whose id comes first.
    pub first: SensitivePlace,
    /// How many missing ties are enough for another to be level with it; 0 where one is already,
    /// absent where no number is enough.
    pub level: Option<usize>,
    /// How many missing ties are enough for another to be ahead of it; absent where no number is.
    pub flips: Option<usize>,
    /// Whether so many may be missing as are taken to be.
    pub flips_within: bool,
    /// Which would be ahead then.
    pub challenger: Option<SensitivePlace>,
    /// Ties that would do it; at most 10.
    pub ties: Vec<UnreportedTie>,
    /// Whether it is certain that fewer are not enough. On large maps not every pair is tried.
    pub exact: bool,
    /// All that in a sentence.
    pub sentence: String,
}

/// A place in a ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SensitivePlace {
    /// What has it: two organizations, or one thing.
    pub things: Vec<EntityRef>,
    /// The number it is ranked by, as it is known.
    pub value: f64,
}

/// A tie that is not on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnreportedTie {
    /// Where it would begin.
    pub from: EntityRef,
    /// Where it would end.
    pub to: EntityRef,
}
