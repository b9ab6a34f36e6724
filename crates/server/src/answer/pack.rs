//! The research pack of a state: every table and network, what their columns mean, the analyses with
//! their parameters and seeds, and all that it takes to read, check, cite and make it again.

mod about;
mod analyses;

use std::io::{self, Write};
use std::sync::Arc;

use waymark_analysis::Frame;
use waymark_engine::Engine;
use waymark_exports::{
    Archive, Choice, Export, Format, Joined, Kinds, Mode, Part, Put, TableKind, again,
};
use waymark_measures::{Unwatched, Watch};
use waymark_model::TieKind;
use waymark_wire as wire;

use self::about::{About, Codebook, quoted};
use self::analyses::{Analysis, analyses};
use super::Ask;
use super::export::{failed, part, unwritable};
use crate::{ApiError, state};

/// The networks of a pack, by the name of their folder.
const NETWORKS: [(&str, Mode, Option<TieKind>, Joined); 5] = [
    ("two-mode", Mode::Two, None, Joined::InitiativesByFunders),
    ("initiatives-and-goals", Mode::Two, Some(TieKind::Serves), Joined::InitiativesByFunders),
    ("initiatives-by-funders", Mode::One, None, Joined::InitiativesByFunders),
    ("funders-by-recipients", Mode::One, None, Joined::FundersByRecipients),
    ("all", Mode::All, None, Joined::InitiativesByFunders),
];

/// A research pack that is ready to be written.
pub struct Pack<'p, 'a> {
    part: &'p Part<'a>,
    about: About,
    today: String,
    analyses: Vec<Analysis>,
    watch: &'p dyn Watch,
}

/// Makes a pack ready, and hands it to whoever writes it. The analyses are worked out here.
///
/// # Errors
/// When the filter names something that is not on the map, and whatever the writer fails with.
pub fn with_pack<T>(
    engine: &Engine,
    ask: &Ask,
    then: impl FnOnce(&Pack<'_, '_>) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let frame: Arc<Frame> = ask.frame()?;
    let part = part(ask, &frame);
    let analyses = analyses(ask, &part)?;
    // Amounts that cannot be added are found before anything is written.
    Export::of(&part, &Choice::usual(Format::Xlsx), &Unwatched).map_err(failed)?;
    let about = About::of(engine, ask, &part);
    let today = ask.today.to_string();
    then(&Pack { part: &part, about, today, analyses, watch: ask.watch() })
}

/// Writes a pack, and says what is in it.
///
/// # Errors
/// When the filter names something that is not on the map, or the bytes cannot be put.
pub fn pack(engine: &Engine, ask: &Ask, out: &mut dyn Write) -> Result<wire::Pack, ApiError> {
    with_pack(engine, ask, |pack| {
        let mut whole = waymark_exports::Measured::of(out);
        let manifest = pack.write(&mut whole)?;
        Ok(wire::Pack { manifest, bytes: whole.bytes(), sha256: whole.sha256() })
    })
}

/// What a pack would be. It is worked out once for a state, since all of it must be made.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn pack_manifest(engine: &Engine, ask: &Ask) -> Result<Arc<wire::Pack>, ApiError> {
    ask.once("pack", || pack(engine, ask, &mut io::sink()))
}

impl Pack<'_, '_> {
    /// What to call the file.
    pub fn file_name(&self) -> String {
        let version = &self.part.version;
        let state = version.edition.clone().unwrap_or_else(|| version.position.to_string());
        format!("waymark-{state}-pack.zip")
    }

    /// Writes the pack.
    ///
    /// # Errors
    /// When the bytes cannot be put, or nobody waits for the rest.
    pub fn write(&self, out: &mut dyn Write) -> Result<wire::PackManifest, ApiError> {
        let day = self.part.changed.as_deref().and_then(state::day);
        let mut packing = Packing {
            pack: self,
            archive: Archive::of(day, out),
            manifest: self.manifest(),
            codebook: Codebook::default(),
        };
        packing.papers().map_err(unwritable)?;
        packing.files()?;
        packing.finish().map_err(unwritable)
    }

