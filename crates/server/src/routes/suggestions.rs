//! Suggestions of readers, which wait for an editor.

use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::Shared;
use super::changes::{dry_run, malformed, note};
use crate::ApiError;
use crate::answer::{self, SUGGESTIONS_WORDS, suggestions_question};
use crate::reply::{Query, blocking, expected};
use crate::words::Words;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(suggest)
        .service(get_suggestions)
        .service(get_suggestion)
        .service(accept)
        .service(decline);
}

/// How many bytes a suggestion may have: whoever reads can send one.
const MOST_BYTES: usize = 64 * 1024;

/// Suggests a change
///
/// The same body as that of a change, of 64 kB at most. The map stays as it is until an editor
/// accepts it. A read-only server takes suggestions if it was started with `--suggestions`. With
/// `dry_run=true` nothing is kept.
#[utoipa::path(tag = "suggestions", request_body = wire::ChangeRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would be suggested")),
    responses((status = 200, body = wire::Suggested), (status = "4XX", body = wire::Problem)))]
#[post("/suggestions")]
async fn suggest(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Bytes,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let body = read(&request, &body)?;
    says_why(&body.message)?;
    let sent = blocking(move || {
        let changes = body.to_model(&state.engine.now().map).map_err(malformed)?;
        let note = note(body.author, body.message);
        let suggestion = match dry_run {
            true => state.engine.suggestion_of(&note, changes)?,
            false => state.engine.suggest(&note, changes)?,
        };
        Ok(answer::sent(&state.engine, &suggestion, dry_run))
    });
    Ok(HttpResponse::Ok().json(sent.await?))
}

/// What readers suggest, the newest first
///
/// What waits is held against the map as it is now, what is settled against the map as it was when
/// the suggestion was sent. Of those that are settled the newest 1,000 are kept.
#[utoipa::path(tag = "suggestions", params(
    ("state" = Option<String>, Query, description = "`waiting` (the default), `accepted`, `declined` or `all`"),
    ("limit" = Option<u64>, Query, description = "How many at most: 1 to 1000, by default 100"),
    ("cursor" = Option<String>, Query, description = "What `next` of the part before gave")),
    responses((status = 200, body = wire::Suggestions), (status = "4XX", body = wire::Problem)))]
#[get("/suggestions")]
async fn get_suggestions(state: Shared, query: Query) -> Result<HttpResponse, ApiError> {
    let mut words = Words::new(query.into_inner());
    let question = suggestions_question(&mut words)?;
    words.finish(SUGGESTIONS_WORDS)?;
    let suggestions = blocking(move || answer::suggestions(&state.engine, question));
    Ok(fresh(&suggestions.await?))
}

/// A suggestion
#[utoipa::path(tag = "suggestions",
    params(("id" = u64, Path, description = "Its number")),
    responses((status = 200, body = wire::Suggestion), (status = "4XX", body = wire::Problem)))]
#[get("/suggestions/{id}")]
async fn get_suggestion(state: Shared, path: web::Path<u64>) -> Result<HttpResponse, ApiError> {
    let id = path.into_inner();
    Ok(fresh(&blocking(move || answer::suggestion(&state.engine, id)).await?))
}

/// Accepts a suggestion
///
/// It is applied as one change by whoever sent it, and one undo takes it back. Refused where a
/// record was changed since it was sent, so that nothing is overwritten unseen. With `If-Match: ETAG`
/// only if the map is still as it was when that answer was given; otherwise 412. With
/// `dry_run=true` nothing is written.
#[utoipa::path(tag = "suggestions", request_body = wire::AcceptRequest,
    params(("id" = u64, Path, description = "Its number"),
        ("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Accepted), (status = "4XX", body = wire::Problem)))]
#[post("/suggestions/{id}/accept")]
async fn accept(
    state: Shared,
    request: HttpRequest,
    path: web::Path<u64>,
    query: Query,
    body: web::Json<wire::AcceptRequest>,
) -> Result<HttpResponse, ApiError> {
    let id = path.into_inner();
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let accepted = blocking(move || {
        let wire::AcceptRequest { author, message } = body.into_inner();
        let note = note(author, message.unwrap_or_default());
        let (suggestion, applied) = match dry_run {
            true => state.engine.would_accept(id, expected)?,
            false => state.engine.accept(id, &note, expected)?,
        };
        answer::accepted(&state.engine, &suggestion, &applied, dry_run)
    });
    Ok(HttpResponse::Ok().json(accepted.await?))
}

/// Declines a suggestion
///
/// It stays to be read, with the reason.
#[utoipa::path(tag = "suggestions", request_body = wire::DeclineRequest,
    params(("id" = u64, Path, description = "Its number")),
    responses((status = 200, body = wire::Suggestion), (status = "4XX", body = wire::Problem)))]
#[post("/suggestions/{id}/decline")]
async fn decline(
    state: Shared,
    path: web::Path<u64>,
    body: web::Json<wire::DeclineRequest>,
) -> Result<HttpResponse, ApiError> {
    let id = path.into_inner();
    let wire::DeclineRequest { author, message } = body.into_inner();
    says_why(&message)?;
    let declined = blocking(move || {
        let suggestion = state.engine.decline(id, &note(author, message))?;
        answer::told(&state.engine, &suggestion)
    });
    Ok(HttpResponse::Ok().json(declined.await?))
}

/// An answer that may be another one next time, though the map is the same.
fn fresh(answer: &impl serde::Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(answer)
}

fn read(request: &HttpRequest, body: &[u8]) -> Result<wire::ChangeRequest, ApiError> {
    if body.len() > MOST_BYTES {
        return Err(ApiError::TooLarge { most: MOST_BYTES });
    }
    let unreadable = |reason: String| ApiError::Body { reason, places: Vec::new() };
    if request.content_type() != "application/json" {
        return Err(unreadable("it is to be `application/json`".to_owned()));
    }
    serde_json::from_slice(body).map_err(|error| unreadable(error.to_string()))
}

/// Whoever decides, or wonders why, has nothing else to go by.
fn says_why(message: &str) -> Result<(), ApiError> {
    if !message.trim().is_empty() {
        return Ok(());
    }
    Err(malformed(wire::Malformed {
        field: "message".to_owned(),
        value: message.to_owned(),
        expected: "a reason, in words".to_owned(),
    }))
}
