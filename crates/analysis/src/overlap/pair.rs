//! Two portfolios side by side.

use std::collections::BTreeMap;

use waymark_model::{EntityId, TieId};

use super::OverlapConfig;
use crate::known::sorted;
use crate::{About, AnalysisError, Frame};

/// A recipient of both funders, with the ties that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWith {
    /// The recipient.
    pub recipient: EntityId,
    /// The support ties from `a`; with `wholes`, to any part.
    pub ties_a: Vec<TieId>,
    /// The support ties from `b`.
    pub ties_b: Vec<TieId>,
}

/// What two funders support, apart and together. A funder of which no support is known has an
/// empty portfolio here, and that is unknown rather than none.
#[derive(Debug, Clone, PartialEq)]
pub struct PairDetail {
    /// What it is about.
    pub about: About,
    /// How portfolios were compared; limits and sort do not apply.
    pub config: OverlapConfig,
    /// One funder.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// What only `a` supports.
    pub only_a: Vec<EntityId>,
    /// What both support.
    pub both: Vec<SharedWith>,
    /// What only `b` supports.
    pub only_b: Vec<EntityId>,
    /// Shared, of all that either supports; nothing where neither is known to support anything.
    pub jaccard: Option<f64>,
    /// Shared, of all that the smaller supports; nothing where that is nothing.
    pub overlap_coefficient: Option<f64>,
}

/// Lays two portfolios side by side.
///
/// # Errors
/// When one of the two is not an organization of the frame.
pub fn overlap_pair(
    frame: &Frame,
    a: &EntityId,
    b: &EntityId,
    config: &OverlapConfig,
) -> Result<PairDetail, AnalysisError> {
    let portfolio_a = portfolio(frame, frame.organization(a)?, config);
    let mut portfolio_b = portfolio(frame, frame.organization(b)?, config);
    let (total_a, total_b) = (portfolio_a.len(), portfolio_b.len());
    let (mut only_a, mut both) = (Vec::new(), Vec::new());
    for (recipient, ties_a) in portfolio_a {
        match portfolio_b.remove(&recipient) {
            Some(ties_b) => both.push(SharedWith { recipient, ties_a, ties_b }),
            None => only_a.push(recipient),
        }
    }
    let of = |whole: usize| (whole > 0).then(|| both.len() as f64 / whole as f64);
    Ok(PairDetail {
        about: frame.about.clone(),
        config: config.clone(),
        a: a.clone(),
        b: b.clone(),
        jaccard: of(total_a + total_b - both.len()),
        overlap_coefficient: of(total_a.min(total_b)),
        only_a,
        both,
        only_b: portfolio_b.into_keys().collect(),
    })
}

fn portfolio(frame: &Frame, funder: u32, config: &OverlapConfig) -> BTreeMap<EntityId, Vec<TieId>> {
    let mut portfolio: BTreeMap<EntityId, Vec<TieId>> = BTreeMap::new();
    for support in frame.supports.row(funder) {
        let funding = &frame.fundings[support.funding as usize];
        if funding.regrant && !config.regrants {
            continue;
        }
        let recipient = if config.wholes {
            frame.umbrella_ids[frame.umbrella[support.other as usize] as usize].clone()
        } else {
            frame.id(support.other)
        };
        let tie = frame.ties[funding.tie as usize].id.clone();
        portfolio.entry(recipient).or_default().push(tie);
    }
    portfolio.into_iter().map(|(recipient, ties)| (recipient, sorted(ties))).collect()
}
