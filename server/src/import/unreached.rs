//! Another value of a measurement, another volume of a duty, or an indicator that measures
//! something else, takes with it the acceptances that rest on what was measured.
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use app::domain::{
    Duty, DutyKey, Event, Indicator, IndicatorCode, Measurement, Role, UnitCode, WorkstreamCode,
    parse_day,
};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    decision::Decision,
    files::{DutiesCsv, IndicatorsCsv, MeasurementsCsv},
    input::Input,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::{
    board::Board,
    ledger::{MeasurementRow, MilestoneEventRow, indicator},
};

/// Whether an import may take an acceptance with it.
pub(super) fn may_happen(rows: &Rows) -> bool {
    let mut decided = rows.redefinitions.iter();
    let subjects = [MeasurementsCsv::SUBJECT, IndicatorsCsv::SUBJECT];
    !rows.duties.is_empty() || decided.any(|it| subjects.contains(&&*it.subject))
}

/// Revokes what no accepted measurement reaches any more once the files are imported, by the
/// decision on what changed, and notes it; without a decision it is an error.
pub(super) fn revoke(
    board: &Board,
    input: &Input,
    current: &Current,
    rows: &mut Rows,
    report: &mut Report,
) {
    for (duty, changed) in changes(board, input, current, rows) {
        let Some(source) = &changed.source else {
            continue;
        };
        for (id, title) in board.unreached(&duty, |duty| changed.change(duty)) {
            let (title, at) = (title.to_string(), Some(source.line));
            let Some(by) = &source.decision else {
                let problem = Problem::AcceptanceFallsUndecided(title);
                report.error(source.file, at, Some(source.column), problem);
                continue;
            };
            let problem = Problem::AcceptanceFalls(title);
            report.note(source.file, at, Some(source.column), problem);
            rows.milestone_events.push(MilestoneEventRow {
                submission: uuid::Uuid::now_v7().to_string(),
                milestone: id.to_string(),
                event: Event::Revoked.code().to_owned(),
                organisation: Role::Office.code().to_owned(),
                body: by.reason.clone(),
                decision: by.number.clone(),
                approver: by.approver.clone(),
                ..MilestoneEventRow::default()
            });
        }
    }
}

/// What becomes of a duty and of what is measured in it.
#[derive(Default)]
struct Changed {
    volume: Option<Option<i64>>,
    indicators: Vec<Arc<Indicator>>,
    /// By indicator: before, where it supersedes one, and now.
    values: Vec<(IndicatorCode, Option<Measurement>, Option<Measurement>)>,
    /// The row that makes a value or the volume another one.
    source: Option<Source>,
}

/// A row with its decision, if it has one.
struct Source {
    file: &'static str,
    line: u64,
    column: &'static str,
    decision: Option<Decision>,
}

impl Changed {
    /// A row makes something another: of several the one that carries a decision tells it.
    fn told_by(&mut self, source: Option<Source>) {
        let decided = |it: &Option<Source>| it.as_ref().is_some_and(|it| it.decision.is_some());
        if self.source.is_none() || (decided(&source) && !decided(&self.source)) {
            self.source = source;
        }
    }

    fn change(&self, duty: &mut Duty) {
        if let Some(volume) = self.volume {
            duty.set_volume(volume);
        }
        for indicator in &self.indicators {
            duty.set_indicator(indicator.clone());
        }
        for (code, before, now) in &self.values {
            let Some(outcome) = duty.indicator_mut(code) else {
                continue;
            };
            if let Some(before) = before {
                outcome.take_back(*before);
            }
            if let Some(now) = now {
                outcome.add(*now);
            }
        }
    }
}

/// The units that end by the files, and those that go on with what they had.
fn going_on(input: &Input) -> HashSet<&str> {
    let ended = input.units.iter().map(|entry| &entry.row);
    let ended = ended.filter(|row| row.successors.is_some());
    ended
        .flat_map(|row| {
            let successors = row.successors.as_deref().unwrap_or_default();
            std::iter::once(row.code.as_str()).chain(successors.split_whitespace())
        })
        .collect()
}

/// By duty, all that is measured anew, and its volume and indicators where they are told.
fn changes(
    board: &Board,
    input: &Input,
    current: &Current,
    rows: &Rows,
) -> BTreeMap<DutyKey, Changed> {
    let mut all: BTreeMap<DutyKey, Changed> = BTreeMap::new();
    // What ends goes on elsewhere with all that was decided on it: nothing was measured anew.
    let going_on = going_on(input);
    for row in rows
        .duties
        .iter()
        .filter(|it| !going_on.contains(it.unit.as_str()))
    {
        let (Ok(unit), Ok(workstream)) = (
            UnitCode::parse(&row.unit),
            WorkstreamCode::parse(&row.workstream),
        ) else {
            continue;
        };
        let listed = input
            .duties
            .iter()
            .find(|it| it.row.duty.key() == row.key());
        let changed = all.entry(DutyKey { unit, workstream }).or_default();
        changed.volume = Some(row.volume);
        changed.told_by(listed.map(|it| Source {
            file: DutiesCsv::NAME,
            line: it.line,
            column: "volume",
            decision: it.decision.clone(),
        }));
    }
    for row in &rows.indicators {
        let Ok(indicator) = indicator(row) else {
            continue;
        };
        let Some(duty) = board.duty_measured_by(&indicator.code) else {
            continue;
        };
        if going_on.contains(duty.unit.as_str()) {
            continue;
        }
        let mut listed = input.indicators.iter();
        let listed = listed.find(|it| it.row.indicator.key() == row.key());
        let changed = all.entry(duty.clone()).or_default();
        changed.indicators.push(Arc::new(indicator));
        changed.told_by(listed.map(|it| Source {
            file: IndicatorsCsv::NAME,
            line: it.line,
            column: "code",
            decision: it.decision.clone(),
        }));
    }
    let latest = MeasurementsCsv::latest(&current.measurements);
    for row in &rows.measurements {
        let Ok(code) = IndicatorCode::parse(&row.indicator) else {
            continue;
        };
        let Some(duty) = board.duty_measured_by(&code) else {
            continue;
        };
        let changed = all.entry(duty.clone()).or_default();
        let mut decided = rows.redefinitions.iter();
        if decided.any(|it| it.subject == MeasurementsCsv::SUBJECT && it.code == row.key()) {
            let listed = input
                .measurements
                .iter()
                .find(|it| it.row.key() == row.key());
            changed.told_by(listed.map(|it| Source {
                file: MeasurementsCsv::NAME,
                line: it.line,
                column: "value",
                decision: it.decision.clone(),
            }));
        }
        let before = latest.get(&row.key()).and_then(measured);
        changed.values.push((code, before, measured(row)));
    }
    all
}

fn measured(row: &MeasurementRow) -> Option<Measurement> {
    let day = parse_day(&row.day)?;
    Measurement::from_columns(day, row.numerator, row.denominator, row.value.as_deref())
}
