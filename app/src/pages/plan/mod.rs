//! `/plan`: the office looks through the plan and changes it, each change with what it moves.
mod changes;
mod home;
mod list;
mod paste;
mod preview;
mod row;
mod sheet;
mod together;

pub use changes::page as changes;
pub use home::page as home;
pub use list::page as list;
pub use paste::page as paste;
pub use row::page as row;
pub use sheet::page as sheet;
pub use together::page as together;

use leptos::prelude::*;

use crate::{
    components::{Field, Input, error_summary, field_error},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, PlanDecision, PlanFile, PlanForm, PlanNames, PlanOver},
};

/// Where a part of the plan is listed.
fn file_path(file: PlanFile) -> String {
    match file {
        PlanFile::Campaign => "/plan/campaign/row".to_owned(),
        file => format!("/plan/{}", file.code()),
    }
}

/// The way back from a page of the plan.
fn crumb(lang: Lang, file: Option<PlanFile>, here: String) -> AnyView {
    let file = file.filter(|it| *it != PlanFile::Campaign).map(|file| {
        view! { <a href=file_path(file)>{text::plan_file(lang, file)}</a> " / " }
    });
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href="/plan">{t(lang, K::NavPlan)}</a>
            " / "
            {file}
            <span>{here}</span>
        </nav>
    }
    .into_any()
}

/// What a form carries besides what is typed: whom it was given to, and what was read.
fn carried(form: &PlanForm) -> AnyView {
    view! {
        <input type="hidden" name="account" value=form.account.clone()/>
        <input type="hidden" name="seen" value=form.seen.clone()/>
    }
    .into_any()
}

/// What came of a form: that it was saved, that it says nothing new, that others were quicker,
/// what is wrong with it.
fn outcome(lang: Lang, form: &PlanForm, fields: Vec<(&'static str, Option<String>)>) -> AnyView {
    let done = form.done.map(|place| {
        let words = match place {
            0 => t(lang, K::PlanDoneBefore).to_owned(),
            place => tf(lang, K::PlanDone, &[&text::integer(lang, place)]),
        };
        let all = t(lang, K::PlanChanges);
        view! { <p class="notice-line" role="status">{words} " " <a href="/plan/changes">{all}</a></p> }
    });
    let overtaken = form.overtaken.then(|| {
        let words = if form.preview.is_some() {
            K::PlanOvertaken
        } else {
            K::PlanRowChanged
        };
        view! { <div class="conflict" role="alert"><p>{t(lang, words)}</p></div> }
    });
    let nothing = form
        .nothing
        .then(|| view! { <p class="second" role="status">{t(lang, K::PlanSaysNothing)}</p> });
    let whole = (!form.errors.is_empty()).then(|| form.errors.join(" "));
    view! { {done} {overtaken} {nothing} {error_summary(lang, whole, fields)} }.into_any()
}

/// The decision behind what is changed.
fn decision_fields(lang: Lang, decision: PlanDecision) -> AnyView {
    let [number, reason, approver] = decision.errors;
    view! {
        <h2 class="sub">{t(lang, K::PlanGrounds)}</h2>
        <p class="small quiet">{t(lang, K::PlanGroundsNote)}</p>
        <Field lang name="decision" label=K::PlanNumber input=Input::Short value=decision.number error=number/>
        <Field lang name="reason" label=K::PlanReason input=Input::Area value=decision.reason error=reason/>
        <Field lang name="approver" label=K::PlanApprover hint=K::PlanApproverHint value=decision.approver error=approver/>
    }
    .into_any()
}

/// The form whose preview is saved from below it.
const FORM: &str = "plan-change";

/// The button to look. It comes first in the form, so that Enter looks and never saves.
fn looks(lang: Lang, form: &PlanForm) -> AnyView {
    let (class, words) = match form.preview {
        Some(_) => ("btn quiet-btn", K::PlanLookAgain),
        None => ("btn", K::PlanLook),
    };
    view! {
        <p class="adjust-do plan-do">
            <button class=class name="action" value="look">{t(lang, words)}</button>
        </p>
    }
    .into_any()
}

/// The button of a form that has something to ask yet.
fn saves_nothing_yet(lang: Lang) -> AnyView {
    view! {
        <p class="adjust-do plan-do">
            <button class="btn" name="action" value="look">{t(lang, K::WrittenContinue)}</button>
            <span class="small quiet">{t(lang, K::WrittenContinueNote)}</span>
        </p>
    }
    .into_any()
}

/// What a change moves, and under it the button to save it. `ticks`: one says first that it was read.
fn preview_and_save(frame: &Frame, form: &PlanForm, ticks: bool) -> Option<AnyView> {
    let lang = frame.lang;
    let preview = form.preview.as_ref()?;
    let shown = preview::section(frame, preview);
    let rows = text::integer(lang, preview.rows as i64);
    let words = tf(lang, K::PlanWrite, &[&rows]);
    let unread = form
        .unread
        .then(|| field_error("read-error".to_owned(), t(lang, K::PlanUnread).to_owned()));
    let read = ticks.then(|| {
        let words = tf(lang, K::PlanRead, &[&rows]);
        view! {
            <label class="check">
                <input type="checkbox" id="read" name="read" value="yes" form=FORM/>
                <span>{words}</span>
            </label>
            {unread}
        }
    });
    Some(
        view! {
            {shown}
            <div class="plan-save">
                {read}
                <button class="btn" name="action" value="write" form=FORM>{words}</button>
                <p class="small quiet">{t(lang, K::PlanWriteNote)}</p>
            </div>
        }
        .into_any(),
    )
}

/// That a row is over.
fn over_mark(lang: Lang, it: PlanOver) -> AnyView {
    let words = match it {
        PlanOver::Cancelled => K::PlanCancelled,
        PlanOver::Ended => K::PlanEnded,
    };
    view! { <span class="provisional">{t(lang, words)}</span> }.into_any()
}

/// What may be named, for the browser to offer while it is typed.
fn offers(names: &PlanNames) -> AnyView {
    let list = |id: &'static str, all: &[(String, std::sync::Arc<str>)]| {
        let options: Vec<_> = all
            .iter()
            .map(|(code, name)| view! { <option value=code.clone()>{name.to_string()}</option> })
            .collect();
        view! { <datalist id=id>{options}</datalist> }
    };
    view! {
        {list("plan-units", &names.units)}
        {list("plan-workstreams", &names.workstreams)}
        {list("plan-partners", &names.partners)}
        {list("plan-bodies", &names.bodies)}
        {list("plan-triggers", &names.triggers)}
        {list("plan-groups", &names.groups)}
    }
    .into_any()
}

/// Which of the lists a column's codes are from.
fn offered(column: &str) -> Option<&'static str> {
    Some(match column {
        "unit" | "parent" | "owner_unit" | "lead_unit" => "plan-units",
        "workstream" | "waits_for" | "feeds" => "plan-workstreams",
        "partner" | "responsible" => "plan-partners",
        "body" | "issuer" => "plan-bodies",
        "after" => "plan-triggers",
        "unit_group" => "plan-groups",
        _ => return None,
    })
}
