//! Numbers that a file states as numbers, as text that reads in one way only.

/// A number as JSON and XML write it, `-12.5e3`, without an exponent and so that its point can
/// only stand before decimals: `1.234` becomes `1.2340`, since alone it might be a thousand.
/// `None` where it is no such number, or one with more digits than anything has.
pub(crate) fn plain_number(raw: &str) -> Option<String> {
    let (negative, rest) = match raw.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, raw),
    };
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|it: &i32| it.abs() <= 60)?;
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{decimals}");
    if whole.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let mut plain = shifted(&digits, point);
    if negative && plain.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        plain.insert(0, '-');
    }
    Some(plain)
}

/// The digits with a point after so many of them.
fn shifted(digits: &str, point: i32) -> String {
    let (whole, decimals) = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => {
            (format!("{digits}{}", "0".repeat(point - digits.len())), String::new())
        }
        Ok(point) => (digits[..point].to_owned(), digits[point..].to_owned()),
        Err(_) => {
            let zeros = usize::try_from(-point).unwrap_or_default();
            (String::new(), format!("{}{digits}", "0".repeat(zeros)))
        }
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        decimals if decimals.len() == 3 => format!("{whole}.{decimals}0"),
        decimals => format!("{whole}.{decimals}"),
    }
}

/// A number of a spreadsheet, with the 15 digits that spreadsheets keep.
pub(crate) fn sheet_number(number: f64) -> Option<String> {
    number.is_finite().then(|| plain_number(&format!("{number:.14e}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_so_that_they_read_in_one_way() {
        for (raw, expected) in [
            ("2266", "2266"),
            ("3028.63", "3028.63"),
            ("25420000.0", "25420000"),
            ("1.234", "1.2340"),
            ("-500", "-500"),
            ("-0.0", "0"),
            ("1.5e3", "1500"),
            ("1E-2", "0.01"),
            ("2.0e+06", "2000000"),
            ("12345678901234567.89", "12345678901234567.89"),
        ] {
            assert_eq!(plain_number(raw).as_deref(), Some(expected), "{raw}");
        }
        for raw in ["", "-", "1e999", "NaN", "1.2.3", ".5", "1e"] {
            assert_eq!(plain_number(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_spreadsheet_has_fifteen_digits() {
        assert_eq!(sheet_number(0.1 + 0.2).as_deref(), Some("0.3"));
        assert_eq!(sheet_number(3028.63).as_deref(), Some("3028.63"));
        assert_eq!(sheet_number(41292.0).as_deref(), Some("41292"));
        assert_eq!(sheet_number(f64::NAN), None);
    }
}
