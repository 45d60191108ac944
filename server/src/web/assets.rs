//! The built files of the site: scripts, styles, icons.
use std::path::Path;

use axum::{Router, http::HeaderValue, response::Response};
use leptos::config::LeptosOptions;
use tower_http::services::ServeDir;

use crate::config::Config;

/// Relative to the folder the program is started in, as in the repository.
const SITE: &str = "target/site";
const PKG: &str = "pkg";

/// Names of the built files. A release build hashes them and leaves the hashes
/// beside the program.
pub fn options(config: &Config) -> LeptosOptions {
    let hashes = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|dir| dir.join("hash.txt")));
    LeptosOptions::builder()
        .output_name("tiendo")
        .site_root(SITE)
        .site_pkg_dir(PKG)
        .site_addr(config.addr)
        .hash_files(hashes.is_some_and(|file| file.exists()))
        .build()
}

/// Serves `/pkg/*` and the icons, precompressed. Hashed names never change.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let pkg = ServeDir::new(Path::new(SITE).join(PKG))
        .precompressed_br()
        .precompressed_gzip();
    let root = |name: &str| tower_http::services::ServeFile::new(Path::new(SITE).join(name));
    Router::new()
        .nest_service("/pkg", pkg)
        .layer(axum::middleware::map_response(forever))
        .route_service("/favicon.svg", root("favicon.svg"))
        .route_service("/favicon.ico", root("favicon.svg"))
        .route_service("/robots.txt", root("robots.txt"))
}

/// A hashed name never means another file.
async fn forever(mut response: Response) -> Response {
    if response.status().is_success() {
        response.headers_mut().insert(
            axum::http::header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        );
    }
    response
}
