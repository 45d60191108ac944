//! `/measure`: all that somebody measures, entered in one table.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Field, Input, Section, TypedDocument, before_campaign, document_fields, download,
        duty_path, few_answers, field_error, files_field, glyph, href, kept_files, named_versions,
        no_secrets, on_enter, outcome_path, read_back, refused_files, said, sentence, time,
        unit_path,
    },
    domain::{Cell, Event, Misread, Role, Shape, ValueSign},
    islands::{DraftKeeper, DraftOf, KeeperWords, RowRead, TableKeys, TableRead, TableWords},
    text::{self, Key as K, Lang, NONE, rich, t, tf},
    views::{
        DraftNote, Frame, MeasureForm, MeasurePage, MeasureRow, MeasuredValue, ReadBack, Table,
        TypedRow, WaitingValue,
    },
};

pub fn page(frame: &Frame, page: MeasurePage) -> Content {
    let lang = frame.lang;
    let content = view! {
        {crumb(frame, &page)}
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{title(lang, &page)}</h1>
                {(!page.rows.is_empty() && !page.closed)
                    .then(|| view! { <p class="second">{t(lang, K::MeasureHow)}</p> })}
                {only_overdue(lang, &page)}
            </div>
        </div>
        {told(lang, &page)}
        {(!page.rows.is_empty()).then(|| form(frame, &page))}
    };
    let content = Content::new("measure-page", t(lang, K::NavMeasure), content);
    if page.closed || page.rows.is_empty() {
        return content;
    }
    content.with_actions()
}

fn crumb(frame: &Frame, page: &MeasurePage) -> AnyView {
    let lang = frame.lang;
    let (path, name) = match &page.unit {
        Some((code, name)) => (unit_path(code), name.to_string()),
        None => (
            "/outcomes".to_owned(),
            t(lang, K::MeasureOfCampaign).to_owned(),
        ),
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, &path)>{name}</a>
            " / "
            <span>{t(lang, K::NavMeasure)}</span>
        </nav>
    }
    .into_any()
}

