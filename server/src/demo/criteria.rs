//! The six criteria of each database at the unit that leads it: indicators, and
//! what the last months measured. Some pass, some fail, some are not measured. What is right,
//! complete, clean and live at once is no less than what the four leave of the whole.
use app::domain::{Criterion, Day, Direction, FRESH_DAYS};
use chrono::Datelike;

use super::{
    calendar::{Calendar, plus, workday},
    draws::Draws,
    duties::Duty,
    measurements::{Reached, Series},
    people,
    record::Record,
    texts,
};
use crate::{
    import::measurements::DEMO_SOURCE,
    ledger::{IndicatorRow, TargetRow},
};

/// Only the last months: what was measured before says nothing more.
const MONTHS: i32 = 3;

/// What is counted, the same in English, and from which percentage on it is enough.
const fn terms(criterion: Criterion) -> (&'static str, &'static str, i64) {
    match criterion {
        Criterion::Correct => (
            "{cu} khớp nguồn gốc khi đối chiếu mẫu",
            "Records that agree with their source in a sample",
            98,
        ),
        Criterion::Complete => (
            "{cu} đã có trên tổng số phải có",
            "Records there are of those there must be",
            95,
        ),
        Criterion::Clean => (
            "{cu} hợp lệ, không trùng",
            "Records that are valid and not doubled",
            95,
        ),
        Criterion::Live => (
            "đầu mối cập nhật trong 24 giờ",
            "Sources that update within 24 hours",
            90,
        ),
        Criterion::Uniform => (
            "{cu} theo danh mục mã dùng chung",
            "Records coded by the common catalogues",
            95,
        ),
        Criterion::Shared => (
            "hệ thống đã kết nối khai thác",
            "Systems connected and in use",
            100,
        ),
    }
}

/// How many are looked at: a sample, all records, those who report, systems.
fn counted(criterion: Criterion, duty: &Duty<'_>, draws: &mut Draws) -> i64 {
    match criterion {
        Criterion::Correct => draws.number(4, 24) * 50,
        Criterion::Complete | Criterion::Clean | Criterion::Uniform => duty.volume,
        Criterion::Live => draws.number(12, 168),
        Criterion::Shared => draws.number(3, 14),
    }
}

/// The criteria that a record meets together where the outcome counts it.
const TOGETHER: [Criterion; 4] = [
    Criterion::Correct,
    Criterion::Complete,
    Criterion::Clean,
    Criterion::Live,
];

/// What a criterion has of all that the outcome lacks, and of how many parts.
fn lacks(criterion: Criterion, duty: &Duty<'_>, campaign: &str) -> Option<(i64, i64)> {
    let part = |it: Criterion| {
        let about = format!("lacks-{}", it.code());
        duty.draws(campaign, &about).number(1, 9)
    };
    let all = TOGETHER.iter().map(|it| part(*it)).sum();
    TOGETHER
        .contains(&criterion)
        .then(|| (part(criterion), all))
}

/// Records the six indicators of a duty with their thresholds and measurements, beside what its
/// outcome had reached.
pub fn of_duty(
    duty: &Duty<'_>,
    campaign: &str,
    deadline: Day,
    reached: &Reached,
    calendar: &Calendar,
    into: &mut Record,
) {
    for criterion in Criterion::ALL {
        of_criterion(
            *criterion, duty, campaign, deadline, reached, calendar, into,
        );
    }
}

fn of_criterion(
    criterion: Criterion,
    duty: &Duty<'_>,
    campaign: &str,
    deadline: Day,
    reached: &Reached,
    calendar: &Calendar,
    into: &mut Record,
) {
    let mut draws = duty.draws(campaign, criterion.code());
    let (unit, workstream) = (&duty.unit.code, &duty.workstream.code);
    let code = format!("TC-{unit}-{workstream}-{}", criterion.code());
    let (name, english, threshold) = terms(criterion);
    let step = into.step(duty.entered);
    into.rows.indicators.push(IndicatorRow {
        code: code.clone(),
        name: texts::fill(name, 0, "", &duty.workstream.count_unit, ""),
        unit: Some(unit.clone()),
        workstream: Some(workstream.clone()),
        unit_of_measure: "%".to_owned(),
        direction: Direction::Up.code().to_owned(),
        baseline_day: None,
        counts: None,
        baseline: None,
        deadline: Some(deadline.to_string()),
        fresh_days: FRESH_DAYS,
        criterion: criterion.code().to_owned(),
        provisional: false,
        source: DEMO_SOURCE.to_owned(),
        falls: None,
        path: None,
        name_en: Some(english.to_owned()),
        of_group: None,
        seq: step.seq,
        recorded_at: step.at,
    });
    into.rows.targets.push(TargetRow {
        indicator: code.clone(),
        target: threshold.to_string(),
        seq: step.seq,
        recorded_at: step.at,
    });
    let of = counted(criterion, duty, &mut draws);
    let (from, per_month) = (draws.number(560, 900), draws.number(2, 34));
    let officer = people::officer(duty.unit.code == people::OFFICE_HOME);
    // One in eight has not been measured, one in eight no longer is.
    let measured = draws.percent(87);
    let silent = i32::from(draws.percent(13)) * 2;
    let day_of_month = u32::try_from(draws.number(3, 24)).unwrap_or(3);
    if !measured {
        return;
    }
    let lacks = lacks(criterion, duty, campaign);
    let mut series = Series::new(code, unit, officer, calendar).with_documents();
    for back in (silent..silent + MONTHS).rev() {
        let month = calendar.today.year() * 12 + calendar.today.month0() as i32 - back;
        let day = Day::from_ymd_opt(month / 12, (month % 12) as u32 + 1, day_of_month);
        let Some(day) = day.map(workday) else {
            continue;
        };
        if day <= plus(calendar.day_of(duty.entered), 30) || day >= calendar.today {
            continue;
        }
        // Months since the campaign began, so that a month has one value
        // whatever day the demonstration is made on.
        let age = i64::from(month) - months(calendar.start);
        let grown = (from + per_month * age).min(994);
        let part = match lacks {
            None => grown,
            // Its part of what the outcome lacked that day.
            Some((own, all)) => match reached.last(|at| calendar.day_of(at) <= day) {
                Some(percent) => 1000 - (1000 - percent * 10) * own / all,
                None => continue,
            },
        };
        let numerator = (of * part + 500) / 1000;
        series.write(day, numerator.min(of), of, &mut draws, into);
    }
}

fn months(day: Day) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}
