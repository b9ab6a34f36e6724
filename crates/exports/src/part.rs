//! What is written: a state of a map, and what a filter selects of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use waymark_analysis::Frame;
use waymark_model::{Entity, EntityId, EntityKind, Map, Milestone, Source, SourceId, Tie};
use waymark_wire as wire;

/// A part of a state of a map.
pub struct Part<'a> {
    /// The map.
    pub map: &'a Map,
    /// What is selected of it.
    pub frame: &'a Frame,
    /// The state.
    pub version: wire::Version,
    /// The filter in canonical words.
    pub filter: BTreeMap<String, String>,
    /// The editions known to the state.
    pub editions: Vec<wire::Edition>,
    /// The day of the last change of the state.
    pub changed: Option<String>,
    ties: Vec<&'a Tie>,
    ties_from: HashMap<&'a EntityId, Vec<&'a Tie>>,
    ties_to: HashMap<&'a EntityId, Vec<&'a Tie>>,
}

impl<'a> Part<'a> {
    /// A part of a map of which no state is named. O(ties).
    pub fn new(map: &'a Map, frame: &'a Frame) -> Self {
        let ties: Vec<&Tie> = frame.ties().filter_map(|id| map.tie(id)).collect();
        let mut ties_from: HashMap<&EntityId, Vec<&Tie>> = HashMap::new();
        let mut ties_to: HashMap<&EntityId, Vec<&Tie>> = HashMap::new();
        for tie in &ties {
            ties_from.entry(&tie.from).or_default().push(tie);
            ties_to.entry(&tie.to).or_default().push(tie);
        }
        Self {
            map,
            frame,
            version: wire::Version { position: 0, hash: String::new(), edition: None },
            filter: BTreeMap::new(),
            editions: Vec::new(),
            changed: None,
            ties,
            ties_from,
            ties_to,
        }
    }

    /// The things that are selected, in the order of ids.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &'a Entity> {
        let map = self.map;
        self.frame.entities().iter().filter_map(move |id| map.entity(id))
    }

    /// The things of a kind that are selected.
    pub(crate) fn entities_of(&self, kind: EntityKind) -> impl Iterator<Item = &'a Entity> {
        self.entities().filter(move |entity| entity.kind() == kind)
    }

    /// The ties that are selected, in the order of ids.
    pub(crate) fn ties(&self) -> &[&'a Tie] {
        &self.ties
    }

    /// The selected ties that come from a thing.
    pub(crate) fn ties_from(&self, id: &EntityId) -> &[&'a Tie] {
        self.ties_from.get(id).map_or(&[], Vec::as_slice)
    }

    /// The selected ties that go to a thing.
    pub(crate) fn ties_to(&self, id: &EntityId) -> &[&'a Tie] {
        self.ties_to.get(id).map_or(&[], Vec::as_slice)
    }

    /// The milestones that are selected.
    pub(crate) fn milestones(&self) -> impl Iterator<Item = &'a Milestone> {
        let map = self.map;
        self.frame.milestones().filter_map(move |id| map.milestone(id))
    }

    /// The sources: all of them, or with a filter those that what it selects cites.
    pub fn sources(&self) -> Vec<&'a Source> {
        if self.filter.is_empty() {
            return self.map.sources().collect();
        }
        let mut cited: BTreeSet<&SourceId> = BTreeSet::new();
        let of_entities = self.entities().flat_map(Entity::provenances);
        let of_ties = self.ties.iter().flat_map(|tie| tie.provenances());
        let of_milestones = self.milestones().flat_map(Milestone::provenances);
        let all = of_entities.chain(of_ties).chain(of_milestones);
        cited.extend(all.map(|provenance| &provenance.source));
        cited.into_iter().filter_map(|id| self.map.source(id)).collect()
    }

    /// The ids of all goals of the map, whatever the filter: in their own order, those without one
    /// last.
    pub(crate) fn goals_in_order(&self) -> Vec<&'a EntityId> {
        let goals = self.map.entities_of(EntityKind::Goal).filter_map(Entity::as_goal);
        let mut goals: Vec<(u32, &EntityId)> = goals
            .map(|goal| (goal.order.value().copied().unwrap_or(u32::MAX), &goal.profile.id))
            .collect();
        goals.sort_unstable();
        goals.into_iter().map(|(_, id)| id).collect()
    }

    /// Which state it is, in words: `edition 2019-01` or `position 17`.
    pub fn state(&self) -> String {
        match &self.version.edition {
            Some(edition) => format!("edition {edition}"),
            None => format!("position {}", self.version.position),
        }
    }

    /// The words that ask for this state and this filter again.
    pub fn words(&self) -> Vec<(String, String)> {
        let state = match &self.version.edition {
            Some(edition) => ("edition".to_owned(), edition.clone()),
            None => ("as_of".to_owned(), self.version.position.to_string()),
        };
        let filter = self.filter.iter().map(|(word, value)| (word.clone(), value.clone()));
        std::iter::once(state).chain(filter).collect()
    }
}
