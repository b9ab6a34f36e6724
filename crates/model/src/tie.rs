//! Typed, dated, sourced edges.

use rust_decimal::Decimal;

use crate::{Date, EntityId, EntityKind, Fact, Facts, Money, Provenance, TermRef, TieId};

/// What a tie says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// An organization gives money to an initiative or an organization.
    Funds,
    /// An organization leads an initiative.
    Leads,
    /// An organization works with an initiative or another organization.
    Partners,
    /// An initiative works toward a goal.
    Serves,
    /// One thing is a part of another.
    PartOf,
    /// One thing builds on another.
    BuildsOn,
    /// One thing uses another.
    Uses,
    /// One thing comes after another, in its place.
    Succeeds,
    /// One thing gives data to another.
    SharesDataWith,
    /// One organization owns, merged into or was renamed to another.
    Affiliated,
    /// Two initiatives or two organizations coordinate.
    Coordinates,
    /// Any other relation; the verb tells which.
    Relates,
}

impl TieKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Funds,
        Self::Leads,
        Self::Partners,
        Self::Serves,
        Self::PartOf,
        Self::BuildsOn,
        Self::Uses,
        Self::Succeeds,
        Self::SharesDataWith,
        Self::Affiliated,
        Self::Coordinates,
        Self::Relates,
    ];

    /// The word for it, as used in files, the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funds => "funds",
            Self::Leads => "leads",
            Self::Partners => "partners",
            Self::Serves => "serves",
            Self::PartOf => "part_of",
            Self::BuildsOn => "builds_on",
            Self::Uses => "uses",
            Self::Succeeds => "succeeds",
            Self::SharesDataWith => "shares_data_with",
            Self::Affiliated => "affiliated",
            Self::Coordinates => "coordinates",
            Self::Relates => "relates",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether a tie of this kind may go from one sort of thing to another.
    pub fn may_join(self, from: EntityKind, to: EntityKind) -> bool {
        use EntityKind::{Goal, Initiative, Organization};
        match self {
            Self::Funds => from == Organization && matches!(to, Organization | Initiative),
            Self::Leads => from == Organization && to == Initiative,
            Self::Partners => from == Organization && matches!(to, Organization | Initiative),
            Self::Serves => from == Initiative && to == Goal,
            Self::Affiliated => from == Organization && to == Organization,
            Self::Coordinates => from == to && matches!(from, Organization | Initiative),
            Self::PartOf | Self::BuildsOn | Self::Uses | Self::Succeeds | Self::SharesDataWith => {
                from != Goal && to != Goal
            }
            Self::Relates => true,
        }
    }

    /// Whether the tie means the same read from either end.
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Coordinates | Self::Partners | Self::SharesDataWith)
    }
}

/// How a funding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundingStatus {
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

impl FundingStatus {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Requested, Self::Pledged, Self::Awarded, Self::Paid, Self::Declined, Self::Closed];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Pledged => "pledged",
            Self::Awarded => "awarded",
            Self::Paid => "paid",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether money was or will be given: a request or a refusal is no support.
    pub fn is_support(self) -> bool {
        !matches!(self, Self::Requested | Self::Declined)
    }
}

/// What a funding tie says beyond that there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Funding {
    /// How much.
    pub amount: Facts<Money>,
    /// How it stands.
    pub status: Facts<FundingStatus>,
    /// The programme it is given under.
    pub programme: Option<String>,
    /// Whether it passes on money that another tie already counts.
    pub regrant: bool,
}

/// How an initiative serves a goal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    /// How much of the initiative is for this goal, where stated.
    pub weight: Option<Decimal>,
    /// Whether this is its main goal, where stated.
    pub primary: Option<bool>,
}

/// How closely two work together, after Frey et al. (2006), *Measuring collaboration among grant
/// partners*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoordinationLevel {
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

