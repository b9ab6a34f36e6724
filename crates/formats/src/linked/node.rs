//! One node of a document: its types, and what its members say, whatever prefix they have.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// A node, or an object within one.
#[derive(Default)]
pub(super) struct Node(Map<String, Value>);

/// What a property names: something with an id, or something that is described on the spot.
pub(super) struct Named {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

impl Node {
    /// Reads a node; `None` where the text is no object.
    pub(super) fn read(raw: &RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok().map(Self)
    }

    /// The id, where it has one.
    pub(super) fn id(&self) -> Option<&str> {
        let id = self.0.get("@id").or_else(|| self.0.get("id"))?.as_str()?.trim();
        (!id.is_empty()).then_some(id)
    }

    /// The types, without their prefixes.
    pub(super) fn types(&self) -> Vec<&str> {
        let value = self.0.get("@type").or_else(|| self.0.get("type"));
        let words = match value {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(word)) => vec![word.as_str()],
            _ => Vec::new(),
        };
        words.into_iter().map(local).collect()
    }

    /// The names of its members, without their prefixes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().filter(|name| !name.starts_with('@')).map(|name| local(name))
    }

    /// What stands under a name, each by itself.
    fn values(&self, wanted: &str) -> Vec<&Value> {
        let found = self.0.iter().find(|(name, _)| local(name) == wanted).map(|(_, value)| value);
        match found {
            Some(Value::Array(list)) => list.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    pub(super) fn texts(&self, wanted: &str) -> Vec<String> {
        self.values(wanted).into_iter().filter_map(text_of).collect()
    }

    pub(super) fn text(&self, wanted: &str) -> Option<String> {
        self.texts(wanted).into_iter().next()
    }

    /// The objects under a name, such as roles.
    pub(super) fn objects(&self, wanted: &str) -> Vec<Self> {
        let objects = self.values(wanted).into_iter().filter_map(Value::as_object);
        objects.map(|object| Self(object.clone())).collect()
    }

    /// The things that a property names.
    pub(super) fn named(&self, wanted: &str) -> Vec<Named> {
        let named = |value: &Value| match value {
            Value::String(id) => Some(Named { id: Some(id.trim().to_owned()), name: None }),
            Value::Object(object) => {
                let object = Self(object.clone());
                let (id, name) = (object.id().map(str::to_owned), object.text("name"));
                (id.is_some() || name.is_some()).then_some(Named { id, name })
            }
            _ => None,
        };
        self.values(wanted).into_iter().filter_map(named).collect()
    }

    /// The ids of the things that a property links to, and the words that stand beside them.
    pub(super) fn links_and_words(&self, wanted: &str) -> (Vec<String>, Vec<String>) {
        let is_link = |value: &&Value| value.as_object().is_some_and(|it| it.contains_key("@id"));
        let (links, words): (Vec<&Value>, Vec<&Value>) =
            self.values(wanted).into_iter().partition(is_link);
        let links = links.into_iter().filter_map(|value| Some(value["@id"].as_str()?.to_owned()));
        (links.collect(), words.into_iter().filter_map(text_of).collect())
    }
}

/// A name without what says which vocabulary it is of.
fn local(name: &str) -> &str {
    name.rsplit([':', '/', '#']).next().unwrap_or(name)
}

/// A text, a number, a typed value, or the English one of texts in several languages.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => {
            if object.contains_key("@id") {
                return object["@id"].as_str().map(str::to_owned);
            }
            let english = object.iter().find(|(language, _)| language.starts_with("en"));
            let any = || object.iter().find(|(key, _)| !key.starts_with('@'));
            let stated = object.get("@value");
            let value = stated.or_else(|| english.or_else(any).map(|(_, value)| value))?;
            match value {
                Value::Array(list) => list.first()?.as_str()?.trim().to_owned(),
                Value::String(text) => text.trim().to_owned(),
                Value::Number(number) => number.to_string(),
                _ => return None,
            }
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
