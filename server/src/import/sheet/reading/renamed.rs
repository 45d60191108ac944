//! A task of the plan that the table calls otherwise: its leads and its deadline are the same, and most words
//! of its title.
use std::collections::HashSet;

use app::{
    text::accented_key,
    views::{SheetAbout, SheetDue, SheetMeans, SheetNote, SheetWho},
};

use super::{
    super::{
        RowCells, Shown,
        columns::Column,
        due::{self, Said},
        question::Asked,
        who::{As, Read},
    },
    Reading,
    known::file_of,
};

/// How many of the words of two titles both have, at least, of all that they have.
const ALIKE: f64 = 0.7;

/// The most tasks that are offered.
const OFFERED: usize = 3;

impl Reading<'_> {
    /// Takes in the titles of a table: who has one of them is not called otherwise in it.
    pub fn titles<'r>(&mut self, rows: impl Iterator<Item = &'r RowCells<'r>>) {
        let titled: HashSet<String> = rows
            .map(|it| accented_key(&it.line(Column::Task)))
            .collect();
        for (code, title) in &self.beside.workstreams {
            let shown = self.beside.shown.get(code);
            let shown = shown.filter(|_| !titled.contains(&accented_key(title)));
            if let Some(shown) = shown.filter(|it| !it.leads.is_empty()) {
                let leads: Vec<&SheetWho> = shown.leads.iter().collect();
                let all = self.unnamed.entry(key_of(&leads)).or_default();
                all.push(Unnamed {
                    code: code.clone(),
                    title: title.clone(),
                    words: words_of(title),
                });
            }
        }
    }

    /// The task of the plan that a row is of although its title is none of the plan's, as was answered.
    pub(super) fn renamed(
        &mut self,
        row: usize,
        title: &str,
        cells: &RowCells<'_>,
    ) -> Option<String> {
        let all = self.like(title, cells);
        if all.is_empty() {
            return None;
        }
        let renamed = all.into_iter().take(OFFERED);
        let choices = renamed.map(|(code, title)| SheetMeans::Renamed(code, title));
        let choices = choices.chain([SheetMeans::OwnTask]).collect();
        let asked = Asked::new(SheetAbout::Renamed, title, choices);
        match self.ask(&asked, row, "") {
            Some(SheetMeans::Renamed(code, title)) if self.codes.take(&code, &title) => {
                let shown = self.beside.shown.get(&code)?;
                let file = file_of(shown);
                let note = SheetNote::Renamed {
                    file,
                    code: code.clone(),
                    title,
                };
                self.notes.push((row, note));
                Some(code)
            }
            _ => None,
        }
    }

    /// Tasks of the plan that no row has, with the leads and the deadline of one and most words of its title,
    /// the likest first.
    fn like(&self, title: &str, cells: &RowCells<'_>) -> Vec<(String, String)> {
        if self.unnamed.is_empty() {
            return Vec::new();
        }
        let leads = self.beside.known.read(cells.lines(Column::Lead), As::Lead);
        let leads: Option<Vec<&SheetWho>> = leads.iter().map(Read::one).collect();
        let all = leads.and_then(|it| self.unnamed.get(&key_of(&it)));
        let words = words_of(title);
        let due = due::read(&cells.line(Column::Due), self.span);
        let of_due = |it: &&Unnamed| {
            let shown = self.beside.shown.get(&it.code);
            shown.is_some_and(|shown| has(shown, &due)) && self.codes.is_free(&it.code, &it.title)
        };
        let like = all.into_iter().flatten().filter_map(|it| {
            let how = alike(&words, &it.words);
            (how >= ALIKE).then_some((how, it))
        });
        let mut like: Vec<(f64, &Unnamed)> = like.filter(|(_, it)| of_due(it)).collect();
        like.sort_by(|one, other| other.0.total_cmp(&one.0));
        let named = like
            .into_iter()
            .map(|(_, it)| (it.code.clone(), it.title.clone()));
        named.collect()
    }
}

/// A task of the plan whose title does not stand in the table.
pub(super) struct Unnamed {
    code: String,
    title: String,
    words: Vec<String>,
}

/// Leads, whatever their order.
fn key_of(leads: &[&SheetWho]) -> String {
    let mut all: Vec<String> = leads.iter().map(|it| format!("{it:?}")).collect();
    all.sort_unstable();
    all.concat()
}

/// Whether the plan has a deadline of a task, or one that it may be.
fn has(shown: &Shown, said: &Said) -> bool {
    let due = |it: &SheetDue| {
        let stands = |own: &super::super::Standing| own.told() == *it || own.due == *it;
        shown.has(&SheetMeans::Due(it.clone())) || shown.standing.iter().any(stands)
    };
    match said {
        Said::One(it) => due(it),
        Said::Asked(asked) => asked.all().iter().any(|it| match it {
            SheetMeans::Due(it) => due(it),
            _ => false,
        }),
    }
}

fn words_of(title: &str) -> Vec<String> {
    let key = accented_key(title);
    let words = key.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many of all words of both are of both.
fn alike(one: &[String], other: &[String]) -> f64 {
    let mut left: Vec<&String> = other.iter().collect();
    let mut both = 0;
    for word in one {
        if let Some(at) = left.iter().position(|it| *it == word) {
            left.swap_remove(at);
            both += 1;
        }
    }
    let all = one.len() + left.len();
    if all == 0 {
        0.0
    } else {
        f64::from(both) / all as f64
    }
}
