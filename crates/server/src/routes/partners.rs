//! With whom to work, whom to ask, whom to fund next; and how good such suggestions are.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_analysis::{HoldOut, PartnerSort, PartnersConfig, ReportCardConfig, Wanted};
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer;
use crate::reply::{Asked, Filtered, Reply};
use crate::words::{WordError, Words};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(partners).service(report_card);
}

/// Partners for an initiative or an organization
///
/// With whom to work, whom to ask, with whom to fund, whom to fund next: each suggestion with all
/// its scores, the ties behind it, and who could introduce. Whoever is tied to the asker already, or
/// is a part of the same whole, is no suggestion.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("id" = String, Path, description = "The id of an initiative or an organization"),
    ("for" = Option<String>, Query, description = "`initiatives`, `funders`, `cofunders`, `recipients`, `organizations`, or several with commas; by default those that suit the kind and the roles of the asker"),
    ("limit" = Option<u64>, Query, description = "How many suggestions in each list at most: 1 to 1000, by default 10"),
    ("sort" = Option<String>, Query, description = "What to rank by: `resource_allocation`, `adamic_adar`, `common_neighbors`, `path_three_discounted`, `path_three`, `random_walk`, `random_walk_all`, `popularity` or `complementarity`; by default each list's own. A list that does not have it keeps its own")),
    responses((status = 200, body = wire::Partners), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/partners/{id}")]
async fn partners(asked: Asked, path: web::Path<String>) -> Reply {
    let id = super::reads::id(&path.into_inner())?;
    asked
        .answer(Filtered::Yes, "`for`, `limit`, `sort`", partners_config, move |_, ask, config| {
            answer::partners(ask, &id, &config)
        })
        .await
}

fn partners_config(words: &mut Words) -> Result<PartnersConfig, WordError> {
    let expected = "`initiatives`, `funders`, `cofunders`, `recipients` or `organizations`";
    let wanted = words.read("for", expected, |value| {
        value.split(',').map(|word| Wanted::from_word(word.trim())).collect()
    })?;
    let limit = words.number("limit", 1..=1000)?.unwrap_or(10);
    let expected = "the name of a score, such as `resource_allocation`, or `complementarity`";
    let sort = words.read("sort", expected, PartnerSort::from_word)?;
    let wanted = wanted.unwrap_or_default();
    Ok(PartnersConfig { wanted, sort, limit: limit as usize, ..PartnersConfig::default() })
}

/// How good suggested partners are
///
/// New ties of later years, or each tie in turn, are held back and guessed from the rest: precision
/// at k, the area under precision over recall, and AUC, with intervals, beside popularity and
/// chance. Renewals never count. It says so where a method is no better than popularity.
#[utoipa::path(tag = "questions", params(AtParams, FilterParams,
    ("hold_out" = Option<String>, Query, description = "`year` or `leave-one-out`; by default by year where enough is dated, else each in turn"),
    ("year" = Option<i32>, Query, description = "With `hold_out=year`: what began then or later is held back"),
    ("k" = Option<u64>, Query, description = "How many of the first suggestions precision looks at: 1 to 1000, by default 10"),
    ("samples" = Option<u64>, Query, description = "How many samples the intervals are drawn from: 1 to 100000, by default 1000"),
    ("seed" = Option<u64>, Query, description = "The seed of all that is drawn: 0 to 9007199254740991, by default 1")),
    responses((status = 200, body = wire::ReportCard), (status = "4XX", body = wire::Problem)))]
#[get("/analysis/report-card")]
async fn report_card(asked: Asked) -> Reply {
    asked
        .answer(
            Filtered::Yes,
            "`hold_out`, `year`, `k`, `samples`, `seed`",
            report_card_config,
            |_, ask, config| answer::report_card(ask, &config),
        )
        .await
}

fn report_card_config(words: &mut Words) -> Result<ReportCardConfig, WordError> {
    let defaults = ReportCardConfig::default();
    let by_year = words.read("hold_out", "`year` or `leave-one-out`", |value| match value {
        "year" => Some(true),
        "leave-one-out" => Some(false),
        _ => None,
    })?;
    let year: Option<i32> = words.read("year", "a year such as 2019", |year| year.parse().ok())?;
    let wrong = |word: &str, value: String, expected: &str| {
        Err(WordError { word: word.to_owned(), value, expected: expected.to_owned() })
    };
    let hold_out = match (by_year, year) {
        (Some(false), Some(year)) => {
            return wrong("year", year.to_string(), "no year with `hold_out=leave-one-out`");
        }
        (Some(true), None) => return wrong("year", String::new(), "a year such as 2019"),
        (Some(false), None) => Some(HoldOut::LeaveOneOut),
        (_, Some(year)) => Some(HoldOut::Year(year)),
        (None, None) => None,
    };
    let k = words.number("k", 1..=1000)?.map_or(defaults.k, |k| k as usize);
    let samples = words.samples()?.map_or(defaults.samples, |samples| samples as usize);
    let seed = words.seed()?.unwrap_or(defaults.seed);
    Ok(ReportCardConfig { hold_out, k, samples, seed })
}
