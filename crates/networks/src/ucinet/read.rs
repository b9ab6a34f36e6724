use std::collections::{HashMap, HashSet};

use super::data::{Word, lines, words};
use super::header::{self, Format, Header};
use crate::build::Builder;
use crate::place::Spot;
use crate::value::parse_number;
use crate::{Direction, Edge, Mode, NetworkError};

struct Reading<'x, 'a> {
    builder: &'x mut Builder<'a>,
    header: Header,
    /// The nodes of the rows and of the columns, by their numbers; the same in one mode.
    rows: Side,
    columns: Side,
    /// Which matrix is being read.
    matrix: usize,
}

/// The nodes of the rows, or of the columns.
#[derive(Default)]
struct Side {
    nodes: Vec<u32>,
    by_label: HashMap<String, u32>,
}

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let header = header::read(builder)?;
    let (rows, columns) = (Side::default(), Side::default());
    let mut reading = Reading { builder, header, rows, columns, matrix: 0 };
    reading.builder.network.name = reading.header.title.take();
    reading.declare()?;
    match reading.header.format {
        Format::FullMatrix | Format::UpperHalf | Format::LowerHalf => reading.matrices()?,
        Format::EdgeList | Format::NodeList | Format::CountedList => reading.lists()?,
    }
    if !reading.header.is_two_mode {
        join_answered(reading.builder);
    }
    Ok(())
}

impl Reading<'_, '_> {
    fn direction(&self) -> Direction {
        if self.header.is_two_mode { Direction::Undirected } else { Direction::Directed }
    }

    /// Makes the nodes that the header speaks of: by their labels, or by numbers.
    fn declare(&mut self) -> Result<(), NetworkError> {
        let row_labels = std::mem::take(&mut self.header.row_labels);
        let mut column_labels = std::mem::take(&mut self.header.column_labels);
        if !self.header.is_two_mode {
            let labels = if row_labels.is_empty() { column_labels } else { row_labels };
            let count = self.header.rows.or(self.header.columns);
            let is_embedded = self.header.rows_embedded || self.header.columns_embedded;
            return self.declare_side(labels, count, is_embedded, None);
        }
        // Rows and columns are different things even where they have the same label.
        let rows: HashSet<&String> = row_labels.iter().collect();
        for label in &mut column_labels {
            if rows.contains(label) {
                let what =
                    "a row and a column have the same label: the column has ` (2)` behind it";
                self.builder.notice(what, label, Spot::File);
                label.push_str(" (2)");
            }
        }
        let (rows, columns) = (self.header.rows, self.header.columns);
        let (in_rows, in_columns) = (self.header.rows_embedded, self.header.columns_embedded);
        self.declare_side(row_labels, rows, in_rows, Some(Mode::First))?;
        self.declare_side(column_labels, columns, in_columns, Some(Mode::Second))
    }

    fn declare_side(
        &mut self,
        labels: Vec<String>,
        count: Option<u64>,
        is_embedded: bool,
        mode: Option<Mode>,
    ) -> Result<(), NetworkError> {
        for label in labels {
            self.add(mode, &label, Spot::File)?;
        }
        let has = self.side(mode).nodes.len() as u64;
        if is_embedded || has >= count.unwrap_or(0) {
            return Ok(());
        }
        if has > 0 {
            let what = "there are fewer labels than nodes: the others are named by their numbers";
            self.builder.notice(what, &has.to_string(), Spot::File);
        }
        for number in has..count.unwrap_or(0) {
            self.add(mode, &number_name(number, mode), Spot::File)?;
        }
        Ok(())
    }

    fn side(&mut self, mode: Option<Mode>) -> &mut Side {
        match mode {
            Some(Mode::Second) => &mut self.columns,
            Some(Mode::First) | None => &mut self.rows,
        }
    }

    fn add(&mut self, mode: Option<Mode>, label: &str, spot: Spot) -> Result<u32, NetworkError> {
        let node = self.builder.node(label, spot)?;
        self.builder.network.node_mut(node).mode = mode;
        let side = self.side(mode);
        side.nodes.push(node);
        side.by_label.insert(label.to_owned(), node);
        Ok(node)
    }

