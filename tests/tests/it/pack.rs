//! The research pack: that it holds, that it is the same again, and that it says what the API says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::batch::newcomer;
use crate::server::Server;
use crate::world::World;

/// The files of a pack, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

fn unpacked(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(files.insert(name.clone(), content).is_none(), "{name} is in it twice");
    }
    files
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pack(server: &Server, words: &str) -> Vec<u8> {
    server.ask(&format!("/api/v1/exports/pack?{words}"), &[]).fine().body
}

fn manifest(files: &Files) -> Value {
    serde_json::from_slice(&files["MANIFEST.json"]).unwrap()
}

fn listed(manifest: &Value) -> &Vec<Value> {
    manifest["files"].as_array().unwrap()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

fn rows(files: &Files, path: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(files[path].as_slice()).deserialize().map(Result::unwrap).collect()
}

/// A served guide with an edition.
fn guide() -> Server {
    let server = World::with_guide().serve();
    let edition = json!({ "id": "first", "name": "First", "date": "2019-01-15" });
    server.post("/editions", &[], &edition).fine();
    server
}

#[test]
fn the_command_and_the_address_give_the_same_bytes_and_again() {
    let world = World::with_guide();
    world.run(["edition", "first", "--name", "First", "--date", "2019-01-15"]).fine();
    let write = |name: &str| {
        let path = world.path(name);
        let output = path.to_str().unwrap();
        let told = world.run(["export", "--pack", "--edition", "first", "--output", output]).fine();
        let bytes = std::fs::read(path).unwrap();
        told.says(&[&sha256(&bytes), "the same again: waymark export --pack --edition first"]);
        bytes
    };
    let (one, other) = (write("one.zip"), write("other.zip"));
    assert!(one == other, "a pack is not the same again");
    world.run(["export", "--pack", "--format", "csv"]).ended(2).says(&["every format"]);
    let server = world.serve();
    let reply = server.ask("/api/v1/exports/pack?edition=first", &[]).fine();
    assert!(reply.body == one, "the address gives other bytes than the command");
    assert_eq!(reply.header("content-type"), "application/zip");
    let disposition = "attachment; filename=\"waymark-first-pack.zip\"";
    assert_eq!(reply.header("content-disposition"), disposition);
    let told = server.get("/exports/pack/manifest?edition=first");
    assert_eq!(told["bytes"], one.len());
    assert_eq!(told["sha256"], sha256(&one));
    let again = server.ask(told["address"].as_str().unwrap(), &[]).fine();
    assert!(again.body == one, "the address in the manifest gives other bytes");
    let inside = manifest(&unpacked(&one));
    for (name, value) in inside.as_object().unwrap() {
        assert_eq!(&told[name], value, "{name}");
    }
}

#[test]
fn every_file_is_as_the_manifest_and_the_checksums_say_and_as_the_api_gives_it() {
    let server = guide();
    let files = unpacked(&pack(&server, "edition=first"));
    let manifest = manifest(&files);
    let mut named: BTreeSet<&str> = ["MANIFEST.json", "SHA256SUMS"].into();
    for file in listed(&manifest) {
        let path = file["path"].as_str().unwrap();
        named.insert(path);
        assert_eq!(file["bytes"], files[path].len(), "{path}");
        assert_eq!(file["sha256"], sha256(&files[path]), "{path}");
        assert!(file["about"].as_str().unwrap().ends_with('.'), "{path}");
        assert_eq!(file["address"].is_null(), file["command"].is_null(), "{path}");
        let Some(address) = file["address"].as_str() else { continue };
        let again = server.ask(address, &[]).fine();
        assert!(again.body == files[path], "{address} gives other bytes than {path} has");
        let Some((format, query)) =
            address.strip_prefix("/api/v1/exports/").and_then(|rest| rest.split_once('?'))
        else {
            assert!(path.starts_with("analyses/"), "{path}");
            continue;
        };
        let preview = server.get(&format!("/exports/{format}/preview?{query}"));
        for what in ["counts", "left_out", "lost", "bytes", "sha256"] {
            assert_eq!(preview[what], file[what], "{path}: {what}");
        }
    }
    assert_eq!(named, files.keys().map(String::as_str).collect());
    let sums = text(&files, "SHA256SUMS");
    let summed: BTreeSet<&str> = sums
        .lines()
        .map(|line| {
            let (sum, path) = line.split_once("  ").unwrap();
            assert_eq!(sum, sha256(&files[path]), "{path}");
            path
        })
        .collect();
    named.remove("SHA256SUMS");
    assert_eq!(summed, named);
}

#[test]
fn the_analyses_say_how_they_were_worked_out_and_commands_ask_them_again() {
    let world = World::with_guide();
    world.run(["edition", "first"]).fine();
    let output = world.path("pack.zip");
    world.run(["export", "--pack", "--edition", "first", "-o", output.to_str().unwrap()]).fine();
    let files = unpacked(&std::fs::read(output).unwrap());
    let manifest = manifest(&files);
    let analyses = listed(&manifest).iter();
    let analyses: Vec<&Value> =
        analyses.filter(|file| file["path"].as_str().unwrap().starts_with("analyses/")).collect();
    assert_eq!(analyses.len(), 8);
    for file in analyses {
        let path = file["path"].as_str().unwrap();
        let answer: Value = serde_json::from_slice(&files[path]).unwrap();
        assert_eq!(answer["version"], manifest["version"], "{path}");
        if path != "analyses/summary.json" {
            assert_eq!(file["run"]["parameters"], answer["parameters"], "{path}");
            assert_eq!(file["run"]["seed"], answer["seed"], "{path}");
        }
        let command = file["command"].as_str().unwrap();
        let said = world.json(command.strip_prefix("waymark ").unwrap().split(' '));
        assert_eq!(said, answer, "{command}");
    }
    let overlap = listed(&manifest).iter().find(|file| file["path"] == "analyses/overlap.json");
    assert!(overlap.unwrap()["run"]["null"].is_string());
}

#[test]
fn the_codebook_knows_every_column_of_every_table_and_how_much_of_it_is_known() {
    let files = unpacked(&pack(&guide(), "edition=first"));
    let codebook = rows(&files, "codebook.csv");
    let mut described = BTreeMap::new();
    for row in &codebook {
        assert!(!row["meaning"].is_empty() && !row["type"].is_empty(), "{row:?}");
        assert!(!row["meaning"].starts_with("the attribute"), "{row:?}");
        described.insert((row["file"].clone(), row["column"].clone()), row);
    }
    assert_eq!(described.len(), codebook.len(), "a column is described twice");
    let papers = ["codebook.csv", "files.csv"];
    for path in
        files.keys().filter(|path| path.ends_with(".csv") && !papers.contains(&path.as_str()))
    {
        let rows = rows(&files, path);
        let names = csv::Reader::from_reader(files[path].as_slice()).headers().unwrap().clone();
        for name in &names {
            let row = described.remove(&(path.clone(), name.to_owned()));
            let row = row.unwrap_or_else(|| panic!("{path}: `{name}` is not described"));
            let known = rows.iter().filter(|row| !row[name].is_empty()).count();
            assert_eq!(row["known"], known.to_string(), "{path}: {name}");
            assert_eq!(row["of"], rows.len().to_string(), "{path}: {name}");
        }
    }
    assert_eq!(described.keys().next(), None, "a column is described that is nowhere");
}

#[test]
fn what_is_not_known_is_absent() {
    let server = guide();
    let files = unpacked(&pack(&server, "edition=first"));
    let manifest = manifest(&files);
    assert!(manifest["licence"].is_null() && manifest["publisher"].is_null());
    assert!(text(&files, "LICENSE.md").contains("states no licence"));
    let cff = text(&files, "CITATION.cff");
    assert!(!cff.contains("license"), "{cff}");
    assert!(cff.contains("date-released: \"2019-01-15\""), "{cff}");
    let summary = server.get("/summary?edition=first");
    let known = &summary["who"]["initiatives_with_funder"];
    let initiatives = rows(&files, "tables/initiatives.csv");
    let with_funder = initiatives.iter().filter(|row| !row["funders"].is_empty()).count();
    assert_eq!(known["known"], with_funder);
    assert_eq!(known["of"], initiatives.len());
    for row in initiatives.iter().filter(|row| row["funders"].is_empty()) {
        assert_eq!(row["fundings_received"], "", "{row:?}");
    }
}

#[test]
fn an_old_pack_stays_as_it_is_and_a_filter_makes_a_smaller_one() {
    let server = guide();
    let before = pack(&server, "edition=first");
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    server.post("/editions", &[], &json!({ "id": "second", "name": "Second" })).fine();
    assert!(pack(&server, "edition=first") == before, "the old pack is not as it was");
    assert!(pack(&server, "edition=second") != before);
    let part = unpacked(&pack(&server, "edition=first&funder=lumina-foundation"));
    let said = manifest(&part);
    assert_eq!(said["filter"], json!({ "funder": "lumina-foundation" }));
    let whole = rows(&unpacked(&before), "tables/initiatives.csv").len();
    let selected = rows(&part, "tables/initiatives.csv").len();
    assert!(0 < selected && selected < whole, "{selected} of {whole}");
}

#[test]
fn an_empty_map_has_a_pack_too() {
    let files = unpacked(&pack(&World::empty().serve(), ""));
    assert_eq!(rows(&files, "tables/initiatives.csv"), []);
    assert!(files.contains_key("analyses/overlap.json"));
}

#[test]
fn a_pack_can_be_a_job() {
    let server = guide();
    let address = "/api/v1/exports/pack?edition=first";
    let begun = server.ask(address, &[("Prefer", "respond-async")]);
    assert_eq!(begun.status, 202);
    let job = crate::jobs::end(&server, &begun);
    assert_eq!(job["state"], "done", "{job}");
    let answer = server.ask(job["answer"].as_str().unwrap(), &[]).fine();
    assert!(answer.body == pack(&server, "edition=first"));
}

/// The reader in Python runs wherever Python is, and counts what the manifest says.
#[test]
fn the_reader_in_python_runs_and_finds_the_counts() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let files = unpacked(&pack(&guide(), "edition=first"));
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in &files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let read =
        || Command::new("python3").arg("read.py").current_dir(folder.path()).output().unwrap();
    let ran = read();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8(ran.stdout).unwrap();
    let manifest = manifest(&files);
    let mut counted = 0;
    for file in listed(&manifest) {
        let path = file["path"].as_str().unwrap();
        let Some(line) = said.lines().find(|line| line.starts_with(&format!("{path},"))) else {
            continue;
        };
        let found: Vec<&str> = line.rsplitn(4, ',').collect();
        for (found, what) in found.iter().zip(["edges", "nodes", "rows"]) {
            if let Some(count) = file["counts"][what].as_u64().filter(|_| !found.is_empty()) {
                assert_eq!(*found, count.to_string(), "{path}: {what}");
                counted += 1;
            }
        }
    }
    assert!(counted > 30, "{said}");
    std::fs::write(folder.path().join("tables/goals.csv"), "id\n").unwrap();
    let ran = read();
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("tables/goals.csv"));
}
