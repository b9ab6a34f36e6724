//! Who is tied to whom, and who is not though much speaks for it.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(coordination).service(missed);
}

/// Who is tied to whom
///
/// Tied pairs over pairs with the same goal, beside what chance would make of as many ties;
/// initiatives without a known tie, connected groups, whether ties lead out of groups, who stands
/// between others, and what would fall apart without whom.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("group" = Option<String>, Query, description = "What groups initiatives for the E-I index: `goal`, `lead`, `funder` or the id of a facet; by default goal, lead and, where there is such a facet, place"),
    ("seed" = Option<u64>, Query, description = "What lots are drawn from: 0 to 9007199254740991, by default 1"),
    ("samples" = Option<u64>, Query, description = "How many samples are drawn: 1 to 100000, by default 1000, or fewer where there are very many ties")),
    responses((status = 200, body = wire::Coordination), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/coordination")]
async fn coordination(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`group`, `seed`, `samples`",
            answer::coordination_question,
            |_, ask, question| answer::coordination(ask, &question),
        )
        .await
}

/// Who shares much and is not known to be tied
///
/// Pairs of initiatives that serve the same goal, carry the same term, have the same funder or an
/// organization that works with both, ranked, with the reasons. What few have counts for more.
/// Parts of one umbrella, and initiatives of one lead, are no such pairs.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("limit" = Option<u64>, Query, description = "How many pairs at most: 1 to 10000, by default 100")),
    responses((status = 200, body = wire::Missed), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/missed")]
async fn missed(asked: Asked) -> Reply {
    asked
        .answer(Filtered::Yes, "`limit`", answer::missed_config, |_, ask, config| {
            answer::missed(ask, &config)
        })
        .await
}
