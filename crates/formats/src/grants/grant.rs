//! One row of a list of grants: what its cells say, before anything is looked up.

use waymark_model::{Currency, Date, FundingStatus, Money};

use super::columns::Columns;
use crate::table::{Line, Table};
use crate::value::{
    AMOUNT_EXPECTED, DATE_EXPECTED, DayOrder, Symbol, day_order_of, decimal_mark_of,
    is_placeholder, read_amount, read_date,
};
use crate::{DecimalMark, GrantColumn, Mapping, Refusal};

/// How the columns of one table are to be read.
pub(crate) struct Style {
    pub(crate) mark: Option<DecimalMark>,
    order: Option<DayOrder>,
    /// The currency where neither a column nor the amount tells it.
    currency: Option<Currency>,
}

impl Style {
    /// What the columns as a whole tell, and what the user says.
    pub(crate) fn of(table: &Table, columns: &Columns, mapping: &Mapping) -> Self {
        let cells = |column| {
            let place = columns.get(column);
            table.rows.iter().map(move |line| line.cell(place))
        };
        let told = decimal_mark_of(cells(GrantColumn::Amount));
        Self {
            mark: told.or(mapping.decimal_mark),
            order: day_order_of(cells(GrantColumn::Date)),
            currency: columns.currency.or(mapping.currency),
        }
    }
}

/// Where the currency of an amount was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CurrencyFrom {
    Stated,
    DollarSign,
    Nothing,
}

/// What the cells of a row say.
pub(crate) struct Grant {
    pub(crate) money: Option<(Money, CurrencyFrom)>,
    pub(crate) date: Option<Date>,
    /// The words of the date, where they had to be changed.
    pub(crate) date_words: Option<Box<str>>,
    /// `None` where the row tells a status that is not known.
    pub(crate) status: Option<FundingStatus>,
    pub(crate) programme: Option<String>,
    pub(crate) note: Option<Box<str>>,
}

pub(crate) fn refuse(
    table: &Table,
    line: &Line,
    place: Option<usize>,
    reason: &str,
    expected: &str,
) -> Box<Refusal> {
    Box::new(Refusal {
        column: place.and_then(|place| table.columns.get(place)).map(ToString::to_string),
        value: line.cell(place).to_owned(),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    })
}

pub(crate) fn read(
    table: &Table,
    columns: &Columns,
    style: &Style,
    line: &Line,
) -> Result<Grant, Box<Refusal>> {
    line.check(table.columns.len())?;
    let date = date(table, columns, style, line)?;
    let programme = line.cell(columns.get(GrantColumn::Programme));
    let known = !programme.is_empty() && !is_placeholder(programme);
    Ok(Grant {
        money: money(table, columns, style, line)?,
        date: date.as_ref().map(|(date, _)| *date),
        date_words: date.and_then(|(_, words)| words),
        status: status(line.cell(columns.get(GrantColumn::Status))),
        programme: known.then(|| programme.to_owned()),
        note: note(columns, line),
    })
}

fn money(
    table: &Table,
    columns: &Columns,
    style: &Style,
    line: &Line,
) -> Result<Option<(Money, CurrencyFrom)>, Box<Refusal>> {
    let place = columns.get(GrantColumn::Amount);
    let cell = line.cell(place);
    if cell.is_empty() || is_placeholder(cell) {
        return Ok(None);
    }
    let (amount, symbol) = read_amount(cell, style.mark)
        .map_err(|reason| refuse(table, line, place, reason, AMOUNT_EXPECTED))?;
    let stated = match stated_currency(table, columns, line)? {
        Some(currency) => Some(currency),
        None => match symbol {
            Some(Symbol::Certain(currency)) => Some(currency),
            _ => style.currency,
        },
    };
    let agrees = |currency: Currency| match symbol {
        Some(Symbol::Certain(other)) => other == currency,
        Some(Symbol::Dollar) => is_dollar(currency),
        Some(Symbol::Shared) | None => true,
    };
    let (currency, from) = match (stated, symbol) {
        (Some(currency), _) if agrees(currency) => (currency, CurrencyFrom::Stated),
        (Some(currency), _) => {
            let reason = format!("is not in {}, which is stated as its currency", currency.code());
            return Err(refuse(table, line, place, &reason, "one currency"));
        }
        (None, Some(Symbol::Dollar)) => (Currency::USD, CurrencyFrom::DollarSign),
        (None, Some(Symbol::Shared)) => {
            let expected = "a currency code such as `JPY` beside it or in a column of its own";
            return Err(refuse(table, line, place, "has the sign of several currencies", expected));
        }
        (None, _) => (not_stated(), CurrencyFrom::Nothing),
    };
    let pooled = has_several_givers(table, columns, line)?;
    Ok(Some((Money { amount, currency, pooled }, from)))
}

