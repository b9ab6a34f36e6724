//! Dates with their precision, in the Extended Date/Time Format (EDTF, ISO 8601-2).
//!
//! Read are level 0 and 1 without times of day, and of level 2 the sub-year groupings, so that
//! "late 2020" has a place: `2019`, `2019-03`, `2019-03-31`, `2018-23` (autumn), `2020-39~` (about
//! the last third), `201X`, `2019~`, `2019?`, `2019%`, `2018/2020`, `2018/..`, `/2020`. A day that
//! no source states is never invented: a date has an earliest and a latest day instead.

use std::fmt;

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, astronomical.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day that exists, or nothing.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01, for differences. Constant time.
    pub fn number(self) -> i64 {
        // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// How sure the date itself is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// As stated.
    Exact,
    /// `?`: doubtful.
    Uncertain,
    /// `~`: about.
    Approximate,
    /// `%`: about, and doubtful.
    Both,
}

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Some year of the decade.
    Decade,
    /// The year.
    Year,
    /// A grouping of EDTF: 21–24 the seasons from spring, 33–36 quarters, 37–39 thirds,
    /// 40–41 halves of the year.
    Grouping(u8),
    /// The month.
    Month(u8),
    /// The day.
    Day(u8, u8),
}

/// One date, as precise as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// The year; for a decade its first year.
    pub year: i32,
    /// The precision.
    pub part: Part,
    /// The certainty.
    pub certainty: Certainty,
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// A date.
    At(Point),
    /// `..`: there is no end.
    Open,
    /// Nothing is said.
    Unknown,
}

/// A date or an interval between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// One date.
    At(Point),
    /// From one date to another.
    Between(Endpoint, Endpoint),
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date: {expected}")]
pub struct DateError {
    /// The text.
    pub text: String,
    /// What was expected.
    pub expected: &'static str,
}

const EXPECTED: &str = "expected EDTF such as `2019`, `2019-03`, `2019-03-31`, `2018-23` (autumn), `2019~` or `2018/2020`";

impl Date {
    /// Reads an EDTF date or interval.
    ///
    /// # Errors
    /// When the text is none, names a day that does not exist, or an interval that ends before it
    /// begins.
    ///
    /// ```
    /// use waymark_model::Date;
    /// let fall = Date::parse("2018-23")?;
    /// assert_eq!(fall.earliest().unwrap().to_string(), "2018-09-01");
    /// assert_eq!(fall.latest().unwrap().to_string(), "2018-11-30");
    /// assert!(Date::parse("2019-02-30").is_err());
    /// # Ok::<(), waymark_model::DateError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let failed = |expected| DateError { text: text.to_owned(), expected };
        let Some((start, end)) = text.split_once('/') else {
            return point(text).map(Self::At).ok_or_else(|| failed(EXPECTED));
        };
        let start = endpoint(start).ok_or_else(|| failed(EXPECTED))?;
        let end = endpoint(end).ok_or_else(|| failed(EXPECTED))?;
        match (start, end) {
            (Endpoint::At(from), Endpoint::At(to)) if to.latest() < from.earliest() => {
                Err(failed("the interval ends before it begins"))
            }
            (Endpoint::At(_), _) | (_, Endpoint::At(_)) => Ok(Self::Between(start, end)),
            _ => Err(failed("an interval needs at least one date")),
        }
    }

    /// A whole year.
    pub fn year(year: i32) -> Self {
        Self::At(Point { year, part: Part::Year, certainty: Certainty::Exact })
    }

    /// A single day.
    pub fn day(day: Day) -> Self {
        let part = Part::Day(day.month, day.day);
        Self::At(Point { year: day.year, part, certainty: Certainty::Exact })
    }

    /// The first day it may mean; `None` when the interval has no known beginning.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::At(point) | Self::Between(Endpoint::At(point), _) => Some(point.earliest()),
            Self::Between(..) => None,
        }
    }

    /// The last day it may mean; `None` when the interval has no known end.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::At(point) | Self::Between(_, Endpoint::At(point)) => Some(point.latest()),
            Self::Between(..) => None,
        }
    }

    /// The one year it lies in, if it lies in one.
    pub fn within_year(&self) -> Option<i32> {
        let (earliest, latest) = (self.earliest()?, self.latest()?);
        (earliest.year == latest.year).then_some(earliest.year)
    }

    /// Whether it is an interval that goes on.
    pub fn is_ongoing(&self) -> bool {
        matches!(self, Self::Between(_, Endpoint::Open))
    }

    /// Whether it may share a day with another. An end that is unknown or open may be anywhere.
    pub fn may_meet(&self, other: &Self) -> bool {
        let before = |end: Option<Day>, start: Option<Day>| match (end, start) {
            (Some(end), Some(start)) => end < start,
            _ => false,
        };
        !before(self.latest(), other.earliest()) && !before(other.latest(), self.earliest())
    }
}

impl Point {
    /// The first day it may mean.
    pub fn earliest(&self) -> Day {
        let (month, day) = match self.part {
            Part::Decade | Part::Year => (1, 1),
            Part::Grouping(grouping) => (months_of(grouping).0, 1),
            Part::Month(month) => (month, 1),
            Part::Day(month, day) => (month, day),
        };
        Day { year: self.year, month, day }
    }

