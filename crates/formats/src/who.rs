//! Who a row names: by an identifier, by a name as it is known, or by one that is surely the same.

use rustc_hash::{FxHashMap, FxHashSet};
use waymark_matching::Normal;
use waymark_model::{EntityId, EntityKind, Identifier, Map, fold_name};

/// Of things with one and the same name so many are looked at.
const MOST_NAMESAKES: usize = 64;

/// Things by what they are called and by the identifiers that others give them.
#[derive(Default)]
pub(crate) struct Who {
    by_name: FxHashMap<(EntityKind, String), Vec<EntityId>>,
    organizations: FxHashMap<String, Vec<Bearer>>,
    by_identifier: FxHashMap<(String, String), EntityId>,
    identifiers: FxHashMap<EntityId, Vec<Identifier>>,
}

/// An organization that has a name.
struct Bearer {
    id: EntityId,
    name: Normal,
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) id: EntityId,
    /// Where it goes by another name: why that is surely the same, in words.
    pub(crate) surely: Option<String>,
}

impl Who {
    /// Whoever is on the map. Of several with one name a row that says no more means the first:
    /// no alias hides the thing that bears it as its name, none that came by an identifier hides one
    /// that is the name written otherwise, and nothing that was told apart by an identifier hides
    /// what was there before. So reading again means the same.
    pub(crate) fn of(map: &Map) -> Self {
        let mut who = Self::default();
        for entity in map.entities() {
            who.learn(entity.kind(), entity.name(), entity.id());
        }
        let mut others = Vec::new();
        for entity in map.entities() {
            let profile = entity.profile();
            for fact in profile.name.iter().chain(&profile.aliases) {
                match sure_key(&fact.value) == sure_key(entity.name()) {
                    true => who.learn(entity.kind(), &fact.value, entity.id()),
                    false => others.push((entity.kind(), &fact.value, entity.id())),
                }
            }
            for fact in entity.as_organization().into_iter().flat_map(|it| &it.identifiers) {
                who.identify(fact.value.clone(), entity.id());
            }
        }
        for (kind, name, id) in others {
            who.learn(kind, name, id);
        }
        for bearers in who.by_name.values_mut().filter(|bearers| bearers.len() > 1) {
            let all: FxHashSet<EntityId> = bearers.iter().cloned().collect();
            let is_later = |id: &EntityId| stem(id).is_some_and(|stem| all.contains(&stem));
            bearers.sort_by_key(is_later);
        }
        who
    }

    /// Remembers that a thing has a name.
    pub(crate) fn learn(&mut self, kind: EntityKind, name: &str, id: &EntityId) {
        let folded = fold_name(name);
        if folded.is_empty() {
            return;
        }
        let bearers = self.by_name.entry((kind, folded)).or_default();
        if bearers.last() == Some(id) {
            return;
        }
        bearers.push(id.clone());
        if kind == EntityKind::Organization {
            let normal = Normal::of(name);
            let bearers = self.organizations.entry(normal.sure_key()).or_default();
            bearers.push(Bearer { id: id.clone(), name: normal });
        }
    }

    /// Remembers that an organization has an identifier. It stays that of the first.
    pub(crate) fn identify(&mut self, identifier: Identifier, id: &EntityId) {
        let key = (identifier.scheme.clone(), identifier.bare());
        self.by_identifier.entry(key).or_insert_with(|| id.clone());
        let known = self.identifiers.entry(id.clone()).or_default();
        if !known.contains(&identifier) {
            known.push(identifier);
        }
    }

    /// The organization with one of these identifiers; the first that is known counts.
    pub(crate) fn identified(&self, identifiers: &[Identifier]) -> Option<EntityId> {
        let known = |it: &Identifier| self.by_identifier.get(&(it.scheme.clone(), it.bare()));
        identifiers.iter().find_map(known).cloned()
    }

    /// The thing of a kind with this name or alias, however its capitals, accents and punctuation
    /// are written, that no identifier tells apart.
    pub(crate) fn named(
        &self,
        kind: EntityKind,
        name: &str,
        identifiers: &[Identifier],
    ) -> Option<EntityId> {
        let bearers = self.by_name.get(&(kind, fold_name(name)))?;
        let is_it = |id: &&EntityId| !self.is_told_apart(id, identifiers);
        bearers.iter().take(MOST_NAMESAKES).find(is_it).cloned()
    }

    /// The one organization whose name is surely the same: nothing but a legal form, "The", an
    /// abbreviation or an acronym of its own differs. None where there are two, where one of its
    /// names has another legal form, or where an identifier tells them apart.
    pub(crate) fn surely_named(&self, name: &str, identifiers: &[Identifier]) -> Option<Meant> {
        let normal = Normal::of(name);
        let bearers = self.organizations.get(&normal.sure_key())?;
        let first = bearers.first()?;
        let fits = |it: &Bearer| it.id == first.id && !it.name.differs_in_legal_form(&normal);
        if !bearers.iter().all(fits) || self.is_told_apart(&first.id, identifiers) {
            return None;
        }
        let by = first.name.difference(&normal).join(", ");
        let surely =
            format!("`{name}` is taken for `{}`: they differ by {by} only", first.name.written);
        Some(Meant { id: first.id.clone(), surely: Some(surely) })
    }

    /// The first that is known by a name.
    pub(crate) fn first_named(&self, kind: EntityKind, name: &str) -> Option<&EntityId> {
        self.by_name.get(&(kind, fold_name(name)))?.first()
    }

    fn is_told_apart(&self, id: &EntityId, identifiers: &[Identifier]) -> bool {
        let Some(known) = self.identifiers.get(id) else { return false };
        let same = |it: &Identifier| known.iter().any(|other| other.is_same(it));
        let other = |it: &Identifier| known.iter().any(|other| other.tells_apart(it));
        identifiers.iter().any(other) && !identifiers.iter().any(same)
    }
}

fn sure_key(name: &str) -> String {
    Normal::of(name).sure_key()
}

/// An id without the number behind it.
fn stem(id: &EntityId) -> Option<EntityId> {
    let (stem, number) = id.as_str().rsplit_once('-')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| EntityId::parse(stem).ok())?
}
