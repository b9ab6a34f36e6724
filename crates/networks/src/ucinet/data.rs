//! The words of the data.

/// A word of the data and where it begins in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// The words, between white space, commas and semicolons, of a piece of text that begins at a byte of the file.
pub(super) fn words(text: &str, begins: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_space = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches(is_space).len();
        let rest = &text[at..];
        let start = begins + at;
        let (word, length) = match rest.bytes().next()? {
            b'"' => match rest[1..].find('"') {
                Some(end) => (&rest[1..=end], end + 2),
                None => (rest, rest.len()),
            },
            _ => {
                let end = rest.find(is_space).unwrap_or(rest.len());
                (&rest[..end], end)
            }
        };
        at += length;
        Some(Word { text: word, at: start })
    })
}

/// The lines of the data that are not blank, with where they begin.
pub(super) fn lines(text: &str, begins: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut at = begins;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        (!line.trim().is_empty()).then_some((line, start))
    })
}
