//! What may be written on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, Parser, Subcommand};
use waymark_server::EmbedOrigin;
use waymark_server::words::{FilterWords, WordError, Words};

use crate::command::{
    care::Care,
    cite::Cite,
    confirm::Confirm,
    coordination::{Coordination, Missed},
    duplicates::{Distinct, Duplicates, Merge, Unmerge},
    exit::Exit,
    export::Export,
    gaps::Gaps,
    network::{Centrality, Communities},
    overlap::Overlap,
    overlap_sets::{Intersections, OverlapSets},
    pace::Pace,
    partners::Partners,
    path::Path,
    repeated::{RepeatedGrants, Unite},
    requests::Requests,
    search::Search,
    sensitivity::Sensitivity,
    suggestions::Suggestions,
};

/// A living map of a field: who is working on what, how fast, and whether they coordinate.
#[derive(Debug, Parser)]
#[command(name = "waymark", version, max_term_width = 100)]
pub(crate) struct Args {
    /// The folder where the map lives [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "WAYMARK_DATA")]
    pub(crate) data: Option<PathBuf>,

    /// How to print answers: table, json or csv [default: table on a terminal, json elsewhere]; for
    /// `export`, the format of the file [default: json]
    #[arg(long, global = true, value_parser = format_words(), hide_possible_values = true)]
    pub(crate) format: Option<String>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// An address that only this machine reaches.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|error| format!("{error}"))?;
    match address.ip().is_loopback() {
        true => Ok(address),
        false => {
            Err("expected an address that only this machine reaches, such as 127.0.0.1:8421, \
                      which others get to by a tunnel"
                .to_owned())
        }
    }
}

/// All words after `--format`: how answers are printed, and as what files are written.
fn format_words() -> PossibleValuesParser {
    let printed = Format::ALL.map(Format::word);
    let files = waymark_exports::Format::ALL.map(waymark_exports::Format::word);
    let files = files.into_iter().filter(|word| !printed.contains(word));
    PossibleValuesParser::new(printed.into_iter().chain(files))
}

/// How answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For reading.
    Table,
    /// The same as the API's answers.
    Json,
    /// The rows of the table, for a spreadsheet.
    Csv,
}

impl Format {
    const ALL: [Self; 3] = [Self::Table, Self::Json, Self::Csv];

    fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Reads the word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the map: its page, its API and its document of the API
    Serve(Serve),
    /// Bring files in: the tables of a guide, or grants (CSV, XLSX, ODS, JSON, IATI, IRS 990; packed or not)
    Import(Import),
    /// Take the map out as a file: networks for Gephi, igraph, Pajek, UCINET …, tables, Excel, JSON
    Export(Box<Export>),
    /// Say how the map, or a view of its page, is cited: APA, BibTeX, RIS, CSL
    Cite(Cite),
    /// The four questions in numbers
    Summary(Asking),
    /// Which funders support the same, which initiatives have the same goals or funders, and
    /// whether that is more than chance
    Overlap(Box<Overlap>),
    /// What two filtered sets have in common
    OverlapSets(Box<OverlapSets>),
    /// What several portfolios have in common, combination by combination
    Intersections(Box<Intersections>),
    /// Goals against stages, or any two axes: what is covered, empty, unknown, fragile
    Gaps(Gaps),
    /// What would lose its known support if funders left or grants lapsed
    Exit(Exit),
    /// Who asks for funds, whom they asked, and which funders are near
    Requests(Requests),
    /// Which facts need a person: in conflict, inferred, unsourced, stale
    Care(Care),
    /// Say that facts were checked: they count as verified from then on
    Confirm(Confirm),
    /// What readers suggest, and deciding on it
    Suggestions(Suggestions),
    /// Which initiatives are tied to one another, goal by goal
    Coordination(Coordination),
    /// Which initiatives share much and are not known to be tied
    Missed(Missed),
    /// Who is in the middle of a network, by every measure
    Centrality(Centrality),
    /// Which groups belong together, and how firm they are
    Communities(Communities),
    /// Milestones met, due and missed; stages over the years
    Pace(Pace),
    /// With whom to work, whom to ask, whom to fund next; or how good such suggestions are
    Partners(Box<Partners>),
    /// How far numbers and first places would move if some ties were missing
    Sensitivity(Sensitivity),
    /// Which things may be the same, with the evidence
    Duplicates(Box<Duplicates>),
    /// Make two things one; nothing that was said is lost
    Merge(Merge),
    /// Take a merge apart, also when the map was changed since
    Unmerge(Unmerge),
    /// Say that two things are not the same, so that they are not proposed again
    Distinct(Distinct),
    /// Grants that two sources both tell, so that their money is counted twice, with the evidence
    RepeatedGrants(Box<RepeatedGrants>),
    /// Make one tie of two, such as a grant that two sources tell; both sources are kept
    Unite(Unite),
    /// Find things by name; small typos do not matter
    Search(Search),
    /// How two things are connected, with the evidence
    Path(Path),
    /// List editions, or publish the present state as one
    Edition(Edition),
    /// What differs between two editions (`now` is the present state)
    Diff(Diff),
    /// What was changed, the newest first
    History(History),
    /// Take a change back
    Undo(Undo),
    /// Check the whole log and its journal
    Verify,
    /// Rebuild a damaged map from its journal; nothing is deleted
    Repair,
    /// Write a checked archive of the map
    Backup(Backup),
    /// Put an archive in place, in an empty or new folder
    Restore(Restore),
    /// Print a script that completes commands in a shell
    Completions(Completions),
    /// Print the OpenAPI document of the API
    #[command(hide = true)]
    Openapi,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, default_value = "127.0.0.1:8420")]
    pub(crate) listen: SocketAddr,
    /// Files or folders to import first if the map is new
    #[arg(long, value_name = "FILE")]
    pub(crate) first: Vec<PathBuf>,
    /// Refuse changes (always so off the loopback, unless --allow-writes)
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Take suggestions where changes are refused: they wait for an editor (`waymark suggestions`)
    #[arg(long)]
    pub(crate) suggestions: bool,
    /// A second address of this machine that takes changes, for editors, such as 127.0.0.1:8421: where
    /// the first only reads
    #[arg(long, value_name = "ADDRESS", value_parser = loopback)]
    pub(crate) editors: Option<SocketAddr>,
    /// Accept changes from other machines: whoever reaches the address may change the map
    #[arg(long, conflicts_with = "read_only")]
    pub(crate) allow_writes: bool,
    /// How many threads answer [default: one per core]
    #[arg(long)]
    pub(crate) workers: Option<usize>,
    /// A site that may show views of the page within its own, such as `https://news.example`; `*` for
    /// any, may be given again [default: none]
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) embed_origin: Vec<EmbedOrigin>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// Files of one import, or folders of them; `-` reads from standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Show row by row what would be done, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Change nothing unless every row can be read
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read a column as something: funder, recipient, initiative, amount, currency, date, cause …
    #[arg(long, value_name = "WHAT=COLUMN")]
    pub(crate) column: Vec<String>,
    /// What the columns and words of the files mean: a mapping file, as --save-mapping writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Keep the mapping that the files were read with, to be changed and used again
    #[arg(long, value_name = "FILE")]
    pub(crate) save_mapping: Option<PathBuf>,
    /// Who gave the grants, for a list without a column for it
    #[arg(long)]
    pub(crate) funder: Option<String>,
    /// The currency of amounts that state none, such as USD
    #[arg(long)]
    pub(crate) currency: Option<String>,
    /// Keep organizations apart whose names are not written the same, such as Acme and Acme, Inc.
    #[arg(long)]
    pub(crate) exact_names: bool,
    /// Who is importing
    #[arg(long)]
    pub(crate) author: Option<String>,
    /// Why, in words
    #[arg(long)]
    pub(crate) message: Option<String>,
}

