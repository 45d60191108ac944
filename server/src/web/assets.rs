//! The files of the site: style sheet, islands, icons. They are inside the program,
//! as `make site` left them, each also as brotli and gzip.
use std::{
    borrow::Cow,
    fmt::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path as Segments, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::config::LeptosOptions;
use sha2::{Digest, Sha256};

use super::encodings::{likes, values};

/// The name Leptos gives the files of the islands.
const NAME: &str = "tiendo";

/// Every file there is, and what it is. Nothing else is ever looked for.
const FILES: [(&str, &str); 8] = [
    ("pkg/tiendo.css", "text/css; charset=utf-8"),
    ("pkg/work.css", "text/css; charset=utf-8"),
    ("pkg/paper.css", "text/css; charset=utf-8"),
    ("pkg/wall.css", "text/css; charset=utf-8"),
    ("pkg/tiendo.js", "text/javascript; charset=utf-8"),
    ("pkg/tiendo_bg.wasm", "application/wasm"),
    ("favicon.svg", "image/svg+xml"),
    ("robots.txt", "text/plain; charset=utf-8"),
];

/// A name that carries a hash never means another file.
const FOREVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";
const ASK_AGAIN: &str = "no-cache";

/// A site that lacks a file cannot be served.
#[derive(Debug, thiserror::Error)]
#[error("trang web trong chương trình thiếu tệp {0}; chạy `make site` rồi biên dịch lại")]
pub struct Missing(&'static str);

/// The site, whole.
#[derive(Debug, Clone)]
pub struct Site(Source);

#[derive(Debug, Clone)]
enum Source {
    Inside(Arc<Files>),
    /// Read anew at each request, for whoever is changing it.
    Folder(PathBuf),
}

/// The files in the order of [`FILES`].
#[derive(Debug)]
struct Files {
    list: Vec<File>,
    /// A hash of everything under `pkg/`: the folder those files are reached in.
    version: String,
}

#[derive(Debug)]
struct File {
    name: &'static str,
    kind: &'static str,
    hash: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Site {
    /// From its files by name; `name.br` and `name.gz` are the compressed ones.
    pub fn new(file: impl Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Missing> {
        Files::read(file).map(|files| Self(Source::Inside(Arc::new(files))))
    }

    /// From a folder, and again from it at each request.
    pub fn folder(folder: &Path) -> Result<Self, Missing> {
        from_disk(folder)?;
        Ok(Self(Source::Folder(folder.to_owned())))
    }

    /// The style of every page and that of pages of work, as one text.
    pub fn style(&self) -> Result<String, Missing> {
        let style = |files: &Files| {
            let sheets = files.list.iter().filter(|it| it.name.ends_with(".css"));
            let sheets = sheets.map(|it| String::from_utf8_lossy(&it.plain).into_owned());
            sheets.collect::<String>()
        };
        match &self.0 {
            Source::Inside(files) => Ok(style(files)),
            Source::Folder(folder) => Ok(style(&from_disk(folder)?)),
        }
    }

    /// How a page names the files.
    pub fn options(&self) -> LeptosOptions {
        let version = match &self.0 {
            Source::Inside(files) => &files.version,
            Source::Folder(_) => "folder",
        };
        LeptosOptions::builder()
            .output_name(NAME)
            .site_pkg_dir(format!("pkg/{version}"))
            .build()
    }

    /// A file below `/pkg/`; another version than this one is not there.
    fn packed(&self, version: &str, name: &str, asked: &HeaderMap) -> Response {
        let name = format!("pkg/{name}");
        match &self.0 {
            Source::Inside(files) if files.version == version => {
                files.answer(&name, FOREVER, asked)
            }
            Source::Inside(_) => StatusCode::NOT_FOUND.into_response(),
            Source::Folder(folder) => fresh(folder, &name, asked),
        }
    }

    fn icon(&self, name: &str, asked: &HeaderMap) -> Response {
        match &self.0 {
            Source::Inside(files) => files.answer(name, A_DAY, asked),
            Source::Folder(folder) => fresh(folder, name, asked),
        }
    }
}

/// `/pkg/VERSION/*` and the icons.
pub fn router<S: Clone + Send + Sync + 'static>(site: &Site) -> Router<S> {
    let packed = site.clone();
    let icon = |name: &'static str| {
        let site = site.clone();
        get(async move |asked: HeaderMap| site.icon(name, &asked))
    };
    Router::new()
        .route(
            "/pkg/{version}/{name}",
            get(
                // An address that is no text has no file either.
                async move |named: Result<Segments<(String, String)>, PathRejection>,
                            asked: HeaderMap| match named {
                    Ok(Segments((version, name))) => packed.packed(&version, &name, &asked),
                    Err(_) => StatusCode::NOT_FOUND.into_response(),
                },
            ),
        )
        .route("/favicon.svg", icon("favicon.svg"))
        .route("/favicon.ico", icon("favicon.svg"))
        .route("/robots.txt", icon("robots.txt"))
}

fn from_disk(folder: &Path) -> Result<Files, Missing> {
    Files::read(|name| std::fs::read(folder.join(name)).ok().map(Cow::Owned))
}

fn fresh(folder: &Path, name: &str, asked: &HeaderMap) -> Response {
    match from_disk(folder) {
        Ok(files) => files.answer(name, ASK_AGAIN, asked),
        Err(missing) => (StatusCode::NOT_FOUND, missing.to_string()).into_response(),
    }
}

impl Files {
    fn read(file: impl Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Self, Missing> {
        let find = |name: &str| file(name).map(bytes);
        let mut list = Vec::with_capacity(FILES.len());
        let mut version = Sha256::new();
        for (name, kind) in FILES {
            let plain = find(name).ok_or(Missing(name))?;
            if name.starts_with("pkg/") {
                version.update(Sha256::digest(&plain));
            }
            list.push(File {
                name,
                kind,
                hash: hex(&Sha256::digest(&plain)),
                brotli: find(&format!("{name}.br")),
                gzip: find(&format!("{name}.gz")),
                plain,
            });
        }
        let version = hex(&version.finalize());
        Ok(Self { list, version })
    }

    fn answer(&self, name: &str, keep: &'static str, asked: &HeaderMap) -> Response {
        match self.list.iter().find(|file| file.name == name) {
            Some(file) => file.answer(keep, asked),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

impl File {
    fn answer(&self, keep: &'static str, asked: &HeaderMap) -> Response {
        let (coding, body) = self.smallest(asked);
        let tag = format!("\"{}{}\"", self.hash, coding.unwrap_or_default());
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if has(asked, &tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        (headers, body.clone()).into_response()
    }

    /// The encoding the browser likes best of those there are, brotli before gzip.
    fn smallest(&self, asked: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        let mut best = (None, &self.plain);
        let mut liking = 0.0;
        for (coding, body) in [("br", &self.brotli), ("gzip", &self.gzip)] {
            let likes = likes(asked, coding);
            if let Some(body) = body
                && likes > liking
            {
                best = (Some(coding), body);
                liking = likes;
            }
        }
        best
    }
}

/// Whether the browser has the file with this tag already.
fn has(asked: &HeaderMap, tag: &str) -> bool {
    values(asked, header::IF_NONE_MATCH)
        .any(|held| held == "*" || held.strip_prefix("W/").unwrap_or(held) == tag)
}

fn bytes(content: Cow<'static, [u8]>) -> Bytes {
    match content {
        Cow::Borrowed(inside) => Bytes::from_static(inside),
        Cow::Owned(read) => Bytes::from(read),
    }
}

/// Sixteen letters are enough to tell versions apart.
fn hex(hash: &[u8]) -> String {
    hash.iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
