//! The files of a form that is being written: which it has, and what becomes of those that came
//! with it.
use app::{
    Page,
    domain::{FileRefusal, MOST_FILES, clean_line, kept_name, secrecy_mark_in_name, sent_name},
    up_file,
    views::{FileRow, RefusedFile},
};

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    board::{ScopedBoard, file_row},
    db::files::{self, Behind, FileText, Whose},
    web::{
        error::{AWAY_SECONDS, BadRequest, WebError},
        received::{Received, Sent},
        refusals,
        visit::Visit,
    },
};

/// The files of a form.
#[derive(Debug, Default)]
pub struct Attached {
    pub files: Vec<FileText>,
    pub refused: Vec<RefusedFile>,
}

impl Attached {
    pub fn ids(&self) -> Vec<String> {
        ids(&self.files)
    }

    pub fn rows(&self) -> Vec<FileRow> {
        rows(&self.files)
    }
}

/// By which a form names its files.
pub fn ids(files: &[FileText]) -> Vec<String> {
    files.iter().map(|file| file.id.clone()).collect()
}

/// As a page shows them.
pub fn rows(files: &[FileText]) -> Vec<FileRow> {
    files.iter().filter_map(file_row).collect()
}

/// Whose a form of the reader's about a milestone is, or about what an address names.
pub fn whose<'a>(board: &'a ScopedBoard, about: &'a str, behind: Behind) -> Whose<'a> {
    Whose {
        behind,
        milestone: about,
        organisation: board.viewer().organisation(),
        person: &board.viewer().person,
    }
}

/// Whose the reader's form of all that somebody measures is.
pub fn whose_measured(board: &ScopedBoard) -> Whose<'_> {
    Whose {
        behind: Behind::Measurement,
        milestone: files::MEASURE,
        organisation: board.viewer().organisation(),
        person: &board.viewer().person,
    }
}

/// The files a form names, as far as they are there and its sender's to name.
pub async fn named(visit: &Visit, whose: Whose<'_>, ids: &[String]) -> Result<Attached, WebError> {
    let mut attached = Attached::default();
    for file in ids.iter().take(MOST_FILES) {
        match files::named(&visit.app.db, whose, file).await? {
            Some(file) if attached.files.contains(&file) => {}
            Some(file) => attached.files.push(file),
            None => attached.refused.push(RefusedFile {
                name: String::new(),
                why: FileRefusal::Gone,
            }),
        }
    }
    Ok(attached)
}

/// The files of a form that was sent before: sent twice, it names the same.
pub async fn sent_before(
    visit: &Visit,
    whose: Whose<'_>,
    submission: &str,
    received: &Received,
    attached: &mut Attached,
) -> Result<bool, WebError> {
    let before = files::of_submission(&visit.app.db, submission, whose).await?;
    let of = |sent: &Sent| {
        let hash = &sent.file.as_ref().ok()?.hash;
        before.iter().find(|file| file.hash == *hash).cloned()
    };
    let same: Option<Vec<FileText>> = received.iter().map(of).collect();
    let Some(same) = same else {
        return Ok(false);
    };
    for file in same {
        if !attached.files.contains(&file) {
            attached.files.push(file);
        }
    }
    Ok(true)
}

/// Keeps the files that came with a form, each by itself: one that is refused costs the others
/// nothing.
pub async fn keep(
    visit: &Visit,
    whose: Whose<'_>,
    received: &Received,
    attached: &mut Attached,
) -> Result<(), WebError> {
    for sent in received.iter() {
        match keep_one(visit, whose, sent, &attached.files).await? {
            Ok(Some(file)) => attached.files.push(file),
            Ok(None) => {}
            Err(why) => attached.refused.push(RefusedFile {
                name: told_name(&sent.name).unwrap_or_default(),
                why,
            }),
        }
    }
    Ok(())
}

/// What every form with files says of them.
#[derive(Debug, Default, Deserialize)]
pub struct Attaching {
    /// Ids of files that are up, a space apart.
    #[serde(default)]
    files: String,
    /// The file to be taken off.
    #[serde(default)]
    remove: String,
    /// How many files came with it; empty where none could.
    #[serde(default)]
    files_sent: String,
    /// What the button says that sent it.
    #[serde(default)]
    pub action: String,
}

impl Attaching {
    /// Of a form that an island sends: files that are up, and what it asks for.
    pub fn of(files: String, action: &str) -> Self {
        Self {
            files,
            action: action.to_owned(),
            ..Self::default()
        }
    }

    pub fn ids(&self) -> Vec<String> {
        self.files.split_whitespace().map(str::to_owned).collect()
    }

    /// The file to be taken off, if that was asked for.
    pub fn removes(&self) -> Option<String> {
        Some(self.remove.clone()).filter(|id| !id.is_empty())
    }

