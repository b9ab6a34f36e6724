//! What nodes are.

use waymark_model::EntityKind;
use waymark_networks::{Mode, Node, Value};

use crate::Mapping;

/// Attributes that tell the kind of a node, the most telling first.
const TELLING: [&str; 7] =
    ["kind", "entity type", "node type", "type", "category", "class", "bipartite"];

/// Words for kinds beside their own.
const WORDS: [(&str, EntityKind); 19] = [
    ("organisation", EntityKind::Organization),
    ("org", EntityKind::Organization),
    ("funder", EntityKind::Organization),
    ("foundation", EntityKind::Organization),
    ("grantmaker", EntityKind::Organization),
    ("donor", EntityKind::Organization),
    ("grantee", EntityKind::Organization),
    ("recipient", EntityKind::Organization),
    ("company", EntityKind::Organization),
    ("agency", EntityKind::Organization),
    ("association", EntityKind::Organization),
    ("university", EntityKind::Organization),
    ("nonprofit", EntityKind::Organization),
    ("project", EntityKind::Initiative),
    ("programme", EntityKind::Initiative),
    ("program", EntityKind::Initiative),
    ("cause", EntityKind::Goal),
    ("objective", EntityKind::Goal),
    ("report", EntityKind::Publication),
];

/// How it is known what a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The node says it, or the user.
    Said,
    /// By its side in a network of two modes.
    BySide,
    /// By nothing.
    Nothing,
}

/// What a node is, and what tells it.
pub(super) fn kind_of(node: &Node, mapping: &Mapping) -> (EntityKind, Told) {
    let stated = TELLING.iter().filter_map(|name| value_of(node, name)).filter_map(Value::as_text);
    if let Some(kind) = stated.into_iter().find_map(|word| kind_by(word, mapping)) {
        return (kind, Told::Said);
    }
    match (mapping.node_kind, node.mode) {
        (Some(kind), _) => (kind, Told::Said),
        (None, Some(Mode::First)) => (EntityKind::Organization, Told::BySide),
        (None, Some(Mode::Second)) => (EntityKind::Initiative, Told::BySide),
        (None, None) => (EntityKind::Organization, Told::Nothing),
    }
}

fn kind_by(word: &str, mapping: &Mapping) -> Option<EntityKind> {
    if let Some(kind) = mapping.kinds.get(word) {
        return Some(*kind);
    }
    let word = word.trim().to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let known = WORDS.iter().find(|(known, _)| *known == word || *known == singular);
    let known = known.map(|(_, kind)| *kind);
    EntityKind::from_word(&word).or_else(|| EntityKind::from_word(singular)).or(known)
}

/// The value of an attribute, by its name without regard to case and to `_` and `-`.
pub(super) fn value_of<'n>(node: &'n Node, name: &str) -> Option<&'n Value> {
    node.values.iter().find(|(other, _)| is_named(other, name)).map(|(_, value)| value)
}

pub(super) fn is_named(name: &str, wanted: &str) -> bool {
    name.trim().replace(['_', '-'], " ").eq_ignore_ascii_case(wanted)
}
