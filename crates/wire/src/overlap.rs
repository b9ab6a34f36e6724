//! Where portfolios overlap.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, FundingStatus, Known, Run, TermRef, Version};

/// Pairs by what both hold: of funders by what both support, unless something else was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Overlap {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out. The null model, the seed and the number of samples stand here, once
    /// for all pairs.
    #[serde(flatten)]
    pub run: Run,
    /// Those compared (funders, or what `between` names), with how much each is known to hold,
    /// largest first.
    pub funders: Vec<FunderDegree>,
    /// How many different things or terms they are known to hold: of funders, how many initiatives
    /// and organizations are supported.
    pub supported: usize,
    /// Initiatives with a known funder, of all: what is not known cannot overlap here.
    pub initiatives_with_funder: Known,
    /// Of all who are compared, of how many anything is known. The others are in no pair: what they
    /// hold is unknown, not nothing.
    pub holders: Known,
    /// Where funders are compared by goals or terms: of how much of their support any is known.
    pub through: Option<Known>,
    /// How time was reckoned.
    pub time: OverlapTime,
    /// Which money was compared; absent where none could be.
    pub money: Option<MoneyCompared>,
    /// How chance was judged; absent where it was not.
    pub chance: Option<ChanceSummary>,
    /// Pairs that share at least one, the most shared first unless sorted otherwise.
    pub pairs: Vec<OverlapPair>,
    /// How many of the pairs that share at least one are in this answer.
    pub pairs_shown: Known,
}

/// One who is compared, and how much is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FunderDegree {
    /// The funder, or whatever else is compared.
    pub funder: EntityRef,
    /// How many initiatives and organizations it supports, or how much of what was asked for it
    /// holds.
    pub supports: usize,
}

/// How time was reckoned: two share what they may have held at the same time. A single date is when
/// something began, an interval is when it held; what has no date may be of any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OverlapTime {
    /// Whether what two held at different times counts too.
    pub any_time: bool,
    /// Of the ties behind it all, how many have a date. The others meet everything.
    pub dated: Known,
    /// Of these ties, how many have a known end.
    pub ended: Known,
    /// How often two hold the same, but cannot have held it at the same time: not counted as
    /// shared.
    pub apart: usize,
}

/// Which money was compared: one currency, one status, single amounts, no re-grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MoneyCompared {
    /// The currency (ISO 4217).
    pub currency: String,
    /// The status of the funding; absent where none is stated.
    pub status: Option<FundingStatus>,
    /// Of how many support ties the amount is known and of this sort.
    pub amounts: Known,
    /// How many of the others are refunds of this sort, which are left out.
    pub refunds: usize,
}

/// How chance was judged. Which null model, from which seed and with how many samples stands in
/// `null`, `seed` and `samples` of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChanceSummary {
    /// What the null model supposes, in words.
    pub supposes: String,
    /// Why it was this one.
    pub why: String,
    /// What is held against it: what two share whenever they held it, since a null model that moves
    /// holdings knows no dates.
    pub tested: String,
    /// At which corrected p a pair counts as found.
    pub level: f64,
    /// How many tests there are: all pairs, listed or not, also those that share nothing. The
    /// corrections are for this number.
    pub tests: u64,
    /// The smallest p that the samples can give; absent where p is not limited by samples.
    pub resolution: Option<f64>,
    /// Pairs with p below the level, before it is considered how many were tested.
    pub before_correction: PairsFound,
    /// Pairs with the corrected p at or below the level.
    pub after_correction: PairsFound,
    /// Whether the null model meets all portfolio sizes on average; absent where it does by
    /// construction.
    pub converged: Option<bool>,
}

/// How many pairs were found, in each direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PairsFound {
    /// Pairs that share more than chance would have it.
    pub more: u64,
    /// Pairs that share less.
    pub less: u64,
}

/// How what two share compares with chance; all absent where that was not judged. It is judged of
/// `shared_any_time`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairChance {
    /// How many they would share by chance, on average.
    pub expected: Option<f64>,
    /// The chance of sharing as many or more.
    pub p_more: Option<f64>,
    /// The chance of sharing as many or fewer.
    pub p_less: Option<f64>,
    /// `p_more`, corrected for the number of tests (Benjamini–Hochberg 1995).
    pub q: Option<f64>,
    /// `p_less`, corrected in the same way.
    pub q_less: Option<f64>,
    /// What `p_more` would be if they shared as many as they could.
    pub smallest_p: Option<f64>,
    /// What `p_less` would be if they shared as few as they could.
    pub smallest_p_less: Option<f64>,
    /// What follows.
    pub verdict: Option<ChanceVerdict>,
    /// What follows, in a sentence.
    pub says: Option<String>,
}

