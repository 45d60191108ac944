//! What was typed into a form of the plan.
use std::collections::BTreeSet;

use app::{
    domain::{clean_line, secrecy_mark, secrecy_mark_in_name},
    text::{self, Lang},
    views::{Mistake, PlanDecision, PlanFile, PlanTyped, SHEET_HIDDEN, SHEET_LEFT},
};

use crate::import::{Cells, columns, sheet::SOURCE};

/// A cell as it is typed: a volume may be grouped as pages print it, 32.600.
fn typed_cell(column: &str, cell: &str) -> String {
    let parts: Vec<&str> = cell.split('.').collect();
    let digits = |it: &&str| it.bytes().all(|b| b.is_ascii_digit());
    let grouped = parts.len() > 1
        && parts.iter().all(digits)
        && matches!(parts.first(), Some(first) if (1..=3).contains(&first.len()))
        && parts.iter().skip(1).all(|it| it.len() == 3);
    match column {
        "volume" | "weight" if grouped => parts.concat(),
        _ => cell.to_owned(),
    }
}

/// Fields of numbers of documents, in which no ordinary word is expected.
const NUMBERS: [&str; 3] = ["decision", "number", SOURCE];

/// Whether a cell carries a mark of secrecy.
pub(super) fn is_secret(text: &str) -> bool {
    let mut cells = text.split(['\t', '\n', '"']);
    cells.any(|cell| secrecy_mark(cell).is_some() || secrecy_mark_in_name(cell).is_some())
}

/// What is wrong with a form: beside its fields, and as a whole.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub beside: Vec<(&'static str, String)>,
    pub whole: Vec<String>,
}

/// A form of the plan, as it was sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub account: String,
    pub seen: String,
    pub action: String,
    pub typed: PlanTyped,
}

impl Fields {
    /// Reads the body of a form: a field may come more than once.
    pub fn read(body: &[u8]) -> Self {
        let mut fields = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            let value = value.into_owned();
            match name.as_ref() {
                "account" => fields.account = value,
                "seen" => fields.seen = value,
                "action" => fields.action = value,
                // Lines of a table stay lines.
                "text" => fields.push("text", value),
                "codes" | "closing" | "into" | "elsewhere" => {
                    fields.push(&name, value.trim().to_owned())
                }
                name => fields.push(name, clean_line(&value)),
            }
        }
        fields
    }

    fn push(&mut self, name: &str, value: String) {
        let values = self.typed.0.entry(name.to_owned()).or_default();
        values.push(value);
    }

    /// Says what a field holds before anything is typed.
    pub fn set(&mut self, name: &str, value: &str) {
        self.push(name, value.to_owned());
    }

    pub fn get(&self, name: &str) -> &str {
        self.typed.get(name)
    }

    /// The same form with another table, which nobody looked at: what was answered of the one before
    /// stays where the same is asked.
    pub fn of_a_new_table(mut self, text: String) -> Self {
        self.action = String::new();
        self.seen = String::new();
        self.typed.0.insert("text".to_owned(), vec![text]);
        self.typed.0.remove(SOURCE);
        self.typed.0.remove(SHEET_LEFT);
        self.typed.0.remove(SHEET_HIDDEN);
        self
    }

    /// Whether it is to be written, and not only looked at.
    pub fn writes(&self) -> bool {
        self.action == "write"
    }

    /// Whether it is to be written by somebody who did not say that it was read.
    pub fn unread(&self) -> bool {
        self.writes() && !self.typed.ticked("read", "yes")
    }

    /// What of it are cells of a file.
    pub fn cells(&self, file: PlanFile) -> Cells {
        let (known, _) = columns(file);
        let typed = known.all().filter(|it| self.typed.0.contains_key(*it));
        typed.map(|it| (it, typed_cell(it, self.get(it)))).collect()
    }

    /// The decision, as typed.
    pub fn decision(&self) -> PlanDecision {
        PlanDecision {
            number: self.get("decision").to_owned(),
            reason: self.get("reason").to_owned(),
            approver: self.get("approver").to_owned(),
            ..PlanDecision::default()
        }
    }

    /// The decision as cells of rows.
    pub fn grounds(&self) -> Cells {
        ["decision", "reason", "approver"]
            .into_iter()
            .map(|it| (it, self.get(it).to_owned()))
            .collect()
    }

    /// The decision in one line, for the audit.
    pub fn told(&self, what: &str) -> String {
        let parts = [
            what,
            self.get("decision"),
            self.get("approver"),
            self.get("reason"),
        ];
        let said: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        said.join(" · ")
    }

    /// The fields with a mark of secrecy, whatever is asked in them. Of a table its rows say it, or
    /// the file it comes in.
    pub fn secrets(&self) -> BTreeSet<&str> {
        let marked = |(name, values): &(&String, &Vec<String>)| {
            let named = name.starts_with("q-") || NUMBERS.contains(&name.as_str());
            let carries = |it: &String| match named {
                true => is_secret(it),
                false => secrecy_mark(it).is_some(),
            };
            *name != "text" && values.iter().any(carries)
        };
        let all = self.typed.0.iter().filter(marked);
        all.map(|(name, _)| name.as_str()).collect()
    }

    /// What is said of the fields with a mark of secrecy: beside those of a form that are known, else
    /// of the whole; none where there is no such field.
    pub fn secrets_told(&self, lang: Lang, known: &[&'static str]) -> Option<Told> {
        let words = || text::mistake(lang, Mistake::SecretMark).to_owned();
        let mut told = Told::default();
        for name in self.secrets() {
            match known.iter().find(|it| **it == name) {
                Some(known) => told.beside.push((known, words())),
                None => told.whole = vec![words()],
            }
        }
        let any = !(told.beside.is_empty() && told.whole.is_empty());
        any.then_some(told)
    }

    /// What carries a mark of secrecy is not sent back.
    pub fn without_secrets(mut self) -> Self {
        for value in self.typed.0.values_mut().flatten() {
            let lines = value.split('\n');
            if value.contains('\n') {
                let kept: Vec<&str> = lines.filter(|it| !is_secret(it)).collect();
                *value = kept.join("\n");
            } else if is_secret(value) {
                value.clear();
            }
        }
        self
    }
}
