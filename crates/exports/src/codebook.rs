//! What the columns of tables mean, and how much of each is known.

use std::io;

use waymark_networks::NetworkFormat;

use crate::table::{Cell, Table};
use crate::{Format, TableKind};

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What stands in it.
    pub meaning: String,
    /// As what it is written.
    pub kind: &'static str,
    /// What numbers count; empty where there are none.
    pub unit: String,
    /// In how many rows something stands in it.
    pub known: usize,
    /// How many rows there are.
    pub of: usize,
}

/// What stands in a column, as what it is written, and what it counts.
type Words = (String, &'static str, String);

const TEXT: &str = "text";
const ID: &str = "id";
const IDS: &str = "ids, with `; ` between them";
const LIST: &str = "texts, with `; ` between them";
const INTEGER: &str = "whole number";
const DECIMAL: &str = "decimal number";
const DATE: &str = "date (EDTF, as precise as its source)";
const DAY: &str = "date (ISO 8601)";
const TRUTH: &str = "`true` or `false`";
const YES: &str = "`yes` or `no`";

/// The columns of a table.
pub(crate) fn of_table(format: Format, table: &Table) -> Vec<Column> {
    let known = |place: usize| table.rows.iter().filter(|row| row[place] != Cell::Unknown).count();
    let columns = table.columns.iter().enumerate();
    columns.map(|(place, name)| column(format, name, known(place), table.rows.len())).collect()
}

/// The columns of a table that is written as CSV.
pub(crate) fn of_rows(format: Format, bytes: &[u8]) -> io::Result<Vec<Column>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let names = reader.headers()?.clone();
    let mut known = vec![0; names.len()];
    let mut of = 0;
    for row in reader.byte_records() {
        of += 1;
        for (known, cell) in known.iter_mut().zip(&row?) {
            *known += usize::from(!cell.is_empty());
        }
    }
    let columns = names.iter().zip(known);
    Ok(columns.map(|(name, known)| column(format, name, known, of)).collect())
}

fn column(format: Format, name: &str, known: usize, of: usize) -> Column {
    let (meaning, kind, unit) = words(format, name);
    Column { name: name.to_owned(), meaning, kind, unit, known, of }
}

fn words(format: Format, name: &str) -> Words {
    let of_format = match format {
        Format::Network(NetworkFormat::NodeList) => node(name),
        Format::Network(NetworkFormat::EdgeList) => edge(name),
        Format::Network(NetworkFormat::IncidenceMatrix) => Some(cell(name)),
        Format::Table(kind) => of_table_kind(kind, name),
        _ => None,
    };
    let found = of_format.or_else(|| of_things(name));
    if let Some((meaning, kind)) = found {
        let unit = unit(name);
        return (meaning.to_owned(), kind, unit.to_owned());
    }
    money(name).unwrap_or_else(|| (format!("the attribute `{name}`"), TEXT, String::new()))
}

type Said = (&'static str, &'static str);

fn unit(name: &str) -> &'static str {
    match name {
        "amount" => "the currency of the row",
        "stage_low" | "stage_high" => "stages, 1 to 5",
        "stage_year" => "years",
        "fundings_given"
        | "fundings_received"
        | "fundings_given_with_amount"
        | "fundings_received_with_amount" => "fundings",
        "share" => "of 1",
        _ => "",
    }
}

