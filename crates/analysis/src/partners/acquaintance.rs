//! All that joins things, as one graph: ties, goals, terms.

use rustc_hash::FxHashSet;
use waymark_measures::Graph;

use crate::Frame;
use crate::rows::TieRow;

/// Things and terms, and what joins them. A funding that was only asked for or was declined joins
/// nobody.
pub(crate) struct Acquaintance {
    nodes: usize,
    edges: Vec<(u32, u32)>,
}

impl Acquaintance {
    pub(crate) fn of(frame: &Frame) -> Self {
        Self::over(frame, |_| true)
    }

    /// The same without ties that surely began in a year or later.
    pub(crate) fn before(frame: &Frame, year: i32) -> Self {
        Self::over(frame, |tie| {
            let begin = tie.date.and_then(|date| date.earliest());
            begin.is_none_or(|begin| begin.year < year)
        })
    }

    fn over(frame: &Frame, counts: impl Fn(&TieRow) -> bool) -> Self {
        let things = frame.len() as u32;
        let ties = frame.ties.iter().filter(|tie| {
            let joins = |funding: u32| frame.fundings[funding as usize].support;
            tie.funding.is_none_or(joins) && counts(tie)
        });
        let mut edges: Vec<(u32, u32)> = ties.map(|tie| (tie.from, tie.to)).collect();
        for node in 0..things {
            // The wider goals and terms too: there is no tie to those.
            edges.extend(frame.goals_of.row(node).iter().map(|placed| (node, placed.goal)));
            edges.extend(frame.terms_of.row(node).iter().map(|held| (node, things + held.term)));
        }
        for (a, b) in &mut edges {
            (*a, *b) = ((*a).min(*b), (*a).max(*b));
        }
        edges.sort_unstable();
        edges.dedup();
        Self { nodes: frame.len() + frame.terms.len(), edges }
    }

    /// Things by their number in the frame, then terms.
    pub(crate) fn graph(&self) -> Graph {
        Graph::unweighted(self.nodes, &self.edges)
    }

    /// The same as if some pairs, the smaller number first, were not joined.
    pub(crate) fn graph_without(&self, pairs: &FxHashSet<(u32, u32)>) -> Graph {
        let edges = self.edges.iter().copied().filter(|edge| !pairs.contains(edge));
        Graph::unweighted(self.nodes, &edges.collect::<Vec<_>>())
    }
}
