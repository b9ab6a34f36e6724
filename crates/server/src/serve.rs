//! Listening, answering, and ending in good order.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BodyStream, BoxBody, MessageBody};
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{App, Error, HttpResponse, HttpServer, ResponseError, web};
use futures_util::StreamExt;
use futures_util::stream::poll_fn;
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::sync::watch;
use tracing_actix_web::{RequestId, TracingLogger};
use utoipa_actix_web::AppExt;
use waymark_engine::Engine;
use waymark_wire::Problem;

use crate::error::problem_response;
use crate::{ApiError, EmbedOrigin, State, guard, routes};

/// How to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeConfig {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Whether changes are refused.
    pub read_only: bool,
    /// Whether suggestions are taken where changes are refused.
    pub suggestions: bool,
    /// How many threads answer.
    pub workers: usize,
    /// Sites that may show views of the page within their own.
    pub embed_origins: Vec<EmbedOrigin>,
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
    state.suggestions = config.suggestions;
    state.embed_origins.clone_from(&config.embed_origins);
    if address.ip().is_loopback() {
        state.hosts = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
    }
    let state = web::Data::new(state);
    let closing = closing();
    let server = HttpServer::new(move || app(state.clone(), closing.clone()))
        .workers(config.workers)
        .shutdown_timeout(20)
        .listen(listener)
        .map_err(listen_error)?;
    Ok(Bound { address, server: server.run() })
}

/// The application, the same in production and in tests.
pub(crate) fn app(
    state: web::Data<State>,
    closing: Closing,
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
        .app_data(web::Data::new(closing))
        .app_data(routes::json_config())
        .app_data(routes::upload_config())
        .configure(routes::api)
        .split_for_parts();
    app.configure(routes::beside)
        .wrap(from_fn(guard::guard))
        .wrap(from_fn(finish))
        .wrap(Compress::default())
        .wrap(TracingLogger::default())
        .wrap(from_fn(without_forwarding))
}

/// Counts and times each request, and gives problems the id of their request.
async fn finish(
    closing: web::Data<Closing>,
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
        Ok(response) => Ok(ending(with_problem_id(response, id), &closing)),
        Err(error) => match error.as_error::<ApiError>() {
            Some(refused) => Err(Refused(Problem { request_id: id, ..refused.problem() }).into()),
            None => Err(error),
        },
    }
}

/// Whether the server is about to end.
pub(crate) type Closing = watch::Receiver<bool>;

/// Hears the signals that end the server, beside the framework, which then waits for its answers.
fn closing() -> Closing {
    let (close, closing) = watch::channel(false);
    actix_web::rt::spawn(async move {
        ended().await;
        // Nobody listening is no failure.
        let _ = close.send(true);
    });
    closing
}

#[cfg(unix)]
async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn ended() {
    drop(tokio::signal::ctrl_c().await);
}

/// A stream of events has no end of its own, and would hold up the server's.
fn ending(response: ServiceResponse<BoxBody>, closing: &Closing) -> ServiceResponse<BoxBody> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"text/event-stream")) {
        return response;
    }
    let mut closing = closing.clone();
    response.map_body(|_, mut body| {
        let events = poll_fn(move |context| body.as_pin_mut().poll_next(context));
        let closed = async move { closing.wait_for(|closing| *closing).await.is_ok() };
        BodyStream::new(events.take_until(Box::pin(closed))).boxed()
    })
}

/// A request that never came to its handler.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.detail)]
struct Refused(Problem);

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        problem_response(&self.0)
    }
}

/// A page that points its own name at this machine may send any header, and so could name another
/// host in one that a proxy would set. Nothing stands between it and a server on the loopback.
async fn without_forwarding(
    state: web::Data<State>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if !state.hosts.is_empty() {
        request.headers_mut().remove(header::FORWARDED);
        request.headers_mut().remove("x-forwarded-host");
    }
    next.call(request).await
}

/// Every refusal is a problem and has the id of its request, also those of the framework.
fn with_problem_id<B: MessageBody + 'static>(
    response: ServiceResponse<B>,
    id: Option<String>,
) -> ServiceResponse<BoxBody> {
    let (request, http) = response.into_parts();
    let error = http.error().and_then(|error| error.as_error::<ApiError>());
    let problem = error.map(ApiError::problem).or_else(|| framework_problem(&http));
    let Some(problem) = problem else {
        return ServiceResponse::new(request, http.map_into_boxed_body());
    };
    let mut answer = problem_response(&Problem { request_id: id, ..problem });
    for (name, value) in http.headers() {
        if !answer.headers().contains_key(name) {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, answer)
}

/// What the framework refuses by itself: a form that is none, a number that is none.
fn framework_problem<B>(http: &HttpResponse<B>) -> Option<Problem> {
    let status = http.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "no_such_path",
        StatusCode::METHOD_NOT_ALLOWED => "no_such_method",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        _ if status.is_client_error() => "bad_request",
        _ => "internal",
    };
    let title = status.canonical_reason().unwrap_or("The request was refused");
    let said = http.error().filter(|_| status.is_client_error()).map(ToString::to_string);
    Some(Problem {
        kind: format!("/problems/{code}"),
        title: title.to_owned(),
        status: status.as_u16(),
        code: code.to_owned(),
        detail: said.unwrap_or_else(|| title.to_owned()),
        request_id: None,
        places: Vec::new(),
        present_in: Vec::new(),
        became: None,
    })
}
