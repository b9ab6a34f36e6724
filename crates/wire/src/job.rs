//! Long work and events.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ImportFile, ImportReport, Problem};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// At work.
    Running,
    /// Done.
    Done,
    /// Stopped with a problem.
    Failed,
    /// Stopped because somebody asked for it; nothing was written.
    Cancelled,
}

/// Long work that goes on by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// What it does, in words.
    pub title: String,
    /// How it stands.
    pub state: JobState,
    /// What it is doing now, in words.
    pub step: String,
    /// How much of the step is done, 0 to 1; absent where it cannot be told.
    pub progress: Option<f64>,
    /// What an import came to, once done.
    pub report: Option<ImportReport>,
    /// What can be told of the files of a dry run that failed, so that a mapping can be given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub files: Option<Vec<ImportFile>>,
    /// Where the answer is, once a question is worked out.
    pub answer: Option<String>,
    /// What went wrong, if it failed.
    pub problem: Option<Problem>,
}

/// An event of the stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The map changed.
    Changed {
        /// The position of the change.
        position: u64,
        /// Who changed it.
        author: String,
        /// Why, in words.
        message: String,
    },
    /// A job moved on.
    Job(Box<Job>),
}
