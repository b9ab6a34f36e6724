//! The OpenAPI document and its page.

use actix_web::web;
use utoipa::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

#[derive(OpenApi)]
#[openapi(info(
    title = "Waymark",
    description = "A living map of a field: who is working on what, how fast, and whether they \
                   coordinate. Every fact has its source, every answer names the state of the map \
                   it was worked out from, and what is unknown is never shown as zero.\n\n\
                   Reads take `edition` or `as_of` and answer with an `ETag`; writes take \
                   `If-Match`. Errors are `application/problem+json` (RFC 9457) with a stable \
                   `code`. Amounts are decimal strings, dates are EDTF."
))]
struct About;

/// The document without its routes.
pub(super) fn about() -> utoipa::openapi::OpenApi {
    About::openapi()
}

pub(super) fn routes(config: &mut web::ServiceConfig) {
    let settings = Config::from("/api/openapi.json").validator_url("none");
    config.route("/api/docs", web::get().to(to_docs)).service(
        SwaggerUi::new("/api/docs/{_:.*}")
            .url("/api/openapi.json", super::openapi())
            .config(settings),
    );
}

async fn to_docs() -> actix_web::HttpResponse {
    actix_web::HttpResponse::PermanentRedirect().insert_header(("Location", "/api/docs/")).finish()
}
