//! A plan from one table: what was written, how it is understood, what is asked, what it moves.
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{
    FORM, carried, crumb, decision_fields, looks, outcome, preview_and_save, saves_nothing_yet,
};
use crate::{
    components::{Field, Input, Section, field_error},
    domain::{Group, WorkstreamKind},
    pages::Content,
    text::{self, Key as K, Lang, t, tf},
    views::{
        Frame, Mistake, PlanForm, PlanSheet, SHEET_EXAMPLES, SHEET_HIDDEN, SHEET_LEFT, SheetAbout,
        SheetCell, SheetNote, SheetOther, SheetProduct, SheetQuestion, SheetTask, SheetWho,
        plan_row_path, sheet_kind_field, sheet_other_field,
    },
};

/// Rows that a question names; the rest is counted.
const NAMED: usize = 8;

pub fn page(frame: &Frame, page: PlanSheet) -> Content {
    let lang = frame.lang;
    let file_error = page.file_error.as_ref();
    let file_error = file_error.map(|why| text::table_mistake(lang, why));
    let read = !page.tasks.is_empty();
    let form = &page.form;
    let head = PlanForm {
        errors: Vec::new(),
        ..form.clone()
    };
    let told = errors(lang, &form.errors);
    let own = page.own.as_ref().map(|(unit, rows)| {
        view! { <p class="sheet-note"><strong>{text::sheet_own(lang, unit, rows)}</strong></p> }
    });
    let asked = page.questions.iter().any(|it| it.chosen.is_none());
    let shown = preview_and_save(frame, form, true);
    let understood = read.then(|| understood(lang, &page));
    let questions = (!page.questions.is_empty()).then(|| questions(lang, &page.questions));
    let decision = read.then(|| {
        let (source, error) = (page.source.clone(), page.source_error.clone());
        view! {
            {decision_fields(lang, page.decision.clone())}
            <Field lang name="plan_source" label=K::WrittenSource hint=K::WrittenSourceHint input=Input::Short value=source error=error/>
        }
    });
    let units = (!page.questions.is_empty()).then(|| {
        let units = page.units.iter();
        let options: Vec<_> = units
            .map(|(code, name)| view! { <option value=code.clone()>{name.to_string()}</option> })
            .collect();
        view! { <datalist id="sheet-units">{options}</datalist> }
    });
    let see_tasks = form.done.map(|_| {
        view! { <p class="second"><a href="/programme">{t(lang, K::WrittenSeeTasks)}</a></p> }
    });
    let look = read.then(|| match asked {
        true => saves_nothing_yet(lang),
        false => looks(lang, form),
    });
    let example = (!read && form.done.is_none()).then(|| example(lang));
    let outcome = outcome(lang, &head, vec![("table", file_error.clone())]);
    let content = view! {
        {crumb(lang, None, t(lang, K::WrittenTitle).to_owned())}
        <h1 class="page-title">{t(lang, K::WrittenTitle)}</h1>
        <p class="second">{t(lang, K::WrittenLead)}</p>
        {outcome}
        {see_tasks}
        {told}
        <form id=FORM class="report" method="post" action="/plan/sheet" enctype="multipart/form-data">
            {carried(form)}
            <input type="hidden" name="text" value=page.text.clone()/>
            {left(lang, &page)}
            {file(lang, read, file_error)}
            {own}
            {questions}
            {units}
            {understood}
            {decision}
            {look}
        </form>
        {shown}
        {example}
    };
    Content::new(
        "form-page plan-form sheet-page",
        t(lang, K::WrittenTitle),
        content,
    )
}

fn errors(lang: Lang, told: &[String]) -> Option<AnyView> {
    let lines: Vec<_> = told
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <h2>{t(lang, K::ErrorSummary)}</h2>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    })
}

/// What a table may look like, as plans are written.
fn example(lang: Lang) -> AnyView {
    let heads = [
        K::WrittenTask,
        K::WrittenLeads,
        K::WrittenHelpers,
        K::ColProduct,
        K::Deadline,
    ];
    let heads: Vec<_> = heads
        .map(|head| view! { <th scope="col">{t(lang, head)}</th> })
        .into();
    let line = |[task, cells @ ..]: [&'static str; 5]| {
        let cells: Vec<_> = cells.map(|cell| view! { <td>{cell}</td> }).into();
        view! { <tr><th scope="row" class="plain">{task}</th> {cells}</tr> }
    };
    let rows: Vec<_> = SHEET_EXAMPLES.map(line).into();
    view! {
        <Section lang title=K::WrittenExample note=K::WrittenExampleNote>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::WrittenExample)>
                <table class="list" lang="vi">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
    .into_any()
}

