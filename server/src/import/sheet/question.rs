//! What has two readings, and the answers that came.
use std::collections::{BTreeMap, HashMap};

use app::{
    domain::{Day, Every, WorkstreamKind, parse_day},
    text::accented_key,
    views::{
        SheetAbout, SheetChoice, SheetDue, SheetMeans, SheetOther, SheetQuestion, SheetRhythm,
        SheetWho, sheet_kind_field, sheet_other_field,
    },
};

use super::{
    Standing,
    due::plainly,
    eve::{END_OF_MONTH, eve as rhythm_eve},
};

/// Something in a cell that has more than one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub about: SheetAbout,
    /// What is asked once, wherever it stands.
    pub key: String,
    pub written: String,
    pub choices: Vec<SheetMeans>,
    /// What may be answered beside them.
    pub other: Option<SheetOther>,
    /// What is named, where the question is of what "before" means.
    before: Option<SheetDue>,
    /// What the campaign shows to be the answer, where its choices do not tell.
    shows: Option<SheetMeans>,
    /// Nobody else leads what is to be handed over: whoever cannot is no answer, whatever the row.
    must_lead: bool,
}

/// By what an answer of one's own is understood.
pub(super) trait Others {
    /// Whoever is meant by a name or a code that was typed.
    fn called(&self, typed: &str) -> Option<SheetWho>;
    /// Whoever may be answered, although it was not offered.
    fn all(&self) -> Vec<SheetWho>;
}

impl Asked {
    pub fn new(about: SheetAbout, written: &str, choices: Vec<SheetMeans>) -> Self {
        Self {
            about,
            key: accented_key(written),
            written: written.trim().to_owned(),
            choices,
            other: None,
            before: None,
            shows: None,
            must_lead: false,
        }
    }

    /// The same, of which the campaign shows the answer.
    pub fn shown_as(self, shows: Option<SheetMeans>) -> Self {
        Self { shows, ..self }
    }

    /// The same of a lead without whom what is due would be refused as nobody's.
    pub fn must_lead(mut self) -> Self {
        self.choices.retain(may_lead);
        self.must_lead = true;
        self
    }

