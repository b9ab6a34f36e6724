//! Where funders overlap.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::OverlapConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(overlap).service(pair);
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
