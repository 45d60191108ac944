//! `/documents`: what the plan comes from, and what decisions name.
use std::sync::Arc;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Cells, Count, Head, Section, as_of, choices, count_within, download, duty_path,
        explained_count, filter_button, heads, href, list_path, narrowed, plan_links, provisional,
        redefinitions, rows_told, same_day, same_order, select, sorted_heads, table, time, to_list,
        unit_path, workstream_path,
    },
    domain::{DocumentLevel, DocumentNumber, Figures, NumberOf, Of, Status, What},
    text::{self, Key as K, Lang, t, tf},
    views::{
        AssignedBy, DatedBy, DocumentColumn, DocumentFilter, DocumentLine, DocumentPage,
        DocumentTask, DocumentsPage, DocumentsThat, EventRow, Frame, ListOf, ListedDocument,
        MilestoneFilter, MilestonesOf, MilestonesThat, Table, Within, WorkGroup, document_path,
    },
};

const HEADS: [Head<DocumentColumn>; 7] = [
    (
        Some(DocumentColumn::Number),
        K::DocumentNumberHead,
        Cells::Words,
    ),
    (Some(DocumentColumn::Day), K::DocumentDayHead, Cells::Words),
    (
        Some(DocumentColumn::Title),
        K::DocumentTitleHead,
        Cells::Words,
    ),
    (
        Some(DocumentColumn::Issuer),
        K::DocumentIssuer,
        Cells::Words,
    ),
    (
        Some(DocumentColumn::That),
        K::DocumentValidity,
        Cells::Words,
    ),
    (
        Some(DocumentColumn::Workstreams),
        K::DocumentTasks,
        Cells::Numbers,
    ),
    (
        Some(DocumentColumn::Changes),
        K::DocumentChanges,
        Cells::Numbers,
    ),
];

pub fn list(frame: &Frame, page: DocumentsPage) -> Content {
    let lang = frame.lang;
    let all = text::integer(lang, page.list.all as i64);
    let turn = rows_told(frame, &page.list);
    let rows: Vec<_> = page.list.rows.iter().map(|it| line(frame, it)).collect();
    let content = match rows.is_empty() {
        true => view! { <p class="quiet none">{t(lang, K::DocumentsNone)}</p> }.into_any(),
        false => {
            let heads = sorted_heads(frame, page.sorted, &HEADS);
            table(t(lang, K::NavDocuments), Some("list"), heads, rows)
        }
    };
    let take_away = (page.list.all > 0).then(|| download(frame, Table::Documents));
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{tf(lang, K::DocumentsTitle, &[&all])}</h1>
                <p class="second">{t(lang, K::DocumentsNote)} " " {take_away}</p>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {narrowed(frame, &text::document_filter(lang, &page.filter))}
        {filter(frame, &page)}
        {content}
        {turn}
    };
    Content::new("documents", t(lang, K::NavDocuments), content)
}

fn filter(frame: &Frame, page: &DocumentsPage) -> AnyView {
    let (lang, filter) = (frame.lang, &page.filter);
    let level = choices(
        lang,
        DocumentLevel::ALL,
        filter.level,
        DocumentLevel::code,
        text::document_level,
    );
    let that = choices(
        lang,
        DocumentsThat::ALL,
        filter.that,
        DocumentsThat::code,
        text::documents_that,
    );
    view! {
        <form class="filter" method="get" action="/documents">
            {same_day(frame)} {same_order(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::DocumentSearch)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone() autocomplete="off"/>
            </p>
            {select(lang, "level", K::DocumentLevelHead, level)}
            {select(lang, "valid", K::DocumentValidity, that)}
            {filter_button(frame, "/documents", filter != &DocumentFilter::default())}
        </form>
    }
    .into_any()
}

fn line(frame: &Frame, it: &DocumentLine) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| (n > 0).then(|| text::integer(lang, n as i64));
    let recorded = || {
        let day = text::day(lang, it.recorded?);
        let words = tf(lang, K::DocumentRecorded, &[&day]);
        Some(view! { <span class="quiet">{words}</span> }.into_any())
    };
    let day = it.day.map(|day| time(lang, day).into_any());
    let day = day.or_else(recorded);
    // What nobody has listed is known by what was done by it.
    let done = it.latest.as_ref().filter(|_| it.title.is_empty()).map(|done| {
        let event = text::event(lang, done.event);
        view! { <span class="quiet">{event} ": " {done.milestone.to_string()} " · " {done.unit_name.to_string()}</span> }
    });
    let title = (!it.title.is_empty()).then(|| it.title.to_string());
    let title = view! { {title} {done} };
    view! {
        <tr data-document=it.number.to_string()>
            <th scope="row" class="nowrap">
                <a href=href(frame, &document_path(&it.number))>{it.written.to_string()}</a>
                {provisional(lang, it.provisional)}
                {it.shared.then(|| view! { <span class="line quiet">{t(lang, K::DocumentShared)}</span> })}
            </th>
            <td class="nowrap">{day}</td>
            <td>{title}</td>
            <td>{it.issuer.to_string()}</td>
            <td class="nowrap">{text::documents_that(lang, it.that)}</td>
            <td class="n" data-label=t(lang, K::DocumentTasks)>{number(it.workstreams)}</td>
            <td class="n" data-label=t(lang, K::DocumentChanges)>{number(it.changes)}</td>
        </tr>
    }
    .into_any()
}

