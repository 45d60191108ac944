//! `/plan/{file}/row` and `/plan/{file}/new`: one row of the plan.
use std::collections::BTreeMap;

use app::{
    Page,
    domain::{DutyKey, EVERY_UNIT, UnitCode, WorkstreamCode, local_day, parse_day},
    text::{self, Lang, clock_time},
    views::{
        Mistake, PlanChange, PlanElsewhere, PlanField, PlanFile, PlanForm, PlanOver, PlanPast,
        PlanRowPage, plan_row_path,
    },
};
use axum::{
    extract::{Path, RawForm},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    list::{named, over},
    look::{self, Came, Changed},
    rows_of::Rows,
    typed::Fields,
};
use crate::{
    db::{audit, milestone_events::sign},
    import::{
        Cells, Complaint, Files, Record, all_records, columns, decides, file_name, promised,
        subject,
    },
    ledger::{Placed, RedefinitionRow, one_after_another},
    web::{error::WebError, visit::Visit},
};

/// Columns that a form of a row has not: the decision is asked for once, below.
const APART: [&str; 4] = ["decision", "reason", "approver", "demo"];

/// `GET /plan/{file}/new`
pub async fn new_row(visit: Visit, Path(file): Path<String>) -> Result<Response, WebError> {
    let file = named_new(&file)?;
    let typed = prefilled(&visit, file);
    let page = page(&visit, file, None, typed, &Fields::default()).await?;
    Ok(visit.page(Page::PlanRow(Box::new(page))))
}

