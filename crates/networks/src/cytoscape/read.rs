use std::sync::Arc;

use super::{HABITS, MADE_BY};
use crate::build::{Builder, Owner};
use crate::json::{Json, parse, take};
use crate::place::Spot;
use crate::{Color, Direction, Edge, NetworkError, Position};

type Fields = Vec<(Arc<str>, Json)>;

/// Elements that were taken apart, and where they stand.
#[derive(Default)]
struct Elements {
    nodes: Vec<(Fields, Spot)>,
    edges: Vec<(Fields, Spot)>,
}

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut elements = Elements::default();
    let (mut direction, mut is_ours) = (None, false);
    match parse(builder)? {
        Json::List(items) => elements.sort(items, "elements", builder)?,
        Json::Object(mut top) => {
            direction = match take(&mut top, "directed") {
                Some(Json::Truth(true)) => Some(Direction::Directed),
                Some(Json::Truth(false)) => Some(Direction::Undirected),
                _ => None,
            };
            is_ours =
                matches!(take(&mut top, "generated_by"), Some(Json::Text(by)) if by == MADE_BY);
            match take(&mut top, "elements") {
                Some(Json::List(items)) => elements.sort(items, "elements", builder)?,
                Some(Json::Object(lists)) => elements.sort_lists(lists, builder)?,
                other => {
                    let found = other.map_or_else(|| "nothing".to_owned(), |json| json.to_string());
                    return Err(builder.malformed(
                        Spot::Field("elements"),
                        &found,
                        "a list or an object",
                    ));
                }
            }
            rest_of_file(top, builder)?;
        }
        other => {
            return Err(builder.malformed(Spot::File, &other.to_string(), "an object or a list"));
        }
    }
    if direction.is_none() && !elements.edges.is_empty() {
        let what = "nothing says whether edges are directed: they are taken as going from source to target";
        builder.notice(what, "directed", Spot::File);
    }
    let mut parents = Vec::new();
    for (fields, spot) in elements.nodes {
        node(fields, spot, is_ours, &mut parents, builder)?;
    }
    for (child, id, spot) in parents {
        let parent = builder.end(&id, spot)?;
        builder.parent(child, parent, spot);
    }
    for (fields, spot) in elements.edges {
        edge(fields, spot, is_ours, direction.unwrap_or(Direction::Directed), builder)?;
    }
    HABITS.absorb(builder);
    Ok(())
}

impl Elements {
    fn sort_lists(&mut self, lists: Fields, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
        for (name, json) in lists {
            let (into, list) = match &*name {
                "nodes" => (&mut self.nodes, "elements.nodes"),
                "edges" => (&mut self.edges, "elements.edges"),
                _ => {
                    builder.notice(
                        "a part of the file was left out",
                        &name,
                        Spot::Field("elements"),
                    );
                    continue;
                }
            };
            for (index, item) in builder.items(json, list)?.into_iter().enumerate() {
                let spot = Spot::Item { list, index, field: "" };
                into.push((builder.object(item, spot)?, spot));
            }
        }
        Ok(())
    }

    /// Sorts one list of everything: an edge has a source and a target, or says so.
    fn sort(
        &mut self,
        items: Vec<Json>,
        list: &'static str,
        builder: &Builder<'_>,
    ) -> Result<(), NetworkError> {
        for (index, item) in items.into_iter().enumerate() {
            let spot = Spot::Item { list, index, field: "" };
            let data = item.field("data");
            let has = |name: &str| data.and_then(|data| data.field(name)).is_some();
            let is_edge = match item.field("group").and_then(Json::as_text) {
                Some(group) => group == "edges",
                None => has("source") && has("target"),
            };
            let fields = builder.object(item, spot)?;
            (if is_edge { &mut self.edges } else { &mut self.nodes }).push((fields, spot));
        }
        Ok(())
    }
}

/// What stands beside the elements.
fn rest_of_file(top: Fields, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    for (name, json) in top {
        let spot = Spot::Field("data");
        match (&*name, json) {
            ("data", Json::Object(fields)) => {
                for (name, json) in fields {
                    match json {
                        Json::Text(text) if &*name == "name" => builder.network.name = Some(text),
                        json => builder.set_json(Owner::Graph, &name, json, spot)?,
                    }
                }
            }
            ("data", Json::List(pairs)) => pairs_of_graph(pairs, builder)?,
            ("multigraph" | "format_version" | "target_cytoscapejs_version", _) => {}
            (_, Json::Null) => {}
            _ => builder.notice("a part of the file was left out", &name, Spot::File),
        }
    }
    Ok(())
}

