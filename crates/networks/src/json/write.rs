//! Writes JSON, a line for each item, as it goes.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::lost::Losses;
use crate::{Look, Network, Value};

/// The fields of an object. Numbers that JSON does not have are left out.
#[derive(Default)]
pub(crate) struct Fields<'v>(pub(crate) Vec<(Cow<'v, str>, Cow<'v, Value>)>);

impl<'v> Fields<'v> {
    pub(crate) fn push(&mut self, name: impl Into<Cow<'v, str>>, value: Value) {
        self.0.push((name.into(), Cow::Owned(value)));
    }

    pub(crate) fn push_text(&mut self, name: impl Into<Cow<'v, str>>, text: &str) {
        self.push(name, Value::Text(text.to_owned()));
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.iter().filter(|(_, value)| is_json(value)) {
            map.serialize_entry(name, &Plain(value))?;
        }
        map.end()
    }
}

/// A value, for serde.
struct Plain<'v>(&'v Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(None)?;
                for item in items.iter().filter(|item| is_json(item)) {
                    list.serialize_element(&Plain(item))?;
                }
                list.end()
            }
        }
    }
}

fn is_json(value: &Value) -> bool {
    !matches!(value, Value::Number(number) if !number.is_finite())
}

/// Writes a list, each item on a line of its own.
pub(crate) fn list<T: Serialize>(
    out: &mut impl Write,
    indent: &str,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut is_empty = true;
    for item in items {
        out.write_all(if is_empty { b"\n" } else { b",\n" })?;
        write!(out, "{indent}  ")?;
        serde_json::to_writer(&mut *out, &item)?;
        is_empty = false;
    }
    if is_empty { out.write_all(b"]") } else { write!(out, "\n{indent}]") }
}

/// A text as JSON.
pub(crate) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Says which numbers JSON does not have.
pub(crate) fn json_losses(network: &Network, losses: &mut Losses) {
    let of_value = |value: &Value| count_impossible(value);
    let of_look = |look: Option<&Look>| {
        let Some(look) = look else { return 0 };
        let place = look.position.map(|at| [Some(at.x), Some(at.y), at.z]).unwrap_or_default();
        let numbers = place.into_iter().chain([look.size]).flatten();
        numbers.filter(|number| !number.is_finite()).count()
    };
    let mut count: usize = network.values.iter().map(|(_, value)| of_value(value)).sum();
    for node in network.nodes() {
        count += node.values.iter().map(|(_, value)| of_value(value)).sum::<usize>();
        count += of_look(node.look.as_deref());
    }
    for edge in network.edges() {
        count += edge.values.iter().map(|(_, value)| of_value(value)).sum::<usize>();
        count += of_look(edge.look.as_deref());
        count += usize::from(edge.weight.is_some_and(|weight| !weight.is_finite()));
    }
    losses.add("numbers that are infinite or not a number (left out)", count);
}

fn count_impossible(value: &Value) -> usize {
    match value {
        Value::List(items) => items.iter().map(count_impossible).sum(),
        value => usize::from(!is_json(value)),
    }
}
