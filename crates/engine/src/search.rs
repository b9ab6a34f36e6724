//! Finding things by name, whatever the case, accents, punctuation and small typos.
//!
//! Names, aliases and codes are folded and cut into words. A word of the query matches a word of a
//! name exactly, as its beginning, or with one slip (a letter missing, added, changed, or two
//! swapped). Slips are found through the words with one letter left out, as in SymSpell (Garbe
//! 2012): two words within one slip share such a form, so no word list is walked.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use waymark_model::{Entity, EntityId, EntityKind, Map, fold_name};

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search<'a> {
    /// The words.
    pub query: &'a str,
    /// Only things of this kind.
    pub kind: Option<EntityKind>,
    /// At most so many hits.
    pub limit: usize,
}

/// A thing that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The thing.
    pub id: EntityId,
    /// The name, alias or code that matched best.
    pub matched: String,
    /// How well, 0 to 1.
    pub score: f64,
}

/// How much a word counts by how it matched.
const EXACT: f64 = 1.0;
const PREFIX: f64 = 0.85;
const SLIP: f64 = 0.7;
/// Shorter words are too easily taken for one another.
const SHORTEST_WITH_SLIP: usize = 4;
/// What a name loses at most for words that the query does not have.
const EXTRA_WORDS: f64 = 0.25;

struct Name {
    thing: u32,
    text: String,
    folded: String,
    words: u32,
}

/// An index of the names of one state of the map.
pub struct SearchIndex {
    things: Vec<(EntityId, EntityKind, usize)>,
    names: Vec<Name>,
    /// Words in order, so that those with a common beginning stand together.
    words: Vec<String>,
    /// For each word, the names that have it.
    postings: Vec<Vec<u32>>,
    /// Words and words with one letter left out, to the words they come from.
    slips: FxHashMap<String, Vec<u32>>,
}

impl SearchIndex {
    /// Indexes every name, alias and code. Linear in their length.
    pub fn build(map: &Map) -> Self {
        let mut things = Vec::with_capacity(map.entity_count());
        let mut names = Vec::new();
        for entity in map.entities() {
            let thing = things.len() as u32;
            things.push((entity.id().clone(), entity.kind(), map.degree(entity.id())));
            for text in texts_of(entity) {
                let folded = fold_name(text);
                let words = folded.split(' ').filter(|word| !word.is_empty()).count() as u32;
                names.push(Name { thing, text: text.to_owned(), folded, words });
            }
        }
        let mut by_word: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            for word in name.folded.split(' ').filter(|word| !word.is_empty()) {
                let posting = by_word.entry(word).or_default();
                if posting.last() != Some(&(index as u32)) {
                    posting.push(index as u32);
                }
            }
        }
        let words: Vec<String> = by_word.keys().map(|word| (*word).to_owned()).collect();
        let postings = by_word.into_values().collect();
        let mut slips: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (index, word) in words.iter().enumerate() {
            for form in forms_of(word) {
                slips.entry(form).or_default().push(index as u32);
            }
        }
        Self { things, names, words, postings, slips }
    }

    /// Finds things, the best first: by score, then by how many ties they have, then by id.
    ///
    /// Returns at most `limit` hits and how many there are in all. A name is found when at least
    /// half of the query's words match it. O(p) for postings of length p.
    pub fn find(&self, search: &Search<'_>) -> (Vec<Hit>, usize) {
        let query = fold_name(search.query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return (Vec::new(), 0);
        }
        let mut best: FxHashMap<u32, (f64, u32)> = FxHashMap::default();
        for (name, score) in self.scores(&query, &words) {
            let thing = self.names[name as usize].thing;
            if search.kind.is_some_and(|kind| self.things[thing as usize].1 != kind) {
                continue;
            }
            let entry = best.entry(thing).or_insert((score, name));
            // Of names that match alike, the first is the preferred one.
            if score > entry.0 || (score == entry.0 && name < entry.1) {
                *entry = (score, name);
            }
        }
        let total = best.len();
        let mut ranked: Vec<(u32, (f64, u32))> = best.into_iter().collect();
        ranked.sort_unstable_by(|(a, (score_a, _)), (b, (score_b, _))| {
            let ties = |thing: u32| self.things[thing as usize].2;
            score_b.total_cmp(score_a).then(ties(*b).cmp(&ties(*a))).then(a.cmp(b))
        });
        ranked.truncate(search.limit);
        let hits = ranked.into_iter().map(|(thing, (score, name))| Hit {
            id: self.things[thing as usize].0.clone(),
            matched: self.names[name as usize].text.clone(),
            score,
        });
        (hits.collect(), total)
    }

    /// The score of every name that matches enough of the query.
    fn scores(&self, query: &str, words: &[&str]) -> Vec<(u32, f64)> {
        let mut sums: FxHashMap<u32, (f64, usize)> = FxHashMap::default();
        let mut weights = 0.0;
        for word in words {
            let mut of_word: FxHashMap<u32, f64> = FxHashMap::default();
            for (candidate, quality) in self.candidates(word) {
                for name in &self.postings[candidate as usize] {
                    let known = of_word.entry(*name).or_insert(0.0);
                    *known = known.max(quality);
                }
            }
            // A word that many names have tells less than a rare one.
            let spread = of_word.len() as f64 / self.names.len().max(1) as f64;
            let weight = 1.0 / (1.0 + 20.0 * spread).sqrt();
            weights += weight;
            for (name, quality) in of_word {
                let sum = sums.entry(name).or_insert((0.0, 0));
                sum.0 += weight * quality;
                sum.1 += 1;
            }
        }
        let enough = words.len().div_ceil(2);
        let matched = sums.into_iter().filter(|(_, (_, matched))| *matched >= enough);
        let scored = matched.map(|(index, (sum, _))| {
            let name = &self.names[index as usize];
            if name.folded == query {
                return (index, 1.0);
            }
            let extra = (name.words as usize).saturating_sub(words.len()) as f64;
            let extra = extra / (name.words.max(1)) as f64;
            (index, 0.99 * sum / weights * (1.0 - EXTRA_WORDS * extra))
        });
        scored.collect()
    }

    /// Words of the index that a word of the query may mean, and how well they match.
    fn candidates(&self, word: &str) -> Vec<(u32, f64)> {
        let from = self.words.partition_point(|known| known.as_str() < word);
        let with_prefix = self.words[from..].iter().take_while(|known| known.starts_with(word));
        let mut found: Vec<(u32, f64)> = with_prefix
            .enumerate()
            .map(|(offset, known)| {
                let quality = if known == word { EXACT } else { PREFIX };
                ((from + offset) as u32, quality)
            })
            .collect();
        if word.chars().count() < SHORTEST_WITH_SLIP {
            return found;
        }
        let mut slips: Vec<u32> = forms_of(word)
            .iter()
            .filter_map(|form| self.slips.get(form))
            .flatten()
            .copied()
            .filter(|index| strsim::osa_distance(word, &self.words[*index as usize]) == 1)
            .collect();
        slips.sort_unstable();
        slips.dedup();
        found.extend(slips.into_iter().map(|index| (index, SLIP)));
        found
    }
}