    /// The node that a word names, by its label where labels are embedded, by its number otherwise.
    fn end(&mut self, word: Word<'_>, mode: Option<Mode>) -> Result<u32, NetworkError> {
        let spot = Spot::Byte(word.at);
        let is_embedded = match mode {
            Some(Mode::First) => self.header.rows_embedded,
            Some(Mode::Second) => self.header.columns_embedded,
            None => self.header.rows_embedded || self.header.columns_embedded,
        };
        if is_embedded {
            if let Some(node) = self.side(mode).by_label.get(word.text) {
                return Ok(*node);
            }
            let other = if mode == Some(Mode::Second) { &self.rows } else { &self.columns };
            let is_other = mode.is_some() && other.by_label.contains_key(word.text);
            let id = if is_other { format!("{} (2)", word.text) } else { word.text.to_owned() };
            let node = self.add(mode, &id, spot)?;
            self.side(mode).by_label.insert(word.text.to_owned(), node);
            return Ok(node);
        }
        let number = word.text.parse::<u64>().ok().filter(|number| *number > 0);
        let Some(number) = number else {
            return Err(self.builder.malformed(spot, word.text, "the number of a node, from 1"));
        };
        if number > self.builder.limits.max_nodes {
            let limit = self.builder.limits.max_nodes;
            return Err(self.builder.too_large("the number of a node", spot, limit));
        }
        for missing in self.side(mode).nodes.len() as u64..number {
            let what = "an edge names a node that is not declared: the node was made";
            let name = number_name(missing, mode);
            self.builder.notice(what, &name, spot);
            self.add(mode, &name, spot)?;
        }
        Ok(self.side(mode).nodes[number as usize - 1])
    }

    fn kind(&self) -> Option<String> {
        if self.header.matrices <= 1 {
            return None;
        }
        let label = self.header.matrix_labels.get(self.matrix).cloned();
        Some(label.unwrap_or_else(|| (self.matrix + 1).to_string()))
    }

    fn edge(
        &mut self,
        from: u32,
        to: u32,
        weight: Option<f64>,
        spot: Spot,
    ) -> Result<(), NetworkError> {
        let kind = self.kind();
        let edge = Edge { weight, kind, ..Edge::new(from, to, self.direction()) };
        self.builder.edge(edge, spot)?;
        Ok(())
    }

    fn lists(&mut self) -> Result<(), NetworkError> {
        let text = &self.builder.text[self.header.data..];
        let (first, second) = match self.header.is_two_mode {
            true => (Some(Mode::First), Some(Mode::Second)),
            false => (None, None),
        };
        let mut row = 0;
        for (line, at) in lines(text, self.header.data) {
            self.builder.fits(line, Spot::Byte(at))?;
            let words: Vec<Word<'_>> = words(line, at).collect();
            match (self.header.format, words.as_slice()) {
                (_, []) => {}
                (_, [Word { text: "!", .. }]) => (self.matrix, row) = (self.matrix + 1, 0),
                (Format::EdgeList, [from, to, rest @ ..]) => {
                    let weight = self.weight(rest)?;
                    let (from, to) = (self.end(*from, first)?, self.end(*to, second)?);
                    self.edge(from, to, weight, Spot::Byte(at))?;
                }
                (Format::EdgeList, [one]) => {
                    return Err(self.builder.malformed(Spot::Byte(at), one.text, "two nodes"));
                }
                (Format::CountedList, [_, rest @ ..]) => {
                    row += 1;
                    let number = row.to_string();
                    let from = self.end(Word { text: &number, at }, first)?;
                    self.row(from, rest, second)?;
                }
                (_, [from, rest @ ..]) => {
                    let from = self.end(*from, first)?;
                    self.row(from, rest, second)?;
                }
            }
        }
        Ok(())
    }

