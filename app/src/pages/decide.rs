//! The forms of `/review/{milestone}`: accept, return, or revoke an acceptance. Each has the
//! marks of what was read; whichever comes first decides.
use leptos::prelude::*;

use crate::{
    components::{day_picker, field_error, keys, marks, needed_words, said},
    domain::{InPlaceOf, Place, STAND_IN_AFTER, Share, Value, parse_day},
    text::{self, Key as K, Lang, html_escape, t, tf},
    views::{Change, DecisionErrors, DecisionForm, DecisionPage, Effect, Frame, UsualReason},
};

pub(super) fn forms(frame: &Frame, page: &DecisionPage) -> AnyView {
    let lang = frame.lang;
    let in_place_of = page.item.in_place_of.map(|of| {
        let words = match of {
            InPlaceOf::Head => after_days(lang, K::DecidesForHead),
            InPlaceOf::Office => t(lang, K::DecidesForOffice).to_owned(),
        };
        view! { <p class="warning">{words}</p> }
    });
    // What nobody may choose yet stands there, with what is missing.
    let waits = page.needed.is_some() && page.may_return;
    let later = page.place.after.as_ref().map(|next| {
        let path = page.filter.address(&format!("/review/{next}"), &[]);
        view! { <p class="small"><a href=path id="later">{t(lang, K::Later)}</a></p> }
    });
    let chosen = said(lang, page.errors.decision);
    let missing = chosen.map(|words| field_error("decision-error".to_owned(), words));
    view! {
        {in_place_of}
        <div class="decide" id="decision" tabindex="-1">
            {missing}
            {(page.may_accept || waits).then(|| accept(frame, page, waits, later))}
            {page.may_return.then(|| give_back(frame, page))}
            {page.may_revoke.then(|| revoke(frame, page))}
        </div>
        {page.may_return.then(|| keys(lang))}
    }
    .into_any()
}

/// A sentence of the days after which the office decides in the head's place.
pub(super) fn after_days(lang: Lang, key: K) -> String {
    tf(lang, key, &[&STAND_IN_AFTER.to_string()])
}

/// What was typed into one of the forms: the others stay as they were.
fn typed(page: &DecisionPage, decision: &str) -> DecisionForm {
    let form = &page.form;
    if form.decision == decision {
        return form.clone();
    }
    DecisionForm {
        marks: form.marks.clone(),
        ..DecisionForm::default()
    }
}

fn errors(page: &DecisionPage, decision: &str) -> DecisionErrors {
    if page.form.decision == decision {
        page.errors.clone()
    } else {
        DecisionErrors::default()
    }
}

fn action(page: &DecisionPage) -> String {
    page.filter
        .address(&format!("/review/{}", page.item.row.id), &[])
}

fn accept<L: IntoView + 'static>(
    frame: &Frame,
    page: &DecisionPage,
    waits: bool,
    later: Option<L>,
) -> AnyView {
    let lang = frame.lang;
    let (form, errors) = (typed(page, "accepted"), errors(page, "accepted"));
    let effect = match (&page.needed, &page.effect) {
        (Some(needed), _) => Some(needed_words(lang, needed)),
        (None, effect) => effect
            .as_ref()
            .map(|effect| effect_words(lang, frame.place(), effect)),
    };
    let error = said(lang, errors.checked);
    let described = error.as_ref().map(|_| "checked-error");
    let button = if page.place.after.is_some() {
        K::AcceptAndNext
    } else {
        K::DecideAccept
    };
    // Of what did not come up there is nothing to open.
    let checked = match page.item.row.nothing() {
        true => K::NothingRead,
        false => K::CheckAll,
    };
    let controls = (!waits).then(|| {
        view! {
            <label class="check" for="checked">
                <input
                    type="checkbox"
                    id="checked"
                    name="checked"
                    value="true"
                    checked=form.checked
                    aria-describedby=described
                />
                <span>{t(lang, checked)}</span>
            </label>
            {error.map(|words| field_error("checked-error".to_owned(), words))}
            {note(lang, &form)}
            <button class="btn" name="decision" value="accepted" id="accept">
                {t(lang, button)}
            </button>
        }
    });
    view! {
        <form method="post" action=action(page)>
            {marks(&form.marks)}
            <h2>{t(lang, K::DecideAccept)}</h2>
            {effect.map(|words| view! { <p class="second">{words}</p> })}
            {controls}
            {later}
        </form>
    }
    .into_any()
}

/// A remark with an acceptance: seldom, so it is folded.
fn note(lang: Lang, form: &DecisionForm) -> AnyView {
    view! {
        <details class="note" open=!form.reason.is_empty()>
            <summary>{t(lang, K::AcceptNote)}</summary>
            <textarea
                name="reason"
                rows="2"
                aria-label=t(lang, K::AcceptNote)
                inner_html=html_escape(&form.reason)
            ></textarea>
        </details>
    }
    .into_any()
}