impl CoordinationLevel {
    /// All five, from loose to close.
    pub const ALL: [Self; 5] = [
        Self::Networking,
        Self::Cooperation,
        Self::Coordination,
        Self::Coalition,
        Self::Collaboration,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Networking => "networking",
            Self::Cooperation => "cooperation",
            Self::Coordination => "coordination",
            Self::Coalition => "coalition",
            Self::Collaboration => "collaboration",
        }
    }
}

/// Who says that a tie exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declared {
    /// The side the tie comes from.
    ByFrom,
    /// The side the tie goes to.
    ByTo,
    /// Both sides.
    ByBoth,
    /// Somebody else.
    ByOthers,
}

impl Declared {
    /// All four.
    pub const ALL: [Self; 4] = [Self::ByFrom, Self::ByTo, Self::ByBoth, Self::ByOthers];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::ByFrom => "by_from",
            Self::ByTo => "by_to",
            Self::ByBoth => "by_both",
            Self::ByOthers => "by_others",
        }
    }
}

/// How two coordinate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coordination {
    /// How closely, where stated.
    pub level: Option<CoordinationLevel>,
}

/// What a tie says beyond its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieDetails {
    /// Of a `funds` tie.
    Funding(Box<Funding>),
    /// Of a `serves` tie.
    Service(Service),
    /// Of a `coordinates` tie.
    Coordination(Coordination),
    /// Of any other tie.
    Plain,
}

/// A typed, dated, sourced edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Its id.
    pub id: TieId,
    /// What it says.
    pub kind: TieKind,
    /// Where it comes from.
    pub from: EntityId,
    /// Where it goes to.
    pub to: EntityId,
    /// The source's own word for it, such as `co_chaired_workgroup_of`.
    pub verb: Option<Box<str>>,
    /// When: a date or an interval in which it holds.
    pub date: Facts<Date>,
    /// Terms it is described with.
    pub terms: Vec<Fact<TermRef>>,
    /// Who declared it, where known.
    pub declared: Option<Declared>,
    /// What it says beyond its kind.
    pub details: TieDetails,
    /// Who says that it exists; at least one.
    pub stated: Vec<Provenance>,
}

/// From which end a tie is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It comes from the thing looked at.
    Out,
    /// It goes to the thing looked at.
    In,
}

impl Tie {
    /// A tie of which only its ends and its source are known.
    pub fn plain(
        id: TieId,
        kind: TieKind,
        from: EntityId,
        to: EntityId,
        stated: Provenance,
    ) -> Self {
        let details = match kind {
            TieKind::Funds => TieDetails::Funding(Box::default()),
            TieKind::Serves => TieDetails::Service(Service::default()),
            TieKind::Coordinates => TieDetails::Coordination(Coordination::default()),
            _ => TieDetails::Plain,
        };
        Self {
            id,
            kind,
            from,
            to,
            verb: None,
            date: Facts::unknown(),
            terms: Vec::new(),
            declared: None,
            details,
            stated: vec![stated],
        }
    }

    /// What it says as a funding, if it is one.
    pub fn funding(&self) -> Option<&Funding> {
        if let TieDetails::Funding(funding) = &self.details { Some(funding) } else { None }
    }

    /// The strongest confidence with which it is stated; `Inferred` means that no source says so.
    pub fn confidence(&self) -> crate::Confidence {
        self.stated
            .iter()
            .map(|provenance| provenance.confidence)
            .max()
            .unwrap_or(crate::Confidence::Inferred)
    }

    /// Whether it is support that was given or promised: a funding that is neither only asked for
    /// nor declined. A status that is unknown counts as support, since the source says it funds.
    pub fn is_support(&self) -> bool {
        self.funding()
            .is_some_and(|funding| funding.status.value().is_none_or(|status| status.is_support()))
    }

    /// The other end, seen from `end`; for a loop, the same.
    pub fn other_end(&self, end: &EntityId) -> &EntityId {
        if &self.from == end { &self.to } else { &self.from }
    }
}