    fn weight(&self, words: &[Word<'_>]) -> Result<Option<f64>, NetworkError> {
        let Some(word) = words.first() else { return Ok(None) };
        let weight = parse_number(word.text);
        let wrong = || self.builder.malformed(Spot::Byte(word.at), word.text, "a number as weight");
        weight.map(Some).ok_or_else(wrong)
    }

    fn row(
        &mut self,
        from: u32,
        rest: &[Word<'_>],
        second: Option<Mode>,
    ) -> Result<(), NetworkError> {
        for word in rest {
            let to = self.end(*word, second)?;
            self.edge(from, to, None, Spot::Byte(word.at))?;
        }
        Ok(())
    }

    fn matrices(&mut self) -> Result<(), NetworkError> {
        let text = &self.builder.text[self.header.data..];
        let mut words = words(text, self.header.data).peekable();
        for matrix in 0..self.header.matrices as usize {
            self.matrix = matrix;
            if words.peek().is_none() {
                let what = "there are fewer matrices than the header says";
                self.builder.notice(what, &matrix.to_string(), Spot::File);
                break;
            }
            self.matrix(&mut words)?;
        }
        if let Some(word) = words.next() {
            let expected = "the end of the data";
            return Err(self.builder.malformed(Spot::Byte(word.at), word.text, expected));
        }
        Ok(())
    }

    fn matrix<'w>(
        &mut self,
        words: &mut impl Iterator<Item = Word<'w>>,
    ) -> Result<(), NetworkError> {
        let (rows, columns) = self.sizes()?;
        let (first, second) = match self.header.is_two_mode {
            true => (Some(Mode::First), Some(Mode::Second)),
            false => (None, None),
        };
        if self.header.columns_embedded {
            for _ in 0..columns {
                let label = self.word(words, "the label of a column")?;
                self.end(label, second)?;
            }
        }
        for row in 0..rows {
            if self.header.rows_embedded {
                let label = self.word(words, "the label of a row")?;
                self.end(label, first)?;
            }
            for column in self.cells_of(row, columns) {
                let cell = self.word(words, "a number in the matrix")?;
                self.cell(cell, row, column)?;
            }
        }
        Ok(())
    }

    fn sizes(&self) -> Result<(usize, usize), NetworkError> {
        match (self.header.rows, self.header.columns) {
            (Some(rows), Some(columns)) => Ok((rows as usize, columns as usize)),
            _ => {
                let expected = "`n=`, or `nr=` and `nc=`, before the data";
                Err(self.builder.malformed(Spot::File, "a matrix of unknown size", expected))
            }
        }
    }

    /// The columns of which a row has cells.
    fn cells_of(&self, row: usize, columns: usize) -> std::ops::Range<usize> {
        let off = usize::from(!self.header.has_diagonal);
        match self.header.format {
            Format::LowerHalf => 0..(row + 1 - off).min(columns),
            Format::UpperHalf => (row + off).min(columns)..columns,
            _ => 0..columns,
        }
    }

    fn word<'w>(
        &self,
        words: &mut impl Iterator<Item = Word<'w>>,
        expected: &str,
    ) -> Result<Word<'w>, NetworkError> {
        let end = Spot::Byte(self.builder.text.len());
        words.next().ok_or_else(|| self.builder.malformed(end, "the end of the file", expected))
    }

    fn cell(&mut self, cell: Word<'_>, row: usize, column: usize) -> Result<(), NetworkError> {
        let spot = Spot::Byte(cell.at);
        if matches!(cell.text, "." | "na" | "NA") {
            self.builder.notice("a cell is unknown: no edge was made of it", cell.text, spot);
            return Ok(());
        }
        let Some(weight) = parse_number(cell.text) else {
            return Err(self.builder.malformed(spot, cell.text, "a number in the matrix"));
        };
        if weight == 0.0 {
            return Ok(());
        }
        let is_two_mode = self.header.is_two_mode;
        let of_columns = if is_two_mode { &self.columns.nodes } else { &self.rows.nodes };
        let (from, to) = (self.rows.nodes.get(row), of_columns.get(column));
        let Some((from, to)) = from.copied().zip(to.copied()) else {
            let expected = "a label for every row and column";
            return Err(self.builder.malformed(spot, cell.text, expected));
        };
        self.edge(from, to, Some(weight), spot)?;
        let is_half = matches!(self.header.format, Format::UpperHalf | Format::LowerHalf);
        if is_half && from != to {
            self.edge(to, from, Some(weight), spot)?;
        }
        Ok(())
    }
}

/// The name of a node that has no label. Rows and columns of two modes have numbers of their own.
fn number_name(place: u64, mode: Option<Mode>) -> String {
    match mode {
        None => (place + 1).to_string(),
        Some(Mode::First) => format!("row {}", place + 1),
        Some(Mode::Second) => format!("column {}", place + 1),
    }
}

/// A matrix knows no edges without direction: where every edge is answered by one of the same
/// weight, as in a symmetric matrix, the two are one edge without direction.
fn join_answered(builder: &mut Builder<'_>) {
    let edges = builder.network.edges();
    let key = |edge: &Edge| (edge.from, edge.to, edge.kind.clone(), edge.weight.map(f64::to_bits));
    let all: HashSet<_> = edges.iter().map(key).collect();
    let answered = |edge: &Edge| {
        all.contains(&(edge.to, edge.from, edge.kind.clone(), edge.weight.map(f64::to_bits)))
    };
    let is_symmetric = all.len() == edges.len() && edges.iter().all(answered);
    if !is_symmetric || edges.iter().all(|edge| edge.from == edge.to) {
        return;
    }
    let what = "every edge goes both ways: they are read as edges without direction";
    builder.notice(what, &edges.len().to_string(), Spot::File);
    builder.network.keep_edges(|edge| edge.from <= edge.to);
    for edge in builder.network.edges_mut() {
        edge.direction = Direction::Undirected;
    }
}
