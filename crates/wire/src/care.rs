//! Facts that need a person, and confirming them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Provenance, RecordRef, Run, Source, Version};

/// Which facts need a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Care {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// What the answer comes to, in words.
    pub says: String,
    /// How many facts were looked at.
    pub facts: usize,
    /// How many of them need a person, for any reason but that they are undated.
    pub needing: usize,
    /// How many there are for each reason; one may have several.
    pub counts: Vec<CareCount>,
    /// Of how many facts it is known when they were stated. Others may be stale.
    pub dated: Known,
    /// The facts, those on which most depends first.
    pub items: Vec<CareItem>,
    /// How many of those asked for are listed.
    pub items_shown: Known,
    /// The sources that are named, by id.
    pub sources: BTreeMap<String, Source>,
}

/// Why a fact needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CareReason {
    /// Different values are stated, and which is right was not settled.
    Conflict,
    /// No source states it.
    Inferred,
    /// No source of it has an address or a publisher.
    Unsourced,
    /// It was not confirmed for long.
    Stale,
    /// When it was stated is unknown.
    Undated,
}

/// How many facts there are for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CareCount {
    /// The reason.
    pub reason: CareReason,
    /// How many.
    pub count: usize,
}

/// A fact that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CareItem {
    /// The record it belongs to.
    #[serde(flatten)]
    pub record: RecordRef,
    /// What the record is about: the thing, both ends of the tie, the subject of the milestone.
    pub about: Vec<EntityRef>,
    /// The property: `name`, `amount`, `attributes.HEADING` …; `stated` is that a tie exists.
    pub field: String,
    /// All that is stated, the preferred value first.
    pub stated: Vec<StatedValue>,
    /// Why it needs a person, the most pressing first.
    pub why: Vec<CareReason>,
    /// The same in words.
    pub because: String,
    /// The newest day for which the preferred value is stated, if one is known.
    pub since: Option<String>,
    /// How many ties depend on it: those of the thing or the subject; of a tie, those of the end
    /// that has fewer.
    pub depends: usize,
}

/// A value, in words, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatedValue {
    /// The value.
    pub value: String,
    /// Who states it.
    pub provenance: Provenance,
}

/// Says that values were checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfirmRequest {
    /// Who checked them.
    #[serde(default)]
    pub author: Option<String>,
    /// The date for which they hold (EDTF); by default today.
    #[serde(default)]
    pub as_of: Option<String>,
    /// The values; all of them are confirmed, or none.
    pub facts: Vec<ConfirmedFact>,
}

/// Names a value of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfirmedFact {
    /// What sort of record: `organization`, `initiative`, `goal`, `publication`, `tie`,
    /// `milestone`.
    pub record: String,
    /// Its id.
    pub id: String,
    /// The property, as in the list of what needs a person.
    pub field: String,
    /// The value, as in that list. Of values in conflict, the one that is confirmed is preferred
    /// from then on.
    pub value: String,
}
