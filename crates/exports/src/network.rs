//! The network that a choice makes of a part of a map.

mod look;
mod one;
mod two;

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;
use waymark_analysis::AnalysisError;
use waymark_measures::Watch;
use waymark_model::{Date, Entity, EntityId, Tie};
use waymark_networks::{
    Direction, Edge, Mode as Side, Network, NetworkFormat, Node, Spell, Value, Values,
};
use waymark_wire as wire;

use crate::fields;
use crate::table::{Cell, Record};
use crate::told::Told;
use crate::{Choice, Mode, Part};

use look::Colors;

/// A network, and what it does not say.
pub(crate) struct Made {
    pub(crate) network: Network,
    /// What the choice leaves out.
    pub(crate) left_out: Vec<wire::ExportLost>,
    /// What the attributes of its nodes and edges do not say.
    pub(crate) lost: Told,
}

/// Makes the network of a choice.
///
/// # Errors
/// When amounts cannot be added exactly, or nobody waits for the rest.
pub(crate) fn make(
    part: &Part<'_>,
    choice: &Choice,
    format: NetworkFormat,
    watch: &dyn Watch,
) -> Result<Made, AnalysisError> {
    let mut making = Making::new(part, choice, format);
    match choice.mode {
        Mode::All => making.all()?,
        Mode::Two => two::make(&mut making)?,
        Mode::One => one::make(&mut making, watch)?,
    }
    Ok(making.finish())
}

/// A network that is being made.
struct Making<'p, 'a> {
    part: &'p Part<'a>,
    choice: &'p Choice,
    network: Network,
    places: HashMap<&'a EntityId, u32>,
    colors: Option<Colors<'a>>,
    left_out: Told,
    lost: Told,
    about: &'static str,
}

impl<'p, 'a> Making<'p, 'a> {
    fn new(part: &'p Part<'a>, choice: &'p Choice, format: NetworkFormat) -> Self {
        Self {
            part,
            choice,
            network: Network::new(),
            places: HashMap::new(),
            colors: (format == NetworkFormat::Gexf).then(|| Colors::of(part)),
            left_out: Told::default(),
            lost: Told::default(),
            about: "everything, joined by all ties",
        }
    }

    /// Every thing and every tie of the kinds that are chosen, each as the map has it.
    fn all(&mut self) -> Result<(), AnalysisError> {
        let (part, kinds) = (self.part, &self.choice.kinds);
        let mut ties = Vec::new();
        let mut joined: HashSet<&EntityId> = HashSet::new();
        let has = |id: &EntityId| part.map.entity(id).is_some_and(|each| kinds.has(each.kind()));
        for tie in part.ties() {
            let is_kind = kinds.ties.is_empty() || kinds.ties.contains(&tie.kind);
            if is_kind && has(&tie.from) && has(&tie.to) {
                joined.extend([&tie.from, &tie.to]);
                ties.push(*tie);
            } else {
                self.left_out.left_out_tie(tie);
            }
        }
        for entity in part.entities() {
            let is_wanted = self.choice.isolates || joined.contains(entity.id());
            if kinds.has(entity.kind()) && is_wanted {
                self.node(entity, None)?;
            } else {
                self.left_out.left_out_thing(entity);
            }
        }
        for tie in ties {
            self.tie(tie, Direction::Directed);
        }
        Ok(())
    }

    /// Adds a thing as a node.
    fn node(&mut self, entity: &'a Entity, side: Option<Side>) -> Result<(), AnalysisError> {
        let record = fields::entity(self.part, entity)?;
        self.lost.entity(entity);
        let mut node = Node::new(entity.id().as_str());
        node.label = Some(entity.name().to_owned());
        node.mode = side;
        node.values = self.values(record, &["id", "name"], entity.name());
        if let Some(effort) = entity.as_initiative() {
            let start = effort.start.value().and_then(Date::earliest);
            let end = effort.end.value().and_then(Date::latest);
            node.spells.extend(spell(start, end));
        }
        node.look = self.colors.as_ref().and_then(|colors| colors.of_entity(self.part, entity));
        // An id is never empty and comes once, so that a node with it can be added.
        if let Ok(place) = self.network.add_node(node) {
            self.places.insert(entity.id(), place);
        }
        Ok(())
    }

