use std::collections::HashMap;
use std::sync::Arc;

use super::HABITS;
use crate::build::{Builder, Owner};
use crate::habits::{direction_of, free_name};
use crate::json::{Json, parse, take};
use crate::place::Spot;
use crate::{Direction, Edge, NetworkError};

type Fields = Vec<(Arc<str>, Json)>;

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut top = builder.object(parse(builder)?, Spot::File)?;
    let elements = take(&mut top, "elements").unwrap_or(Json::Null);
    let connections = take(&mut top, "connections").unwrap_or(Json::Null);
    let mut by_label = HashMap::new();
    for (index, item) in builder.items(elements, "elements")?.into_iter().enumerate() {
        let spot = Spot::Item { list: "elements", index, field: "" };
        let fields = builder.object(item, spot)?;
        element(flat(fields), spot, &mut by_label, builder)?;
    }
    for (index, item) in builder.items(connections, "connections")?.into_iter().enumerate() {
        let spot = Spot::Item { list: "connections", index, field: "" };
        let fields = builder.object(item, spot)?;
        connection(flat(fields), spot, &by_label, builder)?;
    }
    for (name, json) in top {
        if let Json::Text(text) = &json
            && &*name == "name"
        {
            builder.network.name = Some(text.clone());
        } else if json != Json::Null {
            builder.notice("a part of the file was left out", &name, Spot::File);
        }
    }
    HABITS.absorb(builder);
    Ok(())
}

/// The fields with those of `attributes` among them, as exported projects have them.
fn flat(mut fields: Fields) -> Fields {
    match take(&mut fields, "attributes") {
        Some(Json::Object(inner)) => fields.extend(inner),
        Some(other) => fields.push((Arc::from("attributes"), other)),
        None => {}
    }
    fields
}

fn id_of(fields: &mut Fields) -> Option<String> {
    let own = take(fields, "id").and_then(|id| id.as_id());
    let kumus = take(fields, "_id").and_then(|id| id.as_id());
    own.or(kumus)
}

fn element(
    mut fields: Fields,
    spot: Spot,
    by_label: &mut HashMap<String, u32>,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let label = take(&mut fields, "label").and_then(|label| label.as_id());
    let id = match (id_of(&mut fields), &label) {
        (Some(id), _) => id,
        (None, Some(label)) => label.clone(),
        (None, None) => {
            builder.notice("an element has neither id nor label: it was given an id", "", spot);
            let number = builder.network.nodes().len();
            free_name(&format!("n{number}"), |id| builder.network.place(id).is_some()).to_string()
        }
    };
    let node = builder.node(&id, spot)?;
    if let Some(label) = label {
        if by_label.insert(label.clone(), node).is_some_and(|other| other != node) {
            let what = "two elements have the same label: connections by it go to the last";
            builder.notice(what, &label, spot);
        }
        if label != id {
            builder.network.node_mut(node).label = Some(label);
        }
    }
    fields
        .into_iter()
        .try_for_each(|(name, json)| builder.set_json(Owner::Node(node), &name, json, spot))
}

fn connection(
    mut fields: Fields,
    spot: Spot,
    by_label: &HashMap<String, u32>,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut end = |name: &'static str| -> Result<u32, NetworkError> {
        let json = take(&mut fields, name);
        match json.as_ref().and_then(Json::as_id) {
            Some(id) if builder.network.place(&id).is_some() => builder.end(&id, spot),
            Some(label) => match by_label.get(&label) {
                Some(node) => Ok(*node),
                None => builder.end(&label, spot),
            },
            None => {
                let found = json.map_or_else(|| "nothing".to_owned(), |json| json.to_string());
                Err(builder.malformed(spot, &found, &format!("an id or label as `{name}`")))
            }
        }
    };
    let (from, to) = (end("from")?, end("to")?);
    let word = take(&mut fields, "direction");
    let direction = word.as_ref().and_then(Json::as_text).and_then(direction_of);
    if direction.is_none() {
        let what = "nothing says which way a connection goes: it is taken as directed";
        builder.notice(what, word.as_ref().and_then(Json::as_text).unwrap_or(""), spot);
    }
    let id = id_of(&mut fields);
    let text = |json: Json| json.as_id();
    let label = take(&mut fields, "label").and_then(text);
    let kind = match take(&mut fields, "type") {
        Some(Json::Text(kind)) => Some(kind),
        Some(other) => {
            fields.push((Arc::from("type"), other));
            None
        }
        None => None,
    };
    let direction = direction.unwrap_or(Direction::Directed);
    let edge = Edge { id, label, kind, ..Edge::new(from, to, direction) };
    let edge = builder.edge(edge, spot)?;
    fields
        .into_iter()
        .try_for_each(|(name, json)| builder.set_json(Owner::Edge(edge), &name, json, spot))
}
