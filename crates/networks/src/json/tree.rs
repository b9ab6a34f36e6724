use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::build::Builder;
use crate::error::shown;
use crate::{Limits, NetworkError, Place, Value};

/// A value of JSON. Objects keep the order of their fields, and fields that come twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Truth(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(Arc<str>, Json)>),
}

impl Json {
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Text, or a number as text: what may name a node.
    pub(crate) fn as_id(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Integer(number) => Some(number.to_string()),
            Self::Number(_) | Self::Truth(_) => Some(self.to_string()),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => {
                fields.iter().find(|(each, _)| &**each == name).map(|(_, json)| json)
            }
            _ => None,
        }
    }

    /// As the value of an attribute; back as it was if it is, or holds, an object or `null`.
    pub(crate) fn into_value(self) -> Result<Value, Self> {
        if !self.is_plain() {
            return Err(self);
        }
        Ok(match self {
            Self::Truth(truth) => Value::Truth(truth),
            Self::Integer(number) => Value::Integer(number),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::Text(text),
            Self::List(items) => {
                Value::List(items.into_iter().filter_map(|item| item.into_value().ok()).collect())
            }
            Self::Null | Self::Object(_) => return Err(self),
        })
    }

    fn is_plain(&self) -> bool {
        match self {
            Self::Null | Self::Object(_) => false,
            Self::List(items) => items.iter().all(Self::is_plain),
            _ => true,
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => f.write_str(&crate::value::number_text(*number)),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place == 0 { "[" } else { "," })?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Object(fields) => {
                for (place, (name, json)) in fields.iter().enumerate() {
                    let mark = if place == 0 { "{" } else { "," };
                    write!(f, "{mark}{}:{json}", serde_json::Value::from(&**name))?;
                }
                f.write_str(if fields.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

/// Reads the whole text as one value, within the limits.
pub(crate) fn parse(builder: &Builder<'_>) -> Result<Json, NetworkError> {
    let state = State {
        limits: builder.limits,
        left: Cell::new(builder.limits.max_values),
        names: RefCell::default(),
        passed: Cell::new(None),
    };
    let mut deserializer = serde_json::Deserializer::from_str(builder.text);
    let seed = Seed { state: &state, depth: 0 };
    let parsed = seed.deserialize(&mut deserializer).and_then(|json| {
        deserializer.end()?;
        Ok(json)
    });
    parsed.map_err(|error| {
        let (line, column) = (error.line() as u64, Some(error.column() as u64));
        let place = Place::Line { line, column };
        match state.passed.get() {
            Some((what, limit)) => NetworkError::TooLarge { what, place, limit },
            None => {
                let (format, value) = (builder.format, shown(&error.to_string()));
                let expected = "well-formed JSON".to_owned();
                NetworkError::Malformed { format, place, value, expected }
            }
        }
    })
}

/// What is counted while reading.
struct State<'l> {
    limits: &'l Limits,
    left: Cell<u64>,
    names: RefCell<HashSet<Arc<str>>>,
    /// The limit that was passed, which is why the reading stopped.
    passed: Cell<Option<(&'static str, u64)>>,
}

impl State<'_> {
    fn pass<E: serde::de::Error>(&self, what: &'static str, limit: u64) -> E {
        self.passed.set(Some((what, limit)));
        E::custom(what)
    }

    fn text<E: serde::de::Error>(&self, text: &str) -> Result<(), E> {
        if text.len() as u64 > self.limits.max_text {
            return Err(self.pass("the length of a value", self.limits.max_text));
        }
        Ok(())
    }

    fn name<E: serde::de::Error>(&self, name: &str) -> Result<Arc<str>, E> {
        self.text(name)?;
        if let Some(known) = self.names.borrow().get(name) {
            return Ok(Arc::clone(known));
        }
        let name: Arc<str> = name.into();
        self.names.borrow_mut().insert(Arc::clone(&name));
        Ok(name)
    }
}

#[derive(Clone, Copy)]
struct Seed<'s> {
    state: &'s State<'s>,
    depth: u64,
}

impl<'s> Seed<'s> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        let limit = self.state.limits.max_depth;
        if self.depth >= limit {
            return Err(self.state.pass("the depth of lists and objects", limit));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        match self.state.left.get().checked_sub(1) {
            Some(left) => self.state.left.set(left),
            None => {
                return Err(self.state.pass("the number of values", self.state.limits.max_values));
            }
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Truth(truth))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Integer(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Json, E> {
        // Larger than any whole number here: as text no digit is lost.
        Ok(i64::try_from(number).map_or_else(|_| Json::Text(number.to_string()), Json::Integer))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Json, E> {
        self.state.text(text)?;
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let deeper = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(deeper)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let deeper = self.deeper()?;
        let mut fields = Vec::new();
        while let Some(name) = entries.next_key_seed(Name(self.state))? {
            fields.push((name, entries.next_value_seed(deeper)?));
        }
        fields.shrink_to_fit();
        Ok(Json::Object(fields))
    }
}

/// The name of a field.
struct Name<'s>(&'s State<'s>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Arc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Arc<str>, E> {
        self.0.name(name)
    }
}
