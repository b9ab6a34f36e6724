//! With whom to work, whom to ask, whom to fund next; and how good such suggestions are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Run, Source, Tie, Version};

/// Partners suggested to one initiative or organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Partners {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// Who asks.
    pub asker: EntityRef,
    /// One list for each sort of partner.
    pub lists: Vec<PartnerList>,
    /// The ties that the reasons, the ways and the introductions name, by id.
    pub ties: BTreeMap<String, Tie>,
    /// The sources of these ties.
    pub sources: BTreeMap<String, Source>,
}

/// A sort of partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerSort {
    /// Initiatives to work with.
    Initiatives,
    /// Funders that might be asked.
    Funders,
    /// Funders to fund together with.
    Cofunders,
    /// Initiatives and organizations that might be funded.
    Recipients,
    /// Organizations to work with.
    Organizations,
}

/// A way to score candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerMethod {
    /// How many neighbours both have.
    CommonNeighbors,
    /// Common neighbours, the rarer the more: Adamic & Adar (2003).
    AdamicAdar,
    /// Common neighbours, each by one over its degree: Zhou, Lü & Zhang (2009).
    ResourceAllocation,
    /// Ways of three ties in the network of funders and recipients.
    PathThree,
    /// The same, discounted by degree: Shekhtman, Gates & Barabási (2024).
    PathThreeDiscounted,
    /// A random walk with restart over support: Tong, Faloutsos & Pan (2006).
    RandomWalk,
    /// A random walk with restart over all that is known.
    RandomWalkAll,
    /// How many ties the candidate has, whoever asks: what the others must beat.
    Popularity,
    /// Left to chance.
    Random,
}

/// A score by its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PartnerScore {
    /// How it was scored.
    pub method: PartnerMethod,
    /// The value. 0: nothing that is known joins the two.
    pub value: f64,
}

/// Suggestions of one sort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PartnerList {
    /// The sort.
    pub wanted: PartnerSort,
    /// The word for what they are ranked by: a method or `complementarity`.
    pub ranked_by: String,
    /// Why by that.
    pub why: String,
    /// The suggestions, the best first. Empty: see `cannot` and `missing`; nobody who suits is
    /// *known*.
    pub suggestions: Vec<PartnerSuggestion>,
    /// How many there are, listed or not.
    pub total: usize,
    /// Whether some were left out because of the limit.
    pub cut: bool,
    /// Of all who could be suggested, of how many anything is known that could speak for them.
    pub candidates: Known,
    /// How many are no suggestion because they are tied to the asker already.
    pub tied: usize,
    /// How many because they are parts of the same whole.
    pub kin: usize,
    /// What is not known of the asker and would help.
    pub missing: Vec<PartnerMissing>,
    /// Why nothing can be suggested at all, where that is so.
    pub cannot: Option<String>,
}

/// Something that is not known of the asker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerMissing {
    /// `goal`, `term`, `funder`, `recipient` or `tie`.
    pub what: String,
    /// The same in words.
    pub sentence: String,
}

/// One partner that is suggested.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PartnerSuggestion {
    /// Who.
    pub partner: EntityRef,
    /// The value it is ranked by.
    pub rank: f64,
    /// All scores that can be worked out. One that is not here cannot be, for what is not known.
    pub scores: Vec<PartnerScore>,
    /// How alike the two are: their resource allocation index. Absent between a funder and what it
    /// might fund.
    pub similarity: Option<f64>,
    /// How well they would add to each other: the same goal, other activities or places. Absent:
    /// not known, see `complementarity_unknown`.
    pub complementarity: Option<PartnerComplementarity>,
    /// Why that is not known.
    pub complementarity_unknown: Option<String>,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<PartnerReason>,
    /// How many reasons there are, listed or not.
    pub total_reasons: usize,
    /// The weightiest ways from the asker to it.
    pub paths: Vec<PartnerWay>,
    /// Whether facts that no source states are among what speaks for it.
    pub inferred: bool,
    /// Who could introduce them, the shortest way first. Empty: nobody is known.
    pub introductions: Vec<PartnerIntroduction>,
    /// Who supports both.
    pub shared_funders: Vec<EntityRef>,
}

/// How two that work toward the same goal differ in how, where or for whom they do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PartnerComplementarity {
    /// From 0, the same in everything known, to 1, nothing in common: the mean over the facets of
    /// one less the Jaccard index.
    pub value: f64,
    /// The goals in common. An organization has those of the initiatives it funds, leads or works
    /// with.
    pub goals: Vec<EntityRef>,
    /// Facet by facet, where terms of both are known.
    pub facets: Vec<PartnerFacet>,
    /// Whether it rests on facts that no source states.
    pub inferred: bool,
}

/// The terms of two things in one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerFacet {
    /// The facet.
    pub facet: String,
    /// Terms of the asker only.
    pub only_asker: Vec<String>,
    /// Terms of both.
    pub both: Vec<String>,
    /// Terms of the other only.
    pub only_other: Vec<String>,
}

/// What sort of thing speaks for a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerReasonKind {
    /// Both work toward a goal.
    SharedGoal,
    /// Both carry a term.
    SharedTerm,
    /// Both are supported by an organization.
    SharedFunder,
    /// Both are led by an organization.
    SharedLead,
    /// Both support the same.
    SharedRecipient,
    /// Both are tied to the same in another way.
    SharedTie,
    /// A funder of the one funds as the other does.
    FundAlike,
    /// They are joined by a longer way.
    Way,
}

/// One thing that speaks for a suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PartnerReason {
    /// What sort of reason it is.
    pub kind: PartnerReasonKind,
    /// The thing that both have; for `fund_alike` what both funders support. Absent for a term.
    pub thing: Option<EntityRef>,
    /// The term that both carry, as `facet/term`.
    pub term: Option<String>,
    /// For `fund_alike`, the funder in between.
    pub through: Option<EntityRef>,
    /// The ids of the ties behind it.
    pub ties: Vec<String>,
    /// Its part in the score: resource allocation, or ways of three discounted by degree. Absent
    /// where it has no part of its own.
    pub weight: Option<f64>,
    /// Whether a step of it is stated by no source.
    pub inferred: bool,
    /// The same in words.
    pub sentence: String,
}

/// A way from the asker to a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerWay {
    /// The things on it, both ends among them.
    pub things: Vec<EntityRef>,
    /// The ties between them, in order.
    pub steps: Vec<PartnerStep>,
}

/// One tie of a way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerStep {
    /// The id of the tie.
    pub tie: String,
    /// Whether the way follows the tie's own direction.
    pub forward: bool,
    /// Whether no source states it.
    pub inferred: bool,
}

/// A way by which two could be introduced. Goals and inferred ties introduce nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerIntroduction {
    /// Who would begin.
    pub by: EntityRef,
    /// The way.
    pub way: PartnerWay,
    /// How many of its ties both sides declare, of those for which it is known who does.
    pub confirmed: Known,
    /// The same in words.
    pub sentence: String,
}