    /// Whether nobody may be answered, and the campaign shows none of its choices: in a task that
    /// stands there it was.
    pub fn shows_nobody(&self, shown: &Shown) -> Option<SheetMeans> {
        let nobody = |it: &&SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Nobody(_)));
        let nobody = self.choices.iter().find(nobody)?;
        self.shown(shown).is_none().then(|| nobody.clone())
    }

    /// The same with an answer of one's own.
    pub fn or(self, other: SheetOther) -> Self {
        Self {
            other: Some(other),
            ..self
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
        let written = format!("trước ngày {}", day.format("%d/%m/%Y"));
        Self::before_due(&written, SheetDue::Day(day))
    }

    /// The same of a day of each period.
    pub fn before_due(written: &str, due: SheetDue) -> Self {
        Self {
            key: String::new(),
            before: Some(due),
            ..Self::new(
                SheetAbout::Before,
                written,
                vec![SheetMeans::TheDay, SheetMeans::DayBefore],
            )
        }
    }

    /// What recurs whatever is answered.
    pub fn recurs(&self) -> Option<SheetRhythm> {
        let rhythm = |it: &SheetMeans| match self.means(it) {
            SheetMeans::Due(SheetDue::Rhythm(it)) => Some(it),
            _ => None,
        };
        let all: Option<Vec<SheetRhythm>> = self.choices.iter().map(rhythm).collect();
        all?.first().copied()
    }

    /// What its choices say.
    pub fn all(&self) -> Vec<SheetMeans> {
        self.choices.iter().map(|it| self.means(it)).collect()
    }

    /// What a choice of it says.
    fn means(&self, choice: &SheetMeans) -> SheetMeans {
        match (choice, &self.before) {
            (SheetMeans::TheDay, Some(it)) => SheetMeans::Due(it.clone()),
            (SheetMeans::DayBefore, Some(it)) => SheetMeans::Due(eve(it)),
            (means, _) => means.clone(),
        }
    }

    /// What a code says that is none of a choice's.
    fn of_code(&self, code: &str, others: &impl Others) -> Option<SheetMeans> {
        match self.other? {
            SheetOther::Day => parse_day(code).map(due).or_else(|| rhythm_of(code)),
            SheetOther::Unit => {
                let all = others.all().into_iter().map(SheetMeans::Who);
                all.into_iter().find(|it| self::code(it) == code)
            }
        }
    }

    /// What was typed where no choice was right.
    fn of_words(&self, typed: &str, others: &impl Others) -> Option<SheetMeans> {
        match self.other? {
            SheetOther::Day => parse_day(&plainly(typed)).map(due).or_else(|| {
                // Of two readings the one that is offered.
                let read = super::due::typed(&plainly(typed));
                let offered = only(read.iter().filter(|it| self.choices.contains(it)));
                offered.or_else(|| only(read.iter())).cloned()
            }),
            SheetOther::Unit => others.called(typed).map(SheetMeans::Who),
        }
    }

    /// What the campaign shows already: the one choice that is of it, else the one answer of one's own
    /// that is.
    fn shown(&self, shown: &Shown) -> Option<SheetMeans> {
        let choices = self.choices.iter();
        let of_it = || choices.clone().filter(|it| shown.has(&self.means(it)));
        // Of several that the campaign has, all of them; who helps there does not lead.
        let all = of_it().find(|it| match it {
            SheetMeans::AllOf(all) | SheetMeans::AllBut(all, _)
                if self.about == SheetAbout::Lead =>
            {
                all.iter().all(|it| shown.leads.contains(it))
            }
            it => matches!(
                it,
                SheetMeans::AllOf(_) | SheetMeans::AllBut(..) | SheetMeans::FirstOf(_)
            ),
        });
        if let Some(it) = all.or_else(|| only(of_it())) {
            return Some(it.clone());
        }
        if self.shows.is_some() {
            return self.shows.clone();
        }
        match (self.other?, self.about) {
            (SheetOther::Unit, SheetAbout::Lead | SheetAbout::CompanyLead) => {
                only(shown.leads.iter()).cloned().map(SheetMeans::Who)
            }
            (SheetOther::Unit, _) => None,
            (SheetOther::Day, _) => {
                let day = |it: &&SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Day(_)));
                let rhythm = |it: &&SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Rhythm(_)));
                let mut days = shown.means.iter().filter(day).peekable();
                match days.peek() {
                    Some(_) => only(days).cloned(),
                    None => only(shown.means.iter().filter(rhythm)).cloned(),
                }
            }
        }
    }

    /// The field of its answer: the same words are asked once, and an answer is of these words alone.
    fn field(&self) -> String {
        format!("q-{}", short(&format!("{:?} {}", self.about, self.key)))
    }
}

/// What a campaign has of a task: an answer that was given is not asked for again.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub means: Vec<SheetMeans>,
    pub leads: Vec<SheetWho>,
    /// It is a database, whose row is of another file.
    pub database: bool,
    /// What is to be handed over, by product and by title.
    pub products: Vec<String>,
    /// The same with its deadline, by unit.
    pub standing: Vec<Standing>,
}

impl Shown {
    /// Whether something is to be handed over, and not this.
    pub fn has_other_products(&self, name: &str) -> bool {
        let name = accented_key(name);
        let mut own = self.products.iter().map(|it| accented_key(it));
        !self.products.is_empty() && own.all(|it| it != name)
    }

    /// The one unit or group that helps and is none of these.
    pub fn helper_beside(&self, named: &[&SheetWho]) -> Option<SheetMeans> {
        let helps = |it: &&SheetMeans| match it {
            SheetMeans::Who(who) => {
                who.leads() && !self.leads.contains(who) && !named.contains(&who)
            }
            _ => false,
        };
        only(self.means.iter().filter(helps)).cloned()
    }

