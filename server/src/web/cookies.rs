//! Cookies that are ours, the session's apart.
use axum::http::{HeaderMap, HeaderValue, header};
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

use crate::config::Config;

/// The value of a cookie that a browser sent.
pub fn sent(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter();
    cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| Cookie::split_parse(cookies).flatten())
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A cookie for the browser to keep; `None` where its value is none.
pub fn kept(name: &str, value: &str, age: Duration, config: &Config) -> Option<HeaderValue> {
    let cookie = Cookie::build((name, value))
        .path("/")
        .max_age(age)
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(config.origin.https);
    cookie.to_string().parse().ok()
}
