//! The pairs of `fixtures/matching/labelled.csv`, most of them hard: what is proposed, and what is
//! called sure, against what they are. The figures stand in `docs/matching.md`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::{BTreeMap, BTreeSet};

use waymark_matching::{DuplicatesConfig, Verdict, duplicates};
use waymark_measures::Unwatched;
use waymark_model::{
    Change, Confidence, Entity, EntityId, Facts, Map, Provenance, Source, SourceId, fold_name,
};

struct Labelled {
    a: String,
    b: String,
    same: bool,
    why: String,
}

fn labelled() -> Vec<Labelled> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/matching/labelled.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    let cell = |row: &csv::StringRecord, at: usize| row[at].to_owned();
    rows.map(|row| Labelled {
        a: cell(&row, 0),
        b: cell(&row, 1),
        same: &row[2] == "yes",
        why: cell(&row, 3),
    })
    .collect()
}

/// A map with each name once, and the ids of the names.
fn map_of(pairs: &[Labelled]) -> (Map, BTreeMap<String, EntityId>) {
    let source = SourceId::parse("labelled").unwrap();
    let mut changes = vec![Change::PutSource(Box::new(Source::titled(source.clone(), "labelled")))];
    let names: BTreeSet<&String> = pairs.iter().flat_map(|pair| [&pair.a, &pair.b]).collect();
    let mut ids = BTreeMap::new();
    for (number, name) in names.into_iter().enumerate() {
        let id = EntityId::parse(&format!("n-{number}")).unwrap();
        let said = Provenance::new(source.clone(), Confidence::Reported);
        let entity = Entity::organization(id.clone(), Facts::one(name.clone(), said));
        changes.push(Change::PutEntity(Box::new(entity)));
        ids.insert(name.clone(), id);
    }
    let mut map = Map::new();
    map.apply(&changes).unwrap();
    (map, ids)
}

/// Precision and recall of what is called the same.
fn judged(pairs: &[Labelled], called: impl Fn(&Labelled) -> bool) -> (f64, f64) {
    let count = |which: &dyn Fn(&&Labelled) -> bool| pairs.iter().filter(which).count() as f64;
    let right = count(&|pair| pair.same && called(pair));
    (right / count(&|pair| called(pair)), right / count(&|pair| pair.same))
}

#[test]
fn what_is_proposed_and_what_is_sure_keep_their_floors() {
    let pairs = labelled();
    assert!(pairs.len() >= 200, "{} pairs", pairs.len());
    let (map, ids) = map_of(&pairs);
    let config = DuplicatesConfig { limit: usize::MAX, ..DuplicatesConfig::default() };
    let found = duplicates(&map, &config, None, &Unwatched).unwrap();
    let verdicts: BTreeMap<BTreeSet<&EntityId>, Verdict> =
        found.pairs.iter().map(|pair| ([&pair.a, &pair.b].into(), pair.verdict)).collect();
    let verdict = |pair: &Labelled| verdicts.get(&[&ids[&pair.a], &ids[&pair.b]].into()).copied();
    let proposed = judged(&pairs, |pair| verdict(pair).is_some());
    let sure = judged(&pairs, |pair| verdict(pair) == Some(Verdict::Sure));
    let folded = judged(&pairs, |pair| fold_name(&pair.a) == fold_name(&pair.b));
    println!("proposed {proposed:.3?}, sure {sure:.3?}, folded names only {folded:.3?}");
    for pair in pairs.iter().filter(|pair| pair.same != verdict(pair).is_some()) {
        println!("mistake: {} | {} | {}", pair.a, pair.b, pair.why);
    }
    assert!(proposed.0 >= PROPOSED.0 && proposed.1 >= PROPOSED.1, "{proposed:?}");
    assert!(sure.0 >= SURE.0 && sure.1 >= SURE.1, "{sure:?}");
    assert!(proposed.1 > folded.1, "{folded:?}");
}

/// Precision and recall that what is proposed keeps.
const PROPOSED: (f64, f64) = (0.95, 0.85);

/// Precision and recall that what is called sure keeps.
const SURE: (f64, f64) = (0.99, 0.60);
