//! Files that are taken away: what is in them, and that they stay what they are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use waymark_networks::{Limits, Network, NetworkFormat, read_as, read_lists};

use crate::batch::newcomer;
use crate::server::{Reply, Server};
use crate::world::World;

/// The words of three networks.
const CHOICES: [&str; 4] =
    ["mode=two", "mode=one&projection=jaccard", "mode=all", "mode=two&isolates=false"];

fn formats(server: &Server) -> Vec<Value> {
    server.get("/exports")["formats"].as_array().unwrap().clone()
}

fn file(server: &Server, words: &str) -> Reply {
    server.ask(&format!("/api/v1/exports/{words}"), &[]).fine()
}

/// A file's words with `/preview` after the format.
fn preview(server: &Server, words: &str) -> Value {
    let (format, query) = words.split_once('?').unwrap_or((words, ""));
    server.get(&format!("/exports/{format}/preview?{query}"))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_format_gives_a_file_as_its_preview_says() {
    let server = World::with_guide().serve();
    let formats = formats(&server);
    assert!(formats.len() >= 20);
    for format in &formats {
        let id = format["id"].as_str().unwrap();
        let reply = file(&server, id);
        let preview = preview(&server, id);
        assert_eq!(preview["format"], format["id"]);
        assert_eq!(preview["media_type"], reply.header("content-type"), "{id}");
        assert_eq!(preview["media_type"], format["media_type"], "{id}");
        assert_eq!(preview["bytes"], reply.body.len(), "{id}");
        assert_eq!(preview["sha256"], sha256(&reply.body), "{id}");
        let name = preview["file_name"].as_str().unwrap();
        let extension = format["extension"].as_str().unwrap();
        assert_eq!(name, format!("waymark-1-{id}.{extension}"));
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(reply.header("content-disposition"), disposition);
        let again = server.ask(preview["address"].as_str().unwrap(), &[]).fine();
        assert!(again.body == reply.body, "{id}: its address gives other bytes");
        let is_table = preview["columns"].is_array();
        assert_eq!(is_table, preview["lines"].is_null(), "{id}");
        assert_eq!(is_table, matches!(extension, "csv" | "xlsx"), "{id}");
        let counts = preview["counts"].as_object().unwrap().values();
        assert!(counts.clone().any(Value::is_number), "{id}: {preview}");
    }
}

#[test]
fn a_reader_who_has_a_file_is_told_so_until_the_map_changes() {
    let server = World::with_guide().serve();
    for format in ["graphml?mode=one", "ties", "json", "xlsx"] {
        let first = file(&server, format);
        let tag = first.header("etag").to_owned();
        let address = format!("/api/v1/exports/{format}");
        let again = server.ask(&address, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{format}");
        assert_eq!(again.header("etag"), tag, "{format}");
    }
    let tag = file(&server, "ties").header("etag").to_owned();
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    assert_eq!(server.ask("/api/v1/exports/ties", &[("If-None-Match", &tag)]).status, 200);
}

#[test]
fn an_editions_files_stay_as_they_are_when_the_map_goes_on() {
    let server = World::with_guide().serve();
    server.post("/editions", &[], &json!({ "id": "first", "name": "First" })).fine();
    let ids: Vec<String> =
        formats(&server).iter().map(|format| format["id"].as_str().unwrap().to_owned()).collect();
    let files = || -> Vec<Vec<u8>> {
        ids.iter().map(|id| file(&server, &format!("{id}?edition=first")).body).collect()
    };
    let before = files();
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    server.post("/editions", &[], &json!({ "id": "second", "name": "Second" })).fine();
    for ((id, before), after) in ids.iter().zip(before).zip(files()) {
        assert!(before == after, "{id} is not as it was");
    }
    assert_eq!(preview(&server, "gexf?edition=first")["file_name"], "waymark-first-gexf.gexf");
}

/// The network of a file.
fn network(server: &Server, format: NetworkFormat, words: &str) -> Network {
    let limits = Limits::default();
    let word = if format == NetworkFormat::UcinetDl { "ucinet-dl" } else { format.word() };
    let body = file(server, &format!("{word}?{words}")).body;
    let reading = match format {
        NetworkFormat::EdgeList => {
            let nodes = file(server, &format!("nodes?{words}")).body;
            read_lists(nodes.as_slice(), body.as_slice(), &limits)
        }
        _ => read_as(format, body.as_slice(), &limits),
    };
    reading.unwrap_or_else(|error| panic!("{} {words}: {error}", format.name())).network
}

/// The attributes of nodes, and how often each edge with its attributes is there, as text: formats
/// differ in what types they have.
type Essence = (BTreeMap<String, BTreeMap<String, String>>, BTreeMap<String, usize>);

fn essence(network: &Network) -> Essence {
    let own = |values: &waymark_networks::Values| -> BTreeMap<String, String> {
        let text = |value: &waymark_networks::Value| match value.as_number() {
            Some(number) => number.to_string(),
            None => value.to_string(),
        };
        values.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    };
    let nodes = network.nodes().iter().map(|node| {
        let mut values = own(&node.values);
        values.insert("label".to_owned(), node.title().to_owned());
        values.insert("spells".to_owned(), format!("{:?}", node.spells));
        values.insert("mode".to_owned(), format!("{:?}", node.mode));
        (node.id().to_owned(), values)
    });
    let nodes: BTreeMap<_, _> = nodes.collect();
    let mut edges = BTreeMap::new();
    for edge in network.edges() {
        let end = |place: u32| network.nodes()[place as usize].id();
        let row = format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            end(edge.from),
            end(edge.to),
            edge.direction,
            edge.id,
            edge.kind,
            edge.label,
            edge.weight,
            edge.spells,
            own(&edge.values),
        );
        *edges.entry(row).or_default() += 1;
    }
    (nodes, edges)
}

#[test]
fn networks_read_back_with_equal_counts() {
    let server = World::with_guide().serve();
    for format in NetworkFormat::ALL.into_iter().filter(|format| format.is_read()) {
        if format == NetworkFormat::NodeList {
            continue;
        }
        for words in CHOICES {
            let read = network(&server, format, words);
            let word = if format == NetworkFormat::UcinetDl { "ucinet-dl" } else { format.word() };
            let counts = &preview(&server, &format!("{word}?{words}"))["counts"];
            let said = json!([read.nodes().len(), read.edges().len()]);
            assert_eq!(said, json!([counts["nodes"], counts["edges"]]), "{word}?{words}");
        }
    }
}

#[test]
fn networks_read_back_with_equal_attributes_where_the_format_has_them() {
    let server = World::with_guide().serve();
    for words in CHOICES {
        let expected = essence(&network(&server, NetworkFormat::NodeLinkJson, words));
        for format in [
            NetworkFormat::GraphMl,
            NetworkFormat::Gexf,
            NetworkFormat::Gml,
            NetworkFormat::CytoscapeJson,
            NetworkFormat::KumuJson,
            NetworkFormat::EdgeList,
        ] {
            let (nodes, edges) = essence(&network(&server, format, words));
            for (id, node) in &nodes {
                assert_eq!(Some(node), expected.0.get(id), "{} {words}", format.name());
            }
            assert_eq!(nodes.len(), expected.0.len(), "{} {words}", format.name());
            let other = edges.iter().find(|(edge, count)| expected.1.get(*edge) != Some(count));
            assert_eq!(other, None, "{} {words}", format.name());
            assert_eq!(edges.len(), expected.1.len(), "{} {words}", format.name());
        }
    }
}

#[test]
fn two_modes_are_who_gives_or_leads_and_what() {
    let server = World::with_guide().serve();
    let ties = |kind: &str| {
        let all = server.get(&format!("/ties?kind={kind}&limit=1000"));
        let items = all["items"].as_array().unwrap().clone();
        items.into_iter().map(|tie| {
            let end = |end: &str| tie[end]["id"].as_str().unwrap().to_owned();
            (tie["id"].as_str().unwrap().to_owned(), end("from"), end("to"))
        })
    };
    // Nothing in the guide is only asked for or declined.
    let all: Vec<_> = ties("funds").chain(ties("leads")).collect();
    let givers: BTreeSet<&String> = all.iter().map(|(_, from, _)| from).collect();
    let across = all.iter().filter(|(_, _, to)| !givers.contains(to));
    let expected: BTreeSet<&String> = across.map(|(id, ..)| id).collect();
    let network = network(&server, NetworkFormat::GraphMl, "mode=two");
    let found: BTreeSet<&String> =
        network.edges().iter().map(|edge| edge.id.as_ref().unwrap()).collect();
    assert_eq!(found, expected);
    assert!(network.is_two_mode());
    let left_out = preview(&server, "graphml?mode=two")["left_out"].clone();
    let within = all.len() - expected.len();
    let told = left_out.as_array().unwrap().iter();
    let told = told.filter(|lost| lost["what"].as_str().unwrap().contains("themselves"));
    assert_eq!(told.map(|lost| lost["count"].as_u64().unwrap()).sum::<u64>(), within as u64);
}

#[test]
fn one_mode_joins_what_the_overlap_joins() {
    let server = World::with_guide().serve();
    for (words, path, weight) in [
        (
            "between=initiatives&by=goals&projection=shared",
            "between=initiatives&by=goals",
            "shared",
        ),
        ("between=funders&projection=jaccard", "between=funders", "jaccard"),
        ("between=funders&projection=newman", "between=funders", "newman"),
    ] {
        let overlap = server.get(&format!("/analysis/overlap?{path}&any_time=true&null=none"));
        let pairs = overlap["pairs"].as_array().unwrap().iter().map(|pair| {
            let id = |side: &str| pair[side].as_str().unwrap().to_owned();
            let ends = BTreeSet::from([id("a"), id("b")]);
            (ends, format!("{:.9}", pair[weight].as_f64().unwrap()))
        });
        let pairs: BTreeMap<_, _> = pairs.collect();
        let network = network(&server, NetworkFormat::GraphMl, &format!("mode=one&{words}"));
        let id = |place: u32| network.nodes()[place as usize].id().to_owned();
        let edges = network.edges().iter().map(|edge| {
            (BTreeSet::from([id(edge.from), id(edge.to)]), format!("{:.9}", edge.weight.unwrap()))
        });
        assert_eq!(edges.collect::<BTreeMap<_, _>>(), pairs, "{words}");
    }
}

/// A map of two grants, one of an amount nobody knows, with names that a spreadsheet would run.
fn formulas() -> World {
    let world = World::new();
    let file = world.file(
        "grants.csv",
        "funder,recipient,amount,currency,date\n=cmd|' /C calc'!A1,+Plus,100.50,USD,2019\n\
         =cmd|' /C calc'!A1,@At,,,2019-03\n",
    );
    world.run(["import", &file, "--author", "test"]).fine();
    world
}

#[test]
fn no_table_has_a_formula() {
    let server = formulas().serve();
    for format in ["nodes", "edges", "organizations", "ties", "sources", "incidence"] {
        let text = file(&server, format).text();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for cell in reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let is_number = cell.parse::<f64>().is_ok();
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(is_number || !is_formula, "{format}: {cell}");
        }
    }
    assert!(file(&server, "organizations").text().contains("'=cmd|' /C calc'!A1"));
    let lost = preview(&server, "organizations")["lost"].clone();
    let told = lost.as_array().unwrap().iter();
    let mut told = told.filter(|each| each["what"].as_str().unwrap().contains("would run"));
    assert!(told.next().unwrap()["count"].as_u64().unwrap() >= 3, "{lost}");
}