    /// Adds a tie as an edge, if both its ends are nodes.
    fn tie(&mut self, tie: &Tie, direction: Direction) {
        let ends = self.places.get(&tie.from).zip(self.places.get(&tie.to));
        let Some((from, to)) = ends else { return };
        let mut edge = Edge::new(*from, *to, direction);
        self.lost.tie(tie);
        let record = fields::tie(self.part, tie);
        let named = ["id", "kind", "from", "from_name", "to", "to_name", "verb"];
        edge.values = self.values(record, &named, tie.id.as_str());
        edge.id = Some(tie.id.to_string());
        edge.kind = Some(tie.kind.word().to_owned());
        edge.label = tie.verb.as_deref().map(str::to_owned);
        let date = tie.date.value();
        let (start, end) = (date.and_then(Date::earliest), date.and_then(Date::latest));
        edge.spells.extend(spell(start, end));
        self.put(edge);
    }

    fn put(&mut self, edge: Edge) {
        let added = self.network.add_edge(edge);
        debug_assert!(added.is_ok(), "an edge is put between nodes that are there");
    }

    /// What is known as attributes; what has a place of its own is left out.
    fn values(&mut self, record: Record, but: &[&str], name: &str) -> Values {
        let mut values = Values::default();
        for (heading, cell) in record.into_cells().filter(|(name, _)| !but.contains(&&**name)) {
            let value = match cell {
                Cell::Unknown => continue,
                Cell::Text(text) => Value::Text(text),
                Cell::Integer(number) => Value::Integer(number),
                // As a word: of truth values programs such as igraph read one that is missing,
                // because nobody knows it, as false.
                Cell::Truth(truth) => Value::Text(if truth { "yes" } else { "no" }.to_owned()),
                Cell::Number(number) => {
                    let (float, is_exact) = float(number);
                    if !is_exact {
                        let what = "digits of amounts beyond what a number in such files holds";
                        self.lost.add(what, || format!("{name}: {heading} {number}"));
                    }
                    Value::Number(float)
                }
            };
            values.set(&*heading, value);
        }
        values
    }

    fn finish(mut self) -> Made {
        let Part { version, changed, .. } = self.part;
        self.network.name = Some(format!("Waymark map, {}", self.part.state()));
        let hash = if version.hash.is_empty() { "" } else { ", hash " };
        let mut description = format!(
            "{}. {}{hash}{}.",
            capital(self.about),
            capital(&self.part.state()),
            version.hash
        );
        if self.choice.mode == Mode::One {
            description += &format!(" Edges weigh by `{}`.", self.choice.weighing.word());
        }
        for (word, value) in &self.part.filter {
            description += &format!(" Only {word}={value}.");
        }
        let values = &mut self.network.values;
        values.set("creator", Value::Text("Waymark".to_owned()));
        values.set("description", Value::Text(description));
        if let Some(day) = changed {
            values.set("lastmodifieddate", Value::Text(day.clone()));
        }
        let milestones = self.part.milestones().count();
        self.left_out.add_many("milestones (the table of milestones has them)", milestones, || {
            self.part.milestones().next().map_or_else(String::new, |each| each.id.to_string())
        });
        Made { network: self.network, left_out: self.left_out.finish(), lost: self.lost }
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// From the first to the last day that dates may mean. A day that no source states is no day that
/// something began: [`fields`] has the dates as they are stated.
fn spell(start: Option<waymark_model::Day>, end: Option<waymark_model::Day>) -> Option<Spell> {
    Spell::between(start.map(|day| day.to_string()), end.map(|day| day.to_string()))
}

/// An amount as a float, and whether it is the same amount.
fn float(number: Decimal) -> (f64, bool) {
    let text = number.normalize().to_string();
    let float: f64 = text.parse().unwrap_or(f64::NAN);
    (float, float.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn amounts_that_a_float_cannot_hold_are_told() {
        assert_eq!(float("12.50".parse().unwrap()), (12.5, true));
        assert_eq!(float("-3".parse().unwrap()), (-3.0, true));
        assert!(!float("9007199254740993".parse().unwrap()).1);
        assert!(!float("0.1234567890123456789".parse().unwrap()).1);
    }
}
