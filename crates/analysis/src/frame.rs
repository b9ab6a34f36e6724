//! A version of a map as frozen columns, on which questions are answered.

mod build;

use waymark_measures::Csr;
use waymark_model::{EntityId, EntityKind, FacetId, Map, MilestoneId, TieId};

use crate::known::unknown_entity;
use crate::rows::{
    Aim, Carried, Effort, Event, FundingRow, Placement, Step, Support, TermRow, TieRow,
};
use crate::{AnalysisError, Filter};

/// What a filter selects of one version of a map, as frozen columns: built once, asked often.
///
/// Things are numbered in the order of ids; the numbers stay inside the crate.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) about: About,
    pub(crate) ids: Vec<EntityId>,
    pub(crate) names: Vec<Box<str>>,
    pub(crate) kinds: Vec<EntityKind>,
    /// What sort of body an organization is.
    pub(crate) sorts: Vec<Option<Box<str>>>,
    /// The outermost thing that a thing is a part of: itself, if none. It may lie outside the
    /// frame, so it is named by a number of its own, the same for all parts of one whole.
    pub(crate) umbrella: Vec<u32>,
    /// The ids of the outermost things, by that number, in order.
    pub(crate) umbrella_ids: Vec<EntityId>,
    pub(crate) ties: Vec<TieRow>,
    pub(crate) fundings: Vec<FundingRow>,
    /// For each thing its ties, from either end, by the other end.
    pub(crate) steps: Csr<Step>,
    /// For each funder what it supports.
    pub(crate) supports: Csr<Support>,
    /// For each recipient who supports it.
    pub(crate) supported_by: Csr<Support>,
    /// For each initiative its goals and the wider goals these belong to.
    pub(crate) goals_of: Csr<Placement>,
    /// For each thing its terms and the wider terms these belong to.
    pub(crate) terms_of: Csr<Carried>,
    /// For each tie the terms it is described with and the wider terms these belong to.
    pub(crate) terms_of_tie: Csr<Carried>,
    /// The initiatives.
    pub(crate) efforts: Vec<Effort>,
    /// The goals.
    pub(crate) aims: Vec<Aim>,
    /// All facets, in order.
    pub(crate) facets: Vec<FacetId>,
    /// All terms of all facets, in their order.
    pub(crate) terms: Vec<TermRow>,
    pub(crate) events: Vec<Event>,
}

/// What an answer is about: every answer carries it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The filter.
    pub filter: Filter,
    /// How many things it selects.
    pub entities: usize,
    /// How many things the map has.
    pub entities_of_map: usize,
    /// How many ties it selects.
    pub ties: usize,
    /// How many ties the map has.
    pub ties_of_map: usize,
    /// How many of the selected ties have no known date; they are there whatever time is asked for.
    pub undated_ties: usize,
    /// How many sources the map has, whatever the filter.
    pub sources: usize,
}

impl Frame {
    /// Freezes what a filter selects of a map. Linear, apart from short sorts of lists.
    ///
    /// # Errors
    /// When the filter names something that is not on the map.
    pub fn build(map: &Map, filter: &Filter) -> Result<Self, AnalysisError> {
        build::build(map, filter)
    }

    /// What the frame was built from.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The ids of the things in it, in order.
    pub fn entities(&self) -> &[EntityId] {
        &self.ids
    }

    /// The ids of the ties in it, in order.
    pub fn ties(&self) -> impl Iterator<Item = &TieId> {
        self.ties.iter().map(|tie| &tie.id)
    }

    /// The ids of the milestones in it, in order.
    pub fn milestones(&self) -> impl Iterator<Item = &MilestoneId> {
        self.events.iter().map(|event| &event.id)
    }

    /// Whether a thing is in it.
    pub fn contains(&self, id: &EntityId) -> bool {
        self.ids.binary_search(id).is_ok()
    }

    /// The name of a thing in it.
    pub fn name(&self, id: &EntityId) -> Option<&str> {
        self.ids.binary_search(id).ok().map(|place| &*self.names[place])
    }

    /// The kind of a thing in it.
    pub fn kind(&self, id: &EntityId) -> Option<EntityKind> {
        self.ids.binary_search(id).ok().map(|place| self.kinds[place])
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn node(&self, what: &'static str, id: &EntityId) -> Result<u32, AnalysisError> {
        let place = self.ids.binary_search(id).map_err(|_| unknown_entity(what, id))?;
        Ok(place as u32)
    }

    pub(crate) fn organization(&self, id: &EntityId) -> Result<u32, AnalysisError> {
        let node = self.node("organization", id)?;
        match self.kinds[node as usize] {
            EntityKind::Organization => Ok(node),
            kind => Err(AnalysisError::OtherKind {
                id: id.clone(),
                is: kind.word(),
                expected: EntityKind::Organization.word(),
            }),
        }
    }

    pub(crate) fn id(&self, node: u32) -> EntityId {
        self.ids[node as usize].clone()
    }

    pub(crate) fn ids_of(&self, nodes: &[u32]) -> Vec<EntityId> {
        nodes.iter().map(|node| self.id(*node)).collect()
    }

    pub(crate) fn is(&self, node: u32, kind: EntityKind) -> bool {
        self.kinds[node as usize] == kind
    }

    pub(crate) fn nodes_of(&self, kind: EntityKind) -> impl Iterator<Item = u32> {
        (0..self.len() as u32).filter(move |node| self.is(*node, kind))
    }

    /// Whether two things are one whole: parts of the same, or one a part of the other.
    pub(crate) fn are_kin(&self, a: u32, b: u32) -> bool {
        self.umbrella[a as usize] == self.umbrella[b as usize]
    }
}
