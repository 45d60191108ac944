//! Headers that keep browsers from doing harm.
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};

use crate::web::state::App;

/// The policy of a page whose scripts carry this nonce.
pub fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not no-referrer: that would turn the Origin of our own forms into null.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// What an address does not carry as it stands, beside letters that are not ASCII.
const NOT_IN_AN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Gives each cookie what all of ours have. The session's library leaves it out where it takes
/// a cookie away, and a browser does not believe that of a `__Host-` cookie.
fn guard_cookies(headers: &mut HeaderMap, https: bool) {
    let set: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .cloned()
        .collect();
    headers.remove(header::SET_COOKIE);
    for cookie in set {
        let text = cookie.to_str().unwrap_or_default();
        let secure = Some("Secure").filter(|_| https);
        let missing = [Some("HttpOnly"), Some("SameSite=Lax"), secure]
            .into_iter()
            .flatten()
            .filter(|part| text.split("; ").all(|it| it != *part));
        let whole = missing.fold(text.to_owned(), |all, part| format!("{all}; {part}"));
        headers.append(header::SET_COOKIE, whole.parse().unwrap_or(cookie));
    }
}

pub async fn secure(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let https = app.config.origin.https;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'",
        ));
    // Figures are for the person signed in, not for caches in between.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if let Some(location) = headers.get_mut(header::LOCATION) {
        let plain = percent_encode(location.as_bytes(), NOT_IN_AN_ADDRESS).to_string();
        if let Ok(plain) = plain.parse() {
            *location = plain;
        }
    }
    guard_cookies(headers, https);
    if https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    response
}
