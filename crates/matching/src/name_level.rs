//! How alike two names are, in steps from the very same to nothing in common.

use rustc_hash::FxHashSet;
use strsim::{jaro_winkler, osa_distance};

use crate::Words;
use crate::normal::Normal;
use crate::words::is_small;

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameLevel {
    /// Nothing in common that tells anything.
    Different,
    /// One has all words of the other and more: a part, a chapter, or a longer way to say it.
    Within,
    /// Words that tell more than half.
    MoreThanHalf,
    /// The same words, with two legal forms.
    OtherLegalForm,
    /// Nearly all words that tell something.
    NearlyAll,
    /// One is the acronym of the other.
    Acronym,
    /// The same but for what stands in parentheses.
    Aside,
    /// Every word has one in the other name that is spelled like it.
    Spelling,
    /// The same words in another order.
    OtherOrder,
    /// The same but for a legal form, "The" or an abbreviation.
    Normal,
    /// The same but for case, accents and punctuation.
    Same,
}

impl NameLevel {
    /// All of them, from nothing in common to the same.
    pub const ALL: [Self; 11] = [
        Self::Different,
        Self::Within,
        Self::MoreThanHalf,
        Self::OtherLegalForm,
        Self::NearlyAll,
        Self::Acronym,
        Self::Aside,
        Self::Spelling,
        Self::OtherOrder,
        Self::Normal,
        Self::Same,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::Within => "within",
            Self::MoreThanHalf => "more_than_half",
            Self::OtherLegalForm => "other_legal_form",
            Self::NearlyAll => "nearly_all",
            Self::Acronym => "acronym",
            Self::Aside => "aside",
            Self::Spelling => "spelling",
            Self::OtherOrder => "other_order",
            Self::Normal => "normal",
            Self::Same => "same",
        }
    }

    /// How often two names of one thing are so alike (m); together 1.
    pub(crate) fn of_one_thing(self) -> f64 {
        match self {
            Self::Same => 0.30,
            Self::Normal => 0.30,
            Self::OtherOrder => 0.04,
            Self::Spelling => 0.10,
            Self::Aside => 0.05,
            Self::Acronym => 0.04,
            Self::NearlyAll => 0.06,
            Self::OtherLegalForm => 0.01,
            Self::MoreThanHalf => 0.04,
            Self::Within => 0.03,
            Self::Different => 0.03,
        }
    }

    /// Of how many things, for each that there is on the map, one is so alike another by chance:
    /// below this the lots that are drawn on the map cannot see (u is never taken for less).
    pub(crate) fn rarest(self) -> f64 {
        match self {
            Self::Same | Self::Normal => 4096.0,
            Self::OtherOrder => 512.0,
            Self::Spelling => 1024.0,
            Self::Aside => 256.0,
            Self::NearlyAll => 16.0,
            Self::Acronym => 12.0,
            Self::OtherLegalForm => 16.0,
            Self::MoreThanHalf | Self::Within => 2.0,
            Self::Different => 1.0,
        }
    }

    /// Whether it speaks for one thing only as far as the words that both have tell something.
    pub(crate) fn needs_telling_words(self) -> bool {
        self != Self::Different && self != Self::Acronym
    }
}

/// How alike two names are. O(a·b) for names of a and b words.
pub fn name_level(a: &Normal, b: &Normal, words: &Words) -> NameLevel {
    if a.words.is_empty() || b.words.is_empty() {
        return NameLevel::Different;
    }
    if a.folded == b.folded {
        return NameLevel::Same;
    }
    if a.words == b.words {
        return match (a.is_surely(b), a.differs_in_legal_form(b)) {
            (true, _) => NameLevel::Normal,
            (_, true) => NameLevel::OtherLegalForm,
            _ => NameLevel::Aside,
        };
    }
    let alike = a.aside == b.aside && !a.differs_in_legal_form(b);
    if alike && a.sorted_key() == b.sorted_key() {
        return NameLevel::OtherOrder;
    }
    if alike && a.letters() == b.letters() {
        return NameLevel::Spelling;
    }
    if is_acronym(a, b) || is_acronym(b, a) {
        return NameLevel::Acronym;
    }
    if numbers(a) != numbers(b) {
        return NameLevel::Different;
    }
    if alike && is_spelled_alike(a, b, words) {
        return NameLevel::Spelling;
    }
    by_words(a, b, words)
}