/// "10 chỉ tiêu, 3 quá hạn đo"
fn title(lang: Lang, page: &MeasurePage) -> AnyView {
    if page.rows.is_empty() {
        return t(lang, K::MeasureNone).into_any();
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let all = number(page.rows.len());
    let runs = match page.overdue() {
        0 => rich(t(lang, K::MeasureTitle), &[&all]),
        overdue => rich(t(lang, K::MeasureTitleOverdue), &[&all, &number(overdue)]),
    };
    sentence(runs).into_any()
}

/// The way to what is overdue alone, and back to all.
fn only_overdue(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let overdue = page.overdue();
    if page.only_overdue {
        return Some(
            view! {
                <p>
                    {t(lang, K::MeasureOnlyShown)} " "
                    <a href="/measure">{t(lang, K::MeasureAllShown)}</a>
                </p>
            }
            .into_any(),
        );
    }
    (overdue > 0 && overdue < page.rows.len()).then(|| {
        let words = tf(
            lang,
            K::MeasureOnlyOverdue,
            &[&text::integer(lang, overdue as i64)],
        );
        view! { <p><a href=ONLY_OVERDUE>{words}</a></p> }.into_any()
    })
}

/// The address of the table with what is overdue alone.
const ONLY_OVERDUE: &str = "/measure?due=late";

/// What became of the form that was sent.
fn told(lang: Lang, page: &MeasurePage) -> AnyView {
    let number = |n: usize| text::integer(lang, n as i64);
    let closed = page
        .closed
        .then(|| view! { <p class="warning">{t(lang, K::MeasureClosed)}</p> });
    let withdrawn = page.withdrawn.then(|| {
        view! { <p class="notice-line" role="status">{t(lang, K::MeasureTakenBack)}</p> }
    });
    let filled_in = page.filled_in.map(|it| {
        let words = tf(lang, K::TableFilled, &[&number(it.rows)]);
        let other_day = it.other_day.map(|(file, form)| {
            let days = [file, form].map(text::day);
            let words = tf(lang, K::TableFileOtherDay, &[&days[0], &days[1]]);
            view! { <p class="warning">{words}</p> }
        });
        view! {
            <p class="notice-line" role="status">{words}</p>
            {other_day}
        }
    });
    let looks = page.looks && page.filled_in.is_none() && !page.errors.any();
    let looked = looks.then(|| {
        let filled = page.filled();
        let counts = [number(filled), number(page.rows.len() - filled)];
        let words = tf(lang, K::MeasureLooked, &[&counts[0], &counts[1]]);
        view! { <p class="notice-line" role="status">{words}</p> }
    });
    view! {
        {closed}
        {withdrawn}
        {looked}
        {filled_in}
        {errors(lang, page)}
        {conflict(lang, page)}
    }
    .into_any()
}

/// The draft that somebody else saved meanwhile, beside what is typed.
fn conflict(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let (theirs, draft, mine) = (page.theirs.as_ref()?, page.draft.as_ref()?, &page.form);
    let of_form = |key, of: fn(&MeasureForm) -> &String| {
        (
            t(lang, key).to_owned(),
            of(theirs).clone(),
            of(mine).clone(),
        )
    };
    let mut rows = vec![
        of_form(K::MeasureDay, |form| &form.day),
        of_form(K::DocNumber, |form| &form.document_number),
        of_form(K::DocDay, |form| &form.document_day),
        of_form(K::Link, |form| &form.link),
    ];
    let typed = |form: &MeasureForm, row: &MeasureRow| {
        form.row(&row.code)
            .map_or_else(String::new, |it| told_row(lang, it))
    };
    let values = page
        .rows
        .iter()
        .map(|row| (row.name.to_string(), typed(theirs, row), typed(mine, row)));
    rows.extend(values);
    rows.retain(|(_, theirs, mine)| theirs != mine);
    let heads = [K::Theirs, K::Yours].map(|key| t(lang, key).to_owned());
    let named = named(draft);
    let words = tf(lang, K::ConflictBody, &named.each_ref().map(String::as_str));
    Some(
        view! {
            <section class="conflict" role="alert">
                <h2>{t(lang, K::ConflictTitle)}</h2>
                <p>{words}</p>
                {named_versions(lang, t(lang, K::ConflictTitle), heads, rows)}
            </section>
        }
        .into_any(),
    )
}

/// "9.310 trên 9.800", as it was typed.
fn told_row(lang: Lang, row: &TypedRow) -> String {
    let counts = [&row.numerator, &row.denominator];
    let counts = if counts.iter().all(|text| text.is_empty()) {
        String::new()
    } else {
        tf(lang, K::MeasureReadCounts, &counts.map(String::as_str))
    };
    let same = if row.same {
        t(lang, K::MeasureSame)
    } else {
        ""
    };
    let told = [counts.as_str(), &row.value, same];
    let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
    told.join(", ")
}

/// Who saved a draft, and when, in words.
fn named(draft: &DraftNote) -> [String; 3] {
    [
        draft.person.clone(),
        draft.time.clone(),
        text::day(draft.day),
    ]
}

/// Whose draft stands in the table and since when, and the way to be rid of it.
fn draft(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    // Only what stands in the table is said to be somebody's.
    let draft = page.draft.as_ref()?;
    if page.theirs.is_some() || page.form.version != draft.version {
        return None;
    }
    let named = named(draft);
    let named = named.each_ref().map(String::as_str);
    let button = |value: &'static str, key| {
        view! {
            <button class="btn quiet-btn" name="action" value=value>
                {t(lang, key)}
            </button>
        }
    };
    if page.asked_to_discard {
        return Some(
            view! {
                <div class="withdraw" role="alert">
                    <p class="warning">{tf(lang, K::DraftDiscardAsk, &named)}</p>
                    {button("discard-sure", K::DraftDiscardSure)}
                    <button class="btn quiet-btn" name="action" value="look">
                        {t(lang, K::DraftDiscardNot)}
                    </button>
                </div>
            }
            .into_any(),
        );
    }
    Some(
        view! {
            <div class="withdraw">
                <p>{tf(lang, K::DraftNote, &named)}</p>
                {button("discard", K::DraftDiscard)}
            </div>
        }
        .into_any(),
    )
}

/// Over the table: each mistake as a link to its cell.
fn errors(lang: Lang, page: &MeasurePage) -> Option<AnyView> {
    let errors = &page.errors;
    let of_form = said(lang, errors.form);
    let fields = [
        ("day", errors.day),
        ("document_number", errors.document_number),
        ("document_day", errors.document_day),
        ("link", errors.link),
        ("no_secrets", errors.no_secrets),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, mistake)| Some((name.to_owned(), said(lang, mistake)?)));
    let files = refused_files(lang, &errors.files, page.form.files_lost)
        .map(|words| ("files".to_owned(), words));
    // Databases have criteria of one name.
    let name = |row: &MeasureRow| match &row.duty {
        Some((_, workstream)) => format!("{} · {workstream}", row.name),
        None => row.name.to_string(),
    };
    let rows = page.rows.iter().filter_map(|row| {
        let (cell, why) = errors.of(&row.code)?;
        let words = format!("{}: {}", name(row), text::misread(lang, why));
        Some((cell_id(cell, row), words))
    });
    let table = errors.table.iter();
    let table = table.map(|why| (TABLE.to_owned(), text::table_mistake(lang, why)));
    let lines: Vec<_> = fields
        .chain(files)
        .chain(table)
        .chain(rows)
        .map(|(id, words)| view! { <li><a href=format!("#{id}")>{words}</a></li> })
        .collect();
    if lines.is_empty() && of_form.is_none() {
        return None;
    }
    let head = (!lines.is_empty()).then(|| {
        let words = tf(lang, K::MeasureErrors, &[&lines.len().to_string()]);
        view! { <h2>{words}</h2> }
    });
    let of_form = of_form.map(|words| view! { <p>{words}</p> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                {head} {of_form} <ul>{lines}</ul>
            </div>
        }
        .into_any(),
    )
}

