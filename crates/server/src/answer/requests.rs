//! Who asks for funds.

use std::sync::Arc;

use waymark_analysis::{
    NearFunder, RankedBy, Request, RequestOutcome, Requests as Matched, RequestsConfig,
    requests as look,
};
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;
use crate::words::{WordError, Words};

/// The words that the question reads.
pub const REQUESTS_WORDS: &str = "`near`, `limit`";

/// Takes the words of the question.
///
/// # Errors
/// When a value is none of those expected.
pub fn requests_config(words: &mut Words) -> Result<RequestsConfig, WordError> {
    let usual = RequestsConfig::default();
    let near = words.number("near", 0..=100)?.map_or(usual.near, |near| near as usize);
    let limit = words.number("limit", 1..=1_000)?.map_or(usual.limit, |limit| limit as usize);
    Ok(RequestsConfig { near, limit })
}

/// Who asks for funds, whom they asked, and which funders are near.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn requests(ask: &Ask, config: &RequestsConfig) -> Result<Arc<wire::Requests>, ApiError> {
    ask.once(&format!("requests {config:?}"), || {
        let frame = ask.frame()?;
        let matched = look(&frame, config);
        let run = wire::Run::with([("near", config.near), ("limit", config.limit)])
            .over("askers", matched.askers)
            .over("funders", matched.funders);
        Ok(wire::Requests {
            version: ask.version(),
            filter: ask.filter_words(),
            run,
            says: says(&matched),
            requests: matched.requests.iter().map(|it| request(ask, it)).collect(),
            requests_shown: wire::Known { known: matched.requests.len(), of: matched.askers },
            requested_ties: matched.requested_ties,
            status: known(matched.status),
            funders: matched.funders,
        })
    })
}

fn says(matched: &Matched) -> String {
    let unknown = matched.status.unknown();
    let open = match unknown {
        0 => String::new(),
        unknown => {
            format!(" The status of {unknown} funding ties is unknown: some may be requests.")
        }
    };
    match matched.askers {
        0 => format!("No requests for funds are known; that does not mean that nobody asks.{open}"),
        1 => format!("1 is known to ask for funds, by {} requests.{open}", matched.requested_ties),
        askers => {
            format!(
                "{askers} are known to ask for funds, by {} requests.{open}",
                matched.requested_ties
            )
        }
    }
}

fn request(ask: &Ask, it: &Request) -> wire::FundingRequest {
    wire::FundingRequest {
        asker: ask.name(&it.asker),
        asked: it.asked.iter().map(|funder| asked(ask, funder)).collect(),
        supporters: ask.names(&it.supporters),
        goals: ask.names(&it.goals),
        goals_inferred: it.goals_inferred,
        terms: it.terms.iter().map(Into::into).collect(),
        ranked_by: it.ranked_by.map(|by| match by {
            RankedBy::Similarity => wire::NearRankedBy::Similarity,
            RankedBy::Density => wire::NearRankedBy::Density,
        }),
        near: it.near.iter().map(|funder| near(ask, funder)).collect(),
    }
}

fn asked(ask: &Ask, it: &waymark_analysis::AskedFunder) -> wire::AskedFunder {
    wire::AskedFunder {
        funder: ask.name(&it.funder),
        outcome: match it.outcome {
            RequestOutcome::Open => wire::RequestOutcome::Open,
            RequestOutcome::Declined => wire::RequestOutcome::Declined,
            RequestOutcome::Supports => wire::RequestOutcome::Supports,
        },
        ties: it.ties.iter().map(tie).collect(),
        similarity: it.nearness.similarity,
        density: it.nearness.density,
    }
}

fn tie(it: &waymark_analysis::RequestTie) -> wire::RequestTie {
    wire::RequestTie {
        tie: it.tie.to_string(),
        requested: it.requested,
        date: it.date.map(|date| date.to_string()),
        amount: it.amount.as_ref().map(Into::into),
    }
}

fn near(ask: &Ask, it: &NearFunder) -> wire::NearFunder {
    let goals = it.goals.iter().map(|(goal, recipients)| wire::SharedGoal {
        goal: ask.name(goal),
        recipients: *recipients,
    });
    let terms = it
        .terms
        .iter()
        .map(|(term, recipients)| wire::SharedTerm { term: term.into(), recipients: *recipients });
    let (goals, terms): (Vec<_>, Vec<_>) = (goals.collect(), terms.collect());
    let cofunded = ask.names(&it.cofunded);
    wire::NearFunder {
        funder: ask.name(&it.funder),
        similarity: it.nearness.similarity,
        density: it.nearness.density,
        because: because(ask, &goals, &terms, &cofunded),
        goals,
        terms,
        cofunded,
        profiled: known(it.profiled),
    }
}

/// Why a funder is near, in words.
fn because(
    ask: &Ask,
    goals: &[wire::SharedGoal],
    terms: &[wire::SharedTerm],
    cofunded: &[wire::EntityRef],
) -> String {
    let mut reasons: Vec<String> = Vec::new();
    let list = |parts: Vec<String>| parts.join(", ");
    if !goals.is_empty() {
        let goals = goals.iter().map(|it| format!("“{}” ({})", it.goal.name, it.recipients));
        reasons.push(format!("it supports work toward {}", list(goals.collect())));
    }
    if !terms.is_empty() {
        let terms =
            terms.iter().map(|it| format!("{} ({})", term_name(ask, &it.term), it.recipients));
        reasons.push(format!("what it supports carries {}", list(terms.collect())));
    }
    if !cofunded.is_empty() {
        let names = cofunded.iter().map(|it| it.name.clone());
        reasons.push(format!("with a supporter of who asks it supports {}", list(names.collect())));
    }
    reasons.join("; ")
}

fn term_name(ask: &Ask, term: &wire::TermRef) -> String {
    let facets = ask.map().facets().find(|facet| facet.id.as_str() == term.facet);
    let found =
        facets.and_then(|facet| facet.terms.iter().find(|(id, _)| id.as_str() == term.term));
    found.map_or_else(|| term.term.clone(), |(_, term)| term.name.clone())
}
