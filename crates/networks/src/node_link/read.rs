use std::sync::Arc;

use super::HABITS;
use crate::build::{Builder, Owner};
use crate::habits::free_name;
use crate::json::{Json, parse, take};
use crate::place::Spot;
use crate::{Direction, Edge, NetworkError};

type Fields = Vec<(Arc<str>, Json)>;

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut top = builder.object(parse(builder)?, Spot::File)?;
    let direction = direction(&mut top, builder);
    let nodes = take(&mut top, "nodes").unwrap_or(Json::Null);
    let (links, list) = match take(&mut top, "links") {
        Some(links) => (links, "links"),
        None => (take(&mut top, "edges").unwrap_or(Json::Null), "edges"),
    };
    for (index, item) in builder.items(nodes, "nodes")?.into_iter().enumerate() {
        let spot = Spot::Item { list: "nodes", index, field: "" };
        node(item, spot, builder)?;
    }
    let links = builder.items(links, list)?;
    let by_number = are_numbered(&links, builder);
    if by_number {
        let what = "links name nodes by their place in the list, from 0";
        builder.notice(what, list, Spot::Field(list));
    }
    for (index, item) in links.into_iter().enumerate() {
        let spot = Spot::Item { list, index, field: "" };
        link(item, spot, by_number, direction, builder)?;
    }
    rest_of_file(top, builder)?;
    HABITS.absorb(builder);
    Ok(())
}

fn direction(top: &mut Fields, builder: &mut Builder<'_>) -> Direction {
    match take(top, "directed") {
        Some(Json::Truth(true)) => Direction::Directed,
        Some(Json::Truth(false)) => Direction::Undirected,
        _ => {
            let what = "nothing says whether edges are directed: they are taken as undirected";
            builder.notice(what, "directed", Spot::File);
            Direction::Undirected
        }
    }
}

fn node(item: Json, spot: Spot, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    // D3 takes names alone for nodes, too.
    let mut fields = match item {
        Json::Text(_) | Json::Integer(_) => vec![(Arc::from("id"), item)],
        item => builder.object(item, spot)?,
    };
    let id = match take(&mut fields, "id").as_ref().and_then(Json::as_id) {
        Some(id) => id,
        None => made_id(&fields, spot, builder),
    };
    let node = builder.node(&id, spot)?;
    values(fields, Owner::Node(node), spot, builder)
}

/// The id of a node that has none: its name if no other has it, or a number.
fn made_id(fields: &Fields, spot: Spot, builder: &mut Builder<'_>) -> String {
    let name =
        fields.iter().find(|(name, _)| &**name == "name").and_then(|(_, json)| json.as_text());
    let what = "a node has no id: its name, or a number, was taken";
    builder.notice(what, name.unwrap_or(""), spot);
    let number = builder.network.nodes().len();
    let made = match name {
        Some(name) if builder.network.place(name).is_none() => return name.to_owned(),
        _ => format!("n{number}"),
    };
    free_name(&made, |id| builder.network.place(id).is_some()).to_string()
}

/// Whether all links name nodes by their place in the list, as older files do.
fn are_numbered(links: &[Json], builder: &Builder<'_>) -> bool {
    let nodes = builder.network.nodes().len() as i64;
    let ends =
        || links.iter().flat_map(|link| [link.field("source"), link.field("target")]).flatten();
    let is_place = |end: &Json| matches!(end, Json::Integer(number) if (0..nodes).contains(number));
    let is_id = |end: &Json| end.as_id().is_some_and(|id| builder.network.place(&id).is_some());
    ends().next().is_some() && ends().all(is_place) && !ends().all(is_id)
}

fn link(
    item: Json,
    spot: Spot,
    by_number: bool,
    direction: Direction,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut fields = builder.object(item, spot)?;
    let mut end = |name: &'static str| -> Result<u32, NetworkError> {
        let json = take(&mut fields, name);
        if let (true, Some(Json::Integer(number))) = (by_number, &json) {
            return Ok(*number as u32);
        }
        // A drawing of D3 puts the node itself in the place of its id.
        let id = json.as_ref().and_then(|json| json.field("id").unwrap_or(json).as_id());
        match id {
            Some(id) => builder.end(&id, spot),
            None => {
                let found = json.map_or_else(|| "nothing".to_owned(), |json| json.to_string());
                Err(builder.malformed(spot, &found, &format!("the id of a node as `{name}`")))
            }
        }
    };
    let (from, to) = (end("source")?, end("target")?);
    let id = take(&mut fields, "id").and_then(|id| id.as_id());
    let edge = builder.edge(Edge { id, ..Edge::new(from, to, direction) }, spot)?;
    values(fields, Owner::Edge(edge), spot, builder)
}

fn values(
    fields: Fields,
    owner: Owner,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    fields.into_iter().try_for_each(|(name, json)| builder.set_json(owner, &name, json, spot))
}

fn rest_of_file(top: Fields, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    for (name, json) in top {
        match (&*name, json) {
            ("multigraph", _) | (_, Json::Null) => {}
            ("graph", Json::Object(fields)) => {
                for (name, json) in fields {
                    match json {
                        Json::Text(text) if &*name == "name" => builder.network.name = Some(text),
                        json => {
                            builder.set_json(Owner::Graph, &name, json, Spot::Field("graph"))?
                        }
                    }
                }
            }
            ("graph", Json::List(items)) if items.is_empty() => {}
            _ => builder.notice("a part of the file was left out", &name, Spot::File),
        }
    }
    Ok(())
}
