//! How a state of the map is cited.

use clap::{Args as ClapArgs, ValueEnum};
use waymark_server::answer::{self, Ask};
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, At, Format};
use crate::open;
use crate::output::{Outcome, Sheet, format, print, say};

/// What is cited, and how.
#[derive(Debug, ClapArgs)]
pub(crate) struct Cite {
    #[command(flatten)]
    at: At,
    /// The path of a view of the page, such as /e/2019-01/overlap [default: the state as a whole]
    #[arg(long)]
    path: Option<String>,
    /// Where the page is, such as `https://map.example.org`
    #[arg(long, value_name = "ADDRESS")]
    site: Option<String>,
    /// Only the citation, in one style
    #[arg(long = "as", value_name = "STYLE")]
    style: Option<Style>,
}

/// A style of citations.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Style {
    Apa,
    Bibtex,
    Ris,
    Csl,
}

/// Says how a state is cited.
pub(crate) fn cite(args: &Args, cite: &Cite) -> anyhow::Result<Outcome> {
    let words = [("path", &cite.path), ("site", &cite.site)];
    let words = words.into_iter().filter_map(|(word, value)| Some((word, value.clone()?)));
    let mut words = Words::new(words.map(|(word, value)| (word.to_owned(), value)));
    let question = answer::citation_question(&mut words)?;
    let engine = open::existing(args)?;
    let mut at = cite.at.words();
    // Even a past state is looked at today.
    let today = at.today()?.unwrap_or_else(|| waymark_server::day_of(waymark_server::now()));
    let ask = Ask::new(&engine, &at.at()?, Default::default(), Some(today))?;
    let citation = answer::citation(&engine, &ask, &question);
    match cite.style {
        Some(style) => say(in_style(&citation, style)?.trim_end())?,
        None if format(args) == Format::Table => say(&citation.apa)?,
        None => print(args, &citation, || sheet(&citation))?,
    }
    Ok(Outcome::Fine)
}

fn in_style(citation: &wire::Citation, style: Style) -> anyhow::Result<String> {
    Ok(match style {
        Style::Apa => citation.apa.clone(),
        Style::Bibtex => citation.bibtex.clone(),
        Style::Ris => citation.ris.clone(),
        // Reference managers read a list of works.
        Style::Csl => serde_json::to_string_pretty(&[&citation.csl])?,
    })
}

fn sheet(citation: &wire::Citation) -> Sheet {
    let mut sheet = Sheet::new(&["style", "citation"]);
    let styles = [
        ("apa", citation.apa.clone()),
        ("bibtex", citation.bibtex.clone()),
        ("ris", citation.ris.clone()),
        ("csl", citation.csl.to_string()),
    ];
    for (style, text) in styles {
        sheet.row([style.to_owned(), text]);
    }
    sheet
}
