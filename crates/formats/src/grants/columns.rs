//! Which column of a list of grants holds what: as the mapping says, by its usual names, by the
//! names of the 360Giving standard, or by what it looks like.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::Currency;

use super::parties::{self, PartyColumns};
use super::suggest;
use super::usual::{KEPT, USUAL, usual_names, words_of};
use crate::table::Table;
use crate::threesixty::{self, Field};
use crate::{Basis, GrantColumn, Mapping, ReadError, UsedColumn};

/// The places of the columns of one table.
#[derive(Default)]
pub(crate) struct Columns {
    places: BTreeMap<GrantColumn, usize>,
    bases: BTreeMap<usize, Basis>,
    /// What a column beyond those of [`GrantColumn`] is read as.
    others: BTreeMap<usize, &'static str>,
    /// Columns that are not to be read.
    ignored: BTreeSet<usize>,
    /// Who gives, and who receives; several where the table has columns for several.
    pub(super) funders: Vec<PartyColumns>,
    pub(super) recipients: Vec<PartyColumns>,
    /// Names or identifiers of persons who receive.
    pub(super) individuals: Vec<usize>,
    /// Further columns of causes.
    pub(super) causes: Vec<usize>,
    /// The places that a grant is for.
    pub(super) locations: Vec<usize>,
    /// Whether a grant passes on money that another counts.
    pub(super) regrant: Option<usize>,
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
    ///
    /// # Errors
    /// When it is no list of grants.
    pub(crate) fn of(table: &Table, mapping: &Mapping) -> Result<Self, ReadError> {
        let columns = Self::find(table, mapping);
        columns.check(table)?;
        Ok(columns)
    }

    /// What can be told of the columns of a table, be it a list of grants or not.
    pub(crate) fn find(table: &Table, mapping: &Mapping) -> Self {
        let folded: Vec<String> = table.columns.iter().map(|name| words_of(name)).collect();
        let mut columns = Self::default();
        columns.place_mapped(table, mapping);
        columns.place_usual(&folded);
        let standard = threesixty::is_of_grants(table.columns.iter().map(AsRef::as_ref));
        if standard {
            columns.place_standard(table);
        }
        columns.place_likely(table, &folded);
        if let Some(amount) = columns.get(GrantColumn::Amount) {
            columns.currency = folded[amount].split(' ').next_back().and_then(Currency::from_code);
        }
        for (place, name) in folded.iter().enumerate() {
            if KEPT.contains(&name.as_str()) && !columns.is_taken(place) {
                columns.kept.push((place, name.clone()));
            }
        }
        parties::complete(&mut columns, table, standard);
        columns
    }

    pub(super) fn is_taken(&self, place: usize) -> bool {
        self.places.values().any(|taken| *taken == place)
            || self.others.contains_key(&place)
            || self.ignored.contains(&place)
    }

    pub(super) fn has(&self, column: GrantColumn) -> bool {
        self.places.contains_key(&column)
    }

    /// Takes a column for what it is, unless something else is that already.
    pub(super) fn take(&mut self, column: GrantColumn, place: usize, basis: Basis) {
        if !self.has(column) && !self.is_taken(place) {
            self.places.insert(column, place);
            self.bases.insert(place, basis);
        }
    }

    /// Reads a column as something that [`GrantColumn`] has no word for.
    pub(super) fn also(&mut self, place: usize, used_as: &'static str) {
        self.others.insert(place, used_as);
        self.bases.insert(place, Basis::Name);
    }

    fn place_mapped(&mut self, table: &Table, mapping: &Mapping) {
        for (column, name) in &mapping.columns {
            if let Some(place) = table.column(name) {
                self.places.insert(*column, place);
                self.bases.insert(place, Basis::Mapping);
            }
        }
        let columns = table.columns.iter().enumerate();
        let ignored = columns.filter(|(_, name)| mapping.ignores(name)).map(|(place, _)| place);
        self.ignored.extend(ignored);
    }

    fn place_usual(&mut self, folded: &[String]) {
        for (column, usual) in USUAL {
            let place = usual.iter().find_map(|usual| {
                let found = folded.iter().position(|name| {
                    name == usual || (column == GrantColumn::Amount && in_currency(name, usual))
                });
                found.filter(|place| !self.is_taken(*place))
            });
            if let Some(place) = place {
                self.take(column, place, Basis::Name);
            }
        }
    }