/// The attributes of the whole as networkx writes them: a list of names and values.
fn pairs_of_graph(pairs: Vec<Json>, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    for (index, pair) in pairs.into_iter().enumerate() {
        let spot = Spot::Item { list: "data", index, field: "" };
        match pair {
            Json::List(pair) => match <[Json; 2]>::try_from(pair) {
                Ok([Json::Text(name), Json::Text(text)]) if name == "name" => {
                    builder.network.name = Some(text);
                }
                Ok([Json::Text(name), json]) => {
                    builder.set_json(Owner::Graph, &name, json, spot)?
                }
                _ => builder.notice("a part of the file was left out", "data", spot),
            },
            _ => builder.notice("a part of the file was left out", "data", spot),
        }
    }
    Ok(())
}

fn node(
    mut fields: Fields,
    spot: Spot,
    is_ours: bool,
    parents: &mut Vec<(u32, String, Spot)>,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut data = data_of(&mut fields, spot, builder)?;
    let id = match take(&mut data, "id").and_then(|id| id.as_id()) {
        Some(id) => id,
        None => {
            builder.notice("a node has no id: it was given one", "data", spot);
            let number = builder.network.nodes().len();
            crate::habits::free_name(&format!("n{number}"), |id| {
                builder.network.place(id).is_some()
            })
            .to_string()
        }
    };
    let node = builder.node(&id, spot)?;
    if let Some(parent) = take(&mut data, "parent").and_then(|parent| parent.as_id()) {
        parents.push((node, parent, spot));
    }
    let z = if is_ours { take(&mut data, "z") } else { None };
    if let Some(position) = take(&mut fields, "position") {
        let number = |name: &str| position.field(name).and_then(Json::as_number);
        match number("x").zip(number("y")) {
            Some((x, y)) => {
                let z = z.and_then(|z| z.as_number());
                let look = builder.network.node_mut(node).look.get_or_insert_default();
                look.position = Some(Position { x, y, z });
            }
            None => builder.notice("a position cannot be read", &position.to_string(), spot),
        }
    }
    if is_ours {
        take(&mut data, "value");
    }
    drawing(fields, Owner::Node(node), spot, builder)?;
    values(data, Owner::Node(node), spot, builder)
}

fn edge(
    mut fields: Fields,
    spot: Spot,
    is_ours: bool,
    direction: Direction,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut data = data_of(&mut fields, spot, builder)?;
    let mut end = |name: &'static str| {
        let found = take(&mut data, name);
        let id = found.as_ref().and_then(Json::as_id);
        id.ok_or_else(|| {
            let found = found.map_or_else(|| "nothing".to_owned(), |json| json.to_string());
            builder.malformed(spot, &found, &format!("the id of a node as `{name}`"))
        })
    };
    let (from, to) = (end("source")?, end("target")?);
    let (from, to) = (builder.end(&from, spot)?, builder.end(&to, spot)?);
    let id = take(&mut data, "id").and_then(|id| id.as_id());
    if is_ours {
        take(&mut data, "key");
    }
    let edge = builder.edge(Edge { id, ..Edge::new(from, to, direction) }, spot)?;
    drawing(fields, Owner::Edge(edge), spot, builder)?;
    values(data, Owner::Edge(edge), spot, builder)
}

fn data_of(fields: &mut Fields, spot: Spot, builder: &Builder<'_>) -> Result<Fields, NetworkError> {
    match take(fields, "data") {
        Some(json) => builder.object(json, spot),
        None => Ok(Vec::new()),
    }
}

fn values(
    data: Fields,
    owner: Owner,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    data.into_iter().try_for_each(|(name, json)| builder.set_json(owner, &name, json, spot))
}

/// What stands beside `data`: classes are kept, the rest is how things were left on a screen.
fn drawing(
    fields: Fields,
    owner: Owner,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    for (name, json) in fields {
        match (&*name, json) {
            ("group", _) => {}
            ("classes", Json::Text(classes)) if classes.is_empty() => {}
            ("classes", json) => builder.set_json(owner, "classes", json, spot)?,
            ("style", json) if color_of(&json).is_some() => {
                let look = match owner {
                    Owner::Edge(edge) => &mut builder.network.edge_mut(edge).look,
                    Owner::Node(node) => &mut builder.network.node_mut(node).look,
                    Owner::Graph => continue,
                };
                look.get_or_insert_default().color = color_of(&json);
            }
            _ => builder.notice("the state of a drawing was left out", &name, spot),
        }
    }
    Ok(())
}

fn color_of(style: &Json) -> Option<Color> {
    let color = style.field("background-color").or_else(|| style.field("line-color"))?;
    Color::parse(color.as_text()?)
}
