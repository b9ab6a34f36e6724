//! How formats that know only named attributes write what a network has fields for, and how that
//! is found again: `label`, `weight`, `r`, `g`, `b`, `x`, `y`, `bipartite`, `start`, `end` and so
//! on, as Gephi and networkx name them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::build::Builder;
use crate::place::Spot;
use crate::time::{TimeSet, parse_time_set};
use crate::{
    Color, Direction, Edge, Look, Mode, Network, Node, Position, Spell, TimeKind, Value, Values,
};

/// How colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colors {
    /// Not as attributes.
    Elsewhere,
    /// As `r`, `g`, `b` from 0 to 255, and `a` from 0 to 1.
    Channels,
    /// As `color`, in the form `#rrggbb`, and `alpha` from 0 to 1.
    Hex,
}

/// What a format writes as attributes, because it has no better place for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    pub(crate) label: bool,
    pub(crate) weight: bool,
    pub(crate) kind: bool,
    pub(crate) direction: bool,
    pub(crate) mode: bool,
    pub(crate) parent: bool,
    pub(crate) time: bool,
    pub(crate) colors: Colors,
    pub(crate) position: bool,
    pub(crate) size: bool,
    /// Names that mean something else in the format, so that no attribute can have them.
    pub(crate) taken: &'static [&'static str],
}

/// No habits at all: attributes are attributes.
pub(crate) const NONE: Habits = Habits {
    label: false,
    weight: false,
    kind: false,
    direction: false,
    mode: false,
    parent: false,
    time: false,
    colors: Colors::Elsewhere,
    position: false,
    size: false,
    taken: &[],
};

impl Habits {
    pub(crate) const ALL: Self = Self {
        label: true,
        weight: true,
        kind: true,
        direction: true,
        mode: true,
        parent: true,
        time: true,
        colors: Colors::Hex,
        position: true,
        size: true,
        taken: &[],
    };

    /// The habits as far as they are about nodes: an edge's `kind` or `weight` is no matter of
    /// theirs.
    pub(crate) fn of_nodes(&self) -> Self {
        Self { weight: false, kind: false, direction: false, ..*self }
    }

    /// The habits as far as they are about edges.
    pub(crate) fn of_edges(&self) -> Self {
        Self { mode: false, parent: false, ..*self }
    }

    /// Whether a reader would take an attribute of this name for something else.
    pub(crate) fn takes(&self, name: &str, drawn: bool) -> bool {
        let habit = match name {
            "label" => self.label,
            "weight" => self.weight,
            "kind" => self.kind,
            "direction" => self.direction,
            "bipartite" => self.mode,
            "parent" => self.parent,
            "start" | "end" | "timeset" => self.time,
            "r" | "g" | "b" => self.colors == Colors::Channels,
            "a" => self.colors == Colors::Channels && drawn,
            "color" => self.colors == Colors::Hex,
            "alpha" => self.colors == Colors::Hex && drawn,
            "x" | "y" => self.position,
            "z" => self.position && drawn,
            "size" | "shape" | "thickness" => self.size && drawn,
            _ => false,
        };
        habit || self.taken.iter().any(|taken| taken.eq_ignore_ascii_case(name))
    }

    /// What is said of a node in other ways than by attributes, as attributes.
    pub(crate) fn of_node(&self, network: &Network, node: &Node) -> Vec<(&'static str, Value)> {
        let mut fields = Vec::new();
        if let (true, Some(label)) = (self.label, &node.label) {
            fields.push(("label", Value::Text(label.clone())));
        }
        if let (true, Some(mode)) = (self.mode, node.mode) {
            fields.push(("bipartite", Value::Integer(i64::from(mode == Mode::Second))));
        }
        if let (true, Some(parent)) = (self.parent, node.parent()) {
            let id = network.nodes()[parent as usize].id().to_owned();
            fields.push(("parent", Value::Text(id)));
        }
        self.add_time(&node.spells, &mut fields);
        if let Some(look) = &node.look {
            self.add_look(look, "size", &mut fields);
        }
        fields
    }

    /// What is said of an edge in other ways than by attributes, as attributes. Its direction is
    /// among them if it is not the one that the format implies.
    pub(crate) fn of_edge(&self, edge: &Edge, implied: Direction) -> Vec<(&'static str, Value)> {
        let mut fields = Vec::new();
        if let (true, Some(label)) = (self.label, &edge.label) {
            fields.push(("label", Value::Text(label.clone())));
        }
        if let (true, Some(kind)) = (self.kind, &edge.kind) {
            fields.push(("kind", Value::Text(kind.clone())));
        }
        if let (true, Some(weight)) = (self.weight, edge.weight) {
            fields.push(("weight", Value::Number(weight)));
        }
        if self.direction && edge.direction != implied {
            fields.push(("direction", Value::Text(direction_word(edge.direction).to_owned())));
        }
        self.add_time(&edge.spells, &mut fields);
        if let Some(look) = &edge.look {
            self.add_look(look, "thickness", &mut fields);
        }
        fields
    }

