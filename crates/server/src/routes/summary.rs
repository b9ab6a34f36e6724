//! The four questions in numbers.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(summary);
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
