//! Who is tied to whom.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Centralization, EntityRef, Known, PathSources, Run, Version};

/// Coordination among initiatives, over all and per goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Coordination {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// The kinds of tie that count.
    pub tie_kinds: Vec<crate::TieKind>,
    /// How many initiatives are looked at.
    pub initiatives: usize,
    /// Per goal.
    pub goals: Vec<GoalCoordination>,
    /// Initiatives without a known tie to another. They may have ties nobody reported.
    pub isolates: Vec<EntityRef>,
    /// Groups of two or more that are linked, the largest first.
    pub components: Vec<Vec<EntityRef>>,
    /// Ties declared by both sides, of those whose declarations are known.
    pub confirmed: Known,
    /// The pairs that are tied, with the ties that say so.
    pub pairs: Vec<TiedPair>,
    /// How it was worked out. The null model holds for `chance`; `external_internal` deals groups
    /// anew instead, with the same seed.
    #[serde(flatten)]
    pub run: Run,
    /// Initiatives with a known tie to another. Of the others none is known.
    pub initiatives_tied: Known,
    /// Pairs of initiatives that are known to be tied, of all pairs; absent where there is no pair.
    pub density: Option<f64>,
    /// Pairs that are known to be tied, of all pairs that are not parts of one umbrella.
    pub strangers_tied: Known,
    /// How much the known ties turn about the most central initiative.
    pub centralization: Centralization,
    /// From where the shortest ways were searched for `centralization` and `brokers`.
    pub paths: PathSources,
    /// Pairs with any goal in common.
    pub any_goal: AnyGoal,
    /// The level at which `chance` tells more and less from chance, after correction for the goals
    /// that were tested.
    pub level: f64,
    /// How many goals were tested: those with a pair, if any strangers are tied at all.
    pub goals_tested: usize,
    /// Whether ties lead out of groups or stay within: by goal, by lead and by place, or by what
    /// `group` asks for.
    pub external_internal: Vec<ExternalInternal>,
    /// The initiatives that stand between the most pairs of others.
    pub brokers: Vec<Broker>,
    /// How many of all that stand between others are listed.
    pub brokers_shown: Known,
    /// The ties that alone hold a group together. More may be known to those who did not report.
    pub bridges: Vec<Bridge>,
    /// How many of all bridges are listed.
    pub bridges_shown: Known,
    /// The initiatives without which a group would fall apart.
    pub articulation_points: Vec<ArticulationPoint>,
    /// How many of all of them are listed.
    pub articulation_points_shown: Known,
}

/// Pairs with any goal in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnyGoal {
    /// Pairs that are known to be tied, of all pairs that are not parts of one umbrella.
    pub pairs_tied: Known,
    /// Tied pairs over pairs; absent where there is no pair.
    pub ratio: Option<f64>,
    /// Whether they are tied more or less than chance would have it.
    pub chance: Option<TiedByChance>,
}

/// Tied pairs held against ties dealt anew: every initiative keeps its number of ties, and parts of
/// one umbrella stay untied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TiedByChance {
    /// How many tied pairs there are by chance, on average.
    pub expected: f64,
    /// The ratio that makes.
    pub expected_ratio: Option<f64>,
    /// In 95 of 100 samples there are at least so many tied pairs.
    pub low: usize,
    /// In 95 of 100 samples there are at most so many tied pairs.
    pub high: usize,
    /// How many standard deviations above the expected the tied pairs are; absent where all samples
    /// have as many.
    pub z: Option<f64>,
    /// How often chance gives at least as many tied pairs.
    pub p_more: f64,
    /// How often chance gives at most as many.
    pub p_less: f64,
    /// Either way, corrected for the number of goals (Benjamini and Hochberg).
    pub q: f64,
    /// What can be said.
    pub verdict: CoordinationVerdict,
    /// The same in a sentence.
    pub sentence: String,
}

