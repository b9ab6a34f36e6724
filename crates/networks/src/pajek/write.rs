use std::collections::HashSet;
use std::io::{self, Write};

use crate::lost::Carries;
use crate::value::number_text;
use crate::{Color, Direction, Edge, Lost, Mode, Network, Node};

/// What is carried. Pajek itself also knows relations and spans of time, but a file with them is
/// refused by igraph and misread by networkx, so that they are read and not written.
pub(crate) const CARRIES: Carries = Carries {
    name: true,
    node_labels: true,
    edge_labels: true,
    modes: true,
    colors: true,
    positions: true,
    sizes: true,
    ..Carries::NOTHING
};

/// Writes a network.
///
/// A vertex has one name: the label where no two nodes are shown the same, the id otherwise.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let is_two_mode = network.is_two_mode();
    let mut losses = Carries { modes: is_two_mode, ..CARRIES }.losses(network);
    let mut seen = HashSet::new();
    let by_title = network.nodes().iter().all(|node| seen.insert(node.title()));
    let labels = network.nodes().iter().filter(|node| node.label.is_some()).count();
    let lost = match by_title {
        true => "ids of nodes (their labels stand in their place)",
        false => "labels of nodes (several are the same, so ids stand in their place)",
    };
    losses.add(lost, labels);
    losses.add(
        "quotes and line breaks in names (written as `'` and spaces)",
        changed(network, by_title),
    );
    losses.add("how opaque colours are", alphas(network));

    let order = order(network, is_two_mode);
    let mut numbers = vec![0; network.nodes().len()];
    for (number, place) in order.iter().enumerate() {
        numbers[*place] = number + 1;
    }
    if let Some(name) = &network.name {
        writeln!(out, "*Network {}", line(name))?;
    }
    write!(out, "*Vertices {}", network.nodes().len())?;
    if is_two_mode {
        let first = |node: &&Node| node.mode == Some(Mode::First);
        write!(out, " {}", network.nodes().iter().filter(first).count())?;
    }
    writeln!(out)?;
    for place in order {
        vertex(out, numbers[place], &network.nodes()[place], by_title)?;
    }
    let is_arc = |edge: &&Edge| edge.direction == Direction::Directed;
    let mut arcs = network.edges().iter().filter(is_arc).peekable();
    if arcs.peek().is_some() {
        writeln!(out, "*Arcs")?;
        arcs.try_for_each(|edge| self::edge(out, edge, &numbers))?;
    }
    let mut edges = network.edges().iter().filter(|edge| !is_arc(edge)).peekable();
    if edges.peek().is_some() {
        writeln!(out, "*Edges")?;
        edges.try_for_each(|edge| self::edge(out, edge, &numbers))?;
    }
    Ok(losses.finish())
}

/// The places of the nodes, those of the first mode before those of the second.
fn order(network: &Network, is_two_mode: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..network.nodes().len()).collect();
    if is_two_mode {
        order.sort_by_key(|place| network.nodes()[*place].mode);
    }
    order
}

/// Text that Pajek can hold: in one line, and without `"`.
fn line(text: &str) -> String {
    let plain = |character: char| match character {
        '"' => '\'',
        other if other.is_control() => ' ',
        other => other,
    };
    text.chars().map(plain).collect()
}

fn changed(network: &Network, by_title: bool) -> usize {
    let name =
        |node: &Node| -> String { if by_title { node.title() } else { node.id() }.to_owned() };
    let nodes = network.nodes().iter().map(name);
    let edges = network.edges().iter().filter_map(|edge| edge.label.clone());
    let names = nodes.chain(edges).filter(|text| line(text) != *text).count();
    let is_changed = |name: &&String| line(name).trim() != **name;
    names + network.name.iter().filter(is_changed).count()
}

fn alphas(network: &Network) -> usize {
    let nodes = network.nodes().iter().filter_map(|node| node.look.as_deref());
    let looks = nodes.chain(network.edges().iter().filter_map(|edge| edge.look.as_deref()));
    looks.filter(|look| look.color.is_some_and(|color| color.alpha.is_some())).count()
}

fn color(color: Color) -> String {
    format!("RGB{:02X}{:02X}{:02X}", color.red, color.green, color.blue)
}

fn vertex(out: &mut impl Write, number: usize, node: &Node, by_title: bool) -> io::Result<()> {
    let name = if by_title { node.title() } else { node.id() };
    write!(out, "{number} \"{}\"", line(name))?;
    if let Some(look) = &node.look {
        if let Some(at) = look.position {
            write!(out, " {} {}", number_text(at.x), number_text(at.y))?;
            if let Some(z) = at.z {
                write!(out, " {}", number_text(z))?;
            }
        }
        if let Some(size) = look.size {
            write!(out, " x_fact {}", number_text(size))?;
        }
        if let Some(is) = look.color {
            write!(out, " ic {}", color(is))?;
        }
    }
    writeln!(out)
}

fn edge(out: &mut impl Write, edge: &Edge, numbers: &[usize]) -> io::Result<()> {
    write!(out, "{} {}", numbers[edge.from as usize], numbers[edge.to as usize])?;
    if let Some(weight) = edge.weight {
        write!(out, " {}", number_text(weight))?;
    }
    if let Some(look) = &edge.look {
        if let Some(size) = look.size {
            write!(out, " w {}", number_text(size))?;
        }
        if let Some(is) = look.color {
            write!(out, " c {}", color(is))?;
        }
    }
    if let Some(label) = &edge.label {
        write!(out, " l \"{}\"", line(label))?;
    }
    writeln!(out)
}
