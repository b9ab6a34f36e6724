//! How often two different things look alike: counted on the map, over pairs drawn by lot.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use waymark_measures::Random;
use waymark_model::{EntityId, EntityKind, TieKind};

use crate::Words;
use crate::name_level::{NameLevel, name_level};
use crate::thing::Thing;

/// So many pairs of each kind are drawn.
const LOTS: usize = 20_000;

/// Of fewer things a draw would mostly meet the very pairs that are looked for.
const FEWEST_TO_DRAW: usize = 50;

/// How often two things of one kind look alike by chance.
pub(crate) struct Chance {
    /// How many things of the kind there are.
    pub(crate) of: f64,
    names: BTreeMap<NameLevel, f64>,
    hosts: FxHashMap<String, usize>,
    sorts: FxHashMap<String, usize>,
    places: FxHashMap<(String, String), usize>,
    neighbours: FxHashMap<(bool, TieKind, EntityId), usize>,
}

impl Chance {
    /// Counts on the things of one kind. O(n + lots).
    pub(crate) fn of(kind: EntityKind, things: &[Thing], words: &Words, seed: u64) -> Self {
        let own: Vec<&Thing> = things.iter().filter(|thing| thing.kind == kind).collect();
        let mut chance = Self {
            of: own.len().max(2) as f64,
            names: drawn(&own, words, seed),
            hosts: FxHashMap::default(),
            sorts: FxHashMap::default(),
            places: FxHashMap::default(),
            neighbours: FxHashMap::default(),
        };
        for thing in own {
            thing.hosts.iter().for_each(|it| *chance.hosts.entry(it.clone()).or_default() += 1);
            thing.sorts.iter().for_each(|it| *chance.sorts.entry(it.clone()).or_default() += 1);
            for neighbour in &thing.neighbours {
                *chance.neighbours.entry(neighbour.clone()).or_default() += 1;
            }
            for (key, values) in &thing.places {
                for value in values {
                    *chance.places.entry((key.clone(), value.clone())).or_default() += 1;
                }
            }
        }
        chance
    }

    /// How often two things have names that are so alike.
    pub(crate) fn name(&self, level: NameLevel) -> f64 {
        let least = 1.0 / (level.rarest() * self.of);
        let drawn = self.names.get(&level).copied().unwrap_or(0.0);
        if level == NameLevel::Different { drawn.max(0.5) } else { drawn.max(least).min(0.5) }
    }

    /// How often another thing has what so many things have.
    fn share(&self, times: Option<&usize>) -> f64 {
        let others = times.copied().unwrap_or(1).saturating_sub(1).max(1) as f64;
        (others / self.of).min(1.0)
    }

    pub(crate) fn host(&self, host: &str) -> f64 {
        self.share(self.hosts.get(host))
    }

    pub(crate) fn sort(&self, sort: &str) -> f64 {
        self.share(self.sorts.get(sort))
    }

    pub(crate) fn place(&self, key: &str, value: &str) -> f64 {
        self.share(self.places.get(&(key.to_owned(), value.to_owned())))
    }

    pub(crate) fn neighbour(&self, neighbour: &(bool, TieKind, EntityId)) -> f64 {
        self.share(self.neighbours.get(neighbour))
    }
}

/// How often pairs drawn by lot come to each of the looser levels. The stricter ones are too rare
/// for lots to see, and where they are seen it is the pairs that are looked for.
fn drawn(own: &[&Thing], words: &Words, seed: u64) -> BTreeMap<NameLevel, f64> {
    let mut names = BTreeMap::new();
    if own.len() < FEWEST_TO_DRAW {
        return names;
    }
    let mut random = Random::new(seed, own.len() as u64);
    let bound = own.len() as u32;
    for _ in 0..LOTS {
        let (a, b) = (random.below(bound) as usize, random.below(bound) as usize);
        if a != b {
            let (one, other) = (own[a].names.first(), own[b].names.first());
            let level = one.zip(other).map(|(one, other)| name_level(one, other, words));
            *names.entry(level.unwrap_or(NameLevel::Different)).or_insert(0.0) += 1.0 / LOTS as f64;
        }
    }
    names.retain(|level, _| *level <= NameLevel::NearlyAll);
    names
}
