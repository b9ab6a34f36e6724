//! The arrows between the crates are those that ARCHITECTURE.md draws.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::binary::workspace;

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The lines of the block that is fenced as `arrows`: `engine -> analysis, formats`.
fn drawn() -> Arrows {
    let page = std::fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let block = page.split("```arrows\n").nth(1).expect("ARCHITECTURE.md has a block of arrows");
    let lines = block.split("```").next().unwrap().lines().filter(|line| !line.trim().is_empty());
    let arrow = |line: &str| {
        let (from, to) = line.split_once("->").unwrap_or((line, ""));
        let to = to.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        (from.trim().to_owned(), to.collect())
    };
    lines.map(arrow).collect()
}

/// What Cargo builds: each crate by the name of its folder, with those it depends on to run.
fn built() -> Arrows {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let output = cargo.current_dir(workspace()).output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let folder_of = |path: &Value| {
        let path = path.as_str().unwrap().trim_end_matches("/Cargo.toml");
        path.split_once("/crates/").map(|(_, folder)| folder.to_owned())
    };
    let arrows = packages.iter().filter_map(|package| {
        let to = package["dependencies"].as_array().unwrap().iter();
        let to = to.filter(|each| each["kind"].is_null() && each["path"].is_string());
        let to = to.filter_map(|each| folder_of(&each["path"])).collect();
        Some((folder_of(&package["manifest_path"])?, to))
    });
    arrows.collect()
}

#[test]
fn the_arrows_between_crates_are_those_that_are_drawn() {
    assert_eq!(drawn(), built());
}
