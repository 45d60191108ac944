//! `/sign-in`: the form, and the way in.
use std::{net::IpAddr, sync::Arc};

use app::{
    Page,
    access::{Role, Viewer, lands_on},
    domain::Username,
    views::{
        Notice, PasswordErrors, PasswordForm, PasswordPage, SignInError, SignInForm, Unsent,
        UnsentForm, Why,
    },
};
use axum::{
    Form,
    extract::{FromRequest, Request, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower_sessions::{Expiry, Session, cookie::time::OffsetDateTime};

use super::{
    factor::code_page,
    identity::{HalfIn, Wants, acts_as, as_viewer, credentials, is_active},
    one_time,
    own_sessions::device,
    password::Busy,
    places::Places,
    session::{ABSOLUTE, ABSOLUTE_DISPLAY, ACTS_AS, DEVICE, FROM, GOOD_FOR, PERSON, was_sent},
    throttle::Attempt,
};
use crate::{
    db::{
        Tx, audit,
        people::{self, Person},
        sign_ins,
    },
    web::{
        client,
        error::{AWAY_SECONDS, WebError},
        form_again::form_again,
        guard,
        refusals::{self, Refusal},
        render,
        state::App,
        surroundings::{frame_as_known, frame_of, query},
        unsent::{self, Closed},
    },
};

/// `GET /sign-in`
pub async fn sign_in(State(app): State<App>, request: Request) -> Response {
    if let Some(viewer) = request.extensions().get::<Arc<Viewer>>() {
        return Redirect::to(lands_on(viewer.role)).into_response();
    }
    if let Some(half_in) = request.extensions().get::<HalfIn>() {
        return Redirect::to(half_in.wants.page()).into_response();
    }
    let (parts, _) = request.into_parts();
    let query = query(&parts);
    let mut frame = frame_of(&app, &parts).await;
    if was_sent(&parts.headers, &app.config) {
        frame.notice = frame.notice.or(Some(Notice::SessionEnded));
    }
    let form = SignInForm {
        next: guard::safe_next(query.get("next").map_or("/", String::as_str)).to_owned(),
        accounts: demo_accounts(frame.demo()),
        ..SignInForm::default()
    };
    render::page(&app, StatusCode::OK, &frame, Page::SignIn(form))
}

/// One account a role, shown on the sign-in page of a demonstration only.
fn demo_accounts(demo: bool) -> Vec<(Role, String)> {
    const ACCOUNTS: [(Role, &str); 5] = [
        (Role::Committee, "committee"),
        (Role::Office, "office"),
        (Role::Head, "head.syt"),
        (Role::Member, "member.syt"),
        (Role::Partner, "partner.vnpt"),
    ];
    if !demo {
        return Vec::new();
    }
    ACCOUNTS
        .iter()
        .map(|(role, name)| (*role, (*name).to_owned()))
        .collect()
}

#[derive(Debug, Deserialize)]
struct SignInFields {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    /// A form that was not sent, and what was typed into it: see [`unsent`].
    #[serde(default)]
    unsent: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    sealed: String,
}

/// Letters of a name; longer ones are nobody's.
const LONGEST: usize = 200;
/// Seconds until those who wait for their turn have had it.
const BUSY_FOR: u64 = 5;

/// `POST /sign-in`
pub async fn send_sign_in(
    State(app): State<App>,
    session: Session,
    request: Request,
) -> Result<Response, WebError> {
    let (parts, body) = request.into_parts();
    let address = client::of(&parts, &app);
    let request = Request::from_parts(parts.clone(), body);
    let Form(typed) = Form::<SignInFields>::from_request(request, &()).await?;
    match check(&app, &session, &parts, address, &typed).await {
        Err(WebError::Away(why, error)) => {
            tracing::warn!(%error, "nobody signs in");
            Ok(again(&app, &parts, &typed, SignInError::Away(why)).await)
        }
        done => done,
    }
}

async fn check(
    app: &App,
    session: &Session,
    parts: &Parts,
    address: IpAddr,
    typed: &SignInFields,
) -> Result<Response, WebError> {
    let username = Username::folded(&typed.username);
    let username = Some(username).filter(|name| name.chars().count() <= LONGEST);
    let username = username.unwrap_or_default();

    let places = Places::sent(&parts.headers, app);
    let attempt = match slowed(app, &username, address, &places).await? {
        Ok(attempt) => attempt,
        Err(seconds) => {
            let refusal = Refusal {
                action: "sign_in.throttled",
                person: None,
                from: address,
                subject: "",
                detail: "",
            };
            refusals::record(app, refusal).await?;
            return Ok(again(app, parts, typed, SignInError::Slow { seconds }).await);
        }
    };
    let found = found(app, &username, &typed.password).await;
    // Neither is a failure to know the password: that it is right, and that it could not be
    // looked at.
    if !matches!(found, Ok(Ok(Found::Nobody))) {
        app.throttle.take_back(attempt);
    }
    let person = match found? {
        Ok(Found::Person(person)) => *person,
        // Only who was given it learns that it is good no more.
        Ok(Found::TooLate(person)) => {
            record(app, address, &person.username, "sign_in.failed").await?;
            return Ok(again(app, parts, typed, SignInError::OneTimeOver).await);
        }
        Ok(Found::Nobody) => {
            record(app, address, &username, "sign_in.failed").await?;
            return Ok(again(app, parts, typed, SignInError::Wrong).await);
        }
        Err(Busy) => {
            let busy = SignInError::Busy { seconds: BUSY_FOR };
            return Ok(again(app, parts, typed, busy).await);
        }
    };
    open(app, session, parts, &person).await?;
    let mut tx = app.db.begin().await?;
    tx.lock().await?;
    match Wants::of(&person, app, false) {
        // The password alone opens nothing yet.
        Some(Wants::Code) => {
            write(&mut tx, app, address, &person.username, "sign_in.password").await?;
        }
        _ => signed_in(&mut tx, app, address, &person).await?,
    }
    tx.commit().await?;
    let next = guard::safe_next(&typed.next).to_owned();
    enter(app, parts.clone(), person, false, (&next, &typed.sealed)).await
}

/// Where a person goes whose password is right: on, as at a known place from now on, or to what
/// signing in waits for.
pub(super) async fn enter(
    app: &App,
    parts: Parts,
    person: Person,
    shown: bool,
    (next, sealed): (&str, &str),
) -> Result<Response, WebError> {
    match Wants::of(&person, app, shown) {
        Some(Wants::Password) => Ok(first_password(app, &parts, person, next, sealed).await),
        Some(Wants::Code) => {
            let frame = frame_of(app, &parts).await;
            let page = code_page(&person, next.to_owned(), sealed.to_owned());
            let page = Page::Code(Box::new(page));
            Ok(render::page(app, StatusCode::OK, &frame, page))
        }
        Some(Wants::Factor) => {
            let page = guard::path_with_next(Wants::Factor.page(), next);
            Ok(Redirect::to(&page).into_response())
        }
        None => {
            let places = Places::sent(&parts.headers, app);
            let known = places.with(app, &person).await?;
            let mut response = onwards(app, parts, person, next, sealed).await;
            if let Some(cookie) = known {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
    }
}

/// Counts the attempt, or tells the seconds to wait.
async fn slowed(
    app: &App,
    username: &str,
    address: IpAddr,
    places: &Places,
) -> Result<Result<Attempt, u64>, WebError> {
    // Strangers, who may be many, cost no look at the database here.
    let person = if places.is_empty() {
        None
    } else {
        people::by_username(&app.db, username, app.today()).await?
    };
    let place = match &person {
        Some(person) => places.of(app, person).await?,
        None => None,
    };
    let now = app.clock.now();
    Ok(app.throttle.attempt(username, address, place, now))
}

/// Who a name and a password are of.
enum Found {
    Person(Box<Person>),
    /// Of a one-time password that is over.
    TooLate(Box<Person>),
    Nobody,
}

/// The person of a name and password, today; the same work for unknown, wrong and disabled, and
/// beside a one-time password: the time tells nothing.
async fn found(app: &App, username: &str, password: &str) -> Result<Result<Found, Busy>, WebError> {
    let person = people::by_username(&app.db, username, app.today()).await?;
    let hash = person.as_ref().and_then(|p| p.password_hash.clone());
    let right = app.passwords.verify(password.to_owned(), hash).await;
    let person = person.filter(|it| is_active(it, app));
    let once = |it: &Person| one_time::compare(it, password, app.clock.now());
    Ok(right.map(|right| match person.map(|it| (once(&it), it)) {
        Some((one_time::Typed::Right, person)) => Found::Person(Box::new(person)),
        Some((one_time::Typed::Over, person)) => Found::TooLate(Box::new(person)),
        Some((one_time::Typed::Another, person)) if right => Found::Person(Box::new(person)),
        _ => Found::Nobody,
    }))
}

/// The page of the first password of one's own, which leads on to where the person wanted to go.
async fn first_password(
    app: &App,
    parts: &Parts,
    person: Person,
    next: &str,
    sealed: &str,
) -> Response {
    let frame = frame_of(app, parts).await;
    let page = PasswordPage {
        half_in: true,
        username: person.username,
        form: PasswordForm {
            account: person.id,
            next: next.to_owned(),
            sealed: sealed.to_owned(),
        },
        errors: PasswordErrors::default(),
    };
    render::page(app, StatusCode::OK, &frame, Page::Password(Box::new(page)))
}

/// Where a person goes who has signed in: to the page asked for, or back to the form that
/// was not sent.
pub(super) async fn onwards(
    app: &App,
    parts: Parts,
    person: Person,
    next: &str,
    sealed: &str,
) -> Response {
    let next = match (next, person.role()) {
        ("/", Some(role)) => lands_on(role),
        (asked, _) => asked,
    };
    let told = |page: &str, notice: Notice| {
        let page = page.split('?').next().unwrap_or_default();
        Redirect::to(&format!("{page}?done={}", notice.code())).into_response()
    };
    let to_next = || Redirect::to(next).into_response();
    if sealed.is_empty() {
        return to_next();
    }
    match unsent::open(app, sealed, &person.id, next) {
        Err(Closed::OtherAccount) => told("/", Notice::UnsentOther),
        Err(Closed::Gone) => told(next, Notice::UnsentGone),
        Ok(kept) => match as_viewer(person, app, None).await {
            // The page says by itself why it has no form any more.
            Ok(Some(viewer)) => form_again(app, parts, viewer, next, kept)
                .await
                .unwrap_or_else(|_| to_next()),
            _ => to_next(),
        },
    }
}

/// A new session id for the person: one from before signing in must not become
/// a way in.
pub(super) async fn open(
    app: &App,
    session: &Session,
    parts: &Parts,
    person: &Person,
) -> Result<(), WebError> {
    // Nothing of whoever was signed in here before.
    session.clear().await;
    session.cycle_id().await?;
    session.insert(PERSON, &person.id).await?;
    session.insert(GOOD_FOR, credentials(person)).await?;
    session.insert(ACTS_AS, acts_as(person)).await?;
    session.insert(FROM, client::of(parts, app)).await?;
    session
        .insert(DEVICE, device(&parts.headers).code())
        .await?;
    let now = OffsetDateTime::from_unix_timestamp(app.clock.now() / 1_000_000)
        .map_err(|e| WebError::Internal(e.to_string()))?;
    let lasts = if person.role() == Some(Role::Display) {
        ABSOLUTE_DISPLAY
    } else {
        ABSOLUTE
    };
    session.set_expiry(Some(Expiry::AtDateTime(now + lasts)));
    Ok(())
}

/// Writes down that somebody has signed in, for the audit and for the person.
pub(super) async fn signed_in(
    tx: &mut Tx,
    app: &App,
    address: IpAddr,
    person: &Person,
) -> Result<(), WebError> {
    sign_ins::note(tx, &person.id, app.clock.now(), &address.to_string()).await?;
    write(tx, app, address, &person.username, "sign_in").await
}

async fn record(app: &App, address: IpAddr, username: &str, action: &str) -> Result<(), WebError> {
    // Whatever was typed as a name may be a password typed in the wrong field:
    // only names of accounts are written down.
    let known = people::by_username(&app.db, username, app.today())
        .await?
        .is_some();
    let mut tx = app.db.begin().await?;
    tx.lock().await?;
    let subject = if known { username } else { "" };
    write(&mut tx, app, address, subject, action).await?;
    Ok(tx.commit().await?)
}

async fn write(
    tx: &mut Tx,
    app: &App,
    address: IpAddr,
    subject: &str,
    action: &str,
) -> Result<(), WebError> {
    let line = audit::Line {
        at: app.clock.now(),
        person: None,
        source: &address.to_string(),
        action,
        subject,
        detail: "",
    };
    Ok(audit::append(tx, line).await?)
}

async fn again(app: &App, parts: &Parts, typed: &SignInFields, error: SignInError) -> Response {
    let frame = match error {
        SignInError::Away(_) => frame_as_known(app, parts),
        _ => frame_of(app, parts).await,
    };
    let form = SignInForm {
        username: typed.username.chars().take(LONGEST).collect(),
        error: Some(error),
        next: guard::safe_next(&typed.next).to_owned(),
        unsent: UnsentForm::from_code(&typed.unsent).map(|form| Unsent {
            why: Why::from_code(&typed.why).unwrap_or(Why::SessionEnded),
            form,
            sealed: Some(typed.sealed.clone()).filter(|sealed| !sealed.is_empty()),
        }),
        accounts: demo_accounts(frame.demo()),
    };
    let status = match error {
        SignInError::Wrong | SignInError::OneTimeOver => StatusCode::UNPROCESSABLE_ENTITY,
        SignInError::Slow { .. } => StatusCode::TOO_MANY_REQUESTS,
        SignInError::Away(_) | SignInError::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = render::page(app, status, &frame, Page::SignIn(form));
    let again_in = match error {
        SignInError::Wrong | SignInError::OneTimeOver => None,
        SignInError::Slow { seconds } | SignInError::Busy { seconds } => Some(seconds),
        SignInError::Away(_) => Some(AWAY_SECONDS),
    };
    if let Some(seconds) = again_in {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
