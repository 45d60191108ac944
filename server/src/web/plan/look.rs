//! What a change of the plan would write and move, and writing it once that was read.
use std::collections::BTreeMap;

use app::{
    Page,
    domain::{About, Event, IndicatorCode, MilestoneId},
    text::{self, Lang, clock_time},
    views::{Away, PlanCalled, PlanChange, PlanFile, PlanForm, PlanLine, PlanNames, PlanPreview},
};

use axum::{http::StatusCode, response::Response};

use super::typed::Fields;
use crate::{
    board::ScopedBoard,
    db::{audit, milestone_events::sign, people::Person},
    import::{By, Complaint, Files, ImportError, Preview, Problem, apply_by, plan_files_beside},
    web::{error::WebError, export, visit::Visit},
};

/// Changes among which a form that comes twice is looked for.
const LATELY: i64 = 200;

/// How often a change is computed anew because something else was recorded meanwhile.
const TRIES: usize = 4;

/// What a form stands for.
pub(super) struct Changed {
    /// Rows of the plan.
    pub files: Files,
    /// Accounts that get other terms with it, each as it was and as it is to be.
    pub accounts: Vec<(Person, Person)>,
    /// What its reader should know of it, beside what the import notes.
    pub notes: Vec<String>,
    /// It is of many rows: who saves it says that it was read.
    pub many: bool,
    /// The rows of the table that its lines come from, by file.
    pub places: BTreeMap<&'static str, Vec<usize>>,
}

impl Changed {
    /// A complaint or a note, with the row of the table that it is about.
    pub fn in_its_row(&self, lang: Lang, it: &Complaint) -> String {
        let row = || {
            let line = usize::try_from(it.line?).ok()?;
            // Under the line of columns.
            self.places.get(it.file.as_str())?.get(line.checked_sub(2)?)
        };
        let words = it.problem.in_a_form();
        match row() {
            Some(row) => text::sheet_in_row(lang, *row, &words),
            None => words,
        }
    }

    /// Whether it is of many, and nobody said that what it moves was read.
    fn must_be_read(&self, fields: &Fields) -> bool {
        self.many && fields.unread()
    }

    /// Rows of the plan alone.
    pub const fn rows(files: Files) -> Self {
        Self {
            files,
            accounts: Vec::new(),
            notes: Vec::new(),
            many: false,
            places: BTreeMap::new(),
        }
    }
}

/// What came of a form.
pub(super) enum Came {
    /// Written at this place in the order; 0 where it had been written before.
    Written(i64),
    Nothing,
    Wrong(Vec<Complaint>),
    Refused(Vec<String>),
    /// What it moves, to be read. `overtaken`: it was to be written, and is not what was read.
    Shown {
        preview: Box<PlanPreview>,
        overtaken: bool,
    },
}

/// Looks at what a form says, or writes it. `told`: what the audit says of it.
pub(super) async fn send(
    visit: &Visit,
    change: &Changed,
    fields: &Fields,
    told: &str,
) -> Result<Came, WebError> {
    let (_, seen) = PlanForm::signs(&fields.seen);
    let writes = fields.writes();
    let looked = match writes && !change.must_be_read(fields) {
        true => match write(visit, change, fields, told).await? {
            Sent::Written(place) => return Ok(Came::Written(place)),
            // The same form came twice.
            Sent::Shown(Looked::Nothing) if !seen.is_empty() => return Ok(Came::Written(0)),
            // It was being written when it was asked whether it had been.
            Sent::Shown(_) if is_written(visit, &fields.seen).await? => {
                return Ok(Came::Written(0));
            }
            Sent::Shown(looked) => looked,
        },
        false => look(visit, change).await?,
    };
    Ok(match looked {
        Looked::Wrong(complaints) => Came::Wrong(complaints),
        Looked::Refused(told) => Came::Refused(told),
        Looked::Nothing => Came::Nothing,
        Looked::Sound(sound) => Came::Shown {
            preview: Box::new(sound.shown),
            overtaken: writes && !change.must_be_read(fields),
        },
    })
}

/// What stands in the way of a change, or what it is.
enum Looked {
    /// Complaints of its rows.
    Wrong(Vec<Complaint>),
    /// It would do what its reader may not do.
    Refused(Vec<String>),
    /// It says what stands already.
    Nothing,
    Sound(Box<Sound>),
}

/// A change that can be written.
struct Sound {
    preview: Preview,
    shown: PlanPreview,
}

/// What became of a change.
enum Sent {
    /// At this place in the order.
    Written(i64),
    /// It was not read as it stands now, or not at all, or is not sound.
    Shown(Looked),
}

