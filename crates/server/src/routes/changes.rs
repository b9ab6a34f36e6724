//! Changing the map, and what was changed.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_engine::{Applied, At, Note, View};
use waymark_model::{Date, EditionId};
use waymark_wire as wire;

use super::{AtParams, Shared};
use crate::answer::{self, version_of};
use crate::reply::{Asked, Filtered, Query, Reply, blocking, expected};
use crate::words::Words;
use crate::{ApiError, State, state};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(history).service(post_changes).service(undo).service(publish);
}

/// Who changes what they do not sign.
const NOBODY: &str = "anonymous";

/// The change log, the newest first
#[utoipa::path(tag = "history", params(AtParams,
    ("limit" = Option<u64>, Query, description = "How many at most: 1 to 1000, by default 100"),
    ("cursor" = Option<String>, Query, description = "What `next` of the part before gave")),
    responses((status = 200, body = wire::History), (status = "4XX", body = wire::Problem)))]
#[get("/changes")]
async fn history(asked: Asked) -> Reply {
    let parse = |words: &mut Words| {
        let limit = words.number("limit", 1..=1_000)?.unwrap_or(100) as usize;
        Ok((limit, words.number("cursor", 1..=u64::MAX)?))
    };
    asked
        .answer(Filtered::No, "`limit`, `cursor`", parse, |state, ask, (limit, newest)| {
            let newest = newest.unwrap_or(ask.view.head.position);
            answer::history(&state.engine, ask, newest, limit)
        })
        .await
}

/// Changes the map
///
/// All changes are applied, or none. With `If-Match: ETAG` only if the map is still as it was when
/// that answer was given; otherwise 412. With `dry_run=true` nothing is written.
#[utoipa::path(tag = "changes", request_body = wire::ChangeRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Applied), (status = "4XX", body = wire::Problem)))]
#[post("/changes")]
async fn post_changes(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Json<wire::ChangeRequest>,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let applied = blocking(move || {
        let body = body.into_inner();
        let changes = body.to_model(&state.engine.now().map).map_err(malformed)?;
        if dry_run {
            let applied = state.engine.dry_run(&changes, expected)?;
            return Ok(outcome(&state.engine.now(), applied, true));
        }
        let note = note(body.author, body.message);
        let applied = state.engine.apply(&note, changes, expected)?;
        state_after(&state, applied)
    });
    Ok(HttpResponse::Ok().json(applied.await?))
}

/// Takes a change back
///
/// By a new change that applies its inverse. Refused where a later one changed the same records.
#[utoipa::path(tag = "changes",
    params(("position" = u64, Path, description = "Its position in the log"),
        ("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Applied), (status = "4XX", body = wire::Problem)))]
#[post("/changes/{position}/undo")]
async fn undo(
    state: Shared,
    request: HttpRequest,
    path: web::Path<u64>,
    query: Query,
) -> Result<HttpResponse, ApiError> {
    let position = path.into_inner();
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let applied = blocking(move || {
        if dry_run {
            let inverse = state.engine.inverse_of(position)?;
            let applied = state.engine.dry_run(&inverse, expected)?;
            return Ok(outcome(&state.engine.now(), applied, true));
        }
        let note = note(None, format!("undo of {position}"));
        let applied = state.engine.undo(&note, position, expected)?;
        state_after(&state, applied)
    });
    Ok(HttpResponse::Ok().json(applied.await?))
}

/// Publishes the present state as an edition
///
/// Editions do not change: whoever asks for it later gets the map as it is now.
#[utoipa::path(tag = "history", request_body = wire::PublishEdition, responses(
    (status = 200, body = wire::Applied), (status = "4XX", body = wire::Problem)))]
#[post("/editions")]
async fn publish(
    state: Shared,
    request: HttpRequest,
    body: web::Json<wire::PublishEdition>,
) -> Result<HttpResponse, ApiError> {
    let expected = expected(&request, &state)?;
    let applied = blocking(move || {
        let wire::PublishEdition { id, name, date, author } = body.into_inner();
        let bad = |field: &str, value: &str, expected: String| {
            malformed(wire::Malformed {
                field: field.to_owned(),
                value: value.to_owned(),
                expected,
            })
        };
        let parsed = EditionId::parse(&id).map_err(|e| bad("id", &id, e.to_string()))?;
        let read = |date: String| Date::parse(&date).map_err(|e| bad("date", &date, e.to_string()));
        let date = date.map(read).transpose()?;
        let note = note(author, format!("edition {id} published"));
        let applied = state.engine.publish(&note, parsed, name, date, expected)?;
        state_after(&state, applied)
    });
    Ok(HttpResponse::Ok().json(applied.await?))
}

pub(super) fn dry_run(query: Query) -> Result<bool, ApiError> {
    let mut words = Words::new(query.into_inner());
    let dry_run = words.read("dry_run", "`true` or `false`", |word| word.parse().ok())?;
    words.finish("`dry_run`")?;
    Ok(dry_run.unwrap_or(false))
}

pub(super) fn note(author: Option<String>, message: String) -> Note {
    let author = author.filter(|author| !author.trim().is_empty());
    Note { author: author.unwrap_or_else(|| NOBODY.to_owned()), time: state::now(), message }
}

pub(super) fn state_after(state: &State, applied: Applied) -> Result<wire::Applied, ApiError> {
    let view = state.engine.view(&At::Position(applied.head.position))?;
    Ok(outcome(&view, applied, false))
}

pub(super) fn outcome(view: &View, applied: Applied, dry_run: bool) -> wire::Applied {
    wire::Applied { version: version_of(view), dry_run, changes: applied.changes }
}

pub(super) fn malformed(malformed: wire::Malformed) -> ApiError {
    let wire::Malformed { field, value, expected } = malformed;
    ApiError::Body {
        reason: format!("`{field}`: `{value}`: {expected}"),
        places: vec![wire::ProblemPlace {
            file: None,
            line: None,
            column: Some(field),
            value: Some(value),
            expected,
        }],
    }
}
