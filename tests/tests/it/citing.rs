//! How a map is cited: with what it knows of itself.

use serde_json::json;

use crate::batch::{newcomer, request};
use crate::world::World;

#[test]
fn an_edition_is_cited_by_its_name_its_date_and_its_state() {
    let world = World::with_guide();
    world.run(["edition", "first", "--name", "First & foremost", "--date", "2019-01"]).fine();
    let server = world.serve();
    let cited =
        server.get("/citation?edition=first&path=/e/first/overlap?by=goals&today=2026-11-23");
    let host = format!("http://{}", server.address);
    assert_eq!(cited["title"], "Waymark map: First & foremost, overlap");
    assert_eq!(cited["address"], format!("{host}/e/first/overlap?by=goals"));
    assert_eq!((&cited["accessed"], &cited["issued"]), (&json!("2026-11-23"), &json!("2019-01")));
    let apa = format!(
        "Waymark map: First & foremost, overlap (Edition first) [Data set]. (2019, January). \
         Retrieved November 23, 2026, from {host}/e/first/overlap?by=goals"
    );
    assert_eq!(cited["apa"], apa);
    let bibtex = cited["bibtex"].as_str().unwrap();
    let hash = cited["version"]["hash"].as_str().unwrap();
    assert!(bibtex.contains("First \\& foremost") && bibtex.contains(hash), "{bibtex}");
    assert!(cited["ris"].as_str().unwrap().starts_with("TY  - DATA\r\n"));
    assert_eq!(cited["csl"]["issued"], json!({ "date-parts": [[2019, 1]] }));
    // Nobody said who publishes it, and under which licence.
    assert_eq!((&cited["publisher"], &cited["licence"]), (&json!(null), &json!(null)));
    assert!(cited["csl"].get("publisher").is_none() && cited["csl"].get("author").is_none());
}

#[test]
fn what_the_map_says_of_itself_is_cited() {
    let server = World::with_guide().serve();
    let itself = json!({ "op": "put_source", "source": { "id": "this-map",
        "title": "Learn-and-work map", "publisher": "The Guild", "licence": "CC BY 4.0" } });
    server.post("/changes", &[], &request("about this map", &[itself])).fine();
    let cited = server.get("/citation?today=2026-11-23");
    assert_eq!(cited["title"], "Learn-and-work map: position 2");
    assert_eq!(
        (&cited["publisher"], &cited["licence"]),
        (&json!("The Guild"), &json!("CC BY 4.0"))
    );
    assert!(cited["address"].as_str().unwrap().ends_with("/e/@2~2026-11-23"), "{cited}");
    assert!(cited["apa"].as_str().unwrap().contains(" The Guild. Retrieved"), "{cited}");
}

#[test]
fn a_thing_is_cited_by_its_name() {
    let server = World::with_guide().serve();
    for path in ["/e/now/funders/lumina-foundation", "/embed/e/now/funders/lumina-foundation?x=1"] {
        let cited = server.get(&format!("/citation?path={path}"));
        assert_eq!(cited["title"], "Waymark map: position 1, Lumina Foundation");
    }
}

#[test]
fn the_same_state_is_cited_the_same_after_the_map_went_on() {
    let server = World::with_guide().serve();
    let words = "/citation?as_of=1&today=2026-11-23&path=/e/@1/overlap";
    let before = server.get(words);
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    assert_eq!(server.get(words), before);
}

#[test]
fn the_command_line_cites_in_one_style() {
    let world = World::with_guide();
    let cite = |style: &str| world.run(["cite", "--as", style]).fine().stdout;
    assert!(cite("apa").contains("[Data set]"));
    assert!(cite("bibtex").starts_with("@misc{waymark-1,"));
    assert!(cite("ris").contains("TY  - DATA"));
    let csl: serde_json::Value = serde_json::from_str(&cite("csl")).unwrap();
    assert_eq!(csl[0]["type"], "dataset");
}