    fn add_time(&self, spells: &[Spell], fields: &mut Vec<(&'static str, Value)>) {
        if !self.time || spells.is_empty() {
            return;
        }
        match spells {
            [spell] if spell.ends().all(TimeKind::is_calendar) => {
                let ends = [("start", &spell.start), ("end", &spell.end)];
                let known =
                    |(name, end): (_, &Option<String>)| Some((name, Value::Text(end.clone()?)));
                fields.extend(ends.into_iter().filter_map(known));
            }
            spells => fields.push(("timeset", Value::Text(TimeSet(spells).to_string()))),
        }
    }

    fn add_look(&self, look: &Look, size: &'static str, fields: &mut Vec<(&'static str, Value)>) {
        match (self.colors, look.color) {
            (Colors::Channels, Some(color)) => {
                let channels = [("r", color.red), ("g", color.green), ("b", color.blue)];
                fields.extend(channels.map(|(name, part)| (name, Value::Integer(part.into()))));
                fields.extend(color.alpha.map(|alpha| ("a", Value::Number(alpha))));
            }
            (Colors::Hex, Some(color)) => {
                let solid = Color { alpha: None, ..color };
                fields.push(("color", Value::Text(solid.to_string())));
                fields.extend(color.alpha.map(|alpha| ("alpha", Value::Number(alpha))));
            }
            _ => {}
        }
        if let (true, Some(position)) = (self.position, look.position) {
            fields.extend([("x", Value::Number(position.x)), ("y", Value::Number(position.y))]);
            fields.extend(position.z.map(|z| ("z", Value::Number(z))));
        }
        if self.size {
            fields.extend(look.size.map(|number| (size, Value::Number(number))));
            fields.extend(look.shape.iter().map(|shape| ("shape", Value::Text(shape.clone()))));
        }
    }

    /// Finds in the attributes of everything what has fields of its own.
    pub(crate) fn absorb(&self, builder: &mut Builder<'_>) {
        for node in builder.network.nodes_mut() {
            self.absorb_node(node);
        }
        for edge in builder.network.edges_mut() {
            self.absorb_edge(edge);
        }
        if self.parent {
            absorb_parents(builder);
        }
    }

    fn absorb_node(&self, node: &mut Node) {
        if self.label {
            let label = take_label(&mut node.values);
            node.label = node.label.take().or(label).filter(|label| *label != *node.id());
        }
        if self.mode {
            node.mode = node.mode.or_else(|| take(&mut node.values, "bipartite", mode_of));
        }
        let spells = self.take_spells(&mut node.values);
        node.spells.extend(spells);
        self.absorb_look(&mut node.values, &mut node.look, "size");
    }

    fn absorb_edge(&self, edge: &mut Edge) {
        if self.label {
            edge.label = edge.label.take().or_else(|| take_label(&mut edge.values));
        }
        if self.kind {
            let text = |value: &Value| value.as_text().map(str::to_owned);
            edge.kind = edge.kind.take().or_else(|| take(&mut edge.values, "kind", text));
        }
        if self.weight {
            edge.weight =
                edge.weight.or_else(|| take(&mut edge.values, "weight", Value::as_number));
        }
        if self.direction {
            let said = take(&mut edge.values, "direction", |value| direction_of(value.as_text()?));
            edge.direction = said.unwrap_or(edge.direction);
        }
        let spells = self.take_spells(&mut edge.values);
        edge.spells.extend(spells);
        self.absorb_look(&mut edge.values, &mut edge.look, "thickness");
    }

    fn take_spells(&self, values: &mut Values) -> Vec<Spell> {
        if !self.time {
            return Vec::new();
        }
        let calendar =
            |value: &Value| Some(value.to_string()).filter(|text| TimeKind::is_calendar(text));
        let start = take(values, "start", calendar);
        let end = take(values, "end", calendar);
        let set = |value: &Value| parse_time_set(value.as_text()?, false);
        let mut spells = take(values, "timeset", set).unwrap_or_default();
        spells.extend(Spell::between(start, end));
        spells
    }

