//! Questions about the map as a whole.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::{OverlapConfig, PathsConfig};
use waymark_model::EntityId;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(summary)
        .service(overlap)
        .service(pair)
        .service(gaps)
        .service(coordination)
        .service(pace)
        .service(paths);
}

/// The four questions in numbers
///
/// Who is working in this space, on what, how fast, and are they coordinating: each number with how
/// much of it is known.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams), responses(
    (status = 200, body = wire::Summary), (status = "4XX", body = wire::Problem)))]
#[get("/summary")]
async fn summary(asked: Asked) -> Reply {
    asked.part(|_, ask| answer::summary(ask)).await
}

/// Where funders overlap
///
/// Pairs of organizations by the initiatives and organizations that both are known to support.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("minimum" = Option<u64>, Query, description = "Only pairs that share at least so many; 1 by default"),
    ("limit" = Option<u64>, Query, description = "How many pairs at most: 1 to 10000, by default 1000")),
    responses((status = 200, body = wire::Overlap), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/overlap")]
async fn overlap(asked: Asked) -> Reply {
    let own = "`minimum`, `limit`";
    asked
        .answer(
            Filtered::Yes,
            own,
            |words| {
                let minimum = words.number("minimum", 1..=1_000_000)?.unwrap_or(1);
                let limit = words.number("limit", 1..=10_000)?.unwrap_or(1_000);
                Ok(OverlapConfig {
                    minimum_shared: minimum as usize,
                    limit: limit as usize,
                    ..OverlapConfig::default()
                })
            },
            |_, ask, config| answer::overlap(ask, &config),
        )
        .await
}

/// Two funders side by side
///
/// What only one supports, what both support, and the ties and sources behind it.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("a" = String, Path, description = "The id of one"),
    ("b" = String, Path, description = "The id of the other")),
    responses((status = 200, body = wire::PairReport), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/overlap/{a}/{b}")]
async fn pair(asked: Asked, path: web::Path<(String, String)>) -> Reply {
    let (a, b) = path.into_inner();
    let (a, b) = (super::reads::id(&a)?, super::reads::id(&b)?);
    asked.part(move |_, ask| answer::pair_report(ask, &a, &b)).await
}

/// Where nothing is known to happen
///
/// Goals against stages, a facet, or the sort of who leads or funds. *Known empty*, *unknown* and
/// *impossible* are three things.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("by" = Option<String>, Query, description = "`stage` (by default), `lead-sort`, `funder-sort`, or the id of a facet"),
    ("year" = Option<i32>, Query, description = "For `stage`: the year; by default the latest with a reached stage")),
    responses((status = 200, body = wire::Gaps), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/gaps")]
async fn gaps(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`by`, `year`",
            |words| {
                let year = words.read("year", "a year such as 2019", |year| year.parse().ok())?;
                let expected = "`stage`, `lead-sort`, `funder-sort` or the id of a facet";
                let by = words.read("by", expected, |word| answer::GapsBy::parse(word, year))?;
                Ok(by.unwrap_or(answer::GapsBy::Stage(year)))
            },
            |_, ask, by| answer::gaps(ask, &by),
        )
        .await
}

/// Who is tied to whom
///
/// Tied pairs over pairs with the same goal, initiatives without a known tie, connected groups.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams), responses(
    (status = 200, body = wire::Coordination), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/coordination")]
async fn coordination(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_| answer::coordination(ask);
    asked.part(work).await
}

/// How fast the work goes
///
/// Milestones met, due and missed by year, and stages reached against stages forecast.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams), responses(
    (status = 200, body = wire::Pace), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/pace")]
async fn pace(asked: Asked) -> Reply {
    asked.part(|_, ask| answer::pace(ask)).await
}

/// How two things are connected
///
/// The shortest ways over ties, with the evidence for each step. No way found means that none is
/// known.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("start" = String, Query, description = "The id of the thing where the ways begin"),
    ("end" = String, Query, description = "The id of the thing where they end"),
    ("limit" = Option<u64>, Query, description = "How many ways at most: 1 to 20, by default 5")),
    responses((status = 200, body = wire::Paths), (status = "4XX", body = wire::Problem)))]
#[get("/paths")]
async fn paths(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`start`, `end`, `limit`",
            |words| {
                let mut end = |word: &str| {
                    let found =
                        words.read(word, "the id of a thing", |id| EntityId::parse(id).ok())?;
                    found.ok_or_else(|| crate::words::WordError {
                        word: word.to_owned(),
                        value: String::new(),
                        expected: "the id of a thing".to_owned(),
                    })
                };
                let (from, to) = (end("start")?, end("end")?);
                let limit = words.number("limit", 1..=20)?.unwrap_or(5) as usize;
                Ok((from, to, PathsConfig { max_paths: limit, ..PathsConfig::default() }))
            },
            |_, ask, (from, to, config)| answer::paths(ask, &from, &to, &config),
        )
        .await
}
