//! The whole site in-process, over the campaign written by hand.
use std::net::SocketAddr;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request},
};
use tiendo::{
    clock::Clock,
    config::Config,
    import::Rows,
    key::Key,
    web::{
        account::{
            new_password::{Guesses, NewPassword},
            password::Passwords,
        },
        router::router,
        state::App,
    },
};
use tokio::sync::OnceCell;
use tower::ServiceExt;

use super::{
    campaign::{self, TODAY, at},
    page::Answer,
    store::Store,
};

pub const PASSWORD: &str = "mật khẩu để thử 2026";
pub const ORIGIN: &str = "http://127.0.0.1:3000";

static PASSWORDS: OnceCell<(Passwords, String)> = OnceCell::const_new();

/// Hashing is slow on purpose: one hash serves all tests of the process.
async fn passwords() -> &'static (Passwords, String) {
    PASSWORDS
        .get_or_init(|| async {
            let passwords = Passwords::new().unwrap();
            let hash = passwords.hash(new(PASSWORD)).await.unwrap();
            (passwords, hash)
        })
        .await
}

fn new(password: &str) -> NewPassword {
    NewPassword::new(password, &Guesses::new("", &[], &[])).unwrap()
}

/// A site of a test's own.
pub struct Site {
    pub store: Store,
    pub clock: Clock,
    pub app: App,
    pub router: Router,
}

impl Site {
    /// On SQLite, at the origin a developer uses.
    pub async fn new() -> Self {
        Self::at(Store::sqlite().await, ORIGIN).await
    }

    pub async fn at(store: Store, origin: &str) -> Self {
        Self::over(store, origin, campaign::rows()).await
    }

    /// Over a campaign of these rows.
    pub async fn over(store: Store, origin: &str, rows: Rows) -> Self {
        for file in &rows.evidence_files {
            store.put_file(&file.hash, &campaign::bytes_of(&file.id));
        }
        campaign::write_rows(&store.db, &passwords().await.1, rows).await;
        Self::on(store, origin).await
    }

    /// Over the demonstration of the day.
    pub async fn demo() -> Self {
        let store = Store::sqlite().await;
        let hash = &passwords().await.1;
        let campaign = tiendo::demo::Campaign::tphcm();
        tiendo::demo::fill(&store.db, &campaign, at(TODAY, 10), 1, hash)
            .await
            .unwrap();
        Self::on(store, ORIGIN).await
    }

    /// The hash of [`PASSWORD`], for a campaign that a test fills itself.
    pub async fn password_hash() -> String {
        passwords().await.1.clone()
    }

    /// The hash of any other.
    pub async fn hash_of(password: &str) -> String {
        let hash = passwords().await.0.hash(new(password)).await;
        hash.unwrap()
    }

    /// On a database that is already filled.
    pub async fn on(store: Store, origin: &str) -> Self {
        let clock = Clock::fixed(at(TODAY, 10));
        let (app, router) = serve(&store, &clock, origin, shared().await);
        Self {
            store,
            clock,
            app,
            router,
        }
    }

    /// Another server on the same database, with nothing in common but it.
    pub async fn beside(&self) -> Router {
        serve(&self.store, &self.clock, ORIGIN, shared().await).1
    }

    /// Such a server on a machine with another clock.
    pub async fn with_a_clock_of_its_own(&self, clock: &Clock) -> (App, Router) {
        serve(&self.store, clock, ORIGIN, shared().await)
    }

    /// Such a server, where no other test's passwords are looked at.
    pub async fn with_a_queue_of_its_own(&self) -> Router {
        serve(&self.store, &self.clock, ORIGIN, Passwords::new().unwrap()).1
    }

    /// The same, where office, committee and administrators must have a second factor.
    pub async fn with_factors(self) -> Self {
        let set = [("TIENDO_REQUIRE_TOTP", "on")];
        let (app, router) = serve_with(&self.store, &self.clock, ORIGIN, shared().await, &set);
        Self {
            app,
            router,
            ..self
        }
    }

    /// Moves the clock forward.
    pub fn later(&self, minutes: i64) {
        self.clock.set(self.clock.now() + minutes * 60_000_000);
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }
}

/// A site that is not built: the name of each file in its place.
pub fn files() -> tiendo::web::assets::Site {
    tiendo::web::assets::Site::new(|name| Some(name.as_bytes().to_vec().into())).unwrap()
}

async fn shared() -> Passwords {
    passwords().await.0.clone()
}

fn serve(store: &Store, clock: &Clock, origin: &str, passwords: Passwords) -> (App, Router) {
    serve_with(store, clock, origin, passwords, &[])
}

/// The same with more settings.
fn serve_with(
    store: &Store,
    clock: &Clock,
    origin: &str,
    passwords: Passwords,
    set: &[(&str, &str)],
) -> (App, Router) {
    let config = Config::read(|name| match name {
        "TIENDO_ORIGIN" => Some(origin.to_owned()),
        "DATABASE_URL" => Some(store.url.clone()),
        other => {
            let set = set.iter().find(|(name, _)| *name == other);
            set.map(|(_, value)| (*value).to_owned())
        }
    })
    .unwrap();
    // Servers on one database have one key.
    let key = Key::parse(&format!("{}=", "A".repeat(43))).unwrap();
    let app = App::new(
        store.db.clone(),
        clock.clone(),
        config,
        key,
        store.files.clone(),
        passwords,
        files(),
    );
    (app.clone(), router(app))
}

/// One request to a router, as if it came from 127.0.0.1 unless it says otherwise.
pub async fn send(router: &Router, mut request: Request<Body>) -> Answer {
    let here = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000)));
    if request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .is_none()
    {
        request.extensions_mut().insert(here);
    }
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap();
    // A workbook is not a text, nor is a picture.
    let workbook = bytes.starts_with(b"PK") || bytes.starts_with(b"\x89PNG");
    let sent = if workbook {
        String::new()
    } else {
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let answer = Answer {
        status: parts.status,
        headers: parts.headers,
        body: without_marks(&sent),
        bytes: bytes.to_vec(),
    };
    answer.fills_its_texts();
    answer
}

/// A page without the empty comments by which an island finds its nodes. Where a browser reads
/// text only there is none: it would stand in the title, or in what a person typed.
#[track_caller]
fn without_marks(page: &str) -> String {
    const MARK: &str = "<!>";
    for name in ["title", "textarea", "style", "script"] {
        for rest in page.split(&format!("<{name}")).skip(1) {
            let contents = rest.split(&format!("</{name}>")).next().unwrap_or(rest);
            assert!(
                !contents.contains(MARK),
                "a mark is read in {name}: {contents}"
            );
        }
    }
    page.replace(MARK, "")
}

/// A request with a session, or without one.
pub fn request(method: Method, path: &str, cookie: Option<&str>, body: String) -> Request<Body> {
    let mut request = Request::builder().method(method.clone()).uri(path);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    if method == Method::POST {
        request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
    }
    request.body(Body::from(body)).unwrap()
}

/// Fields as a browser sends a form.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The session's cookie as an answer sets it.
pub fn set_cookie(headers: &HeaderMap) -> Option<&str> {
    let set = headers.get_all("set-cookie").iter();
    set.map(|set| set.to_str().unwrap())
        .find(|set| set.starts_with("tiendo=") || set.starts_with("__Host-tiendo="))
}

/// The session's cookie an answer sets, as the next request sends it.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    let set = set_cookie(headers)?;
    set.split(';').next().map(str::to_owned)
}
