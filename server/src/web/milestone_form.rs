//! What every form about a milestone has in common.
use app::{
    domain::{About, MilestoneId},
    views::{Marks, Notice, Promise, Remeasured, Repromised, Typed, UnsentForm, about_at},
};
use axum::{
    Form, RequestExt,
    extract::{FromRequest, FromRequestParts, Path, Request},
};
use serde::de::DeserializeOwned;

use super::{
    error::{BadRequest, WebError},
    received::Received,
    state::App,
    visit::Visit,
};
use crate::{
    board::ScopedBoard,
    db::{
        DbError, Tx, drafts,
        measurements::{self, Measured},
        milestone_events::{self, EventNow},
    },
};

/// The fields of a form as typed.
pub trait FormFields: DeserializeOwned + Send + 'static {
    /// What the server gave to the form.
    fn marks(&self) -> &Marks;

    /// Whether this server can have given it: a form has a name of its own.
    fn given_here(&self) -> bool {
        uuid::Uuid::parse_str(&self.marks().submission).is_ok()
    }

    /// What the form would do.
    fn which(&self) -> UnsentForm;

    /// What is worth keeping of it where nobody is signed in any more or nothing can be
    /// written; `None` for a form without words.
    fn typed(self) -> Option<Typed>;
}

/// A form about one thing, sent by somebody signed in.
#[derive(Debug)]
pub struct SentForm<T, Id> {
    pub visit: Visit,
    /// What the person may read and do.
    pub board: ScopedBoard,
    pub id: Id,
    pub typed: T,
    /// The files that came with it.
    pub files: Received,
}

/// A form about one milestone.
pub type MilestoneForm<T> = SentForm<T, MilestoneId>;

/// What an address names a form's thing by.
pub trait InAddress: Sized + Send {
    fn at(part: &str) -> Option<Self>;
}

impl InAddress for MilestoneId {
    fn at(part: &str) -> Option<Self> {
        Self::parse(part).ok()
    }
}

impl InAddress for About {
    fn at(part: &str) -> Option<Self> {
        about_at(part)
    }
}