fn of_table_kind(kind: TableKind, name: &str) -> Option<Said> {
    Some(match (kind, name) {
        (TableKind::Ties, "id") => ("which tie it is; an id never comes to mean another", ID),
        (TableKind::Ties, "kind") => ("what the tie says: funds, leads, serves …", TEXT),
        (TableKind::Ties, "from") => ("the thing that the tie comes from", ID),
        (TableKind::Ties, "to") => ("the thing that the tie goes to", ID),
        (TableKind::Ties, "from_name") => ("the name of the thing that the tie comes from", TEXT),
        (TableKind::Ties, "to_name") => ("the name of the thing that the tie goes to", TEXT),
        (TableKind::Ties, "status") => {
            ("how a funding stands: requested, pledged, awarded, paid, declined or closed", TEXT)
        }
        (TableKind::Ties, "regrant") => {
            ("whether a funding passes on what was given before, and is in no sum again", TRUTH)
        }
        (TableKind::Ties, "primary") => ("whether a goal is the main one of those served", TRUTH),
        (TableKind::Ties, other) => return of_ties(other),
        (TableKind::Milestones, "id") => {
            ("which milestone it is; an id never comes to mean another", ID)
        }
        (TableKind::Milestones, "subject") => ("whose milestone it is", ID),
        (TableKind::Milestones, "subject_name") => ("the name of whose milestone it is", TEXT),
        (TableKind::Milestones, "title") => ("what was to be done", TEXT),
        (TableKind::Milestones, "due") => ("when it is or was due", DATE),
        (TableKind::Milestones, "done") => ("when it was done", DATE),
        (TableKind::Milestones, "status") => {
            ("how it stands by its source: planned, met, missed or dropped", TEXT)
        }
        (TableKind::Milestones, other) => return of_ties(other),
        (TableKind::Sources, "id") => {
            ("which source it is, as `sources` of other tables names it", ID)
        }
        (TableKind::Sources, "title") => ("what the source is called", TEXT),
        (TableKind::Sources, "url") => ("where the source can be read", TEXT),
        (TableKind::Sources, "publisher") => ("who published the source", TEXT),
        (TableKind::Sources, "date") => ("when the source was published", DATE),
        (TableKind::Sources, "licence") => ("under which licence its facts may be used", TEXT),
        _ => return None,
    })
}

/// Columns of ties, and of the edges that are ties.
fn of_ties(name: &str) -> Option<Said> {
    Some(match name {
        "verb" => ("the verb of the source", TEXT),
        "date" => ("when, such as the date of an award", DATE),
        "amount" => ("how much money, exactly as stated", DECIMAL),
        "currency" => ("the currency of the amount (ISO 4217)", TEXT),
        "pooled" => ("whether several gave the amount together, so that it is in no sum", TRUTH),
        "programme" => ("the programme that a funding is from", TEXT),
        "share" => ("how much of the work is for a goal", DECIMAL),
        "level" => {
            ("how closely two work together, from networking to collaboration (Frey 2006)", TEXT)
        }
        "declared" => ("who says that the tie exists: by_from, by_to, by_both or by_others", TEXT),
        _ => return None,
    })
}

/// Columns of things, and of the nodes that are things.
fn of_things(name: &str) -> Option<Said> {
    Some(match name {
        "id" => ("which thing it is; an id never comes to mean another", ID),
        "name" => ("the preferred name", TEXT),
        "kind" => ("what it is: organization, initiative, goal or publication", TEXT),
        "sort" => ("what sort of body it is, in the words of its source", TEXT),
        "roles" => ("what its ties make it: funder, lead, partner", LIST),
        "goals" => (
            "the goals served, by the word of a source; of an organization, by what it supports or leads",
            IDS,
        ),
        "goals_inferred" => ("goals that whoever made the map concluded; no source says so", IDS),
        "leads" => ("who leads it", IDS),
        "funders" => ("who supports it: funding that is not only asked for and not declined", IDS),
        "part_of" => ("what it is a part of", IDS),
        "stage_low" => ("the lowest stage that it may have reached at last", INTEGER),
        "stage_high" => ("the highest stage that it may have reached at last", INTEGER),
        "stage_year" => ("the year of that stage", INTEGER),
        "stage_nature" => ("whether that stage was reached, or the source does not tell", TEXT),
        "start_date" => ("when it began", DATE),
        "end_date" => ("when it ended or will end", DATE),
        "order" => ("its place in the list of goals", INTEGER),
        "wider_goal" => ("the goal that it belongs to", ID),
        "editions" => ("the editions that have it", IDS),
        "excluded_terms" => ("terms that what carries them cannot serve it, as facet/term", LIST),
        "identifiers" => ("ids of others, as scheme:value", LIST),
        "aliases" => ("other names", LIST),
        "description" => ("what it is, in words", TEXT),
        "website" => ("its own page", TEXT),
        "terms" => ("terms of vocabularies that it carries, as facet/term", LIST),
        "other" => ("anything else that sources state, as heading: text", LIST),
        "confidence" => (
            "how sure it is: verified, reported, or inferred (concluded, stated by no source)",
            TEXT,
        ),
        "sources" => ("the sources of what is said, as the table of sources names them", IDS),
        "fundings_given" => ("how many fundings by it are known, re-grants apart", INTEGER),
        "fundings_received" => ("how many fundings of it are known, re-grants apart", INTEGER),
        "fundings_given_with_amount" => ("of how many of those given the amount is known", INTEGER),
        "fundings_received_with_amount" => {
            ("of how many of those received the amount is known", INTEGER)
        }
        _ => return None,
    })
}

