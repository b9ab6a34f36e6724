//! When things hold.

use std::fmt;

/// A span of time, both ends included. What is not said is open: it is not known, or has no end.
///
/// The ends stay the text of the file, so that a year stays a year; [`TimeKind::of`] tells what
/// such a text is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spell {
    /// The first moment.
    pub start: Option<String>,
    /// The last moment.
    pub end: Option<String>,
}

impl Spell {
    /// A span from here to there; `None` if neither is said.
    pub fn between(start: Option<String>, end: Option<String>) -> Option<Self> {
        (start.is_some() || end.is_some()).then_some(Self { start, end })
    }

    pub(crate) fn ends(&self) -> impl Iterator<Item = &str> {
        self.start.as_deref().into_iter().chain(self.end.as_deref())
    }
}

/// What sort of text names a moment. The order is from narrow to wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// A whole number, such as `2019`.
    Integer,
    /// A number.
    Number,
    /// A date: `2019-03` or `2019-03-07`; a year is a whole number too.
    Date,
    /// A date with a time of day.
    DateTime,
    /// Something else, which only this file's makers understand.
    Other,
}

impl TimeKind {
    /// What sort of moment a text names.
    pub fn of(text: &str) -> Self {
        let digits = |text: &str, count: usize| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if text.parse::<i64>().is_ok() {
            return Self::Integer;
        }
        if crate::value::parse_number(text).is_some_and(f64::is_finite) {
            return Self::Number;
        }
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let parts: Vec<&str> = date.split('-').collect();
        let date_is_well = match parts.as_slice() {
            [year, month] => digits(year, 4) && digits(month, 2) && time.is_none(),
            [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
            _ => false,
        };
        let time_is_well = time.is_none_or(|time| {
            let hours = time.get(..5).and_then(|start| start.split_once(':'));
            hours.is_some_and(|(hours, minutes)| digits(hours, 2) && digits(minutes, 2))
        });
        match (date_is_well && time_is_well, time) {
            (true, None) => Self::Date,
            (true, Some(_)) => Self::DateTime,
            (false, _) => Self::Other,
        }
    }

    /// Whether it is a date or a year.
    pub(crate) fn is_calendar(text: &str) -> bool {
        match Self::of(text) {
            Self::Date | Self::DateTime => true,
            Self::Integer => text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Number | Self::Other => false,
        }
    }
}

/// Spells in the notation of Gephi: `<[2010, 2012]; [2014, Infinity]>`.
pub(crate) struct TimeSet<'a>(pub(crate) &'a [Spell]);

impl fmt::Display for TimeSet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<")?;
        for (position, spell) in self.0.iter().enumerate() {
            let start = spell.start.as_deref().unwrap_or("-Infinity");
            let end = spell.end.as_deref().unwrap_or("Infinity");
            write!(f, "{}[{start}, {end}]", if position == 0 { "" } else { "; " })?;
        }
        f.write_str(">")
    }
}

/// Reads what [`TimeSet`] shows, and sets of moments: `<[2010, 2012]>` is a span, or in a list of
/// moments two moments. Round brackets, open ends, are read as closed ones.
pub(crate) fn parse_time_set(text: &str, moments: bool) -> Option<Vec<Spell>> {
    let inside = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    let bound = |text: &str| {
        let text = text.trim();
        let open = text.is_empty() || text.trim_start_matches('-') == "Infinity";
        (!open).then(|| text.to_owned())
    };
    let mut spells = Vec::new();
    for part in inside.split(';').filter(|part| !part.trim().is_empty()) {
        let part = part.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
        if moments {
            let all = part.split(',').filter_map(bound);
            spells.extend(all.map(|at| Spell { start: Some(at.clone()), end: Some(at) }));
        } else {
            let (start, end) = part.split_once(',')?;
            spells.extend(Spell::between(bound(start), bound(end)));
        }
    }
    Some(spells)
}

#[cfg(test)]
mod tests {
    use super::{Spell, TimeKind, TimeSet, parse_time_set};

    #[test]
    fn the_kind_of_a_moment_is_told_by_its_text() {
        let kinds = ["2019", "2.5", "2019-03", "2019-03-07", "2019-03-07T10:00:00Z", "2019~"];
        let expected = [
            TimeKind::Integer,
            TimeKind::Number,
            TimeKind::Date,
            TimeKind::Date,
            TimeKind::DateTime,
            TimeKind::Other,
        ];
        assert_eq!(kinds.map(TimeKind::of), expected);
    }

    #[test]
    fn sets_of_spells_read_back_as_they_were() {
        let spell = |start: Option<&str>, end: Option<&str>| Spell {
            start: start.map(str::to_owned),
            end: end.map(str::to_owned),
        };
        let spells = [spell(Some("2010"), Some("2012-05")), spell(Some("2014"), None)];
        let text = TimeSet(&spells).to_string();
        assert_eq!(text, "<[2010, 2012-05]; [2014, Infinity]>");
        assert_eq!(parse_time_set(&text, false).unwrap(), spells);
    }
}
