//! Saying that a value was checked.

use actix_web::{HttpRequest, HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_model::Date;
use waymark_wire as wire;

use super::Shared;
use super::changes::{dry_run, malformed, note, outcome, state_after};
use crate::answer::{confirmation_of, confirmed};
use crate::reply::{Query, blocking, expected};
use crate::{ApiError, state};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(confirm);
}

/// Confirms facts
///
/// Beside each value stands the same again: verified, as of today or another date, by a source that
/// names who checked it, and preferred from then on. What others state stays beside it. All are
/// confirmed, or none; one undo takes it back. With `If-Match: ETAG` only if the map is still as it
/// was when that answer was given; otherwise 412. With `dry_run=true` nothing is written.
#[utoipa::path(tag = "changes", request_body = wire::ConfirmRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Applied), (status = "4XX", body = wire::Problem)))]
#[post("/confirmations")]
async fn confirm(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Json<wire::ConfirmRequest>,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let applied = blocking(move || {
        let wire::ConfirmRequest { author, as_of, facts } = body.into_inner();
        let author = author.filter(|author| !author.trim().is_empty());
        let as_of = date_of(as_of)?;
        if dry_run {
            let now = state.engine.now();
            let changes = confirmed(&now.map, author.as_deref(), as_of, &facts)?;
            let applied = state.engine.dry_run(&changes, expected)?;
            return Ok(outcome(&now, applied, true));
        }
        let note = note(author.clone(), confirmation_of(&facts));
        let applied = state
            .engine
            .edit(&note, expected, |map| confirmed(map, author.as_deref(), as_of, &facts))?;
        state_after(&state, applied)
    });
    Ok(HttpResponse::Ok().json(applied.await?))
}

fn date_of(as_of: Option<String>) -> Result<Date, ApiError> {
    let Some(text) = as_of else { return Ok(Date::day(state::day_of(state::now()))) };
    Date::parse(&text).map_err(|error| {
        let expected = error.to_string();
        malformed(wire::Malformed { field: "as_of".to_owned(), value: text, expected })
    })
}