    /// Whether somebody has a part in it and does not lead it.
    fn helps(&self, who: &SheetWho) -> bool {
        let part = SheetMeans::Who(who.clone());
        self.means.contains(&part) && !self.leads.contains(who)
    }

    /// Whether it has something, wherever its first period stands.
    pub fn has(&self, means: &SheetMeans) -> bool {
        match means {
            SheetMeans::Due(SheetDue::Rhythm(it)) => {
                let bare = SheetRhythm { first: None, ..*it };
                let bare = SheetMeans::Due(SheetDue::Rhythm(bare));
                self.means.contains(&bare)
            }
            SheetMeans::AllOf(all) | SheetMeans::AllBut(all, _) => {
                let leads = all.iter().filter(|it| self.leads.contains(it)).count();
                leads == all.len() || (leads == 0 && all.iter().all(|it| self.helps(it)))
            }
            SheetMeans::FirstOf(all) => {
                let mut all = all.iter();
                all.next().is_some_and(|it| self.leads.contains(it)) && all.all(|it| self.helps(it))
            }
            means => self.means.contains(means),
        }
    }
}

/// Whether a choice of a lead is not refused afterwards.
const fn may_lead(it: &SheetMeans) -> bool {
    match it {
        SheetMeans::Who(who) => who.leads(),
        SheetMeans::OnlyNamed => false,
        _ => true,
    }
}

/// The deadline that ends a day earlier.
fn eve(due: &SheetDue) -> SheetDue {
    match due {
        SheetDue::Day(day) => SheetDue::Day(day.pred_opt().unwrap_or(*day)),
        SheetDue::Rhythm(it) => SheetDue::Rhythm(rhythm_eve(it).unwrap_or(*it)),
        due => due.clone(),
    }
}

/// The one there is.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

const fn due(day: Day) -> SheetMeans {
    SheetMeans::Due(SheetDue::Day(day))
}

/// A choice by what it means: what was chosen means that also once others are offered.
fn code(means: &SheetMeans) -> String {
    match means {
        SheetMeans::Due(SheetDue::Words(_)) => "words".to_owned(),
        SheetMeans::Due(SheetDue::Day(day)) => day.to_string(),
        SheetMeans::Due(SheetDue::Rhythm(it)) if it.first.is_none() => {
            let after = if it.after { AFTER } else { "" };
            format!("{}-{}{after}", it.every.code(), it.due)
        }
        means => short(&format!("{means:?}")),
    }
}

/// How the code of a rhythm ends that is due behind its period.
const AFTER: &str = "-after";

/// The rhythm that a code is of.
fn rhythm_of(code: &str) -> Option<SheetMeans> {
    let (bare, after) = match code.strip_suffix(AFTER) {
        Some(bare) => (bare, true),
        None => (code, false),
    };
    let (every, due) = bare.split_once('-')?;
    let rhythm = SheetRhythm {
        every: Every::from_code(every)?,
        due: due
            .parse()
            .ok()
            .filter(|it| (1..=END_OF_MONTH).contains(it))?,
        after,
        first: None,
    };
    Some(SheetMeans::Due(SheetDue::Rhythm(rhythm)))
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
    /// Where each stands, by its field.
    places: HashMap<String, usize>,
    /// What was answered, by the field of the question.
    chosen: BTreeMap<String, Option<SheetMeans>>,
}

impl Questions {
    pub fn new(answers: BTreeMap<String, String>) -> Self {
        Self {
            answers,
            ..Self::default()
        }
    }

    /// What sort of thing the task of a row is, where its reader says otherwise.
    pub fn kind(&self, row: usize) -> Option<WorkstreamKind> {
        WorkstreamKind::from_code(self.answers.get(&sheet_kind_field(row))?)
    }

