//! Who is in the middle of a network, and which belong together.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(centrality).service(communities);
}

/// Who is in the middle
///
/// Everybody's place in a network: to how many each is joined, between how many, how near, how
/// free to broker, how deep in the thick of it, and in which community. All of it is about known
/// ties.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("network" = Option<String>, Query, description = "`initiatives` (by default), `organizations`, `funders`, `recipients` or `all`"),
    ("sort" = Option<String>, Query, description = "`betweenness` (by default), `degree`, `weighted_degree`, `closeness`, `eigenvector`, `page_rank`, `constraint` (the least first), `effective_size` or `core`"),
    ("limit" = Option<u64>, Query, description = "How many at most: 1 to 10000, by default 1000"),
    ("seed" = Option<u64>, Query, description = "What lots are drawn from: 0 to 9007199254740991, by default 1")),
    responses((status = 200, body = wire::Centrality), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/centrality")]
async fn centrality(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`network`, `sort`, `limit`, `seed`",
            answer::centrality_config,
            |_, ask, config| answer::centrality(ask, &config),
        )
        .await
}

/// Which belong together
///
/// Groups with more ties within than lots would have it (Leiden), the best of several runs with
/// different lots, and how far the runs agree, over all and for each member.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("network" = Option<String>, Query, description = "`initiatives` (by default), `organizations`, `funders`, `recipients` or `all`"),
    ("resolution" = Option<f64>, Query, description = "1 (by default) is modularity; more makes smaller communities, less larger ones: 0 to 1000"),
    ("seed" = Option<u64>, Query, description = "What lots are drawn from: 0 to 9007199254740991, by default 1"),
    ("seeds" = Option<u64>, Query, description = "How many runs, each with lots of its own: 1 to 1000, by default 20, or fewer in very large networks")),
    responses((status = 200, body = wire::Communities), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/communities")]
async fn communities(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`network`, `resolution`, `seed`, `seeds`",
            answer::communities_config,
            |_, ask, config| answer::communities(ask, &config),
        )
        .await
}
