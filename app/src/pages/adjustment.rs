//! `/work/{milestone}/extension` and `/review/{milestone}/adjust`: more time, another party,
//! waiting on others, the end of a milestone. One form at a time.
use std::sync::Arc;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, error_summary, field_error, history, marks,
        milestone_head, moved_list, read_back, repromised, said,
    },
    domain::{Day, Event},
    text::{self, Key as K, Lang, t, tf},
    views::{
        AdjustmentErrors, AdjustmentForm, AdjustmentPage, Desk, Frame, MilestoneRow, Mistake,
        THE_UNIT,
    },
};

pub fn page(frame: &Frame, page: AdjustmentPage) -> Content {
    let lang = frame.lang;
    let title = match page.desk {
        Desk::Work => K::AskForTime,
        Desk::Review => K::Adjust,
    };
    let tab = format!("{}: {}", t(lang, title), page.row.title);
    let names = [&*page.unit_name, &*page.workstream_name];
    let crumb = crumb(lang, page.desk, &page.row, names);
    let head = milestone_head(frame, &page.row, ().into_any(), crumb);
    let errors = &page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("day", said(lang, errors.day)),
            ("party", said(lang, errors.party)),
            ("number", said(lang, errors.number)),
            ("reason", said(lang, errors.reason)),
            ("sure", said(lang, errors.sure)),
        ],
    );
    let acted = page.acted.as_ref().map(|act| {
        let words = [
            &act.person,
            text::happened(lang, act.event, act.renamed),
            &act.time,
            &text::day(lang, act.day),
        ];
        view! { <p class="warning" role="alert">{tf(lang, K::AdjustLast, &words)}</p> }
    });
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let asked = page.asked_because.as_ref().map(|why| {
        view! { <p class="told">{tf(lang, K::RequestReason, &[why])}</p> }
    });
    let choices = (page.may.len() > 1).then(|| choices(&page, lang));
    let chosen = Event::from_code(&page.form.event).filter(|event| page.may.contains(event));
    let body = match chosen {
        Some(event) => form(frame, &page, event),
        None if page.may.is_empty() => {
            view! { <p class="warning">{t(lang, K::AdjustNothing)}</p> }.into_any()
        }
        None => ().into_any(),
    };
    let events = history(lang, page.history.clone());
    let content = view! {
        {head}
        {summary}
        {acted}
        {changed}
        {asked}
        {choices}
        {body}
        <Section lang title=K::History>{events}</Section>
    };
    Content::new("form-page", tab, content)
}

/// The way back from a form about a milestone: to the list of its desk, and to the milestone.
pub(super) fn crumb(lang: Lang, desk: Desk, row: &MilestoneRow, names: [&str; 2]) -> AnyView {
    let (list, name) = match desk {
        Desk::Work => ("/work", K::NavWork),
        Desk::Review => ("/review", K::NavReview),
    };
    let [unit, workstream] = names.map(str::to_owned);
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=list>{t(lang, name)}</a>
            " / "
            <span>{unit}</span>
            " / "
            <a href=desk.back(row.id.as_str())>{workstream}</a>
        </nav>
    }
    .into_any()
}

/// What each event is called on its button, and what it does.
pub(super) const fn words(event: Event) -> (K, K) {
    match event {
        Event::ExtensionRequested => (K::DoAsk, K::AskEffect),
        Event::Extended => (K::DoExtend, K::ExtendEffect),
        Event::ExtensionDeclined => (K::DoDecline, K::DeclineEffect),
        Event::Reassigned => (K::DoReassign, K::ReassignEffect),
        Event::WaitingOnMinistry => (K::DoWait, K::WaitEffect),
        Event::Resumed => (K::DoResume, K::ResumeEffect),
        _ => (K::DoCancel, K::CancelEffect),
    }
}

fn choices(page: &AdjustmentPage, lang: Lang) -> AnyView {
    let links: Vec<_> = page
        .may
        .iter()
        .map(|event| {
            let code = event.code();
            let path = format!("{}?event={code}", page.desk.path(page.row.id.as_str()));
            let chosen = (page.form.event == code).then_some("true");
            view! { <a href=path aria-current=chosen>{t(lang, words(*event).0)}</a> }
        })
        .collect();
    view! { <nav class="choices-row" aria-label=t(lang, K::Adjust)>{links}</nav> }.into_any()
}

