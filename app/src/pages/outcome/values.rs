use leptos::prelude::*;

use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, after_reset, before_campaign, download,
        entered_late, evidence, few_answers, marks, outcome_path, said, time, value_signs,
        ways_to_say,
    },
    domain::{About, Status},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Frame, OutcomePage, Table, ValueDecision, ValueRevocation, ValueRow},
};

/// Every value with its source and what became of it, newest first.
pub fn values(frame: &Frame, page: &OutcomePage) -> AnyView {
    let lang = frame.lang;
    let title = K::ValuesTitle;
    let acts = acts(lang, page);
    if page.values.is_empty() {
        return view! {
            <Section lang title>
                <p class="quiet none">{t(lang, K::MeasurementsNone)}</p>
                {acts}
            </Section>
        }
        .into_any();
    }
    let shown = page.values.iter().take(page.shown);
    let documents = page.values.iter().any(|row| !row.evidence.is_empty());
    let rows: Vec<_> = shown.map(|row| line(lang, page, row, documents)).collect();
    let all = (page.shown < page.values.len()).then(|| {
        let words = tf(lang, K::ValuesAll, &[&page.values.len().to_string()]);
        let path = frame.address(&[("all", "1")]);
        view! { <a href=path>{words}</a> }
    });
    let only = |shown: bool, key: K| shown.then(|| view! { <th scope="col">{t(lang, key)}</th> });
    let change = if page.row.unit_of_measure.starts_with('%') {
        t(lang, K::ValuesChangePoints).to_owned()
    } else {
        tf(lang, K::ValuesChange, &[&page.row.unit_of_measure])
    };
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, title)>
            <table class="values">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::MeasuredOn)}</th>
                        <th scope="col" class="n">{t(lang, K::Counts)}</th>
                        <th scope="col" class="n">{t(lang, K::Value)}</th>
                        <th scope="col" class="n">{change}</th>
                        <th scope="col">{t(lang, K::Source)}</th>
                        {only(documents, K::Evidence)}
                        {only(page.full, K::ValuesPerson)}
                        <th scope="col">{t(lang, K::ValuesDecision)}</th>
                        <th scope="col">{t(lang, K::ValuesValid)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let note = if documents {
        K::ValuesNote
    } else {
        K::ValuesNotePublic
    };
    let end =
        view! { <span class="end">{all} " " {download(frame, Table::Values)}</span> }.into_any();
    let revocation = revocation(lang, page);
    view! {
        <Section lang class="values-section" title note end>
            {table}
            {acts}
            {revocation}
        </Section>
    }
    .into_any()
}

/// The way to the table in which the reader enters the next value, and to what he or she may say.
fn acts(lang: Lang, page: &OutcomePage) -> Option<AnyView> {
    if !page.measures && page.says.is_empty() {
        return None;
    }
    let words = t(lang, K::ValueEnterNext);
    let enters = page
        .measures
        .then(|| view! { <a class="btn quiet-btn" href="/measure">{words}</a> });
    let about = About::Indicator(page.row.code.clone());
    let late = page.row.status == Some(Status::Late);
    let says = ways_to_say(lang, &about, &page.says, late);
    Some(view! { <p class="outcome-acts">{enters} {says}</p> }.into_any())
}

/// For who decides: an accepted value is revoked with a reason, and stays in the list.
fn revocation(lang: Lang, page: &OutcomePage) -> Option<AnyView> {
    let form = &page.revocation;
    let unit = page.row.unit_of_measure.as_ref();
    let choice = |row: &ValueRow| {
        let value = text::value_beside_target(lang, row.value, page.row.target, unit);
        let before = row.before_campaign.then(|| t(lang, K::BeforeCampaign));
        let words = [Some(value.as_str()), before];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        Choice {
            value: row.mark.clone(),
            word: format!("{}: {}", text::day(lang, row.day), words.join(", ")),
            // The box of the same value, opened anew.
            chosen: form.chosen.split('.').next() == Some(&row.id),
        }
    };
    let rows = page.values.iter().filter(|row| !row.mark.is_empty());
    let choices: Vec<Choice> = rows.map(choice).collect();
    if choices.is_empty() && !form.is_begun() {
        return None;
    }
    let open = form.is_begun();
    let action = outcome_path(&page.row.code);
    Some(
        view! {
            <details class="revoke-value" open=open>
                <summary>{t(lang, K::ValueRevokeTitle)}</summary>
                <p class="second small">{t(lang, K::ValueRevokeNote)}</p>
                <form class="report" method="post" action=action>
                    {marks(&form.marks)}
                    <SelectField lang name="value" label=K::ValueRevokeWhich choices/>
                    {reason(lang, form)}
                    <p>
                        <button class="btn quiet-btn">{t(lang, K::ValueRevokeDo)}</button>
                    </p>
                </form>
            </details>
        }
        .into_any(),
    )
}