impl<T: FormFields, Id: InAddress> FromRequest<App> for SentForm<T, Id> {
    type Rejection = WebError;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, WebError> {
        let Path(id) = request
            .extract_parts::<Path<String>>()
            .await
            .map_err(|_| WebError::NotFound)?;
        let id = Id::at(&id).ok_or(WebError::NotFound)?;
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let board = visit.read()?;
        let files = parts.extensions.get::<Received>().cloned();
        let Form(typed) = Form::<T>::from_request(Request::from_parts(parts, body), app).await?;
        // An id that this server cannot have given: not a form of this site.
        if uuid::Uuid::parse_str(&typed.marks().submission).is_err() {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        Ok(Self {
            visit,
            board,
            id,
            typed,
            files: files.unwrap_or_default(),
        })
    }
}

/// The marks of a new form about a milestone, given to a reader. `read` is what the board
/// knows, so whatever is recorded after it was read has overtaken the form.
pub async fn new_marks(
    app: &App,
    board: &ScopedBoard,
    milestone: &MilestoneId,
) -> Result<Marks, WebError> {
    let read = milestone_events::last_upto(&app.db, milestone.as_str(), board.seq()).await?;
    let promised = milestone_events::terms_upto(&app.db, milestone.as_str(), board.seq()).await?;
    let measured =
        milestone_events::measured_upto(&app.db, milestone.as_str(), board.seq()).await?;
    Ok(Marks {
        submission: uuid::Uuid::now_v7().to_string(),
        read: read
            .as_deref()
            .map(milestone_events::sign)
            .unwrap_or_default(),
        promised: promised.to_string(),
        measured: measured_mark(measured),
        account: board.viewer().person.clone(),
    })
}

/// The mark of where the values of an outcome stand; empty where nothing rests on any.
pub fn measured_mark(seq: i64) -> String {
    match seq {
        0 => String::new(),
        seq => seq.to_string(),
    }
}

/// Whether a form's reader had read the last that happened to a milestone, and the last row of
/// its terms (rule 8).
pub async fn read_last(tx: &mut Tx, milestone: &str, marks: &Marks) -> Result<bool, DbError> {
    let events = milestone_events::events_now(tx, milestone).await?;
    let promised = milestone_events::terms_now(tx, milestone).await?;
    Ok(marks.read == last_sign(&events) && marks.promised == promised.to_string())
}

/// The sign of the last of some events; empty where there is none.
pub fn last_sign(events: &[EventNow]) -> String {
    let last = events.last();
    last.map_or_else(String::new, |it| milestone_events::sign(&it.submission))
}

/// Says what the address says was done, to who did it and while nothing came after it: an
/// address may be sent to anybody, and opened again at any time.
pub async fn tell_done(visit: &mut Visit, milestone: &MilestoneId) -> Result<(), WebError> {
    if visit.asks("of") {
        return Ok(());
    }
    tell(visit, milestone).await
}

/// The same on the page of something else: the milestone stands in the address too, and is
/// named.
pub async fn tell_done_of(visit: &mut Visit) -> Result<(), WebError> {
    let Ok(of) = MilestoneId::parse(visit.query("of")) else {
        return Ok(());
    };
    let Some((item, _)) = visit.read()?.review_of(&of) else {
        return Ok(());
    };
    tell(visit, &of).await?;
    if visit.frame.notice.is_some() {
        let name = format!("{} · {}", item.row.title, item.unit_name);
        visit.frame.notice_of = Some((format!("/review/{of}"), name.into()));
    }
    Ok(())
}

async fn tell(visit: &mut Visit, milestone: &MilestoneId) -> Result<(), WebError> {
    let Some(notice) = Notice::from_code(visit.query("done")) else {
        return Ok(());
    };
    let (db, id, viewer) = (&visit.app.db, milestone.as_str(), visit.viewer()?);
    let done = if notice == Notice::DraftDiscarded {
        drafts::lookup(db, id, viewer.organisation())
            .await?
            .is_none()
    } else if notice == Notice::DraftSaved {
        let draft = drafts::lookup(db, id, viewer.organisation()).await?;
        draft.is_some_and(|draft| draft.person == viewer.name)
    } else {
        let last = milestone_events::last(db, id).await?;
        last.is_some_and(|(event, person)| {
            event == notice.code() && person.as_deref() == Some(&viewer.person)
        })
    };
    if !done {
        return Ok(());
    }
    if notice == Notice::Submitted {
        let with = milestone_events::sent_with(db, id).await?;
        visit.frame.notice_with = usize::try_from(with).unwrap_or_default();
    }
    visit.frame.notice = Some(notice);
    Ok(())
}

/// The value that an outcome is accepted by by the marks of an old form, beside that by those of a
/// new one; `None` where nothing changed or nothing rests on any.
pub async fn remeasured(
    app: &App,
    board: &ScopedBoard,
    milestone: &MilestoneId,
    old: &Marks,
    new: &Marks,
) -> Result<Option<Remeasured>, WebError> {
    let Some((code, now)) = board.rests_on(milestone) else {
        return Ok(None);
    };
    if old.measured == new.measured {
        return Ok(None);
    }
    let seq = old.measured.parse().unwrap_or(0);
    let accepted = measurements::accepted_upto(&app.db, code.as_str(), seq).await?;
    let accepted: Vec<_> = accepted.iter().filter_map(Measured::measurement).collect();
    let volume = milestone_events::volume_upto(&app.db, milestone.as_str(), seq).await?;
    let read = board.rested_on(milestone, &accepted, volume);
    Ok(read.map(|read| Remeasured { read, now }))
}

/// What a milestone promised by the marks of an old form, beside what it promises by those
/// of a new one; `None` where that is the same.
pub async fn repromised(
    app: &App,
    milestone: &MilestoneId,
    old: &Marks,
    new: &Marks,
) -> Result<Option<Repromised>, WebError> {
    if old.promised == new.promised {
        return Ok(None);
    }
    let promise = async |marks: &Marks| {
        let seq = marks.promised.parse().unwrap_or(0);
        let found = milestone_events::promise(&app.db, milestone.as_str(), seq).await?;
        Ok::<_, WebError>(found.map(|it| Promise {
            title: it.title,
            product: it.product,
            kind: it.kind,
            weight: it.weight,
            reach: it.reach.unwrap_or_default(),
        }))
    };
    let (read, now) = (promise(old).await?, promise(new).await?);
    Ok(read.zip(now).map(|(read, now)| Repromised { read, now }))
}
