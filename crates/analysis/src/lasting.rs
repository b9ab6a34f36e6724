//! How long support lasts, as far as that is known.

use waymark_model::{Date, Day, Endpoint, FundingStatus};

use crate::Frame;
use crate::rows::FundingRow;

/// How long support lasts. A single date says when support was given and nothing of its end; only
/// an interval has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// Until this day at the latest.
    Until(Day),
    /// It is over, and no source says since when.
    Over,
    /// A source says that it goes on.
    GoesOn,
    /// No source says.
    Unknown,
}

impl Lasting {
    pub(crate) fn of(frame: &Frame, row: &FundingRow) -> Self {
        match frame.ties[row.tie as usize].date {
            Some(Date::Between(_, Endpoint::At(end))) => Self::Until(end.latest()),
            _ if row.status == Some(FundingStatus::Closed) => Self::Over,
            Some(Date::Between(_, Endpoint::Open)) => Self::GoesOn,
            _ => Self::Unknown,
        }
    }

    /// Whether it is known when it ends, or that it has.
    pub(crate) fn has_end(self) -> bool {
        matches!(self, Self::Until(_) | Self::Over)
    }

    /// Whether it is known to have ended before a day.
    pub(crate) fn ends_before(self, day: Day) -> bool {
        match self {
            Self::Until(end) => end < day,
            Self::Over => true,
            Self::GoesOn | Self::Unknown => false,
        }
    }
}

/// The same day a year later; 28 February after 29 February.
pub(crate) fn a_year_after(day: Day) -> Day {
    let later = |last: u8| Day::new(day.year + 1, day.month, last);
    later(day.day).or_else(|| later(28)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_after_a_leap_day_is_the_end_of_february() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        assert_eq!(a_year_after(day(2020, 2, 29)), day(2021, 2, 28));
        assert_eq!(a_year_after(day(2019, 12, 31)), day(2020, 12, 31));
    }
}
