//! Reading over HTTP: tags, pages, problems, packing.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::batch::{newcomer, request};
use crate::world::World;

/// Reads that answer from a state of the map.
const READS: &[&str] = &[
    "/summary",
    "/organizations?limit=5&role=funder",
    "/initiatives",
    "/goals",
    "/ties?kind=funds",
    "/milestones?status=met",
    "/sources",
    "/facets",
    "/entities/lumina-foundation",
    "/entities/lumina-foundation/neighborhood?depth=2",
    "/entities/lumina-foundation/history",
    "/graph",
    "/layout?mode=one&seed=7",
    "/layout/groups?mode=one&seed=7",
    "/paths?start=lumina-foundation&end=walmart-walmart-foundation",
    "/search?q=registry",
    "/analysis/overlap",
    "/analysis/overlap/lumina-foundation/walmart-walmart-foundation",
    "/analysis/overlap?between=initiatives&by=goals&null=sdsm&limit=5",
    "/analysis/overlap-sets?funder=lumina-foundation&with_funder=walmart-walmart-foundation",
    "/analysis/intersections?limit=3",
    "/analysis/gaps?by=stage&year=2019",
    "/analysis/exit?without=lumina-foundation",
    "/analysis/requests",
    "/analysis/care?reason=inferred,undated&limit=5",
    "/analysis/coordination",
    "/analysis/missed?limit=5",
    "/analysis/duplicates?at_least=0.1&limit=5",
    "/analysis/repeated-grants?at_least=0.1&limit=5",
    "/analysis/centrality?network=funders&sort=degree&limit=5",
    "/analysis/communities?network=all&seeds=3",
    "/analysis/pace",
    "/analysis/pace?against=1",
    "/analysis/sensitivity?missing=3",
    "/analysis/partners/lumina-foundation?for=recipients&limit=3",
    "/analysis/report-card?hold_out=leave-one-out&samples=20",
    "/editions",
    "/editions/now/diff/now",
    "/changes?limit=5",
    "/exports",
    "/exports/json",
    "/exports/json?funder=lumina-foundation",
    "/exports/graphml/preview?mode=one&projection=newman",
    "/exports/xlsx/preview",
    "/exports/pack/manifest?funder=lumina-foundation",
    "/citation?path=/e/now/overlap",
];

#[test]
fn a_reader_who_has_the_answer_is_told_so_until_the_map_changes() {
    let server = World::with_guide().serve();
    let mut tags = Vec::new();
    for path in READS {
        let address = format!("/api/v1{path}");
        let first = server.ask(&address, &[]).fine();
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path} has no tag");
        let again = server.ask(&address, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), tag, "{path}");
        assert_eq!(server.ask(&address, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
        tags.push(tag);
    }
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    for (path, tag) in READS.iter().zip(tags) {
        let address = format!("/api/v1{path}");
        assert_eq!(server.ask(&address, &[("If-None-Match", &tag)]).status, 200, "{path}");
    }
}

#[test]
fn every_answer_names_the_state_it_comes_from() {
    let server = World::with_guide().serve();
    let expected = server.get("/summary")["version"].clone();
    assert_eq!(expected["hash"].as_str().unwrap().len(), 64);
    // A difference names the two states that it is between.
    for path in READS.iter().filter(|path| !path.contains("/diff/")) {
        assert_eq!(server.get(path)["version"], expected, "{path}");
    }
}

#[test]
fn no_number_is_less_than_nothing_by_a_sign() {
    let server = World::with_guide().serve();
    let more = ["/analysis/missed?limit=1000", "/analysis/centrality?network=funders"];
    for path in READS.iter().chain(&more) {
        let answer = server.ask(&format!("/api/v1{path}"), &[]).fine().text();
        let minus_zero = ["-0.0,", "-0.0}", "-0.0]"].iter().any(|wrong| answer.contains(wrong));
        assert!(!minus_zero, "{path}");
    }
}

#[test]
fn a_word_nobody_knows_is_refused_with_those_that_are_known() {
    let server = World::with_guide().serve();
    let reply = server.ask("/api/v1/summary?gaol=x", &[]);
    let problem = reply.problem(400, "bad_query");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("`gaol=x`") && detail.contains("`goal`"), "{detail}");
    assert_eq!(problem["places"][0]["column"], "gaol");
    for path in [
        "/organizations?role=friend",
        "/goals?limit=0",
        "/ties?kind=loves",
        "/goals?cursor=x",
        "/initiatives?sort=colour",
        "/summary?edition=1&as_of=1",
        "/paths?start=lumina-foundation",
        "/changes?limit=x",
        "/analysis/gaps?year=soon",
        "/analysis/pace?against=yesterday!",
        "/analysis/pace?as_of=0&against=1",
        "/analysis/sensitivity?missing=1001",
        "/analysis/sensitivity?missing=few",
        "/summary?confidence=sure",
        "/analysis/partners/lumina-foundation?for=friends",
        "/analysis/partners/lumina-foundation?sort=beauty",
        "/analysis/report-card?hold_out=year",
        "/analysis/report-card?samples=1000000",
        "/analysis/report-card?seed=9007199254740992",
        "/layout?mode=3",
        "/analysis/coordination?seed=9007199254740992",
        "/analysis/coordination?samples=1000000",
        "/analysis/coordination?group=No%20facet!",
        "/analysis/centrality?network=friends",
        "/analysis/centrality?sort=beauty",
        "/analysis/communities?resolution=-1",
        "/analysis/communities?resolution=NaN",
        "/analysis/communities?seeds=0",
        "/analysis/missed?limit=0",
        "/exports/graphml?mode=three",
        "/exports/incidence?mode=one",
        "/exports/gexf?projection=heaviest",
        "/exports/gexf?between=goals",
        "/exports/gexf?between=funders&by=goals",
        "/exports/gexf?kinds=friends",
        "/exports/gexf?kinds=relates",
        "/exports/gexf/preview?isolates=maybe",
        "/exports/ties?mode=one",
        "/citation?path=overlap",
        "/citation?path=//elsewhere.example.org",
        "/citation?path=/a%0AER",
        "/citation?site=javascript:alert(1)",
    ] {
        let problem = server.ask(&format!("/api/v1{path}"), &[]).problem(400, "bad_query");
        assert!(problem["places"][0]["expected"].is_string(), "{path}: {problem}");
    }
}

