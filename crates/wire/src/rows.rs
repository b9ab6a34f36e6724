//! Directory rows: what a table of organizations, initiatives, goals or sources shows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Confidence, EntityRef, Known, MoneyTotals, StageNature};

/// A row of the directory of organizations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganizationRow {
    /// Its id.
    pub id: String,
    /// Its preferred name.
    pub name: String,
    /// What sort of body it is, in the source's words; absent is unknown.
    pub sort: Option<String>,
    /// The roles its ties give it: `funder`, `lead`, `partner`. Empty: no known role.
    pub roles: Vec<String>,
    /// How many things it is known to support.
    pub supports: usize,
    /// How many initiatives it is known to lead.
    pub leads: usize,
    /// How many partnerships are known.
    pub partnerships: usize,
    /// What it is known to give.
    pub given: MoneyTotals,
    /// The goals that the initiatives it supports or leads serve.
    pub goals: Vec<GoalPlacement>,
    /// How many ties it has in all.
    pub ties: usize,
}

/// That an initiative serves a goal, and whether a source says so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct GoalPlacement {
    /// The goal.
    pub goal: EntityRef,
    /// How sure the placement is; `inferred` is no source's own.
    pub confidence: Confidence,
}

/// A row of the directory of initiatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InitiativeRow {
    /// Its id.
    pub id: String,
    /// Its preferred name.
    pub name: String,
    /// The goals it serves. Empty is unknown.
    pub goals: Vec<GoalPlacement>,
    /// Who leads it. Empty is unknown.
    pub leads: Vec<EntityRef>,
    /// Who is known to support it. Empty is unknown.
    pub funders: Vec<EntityRef>,
    /// What it is part of.
    pub part_of: Vec<EntityRef>,
    /// Its latest dated stage; absent is unknown.
    pub stage: Option<StageAt>,
    /// When it began (EDTF); absent is unknown.
    pub start: Option<String>,
    /// When it ended or will end (EDTF); absent is unknown.
    pub end: Option<String>,
    /// How many of its known milestones are met.
    pub milestones_met: usize,
    /// How many milestones are known. None known does not mean that there are none.
    pub milestones: usize,
    /// How many other initiatives it is tied to.
    pub linked_initiatives: usize,
    /// What it is known to receive.
    pub received: MoneyTotals,
    /// The terms it carries, as `facet/term`.
    pub terms: Vec<String>,
}

/// A stage at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageAt {
    /// The year; absent where the years of the sequence were lost.
    pub year: Option<i32>,
    /// The lowest stage it may be.
    pub low: u8,
    /// The highest stage it may be.
    pub high: u8,
    /// Reached or forecast.
    pub nature: StageNature,
}

/// A row of the directory of goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalRow {
    /// Its id.
    pub id: String,
    /// Its preferred name.
    pub name: String,
    /// What it is, in words.
    pub description: Option<String>,
    /// Its place in the list of goals.
    pub order: Option<u32>,
    /// The id of the wider goal.
    pub parent: Option<String>,
    /// The editions that have it. Empty is unknown.
    pub editions: Vec<String>,
    /// How many initiatives serve it, by a source's own word.
    pub initiatives_stated: usize,
    /// How many more are placed here by inference.
    pub initiatives_inferred: usize,
    /// How many organizations are known to support those initiatives.
    pub funders: usize,
    /// How many of those initiatives have a known funder.
    pub initiatives_with_funder: Known,
    /// How many milestones of those initiatives are known.
    pub milestones: usize,
}

/// A row of the list of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SourceRow {
    /// The source.
    #[serde(flatten)]
    pub source: crate::Source,
    /// How many things, ties and milestones have a fact from it.
    pub records: usize,
}

/// A facet with its terms and how many things carry each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetRow {
    /// The facet's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its terms.
    pub terms: Vec<TermRow>,
}

/// A term and how many things and ties carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TermRow {
    /// The term's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many things carry it.
    pub entities: usize,
    /// How many ties carry it.
    pub ties: usize,
}
