//! A part and a choice, made ready to be written.

use std::io::{self, Write};

use waymark_analysis::AnalysisError;
use waymark_measures::Watch;
use waymark_model::Entity;
use waymark_networks::{Network, NetworkFormat, WriteError};
use waymark_wire as wire;

use crate::measured::Measured;
use crate::network::{self, Made};
use crate::table::Table;
use crate::told::Told;
use crate::{Choice, Format, Part, TableKind, again, codebook, document, fields, linked, workbook};

/// How many rows or lines of a file a preview shows.
const SHOWN: usize = 10;
/// How much of a line a preview shows, in characters.
const LONGEST_LINE: usize = 1_000;

/// A file that is ready to be written.
pub struct Export<'p, 'a> {
    part: &'p Part<'a>,
    choice: &'p Choice,
    body: Body,
    left_out: Vec<wire::ExportLost>,
    lost: Vec<wire::ExportLost>,
}

enum Body {
    Network(Box<Network>, NetworkFormat),
    Table(Table),
    Workbook(Vec<(TableKind, Table)>),
    Document,
    Linked,
}

impl<'p, 'a> Export<'p, 'a> {
    /// Makes a file ready. What can go wrong but for the writing itself goes wrong here.
    ///
    /// # Errors
    /// When amounts cannot be added exactly, or nobody waits for the rest.
    pub fn of(
        part: &'p Part<'a>,
        choice: &'p Choice,
        watch: &dyn Watch,
    ) -> Result<Self, AnalysisError> {
        let mut lost = Told::default();
        let mut left_out = Vec::new();
        let body = match choice.format {
            Format::Network(format) => {
                let made = network::make(part, choice, format, watch)?;
                let Made { network, left_out: others, lost: told } = made;
                (left_out, lost) = (others, told);
                Body::Network(Box::new(network), format)
            }
            Format::Table(kind) => {
                let table = fields::table(part, kind)?;
                tell(part, kind, &mut lost);
                tell_neutralised(&table, &mut lost);
                Body::Table(table)
            }
            Format::Xlsx => {
                let table = |kind| {
                    tell(part, kind, &mut lost);
                    Ok((kind, fields::table(part, kind)?))
                };
                let tables = TableKind::ALL.into_iter().map(table);
                let tables: Vec<_> = tables.collect::<Result<_, AnalysisError>>()?;
                workbook::tell(&tables, &mut lost);
                Body::Workbook(tables)
            }
            Format::Json => Body::Document,
            Format::JsonLd => {
                linked::tell(part, &mut lost);
                Body::Linked
            }
        };
        Ok(Self { part, choice, body, left_out, lost: lost.finish() })
    }

    /// What to call the file.
    pub fn file_name(&self) -> String {
        let Choice { format, .. } = self.choice;
        let version = &self.part.version;
        let state = version.edition.clone().unwrap_or_else(|| version.position.to_string());
        format!("waymark-{state}-{}.{}", format.word(), format.extension())
    }

    /// The address that gives the same file again, whatever changes meanwhile.
    pub fn address(&self) -> String {
        let path = format!("/api/v1/exports/{}", self.choice.format.word());
        again::address(&path, &self.words())
    }

    /// The command that gives the same file again, without where it goes.
    pub fn command(&self) -> String {
        let format = format!("export --format {}", self.choice.format.word());
        again::command(&format, &self.words())
    }

    fn words(&self) -> Vec<(String, String)> {
        let choice = self.choice.words().into_iter();
        let choice = choice.map(|(word, value)| (word.to_owned(), value));
        self.part.words().into_iter().chain(choice).collect()
    }

    /// How many of what stand in the file.
    pub fn counts(&self) -> wire::ExportCounts {
        let mut counts = wire::ExportCounts::default();
        match &self.body {
            Body::Network(network, format) => {
                counts.nodes = Some(network.nodes().len());
                counts.edges = Some(network.edges().len());
                let first = Some(waymark_networks::Mode::First);
                counts.rows = match format {
                    NetworkFormat::NodeList => counts.nodes,
                    NetworkFormat::EdgeList => counts.edges,
                    NetworkFormat::IncidenceMatrix => {
                        Some(network.nodes().iter().filter(|node| node.mode == first).count())
                    }
                    _ => None,
                };
            }
            Body::Table(table) => counts.rows = Some(table.rows.len()),
            Body::Workbook(tables) => {
                counts.rows = Some(tables.iter().map(|(_, table)| table.rows.len()).sum());
            }
            Body::Document => {
                counts.nodes = Some(self.part.entities().count());
                counts.edges = Some(self.part.ties().len());
            }
            Body::Linked => counts.nodes = Some(linked::count(self.part)),
        }
        counts
    }

    /// What of the part the choice leaves out.
    pub fn left_out(&self) -> &[wire::ExportLost] {
        &self.left_out
    }