fn reason(lang: Lang, form: &ValueRevocation) -> AnyView {
    view! {
        <Field
            lang
            name="reason"
            label=K::ValueRevokeReason
            input=Input::Area
            value=form.reason.clone()
            error=said(lang, form.error)
        />
    }
    .into_any()
}

/// The fields of a revocation that could not be written: what else there is cannot be read.
pub fn unwritten(lang: Lang, form: &ValueRevocation) -> AnyView {
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="value" value=form.chosen.clone()/>
        {reason(lang, form)}
        <p>
            <button class="btn">{t(lang, K::ValueRevokeDo)}</button>
        </p>
    }
    .into_any()
}

/// `documents`: some value has one that the reader may open.
fn line(lang: Lang, page: &OutcomePage, row: &ValueRow, documents: bool) -> AnyView {
    let unit = page.row.unit_of_measure.as_ref();
    let counts = row.counts.map_or_else(
        || NONE.to_owned(),
        |(n, of)| format!("{}/{}", text::integer(lang, n), text::integer(lang, of)),
    );
    let change = row.change.map_or_else(
        || NONE.to_owned(),
        |change| {
            let sign = if change > 0 { "+" } else { "" };
            format!("{sign}{}", text::tenths(lang, change))
        },
    );
    let judged = row.judged.map(|judged| {
        let judged = text::value_beside_target(lang, judged, page.row.target, unit);
        view! { <span class="line small second">{tf(lang, K::OfAllRecords, &[&judged])}</span> }
    });
    let documents = documents.then(|| {
        let documents: Vec<_> = row
            .evidence
            .iter()
            .map(|document| evidence(lang, document.clone()))
            .collect();
        view! { <td>{documents}</td> }
    });
    let person = page.full.then(|| {
        view! {
            <td class="second">
                {row.person.clone()} <span class="line small">{time(lang, row.entered_on)}</span>
            </td>
        }
    });
    let valid = row
        .valid_until
        .map_or_else(|| NONE.into_any(), |day| time(lang, day).into_any());
    let waiting = row.decision == ValueDecision::Waiting;
    let fell = (!row.fall_reason.is_empty()).then(|| {
        let words = tf(lang, K::FallReasonNamed, &[&row.fall_reason]);
        view! { <span class="line small">{words}</span> }
    });
    let asked = row.survey.as_ref().map(|it| {
        view! { <span class="line small">{text::survey(lang, it)}</span> }
    });
    view! {
        <tr class=waiting.then_some("waiting")>
            <th scope="row">{time(lang, row.day)} {before_campaign(lang, row.before_campaign)} {entered_late(lang, row.entered_late)}</th>
            <td class="n">{counts}</td>
            <td class="n">
                <b data-few=row.few.map(|_| "true")>
                    {text::value_beside_target(lang, row.value, page.row.target, unit)}
                </b>
                {judged} {few_answers(lang, row.few)}
            </td>
            <td class="n">{change}</td>
            <td class="second">{row.source.clone()} {fell} {asked}</td>
            {documents}
            {person}
            <td>{decision(lang, row)} {value_signs(lang, row)}</td>
            <td>{valid}</td>
        </tr>
    }
    .into_any()
}

/// What became of a value; why it was returned, for those who read in full.
fn decision(lang: Lang, row: &ValueRow) -> AnyView {
    let word = text::value_decision(lang, row.decision);
    if row.decision == ValueDecision::Waiting {
        return view! { <i>{word}</i> }.into_any();
    }
    let day = row.decided_on.map(|day| view! { ", " {time(lang, day)} });
    let by = (!row.decided_by.is_empty())
        .then(|| view! { <span class="line small second">{row.decided_by.clone()}</span> });
    let reason = (!row.reason.is_empty())
        .then(|| view! { <span class="line small second">{row.reason.clone()}</span> });
    view! {
        {word} {day}
        {by}
        {row.after_reset.then(|| after_reset(lang))}
        {reason}
    }
    .into_any()
}
