//! Organizations, efforts, credentials, goals and works.

use waymark_model::{
    Date, Entity, EntityId, EntityKind, Fact, Facts, Identifier, Profile, Provenance, TermRef,
    fold_name,
};

use super::node::Node;
use super::{NODE_ID, Reader, Refused, refuse};
use crate::guide::empty;
use crate::merge::is_from_table;
use crate::names::id_slug;
use crate::value::read_date;

/// What is read of a thing, here or as links.
const READ: [&str; 22] = [
    "name",
    "alternateName",
    "description",
    "url",
    "subjectWebpage",
    "keywords",
    "subjectOf",
    "parentOrganization",
    "isPartOf",
    "member",
    "ownedBy",
    "offeredBy",
    "funder",
    "identifier",
    "ctid",
    "additionalType",
    "foundingDate",
    "dissolutionDate",
    "startDate",
    "endDate",
    "id",
    "type",
];

impl Reader<'_> {
    /// Puts the thing that a node describes.
    pub(super) fn thing(
        &mut self,
        node: &Node,
        kind: EntityKind,
        line: u64,
        number: usize,
    ) -> Refused<EntityId> {
        let name = node.text("name").unwrap_or_default();
        let expected = "a name with a letter or a digit that an id can have";
        if id_slug(&name).is_none() {
            return Err(refuse("name", &name, "cannot be read as a name", expected));
        }
        let node_id = node.id().map_or_else(|| format!("_:node-{number}"), str::to_owned);
        if self.things.contains_key(&node_id) {
            let reason = "is the id of a node above, too";
            return Err(refuse("@id", &node_id, reason, "every id once"));
        }
        let identifiers = identifiers(node);
        let known = self.known_thing(&node_id, kind, &name, &identifiers);
        let fragment = node_id.strip_prefix('#').and_then(|id| EntityId::parse(id).ok());
        let id = known
            .or_else(|| self.names.claim(fragment.clone()?, kind, &name))
            .or_else(|| self.names.fresh(kind, &name));
        let Some(id) = id else {
            return Err(refuse("name", &name, "cannot be read as a name", expected));
        };
        self.names.identify(&identifiers, &id);
        let said = self.provenances(node, line);
        let mut entity = empty(kind, id.clone());
        let own_id = (fragment.as_ref() != Some(&id)).then_some(node_id.as_str());
        self.describe(node, entity.profile_mut(), &name, own_id, &said, line);
        self.complete(node, &mut entity, identifiers, &said, line);
        self.draft.put_entity(entity);
        self.things.insert(node_id, (id.clone(), kind));
        self.note_unread(node, &READ);
        if super::kinds::is_of_learning(node) {
            self.credentials += 1;
        }
        Ok(id)
    }

    /// The thing of the map that a node is: that of an earlier reading, of its identifier, or of its
    /// name.
    fn known_thing(
        &self,
        node_id: &str,
        kind: EntityKind,
        name: &str,
        identifiers: &[Identifier],
    ) -> Option<EntityId> {
        let map = self.draft.map;
        let fits = |id: &EntityId| {
            map.entity(id).is_some_and(|entity| entity.kind() == kind)
                && self.draft.entity(id).is_none()
        };
        let fragment = node_id.strip_prefix('#').and_then(|id| EntityId::parse(id).ok());
        let is_it = |id: &EntityId| {
            let profile = map.entity(id).map(Entity::profile);
            let names = profile.into_iter().flat_map(|it| it.name.iter().chain(&it.aliases));
            names.into_iter().any(|fact| {
                fold_name(&fact.value) == fold_name(name)
                    || is_from_table(&fact.provenance, &self.table)
            })
        };
        let earlier = self.known.get(&(self.source.clone(), node_id.to_owned())).cloned();
        fragment
            .filter(|id| fits(id) && is_it(id))
            .or_else(|| earlier.filter(fits))
            .or_else(|| self.names.identified(identifiers).filter(fits))
            .or_else(|| self.names.named(kind, name, identifiers).filter(fits))
    }

    fn describe(
        &mut self,
        node: &Node,
        profile: &mut Profile,
        name: &str,
        node_id: Option<&str>,
        said: &[Provenance],
        line: u64,
    ) {
        let known = self.draft.map.entity(&profile.id).map(Entity::profile);
        let aliases: Vec<&Fact<String>> = known.iter().flat_map(|it| &it.aliases).collect();
        let is_own = |fact: &Fact<String>| {
            fact.value == name && is_from_table(&fact.provenance, &self.table)
        };
        let is_own_name = known.is_some_and(|it| it.name.iter().any(is_own));
        let is_own_alias = known.is_some_and(|it| it.aliases.iter().any(is_own));
        let folded = fold_name(name);
        let mut names = known.iter().flat_map(|it| it.name.iter().chain(&it.aliases));
        let is_known = names.any(|fact| fold_name(&fact.value) == folded);
        let renamed = known.is_some_and(|it| {
            it.name.iter().any(|fact| is_from_table(&fact.provenance, &self.table))
        });
        if known.is_none() || is_own_name || (renamed && !is_known) {
            let facts = known.map(|it| &it.name);
            profile.name = self.facts(Some(name.to_owned()), facts, said);
        } else if is_own_alias || !is_known {
            profile.aliases.extend(self.list([name.to_owned()], &aliases, said));
        }
        let others = node.texts("alternateName").into_iter().filter(|other| other != name);
        profile.aliases.extend(self.list(others, &aliases, said));
        let description = node.text("description");
        profile.description = self.facts(description, known.map(|it| &it.description), said);
        let website = node.text("url").or_else(|| node.text("subjectWebpage"));
        profile.website = self.facts(website, known.map(|it| &it.website), said);
        if let Some(node_id) = node_id {
            self.states = true;
            let facts = Facts::one(
                node_id.to_owned(),
                Provenance { source: self.source.clone(), ..said[0].clone() },
            );
            profile.attributes.insert(NODE_ID.to_owned(), facts);
        }
        let terms = self.terms(node, line);
        let known: Vec<&Fact<TermRef>> = known.iter().flat_map(|it| &it.terms).collect();
        profile.terms = self.list(terms, &known, said);
    }

    /// The keywords that are words: `facet/term`, or a term of no facet.
    fn terms(&mut self, node: &Node, line: u64) -> Vec<TermRef> {
        let mut terms = Vec::new();
        for word in node.links_and_words("keywords").1 {
            let (facet, names) = match word.split_once('/') {
                Some((facet, term)) => (facet, vec![term]),
                None => ("keyword", word.split(',').map(str::trim).collect()),
            };
            for name in names {
                match self.draft.term(facet, name) {
                    Some(term) => terms.push(term),
                    None => {
                        let reason = format!("`{name}` is taken as unknown");
                        self.notice(line, "keywords", reason);
                    }
                }
            }
        }
        terms
    }

    /// What only things of one kind have.
    fn complete(
        &mut self,
        node: &Node,
        entity: &mut Entity,
        identifiers: Vec<Identifier>,
        said: &[Provenance],
        line: u64,
    ) {
        let known = self.draft.map.entity(entity.id());
        match entity {
            Entity::Organization(organization) => {
                let known = known.and_then(Entity::as_organization);
                let sort = node.text("additionalType");
                organization.sort = self.facts(sort, known.map(|it| &it.sort), said);
                let known: Vec<&Fact<Identifier>> =
                    known.iter().flat_map(|it| &it.identifiers).collect();
                organization.identifiers = self.list(identifiers, &known, said);
            }
            Entity::Initiative(effort) => {
                let known = known.and_then(Entity::as_initiative);
                let start = self.date(node, &["foundingDate", "startDate"], line);
                effort.start = self.facts(start, known.map(|it| &it.start), said);
                let end = self.date(node, &["dissolutionDate", "endDate"], line);
                effort.end = self.facts(end, known.map(|it| &it.end), said);
            }
            Entity::Goal(_) | Entity::Publication(_) => {}
        }
    }

    /// The date under the first of some names; one that cannot be read for sure is told.
    pub(super) fn date(&mut self, node: &Node, names: &[&str], line: u64) -> Option<Date> {
        let (name, text) = names.iter().find_map(|name| Some((*name, node.text(name)?)))?;
        let day = text.split_once('T').map_or(text.as_str(), |(day, _)| day);
        match read_date(day, None) {
            Ok(read) => Some(read.date),
            Err(reason) => {
                self.notice(line, name, format!("`{text}` {reason}, and is not read"));
                None
            }
        }
    }
}

/// What others call an organization.
fn identifiers(node: &Node) -> Vec<Identifier> {
    let ctid = node.text("ctid").map(|value| Identifier { scheme: "ctid".to_owned(), value });
    let stated = node.objects("identifier").into_iter().filter_map(|object| {
        let (scheme, value) = (object.text("propertyID")?, object.text("value")?);
        Some(Identifier { scheme, value })
    });
    ctid.into_iter().chain(stated).collect()
}
