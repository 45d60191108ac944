//! `POST /work/{milestone}`: save a draft, or hand over.
use app::{
    Page,
    domain::{Day, Event, MilestoneId, Refusal, parse_day, secrecy_mark},
    text::{Lang, Message},
    views::{ReportConflict, ReportErrors, ReportForm},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{
    append::{Deed, Document, Done, append},
    sent::{self, Sent},
};
use crate::{
    db::{audit, drafts},
    error::{BadRequest, WebError},
    handlers,
    visit::Visit,
};

/// The form as it comes, everything as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    produced: String,
    #[serde(default)]
    document_number: String,
    #[serde(default)]
    document_day: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    no_secrets: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    submission: String,
    #[serde(default)]
    action: String,
}

/// What a draft keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    produced: String,
    document_number: String,
    document_day: String,
    link: String,
}

impl Kept {
    pub fn of(form: &ReportForm) -> Self {
        Self {
            produced: form.produced.clone(),
            document_number: form.document_number.clone(),
            document_day: form.document_day.clone(),
            link: form.link.clone(),
        }
    }

    pub fn into_form(self, version: i64, submission: String) -> ReportForm {
        ReportForm {
            produced: self.produced,
            document_number: self.document_number,
            document_day: self.document_day,
            link: self.link,
            no_secrets: false,
            version,
            submission,
        }
    }
}

impl sent::Typed for Typed {
    fn submission(&self) -> &str {
        &self.submission
    }
}

pub async fn report(sent: Sent<Typed>) -> Result<Response, WebError> {
    let Sent {
        visit,
        viewer,
        id,
        typed,
    } = sent;
    let draft = typed.action == "draft";
    let form = clean(typed);
    // Only an organisation's own milestones have a form.
    super::own_work(&visit, &viewer, &id).await?;

    let mut errors = check(&form, visit.frame.today, visit.lang(), draft);
    if errors.any() {
        return again(
            visit,
            &id,
            without_secrets(form),
            errors,
            None,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    if draft {
        return match save(&visit, &viewer, &id, &form).await? {
            None => Ok(Redirect::to(&format!("/work/{id}?done=draft")).into_response()),
            Some(conflict) => {
                errors.form = Some(Message::DraftConflict.text(visit.lang()).to_owned());
                // Saving again from this page is a decision between the two.
                let form = ReportForm {
                    version: conflict.theirs.version,
                    ..form
                };
                again(
                    visit,
                    &id,
                    form,
                    errors,
                    Some(conflict),
                    StatusCode::CONFLICT,
                )
                .await
            }
        };
    }
    let day = parse_day(&form.document_day).unwrap_or(visit.frame.today);
    let deed = Deed {
        milestone: &id,
        event: Event::Submitted,
        submission: &form.submission,
        body: &form.produced,
        evidence: Some(Document {
            number: &form.document_number,
            day,
            link: &form.link,
        }),
    };
    match append(&visit.app, &visit.today, &viewer, &deed).await? {
        Done::Appended | Done::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=submitted")).into_response())
        }
        Done::Refused(refusal) => {
            let message = match refusal {
                Refusal::NotInThisState => Message::StateChanged,
                _ => Message::NotYours,
            };
            errors.form = Some(message.text(visit.lang()).to_owned());
            again(visit, &id, form, errors, None, StatusCode::CONFLICT).await
        }
    }
}

impl From<axum::extract::rejection::FormRejection> for WebError {
    fn from(rejection: axum::extract::rejection::FormRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::BadRequest(BadRequest::Form)
        }
    }
}

/// Composed letters, no control characters, no spaces at the ends.
pub fn tidy(text: &str) -> String {
    let text: String = text
        .nfc()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    text.trim().to_owned()
}

fn clean(typed: Typed) -> ReportForm {
    ReportForm {
        produced: tidy(&typed.produced),
        document_number: tidy(&typed.document_number),
        document_day: tidy(&typed.document_day),
        link: tidy(&typed.link),
        no_secrets: !typed.no_secrets.is_empty(),
        version: version(&typed.version),
        submission: typed.submission,
    }
}

/// The version a form was opened with; one no draft can have counts as none.
fn version(typed: &str) -> i64 {
    const MOST: i64 = 1_000_000_000;
    typed
        .parse()
        .ok()
        .filter(|version| (0..MOST).contains(version))
        .unwrap_or(0)
}

/// What is wrong with a form. A draft may be incomplete, but not secret, too
/// long or unreadable.
fn check(form: &ReportForm, today: Day, lang: Lang, draft: bool) -> ReportErrors {
    let say = |message: Message| message.text(lang).to_owned();
    // Only handing over asks for everything.
    let unless_draft = |found: Option<Message>| found.filter(|_| !draft);
    let text = |text: &str, longest: usize, missing: Message, too_long: Message| {
        if secrecy_mark(text).is_some() {
            Some(Message::SecretMark)
        } else if text.chars().count() > longest {
            Some(too_long)
        } else {
            unless_draft(text.is_empty().then_some(missing))
        }
    };
    let produced = text(
        &form.produced,
        2000,
        Message::ProducedMissing,
        Message::ProducedTooLong,
    );
    let number = text(
        &form.document_number,
        100,
        Message::NumberMissing,
        Message::NumberTooLong,
    );
    let day = match parse_day(&form.document_day) {
        _ if form.document_day.is_empty() => unless_draft(Some(Message::DocumentDayMissing)),
        None => Some(Message::DocumentDayBad),
        Some(day) => (day > today).then_some(Message::DocumentDayFuture),
    };
    let link = if form.link.is_empty() {
        unless_draft(Some(Message::LinkMissing))
    } else if secrecy_mark(&file_name(&form.link)).is_some() {
        Some(Message::SecretMark)
    } else {
        (!is_link(&form.link)).then_some(Message::LinkBad)
    };
    let unticked = unless_draft((!form.no_secrets).then_some(Message::NoSecretsUnticked));
    ReportErrors {
        produced: produced.map(say),
        document_number: number.map(say),
        document_day: day.map(say),
        link: link.map(say),
        no_secrets: unticked.map(say),
        form: None,
    }
}

