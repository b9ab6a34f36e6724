//! Changes to post, made small.

use serde_json::{Value, json};

/// What says so: a source of its own for each batch.
fn stated(source: &str) -> Value {
    json!({ "source": source, "confidence": "reported" })
}

/// Puts a source.
pub(crate) fn source(id: &str) -> Value {
    json!({ "op": "put_source", "source": { "id": id, "title": format!("Source {id}") } })
}

/// Puts an organization or an initiative that a source names.
pub(crate) fn thing(kind: &str, id: &str, name: &str, source: &str) -> Value {
    let name = json!([{ "value": name, "provenance": stated(source) }]);
    json!({ "op": "put_entity", "entity": { "kind": kind, "id": id, "name": name } })
}

/// Puts a tie that a source states.
pub(crate) fn tie(from: &str, kind: &str, to: &str, source: &str) -> Value {
    let id = format!("{from}--{kind}--{to}");
    let stated = json!([stated(source)]);
    json!({ "op": "put_tie",
        "tie": { "id": id, "kind": kind, "from": from, "to": to, "stated": stated } })
}

/// Changes that belong together.
pub(crate) fn request(message: &str, changes: &[Value]) -> Value {
    json!({ "author": "test", "message": message, "changes": changes })
}

/// A new organization, with its source.
pub(crate) fn newcomer(id: &str) -> Value {
    let name = format!("Newcomer {id}");
    request(&name, &[source("hearsay"), thing("organization", id, &name, "hearsay")])
}

/// The batch of a number: a source, a funder, an initiative, and the tie between them.
pub(crate) fn numbered(number: u64) -> Value {
    let [source_id, funder, initiative] = records(number);
    request(
        &format!("batch {number}"),
        &[
            source(&source_id),
            thing("organization", &funder, &format!("Funder {number}"), &source_id),
            thing("initiative", &initiative, &format!("Initiative {number}"), &source_id),
            tie(&funder, "funds", &initiative, &source_id),
        ],
    )
}

fn records(number: u64) -> [String; 3] {
    ["source", "funder", "initiative"].map(|kind| format!("{kind}-{number}"))
}

/// How many records of each numbered batch are on a map that was exported: 4 of each, if whole.
pub(crate) fn records_on_map(export: &Value) -> std::collections::BTreeMap<u64, usize> {
    let mut found = std::collections::BTreeMap::new();
    for list in ["sources", "entities", "ties"] {
        for record in export[list].as_array().unwrap() {
            let number = record["id"].as_str().unwrap().rsplit_once('-').unwrap().1;
            *found.entry(number.parse().unwrap()).or_default() += 1;
        }
    }
    found
}
