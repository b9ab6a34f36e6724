//! The network to be drawn.

use std::collections::BTreeSet;

use waymark_measures::Unwatched;
use waymark_model::{EntityId, TieKind};

use super::{LayoutConfig, LayoutLink, LayoutMode};
use crate::overlap::{Holdings, OverlapConfig, top_pairs};
use crate::{AnalysisError, Frame};

/// Nodes and what joins them.
pub(super) struct Network {
    pub(super) ids: Vec<EntityId>,
    /// Sorted by source, then target.
    pub(super) links: Vec<LayoutLink>,
    pub(super) cut: bool,
}

impl Network {
    pub(super) fn of(frame: &Frame, config: &LayoutConfig) -> Result<Self, AnalysisError> {
        let support = || Holdings::of_support(frame);
        match config.mode {
            LayoutMode::TwoMode => Ok(Self::of_ties(frame)),
            LayoutMode::Funders => Self::projected(frame, &support(), config),
            LayoutMode::Recipients => Self::projected(frame, &support().transposed(), config),
        }
    }

    /// The links whose source is a node.
    pub(super) fn links_from(&self, node: u32) -> &[LayoutLink] {
        let start = self.links.partition_point(|link| link.source < node);
        let end = self.links.partition_point(|link| link.source <= node);
        &self.links[start..end]
    }

    fn of_ties(frame: &Frame) -> Self {
        let mut ends: Vec<(u32, u32, TieKind)> = frame
            .ties
            .iter()
            .map(|tie| (tie.from.min(tie.to), tie.from.max(tie.to), tie.kind))
            .collect();
        ends.sort_unstable();
        let pairs = ends.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
        let links = pairs.map(|pair| {
            let kinds: BTreeSet<TieKind> = pair.iter().map(|(.., kind)| *kind).collect();
            LayoutLink {
                source: pair[0].0,
                target: pair[0].1,
                weight: pair.len() as u32,
                kinds: kinds.into_iter().collect(),
            }
        });
        Self { ids: frame.ids.clone(), links: links.collect(), cut: false }
    }

    fn projected(
        frame: &Frame,
        holdings: &Holdings,
        config: &LayoutConfig,
    ) -> Result<Self, AnalysisError> {
        let limit = OverlapConfig { limit: config.limit_links, ..OverlapConfig::default() };
        let found = top_pairs(&holdings.matrix, &limit, &Unwatched)?;
        let cut = found.rows.len() < found.total;
        let mut links: Vec<LayoutLink> = found
            .rows
            .into_iter()
            .map(|row| LayoutLink {
                source: row.a,
                target: row.b,
                weight: row.shared,
                kinds: Vec::new(),
            })
            .collect();
        links.sort_unstable_by_key(|link| (link.source, link.target));
        Ok(Self { ids: frame.ids_of(&holdings.holders), links, cut })
    }
}
