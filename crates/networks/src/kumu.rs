//! The JSON of Kumu, which calls it a blueprint: `elements` and `connections`.
//! See <https://docs.kumu.io/guides/import/blueprints>.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{CARRIES, write};

use crate::habits::Habits;

/// What is written as fields of one's own. Label, type and direction have places of their own.
const HABITS: Habits =
    Habits { label: false, kind: false, direction: false, taken: &TAKEN, ..Habits::ALL };
const TAKEN: [&str; 7] = ["id", "_id", "label", "from", "to", "direction", "attributes"];
