//! Forms with files. A multipart form becomes a plain one, whose words are read as those of any
//! other, and its files stand beside it, on the disk and hashed as they came: nothing of them is
//! held in memory.
use std::{sync::Arc, time::Duration};

use app::{
    access::Viewer,
    domain::{FileRefusal, LARGEST_UPLOAD},
};
use axum::{
    body::{Body, Bytes},
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::{Instant, timeout, timeout_at};

use super::{
    error::{BadRequest, WebError},
    serving::Lasting,
    state::App,
    who::Who,
};
use crate::files::{Spool, Spooled};

/// The largest form. A report is a few kilobytes; a document pasted into it, nine bytes a
/// letter, must still come so far that its field can say that it is too long.
pub const LARGEST_FORM: usize = 1024 * 1024;

/// The longest that nothing comes.
const IDLE: Duration = Duration::from_secs(30);
/// The longest that files take, on their way in or out.
pub const LASTS: Duration = Duration::from_secs(15 * 60);
/// What is read of a form that is too large, so that who sends it still gets an answer.
const MOST_READ: u64 = 4 * LARGEST_UPLOAD;
/// The field that says how many files were sent with a form.
const SENT: &str = "files_sent";
/// The field of a table that was filled in.
pub const TABLE: &str = "table";

/// A file as it came.
#[derive(Debug)]
pub struct Sent {
    /// The field it came in.
    field: String,
    /// Its name as it was sent.
    pub name: String,
    pub file: Result<Spooled, FileRefusal>,
}

/// The files that came with a form, in their order.
#[derive(Debug, Clone, Default)]
pub struct Received(Arc<Vec<Sent>>);

impl Received {
    /// Those that are to be kept behind what the form says.
    pub fn iter(&self) -> impl Iterator<Item = &Sent> {
        self.0.iter().filter(|sent| sent.field != TABLE)
    }

    /// The one that is only read: a table that was filled in.
    pub fn table(&self) -> Option<&Sent> {
        self.0.iter().find(|sent| sent.field == TABLE)
    }
}

/// Takes a form with files in. Only those who may send it leave their files; of all others the
/// words are kept, and that there were files.
pub async fn receive(app: App, who: Who, request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let multipart = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if !multipart {
        return next.run(request).await;
    }
    let viewer = request.extensions().get::<Arc<Viewer>>();
    let may = viewer.is_some_and(|viewer| who.lets_in(viewer.role));
    let lasting = request.extensions().get::<Lasting>();
    if let Some(lasting) = lasting.filter(|_| may) {
        lasting.at_least(LASTS + IDLE);
    }
    // Held until the files are kept: so many at once have room on the disk.
    let turn = timeout(IDLE, app.files.turn());
    let turn = if may { turn.await.ok().flatten() } else { None };
    let keeps = match (may, &turn) {
        (false, _) => Err(FileRefusal::Cut),
        (true, None) => Err(FileRefusal::StoreAway),
        (true, Some(_)) => Ok(()),
    };
    match taken_apart(request, keeps).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// `keeps`: why no file is kept, where none is.
async fn taken_apart(
    mut request: Request,
    keeps: Result<(), FileRefusal>,
) -> Result<Request, WebError> {
    DefaultBodyLimit::disable().apply(&mut request);
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let form = Multipart::from_request(whole, &()).await;
    let form = form.map_err(|_| WebError::BadRequest(BadRequest::Form))?;
    let mut reading = Reading {
        until: Instant::now() + LASTS,
        keeps,
        read: 0,
        words: Vec::new(),
        files: Vec::new(),
    };
    reading.all(form).await?;
    let sent = reading.files.len().to_string();
    let words = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&reading.words)
        .append_pair(SENT, &sent)
        .finish();
    if words.len() > LARGEST_FORM {
        return Err(WebError::TooLarge);
    }
    let plain = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, plain);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Received(Arc::new(reading.files)));
    let mut request = Request::from_parts(parts, Body::from(words));
    DefaultBodyLimit::max(LARGEST_FORM).apply(&mut request);
    Ok(request)
}

/// A form that is being read.
struct Reading {
    until: Instant,
    keeps: Result<(), FileRefusal>,
    /// Bytes of files, kept or not.
    read: u64,
    words: Vec<(String, String)>,
    files: Vec<Sent>,
}

/// Why a form is read no further: it broke off, took too long or is far too large.
struct Over;

impl Reading {
    /// What came before a form broke off is kept: its words stand before its files.
    async fn all(&mut self, mut form: Multipart) -> Result<(), WebError> {
        let mut words = 0;
        loop {
            let next = self.in_time(form.next_field()).await;
            let Ok(Some(mut field)) = next else {
                return Ok(());
            };
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file) = field.file_name().map(str::to_owned) {
                if self.file((name, file), &mut field).await.is_err() {
                    return Ok(());
                }
                continue;
            }
            let mut value = Vec::new();
            while let Ok(Some(some)) = self.in_time(field.chunk()).await {
                words += some.len();
                if words > LARGEST_FORM {
                    return Err(WebError::TooLarge);
                }
                value.extend_from_slice(&some);
            }
            let value = String::from_utf8_lossy(&value).into_owned();
            self.words.push((name, value));
        }
    }

    /// The next piece, unless nothing comes.
    async fn in_time<T>(
        &self,
        next: impl Future<Output = Result<Option<T>, MultipartError>>,
    ) -> Result<Option<T>, Over> {
        let until = self.until.min(Instant::now() + IDLE);
        match timeout_at(until, next).await {
            Ok(Ok(next)) => Ok(next),
            Ok(Err(_)) | Err(_) => Err(Over),
        }
    }

    async fn file(
        &mut self,
        (of, name): (String, String),
        field: &mut Field<'_>,
    ) -> Result<(), Over> {
        let before = self.read;
        let (kept, ended) = self.spooled(field).await;
        // A browser sends an empty one where no file was chosen.
        if !(name.is_empty() && self.read == before) {
            let file = match (kept, &ended) {
                (_, Err(Over)) => Err(FileRefusal::Cut),
                (kept, Ok(())) => kept,
            };
            self.files.push(Sent {
                field: of,
                name,
                file,
            });
        }
        ended
    }

    /// Writes a file to the disk. What is refused is read to its end all the same: who sends it
    /// listens only then.
    async fn spooled(
        &mut self,
        field: &mut Field<'_>,
    ) -> (Result<Spooled, FileRefusal>, Result<(), Over>) {
        let mut spool = match self.keeps {
            Ok(()) => Spool::new().await,
            Err(refusal) => Err(refusal),
        };
        loop {
            let some: Bytes = match self.in_time(field.chunk()).await {
                Ok(Some(some)) => some,
                Ok(None) => break,
                Err(over) => return (Err(FileRefusal::Cut), Err(over)),
            };
            self.read += some.len() as u64;
            if self.read > MOST_READ {
                return (Err(FileRefusal::Cut), Err(Over));
            }
            let written = match &mut spool {
                Ok(_) if self.read > LARGEST_UPLOAD => Err(FileRefusal::Cut),
                Ok(spool) => spool.write(&some).await,
                Err(_) => Ok(()),
            };
            if let Err(refusal) = written {
                spool = Err(refusal);
            }
        }
        let kept = match spool {
            Ok(spool) => spool.end().await,
            Err(refusal) => Err(refusal),
        };
        (kept, Ok(()))
    }
}
