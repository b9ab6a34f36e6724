//! What is taken out: the whole map as one document, and what is said of files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Edition, Entity, FacetInput, Milestone, Source, Tie, Version};

/// Everything on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Export {
    /// The state of the map.
    pub version: Version,
    /// The filter in words; empty where everything is here.
    #[serde(default)]
    #[schema(required = true)]
    pub filter: BTreeMap<String, String>,
    /// The organizations, initiatives, goals and publications.
    pub entities: Vec<Entity>,
    /// The ties.
    pub ties: Vec<Tie>,
    /// The milestones.
    pub milestones: Vec<Milestone>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The facets with their terms.
    pub facets: Vec<FacetInput>,
    /// The editions.
    pub editions: Vec<Edition>,
}

/// The formats that a map can be taken out in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportFormats {
    /// The state of the map.
    pub version: Version,
    /// The formats: networks, tables, documents.
    pub formats: Vec<ExportFormat>,
}

/// A format that a map can be taken out in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportFormat {
    /// The word for it in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How names of files end, without a dot.
    pub extension: String,
    /// Its media type.
    pub media_type: String,
    /// In a sentence, what it is and for which program.
    pub about: String,
    /// Whether it is a network, so that mode, kinds, projection and isolates can be chosen.
    pub networks: bool,
    /// The modes that can be chosen: `two`, `one`, `all`. Empty where there is no choice.
    pub modes: Vec<String>,
    /// Programs that read it.
    pub read_by: Vec<String>,
}

/// What a file would be, before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportPreview {
    /// The state of the map.
    pub version: Version,
    /// The filter in words.
    pub filter: BTreeMap<String, String>,
    /// The word for its format.
    pub format: String,
    /// What the file is called.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// The address that gives the same bytes for as long as the map is kept.
    pub address: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
    /// How many of what stand in it.
    pub counts: ExportCounts,
    /// What of the state and the filter the choice leaves out, such as ties of other kinds.
    pub left_out: Vec<ExportLost>,
    /// What the format cannot carry, or carries in another way.
    pub lost: Vec<ExportLost>,
    /// The columns; absent where it is no table.
    pub columns: Option<Vec<String>>,
    /// The first 10 rows; absent where it is no table.
    pub rows: Option<Vec<Vec<String>>>,
    /// The first 10 lines, long ones cut; absent where it is a table.
    pub lines: Option<Vec<String>>,
}

/// How many of what stand in a file. What is absent it does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportCounts {
    /// Nodes.
    pub nodes: Option<usize>,
    /// Edges.
    pub edges: Option<usize>,
    /// Rows below the headings.
    pub rows: Option<usize>,
}

/// Something that a file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportLost {
    /// What it is, and what was done instead.
    pub what: String,
    /// How often it was met.
    pub count: u64,
    /// Where it was met first; absent where no place can be named.
    pub example: Option<String>,
}

/// How a state of the map, or a view of it, is cited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// The state of the map.
    pub version: Version,
    /// The title of the work.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// The day it was looked at.
    pub accessed: String,
    /// When the edition came out, or else when the state was last changed (EDTF); absent for a map
    /// that was never changed.
    pub issued: Option<String>,
    /// Who publishes it; absent is unknown.
    pub publisher: Option<String>,
    /// Under which licence; absent is unknown.
    pub licence: Option<String>,
    /// In the style of the American Psychological Association.
    pub apa: String,
    /// As an entry of BibTeX.
    pub bibtex: String,
    /// As a record of RIS.
    pub ris: String,
    /// As an item of CSL-JSON.
    #[schema(value_type = Object)]
    pub csl: serde_json::Value,
}
