//! What there is at which address.

mod care;
mod changes;
mod confirmations;
mod coordination;
mod docs;
mod duplicates;
mod exit;
mod exports;
mod gaps;
mod imports;
mod lists;
mod network;
mod overlap;
mod pace;
mod partners;
mod paths;
mod reads;
mod repeated;
mod requests;
mod sensitivity;
mod suggestions;
mod summary;
mod system;

use actix_multipart::form::MultipartFormConfig;
use actix_web::web;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};

use crate::{ApiError, State, page};

/// The OpenAPI 3.1 document of the API, made from the routes themselves.
pub fn openapi() -> OpenApi {
    let app = actix_web::App::new().into_utoipa_app().openapi(docs::about());
    app.configure(api).split_for_parts().1
}

/// All routes of the API; also collects their description.
pub(crate) fn api(config: &mut ServiceConfig<'_>) {
    config.service(
        scope::scope("/api/v1")
            .configure(reads::routes)
            .configure(lists::routes)
            .configure(summary::routes)
            .configure(overlap::routes)
            .configure(gaps::routes)
            .configure(exit::routes)
            .configure(requests::routes)
            .configure(care::routes)
            .configure(coordination::routes)
            .configure(network::routes)
            .configure(pace::routes)
            .configure(sensitivity::routes)
            .configure(partners::routes)
            .configure(paths::routes)
            .configure(exports::routes)
            .configure(changes::routes)
            .configure(duplicates::routes)
            .configure(repeated::routes)
            .configure(confirmations::routes)
            .configure(suggestions::routes)
            .configure(imports::routes)
            .configure(system::routes),
    );
}

/// Routes beside the API: the document and its page, health, metrics, and the page.
pub(crate) fn beside(config: &mut web::ServiceConfig) {
    config
        .configure(docs::routes)
        .configure(system::probes)
        .default_service(web::get().to(page::serve));
}

/// How the bodies of requests that cannot be read are answered.
pub(crate) fn json_config() -> web::JsonConfig {
    web::JsonConfig::default().limit(64 << 20).error_handler(|error, _| {
        ApiError::Body { reason: error.to_string(), places: Vec::new() }.into()
    })
}

/// How large the files of one import may be together, and how uploads that cannot be read are
/// answered.
pub(crate) fn upload_config() -> MultipartFormConfig {
    MultipartFormConfig::default().total_limit(1 << 30).error_handler(|error, _| {
        ApiError::Body { reason: error.to_string(), places: Vec::new() }.into()
    })
}

/// Finds the server's state.
pub(crate) type Shared = web::Data<State>;

/// The words that say which state of the map is meant.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
pub(crate) struct AtParams {
    /// The id of an edition; `now` for the present state.
    edition: Option<String>,
    /// A log position, a day (its end, in UTC) or a moment (RFC 3339).
    as_of: Option<String>,
    /// The day that due dates are held against; by default today, for a past state the day of its
    /// last change.
    today: Option<String>,
}

/// The words of a filter, the same everywhere. Several values: repeated, or with commas.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
pub(crate) struct FilterParams {
    /// Ids of goals: what serves one of them.
    goal: Option<String>,
    /// Ids of organizations: what one of them supports.
    funder: Option<String>,
    /// Terms of the facet `place`.
    place: Option<String>,
    /// Terms as `facet/term`.
    term: Option<String>,
    /// From this date (EDTF).
    from: Option<String>,
    /// To this date (EDTF).
    to: Option<String>,
    /// At least so sure: `inferred`, `reported` or `verified`.
    confidence: Option<String>,
    /// Words in the name, an alias or the description.
    q: Option<String>,
}

/// The words of a list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `words` reads")]
pub(crate) struct ListParams {
    /// How many items at most: 1 to 1000, by default 100.
    limit: Option<u64>,
    /// What `next` of the part before gave.
    cursor: Option<String>,
    /// What to sort by, with `-` before it for the other way round.
    sort: Option<String>,
}
