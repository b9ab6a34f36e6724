//! Which initiatives are tied directly.

use waymark_model::{EntityKind, TieKind};

use crate::Frame;

/// Two initiatives and the ties between them.
pub(crate) struct Link {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) ties: Vec<u32>,
}

/// The pairs of initiatives that ties of some kinds join, in the order of ids.
pub(crate) fn links_between_initiatives(frame: &Frame, kinds: &[TieKind]) -> Vec<Link> {
    let mut ends: Vec<(u32, u32, u32)> = frame
        .ties
        .iter()
        .zip(0..)
        .filter(|(tie, _)| {
            kinds.contains(&tie.kind)
                && frame.is(tie.from, EntityKind::Initiative)
                && frame.is(tie.to, EntityKind::Initiative)
        })
        .map(|(tie, number)| (tie.from.min(tie.to), tie.from.max(tie.to), number))
        .collect();
    ends.sort_unstable();
    let pairs = ends.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    pairs
        .map(|pair| Link {
            a: pair[0].0,
            b: pair[0].1,
            ties: pair.iter().map(|(_, _, tie)| *tie).collect(),
        })
        .collect()
}
