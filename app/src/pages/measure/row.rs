//! One row an indicator, in a table of outcomes and one of each database's criteria.
use leptos::prelude::*;

use super::{
    cell::{cell_id, cell_name, counts, is_wrong, sample, told_value, value},
    read::{change, falls, reads},
};
use crate::{
    components::{
        Section, before_campaign, day_picker, duty_path, few_answers, glyph, href, outcome_path,
        time,
    },
    domain::{Cell, Event, Misread, Shape},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Frame, MeasurePage, MeasureRow, TypedRow, WaitingValue},
};

/// The criteria of each database, in a table of their own.
pub(super) fn criteria(frame: &Frame, page: &MeasurePage) -> Vec<AnyView> {
    let lang = frame.lang;
    let rows = page.rows.iter().filter(|row| row.criterion.is_some());
    let rows: Vec<&MeasureRow> = rows.collect();
    let same = |a: &&MeasureRow, b: &&MeasureRow| {
        a.duty.as_ref().map(|(key, _)| key) == b.duty.as_ref().map(|(key, _)| key)
    };
    rows.chunk_by(same)
        .map(|of| {
            let name = of.first().and_then(|row| row.duty.as_ref());
            let name = name.map_or_else(String::new, |(_, name)| name.to_string());
            let title = tf(lang, K::MeasureCriteria, &[&name]);
            let rows = table(frame, page, of);
            // Cells out of sight stay in the form: what is typed there is not lost.
            let hidden = !of.iter().any(|row| page.shows(row));
            view! {
                <div hidden=hidden>
                    <Section lang title note=K::MeasureCriteriaNote>{rows}</Section>
                </div>
            }
            .into_any()
        })
        .collect()
}

pub(super) fn table(frame: &Frame, page: &MeasurePage, rows: &[&MeasureRow]) -> AnyView {
    let lang = frame.lang;
    let lines: Vec<_> = rows.iter().map(|row| line(frame, page, row)).collect();
    view! {
        <table class="ms">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::MeasureIndicator)}</th>
                    <th scope="col">{t(lang, K::MeasureLast)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureNumerator)}</th>
                    <td></td>
                    <th scope="col" class="n">{t(lang, K::MeasureDenominator)}</th>
                    <th scope="col" class="rd">{t(lang, K::MeasureReads)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureSince)}</th>
                    <th scope="col">{t(lang, K::MeasureKeep)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureDue)}</th>
                </tr>
            </thead>
            {lines}
        </table>
    }
    .into_any()
}

/// One indicator: its cells, and under them what waits and what came back.
fn line(frame: &Frame, page: &MeasurePage, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    let none = TypedRow::default();
    let typed = page.form.row(&row.code).unwrap_or(&none);
    let error = page.errors.of(&row.code);
    let more = more(lang, row, page.closed);
    let more = (!more.is_empty()).then(|| {
        view! {
            <tr class="ms-more">
                <td colspan="9">{more}</td>
            </tr>
        }
    });
    let cells = if page.closed {
        view! { <td colspan="3"></td> }.into_any()
    } else {
        cells(lang, row, typed, error)
    };
    let mark = (!page.closed).then(|| {
        let name = format!("mark.{}", row.code);
        view! { <input type="hidden" name=name value=row.mark.clone()/> }
    });
    let keep = (row.again.is_some() && !page.closed).then(|| keep(lang, row, typed, error));
    view! {
        <tbody
            class=row.changed.then_some("changed")
            data-indicator=row.code.to_string()
            hidden=!page.shows(row)
        >
            <tr>
                <th scope="row">{mark} {name(frame, row)}</th>
                <td class="last" data-label=t(lang, K::MeasureLast)>{last(lang, row)}</td>
                {cells}
                <td class="rd">{reads(lang, row, error)}</td>
                <td class="n dl">{change(lang, row)}</td>
                <td class="nc">{keep}</td>
                <td class="n due">{due(frame, row)}</td>
            </tr>
            {fall(lang, page, row)}
            {survey(lang, page, row)}
            {more}
        </tbody>
    }
    .into_any()
}