    /// The last day it may mean.
    pub fn latest(&self) -> Day {
        let (year, month) = match self.part {
            Part::Decade => (self.year + 9, 12),
            Part::Year => (self.year, 12),
            Part::Grouping(grouping) => (self.year, months_of(grouping).1),
            Part::Month(month) => (self.year, month),
            Part::Day(month, day) => return Day { year: self.year, month, day },
        };
        Day { year, month, day: days_in(year, month) }
    }
}

/// The first and last month of an EDTF grouping. Winter has months at both ends of a year and may
/// mean any of it, so it is the whole year.
fn months_of(grouping: u8) -> (u8, u8) {
    match grouping {
        21 => (3, 5),
        22 => (6, 8),
        23 => (9, 11),
        33..=36 => ((grouping - 33) * 3 + 1, (grouping - 33) * 3 + 3),
        37..=39 => ((grouping - 37) * 4 + 1, (grouping - 37) * 4 + 4),
        40 => (1, 6),
        41 => (7, 12),
        _ => (1, 12),
    }
}

fn endpoint(text: &str) -> Option<Endpoint> {
    match text {
        ".." => Some(Endpoint::Open),
        "" => Some(Endpoint::Unknown),
        _ => point(text).map(Endpoint::At),
    }
}

fn point(text: &str) -> Option<Point> {
    let (text, certainty) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], Certainty::Uncertain),
        b'~' => (&text[..text.len() - 1], Certainty::Approximate),
        b'%' => (&text[..text.len() - 1], Certainty::Both),
        _ => (text, Certainty::Exact),
    };
    if let Some(decade) = text.strip_suffix('X').filter(|decade| decade.len() == 3) {
        let decade = digits(decade, 3)?;
        return Some(Point { year: i32::from(decade) * 10, part: Part::Decade, certainty });
    }
    let mut parts = text.split('-');
    let year = i32::from(digits(parts.next()?, 4)?);
    let part = match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => Part::Year,
        (Some("XX"), None, None) | (Some("XX"), Some("XX"), None) => Part::Year,
        (Some(month), day, None) => month_and_day(year, month, day)?,
        _ => return None,
    };
    Some(Point { year, part, certainty })
}

fn month_and_day(year: i32, month: &str, day: Option<&str>) -> Option<Part> {
    let number = u8::try_from(digits(month, 2)?).ok()?;
    match (number, day) {
        (21..=24 | 33..=41, None) => Some(Part::Grouping(number)),
        (1..=12, None | Some("XX")) => Some(Part::Month(number)),
        (1..=12, Some(day)) => {
            let day = u8::try_from(digits(day, 2)?).ok()?;
            Day::new(year, number, day).map(|day| Part::Day(day.month, day.day))
        }
        _ => None,
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Decade => write!(f, "{:03}X", self.year / 10)?,
            Part::Year => write!(f, "{:04}", self.year)?,
            Part::Grouping(part) | Part::Month(part) => write!(f, "{:04}-{part:02}", self.year)?,
            Part::Day(month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year)?,
        }
        match self.certainty {
            Certainty::Exact => Ok(()),
            Certainty::Uncertain => f.write_str("?"),
            Certainty::Approximate => f.write_str("~"),
            Certainty::Both => f.write_str("%"),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(f),
            Self::Between(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl std::str::FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_is_read_and_written_back() {
        for text in [
            "2019",
            "2019-03",
            "2019-03-31",
            "2018-23",
            "2020-39~",
            "2019~",
            "2019?",
            "2019%",
            "201X",
            "2018/2020",
            "2018-01/..",
            "../2020",
            "/2020-02-29",
            "2018~/",
            "0400-02-29",
        ] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Date::parse("2019-XX-XX").unwrap(), Date::year(2019));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "19",
            "2019-13",
            "2019-02-30",
            "2019-3",
            "2019-25",
            "late 2019",
            "2020/2019",
            "../..",
            "/",
            "2019-01-01T00:00",
            "2019--1",
            "+2019",
            "２０１９",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_has_an_earliest_and_a_latest_day() {
        let bounds = |text| {
            let date = Date::parse(text).unwrap();
            (date.earliest().map(|day| day.to_string()), date.latest().map(|day| day.to_string()))
        };
        let days = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        assert_eq!(bounds("2020"), days("2020-01-01", "2020-12-31"));
        assert_eq!(bounds("2020-02"), days("2020-02-01", "2020-02-29"));
        assert_eq!(bounds("2020-39"), days("2020-09-01", "2020-12-31"));
        assert_eq!(bounds("201X"), days("2010-01-01", "2019-12-31"));
        assert_eq!(bounds("2018/.."), (Some("2018-01-01".into()), None));
    }

    #[test]
    fn intervals_meet_where_they_may_share_a_day() {
        let meet = |a, b| Date::parse(a).unwrap().may_meet(&Date::parse(b).unwrap());
        assert!(meet("2018/2020", "2020-12-31"));
        assert!(!meet("2018/2020", "2021"));
        assert!(meet("2018/..", "2030"));
        assert!(!meet("../2017", "2018"));
    }

    #[test]
    fn day_numbers_count_days() {
        assert_eq!(Day::new(1970, 1, 1).unwrap().number(), 0);
        assert_eq!(Day::new(2000, 3, 1).unwrap().number(), 11_017);
        assert_eq!(Day::new(1969, 12, 31).unwrap().number(), -1);
    }
}
