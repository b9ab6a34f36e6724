//! Who is in the middle of a network, and which belong together.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::{
    CentralityConfig, CentralitySort, CommunitiesConfig, MAXIMUM_RUNS, NetworkKind,
};
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};
use crate::words::{WordError, Words};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(centrality).service(communities);
}

fn network(words: &mut Words) -> Result<NetworkKind, WordError> {
    let expected = "`initiatives`, `organizations`, `funders`, `recipients` or `all`";
    Ok(words.read("network", expected, NetworkKind::from_word)?.unwrap_or_default())
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
            |words| {
                let expected = "a measure such as `betweenness`, `degree` or `constraint`";
                let sort = words.read("sort", expected, CentralitySort::from_word)?;
                Ok(CentralityConfig {
                    network: network(words)?,
                    sort: sort.unwrap_or_default(),
                    limit: words.number("limit", 1..=10_000)?.unwrap_or(1000) as usize,
                    seed: words.seed()?.unwrap_or(1),
                })
            },
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
            |words| {
                let range = 0.0..=1000.0;
                let resolution = words.read("resolution", "a number from 0 to 1000", |value| {
                    value.parse().ok().filter(|value: &f64| range.contains(value))
                })?;
                let runs = words.number("seeds", 1..=u64::from(MAXIMUM_RUNS))?;
                Ok(CommunitiesConfig {
                    network: network(words)?,
                    resolution: resolution.unwrap_or(1.0),
                    seed: words.seed()?.unwrap_or(1),
                    runs: runs.map(|runs| runs as u32),
                })
            },
            |_, ask, config| answer::communities(ask, &config),
        )
        .await
}
