//! Grants that two sources tell, and making one tie of two.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_model::TieId;
use waymark_wire as wire;

use super::changes::{dry_run, malformed, note};
use super::{AtParams, FilterParams, Shared};
use crate::ApiError;
use crate::answer::{self, REPEATED_WORDS, repeated_config};
use crate::reply::{Asked, Filtered, Query, Reply, blocking, expected};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(repeated_grants).service(unite);
}

/// Grants that two sources tell
///
/// Pairs of `funds` ties between the same two from sources that have none in common, with how
/// probable it is that they are one grant and all that speaks for it and against it: how near
/// amounts and dates are, against how near they are by chance among the grants of that funder.
/// Money of both is counted until they are united, which nothing here does by itself.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("at_least" = Option<f64>, Query, description = "With at least this probability: 0 to 1, by default 0.5"),
    ("limit" = Option<u64>, Query, description = "How many pairs at most: 1 to 10000, by default 100"),
    ("seed" = Option<u64>, Query, description = "What lots are drawn from: 0 to 9007199254740991, by default 1")),
    responses((status = 200, body = wire::RepeatedGrants), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/repeated-grants")]
async fn repeated_grants(asked: Asked) -> Reply {
    asked
        .answer(Filtered::Yes, REPEATED_WORDS, repeated_config, |_, ask, config| {
            answer::repeated_grants(ask, &config)
        })
        .await
}

/// Makes one tie of two
///
/// What the sources say of `gone` is said of `keep`, as one change for all pairs; what contradicts
/// what is there stands beside it. Both must be of one kind and between the same two.
#[utoipa::path(tag = "changes", request_body = wire::UnionRequest,
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen")),
    responses((status = 200, body = wire::United), (status = "4XX", body = wire::Problem)))]
#[post("/unions")]
async fn unite(
    state: Shared,
    request: HttpRequest,
    query: Query,
    body: web::Json<wire::UnionRequest>,
) -> Result<HttpResponse, ApiError> {
    let dry_run = dry_run(query)?;
    let expected = expected(&request, &state)?;
    let wire::UnionRequest { pairs, sure, author, message } = body.into_inner();
    let mut pairs = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| Ok((id(at, "keep", &pair.keep)?, id(at, "gone", &pair.gone)?)))
        .collect::<Result<Vec<_>, ApiError>>()?;
    let united = blocking(move || {
        if sure {
            let known: BTreeSet<TieId> =
                pairs.iter().flat_map(|(keep, gone)| [keep.clone(), gone.clone()]).collect();
            let more = state.engine.surely_repeated().into_iter();
            pairs.extend(more.filter(|(a, b)| !known.contains(a) && !known.contains(b)));
        }
        if dry_run {
            let union = state.engine.union_of(&pairs)?;
            state.engine.dry_run(&union.changes, expected)?;
            return Ok(answer::united(&state.engine.now(), &union, true));
        }
        let usual = || format!("{} grants told twice made one", pairs.len());
        let note = note(author, message.unwrap_or_else(usual));
        let (union, applied) = state.engine.unite(&note, &pairs, expected)?;
        let after = state.engine.view(&waymark_engine::At::Position(applied.head.position))?;
        Ok(answer::united(&after, &union, false))
    });
    Ok(HttpResponse::Ok().json(united.await?))
}

fn id(at: usize, field: &str, value: &str) -> Result<TieId, ApiError> {
    TieId::parse(value).map_err(|error| {
        malformed(wire::Malformed {
            field: format!("pairs[{at}].{field}"),
            value: value.to_owned(),
            expected: error.to_string(),
        })
    })
}
