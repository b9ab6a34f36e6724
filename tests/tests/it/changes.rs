//! Changing the map over HTTP.

use serde_json::{Value, json};

use crate::batch::{newcomer, request, source, thing, tie};
use crate::server::Server;
use crate::world::{World, without_version};

fn content(server: &Server) -> Value {
    without_version(server.get("/exports/json"))
}

fn position(server: &Server) -> u64 {
    server.get("/changes?limit=1")["version"]["position"].as_u64().unwrap()
}

#[test]
fn a_posted_change_is_on_the_map_and_in_its_history() {
    let server = World::new().serve();
    let applied = server.post("/changes", &[], &newcomer("newcomer")).fine().json();
    assert_eq!((&applied["changes"], &applied["dry_run"]), (&json!(2), &json!(false)));
    assert_eq!(applied["version"]["position"], 1);
    assert_eq!(server.get("/entities/newcomer")["entity"]["name"][0]["value"], "Newcomer newcomer");
    let entry = &server.get("/changes")["entries"][0];
    assert_eq!(
        (&entry["author"], &entry["message"]),
        (&json!("test"), &json!("Newcomer newcomer"))
    );
    assert_eq!(entry["hash"], applied["version"]["hash"]);
}

#[test]
fn changes_that_belong_together_are_applied_whole_or_not_at_all() {
    let server = World::new().serve();
    let good = [source("s"), thing("organization", "a", "A", "s")];
    let dangling = tie("a", "funds", "nobody", "s");
    let all = request("half wrong", &[good.as_slice(), &[dangling]].concat());
    let problem = server.post("/changes", &[], &all).problem(422, "unknown_record");
    assert!(problem["detail"].as_str().unwrap().contains("`nobody`"), "{problem}");
    assert_eq!(position(&server), 0);
    assert_eq!(content(&server)["entities"], json!([]));
    server.post("/changes", &[], &request("right", &good)).fine();
    assert_eq!(position(&server), 1);
}

#[test]
fn a_body_that_cannot_be_read_says_where() {
    let server = World::new().serve();
    let mut wrong = thing("organization", "a", "A", "s");
    wrong["entity"]["id"] = json!("No Id");
    let body = request("wrong", &[source("s"), wrong]);
    let problem = server.post("/changes", &[], &body).problem(400, "bad_body");
    assert_eq!(problem["places"][0]["column"], "changes[1].entity.id");
    assert_eq!(problem["places"][0]["value"], "No Id");
    let unknown = json!({ "message": "x", "changes": [{ "op": "explode" }] });
    let problem = server.post("/changes", &[], &unknown).problem(400, "bad_body");
    assert!(problem["detail"].as_str().unwrap().contains("explode"), "{problem}");
    server.post_bytes("/changes", "application/json", b"{\"message\":").problem(400, "bad_body");
    server.post_bytes("/changes", "text/plain", b"hello").problem(400, "bad_body");
    assert_eq!(position(&server), 0);
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let server = World::with_guide().serve();
    let before = server.get("/exports/json");
    let would = server.post("/changes?dry_run=true", &[], &newcomer("n")).fine().json();
    assert_eq!((&would["changes"], &would["dry_run"]), (&json!(2), &json!(true)));
    assert_eq!(would["version"], before["version"]);
    server.post("/changes/1/undo?dry_run=true", &[], &json!({})).fine();
    let wrong = request("wrong", &[tie("x", "funds", "y", "z")]);
    server.post("/changes?dry_run=true", &[], &wrong).problem(422, "unknown_record");
    assert_eq!(server.get("/exports/json"), before);
}

