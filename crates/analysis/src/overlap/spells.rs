//! When two hold the same at the same time.
//!
//! A tie's date is read as the time in which it holds:
//! - an interval, such as `2018/2020`, is written as one and holds from its first to its last day;
//!   an end that is open or unknown may be any time;
//! - a single date, such as the day of an award, is when it began; nothing is said of its end, so
//!   it may have held at any time from then on. (Reading a day as a time of one day would let no
//!   two grants of a list ever meet, which nobody means who compares portfolios);
//! - no date: any time.
//!
//! What may have been at the same time counts: two meet unless their dates say that they cannot
//! have. The answer says how many of the ties have a date, and how many an end.

use waymark_measures::{Csr, Moment};
use waymark_model::{Date, Endpoint};

use super::Portfolios;
use super::portfolios::Behind;
use crate::Frame;

/// From a day to a day, by number; where an end is not known, as far as numbers go.
pub(super) type Spell = (i64, i64);

/// Any time.
pub(super) const EVER: Spell = (i64::MIN, i64::MAX);

/// When a tie may have held.
fn spell(date: Option<&Date>) -> Spell {
    let Some(date) = date else { return EVER };
    let from = date.earliest().map_or(i64::MIN, |day| day.number());
    match date {
        Date::At(_) => (from, i64::MAX),
        Date::Between(..) => (from, date.latest().map_or(i64::MAX, |day| day.number())),
    }
}

/// When a tie began, if that is known.
pub(super) fn beginning(date: Option<&Date>) -> Option<Moment> {
    match date? {
        Date::At(point) | Date::Between(Endpoint::At(point), _) => {
            let (earliest, latest) = (point.earliest().number(), point.latest().number());
            Some(Moment { earliest, latest })
        }
        Date::Between(..) => None,
    }
}

/// Whether the end of a tie is known.
pub(super) fn has_end(date: Option<&Date>) -> bool {
    spell(date).1 < i64::MAX
}

/// When some statements may have held: ascending, apart from one another.
pub(super) fn spells(frame: &Frame, behind: &[Behind]) -> Vec<Spell> {
    let of_tie =
        |tie: Option<u32>| tie.map_or(EVER, |tie| spell(frame.ties[tie as usize].date.as_ref()));
    union(behind.iter().map(|behind| of_tie(behind.tie)).collect())
}

/// The same times, ascending and apart from one another.
pub(super) fn union(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort_unstable();
    let mut apart: Vec<Spell> = Vec::with_capacity(spells.len());
    for (from, to) in spells {
        match apart.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => apart.push((from, to)),
        }
    }
    apart
}

/// Whether some times share a day; both ascend and are apart from one another.
pub(super) fn meet(mut a: &[Spell], mut b: &[Spell]) -> bool {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        if x.0 <= y.1 && y.0 <= x.1 {
            return true;
        }
        if x.1 < y.1 {
            a = rest_a;
        } else {
            b = rest_b;
        }
    }
    false
}

/// When each holder may have held each of its items; nothing where all that is shared may have been
/// at the same time, as it is where no tie has an end.
pub(super) struct Times {
    of_entry: Csr<Spell>,
    /// For each column its holders, and which one of the matrix each is.
    holders: Csr<(u32, u32)>,
}

impl Times {
    pub(super) fn of(portfolios: &Portfolios<'_>) -> Option<Self> {
        let matrix = &portfolios.holdings.matrix;
        let entries = matrix.rows.items().len();
        let mut times: Vec<(u32, Spell)> = Vec::with_capacity(entries);
        for entry in 0..entries as u32 {
            let spells = spells(portfolios.frame, portfolios.behind_entry(entry));
            times.extend(spells.into_iter().map(|spell| (entry, spell)));
        }
        let last_start = times.iter().map(|(_, spell)| spell.0).max()?;
        let first_end = times.iter().map(|(_, spell)| spell.1).min()?;
        if last_start <= first_end {
            return None;
        }
        let mut holders: Vec<(u32, (u32, u32))> = Vec::with_capacity(entries);
        for row in 0..matrix.rows.rows() {
            let numbers = matrix.rows.range(row);
            let columns = matrix.rows.row(row).iter().zip(numbers);
            holders.extend(columns.map(|(column, entry)| (*column, (row, entry as u32))));
        }
        let holders = Csr::build(matrix.columns.rows() as usize, &holders);
        Some(Self { of_entry: Csr::build(entries, &times), holders })
    }

    /// The holders of a column, ascending, and which one of the matrix each is.
    pub(super) fn holders(&self, column: u32) -> &[(u32, u32)] {
        self.holders.row(column)
    }

    /// Whether two ones of the matrix may have been at the same time.
    pub(super) fn meet(&self, a: u32, b: u32) -> bool {
        meet(self.of_entry.row(a), self.of_entry.row(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Spell {
        spell(Some(&Date::parse(text).unwrap()))
    }

    #[test]
    fn an_award_may_go_on_and_an_interval_ends() {
        assert!(meet(&[at("2016-05-01")], &[at("2019")]));
        assert!(meet(&[at("2016/2018")], &[at("2018-12-31")]));
        assert!(!meet(&[at("2016/2018")], &[at("2019")]));
        assert!(meet(&[at("2016/..")], &[at("2019/2020")]));
        assert!(!meet(&[at("../2018")], &[at("2019/2020")]));
        assert!(meet(&[EVER], &[at("2016/2018")]));
    }

    #[test]
    fn one_of_several_times_is_enough() {
        let several = union(vec![at("2019/2020"), at("2010/2011"), at("2011/2012")]);
        assert_eq!(several.len(), 2);
        assert!(meet(&several, &[at("2012-06/2015")]));
        assert!(!meet(&several, &[at("2013/2015")]));
    }
}