/// Reads rows of the plan, judges them, and computes what they move today. Writes nothing.
async fn look(visit: &Visit, change: &Changed) -> Result<Looked, WebError> {
    let now = visit.app.clock.now();
    let today = visit.app.live.today().await?;
    let preview = plan_files_beside(&visit.app.db, &today, &change.files, now)
        .await
        .map_err(failed)?;
    if !preview.sound() {
        return Ok(Looked::Wrong(preview.report.errors));
    }
    if preview.nothing() {
        return Ok(Looked::Nothing);
    }
    let board = visit.read_now().await?;
    let refused = refused(visit, &board, &preview)?;
    if !refused.is_empty() {
        return Ok(Looked::Refused(refused));
    }
    let effect = board.planned(preview.facts(now)?);
    let names = with_new(board.plan_names(), &preview);
    let mut all = lines(&preview, &names.by_code());
    all.extend(change.accounts.iter().map(account_line));
    // What falls is told first.
    let mut told: Vec<&Complaint> = preview.report.notes.iter().collect();
    told.sort_by_key(|it| {
        !matches!(
            it.problem,
            Problem::AcceptanceFalls(_) | Problem::ReportWaits { .. }
        )
    });
    let lang = visit.lang();
    let noted = told.into_iter().map(|it| change.in_its_row(lang, it));
    let notes: Vec<String> = change.notes.iter().cloned().chain(noted).collect();
    // What others report meanwhile moves figures, but not what this change is.
    let read = format!("{all:?} {notes:?} {:?} {:?}", effect.orphaned, effect.turns);
    let rows = all.len();
    let mut parts: Vec<(&'static str, usize)> = Vec::new();
    for line in &all {
        match parts.iter_mut().find(|(file, _)| *file == line.file) {
            Some((_, rows)) => *rows += 1,
            None => parts.push((line.file, 1)),
        }
    }
    let shown = PlanPreview {
        sign: sign(&read),
        at: clock_time(now, visit.zone()),
        lines: all,
        rows,
        parts,
        notes,
        effect,
    };
    Ok(Looked::Sound(Box::new(Sound { preview, shown })))
}

/// Writes a change if it is still what its reader read, by the sign of it.
async fn write(
    visit: &Visit,
    change: &Changed,
    fields: &Fields,
    told: &str,
) -> Result<Sent, WebError> {
    let (_, seen) = PlanForm::signs(&fields.seen);
    let viewer = visit.viewer()?;
    let source = visit.from.to_string();
    for _ in 0..TRIES {
        let looked = look(visit, change).await?;
        let Looked::Sound(sound) = &looked else {
            return Ok(Sent::Shown(looked));
        };
        if sound.shown.sign != seen {
            return Ok(Sent::Shown(looked));
        }
        let by = By {
            person: Some(&viewer.username),
            account: Some(&viewer.person),
            source: &source,
            act: Some(told),
            form: &fields.seen,
            accounts: &change.accounts,
        };
        let now = visit.app.clock.now();
        match apply_by(&visit.app.db, &sound.preview, now, by).await {
            Ok(applied) => return Ok(Sent::Written(applied.seq.unwrap_or_default())),
            Err(ImportError::Moved | ImportError::Over(_)) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    if is_written(visit, &fields.seen).await? {
        return Ok(Sent::Written(0));
    }
    Err(WebError::Away(
        Away::Busy,
        "the plan was written to all the time".to_owned(),
    ))
}

pub(super) fn failed(error: ImportError) -> WebError {
    match error {
        ImportError::Db(error) => error.into(),
        other => WebError::Internal(other.to_string()),
    }
}

/// What an officer may not do: by the life of a milestone, and to promises of the own unit.
fn refused(visit: &Visit, board: &ScopedBoard, preview: &Preview) -> Result<Vec<String>, WebError> {
    let lang = visit.lang();
    let viewer = visit.viewer()?;
    let mut told = Vec::new();
    let refuses = |id: &str, event| board.plan_refuses(&MilestoneId::parse(id).ok()?, event);
    // The day of an event is of all that run from it, not of the own unit alone.
    let mut moved = preview.moved().iter();
    let of_others = moved.any(|id| refuses(id, Event::Extended).is_none());
    for (id, event) in preview.happens() {
        if of_others && preview.moved().iter().any(|it| it == id) {
            continue;
        }
        let Ok(id) = MilestoneId::parse(id) else {
            continue;
        };
        // What falls with a value is no decision on its own.
        if event == Event::Revoked {
            continue;
        }
        if let Some((title, refusal)) = board.plan_refuses(&id, event) {
            told.push(format!("{title}: {}", text::refusal(lang, refusal)));
        }
    }
    if let Some(own) = &viewer.unit {
        let mut units = preview.duties_redefined(|indicator| {
            let code = IndicatorCode::parse(indicator).ok()?;
            let duty = board.duty_of(&About::Indicator(code))?;
            Some(duty.unit.to_string())
        });
        let changed = preview.units_changed().any(|unit| unit == own.as_str());
        let excepted = preview.excepted();
        let mut excepted = excepted.filter_map(|code| board.unit_of_rhythm(code));
        let changed = changed || excepted.any(|unit| unit == *own);
        if changed || units.any(|unit| unit == own.as_str()) {
            told.push(text::plan_own_unit(lang, &board.unit_named(own)));
        }
    }
    told.sort();
    told.dedup();
    Ok(told)
}

/// An account that goes on elsewhere.
fn account_line((before, after): &(Person, Person)) -> PlanLine {
    let cell = |it: &Person| it.unit.clone().unwrap_or_default();
    PlanLine {
        file: "people.csv",
        label: format!("{} {}", after.username, after.name),
        changes: vec![PlanChange {
            column: "unit".to_owned(),
            was: cell(before),
            now: cell(after),
        }],
        said: Vec::new(),
    }
}

/// What rows are called by, those too that a change adds.
fn with_new(mut names: PlanNames, preview: &Preview) -> PlanNames {
    for file in &preview.files {
        let all = match file.file {
            "units.csv" => &mut names.units,
            "programme.csv" | "databases.csv" => &mut names.workstreams,
            "bodies.csv" => &mut names.bodies,
            "triggers.csv" => &mut names.triggers,
            "groups.csv" => &mut names.groups,
            _ => continue,
        };
        // Their labels are code and name.
        let labels = file.new.iter().map(|it| it.label.split_once(' '));
        all.extend(
            labels
                .flatten()
                .map(|(code, name)| (code.to_owned(), name.into())),
        );
    }
    names
}

/// The rows that would be written, file by file.
fn lines(preview: &Preview, names: &PlanCalled<'_>) -> Vec<PlanLine> {
    let mut lines = Vec::new();
    let say = |file: &str, label: &str| {
        let code = file.strip_suffix(".csv").unwrap_or(file);
        PlanFile::from_code(code).map_or_else(|| label.to_owned(), |it| names.say(it, label))
    };
    for file in &preview.files {
        for change in file.new.iter().chain(&file.changed) {
            let changes = change.differences.iter().map(|it| PlanChange {
                column: it.column.to_owned(),
                was: it.was.clone(),
                now: it.now.clone(),
            });
            lines.push(PlanLine {
                file: file.file,
                label: say(file.file, &change.label),
                changes: changes.collect(),
                said: said(change),
            });
        }
    }
    let led = preview.led.iter().map(|label| PlanLine {
        file: "duties.csv",
        label: say("duties.csv", label),
        changes: Vec::new(),
        said: Vec::new(),
    });
    lines.extend(led);
    lines
}

/// Whether a form of a name of its own was carried out already: it came twice.
pub(super) async fn is_written(visit: &Visit, form: &str) -> Result<bool, WebError> {
    let (name, sign) = PlanForm::signs(form);
    // What a row was is no name: it may be that again.
    if uuid::Uuid::parse_str(name).is_err() || sign.is_empty() {
        return Ok(false);
    }
    let lines = audit::of_plan(&visit.app.db, LATELY).await?;
    Ok(lines.iter().any(|it| it.detail.ends_with(form)))
}

/// Files that the office of this campaign writes, of none as yet.
pub(super) fn files(visit: &Visit) -> Result<Files, WebError> {
    let campaign = visit.frame.campaign.clone().ok_or(WebError::NoCampaign)?;
    Ok(Files::of_office(campaign))
}

/// The page with what a change moves, or all rows of it as a file, as was asked.
pub(super) fn shown(
    visit: &Visit,
    fields: &Fields,
    status: StatusCode,
    page: Page,
) -> Result<Response, WebError> {
    match fields.action.as_str() {
        "csv" => export::answer(&visit.frame, &page, "csv", ""),
        _ => Ok(visit.clone().page_with(status, page)),
    }
}

/// The answer to a form whose preview is to be read.
pub(super) const fn status(overtaken: bool) -> StatusCode {
    match overtaken {
        true => StatusCode::CONFLICT,
        false => StatusCode::OK,
    }
}

/// What a new row says, beside what it is called by.
fn said(change: &crate::import::Change) -> Vec<(String, String)> {
    const CALLED: [&str; 7] = [
        "unit",
        "workstream",
        "title",
        "name",
        "code",
        "provisional",
        "source",
    ];
    let cells = change.said.iter();
    cells
        .filter(|(column, cell)| !cell.is_empty() && !CALLED.contains(column))
        .map(|(column, cell)| ((*column).to_owned(), cell.clone()))
        .collect()
}

/// Whether a form was given to who sends it.
pub(super) fn is_own(visit: &Visit, account: &str) -> Result<bool, WebError> {
    Ok(visit.viewer()?.person == account)
}

/// A form as it is first given.
pub(super) fn given(visit: &Visit, seen: String) -> Result<PlanForm, WebError> {
    Ok(PlanForm {
        account: visit.viewer()?.person.clone(),
        seen,
        done: visit.query("done").parse().ok(),
        ..PlanForm::default()
    })
}

/// Complaints in words, each under its column, the rest together.
pub(super) fn sorted(
    lang: Lang,
    file: PlanFile,
    complaints: &[Complaint],
    columns: &[&'static str],
) -> (Vec<(&'static str, String)>, Vec<String>) {
    let (mut beside, mut rest) = (Vec::new(), Vec::new());
    for it in complaints {
        let column = it.column.as_deref().unwrap_or_default();
        let words = match &it.problem {
            Problem::NeedsDecision { was, now } => {
                text::plan_needs_decision(lang, file, column, was, now)
            }
            problem => problem.in_a_form(),
        };
        match columns.iter().find(|known| **known == column) {
            Some(known) => beside.push((*known, words)),
            None => rest.push(words),
        }
    }
    rest.dedup();
    (beside, rest)
}
