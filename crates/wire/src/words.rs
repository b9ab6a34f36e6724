//! The closed vocabularies of the model as JSON words, convertible both ways.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use waymark_model as model;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl From<model::$name> for $name {
            fn from(word: model::$name) -> Self {
                match word { $(model::$name::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for model::$name {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),* }
            }
        }
    )*};
}

words! {
    /// Which of the four a thing is.
    EntityKind {
        /// A legal or named body.
        Organization,
        /// An effort with a purpose.
        Initiative,
        /// What efforts work toward.
        Goal,
        /// A published work.
        Publication,
    }
    /// What a tie says.
    TieKind {
        /// Gives money.
        Funds,
        /// Leads an initiative.
        Leads,
        /// Works with.
        Partners,
        /// Works toward a goal.
        Serves,
        /// Is a part of.
        PartOf,
        /// Builds on.
        BuildsOn,
        /// Uses.
        Uses,
        /// Comes after, in its place.
        Succeeds,
        /// Gives data to.
        SharesDataWith,
        /// Owns, merged into or was renamed to.
        Affiliated,
        /// Coordinates with.
        Coordinates,
        /// Any other relation; the verb tells which.
        Relates,
    }
    /// How sure the map is that the source says so. `inferred` was concluded by whoever made the
    /// map and is never the source's own.
    Confidence {
        /// Concluded, not stated.
        Inferred,
        /// Stated, not checked.
        Reported,
        /// Stated and checked.
        Verified,
    }
    /// How a funding stands.
    FundingStatus {
        /// Asked for.
        Requested,
        /// Promised.
        Pledged,
        /// Granted.
        Awarded,
        /// Handed over.
        Paid,
        /// Refused.
        Declined,
        /// Over.
        Closed,
    }
    /// How closely two work together (Frey et al. 2006).
    CoordinationLevel {
        /// Aware of each other.
        Networking,
        /// Share information.
        Cooperation,
        /// Share information and some decisions.
        Coordination,
        /// Share ideas and resources.
        Coalition,
        /// One system, decisions by consensus.
        Collaboration,
    }
    /// Who says that a tie exists.
    Declared {
        /// The side it comes from.
        ByFrom,
        /// The side it goes to.
        ByTo,
        /// Both sides.
        ByBoth,
        /// Somebody else.
        ByOthers,
    }
    /// How a milestone stands.
    MilestoneStatus {
        /// Intended.
        Planned,
        /// Done.
        Met,
        /// Its time passed without it.
        Missed,
        /// Given up.
        Dropped,
    }
    /// Whether a stage was reached or hoped for.
    StageNature {
        /// It was reached.
        Reached,
        /// It was forecast.
        Forecast,
        /// The source does not let one tell.
        Unknown,
    }
}
