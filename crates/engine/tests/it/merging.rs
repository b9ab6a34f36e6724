//! Two things become one, and two again.

use proptest::prelude::*;
use waymark_engine::{Engine, EngineError, Merge, Unmerge};
use waymark_model::{Change, Entity, EntityId, Map, Timestamp, testing};

use crate::support::{addition, apply, assert_same, drawn, engine, note, organization, thing};

const TWINS: &str = "
    organization lumina Lumina Foundation
    organization lumina-2 The Lumina Foundation, Inc.
    lumina -funds-> registry 100USD
    lumina-2 -funds-> registry 100USD
    lumina-2 -funds-> badges 5USD
    lumina -leads-> badges
    lumina-2 -leads-> badges
    lumina-2 -affiliated-> lumina
    lumina-2 term place/indiana
    lumina-2 milestone met done=2019
";

fn merge(engine: &Engine) -> Merge {
    engine.merge(&note("merge"), &thing("lumina"), &thing("lumina-2"), None).unwrap().0
}

fn unmerge(engine: &Engine, position: u64) -> Result<Unmerge, EngineError> {
    engine.unmerge(&note("unmerge"), position, None).map(|(unmerge, _)| unmerge)
}

fn map_of(engine: &Engine) -> Map {
    engine.now().map.clone()
}

#[test]
fn what_was_said_of_the_one_is_said_of_the_other() {
    let engine = drawn(TWINS);
    let merged = merge(&engine);
    let map = map_of(&engine);
    let kept = map.entity(&thing("lumina")).unwrap();
    assert_eq!(kept.name(), "Lumina Foundation");
    assert_eq!(kept.profile().aliases[0].value, "The Lumina Foundation, Inc.");
    assert_eq!(kept.profile().terms.len(), 1);
    assert_eq!(map.milestones_of(&thing("lumina")).count(), 1);
    // Two grants may look alike and be two; two leads are one, a tie to itself is none.
    assert_eq!(map.ties_from(&thing("lumina")).count(), 4);
    assert_eq!((merged.ties_moved, merged.ties_united.len(), merged.ties_dropped.len()), (2, 1, 1));
    assert_eq!(map.became(&thing("lumina-2")).unwrap().id(), &thing("lumina"));
    assert!(map.entity(&thing("lumina-2")).is_none());
}

#[test]
fn a_merge_taken_apart_at_once_leaves_the_map_as_it_was() {
    let engine = drawn(TWINS);
    let before = map_of(&engine);
    merge(&engine);
    let back = unmerge(&engine, 2).unwrap();
    assert_eq!(back.to_know, [""; 0]);
    assert_same(&map_of(&engine), &before);
    assert!(matches!(unmerge(&engine, 2), Err(EngineError::CannotMerge { .. })));
}

#[test]
fn later_changes_stay_when_a_merge_is_taken_apart() {
    let engine = drawn(TWINS);
    merge(&engine);
    let now = map_of(&engine);
    let mut tie =
        now.ties_from(&thing("lumina")).find(|tie| tie.to == thing("badges")).unwrap().clone();
    tie.verb = Some("backs".into());
    let id = tie.id.clone();
    apply(&engine, vec![Change::PutTie(Box::new(tie))]).unwrap();
    apply(&engine, addition(&map_of(&engine), "lumina -funds-> new 7USD")).unwrap();
    let back = unmerge(&engine, 2).unwrap();
    let map = map_of(&engine);
    assert_eq!(map.tie(&id).unwrap().verb.as_deref(), Some("backs"));
    assert_eq!(map.ties_of(&thing("lumina-2")).count(), 4);
    assert!(back.to_know.iter().any(|it| it.contains("keeps the change")), "{:?}", back.to_know);
    assert!(back.to_know.iter().any(|it| it.contains("stay with `lumina`")), "{:?}", back.to_know);
}

#[test]
fn a_merge_under_another_merge_is_taken_apart() {
    let engine = drawn(TWINS);
    let before = map_of(&engine);
    merge(&engine);
    apply(&engine, vec![organization("big", "Big")]).unwrap();
    engine.merge(&note("again"), &thing("big"), &thing("lumina"), None).unwrap();
    let became = |id: &str| map_of(&engine).became(&thing(id)).unwrap().id().clone();
    assert_eq!((became("lumina"), became("lumina-2")), (thing("big"), thing("big")));
    unmerge(&engine, 2).unwrap();
    let map = map_of(&engine);
    assert_eq!(map.ties_of(&thing("lumina-2")).count(), before.ties_of(&thing("lumina-2")).count());
    assert!(map.became(&thing("lumina-2")).is_none());
    assert_eq!(map.became(&thing("lumina")).unwrap().id(), &thing("big"));
}

