//! Why a file cannot be read, or a network not be written.

use std::io;

use crate::{NetworkFormat, Place};

/// Why a file as a whole cannot be read. Every variant says where, what stands there and what was
/// expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// The bytes are no network file that is known.
    #[error(
        "this is no network file that is known: it begins with `{start}`, expected GraphML, GEXF, \
         GML, Pajek, UCINET DL, JSON of nodes and edges, or a table with the columns `source` and \
         `target`"
    )]
    UnknownFormat {
        /// How it begins.
        start: String,
    },
    /// The bytes are no text.
    #[error("this is {what}, not text: expected a network file")]
    NotText {
        /// What it looks like.
        what: &'static str,
    },
    /// Something is not as the format has it.
    #[error("{format}, {place}: found `{value}`, expected {expected}", format = format.name())]
    Malformed {
        /// The format.
        format: NetworkFormat,
        /// Where.
        place: Place,
        /// What stands there.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// There is more than the limits allow.
    #[error("{what} at {place} is more than the limit of {limit}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// Where the limit was passed.
        place: Place,
        /// The limit.
        limit: u64,
    },
    /// The format is written, and not read.
    #[error("{} is written only, not read", .0.name())]
    WrittenOnly(NetworkFormat),
    /// The bytes could not be got.
    #[error("the file cannot be read: {problem}")]
    Unreadable {
        /// What the reader says.
        problem: String,
    },
}

/// Why a network cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The format is for networks of two modes only.
    #[error(
        "{} is for two modes: expected every node on one of two sides and every edge between them; \
         `{id}` is not so",
        format.name()
    )]
    NotTwoMode {
        /// The format.
        format: NetworkFormat,
        /// A node to blame.
        id: String,
    },
    /// The bytes could not be put.
    #[error("the network cannot be written")]
    Unwritable(#[from] io::Error),
}

/// A value as messages show it: in one line, and not too long.
pub(crate) fn shown(value: &str) -> String {
    const LONGEST: usize = 80;
    let clean = |character: char| if character.is_control() { ' ' } else { character };
    let mut shown: String = value.chars().take(LONGEST).map(clean).collect();
    if value.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