/// A word and what remains of it when one letter is left out.
fn forms_of(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() + 1 < SHORTEST_WITH_SLIP {
        return Vec::new();
    }
    let without = |left_out: usize| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.map(|(_, letter)| letter).collect::<String>()
    };
    let mut forms: Vec<String> = (0..letters.len()).map(without).collect();
    forms.push(word.to_owned());
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn texts_of(entity: &Entity) -> impl Iterator<Item = &str> {
    let profile = entity.profile();
    let names = profile.name.iter().map(|fact| fact.value.as_str());
    let aliases = profile.aliases.iter().map(|fact| fact.value.as_str());
    let organization = entity.as_organization();
    let identifiers = organization.into_iter().flat_map(|body| body.identifiers.iter());
    let codes = identifiers.map(|fact| fact.value.value.as_str());
    let attributes = profile.attributes.iter().filter(|(heading, _)| heading.ends_with("code"));
    let attributes = attributes.flat_map(|(_, facts)| facts.iter().map(|f| f.value.as_str()));
    names.chain(aliases).chain(codes).chain(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_model::sketch;

    fn found(map: &Map, query: &str) -> Vec<String> {
        let index = SearchIndex::build(map);
        let search = Search { query, kind: None, limit: 10 };
        index.find(&search).0.into_iter().map(|hit| hit.id.to_string()).collect()
    }

    fn field() -> Map {
        sketch(
            "organization lumina Lumina Foundation
             organization joyce Joyce Foundation
             organization alvarez Fundación Álvarez & Söhne
             initiative engine Credential Engine
             initiative workcred Workcred: Aligning Bachelor’s Degrees",
        )
    }

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(found(&field(), "FUNDACION alvarez and sohne"), ["alvarez"]);
        assert_eq!(found(&field(), "bachelors-degrees"), ["workcred"]);
    }

    #[test]
    fn one_slip_in_a_word_is_forgiven() {
        for typo in ["lumnia", "lumna", "luminna", "lumima", "Lumina Foundtion"] {
            assert_eq!(found(&field(), typo)[0], "lumina", "{typo}");
        }
        assert_eq!(found(&field(), "credental engin"), ["engine"]);
    }

    #[test]
    fn the_beginning_of_a_word_is_enough() {
        assert_eq!(found(&field(), "cred"), ["engine"]);
        assert_eq!(found(&field(), "l"), ["lumina"]);
    }

    #[test]
    fn a_rare_word_counts_more_than_a_common_one() {
        assert_eq!(found(&field(), "joyce foundation")[0], "joyce");
    }

    #[test]
    fn nothing_and_nonsense_find_nothing() {
        for query in ["", "  ", "—", "zzzzzz", "😀"] {
            assert_eq!(found(&field(), query), Vec::<String>::new(), "{query}");
        }
    }
}
