//! Errors as RFC 9457 problem details.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What went wrong, as `application/problem+json` (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A URI reference that names the kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word for the kind of problem, such as `unknown_entity`.
    pub code: String,
    /// What is wrong this time, and what was expected.
    pub detail: String,
    /// The request it happened to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<String>,
    /// The parts of the input that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub places: Vec<ProblemPlace>,
    /// Editions in which the thing that was asked for exists.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub present_in: Vec<String>,
    /// What the thing that was asked for was merged into.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub became: Option<crate::EntityRef>,
}

/// A part of the input that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemPlace {
    /// The file, for an import.
    pub file: Option<String>,
    /// The line of the file.
    pub line: Option<u64>,
    /// The column or field.
    pub column: Option<String>,
    /// The value that was found.
    pub value: Option<String>,
    /// What was expected.
    pub expected: String,
}
