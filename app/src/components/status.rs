//! Statuses: shape, letter, colour and words.
use leptos::prelude::*;

use super::{figure::Count, listed::explained_count, three_bars::was};
use crate::{
    chart,
    domain::{Figures, Judgement, Of, Status, What},
    text::{self, Key as K, Lang, t, tf},
    views::Frame,
};

/// The sign of a status; the word stands beside it.
pub fn glyph(status: Status) -> impl IntoView + use<> {
    let letter = text::letter(status);
    view! {
        <svg class=format!("g {letter}") aria-hidden="true">
            <use href=format!("#{letter}")></use>
        </svg>
    }
}

/// Sign and word of a duty's status, or that it only supports others.
pub fn judged(lang: Lang, judgement: Option<Judgement>) -> AnyView {
    let Some(judgement) = judgement else {
        let words = t(lang, K::OnlySupports);
        return view! { <span class="status quiet">{words}</span> }.into_any();
    };
    view! {
        <span
            class="status"
            data-status=judgement.status.code()
            data-late=judgement.finished_late.then_some("true")
        >
            {glyph(judgement.status)}
            <span>{text::judgement(lang, Some(judgement))}</span>
        </span>
    }
    .into_any()
}

/// What no document confirms.
pub fn provisional(lang: Lang, yes: bool) -> impl IntoView + use<> {
    yes.then(|| {
        view! {
            " "
            <span class="provisional" title=t(lang, K::ProvisionalWhy)>
                {t(lang, K::Provisional)}
            </span>
        }
    })
}

/// The same of a whole list, said once, in its note: "* tạm: 38/48, chưa có văn bản xác nhận".
pub fn provisional_of(lang: Lang, marked: usize, all: usize) -> Option<String> {
    let count = |n: usize| text::integer(lang, n as i64);
    let told = match marked {
        0 => return None,
        n if n == all => t(lang, K::ProvisionalStar).to_owned(),
        n => tf(lang, K::ProvisionalSome, &[&count(n), &count(all)]),
    };
    // The star of the rows, no mark of a tone.
    Some(format!("* {told}"))
}

/// The note of a section with what is provisional in its list.
pub fn note_with(lang: Lang, note: &str, marked: usize, all: usize) -> String {
    let note = (!note.is_empty()).then(|| note.to_owned());
    let told = note.into_iter().chain(provisional_of(lang, marked, all));
    told.collect::<Vec<_>>().join("; ")
}

/// What the star means, under a list that has no note.
pub fn star_told(lang: Lang, any: bool) -> Option<AnyView> {
    any.then(|| view! { <p class="small quiet">"* " {t(lang, K::ProvisionalStar)}</p> }.into_any())
}

/// The mark of one row where its list says what it means.
pub fn provisional_row(lang: Lang, yes: bool) -> impl IntoView + use<> {
    yes.then(|| {
        view! {
            <abbr class="starred" title=t(lang, K::ProvisionalWhy)>"*"</abbr>
        }
    })
}

/// Duties of a status, under the name `count-late`.
pub fn status_count(lang: Lang, figures: &Figures, status: Status) -> impl IntoView + use<> {
    let name = format!("count-{}", status.code());
    view! { <Count lang name number=figures.count(status)/> }
}

/// What stands behind a count, under it: whose turn it is.
fn parts(
    lang: Lang,
    figures: &Figures,
    status: Status,
    count: &impl Fn(What) -> AnyView,
) -> Option<AnyView> {
    let parts: Vec<_> = figures
        .parts_of(status)
        .map(|(part, _)| {
            view! {
                <span class="line">
                    {count(What::Part(part))} " "
                    {text::part(lang, part)}
                </span>
            }
        })
        .collect();
    (!parts.is_empty()).then(|| view! { <small class="parts quiet">{parts}</small> }.into_any())
}

/// Duties by status over a whole line: the stacked bar and its words, each count the way to its
/// list.
pub fn status_strip(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    status_strip_since(frame, of, figures, None)
}

/// The same, each count beside what it was a week before.
pub fn status_strip_since(
    frame: &Frame,
    of: &Of,
    figures: &Figures,
    before: Option<&Figures>,
) -> AnyView {
    strip_of(frame.lang, figures, before, |what| {
        explained_count(frame, of, what, figures)
    })
}

