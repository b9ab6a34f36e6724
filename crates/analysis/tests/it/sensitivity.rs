//! Ranges and first places against every way to add so many ties.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use waymark_analysis::{
    AnalysisError, CellKind, Coordination, CoordinationConfig, Filter, Frame, GapsConfig, Headline,
    Measure, Overlap, OverlapConfig, Ranking, RankingBy, Sensitivity, SensitivityConfig,
    coordination, gaps, overlap, sensitivity, summary,
};
use waymark_measures::Unwatched;
use waymark_model::{Change, Day, Entity, EntityId, Map, sketch};

use crate::maps::{any_map, drawn, frame, id};

const ORGANIZATIONS: usize = 3;
const INITIATIVES: usize = 4;
const GOALS: usize = 2;
/// Ways to add more ties than this are not tried.
const TRIED: usize = 3;

fn today() -> Day {
    Day::new(2020, 6, 30).unwrap()
}

fn asked(frame: &Frame, missing: usize) -> Sensitivity {
    let config = SensitivityConfig { missing, pairs: 100, ties: 100 };
    sensitivity(frame, &config, today(), &Unwatched).unwrap()
}

fn number<'a>(answer: &'a Sensitivity, measure: Measure, of: &[&str]) -> &'a Headline {
    let same = |number: &&Headline| {
        number.measure == measure && number.of.iter().map(EntityId::as_str).eq(of.iter().copied())
    };
    answer.numbers.iter().find(same).unwrap()
}

fn ranking(answer: &Sensitivity, by: RankingBy) -> Option<&Ranking> {
    answer.rankings.iter().find(|ranking| ranking.by == by)
}

/// The statements of a tiny map.
fn tiny_map() -> impl Strategy<Value = String> {
    vec(statement(), 0..14).prop_map(|statements| {
        let things = (0..ORGANIZATIONS).map(|n| format!("organization o{n}"));
        let things = things.chain((0..INITIATIVES).map(|n| format!("initiative i{n}")));
        let things = things.chain((0..GOALS).map(|n| format!("goal g{n}")));
        things.chain(statements).collect::<Vec<_>>().join("\n")
    })
}

fn statement() -> impl Strategy<Value = String> {
    let organization = || 0..ORGANIZATIONS;
    let initiative = || 0..INITIATIVES;
    let two = || (initiative(), 1..INITIATIVES).prop_map(|(a, by)| (a, (a + by) % INITIATIVES));
    let when = select(vec!["", "", " @2018", " @2016/2017", " @2019/2020", " declined"]);
    prop_oneof![
        4 => (organization(), initiative(), when)
            .prop_map(|(o, i, when)| format!("o{o} -funds-> i{i}{when}")),
        1 => (organization(), 1..ORGANIZATIONS)
            .prop_map(|(o, by)| format!("o{o} -funds-> o{}", (o + by) % ORGANIZATIONS)),
        1 => (organization(), initiative()).prop_map(|(o, i)| format!("o{o} -leads-> i{i}")),
        3 => (initiative(), 0..GOALS).prop_map(|(i, g)| format!("i{i} -serves-> g{g}")),
        2 => two().prop_map(|(a, b)| format!("i{a} -coordinates-> i{b}")),
        1 => two().prop_map(|(a, b)| format!("i{} -part_of-> i{}", a.max(b), a.min(b))),
        2 => (initiative(), 1..4_u8, 0..2_u8)
            .prop_map(|(i, low, more)| format!("i{i} stage 2019 {low}/{}", low + more)),
    ]
}

fn fundings() -> Vec<String> {
    let organizations = || (0..ORGANIZATIONS).map(|n| format!("o{n}"));
    let recipients = || organizations().chain((0..INITIATIVES).map(|n| format!("i{n}")));
    let all = organizations().flat_map(|from| recipients().map(move |to| (from.clone(), to)));
    let proper = all.filter(|(from, to)| from != to);
    proper.map(|(from, to)| format!("{from} -funds-> {to}")).collect()
}

fn links() -> Vec<String> {
    let pairs = (0..INITIATIVES).flat_map(|a| (a + 1..INITIATIVES).map(move |b| (a, b)));
    pairs.map(|(a, b)| format!("i{a} -coordinates-> i{b}")).collect()
}

