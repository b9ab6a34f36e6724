//! Who is tied to whom.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(coordination);
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
