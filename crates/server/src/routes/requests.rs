//! Who asks for funds.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::{self, REQUESTS_WORDS, requests_config};
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(requests);
}

/// Who asks for funds
///
/// Initiatives and organizations with a known request, whom they asked and what came of it, and
/// funders with a near portfolio that were neither asked nor support them.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("near" = Option<u64>, Query, description = "How many near funders for each: 0 to 100, by default 5"),
    ("limit" = Option<u64>, Query, description = "How many who ask at most: 1 to 1000, by default 100")),
    responses((status = 200, body = wire::Requests), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/requests")]
async fn requests(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, config| answer::requests(ask, &config);
    asked.answer(Filtered::Yes, REQUESTS_WORDS, requests_config, work).await
}