fn placements() -> Vec<String> {
    let all = (0..INITIATIVES).flat_map(|i| (0..GOALS).map(move |g| (i, g)));
    all.map(|(i, g)| format!("i{i} -serves-> g{g}")).collect()
}

/// Every set of at most so many items, with its size.
fn subsets(items: &[String], most: usize) -> Vec<(usize, String)> {
    let Some((first, rest)) = items.split_first().filter(|_| most > 0) else {
        return vec![(0, String::new())];
    };
    let with = subsets(rest, most - 1).into_iter();
    let with = with.map(|(size, others)| (size + 1, format!("{first}\n{others}")));
    with.chain(subsets(rest, most)).collect()
}

/// The frame of a map with every set of at most so many more ties.
fn worlds(map: &str, ties: &[String], most: usize) -> Vec<(usize, Frame)> {
    let world = |(size, more): (usize, String)| (size, drawn(&format!("{map}\n{more}")));
    subsets(ties, most).into_iter().map(world).collect()
}

fn overlaps(frame: &Frame) -> Overlap {
    overlap(frame, &OverlapConfig { limit: 1000, ..OverlapConfig::default() }, &Unwatched).unwrap()
}

fn coordinated(frame: &Frame) -> Coordination {
    coordination(frame, &CoordinationConfig::default())
}

fn open_cells(frame: &Frame) -> usize {
    let cells = gaps(frame, &GapsConfig::default()).unwrap().cells;
    let is_open = |kind: CellKind| matches!(kind, CellKind::KnownEmpty | CellKind::Unknown { .. });
    cells.iter().flatten().filter(|cell| is_open(cell.kind)).count()
}