fn form(frame: &Frame, page: &MeasurePage) -> AnyView {
    let lang = frame.lang;
    let open = !page.closed;
    let outcomes = page.rows.iter().filter(|row| row.criterion.is_none());
    let outcomes: Vec<&MeasureRow> = outcomes.collect();
    let outcomes = (!outcomes.is_empty()).then(|| table(frame, page, &outcomes));
    let rows = view! {
        {outcomes}
        {criteria(frame, page)}
    };
    let rows = match open {
        true => view! { <TableKeys words=table_words(lang)>{rows}</TableKeys> }.into_any(),
        false => rows.into_any(),
    };
    view! {
        <form
            class="measure report"
            method="post"
            enctype="multipart/form-data"
            action=if page.only_overdue { ONLY_OVERDUE } else { "/measure" }
        >
            <input type="hidden" name="submission" value=page.form.submission.clone()/>
            <input type="hidden" name="account" value=page.form.account.clone()/>
            <input type="hidden" name="version" value=page.form.version.to_string()/>
            {open.then(|| on_enter(lang, "look", K::MeasureLook))}
            {open.then(|| draft(lang, page))}
            {open.then(|| head(lang, page))}
            {open.then(|| filled_elsewhere(frame, page))}
            {rows}
            {open.then(|| actions(lang, page))}
        </form>
    }
    .into_any()
}

fn table_words(lang: Lang) -> TableWords {
    let words = |key| t(lang, key).to_owned();
    let keys = [
        ("Enter", K::KeyNextRow),
        ("Tab", K::KeyNextCell),
        ("↑ ↓", K::KeyColumn),
        ("K", K::MeasureSame),
    ];
    TableWords {
        keys: keys.map(|(key, does)| (key.to_owned(), words(does))).into(),
        pasted: words(K::TablePasted),
        pasted_on: words(K::TablePastedOn),
        too_large: words(K::TableTooLarge),
        undo: words(K::TableUndo),
        undone: words(K::TableUndone),
        reading: words(K::TableReading),
        unread: words(K::TableUnread),
    }
}

/// The table as it was understood while somebody types into it.
pub fn table_read(lang: Lang, page: &MeasurePage) -> TableRead {
    let rows = page.rows.iter().map(|row| row_read(lang, page, row));
    TableRead {
        rows: rows.collect(),
        counts: counted(lang, page),
        send: send(lang, page),
    }
}

fn row_read(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> RowRead {
    let error = page.errors.of(&row.code);
    let beside = [Cell::Same, Cell::Reason];
    let cells = Cell::NUMBERS.into_iter().chain(beside).chain(Cell::SURVEY);
    let wrong = cells.filter(|cell| is_wrong(error, *cell));
    RowRead {
        code: row.code.to_string(),
        reads: reads(lang, row, error).to_html(),
        change: change(lang, row).unwrap_or_default(),
        wrong: wrong.map(|cell| cell_name(cell).to_owned()).collect(),
        unfinished: error.is_some_and(|(_, why)| why == Misread::Missing),
        falls: falls(row),
    }
}

/// "8 đã nhập, 1 lỗi, 1 còn trống."
fn counted(lang: Lang, page: &MeasurePage) -> String {
    let counts = counts_told(lang, page);
    match page.document_is_older() {
        true => format!("{counts} {}", t(lang, K::MeasureAllOlder)),
        false => counts,
    }
}

fn counts_told(lang: Lang, page: &MeasurePage) -> String {
    let wrong = page.errors.rows.len();
    let right = |row: &&MeasureRow| row.read.is_some() && page.errors.of(&row.code).is_none();
    let filled = page.rows.iter().filter(right).count();
    let empty = page.rows.len().saturating_sub(filled + wrong);
    let number = |n: usize| text::integer(lang, n as i64);
    let [filled, wrong_ones, empty] = [filled, wrong, empty].map(number);
    match wrong {
        0 => tf(lang, K::TableCounts, &[&filled, &empty]),
        _ => tf(lang, K::TableCountsWrong, &[&filled, &wrong_ones, &empty]),
    }
}

/// Day and document, once for the whole table.
fn head(lang: Lang, page: &MeasurePage) -> AnyView {
    let (form, errors) = (&page.form, &page.errors);
    let typed = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [errors.document_number, errors.document_day, errors.link],
        told: [None, read_back(lang, &form.document_day), None],
    };
    let refused = refused_files(lang, &errors.files, form.files_lost).collect();
    view! {
        <div class="measure-head">
            <Field
                lang
                name="day"
                label=K::MeasureDay
                hint=K::MeasureDayHint
                input=Input::Short
                value=form.day.clone()
                error=said(lang, errors.day)
                last=read_back(lang, &form.day)
            />
            {document_fields(lang, typed)}
            {files_field(lang, "/islands/measure".to_owned(), &page.files, refused)}
            {page.document_is_older().then(|| view! {
                <p class="of-document"><span class="provisional">{t(lang, K::MeasureAllOlder)}</span></p>
            })}
            {no_secrets(lang, form.no_secrets, errors.no_secrets)}
        </div>
    }
    .into_any()
}

