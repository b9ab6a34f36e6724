//! JSON as the formats of Cytoscape, networkx and Kumu need it: a tree within limits.

mod scan;
mod tree;
mod write;

pub(crate) use scan::detect;
pub(crate) use tree::{Json, parse};
pub(crate) use write::{Fields, json_losses, list, string};

use std::sync::Arc;

use crate::build::{Builder, Owner};
use crate::place::Spot;
use crate::{NetworkError, Value};

impl Builder<'_> {
    /// Sets a value of JSON: `null` is unknown, and the fields of an object within are attributes
    /// of their own, such as `style.color`.
    pub(crate) fn set_json(
        &mut self,
        owner: Owner,
        name: &str,
        json: Json,
        spot: Spot,
    ) -> Result<(), NetworkError> {
        let value = match json {
            Json::Null => return Ok(()),
            Json::Object(fields) => {
                for (inner, json) in fields {
                    self.set_json(owner, &format!("{name}.{inner}"), json, spot)?;
                }
                return Ok(());
            }
            json => match json.into_value() {
                Ok(value) => value,
                Err(json) => {
                    let what = "a list of objects or of unknown values stays text, as JSON";
                    self.notice(what, name, spot);
                    Value::Text(json.to_string())
                }
            },
        };
        let name = self.name(name, spot)?;
        self.set(owner, &name, value, spot)
    }

    /// The fields of an item that must be an object.
    pub(crate) fn object(
        &self,
        json: Json,
        spot: Spot,
    ) -> Result<Vec<(Arc<str>, Json)>, NetworkError> {
        match json {
            Json::Object(fields) => Ok(fields),
            other => Err(self.malformed(spot, &other.to_string(), "an object")),
        }
    }

    /// The items of a list; what is not there or `null` is a list without items.
    pub(crate) fn items(&self, json: Json, field: &'static str) -> Result<Vec<Json>, NetworkError> {
        match json {
            Json::List(items) => Ok(items),
            Json::Null => Ok(Vec::new()),
            other => Err(self.malformed(Spot::Field(field), &other.to_string(), "a list")),
        }
    }
}

/// Takes a field out of an object; the order of the others stays.
pub(crate) fn take(fields: &mut Vec<(Arc<str>, Json)>, name: &str) -> Option<Json> {
    let place = fields.iter().position(|(each, _)| &**each == name)?;
    Some(fields.remove(place).1).filter(|json| !matches!(json, Json::Null))
}