#[test]
fn what_is_not_known_is_empty_and_never_0() {
    let server = formulas().serve();
    let text = file(&server, "ties").text();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().map(|row| row.unwrap()).collect();
    let amounts: BTreeSet<&str> = rows.iter().map(|row| row["amount"].as_str()).collect();
    assert_eq!(amounts, BTreeSet::from(["", "100.5"]));
    let network = network(&server, NetworkFormat::GraphMl, "mode=two");
    let amounts: Vec<_> =
        network.edges().iter().map(|edge| edge.values.get("amount").cloned()).collect();
    assert_eq!(amounts.iter().filter(|amount| amount.is_none()).count(), 1);
    let unknown = network.node("at").unwrap();
    assert_eq!(unknown.values.get("fundings_received"), Some(&waymark_networks::Value::Integer(1)));
    assert_eq!(unknown.values.get("fundings_received_with_amount"), None);
    assert!(network.edges().iter().all(|edge| edge.weight.is_none()));
}

#[test]
fn every_format_writes_a_map_of_nothing() {
    let server = World::empty().serve();
    for format in formats(&server) {
        let id = format["id"].as_str().unwrap();
        for words in if format["networks"] == true { &CHOICES[..] } else { &[""] } {
            if id == "incidence" && !words.contains("two") {
                continue;
            }
            let counts = preview(&server, &format!("{id}?{words}"))["counts"].clone();
            let counts = counts.as_object().unwrap();
            let known = counts.values().filter_map(Value::as_u64);
            // The source of the import is all there is.
            assert!(known.sum::<u64>() <= 1, "{id}?{words}: {counts:?}");
        }
    }
}

