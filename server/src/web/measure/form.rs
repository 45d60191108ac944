//! The table as it comes: its fields, and what is wrong with them.
use std::collections::BTreeMap;

use app::{
    domain::{
        Cell, Day, IndicatorCode, LONGEST_TEXT, Measurement, Misread, Nearest, Survey, TypedValue,
        clean_line, parse_day, says_something, secrecy_mark, secrecy_mark_in_name, typed_day,
    },
    islands::TypedTable,
    views::{Marks, MeasureErrors, MeasureForm, Mistake, Typed, TypedRow, UnsentForm},
};
use serde::Deserialize;

use crate::{
    board::ScopedBoard,
    web::{
        evidence::{self, TypedDocument, completed_link, files::Attaching},
        milestone_form::FormFields,
    },
};

#[derive(Debug, Default, Deserialize)]
pub struct MeasureFields {
    #[serde(default)]
    day: String,
    #[serde(default)]
    document_number: String,
    #[serde(default)]
    document_day: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    no_secrets: String,
    /// The value to be taken back.
    #[serde(default)]
    withdraw: String,
    /// The version of the draft it was opened with.
    #[serde(default)]
    version: String,
    #[serde(flatten)]
    pub attaching: Attaching,
    #[serde(flatten)]
    marks: Marks,
    /// "n.CODE", "d.CODE", "v.CODE", "same.CODE", "why.CODE" and "mark.CODE" of each row; of what
    /// people answered "pop.CODE", "from.CODE", "to.CODE", "who.CODE" and "how.CODE".
    #[serde(flatten)]
    cells: BTreeMap<String, String>,
}

impl FormFields for MeasureFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        match self.asks() {
            Asks::Draft => UnsentForm::MeasurementsDraft,
            _ => UnsentForm::Measurements,
        }
    }

    fn typed(self) -> Option<Typed> {
        let files_lost = self.attaching.sent_files();
        Some(Typed::Measurements(MeasureForm {
            files_lost,
            ..without_secrets(self.cleaned())
        }))
    }
}

impl MeasureFields {
    pub fn withdraws(&self) -> Option<String> {
        Some(self.withdraw.clone()).filter(|id| !id.is_empty())
    }

    /// What its button asks for.
    pub fn asks(&self) -> Asks {
        match self.attaching.action.as_str() {
            "look" => Asks::Look,
            "draft" => Asks::Draft,
            "discard" => Asks::Discard,
            "discard-sure" => Asks::DiscardSure,
            "fill" => Asks::Fill,
            _ => Asks::Send,
        }
    }

    /// The same as an island sends it.
    pub fn from_table(typed: TypedTable) -> Option<Self> {
        let fields = typed.into_iter().map(|(name, text)| (name, text.into()));
        serde_json::from_value(serde_json::Value::Object(fields.collect())).ok()
    }

    /// It broke off before the button that sent it came.
    pub fn was_cut(&self) -> bool {
        self.withdraw.is_empty() && self.attaching.was_cut()
    }

    pub fn cleaned(self) -> MeasureForm {
        let mut rows: BTreeMap<String, TypedRow> = BTreeMap::new();
        for (name, text) in self.cells {
            let Some((cell, code)) = name.split_once('.') else {
                continue;
            };
            if IndicatorCode::parse(code).is_err() {
                continue;
            }
            let row = rows.entry(code.to_owned()).or_default();
            let text = clean_line(&text);
            match cell {
                "n" => row.numerator = text,
                "d" => row.denominator = text,
                "v" => row.value = text,
                "same" => row.same = !text.is_empty(),
                "why" => row.reason = text,
                "pop" => row.survey.population = text,
                "from" => row.survey.from = text,
                "to" => row.survey.to = text,
                "who" => row.survey.asked = text,
                "how" => row.survey.how = text,
                "mark" => row.mark = text,
                _ => {}
            }
        }
        let rows = rows.into_iter().map(|(code, row)| TypedRow { code, ..row });
        MeasureForm {
            day: clean_line(&self.day),
            document_number: clean_line(&self.document_number),
            document_day: clean_line(&self.document_day),
            link: completed_link(clean_line(&self.link)),
            files: self.attaching.ids(),
            files_lost: false,
            no_secrets: !self.no_secrets.is_empty(),
            rows: rows.collect(),
            submission: self.marks.submission,
            account: self.marks.account,
            version: self.version.parse().unwrap_or_default(),
        }
    }
}

/// What a table asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    Send,
    /// Only to be read back.
    Look,
    /// To be saved as it stands.
    Draft,
    /// To ask once more whether the draft goes.
    Discard,
    DiscardSure,
    /// To be filled in from a file.
    Fill,
}

