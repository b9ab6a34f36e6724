//! The page inside the binary.

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::ApiError;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// What is served where the page was not built.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<title>Waymark</title><h1>Waymark is running, without its page</h1>\
<p>This program was built before the page was. The API is here all the same: \
<a href=\"/api/docs/\">/api/docs</a>.</p>\
<p>To build the page into the program: <code>cargo xtask run</code>.</p></html>";

/// Serves a file of the page; any other path is a place within the page and gets its frame.
pub(crate) async fn serve(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(ApiError::NoSuchMethod { method: request.method().to_string() });
    }
    let path = request.path().trim_start_matches('/');
    if let Some(file) = Built::get(path).filter(|_| !path.is_empty()) {
        return Ok(respond(&request, path, &file));
    }
    let missing = path.starts_with("api/") || path.starts_with("assets/");
    if missing {
        return Err(ApiError::NoSuchPath { path: request.path().to_owned() });
    }
    Ok(match Built::get("index.html") {
        Some(frame) => respond(&request, "index.html", &frame),
        None => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(NOT_BUILT),
    })
}

fn respond(request: &HttpRequest, path: &str, file: &EmbeddedFile) -> HttpResponse {
    let hash = file.metadata.sha256_hash();
    let tag: String = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    // Files under `assets` carry a hash in their name and never change.
    let forever = path.starts_with("assets/");
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if seen.is_some_and(|seen| seen.contains(&tag)) {
        return HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish();
    }
    HttpResponse::Ok()
        .content_type(content_type(path, file))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::ETAG, tag))
        .body(file.data.clone().into_owned())
}

fn content_type(path: &str, file: &EmbeddedFile) -> String {
    let guessed = file.metadata.mimetype();
    if path.ends_with(".js") {
        return "text/javascript; charset=utf-8".to_owned();
    }
    if guessed.starts_with("text/") {
        format!("{guessed}; charset=utf-8")
    } else {
        guessed.to_owned()
    }
}
