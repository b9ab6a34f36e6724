//! A state of a map and a choice to the bytes of a file.
//!
//! What is written is a [`Part`] of a map: a state, and what a filter selects of it. A [`Choice`]
//! says as what: as a network in any format of [`waymark_networks`], as a table, as a workbook of
//! all tables, as the whole document in JSON, or as linked data. The same part and the same choice
//! give the same bytes, and the bytes are written as they come: no file is held in memory but the
//! workbook.
//!
//! What is not known is absent, and never 0. What a choice leaves out and what a format cannot
//! carry is counted, with an example. The crate knows no paths, no sockets, no clock and no log.
//!
//! ```
//! use waymark_analysis::{Filter, Frame};
//! use waymark_exports::{Choice, Export, Format, Part};
//! use waymark_measures::Unwatched;
//! use waymark_model::sketch;
//!
//! let map = sketch("lumina -funds-> registry\nlumina -leads-> badges");
//! let frame = Frame::build(&map, &Filter::default())?;
//! let part = Part::new(&map, &frame);
//! let edges = Choice::usual(Format::Edges);
//! let export = Export::of(&part, &edges, &Unwatched)?;
//! let mut bytes = Vec::new();
//! export.write(&mut bytes)?;
//! assert!(String::from_utf8(bytes)?.contains("lumina,registry,Undirected"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod again;
mod choice;
mod codebook;
mod document;
mod export;
mod fields;
mod format;
mod linked;
mod measured;
mod network;
mod pack;
mod part;
mod table;
mod told;
mod workbook;

pub use choice::{Choice, Joined, Kinds, Mode, Weighing};
pub use codebook::Column;
pub use export::Export;
pub use format::{Format, TableKind};
pub use measured::Measured;
pub use pack::{Archive, Put};
pub use part::Part;