    /// Whether files came with it, which a form that is given back has lost.
    pub fn sent_files(&self) -> bool {
        !["", "0"].contains(&self.files_sent.as_str())
    }

    /// It broke off before the button that sent it came.
    pub fn was_cut(&self) -> bool {
        !self.files_sent.is_empty() && self.action.is_empty() && self.remove.is_empty()
    }
}

/// Why a form with files is given back.
#[derive(Debug, Clone, Copy)]
pub enum GivenBack {
    /// It was asked for: a file was taken off.
    Asked,
    Wrong,
    /// A file could not be kept, and may be soon.
    Later,
}

impl GivenBack {
    pub fn why(wrong: bool, refused: &[RefusedFile]) -> Self {
        match wrong {
            _ if refused.iter().any(|file| file.why.passes()) => Self::Later,
            true => Self::Wrong,
            false => Self::Asked,
        }
    }

    /// The page of the form, answered accordingly.
    pub fn answer(self, visit: Visit, page: Page) -> Response {
        let status = match self {
            Self::Asked => StatusCode::OK,
            Self::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Later => StatusCode::SERVICE_UNAVAILABLE,
        };
        let mut response = visit.page_with(status, page);
        if matches!(self, Self::Later) {
            let seconds = AWAY_SECONDS.into();
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// What an island sends with a file.
#[derive(Debug, Deserialize)]
pub struct FileFields {
    /// Ids of the files that are up, a space apart.
    #[serde(default)]
    files: String,
}

/// Keeps one file of a form, before that is sent. Answers with it, or with nothing where the form
/// has the same.
pub async fn keep_sent(
    visit: &Visit,
    whose: Whose<'_>,
    received: Option<&Received>,
    fields: &FileFields,
) -> Result<Response, WebError> {
    let ids: Vec<String> = fields.files.split(' ').map(str::to_owned).collect();
    let attached = named(visit, whose, &ids).await?;
    let sent = received.and_then(|it| it.iter().next());
    let sent = sent.ok_or(WebError::BadRequest(BadRequest::Form))?;
    let kept = keep_one(visit, whose, sent, &attached.files).await?;
    let kept = kept.map_err(WebError::File)?;
    let row = kept.as_ref().and_then(file_row);
    Ok(Json(row.map(|row| up_file(visit.lang(), &row))).into_response())
}

/// A name as it may be told: one with a mark of secrecy is not sent back (rule 12).
fn told_name(sent: &str) -> Option<String> {
    match secrecy_mark_in_name(&clean_line(sent)) {
        Some(_) => None,
        None => Some(sent_name(sent)),
    }
}

/// `None` where the form has the same file already.
async fn keep_one(
    visit: &Visit,
    whose: Whose<'_>,
    sent: &Sent,
    there: &[FileText],
) -> Result<Result<Option<FileText>, FileRefusal>, WebError> {
    let app = &visit.app;
    let file = match &sent.file {
        Ok(file) => file,
        Err(why) => return Ok(Err(*why)),
    };
    if told_name(&sent.name).is_none() {
        return Ok(Err(FileRefusal::SecretName));
    }
    if there.iter().any(|it| it.hash == file.hash) {
        return Ok(Ok(None));
    }
    if there.len() >= MOST_FILES {
        return Ok(Err(FileRefusal::TooMany));
    }
    let kind = match app.files.check(file, &sent.name).await {
        Ok(kind) => kind,
        Err(why) => {
            if why == FileRefusal::Infected {
                infected(visit, whose).await?;
            }
            return Ok(Err(why));
        }
    };
    let name = kept_name(&sent.name, kind);
    let same = |it: &FileText| it.name.to_lowercase() == name.to_lowercase();
    if there.iter().any(same) {
        return Ok(Err(FileRefusal::SameName));
    }
    let expected = files::expect(
        &app.db,
        &file.hash,
        file.size,
        whose.person,
        app.clock.now(),
    );
    if !expected.await? {
        return Ok(Err(FileRefusal::TooMuch));
    }
    if let Err(why) = app.files.keep(file).await {
        return Ok(Err(why));
    }
    let row = FileText {
        id: files::new_id(),
        hash: file.hash.clone(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        kind: kind.code().to_owned(),
        name,
        attached: true,
    };
    if !files::attach(&app.db, whose, &row, app.clock.now()).await? {
        return Ok(Err(FileRefusal::TooMuch));
    }
    Ok(Ok(Some(row)))
}

/// Records that somebody sent a virus.
async fn infected(visit: &Visit, whose: Whose<'_>) -> Result<(), WebError> {
    let refusal = refusals::Refusal {
        action: "refused.infected",
        person: Some(&visit.viewer()?.username),
        from: visit.from,
        subject: whose.milestone,
        detail: "",
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}
