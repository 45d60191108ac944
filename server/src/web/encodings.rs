//! What a browser says it can read.
use axum::http::{HeaderMap, header};

/// How much a browser likes an encoding, from 0 to 1; what it does not name it does
/// not know.
pub fn likes(asked: &HeaderMap, coding: &str) -> f32 {
    values(asked, header::ACCEPT_ENCODING)
        .find_map(|item| {
            let (name, quality) = item.split_once(';').unwrap_or((item, ""));
            name.trim().eq_ignore_ascii_case(coding).then(|| {
                let quality = quality.trim();
                let quality = quality.strip_prefix("q=").or(quality.strip_prefix("Q="));
                quality.map_or(1.0, |q| q.trim().parse().unwrap_or(0.0))
            })
        })
        .unwrap_or(0.0)
}

/// The values of a header that is a list.
pub fn values(asked: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let lines = asked.get_all(name).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
}
