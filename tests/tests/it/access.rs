//! Who may ask, and what browsers may do with the answer.

use serde_json::json;

use crate::batch::newcomer;
use crate::server::Server;
use crate::world::World;

/// A request with headers that a client of good manners would not let us write.
fn written(server: &Server, method: &str, path: &str, headers: &str) -> String {
    server.raw(&format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
}

#[test]
fn changes_from_a_page_of_another_site_are_refused() {
    let server = World::new().serve();
    let origin = [("Origin", "https://elsewhere.example")];
    server.post("/changes", &origin, &newcomer("n")).problem(403, "forbidden");
    server.post("/changes", &[("Origin", "null")], &newcomer("n")).problem(403, "forbidden");
    let other_port = [("Origin", "http://127.0.0.1:1")];
    server.post("/changes", &other_port, &newcomer("n")).problem(403, "forbidden");
    assert_eq!(server.get("/summary")["version"]["position"], 0);
    let own = format!("http://{}", server.address);
    server.post("/changes", &[("Origin", &own)], &newcomer("n")).fine();
}

#[test]
fn a_name_that_another_site_points_at_this_machine_is_refused() {
    let server = World::new().serve();
    let answer = written(&server, "GET", "/api/v1/summary", "Host: evil.example\r\n");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(
        answer.contains("\"code\":\"forbidden\"") && answer.contains("evil.example"),
        "{answer}"
    );
    assert!(answer.contains("\"request_id\":\""), "{answer}");
    for host in ["localhost", "127.0.0.1:80", "localhost:8420", "[::1]:1"] {
        let answer = written(&server, "GET", "/healthz", &format!("Host: {host}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
}

#[test]
fn a_header_of_a_proxy_does_not_make_a_foreign_name_known() {
    let server = World::new().serve();
    for header in ["X-Forwarded-Host: localhost", "Forwarded: host=localhost"] {
        let headers = format!("Host: evil.example\r\n{header}\r\n");
        let answer = written(&server, "GET", "/api/v1/summary", &headers);
        assert!(answer.starts_with("HTTP/1.1 403"), "{header}: {answer}");
    }
}

#[test]
fn a_server_that_is_read_only_answers_and_changes_nothing() {
    let world = World::with_guide();
    let server = world.serve_with(&["--read-only"]);
    assert_eq!(server.get("/summary")["organizations"], 84);
    let may = json!({ "may_edit": false, "may_suggest": false, "waiting": 0 });
    assert_eq!(server.get("/server"), may);
    server.post("/changes", &[], &newcomer("n")).problem(403, "forbidden");
    server.post("/changes/1/undo", &[], &json!({})).problem(403, "forbidden");
    server.post("/editions", &[], &json!({ "id": "e", "name": "E" })).problem(403, "forbidden");
    server
        .post_bytes("/imports", "multipart/form-data; boundary=x", b"--x--\r\n")
        .problem(403, "forbidden");
    assert_eq!(server.get("/summary")["version"]["position"], 1);
}

#[test]
fn a_server_that_takes_changes_says_so_beforehand() {
    let server = World::new().serve();
    let may = json!({ "may_edit": true, "may_suggest": true, "waiting": 0 });
    assert_eq!(server.get("/server"), may);
    assert_eq!(server.ask("/api/v1/server", &[]).header("cache-control"), "no-store");
}

#[test]
fn the_page_may_load_nothing_from_elsewhere() {
    let server = World::new().serve();
    for path in
        ["/", "/api/v1/summary", "/api/docs/", "/some/place/within/the/page", "/api/v1/nothing"]
    {
        let reply = server.ask(path, &[]);
        let policy = reply.header("content-security-policy");
        for part in [
            "default-src 'self'",
            "script-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
    }
}

#[test]
fn only_the_sites_that_are_named_may_show_a_view_within_their_own() {
    let world = World::new();
    let framed = |server: &Server, path: &str| {
        let policy = server.ask(path, &[]).header("content-security-policy").to_owned();
        policy.rsplit_once("frame-ancestors ").map(|(_, who)| who.to_owned()).unwrap()
    };
    let closed = world.serve();
    assert_eq!(framed(&closed, "/embed/e/now/gaps"), "'none'");
    drop(closed);
    let open = world.serve_with(&[
        "--embed-origin",
        "https://news.example",
        "--embed-origin",
        "https://*.example.org",
    ]);
    assert_eq!(framed(&open, "/embed/e/now/gaps"), "https://news.example https://*.example.org");
    for path in ["/", "/e/now/gaps", "/embedded", "/api/v1/summary", "/api/docs/"] {
        assert_eq!(framed(&open, path), "'none'", "{path}");
    }
}

#[test]
fn a_view_within_another_page_changes_nothing() {
    let server = World::new().serve_with(&["--embed-origin", "*"]);
    let own = format!("http://{}", server.address);
    let from = |path: &str| format!("{own}{path}");
    let within = from("/embed/e/now/edit");
    server
        .post("/changes", &[("Origin", &own), ("Referer", &within)], &newcomer("n"))
        .problem(403, "forbidden");
    let alone = from("/e/now/edit");
    server.post("/changes", &[("Origin", &own), ("Referer", &alone)], &newcomer("n")).fine();
}

#[test]
fn probes_and_metrics_answer() {
    let server = World::with_guide().serve();
    assert_eq!(server.ask("/healthz", &[]).fine().text(), "ok\n");
    assert!(server.ask("/readyz", &[]).fine().text().contains("position 1"));
    server.get("/summary");
    let metrics = server.ask("/metrics", &[]).fine().text();
    for line in ["waymark_log_position 1", "waymark_ties 310", "waymark_requests_total{"] {
        assert!(metrics.contains(line), "`{line}` is missing:\n{metrics}");
    }
    assert!(metrics.contains("route=\"/api/v1/summary\""), "{metrics}");
}

#[test]
fn a_method_that_an_address_does_not_have_is_a_problem() {
    let server = World::new().serve();
    let host = format!("Host: {}\r\n", server.address);
    for (method, path) in [("DELETE", "/api/v1/summary"), ("POST", "/api/v1/nothing")] {
        let answer = written(&server, method, path, &host);
        assert!(answer.starts_with("HTTP/1.1 40"), "{method} {path}: {answer}");
        assert!(answer.contains("application/problem+json"), "{method} {path}: {answer}");
    }
}

#[test]
fn a_position_that_is_no_number_is_a_problem() {
    let server = World::new().serve();
    let reply = server.post("/changes/latest/undo", &[], &json!({}));
    assert_eq!((reply.status, reply.header("content-type")), (404, "application/problem+json"));
}
