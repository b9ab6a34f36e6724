//! Suggestions of readers, which wait for an editor.

use std::time::Duration;

use serde_json::{Value, json};

use crate::batch::{newcomer, request, source, thing, tie};
use crate::server::{Server, agent, try_post};
use crate::world::{World, without_version};

/// Sends a suggestion and gives its number.
fn suggest(server: &Server, body: &Value) -> u64 {
    server.post("/suggestions", &[], body).fine().json()["id"].as_u64().unwrap()
}

fn accept(server: &Server, id: u64) -> Value {
    let body = json!({ "author": "Grace" });
    server.post(&format!("/suggestions/{id}/accept"), &[], &body).fine().json()
}

fn suggestion(server: &Server, id: u64) -> Value {
    server.get(&format!("/suggestions/{id}"))
}

fn content(server: &Server) -> Value {
    without_version(server.get("/exports/json"))
}

fn renamed(id: &str, name: &str) -> Value {
    let mut body = request(
        &format!("It is called {name}"),
        &[source("letter"), thing("organization", id, name, "letter")],
    );
    body["author"] = json!("Rosa");
    body
}

#[test]
fn a_suggestion_changes_nothing_and_waits() {
    let server = World::with_guide().serve();
    let paths = ["/summary", "/exports/json", "/organizations", "/changes", "/analysis/care"];
    let read = || paths.map(|path| server.ask(&format!("/api/v1{path}"), &[]).fine().body);
    let before = read();
    let sent = server.post("/suggestions", &[], &renamed("lumina-foundation", "Lumina")).fine();
    let sent = sent.json();
    assert_eq!((&sent["id"], &sent["dry_run"]), (&json!(1), &json!(false)));
    assert!(read() == before, "an answer has changed");
    assert_eq!(server.get("/server")["waiting"], 1);

    let waiting = suggestion(&server, 1);
    assert_eq!((&waiting["author"], &waiting["state"]), (&json!("Rosa"), &json!("waiting")));
    assert_eq!(
        (&waiting["message"], &waiting["made_at"]),
        (&json!("It is called Lumina"), &json!(1))
    );
    assert_eq!((&waiting["settled"], &waiting["hindrance"]), (&Value::Null, &Value::Null));
    assert_eq!(server.get("/suggestions")["items"], json!([waiting]));
    assert_eq!(server.ask("/api/v1/suggestions", &[]).header("cache-control"), "no-store");
}

#[test]
fn the_new_stands_beside_what_is_there_field_by_field() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("n")).fine();
    suggest(&server, &renamed("n", "Another"));
    let told = suggestion(&server, 1);
    let records = told["records"].as_array().unwrap();
    assert_eq!((&records[0]["record"], &records[0]["change"]), (&json!("source"), &json!("made")));
    let title = json!({ "field": "title", "before": [],
        "after": [{ "value": "Source letter", "provenance": null }] });
    assert_eq!(records[0]["fields"], json!([title]));
    let named = ["record", "id", "name", "change"].map(|key| records[1][key].as_str().unwrap());
    assert_eq!(named, ["organization", "n", "Another", "changed"]);
    let fields = records[1]["fields"].as_array().unwrap();
    assert_eq!((fields.len(), &fields[0]["field"]), (1, &json!("name")));
    assert_eq!(fields[0]["before"][0]["value"], "Newcomer n");
    assert_eq!(fields[0]["before"][0]["provenance"]["source"], "hearsay");
    assert_eq!(fields[0]["after"][0]["value"], "Another");

    // What is settled is told as it was then, whatever happens to the map.
    accept(&server, 1);
    assert_eq!(suggestion(&server, 1)["records"], told["records"]);
}

#[test]
fn what_would_be_removed_is_told_with_all_that_goes_with_it() {
    let server = World::new().serve();
    let both = ["a", "b"].map(|id| thing("organization", id, id, "s"));
    let drawn = [&[source("s")][..], &both, &[tie("a", "partners", "b", "s")]].concat();
    server.post("/changes", &[], &request("drawn", &drawn)).fine();
    let removal = json!({ "op": "remove_entity", "id": "a", "cascade": true });
    suggest(&server, &request("it is gone", &[removal]));
    let records = suggestion(&server, 1)["records"].clone();
    let told: Vec<[&str; 3]> = records
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["record", "name", "change"].map(|key| it[key].as_str().unwrap()))
        .collect();
    assert_eq!(told, [["tie", "a partners b", "removed"], ["organization", "a", "removed"]]);
}

