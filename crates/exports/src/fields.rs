//! What is written of each record: the columns of tables, and the attributes of nodes and edges.
//!
//! Of facts beside each other the preferred one is written; [`crate::told`] counts the others.

mod money;
mod things;
mod ties;

pub(crate) use things::{entity, entity_columns, latest_stage};
pub(crate) use ties::{MILESTONE_COLUMNS, TIE_COLUMNS, milestone, tie};

use std::collections::BTreeSet;

use waymark_analysis::AnalysisError;
use waymark_model::{EntityKind, Fact, Provenance, Source, SourceId, TermRef};

use crate::table::{Cell, Record, Table};
use crate::{Part, TableKind};

/// A table of a part.
pub(crate) fn table(part: &Part<'_>, kind: TableKind) -> Result<Table, AnalysisError> {
    let things = |of: EntityKind| -> Result<Table, AnalysisError> {
        let records = part.entities_of(of).map(|each| entity(part, each));
        Ok(Table::of(entity_columns(of), records.collect::<Result<_, _>>()?))
    };
    match kind {
        TableKind::Initiatives => things(EntityKind::Initiative),
        TableKind::Organizations => things(EntityKind::Organization),
        TableKind::Goals => things(EntityKind::Goal),
        TableKind::Publications => things(EntityKind::Publication),
        TableKind::Ties => {
            let records = part.ties().iter().map(|each| tie(part, each));
            Ok(Table::of(TIE_COLUMNS, records.collect()))
        }
        TableKind::Milestones => {
            let records = part.milestones().map(|each| milestone(part, each));
            Ok(Table::of(MILESTONE_COLUMNS, records.collect()))
        }
        TableKind::Sources => {
            let records = part.sources().into_iter().map(source);
            Ok(Table::of(SOURCE_COLUMNS, records.collect()))
        }
    }
}

const SOURCE_COLUMNS: &[&str] = &["id", "title", "url", "publisher", "date", "licence"];

fn source(source: &Source) -> Record {
    let Source { id, title, url, publisher, date, licence } = source;
    let mut record = Record::default();
    record.put("id", Cell::text(id.as_str()));
    record.put("title", Cell::text(title));
    record.put("url", Cell::shown(url.as_ref()));
    record.put("publisher", Cell::shown(publisher.as_ref()));
    record.put("date", Cell::shown(date.as_ref()));
    record.put("licence", Cell::shown(licence.as_ref()));
    record
}

/// The ids of the sources of a record, each once.
fn sources<'a>(provenances: impl IntoIterator<Item = &'a Provenance>) -> Cell {
    let ids: BTreeSet<&SourceId> = provenances.into_iter().map(|each| &each.source).collect();
    Cell::list(ids)
}

/// The terms of a record, as `facet/term`, each once.
fn terms(terms: &[Fact<TermRef>]) -> Cell {
    let words: BTreeSet<String> =
        terms.iter().map(|fact| format!("{}/{}", fact.value.facet, fact.value.term)).collect();
    Cell::list(words)
}
