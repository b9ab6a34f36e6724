//! GML, the Graph Modelling Language (Himsolt, 1997), as Gephi, Cytoscape, yEd, networkx and igraph
//! write it.

mod read;
mod tokens;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

use crate::habits::{Colors, Habits};

/// What is written as attributes. Colours and places stand in `graphics`.
const HABITS: Habits = Habits {
    label: false,
    colors: Colors::Elsewhere,
    position: false,
    size: false,
    taken: &[
        "id",
        "label",
        "source",
        "target",
        "graphics",
        "LabelGraphics",
        "identifier",
        "caption",
        "key",
        "node",
        "edge",
    ],
    ..Habits::ALL
};
/// What is written as the program that made a file.
const MADE_BY: &str = "waymark";
