//! Who supports whom, as a two-mode network.

use waymark_measures::{Graph, Incidence};

use crate::Frame;

/// Funders by recipients; an organization may be both, and is then two nodes.
pub(crate) struct SupportNetwork {
    /// The funders, by their number in the frame, ascending.
    pub(crate) funders: Vec<u32>,
    /// The recipients.
    pub(crate) recipients: Vec<u32>,
    /// Who supports whom.
    pub(crate) matrix: Incidence,
}

impl SupportNetwork {
    pub(crate) fn of(frame: &Frame) -> Self {
        let support = frame.fundings.iter().filter(|row| row.support);
        Self::of_pairs(&support.map(|row| (row.from, row.to)).collect::<Vec<_>>())
    }

    /// The network of some pairs of funder and recipient.
    pub(crate) fn of_pairs(pairs: &[(u32, u32)]) -> Self {
        let funders = numbers(pairs.iter().map(|(funder, _)| *funder));
        let recipients = numbers(pairs.iter().map(|(_, recipient)| *recipient));
        let place = |all: &[u32], node| all.partition_point(|other| *other < node) as u32;
        let entries: Vec<(u32, u32)> = pairs
            .iter()
            .map(|(funder, recipient)| (place(&funders, *funder), place(&recipients, *recipient)))
            .collect();
        let matrix = Incidence::of(funders.len(), recipients.len(), &entries);
        Self { funders, recipients, matrix }
    }

    /// The row of a funder.
    pub(crate) fn row(&self, node: u32) -> Option<u32> {
        self.funders.binary_search(&node).ok().map(|place| place as u32)
    }

    /// The column of a recipient.
    pub(crate) fn column(&self, node: u32) -> Option<u32> {
        self.recipients.binary_search(&node).ok().map(|place| place as u32)
    }

    /// As a graph: the funders, then the recipients.
    pub(crate) fn graph(&self) -> Graph {
        let rows = self.matrix.rows.rows();
        let edges: Vec<(u32, u32)> = (0..rows)
            .flat_map(|row| self.matrix.rows.row(row).iter().map(move |c| (row, rows + c)))
            .collect();
        Graph::unweighted(self.funders.len() + self.recipients.len(), &edges)
    }
}

fn numbers(nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
