use proptest::prelude::*;

use crate::testing::{change, history, map};
use crate::{Change, ChangeError, EntityId, Map, SourceId, sketch};

fn replay(batches: &[Vec<Change>]) -> Map {
    let mut map = Map::new();
    for batch in batches {
        map.apply(batch).unwrap();
    }
    map
}

fn retired(map: &Map) -> Vec<(EntityId, crate::Retired)> {
    map.all_retired().map(|(id, retired)| (id.clone(), retired.clone())).collect()
}

fn source(id: &str) -> SourceId {
    SourceId::parse(id).unwrap()
}

proptest! {
    #[test]
    fn undoing_a_batch_gives_an_equal_map(batches in history(1..4, 0..24)) {
        let (last, before) = batches.split_last().unwrap();
        let before = replay(before);
        let mut map = before.clone();
        let undo = map.apply(last).unwrap();
        let after = map.clone();
        let redo = map.apply(&undo).unwrap();
        prop_assert_eq!(&map, &before);
        map.apply(&redo).unwrap();
        prop_assert_eq!(&map, &after);
    }

    #[test]
    fn undoing_everything_from_the_last_to_the_first_gives_an_empty_map(
        batches in history(1..4, 0..24)
    ) {
        let mut map = Map::new();
        let undos: Vec<_> = batches.iter().map(|batch| map.apply(batch).unwrap()).collect();
        for undo in undos.iter().rev() {
            map.apply(undo).unwrap();
        }
        prop_assert_eq!(map, Map::new());
    }

    #[test]
    fn a_refused_batch_leaves_the_map_as_it_was(
        batches in history(1..4, 0..24),
        others in proptest::collection::vec(change(), 1..24),
    ) {
        let mut map = replay(&batches);
        let before = map.clone();
        let nowhere = EntityId::parse("nowhere").unwrap();
        let refused: Vec<Change> =
            others.into_iter().chain([Change::RemoveEntity(nowhere)]).collect();
        prop_assert!(map.apply(&refused).is_err());
        prop_assert_eq!(retired(&map), retired(&before));
        prop_assert_eq!(map.counts(), before.counts());
        for entity in before.entities() {
            let degree = before.ties_of(entity.id()).count();
            prop_assert_eq!(map.degree(entity.id()), degree);
            let milestones = before.milestones_of(entity.id());
            prop_assert!(map.milestones_of(entity.id()).eq(milestones));
        }
        prop_assert_eq!(map, before);
    }

    #[test]
    fn a_map_is_rebuilt_from_its_changes(map in map()) {
        let changes: Vec<Change> = map.as_changes().collect();
        let mut again = Map::new();
        again.apply(&changes).unwrap();
        prop_assert_eq!(again, map);
    }

    #[test]
    fn removing_a_thing_takes_away_what_cannot_be_without_it(map in map()) {
        for entity in map.entities() {
            let mut without = map.clone();
            let removal = map.removal_of(entity.id()).unwrap();
            let undo = without.apply(&removal).unwrap();
            prop_assert!(without.entity(entity.id()).is_none());
            prop_assert_eq!(without.tie_count(), map.tie_count() - map.degree(entity.id()));
            prop_assert_eq!(without.entity_count(), map.entity_count() - 1);
            without.apply(&undo).unwrap();
            prop_assert_eq!(&without, &map);
        }
    }
}

/// A source, a thing that only it states, and the changes that take both away, the source first.
fn a_source_goes_before_what_it_states() -> (Map, Vec<Change>) {
    let map = sketch("organization lumina");
    let lumina = EntityId::parse("lumina").unwrap();
    (map, vec![Change::RemoveSource(source("sketch")), Change::RemoveEntity(lumina)])
}

#[test]
fn a_source_may_go_before_what_it_states_and_come_back() {
    let (mut map, changes) = a_source_goes_before_what_it_states();
    let before = map.clone();
    let undo = map.apply(&changes).unwrap();
    map.apply(&undo).unwrap();
    assert_eq!(map, before);
}

#[test]
fn a_refusal_after_a_source_has_gone_leaves_the_map_as_it_was() {
    let (mut map, mut changes) = a_source_goes_before_what_it_states();
    let before = map.clone();
    changes.push(Change::RemoveSource(source("nowhere")));
    let rejected = map.apply(&changes).unwrap_err();
    assert_eq!(rejected.index, 2);
    assert_eq!(map, before);
}

#[test]
fn a_source_that_still_states_something_cannot_go() {
    let (mut map, changes) = a_source_goes_before_what_it_states();
    let rejected = map.apply(&changes[..1]).unwrap_err();
    assert_eq!(rejected.index, 0);
    assert!(matches!(rejected.error, ChangeError::StillUsed { .. }), "{rejected}");
}

#[test]
fn a_tie_may_turn_around_in_one_change() {
    let mut map = sketch("a -part_of-> b");
    let mut tie = map.ties().next().unwrap().clone();
    std::mem::swap(&mut tie.from, &mut tie.to);
    map.apply(&[Change::PutTie(Box::new(tie))]).unwrap();
}
