//! `/programme` and `/agreements`: what stands beside the databases.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Cells, Choice, Count, Head, Section, as_of, at_assigned, choices, count_within, download,
        explained, explained_number, filled, filter_button, href, leads_in_row, method_note,
        partner_path, provisional_of, provisional_row, same_day, same_order, select, sentence,
        sorted_heads, status_counts, status_counts_to, table, task_status, three_bars, time,
        to_list, workstream_path,
    },
    domain::{Bloc, Deadline, Due, Figures, Group, NumberOf, Of, ShareOf, Status, What},
    text::{self, Key as K, Lang, NONE, Run, headline, rich, t, tf},
    views::{
        Frame, Programme, ProgrammeFilter, ProgrammeHeading, ProgrammeRow, Sorted, Table,
        TaskColumn, TaskState, Within, WorkGroup,
    },
};

const HEADS: [Head<TaskColumn>; 7] = [
    (Some(TaskColumn::Name), K::ProgrammeTask, Cells::Words),
    (Some(TaskColumn::Who), K::ProgrammeWho, Cells::Words),
    (Some(TaskColumn::Deadline), K::Deadline, Cells::Words),
    (None, K::SheetProducts, Cells::Numbers),
    (Some(TaskColumn::Accepted), K::AcceptedShort, Cells::Numbers),
    (Some(TaskColumn::Status), K::StateWord, Cells::Words),
    (Some(TaskColumn::Document), K::Source, Cells::Words),
];

pub fn page(frame: &Frame, page: Programme) -> Content {
    let lang = frame.lang;
    let (path, name) = place(page.group);
    let of = match page.group {
        Group::Agreements => Of::Agreements,
        _ => Of::Programme,
    };
    let told = told(frame, &page);
    // Beside what is narrowed the bars of all would contradict its sentence.
    let bars = (page.figures.duties > 0 && !page.filter.any())
        .then(|| three_bars(frame, &of, &page.figures));
    let tab = |to: Group| {
        let (path, name) = place(to);
        let here = (page.group == to).then_some("page");
        view! {
            <a href=href(frame, path) aria-current=here>
                {t(lang, name)}
            </a>
        }
    };
    let none = page.headings.is_empty().then(|| {
        let words = if page.total == 0 {
            K::ProgrammeNone
        } else {
            K::ProgrammeNoMatch
        };
        view! { <p class="quiet none">{t(lang, words)}</p> }
    });
    let form = (page.total > 0).then(|| filter(frame, path, &page));
    let told = sentence(told).into_any();
    let (head, whole) = match page.filter.any() {
        true => (
            matching(lang, &page),
            Some(view! { {told} ". " }.into_any()),
        ),
        false => (told, None),
    };
    let tabs = view! {
        <nav class="tabs" aria-label=t(lang, K::NavProgramme)>
            {tab(Group::Programme)} {tab(Group::Agreements)}
        </nav>
    };
    let apart = t(
        lang,
        if page.in_headline {
            K::ProgrammeCounted
        } else {
            K::ProgrammeApart
        },
    );
    let scope = page.group.code();
    // All tables have the same columns; where nothing is handed over yet, none for that.
    let mut rows = page.headings.iter().flat_map(|it| &it.rows);
    let handed_over = rows.any(|it| it.figures.products > 0);
    let headings: Vec<_> = page
        .headings
        .into_iter()
        .map(|heading| {
            let within = within(frame, page.group, &page.filter, &heading);
            section(
                frame,
                heading,
                within,
                page.filter.state,
                page.sorted,
                handed_over,
            )
        })
        .collect();
    let content = view! {
        {tabs}
        <div class="lede" data-scope="group" data-code=scope>
            <div>
                <h1>{at_assigned(frame)} {head}</h1>
                <p class="second">
                    {whole} {apart} " " {download(frame, Table::Programme)}
                </p>
            </div>
            <div class="lede-end">{bars} {as_of(frame)}</div>
        </div>
        {form}
        {none}
        {headings}
        {method_note(lang)}
    };
    Content::new("programme", t(lang, name), content)
}

/// Where a group has its page, and the page's name.
const fn place(group: Group) -> (&'static str, K) {
    match group {
        Group::Agreements => ("/agreements", K::NavAgreements),
        Group::Databases | Group::Programme => ("/programme", K::NavProgramme),
    }
}

