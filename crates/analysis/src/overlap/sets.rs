//! Two filtered sets against each other: who holds in both, and what both hold.

use std::collections::BTreeMap;

use waymark_model::EntityId;

use super::spells::{Spell, meet, spells, union};
use super::{Item, OverlapConfig, Portfolios};
use crate::known::Known;
use crate::{About, AnalysisError, Frame};

/// What is in one set, in the other, and in both.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPart<T> {
    /// How many the first set has.
    pub a_total: usize,
    /// How many the second has.
    pub b_total: usize,
    /// What only the first has, in order.
    pub only_a: Vec<T>,
    /// What both have: at the same time, unless asked for whenever.
    pub both: Vec<T>,
    /// What both have, but cannot have had at the same time.
    pub apart: Vec<T>,
    /// What only the second has.
    pub only_b: Vec<T>,
    /// Both, of all that either has; nothing where neither is known to have anything.
    pub jaccard: Option<f64>,
    /// Both, of all that the smaller has; nothing where that is nothing.
    pub overlap_coefficient: Option<f64>,
}

/// How two filtered sets overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct SetOverlap {
    /// What the first set is about.
    pub a: About,
    /// What the second is about.
    pub b: About,
    /// How they were compared; limits, sort and null do not apply.
    pub config: OverlapConfig,
    /// The holders in them: with funders, who funds in both.
    pub holders: SetPart<EntityId>,
    /// What these hold: with recipients, who is supported in both.
    pub items: SetPart<Item>,
    /// Of how many who could hold something in the first set it is known.
    pub a_known: Known,
    /// The same of the second.
    pub b_known: Known,
}

/// Compares what two filters select. A holder or item is in both sets where it is in both and, of
/// the ties that put it there, one from each may have held at the same time. O(n log n).
///
/// # Errors
/// When the comparison makes no sense.
///
/// ```
/// use waymark_analysis::{Filter, Frame, OverlapConfig, overlap_sets};
/// use waymark_model::{EntityId, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry
///     lumina -funds-> badges
///     walmart -funds-> badges
///     registry -serves-> transparency
///     badges -serves-> access
/// ");
/// let of = |goal: &str| {
///     let filter = Filter { goals: vec![EntityId::parse(goal).unwrap()], ..Filter::default() };
///     Frame::build(&map, &filter)
/// };
/// let found = overlap_sets(&of("transparency")?, &of("access")?, &OverlapConfig::default())?;
/// assert_eq!(found.holders.both[0].as_str(), "lumina");
/// assert_eq!(found.holders.only_b[0].as_str(), "walmart");
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn overlap_sets(
    a: &Frame,
    b: &Frame,
    config: &OverlapConfig,
) -> Result<SetOverlap, AnalysisError> {
    let (of_a, of_b) = (Portfolios::of(a, config)?, Portfolios::of(b, config)?);
    Ok(SetOverlap {
        a: a.about.clone(),
        b: b.about.clone(),
        config: config.clone(),
        holders: compare(&holders(&of_a), &holders(&of_b), config.any_time),
        items: compare(&items(&of_a), &items(&of_b), config.any_time),
        a_known: of_a.holders,
        b_known: of_b.holders,
    })
}

/// Members of a set, and when each may have been one.
type Members<T> = BTreeMap<T, Vec<Spell>>;

fn holders(portfolios: &Portfolios<'_>) -> Members<EntityId> {
    let matrix = &portfolios.holdings.matrix;
    let rows = 0..matrix.rows.rows();
    rows.map(|row| {
        let entries = matrix.rows.range(row).map(|entry| entry as u32);
        (portfolios.holder(row), times(portfolios, entries))
    })
    .collect()
}

fn items(portfolios: &Portfolios<'_>) -> Members<Item> {
    let matrix = &portfolios.holdings.matrix;
    let columns = 0..matrix.columns.rows();
    columns
        .map(|column| {
            let rows = matrix.columns.row(column).iter();
            let entries = rows.filter_map(|row| portfolios.entry(*row, column));
            (portfolios.item(column), times(portfolios, entries))
        })
        .collect()
}

fn times(portfolios: &Portfolios<'_>, entries: impl Iterator<Item = u32>) -> Vec<Spell> {
    let behind = entries.map(|entry| portfolios.behind_entry(entry));
    union(behind.flat_map(|behind| spells(portfolios.frame, behind)).collect())
}

fn compare<T: Ord + Clone>(a: &Members<T>, b: &Members<T>, any_time: bool) -> SetPart<T> {
    let only = |one: &Members<T>, other: &Members<T>| {
        one.keys().filter(|member| !other.contains_key(*member)).cloned().collect()
    };
    let shared = a.iter().filter_map(|(member, x)| Some((member.clone(), x, b.get(member)?)));
    let (both, apart): (Vec<_>, Vec<_>) = shared.partition(|(_, x, y)| any_time || meet(x, y));
    let names = |members: Vec<(T, _, _)>| members.into_iter().map(|(member, ..)| member).collect();
    let count = both.len();
    let of = |whole: usize| (whole > 0).then(|| count as f64 / whole as f64);
    SetPart {
        a_total: a.len(),
        b_total: b.len(),
        only_a: only(a, b),
        only_b: only(b, a),
        jaccard: of(a.len() + b.len() - count - apart.len()),
        overlap_coefficient: of(a.len().min(b.len())),
        both: names(both),
        apart: names(apart),
    }
}