/// `/documents/{number}`
pub fn page(frame: &Frame, page: &DocumentPage) -> Content {
    let lang = frame.lang;
    let listed: Vec<_> = page.listed.iter().map(|it| document(frame, it)).collect();
    let shared = (listed.len() > 1).then(|| {
        let all = text::integer(lang, listed.len() as i64);
        view! { <p class="second">{tf(lang, K::DocumentsShare, &[&all])}</p> }
    });
    let unlisted = listed.is_empty().then(|| {
        let day = page.day.map(|day| view! { {time(lang, day)} " · " });
        let title =
            (!page.title.is_empty()).then(|| view! { <b>{page.title.to_string()}</b> " · " });
        let issuer = (!page.issuer.is_empty()).then(|| format!("{} · ", page.issuer));
        let add = vec![("/plan/documents/new".to_owned(), K::PlanAddDocument)];
        view! {
            <p class="second">{title} {day} {issuer} {t(lang, K::DocumentUnlisted)}</p>
            {plan_links(frame, add)}
        }
    });
    let title = tf(lang, K::DocumentNumbered, &[&page.written]);
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/documents")>{t(lang, K::NavDocuments)}</a>
        </nav>
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title.clone()}</h1>
                {listed}
                {shared}
                {unlisted}
                {counts(frame, page)}
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {tasks(frame, page)}
        {dates(frame, &page.dates)}
        {redefinitions(frame, &page.changes)}
        {events(frame, &page.events)}
        {assigned(frame, &page.assigned)}
        {nothing(lang, page)}
    };
    Content::new("document", title, content)
}

/// What is said of a document itself.
fn document(frame: &Frame, it: &ListedDocument) -> AnyView {
    let lang = frame.lang;
    let document = &it.document;
    let day = document.day.map(|day| view! { {time(lang, day)} " · " });
    let level = document
        .level
        .map(|level| text::document_level(lang, level));
    let issued: Vec<&str> = [Some(&*it.issuer), level]
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    let issued = (!issued.is_empty()).then(|| format!("{} · ", issued.join(", ")));
    let valid = text::document_validity(lang, document, it.validity);
    let link = (!document.link.is_empty()).then(|| {
        view! { " · " <a href=document.link.to_string() rel="noreferrer">{t(lang, K::DocumentOpen)}</a> }
    });
    let of = |number: &DocumentNumber, written: String| {
        view! { <a href=href(frame, &document_path(number))>{written}</a> " " }
    };
    let replaces = it.replaces.as_ref().map(|number| {
        let written = document.replaces.to_string();
        view! { <span class="line">{t(lang, K::DocumentReplaces)} " " {of(number, written)}</span> }
    });
    let after = |key: K, all: &[(DocumentNumber, Arc<str>)]| {
        let all = all.iter();
        let all: Vec<_> = all
            .map(|(number, written)| of(number, written.to_string()))
            .collect();
        (!all.is_empty()).then(|| view! { <span class="line">{t(lang, key)} " " {all}</span> })
    };
    let replaced = after(K::DocumentReplacedBy, &it.replaced_by);
    let perhaps = after(K::DocumentPerhapsBy, &it.perhaps_by);
    view! {
        <p class="second" data-validity=it.validity.code()>
            <b>{document.title.to_string()}</b> {provisional(lang, document.provisional)}
            <span class="line">{day} {issued} {valid} {link}</span>
            {replaces}
            {replaced}
            {perhaps}
        </p>
    }
    .into_any()
}

/// How many duties come from it, and how many of them are done and late; of products what waits.
fn counts(frame: &Frame, page: &DocumentPage) -> Option<AnyView> {
    if page.workstreams.is_empty() {
        return None;
    }
    let lang = frame.lang;
    let count = |what: What| count_within(frame, &page.within, what, &page.figures);
    let parts = [
        (What::Number(NumberOf::Duties), K::DocumentDuties),
        (What::Status(Status::Done), K::DocumentDone),
        (What::Status(Status::Late), K::DocumentLate),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(what, key)| view! { <span class="nowrap">{count(what)} " " {t(lang, key)}</span> " · " })
        .collect();
    let waits = waiting(frame, &page.within, &page.figures);
    let share = text::maybe_percent(lang, page.figures.accepted());
    Some(
        view! {
            <p>
                {parts}
                <span class="nowrap">{waits} " " {t(lang, K::DocumentWaiting)}</span>
                " · " {tf(lang, K::DocumentAccepted, &[&share])}
            </p>
        }
        .into_any(),
    )
}

