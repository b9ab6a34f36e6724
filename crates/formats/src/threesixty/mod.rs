//! The names of the 360Giving standard, in every form they are written: the titles of its
//! spreadsheets (`Recipient Org:Name`), with numbers (`Recipient Org:1:Name`), and the paths of its
//! JSON, with dots or slashes (`recipientOrganization.0.name`).
//!
//! <https://standard.threesixtygiving.org>

mod join;

use waymark_model::fold_name;

pub(crate) use join::join;

/// A field of a grant: what it is a part of, which of several, and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The part of the grant, by its name in JSON; empty for the grant itself.
    pub(crate) part: &'static str,
    /// Which of several parts, from 0.
    pub(crate) index: usize,
    /// The field, by its name in JSON.
    pub(crate) name: &'static str,
}

/// Names in JSON and their titles, folded.
type Names = &'static [(&'static str, &'static str)];

const GRANT: Names = &[
    ("id", "identifier"),
    ("title", "title"),
    ("description", "description"),
    ("currency", "currency"),
    ("amountAppliedFor", "amount applied for"),
    ("amountAwarded", "amount awarded"),
    ("amountDisbursed", "amount disbursed"),
    ("awardDate", "award date"),
    ("url", "url"),
    ("fromOpenCall", "from an open call"),
    ("relatedActivity", "related activity"),
    ("dateModified", "last modified"),
    ("dataSource", "data source"),
    ("regrantType", "for regrant type"),
    ("locationScope", "location scope"),
];

const PARTS: Names = &[
    ("plannedDates", "planned dates"),
    ("actualDates", "actual dates"),
    ("recipientIndividual", "recipient ind"),
    ("toIndividualsDetails", "to individuals details"),
    ("recipientOrganization", "recipient org"),
    ("beneficiaryLocation", "beneficiary location"),
    ("fundingOrganization", "funding org"),
    ("grantProgramme", "grant programme"),
    ("fundingType", "funding type"),
    ("classifications", "classifications"),
    ("relatedDocument", "related document"),
];

const FIELDS: Names = &[
    ("id", "identifier"),
    ("name", "name"),
    ("title", "title"),
    ("department", "department"),
    ("alternateName", "alternate name"),
    ("charityNumber", "charity number"),
    ("companyNumber", "company number"),
    ("organisationType", "organisation type"),
    ("streetAddress", "street address"),
    ("addressLocality", "city"),
    ("addressRegion", "county"),
    ("addressCountry", "country"),
    ("postalCode", "postal code"),
    ("url", "web address"),
    ("description", "description"),
    ("vocabulary", "vocabulary"),
    ("code", "code"),
    ("countryCode", "country code"),
    ("latitude", "latitude"),
    ("longitude", "longitude"),
    ("geoCode", "geographic code"),
    ("geoCodeType", "geographic code type"),
    ("startDate", "start date"),
    ("endDate", "end date"),
    ("duration", "duration months"),
];

/// The field that a column holds, if its name is one of the standard's.
pub(crate) fn field_of(column: &str) -> Option<Field> {
    let mut index = None;
    let mut words = Vec::new();
    for word in column.split([':', '/', '.']) {
        match word.trim().parse::<usize>() {
            Ok(number) => index = index.or(Some(number)),
            Err(_) => words.push(fold_name(word)),
        }
    }
    let index = index.unwrap_or(0);
    match words.as_slice() {
        [name] => named(GRANT, name).map(|name| Field { part: "", index, name }),
        [part, name] => {
            let part = named(PARTS, part)?;
            named(FIELDS, name).map(|name| Field { part, index, name })
        }
        _ => None,
    }
}

/// Whether columns with these names are those of grants after the standard, and not just some that
/// happen to have a title and a currency.
pub(crate) fn is_of_grants<'c>(columns: impl Iterator<Item = &'c str>) -> bool {
    let parts = ["recipientOrganization", "fundingOrganization", "recipientIndividual"];
    let mut found = columns.filter_map(field_of);
    found.any(|field| parts.contains(&field.part))
}

fn named(names: Names, folded: &str) -> Option<&'static str> {
    let is = |json: &str, title: &str| title == folded || json.eq_ignore_ascii_case(folded);
    names.iter().find(|(json, title)| is(json, title)).map(|(json, _)| *json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_known() {
        let name = Field { part: "recipientOrganization", index: 0, name: "name" };
        for column in [
            "Recipient Org:Name",
            "Recipient Org:0:Name",
            "recipientOrganization.0.name",
            "recipientOrganization/0/name",
            "recipient org: name",
        ] {
            assert_eq!(field_of(column), Some(name), "{column}");
        }
        assert_eq!(field_of("fundingOrganization.1.id").unwrap().index, 1);
        assert_eq!(field_of("From an open call?").unwrap().name, "fromOpenCall");
        assert_eq!(field_of("Planned Dates:Duration (months)").unwrap().name, "duration");
        assert_eq!(field_of("amountAwarded").unwrap().part, "");
        assert_eq!(field_of("Recipient Org:Shoe size"), None);
        assert_eq!(field_of("funder"), None);
    }
}
