//! Who is who: pairs that may be one thing, merges, and decisions that two are two.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Run, Version};

/// Things that may be the same, with the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Duplicates {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// Pairs with at least this probability are told.
    pub at_least: f64,
    /// From this probability on a pair is called sure.
    pub sure_at: f64,
    /// How many things were compared.
    pub things: usize,
    /// How many pairs were looked at: those that share a key.
    pub pairs_compared: usize,
    /// Pairs left out because somebody decided that they are not the same.
    pub settled: usize,
    /// How many of all pairs are listed.
    pub pairs_shown: Known,
    /// The pairs, the most probable first.
    pub pairs: Vec<DuplicatePair>,
    /// Groups of three and more that all the pairs make.
    pub clusters: Vec<DuplicateCluster>,
}

/// Two things that may be one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicatePair {
    /// The one with more ties, which is suggested to be kept.
    pub a: EntityRef,
    /// The other.
    pub b: EntityRef,
    /// How probable it is that they are one.
    pub probability: f64,
    /// The logarithm to base 2 of its odds: what the evidence adds up to.
    pub weight: f64,
    /// What is concluded. Even what is sure is only proposed.
    pub verdict: DuplicateVerdict,
    /// How many ties `a` has.
    pub ties_a: usize,
    /// How many ties `b` has.
    pub ties_b: usize,
    /// What speaks for it and against it. What is unknown of either weighs nothing and is not here.
    pub evidence: Vec<DuplicateEvidence>,
}

/// What is concluded of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateVerdict {
    /// Surely one thing.
    Sure,
    /// Perhaps one thing: for a person to decide.
    Doubtful,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateEvidence {
    /// What it is about: `prior`, `identifier`, `name`, `website`, `place`, `sort`, `neighbours`,
    /// `tie`, and of grants `amount` and `date`.
    pub field: String,
    /// How it came out, as a stable word.
    pub level: String,
    /// What it weighs, in bits: above 0 it speaks for one thing, below 0 for two.
    pub weight: f64,
    /// It in a sentence.
    pub sentence: String,
}

/// Things that pairs join, one through another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateCluster {
    /// The things.
    pub things: Vec<EntityRef>,
    /// How many pairs join them.
    pub pairs: usize,
    /// The probability of the weakest of these pairs.
    pub weakest: f64,
}

/// Two things to be made one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeRequest {
    /// The id of what stays.
    pub keep: String,
    /// The id of what goes: its ties, milestones, names and facts go to what stays.
    pub gone: String,
    /// Who decides it.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub message: Option<String>,
}

/// What a merge did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Merged {
    /// The state of the map after it; for a dry run the state as it is. Its position is what
    /// `/changes/{position}/unmerge` takes.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// How many changes were, or would be, applied.
    pub changes: usize,
    /// What stays.
    pub keep: EntityRef,
    /// What goes.
    pub gone: EntityRef,
    /// How many ties moved.
    pub ties_moved: usize,
    /// The ids of ties that said the same as one of what stays.
    pub ties_united: Vec<String>,
    /// The ids of ties between the two, which are left out.
    pub ties_dropped: Vec<String>,
    /// How many milestones moved.
    pub milestones_moved: usize,
    /// How many goals moved under what stays.
    pub goals_moved: usize,
    /// Names that are aliases of what stays now.
    pub aliases: Vec<String>,
    /// How many facts what stays has more than before.
    pub facts_added: usize,
    /// What a person should know, in sentences.
    pub to_know: Vec<String>,
}

/// What taking a merge apart did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unmerged {
    /// The state of the map after it; for a dry run the state as it is.
    pub version: Version,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// How many changes were, or would be, applied.
    pub changes: usize,
    /// What had been kept.
    pub keep: EntityRef,
    /// What comes back.
    pub gone: EntityRef,
    /// How many ties are its own again.
    pub ties_back: usize,
    /// How many milestones are its own again.
    pub milestones_back: usize,
    /// What is not exactly as it was, because the map changed since, in sentences.
    pub to_know: Vec<String>,
}

/// Two things that are not the same, although they look like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistinctRequest {
    /// The id of the one.
    pub a: String,
    /// The id of the other.
    pub b: String,
    /// Who decides it.
    #[serde(default)]
    pub author: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub message: Option<String>,
}
