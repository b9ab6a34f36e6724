//! The things on the map: what a node is.

use std::collections::BTreeMap;

use crate::{Date, EditionId, EntityId, Fact, Facts, StageReading, TermRef};

/// What every thing on the map has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: EntityId,
    /// What it is called; at least one fact.
    pub name: Facts<String>,
    /// Other names it is known by.
    pub aliases: Vec<Fact<String>>,
    /// What it is, in words.
    pub description: Facts<String>,
    /// Where more can be read.
    pub website: Facts<String>,
    /// Terms it is described with.
    pub terms: Vec<Fact<TermRef>>,
    /// Anything else a source states, under the source's own heading.
    pub attributes: BTreeMap<String, Facts<String>>,
}

impl Profile {
    /// A profile of which only the name is known.
    pub fn named(id: EntityId, name: Facts<String>) -> Self {
        Self {
            id,
            name,
            aliases: Vec::new(),
            description: Facts::unknown(),
            website: Facts::unknown(),
            terms: Vec::new(),
            attributes: BTreeMap::new(),
        }
    }
}

/// An identifier that somebody else gives: an EIN, a ROR id, an org-id, a CTID, a Wikidata item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// Who gives it, in lower case: `ein`, `ror`, `org-id`, `ctid`, `wikidata`.
    pub scheme: String,
    /// The identifier itself.
    pub value: String,
}

impl Identifier {
    /// The value without what some write and others do not: `35-1813228` and `351813228`,
    /// `https://ror.org/02y3ad647` and `02y3ad647`.
    pub fn bare(&self) -> String {
        let tail = self.value.trim().trim_end_matches('/');
        let tail =
            if tail.contains("://") { tail.rsplit('/').next().unwrap_or(tail) } else { tail };
        tail.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    }

    /// Whether both are one identifier, however it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.bare() == other.bare()
    }

    /// Whether they tell two bodies apart: another number in the same register. An org-id names
    /// its register (`GB-CHC-1164883`); of those that a publisher makes up (`360G-…`) and those of
    /// two registers one body may have several.
    ///
    /// ```
    /// use waymark_model::Identifier;
    ///
    /// let of = |scheme: &str, value: &str| Identifier {
    ///     scheme: scheme.to_owned(),
    ///     value: value.to_owned(),
    /// };
    /// assert!(of("ein", "35-1813228").tells_apart(&of("ein", "13-1628151")));
    /// assert!(!of("ein", "35-1813228").tells_apart(&of("ein", "351813228")));
    /// assert!(!of("org-id", "GB-CHC-1164883").tells_apart(&of("org-id", "GB-COH-09668396")));
    /// assert!(!of("org-id", "360G-a").tells_apart(&of("org-id", "360G-b")));
    /// ```
    pub fn tells_apart(&self, other: &Self) -> bool {
        let register = self.register();
        register.is_some()
            && self.scheme == other.scheme
            && register == other.register()
            && !self.is_same(other)
    }

    /// The register in which no body stands twice, where there is one.
    fn register(&self) -> Option<&str> {
        if self.scheme != "org-id" {
            return Some(&self.scheme);
        }
        let value = self.value.trim();
        let mut dashes = value.match_indices('-').map(|(at, _)| at);
        let (country, end) = (dashes.next()?, dashes.next()?);
        let is_list = country == 2 && value[..2].bytes().all(|byte| byte.is_ascii_uppercase());
        (is_list && end + 1 < value.len()).then(|| &value[..end])
    }
}

/// A legal or named body. It is a funder where it funds and a lead where it leads: a role is a
/// tie, not a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// What every thing has.
    pub profile: Profile,
    /// What sort of body it is, in the source's words: `private foundation`, `federal agency`.
    pub sort: Facts<String>,
    /// Identifiers given by others.
    pub identifiers: Vec<Fact<Identifier>>,
}

/// An effort with a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Initiative {
    /// What every thing has.
    pub profile: Profile,
    /// When it began.
    pub start: Facts<Date>,
    /// When it ended or will end. Unknown is not the same as still running.
    pub end: Facts<Date>,
    /// Its readings on the guide's scale.
    pub stages: Vec<StageReading>,
}

