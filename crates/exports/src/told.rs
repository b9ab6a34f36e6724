//! What a file does not say of what the map says: counted, each with an example.

use waymark_model::{
    Entity, EntityKind, Facts, Milestone, Provenance, SourceId, Tie, TieDetails, TieKind,
};
use waymark_networks::Lost;
use waymark_wire as wire;

use crate::fields::latest_stage;

/// Collects what is not said.
#[derive(Debug, Default)]
pub(crate) struct Told(Vec<wire::ExportLost>);

impl Told {
    /// Adds that something was met once more.
    pub(crate) fn add(&mut self, what: &str, example: impl FnOnce() -> String) {
        self.add_many(what, 1, example);
    }

    /// Adds that something was met so often.
    pub(crate) fn add_many(&mut self, what: &str, count: usize, example: impl FnOnce() -> String) {
        if count == 0 {
            return;
        }
        match self.0.iter_mut().find(|lost| lost.what == what) {
            Some(lost) => lost.count += count as u64,
            None => {
                let (what, example) = (what.to_owned(), Some(example()));
                self.0.push(wire::ExportLost { what, count: count as u64, example });
            }
        }
    }

    /// Adds what a format for networks cannot carry.
    pub(crate) fn add_lost(&mut self, lost: Vec<Lost>) {
        let rows = lost.into_iter().map(|lost| {
            let Lost { what, count, example } = lost;
            wire::ExportLost { what, count, example }
        });
        self.0.extend(rows);
    }

    pub(crate) fn finish(self) -> Vec<wire::ExportLost> {
        self.0
    }

    /// What a record of a thing does not say of it.
    pub(crate) fn entity(&mut self, entity: &Entity) {
        let name = || entity.name().to_owned();
        let profile = entity.profile();
        self.facts(&profile.name, || format!("{}: name", name()));
        self.facts(&profile.description, || format!("{}: description", name()));
        self.facts(&profile.website, || format!("{}: website", name()));
        for (heading, facts) in &profile.attributes {
            self.facts(facts, || format!("{}: {heading}", name()));
        }
        match entity {
            Entity::Organization(body) => self.facts(&body.sort, || format!("{}: sort", name())),
            Entity::Initiative(effort) => {
                self.facts(&effort.start, || format!("{}: start", name()));
                self.facts(&effort.end, || format!("{}: end", name()));
                let written = usize::from(latest_stage(&effort.stages).is_some());
                let others = effort.stages.len() - written;
                self.add_many("stage readings beside the latest that was reached", others, name);
            }
            Entity::Goal(goal) => self.facts(&goal.order, || format!("{}: order", name())),
            Entity::Publication(_) => {}
        }
        self.provenances(entity.provenances(), name);
    }

    /// What a record of a tie does not say of it.
    pub(crate) fn tie(&mut self, tie: &Tie) {
        let name = || tie.id.to_string();
        self.facts(&tie.date, || format!("{}: date", name()));
        if let TieDetails::Funding(funding) = &tie.details {
            self.facts(&funding.amount, || format!("{}: amount", name()));
            self.facts(&funding.status, || format!("{}: status", name()));
        }
        self.provenances(tie.provenances(), name);
    }

    /// What a record of a milestone does not say of it.
    pub(crate) fn milestone(&mut self, milestone: &Milestone) {
        let name = || milestone.id.to_string();
        self.facts(&milestone.title, || format!("{}: title", name()));
        self.facts(&milestone.due, || format!("{}: due", name()));
        self.facts(&milestone.done, || format!("{}: done", name()));
        self.facts(&milestone.status, || format!("{}: status", name()));
        self.facts(&milestone.amount, || format!("{}: amount", name()));
        self.provenances(milestone.provenances(), name);
    }

    /// Counts the values that stand beside the preferred one and differ from it.
    fn facts<T: PartialEq>(&mut self, facts: &Facts<T>, example: impl FnOnce() -> String) {
        let differ = facts.iter().filter(|fact| Some(&fact.value) != facts.value()).count();
        self.add_many("values that other sources state beside the preferred one", differ, example);
    }

    fn provenances(&mut self, all: Vec<&Provenance>, name: impl Fn() -> String) {
        let mut sources: Vec<&SourceId> = all.iter().map(|each| &each.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let which = "which of several sources states which value (they are named together)";
        self.add_many(which, usize::from(sources.len() > 1), &name);
        let has_more = |each: &&&Provenance| {
            each.as_of.is_some() || each.locator.is_some() || each.note.is_some()
        };
        let more = all.iter().filter(has_more).count();
        let what = "where in its source a fact stands, for which date, and remarks on it";
        self.add_many(what, more, name);
    }

    /// Says that things of a kind are not in a network.
    pub(crate) fn left_out_thing(&mut self, entity: &Entity) {
        let what = match entity.kind() {
            EntityKind::Organization => "organizations",
            EntityKind::Initiative => "initiatives",
            EntityKind::Goal => "goals",
            EntityKind::Publication => "publications",
        };
        self.add(what, || entity.name().to_owned());
    }

    /// Says that ties of a kind are not in a network.
    pub(crate) fn left_out_tie(&mut self, tie: &Tie) {
        let what = match tie.kind {
            TieKind::Funds if !tie.is_support() => {
                "ties: funds that were only asked for, or declined".to_owned()
            }
            kind => format!("ties: {}", kind.word()),
        };
        self.add(&what, || tie.id.to_string());
    }
}
