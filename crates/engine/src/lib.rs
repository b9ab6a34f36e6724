//! The one door to a map: everything that reads or changes it goes through [`Engine`].
//!
//! The engine holds the present state as an [`std::sync::Arc`] of a [`View`]. Whoever reads takes
//! the `Arc` under a short lock and then works on a state that does not change any more; whoever
//! writes builds the next state beside it, makes the batch durable, and only then puts the new
//! state in place. So readers never wait for analyses or writers, and nothing is visible before it
//! is durable.
//!
//! It has no clock, no sockets and no async: times come with each [`Note`].
//!
//! ```
//! use waymark_engine::{At, Engine, Note};
//! use waymark_model::{sketch, Timestamp};
//! use waymark_store::MemoryStore;
//!
//! let engine = Engine::open(Box::new(MemoryStore::new()))?;
//! let changes: Vec<_> = sketch("lumina -funds-> registry").as_changes().collect();
//! let note = Note { author: "ada".into(), time: Timestamp(0), message: "first".into() };
//! let applied = engine.apply(&note, changes, None)?;
//! assert_eq!(applied.head.position, 1);
//!
//! engine.undo(&note, 1, None)?;
//! assert_eq!(engine.view(&At::Now)?.map.entity_count(), 0);
//! assert_eq!(engine.view(&At::Position(1))?.map.entity_count(), 2);
//! # Ok::<(), waymark_engine::EngineError>(())
//! ```

mod apply;
mod at;
mod diff;
mod edition;
mod error;
mod history;
mod import;
mod merge;
mod record;
mod search;
mod suggestion;
mod undo;
mod unite;
mod view;

use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use waymark_store::{BackedUp, Store, Verified};

pub use apply::{Applied, Note};
pub use at::At;
pub use diff::Diff;
pub use edition::THIS_MAP;
pub use error::EngineError;
pub use history::{RecordHistory, Touched};
pub use import::{Imported, Made};
pub use merge::{Merge, Unmerge};
pub use record::{RecordKey, RecordKind};
pub use search::{Hit, Search, SearchIndex};
pub use suggestion::{MOST_SETTLED, MOST_SUGGESTED, MOST_WAITING};
pub use unite::Union;
pub use view::View;

/// Something that happened to the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The log position of the batch.
    pub position: u64,
    /// Who made it.
    pub author: String,
    /// Why.
    pub message: String,
}

type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// A map with its log.
pub struct Engine {
    store: Box<dyn Store>,
    now: RwLock<Arc<View>>,
    /// Held while a batch is made durable and put in place: there is one writer at a time.
    writer: Mutex<apply::Writer>,
    past: Mutex<at::Past>,
    /// Held while a suggestion is numbered or decided on; taken before `writer`.
    suggesting: Mutex<()>,
    listeners: RwLock<Vec<Listener>>,
}

impl Engine {
    /// Opens the map of a store: the newest snapshot, and every batch after it.
    ///
    /// # Errors
    /// When the log cannot be read or replayed.
    pub fn open(store: Box<dyn Store>) -> Result<Self, EngineError> {
        let head = store.head();
        let (view, replayed) = at::replay(&*store, head.position, None)?;
        Ok(Self {
            store,
            now: RwLock::new(Arc::new(view)),
            writer: Mutex::new(apply::Writer { changes_since_snapshot: replayed }),
            past: Mutex::default(),
            suggesting: Mutex::default(),
            listeners: RwLock::default(),
        })
    }

    /// The present state.
    pub fn now(&self) -> Arc<View> {
        self.now.read().clone()
    }

    /// Calls `listener` after each batch, in the order of the log. It must not call the engine's
    /// writing functions.
    pub fn on_event(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        self.listeners.write().push(Box::new(listener));
    }

    /// Checks the whole log, its journal, its snapshots and the suggestions.
    ///
    /// # Errors
    /// When the store cannot be read at all; damage that was found is in the answer.
    pub fn verify(&self) -> Result<Verified, EngineError> {
        Ok(self.store.verify()?)
    }

    /// Writes a checked archive of the log and the suggestions, while others go on reading and writing.
    ///
    /// # Errors
    /// When the log cannot be read or the archive not written.
    pub fn backup(&self, to: &mut dyn std::io::Write) -> Result<BackedUp, EngineError> {
        Ok(self.store.backup(to)?)
    }
}
