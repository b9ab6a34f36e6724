//! The column of stages: `<2018:1/2;2018:3`, `sequence 1,2,3/4 (year columns lost)`, or words.

use waymark_model::{Date, Stage, StageNature, StageWhen};

/// What the column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stages {
    /// Readings on the scale.
    Readings(Vec<Reading>),
    /// When it ended.
    Ended(Date),
    /// Something that is neither.
    Words,
}

/// A reading before its source is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) when: StageWhen,
    pub(crate) low: Stage,
    pub(crate) high: Stage,
    pub(crate) nature: StageNature,
}

pub(crate) const EXPECTED: &str =
    "`<2018:1/2;2018:3` (years and stages 1 to 5), `sequence 1,2,3` or `ended 2017-09`";

/// Reads the column. Years up to `reached_until` tell what was reached, later ones what was hoped
/// for. What begins like readings and is none is refused with nothing read of it.
pub(crate) fn read(cell: &str, reached_until: i32) -> Option<Stages> {
    if let Some(steps) = cell.strip_prefix("sequence ") {
        return sequence(steps).map(Stages::Readings);
    }
    if let Some(date) = cell.strip_prefix("ended ") {
        return Some(Date::parse(date.trim()).map_or(Stages::Words, Stages::Ended));
    }
    if !cell.starts_with(|c: char| c == '<' || c.is_ascii_digit()) {
        return Some(Stages::Words);
    }
    let readings: Option<Vec<Reading>> =
        cell.split(';').map(|part| of_year(part.trim(), reached_until)).collect();
    readings.map(Stages::Readings)
}

/// Steps whose years are lost: they keep their order and are never given a year.
fn sequence(steps: &str) -> Option<Vec<Reading>> {
    let steps = steps.split_once('(').map_or(steps, |(steps, _)| steps);
    let read = |(step, stages): (u32, &str)| {
        let (low, high) = range(stages)?;
        Some(Reading { when: StageWhen::Step(step), low, high, nature: StageNature::Unknown })
    };
    (1..).zip(steps.split(',')).map(read).collect()
}

fn of_year(part: &str, reached_until: i32) -> Option<Reading> {
    let (year, stages) = part.split_once(':')?;
    let (low, high) = range(stages)?;
    let (before, digits) = match year.strip_prefix('<') {
        Some(digits) => (true, digits),
        None => (false, year),
    };
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    let (when, last) =
        if before { (StageWhen::Before(year), year - 1) } else { (StageWhen::Year(year), year) };
    let nature = if last <= reached_until { StageNature::Reached } else { StageNature::Forecast };
    Some(Reading { when, low, high, nature })
}

fn range(text: &str) -> Option<(Stage, Stage)> {
    let stage = |text: &str| text.trim().parse().ok().and_then(Stage::new);
    let (low, high) = text.split_once('/').unwrap_or((text, text));
    let (low, high) = (stage(low)?, stage(high)?);
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(cell: &str) -> Vec<(StageWhen, u8, u8, StageNature)> {
        let Some(Stages::Readings(readings)) = read(cell, 2019) else { return Vec::new() };
        let flat = |it: &Reading| (it.when, it.low.number(), it.high.number(), it.nature);
        readings.iter().map(flat).collect()
    }

    #[test]
    fn years_up_to_the_edition_were_reached_and_later_ones_forecast() {
        use StageNature::{Forecast, Reached};
        assert_eq!(
            readings("<2018:1/2;2018:3;2019:4;2022:5"),
            [
                (StageWhen::Before(2018), 1, 2, Reached),
                (StageWhen::Year(2018), 3, 3, Reached),
                (StageWhen::Year(2019), 4, 4, Reached),
                (StageWhen::Year(2022), 5, 5, Forecast),
            ]
        );
    }

    #[test]
    fn a_sequence_without_years_never_gets_any() {
        let steps = readings("sequence 1,2,3,3/4 (year columns lost)");
        assert_eq!(steps[0], (StageWhen::Step(1), 1, 1, StageNature::Unknown));
        assert_eq!(steps[3], (StageWhen::Step(4), 3, 4, StageNature::Unknown));
        assert_eq!(steps.len(), 4);
    }

    #[test]
    fn an_end_is_a_date_and_other_words_stay_words() {
        assert_eq!(
            read("ended 2017-09", 2019),
            Some(Stages::Ended(Date::parse("2017-09").unwrap()))
        );
        assert_eq!(read("ended: campaign concluded", 2019), Some(Stages::Words));
        assert_eq!(read("completed", 2019), Some(Stages::Words));
    }

    #[test]
    fn stages_outside_the_scale_are_refused() {
        for cell in ["2018:6", "2018:0", "2018:3/1", "2018", "sequence 1,9", "<18:1", "2018:"] {
            assert_eq!(read(cell, 2019), None, "{cell}");
        }
    }
}
