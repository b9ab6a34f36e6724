use std::collections::HashMap;

use super::line::{self, Word, words};
use crate::build::{Builder, Owner};
use crate::habits::free_name;
use crate::place::Spot;
use crate::value::{parse_integer, parse_number};
use crate::{Direction, Edge, Look, Mode, NetworkError, Position, Spell, Value};

/// What the lines are that come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Nothing,
    Vertices,
    Lines(Direction),
    Lists(Direction),
    Matrix,
    /// Values for all nodes, whole numbers or not.
    Values,
    LeftOut,
}

/// A vertex, before it is known whether its label may be its id.
#[derive(Default)]
struct Vertex {
    label: Option<String>,
    look: Look,
    spells: Vec<Spell>,
    more: Vec<(String, Value)>,
    is_declared: bool,
}

struct Reading<'x, 'a> {
    builder: &'x mut Builder<'a>,
    section: Section,
    vertices: Vec<Vertex>,
    /// How many vertices are of the first mode, if there are two.
    first: Option<usize>,
    /// Whether the vertices have become nodes.
    is_settled: bool,
    kind: Option<String>,
    /// The name of the partition or vector.
    column: Option<String>,
    /// How many cells of the matrix, or values, have been read.
    cells: usize,
    networks: usize,
}

/// Reads a file.
pub(crate) fn read(builder: &mut Builder<'_>) -> Result<(), NetworkError> {
    let text = builder.text;
    let mut reading = Reading {
        builder,
        section: Section::Nothing,
        vertices: Vec::new(),
        first: None,
        is_settled: false,
        kind: None,
        column: None,
        cells: 0,
        networks: 0,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reading.line(line, at)?;
        at += line.len();
    }
    reading.settle()
}

impl Reading<'_, '_> {
    fn line(&mut self, line: &str, at: usize) -> Result<(), NetworkError> {
        let content = line.trim();
        if content.is_empty() || content.starts_with('%') {
            return Ok(());
        }
        self.builder.fits(content, Spot::Byte(at))?;
        let words: Vec<Word<'_>> = words(line.trim_end()).collect();
        if content.starts_with('*') {
            return self.header(content, &words, at);
        }
        match self.section {
            Section::Nothing => {
                Err(self.builder.malformed(Spot::Byte(at), content, "a line such as `*Vertices 3`"))
            }
            Section::LeftOut => Ok(()),
            Section::Vertices => self.vertex(&words, at),
            Section::Lines(direction) => self.edge(&words, direction, at),
            Section::Lists(direction) => self.list(&words, direction, at),
            Section::Matrix => words.iter().try_for_each(|word| self.cell(*word, at)),
            Section::Values => words.iter().try_for_each(|word| self.value(*word, at)),
        }
    }

