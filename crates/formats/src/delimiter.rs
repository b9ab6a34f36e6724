//! Which sign stands between the cells of a text.

/// The signs that are tried, the usual ones first.
const SIGNS: [u8; 7] = [b',', b';', b'\t', b'|', b'^', b'~', 0x1f];

/// How many rows are looked at.
const ROWS: usize = 40;

/// The sign that cuts the most rows into as many cells as the others; the usual one for want of
/// any.
pub(crate) fn of(text: &str) -> u8 {
    let mut best = (SIGNS[0], 0, 0);
    for sign in SIGNS {
        let counts = counts_in(text.as_bytes(), sign);
        // Titles above the table are narrower than it, so the widest row is what others agree with.
        let usual = most_usual(&counts);
        let agree = counts.iter().filter(|count| **count == usual && usual > 0).count();
        let score = agree * 100 / counts.len().max(1);
        if usual > 0 && (score, usual) > (best.1, best.2) {
            best = (sign, score, usual);
        }
    }
    best.0
}

/// The sign that a first line such as `sep=;` names, and where the table begins.
pub(crate) fn named(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let sign = *rest.as_bytes().first().filter(|sign| sign.is_ascii())?;
    let line = &rest[1..];
    let end = line.find('\n').map_or(line.len(), |end| end + 1);
    line[..end].trim().is_empty().then_some((sign, text.len() - line.len() + end))
}

/// How often the sign stands in each of the first rows, outside quotes.
fn counts_in(text: &[u8], sign: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut blank) = (Vec::new(), 0, false, true);
    for byte in text.iter().take(1 << 18) {
        match byte {
            b'"' => (quoted, blank) = (!quoted, false),
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    counts.push(count);
                }
                (count, blank) = (0, true);
                if counts.len() == ROWS {
                    return counts;
                }
            }
            _ if quoted => {}
            byte if *byte == sign => (count, blank) = (count + 1, false),
            _ => blank = false,
        }
    }
    if !blank && counts.is_empty() {
        counts.push(count);
    }
    counts
}

/// The count that most rows have; of several, the largest.
fn most_usual(counts: &[usize]) -> usize {
    let times = |wanted: usize| counts.iter().filter(|count| **count == wanted).count();
    counts.iter().copied().max_by_key(|count| (times(*count), *count)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_cuts_all_rows_alike_is_the_one() {
        for (text, sign) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2\n2,5;3\n", b';'),
            ("a\tb\n1, 2\t3\n", b'\t'),
            ("a|b|c\nx, y|2|3\n", b'|'),
            ("Grants of 2020, by date\n\na;b;c\n1;2;3\n4;5;6\n", b';'),
            ("one word\nand more\n", b','),
            ("\"a;b\",c\n\"1;2\",3\n", b','),
            ("", b','),
        ] {
            assert_eq!(of(text) as char, sign as char, "{text}");
        }
    }

    #[test]
    fn a_first_line_may_name_it() {
        assert_eq!(named("sep=;\r\na;b\n"), Some((b';', 7)));
        assert_eq!(named("sep=;"), Some((b';', 5)));
        assert_eq!(named("separate\n"), None);
    }
}
