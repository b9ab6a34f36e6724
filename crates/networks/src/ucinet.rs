//! UCINET's data language, DL (Borgatti, Everett and Freeman): matrices, lists of edges and lists of
//! nodes, of one mode and of two.

mod data;
mod header;
mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{CARRIES, write};
