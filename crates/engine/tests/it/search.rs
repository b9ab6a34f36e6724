//! Finding things, held against a slow and obvious way to find them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use waymark_engine::{Hit, Search, SearchIndex};
use waymark_model::{EntityKind, Map, fold_name, sketch};

fn map_of(names: &[String]) -> Map {
    let lines = names.iter().enumerate();
    let lines = lines.map(|(index, name)| format!("organization o{index} {name}\n"));
    sketch(&lines.collect::<String>())
}

fn find(map: &Map, query: &str) -> (Vec<Hit>, usize) {
    SearchIndex::build(map).find(&Search { query, kind: None, limit: usize::MAX })
}

fn words_of(text: &str) -> Vec<String> {
    fold_name(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every name is looked at, every word compared with every word.
fn found_slowly(names: &[String], query: &str) -> BTreeSet<String> {
    let query = words_of(query);
    let meant = |asked: &String, word: &String| {
        let slip = asked.chars().count() > 3 && strsim::osa_distance(asked, word) == 1;
        word.starts_with(asked.as_str()) || slip
    };
    let found = names.iter().enumerate().filter(|(_, name)| {
        let name = words_of(name);
        let matched = query.iter().filter(|asked| name.iter().any(|word| meant(asked, word)));
        let matched = matched.count();
        matched > 0 && matched * 2 >= query.len()
    });
    found.map(|(index, _)| format!("o{index}")).collect()
}

/// Words from few letters, so that they resemble one another.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[abé]{1,6}", 1 => "[a-e]{4,9}"]
}

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(name(), 1..20)
}

/// A word with a letter left out, added or changed, or with two letters swapped.
fn with_slip(word: &str, kind: u8, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, 'x'),
        2 => letters[at] = 'x',
        _ => letters.swap(at, (at + 1) % word.chars().count()),
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_found_is_what_comparing_every_word_finds(names in names(), query in name()) {
        let (hits, total) = find(&map_of(&names), &query);
        let found: BTreeSet<String> = hits.iter().map(|hit| hit.id.to_string()).collect();
        prop_assert_eq!(total, hits.len());
        prop_assert_eq!(found, found_slowly(&names, &query));
        prop_assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
    }

    #[test]
    fn the_exact_name_comes_first(names in names(), one in any::<proptest::sample::Index>()) {
        let name = one.get(&names);
        let (hits, _) = find(&map_of(&names), &name.to_uppercase());
        prop_assert_eq!(fold_name(&hits[0].matched), fold_name(name));
        prop_assert_eq!(hits[0].score, 1.0);
    }

    #[test]
    fn a_slip_in_one_word_still_finds_the_thing(
        names in names(),
        wanted in "[a-z]{6,10}( [a-z]{3,8})?",
        kind in 0..4_u8,
        at in 0..5_usize,
    ) {
        let (first, rest) = wanted.split_at(wanted.find(' ').unwrap_or(wanted.len()));
        let query = format!("{}{rest}", with_slip(first, kind, at));
        let names: Vec<String> = std::iter::once(wanted.clone()).chain(names).collect();
        let (hits, _) = find(&map_of(&names), &query);
        prop_assert!(hits.iter().any(|hit| hit.id.as_str() == "o0"), "{query} {wanted}");
    }

    #[test]
    fn a_limit_shows_the_best_and_tells_of_the_rest(names in names(), query in name()) {
        let index = SearchIndex::build(&map_of(&names));
        let (all, total) = index.find(&Search { query: &query, kind: None, limit: 99 });
        let (some, of) = index.find(&Search { query: &query, kind: None, limit: 2 });
        prop_assert_eq!((some.as_slice(), of), (&all[..all.len().min(2)], total));
    }
}

#[test]
fn a_kind_leaves_the_others_out() {
    let map = sketch("organization body Registry\ninitiative effort Registry");
    let index = SearchIndex::build(&map);
    let kind = Some(EntityKind::Initiative);
    let (hits, total) = index.find(&Search { query: "registry", kind, limit: 9 });
    assert_eq!((hits.len(), total, hits[0].id.as_str()), (1, 1, "effort"));
}

#[test]
fn of_things_that_match_alike_the_one_with_more_ties_comes_first() {
    let map = sketch("organization a Lumina\norganization b Lumina\nb -funds-> registry");
    let (hits, _) = find(&map, "lumina");
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
}
