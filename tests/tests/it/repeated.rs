//! Grants that two sources tell: found with the evidence, united, taken back, and read again.

use serde_json::{Value, json};

use crate::batch::{request, source, thing, tie};
use crate::world::World;

const MONTHS: [&str; 8] =
    ["2015-02", "2016-05", "2017-09", "2018-01", "2019-07", "2020-11", "2021-03", "2022-08"];

/// What the funder tells of its grants, by the month.
fn own_list() -> String {
    let row = |(number, month): (usize, &&str)| {
        format!("Ford Foundation,Recipient {number},{}000,USD,{month}\n", 17 * number + 40)
    };
    let rows: String = MONTHS.iter().enumerate().map(row).collect();
    format!("funder,recipient,amount,currency,date\n{rows}")
}

/// What somebody else tells of some of them, by the day; one with another amount, and one more.
fn other_list() -> String {
    let row = |number: usize, amount: usize| {
        format!("\"Ford Foundation, Inc.\",Recipient {number},{amount},USD,{}-15\n", MONTHS[number])
    };
    let same: String = (0..5).map(|number| row(number, (17 * number + 40) * 1_000)).collect();
    format!(
        "donor,recipient,amount,currency,date\n{same}{}{}",
        row(5, 999),
        "Ford Foundation,Somebody Else,5000,USD,2015-02-01\n"
    )
}

/// A map with both lists, and the two files.
fn told_twice() -> (World, [String; 2]) {
    let world = World::empty();
    let files = [world.file("ford.csv", own_list()), world.file("collected.csv", other_list())];
    for file in &files {
        world.json(["import", file]);
    }
    (world, files)
}

fn ties(world: &World) -> usize {
    world.json(["export"])["ties"].as_array().unwrap().len()
}

#[test]
fn grants_that_two_lists_tell_are_found_with_evidence_that_adds_up() {
    let (world, _) = told_twice();
    let found = world.json(["repeated-grants"]);
    assert_eq!((found["grants"].as_u64(), found["sure"].as_u64()), (Some(15), Some(5)));
    assert_eq!(found["between"].as_array().unwrap().len(), 1);
    let amounts = 40 + 57 + 74 + 91 + 108;
    assert_eq!(found["counted_twice"]["sums"][0]["amount"], format!("{amounts}000"));
    for pair in found["pairs"].as_array().unwrap() {
        let evidence = pair["evidence"].as_array().unwrap();
        let sum: f64 = evidence.iter().map(|it| it["weight"].as_f64().unwrap()).sum();
        assert!((sum - pair["weight"].as_f64().unwrap()).abs() < 1e-9, "{pair}");
        assert_ne!(pair["a"]["sources"], pair["b"]["sources"]);
    }
    let first = &found["pairs"][0];
    let fields: Vec<&Value> =
        first["evidence"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
    assert_eq!(fields, ["prior", "amount", "date"]);
    let doubtful = found["pairs"].as_array().unwrap().iter().find(|it| it["verdict"] == "doubtful");
    assert_eq!(doubtful.map(|it| it["to"]["name"].clone()), Some(json!("Recipient 5")));
}

#[test]
fn sure_ones_are_united_with_both_sources_and_both_lists_read_again_change_nothing() {
    let (world, files) = told_twice();
    let before = world.json(["export"]);
    let looked = world.json(["unite", "--sure", "--dry-run"]);
    assert_eq!((looked["united"].as_u64(), ties(&world)), (Some(5), 15));
    let done = world.json(["unite", "--sure", "--author", "ada"]);
    assert_eq!((done["united"].as_u64(), ties(&world)), (Some(5), 10));
    // The month and the day are both kept, and stand beside one another.
    assert_eq!(done["in_conflict"].as_array().unwrap().len(), 5);
    assert_eq!(world.json(["repeated-grants"])["sure"], 0);
    for file in &files {
        assert_eq!(world.json(["import", file])["changes"], 0, "{file}");
    }
    world.json(["undo", &done["version"]["position"].to_string()]);
    let after = world.json(["export"]);
    assert_eq!((&after["ties"], &after["entities"]), (&before["ties"], &before["entities"]));
}

#[test]
fn over_http_any_two_ties_between_the_same_become_one_and_nothing_else() {
    let (world, _) = told_twice();
    let server = world.serve();
    let pair = &server.get("/analysis/repeated-grants?limit=1")["pairs"][0];
    let both = json!({ "pairs": [{ "keep": pair["a"]["id"], "gone": pair["b"]["id"] }] });
    let looked = server.post("/unions?dry_run=true", &[], &both).fine().json();
    assert_eq!((&looked["dry_run"], &looked["united"]), (&json!(true), &json!(1)));
    let done = server.post("/unions", &[], &both).fine().json();
    let position = &done["version"]["position"];
    server.post("/unions", &[], &both).problem(422, "cannot_merge");
    server.post(&format!("/changes/{position}/undo"), &[], &json!({})).fine();
    let sure = server.post("/unions", &[], &json!({ "sure": true })).fine().json();
    assert_eq!(sure["united"], 5);
    let ids = ["ford-foundation--funds--recipient-6", "ford-foundation--funds--recipient-7"];
    let strangers = json!({ "pairs": [{ "keep": ids[0], "gone": ids[1] }] });
    let problem = server.post("/unions", &[], &strangers).problem(422, "cannot_merge");
    assert!(problem["detail"].as_str().unwrap().contains("between the same"), "{problem}");
    let twice = json!({ "pairs": [{ "keep": ids[0], "gone": ids[0] }] });
    server.post("/unions", &[], &twice).problem(422, "cannot_merge");
    let bad = json!({ "pairs": [{ "keep": "No Id", "gone": ids[0] }] });
    let problem = server.post("/unions", &[], &bad).problem(400, "bad_body");
    assert_eq!(problem["places"][0]["column"], "pairs[0].keep");
}

#[test]
fn what_nothing_is_known_of_is_not_taken_for_the_same() {
    let world = World::empty();
    let server = world.serve();
    let one = [
        source("one"),
        thing("organization", "ford", "Ford", "one"),
        thing("initiative", "bees", "Bees", "one"),
        tie("ford", "funds", "bees", "one"),
    ];
    server.post("/changes", &[], &request("one", &one)).fine();
    let mut again = tie("ford", "funds", "bees", "two");
    again["tie"]["id"] = json!("another");
    server.post("/changes", &[], &request("two", &[source("two"), again])).fine();
    let found = server.get("/analysis/repeated-grants?at_least=0");
    assert_eq!((&found["pairs_compared"], &found["pairs_shown"]["of"]), (&json!(1), &json!(0)));
}

#[test]
fn nonsense_is_told_with_what_was_expected() {
    let (world, _) = told_twice();
    let words = ["repeated-grants", "--at-least", "2"];
    world.run(words).ended(2).says(&["a probability from 0 to 1"]);
    world.run(["unite", "one"]).ended(2).says(&["2 values"]);
    world.run(["unite", "one", "two"]).ended(1).says(&["there is no tie `two`"]);
}
