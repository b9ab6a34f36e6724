//! What a file turned out to be before anything in it was understood.

use std::sync::Arc;

use waymark_networks::NetworkFormat;

use crate::DecimalMark;

/// How the rows of a table are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text with a sign between cells: CSV, TSV and the like.
    Delimited,
    /// A sheet of an Excel workbook.
    Xlsx,
    /// A sheet of an OpenDocument workbook.
    Ods,
    /// JSON.
    Json,
    /// JSON, one object to a line.
    JsonLines,
    /// IATI activities in XML.
    Iati,
    /// US tax returns (Forms 990) in XML.
    Irs990,
    /// Linked data in JSON.
    JsonLd,
    /// A network file.
    Network(NetworkFormat),
}

impl Form {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Delimited => "delimited text",
            Self::Xlsx => "an XLSX workbook",
            Self::Ods => "an ODS workbook",
            Self::Json => "JSON",
            Self::JsonLines => "JSON lines",
            Self::Iati => "IATI activities (XML)",
            Self::Irs990 => "IRS 990 returns (XML)",
            Self::JsonLd => "JSON-LD",
            Self::Network(format) => format.name(),
        }
    }
}

/// What was found out about a table, by what stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// The file.
    pub file: Arc<str>,
    /// How its rows are written down.
    pub form: Form,
    /// What it was packed with: `gzip` or `zip`.
    pub packed: Option<&'static str>,
    /// The encoding of its text; workbooks have none.
    pub encoding: Option<&'static str>,
    /// Whether the encoding was told by nothing but what the bytes look like.
    pub encoding_guessed: bool,
    /// The sign between cells.
    pub delimiter: Option<char>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The sign before the decimals of its amounts, where they tell.
    pub decimal_mark: Option<DecimalMark>,
    /// The rows that it has below the column names.
    pub rows: usize,
}

impl Detected {
    /// A table of which only its form is known.
    pub(crate) fn of(file: Arc<str>, form: Form) -> Self {
        Self {
            file,
            form,
            packed: None,
            encoding: None,
            encoding_guessed: false,
            delimiter: None,
            sheet: None,
            decimal_mark: None,
            rows: 0,
        }
    }
}
