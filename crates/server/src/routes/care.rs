//! Which facts need a person.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::{self, CARE_WORDS, care_question};
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(care);
}

/// Which facts need a person
///
/// Those in conflict, inferred, without a source that can be looked up, or not confirmed for long;
/// the facts on which most depends first. Facts of which it is unknown when they were stated are
/// counted apart, and listed when they are asked for.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("reason" = Option<String>, Query, description = "Why: `conflict`, `inferred`, `unsourced`, `stale`, `undated`; several with commas; by default all but the last"),
    ("stale_after" = Option<u64>, Query, description = "After how many months without confirmation a fact is stale: 1 to 1200, by default 24"),
    ("limit" = Option<u64>, Query, description = "How many facts at most: 1 to 1000, by default 100")),
    responses((status = 200, body = wire::Care), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/care")]
async fn care(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, question| answer::care(ask, &question);
    asked.answer(Filtered::Yes, CARE_WORDS, care_question, work).await
}
