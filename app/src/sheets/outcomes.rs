use super::{Cell, Sheet};
use crate::{
    domain::{Forecast, Status},
    text::{self, Key as K, Lang, t},
    views::{OutcomeList, OutcomeRow, Table},
};

/// The indicators on the page, and the line of each database.
pub fn sheets(lang: Lang, list: &OutcomeList) -> Vec<Sheet> {
    let mut sheets = vec![indicators(
        lang,
        list.campaign.iter().flatten().chain(&list.rows),
    )];
    if !list.databases.is_empty() {
        sheets.push(databases(lang, list));
    }
    sheets
}

pub fn indicators<'a>(lang: Lang, rows: impl Iterator<Item = &'a OutcomeRow>) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Outcomes,
        t(lang, K::NavOutcomes).to_owned(),
        vec![
            (t(lang, K::SheetCode), 18),
            (t(lang, K::Indicator), 44),
            (t(lang, K::Unit), 30),
            (t(lang, K::OutcomesDatabase), 26),
            (t(lang, K::StateWord), 18),
            (t(lang, K::Value), 11),
            (t(lang, K::SheetUnitOfMeasure), 10),
            (t(lang, K::SheetNumerator), 12),
            (t(lang, K::SheetDenominator), 12),
            (t(lang, K::MeasuredOn), 12),
            (t(lang, K::Target), 10),
            (t(lang, K::Deadline), 12),
            (t(lang, K::SheetBeforeCampaign), 20),
            (t(lang, K::SheetAfterDeadline), 24),
            (t(lang, K::Forecast), 22),
            (t(lang, K::Source), 40),
        ],
    );
    for row in rows {
        let status = row.status.map(|status| text::status(lang, status));
        sheet.rows.push(vec![
            row.code.as_str().into(),
            (&row.name).into(),
            row.unit.as_ref().map(|(_, name)| name).into(),
            row.workstream.as_ref().map(|(_, name)| name).into(),
            status.unwrap_or(t(lang, K::NoTarget)).into(),
            row.value.into(),
            (&row.unit_of_measure).into(),
            row.counts.map(|(n, _)| n).into(),
            row.counts.map(|(_, of)| of).into(),
            row.measured_on.into(),
            row.target.into(),
            row.deadline.into(),
            before_campaign(lang, row.before_campaign),
            row.after_deadline
                .map(|it| text::after_deadline(lang, it))
                .into(),
            forecast(lang, &row.forecast),
            (&row.source).into(),
        ]);
    }
    sheet
}

/// That a value tells what was before the campaign; else nothing.
pub fn before_campaign(lang: Lang, is: bool) -> Cell {
    is.then(|| t(lang, K::BeforeCampaign)).into()
}

pub fn forecast(lang: Lang, forecast: &Forecast) -> Cell {
    match forecast {
        Forecast::Over => t(lang, K::ForecastOver).into(),
        Forecast::NotEnough => t(lang, K::ForecastNone).into(),
        Forecast::Reached => t(lang, K::ForecastDone).into(),
        Forecast::Passed { .. } => t(lang, K::ForecastPassed).into(),
        Forecast::Never { .. } => t(lang, K::ForecastNever).into(),
        Forecast::Finish {
            likely,
            cautious: None,
            ..
        } => format!(
            "{}, {}",
            text::day(lang, likely.day),
            t(lang, K::ChartNever)
        )
        .into(),
        Forecast::Finish { likely, .. } => likely.day.into(),
    }
}

fn databases(lang: Lang, list: &OutcomeList) -> Sheet {
    let mut columns = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::OutcomesDatabase), 34),
        (t(lang, K::SheetIndicators), 10),
        (t(lang, K::SheetMeasured), 10),
        (t(lang, K::MeasuredShare), 12),
    ];
    let states = Status::ALL.iter().filter(|s| **s != Status::NotDue);
    columns.extend(
        states
            .clone()
            .map(|status| (text::status(lang, *status), 12)),
    );
    let title = t(lang, K::OutcomesByDatabase).to_owned();
    let mut sheet = Sheet::new(Table::OutcomeDatabases, title, columns);
    for database in &list.databases {
        let mut cells: Vec<Cell> = vec![
            database.code.as_str().into(),
            (&database.name).into(),
            database.figures.measurable.into(),
            database.figures.measured_duties.into(),
            database.figures.measured().into(),
        ];
        cells.extend(
            states
                .clone()
                .map(|status| database.tally.count(*status).into()),
        );
        sheet.rows.push(cells);
    }
    sheet
}
