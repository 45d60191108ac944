//! A form that could not be written: what was typed, and the way to send it again. It needs
//! nothing of the database, which may be away.
use leptos::prelude::*;

use super::{
    Content, adjustment, brief, compare, decide, explanation, measure, not_theirs::typed_line,
    outcome, people, rechecks, report, restatement, review,
};
use crate::{
    components::{Field, Input, kept_files, marks, no_secrets},
    domain::{Act, Event},
    text::{self, Key as K, Lang, t, tf},
    views::{
        AdjustmentErrors, AdjustmentForm, Away, DecisionErrors, DecisionForm, ExplanationErrors,
        ExplanationForm, FigureNoteForm, Frame, NamingErrors, NotWritten, PlanSent, ReportErrors,
        ReportForm, RestatementErrors, RestatementForm, Restates, Typed,
    },
};

pub fn page(frame: &Frame, page: NotWritten, why: Away) -> Content {
    let lang = frame.lang;
    let why = match why {
        Away::Busy => K::NotWrittenBody,
        Away::Moved => K::NotWrittenMoved,
        Away::Upgraded => K::NotWrittenUpgraded,
    };
    let fields = match &page.typed {
        Typed::Report(form) => report_fields(lang, form),
        Typed::Decision(form) => decision_fields(lang, form),
        Typed::Adjustment(form) => adjustment_fields(lang, form),
        Typed::Restatement(form) => restatement_fields(lang, form),
        Typed::Explanation(form) => explanation_fields(lang, form),
        Typed::Measurements(form) => measure::unwritten_fields(lang, form),
        Typed::Announcement(form) => rechecks::unwritten_announcement(lang, form),
        Typed::Proposals(form) => brief::unwritten(lang, form),
        Typed::Recheck(form) => rechecks::unwritten_result(lang, form),
        Typed::Together(form) => review::unwritten(lang, form),
        Typed::Revocation(form) => outcome::unwritten(lang, form),
        Typed::FigureNote(form) => note_fields(lang, form),
        Typed::Plan(form) => plan_fields(lang, form),
        Typed::DayName(form) => compare::name_fields(lang, form, NamingErrors::default()),
        Typed::Person(form) => people::person_unwritten(lang, form),
        Typed::People(form) => people::many_unwritten(lang, form),
    };
    let content = view! {
        <h1>{t(lang, K::NotWrittenTitle)}</h1>
        <div class="error-summary" role="alert">
            <p>
                <b>{text::unsent(lang, page.form)}</b>
            </p>
            <p>{t(lang, why)}</p>
        </div>
        <form class="report" method="post" action=page.action>
            {fields}
        </form>
        <p class="second">
            {t(lang, K::RequestId)} ": " <code>{frame.request_id.clone()}</code>
        </p>
    };
    Content::new("form-page", t(lang, K::NotWrittenTitle), content).with_actions()
}

fn report_fields(lang: Lang, form: &ReportForm) -> AnyView {
    let errors = ReportErrors::default();
    // Ticked as they were: whose they are cannot be read now.
    let others = form.together.iter().enumerate().map(|(n, mark)| {
        view! { <input type="hidden" name=format!("together.{n}") value=mark.clone()/> }
    });
    let others: Vec<_> = others.collect();
    let together = (!others.is_empty()).then(|| {
        let words = tf(lang, K::TogetherKept, &[&others.len().to_string()]);
        view! {
            {others}
            <p class="second">{words}</p>
        }
    });
    view! {
        {report::hidden(form)}
        {together}
        {report::fields(lang, form, &errors, report::ReportOf::default())}
        {kept_files(lang, &form.files, form.files_lost)}
        {no_secrets(lang, form.no_secrets, errors.no_secrets)}
        {report::actions(lang, false, None)}
    }
    .into_any()
}

