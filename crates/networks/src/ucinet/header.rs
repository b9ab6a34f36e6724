//! The words before the data: sizes, format, labels.

use crate::NetworkError;
use crate::build::Builder;
use crate::place::Spot;

/// How the data stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    FullMatrix,
    UpperHalf,
    LowerHalf,
    EdgeList,
    NodeList,
    /// A node list where each line begins with how many nodes follow, and the rows are in order.
    CountedList,
}

/// What the words before the data say.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) format: Format,
    pub(super) is_two_mode: bool,
    /// Whether the diagonal of a matrix is there.
    pub(super) has_diagonal: bool,
    pub(super) rows: Option<u64>,
    pub(super) columns: Option<u64>,
    pub(super) matrices: u64,
    pub(super) row_labels: Vec<String>,
    pub(super) column_labels: Vec<String>,
    pub(super) matrix_labels: Vec<String>,
    pub(super) rows_embedded: bool,
    pub(super) columns_embedded: bool,
    pub(super) title: Option<String>,
    /// Where the data begin.
    pub(super) data: usize,
}

/// Walks over the words of the header.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// The next word, in quotes or not, and where it begins. `:` ends a word and stands alone.
    fn next(&mut self) -> Option<(&'a str, usize)> {
        let is_space = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '=');
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
        let (rest, begins) = (&self.text[self.at..], self.at);
        let (word, length) = match rest.bytes().next()? {
            b':' => (&rest[..1], 1),
            b'"' => match rest[1..].find('"') {
                Some(end) => (&rest[1..=end], end + 2),
                None => (rest, rest.len()),
            },
            _ => {
                let ends = |c: char| is_space(c) || c == ':';
                let end = rest.find(ends).unwrap_or(rest.len());
                (&rest[..end], end)
            }
        };
        self.at += length;
        Some((word, begins))
    }

    fn peek(&self) -> Option<&'a str> {
        Words { text: self.text, at: self.at }.next().map(|(word, _)| word)
    }

    fn skip_colon(&mut self) {
        if self.peek() == Some(":") {
            self.next();
        }
    }
}

pub(super) fn read(builder: &mut Builder<'_>) -> Result<Header, NetworkError> {
    let mut header = Header {
        format: Format::FullMatrix,
        is_two_mode: false,
        has_diagonal: true,
        rows: None,
        columns: None,
        matrices: 1,
        row_labels: Vec::new(),
        column_labels: Vec::new(),
        matrix_labels: Vec::new(),
        rows_embedded: false,
        columns_embedded: false,
        title: None,
        data: 0,
    };
    let mut words = Words { text: builder.text, at: 0 };
    match words.next() {
        Some((word, _)) if word.eq_ignore_ascii_case("dl") => {}
        other => {
            let found = other.map_or("nothing", |(word, _)| word);
            return Err(builder.malformed(Spot::File, found, "`dl` as the first word"));
        }
    }
    loop {
        let Some((word, at)) = words.next() else {
            return Err(builder.malformed(Spot::Byte(words.at), "the end of the file", "`data:`"));
        };
        let spot = Spot::Byte(at);
        match word.to_ascii_lowercase().as_str() {
            "data" => break,
            "n" => {
                header.rows = Some(number(&mut words, builder)?);
                header.columns = header.rows;
            }
            "nr" => {
                header.rows = Some(number(&mut words, builder)?);
                header.is_two_mode = true;
            }
            "nc" => {
                header.columns = Some(number(&mut words, builder)?);
                header.is_two_mode = true;
            }
            "nm" => header.matrices = number(&mut words, builder)?,
            "format" => format(&mut words, &mut header, builder)?,
            "diagonal" => {
                let word = words.next().map_or("", |(word, _)| word);
                header.has_diagonal = !word.eq_ignore_ascii_case("absent");
            }
            "title" => header.title = words.next().map(|(word, _)| word.to_owned()),
            "labels" => {
                if is_embedded(&mut words) {
                    (header.rows_embedded, header.columns_embedded) = (true, true);
                } else {
                    header.row_labels = labels(&mut words, header.rows, builder)?;
                }
            }
            "row" | "rows" => match side(&mut words) {
                Some(true) => header.rows_embedded = true,
                Some(false) => header.row_labels = labels(&mut words, header.rows, builder)?,
                None => builder.notice("a word of the header is not known", word, spot),
            },
            "column" | "columns" | "col" | "cols" => match side(&mut words) {
                Some(true) => header.columns_embedded = true,
                Some(false) => header.column_labels = labels(&mut words, header.columns, builder)?,
                None => builder.notice("a word of the header is not known", word, spot),
            },
            "matrix" | "matrices" | "level" => match side(&mut words) {
                Some(false) => {
                    header.matrix_labels = labels(&mut words, Some(header.matrices), builder)?;
                }
                _ => builder.notice("a word of the header is not known", word, spot),
            },
            ":" => {}
            _ => builder.notice("a word of the header is not known", word, spot),
        }
    }
    words.skip_colon();
    header.data = words.at;
    check(&header, builder)?;
    Ok(header)
}