/// "16 nhiệm vụ của chương trình: 12,0% nghiệm thu, kế hoạch 20,0%: chậm 8,0 điểm; 2 chưa có đơn vị"
fn told(frame: &Frame, page: &Programme) -> Vec<Run> {
    let lang = frame.lang;
    let count = |n: usize| text::integer(lang, n as i64);
    let told = match page.group {
        Group::Agreements => K::AgreementsTold,
        _ => K::ProgrammeTold,
    };
    let mut runs = rich(t(lang, told), &[&count(page.total)]);
    // Where nothing is to be accepted yet there is no figure to tell.
    if page.figures.accepted().is_some() {
        runs.extend(rich(": ", &[]));
        runs.extend(headline(lang, &page.figures, None, None, None));
    }
    if page.without_unit > 0 {
        let key = match page.group {
            _ if frame.over_assigned() => K::TasksNotAssigned,
            Group::Agreements => K::AgreementsWithout,
            _ => K::ProgrammeWithout,
        };
        runs.extend(rich(t(lang, key), &[&count(page.without_unit)]));
    }
    runs
}

/// "5 trên 16 nhiệm vụ khớp bộ lọc: 12,0% nghiệm thu, kế hoạch 20,0%: chậm 8,0 điểm"
fn matching(lang: Lang, page: &Programme) -> AnyView {
    let count = |n: usize| text::integer(lang, n as i64);
    let shown: usize = page.headings.iter().map(|it| it.rows.len()).sum();
    let listed = view! { <data data-figure="listed" value=shown.to_string()>{count(shown)}</data> };
    let words = match page.group {
        Group::Agreements => K::AgreementsMatching,
        _ => K::ProgrammeMatching,
    };
    let number = filled(
        t(lang, words),
        vec![listed.into_any(), count(page.total).into_any()],
    );
    let mut figures = Figures::default();
    page.headings.iter().for_each(|it| figures.add(&it.figures));
    let share = figures
        .accepted()
        .map(|_| view! { ": " {sentence(headline(lang, &figures, None, None, None))} });
    view! { {number} {share} }.into_any()
}

/// What is said of a task without a unit: a company learns of its own alone, and not whether others
/// have it.
fn no_unit(frame: &Frame) -> K {
    match frame.over_assigned() {
        true => K::NoUnitAssigned,
        false => K::NoUnitYet,
    }
}