/// What can be said of a pair. That nothing can be said is not that nothing is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChanceVerdict {
    /// It shares more than chance would have it.
    More,
    /// It shares less than chance would have it: a division of labour.
    Less,
    /// What it shares may or may not be chance.
    CannotBeTold,
    /// Whatever it shared, it could not have been told from chance among so many pairs.
    NoTest,
}

/// How alike two spread their money over what they hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairMoney {
    /// Σ of the smaller of the two shares of each (Schoener 1970): 1 where both spread alike, 0
    /// where nothing is shared; absent where a side has no known money to compare.
    pub overlap: Option<f64>,
    /// Of how much of what both hold, whenever, both amounts are known. The rest is left out on
    /// both sides.
    pub shared: Known,
}

/// Two and what both hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverlapPair {
    /// The id of one.
    pub a: String,
    /// The id of the other.
    pub b: String,
    /// The name of one.
    pub a_name: String,
    /// The name of the other.
    pub b_name: String,
    /// How many both support (or hold), where they may have done so at the same time, unless
    /// `any_time` was asked for.
    pub shared: usize,
    /// Shared of all that either supports (Jaccard 1901).
    pub jaccard: f64,
    /// Shared of all that the smaller supports (Szymkiewicz–Simpson).
    pub overlap_coefficient: f64,
    /// How many one supports.
    pub a_supports: usize,
    /// How many the other supports.
    pub b_supports: usize,
    /// What both support.
    pub shared_with: Vec<EntityRef>,
    /// The terms that both carry, where they are compared by a facet.
    pub shared_terms: Vec<TermRef>,
    /// How many both support, whenever they did.
    pub shared_any_time: usize,
    /// Of `shared`, how many rest on an inferred statement on either side.
    pub shared_inferred: usize,
    /// Σ 1/(supporters − 1) over what is shared (Newman 2001): what few support counts for more.
    pub newman: f64,
    /// How alike they spread their money; absent where there is none to compare.
    pub money: Option<PairMoney>,
    /// Whether both are parts of one whole, and so no strangers.
    pub kin: bool,
    /// How that compares with chance.
    #[serde(flatten)]
    pub chance: PairChance,
}

/// Two side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairReport {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// What only one supports.
    pub only_a: Vec<EntityRef>,
    /// What both support.
    pub both: Vec<EntityRef>,
    /// What both support, but cannot have supported at the same time.
    pub apart: Vec<EntityRef>,
    /// What only the other supports.
    pub only_b: Vec<EntityRef>,
    /// The same of terms, where they are compared by a facet.
    pub terms: Option<PairTerms>,
    /// Shared of all that either supports; absent when neither supports anything known.
    pub jaccard: Option<f64>,
    /// Shared of all that the smaller supports; absent when one supports nothing known.
    pub overlap_coefficient: Option<f64>,
    /// Σ 1/(supporters − 1) over what is shared (Newman 2001); absent when nothing is known of one.
    pub newman: Option<f64>,
    /// How alike they spread their money; absent where there is none to compare.
    pub money: Option<PairMoney>,
    /// Which money was compared; absent where none could be.
    pub money_compared: Option<MoneyCompared>,
    /// Whether both are parts of one whole, and so no strangers.
    pub kin: bool,
    /// What one does.
    pub side_a: PairSide,
    /// What the other does.
    pub side_b: PairSide,
    /// Who came first to what both support; absent where they share nothing.
    pub lead: Option<PairLead>,
    /// How chance was judged; absent where it was not.
    pub judged: Option<ChanceSummary>,
    /// How what they share compares with chance.
    #[serde(flatten)]
    pub chance: PairChance,
    /// The ties behind it all.
    pub ties: Vec<crate::Tie>,
    /// The sources of those ties.
    pub sources: BTreeMap<String, crate::Source>,
}

/// The terms of two side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PairTerms {
    /// Terms that only one has.
    pub only_a: Vec<TermRef>,
    /// Terms that both have.
    pub both: Vec<TermRef>,
    /// Terms that both have, but cannot have had at the same time.
    pub apart: Vec<TermRef>,
    /// Terms that only the other has.
    pub only_b: Vec<TermRef>,
}