/// Whether one name is a single word made of the initials of the other.
fn is_acronym(short: &Normal, long: &Normal) -> bool {
    let [word] = short.words.as_slice() else { return false };
    long.words.len() >= 3 && long.initials().iter().any(|initials| initials == word)
}

/// Numbers and single letters name chapters, locals and districts: another one is another thing.
fn numbers(name: &Normal) -> Vec<&String> {
    let counts = |word: &&String| {
        word.chars().any(|c| c.is_ascii_digit())
            || matches!(word.as_str(), "i" | "ii" | "iii" | "iv")
    };
    name.words.iter().filter(counts).collect()
}

/// Whether every word has its own in the other name, spelled the same or nearly.
fn is_spelled_alike(a: &Normal, b: &Normal, words: &Words) -> bool {
    let content = |name: &Normal| -> Vec<String> {
        name.words.iter().filter(|word| !is_small(word)).cloned().collect()
    };
    let (one, mut other) = (content(a), content(b));
    if one.concat() == other.concat() {
        return true;
    }
    if one.len() != other.len() || one.is_empty() {
        return false;
    }
    let mut altered = 0;
    for word in &one {
        let found = other.iter().position(|like| like == word).or_else(|| {
            altered += 1;
            other.iter().position(|like| is_misspelled(word, like, words))
        });
        let Some(at) = found else { return false };
        other.remove(at);
    }
    altered <= 2
}

/// Whether one word may be the other with a letter or two wrong. Two words that several names have
/// are two words, and no misspelling.
fn is_misspelled(a: &str, b: &str, words: &Words) -> bool {
    let length = a.chars().count().min(b.chars().count());
    if length < 4 || (words.is_usual(a) && words.is_usual(b)) {
        return false;
    }
    let most = if length >= 8 { 2 } else { 1 };
    osa_distance(a, b) <= most && jaro_winkler(a, b) >= 0.9
}

/// By how much the words tell that both have, of what all words tell.
fn by_words(a: &Normal, b: &Normal, words: &Words) -> NameLevel {
    let set = |name: &Normal| -> FxHashSet<String> {
        name.words.iter().filter(|word| !is_small(word)).cloned().collect()
    };
    let (one, other) = (set(a), set(b));
    let shared = words.bits_of(one.intersection(&other));
    let all = words.bits_of(one.union(&other));
    let share = if all > 0.0 { shared / all } else { 0.0 };
    let within = one.is_subset(&other) || other.is_subset(&one);
    match share {
        share if share >= 0.85 => NameLevel::NearlyAll,
        _ if within && shared > 0.0 => NameLevel::Within,
        share if share > 0.55 => NameLevel::MoreThanHalf,
        _ => NameLevel::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(a: &str, b: &str) -> NameLevel {
        let names = [a, b, "Joyce Foundation", "Ohio State University", "Gates Foundation"];
        let names: Vec<Vec<Normal>> = names.iter().map(|name| vec![Normal::of(name)]).collect();
        name_level(&names[0][0], &names[1][0], &Words::of(names.iter().map(Vec::as_slice)))
    }

    #[test]
    fn levels_are_told_apart() {
        assert_eq!(level("Lumina Foundation", "LUMINA  foundation."), NameLevel::Same);
        assert_eq!(level("Lumina Foundation", "The Lumina Fdn, Inc."), NameLevel::Normal);
        assert_eq!(level("Acme Inc", "Acme LLC"), NameLevel::OtherLegalForm);
        assert_eq!(level("Gates, Bill", "Bill Gates"), NameLevel::OtherOrder);
        assert_eq!(level("Brookings Institution", "Brokings Institution"), NameLevel::Spelling);
        assert_eq!(level("EarthJustice", "Earth Justice"), NameLevel::Spelling);
        assert_eq!(
            level("NAACP", "National Association for the Advancement of Colored People"),
            NameLevel::Acronym
        );
        assert_eq!(level("TCC Group (Evaluation)", "TCC Group"), NameLevel::Aside);
        assert_eq!(level("Local 12", "Local 15"), NameLevel::Different);
        assert_eq!(level("Kresge Foundation", "Lumina Foundation"), NameLevel::Different);
    }

    #[test]
    fn how_often_one_thing_has_two_names_adds_up_to_one() {
        let sum: f64 = NameLevel::ALL.iter().map(|level| level.of_one_thing()).sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
}
