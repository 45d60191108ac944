//! What is done to many at once, as rows of the campaign's files.
mod companies;
mod deadlines;
mod milestones;
mod reorganise;

use app::{
    domain::{Day, Nearest, Terms, UnitKind, typed_day},
    text::{self, Lang, plan_wrong},
    views::{PlanAct, PlanFile, PlanWrong},
};

use super::{
    look::{self, Changed},
    rows_of::Rows,
    typed::Fields,
};
use crate::{
    board::{PlanUnit, ScopedBoard},
    import::{Cells, Complaint},
    web::{error::WebError, visit::Visit},
};

/// Complaints that are told.
const SHOWN: usize = 30;

/// What is wrong with a form for many.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// Beside a field, by its name.
    pub beside: Vec<(&'static str, String)>,
    pub whole: Vec<String>,
}

impl Wrong {
    pub fn whole(whole: Vec<String>) -> Self {
        Self {
            whole,
            ..Self::default()
        }
    }

    fn add(&mut self, lang: Lang, field: &'static str, wrong: PlanWrong) {
        self.beside.push((field, plan_wrong(lang, &wrong)));
    }

    fn any(&self) -> bool {
        !(self.beside.is_empty() && self.whole.is_empty())
    }

    /// What was read, unless something is wrong.
    fn or<T>(self, read: T) -> Result<T, Self> {
        if self.any() { Err(self) } else { Ok(read) }
    }
}

/// A form as it is first given.
pub(super) fn first(act: PlanAct) -> Fields {
    let mut fields = Fields::default();
    let chosen: &[(&str, &str)] = match act {
        PlanAct::Milestones => &[("kind", "product"), ("weight", "1"), ("party", "unit")],
        PlanAct::Companies => &[("role", "lead")],
        PlanAct::Units => &[("assignments", "yes"), ("people", "yes")],
        PlanAct::Deadlines => &[],
    };
    for (name, value) in chosen {
        fields.set(name, value);
    }
    fields
}

/// The fields of a form beside which something may be wrong, with those of its decision.
pub(super) fn fields(act: PlanAct) -> Vec<&'static str> {
    let decision = ["decision", "reason", "approver"];
    asked(act).iter().copied().chain(decision).collect()
}

/// Whether a form asks for a field beside which something is wrong.
pub(super) fn asks(act: PlanAct, field: &str) -> bool {
    asked(act).contains(&field)
}

const fn asked(act: PlanAct) -> &'static [&'static str] {
    match act {
        PlanAct::Milestones => &[
            "workstream",
            "title",
            "kind",
            "weight",
            "product",
            "deadline",
            "kinds",
        ],
        PlanAct::Deadlines => &["workstream", "title", "closing", "deadline", "kinds"],
        PlanAct::Companies => &["partner", "role", "from", "kinds"],
        PlanAct::Units => &["closing", "into", "elsewhere"],
    }
}

