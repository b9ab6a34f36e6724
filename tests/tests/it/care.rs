//! What needs a person, and confirming it.

use serde_json::{Value, json};

use crate::server::Server;
use crate::world::{World, records, without_version};

fn items(server: &Server, reason: &str) -> Vec<Value> {
    let answer = server.get(&format!("/analysis/care?limit=1000&reason={reason}"));
    answer["items"].as_array().unwrap().clone()
}

/// Names a value of an item as it is confirmed.
fn named(item: &Value, value: usize) -> Value {
    json!({ "record": item["record"], "id": item["id"], "field": item["field"],
        "value": item["stated"][value]["value"] })
}

fn confirm(facts: &[Value]) -> Value {
    json!({ "author": "Ada", "as_of": "2026-11-23", "facts": facts })
}

fn find<'a>(items: &'a [Value], like: &Value) -> Option<&'a Value> {
    let same = |item: &&Value| ["id", "field"].iter().all(|key| item[key] == like[key]);
    items.iter().find(same)
}

#[test]
fn the_conflicts_of_the_guide_are_found_with_every_value_and_its_source() {
    let server = World::with_guide().serve();
    let conflicts = items(&server, "conflict");
    let amount = conflicts.iter().find(|item| item["field"] == "amount").unwrap();
    assert_eq!(amount["stated"][0]["value"], "1700000 USD");
    assert_eq!(amount["stated"][1]["value"], "1270000 USD");
    assert_eq!(amount["stated"][1]["provenance"]["confidence"], "inferred");
    let answer = server.get("/analysis/care");
    for (reason, count) in [("conflict", 0), ("inferred", 1), ("unsourced", 2), ("undated", 4)] {
        let asked = server.get(&format!("/analysis/care?limit=1&reason={reason}"));
        assert_eq!(asked["items_shown"]["of"], answer["counts"][count]["count"], "{reason}");
    }
    let said = answer["says"].as_str().unwrap();
    assert!(said.contains("none can be called stale"), "no day is known in the guide: {said}");
}

#[test]
fn a_confirmed_fact_leaves_the_queue_and_comes_back_with_one_undo() {
    let server = World::with_guide().serve();
    let before = without_version(server.get("/exports/json"));
    let inferred = items(&server, "inferred");
    let facts: Vec<Value> = inferred.iter().take(3).map(|item| named(item, 0)).collect();
    let dry = server.post("/confirmations?dry_run=true", &[], &confirm(&facts)).fine().json();
    assert_eq!(
        (&dry["dry_run"], without_version(server.get("/exports/json"))),
        (&json!(true), before.clone())
    );

    let applied = server.post("/confirmations", &[], &confirm(&facts)).fine().json();
    let after = items(&server, "inferred");
    assert_eq!(after.len(), inferred.len() - facts.len());
    assert!(inferred[..3].iter().all(|item| find(&after, item).is_none()));
    let sources = server.get("/sources?limit=1000");
    let made = sources["items"].as_array().unwrap().iter().find(|it| it["id"] == "checked-by-ada");
    assert_eq!(made.unwrap()["title"], "Checked by Ada");
    let entry = &server.get("/changes?limit=1")["entries"][0];
    assert_eq!((&entry["author"], &entry["message"]), (&json!("Ada"), &json!("3 facts confirmed")));

    let position = &applied["version"]["position"];
    server.post(&format!("/changes/{position}/undo"), &[], &json!({})).fine();
    assert_eq!(without_version(server.get("/exports/json")), before);
}

#[test]
fn of_values_in_conflict_the_one_that_is_confirmed_is_preferred_and_the_other_stays() {
    let server = World::with_guide().serve();
    let conflicts = items(&server, "conflict");
    let amount = conflicts.iter().find(|item| item["field"] == "amount").unwrap();
    server.post("/confirmations", &[], &confirm(&[named(amount, 1)])).fine();
    assert!(find(&items(&server, "conflict"), amount).is_none());
    let subject = amount["about"][0]["id"].as_str().unwrap();
    let profile = server.get(&format!("/entities/{subject}"));
    let milestones = profile["milestones"].as_array().unwrap();
    let milestone = milestones.iter().find(|it| it["id"] == amount["id"]).unwrap();
    let values: Vec<(&Value, &Value)> = milestone["amount"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| (&fact["value"]["amount"], &fact["provenance"]["confidence"]))
        .collect();
    let expected = [("1270000", "verified"), ("1700000", "verified"), ("1270000", "inferred")];
    let expected = expected.map(|(amount, sure)| (json!(amount), json!(sure)));
    assert_eq!(values, expected.iter().map(|(a, b)| (a, b)).collect::<Vec<_>>());
    assert_eq!(milestone["amount"][0]["provenance"]["as_of"], "2026-11-23");
}

