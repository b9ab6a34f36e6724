//! GEXF, the format of Gephi: versions 1.1, 1.2 and 1.3 are read, 1.3 is written, with spans of
//! time, colours, positions and sizes. See <https://gexf.net>.

mod element;
mod list;
mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{CARRIES, write};

use crate::habits::{Habits, NONE};

/// What is written as attributes; for everything else the format has its own words.
const HABITS: Habits = Habits { mode: true, ..NONE };

/// What is said of the whole network in `<meta>`.
const META: [&str; 3] = ["creator", "description", "keywords"];
/// What is said of the whole network as attributes of `<graph>`.
const OF_GRAPH: [&str; 3] = ["start", "end", "timezone"];