/// The field of the file that a table comes back in.
const TABLE: &str = "table";

/// The table as a file, and the way back of one that was filled in.
fn filled_elsewhere(frame: &Frame, page: &MeasurePage) -> AnyView {
    let lang = frame.lang;
    let error = page.errors.table.as_ref();
    let described = match error {
        Some(_) => "table-hint table-error",
        None => "table-hint",
    };
    let invalid = error.map(|_| "true");
    let error =
        error.map(|why| field_error("table-error".to_owned(), text::table_mistake(lang, why)));
    view! {
        <div class="table-file">
            <p>{download(frame, Table::Measure)}</p>
            <div>
                <label for=TABLE>{t(lang, K::TableFile)}</label>
                " "
                <span class="hint" id="table-hint">
                    {t(lang, K::TableFileHint)}
                </span>
                <div class="table-file-do">
                    <input
                        id=TABLE
                        name=TABLE
                        type="file"
                        accept=".xlsx,.csv"
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    <button class="btn quiet-btn small" name="action" value="fill">
                        {t(lang, K::TableFill)}
                    </button>
                </div>
                {error}
            </div>
        </div>
    }
    .into_any()
}

/// The criteria of each database, in a table of their own.
fn criteria(frame: &Frame, page: &MeasurePage) -> Vec<AnyView> {
    let lang = frame.lang;
    let rows = page.rows.iter().filter(|row| row.criterion.is_some());
    let rows: Vec<&MeasureRow> = rows.collect();
    let same = |a: &&MeasureRow, b: &&MeasureRow| {
        a.duty.as_ref().map(|(key, _)| key) == b.duty.as_ref().map(|(key, _)| key)
    };
    rows.chunk_by(same)
        .map(|of| {
            let name = of.first().and_then(|row| row.duty.as_ref());
            let name = name.map_or_else(String::new, |(_, name)| name.to_string());
            let title = tf(lang, K::MeasureCriteria, &[&name]);
            let rows = table(frame, page, of);
            // Cells out of sight stay in the form: what is typed there is not lost.
            let hidden = !of.iter().any(|row| page.shows(row));
            view! {
                <div hidden=hidden>
                    <Section lang title note=K::MeasureCriteriaNote>{rows}</Section>
                </div>
            }
            .into_any()
        })
        .collect()
}

fn table(frame: &Frame, page: &MeasurePage, rows: &[&MeasureRow]) -> AnyView {
    let lang = frame.lang;
    let lines: Vec<_> = rows.iter().map(|row| line(frame, page, row)).collect();
    view! {
        <table class="ms">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::MeasureIndicator)}</th>
                    <th scope="col">{t(lang, K::MeasureLast)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureNumerator)}</th>
                    <td></td>
                    <th scope="col" class="n">{t(lang, K::MeasureDenominator)}</th>
                    <th scope="col" class="rd">{t(lang, K::MeasureReads)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureSince)}</th>
                    <th scope="col">{t(lang, K::MeasureKeep)}</th>
                    <th scope="col" class="n">{t(lang, K::MeasureDue)}</th>
                </tr>
            </thead>
            {lines}
        </table>
    }
    .into_any()
}

fn cell_id(cell: Cell, row: &MeasureRow) -> String {
    format!("{}-{}", cell_name(cell), row.code)
}

const fn cell_name(cell: Cell) -> &'static str {
    match cell {
        Cell::Numerator => "n",
        Cell::Denominator => "d",
        Cell::Value => "v",
        Cell::Same => "same",
        Cell::Reason => "why",
        Cell::Population => "pop",
        Cell::AskedFrom => "from",
        Cell::AskedTo => "to",
        Cell::Asked => "who",
        Cell::AskedHow => "how",
    }
}

