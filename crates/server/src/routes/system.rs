//! Events, health and metrics.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpResponse, Responder, get, web};
use actix_web_lab::sse;
use futures_util::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use utoipa_actix_web::service_config::ServiceConfig;
use waymark_wire as wire;

use super::Shared;
use crate::ApiError;
use crate::reply::blocking;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(events).service(server);
}

/// Probes for whoever runs the server.
pub(super) fn probes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz))
        .route("/metrics", web::get().to(metrics));
}

/// What happens, as it happens
///
/// Server-sent events: `changed` with the new position, and `job` as long work moves on. A reader
/// who lags too far behind misses some and should read the map anew.
#[utoipa::path(tag = "history", responses(
    (status = 200, content_type = "text/event-stream", body = wire::Event)))]
#[get("/events")]
async fn events(state: Shared) -> impl Responder {
    let stream = BroadcastStream::new(state.events.subscribe());
    let events = stream.filter_map(|event| async {
        let event = event.ok()?;
        let name = match &event {
            wire::Event::Changed { .. } => "changed",
            wire::Event::Job(_) => "job",
        };
        Some(sse::Event::Data(sse::Data::new_json(&event).ok()?.event(name)))
    });
    sse::Sse::from_infallible_stream(events).with_keep_alive(Duration::from_secs(15))
}

/// What one may do here
///
/// Whoever shows buttons asks this first. It is about the server and not about a state of the map,
/// so there is no tag.
#[utoipa::path(tag = "changes", responses((status = 200, body = wire::Server)))]
#[get("/server")]
async fn server(state: Shared) -> Result<HttpResponse, ApiError> {
    let server = blocking(move || {
        Ok(wire::Server {
            may_edit: !state.read_only,
            may_suggest: state.takes_suggestions(),
            waiting: state.engine.waiting_count()?,
        })
    });
    let mut response = HttpResponse::Ok();
    Ok(response.insert_header((header::CACHE_CONTROL, "no-store")).json(server.await?))
}

async fn healthz() -> impl Responder {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The map is open before the server listens, so whoever gets an answer gets this one.
async fn readyz(state: Shared) -> impl Responder {
    let position = state.engine.now().head.position;
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(format!("ready at position {position}\n"))
}

async fn metrics(state: Shared) -> impl Responder {
    let now = state.engine.now();
    metrics::gauge!("waymark_log_position").set(now.head.position as f64);
    metrics::gauge!("waymark_entities").set(now.map.entity_count() as f64);
    metrics::gauge!("waymark_ties").set(now.map.tie_count() as f64);
    let text = state.metrics.as_ref().map(|metrics| metrics.render()).unwrap_or_default();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text)
}