/// The least and the greatest of a number over all worlds.
fn extremes(worlds: &[(usize, Frame)], number: impl Fn(&Frame) -> f64) -> (f64, f64) {
    let all: Vec<f64> = worlds.iter().map(|(_, frame)| number(frame)).collect();
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    (least, all.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// The fewest ties with which another is level with the first, and ahead of it.
fn overturned(
    worlds: &[(usize, Frame)],
    first: &[EntityId],
    numbers: impl Fn(&Frame) -> BTreeMap<Vec<EntityId>, f64>,
) -> (Option<usize>, Option<usize>) {
    let (mut level, mut flips) = (None, None);
    for (size, frame) in worlds {
        let numbers = numbers(frame);
        let own = numbers[first];
        let others = || numbers.iter().filter(|(of, _)| of[..] != *first);
        let fewest = |known: Option<usize>| Some(known.map_or(*size, |known| known.min(*size)));
        if others().any(|(_, number)| *number >= own) {
            level = fewest(level);
        }
        if others().any(|(_, number)| *number > own) {
            flips = fewest(flips);
        }
    }
    (level, flips)
}

/// Whether a first place is as easily overturned as every way to do it says.
fn check(ranking: &Ranking, worlds: (Option<usize>, Option<usize>)) -> Result<(), TestCaseError> {
    let tried = |ties: Option<usize>| ties.filter(|ties| *ties <= TRIED);
    prop_assert!(ranking.exact);
    prop_assert_eq!((tried(ranking.level), tried(ranking.flips)), worlds, "{:?}", ranking);
    prop_assert_eq!(ranking.flips, ranking.challenger.as_ref().map(|_| ranking.ties.len()));
    Ok(())
}

/// The map with the ties that are said to overturn a first place.
fn with_ties(map: &str, ranking: &Ranking, kind: &str) -> Frame {
    let ties = ranking.ties.iter().map(|tie| format!("\n{} -{kind}-> {}", tie.from, tie.to));
    drawn(&format!("{map}{}", ties.collect::<String>()))
}

fn shared_by_pair(frame: &Frame) -> BTreeMap<Vec<EntityId>, f64> {
    let names = (0..ORGANIZATIONS).map(|n| id(&format!("o{n}"))).collect::<Vec<_>>();
    let pairs = names.iter().flat_map(|a| names.iter().map(move |b| (a, b)));
    let mut shared: BTreeMap<Vec<EntityId>, f64> =
        pairs.filter(|(a, b)| a < b).map(|(a, b)| (vec![a.clone(), b.clone()], 0.0)).collect();
    for pair in overlaps(frame).pairs {
        shared.insert(vec![pair.a, pair.b], pair.shared as f64);
    }
    shared
}

fn recipients(frame: &Frame) -> BTreeMap<Vec<EntityId>, f64> {
    let mut recipients: BTreeMap<Vec<EntityId>, f64> =
        (0..ORGANIZATIONS).map(|n| (vec![id(&format!("o{n}"))], 0.0)).collect();
    for degree in overlaps(frame).holders {
        recipients.insert(vec![degree.holder], degree.items as f64);
    }
    recipients
}

fn initiatives_by_goal(frame: &Frame) -> BTreeMap<Vec<EntityId>, f64> {
    let goals = coordinated(frame).goals.into_iter();
    goals.map(|goal| (vec![goal.goal], goal.counts.initiatives as f64)).collect()
}

fn ratio_by_goal(frame: &Frame) -> BTreeMap<Vec<EntityId>, f64> {
    let goals = coordinated(frame).goals.into_iter();
    goals.filter_map(|goal| Some((vec![goal.goal], goal.counts.ratio()?))).collect()
}

/// Whether the challenger of a first place, if there is any, is ahead of it by these numbers.
fn is_overturned(ranking: &Ranking, then: &BTreeMap<Vec<EntityId>, f64>) -> bool {
    let challenger = ranking.challenger.as_ref();
    challenger.is_none_or(|challenger| then[&challenger.things] > then[&ranking.first.things])
}

#[test]
fn one_more_tie_may_bring_a_pair_level_and_two_put_it_ahead() {
    let frame = drawn(
        "a -funds-> x
         a -funds-> y
         b -funds-> x
         b -funds-> y
         c -funds-> x
         c -funds-> z",
    );
    let answer = asked(&frame, 1);
    let first = ranking(&answer, RankingBy::SharedRecipients).unwrap();
    assert_eq!((first.level, first.flips), (Some(1), Some(2)));
    let challenger = first.challenger.as_ref().unwrap();
    assert_eq!((challenger.things.as_slice(), challenger.value), (&[id("a"), id("c")][..], 1.0));
    let ties: Vec<_> = first.ties.iter().map(|t| (t.from.as_str(), t.to.as_str())).collect();
    assert_eq!(ties, [("a", "z"), ("c", "y")]);
    assert_eq!(number(&answer, Measure::Jaccard, &["a", "b"]).range, Some((2.0 / 3.0, 1.0)));
}

#[test]
fn what_is_known_of_nothing_has_no_range_and_no_first_place() {
    let answer = asked(&drawn("initiative a"), 5);
    for measure in [Measure::CoordinationRatio, Measure::OnTime] {
        let number = number(&answer, measure, &[]);
        assert_eq!((number.value, number.range), (None, None));
    }
    assert!(answer.rankings.is_empty());
    assert_eq!(answer.not_ranked.len(), 4);
    // Nobody is there who could fund it, or to whom it could be tied.
    let range = |measure| number(&answer, measure, &[]).range;
    assert_eq!(range(Measure::WithoutFunder), Some((1.0, 1.0)));
    assert_eq!(range(Measure::Isolates), Some((1.0, 1.0)));
}

#[test]
fn a_date_that_nobody_states_widens_what_is_on_time_and_does_not_move_it() {
    let known = "initiative a
                 a milestone met due=2019-03-01 done=2019-02-27
                 a milestone missed due=2019";
    let on_time = |text: &str| number(&asked(&drawn(text), 1), Measure::OnTime, &[]).clone();
    assert_eq!(on_time(known).range, Some((0.5, 0.5)));
    let more = on_time(&format!("{known}\na milestone met\na milestone met"));
    assert_eq!((more.value, more.range), (Some(0.5), Some((1.0 / 3.0, 2.0 / 3.0))));
}

#[test]
fn a_placement_under_a_narrow_goal_fills_cells_of_the_wider_ones_too() {
    let mut map = sketch("goal wide\ngoal narrow\ninitiative a\na stage 2019 2");
    let parent = |map: &mut Map, goal: &str, parent: &str| {
        let mut entity = map.entity(&id(goal)).unwrap().clone();
        if let Entity::Goal(goal) = &mut entity {
            goal.parent = Some(id(parent));
        }
        map.apply(&[Change::PutEntity(Box::new(entity))]).unwrap();
    };
    parent(&mut map, "narrow", "wide");
    let answer = asked(&frame(&map), 1);
    let open = number(&answer, Measure::OpenCells, &[]);
    assert_eq!((open.value, open.range), (Some(10.0), Some((8.0, 10.0))));
}

#[test]
fn a_number_of_ties_that_makes_no_sense_is_refused() {
    let config = SensitivityConfig { missing: 1001, ..SensitivityConfig::default() };
    let refused = sensitivity(&drawn("initiative a"), &config, today(), &Unwatched);
    assert!(matches!(refused, Err(AnalysisError::Parameter { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn funding_moves_numbers_as_far_as_every_way_to_add_it_does(map in tiny_map(), missing in 0..3_usize) {
        let now = drawn(&map);
        let answer = asked(&now, missing);
        let worlds = worlds(&map, &fundings(), missing);
        let who = |frame: &Frame| summary(frame, today()).unwrap().who;
        let found = |measure| number(&answer, measure, &[]).range.unwrap();
        prop_assert_eq!(found(Measure::Funders), extremes(&worlds, |f| who(f).funders as f64));
        let unfunded = |f: &Frame| who(f).initiatives_with_funder.unknown() as f64;
        prop_assert_eq!(found(Measure::WithoutFunder), extremes(&worlds, unfunded));
        for pair in overlaps(&now).pairs {
            let of = [pair.a.as_str(), pair.b.as_str()];
            let same = |frame: &Frame| {
                overlaps(frame).pairs.into_iter().find(|p| [p.a.as_str(), p.b.as_str()] == of).unwrap()
            };
            let shared = number(&answer, Measure::Shared, &of);
            prop_assert_eq!(shared.value, Some(pair.shared as f64));
            prop_assert_eq!(shared.range.unwrap(), extremes(&worlds, |f| same(f).shared as f64));
            let jaccard = number(&answer, Measure::Jaccard, &of);
            prop_assert_eq!(jaccard.value, Some(pair.jaccard));
            prop_assert_eq!(jaccard.range.unwrap(), extremes(&worlds, |f| same(f).jaccard));
        }
    }

    #[test]
    fn funding_overturns_a_first_place_where_some_way_to_add_it_does(map in tiny_map()) {
        let answer = asked(&drawn(&map), 0);
        let worlds = worlds(&map, &fundings(), TRIED);
        for (by, numbers) in [
            (RankingBy::SharedRecipients, shared_by_pair as fn(&Frame) -> _),
            (RankingBy::Recipients, recipients),
        ] {
            let Some(ranking) = ranking(&answer, by) else { continue };
            check(ranking, overturned(&worlds, &ranking.first.things, numbers))?;
            let then = numbers(&with_ties(&map, ranking, "funds"));
            prop_assert!(is_overturned(ranking, &then));
        }
    }

    #[test]
    fn links_move_numbers_as_far_as_every_way_to_add_them_does(map in tiny_map(), missing in 0..4_usize) {
        let answer = asked(&drawn(&map), missing);
        let worlds = worlds(&map, &links(), missing);
        let found = |measure| number(&answer, measure, &[]).range;
        let isolates = |f: &Frame| coordinated(f).isolates.len() as f64;
        prop_assert_eq!(found(Measure::Isolates), Some(extremes(&worlds, isolates)));
        let groups = |f: &Frame| coordinated(f).components.len() as f64;
        prop_assert_eq!(found(Measure::Groups), Some(extremes(&worlds, groups)));
        let largest = |f: &Frame| coordinated(f).components.first().map_or(0, Vec::len) as f64;
        prop_assert_eq!(found(Measure::LargestGroup), Some(extremes(&worlds, largest)));
        if let Some(range) = found(Measure::CoordinationRatio) {
            let any = |f: &Frame| coordinated(f).any_goal.ratio().unwrap();
            prop_assert_eq!(range, extremes(&worlds, any));
        }
        for (goal, _) in ratio_by_goal(&drawn(&map)) {
            let range = number(&answer, Measure::CoordinationRatio, &[goal[0].as_str()]).range;
            prop_assert_eq!(range.unwrap(), extremes(&worlds, |f| ratio_by_goal(f)[&goal]));
        }
    }

    #[test]
    fn links_overturn_a_first_place_where_some_way_to_add_them_does(map in tiny_map()) {
        let answer = asked(&drawn(&map), 0);
        if let Some(ranking) = ranking(&answer, RankingBy::CoordinationRatio) {
            let worlds = worlds(&map, &links(), TRIED);
            check(ranking, overturned(&worlds, &ranking.first.things, ratio_by_goal))?;
            let then = ratio_by_goal(&with_ties(&map, ranking, "coordinates"));
            prop_assert!(is_overturned(ranking, &then));
        }
    }

    #[test]
    fn placements_move_numbers_as_far_as_every_way_to_add_them_does(map in tiny_map(), missing in 0..4_usize) {
        let answer = asked(&drawn(&map), missing);
        let worlds = worlds(&map, &placements(), missing);
        let found = |measure| number(&answer, measure, &[]).range.unwrap();
        prop_assert_eq!(found(Measure::OpenCells), extremes(&worlds, |f| open_cells(f) as f64));
        let without = |f: &Frame| coordinated(f).initiatives.unknown() as f64;
        prop_assert_eq!(found(Measure::WithoutGoal), extremes(&worlds, without));
    }

    #[test]
    fn placements_overturn_a_first_place_where_some_way_to_add_them_does(map in tiny_map()) {
        let answer = asked(&drawn(&map), 0);
        if let Some(ranking) = ranking(&answer, RankingBy::Initiatives) {
            let worlds = worlds(&map, &placements(), TRIED);
            check(ranking, overturned(&worlds, &ranking.first.things, initiatives_by_goal))?;
            let then = initiatives_by_goal(&with_ties(&map, ranking, "serves"));
            prop_assert!(is_overturned(ranking, &then));
        }
    }

    #[test]
    fn every_number_is_within_its_range_and_nothing_missing_moves_nothing(map in any_map()) {
        let frame = frame(&map);
        for missing in [0, 1, 5, 1000] {
            for number in asked(&frame, missing).numbers {
                let Some((low, high)) = number.range else { continue };
                prop_assert!(low.is_finite() && high.is_finite() && low <= high);
                // What is known of none may come to be known, and then be anything.
                let Some(value) = number.value else { continue };
                prop_assert!(low <= value && value <= high, "{:?}", number);
                prop_assert!(missing > 0 || low == high, "{:?}", number);
            }
        }
        let answer = asked(&frame, 0);
        prop_assert_eq!(answer.rankings.len() + answer.not_ranked.len(), 4);
        for ranking in &answer.rankings {
            prop_assert!(ranking.level <= ranking.flips || ranking.flips.is_none());
        }
        prop_assert_eq!(asked(&frame, 3), asked(&frame, 3));
    }
}

#[test]
fn a_filter_that_leaves_nothing_leaves_nothing_to_be_missing() {
    let filter = Filter { text: Some("nothing is called so".to_owned()), ..Filter::default() };
    let answer = asked(&Frame::build(&sketch("a -funds-> b"), &filter).unwrap(), 5);
    let zero = Some((0.0, 0.0));
    for measure in [Measure::Funders, Measure::WithoutFunder, Measure::Isolates, Measure::Groups] {
        assert_eq!(number(&answer, measure, &[]).range, zero, "{measure:?}");
    }
}

#[test]
fn the_first_of_goals_that_no_tie_is_known_for_is_still_to_be_overturned() {
    let map = "goal g0
               goal g1
               a -serves-> g0
               b -serves-> g0
               c -serves-> g1
               d -serves-> g1";
    let answer = asked(&drawn(map), 1);
    let first = ranking(&answer, RankingBy::CoordinationRatio).unwrap();
    assert_eq!((first.first.value, first.level, first.flips), (0.0, Some(0), Some(1)));
    assert!(is_overturned(first, &ratio_by_goal(&with_ties(map, first, "coordinates"))));
}
