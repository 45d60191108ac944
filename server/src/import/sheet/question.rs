//! What has two readings, and the answers that came.
use std::collections::BTreeMap;

use app::{
    domain::{Day, WorkstreamKind},
    views::{SheetAbout, SheetChoice, SheetDue, SheetMeans, SheetQuestion, sheet_kind_field},
};

/// Something in a cell that has more than one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub about: SheetAbout,
    /// What is asked once, wherever it stands.
    pub key: String,
    pub written: String,
    pub choices: Vec<SheetMeans>,
    /// The day that is named, where the question is of what "before" means.
    before: Option<Day>,
}

impl Asked {
    pub fn new(about: SheetAbout, written: &str, choices: Vec<SheetMeans>) -> Self {
        Self {
            about,
            key: app::text::accented_key(written),
            written: written.trim().to_owned(),
            choices,
            before: None,
        }
    }

    /// What is asked once for all that `key` is of, whatever the words.
    pub fn of_all(key: &str, about: SheetAbout, written: &str, choices: Vec<SheetMeans>) -> Self {
        Self {
            key: key.to_owned(),
            ..Self::new(about, written, choices)
        }
    }

    /// "Trước ngày 30/9": asked once for the whole plan.
    pub fn before(day: Day) -> Self {
        Self {
            key: String::new(),
            before: Some(day),
            ..Self::new(
                SheetAbout::Before,
                &format!("trước ngày {}", day.format("%d/%m/%Y")),
                vec![SheetMeans::TheDay, SheetMeans::DayBefore],
            )
        }
    }

    /// What a choice of it says.
    fn means(&self, choice: &SheetMeans) -> SheetMeans {
        let due = |day| SheetMeans::Due(SheetDue::Day(day));
        match (choice, self.before) {
            (SheetMeans::TheDay, Some(day)) => due(day),
            (SheetMeans::DayBefore, Some(day)) => due(day.pred_opt().unwrap_or(day)),
            (means, _) => means.clone(),
        }
    }

    /// The field of its answer: the same words are asked once, and an answer is of these words alone.
    fn field(&self) -> String {
        format!("q-{}", short(&format!("{:?} {}", self.about, self.key)))
    }
}

/// A choice by what it means: what was chosen means that also once others are offered.
fn code(means: &SheetMeans) -> String {
    match means {
        SheetMeans::Due(SheetDue::Words(_)) => "words".to_owned(),
        means => short(&format!("{means:?}")),
    }
}

fn short(text: &str) -> String {
    crate::db::milestone_events::sign(text)
        .chars()
        .take(16)
        .collect()
}

/// The questions of a plan, and what was answered.
#[derive(Debug, Default)]
pub(super) struct Questions {
    answers: BTreeMap<String, String>,
    pub all: Vec<SheetQuestion>,
}

impl Questions {
    pub fn new(answers: BTreeMap<String, String>) -> Self {
        Self {
            answers,
            all: Vec::new(),
        }
    }

    /// What sort of thing the task of a row is, where its reader says otherwise.
    pub fn kind(&self, row: usize) -> Option<WorkstreamKind> {
        WorkstreamKind::from_code(self.answers.get(&sheet_kind_field(row))?)
    }

    /// Asks, and says what was answered.
    pub fn ask(&mut self, asked: &Asked, row: usize) -> Option<SheetMeans> {
        let name = asked.field();
        let answer = self.answers.get(&name);
        let chosen = asked.choices.iter().find(|it| answer == Some(&code(it)));
        match self.all.iter_mut().find(|it| it.name == name) {
            Some(known) if known.rows.contains(&row) => {}
            Some(known) => known.rows.push(row),
            None => {
                let choices = asked.choices.iter().map(|means| SheetChoice {
                    code: code(means),
                    means: means.clone(),
                });
                self.all.push(SheetQuestion {
                    name,
                    about: asked.about,
                    written: asked.written.clone(),
                    rows: vec![row],
                    choices: choices.collect(),
                    chosen: chosen.map(code),
                });
            }
        }
        chosen.map(|it| asked.means(it))
    }
}