/// Products and outcomes that wait for a decision, as the way to the list of them.
fn waiting(frame: &Frame, within: &Within, figures: &Figures) -> AnyView {
    let lang = frame.lang;
    let number = figures.products_claimed - figures.products_accepted;
    let shown = view! { <Count lang name="products_waiting".to_owned() number/> }.into_any();
    let list = ListOf::Milestones(MilestoneFilter {
        within: within.clone(),
        that: Some(MilestonesThat::Waiting),
        of: Some(MilestonesOf::Counted),
        ..MilestoneFilter::default()
    });
    match list_path(frame)(&list).filter(|_| number > 0) {
        Some(address) => {
            let printed = text::integer(lang, number.into());
            to_list(frame, address, &printed, shown)
        }
        None => shown,
    }
}

fn tasks(frame: &Frame, page: &DocumentPage) -> Option<AnyView> {
    let lang = frame.lang;
    let row = |it: &DocumentTask| {
        let of = Of::Workstream(it.workstream.code.clone());
        let within = Within {
            workstream: Some(it.workstream.code.clone()),
            ..Within::default()
        };
        let count = |what| explained_count(frame, &of, what, &it.figures);
        view! {
            <tr>
                <th scope="row"><a href=href(frame, &workstream_path(&it.workstream))>{it.name.to_string()}</a></th>
                <td class="n" data-label=t(lang, K::DocumentDutiesHead)>{count(What::Number(NumberOf::Duties))}</td>
                <td class="n" data-label=t(lang, K::DocumentDoneHead)>{count(What::Status(Status::Done))}</td>
                <td class="n" data-label=t(lang, K::DocumentLateHead)>{count(What::Status(Status::Late))}</td>
                <td class="n" data-label=t(lang, K::DocumentWaitingHead)>{waiting(frame, &within, &it.figures)}</td>
                <td class="n" data-label=t(lang, K::Accepted)>{text::maybe_percent(lang, it.figures.accepted())}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = page.workstreams.iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = [
        (K::DocumentTask, Cells::Words),
        (K::DocumentDutiesHead, Cells::Numbers),
        (K::DocumentDoneHead, Cells::Numbers),
        (K::DocumentLateHead, Cells::Numbers),
        (K::DocumentWaitingHead, Cells::Numbers),
        (K::Accepted, Cells::Numbers),
    ];
    let heads = heads(lang, &columns);
    let table = table(t(lang, K::DocumentTasks), Some("list"), heads, rows);
    let end = download(frame, Table::Documents);
    Some(view! { <Section lang title=K::DocumentTasks end>{table}</Section> }.into_any())
}

fn dates(frame: &Frame, all: &[DatedBy]) -> Option<AnyView> {
    let lang = frame.lang;
    let line = |it: &DatedBy| {
        let on = it.happened_on.map(|day| time(lang, day));
        let set = tf(
            lang,
            K::DocumentDates,
            &[&text::integer(lang, it.milestones as i64)],
        );
        let list = ListOf::Milestones(MilestoneFilter {
            within: Within {
                among: Some(WorkGroup::All),
                ..Within::default()
            },
            after: Some(it.code.clone()),
            ..MilestoneFilter::default()
        });
        let set = match list_path(frame)(&list).filter(|_| it.milestones > 0) {
            Some(path) => view! { <a href=path>{set}</a> }.into_any(),
            None => set.into_any(),
        };
        view! { <li>{it.event.to_string()} " " {on} ": " {set}</li> }
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <Section lang title=K::DocumentEvents><ul>{lines}</ul></Section> }.into_any()
    })
}

fn events(frame: &Frame, all: &[EventRow]) -> Option<AnyView> {
    let lang = frame.lang;
    let line = |it: &EventRow| {
        let until = it
            .deadline
            .map(|day| tf(lang, K::ExtendedTo, &[&text::day(lang, day)]));
        view! {
            <li data-event=it.event.code()>
                {time(lang, it.day)} " "
                <a href=href(frame, &duty_path(&it.duty))>{it.milestone_title.to_string()}</a>
                " · " {it.unit_name.to_string()} ": "
                {text::happened(lang, it.event, it.renamed)} " " {until}
            </li>
        }
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <Section lang title=K::DocumentHappened><ul>{lines}</ul></Section> }.into_any()
    })
}

fn assigned(frame: &Frame, all: &[AssignedBy]) -> Option<AnyView> {
    let lang = frame.lang;
    let line = |it: &AssignedBy| {
        let (code, name) = &it.unit;
        let to = it.to.map(|day| view! { " – " {time(lang, day)} });
        view! {
            <li>
                {it.company.to_string()} " · "
                <a href=href(frame, &unit_path(code))>{name.to_string()}</a> " "
                {time(lang, it.from)} {to}
            </li>
        }
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <Section lang title=K::DocumentAssigned><ul>{lines}</ul></Section> }.into_any()
    })
}

fn nothing(lang: Lang, page: &DocumentPage) -> Option<AnyView> {
    let none = page.workstreams.is_empty()
        && page.dates.is_empty()
        && page.changes.is_empty()
        && page.events.is_empty()
        && page.assigned.is_empty();
    none.then(|| view! { <p class="quiet none">{t(lang, K::DocumentNothing)}</p> }.into_any())
}