/// Whether the row says that several give the amount together, so that every one of their rows
/// repeats it.
fn has_several_givers(table: &Table, columns: &Columns, line: &Line) -> Result<bool, Box<Refusal>> {
    let place = columns.get(GrantColumn::Givers);
    match line.cell(place) {
        "" => Ok(false),
        cell => cell.parse().map(|givers: u32| givers > 1).map_err(|_| {
            refuse(table, line, place, "is no number of givers", "a whole number such as `2`")
        }),
    }
}

fn stated_currency(
    table: &Table,
    columns: &Columns,
    line: &Line,
) -> Result<Option<Currency>, Box<Refusal>> {
    let place = columns.get(GrantColumn::Currency);
    let cell = line.cell(place);
    if cell.is_empty() || is_placeholder(cell) {
        return Ok(None);
    }
    Currency::from_code(cell).map(Some).ok_or_else(|| {
        refuse(table, line, place, "is no currency", "a code of ISO 4217 such as `USD`")
    })
}

/// The code of ISO 4217 for "no currency": the list does not say in which one its amounts are.
fn not_stated() -> Currency {
    Currency::from_code("XXX").expect("ISO 4217 has a code for no currency")
}

/// Whether amounts in the currency are written with `$`.
fn is_dollar(currency: Currency) -> bool {
    let pesos = ["ARS", "CLP", "COP", "MXN", "UYU"];
    currency.code().ends_with('D') || pesos.contains(&currency.code())
}

/// A date, and its words where they had to be changed.
type DateAndWords = (Date, Option<Box<str>>);

fn date(
    table: &Table,
    columns: &Columns,
    style: &Style,
    line: &Line,
) -> Result<Option<DateAndWords>, Box<Refusal>> {
    let place = columns.get(GrantColumn::Date);
    let cell = line.cell(place);
    if cell.is_empty() || is_placeholder(cell) {
        return Ok(None);
    }
    let refused = |reason: &str| refuse(table, line, place, reason, DATE_EXPECTED);
    let read = read_date(cell, style.order).map_err(refused)?;
    let two_years = cell.len() == 7 && matches!(cell.get(5..), Some("21" | "22" | "23" | "24"));
    if two_years && !read.reworded {
        return Err(refused("may be a season or the last of two years"));
    }
    let precision = columns.get(GrantColumn::DatePrecision);
    let words = read.reworded.then(|| cell.into());
    match line.cell(precision) {
        "" | "day" => Ok(Some((read.date, words))),
        word => match as_precise_as(&read.date, word) {
            Some(date) => Ok(Some((date, words))),
            None => {
                let expected =
                    "`day`, `month`, `quarter`, `year` or `multi-year`, with a whole date";
                Err(refuse(table, line, precision, "is not the precision of the date", expected))
            }
        },
    }
}

/// A date that stands for its month, quarter or year, or for the first of several years.
fn as_precise_as(date: &Date, precision: &str) -> Option<Date> {
    let day = date.earliest()?;
    let (year, month) = (day.year, day.month);
    let edtf = match precision {
        "month" => format!("{year:04}-{month:02}"),
        "quarter" => format!("{year:04}-{}", 33 + (month - 1) / 3),
        "year" => format!("{year:04}"),
        "multi-year" => format!("{year:04}/"),
        _ => return None,
    };
    Date::parse(&edtf).ok()
}

/// How a grant stands: awarded, unless the row tells.
fn status(cell: &str) -> Option<FundingStatus> {
    if cell.is_empty() || is_placeholder(cell) {
        return Some(FundingStatus::Awarded);
    }
    let word = cell.to_lowercase();
    let known = match word.as_str() {
        "disbursed" | "paid out" => Some(FundingStatus::Paid),
        "approved" | "granted" | "active" => Some(FundingStatus::Awarded),
        "committed" | "promised" => Some(FundingStatus::Pledged),
        "rejected" | "refused" => Some(FundingStatus::Declined),
        "completed" | "complete" | "ended" => Some(FundingStatus::Closed),
        "applied" | "submitted" => Some(FundingStatus::Requested),
        _ => None,
    };
    FundingStatus::from_word(&word).or(known)
}

/// What is kept word for word: the title, and columns that no record has a place for.
fn note(columns: &Columns, line: &Line) -> Option<Box<str>> {
    let mut note = String::new();
    let mut add = |name: &str, cell: &str| {
        if !cell.is_empty() {
            let between = if note.is_empty() { "" } else { "; " };
            note.push_str(between);
            note.push_str(name);
            note.push_str(cell);
        }
    };
    add("", line.cell(columns.get(GrantColumn::Title)));
    if columns.has(GrantColumn::Recipient) {
        add("initiative: ", line.cell(columns.get(GrantColumn::Initiative)));
    }
    for (place, name) in &columns.kept {
        let cell = line.cell(Some(*place));
        if !cell.is_empty() {
            add(&format!("{name}: "), cell);
        }
    }
    (!note.is_empty()).then(|| note.into())
}
