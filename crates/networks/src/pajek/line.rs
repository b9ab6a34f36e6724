//! The words of a line, and what Pajek writes in them.

use crate::{Color, Spell};

/// A word of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Where it begins in its line.
    pub(super) at: usize,
    pub(super) is_quoted: bool,
}

/// Words between white space; quotes and square brackets hold several together.
pub(super) fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &line[at..];
        let begins = at;
        let (text, length, is_quoted) = match rest.bytes().next()? {
            quote @ (b'"' | b'\'') => match rest[1..].find(char::from(quote)) {
                Some(end) => (&rest[1..=end], end + 2, true),
                // A quote that is never closed is a character like others.
                None => bare(rest),
            },
            b'[' => match rest.find(']') {
                Some(end) => (&rest[..=end], end + 1, false),
                None => bare(rest),
            },
            _ => bare(rest),
        };
        at += length;
        Some(Word { text, at: begins, is_quoted })
    })
}

fn bare(rest: &str) -> (&str, usize, bool) {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    (&rest[..end], end, false)
}

/// Reads `[5-10,12-*]`.
pub(super) fn spells(text: &str) -> Option<Vec<Spell>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let bound = |text: &str| {
        let text = text.trim();
        match text {
            "*" => Some(None),
            _ => text.parse::<i64>().ok().map(|number| Some(number.to_string())),
        }
    };
    let spell = |part: &str| {
        let (start, end) = match part.split_once('-') {
            Some((start, end)) => (bound(start)?, bound(end)?),
            None => (bound(part)?, bound(part)?),
        };
        Some(Spell { start, end })
    };
    let spells = inside.split(',').filter(|part| !part.trim().is_empty()).map(spell);
    let spells: Option<Vec<Spell>> = spells.collect();
    spells.map(|all| all.into_iter().filter(|spell| spell.ends().next().is_some()).collect())
}

/// Reads `RGBff0000`; Pajek also has names of colours, which stay words.
pub(super) fn color(text: &str) -> Option<Color> {
    let digits = text.strip_prefix("RGB").or_else(|| text.strip_prefix('#'))?;
    (digits.len() == 6).then(|| Color::parse(&format!("#{digits}")))?
}

#[cfg(test)]
mod tests {
    use super::{spells, words};

    #[test]
    fn quotes_and_brackets_hold_words_together() {
        let line = r#" 1 "a b" 0.5 ic 'Red x' [1-3, 5] "open"#;
        let texts: Vec<&str> = words(line).map(|word| word.text).collect();
        assert_eq!(texts, ["1", "a b", "0.5", "ic", "Red x", "[1-3, 5]", "\"open"]);
    }

    #[test]
    fn spans_of_time_are_read() {
        let spells = spells("[5-10,12-*]").unwrap();
        assert_eq!(spells[0].end.as_deref(), Some("10"));
        assert_eq!((spells[1].start.as_deref(), spells[1].end.as_deref()), (Some("12"), None));
    }
}