    /// What the columns of the file mean, and how much of each is known; nothing where it has none.
    ///
    /// # Errors
    /// When the rows cannot be made.
    pub fn columns(&self) -> io::Result<Vec<codebook::Column>> {
        match &self.body {
            Body::Table(table) => Ok(codebook::of_table(self.choice.format, table)),
            Body::Network(network, format) if self.choice.format.extension() == "csv" => {
                let mut bytes = Vec::new();
                waymark_networks::write(network, *format, &mut bytes).map_err(io::Error::other)?;
                codebook::of_rows(self.choice.format, &bytes)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Writes the file, and says what of the part it does not say.
    ///
    /// # Errors
    /// When the bytes cannot be put.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<Vec<wire::ExportLost>> {
        let mut out = io::BufWriter::with_capacity(1 << 16, out);
        let mut lost = self.lost.clone();
        match &self.body {
            Body::Network(network, format) => {
                let by_format = waymark_networks::write(network, *format, &mut out);
                let mut told = Told::default();
                told.add_lost(by_format.map_err(|error| match error {
                    WriteError::Unwritable(error) => error,
                    other => io::Error::other(other),
                })?);
                lost.extend(told.finish());
            }
            Body::Table(table) => table.write(&mut out)?,
            Body::Workbook(tables) => workbook::write(self.part, tables, &mut out)?,
            Body::Document => document::write(self.part, &mut out)?,
            Body::Linked => linked::write(self.part, &mut out)?,
        }
        out.flush()?;
        Ok(lost)
    }

    /// What the file would be: its first rows or lines, its size and hash, and what it does not
    /// say.
    ///
    /// # Errors
    /// When the bytes cannot be made.
    pub fn preview(&self) -> io::Result<wire::ExportPreview> {
        self.write_and_tell(&mut io::sink())
    }

    /// Writes the file, and says what it is.
    ///
    /// # Errors
    /// When the bytes cannot be put.
    pub fn write_and_tell(&self, out: &mut dyn Write) -> io::Result<wire::ExportPreview> {
        let mut measured = Measured::of(out);
        let lost = self.write(&mut measured)?;
        let (columns, rows) = match &self.body {
            Body::Workbook(tables) => first_of(tables),
            _ if self.choice.format.extension() == "csv" => first_rows(measured.head()),
            _ => (None, None),
        };
        let lines = columns.is_none().then(|| first_lines(measured.head()));
        Ok(wire::ExportPreview {
            version: self.part.version.clone(),
            filter: self.part.filter.clone(),
            format: self.choice.format.word().to_owned(),
            file_name: self.file_name(),
            media_type: self.choice.format.media_type().to_owned(),
            address: self.address(),
            bytes: measured.bytes(),
            sha256: measured.sha256(),
            counts: self.counts(),
            left_out: self.left_out.clone(),
            lost,
            columns,
            rows,
            lines,
        })
    }
}

/// Counts what the records of a table do not say.
fn tell(part: &Part<'_>, kind: TableKind, told: &mut Told) {
    use waymark_model::EntityKind as E;
    let of = |kind: E| part.entities_of(kind);
    match kind {
        TableKind::Initiatives => of(E::Initiative).for_each(|each: &Entity| told.entity(each)),
        TableKind::Organizations => of(E::Organization).for_each(|each| told.entity(each)),
        TableKind::Goals => of(E::Goal).for_each(|each| told.entity(each)),
        TableKind::Publications => of(E::Publication).for_each(|each| told.entity(each)),
        TableKind::Ties => part.ties().iter().for_each(|tie| told.tie(tie)),
        TableKind::Milestones => part.milestones().for_each(|each| told.milestone(each)),
        TableKind::Sources => {}
    }
}

fn tell_neutralised(table: &Table, told: &mut Told) {
    let cells = table.neutralised();
    let what = "texts that a spreadsheet would run (an apostrophe stands before them)";
    told.add_many(what, cells.len(), || {
        cells.first().map_or_else(String::new, |cell| cell.plain().into_owned())
    });
}

/// The columns and the first rows of a table.
type Shown = (Option<Vec<String>>, Option<Vec<Vec<String>>>);

/// The first table that has rows.
fn first_of(tables: &[(TableKind, Table)]) -> Shown {
    let filled = tables.iter().find(|(_, table)| !table.rows.is_empty()).or(tables.first());
    let Some((_, table)) = filled else { return (None, None) };
    let columns = table.columns.iter().map(|name| name.to_string()).collect();
    let row =
        |row: &Vec<crate::table::Cell>| row.iter().map(|cell| cell.plain().into_owned()).collect();
    (Some(columns), Some(table.rows.iter().take(SHOWN).map(row).collect()))
}

fn first_rows(head: &[u8]) -> Shown {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(head);
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(str::to_owned).collect(),
        Err(_) => Vec::new(),
    };
    let rows = reader.records().map_while(Result::ok);
    let rows = rows.filter(|row| row.len() == columns.len()).take(SHOWN);
    let rows = rows.map(|row| row.iter().map(str::to_owned).collect()).collect();
    (Some(columns), Some(rows))
}

fn first_lines(head: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(head);
    let short = |line: &str| {
        let mut short: String = line.chars().take(LONGEST_LINE).collect();
        if short.len() < line.len() {
            short.push('…');
        }
        short
    };
    text.lines().take(SHOWN).map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::{first_lines, first_rows};

    #[test]
    fn a_row_that_is_cut_off_is_not_shown() {
        let (columns, rows) = first_rows(b"a,b\n1,2\n3");
        assert_eq!(columns.unwrap(), ["a", "b"]);
        assert_eq!(rows.unwrap(), [["1", "2"]]);
    }

    #[test]
    fn long_lines_are_cut() {
        let lines = first_lines("x".repeat(2_000).as_bytes());
        assert_eq!(lines[0].chars().count(), 1_001);
    }
}