#[test]
fn a_filter_leaves_out_of_files_what_it_leaves_out_of_answers() {
    let server = World::with_guide().serve();
    let filter = "funder=lumina-foundation";
    for (path, format) in [
        ("initiatives", "initiatives"),
        ("organizations", "organizations"),
        ("ties", "ties"),
        ("milestones", "milestones"),
    ] {
        let total = server.get(&format!("/{path}?{filter}&limit=1"))["total"].clone();
        assert_eq!(preview(&server, &format!("{format}?{filter}"))["counts"]["rows"], total);
    }
    let graph = server.get(&format!("/graph?{filter}"));
    let counts = preview(&server, &format!("graphml?mode=all&{filter}"))["counts"].clone();
    assert_eq!(counts["nodes"], graph["nodes"].as_array().unwrap().len());
    assert_eq!(counts["edges"], graph["ties"].as_array().unwrap().len());
    let document = server.get(&format!("/exports/json?{filter}"));
    assert_eq!(document["entities"].as_array().unwrap().len(), counts["nodes"]);
    assert_eq!(document["filter"], json!({ "funder": "lumina-foundation" }));
    let cited = document["sources"].as_array().unwrap().len();
    assert!(cited > 0 && cited < server.get("/exports/json")["sources"].as_array().unwrap().len());
}

