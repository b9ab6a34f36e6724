//! The one way to change a map.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{
    Change, ChangeError, Entity, EntityId, EntityKind, Map, MilestoneId, Rejected, Retired, Tie,
    TieId,
};

#[cfg(test)]
mod tests;

impl Map {
    /// Applies changes in order, all of them or none, and gives back those that undo them.
    ///
    /// What a record says of things, its place among them, is checked change by change. Its
    /// sources, terms and editions are checked when all changes are in, so that they may come
    /// and go in any order and an undo may take back a whole import. O(log n) for each change, and
    /// one pass over the map when a source, facet or edition is removed.
    ///
    /// # Errors
    /// The first change that cannot be applied, and why; the map is then as it was.
    pub fn apply(&mut self, changes: &[Change]) -> Result<Vec<Change>, Rejected> {
        let mut inverse = Vec::with_capacity(changes.len());
        // Taking a step back retires the ids it had made, which a refused batch never had.
        let retired = self.retired.clone();
        for (index, change) in changes.iter().enumerate() {
            match self.step(change) {
                Ok(undo) => inverse.push(undo),
                Err(error) => {
                    self.roll_back(inverse, retired);
                    return Err(Rejected { index, of: changes.len(), error });
                }
            }
        }
        let checked = self.check_references(changes).and_then(|()| self.check_removals(&inverse));
        if let Err((index, error)) = checked {
            self.roll_back(inverse, retired);
            return Err(Rejected { index, of: changes.len(), error });
        }
        inverse.reverse();
        Ok(inverse)
    }

    fn roll_back(&mut self, inverse: Vec<Change>, retired: Arc<BTreeMap<EntityId, Retired>>) {
        for change in inverse.iter().rev() {
            self.step(change).expect("what was just applied can be taken back");
        }
        self.retired = retired;
    }

    /// Applies one change and gives the one that undoes it.
    fn step(&mut self, change: &Change) -> Result<Change, ChangeError> {
        match change {
            Change::PutEntity(entity) => self.put_entity(entity),
            Change::RemoveEntity(id) => self.remove_entity(id),
            Change::PutTie(tie) => self.put_tie(tie),
            Change::RemoveTie(id) => self.remove_tie(id),
            Change::PutMilestone(milestone) => {
                self.check_milestone(milestone)?;
                let id = &milestone.id;
                let before = self.milestones.insert(id.clone(), (**milestone).clone());
                if let Some(before) = &before {
                    self.forget_milestone_of(&before.subject, id);
                }
                let of_subject = self.milestones_of.entry(milestone.subject.clone()).or_default();
                of_subject.insert(id.clone());
                Ok(undo(before, Change::PutMilestone, || Change::RemoveMilestone(id.clone())))
            }
            Change::RemoveMilestone(id) => {
                let before = self.milestones.remove(id).ok_or_else(|| missing("milestone", id))?;
                self.forget_milestone_of(&before.subject, id);
                Ok(Change::PutMilestone(Box::new(before)))
            }
            Change::PutSource(source) => {
                self.check_source(source)?;
                let before = self.sources.insert(source.id.clone(), (**source).clone());
                let id = &source.id;
                Ok(undo(before, Change::PutSource, || Change::RemoveSource(id.clone())))
            }
            Change::RemoveSource(id) => {
                let before = self.sources.remove(id).ok_or_else(|| missing("source", id))?;
                Ok(Change::PutSource(Box::new(before)))
            }
            Change::PutFacet(facet) => {
                self.check_facet(facet)?;
                let before = self.facets.insert(facet.id.clone(), (**facet).clone());
                let id = &facet.id;
                Ok(undo(before, Change::PutFacet, || Change::RemoveFacet(id.clone())))
            }
            Change::RemoveFacet(id) => {
                let before = self.facets.remove(id).ok_or_else(|| missing("facet", id))?;
                Ok(Change::PutFacet(Box::new(before)))
            }
            Change::PutEdition(edition) => {
                let before = self.editions.insert(edition.id.clone(), (**edition).clone());
                let id = &edition.id;
                Ok(undo(before, Change::PutEdition, || Change::RemoveEdition(id.clone())))
            }
            Change::RemoveEdition(id) => {
                let before = self.editions.remove(id).ok_or_else(|| missing("edition", id))?;
                Ok(Change::PutEdition(Box::new(before)))
            }
        }
    }

    fn put_entity(&mut self, entity: &Entity) -> Result<Change, ChangeError> {
        self.check_entity(entity)?;
        let id = entity.id();
        let Some(index) = self.nodes.get(id) else {
            let index = self.graph.add_node(Arc::new(entity.clone()));
            self.nodes.insert(id.clone(), index);
            if self.retired.contains_key(id) {
                Arc::make_mut(&mut self.retired).remove(id);
            }
            return Ok(Change::RemoveEntity(id.clone()));
        };
        let before = std::mem::replace(&mut self.graph[*index], Arc::new(entity.clone()));
        Ok(Change::PutEntity(Box::new(Arc::unwrap_or_clone(before))))
    }

