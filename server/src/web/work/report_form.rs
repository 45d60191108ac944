//! The report form: its fields as typed, and what is wrong with them.
use app::{
    domain::{Day, parse_day, secrecy_mark},
    views::{Mistake, ReportErrors, ReportForm},
};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

use crate::web::milestone_form::{MilestoneFields, tidy};

/// The form as it comes, everything as typed.
#[derive(Debug, Default, Deserialize)]
pub struct ReportFields {
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
    pub(super) action: String,
}

impl MilestoneFields for ReportFields {
    fn submission(&self) -> &str {
        &self.submission
    }
}

/// The form without what nobody meant to type.
pub(super) fn clean(typed: ReportFields) -> ReportForm {
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
pub(super) fn check(form: &ReportForm, today: Day, draft: bool) -> ReportErrors {
    // Only handing over asks for everything.
    let unless_draft = |found: Option<Mistake>| found.filter(|_| !draft);
    let text = |text: &str, longest: usize, missing: Mistake, too_long: Mistake| {
        if secrecy_mark(text).is_some() {
            Some(Mistake::SecretMark)
        } else if text.chars().count() > longest {
            Some(too_long)
        } else {
            unless_draft(text.is_empty().then_some(missing))
        }
    };
    let produced = text(
        &form.produced,
        2000,
        Mistake::ProducedMissing,
        Mistake::ProducedTooLong,
    );
    let number = text(
        &form.document_number,
        100,
        Mistake::NumberMissing,
        Mistake::NumberTooLong,
    );
    let day = match parse_day(&form.document_day) {
        _ if form.document_day.is_empty() => unless_draft(Some(Mistake::DocumentDayMissing)),
        None => Some(Mistake::DocumentDayBad),
        Some(day) => (day > today).then_some(Mistake::DocumentDayFuture),
    };
    let link = if form.link.is_empty() {
        unless_draft(Some(Mistake::LinkMissing))
    } else if secrecy_mark(&file_name(&form.link)).is_some() {
        Some(Mistake::SecretMark)
    } else {
        (!is_link(&form.link)).then_some(Mistake::LinkBad)
    };
    let unticked = unless_draft((!form.no_secrets).then_some(Mistake::NoSecretsUnticked));
    ReportErrors {
        produced,
        document_number: number,
        document_day: day,
        link,
        no_secrets: unticked,
        form: None,
    }
}

/// The file name at the end of a link, percent signs decoded.
fn file_name(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or(link);
    let name = path.rsplit('/').next().unwrap_or(path);
    percent_decode_str(name).decode_utf8_lossy().into_owned()
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
pub(super) fn without_secrets(mut form: ReportForm) -> ReportForm {
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
        check(&form, parse_day("2026-11-22").unwrap(), false)
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
        assert!(!check(&ReportForm::default(), today, true).any());
        let secret = ReportForm {
            produced: "TUYỆT MẬT".into(),
            ..ReportForm::default()
        };
        assert!(check(&secret, today, true).any());
        assert_eq!(without_secrets(secret).produced, "");
    }
}
