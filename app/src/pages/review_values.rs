//! "Số đo chờ duyệt" on the desk: many values are accepted or returned at once, those with a sign
//! after a look of their own.
use leptos::prelude::*;

use super::measure::changed_by;
use crate::{
    components::{
        Section, before_campaign, elsewhere, evidence, few_answers, field_error, marks,
        outcome_path, said, tick_all, time,
    },
    domain::{Event, ValueSign},
    text::{self, Key as K, Lang, html_escape, t, tf},
    views::{
        Batch, DeskList, Frame, Marks, MeasuredValue, Mistake, ReviewFilter, ValueDesk,
        ValueLeftOut, ValueToDecide, ValuesDone,
    },
};

pub fn section(frame: &Frame, filter: &ReviewFilter, given: &Marks, desk: &ValueDesk) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let alone = filter.list == Some(DeskList::Values);
    let rows = match alone {
        true => by_unit(lang, filter, desk),
        false => {
            let rows: Vec<_> = desk
                .rows
                .iter()
                .map(|row| line(lang, desk, row, None))
                .collect();
            view! { <tbody>{rows}</tbody> }.into_any()
        }
    };
    let more = desk.total > desk.rows.len();
    let more = (more && !alone).then(|| {
        let all = ReviewFilter {
            list: Some(DeskList::Values),
            ..filter.clone()
        };
        let total = number(desk.total);
        let words = match desk.of_others {
            0 => tf(lang, K::ValuesWaitAll, &[&total]),
            others => tf(lang, K::ValuesWaitAllWith, &[&total, &number(others)]),
        };
        view! { <p><a href=all.address("/review", &[])>{words}</a></p> }
    });
    // The number of the page's head: what others decide on is said beside it.
    let own = desk.total.saturating_sub(desk.of_others);
    let title = tf(lang, K::ValuesTitleDesk, &[&number(own)]);
    let of_others = (desk.of_others > 0).then(|| {
        let words = tf(lang, K::ValuesOfOthers, &[&number(desk.of_others)]);
        view! { <p class="second">{words}</p> }
    });
    let decides = desk.rows.iter().any(|row| !row.mark.is_empty());
    let plain = |row: &&ValueToDecide| row.plain() && !row.mark.is_empty();
    let all =
        (desk.rows.iter().filter(plain).count() > 1).then(|| tick_all(lang, K::ValuesTickAll));
    let page = (alone && desk.page > 1).then(|| desk.page.to_string());
    let here = filter.address("/review", &[("page", page.as_deref().unwrap_or_default())]);
    let content = view! {
        {of_others}
        <form class="values-form" method="post" action=here.clone()>
            {marks(given)}
            <input type="hidden" name="about" value=Batch::Values.code()/>
            {all}
            <table class="values-desk">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{t(lang, K::MeasureIndicator)}</th>
                        <th scope="col">{t(lang, K::MeasureLast)}</th>
                        <th scope="col">{t(lang, K::ValuesNew)}</th>
                        <th scope="col">{t(lang, K::Evidence)}</th>
                        <th scope="col">{t(lang, K::ValuesSigns)}</th>
                    </tr>
                </thead>
                {rows}
            </table>
            {more}
            {decides.then(|| buttons(lang, desk))}
        </form>
    };
    let older = (!desk.older.is_empty()).then(|| older(lang, here, given, &desk.older));
    view! { <Section lang title note=K::ValuesNoteDesk>{content} {older}</Section> }.into_any()
}

