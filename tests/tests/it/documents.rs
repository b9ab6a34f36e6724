//! The document of the API and its page.

use serde_json::Value;

use crate::server::Server;
use crate::world::World;

/// Every route of the API. A new one is written here, and found in the document.
const ROUTES: &[(&str, &str)] = &[
    ("get", "/summary"),
    ("get", "/organizations"),
    ("get", "/initiatives"),
    ("get", "/goals"),
    ("get", "/ties"),
    ("get", "/milestones"),
    ("get", "/sources"),
    ("get", "/facets"),
    ("get", "/entities/{id}"),
    ("get", "/entities/{id}/neighborhood"),
    ("get", "/entities/{id}/history"),
    ("get", "/graph"),
    ("get", "/layout"),
    ("get", "/layout/groups"),
    ("get", "/paths"),
    ("get", "/search"),
    ("get", "/analysis/overlap"),
    ("get", "/analysis/overlap/{a}/{b}"),
    ("get", "/analysis/overlap-sets"),
    ("get", "/analysis/intersections"),
    ("get", "/analysis/gaps"),
    ("get", "/analysis/exit"),
    ("get", "/analysis/requests"),
    ("get", "/analysis/care"),
    ("get", "/analysis/coordination"),
    ("get", "/analysis/missed"),
    ("get", "/analysis/duplicates"),
    ("get", "/analysis/repeated-grants"),
    ("get", "/analysis/centrality"),
    ("get", "/analysis/communities"),
    ("get", "/analysis/pace"),
    ("get", "/analysis/sensitivity"),
    ("get", "/analysis/partners/{id}"),
    ("get", "/analysis/report-card"),
    ("get", "/editions"),
    ("post", "/editions"),
    ("get", "/editions/{a}/diff/{b}"),
    ("get", "/changes"),
    ("post", "/changes"),
    ("post", "/changes/{position}/undo"),
    ("post", "/changes/{position}/unmerge"),
    ("post", "/merges"),
    ("post", "/distinctions"),
    ("post", "/unions"),
    ("post", "/confirmations"),
    ("post", "/imports"),
    ("get", "/imports/targets"),
    ("get", "/jobs/{id}"),
    ("delete", "/jobs/{id}"),
    ("get", "/exports"),
    ("get", "/exports/json"),
    ("get", "/exports/pack"),
    ("get", "/exports/pack/manifest"),
    ("get", "/exports/{format}"),
    ("get", "/exports/{format}/preview"),
    ("get", "/citation"),
    ("get", "/events"),
    ("get", "/server"),
    ("get", "/suggestions"),
    ("post", "/suggestions"),
    ("get", "/suggestions/{id}"),
    ("post", "/suggestions/{id}/accept"),
    ("post", "/suggestions/{id}/decline"),
];

fn document(server: &Server) -> Value {
    server.ask("/api/openapi.json", &[]).fine().json()
}

#[test]
fn the_document_is_openapi_3_1_and_lists_every_route_and_no_other() {
    let document = document(&World::new().serve());
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let mut listed = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        listed.extend(methods.as_object().unwrap().keys().map(|method| (method.as_str(), path)));
    }
    let mut expected = ROUTES.to_vec();
    listed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(listed, expected);
}

#[test]
fn every_route_of_the_document_says_what_it_answers() {
    let document = document(&World::new().serve());
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, route) in methods.as_object().unwrap() {
            assert!(route["summary"].as_str().is_some_and(|text| !text.is_empty()), "{path}");
            let responses = route["responses"].as_object().unwrap();
            let success = responses.iter().find(|(status, _)| status.starts_with('2'));
            let content = &success.unwrap_or_else(|| panic!("{method} {path}")).1["content"];
            assert!(content.is_object(), "{method} {path}: {route}");
        }
    }
}

/// Every `$ref` within a document.
fn references(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str);
            own.into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_shape_that_the_document_names_is_in_it() {
    let document = document(&World::new().serve());
    let references = references(&document);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

/// What a page loads: the values of `src` and of the `href` of its style sheets.
fn assets(page: &str) -> Vec<String> {
    let values = ["src=\"", "href=\""].into_iter().flat_map(|mark| page.split(mark).skip(1));
    values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_page_of_the_document_answers_with_all_that_it_loads() {
    let server = World::new().serve();
    let page = server.ask("/api/docs/", &[]).fine();
    assert!(page.header("content-type").starts_with("text/html"));
    let assets = assets(&page.text());
    assert!(assets.len() >= 3, "{}", page.text());
    for asset in &assets {
        let asset = asset.trim_start_matches("./");
        let reply = server.ask(&format!("/api/docs/{asset}"), &[]);
        assert_eq!(reply.status, 200, "{asset}");
        assert!(!reply.body.is_empty(), "{asset}");
    }
    let settings = server.ask("/api/docs/swagger-initializer.js", &[]).fine().text();
    assert!(settings.contains("/api/openapi.json"), "{settings}");
    assert!(!page.text().contains("<script>"), "the policy forbids scripts within the page");
}

#[test]
fn the_address_without_its_slash_leads_to_the_page() {
    let answer = {
        let server = World::new().serve();
        let host = &server.address;
        server.raw(&format!("GET /api/docs HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    assert!(
        answer.starts_with("HTTP/1.1 308") && answer.contains("location: /api/docs/"),
        "{answer}"
    );
}
