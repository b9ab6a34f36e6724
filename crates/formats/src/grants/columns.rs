//! Which column of a list of grants holds what: as the mapping says, or by its usual names.

use std::collections::BTreeMap;

use waymark_model::{Currency, fold_name};

use crate::table::Table;
use crate::{GrantColumn, Mapping, ReadError, UsedColumn};

/// The usual names of each column, folded, the most telling first.
const USUAL: [(GrantColumn, &[&str]); 15] = [
    (
        GrantColumn::Funder,
        &[
            "funder",
            "funding org name",
            "funding organization name",
            "funding organisation name",
            "funder name",
            "donor",
            "donor name",
            "grantmaker",
            "grantor",
            "foundation",
        ],
    ),
    (
        GrantColumn::FunderId,
        &["funding org identifier", "funder identifier", "funder id", "funder ein"],
    ),
    (
        GrantColumn::Recipient,
        &[
            "recipient",
            "recipient org name",
            "recipient organization name",
            "recipient organisation name",
            "recipient name",
            "grantee",
            "grantee name",
            "donee",
            "awardee",
            "organization name",
            "organisation name",
            "organization",
            "organisation",
        ],
    ),
    (
        GrantColumn::RecipientId,
        &[
            "recipient org identifier",
            "recipient organization identifier",
            "recipient organisation identifier",
            "recipient identifier",
            "recipient id",
            "recipient ein",
            "grantee ein",
            "ein",
        ],
    ),
    (GrantColumn::Initiative, &["initiative", "initiative name", "project", "project name"]),
    (
        GrantColumn::Amount,
        &["amount awarded", "amount", "grant amount", "award amount", "total amount"],
    ),
    (GrantColumn::Currency, &["currency", "currency code", "amount currency"]),
    (GrantColumn::Givers, &["n donors", "number of donors", "number of funders"]),
    (
        GrantColumn::Date,
        &[
            "award date",
            "date",
            "grant date",
            "date awarded",
            "decision date",
            "approval date",
            "year awarded",
            "year",
        ],
    ),
    (GrantColumn::DatePrecision, &["date precision", "donation date precision"]),
    (
        GrantColumn::Cause,
        &[
            "goal or cause",
            "cause",
            "cause area",
            "focus area",
            "goal",
            "program area",
            "programme area",
            "issue area",
            "sector",
        ],
    ),
    (
        GrantColumn::Programme,
        &["grant programme title", "grant program title", "programme", "program", "fund"],
    ),
    (GrantColumn::Status, &["status", "grant status"]),
    (GrantColumn::Identifier, &["identifier", "grant id", "grant identifier", "award id"]),
    (GrantColumn::Title, &["title", "grant title", "grant", "grant name", "project title"]),
];

/// Columns that are kept word for word in the note of a grant.
const KEPT: [&str; 7] = [
    "influencer",
    "source file",
    "original currency",
    "amount original currency",
    "purpose",
    "notes",
    "donation process",
];

/// The places of the columns of one table.
pub(crate) struct Columns {
    places: BTreeMap<GrantColumn, usize>,
    /// Columns kept in the note, with their names.
    pub(crate) kept: Vec<(usize, String)>,
    /// The currency in the name of the column of amounts, as in `amount_usd`.
    pub(crate) currency: Option<Currency>,
}

impl Columns {
    pub(crate) fn get(&self, column: GrantColumn) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// Finds the columns of a table.
    pub(crate) fn of(table: &Table, mapping: &Mapping) -> Result<Self, ReadError> {
        let folded: Vec<String> = table.columns.iter().map(|name| fold_name(name)).collect();
        let mut columns = Self { places: BTreeMap::new(), kept: Vec::new(), currency: None };
        for (column, name) in &mapping.columns {
            let place = table.column(name).ok_or_else(|| ReadError::NoSuchColumn {
                file: table.file.to_string(),
                column: name.clone(),
                found: table.column_names(),
            })?;
            columns.places.insert(*column, place);
        }
        for (column, usual) in USUAL {
            if columns.places.contains_key(&column) {
                continue;
            }
            let place = usual.iter().find_map(|usual| {
                let found = folded.iter().position(|name| {
                    name == usual || (column == GrantColumn::Amount && in_currency(name, usual))
                });
                found.filter(|place| !columns.places.values().any(|taken| taken == place))
            });
            if let Some(place) = place {
                columns.places.insert(column, place);
            }
        }
        if let Some(amount) = columns.get(GrantColumn::Amount) {
            columns.currency = folded[amount].split(' ').next_back().and_then(Currency::from_code);
        }
        for (place, name) in folded.iter().enumerate() {
            let taken = columns.places.values().any(|taken| *taken == place);
            if KEPT.contains(&name.as_str()) && !taken {
                columns.kept.push((place, name.clone()));
            }
        }
        columns.check(table)?;
        Ok(columns)
    }

    /// A list of grants tells at least who receives.
    fn check(&self, table: &Table) -> Result<(), ReadError> {
        let telling = [GrantColumn::Recipient, GrantColumn::Initiative];
        if telling.iter().any(|column| self.places.contains_key(column)) {
            return Ok(());
        }
        let (file, found) = (table.file.to_string(), table.column_names());
        let near = [GrantColumn::Funder, GrantColumn::Amount];
        if near.iter().any(|column| self.places.contains_key(column)) {
            let what = "the recipient";
            let expected = format!("{}, or a mapping that names it", usual_names(telling[0]));
            return Err(ReadError::MissingColumn { file, what, expected, found });
        }
        let expected = "a table of a guide (with `org_id`, `initiative_id`, `goal_id`, \
             `subject_id` or `from_id`) or a list of grants (with `funder`, `recipient`, `amount`)";
        Err(ReadError::UnknownFormat { file, expected: expected.to_owned(), found })
    }

    /// What each column of the table was taken for.
    pub(crate) fn used(&self, table: &Table) -> Vec<UsedColumn> {
        let used_as = |place: usize| {
            let mut roles = self.places.iter();
            let role = roles.find(|(_, at)| **at == place).map(|(column, _)| column.word());
            let kept = self.kept.iter().any(|(at, _)| *at == place);
            role.or(kept.then_some("note"))
        };
        let used = table.columns.iter().enumerate().map(|(place, column)| UsedColumn {
            file: table.file.clone(),
            column: column.to_string(),
            used_as: used_as(place),
        });
        used.collect()
    }
}

/// Whether a name is a usual one with a currency behind it: `amount usd`, `amount in eur`.
fn in_currency(name: &str, usual: &str) -> bool {
    let Some(rest) = name.strip_prefix(usual).and_then(|rest| rest.strip_prefix(' ')) else {
        return false;
    };
    Currency::from_code(rest.strip_prefix("in ").unwrap_or(rest)).is_some()
}

/// The usual names of a column, for messages.
pub(crate) fn usual_names(column: GrantColumn) -> String {
    let usual = USUAL.iter().find(|(other, _)| *other == column).map_or(&[][..], |(_, it)| it);
    let quoted: Vec<String> = usual.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