/// What can be said of ties held against chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoordinationVerdict {
    /// There are more than chance would have it.
    More,
    /// There are fewer than chance would have it.
    Less,
    /// It cannot be told from chance at this size. That is not to say that there is nothing.
    CannotBeTold,
}

/// Whether ties lead out of groups or stay within: (E - I)/(E + I), the E-I index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExternalInternal {
    /// What groups initiatives: `goal`, `lead`, `funder` or the id of a facet.
    pub group: String,
    /// Initiatives whose groups are known. The others take no part, nor do their ties.
    pub initiatives: Known,
    /// Ties between different groups, parts of one umbrella left out.
    pub external: usize,
    /// Ties between initiatives with a group in common, parts of one umbrella left out.
    pub internal: usize,
    /// -1 where all ties stay within, 1 where all lead out; absent where there is no such tie.
    pub index: Option<f64>,
    /// The least that the index could be with so many ties and groups of these sizes.
    pub least: Option<f64>,
    /// The most that it could be.
    pub most: Option<f64>,
    /// What it is on average when the groups are dealt anew.
    pub expected: Option<f64>,
    /// How often it is at least as high then.
    pub p_more: Option<f64>,
    /// How often it is at most as high then.
    pub p_less: Option<f64>,
    /// How often the groups were dealt anew.
    pub samples: u32,
    /// What it says, in a sentence.
    pub sentence: String,
}

/// Some initiatives that hang together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// How many they are.
    pub size: usize,
    /// The first of them.
    pub named: Vec<EntityRef>,
}

/// An initiative that stands between others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Broker {
    /// Which.
    pub initiative: EntityRef,
    /// Of the pairs of others, the share whose shortest ways lead over it.
    pub betweenness: f64,
    /// To how many others it is tied.
    pub degree: usize,
    /// How much those are tied to one another (Burt); the lower, the more it can broker.
    pub constraint: Option<f64>,
    /// How many of them do not lead to one another (Burt).
    pub effective_size: Option<f64>,
    /// Those it is tied to, together where known ties among them hold them together.
    pub joins: Vec<Part>,
    /// What it joins, in a sentence.
    pub sentence: String,
}

/// Two initiatives whose tie alone holds their group together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bridge {
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// The ids of the ties between them.
    pub ties: Vec<String>,
    /// What would be left on the side of `a`.
    pub side_a: Part,
    /// What would be left on the side of `b`.
    pub side_b: Part,
    /// Whether they are of one umbrella.
    pub one_umbrella: bool,
    /// What would happen without the tie, in a sentence.
    pub sentence: String,
}

/// An initiative without which its group would fall apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticulationPoint {
    /// Which.
    pub initiative: EntityRef,
    /// Into what the group would fall, the largest part first.
    pub parts: Vec<Part>,
    /// The same in a sentence.
    pub sentence: String,
}

/// Coordination among the initiatives of one goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalCoordination {
    /// The goal.
    pub goal: EntityRef,
    /// How many initiatives serve it.
    pub initiatives: usize,
    /// How many of them are placed here by inference.
    pub inferred: usize,
    /// Pairs of them that are known to be tied, of all pairs that are not parts of one umbrella.
    pub pairs_tied: Known,
    /// Tied pairs over pairs; absent where there is no pair.
    pub ratio: Option<f64>,
    /// Pairs with the same lead, whether tied or not.
    pub same_lead_pairs: usize,
    /// Whether its pairs are tied more or less than chance would have it; absent where it has no
    /// pair, or no strangers are known to be tied at all.
    pub chance: Option<TiedByChance>,
}

/// Two initiatives and the ties between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TiedPair {
    /// One.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// The ids of the ties between them.
    pub ties: Vec<String>,
    /// The goals that both serve.
    pub goals: Vec<EntityRef>,
    /// Whether they are parts of one umbrella, or one is part of the other: such pairs are tied,
    /// but not counted as coordination between strangers.
    pub one_umbrella: bool,
}
