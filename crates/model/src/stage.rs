//! The guide's own scale of progress.

use crate::{EditionId, Provenance};

/// A step of the scale, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage(u8);

impl Stage {
    /// All five, in order.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The stage with this number, if it is 1 to 5.
    pub fn new(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The guide's words for it.
    pub fn name(self) -> &'static str {
        match self.0 {
            1 => "drawing board",
            2 => "under construction",
            3 => "proof of concept",
            4 => "tested and scaling on outside money",
            _ => "self-sustaining",
        }
    }
}

/// The time a reading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageWhen {
    /// Some time before this year.
    Before(i32),
    /// This year.
    Year(i32),
    /// A place in a sequence whose years were lost, counted from 1. It is never given a year.
    Step(u32),
}

/// Whether a reading tells what was or what was hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageNature {
    /// The stage was reached.
    Reached,
    /// The stage was forecast.
    Forecast,
    /// The source does not let one tell.
    Unknown,
}

impl StageNature {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Reached, Self::Forecast, Self::Unknown];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Forecast => "forecast",
            Self::Unknown => "unknown",
        }
    }
}

/// The stage of an initiative at one time, as a range, from the edition that stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageReading {
    /// The time it is for.
    pub when: StageWhen,
    /// The lowest stage it may be.
    pub low: Stage,
    /// The highest stage it may be.
    pub high: Stage,
    /// Reached or forecast.
    pub nature: StageNature,
    /// The edition that stated it, where known.
    pub edition: Option<EditionId>,
    /// Where it comes from.
    pub provenance: Provenance,
}