fn filter(frame: &Frame, path: &'static str, page: &Programme) -> AnyView {
    let lang = frame.lang;
    let filter = &page.filter;
    let names = page
        .names
        .iter()
        .map(|name| Choice {
            value: name.to_string(),
            word: name.to_string(),
            chosen: **name == *filter.heading,
        })
        .collect();
    let owners: Vec<Choice> = page
        .owners
        .iter()
        .map(|(code, name)| Choice {
            value: code.to_string(),
            word: name.to_string(),
            chosen: filter.owner.as_ref() == Some(code),
        })
        .collect();
    let status = |state| match state {
        Some(TaskState::Status(status)) => Some(status),
        _ => None,
    };
    let chosen = status(filter.state);
    let mut states = choices(lang, Status::ALL, chosen, Status::code, text::status);
    states.push(Choice {
        value: "no-unit".to_owned(),
        word: t(lang, no_unit(frame)).to_owned(),
        chosen: filter.state == Some(TaskState::NoUnit),
    });
    // Where no unit has a part there is nothing to choose of units.
    let of_units = (page.without_unit < page.total).then(|| {
        let blocs = choices(lang, Bloc::ALL, filter.bloc, Bloc::code, text::bloc);
        let owners = (!owners.is_empty()).then(|| select(lang, "owner", K::DatabasesOwner, owners));
        view! { {owners} {select(lang, "bloc", K::FilterBloc, blocs)} }
    });
    view! {
        <form
            class="filter"
            method="get"
            action=path
            role="search"
            aria-label=t(lang, K::FilterButton)
        >
            {same_day(frame)} {same_order(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::ProgrammeFilterText)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {select(lang, "heading", K::ProgrammeHeading, names)}
            {of_units}
            {select(lang, "status", K::StateWord, states)}
            {filter_button(frame, path, filter.any())}
        </form>
    }
    .into_any()
}

/// Where the duties of a heading's tasks stand: nowhere that a list finds where tasks are left out
/// by what is not theirs alone.
fn within(
    frame: &Frame,
    group: Group,
    filter: &ProgrammeFilter,
    heading: &ProgrammeHeading,
) -> Option<Within> {
    let whole = ProgrammeFilter {
        heading: filter.heading.clone(),
        ..ProgrammeFilter::default()
    };
    let listed = *filter == whole && !heading.name.is_empty() && !frame.wall;
    listed.then(|| Within {
        among: Some(match group {
            Group::Agreements => WorkGroup::Agreements,
            _ => WorkGroup::Programme,
        }),
        heading: heading.name.to_string(),
        ..Within::default()
    })
}

/// The tasks of one heading, with how many of them are done. `handed_over`: with what of them is
/// accepted.
fn section(
    frame: &Frame,
    heading: ProgrammeHeading,
    within: Option<Within>,
    state: Option<TaskState>,
    sorted: Sorted<TaskColumn>,
    handed_over: bool,
) -> AnyView {
    let lang = frame.lang;
    let title = if heading.name.is_empty() {
        t(lang, K::ProgrammeNoHeading).to_owned()
    } else {
        heading.name.to_string()
    };
    let subtotal = subtotal(frame, &heading, within.as_ref(), state);
    let marked = heading.rows.iter().filter(|it| it.workstream.provisional);
    let marked = provisional_of(lang, marked.count(), heading.rows.len());
    let marked = marked.map(|words| format!("; {words}"));
    let counts = match &within {
        Some(within) => status_counts_to(lang, &heading.figures, |status, _| {
            count_within(frame, within, What::Status(status), &heading.figures)
        })
        .into_any(),
        None => status_counts(frame, None, &heading.figures).into_any(),
    };
    let end = view! { <p>{subtotal}{marked}</p> {counts} }.into_any();
    let listed = HEADS.into_iter();
    let listed: Vec<_> = listed
        .filter(|it| handed_over || it.2 == Cells::Words)
        .collect();
    let heads = sorted_heads(frame, sorted, &listed);
    let rows: Vec<_> = heading
        .rows
        .into_iter()
        .map(|row| line(frame, row, handed_over))
        .collect();
    let content = table(&title, Some("list programme"), heads, rows);
    view! { <Section lang title end>{content}</Section> }.into_any()
}

/// "1/4 hoàn thành; 5/20 sản phẩm và kết quả đã nghiệm thu (12,0%)"
fn subtotal(
    frame: &Frame,
    heading: &ProgrammeHeading,
    within: Option<&Within>,
    state: Option<TaskState>,
) -> AnyView {
    let lang = frame.lang;
    let f = &heading.figures;
    let own = ("heading", heading.name.as_ref());
    // Tasks of the heading among those that match; what is narrowed otherwise has no done ones.
    let tasks = |name: &'static str, number: usize, change: &[(&str, &str)], led: bool| {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let shown = view! { <Count lang name number/> }.into_any();
        match led && number > 0 && !heading.name.is_empty() {
            true => to_list(frame, frame.address(change), &heading.name, shown),
            false => shown,
        }
    };
    let is_done = TaskState::Status(Status::Done);
    let may = state.is_none_or(|state| state == is_done);
    let status = ("status", Status::Done.code());
    let done = filled(
        t(lang, K::ProgrammeDone),
        vec![
            tasks("tasks_done", heading.done, &[own, status], may),
            tasks("tasks", heading.rows.len(), &[own], true),
        ],
    );
    if f.products == 0 {
        return done;
    }
    let number = |it: NumberOf, shown: u32| match within {
        Some(within) => count_within(frame, within, What::Number(it), f),
        None => text::integer(lang, i64::from(shown)).into_any(),
    };
    let products = filled(
        t(lang, K::ProgrammeProducts),
        vec![
            number(NumberOf::ProductsAccepted, f.products_accepted),
            number(NumberOf::Products, f.products),
            text::maybe_percent(lang, f.accepted()).into_any(),
        ],
    );
    view! { {done} "; " {products} }.into_any()
}

