//! Tables of nodes and of edges, with the columns that Gephi reads: `Id`, `Label`; `Source`,
//! `Target`, `Type`, `Weight`. And the incidence matrix of a network of two modes, which is written
//! only.

mod cell;
mod incidence;
mod read;
mod table;
mod write;

pub(crate) use incidence::write as write_incidence;
pub(crate) use read::{read_both, read_edges, read_nodes};
pub(crate) use table::detect;
pub(crate) use write::{EDGES_CARRY, NODES_CARRY, write_edges, write_nodes};

use crate::habits::Habits;

/// What is written into the table of nodes as columns like others.
const NODES: Habits = Habits { label: false, taken: &["id", "label"], ..Habits::ALL };
/// What is written into the table of edges as columns like others.
const EDGES: Habits = Habits {
    label: false,
    weight: false,
    direction: false,
    taken: &["id", "label", "source", "target", "from", "to", "type", "direction", "weight"],
    ..Habits::ALL
};
