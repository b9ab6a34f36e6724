use std::collections::HashMap;
use std::io::Write;

use super::cell::neutral;
use crate::lost::{Carries, Losses};
use crate::{Direction, Lost, Mode, Network, NetworkFormat, Node, WriteError};

/// Writes a network of two modes as a table: a row for each node of the first, a column for each of
/// the second, in the cells how many edges join them.
pub(crate) fn write(network: &Network, out: &mut impl Write) -> Result<Vec<Lost>, WriteError> {
    if let Some(id) = culprit(network) {
        return Err(WriteError::NotTwoMode { format: NetworkFormat::IncidenceMatrix, id });
    }
    let mut losses = Carries { modes: true, ..Carries::NOTHING }.losses(network);
    other_losses(network, &mut losses);
    let of = |mode| move |(_, node): &(u32, &Node)| node.mode == Some(mode);
    let nodes = || (0..).zip(network.nodes());
    let columns: Vec<(u32, &Node)> = nodes().filter(of(Mode::Second)).collect();
    let mut counts: HashMap<(u32, u32), u64> = HashMap::new();
    for edge in network.edges() {
        let is_turned = network.nodes()[edge.from as usize].mode == Some(Mode::Second);
        let ends = if is_turned { (edge.to, edge.from) } else { (edge.from, edge.to) };
        *counts.entry(ends).or_default() += 1;
    }
    let mut table = csv::Writer::from_writer(out);
    let mut put = |cells: &mut dyn Iterator<Item = String>| -> std::io::Result<()> {
        for cell in cells {
            table.write_field(cell)?;
        }
        Ok(table.write_record(None::<&[u8]>)?)
    };
    let titles = columns.iter().map(|(_, node)| neutral(node.id()).into_owned());
    put(&mut std::iter::once(String::new()).chain(titles))?;
    for (row, node) in nodes().filter(of(Mode::First)) {
        let count = |column: &(u32, &Node)| counts.get(&(row, column.0)).copied().unwrap_or(0);
        let cells = columns.iter().map(|column| count(column).to_string());
        put(&mut std::iter::once(neutral(node.id()).into_owned()).chain(cells))?;
    }
    table.flush()?;
    drop(table);
    Ok(losses.finish())
}

/// A node that has no side, or has an edge to its own side. A side may be empty: the table then has
/// no rows or no columns.
fn culprit(network: &Network) -> Option<String> {
    let nodes = network.nodes();
    let sideless = nodes.iter().find(|node| node.mode.is_none());
    let within = || {
        let mode = |place: u32| nodes[place as usize].mode;
        let edge = network.edges().iter().find(|edge| mode(edge.from) == mode(edge.to))?;
        nodes.get(edge.from as usize)
    };
    sideless.or_else(within).map(|node| node.id().to_owned())
}

fn other_losses(network: &Network, losses: &mut Losses) {
    let edges = network.edges();
    let directed = edges.iter().filter(|edge| edge.direction == Direction::Directed).count();
    losses.add("the direction of edges", directed);
    losses.add("weights of edges", edges.iter().filter(|edge| edge.weight.is_some()).count());
}