/// Where the table is chosen.
fn file(lang: Lang, read: bool, error: Option<String>) -> AnyView {
    let label = if read {
        K::WrittenOtherFile
    } else {
        K::WrittenFile
    };
    let described = match error {
        Some(_) => "table-hint table-error",
        None => "table-hint",
    };
    view! {
        <div class="many-file">
            <label for="table">{t(lang, label)}</label>
            " "
            <span class="hint" id="table-hint">{t(lang, K::WrittenFileHint)}</span>
            <p>
                <input
                    id="table"
                    name="table"
                    type="file"
                    accept=".xlsx,.csv"
                    aria-describedby=described
                    aria-invalid=error.as_ref().map(|_| "true")
                />
                " "
                <button class="btn quiet-btn" name="action" value="file">{t(lang, K::ManyFileRead)}</button>
            </p>
            {error.map(|words| field_error("table-error".to_owned(), words))}
        </div>
    }
    .into_any()
}

/// What of the file is not read, or not seen in it: the form carries what the table does not say.
fn left(lang: Lang, page: &PlanSheet) -> AnyView {
    let lines: Vec<_> = page
        .left
        .iter()
        .map(|it| {
            view! {
                <li>
                    {text::sheet_left(lang, it)}
                    <input type="hidden" name=SHEET_LEFT value=it.field()/>
                </li>
            }
        })
        .collect();
    let hidden = text::sheet_hidden(lang, &page.hidden).into_iter();
    let told: Vec<_> = hidden
        .chain(text::sheet_outside(lang, &page.outside))
        .chain(text::sheet_under(lang, &page.under))
        .chain(text::sheet_missing(lang, &page.missing))
        .map(|words| view! { <li>{words}</li> })
        .collect();
    let any = !(lines.is_empty() && told.is_empty());
    let told = any.then(|| view! { <ul class="sheet-note">{lines} {told}</ul> });
    view! { <input type="hidden" name=SHEET_HIDDEN value=page.hidden.field()/> {told} }.into_any()
}

fn rows(lang: Lang, rows: &[usize]) -> String {
    let named: Vec<String> = rows.iter().take(NAMED).map(usize::to_string).collect();
    let more = if rows.len() > NAMED { " …" } else { "" };
    tf(lang, K::WrittenRows, &[&named.join(", "), more])
}

/// What has two readings.
fn questions(lang: Lang, all: &[SheetQuestion]) -> AnyView {
    let open = |it: &&SheetQuestion| it.chosen.is_none() || it.secret;
    let left = all.iter().filter(open).count();
    let number = |n: usize| text::integer(lang, n as i64);
    let title = match left {
        0 => t(lang, K::WrittenAnswered).to_owned(),
        left if left == all.len() => tf(lang, K::WrittenAsks, &[&number(left)]),
        left => tf(
            lang,
            K::WrittenAsksLeft,
            &[&number(left), &number(all.len())],
        ),
    };
    // Among those that are answered, those that are not are looked for.
    let marked = (1..all.len()).contains(&left);
    let question = |it: &SheetQuestion| question(lang, it, marked && open(&it));
    let questions: Vec<_> = all.iter().map(question).collect();
    view! { <Section lang title>{questions}</Section> }.into_any()
}

/// A question; `open`: it is marked as one that is not answered.
fn question(lang: Lang, it: &SheetQuestion, open: bool) -> AnyView {
    let open =
        open.then(|| view! { " " <span class="provisional">{t(lang, K::WrittenOpen)}</span> });
    let choices: Vec<_> = it
        .choices
        .iter()
        .map(|choice| {
            let chosen = it.chosen.as_ref() == Some(&choice.code);
            view! {
                <label class="check">
                    <input type="radio" name=it.name.clone() value=choice.code.clone() checked=chosen/>
                    <span>{text::sheet_choice(lang, it.about, &choice.means)}</span>
                </label>
            }
        })
        .collect();
    let hint = text::sheet_hint(lang, it.about).map(str::to_owned);
    let told = text::sheet_accompanied(lang, &it.accompanied).into_iter();
    let told: Vec<_> = (told.chain(hint))
        .map(|words| view! { <p class="small quiet">{words}</p> })
        .collect();
    view! {
        <fieldset class="plan-kinds sheet-asks" id=it.name.clone()>
            <legend>
                {text::sheet_about(lang, it.about, &it.written)} " "
                <span class="small quiet">{rows(lang, &it.rows)}</span>
                {open}
            </legend>
            {told}
            <div class="sheet-choices">{choices}</div>
            {it.other.map(|other| of_ones_own(lang, it, other))}
        </fieldset>
    }
    .into_any()
}

