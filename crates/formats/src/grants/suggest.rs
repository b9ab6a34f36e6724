//! What a column may be, where no usual name tells: by a telling word in its name, or by what
//! stands in it. A suggestion is marked as one and said, never taken for certain.

use waymark_model::Currency;

use super::columns::Columns;
use crate::GrantColumn;
use crate::table::Table;
use crate::value::{is_placeholder, read_amount, read_date};

/// How many rows are looked at.
const ROWS: usize = 200;

/// Words in a name that tell what a column is.
const TELLING: [(GrantColumn, &[&str]); 5] = [
    (
        GrantColumn::Recipient,
        &["recipient", "grantee", "awardee", "donee", "payee", "beneficiary", "recipients"],
    ),
    (
        GrantColumn::Funder,
        &["funder", "donor", "grantmaker", "grantor", "foundation", "giver", "funders"],
    ),
    (GrantColumn::Amount, &["amount", "awarded", "funding", "grant", "value", "sum", "total"]),
    (GrantColumn::Date, &["date", "year", "awarded", "approved", "when"]),
    (GrantColumn::Currency, &["currency"]),
];

/// Words in a name that tell of something about a thing, and not of the thing itself.
const ABOUT: [&str; 26] = [
    "id",
    "identifier",
    "code",
    "number",
    "no",
    "ein",
    "type",
    "city",
    "town",
    "state",
    "county",
    "country",
    "region",
    "address",
    "zip",
    "postcode",
    "postal",
    "location",
    "url",
    "website",
    "email",
    "phone",
    "contact",
    "description",
    "count",
    "duns",
];

/// Columns that are likely to be what is still missing.
pub(super) fn likely(
    table: &Table,
    folded: &[String],
    known: &Columns,
) -> Vec<(GrantColumn, usize)> {
    let mut found: Vec<(GrantColumn, usize)> = Vec::new();
    for (column, words) in TELLING {
        let receives = column == GrantColumn::Recipient && known.has(GrantColumn::Initiative);
        if known.has(column) || receives {
            continue;
        }
        let free = |place: usize| {
            !known.is_taken(place) && !found.iter().any(|(_, taken)| *taken == place)
        };
        let places = || (0..table.columns.len()).filter(|place| free(*place));
        let by_word = places().find(|place| {
            tells(&folded[*place], words) && (!is_measured(column) || fits(table, *place, column))
        });
        let place = by_word.or_else(|| by_content(table, folded, column, places()));
        found.extend(place.map(|place| (column, place)));
    }
    found
}

fn is_measured(column: GrantColumn) -> bool {
    matches!(column, GrantColumn::Amount | GrantColumn::Date | GrantColumn::Currency)
}

fn tells(name: &str, words: &[&str]) -> bool {
    let mut parts = name.split(' ');
    let about = name.split(' ').any(|part| ABOUT.contains(&part));
    !about && parts.any(|part| words.contains(&part))
}

/// The only column in which nothing but such values stands, if it is the only one.
fn by_content(
    table: &Table,
    folded: &[String],
    column: GrantColumn,
    places: impl Iterator<Item = usize>,
) -> Option<usize> {
    let convinces = |place: &usize| match column {
        GrantColumn::Currency => true,
        GrantColumn::Amount => share(table, *place, looks_like_money) >= 25,
        // Four digits alone may be a year or an amount.
        GrantColumn::Date => share(table, *place, |cell| !is_year(cell)) >= 90,
        _ => false,
    };
    let about = |place: &usize| folded[*place].split(' ').any(|part| ABOUT.contains(&part));
    let mut fitting =
        places.filter(|place| !about(place) && fits(table, *place, column) && convinces(place));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// Whether nine of ten values in a column are such values, and no fewer than half its cells have
/// one.
fn fits(table: &Table, place: usize, column: GrantColumn) -> bool {
    let rows = table.rows.len().min(ROWS);
    let filled = cells(table, place).count();
    let good = share(table, place, |cell| match column {
        GrantColumn::Currency => cell.len() == 3 && Currency::from_code(cell).is_some(),
        GrantColumn::Date => is_date(cell),
        _ => is_amount(cell),
    });
    filled * 2 >= rows && filled > 0 && good >= 90
}

/// How many of a hundred values in a column are of a sort.
fn share(table: &Table, place: usize, is: impl Fn(&str) -> bool) -> usize {
    let (good, all) = cells(table, place)
        .fold((0, 0), |(good, all), cell| (good + usize::from(is(cell)), all + 1));
    good * 100 / all.max(1)
}

fn cells(table: &Table, place: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().take(ROWS).map(move |line| line.cell(Some(place)));
    cells.filter(|cell| !cell.is_empty() && !is_placeholder(cell))
}

fn is_year(cell: &str) -> bool {
    cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"))
}

fn is_amount(cell: &str) -> bool {
    // Whether a lone dot stands before thousands is a question for later.
    is_year(cell) || read_amount(cell, Some(crate::DecimalMark::Point)).is_ok()
}

/// Money has a sign, decimals, groups of digits, or is a round sum; numbers of things have not.
fn looks_like_money(cell: &str) -> bool {
    let signs = cell.contains(|c: char| !c.is_ascii_digit());
    signs || (cell.len() > 2 && (cell.ends_with("00") || cell.ends_with("50")))
}

fn is_date(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split(['/', '.', '-']).collect();
    let numbers = parts.iter().all(|part| part.parse::<u16>().is_ok() && part.len() != 3);
    let years = parts.iter().filter(|part| part.len() == 4).count();
    // The order of day and month is a question for later.
    (parts.len() == 3 && numbers && years == 1) || read_date(cell, None).is_ok()
}