/// The file name at the end of a link, percent signs decoded.
fn file_name(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or(link);
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match (first, hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_link(text: &str) -> bool {
    let Ok(uri) = text.parse::<axum::http::Uri>() else {
        return ascii_host(text);
    };
    matches!(uri.scheme_str(), Some("https" | "http"))
        && uri.host().is_some_and(|h| !h.is_empty())
        && text.len() <= 1000
}

/// Links copied from a browser may carry Vietnamese letters in their path,
/// which a strict reader refuses; people's archives do not.
fn ascii_host(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|r| r.split('/').next()).unwrap_or("");
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    !host.is_empty()
        && host.chars().all(plain)
        && text.len() <= 1000
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\".contains(c))
}

/// A field that carries a mark of secrecy is not sent back either.
fn without_secrets(mut form: ReportForm) -> ReportForm {
    for field in [&mut form.produced, &mut form.document_number] {
        if secrecy_mark(field).is_some() {
            field.clear();
        }
    }
    if secrecy_mark(&file_name(&form.link)).is_some() {
        form.link.clear();
    }
    form
}

/// Saves the draft; somebody else's newer one comes back instead.
async fn save(
    visit: &Visit,
    viewer: &app::access::Viewer,
    id: &MilestoneId,
    form: &ReportForm,
) -> Result<Option<ReportConflict>, WebError> {
    let now = visit.app.clock.now();
    let body =
        serde_json::to_string(&Kept::of(form)).map_err(|e| WebError::Internal(e.to_string()))?;
    let draft = drafts::Draft {
        milestone: id.to_string(),
        organisation: viewer.organisation().to_owned(),
        version: form.version,
        body,
        person: viewer.name.clone(),
        saved_at: now,
    };
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    if !drafts::save(&mut tx, &draft).await? {
        drop(tx);
        return handlers::conflict(visit, viewer, id).await;
    }
    let line = audit::Line {
        at: now,
        person: Some(&viewer.username),
        action: "draft.saved",
        subject: id.as_str(),
        detail: "",
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(None)
}

async fn again(
    visit: Visit,
    id: &MilestoneId,
    form: ReportForm,
    errors: ReportErrors,
    conflict: Option<ReportConflict>,
    status: StatusCode,
) -> Result<Response, WebError> {
    let mut page = handlers::report_page(&visit, id).await?;
    page.form = form;
    page.errors = errors;
    page.conflict = conflict;
    Ok(visit.page_with(status, Page::Report(Box::new(page))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> ReportForm {
        ReportForm {
            produced: "Tập 12.400 hồ sơ đã đối soát".to_owned(),
            document_number: "214/BB-SYT".to_owned(),
            document_day: "20/11/2026".to_owned(),
            link: "https://example.invalid/214.pdf".to_owned(),
            no_secrets: true,
            version: 0,
            submission: String::new(),
        }
    }

    fn errors(change: impl FnOnce(&mut ReportForm)) -> ReportErrors {
        let mut form = full();
        change(&mut form);
        check(&form, parse_day("2026-11-22").unwrap(), Lang::Vi, false)
    }

    #[test]
    fn mistakes_are_told_beside_their_field() {
        assert!(!errors(|_| ()).any());
        assert!(errors(|f| f.produced.clear()).produced.is_some());
        assert!(
            errors(|f| f.document_number = "12/BC-MẬT".into())
                .document_number
                .is_some()
        );
        assert!(
            errors(|f| f.document_day = "31/11/2026".into())
                .document_day
                .is_some()
        );
        assert!(
            errors(|f| f.document_day = "23/11/2026".into())
                .document_day
                .is_some()
        );
        assert!(
            errors(|f| f.link = "javascript:alert(1)".into())
                .link
                .is_some()
        );
        assert!(
            errors(|f| f.link = "https://example.invalid/T%E1%BB%90I_M%E1%BA%ACT.pdf".into())
                .link
                .is_some()
        );
        assert!(errors(|f| f.no_secrets = false).no_secrets.is_some());
        assert!(!errors(|f| f.link = "https://example.invalid/biên-bản.pdf".into()).any());
    }

    #[test]
    fn a_draft_may_be_incomplete_but_not_secret() {
        let today = parse_day("2026-11-22").unwrap();
        assert!(!check(&ReportForm::default(), today, Lang::Vi, true).any());
        let secret = ReportForm {
            produced: "TUYỆT MẬT".into(),
            ..ReportForm::default()
        };
        assert!(check(&secret, today, Lang::Vi, true).any());
        assert_eq!(without_secrets(secret).produced, "");
    }
}
