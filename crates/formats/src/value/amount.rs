//! Amounts of money as people write them.

use waymark_model::{Currency, Decimal};

/// Which sign stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

impl DecimalMark {
    /// The sign.
    pub fn sign(self) -> char {
        if self == Self::Point { '.' } else { ',' }
    }

    fn grouping(self) -> char {
        if self == Self::Point { ',' } else { '.' }
    }
}

/// What stands beside the number and tells the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    /// A code or a sign that means one currency.
    Certain(Currency),
    /// `$`, which means the US dollar unless something else says otherwise.
    Dollar,
    /// A sign that several currencies have, such as `¥` and `kr`.
    Shared,
}

pub(crate) const EXPECTED: &str =
    "a number such as `484000`, `$484,000.00` or `EUR 1.234,56`, without words";

const SYMBOLS: [(&str, &str); 12] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₩", "KRW"),
];

/// Reads an amount and what tells its currency, or says why it cannot be read for sure.
pub(crate) fn read_amount(
    cell: &str,
    mark: Option<DecimalMark>,
) -> Result<(Decimal, Option<Symbol>), &'static str> {
    let (number, symbol) = split(cell);
    let (number, negative) = match number.strip_prefix(['-', '−']) {
        Some(rest) => (rest.trim_start(), true),
        None => (number, false),
    };
    // `-$500` and `$-500` are both written.
    let (number, symbol) = match symbol {
        Some(_) => (number, symbol),
        None => split(number),
    };
    let mut digits = plain_digits(number, mark)?;
    if negative {
        digits.insert(0, '-');
    }
    let amount = Decimal::from_str_exact(&digits).map_err(|_| "has too many digits to be exact")?;
    Ok((amount, symbol))
}

/// What all amounts of a column together tell about their decimal mark: nothing, when none tells
/// or when they contradict each other.
pub(crate) fn decimal_mark_of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<DecimalMark> {
    let (mut point, mut comma) = (false, false);
    for cell in cells {
        match evidence(split(cell).0.trim_start_matches(['-', '−'])) {
            Some(DecimalMark::Point) => point = true,
            Some(DecimalMark::Comma) => comma = true,
            None => {}
        }
    }
    match (point, comma) {
        (true, false) => Some(DecimalMark::Point),
        (false, true) => Some(DecimalMark::Comma),
        _ => None,
    }
}

/// The number without its currency, and the currency.
fn split(cell: &str) -> (&str, Option<Symbol>) {
    let cell = cell.trim();
    for (sign, code) in SYMBOLS {
        let rest = cell.strip_prefix(sign).or_else(|| cell.strip_suffix(sign));
        if let Some(rest) = rest {
            return (rest.trim(), Currency::from_code(code).map(Symbol::Certain));
        }
    }
    if let Some(rest) = cell.strip_prefix('$').or_else(|| cell.strip_suffix('$')) {
        return (rest.trim(), Some(Symbol::Dollar));
    }
    for sign in ["¥", "kr.", "kr"] {
        if let Some(rest) = cell.strip_prefix(sign).or_else(|| cell.strip_suffix(sign)) {
            return (rest.trim(), Some(Symbol::Shared));
        }
    }
    let code = |text: Option<&str>| text.and_then(Currency::from_code).map(Symbol::Certain);
    if let Some(found) = code(cell.get(..3)) {
        return (cell[3..].trim_start(), Some(found));
    }
    let end = cell.len().saturating_sub(3);
    match code(cell.get(end..)) {
        Some(found) => (cell[..end].trim_end(), Some(found)),
        None => (cell, None),
    }
}

/// The decimal mark that a number shows without doubt.
fn evidence(number: &str) -> Option<DecimalMark> {
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    match (points, commas) {
        (0, 0) => None,
        (1, 0) => lone(number, '.').then_some(DecimalMark::Point),
        (0, 1) => lone(number, ',').then_some(DecimalMark::Comma),
        (0, _) => Some(DecimalMark::Point),
        (_, 0) => Some(DecimalMark::Comma),
        _ if number.rfind('.') > number.rfind(',') => Some(DecimalMark::Point),
        _ => Some(DecimalMark::Comma),
    }
}

