//! Connected groups of nodes.

/// Which nodes hang together, found by union with path halving.
pub(crate) struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// Every node by itself.
    pub(crate) fn apart(nodes: usize) -> Self {
        Self { parent: (0..nodes as u32).collect() }
    }

    /// Puts two nodes into one group.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        // The smaller number stays on top, so that the result does not depend on the order.
        self.parent[a.max(b) as usize] = a.min(b);
    }

    /// The least node of the group.
    pub(crate) fn root(&mut self, mut node: u32) -> u32 {
        while self.parent[node as usize] != node {
            let above = self.parent[self.parent[node as usize] as usize];
            self.parent[node as usize] = above;
            node = above;
        }
        node
    }

    /// The groups that some nodes fall into, the largest first, then by their least node.
    pub(crate) fn of(&mut self, nodes: impl IntoIterator<Item = u32>) -> Vec<Vec<u32>> {
        let mut rooted: Vec<(u32, u32)> =
            nodes.into_iter().map(|node| (self.root(node), node)).collect();
        rooted.sort_unstable();
        let mut groups: Vec<Vec<u32>> = rooted
            .chunk_by(|a, b| a.0 == b.0)
            .map(|group| group.iter().map(|(_, node)| *node).collect())
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        groups
    }
}