fn form(frame: &Frame, page: &AdjustmentPage, event: Event) -> AnyView {
    let lang = frame.lang;
    let (button, effect) = words(event);
    let (form, errors) = (&page.form, &page.errors);
    let party = event.says().party.then(|| {
        view! {
            <SelectField
                lang
                name="party"
                label=K::NewParty
                none=true
                choices=parties(lang, &page.parties, &form.party)
                error=said(lang, errors.party)
            />
        }
    });
    let beyond = errors.sure == Some(Mistake::BeyondCampaign) || form.sure;
    let sure = match event {
        Event::Cancelled => Some(sure(page, lang, K::CancelSure)),
        _ => beyond.then(|| sure(page, lang, K::BeyondSure)),
    };
    view! {
        <form class="report adjust" method="post" action=page.desk.path(page.row.id.as_str())>
            {marks(&form.marks)}
            <input type="hidden" name="event" value=event.code()/>
            {party}
            {fields(lang, event, form, errors, page.row.current_deadline)}
            {sure}
            <div class="effect">
                <div>
                    <p>{t(lang, effect)}</p>
                    {moved(frame, page, event)}
                </div>
            </div>
            <p class="adjust-do">
                <button class="btn">{t(lang, button)}</button>
                <a href=page.desk.back(page.row.id.as_str())>{t(lang, K::Later)}</a>
            </p>
        </form>
    }
    .into_any()
}

/// What is typed: a day, a number, a reason. `stands` is the deadline that the new one must be
/// after, where it is known.
pub(super) fn fields(
    lang: Lang,
    event: Event,
    form: &AdjustmentForm,
    errors: &AdjustmentErrors,
    stands: Option<Day>,
) -> AnyView {
    let says = event.says();
    let day = says.day.then(|| day(lang, event, form, errors, stands));
    let number_label = match event {
        Event::WaitingOnMinistry => K::WaitDocument,
        _ => K::DecisionNumberLabel,
    };
    let number = says.number.then(|| {
        view! {
            <Field
                lang
                name="number"
                label=number_label
                input=Input::Short
                value=form.number.clone()
                error=said(lang, errors.number)
            />
        }
    });
    let reason_label = match event {
        Event::WaitingOnMinistry => K::WaitsOn,
        Event::Resumed => K::Note,
        _ => K::AdjustReason,
    };
    view! {
        {day}
        {number}
        <Field
            lang
            name="reason"
            label=reason_label
            input=Input::Area
            value=form.reason.clone()
            error=said(lang, errors.reason)
        />
    }
    .into_any()
}

fn day(
    lang: Lang,
    event: Event,
    form: &AdjustmentForm,
    errors: &AdjustmentErrors,
    stands: Option<Day>,
) -> AnyView {
    let label = match event {
        Event::ExtensionRequested => K::AskedDeadline,
        _ => K::NewDeadline,
    };
    let hint = stands.map_or_else(
        || t(lang, K::NewDeadlineHintFree).to_owned(),
        |day| tf(lang, K::NewDeadlineHint, &[&text::day(lang, day)]),
    );
    let hint = read_back(lang, &form.day).unwrap_or(hint);
    view! {
        <Field
            lang
            name="day"
            label
            input=Input::Day
            value=form.day.clone()
            error=said(lang, errors.day)
            last=Some(hint)
        />
    }
    .into_any()
}

/// Who may be responsible, with one chosen.
pub(super) fn parties(lang: Lang, all: &[(String, Arc<str>)], chosen: &str) -> Vec<Choice> {
    all.iter()
        .map(|(code, name)| Choice {
            value: code.clone(),
            word: match code.as_str() {
                THE_UNIT => format!("{name} ({})", t(lang, K::TheUnit)),
                _ => name.to_string(),
            },
            chosen: chosen == code,
        })
        .collect()
}

/// Asked once: it cannot be taken back.
fn sure(page: &AdjustmentPage, lang: Lang, words: K) -> AnyView {
    let error = said(lang, page.errors.sure);
    let described = error.as_ref().map(|_| "sure-error");
    let invalid = error.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <p class="label">{t(lang, K::Confirmation)}</p>
            <div>
                <label class="check" for="sure">
                    <input
                        type="checkbox"
                        id="sure"
                        name="sure"
                        value="true"
                        checked=page.form.sure
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    <span>{t(lang, words)}</span>
                </label>
                {error.map(|words| field_error("sure-error".to_owned(), words))}
            </div>
        </div>
    }
    .into_any()
}

/// What cancelling moves, and what another party takes over.
fn moved(frame: &Frame, page: &AdjustmentPage, event: Event) -> Option<AnyView> {
    let lang = frame.lang;
    if event == Event::Reassigned {
        let days = page.row.current_deadline.filter(|_| page.row.late);
        return days.map(|deadline| {
            let words = tf(lang, K::ReassignLate, &[&text::day(lang, deadline)]);
            view! { <p><b>{words}</b></p> }.into_any()
        });
    }
    if event != Event::Cancelled {
        return None;
    }
    let moved = moved_list(frame, &page.moved);
    let late = page
        .row
        .late
        .then(|| view! { <p>{t(lang, K::CancelLate)}</p> });
    Some(view! { {moved} {late} }.into_any())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// An event without words of its own would stand under the button of another.
    #[test]
    fn every_event_of_a_desk_has_its_own_words() {
        for lang in [Lang::Vi, Lang::En] {
            let events = [Desk::Work, Desk::Review].map(Desk::events).concat();
            let told: BTreeSet<[&str; 2]> = events
                .iter()
                .map(|event| [t(lang, words(*event).0), t(lang, words(*event).1)])
                .collect();
            assert_eq!(told.len(), events.len());
        }
    }
}