    /// Asks, and says what was answered. `shown`: what the campaign has of the task of this row.
    pub fn ask(
        &mut self,
        asked: &Asked,
        row: usize,
        shown: &Shown,
        others: &impl Others,
    ) -> Option<SheetMeans> {
        let name = asked.field();
        if self.places.contains_key(&name) {
            self.stands(&name, row);
            if asked.must_lead {
                self.narrow(&name);
            }
        } else {
            self.first(asked, row, &name, others);
        }
        if self.chosen.get(&name).is_none_or(Option::is_none) {
            self.take(&name, asked.shown(shown));
        }
        let chosen = self.chosen.get(&name)?.as_ref()?;
        Some(asked.means(chosen))
    }

    /// Who leads where a name stands, as it was answered.
    pub fn lead_of(&self, name: &str) -> Option<SheetMeans> {
        let of_name = |it: &&SheetQuestion| it.about == SheetAbout::Lead && it.written == name;
        let asked = self.all.iter().find(of_name)?;
        self.chosen.get(&asked.name)?.clone()
    }

    /// A question stands in another row too.
    pub fn stands_in(&mut self, asked: &Asked, row: usize) {
        self.stands(&asked.field(), row);
    }

    fn stands(&mut self, name: &str, row: usize) {
        let rows = self.named(name).map(|it| &mut it.rows);
        if let Some(rows) = rows
            && let Err(at) = rows.binary_search(&row)
        {
            rows.insert(at, row);
        }
    }

    fn named(&mut self, name: &str) -> Option<&mut SheetQuestion> {
        self.all.get_mut(*self.places.get(name)?)
    }

    /// Leaves those choices alone that may lead.
    fn narrow(&mut self, name: &str) {
        if let Some(known) = self.named(name) {
            known.choices.retain(|it| may_lead(&it.means));
            let offered = known.chosen.as_ref();
            let offered = offered.is_none_or(|it| known.choices.iter().any(|c| c.code == *it));
            if !offered {
                known.chosen = None;
                self.chosen.insert(name.to_owned(), None);
            }
        }
    }

    /// A question that was not asked before, with the answer of the form.
    fn first(&mut self, asked: &Asked, row: usize, name: &str, others: &impl Others) {
        let typed = self.answers.get(&sheet_other_field(name));
        let typed = typed.map_or("", |it| it.trim()).to_owned();
        let chosen = if typed.is_empty() || asked.other.is_none() {
            let answer = self.answers.get(name);
            let offered = asked.choices.iter().find(|it| answer == Some(&code(it)));
            let offered = offered.cloned();
            offered.or_else(|| asked.of_code(answer?, others))
        } else {
            asked.of_words(&typed, others)
        };
        let mut choices = asked.choices.clone();
        choices.extend(chosen.clone().filter(|it| !asked.choices.contains(it)));
        let choices = choices.into_iter().map(|means| SheetChoice {
            code: code(&means),
            means,
        });
        self.places.insert(name.to_owned(), self.all.len());
        self.all.push(SheetQuestion {
            name: name.to_owned(),
            about: asked.about,
            written: asked.written.clone(),
            rows: vec![row],
            choices: choices.collect(),
            chosen: chosen.as_ref().map(code),
            other: asked.other,
            accompanied: Vec::new(),
            secret: false,
            typed: if chosen.is_none() {
                typed
            } else {
                String::new()
            },
        });
        self.chosen.insert(name.to_owned(), chosen);
    }

    /// Takes what is known from elsewhere for an answer, where none came.
    pub fn settle(&mut self, asked: &Asked, means: SheetMeans) {
        self.take(&asked.field(), Some(means));
    }

    fn take(&mut self, name: &str, chosen: Option<SheetMeans>) {
        // What was typed and not understood is to be put right.
        if let Some(known) = self.named(name).filter(|it| it.typed.is_empty()) {
            if let Some(means) = chosen.clone()
                && known.choices.iter().all(|it| it.means != means)
            {
                let code = code(&means);
                known.choices.push(SheetChoice { code, means });
            }
            known.chosen = chosen.as_ref().map(code);
            self.chosen.insert(name.to_owned(), chosen);
        }
    }
}
