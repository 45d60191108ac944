//! Every route there is, with who reaches it, and the layers around them.
use std::time::Duration;

use app::access::Role::{self, Committee, Display, Head, Member, Office, Partner};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::Method,
    middleware::{Next, from_fn, from_fn_with_state, map_request},
    routing::{MethodRouter, get, post},
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

use crate::{
    actions, assets,
    error::WebError,
    guard::{self, Who, admit},
    handlers, headers, render,
    session::Sessions,
    state::App,
    visit,
};

/// Everybody who works for the campaign; administrators keep people and audit.
const READERS: &[Role] = &[Committee, Office, Head, Member, Partner];
/// The pages a screen on a wall shows.
const ON_WALL: &[Role] = &[Committee, Office, Head, Member, Partner, Display];
/// Those who report: a unit's people and a company's.
const REPORTERS: &[Role] = &[Head, Member, Partner];
/// Those who decide on what was handed over.
const DECIDERS: &[Role] = &[Office, Head];

/// gzip at a low level: brotli's smallest effort costs more than writing the page
/// and saves a tenth. Files of the site are compressed by brotli when built.
pub const COMPRESSION: CompressionLevel = CompressionLevel::Precise(2);

/// The largest form: a report is a few kilobytes.
const LARGEST_FORM: usize = 64 * 1024;
const TIMEOUT: Duration = Duration::from_secs(30);

/// One route: the only way to add one, so that none is without its roles.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub who: Who,
    handler: MethodRouter<App>,
}

impl Route {
    fn get(path: &'static str, who: Who, handler: MethodRouter<App>) -> Self {
        Self {
            method: Method::GET,
            path,
            who,
            handler,
        }
    }

    fn post(path: &'static str, who: Who, handler: MethodRouter<App>) -> Self {
        Self {
            method: Method::POST,
            path,
            who,
            handler,
        }
    }
}

/// The table of routes.
pub fn routes() -> Vec<Route> {
    use Who::{Anyone, Roles};
    vec![
        Route::get("/", Roles(ON_WALL), get(handlers::overview)),
        Route::get("/units", Roles(READERS), get(handlers::units)),
        Route::get("/units/{code}", Roles(READERS), get(handlers::unit)),
        Route::get(
            "/duties/{unit}/{workstream}",
            Roles(READERS),
            get(handlers::duty),
        ),
        Route::get("/matrix", Roles(ON_WALL), get(handlers::matrix)),
        Route::get("/databases", Roles(READERS), get(handlers::databases)),
        Route::get("/databases/{code}", Roles(READERS), get(handlers::database)),
        Route::get("/partners", Roles(READERS), get(handlers::partners)),
        Route::get("/partners/{code}", Roles(READERS), get(handlers::partner)),
        Route::get("/outcomes", Roles(READERS), get(handlers::outcomes)),
        Route::get("/outcomes/{code}", Roles(READERS), get(handlers::outcome)),
        Route::get("/programme", Roles(READERS), get(handlers::programme)),
        Route::get("/agreements", Roles(READERS), get(handlers::agreements)),
        Route::get(
            "/programme/{code}",
            Roles(READERS),
            get(handlers::programme_one),
        ),
        Route::get(
            "/agreements/{code}",
            Roles(READERS),
            get(handlers::agreement),
        ),
        Route::get("/search", Roles(READERS), get(handlers::search)),
        Route::get("/work", Roles(REPORTERS), get(handlers::work)),
        Route::get(
            "/work/{milestone}",
            Roles(REPORTERS),
            get(handlers::work_one),
        ),
        Route::post("/work/{milestone}", Roles(REPORTERS), post(actions::report)),
        Route::post(
            "/work/{milestone}/withdraw",
            Roles(REPORTERS),
            post(actions::withdraw),
        ),
        Route::get("/review", Roles(DECIDERS), get(handlers::review)),
        Route::get(
            "/review/{milestone}",
            Roles(DECIDERS),
            get(handlers::review_one),
        ),
        Route::post(
            "/review/{milestone}",
            Roles(DECIDERS),
            post(actions::decide),
        ),
        Route::get("/sign-in", Anyone, get(handlers::sign_in)),
        Route::post("/sign-in", Anyone, post(actions::sign_in)),
        Route::post("/sign-out", Anyone, post(actions::sign_out)),
    ]
}

/// The whole site.
pub fn router(app: App) -> Router {
    let sessions = SessionManagerLayer::new(Sessions::new(app.db.clone(), app.clock.clone()))
        .with_name(if app.config.origin.https {
            "__Host-tiendo"
        } else {
            "tiendo"
        })
        .with_secure(app.config.origin.https)
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_path("/");
    let mut pages = Router::new();
    for route in routes() {
        let (app, who) = (app.clone(), route.who);
        let handler = route
            .handler
            .layer(from_fn(move |request: Request, next: Next| {
                admit(app.clone(), who, request, next)
            }));
        pages = pages.route(route.path, handler);
    }
    let pages = pages
        .fallback(async || WebError::NotFound)
        .method_not_allowed_fallback(async || WebError::NotFound)
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn(visit::keep_language))
        .layer(from_fn_with_state(app.clone(), guard::same_origin))
        .layer(from_fn_with_state(app.clone(), render::errors))
        .layer(from_fn_with_state(app.clone(), guard::identify))
        .layer(sessions)
        .layer(CompressionLayer::new().quality(COMPRESSION));
    Router::new()
        .route("/healthz", get(handlers::health))
        .merge(assets::router())
        .merge(pages)
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(TraceLayer::new_for_http())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(map_request(own_request_id))
        .with_state(app)
}

/// A request's id is ours: what a client calls it would be shown and logged.
async fn own_request_id(mut request: Request) -> Request {
    request.headers_mut().remove("x-request-id");
    request
}
