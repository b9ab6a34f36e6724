//! The change log of a map, its journal, its snapshots and its backups, and what readers suggest.
//!
//! The log is the truth: a list of [`Batch`](waymark_model::Batch)es, each chained to the one
//! before by a [`struct@Hash`]. A map is what replaying them gives; the store never looks into one except
//! to keep a snapshot. It decides nothing: which batch may be appended is the engine's to say.
//!
//! [`SledStore`] keeps it in a data folder, and [`MemoryStore`] in memory. An append returns when
//! the batch is durable in two places: first in a journal of plain checksummed files, then in sled.
//! Opening brings the two into agreement after a sudden end, [`repair`] rebuilds one from the
//! other, [`Store::backup`] and [`restore`] carry a map elsewhere as one checked file.
//!
//! ```
//! use waymark_model::{Batch, Map, Timestamp, sketch};
//! use waymark_store::{MemoryStore, Store};
//!
//! let map = sketch("lumina -funds-> registry");
//! let store = MemoryStore::new();
//! let head = store.append(&Batch {
//!     author: "ada".to_owned(),
//!     time: Timestamp(0),
//!     message: "the first tie".to_owned(),
//!     undoes: None,
//!     changes: map.as_changes().collect(),
//! })?;
//!
//! let mut replayed = Map::new();
//! for entry in store.entries(1) {
//!     replayed.apply(&entry?.batch.changes)?;
//! }
//! assert_eq!(replayed, map);
//! assert_eq!(head.position, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod checked;
mod codec;
mod entries;
mod entry;
mod error;
mod folder;
mod frame;
mod journal;
mod log;
mod memory;
mod record;
mod repair;
mod report;
mod segment;
mod sled_store;
mod snapshot;
mod store;
mod suggestion;
mod verify;

pub use archive::restore;
pub use entry::{Entry, Hash, Head, Heading, Order};
pub use error::StoreError;
pub use journal::Cut;
pub use memory::MemoryStore;
pub use repair::repair;
pub use report::{BackedUp, Problem, Recovered, Repaired, Restored, Verified};
pub use sled_store::{SledConfig, SledStore};
pub use store::Store;
pub use suggestion::{Settled, Suggestion};

/// The version of the disk format, of folders and of archives.
pub const FORMAT_VERSION: u32 = 1;

/// The usual size after which a journal segment is followed by a new one.
const SEGMENT_BYTES: u64 = 16 * 1024 * 1024;
