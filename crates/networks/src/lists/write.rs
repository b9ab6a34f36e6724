use std::io::{self, Write};

use super::cell::{Reading, neutral};
use super::{EDGES, NODES};
use crate::habits::direction_word;
use crate::lost::{Carries, Losses};
use crate::sheet::{Kind, Sheet};
use crate::value::number_text;
use crate::{Direction, Lost, Network, Value};

/// What a table of nodes can carry.
pub(crate) const NODES_CARRY: Carries = Carries {
    node_labels: true,
    node_values: true,
    modes: true,
    parents: true,
    spells: true,
    colors: true,
    positions: true,
    sizes: true,
    shapes: true,
    ..Carries::NOTHING
};
/// What a table of edges can carry.
pub(crate) const EDGES_CARRY: Carries = Carries {
    edge_ids: true,
    edge_labels: true,
    kinds: true,
    edge_values: true,
    mutual: true,
    spells: true,
    colors: true,
    sizes: true,
    shapes: true,
    ..Carries::NOTHING
};

/// Writes the table of the nodes.
pub(crate) fn write_nodes(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Losses::default();
    whole_losses(network, &mut losses);
    losses.add("edges (the table of edges has them)", network.edges().len());
    let sheet = Sheet::of_nodes(network, &NODES, &mut losses);
    let rows = || network.nodes().iter().map(|node| sheet.of_node(network, node, &NODES));
    table_losses(&sheet, rows(), &mut losses);
    let mut table = csv::Writer::from_writer(out);
    write_header(&mut table, &["Id", "Label"], &sheet)?;
    for (node, cells) in network.nodes().iter().zip(rows()) {
        let known = [Some(node.id().to_owned()), node.label.clone()];
        write_row(&mut table, known.into_iter(), &sheet, cells)?;
    }
    table.flush()?;
    drop(table);
    Ok(losses.finish())
}

/// Writes the table of the edges.
pub(crate) fn write_edges(network: &Network, out: &mut impl Write) -> io::Result<Vec<Lost>> {
    let mut losses = Losses::default();
    whole_losses(network, &mut losses);
    losses.add("nodes (the table of nodes has them)", network.nodes().len());
    let sheet = Sheet::of_edges(network, &EDGES, |edge| edge.direction, &mut losses);
    let rows = || network.edges().iter().map(|edge| sheet.of_edge(edge, &EDGES, edge.direction));
    table_losses(&sheet, rows(), &mut losses);
    let mut table = csv::Writer::from_writer(out);
    let names = ["Source", "Target", "Type", "Id", "Label", "Weight"];
    write_header(&mut table, &names, &sheet)?;
    for (edge, cells) in network.edges().iter().zip(rows()) {
        let end = |place: u32| Some(network.nodes()[place as usize].id().to_owned());
        let known = [
            end(edge.from),
            end(edge.to),
            Some(title(edge.direction)),
            edge.id.clone(),
            edge.label.clone(),
        ];
        let weight = edge.weight.map(number_text);
        write_known(&mut table, known.into_iter())?;
        table.write_field(weight.unwrap_or_default())?;
        write_row(&mut table, std::iter::empty(), &sheet, cells)?;
    }
    table.flush()?;
    drop(table);
    Ok(losses.finish())
}

fn whole_losses(network: &Network, losses: &mut Losses) {
    losses.add("the network's name", usize::from(network.name.is_some()));
    losses.add("attributes of the whole network", network.values.len());
}

/// `Directed`, as Gephi writes it.
fn title(direction: Direction) -> String {
    let word = direction_word(direction);
    word[..1].to_ascii_uppercase() + &word[1..]
}

fn write_header<W: Write>(
    table: &mut csv::Writer<W>,
    names: &[&str],
    sheet: &Sheet,
) -> io::Result<()> {
    let own = sheet.columns.iter().map(|column| neutral(&column.name).into_owned());
    let all = names.iter().map(|name| (*name).to_owned()).chain(own);
    Ok(table.write_record(all)?)
}

fn write_known<W: Write>(
    table: &mut csv::Writer<W>,
    known: impl Iterator<Item = Option<String>>,
) -> io::Result<()> {
    for text in known {
        table.write_field(&*neutral(text.as_deref().unwrap_or_default()))?;
    }
    Ok(())
}

fn write_row<W: Write>(
    table: &mut csv::Writer<W>,
    known: impl Iterator<Item = Option<String>>,
    sheet: &Sheet,
    cells: Vec<(usize, std::borrow::Cow<'_, Value>)>,
) -> io::Result<()> {
    write_known(table, known)?;
    let mut texts = vec![String::new(); sheet.columns.len()];
    for (column, value) in cells {
        let text = sheet.columns[column].text(&value);
        // A negative number is no formula.
        let is_text = matches!(&*value, Value::Text(_) | Value::List(_));
        texts[column] = if is_text { neutral(&text).into_owned() } else { text };
    }
    for text in texts {
        table.write_field(text)?;
    }
    Ok(table.write_record(None::<&[u8]>)?)
}

/// Says what a table without types cannot tell: text that looks like numbers, text that is empty.
fn table_losses<'v>(
    sheet: &Sheet,
    rows: impl Iterator<Item = Vec<(usize, std::borrow::Cow<'v, Value>)>>,
    losses: &mut Losses,
) {
    sheet.type_losses(losses);
    sheet.list_losses(losses);
    let mut readings: Vec<Option<Reading>> = vec![None; sheet.columns.len()];
    let mut counts = vec![0; sheet.columns.len()];
    let mut empty = 0;
    for (column, value) in rows.flatten() {
        let text = sheet.columns[column].text(&value);
        if text.is_empty() {
            empty += 1;
            continue;
        }
        let is_marked = matches!(neutral(&text), std::borrow::Cow::Owned(_));
        let reading = if is_marked { Reading::Text } else { Reading::of(&text) };
        readings[column] = Some(readings[column].map_or(reading, |known| known.and(reading)));
        counts[column] += 1;
    }
    losses.add("texts that are empty (read back as unknown)", empty);
    let columns = sheet.columns.iter().zip(readings).zip(counts).enumerate();
    for (_, ((column, reading), count)) in columns.filter(|(place, _)| !sheet.is_special(*place)) {
        let is_lost = column.kind == Kind::Text && reading.is_some_and(|is| is != Reading::Text);
        losses.add(
            "that values are text, though all of a column look like numbers",
            if is_lost { count } else { 0 },
        );
    }
}
