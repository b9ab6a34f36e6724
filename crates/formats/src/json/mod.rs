//! JSON as tables: an array of objects, an object that holds some, or one object to a line. Nested
//! values get columns named by their path: `recipientOrganization.0.name`.

mod flatten;
mod records;

use std::sync::Arc;

use csv::StringRecord;
use serde_json::value::RawValue;

use crate::open::Text;
use crate::table::{About, Gathered, Line, Table};
use crate::{Detected, Form, ReadConfig, ReadError, Refusal};
use flatten::{Cells, flatten};
use records::{List, Records};

/// Whether a text is JSON-LD: an object that says so, or a list of such objects.
pub(crate) fn is_linked(text: &str) -> bool {
    let says = |members: Members<'_>| {
        members.iter().any(|(name, _)| matches!(name.as_str(), "@context" | "@graph" | "@type"))
    };
    if !["\"@context\"", "\"@graph\"", "\"@type\""].iter().any(|word| text.contains(word)) {
        return false;
    }
    let text = text.trim_start();
    match text.strip_prefix('[') {
        None => records::members(text).is_some_and(says),
        Some(_) => {
            let list: Result<Vec<&RawValue>, _> = serde_json::from_str(text);
            let first = list.ok().and_then(|list| records::members(list.first()?.get()));
            first.is_some_and(says)
        }
    }
}

/// A node of JSON-LD: its line, or its number where several stand on a line, and its text or why it
/// is none.
pub(crate) type Place<'t> = (u64, Result<&'t RawValue, (&'t str, &'static str)>);

/// The nodes of a text of JSON-LD: those of its graph, of a list, or the only one.
pub(crate) fn nodes<'t>(
    file: &str,
    text: &'t str,
    config: &ReadConfig<'_>,
) -> Result<Vec<Place<'t>>, ReadError> {
    let list = List { name: None, records: records::nodes(file, text, config)? };
    let lines = lines_of(&list, text);
    let number = |index: usize| match &lines {
        Some(lines) => lines[index],
        None => index as u64 + 1,
    };
    let mut nodes = Vec::with_capacity(list.records.len());
    for (index, record) in list.records.iter().enumerate() {
        let bytes = record.as_ref().map_or(0, |raw| raw.get().len()) as u64;
        let (limit, what) = (config.limits.max_row_bytes, "the number of bytes in a record");
        within(file, what, bytes, limit, number(index))?;
        nodes.push((number(index), *record));
    }
    Ok(nodes)
}

/// The tables of a text of JSON.
pub(crate) fn read(
    file: &Arc<str>,
    text: &Text,
    config: &ReadConfig<'_>,
) -> Result<Vec<Table>, ReadError> {
    let Records { form, lists, about } = records::of(file, &text.text, config)?;
    let among = lists.len() > 1;
    let mut tables = Vec::new();
    for list in lists {
        let named = match (&list.name, among) {
            (Some(name), true) => format!("{file}: {name}").into(),
            _ => file.clone(),
        };
        let mut table = table_of(named, &list, form, &text.text, config)?;
        table.detected.encoding = Some(text.encoding);
        table.among = among;
        table.about = about.clone();
        tables.push(table);
    }
    Ok(tables)
}

fn table_of(
    file: Arc<str>,
    list: &List<'_>,
    form: Form,
    text: &str,
    config: &ReadConfig<'_>,
) -> Result<Table, ReadError> {
    let lines = lines_of(list, text);
    let counted = lines.is_none();
    let number = |index: usize| match &lines {
        Some(lines) => lines[index],
        None => index as u64 + 1,
    };
    // Columns first, so that the rows need not be kept twice.
    let mut columns = Columns::default();
    for (index, record) in list.records.iter().enumerate() {
        let bytes = record.as_ref().map_or(0, |raw| raw.get().len()) as u64;
        let (limit, what) = (config.limits.max_row_bytes, "the number of bytes in a record");
        within(&file, what, bytes, limit, number(index))?;
        if let Ok(raw) = record {
            // What is wrong with a record is told in the second round.
            let _ = flatten(raw, &mut columns, &config.limits);
        }
        let (limit, what) = (config.limits.max_columns, "the number of columns");
        within(&file, what, columns.names.len() as u64, limit, number(index))?;
    }
    let mut gathered = Gathered::new(file.clone(), config);
    gathered.push(Line::new(1, columns.names.iter().map(String::as_str).collect()), 0)?;
    let of = list.records.len();
    for (index, record) in list.records.iter().enumerate() {
        let said = match record {
            Ok(raw) => flatten(raw, &mut columns, &config.limits).map_err(|it| (raw.get(), it)),
            Err(problem) => Err(*problem),
        };
        let bytes = record.as_ref().map_or(0, |raw| raw.get().len()) as u64;
        let (cells, problem) = match said {
            Ok(cells) => (cells, None),
            Err((raw, reason)) => (Cells::new(), Some(no_record(raw, reason))),
        };
        let cells = spread(cells, columns.names.len());
        gathered.push(Line { number: number(index), cells, problem }, bytes)?;
        gathered.report(index * text.len() / of, text.len());
    }
    let detected = Detected::of(file.clone(), form);
    let empty = || ReadError::Empty { file: file.to_string() };
    let mut table = gathered.into_table(detected, text.len())?.ok_or_else(empty)?;
    if counted {
        let reason = "several records stand on one line: they are counted instead, from 1";
        table.notice(None, reason);
    }
    Ok(table)
}

