//! Where nothing is known to happen.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(gaps);
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
