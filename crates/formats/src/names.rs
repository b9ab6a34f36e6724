//! Names to ids: what is on the map already, and readable ids for what is new.

use rustc_hash::FxHashMap;
use waymark_model::{Entity, EntityId, EntityKind, Identifier, Map, fold_name, slug_of};

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

/// Finds things by name, and gives ids that are free.
pub(crate) struct Names<'m> {
    map: &'m Map,
    by_name: FxHashMap<(EntityKind, String), EntityId>,
    by_identifier: FxHashMap<Identifier, EntityId>,
    taken: FxHashMap<EntityId, EntityKind>,
    /// For ids that were asked for again, the first number behind them that may be free.
    next: FxHashMap<String, u64>,
}

impl<'m> Names<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        let mut names = Self {
            map,
            by_name: FxHashMap::default(),
            by_identifier: FxHashMap::default(),
            taken: FxHashMap::default(),
            next: FxHashMap::default(),
        };
        // Names first, so that no alias hides the thing that bears it as its name.
        for entity in map.entities() {
            names.learn(entity.kind(), entity.name(), entity.id());
        }
        for entity in map.entities() {
            names.learn_more(entity);
        }
        names
    }

    fn learn(&mut self, kind: EntityKind, name: &str, id: &EntityId) {
        let folded = fold_name(name);
        if !folded.is_empty() {
            self.by_name.entry((kind, folded)).or_insert_with(|| id.clone());
        }
    }

    fn learn_more(&mut self, entity: &Entity) {
        let profile = entity.profile();
        for fact in profile.name.iter().chain(&profile.aliases) {
            self.learn(entity.kind(), &fact.value, entity.id());
        }
        if let Some(organization) = entity.as_organization() {
            for fact in &organization.identifiers {
                let id = entity.id().clone();
                self.by_identifier.entry(fact.value.clone()).or_insert(id);
            }
        }
    }

    /// The thing of a kind with this name or alias.
    pub(crate) fn find(&self, kind: EntityKind, name: &str) -> Option<EntityId> {
        self.by_name.get(&(kind, fold_name(name))).cloned()
    }

    /// The organization with this identifier.
    pub(crate) fn identified(&self, identifier: &Identifier) -> Option<EntityId> {
        self.by_identifier.get(identifier).cloned()
    }

    /// Remembers that an organization has an identifier.
    pub(crate) fn identify(&mut self, identifier: Identifier, id: &EntityId) {
        self.by_identifier.entry(identifier).or_insert_with(|| id.clone());
    }

    /// A free id for a new thing, and remembers it under its name; `None` when the name has no
    /// letter or digit.
    ///
    /// Where the plain slug is that of another kind of thing, the kind is added
    /// (`credential-engine-initiative`), and else a number.
    pub(crate) fn fresh(&mut self, kind: EntityKind, name: &str) -> Option<EntityId> {
        let slug = id_slug(name)?;
        let plain = EntityId::parse(&slug).ok();
        let other = plain.as_ref().and_then(|id| self.occupant(id)).is_some_and(|it| it != kind);
        let base = if other { format!("{slug}-{}", kind.word()) } else { slug };
        let begin = self.next.get(&base).copied().unwrap_or(1);
        let numbers = (begin..).filter_map(|number| Some((number, numbered(&base, number)?)));
        let is_taken = |id: &EntityId| self.occupant(id).is_some();
        let mut numbers = numbers.skip_while(|(_, id)| is_taken(id)).peekable();
        // However many things have a name, each costs the same.
        let next = numbers.peek().map_or(begin, |(number, _)| *number);
        let (_, id) = numbers.find(|(_, id)| self.is_free(id, kind, name))?;
        self.next.insert(base, next);
        self.taken.insert(id.clone(), kind);
        self.learn(kind, name, &id);
        Some(id)
    }

    /// Takes an id for a new thing, where it is free, and remembers the thing under its name.
    pub(crate) fn claim(&mut self, id: EntityId, kind: EntityKind, name: &str) -> Option<EntityId> {
        if !self.is_free(&id, kind, name) {
            return None;
        }
        self.taken.insert(id.clone(), kind);
        self.learn(kind, name, &id);
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
