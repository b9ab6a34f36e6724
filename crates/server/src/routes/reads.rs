//! Things, their surroundings, pictures, search, editions and history.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::NeighborhoodConfig;
use waymark_engine::{At, Search};
use waymark_model::{EditionId, EntityId, EntityKind};
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::reply::{Asked, Filtered, Reply};
use crate::words::{WordError, Words};
use crate::{ApiError, answer};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(entity)
        .service(neighborhood)
        .service(entity_history)
        .service(graph)
        .service(layout)
        .service(layout_groups)
        .service(search)
        .service(editions)
        .service(diff);
}

/// An id from the address. One that is not well formed names nothing.
pub(super) fn id(text: &str) -> Result<EntityId, ApiError> {
    EntityId::parse(text).map_err(|_| ApiError::NotFound {
        what: "thing",
        id: text.to_owned(),
        present_in: Vec::new(),
    })
}

/// A thing with everything said about it
///
/// Its facts with their sources, conflicting ones side by side; its ties and milestones. Where it is
/// not in the state asked for, the problem names the editions that have it.
#[utoipa::path(tag = "things", params(AtParams, ("id" = String, Path, description = "Its id")),
    responses((status = 200, body = wire::EntityAnswer), (status = "4XX", body = wire::Problem)))]
#[get("/entities/{id}")]
async fn entity(asked: Asked, path: web::Path<String>) -> Reply {
    let id = id(&path)?;
    asked.whole(move |state, ask| answer::entity(&state.engine, ask, &id)).await
}

/// What is near a thing
#[utoipa::path(tag = "things", params(AtParams, ("id" = String, Path, description = "Its id"),
    ("depth" = Option<u64>, Query, description = "How many ties away: 0 to 2, by default 1"),
    ("limit" = Option<u64>, Query, description = "How many things at most: 1 to 2000, by default 200")),
    responses((status = 200, body = wire::Neighborhood), (status = "4XX", body = wire::Problem)))]
#[get("/entities/{id}/neighborhood")]
async fn neighborhood(asked: Asked, path: web::Path<String>) -> Reply {
    let id = id(&path)?;
    asked
        .answer(
            Filtered::No,
            "`depth`, `limit`",
            |words| {
                let depth = words.number("depth", 0..=2)?.unwrap_or(1) as usize;
                let limit = words.number("limit", 1..=2_000)?.unwrap_or(200) as usize;
                Ok(NeighborhoodConfig { depth, limit, ..NeighborhoodConfig::default() })
            },
            move |_, ask, config| answer::neighborhood(ask, &id, &config),
        )
        .await
}

/// What happened to a thing
///
/// The log entries that changed it, its ties or its milestones, the newest first.
#[utoipa::path(tag = "things", params(AtParams, ("id" = String, Path, description = "Its id")),
    responses((status = 200, body = wire::EntityHistory), (status = "4XX", body = wire::Problem)))]
#[get("/entities/{id}/history")]
async fn entity_history(asked: Asked, path: web::Path<String>) -> Reply {
    let id = id(&path)?;
    asked.whole(move |state, ask| answer::entity_history(&state.engine, ask, &id)).await
}

/// All nodes and ties
#[utoipa::path(tag = "pictures", params(AtParams, FilterParams),
    responses((status = 200, body = wire::Graph), (status = "4XX", body = wire::Problem)))]
#[get("/graph")]
async fn graph(asked: Asked) -> Reply {
    asked.part(|_, ask| answer::graph(ask)).await
}

/// Where to draw things
///
/// Positions from a seeded force layout: the same state, filter, mode and seed give the same bytes.
#[utoipa::path(tag = "pictures", params(AtParams, FilterParams,
    ("mode" = Option<String>, Query, description = "`one`: initiatives and the ties between them; `two` (by default): organizations, initiatives and goals"),
    ("seed" = Option<u64>, Query, description = "1 by default")),
    responses((status = 200, body = wire::Layout), (status = "4XX", body = wire::Problem)))]
