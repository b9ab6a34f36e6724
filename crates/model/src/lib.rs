//! What a map of a field is: organizations, initiatives, goals and publications, the ties between
//! them, and the sourced facts behind every value.
//!
//! The crate does no I/O and knows no clock, randomness, thread or file: times, ids and dates are
//! passed in as values. `petgraph` is inside [`Map`] and never shows: outside, everything is named
//! by readable ids such as `credential-engine`.
//!
//! There is one way to change a map, [`Map::apply`]: a list of [`Change`]s, whole or not at all,
//! which gives back the list that undoes it.
//!
//! ```
//! use waymark_model::{sketch, Change, EntityId};
//!
//! let mut map = sketch("
//!     lumina -funds-> registry
//!     registry -serves-> transparency
//! ");
//! let registry = EntityId::parse("registry")?;
//! assert_eq!(map.ties_of(&registry).count(), 2);
//!
//! let removal = map.removal_of(&registry)?;
//! let undo = map.apply(&removal)?;
//! assert!(map.entity(&registry).is_none());
//! map.apply(&undo)?;
//! assert_eq!(map.ties_of(&registry).count(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod change;
mod check;
mod claim;
mod date;
mod decision;
mod edition;
mod entity;
mod facet;
mod fact;
mod id;
mod leads;
mod map;
mod milestone;
mod money;
mod name;
mod provenances;
mod references;
mod sketch;
mod source;
mod stage;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tie;

pub use change::{Batch, Change, ChangeError, Rejected, Timestamp};
pub use claim::{Claim, Field, Stated};
pub use date::{Certainty, Date, DateError, Day, Endpoint, Part, Point};
pub use decision::{FORMER_ID, NOT_THE_SAME};
pub use edition::Edition;
pub use entity::{
    Entity, EntityKind, Goal, Identifier, Initiative, Organization, Profile, Publication,
};
pub use facet::{Facet, Term, TermRef};
pub use fact::{Confidence, Fact, Facts, Locator, Provenance};
pub use id::{EditionId, EntityId, FacetId, IdError, MilestoneId, SourceId, TermId, TieId};
pub use leads::leads_to;
pub use map::{Counts, Map, Retired};
pub use milestone::{Milestone, MilestoneStatus};
pub use money::{Currency, Money, MoneyError, MoneyKey, MoneySum, MoneyTotals};
pub use name::{fold_name, slug_of};
pub use sketch::{sketch, try_sketch};
pub use source::Source;
pub use stage::{Stage, StageNature, StageReading, StageWhen};
pub use tie::{
    Coordination, CoordinationLevel, Declared, Direction, Funding, FundingStatus, Service, Tie,
    TieDetails, TieKind,
};

/// Exact decimal numbers, as amounts and weights use them.
pub use rust_decimal::Decimal;