/// What one side of a pair does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairSide {
    /// How many it is known to support, or hold.
    pub total: usize,
    /// The goals of the initiatives it is about: those it supports, those it works with, or itself.
    pub goals: Vec<GoalShare>,
    /// Of how many of those initiatives a goal is known. What the others serve is unknown.
    pub initiatives_with_goal: Known,
    /// On how few goals that rests, by placements; absent where no goal is known.
    pub over_goals: Option<Concentration>,
    /// On how few recipients its portfolio rests, by the number of ties to each; absent where none
    /// is known.
    pub over_items: Option<Concentration>,
    /// The same by money, over those whose amount is known.
    pub over_items_by_money: Option<Concentration>,
    /// Of how many the amount is known; absent where money is not compared.
    pub amounts: Option<Known>,
}

/// A goal and how many of a side's initiatives serve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalShare {
    /// The goal.
    pub goal: EntityRef,
    /// How many serve it.
    pub initiatives: usize,
    /// Of these, how many stand under it by inference only.
    pub inferred: usize,
}

/// On how few something rests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Concentration {
    /// The Herfindahl–Hirschman index: 1 where one has all, 1/n where n have the same.
    pub herfindahl: f64,
    /// How many equal ones would be as concentrated.
    pub effective_number: f64,
}

/// Who came first to what both hold, whenever they held it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairLead {
    /// Of how many shared both beginnings are known.
    pub dated: Known,
    /// How many one came first to.
    pub a_first: usize,
    /// How many the other came first to.
    pub b_first: usize,
    /// Of how many it cannot be told, since their dates may be the same.
    pub undecided: usize,
    /// What one came first to.
    pub first_a: Vec<EntityRef>,
    /// What the other came first to.
    pub first_b: Vec<EntityRef>,
    /// How many more one comes first to than the other when each one's dates are dealt anew among
    /// its own, on average; absent where chance was not judged. Dates are dealt with the `seed` and
    /// the number of `samples` below.
    pub expected: Option<f64>,
    /// How often dates dealt anew put `a` ahead by as much or more.
    pub p_a_first: Option<f64>,
    /// How often they put `b` ahead by as much or more.
    pub p_b_first: Option<f64>,
    /// What the dates were dealt from.
    pub seed: Option<u64>,
    /// How often they were dealt.
    pub samples: Option<u64>,
    /// What follows: `a_first`, `b_first` or `cannot_be_told`.
    pub verdict: Option<String>,
    /// What follows, in a sentence.
    pub says: Option<String>,
}

/// What two filtered sets have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverlapSets {
    /// The state of the map.
    pub version: Version,
    /// The filter of the first set, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// The filter of the second set, from the words that begin with `with_`.
    pub with_filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// Those who hold something: funders in both sets, or what `between` names.
    pub holders: SetParts,
    /// What they hold: recipients in both sets, or what `by` names.
    pub items: SetParts,
    /// Of those in the first set who could hold something, of how many it is known.
    pub a_known: Known,
    /// The same of the second set.
    pub b_known: Known,
}

/// What is in one set, in the other, and in both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SetParts {
    /// How many the first set has.
    pub a_total: usize,
    /// How many the second set has.
    pub b_total: usize,
    /// Both, of all that either has; absent when neither has any known.
    pub jaccard: Option<f64>,
    /// Both, of all that the smaller has; absent when one has none known.
    pub overlap_coefficient: Option<f64>,
    /// What only the first has.
    pub only_a: SetList,
    /// What both have.
    pub both: SetList,
    /// What both have, but by ties that cannot have held at the same time.
    pub apart: SetList,
    /// What only the second has.
    pub only_b: SetList,
}

/// A part of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetList {
    /// How many there are.
    pub count: usize,
    /// The first of them, in the order of ids, where they are things.
    pub things: Vec<EntityRef>,
    /// The first of them, where they are terms.
    pub terms: Vec<TermRef>,
}

/// What several portfolios have in common, combination by combination (UpSet, Lex et al. 2014):
/// what is held, whenever it was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Intersections {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// The portfolios.
    pub sets: Vec<SetSize>,
    /// The combinations in which something is, the fullest first.
    pub combinations: Vec<Combination>,
    /// Of all who could be combined, of how many anything is known.
    pub holders: Known,
}

/// A portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetSize {
    /// Whose.
    pub holder: EntityRef,
    /// How many it holds; absent where nothing is known, which is not nothing.
    pub items: Option<usize>,
}

/// A combination of portfolios.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Combination {
    /// The ids of those whose portfolios they are.
    pub of: Vec<String>,
    /// How many are in all of these and in no other of the sets.
    pub exclusive: usize,
    /// How many are in all of these, whatever else they are in.
    pub at_least: usize,
    /// The first of the exclusive ones, where they are things.
    pub things: Vec<EntityRef>,
    /// The first of the exclusive ones, where they are terms.
    pub terms: Vec<TermRef>,
}