/// Rows of files, each under the name of its file.
type FileRows = Vec<(&'static str, Rows)>;

/// What a form stands for.
pub(super) async fn change(
    visit: &Visit,
    act: PlanAct,
    fields: &Fields,
) -> Result<Result<Changed, Wrong>, WebError> {
    let board = visit.read_anew().await?;
    let rows = match act {
        PlanAct::Milestones => milestones::rows(visit, &board, fields),
        PlanAct::Deadlines => deadlines::rows(visit, &board, fields),
        PlanAct::Companies => companies::rows(visit, &board, fields),
        PlanAct::Units => reorganise::rows(visit, &board, fields),
    };
    let rows = match rows {
        Ok(rows) => rows,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut files = look::files(visit)?;
    for (file, rows) in rows.into_iter().filter(|(_, rows)| !rows.0.is_empty()) {
        files.set(file, rows.as_csv()?);
    }
    let accounts = match act {
        PlanAct::Units => reorganise::accounts(visit, fields).await?,
        _ => Vec::new(),
    };
    let notes = match act {
        PlanAct::Milestones => milestones::notes(visit, &board, fields),
        _ => Vec::new(),
    };
    Ok(Ok(Changed {
        accounts,
        notes,
        many: true,
        ..Changed::rows(files)
    }))
}

/// Complaints in words: what is wrong with every row is told once.
pub(super) fn told(lang: Lang, complaints: &[Complaint]) -> Wrong {
    let columns = [
        "decision", "reason", "approver", "title", "deadline", "weight", "kind", "product", "role",
    ];
    let (beside, mut whole) = look::sorted(lang, PlanFile::Milestones, complaints, &columns);
    let mut wrong = Wrong::default();
    for (column, words) in beside {
        let known = wrong.beside.iter().any(|(it, _)| *it == column);
        if known {
            whole.push(words);
        } else {
            wrong.beside.push((column, words));
        }
    }
    let said: Vec<String> = wrong
        .beside
        .iter()
        .map(|(_, words)| words.clone())
        .collect();
    whole.retain(|it| !said.contains(it));
    whole.dedup();
    whole.truncate(SHOWN);
    wrong.whole = whole;
    wrong
}

/// The units that a form is for: those with the codes, else the open ones of the kinds ticked.
fn chosen_units(
    board: &ScopedBoard,
    fields: &Fields,
    lang: Lang,
    wrong: &mut Wrong,
) -> Vec<PlanUnit> {
    let all = board.plan_units();
    let codes = codes(fields.get("codes"));
    if !codes.is_empty() {
        return units_named(&all, &codes, "kinds", lang, wrong);
    }
    let ticked = |kind: UnitKind| fields.typed.ticked("kinds", kind.code());
    let chosen = all.into_iter().filter(|it| it.open && ticked(it.unit.kind));
    let chosen: Vec<PlanUnit> = chosen.collect();
    if chosen.is_empty() {
        wrong.add(lang, "kinds", PlanWrong::NoUnits);
    }
    chosen
}

/// The open units with these codes; what names none is told beside a field.
fn units_named(
    all: &[PlanUnit],
    codes: &[&str],
    field: &'static str,
    lang: Lang,
    wrong: &mut Wrong,
) -> Vec<PlanUnit> {
    let mut found: Vec<PlanUnit> = Vec::new();
    for code in codes {
        match all
            .iter()
            .find(|it| it.open && it.unit.code.as_str() == *code)
        {
            Some(unit) if found.iter().any(|it| it.unit.code == unit.unit.code) => {}
            Some(unit) => found.push(unit.clone()),
            None => wrong.add(lang, field, PlanWrong::UnknownUnit((*code).to_owned())),
        }
    }
    found
}

/// Codes as they are typed: by commas, semicolons, blanks or lines.
fn codes(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';', ' ', '\t', '\r', '\n']);
    parts.filter(|it| !it.is_empty()).collect()
}

/// A day that must be there.
fn day(
    visit: &Visit,
    fields: &Fields,
    field: &'static str,
    nearest: Nearest,
    wrong: &mut Wrong,
) -> Option<Day> {
    let day = typed_day(fields.get(field), visit.frame.today, nearest);
    if day.is_none() {
        let problem = match fields.get(field) {
            "" => PlanWrong::Missing,
            _ => PlanWrong::NotADay,
        };
        wrong.add(visit.lang(), field, problem);
    }
    day
}

/// A text that must be there.
fn required<'a>(
    visit: &Visit,
    fields: &'a Fields,
    field: &'static str,
    wrong: &mut Wrong,
) -> &'a str {
    let typed = fields.get(field);
    if typed.is_empty() {
        wrong.add(visit.lang(), field, PlanWrong::Missing);
    }
    typed
}

/// What a row of a milestone that stands must say, with the decision.
fn milestone_cells(fields: &Fields, terms: &Terms) -> Cells {
    let mut row = fields.grounds();
    row.insert("id", terms.id.to_string());
    row.insert("unit", terms.duty.unit.to_string());
    row.insert("workstream", terms.duty.workstream.to_string());
    row.insert("kind", terms.kind.code().to_owned());
    row.insert("title", terms.title.to_string());
    row
}

/// The same however it is typed, marks and capitals aside.
fn has_words(text: &str, words: &str) -> bool {
    text::search_key(text).contains(&text::search_key(words))
}
