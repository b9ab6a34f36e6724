//! How far two ways to put the same things into groups agree.
//!
//! The adjusted Rand index counts pairs that are together in both, beyond what is expected of groups
//! of the same sizes filled by lot: 1 where both are the same, about 0 where they have nothing to do
//! with each other. Things + cells. Hubert & Arabie (1985), *Comparing partitions*.

/// The adjusted Rand index of two groupings, each given as the group of each thing.
///
/// Where neither could be otherwise (all alone, or all together, in both), they are the same: 1.
pub fn adjusted_rand(a: &[u32], b: &[u32]) -> f64 {
    let mut cells: Vec<(u32, u32)> = a.iter().copied().zip(b.iter().copied()).collect();
    cells.sort_unstable();
    let together = pairs(cells.chunk_by(|x, y| x == y).map(<[_]>::len));
    let (in_a, in_b) = (pairs_within(a), pairs_within(b));
    let all = pairs([a.len()].into_iter());
    if all == 0.0 {
        return 1.0;
    }
    let expected = in_a * in_b / all;
    let most = f64::midpoint(in_a, in_b);
    if most == expected { 1.0 } else { (together - expected) / (most - expected) }
}

fn pairs_within(groups: &[u32]) -> f64 {
    let mut groups = groups.to_vec();
    groups.sort_unstable();
    pairs(groups.chunk_by(|x, y| x == y).map(<[_]>::len))
}

fn pairs(sizes: impl Iterator<Item = usize>) -> f64 {
    sizes.map(|size| size as f64 * (size as f64 - 1.0) / 2.0).sum()
}

#[cfg(test)]
mod tests {
    use super::adjusted_rand;

    #[test]
    fn names_of_groups_do_not_matter() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[7, 7, 3, 3]), 1.0);
        // As sklearn.metrics.adjusted_rand_score gives it.
        assert!(near(adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2]), 0.571_428_571_428_571));
        assert!(near(adjusted_rand(&[0, 1, 0, 1], &[0, 0, 1, 1]), -0.5));
        assert_eq!(adjusted_rand(&[], &[]), 1.0);
        assert_eq!(adjusted_rand(&[0, 1, 2], &[2, 1, 0]), 1.0);
    }
}