#[test]
fn a_change_made_for_a_state_that_has_passed_is_refused() {
    let server = World::new().serve();
    let tag = server.ask("/api/v1/summary", &[]).header("etag").to_owned();
    let seen = [("If-Match", tag.as_str())];
    server.post("/changes", &seen, &newcomer("first")).fine();
    for (path, body) in [
        ("/changes", newcomer("second")),
        ("/changes?dry_run=true", newcomer("second")),
        ("/changes/1/undo", json!({})),
        ("/editions", json!({ "id": "e", "name": "E" })),
    ] {
        server.post(path, &seen, &body).problem(412, "changed_meanwhile");
    }
    assert_eq!(position(&server), 1);
    let fresh = server.ask("/api/v1/organizations", &[]).header("etag").to_owned();
    server.post("/changes", &[("If-Match", &fresh)], &newcomer("second")).fine();
    server
        .post("/changes", &[("If-Match", "nonsense")], &newcomer("x"))
        .problem(400, "bad_if_match");
    server.post("/changes", &[("If-Match", "*")], &newcomer("third")).fine();
}

#[test]
fn an_undo_takes_back_and_can_be_taken_back() {
    let server = World::with_guide().serve();
    let before = content(&server);
    server.post("/changes", &[], &newcomer("n")).fine();
    let with = content(&server);
    server.post("/changes/2/undo", &[], &json!({})).fine();
    assert_eq!(content(&server), before);
    server.post("/changes/3/undo", &[], &json!({})).fine();
    assert_eq!(content(&server), with);
    assert_eq!(server.get("/changes")["entries"][0]["undoes"], 3);
}

#[test]
fn what_was_changed_since_is_not_undone() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("n")).fine();
    let renamed = thing("organization", "n", "Another name", "hearsay");
    server.post("/changes", &[], &request("renamed", &[renamed])).fine();
    let before = server.get("/exports/json");
    let problem = server.post("/changes/1/undo", &[], &json!({})).problem(409, "changed_since");
    assert!(problem["detail"].as_str().unwrap().contains('2'), "{problem}");
    server.post("/changes/99/undo", &[], &json!({})).problem(404, "unknown_position");
    assert_eq!(server.get("/exports/json"), before);
}

#[test]
fn an_id_is_never_given_to_another_thing() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("n")).fine();
    let other = request("other kind", &[thing("initiative", "n", "N", "hearsay")]);
    server.post("/changes", &[], &other).problem(422, "other_kind");
}

#[test]
fn an_edition_reads_the_same_to_the_byte_after_later_changes() {
    let server = World::with_guide().serve();
    server
        .post("/editions", &[], &json!({ "id": "first", "name": "First", "date": "2019" }))
        .fine();
    let paths = [
        "/exports/json",
        "/summary",
        "/organizations",
        "/analysis/overlap",
        "/analysis/pace",
        "/graph",
        "/layout",
        "/entities/lumina-foundation",
        "/search?q=lumina",
    ];
    let read = || {
        let ask = |path: &&str| {
            let joint = if path.contains('?') { '&' } else { '?' };
            server.ask(&format!("/api/v1{path}{joint}edition=first"), &[]).fine()
        };
        paths.iter().map(ask).map(|reply| (reply.header("etag").to_owned(), reply.body)).collect()
    };
    let before: Vec<_> = read();
    server.post("/changes", &[], &newcomer("lumina-two")).fine();
    server.post("/changes/1/undo", &[], &json!({})).fine();
    assert_eq!(server.get("/organizations")["total"], 1);
    let after: Vec<_> = read();
    for ((path, before), after) in paths.iter().zip(before).zip(after) {
        assert!(before == after, "{path} of the edition has changed");
    }
}

#[test]
fn editions_do_not_change_and_are_compared() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("one")).fine();
    let first = json!({ "id": "first", "name": "First" });
    server.post("/editions", &[], &first).fine();
    server.post("/editions", &[], &first).problem(409, "edition_exists");
    let second = request("two", &[thing("organization", "two", "Two", "hearsay")]);
    server.post("/changes", &[], &second).fine();
    let diff = server.get("/editions/first/diff/now");
    let ids = |list: &str| -> Vec<String> {
        let records = diff[list].as_array().unwrap().iter();
        records.map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids("added").contains(&"two".to_owned()), "{diff}");
    assert_eq!((ids("removed"), ids("changed")), (Vec::new(), Vec::new()));
    let bad = json!({ "id": "No Id", "name": "x" });
    server.post("/editions", &[], &bad).problem(400, "bad_body");
}