/// A page of the list that stands alone: unit after unit, what was sent with one document together.
fn by_unit(lang: Lang, filter: &ReviewFilter, desk: &ValueDesk) -> AnyView {
    let units = desk.rows.chunk_by(|a, b| a.unit == b.unit);
    let bodies: Vec<_> = units
        .map(|rows| {
            let first = rows.first();
            let name = first.and_then(|row| row.unit_name.as_deref());
            let name = name.unwrap_or(t(lang, K::WholeCampaign)).to_owned();
            let of = first.and_then(|row| row.unit.clone());
            let listed = desk
                .units
                .iter()
                .find(|(unit, ..)| Some(unit) == of.as_ref());
            let only = listed
                .filter(|_| filter.unit.is_none())
                .map(|(unit, _, number)| {
                    let only = ReviewFilter {
                        unit: Some(unit.clone()),
                        ..filter.clone()
                    };
                    let words = tf(
                        lang,
                        K::ValuesOnlyUnit,
                        &[&text::integer(lang, *number as i64)],
                    );
                    view! { " " <a class="plain" href=only.address("/review", &[])>{words}</a> }
                });
            let sendings = rows.chunk_by(|a, b| a.sent_with(b));
            let lines: Vec<_> = sendings.map(|rows| sending(lang, desk, rows)).collect();
            view! {
                <tbody>
                    <tr class="of-unit">
                        <th colspan="6" scope="rowgroup">{name} {only}</th>
                    </tr>
                    {lines}
                </tbody>
            }
        })
        .collect();
    bodies.into_any()
}

/// Values that were sent with one document. What is to be said of it is said once.
fn sending(lang: Lang, desk: &ValueDesk, rows: &[ValueToDecide]) -> AnyView {
    let together = rows.first().filter(|_| rows.len() > 1);
    let said = together.map(|first| {
        let older = rows
            .iter()
            .all(|row| row.new.signs.contains(&ValueSign::DocumentOlder));
        let same = rows.iter().all(|row| row.elsewhere == first.elsewhere);
        DocumentSaid {
            older,
            elsewhere: same && first.elsewhere.any(),
        }
    });
    let head = together
        .zip(said)
        .filter(|(_, it)| it.older || it.elsewhere);
    let head = head.map(|(first, it)| {
        let number = text::integer(lang, rows.len() as i64);
        let older = it.older.then(|| {
            let words = text::value_sign(lang, ValueSign::DocumentOlder);
            view! { <span class="line provisional">{words}</span> }
        });
        let elsewhere = it
            .elsewhere
            .then(|| elsewhere(lang, K::SignSameEvidence, &first.elsewhere))
            .flatten()
            .map(|words| view! { <span class="line provisional">{words}</span> });
        view! {
            <tr class="of-document">
                <td></td>
                <td colspan="5">
                    {tf(lang, K::ValuesOneDocument, &[&number])} {older} {elsewhere}
                </td>
            </tr>
        }
    });
    let lines: Vec<_> = rows.iter().map(|row| line(lang, desk, row, said)).collect();
    view! { {head} {lines} }.into_any()
}

/// Which signs of a document stand over its values, and not beside each.
#[derive(Debug, Clone, Copy)]
struct DocumentSaid {
    older: bool,
    elsewhere: bool,
}

