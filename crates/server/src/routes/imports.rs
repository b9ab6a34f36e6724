//! Bringing files in.

use std::io::{Seek, SeekFrom};

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_engine::{EngineError, Imported, Note};
use waymark_formats::{Input, Mapping, Progress, ReadConfig};
use waymark_wire as wire;

use super::Shared;
use crate::answer::{import_looks, import_report, import_targets};
use crate::jobs::{Done, RunningJob};
use crate::reply::{Query, expected};
use crate::words::Words;
use crate::{ApiError, State, state};

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(import).service(targets).service(job).service(cancel);
}

/// Files of one import.
#[derive(MultipartForm)]
struct Upload {
    #[multipart(rename = "file")]
    files: Vec<TempFile>,
    mapping: Option<Text<String>>,
}

/// Files of one import, as the document describes them.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form that `Upload` reads")]
struct UploadForm {
    /// The files: the tables of a guide, or grants lists, plain or gzipped.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<u8>,
    /// What the columns and words of the files mean: the JSON of a mapping file, such as a report
    /// gives. What it says goes before what is found out.
    mapping: Option<String>,
}

/// Imports files
///
/// The tables of a guide, or grants (CSV, XLSX, ODS, JSON, 360Giving, IATI, IRS 990), plain, gzipped or
/// zipped: told by content. All files are one
/// import and one entry of the log. Answers with a job; its report has every row that was refused, what
/// was found out about each file, what each column was read as, and the mapping to give again. A dry
/// run that fails because nothing tells what a table is has the columns in `files` of its job.
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
    let funder = words.one("funder")?;
    let currency = words.read("currency", "a code of ISO 4217 such as `USD`", |code| {
        waymark_model::Currency::from_code(code)
    })?;
    words.finish("`dry_run`, `funder`, `currency`")?;
    let expected = expected(&request, &state)?;
    let Upload { files, mapping } = upload.into_inner();
    let mut mapping = given_mapping(mapping.as_deref().map(String::as_str))?;
    mapping.funder = funder.or(mapping.funder);
    mapping.currency = currency.or(mapping.currency);
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
        let work = Work { state: &state, running: &running, files, mapping, dry_run, expected };
        running.run(|| work.done(title).map(|report| Done::Import(Box::new(report))));
    }));
    let location = format!("/api/v1/jobs/{}", answer.id);
    Ok(HttpResponse::Accepted().insert_header(("Location", location)).json(answer))
}

fn file_name(file: &TempFile) -> String {
    file.file_name.clone().unwrap_or_else(|| "a file without a name".to_owned())
}

/// What the part `mapping` says.
fn given_mapping(text: Option<&str>) -> Result<Mapping, ApiError> {
    let mut mapping = Mapping::default();
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        let bad = |error: waymark_formats::ReadError| ApiError::Body {
            reason: error.to_string(),
            places: Vec::new(),
        };
        mapping.read_json("mapping", text).map_err(bad)?;
    }
    Ok(mapping)
}

/// An import that is to be done.
struct Work<'w> {
    state: &'w State,
    running: &'w RunningJob,
    files: Vec<TempFile>,
    mapping: Mapping,
    dry_run: bool,
    expected: Option<u64>,
}

impl Work<'_> {
    fn done(&self, message: String) -> Result<wire::ImportReport, ApiError> {
        let report = |progress: Progress<'_>| {
            let share = progress.bytes as f64 / progress.of_bytes.max(1) as f64;
            let step = format!("reading {}: {} rows", progress.file, progress.rows);
            self.running.step(step, Some(share));
        };
        let mapping = self.mapping.clone();
        let config = ReadConfig { mapping, progress: Some(&report), ..ReadConfig::default() };
        let imported = match self.dry_run {
            true => self.tried(&config)?,
            false => self.written(&config, message)?,
        };
        Ok(import_report(&self.state.engine, &imported, self.dry_run, self.dry_run))
    }

    fn written(&self, config: &ReadConfig<'_>, message: String) -> Result<Imported, ApiError> {
        let go_on = || {
            self.running.step("writing".to_owned(), None);
            self.running.goes_on()
        };
        let note = Note { author: "anonymous".to_owned(), time: state::now(), message };
        let engine = &self.state.engine;
        Ok(engine.import(&note, self.inputs()?, config, self.expected, &go_on)?)
    }

    fn tried(&self, config: &ReadConfig<'_>) -> Result<Imported, ApiError> {
        let imported = self.state.engine.dry_run_import(self.inputs()?, config);
        if !self.running.goes_on() {
            return Err(EngineError::Cancelled.into());
        }
        if let Err(EngineError::Read(_)) = &imported {
            // Whoever knows the columns can say what they are.
            let looks = waymark_formats::look(self.inputs()?, config);
            let files = looks.map(|looks| import_looks(&looks)).unwrap_or_default();
            self.running.looked_at(files);
        }
        Ok(imported?)
    }

    /// The files from their beginning.
    fn inputs(&self) -> Result<Vec<Input<'_>>, ApiError> {
        let mut inputs = Vec::new();
        for file in &self.files {
            let mut bytes = file.file.as_file();
            let rewound = bytes.seek(SeekFrom::Start(0));
            rewound.map_err(|error| ApiError::Internal(error.to_string()))?;
            inputs.push(Input::new(file_name(file), bytes));
        }
        Ok(inputs)
    }
}

/// What columns can be read as
///
/// The words that the `columns` of a mapping may have, each with a sentence; and whether this server
/// takes imports.
#[utoipa::path(tag = "changes", responses((status = 200, body = wire::ImportTargets)))]
#[get("/imports/targets")]
async fn targets(state: Shared) -> HttpResponse {
    HttpResponse::Ok().json(import_targets(!state.read_only))
}

/// How long work stands
///
/// The work on a question goes on for as long as somebody asks at least once a minute how it stands;
/// an import goes on by itself.
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
