//! How far numbers and first places would move if ties were missing.

use std::sync::Arc;

use waymark_analysis::{
    Headline, Measure, MissingSort, Place, Ranking, RankingBy, SensitivityConfig,
    sensitivity as measure,
};
use waymark_engine::EngineError;
use waymark_wire as wire;

use super::Ask;
use crate::ApiError;

/// Between what the headline numbers lie, and what it takes to overturn first places, if at most so
/// many ties are missing.
///
/// # Errors
/// When the filter names something that is not on the map, or more is taken to be missing than can
/// be.
pub fn sensitivity(
    ask: &Ask,
    config: &SensitivityConfig,
) -> Result<Arc<wire::Sensitivity>, ApiError> {
    ask.once(&format!("sensitivity {config:?}"), || {
        let frame = ask.frame()?;
        let found = measure(&frame, config, ask.today, ask.watch()).map_err(EngineError::from)?;
        let missing = found.config.missing;
        let run =
            wire::Run::with([("missing", missing.to_string()), ("today", ask.today.to_string())]);
        Ok(wire::Sensitivity {
            version: ask.version(),
            filter: ask.filter_words(),
            run: run.over("things", found.about.entities).over("ties", found.about.ties),
            missing,
            today: ask.today.to_string(),
            numbers: found.numbers.iter().map(|headline| number(ask, headline)).collect(),
            rankings: found.rankings.iter().map(|one| ranking(ask, one, missing)).collect(),
            not_ranked: found.not_ranked.iter().map(|by| by.word().to_owned()).collect(),
        })
    })
}

fn number(ask: &Ask, headline: &Headline) -> wire::SensitiveNumber {
    wire::SensitiveNumber {
        measure: headline.measure.word().to_owned(),
        name: name(headline.measure).to_owned(),
        of: ask.names(&headline.of),
        missing: headline.missing.word().to_owned(),
        value: headline.value,
        low: headline.range.map(|(low, _)| low),
        high: headline.range.map(|(_, high)| high),
        how: headline.measure.how().to_owned(),
    }
}

fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Funders => "organizations known to fund",
        Measure::WithoutFunder => "initiatives without a known funder",
        Measure::WithoutLead => "initiatives without a known lead",
        Measure::Shared => "recipients that both fund",
        Measure::Jaccard => "the same, of all that either funds (Jaccard)",
        Measure::Isolates => "initiatives without a known tie to another",
        Measure::Groups => "groups of linked initiatives",
        Measure::LargestGroup => "initiatives in the largest group",
        Measure::WithoutGoal => "initiatives without a known goal",
        Measure::CoordinationRatio => "tied pairs, of the pairs with a goal in common",
        Measure::OpenCells => "cells of goals by stages without a known initiative",
        Measure::OnTime => "milestones on time, of those known",
    }
}

fn ranking(ask: &Ask, ranking: &Ranking, missing: usize) -> wire::SensitiveRanking {
    let place = |place: &Place| wire::SensitivePlace {
        things: ask.names(&place.things),
        value: place.value,
    };
    let tie = |tie: &waymark_analysis::MissingTie| wire::UnreportedTie {
        from: ask.name(&tie.from),
        to: ask.name(&tie.to),
    };
    let (first, challenger) = (place(&ranking.first), ranking.challenger.as_ref().map(place));
    let ties: Vec<wire::UnreportedTie> = ranking.ties.iter().map(tie).collect();
    wire::SensitiveRanking {
        by: ranking.by.word().to_owned(),
        missing: ranking.by.missing().word().to_owned(),
        sentence: sentence(ranking, &first, challenger.as_ref(), &ties),
        first,
        level: ranking.level,
        flips: ranking.flips,
        flips_within: ranking.flips.is_some_and(|flips| flips <= missing),
        challenger,
        ties,
        exact: ranking.exact,
    }
}

/// What it takes to overturn a first place, as one would say it.
fn sentence(
    ranking: &Ranking,
    first: &wire::SensitivePlace,
    challenger: Option<&wire::SensitivePlace>,
    ties: &[wire::UnreportedTie],
) -> String {
    let by = ranking.by;
    let holder = format!("{} ({})", things(first), number_of(by, first.value));
    let (Some(flips), Some(challenger)) = (ranking.flips, challenger) else {
        return format!("The first place of {holder} cannot be overturned by any missing tie.");
    };
    let also = match ranking.level {
        Some(0) => ", which it shares already,",
        _ => "",
    };
    let at_most = if ranking.exact { "" } else { "at most " };
    let example = ties.first().map_or(String::new(), |tie| {
        let more = if flips > 1 { " and more like it" } else { "" };
        format!(": {}{more}", in_words(by.missing(), tie))
    });
    format!(
        "The first place of {holder}{also} goes to {} ({}) if {at_most}{} missing{example}.",
        things(challenger),
        number_of(by, challenger.value),
        ties_of(by.missing(), flips)
    )
}

fn things(place: &wire::SensitivePlace) -> String {
    place.things.iter().map(|thing| thing.name.as_str()).collect::<Vec<_>>().join(" and ")
}

fn number_of(by: RankingBy, value: f64) -> String {
    match by {
        RankingBy::SharedRecipients => format!("{value} shared"),
        RankingBy::Recipients => format!("{value} supported"),
        RankingBy::Initiatives => format!("{value} initiatives"),
        RankingBy::CoordinationRatio => format!("{:.1}% of pairs tied", 100.0 * value),
    }
}

fn ties_of(missing: MissingSort, count: usize) -> String {
    let (one, many) = match missing {
        MissingSort::Funding => ("funding tie", "funding ties"),
        MissingSort::Leads => ("lead", "leads"),
        MissingSort::Links => ("tie between initiatives", "ties between initiatives"),
        MissingSort::Placements => ("placement under a goal", "placements under a goal"),
        MissingSort::Dates => ("date", "dates"),
    };
    if count == 1 { format!("1 {one} is") } else { format!("{count} {many} are") }
}

fn in_words(missing: MissingSort, tie: &wire::UnreportedTie) -> String {
    let (from, to) = (&tie.from.name, &tie.to.name);
    match missing {
        MissingSort::Funding => format!("{from} funds {to}"),
        MissingSort::Leads => format!("{from} leads {to}"),
        MissingSort::Links => format!("{from} works with {to}"),
        MissingSort::Placements => format!("{from} serves {to}"),
        MissingSort::Dates => format!("{from} at {to}"),
    }
}