#[test]
fn an_accepted_suggestion_is_one_change_and_one_undo_takes_it_back() {
    let server = World::with_guide().serve();
    let before = content(&server);
    let id = suggest(&server, &renamed("lumina-foundation", "Lumina"));
    let would = server.post("/suggestions/1/accept?dry_run=true", &[], &json!({})).fine().json();
    assert_eq!((&would["dry_run"], &would["changes"]), (&json!(true), &json!(2)));
    assert_eq!(would["suggestion"]["state"], "waiting");
    assert_eq!(content(&server), before);

    let accepted = accept(&server, id);
    assert_eq!((&accepted["version"]["position"], &accepted["changes"]), (&json!(2), &json!(2)));
    let told = &accepted["suggestion"];
    assert_eq!((&told["state"], &told["settled"]["author"]), (&json!("accepted"), &json!("Grace")));
    assert_eq!(
        (&told["settled"]["position"], &told["settled"]["undone"]),
        (&json!(2), &json!(false))
    );
    let entry = server.get("/changes?limit=1")["entries"][0].clone();
    assert_eq!(entry["author"], "Rosa");
    assert_eq!(entry["message"], "It is called Lumina (suggestion 1, taken by Grace)");
    let name = server.get("/entities/lumina-foundation")["entity"]["name"][0]["value"].clone();
    assert_eq!(name, "Lumina");

    server.post("/suggestions/1/accept", &[], &json!({})).problem(409, "already_settled");
    server.post("/changes/2/undo", &[], &json!({})).fine();
    assert_eq!(content(&server), before);
    let told = suggestion(&server, id);
    assert_eq!((&told["state"], &told["settled"]["undone"]), (&json!("accepted"), &json!(true)));
    server.post("/changes/3/undo", &[], &json!({})).fine();
    assert_eq!(suggestion(&server, id)["settled"]["undone"], false);
}

#[test]
fn a_declined_suggestion_stays_to_be_read_with_the_reason() {
    let server = World::with_guide().serve();
    let before = server.get("/exports/json");
    let id = suggest(&server, &renamed("lumina-foundation", "Lumina"));
    server.post("/suggestions/1/decline", &[], &json!({ "message": " " })).problem(400, "bad_body");
    let body = json!({ "author": "Grace", "message": "That is a short form." });
    let declined = server.post("/suggestions/1/decline", &[], &body).fine().json();
    assert_eq!(declined, suggestion(&server, id));
    assert_eq!(
        (&declined["state"], &declined["settled"]["message"]),
        (&json!("declined"), &body["message"])
    );
    assert_eq!(server.get("/exports/json"), before);
    let problem = server.post("/suggestions/1/decline", &[], &body).problem(409, "already_settled");
    assert!(
        problem["detail"].as_str().unwrap().contains("declined already, by Grace"),
        "{problem}"
    );
    server.post("/suggestions/1/accept", &[], &json!({})).problem(409, "already_settled");
}

#[test]
fn what_was_changed_since_is_not_overwritten_unseen() {
    let server = World::with_guide().serve();
    let id = suggest(&server, &renamed("lumina-foundation", "Lumina"));
    server.post("/changes", &[], &newcomer("unrelated")).fine();
    assert_eq!(suggestion(&server, id)["hindrance"], Value::Null);
    server.post("/changes", &[], &renamed("lumina-foundation", "Lumina, Inc.")).fine();
    let before = server.get("/exports/json");
    let hindrance = suggestion(&server, id)["hindrance"].as_str().unwrap().to_owned();
    assert!(hindrance.contains("`lumina-foundation`"), "{hindrance}");
    let problem =
        server.post("/suggestions/1/accept", &[], &json!({})).problem(409, "changed_since");
    assert_eq!(problem["detail"], hindrance);
    server
        .post("/suggestions/1/accept?dry_run=true", &[], &json!({}))
        .problem(409, "changed_since");
    assert_eq!(server.get("/exports/json"), before);
    // What an editor sees beside it is the map as it is now.
    let told = suggestion(&server, id);
    let fields = &told["records"][0]["fields"];
    assert_eq!(fields[0]["before"][0]["value"], "Lumina, Inc.");
    assert_eq!(told["state"], "waiting");
}

