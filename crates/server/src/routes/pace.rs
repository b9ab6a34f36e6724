//! How fast the work goes.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(pace);
}

/// How fast the work goes
///
/// Milestones met, due and missed by year, the share on time, how long a milestone takes
/// (Kaplan–Meier, open ones censored), and stages reached against stages forecast; with `against`,
/// what became of what an earlier state planned and forecast. What is not known is counted apart
/// and widens ranges; it is never taken for late.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("against" = Option<String>, Query, description = "An earlier state: the id of an edition, a log position, a day or a moment")),
    responses((status = 200, body = wire::Pace), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/pace")]
async fn pace(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`against`",
            |words| words.state("against"),
            |state, ask, against| {
                let before = against.map(|word| ask.before(&state.engine, &word)).transpose()?;
                answer::pace(ask, before.as_ref())
            },
        )
        .await
}
