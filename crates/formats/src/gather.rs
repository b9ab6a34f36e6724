//! From files to tables: each is read as what it is, and what is no table that is known is told.

use crate::open::{Content, Found};
use crate::table::Table;
use crate::{Notice, ReadConfig, ReadError, delimited, grants, guide, json, sheets};

/// Everything that was found in the files.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) tables: Vec<Table>,
    pub(crate) notices: Vec<Notice>,
}

pub(crate) fn gather(found: Vec<Found>, config: &ReadConfig<'_>) -> Result<Gathered, ReadError> {
    let mut gathered = Gathered::default();
    let mut left_out = None;
    for file in found {
        let (name, among, packed) = (file.file.clone(), file.among, file.packed);
        match tables_of(file, config) {
            Ok((tables, notices)) => {
                gathered.notices.extend(notices);
                for mut table in tables {
                    table.among |= among;
                    table.detected.packed = packed;
                    table.detected.rows = table.rows.len();
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
    match left_out {
        Some(error) if gathered.tables.is_empty() => Err(error),
        _ => Ok(gathered),
    }
}

impl Gathered {
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

type Read = (Vec<Table>, Vec<Notice>);

fn tables_of(file: Found, config: &ReadConfig<'_>) -> Result<Read, ReadError> {
    let Found { file, content, .. } = file;
    match content? {
        Content::Mapping(_) => Ok((Vec::new(), Vec::new())),
        Content::Delimited(text) => Ok((vec![delimited::read(&file, &text, config)?], Vec::new())),
        Content::Json(text) => Ok((json::read(&file, &text, config)?, Vec::new())),
        Content::Workbook(book, bytes) => sheets::read(&file, book, &bytes, config),
        Content::Xml(_) => Err(ReadError::NotCsv {
            file: file.to_string(),
            what: "XML or HTML",
            expected: "a line of column names and rows below it".to_owned(),
        }),
    }
}
