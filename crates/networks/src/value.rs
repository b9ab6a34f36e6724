//! The values of attributes.

use std::fmt;
use std::sync::Arc;

/// A value of an attribute. There is none for "unknown": what is not known is not there.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// Several values.
    List(Vec<Value>),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one, whole or not.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    /// Text as it is, numbers so that they read back as they were, lists as JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => f.write_str(&number_text(*number)),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (position, item) in items.iter().enumerate() {
                    f.write_str(if position == 0 { "" } else { "," })?;
                    match item {
                        Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
                        other => write!(f, "{other}"),
                    }?;
                }
                f.write_str("]")
            }
        }
    }
}

/// The shortest text that reads back as the same number; it always has a point, or is `NaN`,
/// `INF` or `-INF`.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "INF" } else { "-INF" }.to_owned();
    }
    let text = format!("{number:?}");
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        _ => text,
    }
}

/// Reads a decimal number; also `NaN` and the ways in which XML, Java and C write infinity.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let starts_well = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
    match text {
        "NaN" | "nan" | "NAN" => Some(f64::NAN),
        "INF" | "Infinity" | "inf" | "+INF" => Some(f64::INFINITY),
        "-INF" | "-Infinity" | "-inf" => Some(f64::NEG_INFINITY),
        _ if text.starts_with(starts_well) => {
            let ends_well = text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
            text.parse::<f64>().ok().filter(|number| ends_well && number.is_finite())
        }
        _ => None,
    }
}

/// Reads a whole number.
pub(crate) fn parse_integer(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// Reads a truth value, as XML and Python write it.
pub(crate) fn parse_truth(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "True" | "TRUE" | "1" => Some(true),
        "false" | "False" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The attributes of something: each name once, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values(Vec<(Arc<str>, Value)>);

impl Values {
    /// The value of an attribute, if it is known. O(attributes).
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(each, _)| &**each == name).map(|(_, value)| value)
    }

    /// Sets an attribute, and gives back what it was.
    pub fn set(&mut self, name: impl Into<Arc<str>>, value: Value) -> Option<Value> {
        let name = name.into();
        match self.0.iter_mut().find(|(each, _)| *each == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.0.push((name, value));
                None
            }
        }
    }

    /// Takes an attribute away.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let position = self.0.iter().position(|(each, _)| &**each == name)?;
        Some(self.0.remove(position).1)
    }

    /// The attributes, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// How many attributes are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets an attribute whose name is the one shared piece of text for it, unless it is set.
    pub(crate) fn set_first(&mut self, name: &Arc<str>, value: Value) -> Result<(), Value> {
        if self.0.iter().any(|(each, _)| Arc::ptr_eq(each, name)) {
            return Err(value);
        }
        // Most things have few attributes, and there are many things: room is made for one more.
        if self.0.len() == self.0.capacity() {
            self.0.reserve_exact(1 + self.0.len() / 2);
        }
        self.0.push((Arc::clone(name), value));
        Ok(())
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&Arc<str>, &mut Value)> {
        self.0.iter_mut().map(|(name, value)| (&*name, value))
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(pairs: I) -> Self {
        let mut values = Self::default();
        for (name, value) in pairs {
            values.set(name, value);
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, number_text, parse_number};

    #[test]
    fn numbers_read_back_as_they_were() {
        for number in [0.0, 1.0, -2.5, 1e-10, 1.25e300, 0.1 + 0.2, f64::INFINITY] {
            assert_eq!(parse_number(&number_text(number)), Some(number));
        }
        assert_eq!(number_text(1e-10), "1.0e-10");
        assert_eq!(parse_number("infinite"), None);
        assert_eq!(parse_number("1e999"), None);
    }

    #[test]
    fn lists_are_shown_as_json() {
        let list = Value::List(vec![Value::Text("a \"b\"".into()), Value::Integer(2)]);
        assert_eq!(list.to_string(), r#"["a \"b\"",2]"#);
    }
}
