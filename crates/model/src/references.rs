//! The sources, terms and editions that records refer to.
//!
//! They are checked when all changes of a batch are in, so that a batch may take away a source
//! before what it states, and its undo may put them back in the opposite order.

use crate::check::{Checked, unknown};
use crate::{
    Change, ChangeError, Edition, Entity, Fact, Facts, Goal, Initiative, Map, Milestone, Profile,
    Provenance, TermRef, Tie, TieDetails,
};

impl Map {
    /// Whether everything that the changes put, and that is still as they put it, refers to what
    /// is there. Otherwise the first change that does not.
    pub(crate) fn check_references(&self, changes: &[Change]) -> Result<(), (usize, ChangeError)> {
        for (index, change) in changes.iter().enumerate() {
            self.check_references_of(change).map_err(|error| (index, error))?;
        }
        Ok(())
    }

    fn check_references_of(&self, change: &Change) -> Checked {
        match change {
            Change::PutEntity(entity) if self.entity(entity.id()) == Some(&**entity) => {
                self.check_entity_references(entity)
            }
            Change::PutTie(tie) if self.tie(&tie.id) == Some(&**tie) => {
                self.check_tie_references(tie)
            }
            Change::PutMilestone(milestone)
                if self.milestone(&milestone.id) == Some(&**milestone) =>
            {
                self.check_milestone_references(milestone)
            }
            Change::PutEdition(edition) if self.edition(&edition.id) == Some(&**edition) => {
                self.check_edition_references(edition)
            }
            _ => Ok(()),
        }
    }

    /// Checks the references of every record, with a name for each.
    pub(crate) fn check_all_references(
        &self,
    ) -> impl Iterator<Item = Result<(), (String, ChangeError)>> {
        let named = |what: &str, id: &str| format!("{what} `{id}`");
        let editions = self.editions().map(move |edition| {
            let check = self.check_edition_references(edition);
            check.map_err(|error| (named("edition", edition.id.as_str()), error))
        });
        let entities = self.entities().map(move |entity| {
            let check = self.check_entity_references(entity);
            check.map_err(|error| (named(entity.kind().word(), entity.id().as_str()), error))
        });
        let ties = self.ties().map(move |tie| {
            let check = self.check_tie_references(tie);
            check.map_err(|error| (named("tie", tie.id.as_str()), error))
        });
        let milestones = self.milestones().map(move |milestone| {
            let check = self.check_milestone_references(milestone);
            check.map_err(|error| (named("milestone", milestone.id.as_str()), error))
        });
        editions.chain(entities).chain(ties).chain(milestones)
    }

    fn check_entity_references(&self, entity: &Entity) -> Checked {
        self.check_profile_references(entity.profile())?;
        match entity {
            Entity::Organization(organization) => {
                self.check_facts(&organization.sort)?;
                self.check_each(&organization.identifiers)
            }
            Entity::Initiative(initiative) => self.check_initiative_references(initiative),
            Entity::Goal(goal) => self.check_goal_references(goal),
            Entity::Publication(_) => Ok(()),
        }
    }

    fn check_profile_references(&self, profile: &Profile) -> Checked {
        self.check_facts(&profile.name)?;
        self.check_each(&profile.aliases)?;
        self.check_facts(&profile.description)?;
        self.check_facts(&profile.website)?;
        self.check_terms(&profile.terms)?;
        profile.attributes.values().try_for_each(|facts| self.check_facts(facts))
    }

    fn check_initiative_references(&self, initiative: &Initiative) -> Checked {
        self.check_facts(&initiative.start)?;
        self.check_facts(&initiative.end)?;
        for reading in &initiative.stages {
            if let Some(edition) = &reading.edition
                && self.edition(edition).is_none()
            {
                return Err(unknown("edition", edition));
            }
            self.check_provenance(&reading.provenance)?;
        }
        Ok(())
    }

    fn check_goal_references(&self, goal: &Goal) -> Checked {
        self.check_facts(&goal.order)?;
        self.check_each(&goal.editions)?;
        let missing = goal.editions.iter().find(|fact| self.edition(&fact.value).is_none());
        if let Some(fact) = missing {
            return Err(unknown("edition", &fact.value));
        }
        self.check_terms(&goal.excludes)
    }

    fn check_tie_references(&self, tie: &Tie) -> Checked {
        tie.stated.iter().try_for_each(|provenance| self.check_provenance(provenance))?;
        self.check_facts(&tie.date)?;
        self.check_terms(&tie.terms)?;
        if let TieDetails::Funding(funding) = &tie.details {
            self.check_facts(&funding.amount)?;
            self.check_facts(&funding.status)?;
        }
        Ok(())
    }

    fn check_milestone_references(&self, milestone: &Milestone) -> Checked {
        self.check_facts(&milestone.title)?;
        self.check_facts(&milestone.due)?;
        self.check_facts(&milestone.done)?;
        self.check_facts(&milestone.status)?;
        self.check_facts(&milestone.amount)
    }

    fn check_edition_references(&self, edition: &Edition) -> Checked {
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
            let facet = self.facet(facet).ok_or_else(|| unknown("facet", facet))?;
            if !facet.terms.contains_key(term) {
                return Err(unknown("term", format!("{}/{term}", facet.id)));
            }
        }
        Ok(())
    }

    fn check_provenance(&self, provenance: &Provenance) -> Checked {
        if self.source(&provenance.source).is_some() {
            return Ok(());
        }
        Err(unknown("source", &provenance.source))
    }
}
