//! The report form: its fields as typed, and what is wrong with them.
use std::collections::BTreeMap;

use app::{
    domain::{
        Cause, Day, LONGEST_TEXT, MilestoneId, Nearest, clean, clean_line, parse_day,
        says_something, secrecy_mark, secrecy_mark_in_name, typed_count, typed_day,
    },
    islands::TypedReport,
    views::{Marks, Mistake, ReportErrors, ReportForm, Typed, UnsentForm},
};
use serde::Deserialize;

use crate::{
    board::ScopedBoard,
    db::{
        files::{Behind, Whose},
        milestone_events::MOST_TOGETHER,
    },
    web::{
        error::{BadRequest, WebError},
        evidence::{
            self, Document, TypedDocument, completed_link,
            files::{self as form_files, Attaching},
        },
        marked::Marked,
        milestone_form::FormFields,
    },
};

/// Letters of a volume: a count has fewer.
const LONGEST_VOLUME: usize = 40;

/// The form as it comes, everything as typed.
#[derive(Debug, Default, Deserialize)]
pub struct ReportFields {
    #[serde(default)]
    produced: String,
    #[serde(default)]
    volume: String,
    #[serde(default)]
    obstacle: String,
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
    #[serde(flatten)]
    pub(super) attaching: Attaching,
    #[serde(flatten)]
    marks: Marks,
    /// Boxes of other milestones among them.
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// What the names of the boxes of other milestones begin with.
const TOGETHER: &str = "together.";

impl FormFields for ReportFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        if self.is_draft() {
            UnsentForm::Draft
        } else {
            UnsentForm::Report
        }
    }

    fn typed(self) -> Option<Typed> {
        let files_lost = self.attaching.sent_files();
        Some(Typed::Report(ReportForm {
            files_lost,
            ..without_secrets(cleaned(self))
        }))
    }
}

impl From<TypedReport> for ReportFields {
    fn from(typed: TypedReport) -> Self {
        Self {
            produced: typed.produced,
            volume: typed.volume,
            obstacle: typed.obstacle,
            document_number: typed.document_number,
            document_day: typed.document_day,
            link: typed.link,
            version: typed.version,
            marks: Marks {
                submission: typed.submission,
                read: typed.read,
                promised: typed.promised,
                account: typed.account,
                ..Marks::default()
            },
            attaching: Attaching::of(typed.files, "draft"),
            ..Self::default()
        }
    }
}

impl ReportFields {
    /// To be handed over, and then the next milestone.
    pub(super) fn goes_on(&self) -> bool {
        self.attaching.action == "submit-next"
    }

    /// The boxes of other milestones that were ticked.
    fn boxes(&self) -> impl Iterator<Item = &String> {
        let boxes = self
            .rest
            .iter()
            .filter(|(name, _)| name.starts_with(TOGETHER));
        boxes.map(|(_, value)| value)
    }

    /// The other milestones that were ticked, with what was read of them.
    pub(super) fn together(&self) -> Result<Vec<Marked>, WebError> {
        if self.boxes().count() >= MOST_TOGETHER {
            return Err(WebError::BadRequest(BadRequest::Form));
        }
        self.boxes()
            .map(|value| Marked::read(value, &self.marks.account))
            .collect()
    }

    /// Which other milestones are asked to be shown, and ticked.
    pub(super) fn chooses(&self) -> Option<Choose> {
        match self.attaching.action.as_str() {
            "together" => Some(Choose::Some),
            "together-same" => Some(Choose::Same),
            _ => None,
        }
    }

    /// The last document of the duty is to be put in.
    pub(super) fn takes_last_document(&self) -> bool {
        self.attaching.action == "last-document"
    }

    /// The draft is to go, and that was asked for once more.
    pub(super) fn discards(&self) -> Option<Discard> {
        match self.attaching.action.as_str() {
            "discard" => Some(Discard::Ask),
            "discard-sure" => Some(Discard::Sure),
            _ => None,
        }
    }

    /// Whether a button of the form sent it, with a choice of the form, as far as this version
    /// knows them.
    pub(super) fn is_known(&self) -> bool {
        const KNOWN: [&str; 9] = [
            "submit",
            "nothing",
            "submit-next",
            "draft",
            "together",
            "together-same",
            "discard",
            "discard-sure",
            "last-document",
        ];
        let obstacle = self.obstacle.is_empty() || Cause::from_code(&self.obstacle).is_some();
        let button = self.was_cut()
            || self.attaching.removes().is_some()
            || KNOWN.contains(&self.attaching.action.as_str());
        obstacle && button
    }

    /// It broke off before the button that sent it came.
    pub(super) fn was_cut(&self) -> bool {
        self.attaching.action.is_empty()
    }

    /// Nothing came up in the period: the words are the reason, and there is no document.
    pub(super) fn says_nothing(&self) -> bool {
        self.attaching.action == "nothing"
    }

    /// To be saved only, not handed over.
    pub(super) fn is_draft(&self) -> bool {
        self.attaching.action == "draft"
    }
}

/// A draft that is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Discard {
    Ask,
    Sure,
}

/// Which other milestones are shown to be chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choose {
    /// As they were ticked.
    Some,
    /// With all of the same name ticked.
    Same,
}

/// The form without what nobody meant to type.
pub(super) fn cleaned(typed: ReportFields) -> ReportForm {
    ReportForm {
        produced: clean(&typed.produced),
        volume: clean_line(&typed.volume),
        obstacle: Cause::from_code(&typed.obstacle)
            .map_or("", Cause::code)
            .to_owned(),
        document_number: clean_line(&typed.document_number),
        document_day: clean_line(&typed.document_day),
        link: completed_link(clean_line(&typed.link)),
        files: typed.attaching.ids(),
        files_lost: false,
        nothing: typed.says_nothing(),
        together: typed.boxes().cloned().collect(),
        no_secrets: !typed.no_secrets.is_empty(),
        version: version(&typed.version),
        marks: typed.marks,
    }
}