/// One indicator: its cells, and under them what waits and what came back.
fn line(frame: &Frame, page: &MeasurePage, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    let none = TypedRow::default();
    let typed = page.form.row(&row.code).unwrap_or(&none);
    let error = page.errors.of(&row.code);
    let more = more(lang, row, page.closed);
    let more = (!more.is_empty()).then(|| {
        view! {
            <tr class="ms-more">
                <td colspan="9">{more}</td>
            </tr>
        }
    });
    let cells = if page.closed {
        view! { <td colspan="3"></td> }.into_any()
    } else {
        cells(lang, row, typed, error)
    };
    let mark = (!page.closed).then(|| {
        let name = format!("mark.{}", row.code);
        view! { <input type="hidden" name=name value=row.mark.clone()/> }
    });
    let keep = (row.again.is_some() && !page.closed).then(|| keep(lang, row, typed, error));
    view! {
        <tbody
            class=row.changed.then_some("changed")
            data-indicator=row.code.to_string()
            hidden=!page.shows(row)
        >
            <tr>
                <th scope="row">{mark} {name(frame, row)}</th>
                <td class="last" data-label=t(lang, K::MeasureLast)>{last(lang, row)}</td>
                {cells}
                <td class="rd">{reads(lang, row, error)}</td>
                <td class="n dl">{change(lang, row)}</td>
                <td class="nc">{keep}</td>
                <td class="n due">{due(frame, row)}</td>
            </tr>
            {fall(lang, page, row)}
            {survey(lang, page, row)}
            {more}
        </tbody>
    }
    .into_any()
}

/// "+4,1 điểm"
fn change(lang: Lang, row: &MeasureRow) -> Option<String> {
    let change = row.read.as_ref()?.change?;
    Some(changed_by(lang, change, &row.unit_of_measure))
}

fn falls(row: &MeasureRow) -> bool {
    let signs = row.read.as_ref().map(|it| it.signs.as_slice());
    signs.is_some_and(|signs| signs.contains(&ValueSign::Falls))
}

