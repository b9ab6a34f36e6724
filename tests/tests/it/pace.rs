//! Pace and sensitivity: what only shows in the whole program.

use serde_json::{Value, json};

use crate::batch::{request, source, thing, tie};
use crate::world::World;

fn milestone(status: &str, due: &str, done: Option<&str>) -> Value {
    let stated = json!({ "source": "report", "confidence": "reported" });
    let facts = |value: Option<&str>| -> Vec<Value> {
        value.map(|value| json!({ "value": value, "provenance": stated })).into_iter().collect()
    };
    json!({ "op": "put_milestone", "milestone": {
        "id": "launch", "subject": "registry", "title": facts(Some("Launch")),
        "due": facts(Some(due)), "done": facts(done), "status": facts(Some(status)) } })
}

#[test]
fn what_an_edition_planned_is_followed_to_what_became_of_it() {
    let server = World::new().serve();
    let registry = thing("initiative", "registry", "Registry", "report");
    let planned = [source("report"), registry, milestone("planned", "2019-03", None)];
    server.post("/changes", &[], &request("planned", &planned)).fine();
    server.post("/editions", &[], &json!({ "id": "first", "name": "First" })).fine();
    let met = [milestone("met", "2019-03", Some("2019-05-01"))];
    server.post("/changes", &[], &request("met", &met)).fine();

    let pace = server.get("/analysis/pace?against=first&today=2019-06-01");
    let between = &pace["between"];
    assert_eq!(between["against"]["edition"], "first");
    let launch = &between["milestones"][0];
    assert_eq!((&launch["outcome"], &launch["subject"]["id"]), (&json!("met"), &json!("registry")));
    assert_eq!((&launch["slip_least"], &launch["slip_most"]), (&json!(31), &json!(61)));
    assert_eq!(between["median_slip"]["of"], 1);
    assert_eq!(pace["parameters"]["against"], "first");
    assert_eq!(pace["on_time"]["share"], 0.0);
    // No start is known, and none is made up.
    assert_eq!(pace["time_to_milestone"]["milestones"], 0);
    assert_eq!(pace["time_to_milestone"]["left_out"]["no_start"], 1);

    assert_eq!(server.get("/analysis/pace")["between"], Value::Null);
    server.ask("/api/v1/analysis/pace?against=second", &[]).problem(404, "unknown_edition");
    server.ask("/api/v1/analysis/pace?edition=first&against=3", &[]).problem(400, "bad_query");
}

#[test]
fn a_first_place_says_in_words_what_overturns_it() {
    let server = World::new().serve();
    let mut changes = vec![source("report")];
    changes.extend(["ada", "bob", "cyd"].map(|id| thing("organization", id, id, "report")));
    changes.extend(["x", "y"].map(|id| thing("initiative", id, id, "report")));
    let ties = [("ada", "x"), ("ada", "y"), ("bob", "x"), ("bob", "y"), ("cyd", "x")];
    changes.extend(ties.map(|(from, to)| tie(from, "funds", to, "report")));
    server.post("/changes", &[], &request("ties", &changes)).fine();

    let answer = server.get("/analysis/sensitivity?missing=1");
    let first = &answer["rankings"][0];
    assert_eq!((&first["by"], &first["level"]), (&json!("shared_recipients"), &json!(1)));
    assert_eq!((&first["flips"], &first["exact"]), (&json!(3), &json!(true)));
    assert_eq!(first["flips_within"], false);
    assert_eq!(
        first["sentence"],
        "The first place of ada and bob (2 shared) goes to ada and cyd (1 shared) if 3 funding \
         ties are missing: cyd funds y and more like it."
    );
    assert_eq!(answer["parameters"]["missing"], "1");
    assert_eq!(answer["not_ranked"], json!(["initiatives", "coordination_ratio"]));
}