/// The form with its day written in full, where it can be read.
pub(super) fn dated(form: ReportForm, today: Day) -> ReportForm {
    match typed_day(&form.document_day, today, Nearest::Before) {
        Some(day) => ReportForm {
            document_day: day.format("%d/%m/%Y").to_string(),
            ..form
        },
        None => form,
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

/// What is wrong with a form. A draft may be incomplete and as wrong as it is yet, but neither
/// secret nor too long.
pub(super) fn check(form: &ReportForm, today: Day, draft: bool) -> ReportErrors {
    // Only handing over asks for everything.
    let unless_draft = |found: Option<Mistake>| found.filter(|_| !draft);
    let produced = if secrecy_mark(&form.produced).is_some() {
        Some(Mistake::SecretMark)
    } else if form.produced.chars().count() > LONGEST_TEXT {
        Some(Mistake::ProducedTooLong)
    } else {
        let missing = match form.nothing {
            true => Mistake::NothingReasonMissing,
            false => Mistake::ProducedMissing,
        };
        unless_draft((!says_something(&form.produced)).then_some(missing))
    };
    let volume = if secrecy_mark_in_name(&form.volume).is_some() {
        Some(Mistake::SecretMark)
    } else if form.volume.chars().count() > LONGEST_VOLUME {
        Some(Mistake::VolumeBad)
    } else {
        let bad = !form.volume.is_empty() && typed_count(&form.volume).is_none();
        unless_draft(bad.then_some(Mistake::VolumeBad))
    };
    let typed = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        has_files: !form.files.is_empty(),
    };
    // What did not come up has no document.
    let [number, day, link] = typed.check(today, draft || form.nothing);
    let unticked = unless_draft((!form.no_secrets).then_some(Mistake::NoSecretsUnticked));
    ReportErrors {
        produced,
        volume,
        document_number: number,
        document_day: day,
        link,
        files: Vec::new(),
        no_secrets: unticked,
        form: None,
    }
}

/// A field that carries a mark of secrecy is not sent back either.
pub(super) fn without_secrets(mut form: ReportForm) -> ReportForm {
    if secrecy_mark(&form.produced).is_some() {
        form.produced.clear();
    }
    if secrecy_mark_in_name(&form.volume).is_some() {
        form.volume.clear();
    }
    evidence::without_secrets(
        &mut form.document_number,
        &mut form.document_day,
        &mut form.link,
    );
    form
}

/// Whose a report of the reader's is.
pub(super) fn whose<'a>(board: &'a ScopedBoard, id: &'a MilestoneId) -> Whose<'a> {
    form_files::whose(board, id.as_str(), Behind::Report)
}

/// The document of a form about a milestone.
pub(super) fn document_of<'a>(
    form: &'a ReportForm,
    id: &'a MilestoneId,
    today: Day,
) -> Document<'a> {
    Document {
        number: &form.document_number,
        day: parse_day(&form.document_day).unwrap_or(today),
        link: &form.link,
        files: &form.files,
        files_of: Some(id),
    }
}

#[cfg(test)]
mod tests {
    use app::domain::parse_day;

    use super::*;

    fn full() -> ReportForm {
        ReportForm {
            produced: "Tập 12.400 hồ sơ đã đối soát".to_owned(),
            volume: "12.400".to_owned(),
            obstacle: String::new(),
            document_number: "214/BB-SYT".to_owned(),
            document_day: "20/11/2026".to_owned(),
            link: "https://example.invalid/214.pdf".to_owned(),
            files: Vec::new(),
            files_lost: false,
            nothing: false,
            together: Vec::new(),
            no_secrets: true,
            version: 0,
            marks: Marks::default(),
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
        for (nothing, missing) in [
            (false, Mistake::ProducedMissing),
            (true, Mistake::NothingReasonMissing),
        ] {
            let told = errors(|f| {
                f.produced.clear();
                f.nothing = nothing;
            });
            assert_eq!(told.produced, Some(missing));
        }
        assert!(!errors(|f| f.volume.clear()).any());
        assert!(errors(|f| f.volume = "12,4".into()).volume.is_some());
        assert!(errors(|f| f.volume = "7 TỐI MẬT".into()).volume.is_some());
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
        assert!(errors(|f| f.link.clear()).link.is_some());
        let file = || vec!["018f3c1e-0000-7000-8000-000000000001".to_owned()];
        let with_file = errors(|f| {
            f.link.clear();
            f.files = file();
        });
        assert!(!with_file.any());
        assert!(errors(|f| f.no_secrets = false).no_secrets.is_some());
        assert!(!errors(|f| f.link = "https://example.invalid/biên-bản.pdf".into()).any());
    }

    #[test]
    fn a_draft_may_be_incomplete_but_not_secret() {
        let today = parse_day("2026-11-22").unwrap();
        assert!(!check(&ReportForm::default(), today, true).any());
        let half = ReportForm {
            document_day: "31/1".into(),
            volume: "12,".into(),
            link: "C:\\214.pdf".into(),
            ..ReportForm::default()
        };
        assert!(!check(&half, today, true).any());
        assert!(check(&half, today, false).link.is_some());
        let secret = ReportForm {
            produced: "TUYỆT MẬT".into(),
            ..ReportForm::default()
        };
        assert!(check(&secret, today, true).any());
        assert_eq!(without_secrets(secret).produced, "");
    }
}
