//! Bringing files in.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use waymark_engine::{Engine, Imported};
use waymark_formats::{GrantColumn, Input, Mapping, Progress, ReadConfig};
use waymark_model::Currency;
use waymark_server::answer::import_report;
use waymark_wire as wire;

use crate::args::{Args, Format, Import};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, format, print};

/// How many rows and remarks a table shows of each sort.
const SHOWN: usize = 20;

impl Import {
    /// The import of files into a new map.
    pub(crate) fn first(files: &[PathBuf]) -> Self {
        Self {
            files: files.to_vec(),
            dry_run: false,
            strict: false,
            column: Vec::new(),
            mapping: None,
            save_mapping: None,
            funder: None,
            currency: None,
            exact_names: false,
            author: None,
            message: None,
        }
    }
}

/// Imports files, or says what importing them would do.
pub(crate) fn import(args: &Args, import: &Import) -> anyhow::Result<Outcome> {
    let files = expand(&import.files)?;
    let engine = open::engine(args)?;
    let look_first = import.dry_run || import.strict;
    let mut imported = if look_first {
        dry_run(&engine, import, &files)?
    } else {
        import_into(&engine, import, &files)?
    };
    let refused = imported.parsed.tally().refused;
    let stopped = import.strict && !import.dry_run && refused > 0;
    let applied = !import.dry_run && !stopped;
    if import.strict && applied {
        imported = import_into(&engine, import, &files)?;
    }
    if applied {
        engine.checkpoint();
    }
    if let Some(path) = &import.save_mapping {
        let text = imported.parsed.mapping().to_json();
        let problem = || format!("the mapping cannot be written to `{}`", path.display());
        std::fs::write(path, text).with_context(problem)?;
    }
    let all_rows = !applied;
    let report = import_report(&engine, &imported, !applied, all_rows);
    print(args, &report, || sheet(args, &report))?;
    if stopped {
        eprintln!("waymark: nothing was imported: rows that cannot be read: {refused} (--strict)");
        return Ok(Outcome::Failed);
    }
    Ok(if refused > 0 { Outcome::InputProblems } else { Outcome::Fine })
}

/// Files as they are named, and those within folders.
pub(crate) fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable = || format!("`{}` cannot be read", path.display());
        let mut within = Vec::new();
        for entry in std::fs::read_dir(path).with_context(unreadable)? {
            let file = entry.with_context(unreadable)?.path();
            let readable = [
                "csv", "tsv", "json", "jsonl", "ndjson", "xlsx", "ods", "xml", "zip", "gz",
                "graphml", "gexf", "gml", "net", "dl", "cyjs",
            ];
            let ending = file.extension().and_then(|ending| ending.to_str());
            if file.is_file() && ending.is_some_and(|ending| readable.contains(&ending)) {
                within.push(file);
            }
        }
        if within.is_empty() {
            anyhow::bail!("`{}` has no files to import", path.display());
        }
        within.sort();
        files.extend(within);
    }
    Ok(files)
}

/// Imports files into an open map.
pub(crate) fn import_into(
    engine: &Engine,
    import: &Import,
    files: &[PathBuf],
) -> anyhow::Result<Imported> {
    let bar = progress_bar();
    let tell = |progress: Progress<'_>| show(&bar, progress);
    let config =
        ReadConfig { progress: Some(&tell), mapping: mapping(import)?, ..Default::default() };
    let names: Vec<String> = files.iter().map(|file| name_of(file)).collect();
    let usual = || format!("import of {}", names.join(", "));
    let message = import.message.clone().unwrap_or_else(usual);
    let note = open::note(import.author.as_ref(), message);
    let go_on = || {
        bar.set_style(ProgressStyle::default_spinner());
        bar.set_message("writing");
        true
    };
    let imported = engine.import(&note, inputs(files)?, &config, None, &go_on)?;
    bar.finish_and_clear();
    Ok(imported)
}