#[test]
fn the_command_line_writes_the_same_bytes_and_tells_what_they_are() {
    let world = World::with_guide();
    let out = world.path("map.gexf");
    let args = ["export", "--format", "gexf", "--mode", "one", "--no-isolates", "--output"];
    let ran = world.run(args.iter().copied().chain([out.to_str().unwrap()])).fine();
    let bytes = std::fs::read(&out).unwrap();
    assert!(ran.stdout.is_empty());
    let ran = ran.says(&["nodes", "edges", "left out", &sha256(&bytes)]);
    let printed = world.run(["export", "--format", "ties"]).fine().stdout;
    world.run(["export", "--format", "papyrus"]).ended(2);
    world.run(["export", "--format", "csv"]).ended(2).says(&["graphml"]);
    world.run(["export", "--format", "ties", "--mode", "one"]).ended(2);
    world.run(["summary", "--format", "gexf"]).ended(2).says(&["table"]);
    let server = world.serve();
    assert!(file(&server, "gexf?mode=one&isolates=false").body == bytes, "{}", ran.stderr);
    assert!(file(&server, "ties").text() == printed);
}

#[test]
fn a_file_can_be_made_as_a_job() {
    let server = World::with_guide().serve();
    let job = server.ask("/api/v1/exports/xlsx", &[("Prefer", "respond-async")]);
    assert_eq!(job.status, 202);
    let address = format!("/jobs/{}", job.json()["id"].as_str().unwrap());
    let ended = loop {
        let job = server.get(&address);
        if job["state"] != "running" {
            break job;
        }
        std::thread::yield_now();
    };
    assert_eq!(ended["state"], "done", "{ended}");
    let answer = ended["answer"].as_str().unwrap();
    assert!(server.ask(answer, &[]).fine().body == file(&server, "xlsx?as_of=1").body);
}