/// Whether the only sign of its sort must stand before decimals: it has not just the three digits
/// of a group behind it, or not the one to three of a first group before it.
fn lone(number: &str, sign: char) -> bool {
    let Some((whole, rest)) = number.split_once(sign) else { return false };
    rest.len() != 3 || whole.is_empty() || whole.len() > 3 || whole.starts_with('0')
}

/// The number with `.` before its decimals and nothing between its groups.
fn plain_digits(number: &str, mark: Option<DecimalMark>) -> Result<String, &'static str> {
    if number.is_empty() {
        return Err("has no number");
    }
    let spacing = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];
    if !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || spacing.contains(&c))
    {
        return Err("is not a number");
    }
    let mark = evidence(number).or(mark);
    let mark = match mark {
        Some(mark) => mark,
        // Money is not written with three decimals, but computers write any number of them.
        None if number.contains('.') => {
            return Err("may mean thousands or thousandths, and nothing else in the column tells");
        }
        None => DecimalMark::Point,
    };
    let (whole, decimals) = match number.rsplit_once(mark.sign()) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    let groups: Vec<&str> = whole.split(|c| c == mark.grouping() || spacing.contains(&c)).collect();
    let grouped = groups.len() == 1
        || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|group| group.len() == 3));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole_ok = groups.iter().all(|group| digits(group));
    let decimals_ok = decimals.is_none_or(|decimals| !decimals.is_empty() && digits(decimals));
    if !grouped || !whole_ok || !decimals_ok {
        return Err("has its digits grouped in a way that is not a number");
    }
    let whole = groups.concat();
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    Ok(match decimals {
        Some(decimals) => format!("{whole}.{decimals}"),
        None => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Result<String, &'static str> {
        read_amount(cell, None).map(|(amount, symbol)| match symbol {
            Some(Symbol::Certain(currency)) => format!("{amount} {}", currency.code()),
            Some(other) => format!("{amount} {other:?}"),
            None => amount.to_string(),
        })
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("484000", "484000"),
            ("$484,000", "484000 Dollar"),
            ("$9,999,999", "9999999 Dollar"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("EUR 1.234,56", "1234.56 EUR"),
            ("1 234 567,8 €", "1234567.8 EUR"),
            ("25420000.0", "25420000.0"),
            ("2999998.13", "2999998.13"),
            ("-500", "-500"),
            ("-$500", "-500 Dollar"),
            ("£-500", "-500 GBP"),
            ("0.125", "0.125"),
            ("1'000'000 CHF", "1000000 CHF"),
            ("5000 usd", "5000 USD"),
            ("¥300", "300 Shared"),
        ] {
            assert_eq!(read(cell).as_deref(), Ok(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for cell in [
            "",
            "$",
            "5m",
            "USD 5 m",
            "five",
            "1,23,456",
            "12 34",
            "1.5e6",
            "(500)",
            "10-20",
            "1.234",
            "=1+1",
            "1..2",
            "1.",
            "99999999999999999999999999999999",
        ] {
            assert!(read(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn the_rest_of_the_column_tells_what_a_lone_dot_is() {
        let mark = decimal_mark_of(["5", "1.234", "12,5"].into_iter());
        assert_eq!(mark, Some(DecimalMark::Comma));
        assert_eq!(read_amount("1.234", mark).unwrap().0.to_string(), "1234");
        let mark = decimal_mark_of(["5", "1.234", "12.5"].into_iter());
        assert_eq!(read_amount("1.234", mark).unwrap().0.to_string(), "1.234");
        assert_eq!(decimal_mark_of(["1.5", "1,5"].into_iter()), None);
    }
}