fn decision_fields(lang: Lang, form: &DecisionForm) -> AnyView {
    let ticked = form
        .checked
        .then(|| view! { <input type="hidden" name="checked" value="true"/> });
    let kept = |name: &'static str, value: &str| {
        view! { <input type="hidden" name=name value=value.to_owned()/> }
    };
    let decided = match Event::from_code(&form.decision) {
        Some(Event::Accepted) => t(lang, K::DecideAccept),
        Some(Event::Returned) => t(lang, K::DecideReturn),
        Some(Event::Revoked) => t(lang, K::DecideRevoke),
        _ => "",
    };
    view! {
        {marks(&form.marks)}
        {ticked}
        {kept("usual", &form.usual)}
        {kept("resend", &form.resend)}
        {kept("decision", &form.decision)}
        <p>
            {t(lang, K::DecisionTitle)} ": " <b>{decided}</b>
        </p>
        {decide::reason(lang, form, &DecisionErrors::default())}
        <div class="actions">
            <div class="wrap">
                <button class="btn">{t(lang, K::Decide)}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The party that was chosen is kept as it is: who else there is cannot be read.
fn adjustment_fields(lang: Lang, form: &AdjustmentForm) -> AnyView {
    let Some(event) = Event::from_code(&form.event) else {
        return ().into_any();
    };
    let errors = AdjustmentErrors::default();
    let sure = form
        .sure
        .then(|| view! { <input type="hidden" name="sure" value="true"/> });
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="event" value=form.event.clone()/>
        <input type="hidden" name="party" value=form.party.clone()/>
        {sure}
        {adjustment::fields(lang, event, form, &errors, None)}
        <p class="adjust-do">
            <button class="btn">{t(lang, adjustment::words(event).0)}</button>
        </p>
    }
    .into_any()
}

fn restatement_fields(lang: Lang, form: &RestatementForm) -> AnyView {
    let Some(act) = Restates::from_code(&form.act) else {
        return ().into_any();
    };
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="act" value=form.act.clone()/>
        <input type="hidden" name="party" value=form.party.clone()/>
        {restatement::fields(lang, act, form, &RestatementErrors::default(), None)}
        <p class="adjust-do">
            <button class="btn">{t(lang, restatement::words(act).0)}</button>
        </p>
    }
    .into_any()
}

/// What it is about is kept as it was ticked: what else there is cannot be read.
fn explanation_fields(lang: Lang, form: &ExplanationForm) -> AnyView {
    let Some(act) = Act::from_code(&form.act) else {
        return ().into_any();
    };
    let about: Vec<_> = form
        .about
        .iter()
        .map(|it| explanation::hidden_about(it))
        .collect();
    let errors = ExplanationErrors::default();
    let document = (act == Act::Explained).then(|| {
        view! {
            <p class="label">{t(lang, K::ExplainDocument)}</p>
            {explanation::document(lang, form, &errors)}
            {kept_files(lang, &form.files, form.files_lost)}
            {no_secrets(lang, form.no_secrets, None)}
        }
    });
    view! {
        {marks(&form.marks)}
        {about}
        {explanation::fields(lang, act, form, &errors)}
        {document}
        <p class="adjust-do">
            <button class="btn">{t(lang, explanation::words(act).0)}</button>
        </p>
    }
    .into_any()
}

fn note_fields(lang: Lang, form: &FigureNoteForm) -> AnyView {
    let hidden = |name: &'static str, value: &str| {
        view! { <input type="hidden" name=name value=value.to_owned()/> }
    };
    view! {
        {marks(&form.marks)}
        {hidden("day", &form.day)}
        {hidden("of", &form.of)}
        <Field
            lang
            name="text"
            label=K::ReconcileNoteLabel
            hint=K::ReconcileNoteHint
            input=Input::Area
            value=form.text.clone()
        />
        <p class="adjust-do">
            <button class="btn">{t(lang, K::ReconcileNoteDo)}</button>
        </p>
    }
    .into_any()
}

/// What was answered is kept as it is: what was asked cannot be read.
fn plan_fields(lang: Lang, form: &PlanSent) -> AnyView {
    let carried = form
        .fields
        .iter()
        .filter(|(name, _)| !["text", "action", "read"].contains(&name.as_str()));
    let carried: Vec<_> = carried
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        })
        .collect();
    let table = form.table().to_owned();
    let typed = match table.is_empty() {
        true => plan_typed(lang, form),
        false => {
            view! { <Field lang name="text" label=K::WrittenFile input=Input::Area value=table/> }
                .into_any()
        }
    };
    view! {
        {carried}
        {typed}
        <p class="adjust-do">
            <button class="btn" name="action" value="look">
                {t(lang, K::WrittenContinue)}
            </button>
        </p>
    }
    .into_any()
}

/// What was typed into a form of the plan, each under its column where it is one.
fn plan_typed(lang: Lang, form: &PlanSent) -> AnyView {
    let rows: Vec<_> = form
        .typed()
        .map(|(name, value)| {
            let label = text::plan_column(None, name).map(|(label, _)| t(lang, label));
            typed_line(label.unwrap_or_default(), value.to_owned())
        })
        .collect();
    rows.into_any()
}
