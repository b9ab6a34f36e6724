//! Who asks for funds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Money, Run, TermRef, Version};

/// Who asks for funds, whom they asked, and which funders are near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Requests {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// What the answer comes to, in words.
    pub says: String,
    /// Those who ask, in the order of ids.
    pub requests: Vec<FundingRequest>,
    /// How many of those who ask are listed.
    pub requests_shown: Known,
    /// How many requests are known. None known does not mean that nobody asks.
    pub requested_ties: usize,
    /// Of how many funding ties the status is known: others may be requests.
    pub status: Known,
    /// How many funders are known.
    pub funders: usize,
}

/// Somebody who asks for funds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FundingRequest {
    /// Who asks.
    #[serde(flatten)]
    pub asker: EntityRef,
    /// Whom it asked, and who declined.
    pub asked: Vec<AskedFunder>,
    /// Who is known to support it.
    pub supporters: Vec<EntityRef>,
    /// Goals known of it.
    pub goals: Vec<EntityRef>,
    /// How many of these rest on inference only.
    pub goals_inferred: usize,
    /// Terms known of it.
    pub terms: Vec<TermRef>,
    /// What near funders are sorted by; absent where no goal, term or supporter of it is known, so
    /// that nothing can be near.
    pub ranked_by: Option<NearRankedBy>,
    /// Near funders that were not asked, did not decline and do not support it, the nearest first.
    pub near: Vec<NearFunder>,
}

/// What near funders are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NearRankedBy {
    /// Likeness of goals and terms, then density.
    Similarity,
    /// Density, since no goal and no term of who asks is known.
    Density,
}

/// What came of a request, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestOutcome {
    /// No answer is known.
    Open,
    /// It declined.
    Declined,
    /// It supports who asks by another tie: before, or in answer.
    Supports,
}

/// A funder that was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AskedFunder {
    /// The funder.
    #[serde(flatten)]
    pub funder: EntityRef,
    /// What came of it.
    pub outcome: RequestOutcome,
    /// The requests and refusals behind it.
    pub ties: Vec<RequestTie>,
    /// How alike its portfolio is, from 0 to 1; absent where unknown.
    pub similarity: Option<f64>,
    /// How much it supports of what is supported together with who asks, from 0 to 1; absent where
    /// no supporter of who asks is known.
    pub density: Option<f64>,
}

/// A request or a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestTie {
    /// The tie's id.
    pub tie: String,
    /// Whether it is a request; a refusal, if not.
    pub requested: bool,
    /// When (EDTF), if known.
    pub date: Option<String>,
    /// How much, if known.
    pub amount: Option<Money>,
}

/// A funder that is near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NearFunder {
    /// The funder.
    #[serde(flatten)]
    pub funder: EntityRef,
    /// The cosine of its portfolio's goals and terms and those of who asks, from 0 to 1; absent
    /// where they are unknown.
    pub similarity: Option<f64>,
    /// How much it supports of what is supported together with who asks, from 0 to 1 (Hidalgo et
    /// al. 2007); absent where no supporter of who asks is known.
    pub density: Option<f64>,
    /// Goals of who asks that its recipients serve.
    pub goals: Vec<SharedGoal>,
    /// Terms of who asks that its recipients carry.
    pub terms: Vec<SharedTerm>,
    /// What it supports together with supporters of who asks, the nearest first.
    pub cofunded: Vec<EntityRef>,
    /// Of its recipients, of how many a goal or a term is known.
    pub profiled: Known,
    /// Why it is near, in words.
    pub because: String,
}

/// A goal that a funder's recipients serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharedGoal {
    /// The goal.
    pub goal: EntityRef,
    /// How many of the funder's recipients serve it.
    pub recipients: usize,
}

/// A term that a funder's recipients carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharedTerm {
    /// The term.
    pub term: TermRef,
    /// How many of the funder's recipients carry it.
    pub recipients: usize,
}
