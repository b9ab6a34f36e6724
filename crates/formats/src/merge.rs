//! What a file says now, laid over what the map says already.
//!
//! A fact belongs to the table it was read from. Reading that table again replaces the facts it
//! gave about a record earlier, and leaves alone what others say. A fact that is said again keeps
//! its place, and its line of the earlier reading, so that a row put in further up changes nothing
//! else.

use waymark_model::{
    Entity, Fact, Facts, Funding, Goal, Initiative, Locator, Milestone, Organization, Profile,
    Provenance, SourceId, StageReading, Tie, TieDetails,
};

/// The table or file that a fact was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// A table of a guide, whatever its file is called.
    Table(String),
    /// A list of grants.
    File(SourceId),
}

/// The place of a row of a guide's table, as provenances carry it.
pub(crate) fn table_locator(table: &str, line: u64) -> Locator {
    Locator::Text(format!("{table}, line {line}").into())
}

/// The place of a node or an edge of a network: they are counted from 1.
pub(crate) fn network_locator(what: &str, number: u64) -> Locator {
    Locator::Text(format!("{what} {number}").into())
}

fn is_in_network(text: &str) -> bool {
    let number = text.strip_prefix("node ").or_else(|| text.strip_prefix("edge "));
    number.is_some_and(|number| number.parse::<u64>().is_ok())
}

fn origin_of(provenance: &Provenance) -> Option<Origin> {
    match provenance.locator.as_ref()? {
        Locator::Line(_) => Some(Origin::File(provenance.source.clone())),
        Locator::Text(text) => {
            if is_in_network(text) {
                return Some(Origin::File(provenance.source.clone()));
            }
            let (table, _) = text.rsplit_once(", line ")?;
            Some(Origin::Table(table.to_owned()))
        }
    }
}

/// Whether a fact was read from a guide's table of this name.
pub(crate) fn is_from_table(provenance: &Provenance, table: &str) -> bool {
    matches!(origin_of(provenance), Some(Origin::Table(name)) if name == table)
}

/// Something that is stated, with a value and where it comes from.
trait Stated: Clone {
    fn provenance(&self) -> &Provenance;
    fn same_value(&self, other: &Self) -> bool;
}

