//! Listening, answering, and ending in good order.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{App, Error, HttpServer, web};
use metrics_exporter_prometheus::PrometheusBuilder;
use tracing_actix_web::{RequestId, TracingLogger};
use utoipa_actix_web::AppExt;
use waymark_engine::Engine;
use waymark_wire::Problem;

use crate::{ApiError, State, guard, routes};

/// How to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeConfig {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Whether changes are refused.
    pub read_only: bool,
    /// How many threads answer.
    pub workers: usize,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there already.
    #[error("`{address}` is in use by another program: give another with `--listen`")]
    InUse {
        /// The address.
        address: SocketAddr,
    },
    /// The system does not allow it.
    #[error("cannot listen on `{address}`: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// Metrics cannot be kept.
    #[error("metrics cannot be kept: {0}")]
    Metrics(String),
}

/// A server that listens. It answers once it is awaited.
pub struct Bound {
    /// Where it listens.
    pub address: SocketAddr,
    /// The server itself, to be awaited; it ends in good order on an interrupt or a termination
    /// signal, letting requests finish.
    pub server: Server,
}

/// Begins to listen.
///
/// # Errors
/// When the address cannot be listened on.
pub fn bind(engine: Arc<Engine>, config: &ServeConfig) -> Result<Bound, ServeError> {
    let address = config.listen;
    let listener = TcpListener::bind(address).map_err(|source| match source.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::InUse { address },
        _ => ServeError::Listen { address, source },
    })?;
    let listen_error = |source| ServeError::Listen { address, source };
    let address = listener.local_addr().map_err(listen_error)?;
    // A second server in one process, as in tests, goes without metrics of its own.
    let metrics = PrometheusBuilder::new().install_recorder().ok();
    let mut state = State::new(engine, metrics);
    state.read_only = config.read_only;
    if address.ip().is_loopback() {
        state.hosts = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
    }
    let state = web::Data::new(state);
    let server = HttpServer::new(move || app(state.clone()))
        .workers(config.workers)
        .shutdown_timeout(20)
        .listen(listener)
        .map_err(listen_error)?;
    Ok(Bound { address, server: server.run() })
}

/// The application, the same in production and in tests.
pub(crate) fn app(
    state: web::Data<State>,
) -> App<
    impl actix_web::dev::ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let (app, _) = App::new()
        .into_utoipa_app()
        .app_data(state)
        .app_data(routes::json_config())
        .configure(routes::api)
        .split_for_parts();
    app.configure(routes::beside)
        .wrap(from_fn(finish))
        .wrap(from_fn(guard::guard))
        .wrap(Compress::default())
        .wrap(TracingLogger::default())
}

/// Counts and times each request, and gives problems the id of their request.
async fn finish(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    use actix_web::HttpMessage;
    let began = Instant::now();
    let id = request.extensions().get::<RequestId>().map(|id| id.to_string());
    let route = request.match_pattern().unwrap_or_else(|| "page".to_owned());
    let outcome = next.call(request).await;
    let status = match &outcome {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let labels = [("route", route), ("status", status.as_u16().to_string())];
    metrics::counter!("waymark_requests_total", &labels).increment(1);
    metrics::histogram!("waymark_request_seconds", &labels[..1])
        .record(began.elapsed().as_secs_f64());
    match outcome {
        Ok(response) => Ok(with_problem_id(response, id.as_deref())),
        Err(error) => Err(error),
    }
}

fn with_problem_id<B: MessageBody + 'static>(
    response: ServiceResponse<B>,
    id: Option<&str>,
) -> ServiceResponse<actix_web::body::BoxBody> {
    let (request, http) = response.into_parts();
    let error = http.error().and_then(|error| error.as_error::<ApiError>());
    let problem =
        error.map(|error| Problem { request_id: id.map(str::to_owned), ..error.problem() });
    match problem {
        Some(problem) => ServiceResponse::new(request, crate::error::problem_response(&problem)),
        None => ServiceResponse::new(request, http.map_into_boxed_body()),
    }
}