#[test]
fn what_is_not_there_is_a_problem_with_a_stable_code() {
    let server = World::with_guide().serve();
    for (path, code) in [
        ("/entities/nobody", "not_found"),
        ("/entities/No%20Id!", "not_found"),
        ("/entities/nobody/neighborhood", "not_found"),
        ("/jobs/job-77", "not_found"),
        ("/summary?edition=2031", "unknown_edition"),
        ("/summary?edition=2019-01", "edition_not_on_record"),
        ("/editions/2031/diff/now", "unknown_edition"),
        ("/exports/papyrus", "not_found"),
        ("/exports/papyrus/preview", "not_found"),
        ("/exports/graphml?edition=2031", "unknown_edition"),
        ("/summary?as_of=99", "unknown_position"),
        ("/nothing", "no_such_path"),
    ] {
        server.ask(&format!("/api/v1{path}"), &[]).problem(404, code);
    }
    server.ask("/assets/nothing.js", &[]).problem(404, "no_such_path");
}

#[test]
fn a_thing_that_only_an_edition_has_is_said_to_be_there() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    server.post("/editions", &[], &json!({ "id": "first", "name": "First" })).fine();
    let removal = json!({ "op": "remove_entity", "id": "newcomer", "cascade": true });
    server.post("/changes", &[], &request("gone", &[removal])).fine();
    let problem = server.ask("/api/v1/entities/newcomer", &[]).problem(404, "not_found");
    assert_eq!(problem["present_in"], json!(["first"]));
    assert_eq!(server.get("/entities/newcomer?edition=first")["entity"]["id"], "newcomer");
}

/// The ids of a list, page by page, with something done after each page.
fn page_by_page(
    server: &crate::server::Server,
    path: &str,
    mut between: impl FnMut(),
) -> Vec<String> {
    let (mut ids, mut next) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("{path}{next}"));
        let items = page["items"].as_array().unwrap();
        ids.extend(items.iter().map(id_of));
        let Some(cursor) = page["next"].as_str() else { return ids };
        next = format!("&cursor={cursor}");
        between();
    }
}

fn id_of(item: &Value) -> String {
    let id = [&item["id"], &item["entity"]["id"], &item["source"]["id"]];
    id.into_iter().find_map(Value::as_str).unwrap_or_else(|| panic!("no id: {item}")).to_owned()
}

#[test]
fn a_list_read_page_by_page_shows_each_item_once() {
    let server = World::with_guide().serve();
    for (path, total) in [
        ("/organizations?limit=10", 84),
        ("/initiatives?limit=30&sort=-milestones", 67),
        ("/ties?limit=100", 310),
        ("/milestones?limit=50", 121),
    ] {
        let ids = page_by_page(&server, path, || ());
        assert_eq!(
            (ids.len(), ids.iter().collect::<BTreeSet<_>>().len()),
            (total, total),
            "{path}"
        );
    }
}

#[test]
fn a_list_goes_on_in_the_state_it_began_in_though_the_map_changes() {
    let server = World::with_guide().serve();
    let calm = page_by_page(&server, "/organizations?limit=10", || ());
    let mut newcomers = 0;
    let amid_changes = page_by_page(&server, "/organizations?limit=10", || {
        newcomers += 1;
        server.post("/changes", &[], &newcomer(&format!("aaa-{newcomers}"))).fine();
    });
    assert!(newcomers > 5);
    assert_eq!(amid_changes, calm);
    assert_eq!(server.get("/organizations?limit=1")["total"], 84 + newcomers);
}

#[test]
fn answers_are_packed_for_those_who_take_them_packed() {
    let server = World::with_guide().serve();
    let plain = server.ask("/api/v1/exports/json", &[]).fine();
    let packed = server.ask("/api/v1/exports/json", &[("Accept-Encoding", "gzip")]).fine();
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.body.len() * 4 < plain.body.len());
    let mut unpacked = Vec::new();
    GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
}

#[test]
fn a_filter_means_the_same_in_any_order() {
    let server = World::with_guide().serve();
    let one = server.get("/summary?funder=lumina-foundation&funder=walmart-walmart-foundation");
    let other = server.get("/summary?funder=walmart-walmart-foundation,lumina-foundation");
    assert_eq!(one, other);
    assert!(one["initiatives"].as_u64().unwrap() < 67);
}
