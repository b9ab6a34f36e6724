//! Dates, as numbers.

use serde::{Deserialize, Serialize};
use waymark_model::{Date, Day, Endpoint, Part, Point};

use super::{Nonsense, Record, choices};

choices! {
    CertaintyRecord for Certainty { Exact, Uncertain, Approximate, Both }
}

#[derive(Serialize, Deserialize)]
enum PartRecord {
    Decade,
    Year,
    Grouping(u8),
    Month(u8),
    Day(u8, u8),
}

#[derive(Serialize, Deserialize)]
struct PointRecord {
    year: i32,
    part: PartRecord,
    certainty: CertaintyRecord,
}

#[derive(Serialize, Deserialize)]
enum EndpointRecord {
    At(PointRecord),
    Open,
    Unknown,
}

/// A date or an interval.
#[derive(Serialize, Deserialize)]
pub(crate) struct DateRecord(Extent);

#[derive(Serialize, Deserialize)]
enum Extent {
    At(PointRecord),
    Between(EndpointRecord, EndpointRecord),
}

impl<'a> Record<'a> for DateRecord {
    type Model = Date;

    fn of(model: &'a Date) -> Self {
        Self(match model {
            Date::At(point) => Extent::At(PointRecord::of(point)),
            Date::Between(from, to) => {
                Extent::Between(EndpointRecord::of(from), EndpointRecord::of(to))
            }
        })
    }

    fn read(self) -> Result<Date, Nonsense> {
        Ok(match self.0 {
            Extent::At(point) => Date::At(point.read()?),
            Extent::Between(from, to) => Date::Between(from.read()?, to.read()?),
        })
    }
}

impl<'a> Record<'a> for EndpointRecord {
    type Model = Endpoint;

    fn of(model: &'a Endpoint) -> Self {
        match model {
            Endpoint::At(point) => Self::At(PointRecord::of(point)),
            Endpoint::Open => Self::Open,
            Endpoint::Unknown => Self::Unknown,
        }
    }

    fn read(self) -> Result<Endpoint, Nonsense> {
        Ok(match self {
            Self::At(point) => Endpoint::At(point.read()?),
            Self::Open => Endpoint::Open,
            Self::Unknown => Endpoint::Unknown,
        })
    }
}

impl<'a> Record<'a> for PointRecord {
    type Model = Point;

    fn of(model: &'a Point) -> Self {
        let Point { year, part, certainty } = model;
        let part = match *part {
            Part::Decade => PartRecord::Decade,
            Part::Year => PartRecord::Year,
            Part::Grouping(grouping) => PartRecord::Grouping(grouping),
            Part::Month(month) => PartRecord::Month(month),
            Part::Day(month, day) => PartRecord::Day(month, day),
        };
        Self { year: *year, part, certainty: CertaintyRecord::of(certainty) }
    }

    fn read(self) -> Result<Point, Nonsense> {
        let Self { year, part, certainty } = self;
        let part = match part {
            PartRecord::Decade => Part::Decade,
            PartRecord::Year => Part::Year,
            PartRecord::Grouping(grouping @ (21..=24 | 33..=41)) => Part::Grouping(grouping),
            PartRecord::Grouping(grouping) => return Err(Nonsense::value("grouping", grouping)),
            PartRecord::Month(month @ 1..=12) => Part::Month(month),
            PartRecord::Month(month) => return Err(Nonsense::value("month", month)),
            PartRecord::Day(month, day) if Day::new(year, month, day).is_some() => {
                Part::Day(month, day)
            }
            PartRecord::Day(month, day) => {
                return Err(Nonsense::value("day", format!("{year:04}-{month:02}-{day:02}")));
            }
        };
        Ok(Point { year, part, certainty: certainty.read()? })
    }
}