/// Which state of the map.
#[derive(Debug, ClapArgs)]
pub(crate) struct At {
    /// The id of an edition
    #[arg(long, value_name = "ID")]
    pub(crate) edition: Option<String>,
    /// A log position, or a day such as 2026-01-31
    #[arg(long, value_name = "POSITION|DAY", conflicts_with = "edition")]
    pub(crate) as_of: Option<String>,
    /// The day that due dates are held against [default: today]
    #[arg(long, value_name = "DAY")]
    pub(crate) today: Option<String>,
}

/// Which state and which part of the map.
#[derive(Debug, ClapArgs)]
pub(crate) struct Asking {
    #[command(flatten)]
    pub(crate) at: At,
    /// Only what serves one of these goals
    #[arg(long, value_name = "ID")]
    goal: Vec<String>,
    /// Only what one of these organizations supports
    #[arg(long, value_name = "ID")]
    funder: Vec<String>,
    /// Only what carries one of these terms of the facet `place`
    #[arg(long, value_name = "TERM")]
    place: Vec<String>,
    /// Only what carries one of these terms
    #[arg(long, value_name = "FACET/TERM")]
    term: Vec<String>,
    /// From this date on (EDTF: 2019, 2019-03)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to this date
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// At least so sure: inferred, reported or verified
    #[arg(long, value_name = "WORD")]
    confidence: Option<String>,
    /// Only what has these words in its name, an alias or its description
    #[arg(long, value_name = "WORDS")]
    q: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Edition {
    /// The id to publish the present state under; without it, editions are listed
    pub(crate) publish: Option<String>,
    /// What the edition is called [default: its id]
    #[arg(long, requires = "publish")]
    pub(crate) name: Option<String>,
    /// Its date (EDTF)
    #[arg(long, requires = "publish")]
    pub(crate) date: Option<String>,
    /// Who publishes it
    #[arg(long, requires = "publish")]
    pub(crate) author: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// The earlier edition
    pub(crate) from: String,
    /// The later edition
    #[arg(default_value = "now")]
    pub(crate) to: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct History {
    /// Only what changed this thing, its ties or its milestones
    pub(crate) id: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Undo {
    /// The position in the log, as `waymark history` shows it [default: the last one]
    pub(crate) position: Option<u64>,
    /// Say what would be taken back, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Who takes it back
    #[arg(long)]
    pub(crate) author: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Backup {
    /// The archive to write; it must not exist
    pub(crate) file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Restore {
    /// The archive to read
    pub(crate) file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

impl At {
    fn pairs(&self) -> Vec<(String, String)> {
        let words = [("edition", &self.edition), ("as_of", &self.as_of), ("today", &self.today)];
        let given = words.into_iter().filter_map(|(word, value)| {
            value.as_ref().map(|value| (word.to_owned(), value.clone()))
        });
        given.collect()
    }

    /// The words as the API reads them.
    pub(crate) fn words(&self) -> Words {
        Words::new(self.pairs())
    }
}

impl Asking {
    /// The words of the filter, read as the API reads them.
    pub(crate) fn filter(&self) -> Result<FilterWords, WordError> {
        let lists = [
            ("goal", &self.goal),
            ("funder", &self.funder),
            ("place", &self.place),
            ("term", &self.term),
        ];
        let many = lists.into_iter().flat_map(|(word, values)| {
            values.iter().map(move |value| (word.to_owned(), value.clone()))
        });
        let ones = [
            ("from", &self.from),
            ("to", &self.to),
            ("confidence", &self.confidence),
            ("q", &self.q),
        ];
        let ones = ones.into_iter().filter_map(|(word, value)| {
            value.as_ref().map(|value| (word.to_owned(), value.clone()))
        });
        Words::new(many.chain(ones)).filter()
    }
}