fn line(lang: Lang, desk: &ValueDesk, row: &ValueToDecide, said: Option<DocumentSaid>) -> AnyView {
    let ready = !row.mark.is_empty();
    let ticked = desk.ticked.as_ref().is_some_and(|it| it.contains(&row.id));
    let plain = row.plain().then_some("");
    let pick = tf(lang, K::ValuesPick, &[&row.name]);
    let places = [row.unit_name.clone(), row.workstream_name.clone()];
    let places: Vec<String> = places
        .into_iter()
        .flatten()
        .map(|it| it.to_string())
        .collect();
    let place = match places.is_empty() {
        true => t(lang, K::WholeCampaign).to_owned(),
        false => places.join(" · "),
    };
    let last = row.last.map(|it| {
        view! { {told(lang, row, it)} {before_campaign(lang, it.before_campaign)} }
    });
    let change = row.new.change.map(|change| {
        let words = changed_by(lang, change, &row.unit_of_measure);
        view! { <span class="line second">{words}</span> }
    });
    let sample = row.new.sample.map(|(counted, all)| {
        let [counted, all] = [counted, all].map(|n| text::integer(lang, n));
        let words = tf(lang, K::SampleOf, &[&counted, &all]);
        view! { <span class="line provisional">{words}</span> }
    });
    let judged = row.new.judged.map(|judged| {
        let judged = text::value_beside_target(lang, judged, row.target, &row.unit_of_measure);
        view! { <span class="line second">{tf(lang, K::MeasureCounted, &[&judged])}</span> }
    });
    let by = tf(
        lang,
        K::ValuesEnteredBy,
        &[&row.person, &text::day(lang, row.entered_on)],
    );
    let documents: Vec<_> = row
        .documents
        .iter()
        .map(|it| evidence(lang, it.clone()))
        .collect();
    let none = row
        .documents
        .is_empty()
        .then(|| view! { <span class="quiet">{t(lang, K::ValueNoDocument)}</span> });
    let signs: Vec<_> = row
        .new
        .signs
        .iter()
        .filter(|sign| {
            let of_document = **sign == ValueSign::DocumentOlder;
            !(of_document && said.is_some_and(|it| it.older))
        })
        .map(|sign| {
            view! { <span class="line provisional">{text::value_sign(lang, *sign)}</span> }
        })
        .collect();
    let elsewhere = (!said.is_some_and(|it| it.elsewhere))
        .then(|| elsewhere(lang, K::SignSameEvidence, &row.elsewhere))
        .flatten()
        .map(|words| view! { <span class="line provisional">{words}</span> });
    let asked = row.survey.as_ref().map(|it| {
        view! { <span class="line second">{text::survey(lang, it)}</span> }
    });
    let fell = (!row.fall_reason.is_empty()).then(|| {
        let words = tf(lang, K::FallReasonNamed, &[&row.fall_reason]);
        view! { <span class="line second">{words}</span> }
    });
    let refused = row.refused.map(|why| {
        view! { <span class="line second">{text::mistake(lang, why)}</span> }
    });
    view! {
        <tr data-measurement=row.id.clone() data-indicator=row.code.to_string()>
            <td class="pick">
                <label>
                    <input
                        type="checkbox"
                        name=Batch::Values.boxes()
                        value=row.mark.clone()
                        checked=ready && ticked
                        data-plain=plain
                        disabled=!ready
                        aria-label=pick
                    />
                </label>
            </td>
            <th scope="row">
                <a href=outcome_path(&row.code)>{row.name.to_string()}</a>
                <span class="line quiet">{place}</span>
            </th>
            <td data-label=t(lang, K::MeasureLast)>{last}</td>
            <td data-label=t(lang, K::ValuesNew)>
                <b data-few=row.new.value.few.map(|_| "true")>{told(lang, row, row.new.value)}</b>
                {few_answers(lang, row.new.value.few)}
                {change}
                {sample}
                {judged}
                {asked}
            </td>
            <td data-label=t(lang, K::Evidence)>
                {documents}
                {none}
                <span class="line quiet">{by}</span>
            </td>
            <td data-label=t(lang, K::ValuesSigns)>{signs} {fell} {elsewhere} {refused}</td>
        </tr>
    }
    .into_any()
}

/// "95,0%, 9.310 / 9.800, 20/11/2026"
fn told(lang: Lang, row: &ValueToDecide, it: MeasuredValue) -> AnyView {
    let value = text::value_beside_target(lang, it.value, row.target, &row.unit_of_measure);
    let counts = it.measurement.counts().map(|(numerator, all)| {
        let [numerator, all] = [numerator, all].map(|n| text::integer(lang, n));
        format!("{numerator} / {all}, ")
    });
    view! {
        {value}
        <span class="line quiet plain">{counts} {time(lang, it.measurement.day())}</span>
    }
    .into_any()
}

