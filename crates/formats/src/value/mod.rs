//! What a cell says: amounts and dates as people write them, read only where they are certain.

mod amount;
mod date;
mod number;

pub use amount::DecimalMark;
pub(crate) use amount::{EXPECTED as AMOUNT_EXPECTED, Symbol, decimal_mark_of, read_amount};
pub(crate) use date::{DayOrder, EXPECTED as DATE_EXPECTED, day_order_of, read_date};
pub(crate) use number::{plain_number, sheet_number};

/// Whether a cell holds a word that stands for "not known".
pub(crate) fn is_placeholder(cell: &str) -> bool {
    const WORDS: [&str; 15] = [
        "fixme", "todo", "tbd", "tbc", "n/a", "na", "#n/a", "unknown", "none", "null", "nil", "-",
        "–", "—", "?",
    ];
    WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}
