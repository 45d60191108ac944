//! The files of the site, as a browser gets them.
use std::{borrow::Cow, io::Read, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
    response::Response,
};
use flate2::read::GzDecoder;
use tiendo::web::assets::{self, Site};
use tower::ServiceExt;

use crate::support::{
    site::Site as ServedSite,
    users::{Committee, User},
};

/// A site whose files say their own name; all but robots.txt are there compressed.
fn built() -> Site {
    Site::new(|name| {
        let there = !name.starts_with("robots.txt.");
        there.then(|| Cow::Owned(name.as_bytes().to_vec()))
    })
    .unwrap()
}

/// The address of a file below `pkg/`.
fn address(site: &Site, name: &str) -> String {
    format!("/{}/{name}", site.options().site_pkg_dir)
}

async fn ask(site: &Site, method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let router: Router = assets::router(site);
    let request = request.body(Body::empty()).unwrap();
    router.oneshot(request).await.unwrap()
}

async fn get(site: &Site, path: &str, headers: &[(&str, &str)]) -> Response {
    ask(site, Method::GET, path, headers).await
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map(|value| value.to_str().unwrap()).unwrap_or("")
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), 1024).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn every_file_has_its_type_and_is_kept_as_long_as_its_name_holds() {
    let site = built();
    let forever = "public, max-age=31536000, immutable";
    let a_day = "public, max-age=86400";
    for (path, kind, kept) in [
        (
            address(&site, "tiendo.css"),
            "text/css; charset=utf-8",
            forever,
        ),
        (
            address(&site, "tiendo.js"),
            "text/javascript; charset=utf-8",
            forever,
        ),
        (
            address(&site, "tiendo_bg.wasm"),
            "application/wasm",
            forever,
        ),
        ("/favicon.svg".into(), "image/svg+xml", a_day),
        ("/favicon.ico".into(), "image/svg+xml", a_day),
        ("/robots.txt".into(), "text/plain; charset=utf-8", a_day),
    ] {
        let answer = get(&site, &path, &[]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&answer, "content-type"), kind, "{path}");
        assert_eq!(header(&answer, "cache-control"), kept, "{path}");
        assert_eq!(header(&answer, "content-encoding"), "", "{path}");
        let length = header(&answer, "content-length").to_owned();
        assert_eq!(text(answer).await.len().to_string(), length, "{path}");
    }
}

#[tokio::test]
async fn a_browser_gets_the_encoding_it_likes_best() {
    let site = built();
    let css = address(&site, "tiendo.css");
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", "br", "pkg/tiendo.css.br"),
        ("gzip", "gzip", "pkg/tiendo.css.gz"),
        ("br;q=0.2, GZIP;q=0.8", "gzip", "pkg/tiendo.css.gz"),
        ("br;q=0, gzip;q=0", "", "pkg/tiendo.css"),
        ("br;Q=0", "", "pkg/tiendo.css"),
        ("br;q=nonsense", "", "pkg/tiendo.css"),
        ("identity", "", "pkg/tiendo.css"),
        ("", "", "pkg/tiendo.css"),
    ] {
        let answer = get(&site, &css, &[("accept-encoding", accepted)]).await;
        assert_eq!(header(&answer, "content-encoding"), coding, "{accepted}");
        assert_eq!(header(&answer, "vary"), "accept-encoding", "{accepted}");
        assert_eq!(text(answer).await, body, "{accepted}");
    }
    let bare = get(&site, "/robots.txt", &[("accept-encoding", "br")]).await;
    assert_eq!(header(&bare, "content-encoding"), "");
    assert_eq!(text(bare).await, "robots.txt");
}

