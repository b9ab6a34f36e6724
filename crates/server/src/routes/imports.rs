//! Bringing files in.

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_engine::{EngineError, Note};
use waymark_formats::{Input, Progress, ReadConfig};
use waymark_wire as wire;

use super::Shared;
use crate::answer::import_report;
use crate::jobs::{Done, RunningJob};
use crate::reply::{Query, expected};
use crate::words::Words;
use crate::{ApiError, State, state};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(import).service(job).service(cancel);
}

/// Files of one import.
#[derive(MultipartForm)]
struct Upload {
    #[multipart(rename = "file")]
    files: Vec<TempFile>,
}

/// Files of one import, as the document describes them.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form that `Upload` reads")]
struct UploadForm {
    /// The files: the tables of a guide, or grants lists, plain or gzipped.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<u8>,
}

/// Imports files
///
/// The tables of a guide, or grants (CSV, XLSX, ODS, JSON, 360Giving, IATI, IRS 990), plain, gzipped or
/// zipped: told by content. All files are one
/// import and one entry of the log. Answers with a job; its report has every row that was refused.
#[utoipa::path(tag = "changes", request_body(content = UploadForm, content_type = "multipart/form-data"),
    params(("dry_run" = Option<bool>, Query, description = "Only say what would happen, row by row"),
        ("funder" = Option<String>, Query, description = "Who gave the grants, for a list without a column for it"),
        ("currency" = Option<String>, Query, description = "The currency of amounts that state none")),
    responses((status = 202, body = wire::Job), (status = "4XX", body = wire::Problem)))]
#[post("/imports")]
async fn import(
    state: Shared,
    request: HttpRequest,
    query: Query,
    upload: MultipartForm<Upload>,
) -> Result<HttpResponse, ApiError> {
    let mut words = Words::new(query.into_inner());
    let dry_run = words.read("dry_run", "`true` or `false`", |word| word.parse().ok())?;
    let dry_run = dry_run.unwrap_or(false);
    let mut config = ReadConfig::default();
    config.mapping.funder = words.one("funder")?;
    config.mapping.currency =
        words.read("currency", "a code of ISO 4217 such as `USD`", |code| {
            waymark_model::Currency::from_code(code)
        })?;
    words.finish("`dry_run`, `funder`, `currency`")?;
    let mapping = config.mapping;
    let expected = expected(&request, &state)?;
    let files = upload.into_inner().files;
    if files.is_empty() {
        return Err(ApiError::Body {
            reason: "there is no file in it: expected parts named `file`".to_owned(),
            places: Vec::new(),
        });
    }
    let names: Vec<String> = files.iter().map(file_name).collect();
    let title = format!("import of {}", names.join(", "));
    let running = state.jobs.begin(title.clone());
    let answer = running.shown();
    // It goes on by itself; whoever asked follows it by its id.
    drop(actix_web::rt::task::spawn_blocking(move || {
        let outcome = work(&state, &running, files, mapping, title, dry_run, expected);
        running.end(outcome.map(Done::Import).map_err(|error| error.problem()));
    }));
    let location = format!("/api/v1/jobs/{}", answer.id);
    Ok(HttpResponse::Accepted().insert_header(("Location", location)).json(answer))
}

fn file_name(file: &TempFile) -> String {
    file.file_name.clone().unwrap_or_else(|| "a file without a name".to_owned())
}

fn work(
    state: &State,
    running: &RunningJob,
    files: Vec<TempFile>,
    mapping: waymark_formats::Mapping,
    message: String,
    dry_run: bool,
    expected: Option<u64>,
) -> Result<wire::ImportReport, ApiError> {
    let report = |progress: Progress<'_>| {
        let share = progress.bytes as f64 / progress.of_bytes.max(1) as f64;
        let step = format!("reading {}: {} rows", progress.file, progress.rows);
        running.step(step, Some(share));
    };
    let config = ReadConfig { mapping, progress: Some(&report), ..ReadConfig::default() };
    let inputs =
        files.iter().map(|file| Input::new(file_name(file), file.file.as_file())).collect();
    let go_on = || {
        running.step("writing".to_owned(), None);
        running.goes_on()
    };
    let imported = if dry_run {
        let imported = state.engine.dry_run_import(inputs, &config)?;
        if !running.goes_on() {
            return Err(EngineError::Cancelled.into());
        }
        imported
    } else {
        let note = Note { author: "anonymous".to_owned(), time: state::now(), message };
        state.engine.import(&note, inputs, &config, expected, &go_on)?
    };
    Ok(import_report(&state.engine, &imported, dry_run, dry_run))
}

/// How long work stands
#[utoipa::path(tag = "changes", params(("id" = String, Path, description = "The id of the job")),
    responses((status = 200, body = wire::Job), (status = "4XX", body = wire::Problem)))]
#[get("/jobs/{id}")]
async fn job(state: Shared, path: web::Path<String>) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(find(&state, &path)?.shown()))
}

/// Stops long work
///
/// What is not yet written is not written. What is done stays, and can be undone.
#[utoipa::path(tag = "changes", params(("id" = String, Path, description = "The id of the job")),
    responses((status = 202, body = wire::Job), (status = "4XX", body = wire::Problem)))]
#[delete("/jobs/{id}")]
async fn cancel(state: Shared, path: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let running = find(&state, &path)?;
    running.stop();
    Ok(HttpResponse::Accepted().json(running.shown()))
}

fn find(state: &State, id: &str) -> Result<std::sync::Arc<RunningJob>, ApiError> {
    let missing = || ApiError::NotFound { what: "job", id: id.to_owned(), present_in: Vec::new() };
    state.jobs.find(id).ok_or_else(missing)
}