/// Where another answer than those offered is typed.
fn of_ones_own(lang: Lang, it: &SheetQuestion, other: SheetOther) -> AnyView {
    let name = sheet_other_field(&it.name);
    let (label, wrong) = text::sheet_other(lang, other, &it.typed);
    let secret = it
        .secret
        .then(|| text::mistake(lang, Mistake::SecretMark).to_owned());
    let wrong = secret.or(wrong);
    let error = format!("{name}-error");
    let list = (other == SheetOther::Unit).then_some("sheet-units");
    view! {
        <p class="sheet-other">
            <label for=name.clone()>{label}</label>
            " "
            <input
                id=name.clone()
                name=name
                list=list
                value=it.typed.clone()
                autocomplete="off"
                aria-describedby=wrong.as_ref().map(|_| error.clone())
                aria-invalid=wrong.as_ref().map(|_| "true")
            />
        </p>
        {wrong.map(|words| field_error(error, words))}
    }
    .into_any()
}

/// The tasks, cell by cell.
fn understood(lang: Lang, page: &PlanSheet) -> AnyView {
    let new = page.tasks.iter().filter(|it| !it.known).count();
    let number = |n: usize| text::integer(lang, n as i64);
    let title = tf(
        lang,
        K::WrittenUnderstood,
        &[&number(page.tasks.len()), &number(new)],
    );
    let unread = (!page.unread.is_empty()).then(|| {
        let words = tf(lang, K::WrittenUnread, &[&page.unread.join(", ")]);
        view! { <p class="second">{words}</p> }
    });
    let mut notes: BTreeMap<usize, Vec<&SheetNote>> = BTreeMap::new();
    for (row, note) in &page.notes {
        notes.entry(*row).or_default().push(note);
    }
    let elsewhere = elsewhere(lang, page);
    let unled = unled(&page.questions);
    let tasks = page.tasks.iter();
    let tasks = tasks.map(|it| task(lang, &notes, unled.contains(&it.row), it));
    let tasks: Vec<_> = tasks.collect();
    let columns = [
        K::WrittenRow,
        K::WrittenTask,
        K::WrittenLeads,
        K::WrittenHelpers,
        K::WrittenProducts,
    ];
    let heads: Vec<_> = columns
        .iter()
        .map(|key| view! { <th scope="col">{t(lang, *key)}</th> })
        .collect();
    view! {
        <Section lang title>
            <p class="small quiet">{t(lang, K::WrittenUnderstoodNote)}</p>
            {unread}
            {elsewhere}
            <table class="plan-table sheet-read">
                <thead><tr>{heads}</tr></thead>
                <tbody>{tasks}</tbody>
            </table>
        </Section>
    }
    .into_any()
}

/// Rows whose empty cell of leads is asked for and not answered.
fn unled(questions: &[SheetQuestion]) -> BTreeSet<usize> {
    let of_leads =
        |it: &&SheetQuestion| [SheetAbout::NoLead, SheetAbout::Above].contains(&it.about);
    let open = questions.iter().filter(|it| it.chosen.is_none());
    open.filter(of_leads)
        .flat_map(|it| it.rows.iter().copied())
        .collect()
}

/// The rows that a task is read of.
fn rows_of(it: &SheetTask) -> BTreeSet<usize> {
    let products = it.products.iter().map(|it| it.row);
    products.chain([it.row]).collect()
}

/// What is to be known of rows that no task has of its own.
fn elsewhere(lang: Lang, page: &PlanSheet) -> Option<AnyView> {
    let own: BTreeSet<usize> = page.tasks.iter().flat_map(rows_of).collect();
    let notes = page.notes.iter().filter(|(row, _)| !own.contains(row));
    let lines: Vec<_> = notes
        .map(|(row, it)| text::sheet_in_row(lang, *row, &text::sheet_note(lang, it)))
        .map(|words| view! { <li>{words}</li> })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="sheet-note">{lines}</ul> }.into_any())
}

