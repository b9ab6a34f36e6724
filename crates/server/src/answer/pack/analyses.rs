//! The answers that stand in a pack, each as the API gives it.

use std::sync::Arc;

use serde::Serialize;
use waymark_exports::{Part, again};
use waymark_wire as wire;

use crate::ApiError;
use crate::answer::{self, Ask, GapsQuestion};
use crate::words::Words;

/// A question whose answer stands in a pack.
struct Question {
    /// The command that asks it, and the name of its file.
    command: &'static str,
    path: &'static str,
    about: &'static str,
    /// The words that are not left to their defaults.
    words: &'static [(&'static str, &'static str)],
    answer: fn(&Ask, &mut Words) -> Result<Vec<u8>, ApiError>,
}

const QUESTIONS: [Question; 8] = [
    Question {
        command: "summary",
        path: "/summary",
        about: "The four questions in numbers.",
        words: &[],
        answer: |ask, _| json(&answer::summary(ask)?),
    },
    Question {
        command: "overlap",
        path: "/analysis/overlap",
        about: "Which funders support the same, held against chance by a null model.",
        words: &[("limit", "10000")],
        answer: |ask, words| json(&answer::overlap(ask, &answer::overlap_config(words)?)?),
    },
    Question {
        command: "gaps",
        path: "/analysis/gaps",
        about: "Goals against stages: what is covered, known empty, unknown, impossible.",
        words: &[],
        answer: |ask, words| json(&answer::gaps(ask, &GapsQuestion::read(words)?)?),
    },
    Question {
        command: "coordination",
        path: "/analysis/coordination",
        about: "Which initiatives are tied, goal by goal, held against chance.",
        words: &[],
        answer: |ask, words| {
            json(&answer::coordination(ask, &answer::coordination_question(words)?)?)
        },
    },
    Question {
        command: "missed",
        path: "/analysis/missed",
        about: "Which initiatives share much and are not known to be tied, with the reasons.",
        words: &[("limit", "10000")],
        answer: |ask, words| json(&answer::missed(ask, &answer::missed_config(words)?)?),
    },
    Question {
        command: "centrality",
        path: "/analysis/centrality",
        about: "Everybody's place in the network of initiatives, by every measure.",
        words: &[("limit", "10000")],
        answer: |ask, words| json(&answer::centrality(ask, &answer::centrality_config(words)?)?),
    },
    Question {
        command: "communities",
        path: "/analysis/communities",
        about: "Which initiatives belong together, and how firm that is.",
        words: &[],
        answer: |ask, words| json(&answer::communities(ask, &answer::communities_config(words)?)?),
    },
    Question {
        command: "pace",
        path: "/analysis/pace",
        about: "Milestones met, due and missed; stages reached against stages forecast.",
        words: &[],
        answer: |ask, _| json(&answer::pace(ask, None)?),
    },
];

fn json<T: Serialize>(answer: &Arc<T>) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(answer).map_err(|error| ApiError::Internal(error.to_string()))
}

/// An answer that stands in a pack.
pub(super) struct Analysis {
    pub(super) path: String,
    pub(super) about: &'static str,
    /// The same bytes as the address gives.
    pub(super) json: Vec<u8>,
    pub(super) run: Option<wire::Run>,
    pub(super) command: String,
    pub(super) address: String,
}

/// Works the answers out.
pub(super) fn analyses(ask: &Ask, part: &Part<'_>) -> Result<Vec<Analysis>, ApiError> {
    let own = |words: &[(&str, &str)]| -> Vec<(String, String)> {
        words.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect()
    };
    let analysis = |question: &Question| {
        let json = (question.answer)(ask, &mut Words::new(own(question.words)))?;
        let mut words = part.words();
        words.push(("today".to_owned(), ask.today.to_string()));
        words.extend(own(question.words));
        Ok(Analysis {
            path: format!("analyses/{}.json", question.command),
            about: question.about,
            // An answer that counts and nothing else has no run.
            run: serde_json::from_slice(&json).ok(),
            json,
            command: again::command(question.command, &words) + " --format json",
            address: again::address(&format!("/api/v1{}", question.path), &words),
        })
    };
    QUESTIONS.iter().map(analysis).collect()
}
