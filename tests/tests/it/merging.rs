//! Who is who over HTTP and on the command line: found, merged, taken apart, told apart.

use serde_json::{Value, json};

use crate::batch::{request, source, thing};
use crate::world::World;

/// A map with the same foundation under two names.
fn twins() -> World {
    let world = World::with_guide();
    let server = world.serve();
    let twin = thing("organization", "lumina-inc", "The Lumina Foundation, Inc.", "hearsay");
    server.post("/changes", &[], &request("a twin", &[source("hearsay"), twin])).fine();
    drop(server);
    world
}

fn first_pair(answer: &Value) -> [&str; 2] {
    ["a", "b"].map(|side| answer["pairs"][0][side]["id"].as_str().unwrap_or_default())
}

#[test]
fn a_twin_is_proposed_with_evidence_that_adds_up() {
    let server = twins().serve();
    let found = server.get("/analysis/duplicates");
    assert_eq!(first_pair(&found), ["lumina-foundation", "lumina-inc"]);
    let pair = &found["pairs"][0];
    assert_eq!(pair["verdict"], "sure");
    let evidence = pair["evidence"].as_array().unwrap();
    let sum: f64 = evidence.iter().map(|it| it["weight"].as_f64().unwrap()).sum();
    assert!((sum - pair["weight"].as_f64().unwrap()).abs() < 1e-9);
    assert!(evidence[1]["sentence"].as_str().unwrap().contains("`The`"), "{pair}");
}

#[test]
fn a_merge_can_be_looked_at_made_found_and_taken_apart() {
    let server = twins().serve();
    let said = |answer: &Value| (answer["entities"].clone(), answer["ties"].clone());
    let before = said(&server.get("/exports/json"));
    let both = json!({"keep": "lumina-foundation", "gone": "lumina-inc", "author": "ada"});
    let looked = server.post("/merges?dry_run=true", &[], &both).fine().json();
    assert_eq!(said(&server.get("/exports/json")), before);
    let merged = server.post("/merges", &[], &both).fine().json();
    assert_eq!(looked["changes"], merged["changes"]);
    assert_eq!(merged["aliases"], json!(["The Lumina Foundation, Inc."]));
    let problem = server.ask("/api/v1/entities/lumina-inc", &[]).problem(410, "merged");
    assert_eq!(problem["became"]["id"], "lumina-foundation");
    let position = &merged["version"]["position"];
    let apart = server.post(&format!("/changes/{position}/unmerge"), &[], &json!({})).fine().json();
    assert_eq!(apart["to_know"], json!([]));
    assert_eq!(said(&server.get("/exports/json")), before);
    server
        .post(&format!("/changes/{position}/unmerge"), &[], &json!({}))
        .problem(422, "cannot_merge");
    server.post("/changes/1/unmerge", &[], &json!({})).problem(422, "not_a_merge");
}

#[test]
fn what_was_decided_to_be_two_is_not_proposed_and_not_merged() {
    let server = twins().serve();
    let two = json!({"a": "lumina-foundation", "b": "lumina-inc"});
    let decided = server.post("/distinctions", &[], &two).fine().json();
    let found = server.get("/analysis/duplicates");
    assert_ne!(first_pair(&found)[1], "lumina-inc");
    assert_eq!(found["settled"], 1);
    let both = json!({"keep": "lumina-foundation", "gone": "lumina-inc"});
    server.post("/merges", &[], &both).problem(422, "cannot_merge");
    let position = &decided["version"]["position"];
    server.post(&format!("/changes/{position}/undo"), &[], &json!({})).fine();
    server.post("/merges", &[], &both).fine();
}

#[test]
fn what_cannot_be_merged_is_refused_with_the_reason() {
    let server = twins().serve();
    let refused = [
        (json!({"keep": "lumina-foundation", "gone": "lumina-foundation"}), "cannot_merge"),
        (json!({"keep": "lumina-foundation", "gone": "credential-registry"}), "cannot_merge"),
        (json!({"keep": "lumina-foundation", "gone": "nobody-knows-it"}), "unknown_record"),
    ];
    for (body, code) in refused {
        server.post("/merges", &[], &body).problem(422, code);
    }
    let both = json!({"keep": "lumina-foundation", "gone": "lumina-inc"});
    server.post("/merges", &[("If-Match", "\"1-x\"")], &both).problem(412, "changed_meanwhile");
    server.post("/merges", &[], &json!({"keep": "A b", "gone": "c"})).problem(400, "bad_body");
}

