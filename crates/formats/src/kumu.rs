//! Workbooks as Kumu takes and gives them: a sheet of elements with their labels, and a sheet of
//! connections from one label to another. They come down to a blueprint, which is the same in JSON.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use waymark_networks::NetworkFormat;

use crate::open::Text;
use crate::table::Table;
use crate::{Form, Mapping, grants, guide, network};

/// Headings that mean the same however they are written.
const KNOWN: [&str; 8] = ["label", "type", "description", "tags", "from", "to", "direction", "id"];

/// What stands between several values of a cell.
const BETWEEN: char = '|';

/// The network of a workbook that has the two sheets and no other.
pub(crate) fn document(
    file: &Arc<str>,
    tables: &[Table],
    packed: Option<&'static str>,
    mapping: &Mapping,
) -> Option<network::Document> {
    let [one, other] = tables else { return None };
    let (elements, connections) = if is_connections(other) { (one, other) } else { (other, one) };
    let has_both = is_connections(connections) && is_elements(elements);
    let is_other = |table| guide::table_kind(table).is_some();
    if !has_both || is_other(one) || is_other(other) || grants::check(connections, mapping).is_ok()
    {
        return None;
    }
    let blueprint = json!({ "elements": items(elements), "connections": items(connections) });
    let text = Text { text: blueprint.to_string(), encoding: "UTF-8", guessed: false };
    let (format, form) = (NetworkFormat::KumuJson, elements.detected.form);
    debug_assert!(matches!(form, Form::Xlsx | Form::Ods), "tables of a workbook are its sheets");
    Some(network::Document { file: file.clone(), text, packed, format, form })
}

fn is_connections(table: &Table) -> bool {
    table.column("from").is_some() && table.column("to").is_some()
}

fn is_elements(table: &Table) -> bool {
    table.column("label").is_some() && !is_connections(table)
}

/// The rows as objects; an empty cell says nothing.
fn items(table: &Table) -> Vec<Value> {
    let names: Vec<String> = table.columns.iter().map(|name| heading(name)).collect();
    let item = |cells: &csv::StringRecord| {
        let cells = names.iter().zip(cells.iter().map(str::trim));
        let known = cells.filter(|(_, cell)| !cell.is_empty());
        Value::Object(
            known.map(|(name, cell)| (name.clone(), value(name, cell))).collect::<Map<_, _>>(),
        )
    };
    table.rows.iter().map(|row| item(&row.cells)).collect()
}

fn heading(name: &str) -> String {
    let plain = name.trim().to_lowercase();
    if KNOWN.contains(&plain.as_str()) { plain } else { name.trim().to_owned() }
}

fn value(name: &str, cell: &str) -> Value {
    match name {
        "tags" => cell.split(BETWEEN).map(|tag| json!(tag.trim())).collect(),
        _ => json!(cell),
    }
}