/// The names of the columns in the order in which they are met.
#[derive(Default)]
pub(crate) struct Columns {
    names: Vec<String>,
    places: rustc_hash::FxHashMap<String, usize>,
}

impl Columns {
    pub(crate) fn place(&mut self, path: &str) -> usize {
        if let Some(place) = self.places.get(path) {
            return *place;
        }
        self.names.push(path.to_owned());
        self.places.insert(path.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}

fn within(
    file: &str,
    what: &'static str,
    found: u64,
    limit: u64,
    line: u64,
) -> Result<(), ReadError> {
    if found <= limit {
        return Ok(());
    }
    Err(ReadError::TooLarge { file: file.to_owned(), what, line, limit })
}

fn no_record(raw: &str, reason: &str) -> Box<Refusal> {
    let shown: String = raw.chars().take(80).collect();
    Box::new(Refusal {
        column: None,
        value: shown,
        reason: reason.to_owned(),
        expected: "an object with a value for each column".to_owned(),
    })
}

/// The cells in their places. Of two members with the same name the last one counts, as
/// everywhere.
fn spread(mut cells: Cells, columns: usize) -> StringRecord {
    cells.sort_by_key(|(place, _)| *place);
    let mut record = StringRecord::with_capacity(0, columns);
    let mut cells = cells.into_iter().peekable();
    for place in 0..columns {
        let mut text = String::new();
        while let Some((_, last)) = cells.next_if(|(at, _)| *at == place) {
            text = last;
        }
        record.push_field(&text);
    }
    record
}

/// The lines where the records begin; `None` where two begin on the same.
fn lines_of(list: &List<'_>, text: &str) -> Option<Vec<u64>> {
    let (mut at, mut line) = (0, 1_u64);
    let mut lines: Vec<u64> = Vec::with_capacity(list.records.len());
    for record in &list.records {
        let begins = match record {
            Ok(raw) => place_in(text, raw.get()),
            Err((raw, _)) => place_in(text, raw),
        }?;
        let between = text.as_bytes().get(at..begins)?;
        line += between.iter().filter(|byte| **byte == b'\n').count() as u64;
        at = begins;
        if lines.last() == Some(&line) {
            return None;
        }
        lines.push(line);
    }
    Some(lines)
}

/// Where a part of a text begins in it.
fn place_in(text: &str, part: &str) -> Option<usize> {
    let begins = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (begins + part.len() <= text.len()).then_some(begins)
}

/// A raw value that is an object, as its members in order.
pub(crate) type Members<'t> = Vec<(String, &'t RawValue)>;

/// What a package says of itself.
pub(crate) fn about(members: &Members<'_>) -> About {
    let text = |members: &Members<'_>, key: &str| {
        let raw = members.iter().find(|(name, _)| name == key)?.1;
        let text: String = serde_json::from_str(raw.get()).ok()?;
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    };
    let publisher = members.iter().find(|(name, _)| name == "publisher");
    let publisher = publisher.and_then(|(_, raw)| records::members(raw.get()));
    About {
        title: text(members, "title"),
        publisher: publisher.and_then(|members| text(&members, "name")),
        licence: text(members, "license").or_else(|| text(members, "licence")),
        url: text(members, "downloadURL"),
    }
}
