//! `/reconciliation`: what the old board said, beside ours of the same day.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Field, Input, Section, download, downloads, error_summary, href, said, time, unit_path,
        workstream_path,
    },
    domain::OldStatus,
    text::{self, Key as K, Lang, t, tf},
    views::{
        FigureNote, Frame, ReconciledFigure, ReconciledRow, Reconciliation, Table,
        reconciliation_path,
    },
};

pub fn page(frame: &Frame, page: &Reconciliation) -> Content {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let told = match page.day {
        None => t(lang, K::ReconcileNone).to_owned(),
        Some(day) => tf(
            lang,
            K::ReconcileTold,
            &[
                &text::day(lang, day),
                &number(page.rows.len()),
                &number(page.differing()),
                &number(page.unexplained()),
            ],
        ),
    };
    let note = match page.day {
        None => K::ReconcileNoneWhy,
        Some(_) => K::ReconcileNote,
    };
    let tables = [(
        Table::Reconciliation,
        t(lang, K::NavReconciliation).to_owned(),
    )];
    let take_away = (!page.rows.is_empty()).then(|| downloads(frame, &tables));
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told}</h1>
                <p class="second">{t(lang, note)}</p>
                {sums(lang, page)}
            </div>
        </div>
        {days(frame, page)}
        {rows(frame, page)}
        {take_away}
    };
    Content::new("reconciliation", t(lang, K::NavReconciliation), content)
}

/// The other days of the old board.
fn days(frame: &Frame, page: &Reconciliation) -> Option<AnyView> {
    let lang = frame.lang;
    let links: Vec<_> = page
        .days
        .iter()
        .map(|day| {
            let current = (Some(*day) == page.day).then_some("page");
            let path = href(frame, &reconciliation_path(Some(*day)));
            view! { <a href=path aria-current=current>{text::day(lang, *day)}</a> " " }
        })
        .collect();
    (page.days.len() > 1).then(|| {
        view! { <nav class="tabs" aria-label=t(lang, K::ReconcileDays)>{links}</nav> }.into_any()
    })
}

/// How many tasks each status has, there and here.
fn sums(lang: Lang, page: &Reconciliation) -> Option<AnyView> {
    let of = |status: OldStatus| {
        let found = page.statuses.iter().find(|(it, ..)| *it == status);
        found.map(|(_, old, ours)| [old, ours].map(|n| text::integer(lang, *n as i64)))
    };
    let [done, late, open] = [OldStatus::Done, OldStatus::Late, OldStatus::Open].map(of);
    let ([a, d], [b, e], [c, f]) = (done?, late?, open?);
    let words = tf(lang, K::ReconcileSums, &[&a, &b, &c, &d, &e, &f]);
    Some(view! { <p class="second">{words}</p> }.into_any())
}

fn rows(frame: &Frame, page: &Reconciliation) -> Option<AnyView> {
    let lang = frame.lang;
    if page.rows.is_empty() {
        return None;
    }
    let summary = error_summary(lang, None, vec![("text", said(lang, page.error))]);
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| group(frame, page, row))
        .collect();
    let end = download(frame, Table::Reconciliation);
    Some(
        view! {
            {summary}
            <Section lang title=K::NavReconciliation end>
                <div
                    class="table-scroll"
                    tabindex="0"
                    role="region"
                    aria-label=t(lang, K::NavReconciliation)
                >
                    <table class="reconciliation">
                        <thead>
                            <tr>
                                <th scope="col">{t(lang, K::ReconcileOf)}</th>
                                <th scope="col">{t(lang, K::ReconcileFigure)}</th>
                                <th scope="col" class="n">{t(lang, K::ReconcileOld)}</th>
                                <th scope="col" class="n">{t(lang, K::ReconcileOurs)}</th>
                                <th scope="col">{t(lang, K::ReconcileWhy)}</th>
                            </tr>
                        </thead>
                        {rows}
                    </table>
                </div>
            </Section>
        }
        .into_any(),
    )
}

