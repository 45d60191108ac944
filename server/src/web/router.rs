//! Every route there is, with who reaches it, and the layers around them.
use std::time::Duration;

use app::access::Role;
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{Method, StatusCode},
    middleware::{Next, from_fn, from_fn_with_state, map_request},
    response::Response,
    routing::{MethodRouter, get, post},
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate},
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

use crate::packed;

use super::{
    account::{
        self, Wants,
        session::{self, Sessions},
    },
    adjustment, assets, audit, brief, compare, days,
    error::WebError,
    explanation, files,
    guard::{self, admit},
    headers,
    health::health,
    islands, kept, measure,
    milestone_form::{FormFields, InAddress, SentForm},
    pages, people, plan,
    received::{LARGEST_FORM, receive},
    recheck, reconciliation, render, restatement, review,
    state::App,
    surroundings, unsent,
    visit::OfFigures,
    who::Who,
    why, work,
};

/// gzip at a low level: brotli's smallest effort costs more than writing the page
/// and saves a tenth. Files of the site are compressed by brotli when built.
pub const COMPRESSION: CompressionLevel = CompressionLevel::Precise(packed::LEVEL.cast_signed());

const TIMEOUT: Duration = Duration::from_secs(30);

/// One route: the only way to add one, so that none is without its roles.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub who: Who,
    /// What becomes of a form that is not carried out.
    rescue: Option<unsent::Rescue>,
    /// Whether files may come with it.
    with_files: bool,
    /// Whether it says what its figures are made of.
    of_figures: bool,
    /// Whether it is there to record something of the campaign, and closes with it.
    pub records: bool,
    handler: MethodRouter<App>,
}

impl Route {
    fn get<T: 'static>(path: &'static str, who: Who, handler: impl Handler<T, App>) -> Self {
        Self {
            method: Method::GET,
            path,
            who,
            rescue: None,
            with_files: false,
            of_figures: false,
            records: false,
            handler: get(handler),
        }
    }

    fn post<T: 'static>(path: &'static str, who: Who, handler: impl Handler<T, App>) -> Self {
        Self {
            method: Method::POST,
            path,
            who,
            rescue: None,
            with_files: false,
            of_figures: false,
            records: true,
            handler: post(handler),
        }
    }

    /// Whether it takes a form whose words are not lost, whatever becomes of it.
    pub fn takes_form(&self) -> bool {
        self.rescue.is_some()
    }

    /// Whether it is a page of figures.
    pub fn shows_figures(&self) -> bool {
        self.of_figures
    }

    /// Whether files may come with what is sent.
    pub fn takes_files(&self) -> bool {
        self.with_files
    }

    /// What is typed into its form is not lost, whatever becomes of it.
    fn rescued<F: FormFields>(self) -> Self {
        Self {
            rescue: Some(unsent::Rescue::of::<F>()),
            ..self
        }
    }

    /// A form about what its address names.
    fn form<F: FormFields, Id: InAddress + 'static, A>(
        path: &'static str,
        who: Who,
        handler: fn(SentForm<F, Id>) -> A,
    ) -> Self
    where
        A: Future<Output = Result<Response, WebError>> + Send + 'static,
    {
        Self {
            rescue: Some(unsent::Rescue::of::<F>()),
            ..Self::post(path, who, handler)
        }
    }

    /// A page of figures, each of which it says what it is made of.
    fn figures<T: 'static>(path: &'static str, who: Who, handler: impl Handler<T, App>) -> Self {
        Self {
            of_figures: true,
            ..Self::get(path, who, handler)
        }
    }

    /// A page that is there for its forms: it closes with the campaign.
    fn until_the_end(self) -> Self {
        Self {
            records: true,
            ..self
        }
    }

    /// What it writes is of people, or opens the campaign again.
    fn also_after_the_end(self) -> Self {
        Self {
            records: false,
            ..self
        }
    }

    /// It takes files too.
    fn with_files(self) -> Self {
        Self {
            with_files: true,
            ..self
        }
    }
}

