//! How far numbers and first places would move if ties were missing.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::SensitivityConfig;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(sensitivity);
}

/// How far would the numbers move if ties were missing
///
/// For every headline number the least and the greatest that it can be if at most so many ties are
/// not reported, and for every first place how many missing ties would overturn it, with ties that
/// would. The ranges are exact, and say nothing of how likely it is that ties are missing.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("missing" = Option<u64>, Query, description = "How many ties may be missing: 0 to 1000, by default 5")),
    responses((status = 200, body = wire::Sensitivity), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/sensitivity")]
async fn sensitivity(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`missing`",
            |words| {
                let usual = SensitivityConfig::default();
                let most = SensitivityConfig::MOST_MISSING as u64;
                let missing = words.number("missing", 0..=most)?;
                let missing = missing.map_or(usual.missing, |missing| missing as usize);
                Ok(SensitivityConfig { missing, ..usual })
            },
            |_, ask, config| answer::sensitivity(ask, &config),
        )
        .await
}
