//! Pajek's `.net` (Batagelj and Mrvar), of one mode and of two, and `.paj` files of one network with
//! its partitions and vectors.

mod line;
mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{CARRIES, write};
