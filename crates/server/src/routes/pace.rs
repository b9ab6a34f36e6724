//! How fast the work goes.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(pace);
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
