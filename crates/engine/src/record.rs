//! Records of any sort, by name.

use std::fmt;

use waymark_model::{
    Change, EditionId, EntityId, EntityKind, FacetId, Map, MilestoneId, SourceId, TieId,
};

/// Names a record of any sort.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// A source.
    Source(SourceId),
    /// An edition.
    Edition(EditionId),
    /// A facet.
    Facet(FacetId),
    /// An organization, initiative, goal or publication.
    Entity(EntityId),
    /// A tie.
    Tie(TieId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// What sort of record a key names, as far as the key tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// A source.
    Source,
    /// An edition.
    Edition,
    /// A facet.
    Facet,
    /// A thing of this kind.
    Entity(EntityKind),
    /// A thing that is on neither map, so that its kind is not known.
    Thing,
    /// A tie.
    Tie,
    /// A milestone.
    Milestone,
}

impl RecordKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Edition => "edition",
            Self::Facet => "facet",
            Self::Entity(kind) => kind.word(),
            Self::Thing => "entity",
            Self::Tie => "tie",
            Self::Milestone => "milestone",
        }
    }
}

impl RecordKey {
    /// The record that a change puts or removes.
    pub fn of(change: &Change) -> Self {
        match change {
            Change::PutEntity(entity) => Self::Entity(entity.id().clone()),
            Change::RemoveEntity(id) => Self::Entity(id.clone()),
            Change::PutTie(tie) => Self::Tie(tie.id.clone()),
            Change::RemoveTie(id) => Self::Tie(id.clone()),
            Change::PutMilestone(milestone) => Self::Milestone(milestone.id.clone()),
            Change::RemoveMilestone(id) => Self::Milestone(id.clone()),
            Change::PutSource(source) => Self::Source(source.id.clone()),
            Change::RemoveSource(id) => Self::Source(id.clone()),
            Change::PutFacet(facet) => Self::Facet(facet.id.clone()),
            Change::RemoveFacet(id) => Self::Facet(id.clone()),
            Change::PutEdition(edition) => Self::Edition(edition.id.clone()),
            Change::RemoveEdition(id) => Self::Edition(id.clone()),
        }
    }

    /// The id alone.
    pub fn id(&self) -> &str {
        match self {
            Self::Source(id) => id.as_str(),
            Self::Edition(id) => id.as_str(),
            Self::Facet(id) => id.as_str(),
            Self::Entity(id) => id.as_str(),
            Self::Tie(id) => id.as_str(),
            Self::Milestone(id) => id.as_str(),
        }
    }

    /// What sort of record it is, looked up on a map that has or had it.
    pub fn kind(&self, map: &Map) -> RecordKind {
        match self {
            Self::Source(_) => RecordKind::Source,
            Self::Edition(_) => RecordKind::Edition,
            Self::Facet(_) => RecordKind::Facet,
            Self::Tie(_) => RecordKind::Tie,
            Self::Milestone(_) => RecordKind::Milestone,
            Self::Entity(id) => {
                let there = map.entity(id).map(|entity| entity.kind());
                let kind = there.or_else(|| map.retired(id).map(|retired| retired.kind));
                kind.map_or(RecordKind::Thing, RecordKind::Entity)
            }
        }
    }

    /// What the record is called on a map; its id where the map does not have it.
    pub fn name(&self, map: &Map) -> String {
        let name = match self {
            Self::Source(id) => map.source(id).map(|source| source.title.clone()),
            Self::Edition(id) => map.edition(id).map(|edition| edition.name.clone()),
            Self::Facet(id) => map.facet(id).map(|facet| facet.name.clone()),
            Self::Entity(id) => {
                let there = map.entity(id).map(|entity| entity.name().to_owned());
                there.or_else(|| map.retired(id).map(|retired| retired.name.clone()))
            }
            Self::Tie(id) => map.tie(id).map(|tie| {
                let name = |id| map.entity(id).map_or(id.as_str(), |entity| entity.name());
                format!("{} {} {}", name(&tie.from), tie.kind.word(), name(&tie.to))
            }),
            Self::Milestone(id) => {
                map.milestone(id).and_then(|milestone| milestone.title.value().cloned())
            }
        };
        name.unwrap_or_else(|| self.id().to_owned())
    }

    /// The change that puts the record as it is on a map; nothing where the map does not have it.
    pub fn on(&self, map: &Map) -> Option<Change> {
        match self {
            Self::Source(id) => map.source(id).map(|it| Change::PutSource(Box::new(it.clone()))),
            Self::Edition(id) => map.edition(id).map(|it| Change::PutEdition(Box::new(it.clone()))),
            Self::Facet(id) => map.facet(id).map(|it| Change::PutFacet(Box::new(it.clone()))),
            Self::Entity(id) => map.entity(id).map(|it| Change::PutEntity(Box::new(it.clone()))),
            Self::Tie(id) => map.tie(id).map(|it| Change::PutTie(Box::new(it.clone()))),
            Self::Milestone(id) => {
                map.milestone(id).map(|it| Change::PutMilestone(Box::new(it.clone())))
            }
        }
    }

    /// Whether two maps say the same of this record.
    pub fn same_in(&self, one: &Map, other: &Map) -> bool {
        match self {
            Self::Source(id) => one.source(id) == other.source(id),
            Self::Edition(id) => one.edition(id) == other.edition(id),
            Self::Facet(id) => one.facet(id) == other.facet(id),
            Self::Entity(id) => one.entity(id) == other.entity(id),
            Self::Tie(id) => one.tie(id) == other.tie(id),
            Self::Milestone(id) => one.milestone(id) == other.milestone(id),
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = match self {
            Self::Source(_) => "source",
            Self::Edition(_) => "edition",
            Self::Facet(_) => "facet",
            Self::Entity(_) => "entity",
            Self::Tie(_) => "tie",
            Self::Milestone(_) => "milestone",
        };
        write!(f, "{sort} `{}`", self.id())
    }
}
