//! Whether ties lead out of groups or stay within: the E–I index.
//!
//! E–I = (E − I)/(E + I), with E ties between groups and I ties within: −1 where all stay within, 1
//! where all lead out. Both mean little by themselves, since how far the index can go depends on the
//! sizes of the groups and on how many ties there are; so the range that it could take stands beside
//! it, and how often it comes out as high, or as low, when the groups are dealt anew among the same
//! nodes (a permutation test: ties and group sizes stay as they are). The range leaves the groups
//! where they are and lays the ties elsewhere, the test the other way round: where parts of one
//! whole share a group, dealing can part them, and what is expected may then lie outside the range.
//!
//! A node may be in several groups; a tie is internal if its ends have one in common. A node whose
//! groups are not known takes no part, nor do its ties. Nor do pairs within one whole: parts of one
//! body are no strangers.
//!
//! Edges × samples; the range takes the different sets of groups, squared, where they meet.
//! Krackhardt & Stern (1988), *Informal networks and organizational crises*.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{Graph, Incidence, Progress, Random, Stopped, Watch};

/// How ties lead out of groups and stay within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExternalInternal {
    /// How many nodes are known to be in a group.
    pub nodes: usize,
    /// Ties between groups.
    pub external: usize,
    /// Ties within groups.
    pub internal: usize,
    /// What follows from them; none where there is no tie.
    pub index: Option<EiIndex>,
}

/// The index, what it could be, and what chance makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EiIndex {
    /// (E − I)/(E + I).
    pub value: f64,
    /// The least it could be with so many ties, laid otherwise between strangers.
    pub least: f64,
    /// The most it could be then.
    pub most: f64,
    /// What it is on average when the groups are dealt anew; outside the range at most where parts
    /// of one whole share a group.
    pub expected: f64,
    /// How often it is at least as high then.
    pub p_more: f64,
    /// How often it is at most as high then.
    pub p_less: f64,
}

/// Measures how ties lead out of groups. `groups` has a row for each node, `wholes` a number for
/// each: nodes with the same number are no strangers.
///
/// # Errors
/// When nobody wants the rest.
pub fn external_internal(
    graph: &Graph,
    groups: &Incidence,
    wholes: &[u32],
    (seed, samples): (u64, u32),
    watch: &dyn Watch,
) -> Result<ExternalInternal, Stopped> {
    let known: Vec<u32> =
        (0..graph.nodes() as u32).filter(|node| !groups.rows.row(*node).is_empty()).collect();
    let place = |node: u32| known.binary_search(&node).ok();
    let apart = |a: u32, b: u32| wholes[a as usize] != wholes[b as usize];
    let ties = graph.edges().filter(|(a, b, _)| apart(*a, *b));
    let ties: Vec<(usize, usize)> = ties.filter_map(|(a, b, _)| place(a).zip(place(b))).collect();
    let external = |order: &[u32]| {
        let leads_out =
            |(a, b): &&(usize, usize)| groups.shared(order[*a], order[*b]).next().is_none();
        ties.iter().filter(leads_out).count()
    };
    let observed = external(&known);
    let progress = Progress::new(watch, "dealing groups anew", samples as usize);
    let dealt: Vec<usize> = (0..samples)
        .into_par_iter()
        .map(|sample| {
            let mut order = known.clone();
            Random::new(seed, u64::from(sample)).shuffle(&mut order);
            progress.one_done()?;
            Ok(external(&order))
        })
        .collect::<Result<_, Stopped>>()?;
    let (inside, outside) = pairs(groups, wholes, &known);
    Ok(ExternalInternal {
        nodes: known.len(),
        external: observed,
        internal: ties.len() - observed,
        index: index(observed, ties.len(), (inside, outside), &dealt),
    })
}

fn index(
    external: usize,
    ties: usize,
    (inside, outside): (u64, u64),
    dealt: &[usize],
) -> Option<EiIndex> {
    let value = |external: f64| (2.0 * external - ties as f64) / ties as f64;
    let share = |test: &dyn Fn(usize) -> bool| {
        (dealt.iter().filter(|other| test(**other)).count() + 1) as f64 / (dealt.len() + 1) as f64
    };
    // The observed order is one that might have been dealt; it is counted among them, as above.
    let sum = (dealt.iter().sum::<usize>() + external) as f64;
    (ties > 0).then(|| EiIndex {
        value: value(external as f64),
        least: value((ties as u64).saturating_sub(inside) as f64),
        most: value((ties as u64).min(outside) as f64),
        expected: value(sum / (dealt.len() + 1) as f64),
        p_more: share(&|other| other >= external),
        p_less: share(&|other| other <= external),
    })
}

/// Pairs of strangers with a group in common, and without.
fn pairs(groups: &Incidence, wholes: &[u32], known: &[u32]) -> (u64, u64) {
    let mut sets: BTreeMap<&[u32], u64> = BTreeMap::new();
    let mut by_whole: BTreeMap<u32, BTreeMap<&[u32], u64>> = BTreeMap::new();
    for node in known {
        let set = groups.rows.row(*node);
        *sets.entry(set).or_default() += 1;
        let whole = by_whole.entry(wholes[*node as usize]).or_default();
        *whole.entry(set).or_default() += 1;
    }
    let kin = by_whole.values().filter(|sets| sets.values().sum::<u64>() > 1);
    let (kin_inside, kin_all) = kin.fold((0, 0), |(inside, all), sets| {
        (inside + pairs_in_common(sets), all + pairs_among(sets.values().sum()))
    });
    let inside = pairs_in_common(&sets) - kin_inside;
    (inside, pairs_among(known.len() as u64) - kin_all - inside)
}

fn pairs_among(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

/// Pairs with an item in common, of things counted by their sets of items.
fn pairs_in_common(sets: &BTreeMap<&[u32], u64>) -> u64 {
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, set) in sets.keys().enumerate() {
        set.iter().for_each(|item| holders.entry(*item).or_default().push(place));
    }
    let counts: Vec<u64> = sets.values().copied().collect();
    let mut met_by = vec![usize::MAX; counts.len()];
    let mut total = 0;
    for (place, set) in sets.keys().enumerate() {
        total += pairs_among(counts[place]);
        for item in *set {
            let later = holders[item].iter().rev().take_while(|other| **other > place);
            for other in later {
                if std::mem::replace(&mut met_by[*other], place) != place {
                    total += counts[place] * counts[*other];
                }
            }
        }
    }
    total
}
