//! From nodes to things.

use waymark_model::{Entity, EntityId, EntityKind, Fact, Facts, Profile, Provenance};
use waymark_networks::{Network, Node};

use super::kinds::{Told, is_named, kind_of};
use super::{NODE_ID, Reader, refuse};
use crate::draft::Draft;
use crate::names::id_slug;
use crate::naming::{HowNamed, how_named};
use crate::{ReadNode, RecordId, Refusal};

impl Reader<'_> {
    pub(super) fn nodes(&mut self, network: &Network) -> Vec<ReadNode> {
        let mut read = Vec::with_capacity(network.nodes().len());
        let (mut by_side, mut by_nothing) = (0_usize, 0_usize);
        self.things.clear();
        for (node, number) in network.nodes().iter().zip(1..) {
            let (kind, told) = kind_of(node, self.mapping);
            by_side += usize::from(told == Told::BySide);
            by_nothing += usize::from(told == Told::Nothing);
            let said = self.node(network, node, kind, number);
            let thing = said.as_ref().ok().cloned();
            let summary = format!("{} {}", kind.word(), node.title());
            self.row("nodes", number, summary, said.map(|id| vec![RecordId::Entity(id)]));
            let (id, name) = (node.id().to_owned(), node.title().to_owned());
            read.push(ReadNode { id, name, kind, record: thing.clone() });
            self.things.push(thing.map(|id| (id, kind)));
        }
        if by_side > 0 {
            self.notice(format!(
                "nothing but their side tells what {by_side} nodes are: those of the first are \
                 taken for organizations, those of the second for initiatives; say what they are \
                 by an attribute `kind`"
            ));
        }
        if by_nothing > 0 {
            self.notice(format!(
                "nothing tells what {by_nothing} nodes are: they are taken for organizations; say \
                 what they are by an attribute `kind`, or by `node_kind` in a mapping"
            ));
        }
        read
    }

    fn node(
        &mut self,
        network: &Network,
        node: &Node,
        kind: EntityKind,
        number: u64,
    ) -> Result<EntityId, Box<Refusal>> {
        let title = node.title().trim();
        let expected = "a name with a letter or a digit that an id can have";
        let no_name = || refuse("label", title, "cannot be read as a name", expected);
        if id_slug(title).is_none() {
            return Err(no_name());
        }
        let id = match self.known_node(node, kind, title) {
            Some(id) => id,
            None => self.names.fresh(kind, title).ok_or_else(no_name)?,
        };
        let said = self.provenance("node", number);
        let mut entity = empty(kind, &id);
        let how = match self.draft.map.entity(&id) {
            None => HowNamed::ByName,
            Some(_) => how_named(&mut self.draft, &self.source, &id, title, false),
        };
        let name = Fact::new(title.to_owned(), said.clone());
        let profile = entity.profile_mut();
        match how {
            HowNamed::AsKnown => {}
            HowNamed::ByName => profile.name.add(name),
            HowNamed::ByAlias => profile.aliases.push(name),
        }
        describe(profile, network, node, &said);
        self.draft.put_entity(entity);
        Ok(id)
    }

    /// The thing that a node was in an earlier reading, or the one of its name. A name that is but
    /// a number is no name that two files share.
    fn known_node(&self, node: &Node, kind: EntityKind, title: &str) -> Option<EntityId> {
        let key = (self.source.clone(), node_id(node));
        let free = |id: &EntityId, draft: &Draft<'_>| draft.entity(id).is_none();
        let of_kind =
            |id: &EntityId| self.draft.map.entity(id).is_some_and(|entity| entity.kind() == kind);
        let earlier = self.known.get(&key).filter(|id| of_kind(id) && free(id, &self.draft));
        if let Some(id) = earlier {
            return Some(id.clone());
        }
        let telling = title.chars().any(char::is_alphabetic);
        let named = self.names.find(kind, title).filter(|_| telling)?;
        free(&named, &self.draft).then_some(named)
    }
}

fn empty(kind: EntityKind, id: &EntityId) -> Entity {
    match kind {
        EntityKind::Organization => Entity::organization(id.clone(), Facts::unknown()),
        EntityKind::Initiative => Entity::initiative(id.clone(), Facts::unknown()),
        EntityKind::Goal => Entity::goal(id.clone(), Facts::unknown()),
        EntityKind::Publication => Entity::publication(id.clone(), Facts::unknown()),
    }
}

/// What a node is known by in its file; of nothing but spaces, these in quotation marks, so that it
/// can be kept and known again.
fn node_id(node: &Node) -> String {
    let id = node.id();
    if id.trim().is_empty() { format!("{id:?}") } else { id.to_owned() }
}

/// What else is said of a node.
fn describe(profile: &mut Profile, network: &Network, node: &Node, said: &Provenance) {
    let fact = |value: String| Facts::one(value, said.clone());
    let mut keep = |key: &str, value: String| {
        let key = key.trim();
        if !key.is_empty() && !value.trim().is_empty() {
            profile.attributes.entry(key.to_owned()).or_insert_with(|| fact(value));
        }
    };
    keep(NODE_ID, node_id(node));
    let within = node.parent().and_then(|parent| network.nodes().get(parent as usize));
    if let Some(parent) = within {
        keep("within", parent.title().to_owned());
    }
    if !node.spells.is_empty() {
        keep("time", super::edges::time_of(&node.spells));
    }
    let (mut description, mut website) = (None, None);
    for (name, value) in node.values.iter() {
        let value = value.to_string();
        if is_named(name, "description") && description.is_none() {
            description = Some(value);
        } else if (is_named(name, "website") || is_named(name, "url")) && website.is_none() {
            website = Some(value);
        } else {
            keep(name, value);
        }
    }
    let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty()).map(fact);
    if let Some(facts) = text(description) {
        profile.description = facts;
    }
    if let Some(facts) = text(website) {
        profile.website = facts;
    }
}
