//! What would lose its known support.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::{self, ExitQuestion};
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(exit);
}

/// What would lose its known support
///
/// Plays through that funders leave (`without`) and that support known to end before a day lapses
/// (`lapse`): which initiatives, organizations, goals, cells and planned milestones lose all known
/// support, which keep some, and of which none was known before. Without either, the funders whose
/// exit would take the most come first. Support of unknown end does not lapse.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("without" = Option<String>, Query, description = "Ids of the organizations that leave; repeated, or with commas"),
    ("lapse" = Option<String>, Query, description = "A date (EDTF): support known to end before its first day lapses"),
    ("rows" = Option<String>, Query, description = "The rows of the table whose cells are looked at: `goal` (by default), `stage`, `lead-sort`, `funder-sort`, or the id of a facet"),
    ("by" = Option<String>, Query, description = "Its columns, in the same words; `stage` by default"),
    ("year" = Option<i32>, Query, description = "For `stage`: the year; by default the latest with a reached stage"),
    ("limit" = Option<u64>, Query, description = "How many of each list at most: 1 to 10000, by default 1000")),
    responses((status = 200, body = wire::Exit), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/exit")]
async fn exit(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, question| answer::exit(ask, &question);
    asked.answer(Filtered::Yes, ExitQuestion::WORDS, ExitQuestion::read, work).await
}