/// Under a row that says it never falls: why it does. Hidden until it does.
fn fall(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> Option<AnyView> {
    if !row.never_falls || page.closed {
        return None;
    }
    let typed = page.form.row(&row.code).map(|it| it.reason.clone());
    let typed = typed.unwrap_or_default();
    let wrong = is_wrong(page.errors.of(&row.code), Cell::Reason);
    let hidden = !wrong && typed.is_empty() && !falls(row);
    let id = cell_id(Cell::Reason, row);
    let described = wrong.then(|| format!("e-{}", row.code));
    Some(
        view! {
            <tr class="ms-more ms-fall" hidden=hidden>
                <td colspan="9">
                    <label for=id.clone()>
                        {tf(lang, K::FallReasonNamed, &[&row.name])}
                    </label>
                    " "
                    <input
                        id=id
                        name=format!("{}.{}", cell_name(Cell::Reason), row.code)
                        type="text"
                        value=typed
                        aria-invalid=wrong.then_some("true")
                        aria-describedby=described
                    />
                </td>
            </tr>
        }
        .into_any(),
    )
}

/// Under a row of what people answered: how they were asked.
fn survey(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> Option<AnyView> {
    if !row.asks_people || page.closed {
        return None;
    }
    let typed = page.form.row(&row.code).map(|it| it.survey.clone());
    let typed = typed.unwrap_or_default();
    let error = page.errors.of(&row.code);
    let labels = [
        K::SurveyPopulation,
        K::SurveyFrom,
        K::SurveyTo,
        K::SurveyAsked,
        K::SurveyHow,
    ];
    let fields = Cell::SURVEY.into_iter().zip(labels).zip(typed.lines());
    let fields: Vec<_> = fields
        .map(|((cell, label), text)| {
            let id = cell_id(cell, row);
            let wrong = is_wrong(error, cell);
            let described = wrong.then(|| format!("e-{}", row.code));
            let day = matches!(cell, Cell::AskedFrom | Cell::AskedTo);
            let calendar = day.then(|| day_picker(lang, &id, None, (None, None)));
            view! {
                <div>
                    <label for=id.clone()>{t(lang, label)}</label>
                    <div class=day.then_some("ms-day")>
                        <input
                            id=id
                            name=format!("{}.{}", cell_name(cell), row.code)
                            type="text"
                            value=text.clone()
                            aria-invalid=wrong.then_some("true")
                            aria-describedby=described
                        />
                        {calendar}
                    </div>
                </div>
            }
        })
        .collect();
    Some(
        view! {
            <tr class="ms-more">
                <td colspan="9">
                    <div class="ms-survey" role="group" aria-label=row.name.to_string()>
                        {fields}
                    </div>
                </td>
            </tr>
        }
        .into_any(),
    )
}

fn name(frame: &Frame, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    let name = match row.criterion {
        Some(criterion) => text::criterion(lang, criterion).to_owned(),
        None => row.name.to_string(),
    };
    let under = match (&row.criterion, &row.duty) {
        (Some(_), _) => view! { <span class="line quiet">{row.name.to_string()}</span> }.into_any(),
        (None, Some((key, workstream))) => view! {
            <a class="line quiet" href=href(frame, &duty_path(key))>
                {workstream.to_string()}
            </a>
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        {row.status.map(glyph)}
        <span>
            <a href=href(frame, &outcome_path(&row.code))>{name}</a>
            {under}
        </span>
    }
    .into_any()
}

/// "95,6%", with its counts and day under it.
fn last(lang: Lang, row: &MeasureRow) -> AnyView {
    let Some(it) = row.last else {
        return view! { <span class="quiet">{t(lang, K::MeasureNever)}</span> }.into_any();
    };
    let counts = counts(lang, it).map(|words| format!("{words}, "));
    view! {
        <b data-few=it.few.map(|_| "true")>{value(lang, row, it)}</b>
        {few_answers(lang, it.few)}
        <span class="line quiet">{counts} {time(lang, it.measurement.day())}</span>
        {before_campaign(lang, it.before_campaign)}
    }
    .into_any()
}

/// Two cells of counts, or one of a value.
fn cells(
    lang: Lang,
    row: &MeasureRow,
    typed: &TypedRow,
    error: Option<(Cell, Misread)>,
) -> AnyView {
    let cell = |cell: Cell, label: K, text: &str| {
        let wrong = is_wrong(error, cell);
        let label = tf(lang, K::MeasureCell, &[t(lang, label), &row.name]);
        let described = wrong.then(|| format!("e-{}", row.code));
        view! {
            <input
                id=cell_id(cell, row)
                name=format!("{}.{}", cell_name(cell), row.code)
                type="text"
                class="num"
                inputmode=if cell == Cell::Value { "decimal" } else { "numeric" }
                autocomplete="off"
                value=text.to_owned()
                aria-label=label
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
        }
    };
    match row.shape {
        Shape::Fraction => view! {
            <td class="in">{cell(Cell::Numerator, K::MeasureNumerator, &typed.numerator)}</td>
            <td class="sl">{t(lang, K::MeasureOver)}</td>
            <td class="in">{cell(Cell::Denominator, K::MeasureDenominator, &typed.denominator)}</td>
        }
        .into_any(),
        Shape::Bare => view! {
            <td class="in" colspan="3">
                {cell(Cell::Value, K::MeasureValue, &typed.value)}
                " "
                <span class="quiet">{row.unit_of_measure.to_string()}</span>
            </td>
        }
        .into_any(),
    }
}

fn keep(lang: Lang, row: &MeasureRow, typed: &TypedRow, error: Option<(Cell, Misread)>) -> AnyView {
    let wrong = error.is_some_and(|(cell, _)| cell == Cell::Same);
    let label = tf(lang, K::MeasureCell, &[t(lang, K::MeasureSame), &row.name]);
    let described = wrong.then(|| format!("e-{}", row.code));
    // What waits is newer than what stands under "lần trước".
    let as_waiting = row.again.filter(|it| Some(*it) != row.last).map(|it| {
        let words = tf(lang, K::MeasureAgainWaiting, &[&value(lang, row, it)]);
        view! { <span class="line quiet">{words}</span> }
    });
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=cell_id(Cell::Same, row)
                name=format!("same.{}", row.code)
                value="true"
                checked=typed.same
                aria-label=label
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
            <span>{t(lang, K::MeasureSame)} {as_waiting}</span>
        </label>
    }
    .into_any()
}

/// "quá 7 ngày", or the day by which it is to be measured.
fn due(frame: &Frame, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    match row.due {
        None => NONE.into_any(),
        Some(due) if row.overdue => {
            let words = text::until(lang, frame.today, due);
            view! { <b class="late">{words}</b> }.into_any()
        }
        Some(due) if due == frame.today => text::until(lang, due, due).into_any(),
        Some(due) => {
            let same_year = chrono::Datelike::year(&due) == chrono::Datelike::year(&frame.today);
            let day = if same_year {
                text::day_month(lang, due)
            } else {
                text::day(lang, due)
            };
            tf(lang, K::MeasureDueOn, &[&day]).into_any()
        }
    }
}

/// What waits for a decision, what came back, and that something came in between.
fn more(lang: Lang, row: &MeasureRow, closed: bool) -> Vec<AnyView> {
    let mut lines = Vec::new();
    if row.changed {
        let words = t(lang, K::MeasureChanged);
        lines.push(view! { <p class="warning" role="alert">{words}</p> }.into_any());
    }
    lines.extend(row.waiting.iter().map(|it| waits(lang, row, it)));
    if let Some(words) = came_back(lang, row).filter(|_| !closed) {
        lines.push(view! { <p class="warning">{words}</p> }.into_any());
    }
    lines
}

/// What became of the last value, and why: "96,2%, đo ngày 20/11/2026: bị trả lại ngày 23/11/2026. …"
pub fn came_back(lang: Lang, row: &MeasureRow) -> Option<String> {
    let back = row.back.as_ref()?;
    let key = match back.event {
        Event::Revoked => K::MeasureRevoked,
        _ => K::MeasureReturned,
    };
    let day = text::day(lang, back.value.measurement.day());
    let on = text::day(lang, back.on);
    let told = [&told_value(lang, row, back.value), &day, &on, &back.reason];
    Some(tf(lang, key, &told.map(String::as_str)))
}

fn waits(lang: Lang, row: &MeasureRow, it: &WaitingValue) -> AnyView {
    let day = text::day(lang, it.value.measurement.day());
    let on = text::day(lang, it.entered_on);
    let told = [&told_value(lang, row, it.value), &day, &it.person, &on];
    let words = tf(lang, K::MeasureWaits, &told.map(String::as_str));
    let fell = (!it.fall_reason.is_empty())
        .then(|| format!(". {}", tf(lang, K::FallReasonNamed, &[&it.fall_reason])));
    let asked = it
        .survey
        .as_ref()
        .map(|it| format!("; {}", text::survey(lang, it)));
    let label = tf(lang, K::MeasureTakeBackNamed, &[&row.name]);
    view! {
        <p class="waits-line">
            <span>
                {words} {fell} {asked} {few_answers(lang, it.value.few)} {sample(lang, it.sample)} {before_campaign(lang, it.value.before_campaign)}
            </span>
            " "
            <button
                class="btn quiet-btn small"
                name="withdraw"
                value=it.id.clone()
                aria-label=label
            >
                {t(lang, K::MeasureTakeBack)}
            </button>
        </p>
    }
    .into_any()
}
