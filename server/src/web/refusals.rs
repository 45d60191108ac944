//! What is refused is recorded, and never lost to its own number.
//!
//! Each refusal is a line of the audit. Whoever is refused over and over must not fill the
//! disk or hold up writers: beyond a burst, refusals of one kind from one account or address
//! are counted, and the next line says how many came before it ("+37"). What is left counted
//! is written by [`write_counted`], now and then and at the end.
use std::net::IpAddr;

use app::{access::Viewer, domain::secrecy_mark_in_link};

use super::state::App;
use crate::db::{DbError, audit};

pub use super::refusal_quota::Refusal;

/// Letters of an address that are kept.
const LONGEST: usize = 200;
/// Letters of an address that are looked through for a mark of secrecy: decoding a long one over
/// and over takes its time.
const LOOKED_THROUGH: usize = 2_000;

/// Records a refusal, or counts it where there were many.
pub async fn record(app: &App, refusal: Refusal<'_>) -> Result<(), DbError> {
    let Some(before) = app.refusals.turn(&refusal) else {
        return Ok(());
    };
    let more = match before {
        0 => String::new(),
        count => format!("+{count}"),
    };
    let detail = format!("{} {more}", refusal.detail);
    let line = audit::Line {
        at: app.clock.now(),
        person: refusal.person,
        source: &refusal.from.to_string(),
        action: refusal.action,
        subject: kept(refusal.subject),
        detail: detail.trim(),
    };
    audit::record(&app.db, line).await
}

/// Records what a person may not do.
pub async fn of_person(
    app: &App,
    address: IpAddr,
    viewer: &Viewer,
    subject: &str,
) -> Result<(), DbError> {
    let refusal = Refusal {
        action: "refused",
        person: Some(&viewer.username),
        from: address,
        subject,
        detail: "",
    };
    record(app, refusal).await
}

/// Writes what was only counted, a line a kind.
pub async fn write_counted(app: &App) -> Result<(), DbError> {
    let counted = app.refusals.take_counted();
    if counted.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    tx.lock().await?;
    for ((action, who), count) in &counted {
        let is_address = who.parse::<IpAddr>().is_ok();
        let line = audit::Line {
            at: app.clock.now(),
            person: Some(who.as_str()).filter(|who| !is_address && !who.is_empty()),
            source: if is_address { who } else { "" },
            action,
            subject: "",
            detail: &format!("+{count}"),
        };
        audit::append(&mut tx, line).await?;
    }
    tx.commit().await
}

/// What an audit line holds of a subject: its beginning, and nothing where it carries a mark of
/// secrecy (rule 12), as whoever asks may write an address.
fn kept(subject: &str) -> &str {
    match secrecy_mark_in_link(cut(subject, LOOKED_THROUGH)) {
        Some(_) => "",
        None => cut(subject, LONGEST),
    }
}

/// The beginning of a text, at most so long.
fn cut(text: &str, longest: usize) -> &str {
    let mut ends = (0..=longest.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_12_a_refused_address_with_a_mark_is_kept_nowhere() {
        let late = format!("/work/{}/toi-mat", "a".repeat(LONGEST));
        let secret = [
            "/work/TOI-MAT-12",
            "/work/12-BC_M%E1%BA%ACT.pdf",
            "/work/12-BC_M%25E1%25BA%25ACT.pdf",
            "/measure/tuyet_mat",
            &late,
        ];
        for subject in secret {
            assert_eq!(kept(subject), "", "{subject}");
        }
        for subject in ["/work/yte-san-pham", "/units/SO-Y-TE", "head.bao-mat", ""] {
            assert_eq!(kept(subject), subject);
        }
        let long = "ế".repeat(LOOKED_THROUGH);
        let begins = kept(&long);
        assert!(long.starts_with(begins) && (LONGEST - 3..=LONGEST).contains(&begins.len()));
    }
}
