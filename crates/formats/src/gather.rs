//! From files to tables: each is read as what it is, and what is no table that is known is told.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use waymark_networks::NetworkFormat;

use crate::open::{Content, Found};
use crate::table::Table;
use crate::{
    Detected, Form, Format, Look, Notice, ReadConfig, ReadError, delimited, grants, guide, iati,
    irs990, json, kumu, linked, network, sheets, xml,
};

/// Everything that was found in the files.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) tables: Vec<Table>,
    pub(crate) activities: Vec<iati::Document>,
    pub(crate) linked: Vec<linked::Document>,
    pub(crate) networks: Vec<network::Document>,
    pub(crate) notices: Vec<Notice>,
}

pub(crate) fn gather(found: Vec<Found>, config: &ReadConfig<'_>) -> Result<Gathered, ReadError> {
    let mut gathered = Gathered::default();
    let mut left_out = None;
    for file in found {
        let (name, among, packed) = (file.file.clone(), file.among, file.packed);
        gathered.notices.extend(guess_of(&file));
        let (encoding, guessed) = encoding_of(&file);
        match found_in(file, config) {
            Ok(InFile::Activities(document)) => gathered.activities.push(document),
            Ok(InFile::Linked(document)) => gathered.linked.push(document),
            Ok(InFile::Network(document, notices)) => {
                gathered.notices.extend(notices);
                gathered.networks.push(document);
            }
            Ok(InFile::Tables(tables, notices)) => {
                gathered.notices.extend(notices);
                for mut table in tables {
                    table.among |= among;
                    tell(&mut table, packed, encoding, guessed);
                    left_out = left_out.or(gathered.take(table, config));
                }
            }
            Err(error @ (ReadError::TooLarge { .. } | ReadError::Bomb { .. })) => {
                return Err(error);
            }
            Err(error) if among => {
                let reason = format!("this file is not read: {error}");
                let file = name;
                gathered.notices.push(Notice { file, line: None, column: None, reason });
                left_out = left_out.or(Some(error));
            }
            Err(error) => return Err(error),
        }
    }
    gathered.tell_apart();
    match left_out {
        Some(error) if gathered.is_empty() => Err(error),
        _ => Ok(gathered),
    }
}

/// Adds what is known of a table from the file that it stands in.
fn tell(
    table: &mut Table,
    packed: Option<&'static str>,
    encoding: Option<&'static str>,
    guessed: bool,
) {
    let detected = &mut table.detected;
    detected.packed = packed;
    detected.rows = table.rows.len();
    detected.encoding = detected.encoding.or(encoding);
    detected.encoding_guessed = guessed;
}

/// What can be told of files without understanding them; what cannot be read is left out.
pub(crate) fn look(found: Vec<Found>, config: &ReadConfig<'_>) -> Vec<Look> {
    let mut looks = Vec::new();
    for file in found {
        let packed = file.packed;
        let (encoding, guessed) = encoding_of(&file);
        match found_in(file, config) {
            Ok(InFile::Tables(tables, _)) => {
                for mut table in tables {
                    tell(&mut table, packed, encoding, guessed);
                    looks.push(look_of(table, config));
                }
            }
            Ok(InFile::Activities(document)) => {
                let mut detected = Detected::of(document.file, Form::Iati);
                detected.packed = packed;
                (detected.encoding, detected.encoding_guessed) = (encoding, guessed);
                let format = Some(Format::Activities);
                looks.push(Look { detected, columns: Vec::new(), format });
            }
            Ok(InFile::Linked(document)) => {
                let mut detected = Detected::of(document.file, Form::JsonLd);
                detected.packed = packed;
                (detected.encoding, detected.encoding_guessed) = (encoding, guessed);
                let format = Some(Format::Linked);
                looks.push(Look { detected, columns: Vec::new(), format });
            }
            Ok(InFile::Network(document, _)) => looks.push(Look {
                detected: document.detected(),
                columns: Vec::new(),
                format: Some(Format::Networks),
            }),
            Err(_) => {}
        }
    }
    looks
}