/// `POST /plan/{file}/new`
pub async fn send_new_row(
    visit: Visit,
    Path(file): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, WebError> {
    send(visit, named_new(&file)?, None, Fields::read(&body)).await
}

/// `GET /plan/{file}/row?key=`
pub async fn row(visit: Visit, Path(file): Path<String>) -> Result<Response, WebError> {
    let file = named(&file)?;
    let stands = Stands::find(&visit, file).await?;
    let typed = stands.cells.clone();
    let page = page(&visit, file, Some(&stands), typed, &Fields::default()).await?;
    Ok(visit.page(Page::PlanRow(Box::new(page))))
}

/// `POST /plan/{file}/row?key=`
pub async fn send_row(
    visit: Visit,
    Path(file): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, WebError> {
    let file = named(&file)?;
    let stands = Stands::find(&visit, file).await?;
    send(visit, file, Some(stands), Fields::read(&body)).await
}

/// There is one campaign, and no other can be added.
fn named_new(file: &str) -> Result<PlanFile, WebError> {
    let file = named(file)?;
    let one = file == PlanFile::Campaign;
    (!one).then_some(file).ok_or(WebError::NotFound)
}

/// What the address says of a new row: links from a duty or a unit name it.
fn prefilled(visit: &Visit, file: PlanFile) -> Cells {
    let (known, _) = columns(file);
    let asked = known.all().filter(|it| !visit.query(it).is_empty());
    asked.map(|it| (it, visit.query(it).to_owned())).collect()
}

/// A row as it stands, and all that it was.
struct Stands {
    key: String,
    label: String,
    cells: Cells,
    over: Option<PlanOver>,
    /// The sign of its last word.
    sign: String,
    past: Vec<Record>,
}

impl Stands {
    /// The row that the address names.
    async fn find(visit: &Visit, file: PlanFile) -> Result<Self, WebError> {
        // There is one campaign: its last row stands.
        let one = file == PlanFile::Campaign;
        let of = (!one).then(|| visit.query("key"));
        let past = all_records(&visit.app.db, file, of).await?;
        let last = past.last().ok_or(WebError::NotFound)?;
        let key = last.key.clone();
        let (label, seq, mut cells) = (last.label.clone(), last.seq, last.cells.clone());
        let mut happened = 0;
        let mut cancelled = false;
        if let Some(life) = visit.read()?.plan_life(file, &key) {
            // What stands, and not what was promised first.
            cells.extend(life.cells());
            happened = life.given;
            cancelled = life.cancelled;
        }
        Ok(Self {
            sign: sign(&format!("{} {key} {seq} {happened}", file.code())),
            over: over(visit, cancelled, &cells),
            key,
            label,
            cells,
            past,
        })
    }
}

async fn page(
    visit: &Visit,
    file: PlanFile,
    stands: Option<&Stands>,
    typed: Cells,
    fields: &Fields,
) -> Result<PlanRowPage, WebError> {
    let (known, keys) = columns(file);
    let promised = promised(file);
    let board = visit.read()?;
    let shown = known.all().filter(|column| {
        let apart = decides(file) && APART.contains(column) || *column == "demo";
        // What a new milestone is called by is made of its title, and a row comes from a group by
        // the group's own.
        let made = *column == "of_group"
            || file == PlanFile::Milestones
                && (*column == "id" || stands.is_some() && *column == "replaces");
        !apart && !made
    });
    // Who issued a document is said once, if not at first.
    let unsaid = |column: &str| {
        let known = stands.and_then(|it| it.cells.get(column));
        file == PlanFile::Documents && column == "issuer" && known.is_none_or(String::is_empty)
    };
    let fixed = |column: &str| {
        let of_milestone = file == PlanFile::Milestones && matches!(column, "unit" | "workstream");
        stands.is_some() && (keys.contains(&column) || of_milestone) && !unsaid(column)
    };
    let fields_shown = shown
        .map(|column| PlanField {
            column,
            value: shown_cell(column, typed.get(column), fixed(column)),
            error: None,
            fixed: fixed(column),
            promised: promised.contains(&column),
            optional: known.optional.contains(&column),
        })
        .collect();
    let elsewhere = match (file, stands) {
        (PlanFile::Milestones, Some(stands)) => {
            let duty = duty(&stands.cells).map(PlanElsewhere::Duty);
            duty.into_iter().chain([PlanElsewhere::Adjust]).collect()
        }
        (PlanFile::Duties, Some(stands)) => duty(&stands.cells)
            .map(PlanElsewhere::Duty)
            .into_iter()
            .collect(),
        (PlanFile::Units, Some(_)) => vec![PlanElsewhere::AfterUnit],
        _ => Vec::new(),
    };
    let history = match stands {
        Some(stands) => history(visit, file, stands).await?,
        None => Vec::new(),
    };
    let names = board.plan_names();
    let sign = stands.map_or_else(String::new, |it| it.sign.clone());
    Ok(PlanRowPage {
        file,
        key: stands.map(|it| it.key.clone()),
        label: stands.map_or_else(String::new, |it| names.by_code().say(file, &it.label)),
        over: stands.and_then(|it| it.over),
        fields: fields_shown,
        decision: decides(file).then(|| fields.decision()),
        names,
        form: look::given(visit, sign)?,
        elsewhere,
        history,
    })
}

/// A cell as its form has it: days as people read them, where they may be typed.
fn shown_cell(column: &str, cell: Option<&String>, fixed: bool) -> String {
    const DAYS: [&str; 11] = [
        "baseline_day",
        "begins_on",
        "closes_on",
        "date",
        "deadline",
        "due",
        "ended_on",
        "ends_on",
        "start",
        "valid_from",
        "valid_to",
    ];
    let cell = cell.cloned().unwrap_or_default();
    match parse_day(&cell) {
        Some(day) if DAYS.contains(&column) && !fixed => day.format("%d/%m/%Y").to_string(),
        _ => cell,
    }
}

fn duty(cells: &Cells) -> Option<DutyKey> {
    Some(DutyKey {
        unit: UnitCode::parse(cells.get("unit")?).ok()?,
        workstream: WorkstreamCode::parse(cells.get("workstream")?).ok()?,
    })
}

/// What the row was, the newest first, each change with its decision.
async fn history(
    visit: &Visit,
    file: PlanFile,
    stands: &Stands,
) -> Result<Vec<PlanPast>, WebError> {
    let zone = visit.zone();
    let mut decided: BTreeMap<i64, Vec<(String, String, String)>> = BTreeMap::new();
    for it in RedefinitionRow::all(&visit.app.db).await? {
        if it.subject == subject(file) && (it.code == stands.key || file == PlanFile::Campaign) {
            let of_place = decided.entry(it.seq).or_default();
            let by = (it.decision, it.reason, it.approver);
            if !of_place.contains(&by) {
                of_place.push(by);
            }
        }
    }
    // Who saved what stands under the same instant in the audit.
    let lines = audit::of_plan(&visit.app.db, i64::MAX).await?;
    let by: BTreeMap<i64, String> = lines
        .into_iter()
        .filter_map(|it| Some((it.recorded_at, it.person?)))
        .collect();
    let mut past = Vec::new();
    let mut before: Option<&Cells> = None;
    for it in &stands.past {
        let empty = String::new();
        let changes = before.map_or_else(Vec::new, |before| {
            let differs = it
                .cells
                .iter()
                .filter(|(column, now)| before.get(*column).unwrap_or(&empty) != *now);
            differs
                .map(|(column, now)| PlanChange {
                    column: (*column).to_owned(),
                    was: before.get(column).cloned().unwrap_or_default(),
                    now: now.clone(),
                })
                .collect()
        });
        past.push(PlanPast {
            on: local_day(it.recorded_at, zone),
            time: clock_time(it.recorded_at, zone),
            seq: it.seq,
            by: by.get(&it.recorded_at).cloned(),
            changes,
            decisions: decided.remove(&it.seq).unwrap_or_default(),
        });
        before = Some(&it.cells);
    }
    past.reverse();
    Ok(past)
}

/// What a campaign would leave behind that gets a last day.
fn left_open(visit: &Visit, file: PlanFile, fields: &Fields) -> Result<Vec<String>, WebError> {
    if file != PlanFile::Campaign || fields.get("closes_on").is_empty() {
        return Ok(Vec::new());
    }
    let pending = visit.read()?.plan_open(None);
    let open = pending.iter().filter(|it| it.open).count();
    let note = text::plan_left_open(visit.lang(), open, pending.len() - open);
    Ok(vec![note])
}

/// The files by which a row becomes what was typed. Another lead of a workstream is another role
/// of two duties too.
fn files(
    visit: &Visit,
    file: PlanFile,
    stands: Option<&Stands>,
    fields: &Fields,
) -> Result<Files, WebError> {
    let mut cells = fields.cells(file);
    if let Some(stands) = stands {
        // A form may have no field for a column that a row must have.
        for (column, cell) in &stands.cells {
            let (known, keys) = columns(file);
            if known.required.contains(column) || keys.contains(column) {
                cells.entry(column).or_insert_with(|| cell.clone());
            }
        }
        if file == PlanFile::Milestones {
            cells.insert("id", stands.key.clone());
        }
    }
    if decides(file) {
        cells.extend(fields.grounds());
    }
    let mut files = look::files(visit)?;
    let owner = match file {
        PlanFile::Databases => Some("owner_unit"),
        PlanFile::Programme => Some("lead_unit"),
        _ => None,
    };
    if let (Some(owner), Some(stands)) = (owner, stands) {
        let codes = |cells: &Cells| -> Vec<String> {
            let cell = cells.get(owner).map_or("", String::as_str);
            let codes = one_after_another(cell).into_iter();
            codes.map(str::to_owned).collect()
        };
        let (was, is) = (codes(&stands.cells), codes(&cells));
        if !was.is_empty() && !is.is_empty() && is != ["*"] && was != is {
            let role = |unit: &str, role: &str| {
                let mut row = fields.grounds();
                row.insert("unit", unit.to_owned());
                row.insert("workstream", stands.key.clone());
                row.insert("role", role.to_owned());
                row
            };
            let gone = was.iter().filter(|it| !is.contains(it));
            let come = is.iter().filter(|it| !was.contains(it));
            let rows = gone.map(|it| role(it, "contribute"));
            let rows = Rows(rows.chain(come.map(|it| role(it, "lead"))).collect());
            files.set(file_name(PlanFile::Duties), rows.as_csv()?);
        }
    }
    files.set(file_name(file), Rows(vec![cells]).as_csv()?);
    Ok(files)
}

async fn send(
    visit: Visit,
    file: PlanFile,
    stands: Option<Stands>,
    fields: Fields,
) -> Result<Response, WebError> {
    let stands = stands.as_ref();
    if !look::is_own(&visit, &fields.account)? {
        let told = app::text::mistake(visit.lang(), Mistake::OtherAccount).to_owned();
        let wrong = Wrong::whole(vec![told], StatusCode::CONFLICT);
        return again(visit, file, stands, fields, wrong).await;
    }
    let (known, _) = columns(file);
    let asked: Vec<&'static str> = known.all().chain(APART).collect();
    if let Some(told) = fields.secrets_told(visit.lang(), &asked) {
        let wrong = Wrong {
            beside: told.beside,
            whole: told.whole,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        };
        return again(visit, file, stands, fields, wrong).await;
    }
    // What its reader read: the row, and once it was looked at what it moves.
    let (row, moves) = PlanForm::signs(&fields.seen);
    let base = stands.map_or("", |it| it.sign.as_str());
    // What is written is compared with what was read of it below; what is only looked at would
    // turn back what another changed.
    let reads = moves.is_empty() || !fields.writes();
    if row != base && reads {
        let mut page = page(&visit, file, stands, fields.cells(file), &fields).await?;
        page.form.overtaken = true;
        return Ok(visit.page_with(StatusCode::CONFLICT, Page::PlanRow(Box::new(page))));
    }
    let files = files(&visit, file, stands, &fields)?;
    let label = stands.map_or("", |it| it.label.as_str());
    let told = fields.told(&format!("plan/{} {label}", file.code()));
    let change = Changed {
        // What is promised of the whole campaign is of all there is.
        many: file == PlanFile::Campaign,
        notes: left_open(&visit, file, &fields)?,
        ..Changed::rows(files)
    };
    match look::send(&visit, &change, &fields, &told).await? {
        Came::Written(place) if of_many(&visit, stands, &fields)? => {
            let path = format!("/plan/{}?done={place}", file.code());
            Ok(Redirect::to(&path).into_response())
        }
        Came::Written(place) => Ok(done(file, stands, &fields, place)),
        Came::Wrong(complaints) => {
            let wrong = Wrong::of(
                visit.lang(),
                &complaints,
                file,
                StatusCode::UNPROCESSABLE_ENTITY,
            );
            again(visit, file, stands, fields, wrong).await
        }
        Came::Refused(told) => {
            let wrong = Wrong::whole(told, StatusCode::FORBIDDEN);
            again(visit, file, stands, fields, wrong).await
        }
        Came::Nothing => {
            let mut page = page(&visit, file, stands, fields.cells(file), &fields).await?;
            page.form.nothing = true;
            Ok(visit.page(Page::PlanRow(Box::new(page))))
        }
        Came::Shown { preview, overtaken } => {
            let mut page = page(&visit, file, stands, fields.cells(file), &fields).await?;
            page.form.shows(*preview, overtaken, base);
            let status = look::status(overtaken);
            look::shown(&visit, &fields, status, Page::PlanRow(Box::new(page)))
        }
    }
}

/// Whether a new row was one of a group: it is many.
fn of_many(visit: &Visit, stands: Option<&Stands>, fields: &Fields) -> Result<bool, WebError> {
    let scope = fields.get("scope").split('/').next().unwrap_or_default();
    let named = [fields.get("unit"), scope.trim()];
    let board = visit.read()?;
    let group = |code: &&str| **code == *EVERY_UNIT || board.is_group(code);
    Ok(stands.is_none() && named.iter().any(group))
}

/// To the row that was written.
fn done(file: PlanFile, stands: Option<&Stands>, fields: &Fields, place: i64) -> Response {
    let (_, keys) = columns(file);
    let cells = fields.cells(file);
    let key = match stands {
        Some(stands) if file == PlanFile::Documents && stands.key.ends_with('/') => {
            format!("{}{}", stands.key, fields.get("issuer").trim())
        }
        Some(stands) => stands.key.clone(),
        None if file == PlanFile::Milestones => crate::ledger::milestone_id(
            fields.get("unit"),
            fields.get("workstream"),
            fields.get("title"),
        ),
        None => {
            let parts = keys.iter().map(|key| match cells.get(key) {
                Some(cell) => {
                    app::domain::parse_day(cell).map_or_else(|| cell.clone(), |day| day.to_string())
                }
                None => String::new(),
            });
            parts.collect::<Vec<_>>().join("/")
        }
    };
    let path = plan_row_path(file, &key);
    let sep = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{sep}done={place}")).into_response()
}

/// What is wrong with a form.
struct Wrong {
    beside: Vec<(&'static str, String)>,
    whole: Vec<String>,
    status: StatusCode,
}

impl Wrong {
    fn whole(whole: Vec<String>, status: StatusCode) -> Self {
        Self {
            beside: Vec::new(),
            whole,
            status,
        }
    }

    fn of(lang: Lang, complaints: &[Complaint], file: PlanFile, status: StatusCode) -> Self {
        let (known, _) = columns(file);
        let columns: Vec<&'static str> = known.all().collect();
        let (beside, whole) = look::sorted(lang, file, complaints, &columns);
        Self {
            beside,
            whole,
            status,
        }
    }
}

async fn again(
    visit: Visit,
    file: PlanFile,
    stands: Option<&Stands>,
    fields: Fields,
    wrong: Wrong,
) -> Result<Response, WebError> {
    let fields = fields.without_secrets();
    let mut page = page(&visit, file, stands, fields.cells(file), &fields).await?;
    let mut whole = wrong.whole;
    for (column, words) in wrong.beside {
        let field = page.fields.iter_mut().find(|it| it.column == column);
        let places = ["decision", "reason", "approver"];
        let part = places.iter().position(|it| *it == column);
        match (field, &mut page.decision, part) {
            (Some(field), ..) => field.error = Some(words),
            (None, Some(decision), Some(part)) => decision.errors[part] = Some(words),
            _ => whole.push(words),
        }
    }
    page.form.errors = whole;
    Ok(visit.page_with(wrong.status, Page::PlanRow(Box::new(page))))
}
