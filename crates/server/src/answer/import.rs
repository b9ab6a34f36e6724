//! What an import did, or would do.

use std::collections::BTreeMap;

use waymark_engine::{Engine, Imported};
use waymark_formats::{Outcome, Row};
use waymark_wire as wire;

use super::version_of;

/// The report of an import. With `rows`, what became of every row stands in it too.
pub fn import_report(
    engine: &Engine,
    imported: &Imported,
    dry_run: bool,
    rows: bool,
) -> wire::ImportReport {
    let parsed = &imported.parsed;
    let tally = parsed.tally();
    let mut mapping: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for column in &parsed.columns {
        let used_as = column.used_as.unwrap_or("not read");
        let of_file = mapping.entry(column.file.to_string()).or_default();
        of_file.insert(column.column.clone(), used_as.to_owned());
    }
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
        mapping,
        rows: tally.rows(),
        created: tally.created,
        matched: tally.matched,
        changed: tally.changed,
        refused: refused.collect(),
        notices: notices.collect(),
        changes: imported.applied.changes,
        outcomes: rows.then(|| parsed.rows.iter().map(outcome).collect()),
    }
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
