//! Reads files into an empty map and says what they come to and how long it takes:
//! `cargo run --release -p waymark-formats --example measure -- grants.csv.gz`.
//! With `--again` the result is applied and the files are read a second time; with `--each` every
//! file is read and applied on its own, one after the other.

use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::time::Instant;

use waymark_formats::{Input, Outcome, Parsed, ReadConfig, read};
use waymark_model::Map;

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let mut map = Map::new();
    if flags.iter().any(|flag| flag == "--each") {
        for file in &files {
            let parsed = timed(std::slice::from_ref(file), &map)?;
            map.apply(&parsed.changes)?;
        }
        return Ok(());
    }
    let parsed = timed(&files, &map)?;
    if flags.iter().any(|flag| flag == "--again") {
        let start = Instant::now();
        map.apply(&parsed.changes)?;
        writeln!(std::io::stdout(), "applied in {:.2?}", start.elapsed())?;
        timed(&files, &map)?;
    }
    Ok(())
}

fn timed(files: &[String], map: &Map) -> Result<Parsed, Box<dyn Error>> {
    let mut inputs = Vec::new();
    for file in files {
        inputs.push(Input::new(file.as_str(), File::open(file)?));
    }
    let start = Instant::now();
    let parsed = read(inputs, map, &ReadConfig::default())?;
    let out = &mut std::io::stdout().lock();
    writeln!(out, "{:?}: read in {:.2?}", parsed.format, start.elapsed())?;
    writeln!(out, "{:?}, {} changes", parsed.tally(), parsed.changes.len())?;
    for detected in &parsed.detected {
        writeln!(out, "{detected:?}")?;
    }
    for (row, refusal) in parsed.refused().take(3) {
        writeln!(out, "{} line {}: {refusal}", row.file, row.line)?;
    }
    let changed = parsed.rows.iter().filter(|row| row.outcome == Outcome::Changed);
    for row in changed.take(3) {
        writeln!(out, "{} line {}: changed: {}", row.file, row.line, row.summary)?;
    }
    for notice in parsed.notices.iter().take(8) {
        writeln!(out, "notice at line {:?}: {}", notice.line, notice.reason)?;
    }
    Ok(parsed)
}
