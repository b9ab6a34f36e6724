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
    /// Whether a pair of these two is looked at.
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
    let thing = |at: u32| &things[at as usize];
    let in_scope = |a: u32, b: u32| scope.is_none_or(|it| it.has(&thing(a).id, &thing(b).id));
    let candidates = block::pairs(&things, &words, &in_scope);
    let compared = candidates.len();
    let evidence_of = |(a, b): (u32, u32)| {
        let (a, b) = (thing(a), thing(b));
        compare(map, (a, b), &words, &chances[&a.kind])
    };
    let progress = Progress::new(watch, "comparing pairs", candidates.len());
    // Of a large map hundreds of thousands of pairs may be probable enough: of those that are not
    // told only the figures are kept, and the evidence is gathered again for those that are.
    let likely: Vec<Option<Likely>> = candidates
        .into_par_iter()
        .map(|pair| {
            progress.one_done()?;
            Ok(likely(pair, &evidence_of(pair), config.at_least))
        })
        .collect::<Result<_, Stopped>>()?;
    let said_to_differ = |it: &Likely| {
        let (a, b) = (thing(it.pair.0), thing(it.pair.1));
        !(a.not.is_empty() && b.not.is_empty()) && map.said_to_differ(&a.id, &b.id)
    };
    let (settled, mut likely): (Vec<Likely>, Vec<Likely>) =
        likely.into_iter().flatten().partition(said_to_differ);
    for it in &mut likely {
        let (a, b) = it.pair;
        if thing(b).ties > thing(a).ties {
            it.pair = (b, a);
        }
    }
    let ids = |it: &Likely| (&thing(it.pair.0).id, &thing(it.pair.1).id);
    likely.par_sort_unstable_by(|one, other| {
        let ties = |it: &Likely| thing(it.pair.0).ties + thing(it.pair.1).ties;
        let order = other.probability().total_cmp(&one.probability());
        let order = order.then_with(|| ties(other).cmp(&ties(one)));
        order.then_with(|| ids(one).cmp(&ids(other)))
    });
    let joined: Vec<_> = likely
        .iter()
        .map(|it| {
            let (a, b) = ids(it);
            (a, b, it.probability())
        })
        .collect();
    let (total, clusters) = (likely.len(), clusters(&joined));
    likely.truncate(config.limit);
    let told = |it: &Likely| {
        let (a, b) = (thing(it.pair.0), thing(it.pair.1));
        it.told(a, b, evidence_of(it.pair))
    };
    Ok(Duplicates {
        pairs: likely.iter().map(told).collect(),
        total,
        clusters,
        things: things.len(),
        compared,
        settled: settled.len(),
    })
}

/// A pair that is probable enough, by the positions of both, without its evidence.
struct Likely {
    pair: (u32, u32),
    weight: f64,
}

impl Likely {
    fn probability(&self) -> f64 {
        probability(self.weight)
    }

    fn told(&self, a: &Thing, b: &Thing, evidence: Vec<Evidence>) -> Pair {
        let probability = self.probability();
        let verdict = if probability >= SURE_AT { Verdict::Sure } else { Verdict::Doubtful };
        Pair {
            a: a.id.clone(),
            b: b.id.clone(),
            probability,
            weight: self.weight,
            verdict,
            ties: (a.ties, b.ties),
            evidence,
        }
    }
}

pub(crate) fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

/// What the evidence of a pair adds up to; nothing where that is too little, or where an identifier
/// says that they are two.
fn likely(pair: (u32, u32), evidence: &[Evidence], at_least: f64) -> Option<Likely> {
    let identified =
        |level: &str| evidence.iter().any(|it| it.field == Field::Identifier && it.level == level);
    if identified("different") && !identified("same") {
        return None;
    }
    let weight: f64 = evidence.iter().map(|it| it.weight).sum();
    (probability(weight) >= at_least).then_some(Likely { pair, weight })
}

#[cfg(test)]
mod tests {
    use waymark_measures::Unwatched;
    use waymark_model::sketch;

    use super::*;

    fn three_of_one_and_two_of_another() -> Map {
        sketch(
            "
            organization lumina Lumina Foundation
            organization lumina-2 The Lumina Foundation, Inc.
            organization lumina-3 Lumina Fundation
            organization joyce Joyce Foundation
            organization joyce-2 Joyce Fdn
        ",
        )
    }

    fn found(map: &Map, limit: usize, scope: Option<&Scope>) -> Duplicates {
        let config = DuplicatesConfig { limit, ..DuplicatesConfig::default() };
        duplicates(map, &config, scope, &Unwatched).unwrap()
    }

    #[test]
    fn what_is_told_of_few_is_the_beginning_of_what_is_told_of_all() {
        let map = three_of_one_and_two_of_another();
        let (all, two) = (found(&map, usize::MAX, None), found(&map, 2, None));
        assert_eq!((all.total, all.pairs.len()), (4, 4));
        assert_eq!((two.total, &two.pairs[..]), (4, &all.pairs[..2]));
        assert_eq!((&two.clusters, two.clusters.len()), (&all.clusters, 1));
        for pair in all.pairs {
            assert_eq!(pair.weight, pair.evidence.iter().map(|it| it.weight).sum::<f64>());
        }
    }

    #[test]
    fn within_a_scope_no_other_pair_is_even_compared() {
        let map = three_of_one_and_two_of_another();
        let these = |ids: &[&str]| ids.iter().map(|id| EntityId::parse(id).unwrap()).collect();
        let with = found(&map, 9, Some(&Scope::With(these(&["joyce-2"]))));
        assert!(with.compared < found(&map, 9, None).compared);
        assert_eq!(with.total, 1);
        let among = found(&map, 9, Some(&Scope::Among(these(&["joyce", "lumina"]))));
        assert_eq!(among.total, 0);
    }
}
