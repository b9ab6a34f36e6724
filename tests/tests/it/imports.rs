//! Imports over HTTP: a form goes in, a job comes back, a report at its end.

use serde_json::{Value, json};

use crate::files::text;
use crate::server::{Reply, Server};
use crate::world::{World, records};

const TABLES: [&str; 5] = ["organizations", "initiatives", "goals", "milestones", "ties"];

/// Posts files as a browser does.
fn post(server: &Server, path: &str, files: &[(&str, &str)]) -> Reply {
    post_with(server, path, files, None)
}

/// The same with what the files mean.
fn post_with(
    server: &Server,
    path: &str,
    files: &[(&str, &str)],
    mapping: Option<&Value>,
) -> Reply {
    let mut body = String::new();
    if let Some(mapping) = mapping {
        let head = "Content-Disposition: form-data; name=\"mapping\"";
        body += &format!("--edge\r\n{head}\r\n\r\n{mapping}\r\n");
    }
    for (name, content) in files {
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body += &format!("--edge\r\n{head}\r\nContent-Type: text/csv\r\n\r\n{content}\r\n");
    }
    body += "--edge--\r\n";
    server.post_bytes(path, "multipart/form-data; boundary=edge", body.as_bytes())
}

/// Follows a job to its end.
fn end_of(server: &Server, begun: &Reply) -> Value {
    assert_eq!(begun.status, 202, "{}", begun.text());
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(begun.header("location"), format!("/api/v1/jobs/{id}"));
    loop {
        let job = server.get(&format!("/jobs/{id}"));
        if job["state"] != "running" {
            return job;
        }
        std::thread::yield_now();
    }
}

/// The guide's tables with their names.
fn guide() -> Vec<(String, String)> {
    TABLES.iter().map(|table| (format!("{table}.csv"), text(table))).collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect()
}

#[test]
fn files_that_are_uploaded_come_to_the_same_map_as_on_the_command_line() {
    let server = World::new().serve();
    let job = end_of(&server, &post(&server, "/imports", &borrowed(&guide())));
    assert_eq!((&job["state"], &job["problem"]), (&json!("done"), &Value::Null));
    let report = &job["report"];
    assert_eq!((&report["rows"], &report["created"]), (&json!(589), &json!(589)));
    assert_eq!(report["version"]["position"], 1);
    assert_eq!(records(server.get("/exports/json")), World::with_guide().content());
}

#[test]
fn rows_that_are_refused_stand_in_the_report() {
    let server = World::with_guide().serve();
    let wrong = crate::files::with_cell("ties", 20, "to_id", "NOPE");
    let job = end_of(&server, &post(&server, "/imports", &[("ties.csv", &wrong)]));
    assert_eq!(job["state"], "done");
    let refused = &job["report"]["refused"];
    assert_eq!(refused.as_array().unwrap().len(), 1);
    assert_eq!((&refused[0]["file"], &refused[0]["line"]), (&json!("ties.csv"), &json!(20)));
    assert_eq!((&refused[0]["column"], &refused[0]["value"]), (&json!("to_id"), &json!("NOPE")));
}

#[test]
fn a_dry_run_tells_every_row_and_changes_nothing() {
    let server = World::new().serve();
    let job = end_of(&server, &post(&server, "/imports?dry_run=true", &borrowed(&guide())));
    assert_eq!((&job["state"], &job["report"]["dry_run"]), (&json!("done"), &json!(true)));
    assert_eq!(job["report"]["outcomes"].as_array().unwrap().len(), 589);
    assert_eq!(server.get("/summary")["version"]["position"], 0);
}

#[test]
fn a_file_that_cannot_be_read_fails_the_job_and_says_why() {
    let server = World::with_guide().serve();
    let before = server.get("/exports/json");
    let page = [("ties.csv", "<!doctype html><p>Not found")];
    let job = end_of(&server, &post(&server, "/imports", &page));
    assert_eq!((&job["state"], &job["report"]), (&json!("failed"), &Value::Null));
    assert_eq!(job["problem"]["code"], "unreadable_file");
    assert!(job["problem"]["detail"].as_str().unwrap().contains("`ties.csv`"), "{job}");
    assert_eq!(server.get("/exports/json"), before);
}

#[test]
fn an_import_that_is_stopped_writes_nothing() {
    let server = World::with_guide().serve();
    let before = server.get("/exports/json");
    let mut grants = "funder,recipient,amount\n".to_owned();
    for row in 0..60_000 {
        grants += &format!("Funder {},Recipient {row},{row}\n", row % 97);
    }
    let begun = post(&server, "/imports", &[("grants.csv", &grants)]);
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(server.delete(&format!("/jobs/{id}")).status, 202);
    let job = end_of(&server, &begun);
    assert_eq!((&job["state"], &job["report"]), (&json!("cancelled"), &Value::Null));
    assert_eq!(server.get("/exports/json"), before);
    server.delete("/jobs/job-77").problem(404, "not_found");
}