#[test]
fn only_two_things_of_a_kind_that_nobody_told_apart_become_one() {
    let engine = drawn(&format!("{TWINS}\norganization other Other"));
    let try_merge = |keep: &str, gone: &str| {
        let error = engine.merge(&note("m"), &thing(keep), &thing(gone), None).unwrap_err();
        error.to_string()
    };
    assert!(try_merge("lumina", "lumina").contains("one thing already"));
    assert!(try_merge("lumina", "registry").contains("kind"));
    assert!(try_merge("lumina", "nobody").contains("no thing"));
    let told = engine.distinction_of(&thing("lumina"), &thing("lumina-2"), "ada").unwrap();
    apply(&engine, told).unwrap();
    assert!(try_merge("lumina", "lumina-2").contains("not the same"));
    // The decision stays when others cite its source, and can be taken back all the same.
    let told = engine.distinction_of(&thing("lumina"), &thing("other"), "ada").unwrap();
    apply(&engine, told).unwrap();
    engine.undo(&note("undo"), 3, None).unwrap();
    assert!(!map_of(&engine).said_to_differ(&thing("lumina"), &thing("other")));
    assert!(matches!(unmerge(&engine, 2), Err(EngineError::NotAMerge { position: 2 })));
}

/// Pairs of things of one kind on a map.
fn twins(map: &Map) -> Vec<(EntityId, EntityId)> {
    let all: Vec<&Entity> = map.entities().collect();
    let pairs = all.iter().flat_map(|a| all.iter().map(move |b| (*a, *b)));
    let alike = pairs.filter(|(a, b)| a.kind() == b.kind() && a.id() != b.id());
    alike.map(|(a, b)| (a.id().clone(), b.id().clone())).collect()
}

fn with_map(changes: &[Vec<Change>]) -> Engine {
    let engine = engine();
    for batch in changes {
        engine.apply(&note("history"), batch.clone(), None).unwrap();
    }
    engine
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_merge_taken_apart_leaves_the_same_map(
        history in testing::history(1..4, 0..24),
        pick in any::<prop::sample::Index>(),
    ) {
        let engine = with_map(&history);
        let before = map_of(&engine);
        let pairs = twins(&before);
        prop_assume!(!pairs.is_empty());
        let (keep, gone) = pick.get(&pairs);
        // Where parts are parts of one another, one thing would be a part of itself.
        let Ok((_, applied)) = engine.merge(&note("merge"), keep, gone, None) else {
            return Ok(());
        };
        prop_assert!(engine.now().map.entity(gone).is_none());
        let back = unmerge(&engine, applied.head.position).unwrap();
        prop_assert_eq!(&back.to_know, &Vec::<String>::new());
        prop_assert!(engine.now().map == before);
    }

    #[test]
    fn every_tie_that_is_still_there_is_its_own_again(
        history in testing::history(1..4, 0..24),
        later in proptest::collection::vec(testing::change(), 0..12),
        pick in any::<prop::sample::Index>(),
    ) {
        let engine = with_map(&history);
        let before = map_of(&engine);
        let pairs = twins(&before);
        prop_assume!(!pairs.is_empty());
        let (keep, gone) = pick.get(&pairs);
        let Ok((_, applied)) = engine.merge(&note("merge"), keep, gone, None) else {
            return Ok(());
        };
        let merged = map_of(&engine);
        for change in later {
            let _ = engine.apply(&note("later"), vec![change], None);
        }
        let now = map_of(&engine);
        if now.entity(gone).is_some() {
            return Ok(());
        }
        let back = unmerge(&engine, applied.head.position).unwrap();
        let map = map_of(&engine);
        for (_, tie) in before.ties_of(gone) {
            let untouched = now.tie(&tie.id) == merged.tie(&tie.id);
            let ends = now.entity(tie.other_end(gone)).is_some();
            let told = back.to_know.iter().any(|it| it.contains(&format!("`{}`", tie.id)));
            if untouched && ends && !told {
                prop_assert_eq!(map.tie(&tie.id), Some(tie));
            } else {
                prop_assert!(told, "{} is not told of", tie.id);
            }
        }
    }
}

#[test]
fn a_thing_comes_back_without_a_term_that_was_removed_since() {
    let engine = drawn(TWINS);
    let before = map_of(&engine);
    let stated = before.entity(&thing("lumina-2")).unwrap().profile().terms[0].value.clone();
    merge(&engine);
    let mut kept = map_of(&engine).entity(&thing("lumina")).unwrap().clone();
    kept.profile_mut().terms.clear();
    let without = [Change::PutEntity(Box::new(kept)), Change::RemoveFacet(stated.facet.clone())];
    engine.apply(&note("later"), without.to_vec(), None).unwrap();

    let back = unmerge(&engine, 2).unwrap();
    let told = format!(
        "The term `{}/{}` was removed since: `lumina-2` comes back without it.",
        stated.facet, stated.term
    );
    assert_eq!(back.to_know, [told]);
    let map = map_of(&engine);
    assert!(map.entity(&thing("lumina-2")).unwrap().profile().terms.is_empty());
}

#[test]
fn a_decision_names_who_decided() {
    let engine = drawn(TWINS);
    merge(&engine);
    let map = map_of(&engine);
    let former = &map.entity(&thing("lumina")).unwrap().profile().attributes["former id"];
    let fact = former.preferred().unwrap();
    assert_eq!(fact.value, "lumina-2");
    assert_eq!(fact.provenance.note.as_deref(), Some("decided by ada"));
    assert_eq!(engine.history(2, 1).unwrap()[0].time, Timestamp(0));
}
