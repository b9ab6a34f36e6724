//! Which pairs are looked at: only those that share a key, so that the work does not grow with the
//! square of the map.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::Words;
use crate::thing::Thing;
use crate::words::is_small;

/// A key that more things share than this tells little, and is passed over.
const MOST_IN_BLOCK: usize = 150;

/// Pairs of positions, each once, in order: those that share a key of any sort and are wanted.
///
/// A thing with w words has O(w) keys; a block of b things gives at most b²/2 pairs with b bounded,
/// so the pairs grow with the number of things, not with its square.
pub(crate) fn pairs(
    things: &[Thing],
    words: &Words,
    wanted: &(dyn Fn(u32, u32) -> bool + Sync),
) -> Vec<(u32, u32)> {
    let mut blocks: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let keys: Vec<BTreeSet<String>> =
        things.par_iter().map(|thing| keys_of(thing, words)).collect();
    for (index, keys) in keys.into_iter().enumerate() {
        for key in keys {
            blocks.entry(key).or_default().push(index as u32);
        }
    }
    let mut pairs: Vec<(u32, u32)> = blocks
        .into_values()
        .filter(|block| (2..=MOST_IN_BLOCK).contains(&block.len()))
        .flat_map(|block| within(&block, wanted))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Every two of a block that are wanted.
fn within(block: &[u32], wanted: &dyn Fn(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (at, one) in block.iter().enumerate() {
        let wanted = block[at + 1..].iter().filter(|other| wanted(*one, **other));
        pairs.extend(wanted.map(|other| (*one, *other)));
    }
    pairs
}

fn keys_of(thing: &Thing, known: &Words) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let kind = thing.kind.word();
    for name in &thing.names {
        keys.insert(format!("{kind} folded {}", name.folded));
        keys.insert(format!("{kind} words {}", name.sorted_key()));
        keys.insert(format!("{kind} letters {}", name.letters()));
        let mut rare: Vec<(&String, f64)> = name
            .words
            .iter()
            .filter(|word| !is_small(word))
            .map(|word| (word, known.bits(word)))
            .collect();
        rare.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        rare.dedup();
        for (word, _) in rare.iter().take(3) {
            keys.insert(format!("{kind} word {word}"));
        }
        for pair in rare[..rare.len().min(4)].windows(2) {
            let (a, b) = (pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0));
            keys.insert(format!("{kind} words {a} {b}"));
        }
        // For typing errors: how the two words that tell most begin, one by one and together.
        let begins = |word: &str| word.chars().take(4).collect::<String>();
        if let Some((first, _)) = rare.first() {
            let initials: String = name.words.iter().filter_map(|w| w.chars().next()).collect();
            keys.insert(format!("{kind} begins {} {initials}", begins(first)));
        }
        let plain: Vec<&String> = name.words.iter().filter(|word| !is_small(word)).collect();
        if let (Some(first), Some(last)) = (plain.first(), plain.last()) {
            keys.insert(format!("{kind} ends {} {} {}", begins(first), begins(last), plain.len()));
        }
        for acronym in name.initials().iter().chain(&name.acronym) {
            keys.insert(format!("{kind} acronym {acronym}"));
        }
        if let [single] = name.words.as_slice()
            && (3..=8).contains(&single.chars().count())
        {
            keys.insert(format!("{kind} acronym {single}"));
        }
    }
    keys.extend(thing.hosts.iter().map(|host| format!("{kind} host {host}")));
    let identifiers = thing.identifiers.iter();
    keys.extend(identifiers.map(|it| format!("{kind} identifier {} {}", it.scheme, it.bare())));
    keys
}
