//! What an import did, or would do.

use waymark_engine::{Engine, Imported, Made};
use waymark_formats::{
    Detected, Format, GrantColumn, Look, Outcome, Parsed, ReadNetwork, ReadNode, ReadTie, Row,
    UsedColumn,
};
use waymark_wire as wire;

use super::duplicates::duplicate_pair;
use super::version_of;

/// The report of an import. With `rows`, what became of every row stands in it too.
pub fn import_report(
    engine: &Engine,
    imported: &Imported,
    dry_run: bool,
    rows: bool,
) -> wire::ImportReport {
    let (parsed, doubts) = (&imported.parsed, &imported.perhaps_same);
    let tally = parsed.tally();
    let refused = parsed.refused().map(|(row, refusal)| wire::RefusedRow {
        file: row.file.to_string(),
        line: row.line,
        column: refusal.column.clone(),
        value: Some(refusal.value.clone()),
        reason: refusal.to_string(),
    });
    let notices = parsed.notices.iter().map(|notice| wire::ImportNotice {
        file: notice.file.to_string(),
        line: notice.line,
        column: notice.column.as_deref().map(str::to_owned),
        reason: notice.reason.clone(),
    });
    wire::ImportReport {
        version: version_of(&engine.now()),
        dry_run,
        format: parsed.format.word().to_owned(),
        files: files_of(parsed),
        mapping: mapping_of(parsed),
        questions: parsed.questions.iter().map(question).collect(),
        rows: tally.rows(),
        created: tally.created,
        matched: tally.matched,
        changed: tally.changed,
        refused: refused.collect(),
        notices: notices.collect(),
        changes: imported.applied.changes,
        made: made(imported.made),
        perhaps_same: doubts
            .pairs
            .iter()
            .map(|pair| duplicate_pair(&imported.after, pair))
            .collect(),
        perhaps_same_shown: wire::Known { known: doubts.pairs.len(), of: doubts.total },
        networks: (rows && !parsed.networks.is_empty())
            .then(|| parsed.networks.iter().map(network).collect()),
        outcomes: rows.then(|| parsed.rows.iter().map(outcome).collect()),
    }
}

/// What can be told of files that could not be read as they are.
pub fn import_looks(looks: &[Look]) -> Vec<wire::ImportFile> {
    let file = |look: &Look| file_of(&look.detected, look.format, look.columns.iter());
    looks.iter().map(file).collect()
}

/// What a column of a list of grants can be read as.
pub fn import_targets(writable: bool) -> wire::ImportTargets {
    let target = |column: GrantColumn| wire::ImportTarget {
        target: column.word().to_owned(),
        meaning: column.meaning().to_owned(),
    };
    wire::ImportTargets { writable, targets: GrantColumn::ALL.map(target).to_vec() }
}

/// The mapping that the files were read with, as a mapping file has it.
fn mapping_of(parsed: &Parsed) -> serde_json::Value {
    serde_json::from_str(&parsed.mapping().to_json()).unwrap_or_default()
}

fn files_of(parsed: &Parsed) -> Vec<wire::ImportFile> {
    let file = |detected: &Detected| {
        let own = parsed.columns.iter().filter(|column| column.file == detected.file);
        file_of(detected, Some(parsed.format), own)
    };
    parsed.detected.iter().map(file).collect()
}

fn file_of<'c>(
    detected: &Detected,
    format: Option<Format>,
    columns: impl Iterator<Item = &'c UsedColumn>,
) -> wire::ImportFile {
    let columns: Vec<wire::ImportColumn> = columns.map(column).collect();
    let unknown_or_grants = matches!(format, None | Some(Format::Grants));
    wire::ImportFile {
        file: detected.file.to_string(),
        form: detected.form.word().to_owned(),
        format: format.map(|format| format.word().to_owned()),
        packed: detected.packed.map(str::to_owned),
        encoding: detected.encoding.map(str::to_owned),
        encoding_guessed: detected.encoding_guessed,
        delimiter: detected.delimiter.map(String::from),
        sheet: detected.sheet.clone(),
        decimal_mark: detected.decimal_mark.map(|mark| mark.sign().to_string()),
        rows: detected.rows,
        mappable: unknown_or_grants && !columns.is_empty(),
        columns,
    }
}

fn column(column: &UsedColumn) -> wire::ImportColumn {
    wire::ImportColumn {
        column: column.column.clone(),
        used_as: column.used_as.map(str::to_owned),
        target: column.target.map(|target| target.word().to_owned()),
        basis: column.basis.map(|basis| basis.word().to_owned()),
        samples: column.samples.clone(),
    }
}

fn question(question: &waymark_formats::Question) -> wire::ImportQuestion {
    wire::ImportQuestion {
        file: question.file.to_string(),
        asks: question.asks.word().to_owned(),
        taken: question.taken.clone(),
    }
}

fn network(network: &ReadNetwork) -> wire::ImportNetwork {
    let node = |node: &ReadNode| wire::ImportNode {
        id: node.id.clone(),
        name: node.name.clone(),
        kind: node.kind.word().to_owned(),
        record: node.record.as_ref().map(ToString::to_string),
    };
    let tie = |tie: &ReadTie| wire::ImportTie {
        from: tie.from.clone(),
        to: tie.to.clone(),
        kind: tie.kind.word().to_owned(),
        verb: tie.verb.clone(),
        record: tie.record.as_ref().map(ToString::to_string),
    };
    wire::ImportNetwork {
        file: network.file.to_string(),
        nodes: network.nodes.iter().map(node).collect(),
        ties: network.ties.iter().map(tie).collect(),
    }
}

fn made(made: Made) -> wire::ImportMade {
    let Made { organizations, initiatives, goals, publications, ties, milestones } = made;
    wire::ImportMade { organizations, initiatives, goals, publications, ties, milestones }
}

fn outcome(row: &Row) -> wire::RowOutcome {
    let outcome = match &row.outcome {
        Outcome::Created => "created",
        Outcome::Matched => "matched",
        Outcome::Changed => "changed",
        Outcome::Refused(_) => "refused",
    };
    wire::RowOutcome {
        file: row.file.to_string(),
        line: row.line,
        outcome: outcome.to_owned(),
        summary: row.summary.clone(),
        records: row.records.iter().map(ToString::to_string).collect(),
    }
}