#[test]
fn names_with_letters_of_all_sorts_come_with_the_file() {
    let server = World::new().serve();
    server.post("/changes", &[], &newcomer("newcomer")).fine();
    server.post("/editions", &[], &json!({ "id": "für-alle", "name": "Für alle" })).fine();
    let reply = file(&server, "goals?edition=f%C3%BCr-alle");
    let disposition = reply.header("content-disposition");
    assert!(
        disposition.contains("filename*=UTF-8''waymark%2Df%C3%BCr%2Dalle%2Dgoals.csv"),
        "{disposition}"
    );
    assert!(disposition.contains("filename=\"waymark-f_r-alle-goals.csv\""), "{disposition}");
}

#[test]
fn linked_data_names_what_it_links_to() {
    let server = World::with_guide().serve();
    let document = file(&server, "json-ld").json();
    let nodes = document["@graph"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len(), "an id stands for one thing");
    for link in nodes.iter().flat_map(|node| links(node, true)) {
        assert!(ids.contains(link), "{link} leads nowhere");
    }
    let words = document.to_string();
    assert!(words.contains("schema:MonetaryGrant") && words.contains("ceterms:Organization"));
    let lumina = nodes.iter().find(|node| node["@id"] == "#lumina-foundation").unwrap();
    assert_eq!(lumina["schema:name"], "Lumina Foundation");
    assert!(nodes.iter().all(|node| node.as_object().unwrap().values().all(|v| !v.is_null())));
}

#[test]
fn linked_data_comes_back_as_it_went_out() {
    let first = World::with_guide().serve();
    let reply = file(&first, "json-ld");
    let world = World::new();
    let path = world.file("guide.jsonld", &reply.body);
    let report = world.json(["import", &path]);
    assert_eq!(report["refused"], json!([]), "{report}");
    let server = world.serve();
    let (went, came) = (reply.json(), file(&server, "json-ld").json());
    assert_eq!(nodes(&went).len(), nodes(&came).len());
    for (went, came) in nodes(&went).iter().zip(nodes(&came)) {
        assert_eq!(went, (&came.0, &came.1));
    }

    // What the vocabularies have no words for is told.
    let lost = preview(&first, "json-ld")["lost"].to_string();
    for what in [
        "how sure facts are",
        "attributes of things",
        "stages of initiatives",
        "the order, places and editions of goals",
        "how milestones stand",
        "dates of grants and links",
        "the sources' own words for ties",
        "how grants stand",
        "ties: succeeds",
    ] {
        assert!(lost.contains(what), "{what} is not among {lost}");
    }

    // What was said already, by the same source, is not said again.
    let guide = World::with_guide();
    let path = guide.file("guide.jsonld", &reply.body);
    let report = guide.json(["import", &path]);
    assert_eq!((&report["created"], &report["changed"]), (&json!(0), &json!(0)), "{report}");
}

/// The nodes by their ids, but for that of the document; lists in an order that stays.
fn nodes(document: &Value) -> BTreeMap<String, Value> {
    let all = document["@graph"].as_array().unwrap().iter();
    let all = all.filter(|node| node["@type"] != "schema:Dataset");
    all.map(|node| (node["@id"].as_str().unwrap().to_owned(), in_order(node))).collect()
}

fn in_order(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(in_order).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), in_order(value))).collect()
        }
        other => other.clone(),
    }
}

/// The ids that a node links to: objects of nothing but an id.
fn links(value: &Value, is_node: bool) -> Vec<&str> {
    match value {
        Value::Object(fields) if !is_node && fields.len() == 1 && fields.contains_key("@id") => {
            vec![fields["@id"].as_str().unwrap()]
        }
        Value::Object(fields) => fields.values().flat_map(|each| links(each, false)).collect(),
        Value::Array(items) => items.iter().flat_map(|each| links(each, false)).collect(),
        _ => Vec::new(),
    }
}