    fn remove_entity(&mut self, id: &EntityId) -> Result<Change, ChangeError> {
        let index = *self.nodes.get(id).ok_or_else(|| missing("entity", id))?;
        if let Some(by) = self.user_of_entity(id) {
            return Err(ChangeError::StillUsed { what: "entity", id: id.to_string(), by });
        }
        self.nodes.remove(id);
        let before = self.graph.remove_node(index).expect("an indexed node is in the graph");
        let retired = Retired { kind: before.kind(), name: before.name().to_owned() };
        Arc::make_mut(&mut self.retired).insert(id.clone(), retired);
        Ok(Change::PutEntity(Box::new(Arc::unwrap_or_clone(before))))
    }

    fn user_of_entity(&self, id: &EntityId) -> Option<String> {
        if let Some((_, tie)) = self.ties_of(id).next() {
            return Some(format!("tie `{}`", tie.id));
        }
        if let Some(milestone) = self.milestones_of(id).next() {
            return Some(format!("milestone `{}`", milestone.id));
        }
        if self.entity(id).is_none_or(|entity| entity.kind() != EntityKind::Goal) {
            return None;
        }
        let mut goals = self.entities_of(EntityKind::Goal).filter_map(Entity::as_goal);
        let child = goals.find(|goal| goal.parent.as_ref() == Some(id))?;
        Some(format!("goal `{}`", child.profile.id))
    }

    fn put_tie(&mut self, tie: &Tie) -> Result<Change, ChangeError> {
        self.check_tie(tie)?;
        let (from, to) = (self.nodes[&tie.from], self.nodes[&tie.to]);
        let put = Arc::new(tie.clone());
        let Some(index) = self.edges.get(&tie.id).copied() else {
            self.edges.insert(tie.id.clone(), self.graph.add_edge(from, to, put));
            return Ok(Change::RemoveTie(tie.id.clone()));
        };
        // Taking an edge out walks the other edges of its ends, so one that stays is not moved.
        let before = if self.graph.edge_endpoints(index) == Some((from, to)) {
            std::mem::replace(&mut self.graph[index], put)
        } else {
            let before = self.graph.remove_edge(index).expect("an indexed edge is in the graph");
            self.edges.insert(tie.id.clone(), self.graph.add_edge(from, to, put));
            before
        };
        Ok(Change::PutTie(Box::new(Arc::unwrap_or_clone(before))))
    }

    fn remove_tie(&mut self, id: &TieId) -> Result<Change, ChangeError> {
        let index = self.edges.remove(id).ok_or_else(|| missing("tie", id))?;
        let before = self.graph.remove_edge(index).expect("an indexed edge is in the graph");
        Ok(Change::PutTie(Box::new(Arc::unwrap_or_clone(before))))
    }

    fn forget_milestone_of(&mut self, subject: &EntityId, id: &MilestoneId) {
        if let Some(ids) = self.milestones_of.get_mut(subject) {
            ids.remove(id);
            if ids.is_empty() {
                self.milestones_of.remove(subject);
            }
        }
    }

    /// Whether everything that lost its source, facet, term or edition is gone too.
    fn check_removals(&self, inverse: &[Change]) -> Result<(), (usize, ChangeError)> {
        let Some(index) = inverse.iter().position(|undo| self.was_taken_away(undo)) else {
            return Ok(());
        };
        let broken = self.check_all_references().find_map(Result::err);
        broken.map_or(Ok(()), |(by, error)| Err((index, still_used(error, by))))
    }

    /// Whether a step took away what its undo would put back.
    fn was_taken_away(&self, undo: &Change) -> bool {
        match undo {
            Change::PutSource(before) => !self.sources.contains_key(&before.id),
            Change::PutEdition(before) => !self.editions.contains_key(&before.id),
            Change::PutFacet(before) => self.facets.get(&before.id).is_none_or(|facet| {
                before.terms.keys().any(|term| !facet.terms.contains_key(term))
            }),
            _ => false,
        }
    }
}

fn undo<T>(before: Option<T>, put: fn(Box<T>) -> Change, remove: impl Fn() -> Change) -> Change {
    before.map_or_else(remove, |before| put(Box::new(before)))
}

fn missing(what: &'static str, id: impl ToString) -> ChangeError {
    ChangeError::Unknown { what, id: id.to_string() }
}

fn still_used(error: ChangeError, by: String) -> ChangeError {
    match error {
        ChangeError::Unknown { what, id } => ChangeError::StillUsed { what, id, by },
        other => other,
    }
}
