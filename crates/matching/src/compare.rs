//! Two things compared, field by field.

use std::collections::BTreeSet;

use waymark_model::Map;

use crate::Words;
use crate::chance::Chance;
use crate::evidence::{Evidence, Field, name_sentence};
use crate::name_level::{NameLevel, name_level};
use crate::normal::Normal;
use crate::thing::Thing;

/// Of ten things on a map one is expected to have a twin.
const TWINS: f64 = 0.1;

/// What the same identifier weighs; two of one scheme weigh as much against it.
const IDENTIFIER: f64 = 20.0;

/// The most that words which tell little take from a name.
const MOST_TAKEN: f64 = 6.0;

/// What is known before anything is compared: that most pairs are two things.
pub(crate) fn prior(chance: &Chance) -> Evidence {
    let weight = (TWINS / chance.of).log2();
    let sentence = format!(
        "Of {} things one in ten may have a twin, so two of them are one thing seldom.",
        chance.of
    );
    Evidence::new(Field::Prior, "prior", weight, sentence)
}

/// Everything that is known of both and speaks for or against their being one. What is unknown of
/// either weighs nothing.
pub(crate) fn compare(
    map: &Map,
    (a, b): (&Thing, &Thing),
    words: &Words,
    chance: &Chance,
) -> Vec<Evidence> {
    let mut all = vec![prior(chance)];
    all.extend(names(a, b, words, chance));
    all.extend(identifiers(a, b));
    all.extend(website(a, b, chance));
    all.extend(place(a, b, chance));
    all.extend(sort(a, b, chance));
    all.extend(neighbours(map, a, b, chance));
    all.extend(ties(a, b));
    all
}

fn names(a: &Thing, b: &Thing, words: &Words, chance: &Chance) -> Option<Evidence> {
    let pairs = a.names.iter().flat_map(|one| b.names.iter().map(move |other| (one, other)));
    let weighed = pairs.map(|(one, other)| {
        let level = name_level(one, other, words);
        (name_weight(level, one, other, words, chance), level, one, other)
    });
    let best = weighed.max_by(|one, other| one.0.total_cmp(&other.0));
    let (weight, level, one, other) = best?;
    let mut sentence = name_sentence(level, one, other);
    if level.needs_telling_words() && taken(level, (one, other), words, chance) > 1.0 {
        sentence.push_str(" Their words are common here, so it says less.");
    }
    Some(Evidence::new(Field::Name, level.word(), weight, sentence))
}

fn name_weight(level: NameLevel, a: &Normal, b: &Normal, words: &Words, chance: &Chance) -> f64 {
    let weight = (level.of_one_thing() / chance.name(level)).log2();
    if level.needs_telling_words() { weight - taken(level, (a, b), words, chance) } else { weight }
}

/// How many bits the shared words fall short of telling one thing of the map from all others
/// (Winkler's correction by frequency).
fn taken(level: NameLevel, (a, b): (&Normal, &Normal), words: &Words, chance: &Chance) -> f64 {
    let own: BTreeSet<&String> = a.words.iter().collect();
    let shared: BTreeSet<&String> = b.words.iter().filter(|word| own.contains(word)).collect();
    // Words spelled in two ways are rare ones, or they would not be taken for one another.
    let altered = if level == NameLevel::Spelling { own.len() - shared.len() } else { 0 };
    let altered = altered as f64 * chance.of.log2();
    (chance.of.log2() - words.bits_of(shared) - altered).clamp(0.0, MOST_TAKEN)
}

fn identifiers(a: &Thing, b: &Thing) -> Vec<Evidence> {
    let schemes: BTreeSet<&str> = a.identifiers.iter().map(|it| it.scheme.as_str()).collect();
    let mut all = Vec::new();
    for scheme in schemes {
        let own = || a.identifiers.iter().filter(|it| it.scheme == scheme);
        let pairs = || own().flat_map(|one| b.identifiers.iter().map(move |other| (one, other)));
        if let Some((shared, _)) = pairs().find(|(one, other)| one.is_same(other)) {
            let sentence = format!("Both have the {scheme} `{}`.", shared.value);
            all.push(Evidence::new(Field::Identifier, "same", IDENTIFIER, sentence));
        } else if let Some((one, other)) = pairs().find(|(one, other)| one.tells_apart(other)) {
            let sentence =
                format!("Their {scheme} differs: `{}` and `{}`.", one.value, other.value);
            all.push(Evidence::new(Field::Identifier, "different", -IDENTIFIER, sentence));
        }
    }
    all
}

