//! What happened to the map and to one thing.

use waymark_engine::{Engine, RecordKey};
use waymark_model::{Change, Confidence, Provenance, SourceId, Tie, TieId, TieKind};

use crate::support::{addition, apply, drawn, organization, thing};

fn tie(id: &str, from: &str, to: &str) -> Change {
    let stated = Provenance::new(SourceId::parse("sketch").unwrap(), Confidence::Reported);
    let id = TieId::parse(id).unwrap();
    Change::PutTie(Box::new(Tie::plain(id, TieKind::Affiliated, thing(from), thing(to), stated)))
}

fn touched(engine: &Engine, id: &str) -> Vec<(u64, Vec<String>, Vec<String>)> {
    let words = |keys: &[RecordKey]| keys.iter().map(ToString::to_string).collect();
    let history = engine.history_of(&thing(id), u64::MAX).unwrap();
    let history = history.iter();
    history.map(|it| (it.heading.position, words(&it.put), words(&it.removed))).collect()
}

#[test]
fn the_history_of_a_thing_is_what_touched_it_its_ties_and_its_milestones() {
    let engine = drawn("initiative registry\norganization joyce");
    apply(&engine, vec![organization("joyce", "Joyce Foundation")]).unwrap();
    let more = addition(&engine.now().map, "lumina -funds-> registry\nregistry milestone met");
    apply(&engine, more).unwrap();
    apply(&engine, engine.now().map.removal_of(&thing("lumina")).unwrap()).unwrap();
    let tie = "tie `lumina--funds--registry`".to_owned();
    let milestone = "milestone `registry--milestone-1`".to_owned();
    let registry = "entity `registry`".to_owned();
    let put = engine.history_of(&thing("registry"), 3).unwrap()[0].put.clone();
    assert!(put.iter().any(|key| key.to_string() == milestone));
    let all = touched(&engine, "registry");
    assert_eq!(all.iter().map(|(position, ..)| *position).collect::<Vec<_>>(), [4, 3, 1]);
    assert!(all[0].2.iter().eq([&tie]));
    assert!(all[1].1.contains(&tie));
    assert_eq!(all[2].1, [registry]);
    assert_eq!(engine.history_of(&thing("registry"), 2).unwrap().len(), 1);
    assert!(touched(&engine, "nobody").is_empty());
}

#[test]
fn a_tie_that_is_moved_to_others_was_taken_from_the_thing() {
    let engine = drawn("organization a\norganization b\norganization c");
    apply(&engine, vec![tie("t", "a", "b")]).unwrap();
    apply(&engine, vec![tie("t", "c", "b")]).unwrap();
    apply(&engine, vec![Change::RemoveTie(TieId::parse("t").unwrap())]).unwrap();
    let tie = vec!["tie `t`".to_owned()];
    let of_a = touched(&engine, "a");
    assert_eq!(of_a[..2], [(3, vec![], tie.clone()), (2, tie.clone(), vec![])]);
    assert_eq!(touched(&engine, "c")[0], (4, vec![], tie));
}

#[test]
fn the_log_is_told_from_the_newest_back() {
    let engine = drawn("organization o");
    for name in ["one", "two"] {
        apply(&engine, vec![organization("o", name)]).unwrap();
    }
    let told = |newest, limit| -> Vec<u64> {
        let history = engine.history(newest, limit).unwrap();
        history.iter().map(|heading| heading.position).collect()
    };
    assert_eq!(told(u64::MAX, 2), [3, 2]);
    assert_eq!(told(1, 2), [1]);
}
