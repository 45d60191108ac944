//! The form around the table: day and document, the way through a file, the buttons.
use leptos::prelude::*;

use super::{
    draft::{draft, keeper},
    read::send,
    row::{criteria, table},
};
use crate::{
    components::{
        Field, Input, TypedDocument, document_fields, download, field_error, files_field,
        no_secrets, on_enter, read_back, refused_files, said,
    },
    domain::Role,
    islands::{TableKeys, TableWords},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, MeasurePage, MeasureRow, Table},
};

/// The address of the table with what is overdue alone.
pub const ONLY_OVERDUE: &str = "/measure?due=late";

pub(super) fn form(frame: &Frame, page: &MeasurePage) -> AnyView {
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
                input=Input::Day
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
pub(super) const TABLE: &str = "table";

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
