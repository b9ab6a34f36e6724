//! What funders support, by goals and terms.

use std::collections::BTreeMap;

use waymark_measures::Csr;

use crate::Frame;
use crate::known::Known;

/// Goals and terms with how often each is there, ascending: a goal by its number in the frame, a
/// term by its number after all those.
pub(super) type Features = Vec<(u32, f64)>;

/// The goals and terms of a thing, wider ones among them.
pub(super) fn features(frame: &Frame, node: u32) -> Features {
    let goals = frame.goals_of.row(node).iter().map(|placement| placement.goal);
    let terms = frame.terms_of.row(node).iter().map(|carried| frame.len() as u32 + carried.term);
    let mut features: Features = goals.chain(terms).map(|feature| (feature, 1.0)).collect();
    features.sort_unstable_by_key(|(feature, _)| *feature);
    features
}

/// For each funder the goals and terms of what it supports.
pub(super) struct Portfolios {
    of_funder: Csr<(u32, f64)>,
    with: Csr<u32>,
    profiled: Vec<Known>,
}

impl Portfolios {
    pub(super) fn of(frame: &Frame) -> Self {
        let mut entries: Vec<(u32, (u32, f64))> = Vec::new();
        let mut profiled = vec![Known::default(); frame.len()];
        for funder in 0..frame.len() as u32 {
            let mut recipients: Vec<u32> =
                frame.supports.row(funder).iter().map(|support| support.other).collect();
            recipients.dedup();
            let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
            for recipient in &recipients {
                let features = features(frame, *recipient);
                profiled[funder as usize].known += usize::from(!features.is_empty());
                for (feature, weight) in features {
                    *counts.entry(feature).or_default() += weight;
                }
            }
            profiled[funder as usize].of = recipients.len();
            entries.extend(counts.into_iter().map(|entry| (funder, entry)));
        }
        let features = frame.len() + frame.terms.len();
        let flipped: Vec<(u32, u32)> = entries.iter().map(|(funder, it)| (it.0, *funder)).collect();
        Self {
            of_funder: Csr::build(frame.len(), &entries),
            with: Csr::build(features, &flipped),
            profiled,
        }
    }

    /// The goals and terms of what a funder supports, with how many of its recipients have each.
    pub(super) fn of_funder(&self, funder: u32) -> &[(u32, f64)] {
        self.of_funder.row(funder)
    }

    /// The funders that support anything with a goal or term.
    pub(super) fn with(&self, feature: u32) -> impl Iterator<Item = u32> {
        self.with.row(feature).iter().copied()
    }

    /// Of a funder's recipients, of how many a goal or term is known.
    pub(super) fn profiled(&self, funder: u32) -> Known {
        self.profiled[funder as usize]
    }

    /// How many funders there are.
    pub(super) fn funders(&self) -> usize {
        self.profiled.iter().filter(|known| known.of > 0).count()
    }
}