    /// The manifest before any file is put.
    fn manifest(&self) -> wire::PackManifest {
        let About { title, issued, publisher, licence, .. } = &self.about;
        let mut words = self.part.words();
        words.push(("today".to_owned(), self.today.clone()));
        let file_name = self.file_name();
        let command = again::command("export --pack", &words);
        wire::PackManifest {
            version: self.part.version.clone(),
            filter: self.part.filter.clone(),
            today: self.today.clone(),
            title: title.clone(),
            issued: issued.map(|date| date.to_string()),
            publisher: publisher.clone(),
            licence: licence.clone(),
            program: format!("Waymark {}", env!("CARGO_PKG_VERSION")),
            command: format!("{command} --output '{file_name}'"),
            file_name,
            address: again::address("/api/v1/exports/pack", &words),
            files: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

/// A pack that is being written.
struct Packing<'k, 'p, 'a, W: Write> {
    pack: &'k Pack<'p, 'a>,
    archive: Archive<W>,
    manifest: wire::PackManifest,
    codebook: Codebook,
}

impl<W: Write> Packing<'_, '_, '_, W> {
    /// What is read first.
    fn papers(&mut self) -> io::Result<()> {
        let (about, part) = (&self.pack.about, self.pack.part);
        let readme = about.readme(&self.manifest);
        self.text("README.md", "What the pack is and how it is used.", &readme)?;
        let licence = about.licence(part);
        self.text("LICENSE.md", "What is known of how the data may be used.", &licence)?;
        self.text("CITATION.cff", "How the data is cited (CFF 1.2.0).", &about.cff())?;
        let reader = "Reads and checks the pack, in Python.";
        self.text("read.py", reader, include_str!("pack/read.py"))?;
        let reader = "Reads and checks the pack, in R.";
        self.text("read.R", reader, include_str!("pack/read.R"))
    }

    /// Tables, networks, documents, analyses.
    fn files(&mut self) -> Result<(), ApiError> {
        let tables = TableKind::ALL.map(Format::Table).into_iter().chain([Format::Xlsx]);
        let mut plan: Vec<(String, Choice)> = Vec::new();
        plan.extend(tables.map(|format| {
            let name = if format == Format::Xlsx { "waymark" } else { format.word() };
            (format!("tables/{name}.{}", format.extension()), Choice::usual(format))
        }));
        for (folder, mode, ties, joined) in NETWORKS {
            let formats = Format::ALL.into_iter().filter(|format| format.modes().contains(&mode));
            plan.extend(formats.map(|format| {
                let kinds = Kinds { ties: ties.into_iter().collect(), ..Kinds::default() };
                let choice = Choice { mode, kinds, joined, ..Choice::usual(format) };
                (format!("networks/{folder}/{}.{}", format.word(), format.extension()), choice)
            }));
        }
        let documents = [Format::Json, Format::JsonLd];
        plan.extend(documents.map(|format| {
            (format!("document/waymark.{}", format.extension()), Choice::usual(format))
        }));
        for (done, (path, choice)) in plan.iter().enumerate() {
            self.pack.watch.step("writing the files of the pack", done, plan.len());
            self.export(path, choice)?;
        }
        for analysis in &self.pack.analyses {
            let Analysis { path, about, json, run, command, address } = analysis;
            let put = self.archive.put(path, |out| out.write_all(json)).map_err(unwritable)?;
            let file = self.note(path, about, &put);
            file.run = run.clone();
            (file.command, file.address) = (Some(command.clone()), Some(address.clone()));
        }
        Ok(())
    }

    /// A file that can be taken by itself too.
    fn export(&mut self, path: &str, choice: &Choice) -> Result<(), ApiError> {
        let export = Export::of(self.pack.part, choice, self.pack.watch).map_err(failed)?;
        let counts = export.counts();
        if let Some(what) = choice.format.too_large(&counts) {
            let example = Some(path.to_owned());
            match self.manifest.left_out.iter_mut().find(|lost| lost.what == what) {
                Some(lost) => lost.count += 1,
                None => self.manifest.left_out.push(wire::ExportLost { what, count: 1, example }),
            }
            return Ok(());
        }
        self.codebook.add(path, export.columns().map_err(unwritable)?);
        let put = self.archive.put(path, |out| export.write(out)).map_err(unwritable)?;
        let about = choice.format.about().about;
        let file = self.note(path, &about, &put);
        file.counts = counts;
        (file.command, file.address) = (Some(export.command()), Some(export.address()));
        file.left_out = export.left_out().to_vec();
        file.lost = put.told;
        Ok(())
    }

    /// What is known only when all else is written.
    fn finish(mut self) -> io::Result<wire::PackManifest> {
        let (csv, markdown) = (self.codebook.csv(), self.codebook.markdown());
        self.text("codebook.csv", "What every column of every table means.", &csv)?;
        self.text("CODEBOOK.md", "The same for reading.", &markdown)?;
        let files = list(&self.manifest.files);
        self.text("files.csv", "Every file before this one with its counts.", &files)?;
        let mut sums = String::new();
        for wire::PackFile { path, sha256, .. } in &self.manifest.files {
            sums += &format!("{sha256}  {path}\n");
        }
        let mut json = serde_json::to_vec_pretty(&self.manifest)?;
        json.push(b'\n');
        let put = self.archive.put("MANIFEST.json", |out| out.write_all(&json))?;
        sums += &format!("{}  MANIFEST.json\n", put.sha256);
        self.archive.put("SHA256SUMS", |out| out.write_all(sums.as_bytes()))?;
        self.archive.finish()?;
        Ok(self.manifest)
    }

    fn text(&mut self, path: &str, about: &str, text: &str) -> io::Result<()> {
        let put = self.archive.put(path, |out| out.write_all(text.as_bytes()))?;
        let rows = path.ends_with(".csv").then(|| text.lines().count().saturating_sub(1));
        self.note(path, about, &put).counts.rows = rows;
        Ok(())
    }

    fn note<T>(&mut self, path: &str, about: &str, put: &Put<T>) -> &mut wire::PackFile {
        self.manifest.files.push(wire::PackFile {
            path: path.to_owned(),
            about: about.to_owned(),
            bytes: put.bytes,
            sha256: put.sha256.clone(),
            counts: wire::ExportCounts::default(),
            command: None,
            address: None,
            run: None,
            left_out: Vec::new(),
            lost: Vec::new(),
        });
        let last = self.manifest.files.len() - 1;
        &mut self.manifest.files[last]
    }
}

/// The files and their counts as a table, for readers that know no JSON.
fn list(files: &[wire::PackFile]) -> String {
    let mut text = String::from("path,bytes,sha256,rows,nodes,edges\n");
    let number = |count: Option<usize>| count.map_or(String::new(), |count| count.to_string());
    for wire::PackFile { path, bytes, sha256, counts, .. } in files {
        let wire::ExportCounts { nodes, edges, rows } = *counts;
        let counts = [rows, nodes, edges].map(number).join(",");
        text += &format!("{},{bytes},{sha256},{counts}\n", quoted(path));
    }
    text
}