#[tokio::test]
async fn what_a_browser_has_is_not_sent_again() {
    let site = built();
    let css = address(&site, "tiendo.css");
    let plain = header(&get(&site, &css, &[]).await, "etag").to_owned();
    let packed = get(&site, &css, &[("accept-encoding", "br")]).await;
    let packed = header(&packed, "etag").to_owned();
    assert!(plain.starts_with('"') && plain.ends_with('"'), "{plain}");
    assert_ne!(plain, packed, "two encodings are two contents");

    for held in [
        plain.clone(),
        format!("\"other\", W/{plain}"),
        "*".to_owned(),
    ] {
        let answer = get(&site, &css, &[("if-none-match", &held)]).await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{held}");
        assert_eq!(header(&answer, "etag"), plain);
        assert!(header(&answer, "cache-control").contains("immutable"));
        assert_eq!(text(answer).await, "");
    }
    let other = get(&site, &css, &[("if-none-match", &packed)]).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_head_of_a_file_is_the_files_without_it() {
    let site = built();
    let css = address(&site, "tiendo.css");
    let answer = ask(&site, Method::HEAD, &css, &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-length"), "14");
    assert_eq!(header(&answer, "content-type"), "text/css; charset=utf-8");
    assert_eq!(text(answer).await, "");
    let posted = ask(&site, Method::POST, &css, &[]).await;
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn nothing_else_is_there() {
    let site = built();
    let pkg = site.options().site_pkg_dir;
    for path in [
        format!("/{pkg}/other.css"),
        format!("/{pkg}/tiendo.css.br"),
        format!("/{pkg}/..%2Ffavicon.svg"),
        format!("/{pkg}"),
        format!("/{pkg}/%ff"),
        "/pkg/%ff/tiendo.css".to_owned(),
        "/pkg/tiendo.css".to_owned(),
        "/pkg/0123456789abcdef/tiendo.css".to_owned(),
        "/pkg/folder/tiendo.css".to_owned(),
    ] {
        let answer = get(&site, &path, &[]).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(&answer, "cache-control"), "", "{path}");
    }
}

#[test]
fn another_content_is_another_address() {
    let other = Site::new(|name| Some(Cow::Owned(format!("{name} 2").into_bytes()))).unwrap();
    assert_ne!(built().options().site_pkg_dir, other.options().site_pkg_dir);
    assert_eq!(
        built().options().site_pkg_dir,
        built().options().site_pkg_dir
    );
}

#[test]
fn a_site_that_lacks_a_file_is_none() {
    for lost in ["pkg/tiendo.css", "pkg/tiendo_bg.wasm", "favicon.svg"] {
        let site = Site::new(|name| (name != lost).then_some(Cow::Borrowed(b"x")));
        let says = site.unwrap_err().to_string();
        assert!(says.contains(lost) && says.contains("make site"), "{says}");
    }
    assert!(Site::folder(std::path::Path::new("/khong-co")).is_err());
}

#[tokio::test]
async fn a_folder_is_read_again_each_time() {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &str| {
        let file = home.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    };
    for name in [
        "pkg/tiendo.css",
        "pkg/work.css",
        "pkg/paper.css",
        "pkg/wall.css",
        "pkg/tiendo.js",
        "pkg/tiendo_bg.wasm",
        "favicon.svg",
        "robots.txt",
    ] {
        write(name, "first");
    }
    let site = Site::folder(home.path()).unwrap();
    let css = address(&site, "tiendo.css");
    assert_eq!(text(get(&site, &css, &[]).await).await, "first");
    write("pkg/tiendo.css", "second");
    let again = get(&site, &css, &[]).await;
    assert_eq!(header(&again, "cache-control"), "no-cache");
    assert_eq!(text(again).await, "second");
    write("secret.txt", "x");
    let secret = get(&site, &address(&site, "..%2Fsecret.txt"), &[]).await;
    assert_eq!(secret.status(), StatusCode::NOT_FOUND);
}

/// Not the name of a file of ours, however long the name.
#[tokio::test]
async fn a_name_longer_than_a_file_may_have_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    for name in [
        "pkg/tiendo.css",
        "pkg/work.css",
        "pkg/paper.css",
        "pkg/wall.css",
        "pkg/tiendo.js",
        "pkg/tiendo_bg.wasm",
        "favicon.svg",
        "robots.txt",
    ] {
        std::fs::write(folder.path().join(name), name).unwrap();
    }
    let (long, longer) = ("x".repeat(256), "x".repeat(5_000));
    for site in [built(), Site::folder(folder.path()).unwrap()] {
        let pkg = site.options().site_pkg_dir;
        for path in [
            format!("/{pkg}/{long}"),
            format!("/{pkg}/{longer}"),
            format!("/pkg/{long}/tiendo.css"),
        ] {
            // A folder has one version, whatever it is called.
            let answer = get(&site, &path, &[]).await;
            let found = pkg.ends_with("folder") && path.ends_with("tiendo.css");
            assert_eq!(answer.status() == StatusCode::OK, found, "{path}");
            assert!(found || answer.status() == StatusCode::NOT_FOUND, "{path}");
        }
    }
}

/// A page that many read the same is compressed once; what a browser unpacks is the page.
#[tokio::test]
async fn a_page_in_gzip_is_the_page() {
    let site = ServedSite::new().await;
    let reader = Committee::of(&site).await;
    for path in ["/", "/units", "/databases", "/?asked=gap@city"] {
        let plain = reader.get(path).await.expect(StatusCode::OK).bytes;
        let request = Request::get(path)
            .header("cookie", reader.cookie().unwrap())
            .header("accept-encoding", "gzip, br")
            .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        let request = request.body(Body::empty()).unwrap();
        let packed = site.router.clone().oneshot(request).await.unwrap();
        assert_eq!(header(&packed, "content-encoding"), "gzip", "{path}");
        assert_eq!(header(&packed, "vary"), "accept-encoding", "{path}");
        let policy = header(&packed, "content-security-policy").to_owned();
        let bytes = to_bytes(packed.into_body(), 1 << 20).await.unwrap();
        let mut read = String::new();
        let unpacked = GzDecoder::new(&bytes[..]).read_to_string(&mut read);
        assert_eq!(unpacked.unwrap(), read.len());
        let plain = String::from_utf8(plain).unwrap();
        // Each answer has a nonce of its own.
        let (own, other) = (nonce(&read), nonce(&plain));
        assert!(policy.contains(own) && own != other, "{path}");
        assert!(read.replace(own, "") == plain.replace(other, ""), "{path}");
    }
}

fn nonce(page: &str) -> &str {
    let rest = page.split("nonce=\"").nth(1).unwrap();
    rest.split('"').next().unwrap()
}