/// A task; `unled`: who leads it is asked and not answered.
fn task(
    lang: Lang,
    notes: &BTreeMap<usize, Vec<&SheetNote>>,
    unled: bool,
    it: &SheetTask,
) -> AnyView {
    let known = it
        .known
        .then(|| view! { " " <span class="provisional">{t(lang, K::WrittenKnown)}</span> });
    let heading = (!it.heading.is_empty())
        .then(|| view! { <span class="line small quiet">{it.heading.clone()}</span> });
    let source = (!it.source.is_empty())
        .then(|| view! { <span class="line small quiet">{it.source.clone()}</span> });
    let rows = rows_of(it);
    let notes = rows.iter().filter_map(|row| notes.get(row)).flatten();
    let notes: Vec<_> = notes.map(|note| self::note(lang, note)).collect();
    let products: Vec<_> = it.products.iter().map(|p| product(lang, p)).collect();
    view! {
        <tr>
            <td data-label=t(lang, K::WrittenRow)>{it.row.to_string()}</td>
            <th scope="row">
                <b>{it.code.clone()}</b> " " {it.title.clone()} {known} {heading} {source}
                {(!it.known).then(|| kinds(lang, it))}
                {notes}
            </th>
            <td data-label=t(lang, K::WrittenLeads)>{names(lang, &it.leads, unled)}</td>
            <td data-label=t(lang, K::WrittenHelpers)>{names(lang, &it.helpers, false)}</td>
            <td data-label=t(lang, K::WrittenProducts)><div>{products}</div></td>
        </tr>
    }
    .into_any()
}

fn note(lang: Lang, note: &SheetNote) -> AnyView {
    let there = match note {
        SheetNote::OtherLeads { file, code, .. } => Some((*file, code, K::WrittenReassign)),
        SheetNote::OtherCompany { file, code, .. } => Some((*file, code, K::WrittenSetCompany)),
        SheetNote::Renamed { file, code, .. } => Some((*file, code, K::WrittenRename)),
        _ => None,
    };
    let reassign = there.map(|(file, code, key)| {
        view! {
            " "
            <a href=plan_row_path(file, code)>{t(lang, key)}</a>
        }
    });
    view! { <span class="line small sheet-note">{text::sheet_note(lang, note)} {reassign}</span> }
        .into_any()
}

/// What sort of thing a task is, as its words say; who knows better chooses.
fn kinds(lang: Lang, it: &SheetTask) -> AnyView {
    let kinds = WorkstreamKind::ALL.iter();
    let kinds = kinds.filter(|kind| kind.group() != Group::Databases);
    let options: Vec<_> = kinds
        .map(|kind| {
            let chosen = *kind == it.kind;
            view! { <option value=kind.code() selected=chosen>{text::workstream_kind(lang, *kind)}</option> }
        })
        .collect();
    let label = tf(lang, K::WrittenKindOf, &[&it.code]);
    view! {
        <span class="line">
            <select class="sheet-kind" name=sheet_kind_field(it.row) aria-label=label>{options}</select>
        </span>
    }
    .into_any()
}

/// Who stands in a cell; `waits`: it is empty, and asked.
fn names(lang: Lang, cell: &SheetCell<SheetWho>, waits: bool) -> AnyView {
    let read: Vec<_> = cell
        .read
        .iter()
        .map(|who| view! { <li>{text::sheet_who(lang, who)}</li> })
        .collect();
    let none = read
        .is_empty()
        .then(|| match cell.written.is_empty() && !waits {
            true => text::NONE,
            false => t(lang, K::WrittenNotRead),
        });
    view! {
        <div>
            {written(&cell.written)}
            <ul class="plain-list sheet-means">{read}</ul>
            {none.map(|words| view! { <span class="quiet">{words}</span> })}
        </div>
    }
    .into_any()
}

fn product(lang: Lang, it: &SheetProduct) -> AnyView {
    let due = match it.due.read.first() {
        _ if it.left => t(lang, K::WrittenLeftAsItIs).to_owned(),
        _ if it.kept => t(lang, K::WrittenKept).to_owned(),
        Some(due) => text::sheet_due(lang, due),
        None => t(lang, K::WrittenNotRead).to_owned(),
    };
    let name = (!it.name.is_empty()).then(|| view! { <span class="line">{it.name.clone()}</span> });
    view! { <div class="sheet-product">{name} {written(&it.due.written)} <span class="line sheet-means">{due}</span></div> }
        .into_any()
}

fn written(text: &str) -> Option<AnyView> {
    let text = text.to_owned();
    (!text.is_empty()).then(|| view! { <q class="line small quiet">{text}</q> }.into_any())
}