impl<T: Clone + PartialEq> Stated for Fact<T> {
    fn provenance(&self) -> &Provenance {
        &self.provenance
    }
    fn same_value(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Stated for Provenance {
    fn provenance(&self) -> &Provenance {
        self
    }
    fn same_value(&self, _: &Self) -> bool {
        true
    }
}

impl Stated for StageReading {
    fn provenance(&self) -> &Provenance {
        &self.provenance
    }
    fn same_value(&self, other: &Self) -> bool {
        let value = |it: &Self| (it.when, it.low, it.high, it.nature, it.edition.clone());
        value(self) == value(other)
    }
}

/// Whether both say the same, from the same source and table, wherever in the table it stands.
fn says_the_same<S: Stated>(a: &S, b: &S) -> bool {
    let (from_a, from_b) = (a.provenance(), b.provenance());
    a.same_value(b)
        && from_a.source == from_b.source
        && from_a.confidence == from_b.confidence
        && from_a.as_of == from_b.as_of
        && from_a.note == from_b.note
        && origin_of(from_a) == origin_of(from_b)
}

/// Lays records over one another; knows which tables the new record was read from.
struct Merge {
    origins: Vec<Origin>,
}

impl Merge {
    fn owns(&self, provenance: &Provenance) -> bool {
        origin_of(provenance).is_some_and(|origin| self.origins.contains(&origin))
    }

    fn list<S: Stated>(&self, old: &[S], new: &[S]) -> Vec<S> {
        let mut left: Vec<&S> = new.iter().collect();
        let mut slots: Vec<Option<S>> = Vec::with_capacity(old.len());
        for stated in old {
            let again = left.iter().position(|other| says_the_same(stated, *other));
            if let Some(position) = again {
                left.remove(position);
            }
            let stays = again.is_some() || !self.owns(stated.provenance());
            slots.push(stays.then(|| stated.clone()));
        }
        let mut left = left.into_iter().cloned();
        for slot in slots.iter_mut().filter(|slot| slot.is_none()) {
            *slot = left.next();
        }
        slots.into_iter().flatten().chain(left).collect()
    }

    fn facts<T: Clone + PartialEq>(&self, old: &Facts<T>, new: &Facts<T>) -> Facts<T> {
        let old: Vec<Fact<T>> = old.iter().cloned().collect();
        let new: Vec<Fact<T>> = new.iter().cloned().collect();
        self.list(&old, &new).into_iter().collect()
    }

    fn profile(&self, old: &Profile, new: &Profile) -> Profile {
        let mut attributes = old.attributes.clone();
        for key in old.attributes.keys().chain(new.attributes.keys()) {
            let (before, after) = (old.attributes.get(key), new.attributes.get(key));
            let none = Facts::unknown();
            let merged = self.facts(before.unwrap_or(&none), after.unwrap_or(&none));
            if merged.is_empty() {
                attributes.remove(key);
            } else {
                attributes.insert(key.clone(), merged);
            }
        }
        Profile {
            id: old.id.clone(),
            // A row may speak of a thing without naming it.
            name: match new.name.is_empty() {
                true => old.name.clone(),
                false => self.facts(&old.name, &new.name),
            },
            aliases: self.list(&old.aliases, &new.aliases),
            description: self.facts(&old.description, &new.description),
            website: self.facts(&old.website, &new.website),
            terms: self.list(&old.terms, &new.terms),
            attributes,
        }
    }

    fn funding(&self, old: &Funding, new: &Funding) -> Funding {
        Funding {
            amount: self.facts(&old.amount, &new.amount),
            status: self.facts(&old.status, &new.status),
            programme: new.programme.clone().or_else(|| old.programme.clone()),
            regrant: new.regrant,
        }
    }

    fn details(&self, old: &TieDetails, new: &TieDetails) -> TieDetails {
        match (old, new) {
            (TieDetails::Funding(old), TieDetails::Funding(new)) => {
                TieDetails::Funding(Box::new(self.funding(old, new)))
            }
            // The tables say nothing about weights and levels, so what others said stays.
            (TieDetails::Service(_), TieDetails::Service(_))
            | (TieDetails::Coordination(_), TieDetails::Coordination(_)) => old.clone(),
            _ => new.clone(),
        }
    }
}

/// The origins of everything that is said about a record.
fn origins<'p>(provenances: impl Iterator<Item = &'p Provenance>) -> Merge {
    let mut origins = Vec::new();
    for origin in provenances.filter_map(origin_of) {
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    Merge { origins }
}

pub(crate) fn tie(old: &Tie, new: &Tie) -> Tie {
    let merge = origins(new.stated.iter());
    Tie {
        id: old.id.clone(),
        kind: new.kind,
        from: new.from.clone(),
        to: new.to.clone(),
        verb: new.verb.clone().or_else(|| old.verb.clone()),
        date: merge.facts(&old.date, &new.date),
        terms: merge.list(&old.terms, &new.terms),
        declared: new.declared.or(old.declared),
        details: merge.details(&old.details, &new.details),
        stated: merge.list(&old.stated, &new.stated),
    }
}

pub(crate) fn milestone(old: &Milestone, new: &Milestone) -> Milestone {
    let merge = origins(new.title.iter().map(|fact| &fact.provenance));
    Milestone {
        id: old.id.clone(),
        subject: new.subject.clone(),
        title: merge.facts(&old.title, &new.title),
        due: merge.facts(&old.due, &new.due),
        done: merge.facts(&old.done, &new.done),
        status: merge.facts(&old.status, &new.status),
        amount: merge.facts(&old.amount, &new.amount),
    }
}

/// Lays a thing over one of the same kind; over another kind, the old one stays.
pub(crate) fn entity(old: &Entity, new: &Entity) -> Entity {
    let merge = origins(provenances_of(new).into_iter());
    let profile = merge.profile(old.profile(), new.profile());
    match (old, new) {
        (Entity::Organization(old), Entity::Organization(new)) => {
            Entity::Organization(Organization {
                profile,
                sort: merge.facts(&old.sort, &new.sort),
                identifiers: merge.list(&old.identifiers, &new.identifiers),
            })
        }
        (Entity::Initiative(old), Entity::Initiative(new)) => Entity::Initiative(Initiative {
            profile,
            start: merge.facts(&old.start, &new.start),
            end: merge.facts(&old.end, &new.end),
            stages: merge.list(&old.stages, &new.stages),
        }),
        (Entity::Goal(old), Entity::Goal(new)) => Entity::Goal(Goal {
            profile,
            order: merge.facts(&old.order, &new.order),
            parent: new.parent.clone().or_else(|| old.parent.clone()),
            editions: merge.list(&old.editions, &new.editions),
            excludes: merge.list(&old.excludes, &new.excludes),
        }),
        (Entity::Publication(_), Entity::Publication(_)) => {
            Entity::Publication(waymark_model::Publication { profile })
        }
        _ => old.clone(),
    }
}

fn provenances_of(entity: &Entity) -> Vec<&Provenance> {
    let profile = entity.profile();
    let mut all: Vec<&Provenance> = profile.name.iter().map(|fact| &fact.provenance).collect();
    all.extend(profile.aliases.iter().map(|fact| &fact.provenance));
    let texts = profile.description.iter().chain(&profile.website);
    all.extend(texts.map(|fact| &fact.provenance));
    all.extend(profile.terms.iter().map(|fact| &fact.provenance));
    all.extend(profile.attributes.values().flatten().map(|fact| &fact.provenance));
    if let Entity::Initiative(initiative) = entity {
        all.extend(initiative.start.iter().chain(&initiative.end).map(|fact| &fact.provenance));
    }
    if let Entity::Organization(organization) = entity {
        all.extend(organization.identifiers.iter().map(|fact| &fact.provenance));
        all.extend(organization.sort.iter().map(|fact| &fact.provenance));
    }
    all
}
