//! Intersections of several sets, as an UpSet plot shows them.
//!
//! For each combination of sets: how many items are in all of these and in no other (exclusive),
//! and how many are in all of these, whatever else they are in (at least). The exclusive counts
//! add up to the number of items; each at-least count is the sum of the exclusive ones of all
//! combinations that include it (summed over supersets by dimension, O(k·2ᵏ)). Sorting the items
//! is O(n log n).
//!
//! Lex, Gehlenborg, Strobelt, Vuillemot & Pfister (2014), *UpSet: visualization of intersecting
//! sets*.

/// At most so many sets: the combinations of more can no longer be read.
pub const MAXIMUM_SETS: usize = 16;

/// A combination of sets and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intersection {
    /// Which sets, by number, ascending.
    pub sets: Vec<u32>,
    /// The items that are in all of these and in no other, ascending.
    pub exclusive: Vec<u32>,
    /// How many items are in all of these, whatever else they are in.
    pub at_least: usize,
}

/// The combinations of sets in which something is: those with the most exclusive items first, then
/// those with the most at least, then those of the fewest sets, then by number. Sets after the
/// [`MAXIMUM_SETS`]th are left out.
///
/// ```
/// let found = waymark_measures::intersections(&[&[1, 2, 3], &[2, 3, 4, 5]]);
/// let of_both = found.iter().find(|each| each.sets == [0, 1]).unwrap();
/// assert_eq!((&of_both.exclusive[..], of_both.at_least), (&[2, 3][..], 2));
/// let of_the_first = found.iter().find(|each| each.sets == [0]).unwrap();
/// assert_eq!((&of_the_first.exclusive[..], of_the_first.at_least), (&[1][..], 3));
/// ```
pub fn intersections(sets: &[&[u32]]) -> Vec<Intersection> {
    let sets = &sets[..sets.len().min(MAXIMUM_SETS)];
    let mut exclusive: Vec<Vec<u32>> = vec![Vec::new(); 1 << sets.len()];
    for (item, mask) in masks(sets) {
        exclusive[mask].push(item);
    }
    let mut at_least: Vec<usize> = exclusive.iter().map(Vec::len).collect();
    for set in 0..sets.len() {
        for mask in 0..at_least.len() {
            if mask & (1 << set) == 0 {
                at_least[mask] += at_least[mask | (1 << set)];
            }
        }
    }
    let members = |mask: usize| (0..sets.len() as u32).filter(move |set| mask & (1 << set) != 0);
    let combinations = exclusive.into_iter().zip(at_least).enumerate().skip(1);
    let mut found: Vec<Intersection> = combinations
        .filter(|(_, (_, at_least))| *at_least > 0)
        .map(|(mask, (exclusive, at_least))| Intersection {
            sets: members(mask).collect(),
            exclusive,
            at_least,
        })
        .collect();
    found.sort_by(|a, b| {
        let counts = |each: &Intersection| (each.exclusive.len(), each.at_least);
        let fewer = a.sets.len().cmp(&b.sets.len()).then_with(|| a.sets.cmp(&b.sets));
        counts(b).cmp(&counts(a)).then(fewer)
    });
    found
}

/// Each item with the sets it is in, as bits, in the order of items.
fn masks(sets: &[&[u32]]) -> Vec<(u32, usize)> {
    let mut places: Vec<(u32, usize)> = sets
        .iter()
        .enumerate()
        .flat_map(|(set, items)| items.iter().map(move |item| (*item, 1 << set)))
        .collect();
    places.sort_unstable();
    let items = places.chunk_by(|a, b| a.0 == b.0);
    items.map(|item| (item[0].0, item.iter().fold(0, |mask, (_, set)| mask | set))).collect()
}
