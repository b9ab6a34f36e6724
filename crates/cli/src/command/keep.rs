//! Keeping the map safe: check, repair, back up, restore.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

use anyhow::Context;
use serde::Serialize;

use crate::args::{Args, Backup, Restore};
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// What a check or a repair says, as JSON.
#[derive(Serialize)]
struct Report {
    sound: bool,
    position: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<u64>,
    problems: Vec<Problem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept_aside: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip)]
    said: String,
}

#[derive(Serialize)]
struct Problem {
    at: String,
    reason: String,
}

fn problems(problems: Vec<waymark_store::Problem>) -> Vec<Problem> {
    problems.into_iter().map(|problem| Problem { at: problem.at, reason: problem.reason }).collect()
}

impl Report {
    fn at(head: waymark_store::Head) -> Self {
        Self {
            sound: true,
            position: head.position,
            hash: head.hash.to_string(),
            entries: None,
            changes: None,
            problems: Vec::new(),
            kept_aside: Vec::new(),
            bytes: None,
            said: String::new(),
        }
    }

    fn print(&self, args: &Args) -> anyhow::Result<()> {
        print(args, self, || {
            let mut sheet = Sheet::new(&["where", "what is wrong"]);
            for problem in &self.problems {
                sheet.row([problem.at.clone(), problem.reason.clone()]);
            }
            for kept in &self.kept_aside {
                sheet.below.push(format!("Kept aside: {kept}"));
            }
            sheet.below.push(self.said.clone());
            sheet
        })
    }
}

/// Checks the whole log.
pub(crate) fn verify(args: &Args) -> anyhow::Result<Outcome> {
    let verified = open::existing(args)?.verify()?;
    let sound = verified.is_sound();
    let said = format!(
        "{} entries with {} changes, {} of the journal, {} snapshots and {} suggestions were \
         checked: {}.",
        verified.entries,
        verified.changes,
        verified.journal_entries,
        verified.snapshots,
        verified.suggestions,
        if sound { "all is well" } else { "there is damage; `waymark repair` may mend it" }
    );
    let report = Report {
        sound,
        entries: Some(verified.entries),
        changes: Some(verified.changes),
        problems: problems(verified.problems),
        said,
        ..Report::at(verified.head)
    };
    report.print(args)?;
    Ok(if sound { Outcome::Fine } else { Outcome::Failed })
}

/// Rebuilds a damaged map from its journal.
pub(crate) fn repair(args: &Args) -> anyhow::Result<Outcome> {
    let repaired = waymark_store::repair(&open::folder(args)?)?;
    let said = format!(
        "The map is at position {}: {} entries came back from the journal, {} from the log.",
        repaired.head.position, repaired.log_completed, repaired.journal_completed
    );
    let kept = repaired.kept_aside.iter().map(|path| path.display().to_string());
    let report = Report {
        problems: problems(repaired.found),
        kept_aside: kept.collect(),
        said,
        ..Report::at(repaired.head)
    };
    report.print(args)?;
    Ok(Outcome::Fine)
}

/// Writes an archive. It is written beside its place and moved there when it is whole.
pub(crate) fn backup(args: &Args, backup: &Backup) -> anyhow::Result<Outcome> {
    let path = &backup.file;
    let unwritable = || format!("`{}` cannot be written", path.display());
    if path.exists() {
        anyhow::bail!("`{}` exists already: give another name", path.display());
    }
    let engine = open::existing(args)?;
    let mut name = path.file_name().with_context(unwritable)?.to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let file = File::create(&partial).with_context(unwritable)?;
    let mut out = BufWriter::new(file);
    let written = engine.backup(&mut out)?;
    out.flush().with_context(unwritable)?;
    out.get_ref().sync_all().with_context(unwritable)?;
    std::fs::rename(&partial, path).with_context(unwritable)?;
    let said = format!(
        "`{}` has the map up to position {}, {} bytes.",
        path.display(),
        written.head.position,
        written.bytes
    );
    Report { bytes: Some(written.bytes), said, ..Report::at(written.head) }.print(args)?;
    Ok(Outcome::Fine)
}

/// Puts an archive in place.
pub(crate) fn restore(args: &Args, restore: &Restore) -> anyhow::Result<Outcome> {
    let path = &restore.file;
    let file = File::open(path);
    let file = file.with_context(|| format!("`{}` cannot be opened", path.display()))?;
    let folder = open::folder(args)?;
    let restored = waymark_store::restore(&mut BufReader::new(file), &folder)?;
    let said = format!(
        "`{}` has the map as it was at position {}.",
        folder.display(),
        restored.head.position
    );
    Report { bytes: Some(restored.bytes), said, ..Report::at(restored.head) }.print(args)?;
    Ok(Outcome::Fine)
}
