//! Which parts of a JSON text are the records.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Members;
use crate::table::About;
use crate::{Form, ReadConfig, ReadError};

/// How many objects may stand around the one that holds the records.
const AROUND: usize = 3;

/// How many members an object may have.
const MOST_MEMBERS: usize = 100_000;

/// The records of a text.
pub(super) struct Records<'t> {
    pub(super) form: Form,
    pub(super) lists: Vec<List<'t>>,
    pub(super) about: About,
}

/// A list of records, under the name it has if it has one.
pub(super) struct List<'t> {
    pub(super) name: Option<String>,
    pub(super) records: Vec<Record<'t>>,
}

/// A record, or the text of what is none and why.
pub(super) type Record<'t> = Result<&'t RawValue, (&'t str, &'static str)>;

pub(super) fn of<'t>(
    file: &str,
    text: &'t str,
    config: &ReadConfig<'_>,
) -> Result<Records<'t>, ReadError> {
    let whole: Result<&RawValue, _> = serde_json::from_str(text);
    match whole {
        Ok(raw) if raw.get().starts_with('[') => {
            let list = List { name: None, records: elements(file, raw.get(), config)? };
            Ok(Records { form: Form::Json, lists: vec![list], about: About::default() })
        }
        Ok(raw) => within(file, raw, config),
        Err(error) => match json_lines(text) {
            Some(list) => {
                let about = About::default();
                Ok(Records { form: Form::JsonLines, lists: vec![list], about })
            }
            None => Err(broken(file, &error)),
        },
    }
}

fn broken(file: &str, error: &serde_json::Error) -> ReadError {
    if error.is_eof() {
        return ReadError::CutOff {
            file: file.to_owned(),
            line: Some(error.line() as u64),
            problem: "the JSON ends too early: expected the whole file".to_owned(),
        };
    }
    ReadError::Unreadable { file: file.to_owned(), problem: format!("it is no JSON: {error}") }
}

/// One object to a line, where every line begins as one.
fn json_lines(text: &str) -> Option<List<'_>> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines().count() < 2 || !lines().all(|line| line.starts_with('{')) {
        return None;
    }
    let records: Vec<_> = lines()
        .map(|line| serde_json::from_str(line).map_err(|_| (line, "is no JSON object")))
        .collect();
    // Lines that begin with `{` and are no objects are JSON of another shape that is broken.
    let good = records.iter().filter(|record| record.is_ok()).count();
    (good * 2 > records.len()).then_some(List { name: None, records })
}

/// The lists of objects in an object, or in the only one that it holds.
fn within<'t>(
    file: &str,
    raw: &'t RawValue,
    config: &ReadConfig<'_>,
) -> Result<Records<'t>, ReadError> {
    let mut raw = raw;
    for _ in 0..=AROUND {
        let members = members(raw.get()).unwrap_or_default();
        let mut lists = Vec::new();
        for (name, value) in members.iter().filter(|(_, value)| holds_objects(value)) {
            let records = elements(file, value.get(), config)?;
            lists.push(List { name: Some(name.clone()), records });
        }
        if !lists.is_empty() {
            let about = super::about(&members);
            return Ok(Records { form: Form::Json, lists, about });
        }
        let mut objects = members.iter().filter(|(_, value)| value.get().starts_with('{'));
        match (objects.next(), objects.next()) {
            (Some((_, only)), None) => raw = only,
            _ => break,
        }
    }
    Err(ReadError::NotCsv {
        file: file.to_owned(),
        what: "JSON without a list of records",
        expected: "an array of objects, or an object with such an array, such as `grants`"
            .to_owned(),
    })
}

fn holds_objects(value: &RawValue) -> bool {
    let inner = value.get().strip_prefix('[').map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with('{'))
}

/// The nodes of a text of JSON-LD.
pub(super) fn nodes<'t>(
    file: &str,
    text: &'t str,
    config: &ReadConfig<'_>,
) -> Result<Vec<Record<'t>>, ReadError> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| broken(file, &error))?;
    if whole.get().starts_with('[') {
        return elements(file, whole.get(), config);
    }
    let members = members(whole.get()).unwrap_or_default();
    match members.iter().find(|(name, _)| name == "@graph") {
        Some((_, graph)) if graph.get().starts_with('[') => elements(file, graph.get(), config),
        Some((_, graph)) => Ok(vec![Ok(graph)]),
        None => Ok(vec![Ok(whole)]),
    }
}

/// The members of an object; `None` where it is none.
pub(crate) fn members(raw: &str) -> Option<Members<'_>> {
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    deserializer.deserialize_map(MembersOf(PhantomData)).ok()
}

struct MembersOf<'t>(PhantomData<&'t ()>);

impl<'t> Visitor<'t> for MembersOf<'t> {
    type Value = Members<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
            if members.len() > MOST_MEMBERS {
                return Err(serde::de::Error::custom("an object has too many members"));
            }
        }
        Ok(members)
    }
}

/// The elements of an array: objects, and what is none.
fn elements<'t>(
    file: &str,
    raw: &'t str,
    config: &ReadConfig<'_>,
) -> Result<Vec<Record<'t>>, ReadError> {
    let limit = config.limits.max_rows;
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    let elements = deserializer
        .deserialize_seq(ElementsOf { limit, life: PhantomData })
        .map_err(|error| broken(file, &error))?;
    if elements.len() as u64 > limit {
        let what = "the number of rows";
        return Err(ReadError::TooLarge { file: file.to_owned(), what, line: limit, limit });
    }
    let told = |raw: &'t RawValue| match raw.get().starts_with('{') {
        true => Ok(raw),
        false => Err((raw.get(), "is no object")),
    };
    Ok(elements.into_iter().map(told).collect())
}

struct ElementsOf<'t> {
    limit: u64,
    life: PhantomData<&'t ()>,
}

impl<'t> Visitor<'t> for ElementsOf<'t> {
    type Value = Vec<&'t RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            if elements.len() as u64 <= self.limit {
                elements.push(element);
            }
        }
        Ok(elements)
    }
}
