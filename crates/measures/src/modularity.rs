//! How much more of a graph lies within groups than ties drawn by lot would.
//!
//! Q = Σ_c [ L_c/m − γ (d_c/2m)² ], with L_c the weight within group c, d_c the sum of the weights of
//! its nodes, m all weight, γ the resolution (1 is the usual; more makes smaller groups). 0 is what
//! ties drawn by lot between nodes of the same weights give, 1 the limit. A high value is no proof
//! of groups: graphs drawn by lot have partitions of high modularity too (Guimerà, Sales-Pardo &
//! Amaral 2004). Linear. Newman & Girvan (2004), *Finding and evaluating community structure in
//! networks*; Reichardt & Bornholdt (2006) for γ.

use crate::Graph;

/// The modularity of groups, given as the group of each node; none without edges.
pub fn modularity(graph: &Graph, groups: &[u32], resolution: f64) -> Option<f64> {
    let count = groups.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut within, mut strength) = (vec![0.0; count], vec![0.0; count]);
    let mut all = 0.0;
    for (a, b, weight) in graph.edges() {
        let (group_a, group_b) = (groups[a as usize] as usize, groups[b as usize] as usize);
        all += weight;
        strength[group_a] += weight;
        strength[group_b] += weight;
        if group_a == group_b {
            within[group_a] += weight;
        }
    }
    let part =
        |group: usize| within[group] / all - resolution * (strength[group] / (2.0 * all)).powi(2);
    (all > 0.0).then(|| (0..count).map(part).sum())
}
