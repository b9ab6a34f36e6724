//! The guide from its tables to the map and back off it.

use serde_json::{Value, json};

use crate::files::rows;
use crate::world::{World, guide_folder, records};

const TABLES: [&str; 5] = ["organizations", "initiatives", "goals", "milestones", "ties"];

fn import(world: &World) -> Value {
    world.json(["import", guide_folder().to_str().unwrap(), "--format", "json"])
}

#[test]
fn every_row_of_the_tables_is_on_the_map_or_refused() {
    let counts = TABLES.map(|table| rows(table).len());
    assert_eq!(counts, [84, 67, 7, 121, 310]);
    let world = World::new();
    let report = import(&world);
    assert_eq!(report["rows"], counts.iter().sum::<usize>());
    assert_eq!(report["created"], report["rows"]);
    assert_eq!(report["refused"], json!([]));
    let summary = world.json(["summary", "--format", "json"]);
    let kinds = ["organizations", "initiatives", "goals", "milestones"];
    let on_map = kinds.map(|kind| summary[kind].as_u64().unwrap() as usize);
    assert_eq!(on_map, counts[..4]);
    let ties = summary["ties"].as_object().unwrap();
    assert_eq!(ties.values().map(|count| count.as_u64().unwrap()).sum::<u64>(), 310);
}

#[test]
fn a_second_import_matches_everything_and_makes_no_entry() {
    let world = World::new();
    import(&world);
    let before = world.json(["history"]);
    let again = import(&world);
    assert_eq!((&again["matched"], &again["changes"]), (&json!(589), &json!(0)));
    assert_eq!((&again["created"], &again["changed"]), (&json!(0), &json!(0)));
    assert_eq!(again["version"], before["version"]);
    assert_eq!(world.json(["history"]), before);
}

#[test]
fn placements_that_were_inferred_are_told_from_those_that_are_stated() {
    let serves = rows("ties").into_iter().filter(|row| row["relation"] == "serves_goal");
    let inferred =
        serves.clone().filter(|row| row["detail"] == "goal placement inferred by this researcher");
    assert_eq!((serves.count(), inferred.count()), (66, 47));
    let what = &World::with_guide().json(["summary"])["what"];
    assert_eq!(what["placements_inferred"], 47);
    assert_eq!(what["placements_stated"], 66 - 47);
}

#[test]
fn an_undo_takes_the_guide_off_and_another_brings_all_of_it_back() {
    let world = World::with_guide();
    let whole = world.content();
    world.run(["undo"]).fine();
    let empty = world.content();
    for records in empty.as_object().unwrap().values() {
        assert_eq!(records, &json!([]));
    }
    world.run(["undo"]).fine();
    assert_eq!(world.content(), whole);
    let log = world.json(["history"]);
    let undoes = |entry: usize| log["entries"][entry]["undoes"].clone();
    assert_eq!([undoes(0), undoes(1), undoes(2)], [json!(2), json!(1), Value::Null]);
}

#[test]
fn a_past_state_can_be_asked_for_after_it_was_undone() {
    let world = World::with_guide();
    let whole = world.content();
    world.run(["undo"]).fine();
    let as_of = world.json(["export", "--as-of", "1"]);
    assert_eq!(records(as_of), whole);
}

#[test]
fn each_answer_comes_as_a_table_as_json_and_as_csv() {
    let world = World::with_guide();
    let asked =
        ["summary", "overlap", "gaps", "coordination", "missed", "centrality", "communities"];
    for question in asked.into_iter().chain(["pace", "history"]) {
        let table = world.run([question, "--format", "table"]).fine();
        let csv = world.run([question, "--format", "csv"]).fine();
        let lines = csv::Reader::from_reader(csv.stdout.as_bytes()).records().count();
        assert!(lines > 0 && table.stdout.lines().count() > lines, "{question}: {table:?}");
        assert_eq!((table.stderr, csv.stderr), (String::new(), String::new()), "{question}");
    }
}
