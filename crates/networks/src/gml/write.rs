use std::collections::HashSet;
use std::io::{self, Write};

use super::{HABITS, MADE_BY};
use crate::habits::{Habits, free_name, implied};
use crate::lost::{Carries, Losses};
use crate::sheet::Sheet;
use crate::value::number_text;
use crate::{Direction, Look, Lost, Network, Value};

/// The attributes of the whole network are written into the graph.
const OF_GRAPH: Habits = Habits {
    taken: &["name", "label", "directed", "multigraph", "node", "edge"],
    ..crate::habits::NONE
};

/// Writes a network.
///
/// Nodes are numbered, and `identifier` is the id. The label must be unique for networkx: where
/// several nodes have the same, all are labelled with their ids, and `caption` is the label.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Carries::ALL.losses(network);
    let direction = implied(network);
    let mut graph = Sheet::of_graph(&network.values, &OF_GRAPH, &mut losses);
    let mut nodes = Sheet::of_nodes(network, &HABITS, &mut losses);
    let mut edges = Sheet::of_edges(network, &HABITS, |_| direction, &mut losses);
    for sheet in [&mut graph, &mut nodes, &mut edges] {
        name_columns(sheet, &mut losses);
        sheet.list_losses(&mut losses);
        sheet.truth_losses(&mut losses);
    }
    crate::json::json_losses(network, &mut losses);
    losses.add("how opaque colours are", count_alpha(network));
    losses.add("characters that no text can hold (written as U+FFFD)", count_zeros(network));

    writeln!(out, "Creator \"{MADE_BY}\"\nVersion 1\ngraph [")?;
    writeln!(out, "  directed {}", u8::from(direction == Direction::Directed))?;
    if network.has_parallel_edges() {
        writeln!(out, "  multigraph 1")?;
    }
    if let Some(name) = &network.name {
        text(out, "  ", "name", name)?;
    }
    for (column, value) in graph.cells(Vec::new(), &network.values) {
        pair(out, "  ", &graph.columns[column].name, &value)?;
    }
    let has_unique_titles = has_unique_titles(network);
    for (number, node) in network.nodes().iter().enumerate() {
        writeln!(out, "  node [\n    id {number}")?;
        let label = if has_unique_titles { node.title() } else { node.id() };
        text(out, "    ", "label", label)?;
        text(out, "    ", "identifier", node.id())?;
        if let (false, Some(caption)) = (has_unique_titles, &node.label) {
            text(out, "    ", "caption", caption)?;
        }
        for (column, value) in nodes.of_node(network, node, &HABITS) {
            pair(out, "    ", &nodes.columns[column].name, &value)?;
        }
        graphics(out, node.look.as_deref(), ["w", "type"])?;
        writeln!(out, "  ]")?;
    }
    for edge in network.edges() {
        writeln!(out, "  edge [\n    source {}\n    target {}", edge.from, edge.to)?;
        for (key, value) in [("id", &edge.id), ("label", &edge.label)] {
            if let Some(value) = value {
                text(out, "    ", key, value)?;
            }
        }
        for (column, value) in edges.of_edge(edge, &HABITS, direction) {
            pair(out, "    ", &edges.columns[column].name, &value)?;
        }
        graphics(out, edge.look.as_deref(), ["width", "style"])?;
        writeln!(out, "  ]")?;
    }
    writeln!(out, "]")?;
    Ok(losses.finish())
}

fn has_unique_titles(network: &Network) -> bool {
    let mut seen = HashSet::new();
    network.nodes().iter().all(|node| seen.insert(node.title()))
}

/// Gives columns names that GML can write: letters and digits, beginning with a letter.
fn name_columns(sheet: &mut Sheet, losses: &mut Losses) {
    let is_well = |name: &str| {
        let mut characters = name.chars();
        characters.next().is_some_and(|first| first.is_ascii_alphabetic())
            && characters.all(|each| each.is_ascii_alphanumeric() || each == '_')
    };
    let mut used: HashSet<_> = sheet.columns.iter().map(|column| column.name.clone()).collect();
    for column in sheet.columns.iter_mut().filter(|column| !is_well(&column.name)) {
        let plain = |each: char| if each.is_ascii_alphanumeric() { each } else { '_' };
        let mut name: String = column.name.chars().map(plain).collect();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            name.insert(0, 'a');
        }
        let is_used = |name: &str| used.contains(name) || HABITS.takes(name, true);
        let name = free_name(&name, is_used);
        losses.add(&format!("the attribute name `{}` (written as `{name}`)", column.name), 1);
        used.insert(name.clone());
        column.name = name;
    }
}

fn count_alpha(network: &Network) -> usize {
    let nodes = network.nodes().iter().filter_map(|node| node.look.as_deref());
    let looks = nodes.chain(network.edges().iter().filter_map(|edge| edge.look.as_deref()));
    let alpha = looks.filter(|look| look.color.is_some_and(|color| color.alpha.is_some()));
    alpha.count()
}

fn count_zeros(network: &Network) -> usize {
    let mut count = 0;
    crate::texts::each(network, &mut |text| count += usize::from(text.contains('\0')));
    count
}

fn graphics(out: &mut impl Write, look: Option<&Look>, [size, shape]: [&str; 2]) -> io::Result<()> {
    let Some(look) = look else { return Ok(()) };
    writeln!(out, "    graphics [")?;
    let place = look.position.filter(|_| size == "w");
    let numbers = [
        ("x", place.map(|at| at.x)),
        ("y", place.map(|at| at.y)),
        ("z", place.and_then(|at| at.z)),
        (size, look.size),
    ];
    for (key, number) in numbers {
        if let Some(number) = number {
            pair(out, "      ", key, &Value::Number(number))?;
        }
    }
    if let Some(color) = look.color {
        let solid = crate::Color { alpha: None, ..color };
        text(out, "      ", "fill", &solid.to_string())?;
    }
    if let Some(word) = &look.shape {
        text(out, "      ", shape, word)?;
    }
    writeln!(out, "    ]")
}

/// Writes a key and a value. Numbers that GML does not have are left out.
fn pair(out: &mut impl Write, indent: &str, key: &str, value: &Value) -> io::Result<()> {
    match value {
        Value::Number(number) if !number.is_finite() => Ok(()),
        Value::Number(number) => writeln!(out, "{indent}{key} {}", number_text(*number)),
        Value::Integer(number) => writeln!(out, "{indent}{key} {number}"),
        Value::Truth(truth) => writeln!(out, "{indent}{key} {}", u8::from(*truth)),
        Value::Text(words) => text(out, indent, key, words),
        Value::List(_) => text(out, indent, key, &value.to_string()),
    }
}

/// Writes a key and a text, in ASCII: what is not, and what has a meaning, by its number.
fn text(out: &mut impl Write, indent: &str, key: &str, text: &str) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("&quot;"),
            '&' => escaped.push_str("&amp;"),
            '\0' => escaped.push_str("&#65533;"),
            ' '..='~' => escaped.push(character),
            other => escaped.push_str(&format!("&#{};", u32::from(other))),
        }
    }
    writeln!(out, "{indent}{key} \"{escaped}\"")
}