fn website(a: &Thing, b: &Thing, chance: &Chance) -> Option<Evidence> {
    if a.hosts.is_empty() || b.hosts.is_empty() {
        return None;
    }
    if let Some(host) = a.hosts.intersection(&b.hosts).next() {
        let weight = (0.8 / chance.host(host)).log2().clamp(0.0, 6.0);
        let sentence = format!("Both have the website `{host}`.");
        return Some(Evidence::new(Field::Website, "same", weight, sentence));
    }
    let (one, other) = (a.hosts.first()?, b.hosts.first()?);
    let sentence = format!("Their websites differ: `{one}` and `{other}`.");
    Some(Evidence::new(Field::Website, "different", 0.2_f64.log2(), sentence))
}

/// From the narrowest to the widest; the first that is known of both counts.
const PLACES: [&str; 6] = ["postal code", "zip", "city", "place", "state", "country"];

fn place(a: &Thing, b: &Thing, chance: &Chance) -> Option<Evidence> {
    let known = |key: &&&str| a.places.contains_key(**key) && b.places.contains_key(**key);
    let key = *PLACES.iter().find(known)?;
    let (own, others) = (&a.places[key], &b.places[key]);
    if let Some(shared) = own.intersection(others).next() {
        let weight = (0.85 / chance.place(key, shared)).log2().clamp(0.0, 3.0);
        let sentence = format!("Both have the {key} `{shared}`.");
        return Some(Evidence::new(Field::Place, "same", weight, sentence));
    }
    let sentence = format!("Their {key} differs: `{}` and `{}`.", own.first()?, others.first()?);
    Some(Evidence::new(Field::Place, "different", 0.15_f64.log2(), sentence))
}

fn sort(a: &Thing, b: &Thing, chance: &Chance) -> Option<Evidence> {
    if a.sorts.is_empty() || b.sorts.is_empty() {
        return None;
    }
    if let Some(sort) = a.sorts.intersection(&b.sorts).next() {
        let weight = (0.8 / chance.sort(sort)).log2().clamp(0.0, 2.0);
        let sentence = format!("Both are a `{sort}`.");
        return Some(Evidence::new(Field::Sort, "same", weight, sentence));
    }
    let (one, other) = (a.sorts.first()?, b.sorts.first()?);
    let sentence = format!("One is a `{one}`, the other a `{other}`.");
    Some(Evidence::new(Field::Sort, "different", -1.0, sentence))
}

/// The rarest neighbour that both have counts; many that are common would count for too much.
fn neighbours(map: &Map, a: &Thing, b: &Thing, chance: &Chance) -> Option<Evidence> {
    let shared = a.neighbours.intersection(&b.neighbours);
    let rarest = shared.min_by(|one, other| {
        chance.neighbour(one).total_cmp(&chance.neighbour(other)).then_with(|| one.cmp(other))
    });
    if let Some(neighbour) = rarest {
        let weight = (0.4 / chance.neighbour(neighbour)).log2().clamp(0.0, 3.0);
        let name = map.entity(&neighbour.2).map_or(neighbour.2.as_str(), |entity| entity.name());
        let sentence = format!("Both are tied to `{name}` by `{}`.", neighbour.1.word());
        return Some(Evidence::new(Field::Neighbours, "shared", weight, sentence));
    }
    (a.neighbours.len() > 2 && b.neighbours.len() > 2).then(|| {
        let sentence = "Both have three ties or more, and none to the same.";
        Evidence::new(Field::Neighbours, "none_shared", -0.5, sentence)
    })
}

/// A source that ties two things to one another knows them as two.
fn ties(a: &Thing, b: &Thing) -> Option<Evidence> {
    let tie = a.neighbours.iter().find(|(_, _, other)| *other == b.id)?;
    let sentence = format!("A source ties the one to the other by `{}`.", tie.1.word());
    Some(Evidence::new(Field::Tie, "between", -5.0, sentence))
}
