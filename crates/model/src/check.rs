//! What must hold for a record before it is put on the map.

use crate::{
    ChangeError, Edition, Entity, EntityId, Facet, Fact, Facts, Goal, Initiative, Map, Milestone,
    Organization, Profile, Provenance, Source, TermRef, Tie, TieDetails, TieKind,
};

type Checked = Result<(), ChangeError>;

fn unknown(what: &'static str, id: impl ToString) -> ChangeError {
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
        self.check_profile(entity.profile())?;
        match entity {
            Entity::Organization(organization) => self.check_organization(organization),
            Entity::Initiative(initiative) => self.check_initiative(initiative),
            Entity::Goal(goal) => self.check_goal(goal),
            Entity::Publication(_) => Ok(()),
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

    fn check_profile(&self, profile: &Profile) -> Checked {
        if profile.name.value().is_none_or(|name| name.trim().is_empty()) {
            return Err(invalid("entity", &profile.id, "has no name"));
        }
        self.check_facts(&profile.name)?;
        self.check_each(&profile.aliases)?;
        self.check_facts(&profile.description)?;
        self.check_facts(&profile.website)?;
        self.check_terms(&profile.terms)?;
        profile.attributes.values().try_for_each(|facts| self.check_facts(facts))
    }

    fn check_organization(&self, organization: &Organization) -> Checked {
        self.check_facts(&organization.sort)?;
        self.check_each(&organization.identifiers)
    }

    fn check_initiative(&self, initiative: &Initiative) -> Checked {
        self.check_facts(&initiative.start)?;
        self.check_facts(&initiative.end)?;
        for reading in &initiative.stages {
            if reading.low > reading.high {
                let problem = "has a stage reading whose lowest stage is above its highest";
                return Err(invalid("initiative", &initiative.profile.id, problem));
            }
            if let Some(edition) = &reading.edition
                && !self.editions.contains_key(edition)
            {
                return Err(unknown("edition", edition));
            }
            self.check_provenance(&reading.provenance)?;
        }
        Ok(())
    }

    fn check_goal(&self, goal: &Goal) -> Checked {
        self.check_facts(&goal.order)?;
        self.check_each(&goal.editions)?;
        if let Some(fact) =
            goal.editions.iter().find(|fact| !self.editions.contains_key(&fact.value))
        {
            return Err(unknown("edition", &fact.value));
        }
        self.check_terms(&goal.excludes)?;
        let mut above = goal.parent.clone();
        while let Some(id) = above {
            if id == goal.profile.id {
                return Err(ChangeError::Cycle { id });
            }
            let parent = self.entity(&id).ok_or_else(|| unknown("goal", &id))?;
            let parent = parent.as_goal().ok_or_else(|| unknown("goal", &id))?;
            above = parent.parent.clone();
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
        if tie.kind == TieKind::PartOf && self.is_within(&tie.to, &tie.from) {
            return Err(ChangeError::Cycle { id: tie.from.clone() });
        }
        if tie.stated.is_empty() {
            return Err(invalid("tie", &tie.id, "has no source"));
        }
        tie.stated.iter().try_for_each(|provenance| self.check_provenance(provenance))?;
        self.check_facts(&tie.date)?;
        self.check_terms(&tie.terms)?;
        match (&tie.details, tie.kind) {
            (TieDetails::Funding(funding), TieKind::Funds) => {
                self.check_facts(&funding.amount)?;
                self.check_facts(&funding.status)
            }
            (TieDetails::Service(_), TieKind::Serves) => Ok(()),
            (TieDetails::Coordination(_), TieKind::Coordinates) => Ok(()),
            (TieDetails::Plain, kind) if !has_details(kind) => Ok(()),
            _ => Err(invalid("tie", &tie.id, "has details of another kind of tie")),
        }
    }

    /// Whether `inner` is, directly or not, a part of `outer`. Linear in the parts walked.
    fn is_within(&self, inner: &EntityId, outer: &EntityId) -> bool {
        let mut open = vec![inner];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(id) = open.pop() {
            if id == outer {
                return true;
            }
            if seen.insert(id) {
                let wider = self.ties_from(id).filter(|tie| tie.kind == TieKind::PartOf);
                open.extend(wider.map(|tie| &tie.to));
            }
        }
        false
    }

    pub(crate) fn check_milestone(&self, milestone: &Milestone) -> Checked {
        if self.entity(&milestone.subject).is_none() {
            return Err(unknown("entity", &milestone.subject));
        }
        if milestone.title.value().is_none_or(|title| title.trim().is_empty()) {
            return Err(invalid("milestone", &milestone.id, "does not say what it is"));
        }
        self.check_facts(&milestone.title)?;
        self.check_facts(&milestone.due)?;
        self.check_facts(&milestone.done)?;
        self.check_facts(&milestone.status)?;
        self.check_facts(&milestone.amount)
    }

    pub(crate) fn check_source(&self, source: &Source) -> Checked {
        if source.title.trim().is_empty() {
            return Err(invalid("source", &source.id, "has no title"));
        }
        Ok(())
    }

    pub(crate) fn check_facet(&self, facet: &Facet) -> Checked {
        for (id, term) in &facet.terms {
            let mut broader = term.broader.as_ref();
            let mut steps = 0;
            while let Some(wider) = broader {
                steps += 1;
                if wider == id || steps > facet.terms.len() {
                    return Err(invalid(
                        "facet",
                        &facet.id,
                        "has a term that is broader than itself",
                    ));
                }
                let wider = facet.terms.get(wider).ok_or_else(|| unknown("term", wider))?;
                broader = wider.broader.as_ref();
            }
        }
        Ok(())
    }

    pub(crate) fn check_edition(&self, edition: &Edition) -> Checked {
        self.check_provenance(&edition.provenance)
    }

    fn check_facts<T>(&self, facts: &Facts<T>) -> Checked {
        facts.iter().try_for_each(|fact| self.check_provenance(&fact.provenance))
    }

    fn check_each<T>(&self, facts: &[Fact<T>]) -> Checked {
        facts.iter().try_for_each(|fact| self.check_provenance(&fact.provenance))
    }

    fn check_terms(&self, terms: &[Fact<TermRef>]) -> Checked {
        self.check_each(terms)?;
        for fact in terms {
            let TermRef { facet, term } = &fact.value;
            let facet = self.facets.get(facet).ok_or_else(|| unknown("facet", facet))?;
            if !facet.terms.contains_key(term) {
                return Err(unknown("term", format!("{}/{term}", facet.id)));
            }
        }
        Ok(())
    }

    fn check_provenance(&self, provenance: &Provenance) -> Checked {
        if self.sources.contains_key(&provenance.source) {
            return Ok(());
        }
        Err(unknown("source", &provenance.source))
    }
}

fn has_details(kind: TieKind) -> bool {
    matches!(kind, TieKind::Funds | TieKind::Serves | TieKind::Coordinates)
}
