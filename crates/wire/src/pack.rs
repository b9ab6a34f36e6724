//! The research pack: what is in it, and what it is itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ExportCounts, ExportLost, Run, Version};

/// What a research pack holds: its `MANIFEST.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackManifest {
    /// The state of the map.
    pub version: Version,
    /// The filter in words.
    pub filter: BTreeMap<String, String>,
    /// The day that due dates are held against.
    pub today: String,
    /// What the state is called.
    pub title: String,
    /// When the edition came out, or else when the state was last changed (EDTF); absent for a map
    /// that was never changed.
    pub issued: Option<String>,
    /// Who publishes the map, by its own word; absent is unknown.
    pub publisher: Option<String>,
    /// Under which licence, by its own word; absent is unknown.
    pub licence: Option<String>,
    /// The program that wrote it.
    pub program: String,
    /// What the file is called.
    pub file_name: String,
    /// The command that gives the same bytes.
    pub command: String,
    /// The address that gives the same bytes for as long as the map is kept.
    pub address: String,
    /// Its files but this one and `SHA256SUMS`, in the order in which they stand in it.
    pub files: Vec<PackFile>,
    /// What is not in it.
    pub left_out: Vec<ExportLost>,
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackFile {
    /// Where in the pack it stands.
    pub path: String,
    /// In a sentence, what it is.
    pub about: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
    /// How many of what stand in it.
    pub counts: ExportCounts,
    /// The command that makes it again; absent where there is none but that for the whole pack.
    pub command: Option<String>,
    /// The address that gives the same bytes; absent where there is none but that of the pack.
    pub address: Option<String>,
    /// How an analysis was worked out: parameters, null model, seed, samples; absent elsewhere.
    pub run: Option<Run>,
    /// What of the state and the filter the choice leaves out, such as ties of other kinds.
    pub left_out: Vec<ExportLost>,
    /// What the format cannot carry, or carries in another way.
    pub lost: Vec<ExportLost>,
}

/// What a research pack is, before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pack {
    /// What it holds.
    #[serde(flatten)]
    pub manifest: PackManifest,
    /// How many bytes it has, packed.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}
