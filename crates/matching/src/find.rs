//! Finding the pairs that may be one thing.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use waymark_measures::{Progress, Stopped, Watch};
use waymark_model::{Entity, EntityId, EntityKind, Map};

use crate::Words;
use crate::block;
use crate::chance::Chance;
use crate::cluster::{Cluster, clusters};
use crate::compare::compare;
use crate::evidence::{Evidence, Field};
use crate::thing::Thing;

/// From this probability on a pair is called sure.
pub const SURE_AT: f64 = 0.98;

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicatesConfig {
    /// The kinds of thing that are compared, each with its own kind only.
    pub kinds: Vec<EntityKind>,
    /// Pairs with at least this probability are told.
    pub at_least: f64,
    /// So many pairs at most.
    pub limit: usize,
    /// What the lots are drawn from.
    pub seed: u64,
}

impl Default for DuplicatesConfig {
    fn default() -> Self {
        Self { kinds: EntityKind::ALL.to_vec(), at_least: 0.5, limit: 100, seed: 1 }
    }
}

/// Which pairs of the map are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Pairs of which both are among these.
    Among(BTreeSet<EntityId>),
    /// Pairs of which at least one is among these.
    With(BTreeSet<EntityId>),
}

impl Scope {
    fn has(&self, a: &EntityId, b: &EntityId) -> bool {
        match self {
            Self::Among(these) => these.contains(a) && these.contains(b),
            Self::With(these) => these.contains(a) || these.contains(b),
        }
    }
}

/// What is concluded for a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Surely one thing.
    Sure,
    /// Perhaps one thing: for a person to decide.
    Doubtful,
}

impl Verdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Doubtful => "doubtful",
        }
    }
}

/// Two things that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one with more ties, which is suggested to be kept.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// How probable it is that they are one.
    pub probability: f64,
    /// The logarithm to base 2 of its odds: the sum of what the evidence weighs.
    pub weight: f64,
    /// What is concluded.
    pub verdict: Verdict,
    /// How many ties each has.
    pub ties: (usize, usize),
    /// What speaks for it and against it, the prior first.
    pub evidence: Vec<Evidence>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duplicates {
    /// The pairs, the most probable first; among equals those with more ties.
    pub pairs: Vec<Pair>,
    /// How many pairs are probable enough; the first of them are in `pairs`.
    pub total: usize,
    /// Groups of three and more that all these pairs make.
    pub clusters: Vec<Cluster>,
    /// How many things were compared.
    pub things: usize,
    /// How many pairs were looked at.
    pub compared: usize,
    /// How many pairs were left out because somebody said that they are not the same.
    pub settled: usize,
}

/// Finds pairs of things that may be one.
///
/// O(n·w) keys for n things with w words, then O(1) for each pair that shares a key, of which there
/// are at most a bounded number for each key: the work grows with the map, not with its square.
///
/// # Errors
/// When nobody waits for the answer any more.
pub fn duplicates(
    map: &Map,
    config: &DuplicatesConfig,
    scope: Option<&Scope>,
    watch: &dyn Watch,
) -> Result<Duplicates, Stopped> {
    let entities: Vec<&Entity> =
        map.entities().filter(|entity| config.kinds.contains(&entity.kind())).collect();
    let things: Vec<Thing> =
        entities.into_par_iter().map(|entity| Thing::of(map, entity)).collect();
    let words = Words::of(things.iter().map(|thing| thing.names.as_slice()));
    let chances: BTreeMap<EntityKind, Chance> = config
        .kinds
        .iter()
        .map(|kind| (*kind, Chance::of(*kind, &things, &words, config.seed)))
        .collect();
    let mut candidates = block::pairs(&things, &words);
    let thing = |at: u32| &things[at as usize];
    if let Some(scope) = scope {
        candidates.retain(|(a, b)| scope.has(&thing(*a).id, &thing(*b).id));
    }
    let compared = candidates.len();
    let settled_pair = |a: &Thing, b: &Thing| {
        !(a.not.is_empty() && b.not.is_empty()) && map.said_to_differ(&a.id, &b.id)
    };
    let progress = Progress::new(watch, "comparing pairs", candidates.len());
    let judged: Vec<Option<Result<Pair, ()>>> = candidates
        .par_iter()
        .map(|(a, b)| {
            progress.one_done()?;
            let (a, b) = (thing(*a), thing(*b));
            let pair = judge(map, a, b, &words, &chances[&a.kind], config.at_least);
            Ok(pair.map(|pair| if settled_pair(a, b) { Err(()) } else { Ok(pair) }))
        })
        .collect::<Result<_, Stopped>>()?;
    let judged = judged.into_iter().flatten();
    let (found, settled): (Vec<_>, Vec<_>) = judged.partition(Result::is_ok);
    let mut pairs: Vec<Pair> = found.into_iter().flatten().collect();
    pairs.sort_by(|one, other| {
        let ties = |pair: &Pair| pair.ties.0 + pair.ties.1;
        let order = other.probability.total_cmp(&one.probability);
        let order = order.then_with(|| ties(other).cmp(&ties(one)));
        order.then_with(|| (&one.a, &one.b).cmp(&(&other.a, &other.b)))
    });
    let (total, clusters) = (pairs.len(), clusters(&pairs));
    pairs.truncate(config.limit);
    Ok(Duplicates {
        pairs,
        total,
        clusters,
        things: things.len(),
        compared,
        settled: settled.len(),
    })
}

/// What the evidence of a pair adds up to; nothing where that is too little, or where an identifier
/// says that they are two.
fn judge(
    map: &Map,
    a: &Thing,
    b: &Thing,
    words: &Words,
    chance: &Chance,
    at_least: f64,
) -> Option<Pair> {
    let evidence = compare(map, (a, b), words, chance);
    let identified =
        |level: &str| evidence.iter().any(|it| it.field == Field::Identifier && it.level == level);
    if identified("different") && !identified("same") {
        return None;
    }
    let weight: f64 = evidence.iter().map(|it| it.weight).sum();
    let probability = 1.0 / (1.0 + (-weight).exp2());
    if probability < at_least {
        return None;
    }
    let (a, b) = if b.ties > a.ties { (b, a) } else { (a, b) };
    let verdict = if probability >= SURE_AT { Verdict::Sure } else { Verdict::Doubtful };
    Some(Pair {
        a: a.id.clone(),
        b: b.id.clone(),
        probability,
        weight,
        verdict,
        ties: (a.ties, b.ties),
        evidence,
    })
}