#[test]
fn an_import_for_a_state_that_has_passed_fails() {
    let server = World::new().serve();
    let begun = {
        let tag = server.ask("/api/v1/summary", &[]).header("etag").to_owned();
        server.post("/changes", &[], &crate::batch::newcomer("n")).fine();
        let content = "org_id,name,type,role_in_map,own_words,source_url_or_repo_path,confidence\n";
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"o.csv\"";
        let body = format!(
            "--edge\r\n{head}\r\n\r\n{content}A,A,x,,,https://a.example,verified\r\n--edge--\r\n"
        );
        let length = body.len();
        server.raw(&format!(
            "POST /api/v1/imports HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nIf-Match: {tag}\r\n\
             Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {length}\r\n\r\n{body}",
            server.address
        ))
    };
    // It may be told at once or by the job.
    if begun.starts_with("HTTP/1.1 202") {
        while server.get("/jobs/job-1")["state"] == "running" {
            std::thread::yield_now();
        }
        assert_eq!(server.get("/jobs/job-1")["problem"]["code"], "changed_meanwhile");
    } else {
        assert!(begun.starts_with("HTTP/1.1 412"), "{begun}");
    }
    assert_eq!(server.get("/organizations")["total"], 1);
}

#[test]
fn a_form_that_is_none_is_refused_as_a_problem() {
    let server = World::new().serve();
    let reply = server.post_bytes("/imports", "text/csv", b"a,b\n1,2\n");
    assert!((400..500).contains(&reply.status), "{}", reply.text());
    reply.problem(reply.status, reply.json()["code"].as_str().unwrap_or("no code"));
    post(&server, "/imports", &[]).problem(400, "bad_body");
    let unknown = post(&server, "/imports?gaol=x", &[("a.csv", "org_id,name\nA,B\n")]);
    unknown.problem(400, "bad_query");
}

const SHEET: &str = "Empf\u{e4}nger;Wer gibt;Betrag\nKinderhilfe;Stiftung A;\"1.500,50\"\nB\u{fc}cherei;Stiftung A;200\n";

/// Tries files with a mapping, and gives the job at its end.
fn tried(server: &Server, files: &[(&str, &str)], mapping: Option<&Value>) -> Value {
    end_of(server, &post_with(server, "/imports?dry_run=true", files, mapping))
}

fn column<'v>(files: &'v Value, name: &str) -> &'v Value {
    let columns = files[0]["columns"].as_array().unwrap();
    columns.iter().find(|column| column["column"] == name).unwrap()
}

#[test]
fn a_spreadsheet_that_nothing_tells_of_is_shown_mapped_and_imported_and_the_mapping_used_again() {
    let server = World::new().serve();
    let files = [("liste.csv", SHEET)];
    let job = tried(&server, &files, None);
    assert_eq!((&job["state"], &job["report"]), (&json!("failed"), &Value::Null));
    let seen = &job["files"];
    assert_eq!((&seen[0]["delimiter"], &seen[0]["rows"]), (&json!(";"), &json!(2)));
    assert_eq!((&seen[0]["format"], &seen[0]["mappable"]), (&Value::Null, &json!(true)));
    assert_eq!(column(seen, "Wer gibt")["samples"], json!(["Stiftung A"]));

    let said = json!({"columns": {"recipient": "Empf\u{e4}nger", "funder": "Wer gibt"}, "currency": "EUR"});
    let report = tried(&server, &files, Some(&said))["report"].take();
    assert_eq!((&report["created"], &report["made"]["ties"]), (&json!(2), &json!(2)));
    assert_eq!(report["made"]["organizations"], 3);
    let amount = column(&report["files"], "Betrag");
    assert_eq!((&amount["target"], &amount["basis"]), (&json!("amount"), &json!("likely")));
    assert_eq!(report["files"][0]["decimal_mark"], ",");
    assert_eq!(report["questions"], json!([]));

    let kept = &report["mapping"];
    assert_eq!(kept["columns"]["amount"], "Betrag");
    let done = end_of(&server, &post_with(&server, "/imports", &files, Some(kept)));
    assert_eq!((&done["state"], &done["report"]["created"]), (&json!("done"), &json!(2)));
    let position = &done["report"]["version"]["position"];
    let again = end_of(&server, &post_with(&server, "/imports", &files, Some(kept)));
    assert_eq!((&again["report"]["matched"], &again["report"]["changes"]), (&json!(2), &json!(0)));
    assert_eq!(&again["report"]["version"]["position"], position);
    assert_eq!(&again["report"]["mapping"], kept);
}

