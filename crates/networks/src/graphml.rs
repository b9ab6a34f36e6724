//! GraphML, the format of the Graph Drawing community (Brandes et al., 2002), with the names of
//! attributes that Gephi writes for colours and positions, and what yEd says of labels and places.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{HABITS, write};
