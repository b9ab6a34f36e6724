//! How much a word of a name tells.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::normal::Normal;

/// How many names have each word.
#[derive(Debug, Clone, Default)]
pub struct Words {
    times: FxHashMap<String, usize>,
    of: usize,
}

impl Words {
    /// Counts the words of names, each once for a thing. `things` gives the names of each.
    pub fn of<'a>(things: impl IntoIterator<Item = &'a [Normal]>) -> Self {
        let mut words = Self::default();
        for names in things {
            words.of += 1;
            let own: FxHashSet<&String> = names.iter().flat_map(|name| &name.words).collect();
            for word in own {
                *words.times.entry(word.clone()).or_default() += 1;
            }
        }
        words
    }

    /// How many bits a word tells: the logarithm of how many things there are for one that has it.
    /// `foundation` tells little where every third thing is one.
    pub fn bits(&self, word: &str) -> f64 {
        let times = self.times.get(word).copied().unwrap_or(1).max(1);
        (self.of.max(2) as f64 / times as f64).log2().max(0.05)
    }

    /// Whether so many names have the word that it is no misspelling.
    pub(crate) fn is_usual(&self, word: &str) -> bool {
        self.times.get(word).is_some_and(|times| *times > 2)
    }

    /// How many bits some words tell together.
    pub fn bits_of<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> f64 {
        words.into_iter().map(|word| self.bits(word)).sum()
    }
}