/// The same with counts that are written another way.
pub fn strip_of(
    lang: Lang,
    figures: &Figures,
    before: Option<&Figures>,
    count: impl Fn(What) -> AnyView,
) -> AnyView {
    let items: Vec<_> = Status::ALL
        .iter()
        .map(|status| {
            let before =
                before.map(|before| was(lang, &text::integer(lang, before.count(*status).into())));
            view! {
                <li data-status=status.code()>
                    {glyph(*status)} " "
                    <b>{count(What::Status(*status))}</b>
                    {before} " "
                    <span>{text::status(lang, *status)}</span>
                    {parts(lang, figures, *status, &count)}
                </li>
            }
        })
        .collect();
    view! {
        <section class="statuses" aria-label=t(lang, K::DutiesByStatus)>
            <div class="strip-box" inner_html=chart::strip(figures, 10)></div>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

/// Where a task of one or more units stands, in words: the status of the only duty, else
/// every status that has duties with their number.
pub fn task_status(frame: &Frame, of: &Of, only: Option<Judgement>, figures: &Figures) -> AnyView {
    let lang = frame.lang;
    let number = |status: &Status| status_count(lang, figures, *status);
    let counted = Status::ALL.iter().any(|status| figures.count(*status) > 0);
    if only.is_some() || !counted {
        let counts: Vec<_> = Status::ALL.iter().map(number).collect();
        return view! { {judged(lang, only)} <span hidden>{counts}</span> }.into_any();
    }
    let (some, none): (Vec<Status>, Vec<Status>) = Status::ALL
        .iter()
        .partition(|status| figures.count(**status) > 0);
    let some: Vec<_> = some
        .iter()
        .map(|status| {
            view! {
                <li data-status=status.code()>
                    {glyph(*status)} " "
                    <b>{explained_count(frame, of, What::Status(*status), figures)}</b> " "
                    {text::status(lang, *status)}
                </li>
            }
        })
        .collect();
    let none: Vec<_> = none.iter().map(number).collect();
    view! {
        <ul class="task-statuses">{some}</ul>
        <span hidden>{none}</span>
    }
    .into_any()
}

/// The statuses that ask for attention, as short counts: T 3, N 2, ? 1. The
/// others are there for machines only, in as few elements as can be: a page
/// shows hundreds of these. `of`: what they are counts of, where that can be asked about.
pub fn status_counts(frame: &Frame, of: Option<&Of>, figures: &Figures) -> AnyView {
    status_counts_to(frame.lang, figures, |status, shown| match of {
        Some(of) => explained_count(frame, of, What::Status(status), figures),
        None => shown,
    })
}

/// The same, each led to its list in another way.
pub fn status_counts_to(
    lang: Lang,
    figures: &Figures,
    led: impl Fn(Status, AnyView) -> AnyView,
) -> AnyView {
    let shown = |status: &Status| {
        matches!(status, Status::Late | Status::AtRisk | Status::Unverified)
            && figures.count(*status) > 0
    };
    let number = |status: &Status| status_count(lang, figures, *status);
    let visible: Vec<_> = Status::ALL
        .iter()
        .filter(|status| shown(status))
        .map(|status| {
            let shown = led(*status, number(status).into_any());
            view! {
                <span class="count" data-status=status.code() title=text::status(lang, *status)>
                    {glyph(*status)} {shown}
                    <span class="sr">{format!(" {}", text::status(lang, *status))}</span>
                </span>
            }
        })
        .collect();
    let rest: Vec<_> = Status::ALL
        .iter()
        .filter(|status| !shown(status))
        .map(number)
        .collect();
    view! {
        <span class="counts">{visible}</span>
        <span hidden>{rest}</span>
    }
    .into_any()
}

/// Beside a good status that stands next to a large gap: by what it is good all the same.
pub fn good_by(lang: Lang, f: &Figures, judgement: Option<Judgement>) -> Option<AnyView> {
    let status = judgement?.status;
    if matches!(status, Status::Late | Status::Done) {
        return None;
    }
    let key = match (f.behind_but_for_extensions(), f.behind_but_for_decisions()) {
        (Some(_), _) => K::GoodByExtended,
        (None, Some(_)) => K::GoodByReport,
        (None, None) => return None,
    };
    Some(view! { <span class="line quiet plain">{t(lang, key)}</span> }.into_any())
}
