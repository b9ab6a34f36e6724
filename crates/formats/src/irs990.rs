//! The grants in US tax returns: Form 990 Schedule I and Form 990-PF, as the IRS gives them out in
//! XML. Everything else in a return is left alone, and the grants become rows of a list of grants.
//!
//! The names of elements changed with the versions of the forms; both the names until 2012 and
//! those since are read.

use std::sync::Arc;

use crate::open::Text;
use crate::table::{Gathered, Line, Table};
use crate::xml::{Element, Piece, Xml, local};
use crate::{Detected, Form, ReadConfig, ReadError};

/// The columns of the list, under names that a list of grants has.
const COLUMNS: [&str; 16] = [
    "Funder",
    "Funder EIN",
    "Recipient",
    "Recipient EIN",
    "Recipient person",
    "Amount",
    "Currency",
    "Date",
    "Status",
    "Purpose",
    "Notes",
    "Recipient city",
    "Recipient state",
    "Recipient postal code",
    "Recipient country",
    "Recipient status",
];

/// The elements that each hold a grant, how it stands, and what is to be known of it.
const GRANTS: [(&str, &str, &str); 5] = [
    ("RecipientTable", "paid", ""),
    ("GrantOrContributionPdDurYrGrp", "paid", ""),
    ("GrantOrContriPaidDuringYear", "paid", ""),
    ("GrantOrContriApprvForFutGrp", "awarded", "approved for future payment"),
    ("GrantOrContriApprovedForFuture", "awarded", "approved for future payment"),
];

/// Elements that tell of grants to those whom no map shows or the form does not name.
const UNNAMED: [(&str, &str); 4] = [
    ("GrantsOtherAsstToIndivInUSGrp", "aid to individuals"),
    ("GrantsOtherAsstToIndivInUS", "aid to individuals"),
    ("GrantsToOrgOutsideUSGrp", "grants abroad, whose recipients the form does not name"),
    ("ForeignIndividualsGrantsGrp", "aid to individuals abroad"),
];

/// Who files a return, and for which time.
#[derive(Default)]
struct Filer {
    name: String,
    ein: String,
    period: String,
}

pub(crate) fn read(
    file: &Arc<str>,
    text: &Text,
    config: &ReadConfig<'_>,
) -> Result<Table, ReadError> {
    let limits = &config.limits;
    let mut xml = Xml::new(file, &text.text, limits.max_depth);
    let mut gathered = Gathered::new(file.clone(), config);
    gathered.push(Line::new(1, COLUMNS.iter().collect()), 0)?;
    let mut filer = Filer::default();
    let mut unnamed: Vec<(&str, u64)> = Vec::new();
    let mut grants = 0_u64;
    while let Some(piece) = xml.next()? {
        let Piece::Open(start) = piece else { continue };
        let name = start.name();
        let name = local(name.as_ref());
        if name == "ReturnHeader" {
            filer = filer_of(&xml.element(&start, limits.max_row_bytes)?);
        } else if let Some((_, status, note)) = GRANTS.iter().find(|(grant, ..)| *grant == name) {
            let began = xml.position();
            let grant = xml.element(&start, limits.max_row_bytes)?;
            let row = row_of(&filer, &grant, status, note);
            gathered.push(Line::new(grant.line, row.iter().collect()), xml.position() - began)?;
            gathered.report(usize::try_from(began).unwrap_or_default(), text.text.len());
            grants += 1;
        } else if let Some((_, what)) = UNNAMED.iter().find(|(other, _)| *other == name) {
            match unnamed.iter_mut().find(|(known, _)| known == what) {
                Some((_, times)) => *times += 1,
                None => unnamed.push((what, 1)),
            }
        }
    }
    let detected =
        Detected { encoding: Some(text.encoding), ..Detected::of(file.clone(), Form::Irs990) };
    let table = gathered.into_table(detected, text.text.len())?;
    let mut table = table.ok_or_else(|| ReadError::Empty { file: file.to_string() })?;
    for (what, times) in unnamed {
        table.notice(None, format!("{what} ({times} entries) cannot be put on the map"));
    }
    if grants == 0 {
        table.notice(None, format!("the return of `{}` lists no grants", filer.name));
    }
    Ok(table)
}