fn dry_run(engine: &Engine, import: &Import, files: &[PathBuf]) -> anyhow::Result<Imported> {
    let bar = progress_bar();
    let tell = |progress: Progress<'_>| show(&bar, progress);
    let config =
        ReadConfig { progress: Some(&tell), mapping: mapping(import)?, ..Default::default() };
    let imported = engine.dry_run_import(inputs(files)?, &config)?;
    bar.finish_and_clear();
    Ok(imported)
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn show(bar: &ProgressBar, progress: Progress<'_>) {
    bar.set_length(progress.of_bytes);
    bar.set_position(progress.bytes);
    bar.set_message(format!("{}: {} rows", progress.file, progress.rows));
}

fn inputs(files: &[PathBuf]) -> anyhow::Result<Vec<Input<'static>>> {
    let mut inputs = Vec::new();
    for path in files {
        if path == Path::new("-") {
            inputs.push(Input::new("standard input", std::io::stdin()));
            continue;
        }
        let file = File::open(path);
        let file = file.with_context(|| format!("`{}` cannot be opened", path.display()))?;
        inputs.push(Input::new(name_of(path), file));
    }
    Ok(inputs)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn mapping(import: &Import) -> anyhow::Result<Mapping> {
    let mut mapping = Mapping::default();
    if let Some(path) = &import.mapping {
        let unreadable = || format!("`{}` cannot be read", path.display());
        let text = std::fs::read_to_string(path).with_context(unreadable)?;
        mapping.read_json(&path.display().to_string(), &text)?;
    }
    mapping.exact_names |= import.exact_names;
    mapping.funder = import.funder.clone().or(mapping.funder);
    if let Some(code) = &import.currency {
        let currency = Currency::from_code(code);
        let expected = || Usage(format!("`{code}` is no currency: expected a code such as USD"));
        mapping.currency = Some(currency.ok_or_else(expected)?);
    }
    for pair in &import.column {
        let known: Vec<&str> = GrantColumn::ALL.iter().map(|column| column.word()).collect();
        let expected = || {
            Usage(format!(
                "`{pair}`: expected WHAT=COLUMN, where WHAT is one of {}",
                known.join(", ")
            ))
        };
        let (what, column) = pair.split_once('=').ok_or_else(expected)?;
        let what = GrantColumn::from_word(what).ok_or_else(expected)?;
        mapping.columns.insert(what, column.to_owned());
    }
    Ok(mapping)
}

fn sheet(args: &Args, report: &wire::ImportReport) -> Sheet {
    if format(args) == Format::Csv {
        return rows_sheet(report);
    }
    let mut sheet = Sheet::new(&["what", "#rows"]);
    sheet.row(["rows read".into(), report.rows.to_string()]);
    sheet.row(["created".into(), report.created.to_string()]);
    sheet.row(["matched".into(), report.matched.to_string()]);
    sheet.row(["changed".into(), report.changed.to_string()]);
    sheet.row(["refused".into(), report.refused.len().to_string()]);
    sheet.above.extend(report.files.iter().flat_map(|file| told(file, report)));
    let refused: Vec<String> = report
        .refused
        .iter()
        .map(|row| format!("  {}:{}: {}", row.file, row.line, row.reason))
        .collect();
    some(&mut sheet.below, "Refused", &refused);
    let notices = told_once(&report.notices);
    some(&mut sheet.below, "To know", &notices);
    let doubts: Vec<String> = report.perhaps_same.iter().map(doubt).collect();
    some(&mut sheet.below, "Perhaps the same, for you to decide", &doubts);
    for outcome in ["created", "matched", "changed"] {
        let rows = report.outcomes.iter().flatten().filter(|row| row.outcome == outcome);
        let rows: Vec<String> =
            rows.map(|row| format!("  {}:{}: {}", row.file, row.line, row.summary)).collect();
        some(&mut sheet.below, &format!("Would be {outcome}"), &rows);
    }
    sheet.below.push(if report.dry_run {
        format!("Nothing was changed; {} changes would be made.", report.changes)
    } else {
        format!("{} changes, at position {}.", report.changes, report.version.position)
    });
    sheet
}

/// Notices, those that say the same of many lines once.
fn told_once(notices: &[wire::ImportNotice]) -> Vec<String> {
    let mut lines: BTreeMap<(&str, &str), Vec<Option<u64>>> = BTreeMap::new();
    let mut order: Vec<(&str, &str)> = Vec::new();
    for notice in notices {
        let key = (notice.file.as_str(), notice.reason.as_str());
        let same = lines.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        same.push(notice.line);
    }
    let told = |key: (&str, &str)| {
        let (file, reason) = key;
        match lines[&key].as_slice() {
            [Some(line)] => format!("  {file}:{line}: {reason}"),
            [Some(line), .., _] => {
                format!("  {file}:{line} and {} more lines: {reason}", lines[&key].len() - 1)
            }
            _ => format!("  {file}: {reason}"),
        }
    };
    order.into_iter().map(told).collect()
}

/// Two things that may be one, and what speaks most for it.
fn doubt(pair: &wire::DuplicatePair) -> String {
    let told = pair.evidence.iter().filter(|it| it.field != "prior" && it.weight > 0.0);
    let told: Vec<&str> = told.map(|it| it.sentence.as_str()).collect();
    let wire::DuplicatePair { a, b, probability, .. } = pair;
    format!("  {} and {} ({:.0} %): {}", a.id, b.id, 100.0 * probability, told.join(" "))
}

/// What a file turned out to be, and what each of its columns was read as.
fn told(file: &wire::ImportFile, report: &wire::ImportReport) -> Vec<String> {
    let guess = if file.encoding_guessed { " (a guess)" } else { "" };
    let about = [
        Some(file.form.clone()),
        file.packed.as_ref().map(|packed| format!("packed with {packed}")),
        file.encoding.as_ref().map(|encoding| format!("{encoding}{guess}")),
        file.delimiter.as_ref().map(|sign| format!("`{}` between cells", sign.escape_default())),
        file.sheet.as_ref().map(|sheet| format!("the sheet `{sheet}`")),
        file.decimal_mark.as_ref().map(|sign| format!("`{sign}` before decimals")),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let head = format!("{}, read as {}: {}", file.file, report.format, about.join(", "));
    let columns = file.columns.iter().map(|column| {
        let guess = if column.basis.as_deref() == Some("likely") { " (a guess)" } else { "" };
        let what = column.used_as.as_deref().unwrap_or("not read");
        let samples = match column.samples.as_slice() {
            [] => String::new(),
            samples => format!(", such as {}", samples.join("; ")),
        };
        format!("  {} → {what}{guess}{samples}", column.column)
    });
    std::iter::once(head).chain(columns).collect()
}

/// The first lines of a list, and how many there are more.
fn some(lines: &mut Vec<String>, title: &str, list: &[String]) {
    if list.is_empty() {
        return;
    }
    lines.push(format!("{title} ({}):", list.len()));
    lines.extend(list.iter().take(SHOWN).cloned());
    if list.len() > SHOWN {
        let more = list.len() - SHOWN;
        lines.push(format!("  … and {more} more: --format csv or json shows all"));
    }
}

/// Row by row: all of a dry run, otherwise those that were refused.
fn rows_sheet(report: &wire::ImportReport) -> Sheet {
    let mut sheet = Sheet::new(&["file", "#line", "outcome", "summary", "reason"]);
    for row in report.outcomes.iter().flatten().filter(|row| row.outcome != "refused") {
        let (file, line) = (row.file.clone(), row.line.to_string());
        sheet.row([file, line, row.outcome.clone(), row.summary.clone(), String::new()]);
    }
    for row in &report.refused {
        let (file, line) = (row.file.clone(), row.line.to_string());
        sheet.row([file, line, "refused".into(), String::new(), row.reason.clone()]);
    }
    sheet
}
