//! What files come to, through `read`.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod accounting;
mod bad_input;
mod containers;
mod dirt;
#[expect(unreachable_pub, reason = "the fuzz targets use it as a crate")]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
mod grants;
mod guide;
mod iati;
mod irs990;
mod json;
mod likely;
mod linked;
mod networks;
mod sheets;
mod text;
mod threesixty;
mod who;

use waymark_formats::{Input, Mapping, Outcome, Parsed, ReadConfig, ReadError, read};
use waymark_model::Map;

/// Reads texts under made-up names into what they say to a map.
fn read_onto(map: &Map, texts: &[&str]) -> Result<Parsed, ReadError> {
    read_with(map, texts, Mapping::default())
}

fn read_with(map: &Map, texts: &[&str], mapping: Mapping) -> Result<Parsed, ReadError> {
    let name = |number: usize| format!("file {number}.csv");
    let inputs = texts.iter().enumerate();
    let inputs = inputs.map(|(number, text)| Input::new(name(number), text.as_bytes())).collect();
    read(inputs, map, &ReadConfig { mapping, ..ReadConfig::default() })
}

/// Reads texts into an empty map, and applies what they say.
fn mapped(texts: &[&str]) -> (Map, Parsed) {
    let mut map = Map::new();
    let parsed = read_onto(&map, texts).unwrap();
    map.apply(&parsed.changes).unwrap();
    (map, parsed)
}

/// Reads bytes under a made-up name.
fn read_file(name: &str, bytes: &[u8]) -> Result<Parsed, ReadError> {
    read(vec![Input::new(name, bytes)], &Map::new(), &ReadConfig::default())
}

/// A map with what was read.
fn map_of(parsed: &Parsed) -> Map {
    let mut map = Map::new();
    map.apply(&parsed.changes).unwrap();
    map
}

/// From whom to whom how much and when, for each tie.
fn fundings(map: &Map) -> Vec<String> {
    let text = |tie: &waymark_model::Tie| {
        let funding = tie.funding().unwrap();
        let amount = funding.amount.value().map_or("unknown".to_owned(), ToString::to_string);
        let date = tie.date.value().map_or("unknown".to_owned(), ToString::to_string);
        format!("{} > {}: {amount}, {date}", tie.from, tie.to)
    };
    map.ties().map(text).collect()
}

/// What became of each row: `created`, `matched`, `changed` or why it was refused.
fn outcomes(parsed: &Parsed) -> Vec<String> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::Created => "created".to_owned(),
        Outcome::Matched => "matched".to_owned(),
        Outcome::Changed => "changed".to_owned(),
        Outcome::Refused(refusal) => refusal.to_string(),
    };
    parsed.rows.iter().map(|row| word(&row.outcome)).collect()
}

/// The notices as texts with their line.
fn notices(parsed: &Parsed) -> Vec<String> {
    let text = |notice: &waymark_formats::Notice| {
        format!("{}: {}", notice.line.unwrap_or_default(), notice.reason)
    };
    parsed.notices.iter().map(text).collect()
}
