//! Dates as people write them, turned into EDTF without inventing precision.

use waymark_model::Date;

/// Which of two numbers is the day where a date is written `31/12/2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// `31/12/2020`
    DayFirst,
    /// `12/31/2020`
    MonthFirst,
}

/// A date, and whether it had to be put into other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadDate {
    pub(crate) date: Date,
    pub(crate) reworded: bool,
}

pub(crate) const EXPECTED: &str = "a date such as `2019`, `2019-03`, `2019-03-31`, `March 2019`, \
     `2018 fall`, `2020 late` or `31 March 2019`";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The groupings of EDTF that have a name: seasons, and thirds of a year, which are only about.
const PARTS_OF_YEAR: [(&str, &str); 12] = [
    ("spring", "21"),
    ("summer", "22"),
    ("autumn", "23"),
    ("fall", "23"),
    ("winter", "24"),
    ("early", "37~"),
    ("mid", "38~"),
    ("late", "39~"),
    ("q1", "33"),
    ("q2", "34"),
    ("q3", "35"),
    ("q4", "36"),
];

/// Reads a date, or says why it cannot be read for sure.
pub(crate) fn read_date(cell: &str, order: Option<DayOrder>) -> Result<ReadDate, &'static str> {
    if let Ok(date) = Date::parse(cell)
        && !cell.contains('/')
    {
        return Ok(ReadDate { date, reworded: false });
    }
    let reworded = |edtf: &str| match Date::parse(edtf) {
        Ok(date) => Ok(ReadDate { date, reworded: true }),
        Err(_) => Err("is not a date that exists"),
    };
    if let Some((day, time)) = cell.split_once('T')
        && time.contains(':')
    {
        // A midnight is how software writes a day; any other time is worth keeping in words.
        let read = reworded(day)?;
        return Ok(ReadDate { reworded: !time.starts_with("00:00:00"), ..read });
    }
    if let Some(numbers) = three_numbers(cell) {
        return reworded(&numeric(numbers, order)?);
    }
    if let Ok(date) = Date::parse(cell) {
        return Ok(ReadDate { date, reworded: false });
    }
    match in_words(cell) {
        Some(edtf) => reworded(&edtf),
        None => Err("is not a date"),
    }
}

/// What all dates of a column together tell about the order of day and month.
pub(crate) fn day_order_of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<DayOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for [first, second, _] in cells.filter_map(three_numbers).filter(|[first, ..]| first.len() < 3)
    {
        day_first |= first.parse().is_ok_and(|number: u8| number > 12);
        month_first |= second.parse().is_ok_and(|number: u8| number > 12);
    }
    match (day_first, month_first) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// `31/12/2020`, `2020/12/31` and `31.12.2020` in parts.
fn three_numbers(cell: &str) -> Option<[&str; 3]> {
    let sign = ['/', '.'].into_iter().find(|sign| cell.contains(*sign))?;
    let mut parts = cell.split(sign);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    let all_digits = |text: &&str| {
        matches!(text.len(), 1 | 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.next().is_none() && numbers.iter().all(all_digits)).then_some(numbers)
}

fn numeric(
    [first, second, third]: [&str; 3],
    order: Option<DayOrder>,
) -> Result<String, &'static str> {
    if first.len() == 4 {
        return Ok(format!("{first}-{second:0>2}-{third:0>2}"));
    }
    if third.len() != 4 {
        return Err("has a year without its century");
    }
    let is_day = |text: &str| text.parse().is_ok_and(|number: u8| number > 12);
    let order = match (is_day(first), is_day(second)) {
        (true, _) => DayOrder::DayFirst,
        (_, true) => DayOrder::MonthFirst,
        _ if first == second => DayOrder::DayFirst,
        _ => order.ok_or("may have the day or the month first, and nothing else tells")?,
    };
    Ok(match order {
        DayOrder::DayFirst => format!("{third}-{second:0>2}-{first:0>2}"),
        DayOrder::MonthFirst => format!("{third}-{first:0>2}-{second:0>2}"),
    })
}

/// `October 2024`, `12 March 2020`, `March 12, 2020`, `2018 fall`, `late 2020`, `Q2 2017`.
fn in_words(cell: &str) -> Option<String> {
    let lower = cell.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_year(word));
    let [year] = year[..] else { return None };
    match rest[..] {
        [word] => part_of_year(word)
            .map(|part| format!("{year}-{part}"))
            .or_else(|| month(word).map(|month| format!("{year}-{month:02}"))),
        [a, b] => {
            let (month, day) = month(a).map(|month| (month, b)).or(month(b).map(|m| (m, a)))?;
            let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let day: u8 = day.parse().ok()?;
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

fn part_of_year(word: &str) -> Option<&'static str> {
    PARTS_OF_YEAR.iter().find(|(name, _)| *name == word).map(|(_, part)| *part)
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let is = |name: &str| name == word || (word.len() == 3 && name.starts_with(word));
    let sept = (word == "sept").then_some(8);
    MONTHS.iter().position(|name| is(name)).or(sept).map(|position| position + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<String> {
        read_date(cell, None).ok().map(|read| read.date.to_string())
    }

    #[test]
    fn words_become_edtf_of_the_same_precision() {
        for (cell, expected) in [
            ("2020 late", "2020-39~"),
            ("2019 mid", "2019-38~"),
            ("2015 early", "2015-37~"),
            ("2018 fall", "2018-23"),
            ("2021 summer", "2021-22"),
            ("October 2024", "2024-10"),
            ("Sept. 2019", "2019-09"),
            ("12 March 2020", "2020-03-12"),
            ("March 12th, 2020", "2020-03-12"),
            ("Q2 2017", "2017-34"),
            ("2017-Q2", "2017-34"),
            ("31/12/2020", "2020-12-31"),
            ("12/31/2020", "2020-12-31"),
            ("31.12.2020", "2020-12-31"),
            ("2020/3/1", "2020-03-01"),
            ("2020-11-11T12:00:00Z", "2020-11-11"),
            ("2018/2020", "2018/2020"),
            ("2019~", "2019~"),
        ] {
            assert_eq!(read(cell).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for cell in [
            "",
            "soon",
            "2019-02-30",
            "03/04/2020",
            "1/2/20",
            "43831",
            "May",
            "fall",
            "1 2 2020",
            "31 Foo 2020",
            "2019-20",
            "32 March 2020",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_rest_of_the_column_tells_the_order_of_day_and_month() {
        let order = day_order_of(["03/04/2020", "25/04/2020"].into_iter());
        assert_eq!(order, Some(DayOrder::DayFirst));
        assert_eq!(read_date("03/04/2020", order).unwrap().date.to_string(), "2020-04-03");
        assert_eq!(day_order_of(["25/04/2020", "04/25/2020"].into_iter()), None);
    }
}
