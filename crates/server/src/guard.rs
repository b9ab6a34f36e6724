//! What every request and answer goes through: who may ask, and what browsers may do with it.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use crate::{ApiError, State};

/// Scripts and styles from here only. The page of the API document needs inline styles.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
frame-ancestors 'none'";
const DOCS_POLICY: &str = "default-src 'self'; script-src 'self'; \
style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
frame-ancestors 'none'";

/// Refuses what another site sends, and sets the headers that protect the page.
pub(crate) async fn guard(
    state: web::Data<State>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    check_host(&state, &request)?;
    check_origin(&state, &request)?;
    let docs = request.path().starts_with("/api/docs");
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.insert(name, header::HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, if docs { DOCS_POLICY } else { PAGE_POLICY });
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    Ok(response)
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
    if state.read_only {
        return Err(ApiError::Forbidden { reason: "this server is read-only".to_owned() });
    }
    let Some(origin) = request.headers().get(header::ORIGIN) else { return Ok(()) };
    let info = request.connection_info();
    let own = format!("{}://{}", info.scheme(), info.host());
    if origin.as_bytes() == own.as_bytes() {
        return Ok(());
    }
    Err(ApiError::Forbidden { reason: "changes from pages of another site are refused".to_owned() })
}
