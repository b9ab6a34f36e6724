//! Taking the map out: one format to one file.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args as ClapArgs;
use waymark_exports::Format;
use waymark_server::answer::{self, Ask};
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// What is written, and where to.
#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Of a network: `two` (who gives or leads, and what), `one` (joined by what is shared) or
    /// `all` (every thing and every tie) [default: two]
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
    /// Of a network: only things or ties of these kinds, such as organization or funds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<String>,
    /// In mode `one`: initiatives, recipients, funders or organizations [default: initiatives]
    #[arg(long, value_name = "WORD")]
    between: Option<String>,
    /// In mode `one`, by what they are joined: funders, goals, leads, partners, recipients,
    /// initiatives
    #[arg(long, value_name = "WORD")]
    by: Option<String>,
    /// In mode `one`, what an edge weighs: shared, newman or jaccard [default: shared]
    #[arg(long, value_name = "WORD")]
    projection: Option<String>,
    /// Of a network: leave out whom nothing joins to others
    #[arg(long)]
    no_isolates: bool,
    /// The file to write; without it the bytes go to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The research pack: one ZIP archive with every table and network, what their columns mean, the
    /// analyses, how it is cited, and readers for Python and R
    #[arg(long, conflicts_with_all = ["mode", "kinds", "between", "by", "projection", "no_isolates"])]
    pack: bool,
    /// List the formats
    #[arg(long, conflicts_with_all = ["output", "mode", "pack"])]
    list: bool,
}

impl Export {
    /// The words of the choice as the API reads them.
    fn words(&self) -> Words {
        let ones = [
            ("mode", &self.mode),
            ("between", &self.between),
            ("by", &self.by),
            ("projection", &self.projection),
        ];
        let ones = ones.into_iter().filter_map(|(word, value)| Some((word, value.clone()?)));
        let kinds = self.kinds.iter().map(|kind| ("kinds", kind.clone()));
        let isolates = self.no_isolates.then(|| ("isolates", "false".to_owned()));
        let all = ones.chain(kinds).chain(isolates);
        Words::new(all.map(|(word, value)| (word.to_owned(), value)))
    }
}

/// Writes a file, and says what it is where it is not the file itself that is printed.
pub(crate) fn export(args: &Args, asked: &Export) -> anyhow::Result<Outcome> {
    if asked.list {
        return list(args, asked);
    }
    if asked.pack {
        return pack(args, asked);
    }
    let format = format(args)?;
    let mut words = asked.words();
    let choice = answer::export_choice(format, &mut words)?;
    words.finish("the options of formats that are networks")?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &asked.asking)?;
    match &asked.output {
        None => {
            answer::export(&ask, &choice, &mut std::io::stdout().lock())?;
        }
        Some(path) => {
            let report = write_to(path, |out| Ok(answer::export(&ask, &choice, out)?))?;
            eprint!("{}", told(&report));
        }
    }
    Ok(Outcome::Fine)
}

/// Writes the research pack of a state. It is of the day of the last change, unless a day is given,
/// so that the same state gives the same bytes.
fn pack(args: &Args, asked: &Export) -> anyhow::Result<Outcome> {
    if let Some(word) = &args.format {
        return Err(Usage(format!("--format `{word}`: a pack has every format")).into());
    }
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &asked.asking)?;
    let ask = if asked.asking.at.today.is_none() { ask.of_its_day() } else { ask };
    match &asked.output {
        None => {
            answer::pack(&engine, &ask, &mut std::io::stdout().lock())?;
        }
        Some(path) => {
            let pack = write_to(path, |out| Ok(answer::pack(&engine, &ask, out)?))?;
            eprint!("{}", pack_told(&pack));
        }
    }
    Ok(Outcome::Fine)
}

/// What a pack is, for people.
fn pack_told(pack: &wire::Pack) -> String {
    let wire::Pack { manifest, bytes, sha256 } = pack;
    let mut lines = vec![
        format!("{}: {} files", manifest.title, manifest.files.len() + 2),
        format!("{bytes} bytes, sha256 {sha256}"),
        format!("the same again: {}", manifest.command),
    ];
    lines.extend(manifest.left_out.iter().map(|lost| format!("not in it: {}", lost.what)));
    lines.join("\n") + "\n"
}

/// The format that was asked for: JSON, if nothing else was.
fn format(args: &Args) -> anyhow::Result<Format> {
    let Some(word) = &args.format else { return Ok(Format::Json) };
    let all = || Format::ALL.map(Format::word).join(", ");
    let unknown = || Usage(format!("--format `{word}`: an export is one of {}", all()));
    Ok(Format::from_word(word).ok_or_else(unknown)?)
}

/// Writes a file in one piece: until it is whole, whatever was there stays.
fn write_to<T>(
    path: &PathBuf,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let name = path.file_name().context("`--output` names no file")?;
    let beside = path.with_file_name(format!(".{}.part", name.to_string_lossy()));
    let written = (|| {
        let mut file = File::create(&beside)?;
        let report = write(&mut file)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        Ok(report)
    })();
    written.map_err(|error: anyhow::Error| {
        // What is left of a file that was not written is of no use.
        let _ = std::fs::remove_file(&beside);
        error.context(format!("`{}` cannot be written", path.display()))
    })
}

/// What a file is, for people.
fn told(report: &wire::ExportPreview) -> String {
    let wire::ExportCounts { nodes, edges, rows } = report.counts;
    let counts = [("nodes", nodes), ("edges", edges), ("rows", rows)];
    let counts = counts.into_iter().filter_map(|(what, count)| Some(format!("{} {what}", count?)));
    let mut lines = vec![
        format!("{}: {}", report.format, counts.collect::<Vec<_>>().join(", ")),
        format!("{} bytes, sha256 {}", report.bytes, report.sha256),
        format!("the same again: {}", report.address),
    ];
    for (heading, rows) in
        [("left out by the choice", &report.left_out), ("not carried by the format", &report.lost)]
    {
        if !rows.is_empty() {
            lines.push(format!("{heading}:"));
        }
        lines.extend(rows.iter().map(|lost| {
            let example = lost.example.as_ref();
            let example = example.map_or(String::new(), |each| format!(", such as {each}"));
            format!("  {}: {}{example}", lost.what, lost.count)
        }));
    }
    lines.join("\n") + "\n"
}

fn list(args: &Args, asked: &Export) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask: Ask = open::ask(&engine, &asked.asking)?;
    let formats = answer::export_formats(&ask);
    print(args, &formats, || {
        let mut sheet = Sheet::new(&["format", "name", "what it is"]);
        for format in &formats.formats {
            sheet.row([format.id.clone(), format.name.clone(), format.about.clone()]);
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}
