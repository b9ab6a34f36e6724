//! Directories.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_engine::At;
use waymark_model::{EntityId, MilestoneStatus, TieKind};
use waymark_wire as wire;

use super::{AtParams, FilterParams, ListParams};
use crate::answer::{self, Ask, ListConfig};
use crate::reply::{Asked, Filtered, Reply, cursor};
use crate::words::{WordError, Words};
use crate::{ApiError, State};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(organizations)
        .service(initiatives)
        .service(goals)
        .service(ties)
        .service(milestones)
        .service(sources)
        .service(facets);
}

const LIST_WORDS: &str = "`limit`, `cursor`, `sort`";

/// The words of a list: which part, and the state that its cursor belongs to.
fn list_words(words: &mut Words) -> Result<(ListConfig, Option<At>), WordError> {
    let limit = words.number("limit", 1..=1_000)?.unwrap_or(100) as usize;
    let sort = words.one("sort")?;
    let going_on = words.read("cursor", "what `next` of the part before gave", cursor)?;
    let (at, offset) = going_on.map_or((None, 0), |(at, offset)| (Some(at), offset));
    Ok((ListConfig { limit, offset, sort }, at))
}

/// The state that a cursor goes on in: the one it began in, though the map changed since.
fn going_on(state: &State, ask: &Ask, at: Option<At>) -> Result<Option<Ask>, ApiError> {
    match at {
        Some(at @ At::Position(position)) if position != ask.view.head.position => {
            Ok(Some(Ask::new(&state.engine, &at, ask.words.clone(), Some(ask.today))?))
        }
        _ => Ok(None),
    }
}

/// Answers a list with words of its own.
async fn list<P: Send + 'static, T: serde::Serialize + Send + 'static>(
    asked: Asked,
    own: &str,
    parse: impl FnOnce(&mut Words) -> Result<P, WordError>,
    work: impl FnOnce(&Ask, P, &ListConfig) -> Result<wire::Page<T>, ApiError> + Send + 'static,
) -> Reply {
    let own = if own.is_empty() { LIST_WORDS.to_owned() } else { format!("{own}, {LIST_WORDS}") };
    asked
        .answer(
            Filtered::Yes,
            &own,
            |words| Ok((parse(words)?, list_words(words)?)),
            |state, ask, (own, (config, at))| match going_on(state, ask, at)? {
                Some(began) => work(&began, own, &config),
                None => work(ask, own, &config),
            },
        )
        .await
}

/// The organizations
///
/// Sorted by `name`, `sort`, `supports`, `leads`, `partnerships` or `ties`.
#[utoipa::path(tag = "directories", params(AtParams, FilterParams, ListParams,
    ("role" = Option<String>, Query, description = "`funder`, `lead` or `partner`")),
    responses((status = 200, body = wire::Page<wire::OrganizationRow>), (status = "4XX", body = wire::Problem)))]
#[get("/organizations")]
async fn organizations(asked: Asked) -> Reply {
    let parse = |words: &mut Words| {
        words.read("role", "`funder`, `lead` or `partner`", |role| {
            ["funder", "lead", "partner"].contains(&role).then(|| role.to_owned())
        })
    };
    list(asked, "`role`", parse, |ask, role, config| {
        answer::organizations(ask, role.as_deref(), config)
    })
    .await
}

/// The initiatives
///
/// Sorted by `name`, `goal`, `lead`, `funders`, `start`, `milestones`, `linked` or `stage`.
#[utoipa::path(tag = "directories", params(AtParams, FilterParams, ListParams), responses(
    (status = 200, body = wire::Page<wire::InitiativeRow>), (status = "4XX", body = wire::Problem)))]
#[get("/initiatives")]
async fn initiatives(asked: Asked) -> Reply {
    list(asked, "", |_| Ok(()), |ask, (), config| answer::initiatives(ask, config)).await
}

/// The goals
///
/// Sorted by `order`, `name`, `initiatives`, `funders` or `milestones`.
#[utoipa::path(tag = "directories", params(AtParams, FilterParams, ListParams), responses(
    (status = 200, body = wire::Page<wire::GoalRow>), (status = "4XX", body = wire::Problem)))]
#[get("/goals")]
async fn goals(asked: Asked) -> Reply {
    list(asked, "", |_| Ok(()), |ask, (), config| answer::goals(ask, config)).await
}

/// The ties, in the order of their ids
#[utoipa::path(tag = "directories", params(AtParams, FilterParams, ListParams,
    ("kind" = Option<String>, Query, description = "A kind of tie, such as `funds`")),
    responses((status = 200, body = wire::Page<wire::Tie>), (status = "4XX", body = wire::Problem)))]
#[get("/ties")]
async fn ties(asked: Asked) -> Reply {
    let parse = |words: &mut Words| {
        let known: Vec<String> =
            TieKind::ALL.iter().map(|kind| format!("`{}`", kind.word())).collect();
        words.read("kind", &format!("one of {}", known.join(", ")), TieKind::from_word)
    };
    list(asked, "`kind`", parse, answer::ties).await
}

/// The milestones, the earliest first, undated ones last
#[utoipa::path(tag = "directories", params(AtParams, FilterParams, ListParams,
    ("subject" = Option<String>, Query, description = "The id of the thing whose they are"),
    ("status" = Option<String>, Query, description = "`planned`, `met`, `missed` or `dropped`, as a source states"),
    ("year" = Option<i32>, Query, description = "The year they were done or are due in")),
    responses((status = 200, body = wire::Page<wire::Milestone>), (status = "4XX", body = wire::Problem)))]
#[get("/milestones")]
async fn milestones(asked: Asked) -> Reply {
    let parse = |words: &mut Words| {
        let expected = "`planned`, `met`, `missed` or `dropped`";
        Ok(answer::MilestoneQuestion {
            subject: words.read("subject", "the id of a thing", |id| EntityId::parse(id).ok())?,
            status: words.read("status", expected, MilestoneStatus::from_word)?,
            year: words.read("year", "a year such as 2019", |year| year.parse().ok())?,
        })
    };
    let own = "`subject`, `status`, `year`";
    list(asked, own, parse, |ask, question, config| answer::milestones(ask, &question, config))
        .await
}

/// The sources, those that most records cite first
#[utoipa::path(tag = "directories", params(AtParams, ListParams), responses(
    (status = 200, body = wire::Page<wire::SourceRow>), (status = "4XX", body = wire::Problem)))]
#[get("/sources")]
async fn sources(asked: Asked) -> Reply {
    list(asked, "", |_| Ok(()), |ask, (), config| answer::sources(ask, config)).await
}

/// The facets with their terms
#[utoipa::path(tag = "directories", params(AtParams, ListParams), responses(
    (status = 200, body = wire::Page<wire::FacetRow>), (status = "4XX", body = wire::Problem)))]
#[get("/facets")]
async fn facets(asked: Asked) -> Reply {
    list(asked, "", |_| Ok(()), |ask, (), config| answer::facets(ask, config)).await
}