#[get("/layout")]
async fn layout(asked: Asked) -> Reply {
    let answer = |_: &_, ask: &_, (one_mode, seed)| answer::layout(ask, one_mode, seed);
    asked.answer(Filtered::Yes, "`mode`, `seed`", drawing, answer).await
}

/// Where to draw communities
///
/// Of a map that is too large to be drawn thing by thing: its communities as `/layout` numbers them,
/// with their best linked members, and how many pairs join each two.
#[utoipa::path(tag = "pictures", params(AtParams, FilterParams,
    ("mode" = Option<String>, Query, description = "`one`: initiatives and the ties between them; `two` (by default): organizations, initiatives and goals"),
    ("seed" = Option<u64>, Query, description = "1 by default")),
    responses((status = 200, body = wire::LayoutGroups), (status = "4XX", body = wire::Problem)))]
#[get("/layout/groups")]
async fn layout_groups(asked: Asked) -> Reply {
    let answer = |_: &_, ask: &_, (one_mode, seed)| answer::layout_groups(ask, one_mode, seed);
    asked.answer(Filtered::Yes, "`mode`, `seed`", drawing, answer).await
}

/// Reads whether one sort of thing is drawn, and the seed.
fn drawing(words: &mut Words) -> Result<(bool, u64), WordError> {
    let one_mode = words.read("mode", "`one` or `two`", |mode| match mode {
        "one" => Some(true),
        "two" => Some(false),
        _ => None,
    })?;
    Ok((one_mode.unwrap_or(false), words.number("seed", 0..=u64::MAX)?.unwrap_or(1)))
}

/// Things by name
///
/// Names, aliases and codes; case, accents, punctuation and one slip in a word do not matter.
#[utoipa::path(tag = "things", params(AtParams,
    ("q" = String, Query, description = "What to look for"),
    ("kind" = Option<String>, Query, description = "`organization`, `initiative`, `goal` or `publication`"),
    ("limit" = Option<u64>, Query, description = "How many at most: 1 to 100, by default 20")),
    responses((status = 200, body = wire::SearchAnswer), (status = "4XX", body = wire::Problem)))]
#[get("/search")]
async fn search(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::No,
            "`q`, `kind`, `limit`",
            |words| {
                let kinds = "`organization`, `initiative`, `goal` or `publication`";
                let kind = words.read("kind", kinds, EntityKind::from_word)?;
                let limit = words.number("limit", 1..=100)?.unwrap_or(20) as usize;
                Ok((words.one("q")?.unwrap_or_default(), kind, limit))
            },
            |_, ask, (query, kind, limit)| {
                Ok(answer::search(ask, &Search { query: &query, kind, limit }))
            },
        )
        .await
}

/// The editions
#[utoipa::path(tag = "history", params(AtParams), responses(
    (status = 200, body = wire::Editions), (status = "4XX", body = wire::Problem)))]
#[get("/editions")]
async fn editions(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_| Ok(answer::editions(ask));
    asked.whole(work).await
}

/// What differs between two states
///
/// Each is the id of an edition, or `now`.
#[utoipa::path(tag = "history",
    params(AtParams, ("a" = String, Path, description = "The earlier"), ("b" = String, Path, description = "The later")),
    responses((status = 200, body = wire::Diff), (status = "4XX", body = wire::Problem)))]
#[get("/editions/{a}/diff/{b}")]
async fn diff(asked: Asked, path: web::Path<(String, String)>) -> Reply {
    let (a, b) = path.into_inner();
    asked
        .whole(move |state, ask| {
            let view = |name: &str| -> Result<_, ApiError> {
                let unknown = || waymark_engine::EngineError::NoSuchEdition { id: name.to_owned() };
                match name {
                    "now" => Ok(ask.view.clone()),
                    id => {
                        let id = EditionId::parse(id).map_err(|_| unknown())?;
                        Ok(state.engine.view(&At::Edition(id))?)
                    }
                }
            };
            Ok(answer::diff(&*view(&a)?, &*view(&b)?))
        })
        .await
}
