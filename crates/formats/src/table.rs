//! A table: a line of column names, and rows that know their line. Every format that has rows comes
//! down to this, and here is where its limits are kept.

use std::sync::Arc;

use csv::StringRecord;

use crate::{Detected, Form, Limits, Notice, Progress, ReadConfig, ReadError, Refusal};

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 8_192;

/// How many values of a column are shown, from how many rows, and how long each may be.
const SAMPLES: usize = 3;
const SAMPLED_ROWS: usize = 200;
const SAMPLE_LENGTH: usize = 60;

/// How many lines above the column names may be a title.
const TITLE_LINES: usize = 10;

/// A table.
pub(crate) struct Table {
    pub(crate) file: Arc<str>,
    /// What the source of its facts is called: the file, or the sheet of a workbook with several.
    pub(crate) source: Arc<str>,
    pub(crate) columns: Vec<Arc<str>>,
    pub(crate) rows: Vec<Line>,
    pub(crate) detected: Detected,
    pub(crate) about: About,
    /// What is to be known of it before any row is looked at.
    pub(crate) notices: Vec<Notice>,
    /// Whether it is one of several in a file, so that it may be no list of grants at all.
    pub(crate) among: bool,
}

/// What a file says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) url: Option<String>,
}

/// A row and the line where it begins.
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) cells: StringRecord,
    /// Why it is no row at all, where it is none.
    pub(crate) problem: Option<Box<Refusal>>,
}

impl Table {
    /// The place of a column, by its name without regard to case and outer spaces.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    /// Speaks of the table by another name.
    pub(crate) fn rename(&mut self, file: Arc<str>) {
        for notice in &mut self.notices {
            notice.file = file.clone();
        }
        self.detected.file = file.clone();
        self.source = file.clone();
        self.file = file;
    }

    /// The first different values of a column, each in one line and not too long.
    pub(crate) fn samples(&self, place: usize) -> Vec<String> {
        let mut samples: Vec<String> = Vec::new();
        for line in self.rows.iter().take(SAMPLED_ROWS) {
            let cell = line.cell(Some(place));
            if cell.is_empty() {
                continue;
            }
            let mut sample: String = cell.chars().take(SAMPLE_LENGTH).collect();
            if sample.len() < cell.len() {
                sample.push('…');
            }
            let sample = sample.replace(['\n', '\r'], " ");
            if !samples.contains(&sample) {
                samples.push(sample);
            }
            if samples.len() == SAMPLES {
                break;
            }
        }
        samples
    }

    pub(crate) fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(ToString::to_string).collect()
    }

    pub(crate) fn notice(&mut self, line: Option<u64>, reason: impl Into<String>) {
        let (file, reason) = (self.file.clone(), reason.into());
        self.notices.push(Notice { file, line, column: None, reason });
    }
}

impl Line {
    /// A row.
    pub(crate) fn new(number: u64, cells: StringRecord) -> Self {
        Self { number, cells, problem: None }
    }

    /// A cell without outer spaces; empty where there is none.
    pub(crate) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).unwrap_or_default().trim()
    }

    /// Says why the row cannot be read as one, if it cannot: its cells must be as many as there
    /// are columns, or one cannot tell which is which.
    pub(crate) fn check(&self, columns: usize) -> Result<(), Box<Refusal>> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        let cells = self.cells.len();
        if cells == columns {
            return Ok(());
        }
        Err(Box::new(Refusal {
            column: None,
            value: self.cells.iter().collect::<Vec<_>>().join(","),
            reason: format!("has {cells} cells"),
            expected: format!("{columns} cells, one for each column"),
        }))
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Rows as they come, within limits, before it is known which of them has the column names.
pub(crate) struct Gathered<'c> {
    pub(crate) file: Arc<str>,
    config: &'c ReadConfig<'c>,
    lines: Vec<Line>,
    cells: u64,
    bytes: u64,
}

impl<'c> Gathered<'c> {
    pub(crate) fn new(file: Arc<str>, config: &'c ReadConfig<'c>) -> Self {
        Self { file, config, lines: Vec::new(), cells: 0, bytes: 0 }
    }

