//! Random small maps, with everything that makes counting go wrong: unknown amounts, several
//! currencies, refusals, re-grants, intervals, parts of wholes, inferred ties.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use waymark_analysis::{Filter, Frame};
use waymark_model::{EntityId, Map, sketch};

pub(crate) const ORGANIZATIONS: usize = 6;
pub(crate) const INITIATIVES: usize = 8;
pub(crate) const GOALS: usize = 3;

pub(crate) fn id(text: &str) -> EntityId {
    EntityId::parse(text).unwrap()
}

pub(crate) fn frame(map: &Map) -> Frame {
    Frame::build(map, &Filter::default()).unwrap()
}

pub(crate) fn drawn(text: &str) -> Frame {
    frame(&sketch(text))
}

pub(crate) fn names(ids: &[EntityId]) -> Vec<&str> {
    ids.iter().map(EntityId::as_str).collect()
}

/// A random map.
pub(crate) fn any_map() -> impl Strategy<Value = Map> {
    vec(statement(), 0..60).prop_map(|statements| {
        let things = (0..ORGANIZATIONS).map(|n| format!("organization o{n}"));
        let things = things.chain((0..INITIATIVES).map(|n| format!("initiative i{n}")));
        let things = things.chain((0..GOALS).map(|n| format!("goal g{n}")));
        let lines: Vec<String> = things.chain(statements).collect();
        sketch(&lines.join("\n"))
    })
}

fn statement() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => funding(),
        4 => (initiative(), 0..GOALS, sure()).prop_map(|(i, g, s)| format!("i{i} -serves-> g{g}{s}")),
        2 => (organization(), initiative()).prop_map(|(o, i)| format!("o{o} -leads-> i{i}")),
        1 => (organization(), initiative()).prop_map(|(o, i)| format!("o{o} -partners-> i{i}")),
        3 => between(),
        1 => two_initiatives().prop_map(|(a, b)| format!("i{} -part_of-> i{}", a.max(b), a.min(b))),
        2 => (initiative(), 0..3).prop_map(|(i, t)| format!("i{i} term place/t{t}")),
        3 => stage(),
        3 => milestone(),
        2 => start(),
    ]
}

fn organization() -> impl Strategy<Value = usize> {
    0..ORGANIZATIONS
}

fn initiative() -> impl Strategy<Value = usize> {
    0..INITIATIVES
}

fn two_initiatives() -> impl Strategy<Value = (usize, usize)> {
    (initiative(), 1..INITIATIVES).prop_map(|(a, by)| (a, (a + by) % INITIATIVES))
}

fn sure() -> impl Strategy<Value = &'static str> {
    select(vec!["", " inferred", " verified"])
}

fn funding() -> impl Strategy<Value = String> {
    let recipient = prop_oneof![
        3 => initiative().prop_map(|i| format!("i{i}")),
        1 => (1..ORGANIZATIONS).prop_map(|o| format!("+{o}")),
    ];
    let amount = select(vec!["", " 100USD", " 7USD", " 30EUR"]);
    let status = select(vec!["", " awarded", " pledged", " requested", " declined"]);
    let more = select(vec!["", " regrant", " @2018", " @2019-03/2020", " @2020/..", " @2016/2017"]);
    (organization(), recipient, amount, status, more, sure()).prop_map(
        |(funder, recipient, amount, status, more, sure)| {
            let to = match recipient.strip_prefix('+') {
                Some(by) => format!("o{}", (funder + by.parse::<usize>().unwrap()) % ORGANIZATIONS),
                None => recipient,
            };
            format!("o{funder} -funds-> {to}{amount}{status}{more}{sure}")
        },
    )
}

fn between() -> impl Strategy<Value = String> {
    let kind = select(vec!["coordinates", "uses", "builds_on", "shares_data_with", "relates"]);
    let more = select(vec!["", " both", " inferred"]);
    (two_initiatives(), kind, more)
        .prop_map(|((a, b), kind, more)| format!("i{a} -{kind}-> i{b}{more}"))
}

fn stage() -> impl Strategy<Value = String> {
    let when = select(vec!["2018", "2019", "2020", "#1"]);
    let nature = select(vec!["", "", " forecast", " unknown"]);
    (initiative(), when, 1..=5_u8, 0..2_u8, nature).prop_map(|(i, when, low, more, nature)| {
        format!("i{i} stage {when} {low}/{}{nature}", (low + more).min(5))
    })
}

fn milestone() -> impl Strategy<Value = String> {
    let status = select(vec!["met", "planned", "missed", "dropped", "unknown"]);
    let due = select(vec!["", " due=2018", " due=2019-03", " due=2019-23", " due=2021/.."]);
    let done = select(vec!["", " done=2019-04-10", " done=2018~", " done=201X"]);
    (initiative(), status, due, done)
        .prop_map(|(i, status, due, done)| format!("i{i} milestone {status}{due}{done}"))
}

fn start() -> impl Strategy<Value = String> {
    let date = select(vec!["2016", "2018-03", "2019-04-10", "2018/2019", "../2018", "2021"]);
    (initiative(), date).prop_map(|(i, date)| format!("i{i} start {date}"))
}
