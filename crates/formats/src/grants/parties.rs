//! The columns about those who give and receive, beyond their name.

use super::columns::Columns;
use super::usual::words_of;
use crate::GrantColumn;
use crate::table::Table;
use crate::threesixty::{self, Field};

/// The columns about one who gives or receives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PartyColumns {
    pub(super) name: Option<usize>,
    /// Identifiers with who gives them; the first tells who it is.
    pub(super) identifiers: Vec<(&'static str, usize)>,
    pub(super) details: Vec<(Detail, usize)>,
}

/// What else a column says about an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    Alias,
    Website,
    Description,
    Sort,
    /// An attribute under this heading.
    Attribute(&'static str),
}

/// Finds the columns about those who give and receive.
pub(super) fn complete(columns: &mut Columns, table: &Table, standard: bool) {
    let plain = |name: GrantColumn, id: GrantColumn, columns: &Columns| PartyColumns {
        name: columns.get(name),
        identifiers: columns
            .get(id)
            .map(|place| (scheme_of(table, place), place))
            .into_iter()
            .collect(),
        details: Vec::new(),
    };
    columns.funders = vec![plain(GrantColumn::Funder, GrantColumn::FunderId, columns)];
    let recipient = match columns.has(GrantColumn::Recipient) {
        true => GrantColumn::Recipient,
        false => GrantColumn::Initiative,
    };
    columns.recipients = vec![plain(recipient, GrantColumn::RecipientId, columns)];
    if !standard {
        return complete_plain(columns, table);
    }
    for (place, name) in table.columns.iter().enumerate() {
        let Some(field) = threesixty::field_of(name) else { continue };
        if columns.is_taken(place) || columns.kept.iter().any(|(kept, _)| *kept == place) {
            continue;
        }
        match field.part {
            "fundingOrganization" => add(columns, place, field, |it| &mut it.funders),
            "recipientOrganization" => add(columns, place, field, |it| &mut it.recipients),
            _ => {}
        }
    }
    // The same grants say the same, in whatever order their columns stand.
    for party in columns.funders.iter_mut().chain(&mut columns.recipients) {
        party.identifiers.sort_by_key(|(scheme, _)| SCHEMES.iter().position(|it| it == scheme));
        party.details.sort_by_key(|(detail, _)| *detail);
    }
}

/// Who gives identifiers; the first ones tell who somebody is.
const SCHEMES: [&str; 4] = ["org-id", "ein", "charity-number", "company-number"];

/// What a plain list says about those who receive, under its usual names.
const PLAIN: [(&str, Detail); 7] = [
    ("recipient city", Detail::Attribute("city")),
    ("recipient state", Detail::Attribute("state")),
    ("recipient country", Detail::Attribute("country")),
    ("recipient postal code", Detail::Attribute("postal-code")),
    ("recipient zip", Detail::Attribute("postal-code")),
    ("recipient website", Detail::Website),
    ("recipient status", Detail::Attribute("tax-status")),
];

fn complete_plain(columns: &mut Columns, table: &Table) {
    for (place, name) in table.columns.iter().enumerate() {
        let folded = words_of(name);
        if columns.is_taken(place) || columns.kept.iter().any(|(kept, _)| *kept == place) {
            continue;
        }
        if matches!(folded.as_str(), "recipient person" | "recipient individual") {
            columns.also(place, "a person, who is not put on the map");
            columns.individuals.push(place);
        }
        let detail = PLAIN.iter().find(|(usual, _)| *usual == folded);
        if let Some((_, detail)) = detail.filter(|_| columns.has(GrantColumn::Recipient)) {
            columns.also(place, "an attribute");
            columns.recipients[0].details.push((*detail, place));
        }
    }
}

fn add(
    columns: &mut Columns,
    place: usize,
    field: Field,
    parties: impl Fn(&mut Columns) -> &mut Vec<PartyColumns>,
) {
    /// More than anybody lists side by side.
    const MOST: usize = 50;
    if field.index >= MOST {
        return;
    }
    let all = parties(columns);
    while all.len() <= field.index {
        all.push(PartyColumns::default());
    }
    let party = &mut all[field.index];
    let detail = |party: &mut PartyColumns, detail| party.details.push((detail, place));
    let used_as = match field.name {
        "name" => {
            party.name = Some(place);
            "the name of another"
        }
        "id" => {
            party.identifiers.push(("org-id", place));
            "the identifier of another"
        }
        "charityNumber" => {
            party.identifiers.push(("charity-number", place));
            "an identifier"
        }
        "companyNumber" => {
            party.identifiers.push(("company-number", place));
            "an identifier"
        }
        "alternateName" => {
            detail(party, Detail::Alias);
            "another name"
        }
        "url" => {
            detail(party, Detail::Website);
            "the website"
        }
        "description" => {
            detail(party, Detail::Description);
            "the description"
        }
        "organisationType" => {
            detail(party, Detail::Sort);
            "the sort of body"
        }
        "addressLocality" => {
            detail(party, Detail::Attribute("city"));
            "an attribute"
        }
        "addressRegion" => {
            detail(party, Detail::Attribute("county"));
            "an attribute"
        }
        "addressCountry" => {
            detail(party, Detail::Attribute("country"));
            "an attribute"
        }
        "postalCode" => {
            detail(party, Detail::Attribute("postal-code"));
            "an attribute"
        }
        _ => return,
    };
    columns.also(place, used_as);
}

/// Who gives the identifiers in a column, by its name.
fn scheme_of(table: &Table, place: usize) -> &'static str {
    let folded = words_of(&table.columns[place]);
    if folded.split(' ').any(|word| word == "ein") { "ein" } else { "org-id" }
}
