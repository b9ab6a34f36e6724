//! How two things are connected.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::PathsConfig;
use waymark_model::EntityId;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(paths);
}

/// How two things are connected
///
/// The shortest ways over ties, with the evidence for each step. No way found means that none is
/// known.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("start" = String, Query, description = "The id of the thing where the ways begin"),
    ("end" = String, Query, description = "The id of the thing where they end"),
    ("limit" = Option<u64>, Query, description = "How many ways at most: 1 to 20, by default 5")),
    responses((status = 200, body = wire::Paths), (status = "4XX", body = wire::Problem)))]
#[get("/paths")]
async fn paths(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`start`, `end`, `limit`",
            |words| {
                let mut end = |word: &str| {
                    let found =
                        words.read(word, "the id of a thing", |id| EntityId::parse(id).ok())?;
                    found.ok_or_else(|| crate::words::WordError {
                        word: word.to_owned(),
                        value: String::new(),
                        expected: "the id of a thing".to_owned(),
                    })
                };
                let (from, to) = (end("start")?, end("end")?);
                let limit = words.number("limit", 1..=20)?.unwrap_or(5) as usize;
                Ok((from, to, PathsConfig { max_paths: limit, ..PathsConfig::default() }))
            },
            |_, ask, (from, to, config)| answer::paths(ask, &from, &to, &config),
        )
        .await
}
