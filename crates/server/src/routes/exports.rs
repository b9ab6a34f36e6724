//! Files to take away, and how what they hold is cited.

use actix_web::{get, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_exports::Format;
use waymark_wire as wire;

use super::{AtParams, FilterParams};
use crate::answer::CitationQuestion;
use crate::reply::{Asked, Filtered, Reply};
use crate::{State, answer, sending};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    // `json` and `pack` have descriptions of their own, and so come before all formats.
    config
        .service(formats)
        .service(json)
        .service(pack)
        .service(manifest)
        .service(preview)
        .service(file)
        .service(citation);
}

/// The words that say which network is meant; of formats that are networks.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `answer::export_choice` reads")]
struct ChoiceParams {
    /// `two` (by default): who gives or leads on one side, what is supported or led on the other,
    /// joined by `funds` ties (but those only asked for or declined) and `leads` ties; ties to those
    /// who give or lead themselves are left out. `one`: things joined by what they share. `all`:
    /// every thing and every tie.
    mode: Option<String>,
    /// Only things of these kinds (`organization`, `initiative`, `goal`, `publication`) and ties of
    /// these kinds (`funds`, `leads`, `serves` …); of a sort of which none is named, all, or in two
    /// modes the usual ones. In two modes ties can be `funds`, `leads` and `partners`, or `serves`
    /// alone, between initiatives and goals.
    kinds: Option<String>,
    /// In mode `one`, what the nodes are: `initiatives` (by default), `recipients`, `funders` or
    /// `organizations`.
    between: Option<String>,
    /// In mode `one`, what joins them: initiatives by `funders` (by default), `goals`, `leads` or
    /// `partners`; recipients by `funders`; funders by `recipients`; organizations by `initiatives`.
    by: Option<String>,
    /// In mode `one`, what an edge weighs: `shared` (by default), how many both have; `newman`,
    /// Σ 1/(h − 1) over those, h being how many have it; `jaccard`, their part of all that either
    /// has.
    projection: Option<String>,
    /// Whether those are in it whom nothing joins to others, as far as is known: `true` by default.
    isolates: Option<bool>,
}

/// The formats of files
///
/// Which there are, for which programs, and whether a network can be chosen.
#[utoipa::path(tag = "export", params(AtParams), responses(
    (status = 200, body = wire::ExportFormats), (status = "4XX", body = wire::Problem)))]
#[get("/exports")]
async fn formats(asked: Asked) -> Reply {
    asked.whole(|_, ask| Ok(answer::export_formats(ask))).await
}

/// The map as one JSON document
///
/// Every thing, tie, milestone, source, facet and edition with every fact, in the shapes of the
/// other answers. A filter leaves out what it does not select, and sources that nothing left cites.
#[utoipa::path(tag = "export", params(AtParams, FilterParams), responses(
    (status = 200, body = wire::Export), (status = "4XX", body = wire::Problem)))]
#[get("/exports/json")]
async fn json(asked: Asked) -> Reply {
    sending::file(asked, Format::Json).await
}

/// The research pack
///
/// One ZIP archive: every table and network in every format, what their columns mean, sources and
/// licences, the analyses with their parameters and seeds, readers for Python and R, checksums. The
/// same state gives the same bytes: without `today`, a pack is of the day of the last change.
#[utoipa::path(tag = "export", params(AtParams, FilterParams), responses(
    (status = 200, body = Vec<u8>, content_type = "application/zip", description = "The archive"),
    (status = "4XX", body = wire::Problem)))]
#[get("/exports/pack")]
async fn pack(asked: Asked) -> Reply {
    sending::pack(asked.of_its_day()).await
}

/// What is in the research pack
///
/// Its manifest: every file with its size, SHA-256 and counts, how it is made again and what it does
/// not say; and the size and SHA-256 of the whole. All of it is made for this, and kept with the
/// state.
#[utoipa::path(tag = "export", params(AtParams, FilterParams), responses(
    (status = 200, body = wire::Pack), (status = "4XX", body = wire::Problem)))]
#[get("/exports/pack/manifest")]
async fn manifest(asked: Asked) -> Reply {
    let work = |state: &State, ask: &_| answer::pack_manifest(&state.engine, ask);
    asked.of_its_day().part(work).await
}

/// What a file would be
///
/// Its first rows or lines, how much there is in it, its size and SHA-256, the address that gives
/// the same bytes later, and what the format cannot carry.
#[utoipa::path(tag = "export", params(AtParams, FilterParams, ChoiceParams,
    ("format" = String, Path, description = "The id of a format, as `/exports` lists them")),
    responses((status = 200, body = wire::ExportPreview), (status = "4XX", body = wire::Problem)))]
#[get("/exports/{format}/preview")]
async fn preview(asked: Asked, format: web::Path<String>) -> Reply {
    let format = answer::export_format(&format)?;
    asked
        .answer(
            Filtered::Yes,
            sending::words_of(format),
            |words| answer::export_choice(format, words),
            |_, ask, choice| answer::export_preview(ask, &choice),
        )
        .await
}

/// A file
///
/// The same state and the same words give the same bytes.
#[utoipa::path(tag = "export", params(AtParams, FilterParams, ChoiceParams,
    ("format" = String, Path, description = "The id of a format, as `/exports` lists them")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream",
            description = "The file, with its own media type and name"),
        (status = "4XX", body = wire::Problem)))]
#[get("/exports/{format}")]
async fn file(asked: Asked, format: web::Path<String>) -> Reply {
    sending::file(asked, answer::export_format(&format)?).await
}

/// How it is cited
///
/// A state, or a view of it, in APA, BibTeX, RIS and CSL. Only what the map knows is said: the names
/// and dates of its editions, its log, and what its source `this-map` says of it.
#[utoipa::path(tag = "export", params(AtParams,
    ("path" = Option<String>, Query, description = "The path of a view, such as `/e/2019-01/overlap`; by default the state as a whole"),
    ("site" = Option<String>, Query, description = "Where the page is, such as `https://map.example.org`; by default where it was asked")),
    responses((status = 200, body = wire::Citation), (status = "4XX", body = wire::Problem)))]
#[get("/citation")]
async fn citation(asked: Asked) -> Reply {
    let here = asked.site();
    asked
        .today()
        .answer(
            Filtered::No,
            answer::CITATION_WORDS,
            answer::citation_question,
            move |state, ask, question| {
                let site = question.site.or(Some(here));
                let question = CitationQuestion { site, ..question };
                Ok(answer::citation(&state.engine, ask, &question))
            },
        )
        .await
}