fn look_of(table: Table, config: &ReadConfig<'_>) -> Look {
    let (format, columns) = match guide::table_kind(&table) {
        Some(_) => match guide::check_columns(&table) {
            Ok(columns) => (Some(Format::Guide), columns),
            Err(_) => (None, grants::look(&table, &config.mapping)),
        },
        None => {
            let known = grants::check(&table, &config.mapping).is_ok();
            (known.then_some(Format::Grants), grants::look(&table, &config.mapping))
        }
    };
    Look { detected: table.detected, columns, format }
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.tables.is_empty()
            && self.activities.is_empty()
            && self.linked.is_empty()
            && self.networks.is_empty()
    }

    /// Two files of the same name in two folders are two sources.
    fn tell_apart(&mut self) {
        let mut times: FxHashMap<String, usize> = FxHashMap::default();
        for table in &self.tables {
            *times.entry(grants::stem_of(&table.source).to_owned()).or_default() += 1;
        }
        times.retain(|_, times| *times > 1);
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for table in &mut self.tables {
            if times.contains_key(grants::stem_of(&table.source)) {
                let parts = table.source.split(['/', '\\']).map(grants::stem_of);
                let whole = parts.collect::<Vec<_>>().join(" ");
                let number = seen.entry(whole.clone()).or_default();
                *number += 1;
                table.source = match *number {
                    1 => whole.into(),
                    number => format!("{whole} ({number})").into(),
                };
            }
        }
    }

    /// Takes a table, unless it is one of several and not one that is known.
    fn take(&mut self, mut table: Table, config: &ReadConfig<'_>) -> Option<ReadError> {
        let known = match guide::table_kind(&table) {
            Some(_) => Ok(()),
            None => grants::check(&table, &config.mapping),
        };
        let error = known.err().filter(|_| table.among);
        match &error {
            None => {
                self.notices.append(&mut table.notices);
                self.tables.push(table);
            }
            Some(error) => {
                let (file, rows) = (table.file, table.rows.len());
                let reason = format!("this table ({rows} rows) is not read: {error}");
                self.notices.push(Notice { file, line: None, column: None, reason });
            }
        }
        error
    }
}

/// Says which encoding a text is read in, where nothing but its looks tells.
fn guess_of(file: &Found) -> Option<Notice> {
    let text = match file.content.as_ref().ok()? {
        Content::Delimited(text) | Content::Json(text) | Content::Xml(text) => text,
        Content::Mapping(_) | Content::Workbook(..) => return None,
    };
    let reason = format!(
        "the text is not in UTF-8, and is read as {} by what it looks like: check the names, and \
         save it as UTF-8 to be sure",
        text.encoding
    );
    let file = file.file.clone();
    text.guessed.then_some(Notice { file, line: None, column: None, reason })
}

/// The encoding of a text, and whether it is a guess.
fn encoding_of(file: &Found) -> (Option<&'static str>, bool) {
    match &file.content {
        Ok(Content::Delimited(text) | Content::Json(text) | Content::Xml(text)) => {
            (Some(text.encoding), text.guessed)
        }
        Ok(Content::Mapping(_) | Content::Workbook(..)) | Err(_) => (None, false),
    }
}

/// What one file holds.
enum InFile {
    Tables(Vec<Table>, Vec<Notice>),
    Activities(iati::Document),
    Linked(linked::Document),
    Network(network::Document, Vec<Notice>),
}

