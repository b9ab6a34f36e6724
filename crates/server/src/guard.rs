//! What every request and answer goes through: who may ask, and what browsers may do with it.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use crate::embed::{EMBED, ancestors};
use crate::{ApiError, State};

/// Scripts and styles from here only. The page of the API document needs inline styles.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
frame-ancestors";
const DOCS_POLICY: &str = "default-src 'self'; script-src 'self'; \
style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
frame-ancestors 'none'";

/// Where suggestions are sent to.
const SUGGESTIONS: &str = "/api/v1/suggestions";

/// Refuses what another site sends, and sets the headers that protect the page.
pub(crate) async fn guard(
    state: web::Data<State>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    check_host(&state, &request)?;
    check_origin(&state, &request)?;
    let policy = policy(&state, request.path());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    let mut set = |name, value| {
        headers.insert(name, header::HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    Ok(response)
}

/// What the page at a path may do; views to be shown within other pages, within which.
fn policy(state: &State, path: &str) -> header::HeaderValue {
    if path.starts_with("/api/docs") {
        return header::HeaderValue::from_static(DOCS_POLICY);
    }
    let within = if path.starts_with(EMBED) { &state.embed_origins[..] } else { &[] };
    let policy = format!("{PAGE_POLICY} {}", ancestors(within));
    header::HeaderValue::from_str(&policy).expect("an origin is ASCII without controls")
}

/// A page elsewhere may point its own host name at this machine (DNS rebinding) and would then
/// count as the same origin. So a server on the loopback answers to loopback names only.
fn check_host(state: &State, request: &ServiceRequest) -> Result<(), ApiError> {
    let info = request.connection_info();
    let host = info.host().rsplit_once(':').map_or(info.host(), |(host, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { host } else { info.host() }
    });
    if state.hosts.is_empty() || state.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        return Ok(());
    }
    let known = state.hosts.join("`, `");
    Err(ApiError::Forbidden {
        reason: format!("this server answers to `{known}`, not to `{host}`"),
    })
}

/// A form on another site can post here without asking. Browsers say where it comes from.
fn check_origin(state: &State, request: &ServiceRequest) -> Result<(), ApiError> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    check_writable(state, request)?;
    let info = request.connection_info();
    let own = format!("{}://{}", info.scheme(), info.host());
    check_frame(request, &own)?;
    let Some(origin) = request.headers().get(header::ORIGIN) else { return Ok(()) };
    if origin.as_bytes() == own.as_bytes() {
        return Ok(());
    }
    Err(ApiError::Forbidden { reason: "changes from pages of another site are refused".to_owned() })
}

/// A server that is read-only may take suggestions all the same: they change nothing.
fn check_writable(state: &State, request: &ServiceRequest) -> Result<(), ApiError> {
    let suggests = request.method() == Method::POST && request.path() == SUGGESTIONS;
    if !state.read_only || (suggests && state.suggestions) {
        return Ok(());
    }
    let reason = match (state.suggestions, suggests) {
        (true, _) => {
            format!("this server is read-only: it takes suggestions only, at `{SUGGESTIONS}`")
        }
        (false, true) => {
            "this server is read-only and takes no suggestions: it would with `--suggestions`"
                .into()
        }
        (false, false) => "this server is read-only".to_owned(),
    };
    Err(ApiError::Forbidden { reason })
}

/// The page around a view may lay something of its own over it, so that a reader presses what they
/// do not see. So a view within another page changes nothing.
fn check_frame(request: &ServiceRequest, own: &str) -> Result<(), ApiError> {
    let referrer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referrer.and_then(|referrer| referrer.strip_prefix(own));
    if path.is_some_and(|path| path.starts_with(EMBED)) {
        let reason = "a view within another page changes nothing".to_owned();
        return Err(ApiError::Forbidden { reason });
    }
    Ok(())
}