/// One thing with its figures, and what is said of them.
fn group(frame: &Frame, page: &Reconciliation, row: &ReconciledRow) -> AnyView {
    let lang = frame.lang;
    let mut figures = row.figures.iter();
    let first = figures.next().map(|it| figure(lang, it));
    let rest: Vec<_> = figures
        .map(|it| view! { <tr>{figure(lang, it)}</tr> })
        .collect();
    let notes = notes(lang, row);
    let form = row.differs().then(|| form(frame, page, row)).flatten();
    let said = (notes.is_some() || form.is_some())
        .then(|| view! { <tr class="notes"><td colspan="4">{notes} {form}</td></tr> });
    // What is said of it stands beside its name, above the rule.
    let lines = (row.figures.len() + usize::from(said.is_some())).to_string();
    let differs = row.differs().to_string();
    view! {
        <tbody data-of=row.key.clone() data-differs=differs>
            <tr>
                <th scope="rowgroup" rowspan=lines>{of(frame, row)}</th>
                {first}
            </tr>
            {rest}
            {said}
        </tbody>
    }
    .into_any()
}

fn of(frame: &Frame, row: &ReconciledRow) -> AnyView {
    let unit = row.unit.as_ref().map(|(code, name)| {
        view! { <a href=href(frame, &unit_path(code))>{name.to_string()}</a> }
    });
    let workstream = row.workstream.as_ref().map(|(workstream, name)| {
        view! { <a href=href(frame, &workstream_path(workstream))>{name.to_string()}</a> }
    });
    let whole = (unit.is_none() && workstream.is_none()).then(|| t(frame.lang, K::ReconcileWhole));
    let both = (unit.is_some() && workstream.is_some()).then_some(" · ");
    let source = (!row.source.is_empty()).then(|| {
        let words = tf(frame.lang, K::ReconcileSource, &[&row.source]);
        view! { <span class="line small quiet">{words}</span> }
    });
    view! { {workstream} {both} {unit} {whole} {source} }.into_any()
}

fn figure(lang: Lang, it: &ReconciledFigure) -> AnyView {
    let why = match (it.differs, it.why.is_empty()) {
        (false, _) => view! { <span class="quiet">{t(lang, K::ReconcileSame)}</span> }.into_any(),
        (true, true) => t(lang, K::ReconcileUnknown).into_any(),
        (true, false) => text::why_differs(lang, it).join("; ").into_any(),
    };
    view! {
        <td>{text::old_figure(lang, it.old)}</td>
        <td class="n" data-label=t(lang, K::ReconcileOld)>{text::old_said(lang, it.old)}</td>
        <td class="n" data-label=t(lang, K::ReconcileOurs)>{text::ours_said(lang, it.ours)}</td>
        <td>{why}</td>
    }
    .into_any()
}

/// What the file said of it, and the office since.
fn notes(lang: Lang, row: &ReconciledRow) -> Option<AnyView> {
    let note = |it: &FigureNote| {
        let by = (!it.person.is_empty()).then(|| format!(" ({})", it.person));
        view! { <p class="told">{it.text.clone()} " " <span class="quiet">{time(lang, it.day)} {by}</span></p> }
    };
    let of_file = (!row.note.is_empty()).then(|| view! { <p class="told">{row.note.clone()}</p> });
    let said: Vec<_> = row.notes.iter().map(note).collect();
    (of_file.is_some() || !said.is_empty()).then(|| view! { {of_file} {said} }.into_any())
}

/// Where the office says why.
fn form(frame: &Frame, page: &Reconciliation, row: &ReconciledRow) -> Option<AnyView> {
    let lang = frame.lang;
    let (account, day) = (page.account.clone()?, page.day?);
    let typed = page.typed.as_ref().filter(|(key, _)| *key == row.key);
    let error = said(lang, page.error.filter(|_| typed.is_some()));
    let value = typed.map_or_else(String::new, |(_, text)| text.clone());
    Some(
        view! {
            <details open=typed.is_some()>
                <summary>{t(lang, K::ReconcileNoteDo)}</summary>
                <form class="report adjust" method="post" action="/reconciliation">
                    <input type="hidden" name="account" value=account/>
                    <input type="hidden" name="submission" value=row.form.clone()/>
                    <input type="hidden" name="day" value=day.to_string()/>
                    <input type="hidden" name="of" value=row.key.clone()/>
                    <Field
                        lang
                        name="text"
                        label=K::ReconcileNoteLabel
                        hint=K::ReconcileNoteHint
                        input=Input::Area
                        value
                        error
                    />
                    <p class="adjust-do"><button class="btn">{t(lang, K::ReconcileNoteDo)}</button></p>
                </form>
            </details>
        }
        .into_any(),
    )
}
