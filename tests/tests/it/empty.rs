//! A map with nothing on it: every question answers, and claims to know nothing.

use serde_json::{Value, json};

use crate::world::World;

/// Shares of what is known, wherever they stand in an answer.
fn shares(answer: &Value) -> Vec<&Value> {
    match answer {
        Value::Object(fields) if fields.contains_key("known") && fields.contains_key("of") => {
            vec![answer]
        }
        Value::Object(fields) => fields.values().flat_map(shares).collect(),
        Value::Array(items) => items.iter().flat_map(shares).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_question_answers_and_knows_nothing_of_nothing() {
    let world = World::empty();
    for question in ["summary", "overlap", "gaps", "coordination", "missed", "pace"] {
        let answer = world.json([question]);
        assert_eq!(answer["version"]["position"], 0, "{question}");
        let shares = shares(&answer);
        assert!(!shares.is_empty(), "{question} says how much is known");
        assert!(shares.iter().all(|share| **share == json!({ "known": 0, "of": 0 })), "{answer}");
        world.run([question, "--format", "table"]).fine();
        world.run([question, "--format", "csv"]).fine();
    }
}

#[test]
fn a_network_of_nobody_has_no_middle_and_no_groups() {
    let world = World::empty();
    for network in ["initiatives", "organizations", "funders", "recipients", "all"] {
        let answer = world.json(["centrality", "--network", network]);
        assert_eq!((&answer["members"], &answer["density"]), (&json!([]), &Value::Null));
        let answer = world.json(["communities", "--network", network]);
        assert_eq!((&answer["communities"], &answer["modularity"]), (&json!([]), &Value::Null));
    }
}

#[test]
fn what_cannot_be_known_is_null_or_absent_and_never_zero() {
    let world = World::empty();
    let gaps = world.json(["gaps"]);
    assert_eq!((&gaps["rows"], &gaps["year"]), (&json!([]), &Value::Null));
    assert_eq!(world.json(["pace"])["forecasts_kept"], Value::Null);
    assert_eq!(world.json(["summary"])["who"]["money"]["sums"], json!([]));
    assert_eq!(world.json(["overlap"])["pairs"], json!([]));
}

#[test]
fn lists_are_empty_and_say_so_to_people() {
    let world = World::empty();
    assert_eq!(world.json(["history"])["entries"], json!([]));
    assert_eq!(world.json(["edition"])["editions"], json!([]));
    assert_eq!(world.json(["search", "anything"])["hits"], json!([]));
    let table = |args: &[&str]| world.run(args.iter().chain(&["--format", "table"])).fine().stdout;
    assert!(table(&["history"]).contains("Nothing was changed yet"));
    assert!(table(&["edition"]).contains("There is no edition yet"));
    assert!(table(&["search", "anything"]).contains("Nothing is called `anything`"));
}

#[test]
fn keeping_works_and_undoing_says_that_there_is_nothing_to_undo() {
    let world = World::empty();
    assert_eq!(world.json(["verify"])["sound"], true);
    assert_eq!(world.json(["repair"])["position"], 0);
    world.run(["undo"]).ended(1).says(&["nothing", "to take back"]);
    world.run(["path", "a", "b"]).ended(1).says(&["`a`"]);
}

#[test]
fn an_initiative_without_known_facts_is_unknown_and_not_zero() {
    let world = World::new();
    let header = "initiative_id,name,lead_org_id,goal_id,goal_basis,in_guide,stage_1to5_by_year,start,own_words,source_url_or_repo_path,confidence";
    let row = "I1,Alone,,,,,,,,https://example.org,reported";
    world.run(["import", &world.file("initiatives.csv", format!("{header}\n{row}\n"))]).fine();
    let summary = world.json(["summary"]);
    for (question, what) in [
        ("who", "initiatives_with_funder"),
        ("who", "initiatives_with_lead"),
        ("what", "initiatives_with_goal"),
        ("how_fast", "initiatives_with_stage"),
        ("coordinated", "initiatives_linked"),
    ] {
        assert_eq!(summary[question][what], json!({ "known": 0, "of": 1 }), "{what}");
    }
}

#[test]
fn the_page_and_the_api_of_an_empty_map_answer() {
    let server = World::new().serve();
    for path in ["/summary", "/organizations", "/graph", "/layout", "/analysis/pace", "/changes"] {
        assert_eq!(server.get(path)["version"]["position"], 0, "{path}");
    }
    assert_eq!(server.ask("/", &[]).status, 200);
}

#[test]
fn a_folder_without_a_map_is_told_and_not_made() {
    let world = World::new();
    for question in ["summary", "history", "verify", "undo"] {
        world.run([question]).ended(1).says(&["no map", "`waymark import FILE`"]);
    }
    assert!(!world.data().exists());
}
