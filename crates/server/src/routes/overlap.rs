//! Where portfolios overlap.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::{
    self, INTERSECTIONS_WORDS, OVERLAP_WORDS, PAIR_WORDS, SETS_WORDS, intersections_config,
    overlap_config, pair_question, sets_question,
};
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(overlap).service(pair).service(sets).service(intersections);
}

/// What is compared by what.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
struct ComparedParams {
    /// Whose portfolios: `funders` (by default), `initiatives` or `organizations`.
    between: Option<String>,
    /// What they consist of: of funders `recipients` (by default), `goals` or the id of a facet; of
    /// initiatives `goals` (by default), `funders`, `partners` or a facet; of organizations
    /// `partners` (by default) or a facet.
    by: Option<String>,
}

/// How pairs are held against time, money and chance.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
struct PairParams {
    /// Whether what two held at different times counts too; by default `false`: only what they may
    /// have held at the same time is shared.
    any_time: Option<bool>,
    /// In which currency money is compared (ISO 4217); by default the one most amounts are in.
    currency: Option<String>,
    /// The null model that chance is judged by: `auto` (by default: `fdsm` where it is practical,
    /// else `sdsm`), `hypergeometric`, `sdsm`, `fdsm`, or `none`.
    null: Option<String>,
    /// The seed of what is drawn by lot: 0 to 2⁵³ − 1, by default 1.
    seed: Option<u64>,
    /// How many samples are drawn: 1 to 100000, by default at least 10000.
    samples: Option<u64>,
}

/// The words of a filter for the second set.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
struct WithParams {
    /// `goal` of the second set.
    with_goal: Option<String>,
    /// `funder` of the second set.
    with_funder: Option<String>,
    /// `place` of the second set.
    with_place: Option<String>,
    /// `term` of the second set.
    with_term: Option<String>,
    /// `from` of the second set.
    with_from: Option<String>,
    /// `to` of the second set.
    with_to: Option<String>,
    /// `confidence` of the second set.
    with_confidence: Option<String>,
    /// `q` of the second set.
    with_q: Option<String>,
}

/// Where portfolios overlap
///
/// Pairs of funders by the initiatives and organizations that both are known to support, or of
/// others by something else, and how what they share compares with chance.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams, ComparedParams,
    ("minimum" = Option<u64>, Query, description = "Only pairs that share at least so many; 1 by default"),
    ("limit" = Option<u64>, Query, description = "How many pairs at most: 1 to 10000, by default 1000"),
    ("sort" = Option<String>, Query, description = "What comes first: the most `shared` (by default), `jaccard`, `overlap_coefficient`, `newman`, `money`, or the least `p`"),
    PairParams),
    responses((status = 200, body = wire::Overlap), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/overlap")]
async fn overlap(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, config| answer::overlap(ask, &config);
    asked.answer(Filtered::Yes, OVERLAP_WORDS, overlap_config, work).await
}

/// Two side by side
///
/// What only one supports, what both support, who came first, the goals and the concentration of
/// each, and the ties and sources behind it. Of two initiatives: their goals, unless something else
/// is asked for.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("a" = String, Path, description = "The id of one"),
    ("b" = String, Path, description = "The id of the other"), ComparedParams, PairParams),
    responses((status = 200, body = wire::PairReport), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/overlap/{a}/{b}")]
async fn pair(asked: Asked, path: web::Path<(String, String)>) -> Reply {
    let (a, b) = path.into_inner();
    let (a, b) = (super::reads::id(&a)?, super::reads::id(&b)?);
    let work = move |_: &_, ask: &_, question| answer::pair_report(ask, &a, &b, &question);
    asked.answer(Filtered::Yes, PAIR_WORDS, pair_question, work).await
}

/// What two filtered sets have in common
///
/// The words of a filter select the first set; the same words after `with_` the second. Who holds
/// something in both (funders in both, unless `between` says otherwise), and what is held in both.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams, WithParams, ComparedParams,
    ("any_time" = Option<bool>, Query, description = "Whether what is in both by ties of different times counts too; by default `false`"),
    ("limit" = Option<u64>, Query, description = "How many are named in each list at most: 1 to 10000, by default 1000")),
    responses((status = 200, body = wire::OverlapSets), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/overlap-sets")]
async fn sets(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, question| answer::overlap_sets(ask, &question);
    asked.answer(Filtered::Yes, SETS_WORDS, sets_question, work).await
}

/// What several portfolios have in common
///
/// For each combination of 2 to 8 portfolios, how much is in all of these and in no other, and how
/// much is in all of these at least, as an UpSet plot shows it. What is held counts whenever it was
/// held.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("of" = Option<String>, Query, description = "The ids of 2 to 8, with commas; by default the 5 largest"),
    ComparedParams,
    ("limit" = Option<u64>, Query, description = "How many are named for each combination at most: 0 to 10000, by default 100")),
    responses((status = 200, body = wire::Intersections), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/intersections")]
async fn intersections(asked: Asked) -> Reply {
    let work = |_: &_, ask: &_, config| answer::intersections(ask, &config);
    asked.answer(Filtered::Yes, INTERSECTIONS_WORDS, intersections_config, work).await
}
