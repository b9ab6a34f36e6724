//! Everything a record cites.

use crate::{Entity, Fact, Milestone, Profile, Provenance, Tie, TieDetails};

fn of<'a, T: 'a>(facts: impl IntoIterator<Item = &'a Fact<T>>) -> Vec<&'a Provenance> {
    facts.into_iter().map(|fact| &fact.provenance).collect()
}

impl Tie {
    /// The provenance of the tie and of every fact on it.
    pub fn provenances(&self) -> Vec<&Provenance> {
        let mut all: Vec<&Provenance> = self.stated.iter().collect();
        all.extend(of(&self.date));
        all.extend(of(&self.terms));
        if let TieDetails::Funding(funding) = &self.details {
            all.extend(of(&funding.amount));
            all.extend(of(&funding.status));
        }
        all
    }
}

impl Milestone {
    /// The provenance of every fact of the milestone.
    pub fn provenances(&self) -> Vec<&Provenance> {
        let mut all = of(&self.title);
        all.extend(of(&self.due));
        all.extend(of(&self.done));
        all.extend(of(&self.status));
        all.extend(of(&self.amount));
        all
    }
}

impl Entity {
    /// The provenance of every fact of the thing.
    pub fn provenances(&self) -> Vec<&Provenance> {
        let Profile { id: _, name, aliases, description, website, terms, attributes } =
            self.profile();
        let mut all = of(name);
        all.extend(of(aliases));
        all.extend(of(description));
        all.extend(of(website));
        all.extend(of(terms));
        attributes.values().for_each(|facts| all.extend(of(facts)));
        match self {
            Self::Organization(organization) => {
                all.extend(of(&organization.sort));
                all.extend(of(&organization.identifiers));
            }
            Self::Initiative(initiative) => {
                all.extend(of(&initiative.start));
                all.extend(of(&initiative.end));
                all.extend(initiative.stages.iter().map(|reading| &reading.provenance));
            }
            Self::Goal(goal) => {
                all.extend(of(&goal.order));
                all.extend(of(&goal.editions));
                all.extend(of(&goal.excludes));
            }
            Self::Publication(_) => {}
        }
        all
    }
}
