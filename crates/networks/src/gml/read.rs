use std::collections::HashMap;

use super::tokens::{Gml, Pairs, Tokens};
use super::{HABITS, MADE_BY};
use crate::build::{Builder, Owner};
use crate::place::Spot;
use crate::{Color, Direction, Edge, Look, NetworkError, Position, Value};

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut tokens = Tokens::new(builder);
    let mut has_graph = false;
    while let Some((key, spot)) = tokens.key(builder)? {
        match key.to_ascii_lowercase().as_str() {
            "graph" if !has_graph => {
                has_graph = true;
                tokens.enter(builder)?;
                graph(&mut tokens, builder)?;
            }
            "graph" => {
                tokens.value(builder)?;
                builder.notice("a further graph of the file was left out", key, spot);
            }
            "version" => drop(tokens.value(builder)?),
            _ => {
                let value = tokens.value(builder)?;
                if value.as_text() != Some(MADE_BY) {
                    set(Owner::Graph, key, value, spot, builder)?;
                }
            }
        }
    }
    if !has_graph {
        return Err(builder.malformed(Spot::File, "no graph", "`graph [`"));
    }
    HABITS.absorb(builder);
    Ok(())
}

fn graph<'a>(tokens: &mut Tokens<'a>, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let mut direction = Direction::Undirected;
    let mut edges: Vec<(Pairs<'a>, Spot)> = Vec::new();
    let mut nodes = HashMap::new();
    while let Some((key, spot)) = tokens.key(builder)? {
        let value = tokens.value(builder)?;
        match (key, value) {
            ("directed", value) => {
                if value.as_number().is_some_and(|number| number != 0.0) {
                    direction = Direction::Directed;
                }
            }
            ("node", Gml::List(pairs)) => node(pairs, spot, &mut nodes, builder)?,
            ("edge", Gml::List(pairs)) => edges.push((pairs, spot)),
            ("name" | "label", Gml::Text(text)) if builder.network.name.is_none() => {
                builder.network.name = Some(text);
            }
            ("multigraph", _) => {}
            (key, value) => set(Owner::Graph, key, value, spot, builder)?,
        }
    }
    edges.into_iter().try_for_each(|(pairs, spot)| edge(pairs, spot, direction, &nodes, builder))
}

/// Takes the first value of a key out; the order of the others stays.
fn take<'a>(pairs: &mut Pairs<'a>, key: &str) -> Option<Gml<'a>> {
    let place = pairs.iter().position(|(each, _)| *each == key)?;
    Some(pairs.remove(place).1)
}

fn node(
    mut pairs: Pairs<'_>,
    spot: Spot,
    nodes: &mut HashMap<String, u32>,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let Some(number) = take(&mut pairs, "id") else {
        return Err(builder.malformed(spot, "node without `id`", "the key `id`"));
    };
    let number = number.to_string();
    let identifier = take(&mut pairs, "identifier").map(|id| id.to_string());
    let label = take(&mut pairs, "label").map(|label| label.to_string());
    // Where several nodes have one label, the id stands in its place: see how it is written.
    let caption = take(&mut pairs, "caption").map(|caption| caption.to_string());
    let id = &identifier.unwrap_or_else(|| number.clone());
    let node = builder.node(id, spot)?;
    if nodes.insert(number, node).is_some_and(|other| other != node) {
        builder.notice("two nodes have the same number: edges go to the last", id, spot);
    }
    let shown = if label.as_ref() == Some(id) { caption.or(label) } else { label };
    builder.network.node_mut(node).label = shown.filter(|label| label != id);
    if let Some(graphics) = take(&mut pairs, "graphics") {
        let rest = graphics_of_node(graphics, node, builder);
        pairs.extend(rest.map(|rest| ("graphics", rest)));
    }
    set_all(Owner::Node(node), pairs, spot, builder)
}

fn edge(
    mut pairs: Pairs<'_>,
    spot: Spot,
    direction: Direction,
    nodes: &HashMap<String, u32>,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut end = |key: &str| {
        let Some(number) = take(&mut pairs, key) else {
            let expected = format!("the key `{key}`");
            return Err(builder.malformed(spot, &format!("edge without `{key}`"), &expected));
        };
        let number = number.to_string();
        nodes.get(&number).map_or_else(|| builder.end(&number, spot), |node| Ok(*node))
    };
    let (from, to) = (end("source")?, end("target")?);
    let id = take(&mut pairs, "id").map(|id| id.to_string());
    let label = take(&mut pairs, "label").map(|label| label.to_string());
    let edge = Edge { id, label, ..Edge::new(from, to, direction) };
    let edge = builder.edge(edge, spot)?;
    if let Some(Gml::List(mut graphics)) = take(&mut pairs, "graphics") {
        let size = take(&mut graphics, "width").and_then(|width| width.as_number());
        let color = take(&mut graphics, "fill").and_then(|fill| Color::parse(fill.as_text()?));
        let style = take(&mut graphics, "style");
        let shape = style.and_then(|style| Some(style.as_text()?.to_owned()));
        let look = Look { size, color, shape, position: None };
        if look != Look::default() {
            builder.network.edge_mut(edge).look = Some(Box::new(look));
        }
        if !graphics.is_empty() {
            pairs.push(("graphics", Gml::List(graphics)));
        }
    }
    set_all(Owner::Edge(edge), pairs, spot, builder)
}