fn line(frame: &Frame, row: ProgrammeRow, handed_over: bool) -> AnyView {
    let lang = frame.lang;
    let w = &row.workstream;
    let of = Of::Workstream(w.code.clone());
    let f = row.figures;
    // Named once more beside each value, for a phone's cards.
    let cell = |key: K| t(lang, key);
    let partner = row.partner.map(|(code, name)| {
        view! {
            <span class="line">
                <a href=href(frame, &partner_path(&code))>{name}</a>
            </span>
        }
    });
    let owner = match (&row.leads, row.units) {
        (Some(leads), _) => leads_in_row(frame, leads),
        (None, 0) => partner.is_none().then_some(NONE).into_any(),
        (None, n) => text::units(lang, n).into_any(),
    };
    let status = if row.units == 0 {
        view! { <span class="provisional">{t(lang, no_unit(frame))}</span> }.into_any()
    } else {
        let by = row.due.judged_by.as_ref().map(|it| judged_by(lang, it));
        view! { {task_status(frame, &of, row.judgement, &f)} {by} }.into_any()
    };
    let accepted = handed_over.then(|| accepted(frame, &of, &f));
    view! {
        <tr data-scope="workstream" data-code=w.code.to_string()>
            <th scope="row">
                <a href=href(frame, &workstream_path(w))>{w.name.to_string()}</a>
                {provisional_row(lang, w.provisional)}
                <span class="line quiet plain">
                    {w.code.to_string()} " · " {text::workstream_kind(lang, w.kind)}
                </span>
            </th>
            <td class="bare" data-label=cell(K::ProgrammeWho)><div>{owner} {partner}</div></td>
            <td data-label=cell(K::Deadline)><div>{due(frame, &row.due)}</div></td>
            {accepted}
            <td class="status-cell whole" data-label=cell(K::StateWord)><div>{status}</div></td>
            <td class="source second small less" data-label=cell(K::Source)>{w.source.to_string()}</td>
        </tr>
    }
    .into_any()
}

/// Products and the share accepted of a task; dashes where nothing is to be handed over yet.
fn accepted(frame: &Frame, of: &Of, f: &Figures) -> AnyView {
    let lang = frame.lang;
    if f.products == 0 {
        return view! {
            <td class="n products" data-label=t(lang, K::SheetProducts)>{NONE}</td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>{NONE}</td>
        }
        .into_any();
    }
    let products = filled(
        t(lang, K::OfTotal),
        vec![
            explained_number(frame, of, NumberOf::ProductsAccepted, f),
            explained_number(frame, of, NumberOf::Products, f),
        ],
    );
    view! {
        <td class="n products" data-label=t(lang, K::SheetProducts)><div>{products}</div></td>
        <td class="n" data-label=t(lang, K::AcceptedShort)>
            <b>{explained(frame, of, ShareOf::Accepted, f)}</b>
        </td>
    }
    .into_any()
}

/// By whose deadline the status is, where the day beside it is the task's own.
fn judged_by(lang: Lang, deadline: &Deadline) -> AnyView {
    let words = match deadline {
        Deadline::None => t(lang, K::JudgedByNone).to_owned(),
        Deadline::Day(day) => tf(lang, K::JudgedBy, &[&text::day(lang, *day)]),
        Deadline::Text(words) => tf(lang, K::JudgedBy, &[words]),
    };
    view! { <span class="line quiet">{words}</span> }.into_any()
}

/// The day, how far it is when it is past, and whose it is.
fn due(frame: &Frame, due: &Due) -> AnyView {
    let lang = frame.lang;
    let whose = match (due.of_milestone, &due.judged_by) {
        (true, _) => Some(K::DueOfMilestone),
        (false, Some(_)) => Some(K::DueOfTask),
        (false, None) => None,
    };
    let whose = whose.map(|key| view! { <span class="line quiet">{t(lang, key)}</span> });
    match &due.deadline {
        Deadline::None => NONE.into_any(),
        Deadline::Day(day) => {
            let late = due.late.then(|| {
                view! { <b class="line late">{text::until(lang, frame.day(), *day)}</b> }
            });
            let after = due.finished_after.map(|finished| {
                let words = tf(lang, K::FinishedAfter, &[&text::day(lang, finished)]);
                view! { <b class="line late">{words}</b> }
            });
            view! { {time(lang, *day)} " " {late} {after} {whose} }.into_any()
        }
        Deadline::Text(words) => view! { {words.to_string()} {whose} }.into_any(),
    }
}