#[test]
fn what_a_spreadsheet_does_not_tell_is_asked_and_the_answer_counts() {
    let server = World::new().serve();
    let files = [("meadow_fund.csv", "Grantee,Amount\nBee Society,500\n")];
    let asked = |path: &str| {
        let report = end_of(&server, &post(&server, path, &files))["report"].take();
        let asked = report["questions"].as_array().unwrap().iter();
        let pair = |it: &Value| (it["asks"].as_str().unwrap().to_owned(), it["taken"].clone());
        asked.map(pair).collect::<Vec<_>>()
    };
    assert_eq!(
        asked("/imports?dry_run=true"),
        [("funder".to_owned(), json!("Meadow Fund")), ("currency".to_owned(), Value::Null)]
    );
    assert_eq!(asked("/imports?dry_run=true&funder=Meadow%20Fund&currency=GBP"), []);
}

#[test]
fn a_mapping_that_is_none_is_refused_before_anything_begins() {
    let server = World::new().serve();
    let files = [("a.csv", "funder,recipient\nA,B\n")];
    let bad = json!({"columns": {"colour": "funder"}});
    let reply = post_with(&server, "/imports?dry_run=true", &files, Some(&bad));
    let problem = reply.problem(400, "bad_body");
    assert!(problem["detail"].as_str().unwrap().contains("`colour`"), "{problem}");
    let targets = server.get("/imports/targets");
    let words: Vec<&Value> =
        targets["targets"].as_array().unwrap().iter().map(|it| &it["target"]).collect();
    assert!(words.contains(&&json!("recipient")) && !words.contains(&&json!("colour")));
    assert_eq!(targets["writable"], true);
    let server = World::new().serve_with(&["--read-only"]);
    assert_eq!(server.get("/imports/targets")["writable"], false);
}

#[test]
fn the_command_line_keeps_a_mapping_and_uses_it_again() {
    let world = World::empty();
    let (file, kept) = (world.file("liste.csv", SHEET), world.path("kept.json"));
    let kept = kept.to_str().unwrap();
    world.run(["import", &file]).ended(1).says(&["no table that is known"]);
    let columns = ["--column", "recipient=Empf\u{e4}nger", "--column", "funder=Wer gibt"];
    let look = ["import", &file, "--dry-run", "--save-mapping", kept, "--format", "table"];
    let said = world.run(look.iter().chain(&columns)).fine().stdout;
    for words in ["Betrag → amount (a guess), such as 1.500,50; 200", "`;` between cells"] {
        assert!(said.contains(words), "{said}");
    }
    let report = world.json(["import", &file, "--mapping", kept, "--format", "json"]);
    assert_eq!(
        (&report["created"], &report["mapping"]["columns"]["amount"]),
        (&json!(2), &json!("Betrag"))
    );
    assert_eq!(world.json(["import", &file, "--mapping", kept, "--format", "json"])["changes"], 0);
    world.run(["import", &file, "--mapping", "/nowhere.json"]).ended(1).says(&["`/nowhere.json`"]);
}

#[test]
fn a_network_file_is_shown_as_read_imported_and_the_second_time_changes_nothing() {
    let server = World::new().serve();
    let gml = "graph [\n node [ id 1 label \"Lumina\" kind \"funder\" ]\n\
        node [ id 2 label \"Registry\" kind \"project\" ]\n\
        edge [ source 1 target 2 relation \"funds\" ]\n edge [ source 2 target 2 ] ]\n";
    let files = [("field.gml", gml)];
    let report = tried(&server, &files, None)["report"].take();
    assert_eq!((&report["format"], &report["rows"]), (&json!("a network"), &json!(4)));
    let network = &report["networks"][0];
    assert_eq!(network["nodes"][1]["kind"], "initiative");
    assert_eq!(
        (&network["ties"][0]["kind"], &network["ties"][0]["verb"]),
        (&json!("funds"), &json!("funds"))
    );
    assert_eq!(
        (&report["refused"][0]["file"], &report["refused"][0]["line"]),
        (&json!("field.gml: edges"), &json!(2))
    );
    let done = end_of(&server, &post(&server, "/imports", &files));
    assert_eq!(
        (&done["report"]["created"], &done["report"]["made"]["ties"]),
        (&json!(3), &json!(1))
    );
    let again = end_of(&server, &post(&server, "/imports", &files));
    assert_eq!((&again["report"]["matched"], &again["report"]["changes"]), (&json!(3), &json!(0)));
}
