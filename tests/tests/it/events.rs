//! Events as they happen.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::batch::newcomer;
use crate::server::Server;
use crate::world::World;

/// A reader of events, past the head of the answer.
fn listen(server: &Server, headers: &str) -> BufReader<TcpStream> {
    let mut stream = server.connect();
    let host = &server.address;
    let head = format!("GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
    }
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
    assert!(!head.contains("content-encoding: gzip"), "packed events come late: {head}");
    reader
}

/// The data of the next event of a name. Chunk sizes between the lines are passed over.
fn next_event(reader: &mut impl BufRead, name: &str) -> Value {
    let (mut lines, mut of_this) = (reader.lines(), false);
    loop {
        let line = lines.next().expect("the stream ended").unwrap();
        if let Some(event) = line.strip_prefix("event: ") {
            of_this = event == name;
        } else if let Some(data) = line.strip_prefix("data: ").filter(|_| of_this) {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn a_change_is_told_to_whoever_listens() {
    let server = World::new().serve();
    let mut reader = listen(&server, "Accept-Encoding: gzip, deflate, br, zstd\r\n");
    server.post("/changes", &[], &newcomer("n")).fine();
    let event = next_event(&mut reader, "changed");
    assert_eq!((&event["type"], &event["position"]), (&"changed".into(), &1.into()));
    assert_eq!((&event["author"], &event["message"]), (&"test".into(), &"Newcomer n".into()));
}

#[test]
fn an_import_is_followed_to_its_end() {
    let server = World::new().serve();
    let mut reader = listen(&server, "");
    let row = "A,Alpha,foundation,,,https://example.org,verified";
    let table = format!(
        "org_id,name,type,role_in_map,own_words,source_url_or_repo_path,confidence\n{row}\n"
    );
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"o.csv\"";
    let body = format!("--edge\r\n{head}\r\n\r\n{table}\r\n--edge--\r\n");
    server.post_bytes("/imports", "multipart/form-data; boundary=edge", body.as_bytes()).fine();
    assert_eq!(next_event(&mut reader, "job")["type"], "job");
    assert_eq!(next_event(&mut reader, "changed")["position"], 1);
    assert_eq!(next_event(&mut reader, "job")["state"], "done");
}

#[test]
fn a_dry_run_is_no_event() {
    let server = World::new().serve();
    let mut reader = listen(&server, "");
    server.post("/changes?dry_run=true", &[], &newcomer("n")).fine();
    server.post("/changes", &[], &newcomer("real")).fine();
    assert_eq!(next_event(&mut reader, "changed")["message"], "Newcomer real");
}
