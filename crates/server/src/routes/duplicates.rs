//! Who is who: what may be one thing, and deciding it.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_model::EntityId;
use waymark_wire as wire;

use super::changes::{dry_run, malformed, note, outcome, state_after};
use super::{AtParams, FilterParams, Shared};
use crate::ApiError;
use crate::answer::{self, DUPLICATES_WORDS, duplicates_config};
use crate::reply::{Asked, Filtered, Query, Reply, blocking, expected};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(duplicates).service(merge).service(unmerge).service(distinguish);
}

/// What may be the same
///
/// Pairs of things of one kind, with how probable it is that they are one and all that speaks for it
/// and against it: identifiers, names as people write them, websites, places, what they are tied
/// to. Nothing is joined by this. Pairs that somebody decided are two are left out.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("kind" = Option<String>, Query, description = "Only of these kinds: `organization`, `initiative`, `goal`, `publication`"),
    ("at_least" = Option<f64>, Query, description = "With at least this probability: 0 to 1, by default 0.5"),
    ("limit" = Option<u64>, Query, description = "How many pairs at most: 1 to 1000, by default 100"),
    ("seed" = Option<u64>, Query, description = "What lots are drawn from: 0 to 9007199254740991, by default 1")),
    responses((status = 200, body = wire::Duplicates), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/duplicates")]
async fn duplicates(asked: Asked) -> Reply {
    asked
        .answer(Filtered::Yes, DUPLICATES_WORDS, duplicates_config, |_, ask, config| {
            answer::duplicates(ask, &config)
        })
        .await
}

/// Makes two things one
///
/// The ties, milestones, names and facts of `gone` go to `keep`, as one change; conflicting facts
/// stay side by side. The id of `gone` is retired, and asking for it tells where it went.
#[utoipa::path(tag = "changes", request_body = wire::MergeRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Merged), (status = "4XX", body = wire::Problem)))]
#[post("/merges")]
async fn merge(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Json<wire::MergeRequest>,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let wire::MergeRequest { keep, gone, author, message } = body.into_inner();
    let (keep, gone) = (id("keep", &keep)?, id("gone", &gone)?);
    let merged = blocking(move || {
        let before = state.engine.now();
        let note = note(author, message.unwrap_or_else(|| format!("merge of {gone} into {keep}")));
        if dry_run {
            let merge = state.engine.merge_of(&keep, &gone, &note.author)?;
            state.engine.dry_run(&merge.changes, expected)?;
            return Ok(answer::merged(&before.map, &before, &merge, true));
        }
        let (merge, applied) = state.engine.merge(&note, &keep, &gone, expected)?;
        let after = state.engine.view(&waymark_engine::At::Position(applied.head.position))?;
        Ok(answer::merged(&before.map, &after, &merge, false))
    });
    Ok(HttpResponse::Ok().json(merged.await?))
}

/// Takes a merge apart
///
/// Every tie, milestone and fact of what went goes back to it, also when the map was changed since:
/// later changes are kept, and what is not exactly as it was is told.
#[utoipa::path(tag = "changes",
    params(("position" = u64, Path, description = "The position of the merge in the log"),
        ("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Unmerged), (status = "4XX", body = wire::Problem)))]
#[post("/changes/{position}/unmerge")]
async fn unmerge(
    state: Shared,
    request: HttpRequest,
    path: web::Path<u64>,
    query: Query,
) -> Result<HttpResponse, ApiError> {
    let position = path.into_inner();
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let unmerged = blocking(move || {
        if dry_run {
            let unmerge = state.engine.unmerge_of(position)?;
            state.engine.dry_run(&unmerge.changes, expected)?;
            return Ok(answer::unmerged(&state.engine.now(), &unmerge, true));
        }
        let note = note(None, format!("merge at {position} taken apart"));
        let (unmerge, applied) = state.engine.unmerge(&note, position, expected)?;
        let after = state.engine.view(&waymark_engine::At::Position(applied.head.position))?;
        Ok(answer::unmerged(&after, &unmerge, false))
    });
    Ok(HttpResponse::Ok().json(unmerged.await?))
}

/// Says that two things are not the same
///
/// It is kept as a fact on both, with who decided it, so that they are not proposed again.
#[utoipa::path(tag = "changes", request_body = wire::DistinctRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::Applied), (status = "4XX", body = wire::Problem)))]
#[post("/distinctions")]
async fn distinguish(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Json<wire::DistinctRequest>,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let wire::DistinctRequest { a, b, author, message } = body.into_inner();
    let (a, b) = (id("a", &a)?, id("b", &b)?);
    let applied = blocking(move || {
        let note = note(author, message.unwrap_or_else(|| format!("{a} and {b} are not the same")));
        let changes = state.engine.distinction_of(&a, &b, &note.author)?;
        if dry_run {
            let applied = state.engine.dry_run(&changes, expected)?;
            return Ok(outcome(&state.engine.now(), applied, true));
        }
        let applied = state.engine.apply(&note, changes, expected)?;
        state_after(&state, applied)
    });
    Ok(HttpResponse::Ok().json(applied.await?))
}

fn id(field: &str, value: &str) -> Result<EntityId, ApiError> {
    EntityId::parse(value).map_err(|error| {
        malformed(wire::Malformed {
            field: field.to_owned(),
            value: value.to_owned(),
            expected: error.to_string(),
        })
    })
}
