//! What would lose its known support.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, MoneyTotals, Run, Version};

/// What would lose its known support if funders left or grants lapsed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Exit {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// The funders that leave.
    pub without: Vec<EntityRef>,
    /// All support known to end before this day lapses; absent where nothing does.
    pub lapse: Option<String>,
    /// Known support ties before.
    pub supports: usize,
    /// How many of them go because their giver leaves.
    pub left: usize,
    /// How many go because they end, although their giver stays.
    pub lapsed: usize,
    /// Of all of them, of how many it is known when they end. The others cannot lapse here.
    pub ends: Known,
    /// Of those who leave, those that are not known to support anything.
    pub not_funders: Vec<EntityRef>,
    /// Other parts of the same wholes, which stay and support something.
    pub kin: Vec<EntityRef>,
    /// How it stands with the initiatives.
    pub initiatives: FateCounts,
    /// How it stands with the organizations that are known to be supported.
    pub organizations: FateCounts,
    /// Who loses something: first those that lose all.
    pub recipients: Vec<ExitRecipient>,
    /// How many of those who lose something are listed.
    pub recipients_shown: Known,
    /// The goals in their order, with what of their support stays.
    pub goals: Vec<ExitGoal>,
    /// What the rows of the table of cells are.
    pub rows_by: String,
    /// What its columns are.
    pub by: String,
    /// For stages: the year they are read at.
    pub year: Option<i32>,
    /// The cells that lose something: first those that lose all.
    pub cells: Vec<ExitCell>,
    /// How many of the cells that lose something are listed.
    pub cells_shown: Known,
    /// Planned milestones of those that lose all.
    pub milestones: Vec<ExitMilestone>,
    /// How many of these milestones are listed.
    pub milestones_shown: Known,
    /// What is known of the money that goes.
    pub money: MoneyTotals,
    /// What is known of re-granted money that goes: other ties count it already.
    pub money_regranted: MoneyTotals,
    /// Funders of what stays, those first whose exit would next take the most.
    pub funders: Vec<ExitFunder>,
    /// How many of these funders are listed.
    pub funders_shown: Known,
}

/// How it stands with recipients of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FateCounts {
    /// Lose all known support.
    pub lost: usize,
    /// Lose some of it.
    pub weakened: usize,
    /// Lose none.
    pub untouched: usize,
    /// No support was known before: unknown, and not lost. For organizations nothing is counted
    /// here, since most are no recipients.
    pub unknown: usize,
}

/// What is left of a recipient's support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Nothing that is known.
    Lost,
    /// Some of it.
    StillSupported,
}

/// Somebody who loses known support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitRecipient {
    /// Who.
    #[serde(flatten)]
    pub recipient: EntityRef,
    /// What is left.
    pub fate: Fate,
    /// Funders whose support goes, all or a part of it.
    pub loses: Vec<EntityRef>,
    /// Funders that are left.
    pub keeps: Vec<EntityRef>,
    /// Of the support that stays, of how much it is known when it ends.
    pub ends: Known,
}

/// A goal and what of its known support stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitGoal {
    /// The goal.
    pub goal: EntityRef,
    /// Initiatives known to serve it.
    pub initiatives: usize,
    /// Of these, how many have known support before.
    pub supported_before: usize,
    /// Of these, how many keep some.
    pub supported_after: usize,
    /// Whether it loses all known support.
    pub lost: bool,
}

/// A cell that loses known support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitCell {
    /// The id of its row.
    pub row: String,
    /// The name of its row.
    pub row_name: String,
    /// The id of its column.
    pub column: String,
    /// The name of its column.
    pub column_name: String,
    /// Initiatives known to be in it.
    pub initiatives: usize,
    /// Of these, how many have known support before.
    pub supported_before: usize,
    /// Of these, how many keep some.
    pub supported_after: usize,
    /// Whether it loses all known support.
    pub lost: bool,
}

/// A planned milestone of one that loses all known support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitMilestone {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub subject: EntityRef,
    /// What is planned.
    pub title: String,
}

/// A funder and what rests on it alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitFunder {
    /// The funder.
    #[serde(flatten)]
    pub funder: EntityRef,
    /// How many initiatives and organizations it supports.
    pub recipients: usize,
    /// Initiatives of which it is the only known funder.
    pub initiatives_lost: usize,
    /// Organizations of which it is the only known funder.
    pub organizations_lost: usize,
    /// Goals that would keep no initiative with known support.
    pub goals_lost: Vec<EntityRef>,
    /// Planned milestones of those that would lose all.
    pub milestones_at_risk: usize,
}
