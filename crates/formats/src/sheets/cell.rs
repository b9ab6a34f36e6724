//! What a cell of a workbook says, as text, no more precise than it is shown.

use super::format_code::Shown;
use crate::value::sheet_number;

/// A number with what its format shows beside it: `0.25` as `25%`, `2266` as `£2266`.
pub(crate) fn number(number: f64, shown: &Shown) -> String {
    let plain = |number: f64| sheet_number(number).unwrap_or_else(|| number.to_string());
    if shown.percent {
        return format!("{}%", plain(number * 100.0));
    }
    match &shown.currency {
        Some(currency) if currency.len() == 3 && currency.is_ascii() => {
            format!("{currency} {}", plain(number))
        }
        Some(sign) => format!("{sign}{}", plain(number)),
        None => plain(number),
    }
}

/// A moment, as precise as its format shows it: a year, a month, a day, or a time of day.
pub(crate) fn moment(
    (year, month, day): (u16, u8, u8),
    (hour, minute, second): (u8, u8, u8),
    shown: &Shown,
) -> String {
    if !shown.month && !shown.day && shown.year {
        return format!("{year:04}");
    }
    if !shown.day && shown.month {
        return format!("{year:04}-{month:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_no_more_than_it_shows() {
        let shown = |code: &str| Shown::by(code);
        let at = |code: &str| moment((2019, 3, 1), (0, 0, 0), &shown(code));
        assert_eq!(at("yyyy\\-mm\\-dd;@"), "2019-03-01");
        assert_eq!(at("mmm yyyy"), "2019-03");
        assert_eq!(at("yyyy"), "2019");
        assert_eq!(number(0.25, &shown("0%")), "25%");
        assert_eq!(number(0.07, &shown("0%")), "7%");
        assert_eq!(number(2266.5, &shown("[$£-809]#,##0.00")), "£2266.5");
        assert_eq!(number(5.0, &shown("[$EUR] #,##0")), "EUR 5");
        assert_eq!(number(41292.0, &shown("General")), "41292");
    }
}