    fn absorb_look(&self, values: &mut Values, look: &mut Option<Box<Look>>, size: &str) {
        let mut found = Look::default();
        match self.colors {
            Colors::Elsewhere => {}
            Colors::Channels => found.color = take_channels(values),
            Colors::Hex => {
                let color = take(values, "color", |value| Color::parse(value.as_text()?));
                found.color = color.map(|color| {
                    let alpha = take(values, "alpha", Value::as_number).or(color.alpha);
                    Color { alpha, ..color }
                });
            }
        }
        if self.position {
            found.position = take_position(values);
        }
        // A size is one of the drawing only beside a colour or a place: `size` alone may well be how
        // many people work there.
        if self.size && found != Look::default() {
            found.size = take(values, size, Value::as_number);
            found.shape = take(values, "shape", |value| value.as_text().map(str::to_owned));
        }
        if found == Look::default() {
            return;
        }
        let look = look.get_or_insert_default();
        look.color = look.color.or(found.color);
        look.position = look.position.or(found.position);
        look.size = look.size.or(found.size);
        look.shape = look.shape.take().or(found.shape);
    }
}

/// Takes an attribute away if it is what is looked for.
fn take<T>(values: &mut Values, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
    let found = read(values.get(name)?)?;
    values.remove(name);
    Some(found)
}

fn take_label(values: &mut Values) -> Option<String> {
    let text = |value: &Value| match value {
        Value::List(_) => None,
        other => Some(other.to_string()),
    };
    take(values, "label", text)
}

fn take_channels(values: &mut Values) -> Option<Color> {
    let channel = |name: &str| {
        let number = values.get(name)?.as_number().filter(|number| number.fract() == 0.0)?;
        (0.0..=255.0).contains(&number).then_some(number as u8)
    };
    let color = Color::new(channel("r")?, channel("g")?, channel("b")?);
    for name in ["r", "g", "b"] {
        values.remove(name);
    }
    Some(Color { alpha: take(values, "a", Value::as_number), ..color })
}

fn take_position(values: &mut Values) -> Option<Position> {
    let number = |name: &str| values.get(name).and_then(Value::as_number);
    let (x, y) = (number("x")?, number("y")?);
    values.remove("x");
    values.remove("y");
    Some(Position { x, y, z: take(values, "z", Value::as_number) })
}

fn absorb_parents(builder: &mut Builder<'_>) {
    for place in 0..builder.network.nodes().len() as u32 {
        let network = &builder.network;
        let named = network.nodes()[place as usize].values.get("parent").map(Value::to_string);
        let Some(parent) = named.and_then(|id| network.place(&id)) else { continue };
        if builder.network.nodes()[place as usize].parent().is_none() {
            builder.network.node_mut(place).values.remove("parent");
            builder.parent(place, parent, Spot::File);
        }
    }
}

fn mode_of(value: &Value) -> Option<Mode> {
    match value {
        Value::Integer(0) | Value::Truth(false) => Some(Mode::First),
        Value::Integer(1) | Value::Truth(true) => Some(Mode::Second),
        _ => None,
    }
}

/// The word for a direction.
pub(crate) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Directed => "directed",
        Direction::Undirected => "undirected",
        Direction::Mutual => "mutual",
    }
}

/// The direction of a word.
pub(crate) fn direction_of(word: &str) -> Option<Direction> {
    match word.trim().to_ascii_lowercase().as_str() {
        "directed" | "dir" | "1" => Some(Direction::Directed),
        "undirected" | "undir" | "0" => Some(Direction::Undirected),
        "mutual" | "double" | "2" => Some(Direction::Mutual),
        _ => None,
    }
}

/// The one direction of formats that have one for all: directed if any edge is.
pub(crate) fn implied(network: &Network) -> Direction {
    if network.has_direction() { Direction::Directed } else { Direction::Undirected }
}

/// A name that is not taken: the name itself, or with a number behind it.
pub(crate) fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> Arc<str> {
    if !taken(name) {
        return name.into();
    }
    let numbered = (2_u64..).map(|number| format!("{name}_{number}"));
    numbered.into_iter().find(|name| !taken(name)).unwrap_or_default().into()
}

/// Gives out names, each once; however many are the same, each costs the same.
#[derive(Debug, Default)]
pub(crate) struct UniqueNames {
    used: HashSet<String>,
    /// For names that were asked for again, the number to try next.
    next: HashMap<String, u64>,
}

impl UniqueNames {
    /// Keeps a name from being given out.
    pub(crate) fn keep(&mut self, name: &str) {
        self.used.insert(name.to_owned());
    }

    /// The name itself, or with a number behind it.
    pub(crate) fn give(&mut self, name: &str) -> String {
        if self.used.insert(name.to_owned()) {
            return name.to_owned();
        }
        let number = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}_{number}");
            *number += 1;
            if self.used.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