/// Under a row that says it never falls: why it does. Hidden until it does.
fn fall(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> Option<AnyView> {
    if !row.never_falls || page.closed {
        return None;
    }
    let typed = page.form.row(&row.code).map(|it| it.reason.clone());
    let typed = typed.unwrap_or_default();
    let wrong = is_wrong(page.errors.of(&row.code), Cell::Reason);
    let hidden = !wrong && typed.is_empty() && !falls(row);
    let id = cell_id(Cell::Reason, row);
    let described = wrong.then(|| format!("e-{}", row.code));
    Some(
        view! {
            <tr class="ms-more ms-fall" hidden=hidden>
                <td colspan="9">
                    <label for=id.clone()>
                        {tf(lang, K::FallReasonNamed, &[&row.name])}
                    </label>
                    " "
                    <input
                        id=id
                        name=format!("{}.{}", cell_name(Cell::Reason), row.code)
                        type="text"
                        value=typed
                        aria-invalid=wrong.then_some("true")
                        aria-describedby=described
                    />
                </td>
            </tr>
        }
        .into_any(),
    )
}

/// Under a row of what people answered: how they were asked.
fn survey(lang: Lang, page: &MeasurePage, row: &MeasureRow) -> Option<AnyView> {
    if !row.asks_people || page.closed {
        return None;
    }
    let typed = page.form.row(&row.code).map(|it| it.survey.clone());
    let typed = typed.unwrap_or_default();
    let error = page.errors.of(&row.code);
    let labels = [
        K::SurveyPopulation,
        K::SurveyFrom,
        K::SurveyTo,
        K::SurveyAsked,
        K::SurveyHow,
    ];
    let fields = Cell::SURVEY.into_iter().zip(labels).zip(typed.lines());
    let fields: Vec<_> = fields
        .map(|((cell, label), text)| {
            let id = cell_id(cell, row);
            let wrong = is_wrong(error, cell);
            let described = wrong.then(|| format!("e-{}", row.code));
            view! {
                <span>
                    <label for=id.clone()>{t(lang, label)}</label>
                    <input
                        id=id
                        name=format!("{}.{}", cell_name(cell), row.code)
                        type="text"
                        value=text.clone()
                        aria-invalid=wrong.then_some("true")
                        aria-describedby=described
                    />
                </span>
            }
        })
        .collect();
    Some(
        view! {
            <tr class="ms-more">
                <td colspan="9">
                    <div class="ms-survey" role="group" aria-label=row.name.to_string()>
                        {fields}
                    </div>
                </td>
            </tr>
        }
        .into_any(),
    )
}

/// Whether a cell is one that an error is about.
fn is_wrong(error: Option<(Cell, Misread)>, cell: Cell) -> bool {
    error.is_some_and(|(of, why)| {
        let both = matches!(why, Misread::NumeratorAbove | Misread::Waits);
        of == cell || (both && Cell::NUMBERS.contains(&cell))
    })
}

fn name(frame: &Frame, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    let name = match row.criterion {
        Some(criterion) => text::criterion(lang, criterion).to_owned(),
        None => row.name.to_string(),
    };
    let under = match (&row.criterion, &row.duty) {
        (Some(_), _) => view! { <span class="line quiet">{row.name.to_string()}</span> }.into_any(),
        (None, Some((key, workstream))) => view! {
            <a class="line quiet" href=href(frame, &duty_path(key))>
                {workstream.to_string()}
            </a>
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        {row.status.map(glyph)}
        <span>
            <a href=href(frame, &outcome_path(&row.code))>{name}</a>
            {under}
        </span>
    }
    .into_any()
}

/// "95,6%", with its counts and day under it.
fn last(lang: Lang, row: &MeasureRow) -> AnyView {
    let Some(it) = row.last else {
        return view! { <span class="quiet">{t(lang, K::MeasureNever)}</span> }.into_any();
    };
    let counts = counts(lang, it).map(|words| format!("{words}, "));
    view! {
        <b data-few=it.few.map(|_| "true")>{value(lang, row, it)}</b>
        {few_answers(lang, it.few)}
        <span class="line quiet">{counts} {time(it.measurement.day())}</span>
        {before_campaign(lang, it.before_campaign)}
    }
    .into_any()
}

fn value(lang: Lang, row: &MeasureRow, it: MeasuredValue) -> String {
    text::value_beside_target(lang, it.value, row.target, &row.unit_of_measure)
}

/// "1.204 / 1.260"
fn counts(lang: Lang, it: MeasuredValue) -> Option<String> {
    let (numerator, denominator) = it.measurement.counts()?;
    let [numerator, denominator] = [numerator, denominator].map(|n| text::integer(lang, n));
    Some(format!("{numerator} / {denominator}"))
}

/// Two cells of counts, or one of a value.
fn cells(
    lang: Lang,
    row: &MeasureRow,
    typed: &TypedRow,
    error: Option<(Cell, Misread)>,
) -> AnyView {
    let cell = |cell: Cell, label: K, text: &str| {
        let wrong = is_wrong(error, cell);
        let label = tf(lang, K::MeasureCell, &[t(lang, label), &row.name]);
        let described = wrong.then(|| format!("e-{}", row.code));
        view! {
            <input
                id=cell_id(cell, row)
                name=format!("{}.{}", cell_name(cell), row.code)
                type="text"
                class="num"
                inputmode=if cell == Cell::Value { "decimal" } else { "numeric" }
                autocomplete="off"
                value=text.to_owned()
                aria-label=label
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
        }
    };
    match row.shape {
        Shape::Fraction => view! {
            <td class="in">{cell(Cell::Numerator, K::MeasureNumerator, &typed.numerator)}</td>
            <td class="sl">{t(lang, K::MeasureOver)}</td>
            <td class="in">{cell(Cell::Denominator, K::MeasureDenominator, &typed.denominator)}</td>
        }
        .into_any(),
        Shape::Bare => view! {
            <td class="in" colspan="3">
                {cell(Cell::Value, K::MeasureValue, &typed.value)}
                " "
                <span class="quiet">{row.unit_of_measure.to_string()}</span>
            </td>
        }
        .into_any(),
    }
}

/// What was understood of what was typed, or why it was not.
fn reads(lang: Lang, row: &MeasureRow, error: Option<(Cell, Misread)>) -> AnyView {
    if let Some((_, why)) = error {
        return field_error(
            format!("e-{}", row.code),
            text::misread(lang, why).to_owned(),
        );
    }
    match &row.read {
        Some(read) => understood(lang, row, read),
        None => view! { <span class="quiet">{t(lang, K::MeasureEmpty)}</span> }.into_any(),
    }
}

/// "95,0%; 9 nghìn 310 trên 9 nghìn 800", with what it counts as where it is a sample.
fn understood(lang: Lang, row: &MeasureRow, read: &ReadBack) -> AnyView {
    let spoken = read.value.measurement.counts().map(|(numerator, all)| {
        let [numerator, all] = [numerator, all].map(|n| text::spoken(lang, n));
        let words = tf(lang, K::MeasureReadCounts, &[&numerator, &all]);
        view! { <span class="line second">{words}</span> }
    });
    let judged = read.judged.map(|judged| {
        let judged = text::value_beside_target(lang, judged, row.target, &row.unit_of_measure);
        view! { <span class="line second">{tf(lang, K::MeasureCounted, &[&judged])}</span> }
    });
    // That of the document stands at the document.
    let signs = read.signs.iter();
    let signs: Vec<_> = signs
        .filter(|sign| **sign != ValueSign::DocumentOlder)
        .map(|sign| {
            view! { <span class="line provisional">{text::value_sign(lang, *sign)}</span> }
        })
        .collect();
    view! {
        <b data-few=read.value.few.map(|_| "true")>{value(lang, row, read.value)}</b>
        {few_answers(lang, read.value.few)}
        {spoken}
        {sample(lang, read.sample)}
        {judged}
        {signs}
        {beside_waiting(lang, row)}
    }
    .into_any()
}

/// That a value is typed while one waits, and what becomes of both.
fn beside_waiting(lang: Lang, row: &MeasureRow) -> Option<AnyView> {
    let waits = row.again.filter(|it| Some(*it) != row.last)?;
    let day = text::day(waits.measurement.day());
    let told = format!("{}, {day}", told_value(lang, row, waits));
    let words = tf(lang, K::MeasureBesideWaiting, &[&told]);
    Some(view! { <span class="line second">{words}</span> }.into_any())
}

/// "+4,1 điểm"
pub(super) fn changed_by(lang: Lang, change: i64, unit: &str) -> String {
    if change == 0 {
        return t(lang, K::MeasureSame).to_owned();
    }
    let sign = if change > 0 { "+" } else { "" };
    format!("{sign}{}", text::distance(lang, change, unit))
}

fn keep(lang: Lang, row: &MeasureRow, typed: &TypedRow, error: Option<(Cell, Misread)>) -> AnyView {
    let wrong = error.is_some_and(|(cell, _)| cell == Cell::Same);
    let label = tf(lang, K::MeasureCell, &[t(lang, K::MeasureSame), &row.name]);
    let described = wrong.then(|| format!("e-{}", row.code));
    // What waits is newer than what stands under "lần trước".
    let as_waiting = row.again.filter(|it| Some(*it) != row.last).map(|it| {
        let words = tf(lang, K::MeasureAgainWaiting, &[&value(lang, row, it)]);
        view! { <span class="line quiet">{words}</span> }
    });
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=cell_id(Cell::Same, row)
                name=format!("same.{}", row.code)
                value="true"
                checked=typed.same
                aria-label=label
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
            <span>{t(lang, K::MeasureSame)} {as_waiting}</span>
        </label>
    }
    .into_any()
}

/// "quá 7 ngày", or the day by which it is to be measured.
fn due(frame: &Frame, row: &MeasureRow) -> AnyView {
    let lang = frame.lang;
    match row.due {
        None => NONE.into_any(),
        Some(due) if row.overdue => {
            let words = text::until(lang, frame.today, due);
            view! { <b class="late">{words}</b> }.into_any()
        }
        Some(due) if due == frame.today => text::until(lang, due, due).into_any(),
        Some(due) => {
            let same_year = chrono::Datelike::year(&due) == chrono::Datelike::year(&frame.today);
            let day = if same_year {
                text::day_month(due)
            } else {
                text::day(due)
            };
            tf(lang, K::MeasureDueOn, &[&day]).into_any()
        }
    }
}

/// What waits for a decision, what came back, and that something came in between.
fn more(lang: Lang, row: &MeasureRow, closed: bool) -> Vec<AnyView> {
    let mut lines = Vec::new();
    if row.changed {
        let words = t(lang, K::MeasureChanged);
        lines.push(view! { <p class="warning" role="alert">{words}</p> }.into_any());
    }
    lines.extend(row.waiting.iter().map(|it| waits(lang, row, it)));
    if let Some(back) = row.back.as_ref().filter(|_| !closed) {
        let key = match back.event {
            Event::Revoked => K::MeasureRevoked,
            _ => K::MeasureReturned,
        };
        let day = text::day(back.value.measurement.day());
        let on = text::day(back.on);
        let told = [&told_value(lang, row, back.value), &day, &on, &back.reason];
        let words = tf(lang, key, &told.map(String::as_str));
        lines.push(view! { <p class="warning">{words}</p> }.into_any());
    }
    lines
}

/// "95,0% (9.310 / 9.800)"
fn told_value(lang: Lang, row: &MeasureRow, it: MeasuredValue) -> String {
    let value = value(lang, row, it);
    match counts(lang, it) {
        Some(counts) => format!("{value} ({counts})"),
        None => value,
    }
}

/// "mẫu 500 trên 1.000"
fn sample(lang: Lang, of: Option<(i64, i64)>) -> Option<AnyView> {
    let (counted, all) = of?;
    let [counted, all] = [counted, all].map(|n| text::integer(lang, n));
    let words = tf(lang, K::SampleOf, &[&counted, &all]);
    Some(view! { <span class="line provisional">{words}</span> }.into_any())
}

fn waits(lang: Lang, row: &MeasureRow, it: &WaitingValue) -> AnyView {
    let day = text::day(it.value.measurement.day());
    let on = text::day(it.entered_on);
    let told = [&told_value(lang, row, it.value), &day, &it.person, &on];
    let words = tf(lang, K::MeasureWaits, &told.map(String::as_str));
    let fell = (!it.fall_reason.is_empty())
        .then(|| format!(". {}", tf(lang, K::FallReasonNamed, &[&it.fall_reason])));
    let asked = it
        .survey
        .as_ref()
        .map(|it| format!("; {}", text::survey(lang, it)));
    let label = tf(lang, K::MeasureTakeBackNamed, &[&row.name]);
    view! {
        <p class="waits-line">
            <span>
                {words} {fell} {asked} {few_answers(lang, it.value.few)} {sample(lang, it.sample)} {before_campaign(lang, it.value.before_campaign)}
            </span>
            " "
            <button
                class="btn quiet-btn small"
                name="withdraw"
                value=it.id.clone()
                aria-label=label
            >
                {t(lang, K::MeasureTakeBack)}
            </button>
        </p>
    }
    .into_any()
}

/// The table as it was typed, where nothing of the database can be read: rows by their codes.
pub(super) fn unwritten_fields(lang: Lang, form: &MeasureForm) -> AnyView {
    let typed = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [None; 3],
        told: [None, None, None],
    };
    let rows: Vec<_> = form.rows.iter().map(|row| unwritten(lang, row)).collect();
    view! {
        <input type="hidden" name="submission" value=form.submission.clone()/>
        <input type="hidden" name="account" value=form.account.clone()/>
        <input type="hidden" name="version" value=form.version.to_string()/>
        <Field
            lang
            name="day"
            label=K::MeasureDay
            hint=K::MeasureDayHint
            input=Input::Short
            value=form.day.clone()
        />
        {document_fields(lang, typed)}
        {kept_files(lang, &form.files, form.files_lost)}
        {rows}
        {no_secrets(lang, form.no_secrets, None)}
        <div class="actions">
            <div class="wrap">
                <button class="btn" name="action" value="send">
                    {t(lang, K::MeasureSend)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn unwritten(lang: Lang, row: &TypedRow) -> AnyView {
    let code = row.code.clone();
    let cell = |name: &str, label: K, text: &str| {
        let label = tf(lang, K::MeasureCell, &[t(lang, label), &row.code]);
        let name = format!("{name}.{}", row.code);
        (!text.is_empty()).then(|| {
            view! { <input name=name class="short" value=text.to_owned() aria-label=label/> " " }
        })
    };
    let same = row.same.then(|| {
        let name = format!("same.{}", row.code);
        view! { <input type="hidden" name=name value="true"/> <span>{t(lang, K::MeasureSame)}</span> }
    });
    let shown = row.says().then(|| {
        view! {
            <div class="field">
                <p class="label">{code}</p>
                <div>
                    {cell("n", K::MeasureNumerator, &row.numerator)}
                    {cell("d", K::MeasureDenominator, &row.denominator)}
                    {cell("v", K::MeasureValue, &row.value)}
                    {cell("why", K::FallReason, &row.reason)}
                    {cell("pop", K::SurveyPopulation, &row.survey.population)}
                    {cell("from", K::SurveyFrom, &row.survey.from)}
                    {cell("to", K::SurveyTo, &row.survey.to)}
                    {cell("who", K::SurveyAsked, &row.survey.asked)}
                    {cell("how", K::SurveyHow, &row.survey.how)}
                    {same}
                </div>
            </div>
        }
    });
    view! {
        <input type="hidden" name=format!("mark.{}", row.code) value=row.mark.clone()/>
        {shown}
    }
    .into_any()
}

/// "Gửi 8 chỉ tiêu, để trống 2"
fn send(lang: Lang, page: &MeasurePage) -> String {
    let filled = page.filled();
    if filled == 0 || !page.errors.rows.is_empty() {
        return t(lang, K::MeasureSend).to_owned();
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let counts = [number(filled), number(page.rows.len() - filled)];
    tf(lang, K::MeasureSendCount, &[&counts[0], &counts[1]])
}

/// What keeps the draft and the session while somebody types.
fn keeper(lang: Lang, page: &MeasurePage) -> AnyView {
    let words = |key| t(lang, key).to_owned();
    let said = KeeperWords {
        broken: words(K::DraftBroken),
        idle: words(K::SessionIdle),
        ending: words(K::SessionEnding),
        letters: String::new(),
    };
    view! {
        <DraftKeeper
            of=DraftOf::Table
            words=said
            idle=page.session_idles
            ends=page.session_lasts
            most=0
        />
    }
    .into_any()
}

/// The buttons, and who decides.
fn actions(lang: Lang, page: &MeasurePage) -> AnyView {
    let send = match page.looks && !page.errors.any() {
        true => send(lang, page),
        false => t(lang, K::MeasureSend).to_owned(),
    };
    let decides = match (page.committee_decides, &page.unit) {
        (true, _) => text::role(lang, Role::Committee),
        (false, Some(_)) => text::role(lang, Role::Office),
        (false, None) => t(lang, K::MeasureDecidesOther),
    };
    view! {
        <div class="actions">
            <div class="wrap">
                <button class="btn" name="action" value="send">
                    {send}
                </button>
                <button class="btn quiet-btn" name="action" value="look">
                    {t(lang, K::MeasureLook)}
                </button>
                <button class="btn quiet-btn" name="action" value="draft">
                    {t(lang, K::SaveDraft)}
                </button>
                {keeper(lang, page)}
                <p class="end">{tf(lang, K::MeasureDecides, &[decides])}</p>
            </div>
        </div>
    }
    .into_any()
}