/// The form with its days written in full, where they can be read.
pub fn dated(form: MeasureForm, today: Day) -> MeasureForm {
    let full = |text: String| match typed_day(&text, today, Nearest::Before) {
        Some(day) => app::text::day_as_typed(day),
        None => text,
    };
    MeasureForm {
        day: full(form.day),
        document_day: full(form.document_day),
        ..form
    }
}

/// The document of a form, as it was typed.
pub fn typed_document(form: &MeasureForm) -> TypedDocument<'_> {
    TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        has_files: !form.files.is_empty(),
    }
}

/// What carries a mark of secrecy is not sent back (rule 12).
pub fn without_secrets(mut form: MeasureForm) -> MeasureForm {
    evidence::without_secrets(
        &mut form.document_number,
        &mut form.document_day,
        &mut form.link,
    );
    let lines = form.rows.iter_mut().flat_map(TypedRow::lines_mut);
    for line in lines.chain([&mut form.day]) {
        if secrecy_mark_in_name(line).is_some() {
            line.clear();
        }
    }
    form
}

/// A table as it was understood.
#[derive(Debug, Default)]
pub struct Checked {
    /// The values that can be read, in the order of the form.
    pub values: Vec<(IndicatorCode, Measurement)>,
    /// Why some of them fall that never do.
    pub reasons: BTreeMap<IndicatorCode, String>,
    /// How people were asked, of those that are what they answered.
    pub surveys: BTreeMap<IndicatorCode, Survey>,
    pub document_day: Option<Day>,
    pub errors: MeasureErrors,
}

/// What is wrong with the reason of a fall; `sends`: one is asked for.
fn wrong_reason(typed: &str, sends: bool) -> Option<Misread> {
    if secrecy_mark(typed).is_some() {
        Some(Misread::ReasonSecret)
    } else if typed.chars().count() > LONGEST_TEXT {
        Some(Misread::ReasonTooLong)
    } else {
        (sends && !says_something(typed)).then_some(Misread::FallUnexplained)
    }
}

/// What a table is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// To be read back: much may still be missing.
    Look,
    /// To be entered.
    Send,
    /// It was entered before.
    Again,
}

/// Reads a table.
pub fn checked(board: &ScopedBoard, form: &MeasureForm, today: Day, reading: Reading) -> Checked {
    let sends = reading != Reading::Look;
    let day = parse_day(&form.day);
    let day_mistake = match day {
        _ if form.day.is_empty() => sends.then_some(Mistake::MeasuredDayMissing),
        None => Some(Mistake::MeasuredDayBad),
        // Rule 8: nothing is measured in the future.
        Some(day) => (day > today).then_some(Mistake::MeasuredDayFuture),
    };
    let [number, document_day, link] = typed_document(form).check(today, !sends);
    let mut check = Checked {
        document_day: parse_day(&form.document_day),
        errors: MeasureErrors {
            day: day_mistake,
            document_number: number,
            document_day,
            link,
            no_secrets: (sends && !form.no_secrets).then_some(Mistake::NoSecretsUnticked),
            ..MeasureErrors::default()
        },
        ..Checked::default()
    };
    for row in form.rows.iter().filter(|row| row.says()) {
        let Ok(code) = IndicatorCode::parse(&row.code) else {
            continue;
        };
        let typed = TypedValue {
            numerator: &row.numerator,
            denominator: &row.denominator,
            value: &row.value,
            same: row.same,
        };
        let on = day.unwrap_or(today);
        let read = board.read_typed(&code, typed, on);
        let read = read.and_then(|value| match (&value, reading) {
            (None, _) | (_, Reading::Again) => Ok(value),
            _ => board.takes_value_of(&code, on).map(|()| value),
        });
        match read {
            Ok(Some(value)) => {
                if board.falls(&code, value) {
                    let wrong = wrong_reason(&row.reason, sends);
                    let wrong = wrong.map(|why| (code.clone(), Cell::Reason, why));
                    check.errors.rows.extend(wrong);
                    check.reasons.insert(code.clone(), row.reason.clone());
                }
                if board.asks_people(&code) {
                    match row.survey.read(value) {
                        Ok(survey) => {
                            check.surveys.insert(code.clone(), survey);
                        }
                        Err((_, Misread::SurveyMissing)) if !sends => {}
                        Err((cell, why)) => check.errors.rows.push((code.clone(), cell, why)),
                    }
                }
                check.values.push((code, value));
            }
            // "Không đổi" where nothing was measured before.
            Ok(None) => check.errors.rows.push((code, Cell::Same, Misread::Missing)),
            Err((cell, why)) => check.errors.rows.push((code, cell, why)),
        }
    }
    let nothing = check.values.is_empty() && check.errors.rows.is_empty();
    check.errors.form = (sends && nothing).then_some(Mistake::NothingMeasured);
    check
}
