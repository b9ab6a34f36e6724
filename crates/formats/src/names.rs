//! Names to ids: what is on the map already, and readable ids for what is new.

use rustc_hash::FxHashMap;
use waymark_model::{Entity, EntityId, EntityKind, Identifier, Map, fold_name, slug_of};

use crate::who::{Meant, Who};

/// The slug of a name, where it is one that ids can have: letters without a lower case, such as
/// `🅐`, cannot stand in an id.
pub(crate) fn id_slug(name: &str) -> Option<String> {
    slug_of(name).filter(|slug| EntityId::parse(slug).is_ok())
}

/// An id or slug cut to a length that leaves room for what is put behind it.
pub(crate) fn cut(id: &str, longest: usize) -> &str {
    let mut end = longest.min(id.len());
    while !id.is_char_boundary(end) {
        end -= 1;
    }
    id[..end].trim_end_matches('-')
}

/// The readable id of a tie, `a--funds--b`, short enough for a number behind it.
pub(crate) fn tie_base(from: &EntityId, verb: &str, to: &EntityId) -> String {
    let verb = id_slug(verb).unwrap_or_else(|| "relates".to_owned());
    let (from, to) = (cut(from.as_str(), 90), cut(to.as_str(), 90));
    format!("{from}--{}--{to}", cut(&verb, 40))
}

/// An id, or from the second on one with the number behind it.
fn numbered(base: &str, number: u64) -> Option<EntityId> {
    let text = if number > 1 { format!("{base}-{number}") } else { base.to_owned() };
    EntityId::parse(&text).ok()
}

/// Bytes of an id before a number is put behind it.
const LONGEST_BASE: usize = 100;

/// Finds things by name, and gives ids that are free.
pub(crate) struct Names<'m> {
    map: &'m Map,
    who: Who,
    taken: FxHashMap<EntityId, EntityKind>,
    /// For ids that were asked for again, the first number behind them that may be free.
    next: FxHashMap<String, u64>,
}

impl<'m> Names<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        Self { map, who: Who::of(map), taken: FxHashMap::default(), next: FxHashMap::default() }
    }

    /// The thing of a kind with this name or alias.
    pub(crate) fn find(&self, kind: EntityKind, name: &str) -> Option<EntityId> {
        self.who.named(kind, name, &[])
    }

    /// The organization that has one of these identifiers.
    pub(crate) fn identified(&self, identifiers: &[Identifier]) -> Option<EntityId> {
        self.who.identified(identifiers)
    }

    /// The thing of a kind with this name or alias that none of these identifiers tells apart.
    pub(crate) fn named(
        &self,
        kind: EntityKind,
        name: &str,
        identifiers: &[Identifier],
    ) -> Option<EntityId> {
        self.who.named(kind, name, identifiers)
    }

    /// Who is meant: the one with an identifier, with the name, or else the one organization whose
    /// name is surely the same, unless only exact names are asked for.
    pub(crate) fn who(
        &self,
        kind: EntityKind,
        name: &str,
        identifiers: &[Identifier],
        exact: bool,
    ) -> Option<Meant> {
        let exactly = self.identified(identifiers);
        if let Some(id) = exactly.or_else(|| self.named(kind, name, identifiers)) {
            return Some(Meant { id, surely: None });
        }
        let may_be_surely = kind == EntityKind::Organization && !exact;
        may_be_surely.then(|| self.who.surely_named(name, identifiers)).flatten()
    }

    /// Remembers that an organization has these identifiers.
    pub(crate) fn identify(&mut self, identifiers: &[Identifier], id: &EntityId) {
        for identifier in identifiers {
            self.who.identify(identifier.clone(), id);
        }
    }

    /// Remembers another name of a thing.
    pub(crate) fn learn(&mut self, kind: EntityKind, name: &str, id: &EntityId) {
        self.who.learn(kind, name, id);
    }

    /// A free id for a new thing, and remembers it under its name; `None` when the name has no
    /// letter or digit.
    ///
    /// Where the plain slug is that of another kind of thing, the kind is added
    /// (`credential-engine-initiative`), and else a number. What has a namesake gets the
    /// namesake's id with a number behind it.
    pub(crate) fn fresh(&mut self, kind: EntityKind, name: &str) -> Option<EntityId> {
        let slug = id_slug(name)?;
        let plain = EntityId::parse(&slug).ok();
        let other = plain.as_ref().and_then(|id| self.occupant(id)).is_some_and(|it| it != kind);
        let base = match self.who.first_named(kind, name) {
            Some(namesake) => cut(namesake.as_str(), LONGEST_BASE).to_owned(),
            None if other => format!("{slug}-{}", kind.word()),
            None => slug,
        };
        let begin = self.next.get(&base).copied().unwrap_or(1);
        let numbers = (begin..).filter_map(|number| Some((number, numbered(&base, number)?)));
        let is_taken = |id: &EntityId| self.occupant(id).is_some();
        let mut numbers = numbers.skip_while(|(_, id)| is_taken(id)).peekable();
        // However many things have a name, each costs the same.
        let next = numbers.peek().map_or(begin, |(number, _)| *number);
        let (_, id) = numbers.find(|(_, id)| self.is_free(id, kind, name))?;
        self.next.insert(base, next);
        self.taken.insert(id.clone(), kind);
        self.who.learn(kind, name, &id);
        Some(id)
    }

    /// Takes an id for a new thing, where it is free, and remembers the thing under its name.
    pub(crate) fn claim(&mut self, id: EntityId, kind: EntityKind, name: &str) -> Option<EntityId> {
        if !self.is_free(&id, kind, name) {
            return None;
        }
        self.taken.insert(id.clone(), kind);
        self.who.learn(kind, name, &id);
        Some(id)
    }

    fn occupant(&self, id: &EntityId) -> Option<EntityKind> {
        let on_map = self.map.entity(id).map(Entity::kind);
        on_map.or_else(|| self.taken.get(id).copied())
    }

    fn is_free(&self, id: &EntityId, kind: EntityKind, name: &str) -> bool {
        let never_was = self.map.retired(id).is_none_or(|retired| {
            retired.kind == kind && fold_name(&retired.name) == fold_name(name)
        });
        never_was && self.occupant(id).is_none()
    }
}
