//! Ending in good order.

use std::io::{Read, Write};
use std::time::Duration;

use serde_json::json;

use crate::batch::newcomer;
use crate::world::World;

/// Longer than any ending in good order takes, shorter than the server's own patience.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn a_termination_lets_a_running_request_finish() {
    let world = World::with_guide();
    let mut server = world.serve_with(&["--workers", "1"]);
    let body = newcomer("late").to_string();
    let (first, rest) = body.split_at(body.len() / 2);
    let mut request = server.connect();
    let (host, length) = (&server.address, body.len());
    let head = format!(
        "POST /api/v1/changes HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{first}"
    );
    request.write_all(head.as_bytes()).unwrap();
    // The only thread that answers has seen the request once it answers a later one.
    server.ask("/healthz", &[]).fine();
    server.signal("TERM");
    while std::net::TcpStream::connect(&server.address).is_ok() {
        std::thread::yield_now();
    }
    request.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    request.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(server.ended_within(SOON).code(), Some(0));
    assert_eq!(world.json(["verify"])["sound"], true);
    assert_eq!(world.json(["history", "late"])["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_listener_does_not_hold_up_the_end() {
    let world = World::with_guide();
    let mut server = world.serve();
    let mut listener = server.connect();
    let head = format!("GET /api/v1/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    listener.write_all(head.as_bytes()).unwrap();
    let mut start = [0; 12];
    listener.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    server.signal("TERM");
    assert_eq!(server.ended_within(SOON).code(), Some(0));
}

#[test]
fn an_interrupt_ends_it_in_good_order_too() {
    let world = World::with_guide();
    let mut server = world.serve();
    server.post("/changes", &[], &newcomer("n")).fine();
    server.signal("INT");
    assert_eq!(server.ended_within(SOON).code(), Some(0));
    assert_eq!(world.json(["verify"])["position"], 2);
}

#[test]
fn a_new_map_is_filled_first_and_only_then() {
    let world = World::new();
    let guide = crate::world::guide_folder();
    let options = ["--first", guide.to_str().unwrap()];
    let mut server = world.serve_with(&options);
    assert_eq!(server.get("/summary")["version"]["position"], 1);
    server.post("/changes/1/undo", &[], &json!({})).fine();
    server.signal("TERM");
    assert_eq!(server.ended_within(SOON).code(), Some(0));
    let again = world.serve_with(&options);
    assert_eq!(again.get("/summary")["organizations"], 0);
}