#[test]
fn a_suggestion_looked_at_in_a_state_that_has_passed_is_not_accepted() {
    let server = World::with_guide().serve();
    suggest(&server, &renamed("lumina-foundation", "Lumina"));
    let tag = server.ask("/api/v1/summary", &[]).header("etag").to_owned();
    server.post("/changes", &[], &newcomer("n")).fine();
    let seen = [("If-Match", tag.as_str())];
    server.post("/suggestions/1/accept", &seen, &json!({})).problem(412, "changed_meanwhile");
    accept(&server, 1);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place() {
    let server = World::with_guide().serve();
    let mut wrong = thing("organization", "a", "A", "s");
    wrong["entity"]["id"] = json!("No Id");
    let body = request("wrong", &[source("s"), wrong]);
    let problem = server.post("/suggestions", &[], &body).problem(400, "bad_body");
    assert_eq!(problem["places"][0]["column"], "changes[1].entity.id");
    assert_eq!(problem["places"][0]["value"], "No Id");
    let dangling = request("dangling", &[tie("lumina-foundation", "funds", "nobody", "s")]);
    server.post("/suggestions", &[], &dangling).problem(422, "unknown_record");

    let mut silent = newcomer("n");
    silent["message"] = json!(" ");
    let problem = server.post("/suggestions", &[], &silent).problem(400, "bad_body");
    assert_eq!(problem["places"][0]["column"], "message");
    server
        .post_bytes("/suggestions", "application/json", b"{\"message\":")
        .problem(400, "bad_body");
    server.post_bytes("/suggestions", "text/plain", b"{}").problem(400, "bad_body");

    server.post("/changes", &[], &newcomer("n")).fine();
    server.post("/suggestions", &[], &newcomer("n")).problem(422, "changes_nothing");
    server.post("/suggestions", &[], &request("no", &[])).problem(422, "changes_nothing");
    for path in ["/suggestions/9/accept", "/suggestions/9/decline"] {
        server.post(path, &[], &json!({ "message": "m" })).problem(404, "not_found");
    }
    server.ask("/api/v1/suggestions/9", &[]).problem(404, "not_found");
    server.ask("/api/v1/suggestions?state=lost", &[]).problem(400, "bad_query");
    assert_eq!(server.get("/suggestions?state=all")["total"], 0);
}

#[test]
fn a_suggestion_has_64_kilobytes_at_most() {
    let server = World::new().serve();
    let of_size = |bytes: usize| {
        let mut body = newcomer("n");
        let room = bytes - serde_json::to_vec(&body).unwrap().len();
        body["message"] =
            json!(format!("{}{}", body["message"].as_str().unwrap(), "x".repeat(room)));
        serde_json::to_vec(&body).unwrap()
    };
    let send = |bytes| server.post_bytes("/suggestions", "application/json", &of_size(bytes));
    let problem = send(64 * 1024 + 1).problem(413, "too_large");
    assert!(problem["detail"].as_str().unwrap().contains("65536"), "{problem}");
    send(1 << 20).problem(413, "too_large");
    send(64 * 1024).fine();
}

#[test]
fn a_suggestion_has_1000_changes_at_most_with_all_that_hangs_on_what_it_removes() {
    let server = World::new().serve();
    let ids: Vec<String> = (0..1_000).map(|number| format!("o{number}")).collect();
    let things = ids.iter().map(|id| thing("organization", id, id, "s"));
    let all: Vec<Value> = std::iter::once(source("s")).chain(things).collect();
    server.post("/changes", &[], &request("all", &all)).fine();
    let put = thing("organization", "hub", "The hub", "s");
    let ties = ids.iter().map(|id| tie("hub", "partners", id, "s"));
    let all: Vec<Value> = std::iter::once(put).chain(ties).collect();
    server.post("/changes", &[], &request("hub", &all)).fine();

    let removal = |id: &str| json!({ "op": "remove_entity", "id": id, "cascade": true });
    let problem = server.post("/suggestions", &[], &request("gone", &[removal("hub")]));
    let problem = problem.problem(413, "too_large");
    assert!(problem["detail"].as_str().unwrap().contains("1001"), "{problem}");

    let some: Vec<Value> = ids.iter().take(300).map(|id| removal(id)).collect();
    let id = suggest(&server, &request("gone", &some));
    assert_eq!(suggestion(&server, id)["records"].as_array().unwrap().len(), 600);
    let listed = &server.get("/suggestions")["items"][0];
    assert_eq!(listed["records"].as_array().unwrap().len(), 200);
    assert_eq!(listed["records_shown"], json!({ "known": 200, "of": 600 }));
}

#[test]
fn a_dry_run_keeps_nothing() {
    let server = World::with_guide().serve();
    let body = renamed("lumina-foundation", "Lumina");
    let would = server.post("/suggestions?dry_run=true", &[], &body).fine().json();
    assert_eq!((&would["id"], &would["dry_run"]), (&Value::Null, &json!(true)));
    assert_eq!(would["records"][1]["fields"][0]["after"][0]["value"], "Lumina");
    assert_eq!(server.get("/suggestions?state=all")["items"], json!([]));
}

#[test]
fn lists_are_by_state_the_newest_first_and_in_parts() {
    let server = World::new().serve();
    for id in ["a", "b", "c", "d"] {
        suggest(&server, &newcomer(id));
    }
    server.post("/suggestions/2/decline", &[], &json!({ "message": "no" })).fine();
    accept(&server, 3);
    let ids = |query: &str| -> (Vec<u64>, Value) {
        let answer = server.get(&format!("/suggestions?{query}"));
        let items = answer["items"].as_array().unwrap().iter();
        (items.map(|it| it["id"].as_u64().unwrap()).collect(), answer)
    };
    assert_eq!(ids("").0, [4, 1]);
    assert_eq!(ids("state=accepted").0, [3]);
    assert_eq!(ids("state=declined").0, [2]);
    let (first, answer) = ids("state=all&limit=3");
    assert_eq!(first, [4, 3, 2]);
    assert_eq!((&answer["total"], &answer["waiting"]), (&json!(4), &json!(2)));
    let (rest, answer) = ids(&format!("state=all&cursor={}", answer["next"].as_str().unwrap()));
    assert_eq!((rest, &answer["next"]), (vec![1], &Value::Null));
}

#[test]
fn suggestions_are_there_after_a_restart_and_in_an_archive() {
    let world = World::with_guide();
    let server = world.serve();
    suggest(&server, &renamed("lumina-foundation", "Lumina"));
    suggest(&server, &newcomer("n"));
    accept(&server, 1);
    let told = server.get("/suggestions?state=all");
    drop(server);
    let server = world.serve();
    assert_eq!(server.get("/suggestions?state=all"), told);
    drop(server);

    let archive = world.path("map.waymark").to_str().unwrap().to_owned();
    world.run(["backup", &archive]).fine();
    let elsewhere = World::new();
    elsewhere.run(["restore", &archive]).fine();
    assert_eq!(elsewhere.json(["suggestions", "--state", "all"]), told);
    let verified = elsewhere.run(["verify", "--format", "table"]).fine().stdout;
    assert!(verified.contains("2 suggestions were checked: all is well"), "{verified}");
    elsewhere.run(["suggestions", "accept", "2"]).fine();
}

#[test]
fn a_server_that_is_read_only_takes_suggestions_if_it_was_told_to() {
    let world = World::with_guide();
    let closed = world.serve_with(&["--read-only"]);
    let problem = closed.post("/suggestions", &[], &newcomer("n")).problem(403, "forbidden");
    assert!(problem["detail"].as_str().unwrap().contains("`--suggestions`"), "{problem}");
    assert_eq!(closed.get("/suggestions")["total"], 0);
    drop(closed);

    let open = world.serve_with(&["--read-only", "--suggestions"]);
    assert_eq!(
        open.get("/server"),
        json!({ "may_edit": false, "may_suggest": true, "waiting": 0 })
    );
    let id = suggest(&open, &newcomer("n"));
    open.post("/suggestions?dry_run=true", &[], &newcomer("m")).fine();
    let problem = open.post("/changes", &[], &newcomer("n")).problem(403, "forbidden");
    assert!(problem["detail"].as_str().unwrap().contains("suggestions only"), "{problem}");
    for decision in ["accept", "decline"] {
        let path = format!("/suggestions/{id}/{decision}");
        open.post(&path, &[], &json!({ "message": "m" })).problem(403, "forbidden");
    }
    let elsewhere = [("Origin", "https://elsewhere.example")];
    open.post("/suggestions", &elsewhere, &newcomer("m")).problem(403, "forbidden");
    assert_eq!(suggestion(&open, id)["state"], "waiting");
    assert_eq!(open.get("/summary")["version"]["position"], 1);
}

#[test]
fn editors_decide_at_an_address_of_their_own_while_readers_read_and_suggest() {
    let world = World::with_guide();
    let options = ["--read-only", "--suggestions", "--editors", "127.0.0.1:0"];
    let mut server = world.serve_with(&options);
    let id = suggest(&server, &renamed("lumina-foundation", "Lumina"));
    let said = server.says();
    let editors = said.strip_prefix("Editors change the map at http://").unwrap();
    assert_ne!(editors, server.address);
    let agent = agent();
    let ask = |path: &str, body: &Value| {
        try_post(&agent, &format!("http://{editors}/api/v1{path}"), &[], body).unwrap()
    };
    ask(&format!("/suggestions/{id}/accept"), &json!({ "author": "Grace" })).fine();
    ask("/changes", &newcomer("n")).fine();
    assert_eq!(suggestion(&server, id)["state"], "accepted");
    assert_eq!(server.get("/summary")["version"]["position"], 3);
    server.post("/changes", &[], &newcomer("m")).problem(403, "forbidden");
    server.signal("TERM");
    assert!(server.ended_within(Duration::from_secs(30)).success());
    assert!(
        try_post(&agent, &format!("http://{editors}/api/v1/changes"), &[], &json!({})).is_err()
    );

    let open = ["serve", "--editors", "0.0.0.0:0"];
    world.run(open).ended(2).says(&["0.0.0.0:0", "only this machine reaches"]);
}

#[test]
fn an_editor_decides_on_the_command_line_too() {
    let world = World::with_guide();
    let server = world.serve();
    suggest(&server, &renamed("lumina-foundation", "Lumina"));
    suggest(&server, &newcomer("n"));
    let listed = server.get("/suggestions");
    drop(server);
    assert_eq!(world.json(["suggestions"]), listed);
    let table = |args: &[&str]| world.run(args.iter().chain(&["--format", "table"])).fine().stdout;
    let shown = table(&["suggestions", "show", "1"]);
    for word in ["Rosa", "It is called Lumina", "Lumina Foundation", "name"] {
        assert!(shown.contains(word), "`{word}` is not shown:\n{shown}");
    }
    let before = world.content();
    let would = table(&["suggestions", "accept", "1", "--dry-run"]);
    assert!(would.contains("Nothing was changed; 2 changes would be made."), "{would}");
    assert_eq!(world.content(), before);
    let said = table(&["suggestions", "accept", "1", "--author", "Grace"]);
    assert!(said.contains("`waymark undo 2` takes it back"), "{said}");
    world.run(["suggestions", "accept", "1"]).ended(1).says(&["accepted already, by Grace"]);
    world.run(["undo", "2"]).fine();
    assert_eq!(world.content(), before);
    let listed = table(&["suggestions", "--state", "accepted"]);
    assert!(listed.contains("taken back since"), "{listed}");

    world.run(["suggestions", "decline", "2"]).ended(2).says(&["--message"]);
    world.run(["suggestions", "decline", "2", "--message", "Not of this field."]).fine();
    let declined = world.json(["suggestions", "show", "2"]);
    assert_eq!(declined["settled"]["message"], "Not of this field.");
    world.run(["suggestions", "decline", "9", "--message", "m"]).ended(1).says(&["`9`"]);
    world.run(["suggestions", "--state", "lost"]).ended(2).says(&["`waiting`"]);
    assert_eq!(world.json(["suggestions"])["total"], 0);
}
