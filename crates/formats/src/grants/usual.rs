//! The usual names of the columns of a list of grants.

use waymark_model::fold_name;

use crate::GrantColumn;

/// The usual names of each column, folded, the most telling first.
pub(super) const USUAL: [(GrantColumn, &[&str]); 15] = [
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
pub(super) const KEPT: [&str; 7] = [
    "influencer",
    "source file",
    "original currency",
    "amount original currency",
    "purpose",
    "notes",
    "donation process",
];

/// The usual names of a column, for messages.
pub(crate) fn usual_names(column: GrantColumn) -> String {
    let usual = USUAL.iter().find(|(other, _)| *other == column).map_or(&[][..], |(_, it)| it);
    let quoted: Vec<String> = usual.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The words of a column's name, folded: those of a path (`funder.0.name`) and those that only
/// capitals tell apart (`grantAmount`).
pub(super) fn words_of(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 8);
    for part in name.split(['.', '/', ':']).filter(|part| *part != "0") {
        let mut lower = false;
        for letter in part.chars() {
            if letter.is_uppercase() && lower {
                spaced.push(' ');
            }
            lower = letter.is_lowercase();
            spaced.push(letter);
        }
        spaced.push(' ');
    }
    fold_name(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_words_however_they_are_joined() {
        for (name, words) in [
            ("Amount Awarded", "amount awarded"),
            ("amountAwarded", "amount awarded"),
            ("amount_usd", "amount usd"),
            ("funder.0.name", "funder name"),
            ("Recipient Org:Name", "recipient org name"),
            ("Recipient Org:1:Name", "recipient org 1 name"),
            ("EIN", "ein"),
        ] {
            assert_eq!(words_of(name), words);
        }
    }
}
