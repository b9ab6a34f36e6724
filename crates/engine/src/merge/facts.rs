//! What is said of one thing, poured into another and out again.

use std::collections::BTreeMap;

use waymark_model::{Entity, Fact, Facts, Profile};

/// A thing with what was said of another.
pub(super) struct Poured {
    pub(super) entity: Entity,
    pub(super) aliases: Vec<String>,
    pub(super) added: usize,
    pub(super) to_know: Vec<String>,
}

/// Adds what is said of `gone` to `keep`, of the same kind. What is preferred stays preferred; what
/// contradicts it stands beside it; names become aliases.
pub(super) fn poured(keep: &Entity, gone: &Entity) -> Poured {
    let mut pour = Pour { added: 0, aliases: Vec::new(), to_know: Vec::new() };
    let mut entity = keep.clone();
    pour.profile(entity.profile_mut(), gone.profile());
    match (&mut entity, gone) {
        (Entity::Organization(keep), Entity::Organization(gone)) => {
            pour.facts("sort", &mut keep.sort, &gone.sort);
            for fact in &gone.identifiers {
                let of_scheme = |other: &&Fact<waymark_model::Identifier>| {
                    other.value.scheme == fact.value.scheme
                };
                if keep.identifiers.iter().any(|other| other.value == fact.value) {
                    continue;
                }
                if let Some(other) = keep.identifiers.iter().find(of_scheme) {
                    let (scheme, one) = (&fact.value.scheme, &other.value.value);
                    let two = &fact.value.value;
                    pour.to_know.push(format!(
                        "They have two values of {scheme}, `{one}` and `{two}`: both are kept."
                    ));
                }
                pour.added += 1;
                keep.identifiers.push(fact.clone());
            }
        }
        (Entity::Initiative(keep), Entity::Initiative(gone)) => {
            pour.facts("start", &mut keep.start, &gone.start);
            pour.facts("end", &mut keep.end, &gone.end);
            pour.list(&mut keep.stages, &gone.stages);
        }
        (Entity::Goal(keep), Entity::Goal(gone)) => {
            pour.facts("order", &mut keep.order, &gone.order);
            pour.list(&mut keep.editions, &gone.editions);
            pour.list(&mut keep.excludes, &gone.excludes);
            let above = gone.parent.clone().filter(|above| *above != keep.profile.id);
            if keep.parent.as_ref() == Some(&gone.profile.id) || keep.parent.is_none() {
                keep.parent = above;
            } else if let Some(other) = above.filter(|above| keep.parent.as_ref() != Some(above)) {
                pour.to_know.push(format!("It was also under the goal `{other}`."));
            }
        }
        _ => {}
    }
    Poured { entity, aliases: pour.aliases, added: pour.added, to_know: pour.to_know }
}

struct Pour {
    added: usize,
    aliases: Vec<String>,
    to_know: Vec<String>,
}

impl Pour {
    fn profile(&mut self, keep: &mut Profile, gone: &Profile) {
        for fact in gone.name.iter().chain(&gone.aliases) {
            let known = keep.name.iter().chain(&keep.aliases);
            if !known.map(|known| &known.value).any(|known| *known == fact.value) {
                self.added += 1;
                self.aliases.push(fact.value.clone());
                keep.aliases.push(fact.clone());
            }
        }
        self.facts("description", &mut keep.description, &gone.description);
        self.facts("website", &mut keep.website, &gone.website);
        self.list(&mut keep.terms, &gone.terms);
        for (heading, facts) in &gone.attributes {
            self.facts(heading, keep.attributes.entry(heading.clone()).or_default(), facts);
        }
    }

    fn facts<T: Clone + PartialEq>(&mut self, what: &str, keep: &mut Facts<T>, gone: &Facts<T>) {
        let before = keep.len();
        let agreed = !keep.in_conflict();
        gone.iter().for_each(|fact| keep.add(fact.clone()));
        self.added += keep.len() - before;
        if before > 0 && agreed && keep.in_conflict() && !gone.is_empty() {
            self.to_know.push(format!(
                "They state two things under `{what}`: both are kept, and that of what stays is \
                 preferred."
            ));
        }
    }