#[test]
fn what_was_checked_long_ago_is_stale() {
    let server = World::with_guide().serve();
    let fact = named(&items(&server, "inferred")[0], 0);
    server.post("/confirmations", &[], &confirm(std::slice::from_ref(&fact))).fine();
    let stale = |today| {
        let answer =
            server.get(&format!("/analysis/care?reason=stale&stale_after=6&today={today}"));
        answer["items_shown"]["of"].as_u64().unwrap()
    };
    assert_eq!((stale("2027-05-23"), stale("2027-05-24")), (0, 1));
}

#[test]
fn what_is_not_on_the_map_or_not_stated_cannot_be_confirmed() {
    let server = World::with_guide().serve();
    let fact = named(&items(&server, "inferred")[0], 0);
    let with = |key: &str, value: &str| {
        let mut other = fact.clone();
        other[key] = json!(value);
        server.post("/confirmations", &[], &confirm(&[fact.clone(), other]))
    };
    with("id", "nobody").problem(404, "not_found");
    for (key, value) in [("field", "colour"), ("value", "something else")] {
        let problem = with(key, value).problem(400, "bad_body");
        assert_eq!(problem["places"][0]["column"], "facts[1].value");
    }
    let mut dated = confirm(std::slice::from_ref(&fact));
    dated["as_of"] = json!("yesterday");
    server.post("/confirmations", &[], &dated).problem(400, "bad_body");
    assert_eq!(server.get("/changes")["entries"].as_array().unwrap().len(), 1);
    let old = [("If-Match", "\"0\"")];
    let body = confirm(&[fact]);
    server.post("/confirmations", &old, &body).problem(412, "changed_meanwhile");
}

#[test]
fn the_command_line_confirms_as_the_api_does_and_says_how_to_take_it_back() {
    let (world, served) = (World::with_guide(), World::with_guide());
    let server = served.serve();
    let item = items(&server, "inferred").into_iter().find(|item| item["record"] == "tie").unwrap();
    server.post("/confirmations", &[], &confirm(&[named(&item, 0)])).fine();

    let before = world.content();
    let (id, field) = (item["id"].as_str().unwrap(), item["field"].as_str().unwrap());
    let args = ["confirm", id, field, "--author", "Ada", "--as-of", "2026-11-23"];
    let dry = world.json(args.iter().chain(&["--dry-run"]));
    assert_eq!((&dry["dry_run"], &dry["version"]["position"]), (&json!(true), &json!(1)));
    assert_eq!(world.content(), before);
    let said = world.run(args.iter().chain(&["--format", "table"])).fine().stdout;
    for word in [id, field, "1 fact verified as of 2026-11-23", "`waymark undo 2`"] {
        assert!(said.contains(word), "`{word}` is not said: {said}");
    }
    assert_eq!(world.content(), records(server.get("/exports/json")));
    world.run(["undo", "2"]).fine();
    assert_eq!(world.content(), before);
}

#[test]
fn the_command_line_confirms_everything_of_a_thing_or_the_value_that_is_right() {
    let world = World::with_guide();
    let all = world.json(["confirm", "lumina-foundation", "--dry-run"]);
    assert_eq!(all["changes"], 2, "the thing, and the source of who checked");
    let care = world.json(["care", "--reason", "conflict", "--limit", "1000"]);
    let conflicts = care["items"].as_array().unwrap();
    let amount = conflicts.iter().find(|item| item["field"] == "amount").unwrap();
    let id = amount["id"].as_str().unwrap();
    world.run(["confirm", id, "amount", "--value", "1270000 USD"]).fine();
    let left = world.json(["care", "--reason", "conflict", "--limit", "1000"]);
    assert!(find(left["items"].as_array().unwrap(), amount).is_none());
}

#[test]
fn the_command_line_says_what_cannot_be_confirmed_and_why() {
    let world = World::with_guide();
    let nothing = world.run(["confirm", "lumina-foundation", "colour"]).ended(1);
    nothing.says(&["nothing is stated as `colour`", "`name`"]);
    world.run(["confirm", "nobody-of-this-name"]).ended(1).says(&["`nobody-of-this-name`"]);
    let other = ["confirm", "lumina-foundation", "name", "--value", "Another"];
    world.run(other).ended(1).says(&["`Another`"]);
    let two = ["confirm", "lumina-foundation", "name", "website", "--value", "Another"];
    world.run(two).ended(2).says(&["one FIELD"]);
    let day = ["confirm", "lumina-foundation", "--as-of", "yesterday"];
    world.run(day).ended(2).says(&["`yesterday`"]);
    assert_eq!(world.json(["history"])["entries"].as_array().unwrap().len(), 1);
}
