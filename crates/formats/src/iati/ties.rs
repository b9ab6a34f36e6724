//! Organizations and ties as activities name them.

use waymark_model::{
    Currency, Entity, EntityId, EntityKind, Fact, Facts, Identifier, Tie, TieId, TieKind,
};

use super::Reader;
use super::activity::Body;
use crate::names::tie_base;
use crate::naming::{HowNamed, how_named};

/// What makes two statements speak of one tie.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Relation {
    pub(super) kind: TieKind,
    pub(super) verb: &'static str,
    pub(super) from: EntityId,
    pub(super) to: EntityId,
    pub(super) currency: Option<Currency>,
}

impl Reader<'_> {
    /// The organization that a body is: by its reference, or else by its name.
    pub(super) fn organization(&mut self, body: &Body, line: u64) -> Option<EntityId> {
        let name = body.name.as_deref().or(body.reference.as_deref())?;
        let identifiers: Vec<Identifier> = body
            .reference
            .iter()
            .map(|value| Identifier { scheme: "org-id".to_owned(), value: value.to_owned() })
            .collect();
        let kind = EntityKind::Organization;
        let said = self.provenance(line);
        let id = match self.names.who(kind, name, &identifiers, self.exact_names) {
            Some(meant) => {
                if let Some(surely) = meant.surely {
                    self.notice(line, "narrative", surely);
                }
                meant.id
            }
            None => {
                let id = self.names.fresh(kind, name)?;
                let name = Facts::one(name.to_owned(), said.clone());
                self.draft.put_entity(Entity::organization(id.clone(), name));
                id
            }
        };
        self.names.identify(&identifiers, &id);
        let is_anothers = self.names.find(kind, name).is_some_and(|other| other != id);
        if !is_anothers {
            self.names.learn(kind, name, &id);
        }
        // A reference alone is no other name.
        let how = match body.name.is_some() {
            true => how_named(&mut self.draft, &self.source, &id, name, is_anothers),
            false => HowNamed::AsKnown,
        };
        if identifiers.is_empty() && how != HowNamed::ByAlias {
            return Some(id);
        }
        if self.draft.entity(&id).is_none() {
            self.draft.put_entity(Entity::organization(id.clone(), Facts::unknown()));
        }
        if let Some(Entity::Organization(organization)) = self.draft.entity_mut(&id) {
            let name = Fact::new(name.to_owned(), said.clone());
            match how {
                HowNamed::AsKnown => {}
                HowNamed::ByName => organization.profile.name.add(name),
                HowNamed::ByAlias => organization.profile.aliases.push(name),
            }
            for identifier in identifiers {
                if !organization.identifiers.iter().any(|fact| fact.value == identifier) {
                    organization.identifiers.push(Fact::new(identifier, said.clone()));
                }
            }
        }
        Some(id)
    }

    /// A tie without money. `None` where it is there already.
    pub(super) fn tie(
        &mut self,
        kind: TieKind,
        verb: &'static str,
        from: &EntityId,
        to: &EntityId,
        line: u64,
    ) -> Option<TieId> {
        let relation = Relation { kind, verb, from: from.clone(), to: to.clone(), currency: None };
        let id = self.new_tie(relation)?;
        let said = self.provenance(line);
        let mut tie = Tie::plain(id.clone(), kind, from.clone(), to.clone(), said);
        tie.verb = Some(verb.into());
        self.draft.tie(tie);
        Some(id)
    }

    /// The id of a relation's tie: that which this source stated before, or a new one. `None`
    /// where the relation has its tie already.
    pub(super) fn new_tie(&mut self, relation: Relation) -> Option<TieId> {
        if self.relations.contains(&relation) {
            return None;
        }
        let Relation { kind, verb, from, to, currency } = &relation;
        let is_it = |tie: &&Tie| {
            let amount = tie.funding().and_then(|funding| funding.amount.value());
            tie.kind == *kind
                && tie.verb.as_deref() == Some(*verb)
                && tie.stated.iter().any(|stated| stated.source == self.source)
                && amount.is_none_or(|money| Some(money.currency) == *currency)
                && !self.draft.has_tie(&tie.id)
        };
        let known = self.draft.map.ties_between(from, to).filter(is_it);
        let known = known.map(|tie| tie.id.clone()).min();
        let id = known.unwrap_or_else(|| {
            let base = tie_base(from, verb, to);
            self.draft.free_tie(&base)
        });
        self.relations.insert(relation);
        Some(id)
    }
}
