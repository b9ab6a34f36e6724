//! Bytes to changes and problems: what a file says, as steps a map can take.
//!
//! What a file is, is told by what stands in it and never by its name. Read are
//! - the tables of a guide: organizations, initiatives, goals, milestones, ties; any of them, in
//!   any order, as one import;
//! - lists of grants, under the usual names of columns, those of 360Giving, or as a mapping says;
//! - IATI activities, version 1 and 2, and the grants in IRS 990 and 990-PF returns (XML);
//! - JSON-LD in the terms of schema.org and CTDL, as this program writes it and others do;
//! - networks in all formats that `waymark_networks` reads, and the two sheets of a Kumu workbook.
//!
//! Tables come as text with any delimiter and in any encoding, as the sheets of XLSX and ODS
//! workbooks, as JSON or one JSON object to a line; all of it plain, gzipped or in a ZIP archive.
//! What was found out stands in [`Parsed::detected`], what each column was taken for and why in
//! [`Parsed::columns`], and the mapping to save and use again in [`Parsed::mappings`].
//!
//! A file comes in by four steps: `open` unpacks it and tells what it is; `delimited`, `sheets`,
//! `json` and `irs990` make tables of it; `guide`, `grants` and `iati` make records; and `draft`
//! lays the records over the map.
//!
//! The crate knows no paths, sockets or clock, and changes nothing: [`read`] gives the changes
//! that would bring a map up to what the files say, and tells for every row what becomes of it.
//! A row that cannot be read for sure is refused with its line, column, value and what was
//! expected, and the others are read all the same. Reading the same files again changes nothing;
//! reading a corrected file changes what was corrected.
//!
//! Left out on purpose: guessing. Two spellings of a name are one thing only where
//! [`fold_name`](waymark_model::fold_name) says so, or in lists of grants and activities where nothing
//! but a legal form, "The", an abbreviation or an own acronym differs, which is told
//! ([`Normal::is_surely`](waymark_matching::Normal::is_surely)); a number in the same register is
//! stronger than a name. `1.234` is no amount unless the rest of the
//! column tells what the dot is, and nothing is ever removed because a file does not mention it.
//! Where a column is taken for what it looks like, or a text read in a guessed encoding, that is
//! said. Persons are left out too: a grant to a person is refused with that reason.
//!
//! No file can take all memory: [`Limits`] hold for what is unpacked, not for what a file claims,
//! no entity of XML is expanded, and no sheet is laid out whole.
//!
//! ```
//! use waymark_formats::{Input, ReadConfig, read};
//! use waymark_model::Map;
//!
//! let csv = "funder,recipient,amount,currency\nLumina Foundation,Credential Engine,50000,USD\n";
//! let mut map = Map::new();
//! let parsed = read(vec![Input::new("grants.csv", csv.as_bytes())], &map, &ReadConfig::default())?;
//! map.apply(&parsed.changes)?;
//! assert_eq!(map.tie_count(), 1);
//!
//! let again = read(vec![Input::new("grants.csv", csv.as_bytes())], &map, &ReadConfig::default())?;
//! assert!(again.changes.is_empty());
//! assert_eq!(again.tally().matched, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod delimited;
mod delimiter;
mod detected;
mod draft;
mod error;
mod gather;
mod grants;
mod guide;
mod iati;
mod input;
mod irs990;
mod json;
mod kumu;
mod linked;
mod look;
mod mapping;
mod merge;
mod names;
mod naming;
mod network;
mod open;
mod parsed;
mod progress;
mod sheets;
mod sources;
mod table;
mod threesixty;
mod value;
mod who;
mod within;
mod words;
mod xml;

pub use detected::{Detected, Form};
pub use error::ReadError;
pub use input::{Input, Limits, ReadConfig};
pub use look::{Look, look};
pub use mapping::{GrantColumn, Mapping};
pub use parsed::{
    Asks, Basis, Format, Notice, Outcome, Parsed, Question, ReadNetwork, ReadNode, ReadTie,
    RecordId, Refusal, Row, Tally, UsedColumn, UsedMapping,
};
pub use progress::Progress;
pub use value::DecimalMark;
pub use words::{
    EditionWords, GuideWords, ImpliedThing, MembershipTerm, MembershipWords, Reading, VerbWords,
};

use waymark_model::Map;

/// Reads files that belong to one import into the changes that bring `map` up to what they say.
///
/// # Errors
/// When a file as a whole cannot be read: it is no table, lacks a column, is cut off, damaged or
/// larger than the limits. There are then no changes at all. Problems of single rows are no
/// errors; they stand in [`Parsed::rows`].
pub fn read(
    inputs: Vec<Input<'_>>,
    map: &Map,
    config: &ReadConfig<'_>,
) -> Result<Parsed, ReadError> {
    let (found, config) = look::open_all(inputs, config)?;
    let gathered = gather::gather(found, &config)?;
    let mapping = &config.mapping;
    let mut parsed = match gathered.format()? {
        Format::Guide => guide::read(&gathered.tables, map, mapping)?,
        Format::Grants => grants::read(gathered.tables, map, mapping)?,
        Format::Networks => network::read(gathered.networks, map, &config)?,
        Format::Linked => linked::read(gathered.linked, map, &config)?,
        Format::Activities => iati::read(gathered.activities, map, &config)?,
    };
    parsed.notices.splice(..0, gathered.notices);
    Ok(parsed)
}
