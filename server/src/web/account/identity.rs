//! The person behind a session.
use std::sync::Arc;

use app::{
    access::{Officers, Role, Viewer},
    domain::{Instant, Wall},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use sha2::{Digest, Sha256};
use tower_sessions::Session;

use super::session::{ACTS_AS, ENDS, FACTOR, GOOD_FOR, PERSON};
use crate::{
    db::{
        audit::hex,
        people::{self, Asking, Person},
        walls,
    },
    web::{error::WebError, state::App},
};

/// Stands beside a request: when its session ends, whatever is done in it.
#[derive(Debug, Clone, Copy)]
pub struct SessionEnds(pub Instant);

/// Stands beside a request: what was read together with its reader.
#[derive(Debug, Clone, Copy)]
pub struct ReadWith {
    /// Whether the reader keeps a page or follows anything.
    pub keeps: bool,
    /// How far the order of facts had come.
    pub upto: i64,
}

/// Stands beside a request of who is half signed in: such a person reaches the page of what is
/// wanted, and nothing else.
#[derive(Debug, Clone)]
pub struct HalfIn {
    pub person: Arc<Person>,
    pub wants: Wants,
}

/// What signing in waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A password of one's own, in the place of a one-time one.
    Password,
    /// A code of the second factor.
    Code,
    /// A second factor, which the role must have.
    Factor,
}

impl Wants {
    /// What an account still waits for, whose session has shown its second factor or not.
    pub fn of(person: &Person, app: &App, shown: bool) -> Option<Self> {
        if person.must_change_password() {
            return Some(Self::Password);
        }
        let required = app.config.require_totp && person.role().is_some_and(Role::must_have_factor);
        match person.factor_at {
            Some(_) if !shown => Some(Self::Code),
            None if required => Some(Self::Factor),
            _ => None,
        }
    }

    pub const fn page(self) -> &'static str {
        match self {
            Self::Password => "/account/password",
            Self::Code => "/sign-in/code",
            Self::Factor => "/account/factor",
        }
    }
}

/// Who is behind a session.
enum Known {
    In(Box<Viewer>, ReadWith),
    HalfIn(Box<Person>, Wants),
    Nobody,
}

/// Stands beside a request whose reader could not be found out.
#[derive(Debug, Clone)]
pub struct Unidentified(pub WebError);

/// Beside a request of this process, which came over no network: whoever reads by it.
#[derive(Debug, Clone)]
pub struct ReadInProcess(Arc<Viewer>);

impl ReadInProcess {
    pub fn by(viewer: Viewer) -> Self {
        Self(Arc::new(viewer))
    }
}

/// Finds the person behind the session and puts the [`Viewer`] beside the
/// request. A disabled account, an ended delegation and an unknown role are
/// nobody.
pub async fn identify(
    State(app): State<App>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(ReadInProcess(viewer)) = request.extensions().get().cloned() {
        request.extensions_mut().insert(viewer);
        return next.run(request).await;
    }
    match known(&app, &session).await {
        Ok(Known::In(viewer, with)) => {
            request.extensions_mut().insert(Arc::new(*viewer));
            request.extensions_mut().insert(with);
            if let Ok(Some(at)) = session.get(ENDS).await {
                request.extensions_mut().insert(SessionEnds(at));
            }
        }
        Ok(Known::HalfIn(person, wants)) => {
            let person = Arc::new(*person);
            request.extensions_mut().insert(HalfIn { person, wants });
        }
        Ok(Known::Nobody) => {}
        // Whoever needs a reader refuses it; a form is shown again.
        Err(error) => {
            request.extensions_mut().insert(Unidentified(error));
        }
    }
    next.run(request).await
}

async fn known(app: &App, session: &Session) -> Result<Known, WebError> {
    let id: Option<String> = session.get(PERSON).await?;
    let Some(id) = id else {
        return Ok(Known::Nobody);
    };
    let Some(asking) = people::asking(&app.db, &id, app.today()).await? else {
        return Ok(Known::Nobody);
    };
    let Asking {
        person,
        keeps,
        upto,
    } = asking;
    let opened_by: Option<String> = session.get(GOOD_FOR).await?;
    if opened_by.is_some_and(|it| it != credentials(&person)) {
        return Ok(Known::Nobody);
    }
    let opened_as: Option<String> = session.get(ACTS_AS).await?;
    if opened_as.is_some_and(|it| it != acts_as(&person)) {
        return Ok(Known::Nobody);
    }
    let shown: Option<String> = session.get(FACTOR).await?;
    let shown = shown.as_ref() == Some(&person.id);
    if let Some(wants) = Wants::of(&person, app, shown) {
        let void = wants == Wants::Password && !person.one_time_is_good(app.clock.now());
        return Ok(match is_active(&person, app) && !void {
            true => Known::HalfIn(Box::new(person), wants),
            false => Known::Nobody,
        });
    }
    let viewer = as_viewer(person, app, Some(upto)).await?;
    let with = ReadWith { keeps, upto };
    Ok(viewer.map_or(Known::Nobody, |it| Known::In(Box::new(it), with)))
}

/// A sign of what an account is signed in with: another password, one-time or own, has another.
pub(super) fn credentials(person: &Person) -> String {
    let digest = Sha256::digest(format!(
        "{:?} {:?}",
        person.password_hash, person.one_time_hash
    ));
    hex(&digest[..16])
}

/// In which role, and for which unit or company, an account acts.
pub(super) fn acts_as(person: &Person) -> String {
    let of = person.partner.as_deref().or(person.unit.as_deref());
    format!("{} {}", person.role, of.unwrap_or_default())
}

/// The person of an account as a reader, today; `upto`: how far the order of facts has come, where that
/// was read.
pub(super) async fn as_viewer(
    person: Person,
    app: &App,
    upto: Option<i64>,
) -> Result<Option<Viewer>, WebError> {
    if !is_active(&person, app) || person.must_change_password() {
        return Ok(None);
    }
    let officers = match person.role() {
        Some(Role::Committee) => match upto {
            Some(upto) => app.officers.upto(&app.db, app.today(), upto).await?,
            None => officers(app).await?,
        },
        _ => Officers::default(),
    };
    let shows = match person.role() {
        Some(Role::Display) => walls::of(&app.db, &person.id).await?,
        _ => Wall::default(),
    };
    let viewer = person.into_viewer(&officers);
    Ok(viewer.map(|viewer| Viewer {
        wall: shows,
        ..viewer
    }))
}

/// Who the officers are today, as far as it decides what the committee does in their place.
pub async fn officers(app: &App) -> Result<Officers, WebError> {
    Ok(people::officers(&app.db, app.today()).await?)
}

/// Whether an account may act today.
pub fn is_active(person: &Person, app: &App) -> bool {
    person.is_active(app.today())
}
