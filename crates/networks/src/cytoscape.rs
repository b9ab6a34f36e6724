//! The JSON of Cytoscape and cytoscape.js: `elements` as an object of nodes and edges, or as one
//! list. Written so that networkx reads it too.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

use crate::habits::{Colors, Habits};

/// What is written into `data` beside the attributes. A position has a place of its own.
const HABITS: Habits =
    Habits { colors: Colors::Hex, position: false, taken: &TAKEN, ..Habits::ALL };
/// What `data` says in other ways; `value` and `key` are there for networkx.
const TAKEN: [&str; 6] = ["id", "source", "target", "value", "key", "z"];
/// What is written as the program that made a file.
const MADE_BY: &str = "waymark";