    fn list<T: Clone + PartialEq>(&mut self, keep: &mut Vec<T>, gone: &[T]) {
        for stated in gone {
            if !keep.contains(stated) {
                self.added += 1;
                keep.push(stated.clone());
            }
        }
    }
}

/// A thing as it is now without what a merge added to it: what was put into `after` and was not in
/// `before`. Whatever came later stays.
pub(super) fn without(now: &Entity, before: &Entity, after: &Entity) -> Entity {
    let mut entity = now.clone();
    let profile = entity.profile_mut();
    let (old, new) = (before.profile(), after.profile());
    profile.aliases = less(&profile.aliases, &old.aliases, &new.aliases);
    profile.description = facts(&profile.description, &old.description, &new.description);
    profile.website = facts(&profile.website, &old.website, &new.website);
    profile.terms = less(&profile.terms, &old.terms, &new.terms);
    profile.attributes = attributes(&profile.attributes, &old.attributes, &new.attributes);
    match (&mut entity, before, after) {
        (Entity::Organization(now), Entity::Organization(old), Entity::Organization(new)) => {
            now.sort = facts(&now.sort, &old.sort, &new.sort);
            now.identifiers = less(&now.identifiers, &old.identifiers, &new.identifiers);
        }
        (Entity::Initiative(now), Entity::Initiative(old), Entity::Initiative(new)) => {
            now.start = facts(&now.start, &old.start, &new.start);
            now.end = facts(&now.end, &old.end, &new.end);
            now.stages = less(&now.stages, &old.stages, &new.stages);
        }
        (Entity::Goal(now), Entity::Goal(old), Entity::Goal(new)) => {
            now.order = facts(&now.order, &old.order, &new.order);
            now.editions = less(&now.editions, &old.editions, &new.editions);
            now.excludes = less(&now.excludes, &old.excludes, &new.excludes);
            if now.parent == new.parent {
                now.parent = old.parent.clone();
            }
        }
        _ => {}
    }
    entity
}

type Attributes = BTreeMap<String, Facts<String>>;

fn attributes(now: &Attributes, before: &Attributes, after: &Attributes) -> Attributes {
    let none = Facts::unknown();
    let mut left = Attributes::new();
    for (heading, stated) in now {
        let (old, new) = (before.get(heading), after.get(heading));
        let stated = facts(stated, old.unwrap_or(&none), new.unwrap_or(&none));
        // A heading with nothing under it was there before or is new since, or it goes.
        if !stated.is_empty() || old.is_some_and(Facts::is_empty) || new.is_none() {
            left.insert(heading.clone(), stated);
        }
    }
    left
}

fn facts<T: Clone + PartialEq>(now: &Facts<T>, before: &Facts<T>, after: &Facts<T>) -> Facts<T> {
    let list = |facts: &Facts<T>| -> Vec<Fact<T>> { facts.iter().cloned().collect() };
    less(&list(now), &list(before), &list(after)).into_iter().collect()
}

/// A list without what one that grew from `before` to `after` was given, each as often.
pub(super) fn less<T: Clone + PartialEq>(now: &[T], before: &[T], after: &[T]) -> Vec<T> {
    let mut added: Vec<&T> = after.iter().collect();
    for stated in before {
        if let Some(at) = added.iter().position(|it| *it == stated) {
            added.remove(at);
        }
    }
    // What was given stands behind what was there.
    let mut left: Vec<T> = Vec::with_capacity(now.len());
    for stated in now.iter().rev() {
        match added.iter().position(|it| *it == stated) {
            Some(at) => drop(added.remove(at)),
            None => left.push(stated.clone()),
        }
    }
    left.reverse();
    left
}
