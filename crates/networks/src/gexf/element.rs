//! What nodes and edges say in the same words: when they are there, how they look.

use crate::build::{Builder, Owner};
use crate::time::parse_time_set;
use crate::value::parse_number;
use crate::xml::Tag;
use crate::{Color, Look, Position, Spell};

/// The spans in the attributes of a tag: `start`, `end`, `timestamp`, `intervals`, `timestamps`.
pub(super) fn spells(tag: &Tag, builder: &mut Builder<'_>) -> Vec<Spell> {
    let (mut start, mut end) = (tag.get("start"), tag.get("end"));
    for (open, side) in [("startopen", &mut start), ("endopen", &mut end)] {
        if let Some(moment) = tag.get(open) {
            let what = "a span without its end itself is read as if the end belonged to it";
            builder.notice(what, moment, tag.spot);
            side.get_or_insert(moment);
        }
    }
    if let Some(moment) = tag.get("timestamp") {
        start.get_or_insert(moment);
        end.get_or_insert(moment);
    }
    let said = |side: Option<&str>| {
        let side = side.map(str::trim).filter(|side| !side.is_empty());
        side.filter(|side| side.trim_start_matches('-') != "Infinity").map(str::to_owned)
    };
    let mut spells: Vec<Spell> = Spell::between(said(start), said(end)).into_iter().collect();
    for (name, moments) in [("intervals", false), ("timeset", false), ("timestamps", true)] {
        let Some(text) = tag.get(name) else { continue };
        match parse_time_set(text, moments) {
            Some(more) => spells.extend(more),
            None => {
                builder.notice("spans of time cannot be read, and were left out", text, tag.spot)
            }
        }
    }
    spells
}

/// The attributes that [`spells`] reads.
pub(super) const TIMES: [&str; 8] =
    ["start", "end", "startopen", "endopen", "timestamp", "intervals", "timeset", "timestamps"];

/// Reads a tag of the drawing; whether it is one.
pub(super) fn look(tag: &Tag, owner: Owner, builder: &mut Builder<'_>) -> bool {
    let number = |name: &str| tag.get(name).and_then(parse_number);
    let mut found = Look::default();
    let is_read = match tag.name.as_str() {
        "color" => {
            let alpha = number("a");
            found.color = color(tag).map(|color| Color { alpha: alpha.or(color.alpha), ..color });
            found.color.is_some()
        }
        "position" => {
            let ends = number("x").zip(number("y"));
            found.position = ends.map(|(x, y)| Position { x, y, z: number("z") });
            found.position.is_some()
        }
        "size" | "thickness" => {
            found.size = number("value");
            found.size.is_some()
        }
        "shape" => {
            found.shape = tag.get("value").map(str::to_owned);
            found.shape.is_some()
        }
        _ => return false,
    };
    if !is_read {
        builder.notice(
            "a part of the drawing cannot be read, and was left out",
            &tag.name,
            tag.spot,
        );
        return true;
    }
    let look = match owner {
        Owner::Node(node) => &mut builder.network.node_mut(node).look,
        Owner::Edge(edge) => &mut builder.network.edge_mut(edge).look,
        Owner::Graph => return true,
    };
    let look = look.get_or_insert_default();
    look.color = found.color.or(look.color);
    look.position = found.position.or(look.position);
    look.size = found.size.or(look.size);
    look.shape = found.shape.or(look.shape.take());
    true
}

fn color(tag: &Tag) -> Option<Color> {
    if let Some(hex) = tag.get("hex") {
        return Color::parse(hex);
    }
    let channel = |name: &str| {
        let number = tag.get(name).and_then(parse_number)?;
        (0.0..=255.0).contains(&number).then_some(number.round() as u8)
    };
    Some(Color::new(channel("r")?, channel("g")?, channel("b")?))
}