/// The table of routes.
pub fn routes() -> Vec<Route> {
    use Who::{AlsoHalfIn, Anyone, HalfIn, Roles};
    let (reads, on_wall) = (Roles(Role::reads), Roles(Role::on_wall));
    let (reports, decides) = (Roles(Role::reports), Roles(Role::decides));
    let (own, whole) = (Roles(Role::has_own_account), Roles(Role::reads_whole));
    let administers = Roles(Role::administers);
    let plans = Roles(Role::plans);
    let (measures, oversees) = (Roles(Role::measures), Roles(Role::oversees));
    let finds = Roles(Role::rechecks);
    let judges = Roles(Role::decides_on_measurements);
    let (asks, explains) = (Roles(Role::asks), Roles(Role::explains));
    vec![
        Route::figures("/", Roles(Role::arrives), pages::home),
        Route::figures("/campaign", whole, pages::campaign),
        Route::figures("/parts", whole, pages::parts),
        Route::figures("/latest", whole, pages::latest),
        Route::get("/help", Roles(|_| true), pages::help),
        Route::figures("/matrix", on_wall, pages::matrix),
        Route::figures("/units", reads, pages::units),
        Route::figures("/units/{code}", reads, pages::unit),
        Route::figures("/groups", reads, pages::groups),
        Route::figures("/groups/{code}", reads, pages::group),
        Route::get("/duties", reads, pages::duties),
        Route::figures("/duties/{unit}/{workstream}", reads, pages::duty),
        Route::get("/milestones", reads, pages::milestones),
        Route::get("/actions", whole, pages::actions),
        Route::figures("/databases", on_wall, pages::databases),
        Route::figures("/databases/{code}", reads, pages::database),
        Route::figures("/partners", on_wall, pages::partners),
        Route::figures("/partners/{code}", reads, pages::partner),
        Route::figures("/outcomes", reads, pages::outcomes),
        Route::figures("/outcomes/{code}", reads, pages::outcome),
        Route::post("/outcomes/{code}", judges, measure::revoke).rescued::<measure::RevokeFields>(),
        Route::figures("/programme", reads, pages::programme),
        Route::figures("/programme/{code}", reads, pages::programme_workstream),
        Route::figures("/agreements", reads, pages::agreements),
        Route::figures("/agreements/{code}", reads, pages::agreement),
        Route::figures("/what-if", whole, pages::what_if),
        Route::figures("/compare", whole, compare::compare),
        Route::post("/compare/days", plans, compare::name_day).rescued::<compare::NameFields>(),
        Route::get("/brief", oversees, brief::brief),
        Route::get("/brief/proposals", plans, brief::proposals).until_the_end(),
        Route::post("/brief/proposals", plans, brief::send_proposals)
            .rescued::<brief::ProposalsFields>(),
        Route::get("/units/{code}/brief", reads, brief::unit_brief),
        Route::get("/partners/{code}/brief", reads, brief::partner_brief),
        Route::get("/documents", whole, pages::documents),
        Route::get("/documents/{number}", whole, pages::document),
        Route::get(
            "/documents/{number}/{*rest}",
            whole,
            pages::document_by_strokes,
        ),
        Route::get("/burden", oversees, pages::burden),
        Route::get("/rechecks", oversees, recheck::rechecks),
        Route::post("/rechecks", oversees, recheck::send_announcement)
            .rescued::<recheck::AnnounceFields>(),
        Route::get("/rechecks/{draw}", oversees, recheck::draw),
        Route::get("/rechecks/{draw}/{place}", oversees, recheck::recheck),
        Route::post("/rechecks/{draw}/{place}", finds, recheck::send_result)
            .rescued::<recheck::RecheckFields>()
            .with_files(),
        Route::post(
            "/islands/rechecks/{draw}/{place}",
            finds,
            recheck::send_file,
        )
        .with_files(),
        Route::get("/reconciliation", oversees, reconciliation::reconciliation),
        Route::post("/reconciliation", plans, reconciliation::send_note)
            .rescued::<reconciliation::NoteFields>(),
        Route::get("/explanations", asks, pages::explanations),
        Route::get("/search", reads, pages::search),
        Route::get("/islands/suggest", reads, islands::suggest),
        Route::post("/islands/draft", reports, work::keep_draft),
        Route::post("/islands/files/{milestone}", reports, work::send_file).with_files(),
        Route::post(
            "/islands/files/{about}/explain",
            explains,
            explanation::send_file,
        )
        .with_files(),
        Route::get("/work", reports, work::work).until_the_end(),
        Route::get("/work/{milestone}", reports, work::report).until_the_end(),
        Route::form("/work/{milestone}", reports, work::send_report).with_files(),
        Route::form("/work/{milestone}/withdraw", reports, work::withdraw),
        Route::get(
            "/work/{milestone}/extension",
            reports,
            adjustment::extension,
        )
        .until_the_end(),
        Route::form(
            "/work/{milestone}/extension",
            reports,
            adjustment::send_extension,
        ),
        Route::get(
            "/work/{milestone}/restate",
            reports,
            restatement::own_correction,
        )
        .until_the_end(),
        Route::form(
            "/work/{milestone}/restate",
            reports,
            restatement::send_own_correction,
        ),
        Route::get("/work/{about}/explain", explains, explanation::explain).until_the_end(),
        Route::form(
            "/work/{about}/explain",
            explains,
            explanation::send_explanation,
        )
        .with_files(),
        Route::get("/measure", measures, measure::measure).until_the_end(),
        Route::post("/measure", measures, measure::send_measure)
            .rescued::<measure::MeasureFields>()
            .with_files(),
        Route::post("/islands/measure", measures, measure::send_file).with_files(),
        Route::post("/islands/measure/draft", measures, measure::keep_table),
        Route::post("/islands/measure/read", measures, measure::read_table),
        Route::get("/review", decides, review::review).until_the_end(),
        Route::post("/review", decides, review::decide_together).rescued::<review::DeskFields>(),
        Route::get("/review/{milestone}", decides, review::decision).until_the_end(),
        Route::form("/review/{milestone}", decides, review::send_decision),
        Route::get(
            "/review/{milestone}/adjust",
            decides,
            adjustment::adjustment,
        )
        .until_the_end(),
        Route::form(
            "/review/{milestone}/adjust",
            decides,
            adjustment::send_adjustment,
        ),
        Route::get(
            "/review/{milestone}/restate",
            decides,
            restatement::restatement,
        )
        .until_the_end(),
        Route::form(
            "/review/{milestone}/restate",
            decides,
            restatement::send_restatement,
        ),
        Route::get("/review/{about}/ask", asks, explanation::ask).until_the_end(),
        Route::form("/review/{about}/ask", asks, explanation::send_question),
        Route::get("/files/{id}", reads, files::file),
        Route::get("/plan", plans, plan::home),
        Route::get("/plan/changes", plans, plan::changes),
        Route::get("/plan/folder", plans, plan::folder),
        Route::get("/plan/sheet", plans, plan::sheet).until_the_end(),
        Route::post("/plan/sheet", plans, plan::send_sheet)
            .rescued::<plan::PlanFields>()
            .with_files(),
        Route::get("/plan/together/{act}", plans, plan::together).until_the_end(),
        Route::post("/plan/together/{act}", plans, plan::send_together)
            .rescued::<plan::PlanFields>(),
        Route::get("/plan/{file}", plans, plan::list),
        Route::get("/plan/{file}/new", plans, plan::new_row).until_the_end(),
        Route::post("/plan/{file}/new", plans, plan::send_new_row).rescued::<plan::PlanFields>(),
        Route::get("/plan/{file}/row", plans, plan::row),
        Route::post("/plan/{file}/row", plans, plan::send_row)
            .rescued::<plan::PlanFields>()
            .also_after_the_end(),
        Route::get("/plan/{file}/table", plans, plan::paste).until_the_end(),
        Route::post("/plan/{file}/table", plans, plan::send_paste).rescued::<plan::PlanFields>(),
        Route::get("/people", administers, people::people),
        Route::post("/people", administers, people::change_together).also_after_the_end(),
        Route::get("/people/{username}", administers, people::person),
        Route::post("/people/{username}", administers, people::change)
            .rescued::<people::PersonFields>()
            .also_after_the_end(),
        Route::post("/people/{username}/wall", administers, people::set_wall).also_after_the_end(),
        Route::get("/people/add/one", administers, people::new_person),
        Route::post("/people/add/one", administers, people::add)
            .rescued::<people::PersonFields>()
            .also_after_the_end(),
        Route::get("/people/add/many", administers, people::many),
        Route::post("/people/add/many", administers, people::add_many)
            .rescued::<people::ManyFields>()
            .with_files()
            .also_after_the_end(),
        Route::get("/audit", administers, audit::audit),
        Route::get("/account", own, account::account),
        Route::post("/account", own, account::save_account).also_after_the_end(),
        Route::post("/account/sessions", own, account::end_sessions).also_after_the_end(),
        Route::post("/account/language", own, account::save_language).also_after_the_end(),
        Route::post("/account/theme", own, account::save_theme).also_after_the_end(),
        Route::post("/account/views", reads, kept::keep_view).also_after_the_end(),
        Route::post("/account/follow", reads, kept::follow).also_after_the_end(),
        Route::get(
            "/account/password",
            AlsoHalfIn(Role::has_own_account, Wants::Password),
            account::password,
        ),
        Route::post(
            "/account/password",
            AlsoHalfIn(Role::has_own_account, Wants::Password),
            account::send_password,
        )
        .also_after_the_end(),
        Route::get(
            "/account/factor",
            AlsoHalfIn(Role::has_own_account, Wants::Factor),
            account::factor,
        ),
        Route::post(
            "/account/factor",
            AlsoHalfIn(Role::has_own_account, Wants::Factor),
            account::send_factor,
        )
        .also_after_the_end(),
        Route::get("/sign-in/code", HalfIn(Wants::Code), account::code),
        Route::post("/sign-in/code", HalfIn(Wants::Code), account::send_code).also_after_the_end(),
        Route::get("/sign-in", Anyone, account::sign_in),
        Route::post("/sign-in", Anyone, account::send_sign_in).also_after_the_end(),
        Route::post("/sign-out", Anyone, account::sign_out).also_after_the_end(),
    ]
}