/// Takes what is known out of the graphics of a node, and gives back the rest.
fn graphics_of_node<'a>(
    graphics: Gml<'a>,
    node: u32,
    builder: &mut Builder<'_>,
) -> Option<Gml<'a>> {
    let Gml::List(mut pairs) = graphics else { return Some(graphics) };
    let mut look = Look::default();
    let number = |pairs: &Pairs<'_>, key: &str| {
        pairs.iter().find(|(each, _)| *each == key).and_then(|(_, value)| value.as_number())
    };
    if let Some((x, y)) = number(&pairs, "x").zip(number(&pairs, "y")) {
        look.position = Some(Position { x, y, z: number(&pairs, "z") });
        pairs.retain(|(key, _)| !matches!(*key, "x" | "y" | "z"));
    }
    look.size = take(&mut pairs, "w").and_then(|width| width.as_number());
    look.color = take(&mut pairs, "fill").and_then(|fill| Color::parse(fill.as_text()?));
    look.shape = take(&mut pairs, "type").and_then(|shape| Some(shape.as_text()?.to_owned()));
    if look != Look::default() {
        builder.network.node_mut(node).look = Some(Box::new(look));
    }
    (!pairs.is_empty()).then_some(Gml::List(pairs))
}

/// Sets all attributes; a key that comes several times is a list.
fn set_all(
    owner: Owner,
    pairs: Pairs<'_>,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (key, value) in &pairs {
        *counts.entry(key).or_default() += usize::from(!matches!(value, Gml::List(_)));
    }
    let mut lists: HashMap<&str, Vec<Value>> = HashMap::new();
    let mut order = Vec::new();
    for (key, value) in pairs {
        match plain(value) {
            Ok(value) if counts.get(key).is_some_and(|count| *count > 1) => {
                let list = lists.entry(key).or_insert_with(|| {
                    order.push(key);
                    Vec::new()
                });
                list.push(value);
            }
            Ok(value) => set_value(owner, key, value, spot, builder)?,
            Err(inner) => set(owner, key, Gml::List(inner), spot, builder)?,
        }
    }
    for key in order {
        let list = lists.remove(key).unwrap_or_default();
        set_value(owner, key, Value::List(list), spot, builder)?;
    }
    Ok(())
}

fn plain(value: Gml<'_>) -> Result<Value, Pairs<'_>> {
    match value {
        Gml::Integer(number) => Ok(Value::Integer(number)),
        Gml::Number(number) => Ok(Value::Number(number)),
        Gml::Text(text) => Ok(Value::Text(text)),
        Gml::List(pairs) => Err(pairs),
    }
}

/// Sets an attribute; what stands in a list within is an attribute of its own.
fn set(
    owner: Owner,
    key: &str,
    value: Gml<'_>,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    match plain(value) {
        Ok(value) => set_value(owner, key, value, spot, builder),
        Err(pairs) => pairs.into_iter().try_for_each(|(inner, value)| {
            set(owner, &format!("{key}.{inner}"), value, spot, builder)
        }),
    }
}

fn set_value(
    owner: Owner,
    key: &str,
    value: Value,
    spot: Spot,
    builder: &mut Builder<'_>,
) -> Result<(), NetworkError> {
    let name = builder.name(key, spot)?;
    builder.set(owner, &name, value, spot)
}

/// Replaces `&quot;`, `&#233;`, `&eacute;` and the like. What is not known stays as it is.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&rest[1..end])?, end))) {
            Some((character, end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names of the characters from U+00A0 to U+00FF.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => {
            let place = LATIN.split_whitespace().position(|latin| latin == name)?;
            char::from_u32(0xa0 + u32::try_from(place).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn characters_are_read_by_number_and_by_name() {
        assert_eq!(
            unescape("&quot;caf&eacute;&quot; &#8364;&#x41; & &x; &amp;amp;"),
            "\"café\" €A & &x; &amp;"
        );
        assert_eq!(unescape("&yuml;&nbsp;&é;"), "ÿ\u{a0}&é;");
    }
}
