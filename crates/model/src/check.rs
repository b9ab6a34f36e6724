//! What must hold for a record before it is put on the map.
//!
//! Whether its sources, terms and editions are there is another question, asked when all changes
//! of a batch are in: see `references`.

use std::collections::HashSet;

use petgraph::Direction::{Incoming, Outgoing};

use crate::{
    ChangeError, Entity, EntityId, Facet, Goal, Initiative, Map, Milestone, Profile, Source,
    TermId, Tie, TieDetails, TieId, TieKind, leads_to,
};

pub(crate) type Checked = Result<(), ChangeError>;

pub(crate) fn unknown(what: &'static str, id: impl ToString) -> ChangeError {
    ChangeError::Unknown { what, id: id.to_string() }
}

fn invalid(what: &'static str, id: impl ToString, problem: &'static str) -> ChangeError {
    ChangeError::Invalid { what, id: id.to_string(), problem }
}

impl Map {
    pub(crate) fn check_entity(&self, entity: &Entity) -> Checked {
        let id = entity.id();
        if let Some(there) = self.entity(id)
            && there.kind() != entity.kind()
        {
            let (is, put) = (there.kind().word(), entity.kind().word());
            return Err(ChangeError::OtherKind { id: id.clone(), is, put });
        }
        self.check_not_retired(entity)?;
        check_name(entity.profile())?;
        match entity {
            Entity::Initiative(initiative) => check_stages(initiative),
            Entity::Goal(goal) => self.check_goal(goal),
            Entity::Organization(_) | Entity::Publication(_) => Ok(()),
        }
    }

    fn check_not_retired(&self, entity: &Entity) -> Checked {
        let Some(retired) = self.retired.get(entity.id()) else { return Ok(()) };
        let same_name = crate::fold_name(&retired.name) == crate::fold_name(entity.name());
        if retired.kind == entity.kind() && same_name {
            return Ok(());
        }
        Err(ChangeError::Retired {
            id: entity.id().clone(),
            kind: retired.kind.word(),
            name: retired.name.clone(),
        })
    }

    fn check_goal(&self, goal: &Goal) -> Checked {
        // What is not on the map yet has nothing below it, so it cannot be its own wider goal.
        let is_new = self.entity(&goal.profile.id).is_none();
        let mut above = goal.parent.as_ref();
        while let Some(id) = above {
            if *id == goal.profile.id {
                return Err(ChangeError::Cycle { id: id.clone() });
            }
            let parent = self.entity(id).ok_or_else(|| unknown("goal", id))?;
            let parent = parent.as_goal().ok_or_else(|| unknown("goal", id))?;
            above = parent.parent.as_ref().filter(|_| !is_new);
        }
        Ok(())
    }

    pub(crate) fn check_tie(&self, tie: &Tie) -> Checked {
        let end =
            |id: &EntityId| self.entity(id).map(Entity::kind).ok_or_else(|| unknown("entity", id));
        let (from_kind, to_kind) = (end(&tie.from)?, end(&tie.to)?);
        if !tie.kind.may_join(from_kind, to_kind) {
            let (from, to) = (tie.from.clone(), tie.to.clone());
            return Err(ChangeError::WrongEnds { kind: tie.kind, from, from_kind, to, to_kind });
        }
        if tie.from == tie.to {
            return Err(invalid("tie", &tie.id, "joins a thing to itself"));
        }
        let ends = |tie: &Tie| (tie.kind, tie.from.clone(), tie.to.clone());
        let stays = self.tie(&tie.id).is_some_and(|there| ends(there) == ends(tie));
        let is_part = tie.kind == TieKind::PartOf && !stays;
        if is_part && self.is_within(&tie.to, &tie.from, &tie.id) {
            return Err(ChangeError::Cycle { id: tie.from.clone() });
        }
        if tie.stated.is_empty() {
            return Err(invalid("tie", &tie.id, "has no source"));
        }
        match (&tie.details, tie.kind) {
            (TieDetails::Funding(_), TieKind::Funds) => Ok(()),
            (TieDetails::Service(_), TieKind::Serves) => Ok(()),
            (TieDetails::Coordination(_), TieKind::Coordinates) => Ok(()),
            (TieDetails::Plain, kind) if !has_details(kind) => Ok(()),
            _ => Err(invalid("tie", &tie.id, "has details of another kind of tie")),
        }
    }

    /// Whether `inner` is, directly or not, a part of `outer`, not counting the tie that is about
    /// to be replaced.
    fn is_within(&self, inner: &EntityId, outer: &EntityId, replaced: &TieId) -> bool {
        let counts = |tie: &&Tie| tie.kind == TieKind::PartOf && tie.id != *replaced;
        let on = |id| self.unsorted(id, Outgoing).filter(counts).map(|tie| &tie.to);
        let back = |id| self.unsorted(id, Incoming).filter(counts).map(|tie| &tie.from);
        leads_to(inner, outer, on, back)
    }

    pub(crate) fn check_milestone(&self, milestone: &Milestone) -> Checked {
        if self.entity(&milestone.subject).is_none() {
            return Err(unknown("entity", &milestone.subject));
        }
        if milestone.title.value().is_none_or(|title| title.trim().is_empty()) {
            return Err(invalid("milestone", &milestone.id, "does not say what it is"));
        }
        Ok(())
    }

    pub(crate) fn check_source(&self, source: &Source) -> Checked {
        if source.title.trim().is_empty() {
            return Err(invalid("source", &source.id, "has no title"));
        }
        Ok(())
    }

    pub(crate) fn check_facet(&self, facet: &Facet) -> Checked {
        let mut fine: HashSet<&TermId> = HashSet::new();
        for id in facet.terms.keys() {
            let mut walked = vec![id];
            let mut at = id;
            while let Some(wider) = facet.terms.get(at).and_then(|term| term.broader.as_ref()) {
                let wider =
                    facet.terms.get_key_value(wider).ok_or_else(|| unknown("term", wider))?.0;
                if walked.len() > facet.terms.len() {
                    let problem = "has a term that is broader than itself";
                    return Err(invalid("facet", &facet.id, problem));
                }
                if fine.contains(wider) {
                    break;
                }
                walked.push(wider);
                at = wider;
            }
            fine.extend(walked);
        }
        Ok(())
    }
}

fn check_name(profile: &Profile) -> Checked {
    if profile.name.value().is_none_or(|name| name.trim().is_empty()) {
        return Err(invalid("entity", &profile.id, "has no name"));
    }
    Ok(())
}

fn check_stages(initiative: &Initiative) -> Checked {
    if initiative.stages.iter().any(|reading| reading.low > reading.high) {
        let problem = "has a stage reading whose lowest stage is above its highest";
        return Err(invalid("initiative", &initiative.profile.id, problem));
    }
    Ok(())
}

fn has_details(kind: TieKind) -> bool {
    matches!(kind, TieKind::Funds | TieKind::Serves | TieKind::Coordinates)
}
