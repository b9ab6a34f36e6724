//! The map: things, ties and everything said about them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use crate::{
    Change, ChangeError, Direction, Edition, EditionId, Entity, EntityId, EntityKind, Facet,
    FacetId, Milestone, MilestoneId, Source, SourceId, Tie, TieId, TieKind,
};

/// What a removed id stood for, so that it never comes to mean something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// What it was.
    pub kind: EntityKind,
    /// What it was called.
    pub name: String,
}

/// How many records of each sort a map has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Things by kind.
    pub entities: BTreeMap<EntityKind, usize>,
    /// Ties by kind.
    pub ties: BTreeMap<TieKind, usize>,
    /// Milestones.
    pub milestones: usize,
    /// Stage readings.
    pub stage_readings: usize,
    /// Sources.
    pub sources: usize,
}

/// A map of a field. All iteration is in the order of ids.
#[derive(Debug, Clone, Default)]
pub struct Map {
    // Shared with the copies of the map: a writer copies all of it to change a little.
    pub(crate) graph: StableDiGraph<Arc<Entity>, Arc<Tie>>,
    pub(crate) nodes: BTreeMap<EntityId, NodeIndex>,
    pub(crate) edges: BTreeMap<TieId, EdgeIndex>,
    pub(crate) milestones: BTreeMap<MilestoneId, Milestone>,
    pub(crate) milestones_of: FxHashMap<EntityId, BTreeSet<MilestoneId>>,
    pub(crate) sources: BTreeMap<SourceId, Source>,
    pub(crate) facets: BTreeMap<FacetId, Facet>,
    pub(crate) editions: BTreeMap<EditionId, Edition>,
    pub(crate) retired: Arc<BTreeMap<EntityId, Retired>>,
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// The thing with this id.
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.nodes.get(id).and_then(|index| self.graph.node_weight(*index)).map(Arc::as_ref)
    }

    /// All things.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.nodes.values().filter_map(|index| self.graph.node_weight(*index)).map(Arc::as_ref)
    }

    /// All things of one kind.
    pub fn entities_of(&self, kind: EntityKind) -> impl Iterator<Item = &Entity> {
        self.entities().filter(move |entity| entity.kind() == kind)
    }

    /// The tie with this id.
    pub fn tie(&self, id: &TieId) -> Option<&Tie> {
        self.edges.get(id).and_then(|index| self.graph.edge_weight(*index)).map(Arc::as_ref)
    }

    /// All ties.
    pub fn ties(&self) -> impl Iterator<Item = &Tie> {
        self.edges.values().filter_map(|index| self.graph.edge_weight(*index)).map(Arc::as_ref)
    }

    /// All ties of one kind.
    pub fn ties_of_kind(&self, kind: TieKind) -> impl Iterator<Item = &Tie> {
        self.ties().filter(move |tie| tie.kind == kind)
    }

    /// The ties from and to a thing, those from it first, each group in the order of ids. A loop
    /// comes twice. O(d log d) for a thing with d ties.
    pub fn ties_of(&self, id: &EntityId) -> impl Iterator<Item = (Direction, &Tie)> {
        let out = self.ties_from(id).map(|tie| (Direction::Out, tie));
        out.chain(self.ties_to(id).map(|tie| (Direction::In, tie)))
    }

    /// The ties that come from a thing, in the order of ids.
    pub fn ties_from(&self, id: &EntityId) -> impl Iterator<Item = &Tie> {
        self.ties_towards(id, Outgoing)
    }

    /// The ties that go to a thing, in the order of ids.
    pub fn ties_to(&self, id: &EntityId) -> impl Iterator<Item = &Tie> {
        self.ties_towards(id, Incoming)
    }

    fn ties_towards(
        &self,
        id: &EntityId,
        direction: petgraph::Direction,
    ) -> impl Iterator<Item = &Tie> {
        let mut ties: Vec<&Tie> = self.unsorted(id, direction).collect();
        // Read from a snapshot they stand the other way round, which a sort sees in one pass.
        ties.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        ties.into_iter()
    }

    /// The ties that come from a thing or go to it, in no order.
    pub(crate) fn unsorted(
        &self,
        id: &EntityId,
        direction: petgraph::Direction,
    ) -> impl Iterator<Item = &Tie> + use<'_> {
        let edges = self.nodes.get(id).map(|index| self.graph.edges_directed(*index, direction));
        edges.into_iter().flatten().map(|edge| edge.weight().as_ref())
    }

    /// The things that a thing is directly a part of, in no order.
    pub fn wholes_of(&self, id: &EntityId) -> impl Iterator<Item = &EntityId> + use<'_> {
        let ties = self.unsorted(id, Outgoing).filter(|tie| tie.kind == TieKind::PartOf);
        ties.map(|tie| &tie.to)
    }

    /// The things that are directly a part of a thing, in no order.
    pub fn parts_of(&self, id: &EntityId) -> impl Iterator<Item = &EntityId> + use<'_> {
        let ties = self.unsorted(id, Incoming).filter(|tie| tie.kind == TieKind::PartOf);
        ties.map(|tie| &tie.from)
    }

    /// How many ties a thing has, without listing them.
    pub fn degree(&self, id: &EntityId) -> usize {
        let Some(index) = self.nodes.get(id) else { return 0 };
        [Outgoing, Incoming].map(|way| self.graph.edges_directed(*index, way).count()).iter().sum()
    }

    /// The ties from one thing to another, in no order. O(d) for the one of the two with fewer.
    pub fn ties_between(&self, from: &EntityId, to: &EntityId) -> impl Iterator<Item = &Tie> {
        let ends = self.nodes.get(from).zip(self.nodes.get(to));
        ends.into_iter().flat_map(|(from, to)| {
            let (mut out, mut into) = (
                self.graph.edges_directed(*from, Outgoing),
                self.graph.edges_directed(*to, Incoming),
            );
            let out_is_shorter = loop {
                match (out.next(), into.next()) {
                    (None, _) => break true,
                    (_, None) => break false,
                    _ => {}
                }
            };
            let (node, direction) =
                if out_is_shorter { (*from, Outgoing) } else { (*to, Incoming) };
            let edges = self.graph.edges_directed(node, direction);
            let joining = edges.filter(move |it| it.source() == *from && it.target() == *to);
            joining.map(|edge| edge.weight().as_ref())
        })
    }

    /// The milestone with this id.
    pub fn milestone(&self, id: &MilestoneId) -> Option<&Milestone> {
        self.milestones.get(id)
    }

    /// All milestones.
    pub fn milestones(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.values()
    }

    /// The milestones of a thing.
    pub fn milestones_of(&self, subject: &EntityId) -> impl Iterator<Item = &Milestone> {
        let ids = self.milestones_of.get(subject).into_iter().flatten();
        ids.filter_map(|id| self.milestones.get(id))
    }

    /// The source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.get(id)
    }

    /// All sources.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// The facet with this id.
    pub fn facet(&self, id: &FacetId) -> Option<&Facet> {
        self.facets.get(id)
    }

    /// All facets.
    pub fn facets(&self) -> impl Iterator<Item = &Facet> {
        self.facets.values()
    }

    /// The edition with this id.
    pub fn edition(&self, id: &EditionId) -> Option<&Edition> {
        self.editions.get(id)
    }

    /// All editions.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.editions.values()
    }

    /// What a removed id stood for.
    pub fn retired(&self, id: &EntityId) -> Option<&Retired> {
        self.retired.get(id)
    }

    /// All removed ids and what they stood for.
    pub fn all_retired(&self) -> impl Iterator<Item = (&EntityId, &Retired)> {
        self.retired.iter()
    }

    /// How many things there are.
    pub fn entity_count(&self) -> usize {
        self.nodes.len()
    }

    /// How many ties there are.
    pub fn tie_count(&self) -> usize {
        self.edges.len()
    }

    /// How many records of each sort there are. Linear.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            milestones: self.milestones.len(),
            sources: self.sources.len(),
            ..Counts::default()
        };
        for entity in self.graph.node_weights() {
            *counts.entities.entry(entity.kind()).or_default() += 1;
            let stages = entity.as_initiative().map_or(0, |initiative| initiative.stages.len());
            counts.stage_readings += stages;
        }
        for tie in self.graph.edge_weights() {
            *counts.ties.entry(tie.kind).or_default() += 1;
        }
        counts
    }

    /// The outermost thing that a thing is part of, itself if it is part of none. Where it is part
    /// of several, the one whose id comes first is followed.
    pub fn umbrella_of(&self, id: &EntityId) -> EntityId {
        let wider = |id: &EntityId| {
            self.ties_from(id).find(|tie| tie.kind == TieKind::PartOf).map(|tie| tie.to.clone())
        };
        // No cycle can be applied, so the walk ends.
        let walk = std::iter::successors(Some(id.clone()), wider);
        walk.last().unwrap_or_else(|| id.clone())
    }

    /// Everything on the map as changes that build it anew from nothing, in an order that can be
    /// applied.
    pub fn as_changes(&self) -> impl Iterator<Item = Change> {
        let sources = self.sources().map(|source| Change::PutSource(Box::new(source.clone())));
        let editions = self.editions().map(|edition| Change::PutEdition(Box::new(edition.clone())));
        let facets = self.facets().map(|facet| Change::PutFacet(Box::new(facet.clone())));
        // A goal may name another as its parent, so whoever is nested deeper comes later.
        let mut entities: Vec<&Entity> = self.entities().collect();
        entities.sort_by_key(|entity| self.goal_depth(entity));
        let entities = entities.into_iter();
        let entities = entities.map(|entity| Change::PutEntity(Box::new(entity.clone())));
        let ties = self.ties().map(|tie| Change::PutTie(Box::new(tie.clone())));
        let milestones = self.milestones();
        let milestones =
            milestones.map(|milestone| Change::PutMilestone(Box::new(milestone.clone())));
        sources.chain(editions).chain(facets).chain(entities).chain(ties).chain(milestones)
    }

    fn goal_depth(&self, entity: &Entity) -> usize {
        let parent = |entity: &Entity| entity.as_goal().and_then(|goal| goal.parent.clone());
        let mut depth = 0;
        let mut above = parent(entity);
        while let Some(id) = above {
            depth += 1;
            above = self.entity(&id).and_then(parent);
        }
        depth
    }

    /// The changes that remove a thing and whatever cannot be without it: its ties, its
    /// milestones, and its place above other goals.
    ///
    /// # Errors
    /// When there is no such thing.
    pub fn removal_of(&self, id: &EntityId) -> Result<Vec<Change>, ChangeError> {
        if self.entity(id).is_none() {
            return Err(ChangeError::Unknown { what: "entity", id: id.to_string() });
        }
        let ties: BTreeSet<&TieId> = self.ties_of(id).map(|(_, tie)| &tie.id).collect();
        let ties = ties.into_iter().map(|tie| Change::RemoveTie(tie.clone()));
        let milestones = self.milestones_of(id);
        let milestones = milestones.map(|milestone| Change::RemoveMilestone(milestone.id.clone()));
        let orphans = self.entities_of(EntityKind::Goal).filter_map(|goal| {
            let mut goal = goal.as_goal()?.clone();
            (goal.parent.as_ref() == Some(id)).then(|| {
                goal.parent = None;
                Change::PutEntity(Box::new(Entity::Goal(goal)))
            })
        });
        let itself = std::iter::once(Change::RemoveEntity(id.clone()));
        Ok(ties.chain(milestones).chain(orphans).chain(itself).collect())
    }

    /// Remembers removed ids when a map is rebuilt from a snapshot, where their removal is no
    /// longer among the changes.
    pub fn remember_retired(&mut self, retired: impl IntoIterator<Item = (EntityId, Retired)>) {
        Arc::make_mut(&mut self.retired).extend(retired);
    }
}

impl PartialEq for Map {
    /// Two maps are equal when they say the same, however they came to it.
    fn eq(&self, other: &Self) -> bool {
        self.entities().eq(other.entities())
            && self.ties().eq(other.ties())
            && self.milestones == other.milestones
            && self.sources == other.sources
            && self.facets == other.facets
            && self.editions == other.editions
    }
}

impl Eq for Map {}

#[cfg(test)]
mod tests {
    use crate::{EntityId, TieId, sketch};

    #[test]
    fn the_ties_of_a_thing_come_in_the_order_of_ids_however_alike_they_begin() {
        let others = ["b", "abcdefghij", "abcdefgh", "a", "é", "abcdefghi", "ab", "a"];
        let lines = others.map(|other| format!("hub -funds-> {other}\n"));
        let map = sketch(&format!("{}root -affiliated-> hub", lines.concat()));
        let hub = EntityId::parse("hub").unwrap();
        let ids: Vec<&TieId> = map.ties_from(&hub).map(|tie| &tie.id).collect();
        assert_eq!(ids.len(), others.len());
        assert!(ids.is_sorted());
        assert_eq!(map.ties_of(&hub).last().unwrap().1.id.as_str(), "root--affiliated--hub");
    }
}