#[test]
fn the_command_line_merges_and_takes_apart_too() {
    let world = twins();
    world.run(["duplicates", "--format", "table"]).fine();
    let merged = world.json(["merge", "lumina-foundation", "lumina-inc"]);
    assert_eq!(merged["gone"]["name"], "The Lumina Foundation, Inc.");
    let position = merged["version"]["position"].to_string();
    let looked = world.json(["unmerge", &position, "--dry-run"]);
    assert_eq!(looked["dry_run"], true);
    assert_eq!(world.json(["unmerge", &position])["gone"]["id"], "lumina-inc");
    let told = world.json(["distinct", "lumina-foundation", "lumina-inc"]);
    assert!(told["changes"].as_u64().unwrap() > 0);
    assert_eq!(world.json(["distinct", "lumina-foundation", "lumina-inc"])["changes"], 0);
}

#[test]
fn what_an_import_brings_under_another_name_is_asked_about_and_not_joined() {
    let world = World::with_guide();
    let file = world.file("grants.csv", "funder,recipient\nLumina Fundation,New Thing\n");
    let looked = world.json(["import", &file, "--dry-run"]);
    let done = world.json(["import", &file]);
    assert_eq!(looked["perhaps_same"], done["perhaps_same"]);
    assert_eq!(done["perhaps_same_shown"], json!({"known": 1, "of": 1}));
    let pair = &done["perhaps_same"][0];
    assert_eq!(pair["a"]["id"], "lumina-foundation");
    assert_eq!(pair["b"]["name"], "Lumina Fundation");
    let evidence = pair["evidence"].as_array().unwrap();
    let sum: f64 = evidence.iter().map(|it| it["weight"].as_f64().unwrap()).sum();
    assert!((sum - pair["weight"].as_f64().unwrap()).abs() < 1e-9);
    // Both are there, and a second import brings nothing that could be asked about.
    assert_eq!(
        world.json(["search", "lumina fundation"])["hits"][0]["entity"]["id"],
        "lumina-fundation"
    );
    assert_eq!(world.json(["import", &file])["perhaps_same"], json!([]));
}

#[test]
fn a_table_tells_what_may_be_the_same_with_what_speaks_for_it() {
    let world = World::with_guide();
    let file = world.file("grants.csv", "funder,recipient\nLumina Fundation,New Thing\n");
    let told = world.run(["import", &file, "--format", "table"]).fine().stdout;
    for words in [
        "Perhaps the same, for you to decide (1):",
        "lumina-foundation and lumina-fundation",
        "`Lumina Foundation` and `Lumina Fundation` are spelled nearly the same.",
    ] {
        assert!(told.contains(words), "`{words}` is not told: {told}");
    }
}

#[test]
fn of_very_many_that_may_be_the_same_the_first_200_are_told_and_all_are_counted() {
    let world = World::empty();
    let word = |number: usize| -> String {
        let letters = [number / 100, number / 10 % 10, number % 10, number % 7];
        letters
            .map(|digit| ["ba", "ke", "di", "fo", "gu", "ha", "le", "mi", "no", "pu"][digit])
            .concat()
    };
    let rows = (0..220)
        .map(|number| format!("Tivoli Fund,{0} Z{0}\nTivoli Fund,{0}x Z{0}\n", word(number)));
    let file = world.file("grants.csv", format!("funder,recipient\n{}", rows.collect::<String>()));
    let done = world.json(["import", &file]);
    assert_eq!(done["perhaps_same"].as_array().unwrap().len(), 200);
    assert_eq!(done["perhaps_same_shown"]["known"], 200);
    assert!(done["perhaps_same_shown"]["of"].as_u64().unwrap() >= 220);
}
