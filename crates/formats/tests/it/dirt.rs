//! Every file that a test or the fuzzing knows, with dirt in it: what must hold of any file holds.

use std::path::{Path, PathBuf};

use crate::accounting::unzip;
use crate::fuzz::{hold, parts, workbook};

/// Rounds over all files; each has other dirt.
const ROUNDS: u64 = 40;

/// How a file is given to the readers.
#[derive(Debug, Clone, Copy)]
enum As {
    File,
    Workbook,
    Several,
    /// A mapping beside a table.
    Mapping,
}

const TABLE: &[u8] = b"who,gets,how much,when,why\nLumina,B,\"1.000,50\",2020,jobs\nLumina,,5,,\n";

/// Every file, in an order that stays.
fn files() -> Vec<(PathBuf, As, Vec<u8>)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        ("../../fixtures/formats", As::File),
        ("../../fixtures/formats/networks", As::File),
        ("../../fixtures/guide", As::File),
        ("fuzz/seeds/any", As::File),
        ("fuzz/seeds/workbook", As::Workbook),
        ("fuzz/seeds/pair", As::Several),
        ("fuzz/seeds/mapped", As::Mapping),
    ];
    let mut files = Vec::new();
    for (folder, how) in folders {
        let listed = std::fs::read_dir(crates.join(folder)).unwrap();
        let mut paths: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let paths = paths.into_iter().filter(|path| path.is_file());
        files.extend(paths.map(|path| (path.clone(), how, std::fs::read(path).unwrap())));
    }
    files
}

/// A part of what the fuzzing came upon, as an archive.
fn corpus() -> Vec<(PathBuf, As, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus.zip");
    let files = unzip(&std::fs::read(path).unwrap()).into_iter().map(|(name, bytes)| {
        let how = match name.split('/').next() {
            Some("workbook") => As::Workbook,
            Some("mapped") => As::Mapping,
            _ => As::File,
        };
        (PathBuf::from(name), how, bytes)
    });
    files.collect()
}

fn check(path: &Path, how: As, bytes: &[u8]) {
    let held = std::panic::catch_unwind(|| match how {
        As::File => hold(&[bytes]),
        As::Workbook => hold(&[&workbook(bytes)]),
        As::Several => hold(&parts(bytes)),
        As::Mapping => hold(&[bytes, TABLE]),
    });
    let shown = String::from_utf8_lossy(bytes);
    assert!(held.is_ok(), "{} as {how:?}, with dirt:\n{shown}", path.display());
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below.max(1) as u64).unwrap()
    }
}

/// Flips a bit, cuts the end off, takes a part out, repeats one, or puts in one of another file.
fn spoil(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    let until = (at + dice.roll(120)).min(bytes.len());
    match dice.roll(6) {
        0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << dice.roll(8),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..until)),
        4 => {
            let times = dice.roll(50);
            let part = bytes[at..until].repeat(times);
            bytes.splice(at..at, part);
        }
        _ => {
            let from = dice.roll(other.len());
            let part = &other[from..(from + dice.roll(300)).min(other.len())];
            bytes.splice(at..until, part.iter().copied());
        }
    }
}

#[test]
fn every_file_keeps_the_promises() {
    for (path, how, bytes) in files().into_iter().chain(corpus()) {
        check(&path, how, &bytes);
    }
}

#[test]
fn every_file_with_dirt_in_it_keeps_the_promises() {
    let (files, corpus) = (files(), corpus());
    for round in 0..ROUNDS {
        let mut dice = Dice(round);
        // Of the corpus each file has its turn once.
        let turn = corpus.iter().skip(usize::try_from(round).unwrap()).step_by(ROUNDS as usize);
        for (path, how, bytes) in files.iter().chain(turn) {
            let mut bytes = bytes.clone();
            for _ in 0..=dice.roll(3) {
                spoil(&mut bytes, &files[dice.roll(files.len())].2, &mut dice);
            }
            check(path, *how, &bytes);
        }
    }
}