/// The whole site.
pub fn router(app: App) -> Router {
    islands::register();
    let sessions = SessionManagerLayer::new(Sessions::new(app.db.clone(), app.clock.clone()))
        .with_name(session::cookie_name(&app.config))
        .with_secure(app.config.origin.https)
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_path("/");
    let mut pages = Router::new();
    for route in routes() {
        let (app, who, rescue) = (app.clone(), route.who, route.rescue);
        let records = route.records;
        let handler = if route.of_figures {
            route
                .handler
                .layer(Extension(OfFigures(|visit| Box::pin(why::why(visit)))))
        } else {
            route.handler
        };
        let admission = app.clone();
        let admitted: MethodRouter<App> =
            handler.layer(from_fn(move |request: Request, next: Next| {
                admit(admission.clone(), who, rescue, records, request, next)
            }));
        let handler: MethodRouter<App> = admitted.layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ));
        // Files have a time of their own.
        let handler = if route.with_files {
            handler.layer(from_fn(move |request: Request, next: Next| {
                receive(app.clone(), who, request, next)
            }))
        } else {
            handler
        };
        pages = pages.route(route.path, handler);
    }
    // Layers are told innermost first: a request meets the last of them first. A panic
    // is caught inside `errors`, so that it becomes a page like any failure; `errors`
    // stands inside `identify`, since a page names its reader, who needs a session.
    let pages = pages
        .fallback(async || WebError::NotFound)
        .method_not_allowed_fallback(async || WebError::NotFound)
        .layer(CatchPanicLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(app.clone(), days::one_form))
        .layer(from_fn_with_state(app.clone(), surroundings::keep_language))
        .layer(from_fn_with_state(app.clone(), guard::same_origin))
        .layer(from_fn_with_state(app.clone(), render::errors))
        .layer(from_fn_with_state(app.clone(), account::identify))
        .layer(sessions)
        .layer(from_fn_with_state(app.clone(), render::sessions_away))
        .layer(
            CompressionLayer::new()
                .quality(COMPRESSION)
                .compress_when(DefaultPredicate::new().and(files::may_be_compressed)),
        );
    Router::new()
        .route("/healthz", get(health))
        .merge(assets::router(&app.site))
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