/// A network file that cannot be anything else; what is none is given back. Lists of nodes and
/// edges are tables first.
fn network_in(
    file: &Arc<str>,
    content: Content,
    packed: Option<&'static str>,
) -> Result<network::Document, Content> {
    let text = match &content {
        Content::Delimited(text) | Content::Json(text) | Content::Xml(text) => text,
        Content::Mapping(_) | Content::Workbook(..) => return Err(content),
    };
    let format = waymark_networks::detect(text.text.as_bytes());
    match (format, content) {
        (Some(NetworkFormat::NodeList | NetworkFormat::EdgeList) | None, content) => Err(content),
        (Some(format), Content::Delimited(text) | Content::Json(text) | Content::Xml(text)) => {
            let form = Form::Network(format);
            Ok(network::Document { file: file.clone(), text, packed, format, form })
        }
        (_, content) => Err(content),
    }
}

fn found_in(file: Found, config: &ReadConfig<'_>) -> Result<InFile, ReadError> {
    let Found { file, content, packed, .. } = file;
    let content = match network_in(&file, content?, packed) {
        Ok(document) => return Ok(InFile::Network(document, Vec::new())),
        Err(content) => content,
    };
    let tables = |tables| Ok(InFile::Tables(tables, Vec::new()));
    match content {
        Content::Mapping(_) => tables(Vec::new()),
        Content::Delimited(text) => {
            let table = delimited::read(&file, &text, config)?;
            match network::list_in(&table, &text, config) {
                Some(format) => {
                    let form = Form::Network(format);
                    let document = network::Document { file, text, packed, format, form };
                    Ok(InFile::Network(document, Vec::new()))
                }
                None => tables(vec![table]),
            }
        }
        Content::Json(text) if linked::is_linked(&text.text) => {
            Ok(InFile::Linked(linked::Document { file, text, packed }))
        }
        Content::Json(text) => tables(json::read(&file, &text, config)?),
        Content::Workbook(book, bytes) => {
            let (tables, notices) = sheets::read(&file, book, &bytes, config)?;
            Ok(match kumu::document(&file, &tables, packed, &config.mapping) {
                Some(document) => InFile::Network(document, notices),
                None => InFile::Tables(tables, notices),
            })
        }
        Content::Xml(text) if is_web_page(&text.text) => Err(other_xml(&file, "html")),
        Content::Xml(text) => match xml::root(&file, &text.text, config.limits.max_depth)?.as_str()
        {
            "iati-activities" | "iati-activity" => {
                Ok(InFile::Activities(iati::Document { file, text, packed }))
            }
            "Return" | "Returns" => tables(vec![irs990::read(&file, &text, config)?]),
            root => Err(other_xml(&file, root)),
        },
    }
}

/// Whether it begins as a page in HTML does, which is seldom well-formed XML.
fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

fn other_xml(file: &str, root: &str) -> ReadError {
    let what = match root {
        "html" | "HTML" => "a page in HTML",
        "iati-organisations" => "a list of IATI organisations",
        _ => "XML of an unknown kind",
    };
    let expected = "IATI activities or an IRS 990 return, or a table".to_owned();
    ReadError::NotCsv { file: file.to_owned(), what, expected }
}

impl Gathered {
    /// What all of it is.
    pub(crate) fn format(&self) -> Result<Format, ReadError> {
        let of_table = |table: &Table| match guide::table_kind(table) {
            Some(_) => Format::Guide,
            None => Format::Grants,
        };
        let tables = self.tables.iter().map(|table| (&table.file, of_table(table)));
        let activities = self.activities.iter().map(|it| (&it.file, Format::Activities));
        let networks = self.networks.iter().map(|it| (&it.file, Format::Networks));
        let linked = self.linked.iter().map(|it| (&it.file, Format::Linked));
        let mut all = tables.chain(activities).chain(linked).chain(networks);
        let Some((first, found)) = all.next() else { return Err(ReadError::Nothing) };
        match all.find(|(_, format)| *format != found) {
            Some((other, format)) => Err(ReadError::Mixed {
                first: first.to_string(),
                first_is: found.word(),
                other: other.to_string(),
                other_is: format.word(),
            }),
            None => Ok(found),
        }
    }
}
