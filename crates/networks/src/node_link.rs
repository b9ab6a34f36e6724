//! Node-link JSON, as networkx and D3 have it: a list of nodes and a list of links or edges.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

use crate::habits::Habits;

/// What is written as attributes.
const HABITS: Habits = Habits { taken: &["id", "source", "target"], ..Habits::ALL };