fn give_back(frame: &Frame, page: &DecisionPage) -> AnyView {
    let lang = frame.lang;
    let (form, errors) = (typed(page, "returned"), errors(page, "returned"));
    let past = |day| day < frame.today;
    let effect = match page.item.row.current_deadline {
        _ if page.item.row.late => K::ReturnEffectStill,
        Some(deadline) if past(deadline) => K::ReturnEffectLate,
        _ => K::ReturnEffect,
    };
    let button = if page.place.after.is_some() {
        K::ReturnAndNext
    } else {
        K::DecideReturn
    };
    view! {
        <form method="post" action=action(page)>
            {marks(&form.marks)}
            <h2>{t(lang, K::DecideReturn)}</h2>
            <p class="second">{t(lang, effect)}</p>
            {usual(lang, &form, page.item.row.nothing())}
            {reason(lang, &form, &errors)}
            {resend(lang, &form, &errors)}
            <button class="btn quiet-btn" name="decision" value="returned" id="return">
                {t(lang, button)}
            </button>
        </form>
    }
    .into_any()
}

fn revoke(frame: &Frame, page: &DecisionPage) -> AnyView {
    let lang = frame.lang;
    let (form, errors) = (typed(page, "revoked"), errors(page, "revoked"));
    let effect = match page.item.row.current_deadline {
        Some(day) if day < frame.today => tf(lang, K::RevokeEffectLate, &[&text::day(lang, day)]),
        _ => t(lang, K::RevokeEffect).to_owned(),
    };
    let moved = page
        .effect
        .as_ref()
        .map(|it| effect_words(lang, frame.place(), it));
    view! {
        <form method="post" action=action(page)>
            {marks(&form.marks)}
            <h2>{t(lang, K::DecideRevoke)}</h2>
            <p class="second">{effect}</p>
            {moved.map(|words| view! { <p class="second">{words}</p> })}
            {reason(lang, &form, &errors)}
            <button class="btn quiet-btn" name="decision" value="revoked" id="revoke">
                {t(lang, K::DecideRevoke)}
            </button>
        </form>
    }
    .into_any()
}

/// What is mostly missing, to choose: its words are the reason where none is typed.
fn usual(lang: Lang, form: &DecisionForm, nothing: bool) -> AnyView {
    let options: Vec<_> = UsualReason::of(nothing)
        .map(|it| {
            let words = text::usual_reason(lang, it);
            view! {
                <label>
                    <input
                        type="radio"
                        name="usual"
                        value=it.code()
                        data-words=words
                        checked=form.usual == it.code()
                    />
                    <span>{text::usual_reason_short(lang, it)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="usual">
            <legend>
                {t(lang, K::UsualReasons)} <span>{t(lang, K::UsualReasonsNote)}</span>
            </legend>
            <div>{options}</div>
        </fieldset>
    }
    .into_any()
}

pub(super) fn reason(lang: Lang, form: &DecisionForm, errors: &DecisionErrors) -> AnyView {
    let error = said(lang, errors.reason);
    let invalid = error.as_ref().map(|_| "true");
    let described = match error {
        Some(_) => "reason-hint reason-error",
        None => "reason-hint",
    };
    view! {
        <div class="reason">
            <label for="reason">{t(lang, K::Reason)}</label>
            <p class="hint" id="reason-hint">{t(lang, K::ReasonHint)}</p>
            <textarea
                id="reason"
                name="reason"
                rows="3"
                aria-describedby=described
                aria-invalid=invalid
                inner_html=html_escape(&form.reason)
            ></textarea>
            {error.map(|words| field_error("reason-error".to_owned(), words))}
        </div>
    }
    .into_any()
}

fn resend(lang: Lang, form: &DecisionForm, errors: &DecisionErrors) -> AnyView {
    let error = said(lang, errors.resend);
    let invalid = error.as_ref().map(|_| "true");
    let described = match error {
        Some(_) => "resend-hint resend-error",
        None => "resend-hint",
    };
    let hint = parse_day(&form.resend).map_or_else(
        || t(lang, K::ResendHint).to_owned(),
        |day| text::weekday(lang, day),
    );
    view! {
        <div class="reason">
            <label for="resend">{t(lang, K::Resend)}</label>
            <p class="hint" id="resend-hint">{hint}</p>
            <input
                id="resend"
                name="resend"
                type="text"
                class="short"
                value=form.resend.clone()
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid
            />
            {day_picker(lang, "resend", None, (None, None))}
            {error.map(|words| field_error("resend-error".to_owned(), words))}
        </div>
    }
    .into_any()
}

/// "Sở Y tế từ 41,2% lên 43,0%, Toàn thành phố từ 12,0% lên 12,1%"
fn effect_words(lang: Lang, place: Place, effect: &Effect) -> String {
    let told = |of: &str, change: Change| {
        let percent = |share| text::maybe_percent(lang, share);
        let (now, then) = (percent(change.now), percent(change.then));
        if now == then {
            // What one decimal cannot show is told by how much it is.
            let grows = change.now.zip(change.then).filter(|_| change.rises());
            return match grows {
                Some((now, then)) => {
                    let value = |share: Share| {
                        let (part, of) = share.parts();
                        Value::new(part, of)
                    };
                    let more = text::value_points(lang, value(then) - value(now));
                    tf(lang, K::AcceptSmall, &[of, &more])
                }
                None => tf(lang, K::AcceptNone, &[of, &now]),
            };
        }
        let key = match change.rises() {
            true => K::AcceptEffect,
            false => K::AcceptFalls,
        };
        tf(lang, key, &[of, &now, &then])
    };
    let own = told(&effect.of, effect.change);
    match effect.whole {
        Some((group, change)) => {
            let whole = match group {
                Some(group) => text::whole(lang, group).to_owned(),
                None => text::whole_place(lang, place),
            };
            format!("{own}, {}", told(&whole, change))
        }
        None => own,
    }
}