    fn header(&mut self, content: &str, words: &[Word<'_>], at: usize) -> Result<(), NetworkError> {
        let Some(first) = words.first() else { return Ok(()) };
        let rest = content[first.text.len()..].trim();
        let name = first.text.to_ascii_lowercase();
        if name == "*vertices" {
            return self.vertices(words, at);
        }
        if matches!(name.as_str(), "*network" | "*net") {
            self.networks += 1;
            self.section = Section::Nothing;
            if self.networks > 1 {
                self.builder.notice(
                    "a further network of the file was left out",
                    rest,
                    Spot::Byte(at),
                );
                self.section = Section::LeftOut;
            } else if !rest.is_empty() {
                self.builder.network.name = Some(rest.to_owned());
            }
            return Ok(());
        }
        if self.networks > 1 && !matches!(name.as_str(), "*partition" | "*vector") {
            return Ok(());
        }
        self.settle()?;
        self.cells = 0;
        self.kind = relation(rest);
        self.section = match name.as_str() {
            "*arcs" => Section::Lines(Direction::Directed),
            "*edges" => Section::Lines(Direction::Undirected),
            "*arcslist" => Section::Lists(Direction::Directed),
            "*edgeslist" => Section::Lists(Direction::Undirected),
            "*matrix" => Section::Matrix,
            "*partition" | "*vector" => {
                self.column =
                    Some(if rest.is_empty() { name[1..].to_owned() } else { rest.to_owned() });
                Section::Values
            }
            _ => {
                self.builder.notice("a part of the file was left out", first.text, Spot::Byte(at));
                Section::LeftOut
            }
        };
        Ok(())
    }

    /// `*Vertices 5`, `*Vertices 5 2` with two modes, or how many values a partition has.
    fn vertices(&mut self, words: &[Word<'_>], at: usize) -> Result<(), NetworkError> {
        let spot = Spot::Byte(at);
        let number = |word: Option<&Word<'_>>| word.and_then(|word| word.text.parse::<u64>().ok());
        let Some(count) = number(words.get(1)) else {
            let found = words.get(1).map_or("nothing", |word| word.text);
            return Err(self.builder.malformed(spot, found, "the number of vertices"));
        };
        if self.section == Section::Values {
            return Ok(());
        }
        if self.networks > 1 || self.is_settled {
            self.builder.notice("a further list of vertices was left out", "*Vertices", spot);
            self.section = Section::LeftOut;
            return Ok(());
        }
        if count > self.builder.limits.max_nodes {
            let limit = self.builder.limits.max_nodes;
            return Err(self.builder.too_large("the number of nodes", spot, limit));
        }
        self.vertices.resize_with(count as usize, Vertex::default);
        self.first =
            number(words.get(2)).filter(|first| *first < count).map(|first| first as usize);
        self.section = Section::Vertices;
        Ok(())
    }

    /// A word as the number of a vertex, from 0. A number that is not declared makes a vertex.
    fn number(&mut self, word: Word<'_>, at: usize) -> Result<usize, NetworkError> {
        let spot = Spot::Byte(at + word.at);
        let number = word.text.parse::<u64>().ok().filter(|number| *number > 0);
        let Some(number) = number else {
            return Err(self.builder.malformed(spot, word.text, "the number of a vertex, from 1"));
        };
        if number > self.builder.limits.max_nodes {
            let limit = self.builder.limits.max_nodes;
            return Err(self.builder.too_large("the number of a node", spot, limit));
        }
        Ok(number as usize - 1)
    }

    fn vertex(&mut self, words: &[Word<'_>], at: usize) -> Result<(), NetworkError> {
        let Some((first, rest)) = words.split_first() else { return Ok(()) };
        let number = self.number(*first, at)?;
        if number >= self.vertices.len() {
            let what = "a vertex has a number that is larger than the number of vertices";
            self.builder.notice(what, first.text, Spot::Byte(at));
            self.vertices.resize_with(number + 1, Vertex::default);
        }
        if self.vertices[number].is_declared {
            self.builder.notice(
                "a vertex is declared twice: the last counts",
                first.text,
                Spot::Byte(at),
            );
        }
        let mut vertex = Vertex { is_declared: true, ..Vertex::default() };
        let rest = match rest.split_first() {
            Some((label, rest)) => {
                vertex.label = Some(label.text.to_owned()).filter(|label| !label.is_empty());
                rest
            }
            None => rest,
        };
        let numbers = rest.iter().take(3).map_while(|word| parse_number(word.text));
        let numbers: Vec<f64> = numbers.collect();
        if let [x, y, z @ ..] = numbers.as_slice() {
            vertex.look.position = Some(Position { x: *x, y: *y, z: z.first().copied() });
        }
        let taken = if numbers.len() == 1 { 0 } else { numbers.len() };
        let mut rest = rest[taken..].to_vec();
        // A shape stands alone; everything after it comes in pairs.
        let without_spells = rest.iter().filter(|word| !word.text.starts_with('[')).count();
        if without_spells % 2 == 1 && rest.first().is_some_and(|word| !word.text.starts_with('[')) {
            vertex.look.shape = Some(rest.remove(0).text.to_owned());
        }
        self.parameters(&rest, at, |reading, key, value| {
            match key.to_ascii_lowercase().as_str() {
                "x_fact" if parse_number(value).is_some() => vertex.look.size = parse_number(value),
                "ic" if line::color(value).is_some() => vertex.look.color = line::color(value),
                _ => {
                    reading.builder.fits(key, Spot::Byte(at))?;
                    vertex.more.push((key.to_owned(), guess(value)));
                }
            }
            Ok(())
        })?
        .into_iter()
        .for_each(|spell| vertex.spells.push(spell));
        self.vertices[number] = vertex;
        Ok(())
    }

    /// Reads pairs of a name and a value, and spans of time among them.
    fn parameters(
        &mut self,
        words: &[Word<'_>],
        at: usize,
        mut pair: impl FnMut(&mut Self, &str, &str) -> Result<(), NetworkError>,
    ) -> Result<Vec<Spell>, NetworkError> {
        let mut spells = Vec::new();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let spot = Spot::Byte(at + word.at);
            if let Some(more) = line::spells(word.text).filter(|_| !word.is_quoted) {
                spells.extend(more);
            } else if let Some(value) = words.next() {
                pair(self, word.text, value.text)?;
            } else {
                self.builder.notice("a word at the end of a line was left out", word.text, spot);
            }
        }
        Ok(spells)
    }

    /// Makes nodes of the vertices. A label that no other vertex has is the id; otherwise the
    /// number is.
    fn settle(&mut self) -> Result<(), NetworkError> {
        if std::mem::replace(&mut self.is_settled, true) {
            return Ok(());
        }
        let vertices = std::mem::take(&mut self.vertices);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for label in vertices.iter().filter_map(|vertex| vertex.label.as_deref()) {
            *counts.entry(label).or_default() += 1;
        }
        let mut ids = Vec::with_capacity(vertices.len());
        for (number, vertex) in vertices.iter().enumerate() {
            let own = vertex.label.as_deref().filter(|label| counts.get(label) == Some(&1));
            if let (None, Some(label)) = (own, &vertex.label) {
                let what = "several vertices have the same label: their numbers are their ids";
                self.builder.notice(what, label, Spot::File);
            }
            let number = (number + 1).to_string();
            let is_taken = |id: &str| counts.get(id) == Some(&1);
            ids.push(own.map_or_else(|| free_name(&number, is_taken).to_string(), str::to_owned));
        }
        for (number, (vertex, id)) in vertices.into_iter().zip(ids).enumerate() {
            self.make_node(number, vertex, &id)?;
        }
        Ok(())
    }

    fn make_node(&mut self, number: usize, vertex: Vertex, id: &str) -> Result<(), NetworkError> {
        let node = self.builder.node(id, Spot::File)?;
        for (key, value) in vertex.more {
            let name = self.builder.name(&key, Spot::File)?;
            self.builder.set(Owner::Node(node), &name, value, Spot::File)?;
        }
        let node = self.builder.network.node_mut(node);
        node.label = vertex.label.filter(|label| label != id);
        node.spells = vertex.spells;
        node.look = (vertex.look != Look::default()).then(|| Box::new(vertex.look));
        node.mode = self.first.map(|first| if number < first { Mode::First } else { Mode::Second });
        Ok(())
    }

    /// The node that a word names by its number.
    fn end(&mut self, word: Word<'_>, at: usize) -> Result<u32, NetworkError> {
        let number = self.number(word, at)?;
        if number < self.builder.network.nodes().len() {
            return Ok(number as u32);
        }
        // Numbers name nodes by their place, so that those in between must be there too.
        let spot = Spot::Byte(at + word.at);
        let what = "an edge names a vertex that is not declared: the vertices up to it were made";
        self.builder.notice(what, word.text, spot);
        for number in self.builder.network.nodes().len()..=number {
            let taken = |id: &str| self.builder.network.place(id).is_some();
            let id = free_name(&(number + 1).to_string(), taken);
            self.builder.node(&id, spot)?;
        }
        Ok(number as u32)
    }

    fn edge(
        &mut self,
        words: &[Word<'_>],
        direction: Direction,
        at: usize,
    ) -> Result<(), NetworkError> {
        let relation = words.first().and_then(|word| word.text.strip_suffix(':'));
        let words = if relation.is_some() { &words[1..] } else { words };
        let [from, to, rest @ ..] = words else {
            return Err(self.builder.malformed(Spot::Byte(at), "one number", "two vertices"));
        };
        let (from, to) = (self.end(*from, at)?, self.end(*to, at)?);
        let weight = rest.first().and_then(|word| parse_number(word.text));
        let rest = if weight.is_some() { &rest[1..] } else { rest };
        let kind = relation.map(str::to_owned).or_else(|| self.kind.clone());
        let mut edge = Edge { weight, kind, ..Edge::new(from, to, direction) };
        let mut look = Look::default();
        let mut more = Vec::new();
        edge.spells = self.parameters(rest, at, |_, key, value| {
            match key.to_ascii_lowercase().as_str() {
                "w" if parse_number(value).is_some() => look.size = parse_number(value),
                "c" if line::color(value).is_some() => look.color = line::color(value),
                "p" => look.shape = Some(value.to_owned()),
                "l" => edge.label = Some(value.to_owned()),
                _ => more.push((key.to_owned(), guess(value))),
            }
            Ok(())
        })?;
        edge.look = (look != Look::default()).then(|| Box::new(look));
        let edge = self.builder.edge(edge, Spot::Byte(at))?;
        more.into_iter().try_for_each(|(key, value)| {
            let name = self.builder.name(&key, Spot::Byte(at))?;
            self.builder.set(Owner::Edge(edge), &name, value, Spot::Byte(at))
        })
    }

    /// A vertex and all that it is joined to.
    fn list(
        &mut self,
        words: &[Word<'_>],
        direction: Direction,
        at: usize,
    ) -> Result<(), NetworkError> {
        let Some((first, rest)) = words.split_first() else { return Ok(()) };
        let from = self.end(*first, at)?;
        for word in rest {
            let to = self.end(*word, at)?;
            let edge = Edge { kind: self.kind.clone(), ..Edge::new(from, to, direction) };
            self.builder.edge(edge, Spot::Byte(at + word.at))?;
        }
        Ok(())
    }

    /// The next cell of the matrix: what is not 0 is an edge of that weight.
    fn cell(&mut self, word: Word<'_>, at: usize) -> Result<(), NetworkError> {
        let spot = Spot::Byte(at + word.at);
        let Some(weight) = parse_number(word.text) else {
            return Err(self.builder.malformed(spot, word.text, "a number"));
        };
        let nodes = self.builder.network.nodes().len();
        let (rows, columns, skipped) = match self.first {
            Some(first) => (first, nodes - first, first),
            None => (nodes, nodes, 0),
        };
        if columns == 0 || self.cells / columns >= rows {
            let expected = format!("{rows} rows of {columns} numbers");
            return Err(self.builder.malformed(spot, "more numbers", &expected));
        }
        let (row, column) = (self.cells / columns, skipped + self.cells % columns);
        self.cells += 1;
        if weight == 0.0 {
            return Ok(());
        }
        let is_two_mode = self.first.is_some();
        let direction = if is_two_mode { Direction::Undirected } else { Direction::Directed };
        let weight = Some(weight);
        let kind = self.kind.clone();
        let edge = Edge { weight, kind, ..Edge::new(row as u32, column as u32, direction) };
        self.builder.edge(edge, spot)?;
        Ok(())
    }

    /// The next value of a partition or vector.
    fn value(&mut self, word: Word<'_>, at: usize) -> Result<(), NetworkError> {
        let spot = Spot::Byte(at + word.at);
        if self.cells >= self.builder.network.nodes().len() {
            self.builder.notice(
                "there are more values than vertices: they were left out",
                word.text,
                spot,
            );
            return Ok(());
        }
        let node = Owner::Node(self.cells as u32);
        self.cells += 1;
        let column = self.column.clone().unwrap_or_default();
        let name = self.builder.name(&column, spot)?;
        self.builder.set(node, &name, guess(word.text), spot)
    }
}

/// The relation in the header of lines: `:2 "funds"` is `funds`, `:2` is `2`.
fn relation(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix(':')?.trim();
    let (number, name) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.trim().trim_matches('"');
    let word = if name.is_empty() { number } else { name };
    (!word.is_empty()).then(|| word.to_owned())
}

fn guess(text: &str) -> Value {
    match (parse_integer(text), parse_number(text)) {
        (Some(number), _) => Value::Integer(number),
        (None, Some(number)) if number.is_finite() => Value::Number(number),
        _ => Value::Text(text.to_owned()),
    }
}
