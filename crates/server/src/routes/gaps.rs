//! Where nothing is known to happen.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::{self, GapsQuestion};
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(gaps);
}

/// Where nothing is known to happen
///
/// Any two of: goals, stages, the terms of a facet, the sort of who leads or funds. *Known empty*,
/// *unknown* and *impossible* are three things. Each cell says what would be expected, what goes
/// on, on how much its support rests, and who is near; with a table of needs (`need`), shares of
/// money are held against shares of need.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("rows" = Option<String>, Query, description = "`goal` (by default), `stage`, `lead-sort`, `funder-sort`, or the id of a facet"),
    ("by" = Option<String>, Query, description = "The columns, in the same words; `stage` by default"),
    ("year" = Option<i32>, Query, description = "For `stage`: the year; by default the latest with a reached stage"),
    ("threshold" = Option<u64>, Query, description = "Cells with fewer initiatives than this, and at least one, are thin; 2 by default"),
    ("nearest" = Option<u64>, Query, description = "How many of the nearest organizations and initiatives are named for an empty or thin cell: 0 to 20, by default 3"),
    ("need" = Option<String>, Query, description = "Rows or columns with their need as `ID:NUMBER`; repeated, or with commas"),
    ("need_unit" = Option<String>, Query, description = "What need is counted in"),
    ("need_source" = Option<String>, Query, description = "Who says so; must stand beside `need`")),
    responses((status = 200, body = wire::Gaps), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/gaps")]
async fn gaps(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, question| answer::gaps(ask, &question);
    asked.answer(Filtered::Yes, GapsQuestion::WORDS, GapsQuestion::read, work).await
}