    /// Columns of the 360Giving standard that have no usual name of their own.
    fn place_standard(&mut self, table: &Table) {
        let fields = table.columns.iter().enumerate();
        let fields: Vec<(usize, Field)> = fields
            .filter_map(|(place, name)| threesixty::field_of(name).map(|field| (place, field)))
            .collect();
        for (place, field) in &fields {
            if let Some(column) = grant_column(*field) {
                self.take(column, *place, Basis::Name);
            }
        }
        let mut kept = Vec::new();
        for (place, field) in fields {
            if self.is_taken(place) {
                continue;
            }
            match (field.part, field.name) {
                ("recipientIndividual", "id" | "name") => {
                    self.also(place, "a person, who is not put on the map");
                    self.individuals.push(place);
                }
                ("beneficiaryLocation", "name") => {
                    self.also(place, "a place");
                    self.locations.push(place);
                }
                ("classifications", "title") => {
                    self.also(place, "cause");
                    self.causes.push(place);
                }
                ("", "regrantType") => {
                    self.also(place, "whether it passes on a grant");
                    self.regrant = Some(place);
                }
                _ => {
                    let noted = NOTED.iter().position(|(part, name, _)| {
                        *part == field.part && *name == field.name && field.index == 0
                    });
                    kept.extend(noted.map(|rank| (rank, place)));
                }
            }
        }
        kept.sort_unstable();
        self.kept.extend(kept.into_iter().map(|(rank, place)| (place, NOTED[rank].2.to_owned())));
    }

    /// Columns whose names are not usual but tell, or tell nothing while what stands in them does.
    fn place_likely(&mut self, table: &Table, folded: &[String]) {
        for (column, place) in suggest::likely(table, folded, self) {
            self.take(column, place, Basis::Likely);
        }
    }

    /// A list of grants tells at least who receives.
    fn check(&self, table: &Table) -> Result<(), ReadError> {
        let telling = [GrantColumn::Recipient, GrantColumn::Initiative];
        if telling.iter().any(|column| self.has(*column)) || !self.individuals.is_empty() {
            return Ok(());
        }
        let (file, found) = (table.file.to_string(), table.column_names());
        let near = [GrantColumn::Funder, GrantColumn::Amount];
        let by_name = |column: &GrantColumn| {
            let place = self.get(*column);
            place.is_some_and(|place| self.bases.get(&place) != Some(&Basis::Likely))
        };
        if near.iter().any(by_name) {
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
        let target = |place: usize| {
            self.places.iter().find(|(_, at)| **at == place).map(|(column, _)| *column)
        };
        let used_as = |place: usize| {
            let role = target(place).map(GrantColumn::word);
            let kept = self.kept.iter().any(|(at, _)| *at == place);
            role.or(self.others.get(&place).copied()).or(kept.then_some("note"))
        };
        let used = table.columns.iter().enumerate().map(|(place, column)| UsedColumn {
            file: table.file.clone(),
            column: column.to_string(),
            used_as: used_as(place),
            basis: match used_as(place) {
                Some(_) => Some(self.bases.get(&place).copied().unwrap_or(Basis::Name)),
                None => self.ignored.contains(&place).then_some(Basis::Mapping),
            },
            target: target(place),
            samples: table.samples(place),
        });
        used.collect()
    }

    /// The mapping that would read the table in the same way.
    pub(crate) fn mapping(&self, table: &Table, given: &Mapping) -> Mapping {
        let named = self.places.iter().filter_map(|(column, place)| {
            let name = table.columns.get(*place).filter(|name| !name.is_empty())?;
            Some((*column, name.to_string()))
        });
        Mapping { columns: named.collect(), ..given.clone() }
    }
}

/// The column of a grant that a field of the standard is.
fn grant_column(field: Field) -> Option<GrantColumn> {
    if field.index > 0 {
        return None;
    }
    Some(match (field.part, field.name) {
        ("", "id") => GrantColumn::Identifier,
        ("", "title") => GrantColumn::Title,
        ("", "currency") => GrantColumn::Currency,
        ("", "amountAwarded") => GrantColumn::Amount,
        ("", "awardDate") => GrantColumn::Date,
        ("fundingOrganization", "name") => GrantColumn::Funder,
        ("fundingOrganization", "id") => GrantColumn::FunderId,
        ("recipientOrganization", "name") => GrantColumn::Recipient,
        ("recipientOrganization", "id") => GrantColumn::RecipientId,
        ("grantProgramme", "title") => GrantColumn::Programme,
        ("classifications", "title") => GrantColumn::Cause,
        _ => return None,
    })
}

/// What is kept in the note of a grant, under what name, in the order in which it stands there.
const NOTED: [(&str, &str, &str); 11] = [
    ("", "description", "description"),
    ("", "amountAppliedFor", "amount applied for"),
    ("", "amountDisbursed", "amount disbursed"),
    ("plannedDates", "startDate", "planned start"),
    ("plannedDates", "endDate", "planned end"),
    ("plannedDates", "duration", "planned months"),
    ("actualDates", "startDate", "actual start"),
    ("actualDates", "endDate", "actual end"),
    ("actualDates", "duration", "actual months"),
    ("fundingOrganization", "department", "department"),
    ("grantProgramme", "code", "programme code"),
];

/// Whether a name is a usual one with a currency behind it: `amount usd`, `amount in eur`.
fn in_currency(name: &str, usual: &str) -> bool {
    let Some(rest) = name.strip_prefix(usual).and_then(|rest| rest.strip_prefix(' ')) else {
        return false;
    };
    Currency::from_code(rest.strip_prefix("in ").unwrap_or(rest)).is_some()
}