    pub(crate) fn limits(&self) -> &'c Limits {
        &self.config.limits
    }

    /// Takes a row of so many bytes, unless it is blank.
    pub(crate) fn push(&mut self, mut line: Line, bytes: u64) -> Result<(), ReadError> {
        self.cells += line.cells.len() as u64;
        self.bytes += bytes;
        let limits = self.limits();
        self.within("the number of bytes in a row", bytes, limits.max_row_bytes, line.number)?;
        let columns = line.cells.len() as u64;
        self.within("the number of columns", columns, limits.max_columns, line.number)?;
        let rows = (self.lines.len() as u64).saturating_sub(1);
        self.within("the number of rows", rows, limits.max_rows, line.number)?;
        self.within("the number of cells", self.cells, limits.max_cells, line.number)?;
        let most = limits.max_bytes_uncompressed;
        self.within("the text of the table", self.bytes, most, line.number)?;
        // One program ends a line within a cell in another way than the next.
        if line.cells.iter().any(|cell| cell.contains("\r\n")) {
            line.cells = line.cells.iter().map(|cell| cell.replace("\r\n", "\n")).collect();
        }
        if line.problem.is_some() || line.filled() > 0 {
            self.lines.push(line);
        }
        Ok(())
    }

    fn within(
        &self,
        what: &'static str,
        found: u64,
        limit: u64,
        line: u64,
    ) -> Result<(), ReadError> {
        if found <= limit {
            return Ok(());
        }
        Err(ReadError::TooLarge { file: self.file.to_string(), what, line, limit })
    }

    /// Tells now and then how far the reading has come.
    pub(crate) fn report(&self, at: usize, of: usize) {
        if (self.lines.len() as u64).is_multiple_of(REPORT_EVERY) && !self.lines.is_empty() {
            self.tell(self.lines.len() as u64, at, of);
        }
    }

    fn tell(&self, rows: u64, at: usize, of: usize) {
        if let Some(progress) = self.config.progress {
            let (bytes, of_bytes) = (at as u64, of as u64);
            progress(Progress { file: &self.file, rows, bytes, of_bytes });
        }
    }

    /// The table that the rows make up; `None` when there are none. What stands above the column
    /// names is a title, and is told.
    pub(crate) fn into_table(
        mut self,
        detected: Detected,
        of: usize,
    ) -> Result<Option<Table>, ReadError> {
        let at = header_at(&self.lines);
        let above: Vec<Line> = self.lines.drain(..at.min(self.lines.len())).collect();
        if self.lines.is_empty() {
            return Ok(None);
        }
        let head = self.lines.remove(0);
        self.tell(self.lines.len() as u64, of, of);
        let mut columns = columns_of(&self.file, &head)?;
        if matches!(detected.form, Form::Xlsx | Form::Ods) {
            self.square(&mut columns)?;
        }
        let file = self.file;
        let mut table = Table {
            columns,
            source: file.clone(),
            file,
            rows: self.lines,
            detected,
            about: About::default(),
            notices: Vec::new(),
            among: false,
        };
        for line in above {
            let words: Vec<&str> = line.cells.iter().filter(|it| !it.trim().is_empty()).collect();
            let words = words.join(" ");
            let reason = format!("`{words}` stands above the column names, and is not read");
            table.notice(Some(line.number), reason);
        }
        Ok(Some(table))
    }
}

impl Gathered<'_> {
    /// In a sheet every cell has its place, so that blank ones at the end of a row are there, and a
    /// column without a name is one.
    fn square(&mut self, columns: &mut Vec<Arc<str>>) -> Result<(), ReadError> {
        let widest = self.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let width = widest.max(columns.len());
        columns.resize(width, "".into());
        let cells = (width * self.lines.len()) as u64;
        self.within("the number of cells", cells, self.limits().max_cells, 1)?;
        for line in &mut self.lines {
            while line.cells.len() < width {
                line.cells.push_field("");
            }
        }
        Ok(())
    }
}

/// Where the column names are: below lines of one or two cells, if the table is wider than that.
fn header_at(lines: &[Line]) -> usize {
    let widest = lines.iter().take(30).map(Line::filled).max().unwrap_or(0);
    let title = |line: &Line| match line.filled() {
        0 | 1 => widest >= 3,
        2 => widest >= 6,
        _ => false,
    };
    let at = lines.iter().take(TITLE_LINES).take_while(|line| title(line)).count();
    if at == TITLE_LINES { 0 } else { at }
}

fn columns_of(file: &str, line: &Line) -> Result<Vec<Arc<str>>, ReadError> {
    let columns: Vec<Arc<str>> = line.cells.iter().map(|cell| cell.trim().into()).collect();
    let mut seen = rustc_hash::FxHashSet::default();
    for column in columns.iter().filter(|column| !column.is_empty()) {
        if !seen.insert(column.to_lowercase()) {
            return Err(ReadError::ColumnTwice {
                file: file.to_owned(),
                column: column.to_string(),
            });
        }
    }
    Ok(columns)
}