fn filer_of(header: &Element) -> Filer {
    let filer = header.first("Filer");
    let name = filer.and_then(|it| it.first("BusinessName").or(it.first("Name")));
    let date = |names: [&str; 2]| names.iter().find_map(|name| header.words_of(name));
    let begin = date(["TaxPeriodBeginDt", "TaxPeriodBeginDate"]);
    let end = date(["TaxPeriodEndDt", "TaxPeriodEndDate"]);
    Filer {
        name: name.map(name_of).unwrap_or_default(),
        ein: filer.and_then(|it| it.words_of("EIN")).unwrap_or_default(),
        period: period(begin, end),
    }
}

/// A calendar year as a year, any other time as an interval.
fn period(begin: Option<String>, end: Option<String>) -> String {
    match (begin, end) {
        (Some(begin), Some(end)) => {
            match (begin.strip_suffix("-01-01"), end.strip_suffix("-12-31")) {
                (Some(first), Some(last)) if first == last => first.to_owned(),
                _ => format!("{begin}/{end}"),
            }
        }
        (begin, end) => begin.or(end).unwrap_or_default(),
    }
}

/// The two lines of a business name.
fn name_of(name: &Element) -> String {
    let lines = name.children.iter().filter_map(Element::words);
    let name = lines.chain(name.words()).collect::<Vec<_>>();
    name.join(" ")
}

fn row_of(filer: &Filer, grant: &Element, status: &str, note: &str) -> [String; 16] {
    let first =
        |names: &[&str]| names.iter().find_map(|name| grant.words_of(name)).unwrap_or_default();
    let recipient = ["RecipientBusinessName", "RecipientNameBusiness"];
    let recipient = recipient.iter().find_map(|name| grant.first(name)).map(name_of);
    let addresses = [
        "USAddress",
        "AddressUS",
        "RecipientUSAddress",
        "ForeignAddress",
        "AddressForeign",
        "RecipientForeignAddress",
    ];
    let address = addresses.iter().find_map(|name| grant.first(name));
    let of_address = |names: &[&str]| {
        let found = address.and_then(|it| names.iter().find_map(|name| it.words_of(name)));
        found.unwrap_or_default()
    };
    [
        filer.name.clone(),
        filer.ein.clone(),
        recipient.unwrap_or_default(),
        first(&["RecipientEIN", "EINOfRecipient"]),
        first(&["RecipientPersonNm", "RecipientPersonName", "NamePerson"]),
        first(&["CashGrantAmt", "AmountOfCashGrant", "Amt", "Amount"]),
        "USD".to_owned(),
        filer.period.clone(),
        status.to_owned(),
        first(&[
            "PurposeOfGrantTxt",
            "PurposeOfGrant",
            "GrantOrContributionPurposeTxt",
            "PurposeOfGrantOrContribution",
        ]),
        notes(grant, note),
        of_address(&["CityNm", "City"]),
        of_address(&["StateAbbreviationCd", "State", "ProvinceOrStateNm", "ProvinceOrState"]),
        of_address(&["ZIPCd", "ZIPCode", "ForeignPostalCd", "PostalCode"]),
        of_address(&["CountryCd", "Country"]),
        first(&[
            "IRCSectionDesc",
            "IRCSection",
            "RecipientFoundationStatusTxt",
            "RecipientFoundationStatus",
        ]),
    ]
}

/// What no column has a place for.
fn notes(grant: &Element, note: &str) -> String {
    let told = [
        ("in kind (USD): ", ["NonCashAssistanceAmt", "AmountOfNonCashAssistance"]),
        ("in kind: ", ["NonCashAssistanceDesc", "DescriptionOfNonCashAssistance"]),
        ("relationship: ", ["RecipientRelationshipTxt", "RecipientRelationship"]),
    ];
    let told = told.iter().filter_map(|(what, names)| {
        let words = names.iter().find_map(|name| grant.words_of(name))?;
        let nothing = words == "0" || words.eq_ignore_ascii_case("none");
        (!nothing).then(|| format!("{what}{words}"))
    });
    let note = (!note.is_empty()).then(|| note.to_owned());
    note.into_iter().chain(told).collect::<Vec<_>>().join(", ")
}