/// What initiatives work toward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// What every thing has.
    pub profile: Profile,
    /// Its place in the list of goals.
    pub order: Facts<u32>,
    /// The wider goal it belongs to.
    pub parent: Option<EntityId>,
    /// The editions that have this goal. Empty means unknown.
    pub editions: Vec<Fact<EditionId>>,
    /// Terms that no initiative toward this goal can carry, by its definition.
    pub excludes: Vec<Fact<TermRef>>,
}

/// A work that is published, such as the printed guide itself: convened, published, referred to
/// and succeeded, but no effort toward a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What every thing has.
    pub profile: Profile,
}

/// One thing on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entity {
    /// A body.
    Organization(Organization),
    /// An effort.
    Initiative(Initiative),
    /// What efforts work toward.
    Goal(Goal),
    /// A published work.
    Publication(Publication),
}

/// Which of the four a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A body.
    Organization,
    /// An effort.
    Initiative,
    /// What efforts work toward.
    Goal,
    /// A published work.
    Publication,
}

impl EntityKind {
    /// All four.
    pub const ALL: [Self; 4] =
        [Self::Organization, Self::Initiative, Self::Goal, Self::Publication];

    /// The word for it, as used in files, the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Initiative => "initiative",
            Self::Goal => "goal",
            Self::Publication => "publication",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Entity {
    /// What every thing has.
    pub fn profile(&self) -> &Profile {
        match self {
            Self::Organization(organization) => &organization.profile,
            Self::Initiative(initiative) => &initiative.profile,
            Self::Goal(goal) => &goal.profile,
            Self::Publication(publication) => &publication.profile,
        }
    }

    /// What every thing has, to be changed.
    pub fn profile_mut(&mut self) -> &mut Profile {
        match self {
            Self::Organization(organization) => &mut organization.profile,
            Self::Initiative(initiative) => &mut initiative.profile,
            Self::Goal(goal) => &mut goal.profile,
            Self::Publication(publication) => &mut publication.profile,
        }
    }

    /// Its id.
    pub fn id(&self) -> &EntityId {
        &self.profile().id
    }

    /// Its preferred name; the id for want of one.
    pub fn name(&self) -> &str {
        self.profile().name.value().map_or(self.id().as_str(), String::as_str)
    }

    /// Which of the four it is.
    pub fn kind(&self) -> EntityKind {
        match self {
            Self::Organization(_) => EntityKind::Organization,
            Self::Initiative(_) => EntityKind::Initiative,
            Self::Goal(_) => EntityKind::Goal,
            Self::Publication(_) => EntityKind::Publication,
        }
    }

    /// The organization, if it is one.
    pub fn as_organization(&self) -> Option<&Organization> {
        if let Self::Organization(organization) = self { Some(organization) } else { None }
    }

    /// The initiative, if it is one.
    pub fn as_initiative(&self) -> Option<&Initiative> {
        if let Self::Initiative(initiative) = self { Some(initiative) } else { None }
    }

    /// The goal, if it is one.
    pub fn as_goal(&self) -> Option<&Goal> {
        if let Self::Goal(goal) = self { Some(goal) } else { None }
    }

    /// An organization of which only the name is known.
    pub fn organization(id: EntityId, name: Facts<String>) -> Self {
        Self::Organization(Organization {
            profile: Profile::named(id, name),
            sort: Facts::unknown(),
            identifiers: Vec::new(),
        })
    }

    /// An initiative of which only the name is known.
    pub fn initiative(id: EntityId, name: Facts<String>) -> Self {
        Self::Initiative(Initiative {
            profile: Profile::named(id, name),
            start: Facts::unknown(),
            end: Facts::unknown(),
            stages: Vec::new(),
        })
    }

    /// A goal of which only the name is known.
    pub fn goal(id: EntityId, name: Facts<String>) -> Self {
        Self::Goal(Goal {
            profile: Profile::named(id, name),
            order: Facts::unknown(),
            parent: None,
            editions: Vec::new(),
            excludes: Vec::new(),
        })
    }

    /// A publication of which only the name is known.
    pub fn publication(id: EntityId, name: Facts<String>) -> Self {
        Self::Publication(Publication { profile: Profile::named(id, name) })
    }
}
