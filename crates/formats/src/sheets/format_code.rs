//! What the number format of a spreadsheet shows: which parts of a date, which currency.

/// What a format shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) year: bool,
    pub(crate) month: bool,
    pub(crate) day: bool,
    pub(crate) percent: bool,
    /// The currency sign or code that stands in the format itself.
    pub(crate) currency: Option<String>,
}

impl Shown {
    /// What a format code such as `[$£-809]#,##0.00` or `yyyy-mm-dd` shows. Only the part for
    /// positive numbers counts.
    pub(crate) fn by(code: &str) -> Self {
        let mut shown = Self::default();
        let mut letters = code.chars().peekable();
        let mut clock = false;
        while let Some(letter) = letters.next() {
            match letter {
                ';' => break,
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '"' => {
                    let quoted: String = letters.by_ref().take_while(|c| *c != '"').collect();
                    shown.currency = shown.currency.or_else(|| currency_sign(&quoted));
                }
                '[' => {
                    let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    let sign = inner.strip_prefix('$').map(|it| it.split('-').next());
                    let sign = sign.flatten().and_then(currency_sign);
                    shown.currency = shown.currency.or(sign);
                }
                '%' => shown.percent = true,
                'y' | 'Y' => shown.year = true,
                'd' | 'D' => shown.day = true,
                'h' | 'H' => clock = true,
                // Behind hours an `m` is minutes.
                'm' | 'M' => shown.month |= !clock,
                '€' | '£' | '¥' | '$' | '₹' | '₩' => {
                    shown.currency = shown.currency.or_else(|| currency_sign(&letter.to_string()));
                }
                _ => {}
            }
        }
        shown
    }
}

/// The sign or code of a currency; a bare dollar sign may be any dollar.
fn currency_sign(text: &str) -> Option<String> {
    let text = text.trim();
    let signs = ["€", "£", "¥", "$", "US$", "CA$", "A$", "NZ$", "R$", "₹", "₩"];
    let known = signs.contains(&text) || waymark_model::Currency::from_code(text).is_some();
    known.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_dates_and_currencies() {
        let parts = |code: &str| {
            let shown = Shown::by(code);
            (shown.year, shown.month, shown.day)
        };
        assert_eq!(parts("dd/mm/yyyy hh:mm"), (true, true, true));
        assert_eq!(parts("mmm-yy"), (true, true, false));
        assert_eq!(parts("h:mm"), (false, false, false));
        assert_eq!(parts("\"day\" 0"), (false, false, false));
        let currency = |code: &str| Shown::by(code).currency;
        assert_eq!(currency("_-[$£-809]* #,##0.00_-;-[$£-809]*"), Some("£".into()));
        assert_eq!(currency("\"£\"#,##0"), Some("£".into()));
        assert_eq!(currency("[$-409]d-mmm"), None);
        assert_eq!(currency("#,##0 \"grants\""), None);
        assert_eq!(currency("#,##0;[Red]-€#"), None);
        assert!(Shown::by("0.0%").percent);
    }
}
