use std::collections::HashSet;
use std::io::{self, Write};

use crate::habits::UniqueNames;
use crate::lost::{Carries, Losses};
use crate::value::number_text;
use crate::{Direction, Edge, Lost, Mode, Network};

/// What the format can carry: names, edges, weights, the two sides.
pub(crate) const CARRIES: Carries = Carries { modes: true, ..Carries::NOTHING };

/// Writes a network as a list of edges. Nodes are named by their ids, since labels may come twice
/// and have spaces, at which igraph and Gephi take labels apart.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let is_two_mode = network.is_two_mode();
    let mut losses = Carries { modes: is_two_mode, ..CARRIES }.losses(network);
    let names = names(network, &mut losses);
    direction_losses(network, is_two_mode, &mut losses);
    if network.has_parallel_edges() {
        losses.add("that edges are parallel (UCINET keeps one of them)", 1);
    }
    if is_two_mode {
        two_modes(network, &names, out)?
    } else {
        one_mode(network, &names, out)?
    }
    Ok(losses.finish())
}

/// Words that end a list of labels, so that none can be one.
const WORDS: [&str; 10] =
    ["data", "labels", "row", "rows", "column", "columns", "col", "cols", "matrix", "level"];

/// The ids without what would take a label apart.
fn names(network: &Network, losses: &mut Losses) -> Vec<String> {
    let plain = |character: char| {
        let is_mark = matches!(character, ',' | ';' | '=' | ':' | '"');
        if is_mark || character.is_whitespace() || character.is_control() { '_' } else { character }
    };
    let mut used = UniqueNames::default();
    network.nodes().iter().for_each(|node| used.keep(node.id()));
    let mut changed = 0;
    let name = |id: &str| {
        let name: String = id.chars().map(plain).collect();
        let is_word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(&name));
        if name == id && !is_word {
            return name;
        }
        changed += 1;
        let name = if is_word { name + "_" } else { name };
        used.give(&name)
    };
    let names = network.nodes().iter().map(|node| node.id()).map(name).collect();
    losses.add("ids with spaces, marks or words of the format (written with `_`)", changed);
    names
}

fn direction_losses(network: &Network, is_two_mode: bool, losses: &mut Losses) {
    let is_directed = |edge: &&Edge| edge.direction == Direction::Directed;
    let directed = network.edges().iter().filter(is_directed).count();
    let others = network.edges().len() - directed;
    if is_two_mode {
        losses.add("the direction of edges between the two sides", directed);
    } else if directed > 0 {
        losses.add(
            "that edges have no direction, beside edges that have (written both ways)",
            others,
        );
        let arcs: HashSet<(u32, u32)> =
            network.edges().iter().map(|edge| (edge.from, edge.to)).collect();
        let all_answered = arcs.iter().all(|(from, to)| arcs.contains(&(*to, *from)));
        losses.add(
            "the direction of edges, since all are answered",
            if all_answered { directed } else { 0 },
        );
    } else if network.edges().iter().all(|edge| edge.from == edge.to) {
        losses.add("that edges have no direction, since all go from a node to itself", others);
    }
}

fn one_mode(network: &Network, names: &[String], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "dl n={}\nformat=edgelist1\nlabels:", names.len())?;
    names.iter().try_for_each(|name| writeln!(out, "{name}"))?;
    writeln!(out, "data:")?;
    for edge in network.edges() {
        let (from, to) = (u64::from(edge.from) + 1, u64::from(edge.to) + 1);
        line(out, from, to, edge.weight)?;
        if edge.direction != Direction::Directed && from != to {
            line(out, to, from, edge.weight)?;
        }
    }
    Ok(())
}

fn two_modes(network: &Network, names: &[String], out: &mut impl Write) -> io::Result<()> {
    let nodes = network.nodes();
    let mut counts = [0_u64; 2];
    let numbers = nodes.iter().map(|node| {
        let count = &mut counts[usize::from(node.mode == Some(Mode::Second))];
        *count += 1;
        *count
    });
    let numbers: Vec<u64> = numbers.collect();
    writeln!(out, "dl nr={} nc={}\nformat=edgelist2", counts[0], counts[1])?;
    for (mode, title) in [(Mode::First, "row labels:"), (Mode::Second, "column labels:")] {
        writeln!(out, "{title}")?;
        let of_side = nodes.iter().zip(names).filter(|(node, _)| node.mode == Some(mode));
        of_side.into_iter().try_for_each(|(_, name)| writeln!(out, "{name}"))?;
    }
    writeln!(out, "data:")?;
    for edge in network.edges() {
        let is_turned = nodes[edge.from as usize].mode == Some(Mode::Second);
        let (row, column) = if is_turned { (edge.to, edge.from) } else { (edge.from, edge.to) };
        line(out, numbers[row as usize], numbers[column as usize], edge.weight)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, from: u64, to: u64, weight: Option<f64>) -> io::Result<()> {
    match weight {
        Some(weight) => writeln!(out, "{from} {to} {}", number_text(weight)),
        None => writeln!(out, "{from} {to}"),
    }
}
