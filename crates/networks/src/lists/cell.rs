//! Cells: what keeps a spreadsheet from running them, and what they are.

use std::borrow::Cow;

use crate::Value;
use crate::value::{parse_integer, parse_number};

/// Whether a spreadsheet would take a text for a formula, or would after an apostrophe is taken
/// away that was there before.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text that no spreadsheet runs: what looks like a formula has an apostrophe before it.
pub(super) fn neutral(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// The text as it was before [`neutral`]; whether it had been changed.
pub(super) fn restored(text: &str) -> (&str, bool) {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => (rest, true),
        _ => (text, false),
    }
}

/// What all cells of a column can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Integer,
    Number,
    Truth,
    Text,
}

impl Reading {
    /// What a cell can be read as. A whole number is one only if it is written as programs write
    /// it: `007` is text.
    pub(super) fn of(text: &str) -> Self {
        if parse_integer(text).is_some_and(|number| number.to_string() == text) {
            return Self::Integer;
        }
        let is_plain = !text.starts_with(['+', ' ']) && !text.ends_with(' ');
        let has_zeros = text.trim_start_matches('-').starts_with('0') && !text.contains('.');
        if is_plain && !has_zeros && parse_number(text).is_some() {
            return Self::Number;
        }
        if matches!(text, "true" | "false") { Self::Truth } else { Self::Text }
    }

    /// What both cells can be read as.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, two) if one == two => one,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            _ => Self::Text,
        }
    }

    pub(super) fn value(self, text: &str) -> Option<Value> {
        match self {
            Self::Integer => parse_integer(text).map(Value::Integer),
            Self::Number => parse_number(text).map(Value::Number),
            Self::Truth => Some(Value::Truth(text == "true")),
            Self::Text => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, neutral, restored};

    #[test]
    fn formulas_are_neutral_and_read_back_as_they_were() {
        for text in ["=1+1", "-x", "'=a", "''@b", "'t Hooft", "plain", "\tx"] {
            let written = neutral(text);
            assert!(!written.starts_with(['=', '-', '@', '\t']));
            assert_eq!(restored(&written).0, text);
        }
        assert_eq!(neutral("plain"), "plain");
    }

    #[test]
    fn cells_are_numbers_only_if_written_as_numbers() {
        let cells = ["12", "-3", "1.5", "007", "00.5", "true", "1e3", "+1", "NaN", "x", "0"];
        use Reading::{Integer, Number, Text, Truth};
        let expected =
            [Integer, Integer, Number, Text, Number, Truth, Number, Text, Number, Text, Integer];
        assert_eq!(cells.map(Reading::of), expected);
    }
}