/// Values before which one of a later day stands: closed all or none, after a look at their list.
fn older(lang: Lang, here: String, given: &Marks, rows: &[ValueToDecide]) -> AnyView {
    let number = text::integer(lang, rows.len() as i64);
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let unit = row.unit_name.as_deref();
            let unit = unit.unwrap_or(t(lang, K::WholeCampaign)).to_owned();
            view! {
                <li>
                    <input type="hidden" name=Batch::Older.boxes() value=row.mark.clone()/>
                    <span>
                        <a href=outcome_path(&row.code)>{row.name.to_string()}</a>
                        <span class="line quiet">{unit}</span>
                    </span>
                    <span>{told(lang, row, row.new.value)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <form class="older plans" method="post" action=here>
            {marks(given)}
            <input type="hidden" name="about" value=Batch::Older.code()/>
            <details>
                <summary>{tf(lang, K::OlderTitle, &[&number])}</summary>
                <p class="second">{t(lang, K::OlderNote)}</p>
                <ul>{lines}</ul>
                <p>
                    <button class="btn quiet-btn">{tf(lang, K::OlderClose, &[&number])}</button>
                </p>
            </details>
        </form>
    }
    .into_any()
}

fn buttons(lang: Lang, desk: &ValueDesk) -> AnyView {
    view! {
        <div class="values-do">
            <p>
                <button class="btn ticked" name="event" value="accepted">
                    {t(lang, K::ValuesAccept)}
                </button>
            </p>
            <div>
                {reason(lang, &desk.reason, desk.error)}
                <p>
                    <button class="btn quiet-btn ticked" name="event" value="returned">
                        {t(lang, K::ValuesReturn)}
                    </button>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// Why values are returned, as it was typed.
pub(super) fn reason(lang: Lang, typed: &str, error: Option<Mistake>) -> AnyView {
    let error = said(lang, error);
    let invalid = error.as_ref().map(|_| "true");
    let described = if error.is_some() {
        "value-reason-hint value-reason-error"
    } else {
        "value-reason-hint"
    };
    view! {
        <label for="value-reason">{t(lang, K::ValuesReason)}</label>
        <p class="hint" id="value-reason-hint">
            {t(lang, K::ValuesReasonHint)}
        </p>
        <textarea
            id="value-reason"
            name="reason"
            rows="2"
            aria-invalid=invalid
            aria-describedby=described
            inner_html=html_escape(typed)
        ></textarea>
        {error.map(|words| field_error("value-reason-error".to_owned(), words))}
    }
    .into_any()
}

/// What became of values that were decided on together.
pub fn done(lang: Lang, done: &ValuesDone) -> AnyView {
    let number = |n: usize| text::integer(lang, n as i64);
    let (key, left_out_key) = match (done.older, done.event) {
        (true, _) => (K::OlderClosed, K::OlderChanged),
        (false, Event::Returned) => (K::ValuesReturned, K::ValuesLeftOut),
        (false, _) => (K::ValuesAccepted, K::ValuesLeftOut),
    };
    let words = match (done.decided, done.left_out.is_empty()) {
        (0, true) => t(lang, K::NothingTicked).to_owned(),
        (0, false) if done.older => t(lang, K::OlderNone).to_owned(),
        _ => tf(lang, key, &[&number(done.decided)]),
    };
    let left: Vec<_> = done.left_out.iter().map(|it| left_out(lang, it)).collect();
    let left = (!left.is_empty()).then(|| {
        view! {
            <p>{tf(lang, left_out_key, &[&number(done.left_out.len())])}</p>
            <ul>{left}</ul>
        }
    });
    let class = if done.left_out.is_empty() && done.decided > 0 {
        "notice-line"
    } else {
        "conflict"
    };
    view! {
        <div class=class role="status">
            <p>
                <b>{words}</b>
            </p>
            {left}
        </div>
    }
    .into_any()
}

fn left_out(lang: Lang, it: &ValueLeftOut) -> AnyView {
    let unit = it.unit_name.as_ref().map(|name| format!(" · {name}"));
    view! {
        <li>
            <a href=outcome_path(&it.code)>{it.name.to_string()}</a>
            {unit}
            ": "
            {text::left_out(lang, it.why)}
        </li>
    }
    .into_any()
}
