//! Who is who: which things on a map may be the same, with the evidence for and against.
//!
//! External identifiers come first: the same one is sure, two of one scheme are two things. Then
//! names are compared as people write them ([`Normal`]), and with them websites, places, sorts and
//! what the things are tied to. Each piece of evidence has a weight in bits, the logarithm of how
//! much more often it is seen of one thing under two names than of two things (Fellegi & Sunter
//! 1969, *A theory for record linkage*); the weights and the prior add up to a probability. How often
//! it is seen of two things is counted on the map itself, over pairs drawn by lot, and for names
//! corrected by how rare their words are (Winkler 1990, *String comparator metrics and enhanced
//! decision rules*).
//!
//! The crate only proposes and joins nothing. It does no I/O and knows no clock; the same map and
//! the same seed give the same answer on any number of threads.
//!
//! ```
//! use waymark_matching::{DuplicatesConfig, Verdict, duplicates};
//! use waymark_measures::Unwatched;
//! use waymark_model::sketch;
//!
//! let map = sketch("
//!     organization lumina Lumina Foundation
//!     organization lumina-2 The Lumina Foundation, Inc.
//!     organization joyce Joyce Foundation
//! ");
//! let found = duplicates(&map, &DuplicatesConfig::default(), None, &Unwatched)?;
//! assert_eq!(found.pairs.len(), 1);
//! assert_eq!(found.pairs[0].verdict, Verdict::Sure);
//! assert!(found.pairs[0].evidence[1].sentence.contains("`The`"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod chance;
mod cluster;
mod compare;
mod evidence;
mod find;
mod grants;
mod name_level;
mod normal;
mod thing;
mod word_bits;
mod words;

pub use cluster::Cluster;
pub use evidence::{Evidence, Field};
pub use find::{Duplicates, DuplicatesConfig, Pair, SURE_AT, Scope, Verdict, duplicates};
pub use grants::{Between, Repeated, RepeatedConfig, RepeatedGrants, repeated_grants};
pub use name_level::{NameLevel, name_level};
pub use normal::Normal;
pub use word_bits::Words;