fn node(name: &str) -> Option<Said> {
    Some(match name {
        "Id" => ("which thing the node is, as the tables name it", ID),
        "Label" => ("its preferred name", TEXT),
        "bipartite" => ("its side of the network: 0 or 1", INTEGER),
        "start" => ("the first day that its beginning may mean", DAY),
        "end" => ("the last day that its end may mean", DAY),
        _ => return None,
    })
}

fn edge(name: &str) -> Option<Said> {
    Some(match name {
        "Source" => ("the node that the edge comes from", ID),
        "Target" => ("the node that the edge goes to", ID),
        "Type" => ("Directed or Undirected", TEXT),
        "Id" => ("which tie the edge is, as the table of ties names it", ID),
        "Label" => ("the verb of the source", TEXT),
        "Weight" => ("how much the edge weighs, in one mode: how many both share", DECIMAL),
        "shared" => ("how many both share", INTEGER),
        "kind" => ("what the tie says: funds, leads, serves …", TEXT),
        "start" => ("the first day that the date of the tie may mean", DAY),
        "end" => ("the last day that the date of the tie may mean", DAY),
        "status" => {
            ("how a funding stands: requested, pledged, awarded, paid, declined or closed", TEXT)
        }
        "regrant" => {
            ("whether a funding passes on what was given before, and is in no sum again", YES)
        }
        "pooled" => ("whether several gave the amount together, so that it is in no sum", YES),
        "primary" => ("whether a goal is the main one of those served", YES),
        other => return of_ties(other),
    })
}

fn cell(name: &str) -> Said {
    if name.is_empty() {
        ("the node of the first side", ID)
    } else {
        ("how many known edges join the node of the row and this one of the second side", INTEGER)
    }
}

/// `given_usd_awarded`, or `received_eur_status_unknown_pooled`.
fn money(name: &str) -> Option<Words> {
    let (verb, rest) = name.split_once('_')?;
    let verb = match verb {
        "given" => "given by it",
        "received" => "received by it",
        _ => return None,
    };
    let (currency, status) = rest.split_once('_')?;
    let (status, pooled) = match status.strip_suffix("_pooled") {
        Some(status) => (status, ", of amounts that several gave together"),
        None => (status, ""),
    };
    let status = match status {
        "status_unknown" => "of which no status is known",
        other => other,
    };
    let meaning = format!("the sum of the known amounts {verb}, {status}{pooled}");
    Some((meaning, DECIMAL, currency.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::{of_rows, words};
    use crate::{Format, TableKind};

    #[test]
    fn sums_say_what_was_added() {
        let (meaning, _, unit) =
            words(Format::Table(TableKind::Initiatives), "received_eur_status_unknown_pooled");
        assert!(meaning.contains("received") && meaning.contains("several"), "{meaning}");
        assert_eq!(unit, "EUR");
    }

    #[test]
    fn what_is_empty_is_not_known() {
        let columns = of_rows(Format::Edges, b"Source,Target,Weight\na,b,\na,c,2\n").unwrap();
        let known: Vec<_> = columns.iter().map(|column| (column.known, column.of)).collect();
        assert_eq!(known, [(2, 2), (2, 2), (1, 2)]);
    }
}