fn check(header: &Header, builder: &Builder<'_>) -> Result<(), NetworkError> {
    let limit = builder.limits.max_nodes;
    let sizes = [header.rows, header.columns, Some(header.matrices)];
    if sizes.into_iter().flatten().any(|size| size > limit) {
        return Err(builder.too_large("the number of nodes", Spot::File, limit));
    }
    Ok(())
}

fn number(words: &mut Words<'_>, builder: &Builder<'_>) -> Result<u64, NetworkError> {
    let (word, at) = words.next().unwrap_or(("the end of the file", words.at));
    word.parse().map_err(|_| builder.malformed(Spot::Byte(at), word, "a whole number"))
}

fn format(
    words: &mut Words<'_>,
    header: &mut Header,
    builder: &Builder<'_>,
) -> Result<(), NetworkError> {
    let (word, at) = words.next().unwrap_or(("the end of the file", words.at));
    let (format, is_two_mode) = match word.to_ascii_lowercase().as_str() {
        "fullmatrix" | "fm" => (Format::FullMatrix, header.is_two_mode),
        "upperhalf" | "uh" => (Format::UpperHalf, false),
        "lowerhalf" | "lh" => (Format::LowerHalf, false),
        "edgelist" | "edgelist1" | "el1" => (Format::EdgeList, false),
        "edgelist2" | "el2" => (Format::EdgeList, true),
        "nodelist" | "nodelist1" | "nl1" => (Format::NodeList, false),
        "nodelist2" | "nl2" => (Format::NodeList, true),
        "nodelist1b" | "nl1b" => (Format::CountedList, false),
        _ => {
            let expected = "`fullmatrix`, `upperhalf`, `lowerhalf`, `edgelist1`, `edgelist2`, \
                            `nodelist1`, `nodelist1b` or `nodelist2`";
            return Err(builder.malformed(Spot::Byte(at), word, expected));
        }
    };
    (header.format, header.is_two_mode) = (format, is_two_mode);
    Ok(())
}

/// After `row` or `column`: whether its labels are embedded, or come now; `None` if neither.
fn side(words: &mut Words<'_>) -> Option<bool> {
    if !words.peek()?.eq_ignore_ascii_case("labels") {
        return None;
    }
    words.next();
    Some(is_embedded(words))
}

fn is_embedded(words: &mut Words<'_>) -> bool {
    let is = words.peek().is_some_and(|word| word.eq_ignore_ascii_case("embedded"));
    if is {
        words.next();
    }
    words.skip_colon();
    is
}

/// As many labels as are expected, or up to what can only be the next part of the header. A label
/// may hold a colon.
fn labels(
    words: &mut Words<'_>,
    count: Option<u64>,
    builder: &Builder<'_>,
) -> Result<Vec<String>, NetworkError> {
    let mut labels = Vec::new();
    let mut ahead = super::data::words(&words.text[words.at..], words.at).peekable();
    while count.is_none_or(|count| (labels.len() as u64) < count) {
        let Some(word) = ahead.next() else { break };
        let lower = word.text.to_ascii_lowercase();
        let next = ahead.peek().map_or("", |next| next.text);
        let is_part = match lower.as_str() {
            "data:" | "labels:" => true,
            "data" | "labels" => next == ":",
            "row" | "rows" | "column" | "columns" | "col" | "cols" | "matrix" | "level" => {
                next.to_ascii_lowercase().starts_with("labels")
            }
            _ => false,
        };
        if is_part {
            words.at = word.at;
            return Ok(labels);
        }
        if labels.len() as u64 >= builder.limits.max_nodes {
            let limit = builder.limits.max_nodes;
            return Err(builder.too_large("the number of labels", Spot::Byte(word.at), limit));
        }
        builder.fits(word.text, Spot::Byte(word.at))?;
        labels.push(word.text.to_owned());
    }
    words.at = ahead.peek().map_or(words.text.len(), |next| next.at);
    Ok(labels)
}
